"""Many processes that write one history."""

from trials.crowd import crowd
from trials.report import as_text


def test_many_writers_at_once_lose_nothing_and_keep_nothing_twice() -> None:
    report = crowd(6, seed=1)
    assert report.passed, as_text(report)
