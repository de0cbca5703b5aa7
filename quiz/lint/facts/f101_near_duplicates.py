"""No value looks like another one with a typing mistake.

A typing mistake turns a right answer into a wrong one: if `Europ` is written once and `Europe`
three times, players are offered both, and anyone who chooses `Europe` for that row is marked wrong.
The check reports a value that occurs once and differs by one letter, or by a space, from one that
occurs three times or more (twice is enough if most rows share their value with another row), and a
row that repeats another with such a difference. Names in a series, Roman numerals, forms of a word
and pairs such as Iran and Iraq are left alone.

Passes:

    tables:
      countries:
        columns: [country, continent]
        rows:
          fr: [France, Europe]
          it: [Italy, Europe]
          es: [Spain, Europe]
          pt: [Portugal, Europe]
          ke: [Kenya, Africa]
          jp: [Japan, Asia]
        questions: {where: {ask: "On which continent is {country}?", answer: continent}}

Fails:

    tables:
      countries:
        columns: [country, continent]
        rows:
          fr: [France, Europe]
          it: [Italy, Europ]
          es: [Spain, Europe]
          pt: [Portugal, Europe]
          ke: [Kenya, Africa]
          jp: [Japan, Asia]
        questions: {where: {ask: "On which continent is {country}?", answer: continent}}
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from quiz.bank.problems import Severity
from quiz.lint.facts.columns import ColumnFacts, TableFacts
from quiz.lint.facts.slips import INFLECTIONS, LOOKALIKES, Edit, edit_of, is_at_end, is_slip
from quiz.lint.facts.view import FactRule, Facts, found
from quiz.lint.view import Finding
from quiz.text import has_lines, quoted

_OFTEN = 3  # how often a value must occur for another to be a slip of it, in any column
_SHORT = 5  # the same for a value with this many letters
_LONGEST = 60  # characters of a value that is a name rather than a sentence
_FEWEST_ROWS = 4
_STEM = 3  # letters that the forms of a word have in common
_HELP = "correct it; if both are meant, write `allow: [F101]`"


class _Slip(NamedTuple):
    at: int  # the position of the value in the column
    of: str  # the canonical form that was probably meant


class _Family:
    """The forms of a column, to tell forms of one word from slips."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self._known = counts.keys()
        self._by_shorter = _by_shorter(form for form in counts if len(form) <= _LONGEST)
        self._stems = Counter(form[:_STEM] for form in counts)
        self._common_stems = Counter(form[:_STEM] for form, count in counts.items() if count > 1)
        self._has_pair: dict[str, bool] = {}

    def has(self, form: str, meant: str, edit: Edit) -> bool:
        """Return whether two values that differ at the end of a word may be forms of it, as `habla` and `hablas`.

        They may be if a third value is as near, if another pair differs in the same way, or if the column has hardly
        anything else than forms of the word. An extra `s` always makes a form, except after another `s`.
        """
        ending = edit.one + edit.other
        if (
            (edit.one == "s" and not edit.before.endswith("s"))
            or self._is_near_others(form, meant)
            or (not edit.after and self._is_common(ending))
        ):
            return True
        if self._common_stems.total() > self._common_stems[meant[:_STEM]]:
            return False
        strangers = self._stems.total() - self._stems[meant[:_STEM]]
        return ending in INFLECTIONS or strangers < 2

    def _is_near_others(self, *pair: str) -> bool:
        return any(other not in pair for one in pair for other in _neighbours(one, self._by_shorter))

    def _is_common(self, ending: str) -> bool:
        if ending not in self._has_pair:
            pairs = sum(form + ending in self._known for form in self._known)
            self._has_pair[ending] = pairs > 1
        return self._has_pair[ending]


def check(facts: Facts) -> Iterator[Finding]:
    """Find values that are nearly the same as another one of their column, or of another row."""
    for table in facts.tables:
        reported: set[tuple[int, int]] = set()
        for column in table.columns:
            for slip in _slips(column) if column.is_text and not any(map(has_lines, column.texts)) else ():
                at, text, meant = slip.at, column.texts[slip.at], column.first[slip.of]
                if _is_known_elsewhere(facts, column, column.forms[at]):
                    continue
                reported.add((column.rows[at], column.at))
                times = column.counts[slip.of]
                what = f"{quoted(text)} is nearly the same as {quoted(column.texts[meant])}, which occurs {times} times"
                yield found(what, table.place(column.rows[at], column, text), _HELP, table.allow())
        yield from _nearly_same_rows(table, reported)


