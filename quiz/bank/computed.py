"""Computed questions: texts with formulas over values; each combination of values gives a question."""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from math import prod
from typing import NamedTuple

from quiz.bank.model import Question, Wrong
from quiz.bank.readings import read_computed, shown_mark
from quiz.bank.template import parse_template
from quiz.values.arithmetic import Formula, FormulaError, formula, written_number
from quiz.values.numerals import Mark, Number
from quiz.values.readings import ColumnKind, ColumnReading, single_number
from quiz.values.relations import Sense, sense, senses_meet

_KEPT = 2_000  # how many texts are kept in parts


class _Text(NamedTuple):
    """A text in parts: what is between its formulas, and the formulas. The name of a value is filled in as typed."""

    between: tuple[str, ...]
    formulas: tuple[tuple[str, Formula], ...]


def value_number(text: str, mark: Mark) -> Number | None:
    """Return a value as a number, in a bank with this decimal mark; None if it is not a number."""
    return single_number(text, ColumnReading(ColumnKind.NUMBER, mark))


def combinations(question: Question) -> int:
    """Return how many combinations of its values a question has."""
    return prod(len(texts) for _, texts in question.values)


def described(question: Question, number: int) -> str:
    """Return a combination in words, as `v = 2, t = 5`."""
    return ", ".join(f"{name} = {text}" for name, text in _combination(question, number).items())


def worked_out(question: Question, number: int, language: str = "") -> Question:
    """Return the question that one combination of the values gives, by its number from 0.

    A wrong answer that says the same as a right one, or as an earlier one, is replaced by another number; if there is
    none, it is left out. Raises `FormulaError`.
    """
    mark, typed = shown_mark(language), _combination(question, number)
    values = {name: found for name, text in typed.items() if (found := value_number(text, mark)) is not None}

    def fill(text: str) -> str:
        return _filled(text, typed, values, mark)

    wrong = [Wrong(fill(one.text), fill(one.why)) for one in question.wrong]
    answers = tuple(map(fill, question.answers))
    also = tuple(map(fill, question.also))
    others = _others(question.answers[0], typed, values, mark) if wrong else iter(())
    texts = [*answers, *(one.text for one in wrong)]
    read, around = read_computed(texts, language, exact=question.exact)
    kept: list[Wrong] = []

    def says(text: str) -> Sense:
        return sense(around.bare(text), read.reading)

    taken = [says(text) for text in (*answers, *also)]
    for one in wrong:
        other: Wrong | None = one
        while other is not None and _is_among(says(other.text), taken):
            text = next(others, None)
            other = None if text is None else Wrong(text)
        if other is not None:
            kept.append(other)
            taken.append(says(other.text))
    return question._replace(
        ask=fill(question.ask),
        answers=answers,
        also=also,
        wrong=tuple(kept),
        pinned=tuple(Wrong(fill(one.text), fill(one.why)) for one in question.pinned),
        why=fill(question.why),
        hints=tuple(map(fill, question.hints)),
    )


def _is_among(found: Sense, taken: list[Sense]) -> bool:
    return any(senses_meet(found, one) for one in taken)


def _combination(question: Question, number: int) -> dict[str, str]:
    found = {}
    for name, texts in reversed(question.values):
        number, at = divmod(number, len(texts))
        found[name] = texts[at]
    return {name: found[name] for name, _ in question.values}


def _filled(text: str, typed: Mapping[str, str], values: Mapping[str, Number], mark: Mark) -> str:
    parts = taken_apart(text)
    found = [parts.between[0]]
    for (expression, one), after in zip(parts.formulas, parts.between[1:], strict=True):
        found.append(typed[expression] if expression in typed else one.shown(one.value(values), mark))
        found.append(after)
    return "".join(found)


@lru_cache(_KEPT)
def taken_apart(text: str) -> _Text:
    """Return a text in parts. Raises `FormulaError`."""
    template, _ = parse_template(text)
    return _Text(template.texts, tuple((slot.column, formula(slot.column)) for slot in template.slots))


def _others(answer: str, typed: Mapping[str, str], values: Mapping[str, Number], mark: Mark) -> Iterator[str]:
    """Yield an answer with other numbers for its first formula: twice that number, half of it, and near ones."""
    parts = taken_apart(answer)
    if not parts.formulas:
        return
    expression, first = parts.formulas[0]
    value = values.get(expression) if expression in typed else first.value(values)
    if value is None:
        return
    rest = [one if name not in typed else None for name, one in parts.formulas[1:]]
    for number in _near(value):
        shown = first.shown(number, mark) if expression not in typed else written_number(number, mark=mark)
        found = [parts.between[0], shown, parts.between[1]]
        for one, (name, _), after in zip(rest, parts.formulas[1:], parts.between[2:], strict=True):
            found += [typed[name] if one is None else one.shown(one.value(values), mark), after]
        yield "".join(found)


def _near(value: Number) -> Iterator[Number]:
    from fractions import Fraction

    step: Callable[[int], Fraction] = lambda n: Fraction(value) + n  # noqa: E731 # one line says it
    candidates = [Fraction(value) * 2, Fraction(value) / 2, *(step(n) for n in (1, -1, 2, -2, 3, -3, 4, 5, 6, 7))]
    is_whole = isinstance(value, int)
    for number in candidates:
        if (number >= 0 or value < 0) and (number.denominator == 1 or not is_whole):
            yield number


__all__ = ["FormulaError", "combinations", "described", "taken_apart", "value_number", "worked_out"]
