"""What a question form says about itself when banks are read."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from quiz.bank.keys import Key
from quiz.bank.model import Pattern

if TYPE_CHECKING:
    from quiz.bank.entries import Entries
    from quiz.bank.node_reader import NodeReader
    from quiz.bank.rows import TableFrame


#: Checks that the keys of a pattern make sense together; if not, a problem is added to those of the reader.
PatternCheck = Callable[[Pattern, "Entries", "TableFrame", "NodeReader"], None]


class PatternForm(Protocol):
    """A question form, as far as reading a pattern needs it.

    `keys` are the form's own keys that a pattern may have. Any of `selected_by` chooses the form; the one form that has
    none is chosen if no key says otherwise. `stem_key` and `answer_key` hold what is asked and what is right. If the
    form `states_answer`, the stem has a place for the answer, which is one column, and the form decides what goes
    there.
    """

    @property
    def name(self) -> str: ...  # noqa: D102 - see the class

    @property
    def keys(self) -> tuple[Key, ...]: ...  # noqa: D102

    @property
    def selected_by(self) -> tuple[str, ...]: ...  # noqa: D102

    @property
    def stem_key(self) -> str: ...  # noqa: D102

    @property
    def answer_key(self) -> str: ...  # noqa: D102

    @property
    def states_answer(self) -> bool: ...  # noqa: D102

    @property
    def check(self) -> PatternCheck | None: ...  # noqa: D102
