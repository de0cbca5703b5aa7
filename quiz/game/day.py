"""Days that are named on the command line."""

from quiz.dates import date


def read_day(text: str, year: int) -> tuple[int, int, int] | None:
    """Read `2026-12-18`, `18 December 2026` or `18 December` as (year, month, day), or return None.

    Without a year of its own the day is one of `year`.
    """
    found = date(text) or date(f"{text} {year}")
    if found is None or found[0] != found[1]:
        return None
    months, day = divmod(found[0], 31)
    if not day:
        months, day = months - 1, 31
    number, month = divmod(months, 12)
    if not month:
        number, month = number - 1, 12
    return number, month, day
