"""Claim: a statement, true or false by the seed."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from quiz.bank.keys import COLUMN, NEAR, TEXT, Key
from quiz.bank.model import Pattern
from quiz.items.answer_kind import AnswerKind
from quiz.items.draw import Draw
from quiz.items.form import Form
from quiz.items.item import MixedUp, NotGenerated, Option
from quiz.items.known import nothing
from quiz.items.prepared import ItemParts, Prepared, item_parts, too_few
from quiz.text import has_lines

if TYPE_CHECKING:
    from quiz.bank.entries import Entries
    from quiz.bank.node_reader import NodeReader
    from quiz.bank.rows import TableFrame
    from quiz.items.reasons import Judged, Reasons

#: The two answers to a statement.
OPTIONS = (Option("true", "True"), Option("false", "False"))


def _make(prepared: Prepared, row: int, draw: Draw, prefer: Sequence[MixedUp]) -> ItemParts | NotGenerated:
    """State a row's fact, or swap one of its cells for a value that is proven wrong there.

    A claim that could only ever be true would give itself away, so there is none.
    """
    asked = prepared.asked(row, draw)
    if isinstance(asked, NotGenerated):
        return asked
    shown, key, _, shut = asked
    wrong = prepared.distractors.draw(draw, row, key, shut, 1, prefer)
    if not wrong:
        return too_few(0, prepared)
    holds = draw.below(2) == 1
    stated = prepared.own(row, key) if holds else wrong[0]
    stem = prepared.stem(row, shown, swapped=stated.text)
    return item_parts(stem, OPTIONS, ("true" if holds else "false",), prepared.explanation(row), (), (row,))


def _check(pattern: Pattern, entries: "Entries", table: "TableFrame", reader: "NodeReader") -> None:
    """Refuse a claim that does not show what it swaps."""
    del table
    swap = pattern.columns.get("swap")
    if swap and swap not in pattern.stem.columns:
        message = f"the claim does not show `{{{swap}}}`, which `swap` replaces"
        reader.problems.add("B206", message, entries.key_spans["swap"], "swap a column that the claim shows")


def _reason(reasons: "Reasons", judged: "Judged") -> str:
    """Return what the table has where a false claim says something else."""
    if not judged.is_key:
        return ""
    if judged.option.id == "true":
        return "as in the table"
    pattern, stem = reasons.pattern, judged.item.stem
    swap = pattern.columns["swap"]
    texts = {name: reasons.first(judged.own, name) for name in pattern.stem.columns}
    right = reasons.listed(judged.own, swap)
    if any(map(has_lines, (stem, right))):
        from quiz.layout import composed  # few claims have lines

        return composed(f"swapped: {swap} is ", right)
    before, *between, after = pattern.stem.fill({**texts, swap: "\0"}).split("\0")
    if between or not (stem.startswith(before) and stem.endswith(after)):
        return f"swapped: {swap} is {right}"
    return f"{stem[len(before) : len(stem) - len(after)]} instead of {right}"


FORM = Form(
    name="claim",
    answer_kind=AnswerKind.ONE,
    make=_make,
    reason=_reason,
    known=nothing,
    keys=(
        NEAR,
        Key(
            "claim",
            TEXT,
            "A statement to judge true or false, instead of `ask` and `answer`. Columns go in braces.",
            '"{capital} is the capital of {country}."',
        ),
        Key(
            "swap",
            COLUMN,
            "The column of a claim whose value is replaced to make it false.",
            "capital",
            belongs_to="claim",
            alone="delete it, or write a claim",
        ),
    ),
    selected_by=("claim",),
    stem_key="claim",
    answer_key="swap",
    check=_check,
    states_answer=True,
    is_statement=True,
)
