"""One text as a number or a quantity, by a decimal mark."""

import re
import unicodedata
from fractions import Fraction
from functools import cache

from trials.prover.dates import is_of_dates
from trials.prover.spans import Span

__all__ = ["number", "quantity"]

_CURRENCIES = "$€£¥₹"
_PREFIXED = "m g L l W J Hz V A Pa N eV B bit mol Wh cal T Ω bar pc Bq Gy Sv lx lm cd t".split()  # noqa: SIM905 # a list
_PREFIXES = {"k": 3, "M": 6, "G": 9, "T": 12, "h": 2, "da": 1, "d": -1, "c": -2, "m": -3, "µ": -6, "μ": -6, "n": -9}
_VULGAR = "¼-¾⅐-⅞"
_RAISED = "⁰¹²³⁴-⁹⁻⁺"


@cache
def quantity(text: str, mark: str) -> Span | None:
    """Read a number, perhaps with a unit after it or a currency before it, or a range of such."""
    sign, currency, rest = _head(text.strip().replace("−", "-"))
    for cut in range(len(rest), 0, -1):
        unit = rest[cut:].strip()
        if (unit and not (unit[0].isalpha() or unit[0] in "°%‰")) or is_of_dates(unit):
            continue
        ends = [number(end, mark) for end in _ends(rest[:cut].strip())]
        found = [end for end in ends if end is not None]
        if len(found) == len(ends):
            factor, base = _unit(unit)
            low, high = (end * factor * sign for end in (found[0], found[-1]))
            return Span(low, high, currency + base, len(found) > 1, scale=factor) if low <= high else None
    return None


def number(text: str, mark: str) -> Fraction | None:
    """Return a text as a number with this decimal mark; None if it is not a number."""
    text = re.sub(f"[{_RAISED}]+", lambda found: "^" + unicodedata.normalize("NFKC", found[0]), text.strip())
    text = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text.replace("−", "-"))
    return _fraction(text) if "/" in text or "⁄" in text or re.search(f"[{_VULGAR}]", text) else _decimal(text, mark)


def _head(text: str) -> tuple[int, str, str]:
    """Return the sign before a currency, the currency, and the rest."""
    found = re.match(rf"(-?)([{_CURRENCIES}])\s*", text)
    return (-1 if found[1] else 1, found[2], text[found.end() :]) if found else (1, "", text)


def _ends(text: str) -> list[str]:
    """Return both ends of a range, or the one number."""
    found = re.fullmatch(r"(.*\d)\s*[-–—]\s*(\d.*)", text)
    return [found[1], found[2]] if found and "^" not in text and "⁻" not in text else [text]


def _fraction(text: str) -> Fraction | None:
    found = re.fullmatch(rf"([-+]?)(?:(\d+)\s*)?([{_VULGAR}])", text)
    if found:
        part = Fraction(unicodedata.numeric(found[3])).limit_denominator(1000)
    else:
        found = re.fullmatch(r"([-+]?)(?:(\d+)\s+)?(\d+)\s*[/⁄]\s*(\d+)", text)
        if not found or not int(found[4]):
            return None
        part = Fraction(int(found[3]), int(found[4]))
    return (int(found[2] or 0) + part) * (-1 if found[1] == "-" else 1)


def _decimal(text: str, mark: str) -> Fraction | None:
    separators = r"[\s'’,]" if mark == "." else r"[\s'’.]"
    whole = rf"[1-9]\d{{0,2}}(?:({separators})\d{{3}})(?:\3\d{{3}})*|\d*"
    power = r"(?:\s*(?:[eE]|[×x·*]\s*10\s*\^)\s*([-+]?\d{1,3}))?"
    found = re.fullmatch(rf"([-+]?)({whole})(?:{re.escape(mark)}(\d+))?{power}", text)
    if not found or not (found[2] or found[4]):
        return None
    digits, decimals = re.sub(r"\D", "", found[2]), found[4] or ""
    value = Fraction(int(digits + decimals), 10 ** len(decimals))
    return value * Fraction(10) ** int(found[5] or 0) * (-1 if found[1] == "-" else 1)


def _unit(text: str) -> tuple[Fraction, str]:
    """Return the factor of a unit's prefix, and the unit without it."""
    for prefix, power in _PREFIXES.items():
        if text not in _PREFIXED and text.startswith(prefix) and text.removeprefix(prefix) in _PREFIXED:
            return Fraction(10) ** power, text.removeprefix(prefix)
    return Fraction(1), text
