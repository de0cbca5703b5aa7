"""When two texts say the same, and when they may be the same.

Saying the same is an equivalence: two texts say the same when their canonical forms are equal.
Texts that say the same also may be the same, but that relation is not transitive. Both depend on how the column is
read.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from quiz.values.amounts import amount
from quiz.values.codes import digits_of
from quiz.values.dates import dates
from quiz.values.numerals import NUMERAL, Mark, numeral, written
from quiz.values.readings import OPEN, ColumnKind, ColumnReading, by_each, may_be_value, value_form, value_of
from quiz.values.signs import folded, plain
from quiz.values.spans import Worth, meet

if TYPE_CHECKING:
    import re


_DATE = "date"  # the unit of the spans of dates; those of quantities have a unit
_NUMBER_BEGINS = frozenset("+-0123456789")
_FEWEST_OF_YEAR = 3  # digits of a number that may be a year by itself
_LONG = 20  # digits of a whole number that may be written in another way
_NUMBER_WORDS = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen
"""
_PLACE_WORDS = """
    zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
    fifteenth sixteenth seventeenth eighteenth nineteenth
"""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"


def _as_digits() -> dict[str, str]:
    numbers = dict(enumerate(_NUMBER_WORDS.split()))
    places = dict(enumerate(_PLACE_WORDS.split()))
    for ten, word in enumerate(_TENS.split(), start=2):
        numbers[ten * 10], places[ten * 10] = word, f"{word[:-1]}ieth"
        for one in range(1, 10):
            numbers[ten * 10 + one], places[ten * 10 + one] = f"{word}-{numbers[one]}", f"{word}-{places[one]}"
    endings = {1: "st", 2: "nd", 3: "rd"}
    found = {word: str(number) for number, word in numbers.items()}
    for number, word in places.items():
        found[word] = f"{number}{'th' if number // 10 == 1 else endings.get(number % 10, 'th')}"
    found |= {word.replace("-", " "): digits for word, digits in found.items()}
    return found | {"dozen": "12", "hundred": "100", "one hundred": "100", "thousand": "1000", "one thousand": "1000"}


