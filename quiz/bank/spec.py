"""What a declaration of the bank format is made of: mappings with their keys, and question forms."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, Protocol

from quiz.bank.keys import Key
from quiz.bank.model import Pattern

if TYPE_CHECKING:
    from quiz.bank.entries import Entries
    from quiz.bank.node_reader import NodeReader
    from quiz.bank.rows import TableFrame


class MappingSpec(NamedTuple):
    """A mapping with a known set of keys. `name` is what messages call it.

    At least one key of `any_of` must be given; where none is, the message is `without` (by default
    that the first one is missing) and `add` says what to do. A key that is given needs those that
    `needs` has for it, and cannot be combined with those that `excludes` has for it.
    """

    name: str
    keys: tuple[Key, ...]
    any_of: tuple[str, ...] = ()
    needs: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    excludes: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    without: str = ""
    add: str = ""

    def key(self, name: str) -> Key:
        """Return the key of that name. Raises `KeyError` where there is none."""
        for key in self.keys:
            if key.name == name:
                return key
        raise KeyError(name)


#: Checks that the keys of a pattern make sense together; what does not is added to the problems of the reader.
PatternCheck = Callable[[Pattern, "Entries", "TableFrame", "NodeReader"], None]


class PatternForm(Protocol):
    """A question form, as far as reading a pattern needs it.

    `keys` are those of the form's own that a pattern may have. Any of `selected_by` chooses the
    form; the one form that has none is chosen where no key says otherwise. `stem_key` and
    `answer_key` hold what is asked and what is right. Where the form `states_answer`, the stem has
    a place for the answer, which is one column, and the form decides what stands there.
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
