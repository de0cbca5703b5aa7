"""Numbers near a key, written as the key is."""

from math import floor, log10

from quiz.text import Number, number

__all__ = ["near_numbers", "written_like"]

_MARKS = (",", "'", "\u2019", "\u202f", "\u00a0", "\u2009", " ")


def near_numbers(text: str, near: Number, mark: str = "") -> list[tuple[Number, str]]:
    """Return numbers at most `near` from the number `text`, each with how it reads.

    They lie whole steps apart. The step is the largest power of ten that leaves at least
    three steps within reach, and never finer than the digits of the key. A key that is
    not negative gets none below 0. Nearest first.
    """
    key = number(text)
    if key is None:
        return []
    decimals = _decimals(text)
    exponent = max(floor(log10(float(near) / 3) + 1e-9), -decimals)
    step = number(f"0.{'0' * (-exponent - 1)}1") if exponent < 0 else 10**exponent
    assert step is not None
    found: list[tuple[Number, str]] = []
    for i in range(1, int(near / step) + 1):
        for value in (key - i * step, key + i * step):
            if value >= 0 or key < 0:
                found.append((value, written_like(value, decimals, mark)))
    return found


def written_like(value: Number, decimals: int, mark: str) -> str:
    """Write a number with so many decimals and `mark` between its thousands."""
    text = f"{value:,.{decimals}f}" if decimals else f"{value:,}"
    return text.replace(",", mark)


def _decimals(text: str) -> int:
    return len(text.rpartition(".")[2]) if "." in text else 0


def thousands_mark(texts: list[str]) -> str:
    """Return the sign that a column's numbers set thousands apart with, or nothing."""
    for text in texts:
        if text.isdigit():
            continue
        for mark in _MARKS:
            if mark in text.strip():
                return mark
    return ""
