"""Days that are named on the command line."""

from quiz.values.dates import dates, single_day
from quiz.values.signs import plain


def read_day(text: str, year: int) -> tuple[int, int, int] | None:
    """Read `2026-12-18`, `18 December 2026` or `18 December` as (year, month, day), or return None.

    Without a year of its own the day is one of `year`.
    """
    found = dates(plain(text)) or dates(plain(f"{text} {year}"))
    return single_day(found[""]) if "" in found else None
