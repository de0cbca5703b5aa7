"""Fitting one reading to all texts of a column: as numbers with either decimal mark, or as dates."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from quiz.values.amounts import Amount, amount
from quiz.values.codes import version_at
from quiz.values.dates import WAYS, Date, dates
from quiz.values.numerals import Mark, Number
from quiz.values.readings import ColumnKind, ColumnReading, Declared
from quiz.values.spans import ValueSpan, Worth
from quiz.values.units import NO_UNIT

UNDECLARED = Declared()


class Choice(NamedTuple):
    """One of two ways to read a cell.

    says: what the cell would say, written out. line: what declares this way, one of `DECLARATIONS`.
    """

    says: str
    line: str

    @property
    def shown(self) -> str:
        """What messages write for `says`: with a decimal point, so `6,961` is never said to be 6961 or 6,961."""
        return self.says.replace(",", ".") if self.line == "decimal comma" else self.says


class Doubt(NamedTuple):
    """A column that can be read in two ways: the first text that can, its position, and the two ways."""

    at: int
    text: str
    choices: tuple[Choice, Choice]


class Fit(NamedTuple):
    """One reading of a column: the value of each text by it, how many it fits, and the doubt about it."""

    reading: ColumnReading
    values: Sequence[Worth | None]
    doubt: Doubt | None = None

    @property
    def fitted(self) -> int:
        """How many texts it fits."""
        return len(self.values) - self.values.count(None)


def best_fit(lines: list[str], declared: Declared, mark: Mark | None) -> Fit:
    """Return the reading that fits most texts: numbers, or dates if these fit more or are certain."""
    if declared.kind is ColumnKind.DATE:
        return _as_dates(lines, declared.order)[0]
    numbers = _as_numbers(lines, declared, mark)
    if declared != UNDECLARED:
        return numbers
    are_plain = numbers.fitted == len(lines) and not any(isinstance(value, ValueSpan) for value in numbers.values)
    if are_plain and numbers.reading.unit != "s":  # 1960s may be a decade
        return numbers
    as_dates, are_certain = _as_dates(lines)
    return as_dates if are_certain and as_dates.fitted >= numbers.fitted else numbers


def _as_numbers(lines: list[str], declared: Declared, mark: Mark | None) -> Fit:
    known = {line: amount(line) for line in dict.fromkeys(lines)}
    amounts = [known[line] for line in lines]
    point, comma = (_by_mark(amounts, one, declared) for one in Mark)
    if declared.mark:
        fit = comma if declared.mark is Mark.COMMA else point
    elif point.fitted != comma.fitted:
        fit = point if point.fitted > comma.fitted else comma
    elif point.values == comma.values or mark:
        fit = comma if mark is Mark.COMMA else point
        fit = fit if mark else fit._replace(reading=point.reading._replace(others=(comma.reading,)))
    else:
        return point._replace(doubt=_doubt_of_marks(amounts, point, comma))
    if declared == UNDECLARED and fit.reading.kind is ColumnKind.NUMBER:
        at = version_at([line if value is not None else "" for line, value in zip(lines, fit.values, strict=True)])
        if at >= 0:
            number, version = _plainly(amounts[at], fit.reading.mark), lines[at]
            if number == version:
                number, version = f"the number {number}", f"the version {version}"
            return fit._replace(doubt=Doubt(at, "", (Choice(number, "number"), Choice(version, "identifier"))))
    return fit


def _by_mark(amounts: Sequence[Amount | None], mark: Mark, declared: Declared) -> Fit:
    """Read amounts with a decimal mark, in the unit that most of them have; in declared numbers, without a unit."""
    chosen = [one if one and one.value(mark) is not None else None for one in amounts]
    if declared.kind is ColumnKind.NUMBER:
        chosen = [one if one and one.is_number else None for one in chosen]
    bases = Counter(one.unit.base for one in chosen if one)
    if len(bases) > 1:
        base = bases.most_common(1)[0][0]
        chosen = [one if one and one.unit.base == base else None for one in chosen]
    units = {one.unit for one in chosen if one}
    in_bases = len(units) > 1
    first = next(iter(units), NO_UNIT)
    are_numbers = all(one.is_number for one in chosen if one)
    kind = ColumnKind.NUMBER if are_numbers and declared.kind is not ColumnKind.QUANTITY else ColumnKind.QUANTITY
    values = [one.value(mark, in_bases=in_bases) if one else None for one in chosen]
    return Fit(ColumnReading(kind, mark, first.base if in_bases else first.symbol, in_bases), values)


def _doubt_of_marks(amounts: Sequence[Amount | None], point: Fit, comma: Fit) -> Doubt:
    pairs = enumerate(zip(point.values, comma.values, strict=True))
    at = next(at for at, (one, other) in pairs if one != other)
    one, other = (Choice(_plainly(amounts[at], mark), f"decimal {mark.name.lower()}") for mark in Mark)
    return Doubt(at, "", (one, other))


def _plainly(found: Amount | None, mark: Mark) -> str:
    """Return an amount with its numbers written out, with only a decimal mark between their digits."""
    assert found  # what has a value is an amount
    numbers = [one.by(mark) for one in (found.low, found.high) if one]
    text = " to ".join(_digits(number, mark) for number in numbers if number is not None)
    return " ".join(part for part in (found.relation, text, found.unit.symbol) if part)


def _digits(number: Number, mark: Mark) -> str:
    return str(number) if isinstance(number, int) else f"{number:f}".replace(".", mark)


def _as_dates(lines: list[str], order: str = "") -> tuple[Fit, bool]:
    """Read dates. Returns the reading, and whether one of them is a date for certain."""
    known = {line: dates(line) for line in dict.fromkeys(lines)}
    fits: list[Fit] = []
    several = any(way for found in known.values() for way in found)
    possible = [ways for ways in WAYS if not order or order in ways]
    for ways in possible if several else possible[:1]:
        values = [_date_by(known[line], ways) for line in lines]
        spans = [date.span if date else None for date in values]
        fits.append(Fit(ColumnReading(ColumnKind.DATE, ways=ways), spans))
    best = max(fits, key=lambda fit: fit.fitted)
    same = [fit.reading.ways for fit in fits if fit.values == best.values] if several else possible
    others = tuple(ColumnReading(ColumnKind.DATE, ways=ways) for ways in same if ways != best.reading.ways)
    best = best._replace(reading=best.reading._replace(others=others))
    rivals = [fit for fit in fits if fit.fitted == best.fitted and fit.values != best.values]
    if rivals:
        at = next(at for at, pair in enumerate(zip(best.values, rivals[0].values, strict=True)) if pair[0] != pair[1])
        one, other = (_date_choice(known[lines[at]], fit.reading.ways) for fit in (best, rivals[0]))
        best = best._replace(doubt=Doubt(at, "", (one, other)))
    return best, any(date.is_certain for found in known.values() for date in found.values())


def _date_by(found: Mapping[str, Date], ways: Sequence[str]) -> Date | None:
    return next((found[way] for way in ("", *ways) if way in found), None)


def _date_choice(found: Mapping[str, Date], ways: Sequence[str]) -> Choice:
    way = next(way for way in ways if way in found)
    words = found[way].text.replace(" ad", "").split()
    return Choice(" ".join(word.capitalize() if len(word) > 2 else word for word in words), way)
