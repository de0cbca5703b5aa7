"""Digits that name something and do not count anything: post codes, dial codes, versions, ISBNs."""

from collections.abc import Collection, Sequence
from functools import cache
from typing import TYPE_CHECKING

from quiz.values.amounts import amount
from quiz.values.dates import dates

if TYPE_CHECKING:
    import re


_ISBN_DIGITS = 13
_SCORE_DIGITS = 3
_FEWEST_MARKS = 2  # hyphens of a phone number or an ISBN
_VERSION_DIGITS = 2
_LAST_AFTER_NINE = "12"  # a version that may follow another one that ends in 9
_NO_VERSION = "30"  # with this many decimals, they are not versions
_OTHERS_OF = 4  # one text in this many may not be a code


def code_at(lines: Sequence[str]) -> int:
    """Return the position of the first `plain` text that makes a column one of codes, or -1.

    A number that counts never begins with a zero or a plus, except for a plus in a column that also has a minus. A
    version has two points. Hyphens, brackets and the thirteen digits of an ISBN need more than half of the column.
    """
    codes = [at for at, line in enumerate(lines) if _code().fullmatch(line)]
    if (len(lines) - len(codes)) * _OTHERS_OF > len(lines):
        return -1
    has_minus = any(line.startswith("-") for line in lines)
    for at in codes:
        if _is_padded(lines[at], has_minus=has_minus) or _is_version(lines[at]):
            return at
    marked = [at for at in codes if _is_marked(lines[at])]
    return marked[0] if marked and len(marked) * 2 > len(lines) else -1


def are_scores(lines: Sequence[str]) -> bool:
    """Return whether `plain` texts are the scores of games, such as `3-1`, and not ranges: some do not rise."""
    ends = [line.split("-") for line in lines if line.count("-") == 1]
    pairs = [pair for pair in ends if all(end.isdecimal() and len(end) <= _SCORE_DIGITS for end in pair)]
    return len(pairs) * 2 > len(lines) and any(int(low) >= int(high) for low, high in pairs)


def version_at(lines: Sequence[str]) -> int:
    """Return the position of the first decimal that may be a version, or -1.

    It ends in a zero and has more decimals than another: `3.10` next to `3.9`. If some have three decimals or more,
    like masses and densities, or if the decimals are higher than version numbers usually are (`2.70` next to `19.3`),
    both need the same whole part. Or it continues counting where the others end, like `3.11` next to `3.8` and `3.9`.
    """
    split = {at: line.partition(".") for at, line in enumerate(lines) if "." in line}
    decimals = {at: (whole, found) for at, (whole, _, found) in split.items() if found.isdecimal()}
    are_short = all(len(found) <= _VERSION_DIGITS for _, found in decimals.values())
    fewest: dict[str, int] = {}
    for whole, found in decimals.values():
        for group in ("", whole):
            fewest[group] = min(fewest.get(group, len(found)), len(found))
    for at, (whole, found) in decimals.items():
        if found.endswith("0") and len(found) > fewest["" if are_short and found < _NO_VERSION else whole]:
            return at
    return next((at for at, (whole, found) in decimals.items() if _counts_on(whole, found, decimals.values())), -1)


def _counts_on(whole: str, decimals: str, others: Collection[tuple[str, str]]) -> bool:
    """Return whether decimals continue those with one digit and the same whole part: 11 after 8 and 9."""
    if len(decimals) != _VERSION_DIGITS or decimals > _LAST_AFTER_NINE:
        return False
    counted = {found for one, found in others if one == whole}
    return {"8", "9"} <= counted and all(len(found) == 1 or "10" <= found < _NO_VERSION for found in counted)


def digits_of(line: str) -> str:
    """Return the digits of a `plain` text that may be a code, without leading zeros; nothing for other texts."""
    if not _code().fullmatch(line):
        return ""
    may_be = _is_padded(line, has_minus=False) or _is_version(line) or _is_marked(line)
    return "".join(char.upper() for char in line if char.isalnum()).lstrip("0") if may_be else ""


def _is_padded(line: str, *, has_minus: bool) -> bool:
    if line.startswith("+"):
        return not has_minus
    return line.startswith("0") and line[1:2].isdecimal() and not dates(line)


def _is_version(line: str) -> bool:
    parts = line.split(".")
    return len(parts) > 2 and all(map(str.isdecimal, parts)) and not amount(line) and not dates(line)


def _is_marked(line: str) -> bool:
    if sum(map(str.isdecimal, line)) == _ISBN_DIGITS and line.startswith(("978", "979")):
        return True
    if _local().fullmatch(line):
        return True
    return ("(" in line or line.count("-") >= _FEWEST_MARKS) and not dates(line)


@cache
def _code() -> "re.Pattern[str]":
    import re

    return re.compile(r"[+(]?[0-9][0-9 ()./-]*[xX]?")


@cache
def _local() -> "re.Pattern[str]":
    """Return the pattern of a phone number without its area; 900-1100 may be years."""
    import re

    return re.compile(r"[0-9]{3}-(?!1|20)[0-9]{4}")