#: A number in words -> in digits.
AS_DIGITS = _as_digits()
#: The beginnings of names that may be shortened, even without a stop -> in full.
SHORTENED = {"st": "saint", "ste": "sainte", "mt": "mount", "dr": "doctor"}
#: The signs of a power -> how they are typed.
RAISED = {"⁺": "+", "⁻": "-", **dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789", strict=True))}
_TYPED = str.maketrans(RAISED)
#: Signs around which spaces may be left out.
SIGNS_APART = "+=<>/*×÷·-"
# The number that a word such as `million` means after a number.
_POWERS = {
    **dict.fromkeys(("thousand", "tsd"), 3),
    "lakh": 5,
    **dict.fromkeys(("million", "millions", "mio", "mn", "millionen", "millones", "milioni"), 6),
    "crore": 7,
    **dict.fromkeys(("billion", "billions", "bn", "mrd", "milliarden", "milliard", "milliards", "miliardi"), 9),
    "trillion": 12,
}


class Sense(NamedTuple):
    """All that a text may mean. keys: its forms; texts that share one may be the same. spans: (unit, value)."""

    keys: frozenset[str]
    spans: tuple[tuple[str, Worth], ...] = ()


def canonical(text: str, reading: ColumnReading = OPEN) -> str:
    """Return the form in which texts that say the same are equal. It is its own canonical form.

    Numbers, quantities and dates are written by their value; in other texts, case, signs, spaces and a final full stop
    are normalized. In an exact column, letters stay as they are, in NFC.
    """
    if reading.exact:
        return unicodedata.normalize("NFC", text)
    if text.isascii() and text.isalpha():
        return text.casefold()
    if reading.literal:
        return folded(text)
    line = plain(text)
    if not may_be_value(line) or not any(map(str.isdecimal, line)):
        return folded(line)
    form = value_form(line, reading)
    if form is None:
        line = _text_with_number(line, _marks(reading))
        form = value_form(line, reading)
    return line if form is None else form


def canonical_all(texts: Sequence[str], reading: ColumnReading = OPEN) -> list[str]:
    """Return the canonical form of each text, as `canonical` does; simple names and numbers all at once."""
    joined = "\n".join(texts)
    if not reading.exact and joined.isascii() and joined.count("\n") == len(texts) - 1:
        lines = joined.casefold().split("\n")
        has_more = "  " in joined or " \n" in joined or "\n " in joined or joined != joined.strip(" ")
        if not has_more and joined.encode().translate(None, b" \n").isalpha() and all(lines):
            return lines
        are_digits = all(map(str.isdigit, texts)) and max(map(len, texts)) < _LONG
        if are_digits and "\n0" not in joined and joined[0] != "0" and reading.kind is not ColumnKind.DATE:
            return lines
    known = {text: canonical(text, reading) for text in dict.fromkeys(texts)}
    return [known[text] for text in texts]


def same(one: str, other: str, reading: ColumnReading = OPEN) -> bool:
    """Return whether two texts say the same."""
    return canonical(one, reading) == canonical(other, reading)


def maybe_same(one: str, other: str, reading: ColumnReading = OPEN) -> bool:
    """Return whether two texts say the same, or it is not certain that they do not."""
    return senses_meet(sense(one, reading), sense(other, reading))


def sense(text: str, reading: ColumnReading = OPEN) -> Sense:
    """Return what a text may mean. To compare many texts, take the sense of each once."""
    form = canonical(text, reading)
    if reading.exact or (form.isalpha() and form not in AS_DIGITS):
        return Sense(frozenset((form,)))
    found = _sense(text, form, reading)
    for other in () if reading.literal else _otherwise(form):
        more = _sense(other, canonical(other, reading), reading)
        found = Sense(found.keys | more.keys, (*found.spans, *more.spans))
    return found


def _otherwise(form: str) -> Iterator[str]:
    """Yield a normalized text with its first word in digits, and without spaces around signs, if that differs."""
    word, _, rest = form.partition(" ")
    if rest and word in AS_DIGITS:
        yield f"{AS_DIGITS[word]} {rest}"
    if " " in form and any(sign in form for sign in SIGNS_APART):
        closed = _signs_apart().sub(r"\1", form)
        if closed != form:
            yield closed


@cache
def _signs_apart() -> "re.Pattern[str]":
    import re

    return re.compile(r" ?([+=<>/*×÷·-]) ?")


def _sense(text: str, form: str, reading: ColumnReading) -> Sense:
    line = plain(text) if may_be_value(form) else ""
    if not any(map(str.isdecimal, line)):
        return Sense(frozenset(_loose_forms(form)))
    value = None if reading.literal else value_of(line, reading)
    if value is not None:
        return _sense_of_value(line, form, reading)
    keys = {form, digits_of(line), *_loose_forms(form)} - {""}
    if reading.literal:  # in codes, leading zeros may matter or not
        return Sense(frozenset((*keys, line.lstrip("+0") or line) if reading.kind is ColumnKind.IDENTIFIER else keys))
    spans: list[tuple[str, Worth]] = []
    found = amount(line)
    if found is None or len(found.unit.symbol) == 1:  # 10A may be ten amperes, or the form of 10a
        keys.add(folded(text))
    for mark in Mark if found else ():
        value = found.value(mark, in_bases=True) if found else None
        if found and value is not None:
            keys |= {found.written(mark), found.written(mark, in_bases=True)}
            spans.append((_what(found.unit.base), value))
    keys |= _in_full(line)
    if found is None:
        keys |= {_text_with_number(line, (mark,)) for mark in _marks(reading)}
    as_date = _sense_of_date(line)
    return Sense(as_date.keys.union(keys), tuple(dict.fromkeys((*spans, *as_date.spans))))


def _sense_of_value(line: str, form: str, reading: ColumnReading) -> Sense:
    """Return what a value of its column means. A number may be a year if it is compared with a date."""
    keys, spans = {form}, []
    for by in by_each(reading):
        value = value_of(line, by)
        if value is not None:
            keys.add(canonical(line, by))
            spans.append((_DATE, value) if by.kind is ColumnKind.DATE else _in_base(line, value, by))
    as_date = _sense_of_date(line) if reading.kind is ColumnKind.NUMBER else Sense(frozenset())
    return Sense(as_date.keys.union(keys), tuple(dict.fromkeys((*spans, *as_date.spans))))


def _sense_of_date(line: str) -> Sense:
    """Return what a `plain` text means if it is a date."""
    found = dates(line).values()
    keys = {date.text for date in found}
    if line.isdecimal() and len(line) < _FEWEST_OF_YEAR:  # 14 is a year next to others only
        keys.add(f"{line} ad")
    return Sense(frozenset(keys), tuple((_DATE, date.span) for date in found))


def senses_meet(one: Sense, other: Sense) -> bool:
    """Return whether two texts with these senses may be the same."""
    if not one.keys.isdisjoint(other.keys):
        return True
    return any(
        unit == other_unit and meet(value, other_value, ends_touch=unit != _DATE)
        for unit, value in one.spans
        for other_unit, other_value in other.spans
    )


def _in_base(line: str, value: Worth, reading: ColumnReading) -> tuple[str, Worth]:
    """Return the base unit of a quantity and its value in that: cells elsewhere may have other prefixes."""
    found = amount(line) if reading.unit and not reading.in_bases else None
    in_bases = found.value(reading.mark, in_bases=True) if found else None
    if found is None or in_bases is None:
        return _what(reading.unit), value
    return _what(found.unit.base), in_bases


def _in_full(line: str) -> set[str]:
    """Return the forms of an amount such as `33 million` in digits; none for other texts."""
    if line[-1:].isdecimal():  # most texts that have a number end with it
        return set()
    match = _millions().fullmatch(line)
    found = amount(f"{match['number']} {match['unit']}".strip()) if match else None
    if match is None or found is None:
        return set()
    unit = found.unit._replace(base=found.unit.symbol, power=_POWERS[match["word"].casefold()])
    in_full = found._replace(unit=unit)
    return {in_full.written(mark, in_bases=True) for mark in Mark if found.value(mark) is not None}


@cache
def _millions() -> "re.Pattern[str]":
    import re

    return re.compile(rf"(?P<number>.*[0-9]) ?(?P<word>(?i:{'|'.join(_POWERS)}))\b\.? ?(?P<unit>.*)")


def _what(unit: str) -> str:
    """Return the unit of a quantity: `$` may mean the dollars of any country."""
    return "$" if unit.endswith("$") else unit


def _marks(reading: ColumnReading) -> Sequence[Mark]:
    """Return the marks that may be decimal marks in the texts of a column."""
    is_known = reading.kind in (ColumnKind.NUMBER, ColumnKind.QUANTITY) and not reading.others
    return (reading.mark,) if is_known else tuple(Mark)


def _text_with_number(line: str, marks: Sequence[Mark]) -> str:
    """Return the normalized form of a `plain` text. A number before its words is written without thousands separators.

    A single letter after a number keeps its case: `5 M` is not five metres.
    """
    match = _leading_number().fullmatch(line) if line[:1] in _NUMBER_BEGINS else None
    if match is None:
        return folded(line)
    head, words = match["head"], match["words"]
    sign = head[:1] if head[0] in "+-" else ""
    grouped = _leading_groups().fullmatch(head, len(sign))
    found = numeral(grouped) if grouped else None
    if found:
        values = {value for mark in marks if (value := found.by(mark)) is not None}
        value = values.pop() if len(values) == 1 else None
        if isinstance(value, int) or (value is not None and len(marks) == 1):
            head = sign + written(value) if value else "0"
    return head + match["space"] + (words if len(words) == 1 else folded(words))


@cache
def _leading_number() -> "re.Pattern[str]":
    import re

    return re.compile(r"(?P<head>[+-]?[0-9]+(?:[.,' ][0-9]+)*)(?P<space> ?)(?P<words>[^\W\d_].*)")


@cache
def _leading_groups() -> "re.Pattern[str]":
    import re

    return re.compile(rf"(?=[0-9]{{1,3}}[., ']){NUMERAL}")


def _loose_forms(form: str) -> set[str]:
    """Return the forms of a normalized text without what learners leave out or write differently.

    That is an English article before it, quotation marks around it, hyphens between letters, the
    stops of an abbreviation, `St.` for `Saint`, `&` for `and`, a number in words, and the zero before
    an hour.
    """
    forms = {form}
    if len(form) > 2 and form[0] == form[-1] and form[0] in "'\"":
        forms.add(form[1:-1])
    if form.startswith(("the ", "a ", "an ")):
        forms.add(form.partition(" ")[2])
    if "-" in form:
        forms |= {_hyphens().sub(instead, one) for one in tuple(forms) for instead in (" ", "")}
    if "." in form:
        forms |= {_stops().sub(r"\1", one) for one in tuple(forms)}
        forms |= {_short_words().sub("", one) for one in tuple(forms)}
    for one in tuple(forms):
        word, _, rest = one.partition(" ")
        if rest and word in SHORTENED:
            forms.add(f"{SHORTENED[word]} {rest}")
    if ":" in form or form.endswith("m"):
        forms |= {_of_hour(one) for one in tuple(forms)}
    if any(sign in form for sign in RAISED):
        forms |= {_raised().sub(lambda match: "^" + match[0].translate(_TYPED), one) for one in tuple(forms)}
    if " & " in form:
        forms |= {one.replace(" & ", " and ") for one in tuple(forms)}
    return forms | {AS_DIGITS[one] for one in forms if one in AS_DIGITS}


def _of_hour(form: str) -> str:
    """Return a time of day in 24 hours, without a leading zero: `09:00`, `9:00 am` and `9:00` are the same."""
    match = _hour().fullmatch(form)
    if match is None:
        return form
    hour, half = int(match["hour"]), match["half"] or match["half_alone"]
    if half:
        hour = hour % 12 + (12 if half[0] == "p" else 0)
    return f"{hour}:{match['minutes'] or '00'}"


@cache
def _raised() -> "re.Pattern[str]":
    import re

    return re.compile("[⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+")


@cache
def _hour() -> "re.Pattern[str]":
    import re

    return re.compile(
        r"(?P<hour>[0-9]{1,2})(?::(?P<minutes>[0-5][0-9])(?: ?(?P<half>[ap]\.?m)\.?)?| ?(?P<half_alone>[ap]\.?m)\.?)"
    )


@cache
def _hyphens() -> "re.Pattern[str]":
    import re

    return re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")


@cache
def _short_words() -> "re.Pattern[str]":
    """Return the pattern for the stop after a shortened word, as in `St. Louis`."""
    import re

    return re.compile(r"(?<=[^\W\d_])\.(?= )")


@cache
def _stops() -> "re.Pattern[str]":
    import re

    return re.compile(r"(?<![^\W_])([^\W\d_])\.(?: (?=[^\W\d_](?:\.|$)))?")
