"""Damaged histories are reported, left as they are, and restored from a backup."""

from trials.damaging import damaging
from trials.harms import HARMS
from trials.report import as_text


def test_a_damaged_history_is_told_and_left_and_brought_back() -> None:
    report = damaging(len(HARMS), seed=1)
    assert report.passed, as_text(report)
