"""What a trial found."""

from collections.abc import Sequence
from typing import NamedTuple

__all__ = ["Report", "as_text"]

_MOST_SHOWN = 20


class Report(NamedTuple):
    """How a trial ended. `failures` say what went wrong, each in one line that says how to repeat it."""

    name: str
    tried: int
    unit: str  # what was tried: kills, files, rounds
    seconds: float
    failures: Sequence[str] = ()
    figures: Sequence[tuple[str, str]] = ()  # what was measured, and how much

    @property
    def passed(self) -> bool:
        """Whether something was tried and nothing went wrong."""
        return self.tried > 0 and not self.failures


def as_text(report: Report) -> str:
    """Return a report in lines."""
    found = "nothing was tried" if not report.tried else f"{len(report.failures):,} failed"
    lines = [f"{report.name}: {report.tried:,} {report.unit} in {report.seconds:,.0f} s, {found}"]
    lines += [f"  {name}: {figure}" for name, figure in report.figures]
    lines += [f"  FAILED {failure}" for failure in report.failures[:_MOST_SHOWN]]
    left = len(report.failures) - _MOST_SHOWN
    return "\n".join([*lines, *([f"  and {left:,} more"] if left > 0 else [])])