def _slips(column: ColumnFacts) -> Iterator[_Slip]:
    """Yield the values that occur once and are nearly the same as one that occurs often."""
    counts = column.counts
    often = [form for form, count in counts.items() if count > 1 and len(form) <= _LONGEST]
    rare = _worth_a_look([form for form, count in counts.items() if count == 1], often)
    if not often or not rare:
        return
    are_groups = sum(counts[form] for form in often) * 5 >= len(column.forms) * 3  # most rows share their value
    family: _Family | None = None
    by_shorter = _by_shorter(often)
    for form in rare:
        for meant in _neighbours(form, by_shorter):
            edit = edit_of(form, meant)
            if edit is None or not is_slip(edit):
                continue
            is_often = are_groups or counts[meant] >= _OFTEN
            if is_at_end(edit):
                family = family or _Family(counts)
                is_sure = is_often and not family.has(form, meant, edit)
            else:
                is_sure = is_often or len(form) > _SHORT
            if is_sure:
                yield _Slip(column.first[form], meant)
                break


def _worth_a_look(rare: Sequence[str], often: Sequence[str]) -> list[str]:
    """Return the rare forms that begin like a frequent one and are about as long: only these can be slips of it."""
    shapes = {(form[:1].translate(LOOKALIKES), len(form) + more) for form in often for more in (-1, 0, 1)}
    return [form for form in rare if (form[:1].translate(LOOKALIKES), len(form)) in shapes]


def _by_shorter(forms: Iterable[str]) -> Mapping[str, Sequence[str]]:
    """Return each form without one of its letters -> the forms."""
    found: dict[str, list[str]] = {}
    for form in forms:
        for text in _without_one(form):
            found.setdefault(text, []).append(form)
    return found


def _neighbours(form: str, by_shorter: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the forms that differ from this one by one letter: without that letter, both are the same."""
    hits = [other for text in _without_one(form) for other in by_shorter.get(text, ())]
    return [other for other in dict.fromkeys(hits) if other != form and edit_of(form, other)]


def _without_one(text: str) -> set[str]:
    return {text, *(text[:at] + text[at + 1 :] for at in range(len(text)))}


def _is_known_elsewhere(facts: Facts, column: ColumnFacts, form: str) -> bool:
    """Return whether another column also has a value: anyone who writes it twice means it."""
    columns = (other for table in facts.tables for other in table.columns if other is not column)
    return any(form in other.counts for other in columns)


def _nearly_same_rows(table: TableFacts, reported: set[tuple[int, int]]) -> Iterator[Finding]:
    """Find rows with one value in common that no others share, and another value that is nearly the same."""
    for first, second in dict.fromkeys(pair for column in table.columns for pair in _only_pair(column)):
        for column in table.columns:
            one, other = (column.cells[row] for row in (first, second))
            edit = edit_of(one[0].text.casefold(), other[0].text.casefold()) if one and other else None
            if edit and is_slip(edit) and not is_at_end(edit) and not _are_reported(reported, column, first, second):
                line = table.table.rows[first].span.line
                what = f"{quoted(other[0].text)} is nearly the same as {quoted(one[0].text)} in line {line}"
                place = table.place(second, column, other[0].text)
                yield found(f"{what}, and the two rows agree in another column", place, _HELP, table.allow())
                break


def _are_reported(reported: set[tuple[int, int]], column: ColumnFacts, *rows: int) -> bool:
    return any((row, column.at) in reported for row in rows)


def _only_pair(column: ColumnFacts) -> Iterable[tuple[int, int]]:
    """Return the two rows that say the same in a column in which all others differ."""
    keys = column.keys
    if len(keys) < _FEWEST_ROWS or len(set(keys)) != len(keys) - 1:
        return ()
    rows: dict[object, list[int]] = {}
    for row, key in enumerate(keys):
        rows.setdefault(key, []).append(row)
    return [pair for group in rows.values() if len(group) > 1 for pair in combinations(group, 2)]


RULE = FactRule("F101", Severity.WARNING, "a value that is nearly the same as another", __doc__, check)
