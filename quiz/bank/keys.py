"""The keys of the bank format and the mappings that have them: what they may hold, what they are for.

The keys that every pattern may have are declared in `quiz.bank.format`; those of a question form
are declared in the form's own module.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class ValueKind(NamedTuple):
    """What a key may hold. `expects` completes the sentence "this should be ..."."""

    name: str
    expects: str


TEXT = ValueKind("text", "a text")
IDENTIFIER = ValueKind("id", "an id: letters, digits, `-` and `_`")
FORMAT_VERSION = ValueKind("version", "`1`")
TRUTH = ValueKind("flag", "`true` or `false`")
TRUE = ValueKind("true", "`true`")
TOLERANCE = ValueKind("tolerance", "a number, or a number and `%`")
GAPS = ValueKind("gaps", "gaps by name, each with its answer")
VALUES = ValueKind("values", "names, each with a range or a list of numbers")
TEXT_LIST = ValueKind("text list", "a list of texts")
PAIRS = ValueKind("pairs", "texts, each with the text that belongs to it")
NUMBER = ValueKind("number", "a number")
ALL = ValueKind("all", "`all`")
TEXTS = ValueKind("texts", "a text or a list of texts")
COLUMN = ValueKind("column", "the name of a column")
COLUMN_OR_PHRASE = ValueKind("answer", "the name of a column")  # or a phrase of several
COLUMNS = ValueKind("columns", "a list of column names")
TEXTS_BY_COLUMN = ValueKind("texts by column", "columns, each with a text or a list of texts")
VALUES_BY_COLUMN = ValueKind("values by column", "columns, each with a value or a list of values")
ROWS = ValueKind("rows", "rows of facts")
WRONGS = ValueKind("wrongs", "a list of wrong answers")
TABLES_BY_NAME = ValueKind("tables", "tables by name")
PATTERNS = ValueKind("patterns", "questions by name, or a list of them")
PASSAGES = ValueKind("passages", "texts by name")
PASSAGE = ValueKind("passage", "the name of a passage")
QUESTIONS = ValueKind("questions", "questions by name, or a list of them")
CONFUSIONS = ValueKind("confusions", "names of rows, or columns, each with a value or a list of values")
KINDS = ValueKind("kinds", "columns, each with what its cells are")
RULE_CODES = ValueKind("codes", "a code of `quiz bank check`, or a list of them")


class Limit(NamedTuple):
    """How many values a list may hold. A message says "more than `most` `values`", and `help` what to do."""

    most: int
    values: str
    help: str


class Key(NamedTuple):
    """A key of a mapping: what it holds, what it is for, and an example of its value as typed.

    A key that `belongs_to` another has no meaning without it; `alone` says what to do then. A list
    holds at least `at_least` values, no more than its `limit`, and more than one only if one of the
    keys that `several_need` is given.
    """

    name: str
    kind: ValueKind
    help: str
    example: str
    required: bool = False
    belongs_to: str = ""
    alone: str = ""
    at_least: int = 0
    limit: Limit | None = None
    several_need: tuple[str, ...] = ()


class Variant(NamedTuple):
    """One of several ways to write a mapping: the key that chooses it, those that it needs, and those that it takes.

    The variant without a `key` is the usual one. `name` says which form is written so.
    """

    name: str
    key: str = ""
    needs: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()

    @property
    def keys(self) -> frozenset[str]:
        """The keys that the variant may have, apart from those of all variants."""
        return frozenset((self.key, *self.needs, *self.takes)) - {""}


class MappingSpec(NamedTuple):
    """A mapping with a known set of keys. `name` is what messages call it.

    At least one key of `any_of` must be given; if none is, the message is `without` (by default that the first one is
    missing) and `add` says what to do. `needs` maps a key to the keys that it needs, and `excludes` to those that it
    cannot be combined with. Of the keys that belong to `variants`, only those of one variant can be given: the first
    whose key is there, or the last.
    """

    name: str
    keys: tuple[Key, ...]
    any_of: tuple[str, ...] = ()
    needs: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    excludes: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    without: str = ""
    add: str = ""
    variants: tuple[Variant, ...] = ()

    def key(self, name: str) -> Key:
        """Return the key of that name. Raises `KeyError` if there is none."""
        for key in self.keys:
            if key.name == name:
                return key
        raise KeyError(name)


#: The key that names a text which several questions share.
SHOWN_PASSAGE = Key(
    "passage",
    PASSAGE,
    "The name of a text in the bank's `passages`. It is shown above the question, or above each question of the table.",
    "harbour",
)

#: A key of the forms whose wrong answers may be numbers that no row has.
NEAR = Key("near", NUMBER, "Numbers at most this far from the right one are wrong answers too.", "5")

#: Keys of questions whose answer is typed.
TYPED = Key(
    "typed",
    TRUE,
    "`true` if players type the answer. Accents and articles do not matter, nor does one slip in a long word.",
    "true",
)
WITHIN = Key("within", TOLERANCE, "How far a typed number may be from the right one: `5`, or `5 %` of it.", "5 %")

#: The key that says that every character matters.
EXACT = Key(
    "exact", TRUTH, "`true` if every character matters: capitals, spaces and symbols count as they are typed.", "true"
)
