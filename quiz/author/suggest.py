"""Which patterns suit a table, judged by its columns alone.

One column is what the others are about: the first one whose texts distinguish the rows. Every other column is asked
about in both directions: what is its value for a row, and which row has a value. Numbers get near misses and are
compared; dates are compared; values that several rows share make claims as well. Only patterns that make an item of
every row are suggested, unless half of the rows will do.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from quiz.author.draft import Draft, DraftPattern, Heading, Made, try_draft
from quiz.author.nouns import noun
from quiz.author.stems import Noun
from quiz.bank.problems import Problem
from quiz.values.columns import read_column
from quiz.values.numerals import Number
from quiz.values.readings import DECLARATIONS, ColumnKind, ColumnReading
from quiz.values.relations import canonical_all
from quiz.values.spans import ValueSpan

MOST_COLUMNS = 12  # that questions are made of; nobody would look through more of them
_LONGEST = 100  # characters; a longer text is not an option to choose
_FEWEST = 3  # items of a pattern that does not make one of every row
_STEPS = 3  # near numbers lie at least this many of the last digit's steps away


class _Column(NamedTuple):
    """A column as the suggestions see it, with its `numbers` or else its `dates`, if it has any.

    Then every cell is one number, alone or with a unit, or one date.
    """

    heading: Heading
    noun: Noun
    numbers: tuple[Number, ...]
    dates: tuple[ValueSpan, ...]
    is_single: bool
    is_distinct: bool
    fewest: int
    step: int  # how many digits follow the point
    is_in_one_unit: bool

    @property
    def id(self) -> str:
        """The column's name as part of a pattern's id."""
        return self.heading.name.replace("_", "-").strip("-")


class Suggested(NamedTuple):
    """Patterns, what each of them generates, and what is wrong with the table itself."""

    patterns: tuple[DraftPattern, ...]
    made: Mapping[str, Made]
    problems: tuple[Problem, ...] = ()


def suggest(draft: Draft, *, quoted: bool = False, partly: bool = False) -> Suggested:
    """Return the patterns that suit a draft's columns and rows, whatever patterns it has already.

    Each makes an item of every row. There may be none, if too little can be proven.
    quoted: the headings may be in any language, and the questions quote them. partly: patterns that make
    items of half of the rows will do.
    """
    candidates = tuple(_candidates(draft, quoted=quoted))
    trial = try_draft(draft._replace(patterns=candidates))
    good = tuple(one for one in candidates if _is_good(trial.made[one.id], len(draft.rows), partly=partly))
    return Suggested(good, {one.id: trial.made[one.id] for one in good}, trial.problems)


def _is_good(made: Made, rows: int, *, partly: bool) -> bool:
    return bool(made.items) and (not made.gap or (partly and made.items >= _FEWEST and made.items * 2 >= rows))


def has_numbers(draft: Draft) -> bool:
    """Return whether a column holds nothing but numbers."""
    columns = (_column(draft, i) for i in range(len(draft.headings)))
    return any(column is not None and column.numbers for column in columns)


def worded(draft: Draft, ask: str, answer: Heading, about: Heading) -> DraftPattern:
    """Return the pattern of a question worded by somebody else: it asks for `answer`, given `about`."""
    column = _column(draft, draft.headings.index(answer))
    numeric = column is not None and bool(column.numbers)
    return DraftPattern(
        f"what-{answer.name.replace('_', '-').strip('-')}",
        ask=ask,
        answer=answer.name,
        near=_near(column) if column is not None and numeric else "",
        why=noun(answer).told_of(noun(about), numeric=numeric),
    )


def _candidates(draft: Draft, *, quoted: bool) -> Iterator[DraftPattern]:
    columns = [_column(draft, i, quoted=quoted) for i in range(len(draft.headings))]
    usable = [column for column in columns if column is not None]
    if not usable:
        return
    subject = _subject(usable)
    for column in [column for column in usable if column is not subject][:MOST_COLUMNS]:
        yield from _about(column, subject)


def _subject(columns: Sequence[_Column]) -> _Column:
    telling = [column for column in columns if column.is_distinct]
    questions = [column for column in telling if column.noun.is_question]
    texts = [column for column in telling if not column.numbers and not column.dates]
    return [*questions, *texts, *telling, *columns][0]


def _column(draft: Draft, i: int, *, quoted: bool = False) -> _Column | None:
    """Look at a column; None if its cells are not options."""
    cells = [row.cells[i] for row in draft.rows]
    texts = [text for cell in cells for text in cell]
    if not texts or any(len(text) > _LONGEST for text in texts):
        return None
    is_single = all(len(cell) == 1 for cell in cells)
    kind = dict(draft.kinds).get(draft.headings[i].name)
    read = read_column(texts, declared=DECLARATIONS[kind]) if kind else read_column(texts)
    spans = [value for value in read.values if isinstance(value, ValueSpan)]
    numbers = [value for value in read.values if value is not None and not isinstance(value, ValueSpan)]
    dates = spans if read.reading.kind is ColumnKind.DATE else []
    heading = draft.headings[i]
    word = noun(heading, texts, quoted=quoted)
    if word.is_loose and not word.done and not is_single:
        word = noun(heading, texts, quoted=True)  # `Capital of` has no plural
    return _Column(
        heading=heading,
        noun=word,
        numbers=tuple(numbers) if is_single and len(numbers) == len(texts) else (),
        dates=tuple(dates) if is_single and len(dates) == len(texts) else (),
        is_single=is_single,
        is_distinct=is_single and len(set(canonical_all(texts, read.reading))) == len(texts),
        fewest=min(map(len, cells)),
        step=max(_decimals(text, read.reading) for text in texts),
        is_in_one_unit=not read.reading.in_bases,
    )


def _about(column: _Column, subject: _Column) -> Iterator[DraftPattern]:
    if column.numbers:
        yield from _of_numbers(column, subject)
    elif column.dates:
        yield from _of_dates(column, subject)
    elif not column.is_single:
        yield from _of_several(column, subject)
    else:
        yield from _of_texts(column, subject)


def _of_texts(column: _Column, subject: _Column) -> Iterator[DraftPattern]:
    word, thing = column.noun, subject.noun
    name, of = column.heading.name, subject.heading.name
    why = word.told_of(thing)
    yield DraftPattern(f"what-{column.id}", ask=word.asked_of(thing), answer=name, why=why)
    if thing.is_question:
        return
    yield DraftPattern(f"which-by-{column.id}", ask=word.names(thing), answer=of, why=why)
    if not column.is_distinct:
        yield DraftPattern(f"claim-{column.id}", claim=why, swap=name, why=why)


def _of_numbers(column: _Column, subject: _Column) -> Iterator[DraftPattern]:
    word, thing = column.noun, subject.noun
    name, of = column.heading.name, subject.heading.name
    why = word.told_of(thing, numeric=True)
    ask = word.asked_of(thing, numeric=True)
    yield DraftPattern(f"what-{column.id}", ask=ask, answer=name, near=_near(column), why=why)
    if not thing.is_question and (not word.is_loose or word.is_participle or word.is_death):
        for most in (True, False):
            ask = word.ranks(thing, most=most)
            id_, most_, least = ("most", name, "") if most else ("least", "", name)
            yield DraftPattern(f"{id_}-{column.id}", ask=ask, answer=of, most=most_, least=least, why=why)


def _of_dates(column: _Column, subject: _Column) -> Iterator[DraftPattern]:
    word, thing = column.noun, subject.noun
    name, of = column.heading.name, subject.heading.name
    in_full = [start[0] == start[1] and start == end for start, end in column.dates]
    at = " on" if all(in_full) else ":" if any(in_full) else " in"
    why = word.told_of(thing, numeric=word.is_participle, at=at)
    ask = word.asked_of(thing, numeric=word.is_participle)
    yield DraftPattern(f"what-{column.id}", ask=ask, answer=name, why=why)
    if thing.is_question:
        return
    for most in (False, True):
        ask = word.ranks(thing, most=most, dated=True)
        id_, most_, least = ("last", name, "") if most else ("first", "", name)
        yield DraftPattern(f"{id_}-{column.id}", ask=ask, answer=of, most=most_, least=least, why=why)


def _of_several(column: _Column, subject: _Column) -> Iterator[DraftPattern]:
    word, thing = column.noun, subject.noun
    name, of = column.heading.name, subject.heading.name
    why = word.listed(thing)
    if column.fewest > 1:
        yield DraftPattern(f"all-{column.id}", ask=word.all_of(thing), answer=name, choose="all", why=why)
    else:
        yield DraftPattern(f"one-{column.id}", ask=word.one_of(thing), answer=name, why=why)
    if thing.is_question:
        return
    yield DraftPattern(f"which-by-{column.id}", ask=word.includes(thing), answer=of, why=why)
    yield DraftPattern(f"claim-{column.id}", claim=word.claimed(thing), swap=name, why=why)


def _near(column: _Column) -> str:
    """Return how far a wrong number may lie from the right one: about a tenth of the column's range."""
    if not column.is_in_one_unit:
        return ""  # if there are metres and kilometres, which of them?
    numbers = column.numbers
    tenth = int((Fraction(max(numbers)) - Fraction(min(numbers))) / 10)
    digits = max(len(str(tenth)) - 1, 0)
    rounded = tenth // 10**digits * 10**digits
    if not column.step:
        return str(max(rounded, _STEPS))
    return str(rounded) if rounded >= _STEPS else f"0.{_STEPS:0{column.step}d}"


def _decimals(text: str, reading: ColumnReading) -> int:
    """Return how many digits a number has after its decimal mark."""
    behind = text.rpartition(reading.mark)[2] if reading.mark in text else ""
    return len(behind) - len(behind.lstrip("0123456789"))
