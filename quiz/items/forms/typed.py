"""Typed: the answer of a row is typed, not chosen."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from quiz.bank.keys import TYPED, WITHIN
from quiz.bank.model import Pattern
from quiz.items.answer_kind import AnswerKind
from quiz.items.draw import Draw
from quiz.items.form import Form
from quiz.items.item import Blank, MixedUp, NotGenerated
from quiz.items.known import members
from quiz.items.prepared import ItemParts, Prepared, item_parts
from quiz.values.relations import canonical

if TYPE_CHECKING:
    from quiz.bank.entries import Entries
    from quiz.bank.node_reader import NodeReader
    from quiz.bank.rows import TableFrame
    from quiz.items.reasons import Judged, Reasons


def _make(prepared: Prepared, row: int, draw: Draw, prefer: Sequence[MixedUp]) -> ItemParts | NotGenerated:
    """Ask for the answer of a row. Any answer that is right for what the stem shows counts.

    Whatever is typed must be certainly right or wrong, so there is no item if a value of the table may be right, or if
    the table is open.
    """
    from quiz.values.marking import Expected, RightAnswer  # few questions are typed

    del prefer  # nothing is offered
    if prepared.index.table.open:
        help_ = "delete `open: true`, or `typed: true`"
        return NotGenerated("an open table cannot prove that a typed answer is wrong", help_)
    asked = prepared.asked(row, draw)
    if isinstance(asked, NotGenerated):
        return asked
    shown, key, right, shut = asked
    if len(shut) > len(right):
        maybe = next(class_ for class_ in sorted(shut) if class_ not in right)
        text = prepared.answers.texts[maybe]
        return NotGenerated(
            f"it cannot be decided whether `{text}` is right", "make the two differ, or ask in a different way"
        )
    own, answers, names = prepared.own(row, key), prepared.answers, _names(prepared)
    others = [RightAnswer(answers.texts[class_], names[class_]) for class_ in sorted({*right} - {key})]
    expected = Expected(
        answers.reading,
        (RightAnswer(own.text, names[key]), *others),
        answers.class_of,
        prepared.pattern.within,
        answers.frame.before,
        answers.frame.after,
    )
    blank = Blank(expected, prepared.options)
    why = prepared.explanation(row)
    return item_parts(prepared.stem(row, shown), (own,), (own.id,), why, about=(row,), blanks=(blank,))


def _names(prepared: Prepared) -> Mapping[int, tuple[str, ...]]:
    """Return class -> its names, the text first, without the words around the value."""
    found = prepared.memo.get(_names)
    if not isinstance(found, dict):
        answers = prepared.answers
        texts = [answers.frame.bare(text) for text in answers.texts]
        names: dict[int, list[str]] = {}
        typed = _as_typed(prepared)
        for form, class_ in answers.class_of.items():
            own = names.setdefault(class_, [texts[class_]])
            if form != canonical(texts[class_], answers.reading):
                own.append(typed.get(form, form))
        found = prepared.memo[_names] = {class_: tuple(own) for class_, own in names.items()}
    return found


def _as_typed(prepared: Prepared) -> Mapping[str, str]:
    """Return the other names in the column of the answer as the bank has them, by what they say."""
    answers, table = prepared.answers, prepared.index.table
    at = table.columns.index(prepared.pattern.answer.slots[0].column)
    names = (name for row in table.rows for value in row.cells[at] for name in value.also)
    return {canonical(name, answers.reading): name for name in names}


def _check(pattern: Pattern, entries: "Entries", table: "TableFrame", reader: "NodeReader") -> None:
    """Refuse a phrase of several columns, and a tolerance if the answers are not numbers."""
    from quiz.bank.column_check import check_values
    from quiz.values.readings import ColumnKind

    if len(pattern.answer.slots) > 1:
        help_ = "ask for one of them; there may be words around it, as in `{count} members`"
        reader.problems.add("B206", "`typed` needs one column as its answer", entries.key_spans["typed"], help_)
    elif pattern.within is not None and pattern.answer.slots:
        column, span = pattern.answer.slots[0].column, entries.key_spans["within"]
        if pattern.exact or column in table.readings.exact:
            reader.problems.add("B206", "`within` cannot be combined with `exact`", span, "delete one of the two")
        elif column in table.data.columns and table.read(column).reading.kind is ColumnKind.DATE:
            reader.problems.add(
                "B301", f"`within` needs numbers, but `{column}` contains dates", span, "delete `within`"
            )
        elif column in table.data.columns:
            check_values(column, f"`within` of `{pattern.id}` needs numbers", table, reader.problems)


def _reason(reasons: "Reasons", judged: "Judged") -> str:
    """Return how the answer is given, and what else is right."""
    del reasons
    return how_given(judged.item.blanks[0])


def how_given(blank: Blank) -> str:
    """Return how the answer at a blank is given (typed, or one of its choices), and what else is right there."""
    return f"one of {', '.join(blank.choices)}" if blank.choices else ", ".join(["typed", *_also(blank)])


def _also(blank: Blank) -> Iterator[str]:
    first, *others = blank.expected.right
    names = [*first.names[1:], *(answer.text for answer in others)]
    if names:
        yield f"also {', '.join(names)}"
    if blank.expected.within is not None:
        within = blank.expected.within
        yield f"within {within.amount}{' %' if within.is_share else ''}"


FORM = Form(
    name="typed",
    answer_kind=AnswerKind.TYPED,
    make=_make,
    reason=_reason,
    known=members,
    keys=(TYPED, WITHIN._replace(belongs_to="typed", alone="delete it, or add `typed: true`")),
    selected_by=("typed",),
    check=_check,
    recalls=True,
)
