"""Damaged histories are reported, left as they are, and restored from a backup."""

from trials.harms import HARMS
from trials.report import as_text
from trials.sick import sick


def test_a_sick_history_is_told_and_left_and_brought_back() -> None:
    report = sick(len(HARMS), seed=1)
    assert report.passed, as_text(report)
