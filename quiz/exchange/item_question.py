"""An item of a bank -> a question for other programs, as the same record that readers make.

What the record cannot hold is noted in its `marks`, from which `quiz.exchange.writer` reports it.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from quiz.bank.model import Pattern, Question, Table
from quiz.bank.readings import read_options
from quiz.exchange.losses import Skipped
from quiz.exchange.question import AnswerType, ForeignOption, ForeignQuestion, Pair, Place
from quiz.exchange.writer import FIXED_ORDER
from quiz.items.answer_kind import AnswerKind
from quiz.items.draw import Draw
from quiz.items.forms import FORMS
from quiz.items.item import Blank, Item, Option
from quiz.items.sources import ItemSource, PatternSource
from quiz.values.marking import RightAnswer
from quiz.values.readings import ColumnKind, value_of
from quiz.values.signs import plain
from quiz.values.spans import ValueSpan, ranks

_SAID = "X116"
_MOST_DIGITS = 30
_GAP = "_____"


class ItemQuestions:
    """Makes the questions of one pattern, or of one written-out `question`. `place` is where a bank has it."""

    def __init__(self, item_source: ItemSource, question: Question | None, place: Place) -> None:
        self._question = question
        self._place = place
        self._other_names: Mapping[str, tuple[str, ...]] = {}
        self._in_order: bool | None = None  # whether its answers may be numbers; None if that is not known yet
        if isinstance(item_source, PatternSource):
            self._other_names = _other_names(item_source.pattern, item_source.table)
            answers = item_source.prepared.answers
            self._in_order = answers.numeric or answers.mixed

    def of(self, item: Item, *, nth: int = 0, options: int = 0, seed: str = "") -> ForeignQuestion:
        """Return an item as a question. `nth`: which draw of it this is, from 0; it is part of the id.

        If there are more than `options`, wrong ones are left out, as the seed draws; 0 keeps them all.
        Raises `Skipped` if no other program could mark it.
        """
        item_id = f"{item.id}#{nth + 1}" if nth else item.id
        found = self._parts(item, _kept(item, options, f"{seed}\n{item_id}\noptions"))
        return ForeignQuestion(
            place=self._place,
            stem=_with_passage(item, found.pop("stem", item.stem), is_gapped=found["kind"] is AnswerType.GAPS),
            why="\n\n".join(filter(None, (item.why, _sourced(item)))),
            hints=item.hints,
            id=item_id,
            topic=(item.origin.title, item.topic) if item.topic else (item.origin.title,),
            **found,
        )

    def _parts(self, item: Item, options: Sequence[Option]) -> dict[str, Any]:
        """Return the fields that depend on the kind of answer."""
        if item.answer_kind is AnswerKind.TYPED:
            return self._typed(item)
        if item.answer_kind is AnswerKind.SEQUENCE:
            return {"kind": AnswerType.ORDERING, "options": tuple(_right(one.text) for one in item.key_options)}
        if item.answer_kind is AnswerKind.PAIRS:
            return _pairs(item)
        if FORMS[item.form].is_statement:
            return {"kind": AnswerType.TRUE_FALSE, "options": (_right(item.keys[0]),)}
        share = 1 / len(item.keys)
        return {
            "kind": AnswerType.CHOICE,
            "options": tuple(
                ForeignOption(one.text, share)
                if one.id in item.keys
                else ForeignOption(one.text, 0.0, "" if one.why == item.why else one.why)
                for one in options
            ),
            "several": len(item.keys) > 1,
            "marks": frozenset([FIXED_ORDER]) if self._is_in_order(options) else frozenset(),
        }

    def _is_in_order(self, options: Sequence[Option]) -> bool:
        """Return whether the order of the options matters."""
        if self._in_order is False:  # a pattern whose answers are words
            return False
        return stays_in_order(options)

    def _typed(self, item: Item) -> dict[str, Any]:
        numbers = _numbers(item.blanks[0]) if len(item.blanks) == 1 else ()
        if not numbers and any(blank.expected.within is not None for blank in item.blanks):
            raise Skipped("X121", "a tolerance can be exported only for a single plain number")
        gaps = tuple(self._gap(blank) for blank in item.blanks)
        if len(gaps) > 1:
            assert self._question is not None  # a pattern has one blank
            return {"kind": AnswerType.GAPS, "stem": _gapped(self._question), "gaps": gaps}
        blank = item.blanks[0]
        if blank.choices:
            return {"kind": AnswerType.CHOICE, "options": gaps[0], "marks": frozenset([FIXED_ORDER])}
        is_said = self._question is not None and any(one.why for one in self._question.wrong)
        marks = frozenset([_SAID]) if is_said else frozenset()
        if numbers:
            return {"kind": AnswerType.NUMBER, "options": numbers, "marks": marks}
        exact = blank.expected.reading.exact
        return {"kind": AnswerType.TYPED, "options": gaps[0], "exact": exact, "marks": marks}

    def _gap(self, blank: Blank) -> tuple[ForeignOption, ...]:
        """Return what is right in a blank, with all its names, and the wrong answers if it is chosen."""
        right = [text for answer in blank.expected.right for text in self._names(blank, answer)]
        if not blank.choices:
            return tuple(_right(text) for text in dict.fromkeys(right))
        return tuple(_right(text) if text in right else ForeignOption(text) for text in blank.choices)

    def _names(self, blank: Blank, answer: RightAnswer) -> Iterator[str]:
        """Yield a right answer as it is shown, without the words around it, and by its other names."""
        yield answer.text
        if self._question is None:  # the others are in the form in which they are compared
            yield answer.names[0]
            yield from self._other_names.get(answer.names[0], ())
        else:
            yield from answer.names


def stays_in_order(options: Sequence[Option]) -> bool:
    """Return whether the order of options matters: they are numbers or dates that rise, or some stay last."""
    if any(one.id.startswith("pinned.") for one in options):
        return True
    texts = [one.text for one in options]
    if not all(any(char.isdigit() for char in text) for text in texts):
        return False
    found = [rank for rank in ranks(read_options(texts, "", exact=False).values) if rank is not None]
    return len(found) == len(texts) and sorted(found) == found


def _with_passage(item: Item, stem: str, *, is_gapped: bool) -> str:
    """Return a stem below the passage that it is about: no other program can show one text with several questions."""
    passage = item.origin.passage.text
    if is_gapped:
        passage = passage.replace("{", "{{").replace("}", "}}")
    return f"{passage}\n\n{stem}" if passage else stem


def _right(text: str) -> ForeignOption:
    return ForeignOption(text, 1.0)


def _sourced(item: Item) -> str:
    """Return where the facts of an item come from, and when they were true."""
    source, as_of = item.origin.source, item.origin.as_of
    if source and source == as_of:
        return f"As of {as_of}."
    return f"Source: {source}" if source else ""


def _kept(item: Item, most: int, seed: str) -> Sequence[Option]:
    """Return at most a given number of options in the order shown, with all right ones and one wrong one among them."""
    spare = len(item.options) - most
    wrong = [one for one in item.options if one.id not in item.keys]
    if not most or spare <= 0 or item.answer_kind not in (AnswerKind.ONE, AnswerKind.MANY):
        return item.options
    kept = {one.id for one in Draw(seed).sample(wrong, max(1, len(wrong) - spare))}
    return [one for one in item.options if one.id in kept or one.id in item.keys]


def _pairs(item: Item) -> dict[str, Any]:
    pairs = [Pair(left, right.text) for left, right in zip(item.prompts, item.key_options, strict=True)]
    spare = [one for one in item.options if one.id not in item.keys]
    marks = frozenset([_SAID]) if any(one.why for one in spare) and item.origin.asks == item.id else frozenset()
    return {
        "kind": AnswerType.MATCHING,
        "pairs": (*pairs, *(Pair("", one.text) for one in spare)),
        "marks": marks,
    }


def _gapped(question: Question) -> str:
    """Return the text of a question with `{1}`, `{2}` ... where its gaps are."""
    template = question.template
    texts = [text.replace("{", "{{").replace("}", "}}") for text in template.texts]
    out = [texts[0]]
    for number, text in enumerate(texts[1:], start=1):
        out += [f"{{{number}}}", text]
    return "".join(out)


def _other_names(pattern: Pattern, table: Table) -> Mapping[str, tuple[str, ...]]:
    """Return value -> its other names, for the column that a pattern asks for."""
    if len(pattern.answer.slots) != 1:
        return {}
    at = table.position(pattern.answer.slots[0].column)
    found: dict[str, tuple[str, ...]] = {}
    for row in table.rows:
        for value in row.cells[at]:
            if value.also:
                found[value.text] = (*found.get(value.text, ()), *value.also)
    return found


def _numbers(blank: Blank) -> tuple[ForeignOption, ...]:
    """Return the right answers of a blank that takes a plain number, as programs write it; else nothing."""
    if blank.expected.reading.kind is not ColumnKind.NUMBER:
        return ()
    found = []
    for answer in blank.expected.right:
        worth = _worth(blank, answer)
        text = None if worth is None else _decimal(worth)
        within = _tolerance(blank, answer)
        if text is None or within is None:
            return ()
        found.append(ForeignOption(text, 1.0, "", within))
    return tuple(found)


def _worth(blank: Blank, answer: RightAnswer) -> Fraction | None:
    worth = value_of(plain(answer.names[0]), blank.expected.reading)
    return None if worth is None or isinstance(worth, ValueSpan) else Fraction(worth)


def _tolerance(blank: Blank, answer: RightAnswer) -> str | None:
    """Return how far a number may be off; "" if it may not be off at all, None if that cannot be written."""
    within = blank.expected.within
    if within is None:
        return ""
    reach = Fraction(within.amount)
    if within.is_share:
        worth = _worth(blank, answer)
        if worth is None:
            return None
        reach *= abs(worth) / 100
    return _decimal(reach)


def _decimal(value: Fraction) -> str | None:
    """Return a number with all its decimals, or None if they have no end."""
    digits = 0
    while value.denominator != 1 and digits <= _MOST_DIGITS:
        value *= 10
        digits += 1
    if value.denominator != 1 or abs(value) >= 10**_MOST_DIGITS:
        return None
    sign, text = ("-" if value < 0 else ""), str(abs(value.numerator)).rjust(digits + 1, "0")
    return f"{sign}{text[: len(text) - digits]}.{text[len(text) - digits :]}" if digits else f"{sign}{text}"
