"""What a question form is: one value that says everything about it."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from quiz.bank.model import Pattern
from quiz.items.answer_kind import AnswerKind
from quiz.items.draw import Draw
from quiz.items.index import TableIndex
from quiz.items.item import MixedUp, NotGenerated
from quiz.items.prepared import ItemParts, Prepared

if TYPE_CHECKING:
    from quiz.bank.form import PatternCheck
    from quiz.bank.keys import Key
    from quiz.items.known import Answered, Known
    from quiz.items.reasons import Reason


def matching_rows(index: TableIndex, pattern: Pattern) -> Sequence[int]:
    """Return the rows that match `where`."""
    return index.matching(pattern.where, exact=pattern.exact)


class Form(NamedTuple):
    """A question form. Its module declares it, and `FORMS` lists it.

    `name` is kept in histories, so it never changes. `make` makes an item of a row, with wrong options that the player
    has chosen before, if any are given; `rows` are the rows that items are made of. `reason` says why an option is
    right or wrong, and `known` what is known once an item has been answered.

    `keys`, `selected_by`, `stem_key`, `answer_key`, `states_answer` and `check` are for banks; see
    `quiz.bank.form`. The options of an `is_statement` form are True and False. If a form `has_distractors`, its wrong
    options are drawn to be plausible, so rules judge them. A form that `recalls` asks for the one answer that its row
    has: choosing another means mixing the two up. A question of a form that is `typed_as` another form can also be
    asked in that form, with the answer typed (see `quiz.items.typable`).
    """

    name: str
    answer_kind: AnswerKind
    make: Callable[[Prepared, int, Draw, Sequence[MixedUp]], ItemParts | NotGenerated]
    reason: "Reason"
    known: "Callable[[Answered], Iterable[Known]]"
    keys: "tuple[Key, ...]" = ()
    selected_by: tuple[str, ...] = ()
    stem_key: str = "ask"
    answer_key: str = "answer"
    check: "PatternCheck | None" = None
    rows: Callable[[TableIndex, Pattern], Sequence[int]] = matching_rows
    states_answer: bool = False
    is_statement: bool = False
    has_distractors: bool = False
    recalls: bool = False
    typed_as: str = ""
