"""The bank format, declared once: which keys stand where and what each may hold.

The decoder reads banks by this declaration, and a JSON Schema can be made from it.
"""

from dataclasses import dataclass

__all__ = ["BANK", "PATTERN", "QUESTION", "TABLE", "WRONG", "Key", "Kind", "Record"]


@dataclass(frozen=True, slots=True)
class Kind:
    """What a key may hold. `expects` completes the sentence "this should be ..."."""

    name: str
    expects: str


TEXT = Kind("text", "a text")
IDENTIFIER = Kind("id", "an id: letters, digits, `-` and `_`")
VERSION = Kind("version", "`1`")
FLAG = Kind("flag", "`true` or `false`")
NUMBER = Kind("number", "a number")
ALL = Kind("all", "`all`")
TEXTS = Kind("texts", "a text or a list of texts")
COLUMNS = Kind("columns", "a list of column names")
VALUES_BY_COLUMN = Kind("values by column", "columns with a value or a list of values each")
ROWS = Kind("rows", "rows of facts")
WRONGS = Kind("wrongs", "a list of wrong answers")
TABLES = Kind("tables", "tables by name")
PATTERNS = Kind("patterns", "questions by name, or a list of them")
QUESTIONS = Kind("questions", "questions by name, or a list of them")
CODES = Kind("codes", "a code of `quiz bank check`, or a list of them")


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a record and what it holds."""

    name: str
    kind: Kind
    required: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """A mapping with a known set of keys. `name` is what messages call it."""

    name: str
    keys: tuple[Key, ...]


BANK = Record(
    "a bank",
    (
        Key("format", VERSION),
        Key("id", IDENTIFIER),
        Key("title", TEXT),
        Key("language", TEXT),
        Key("as_of", TEXT),
        Key("topic", TEXT),
        Key("source", TEXT),
        Key("tables", TABLES),
        Key("questions", QUESTIONS),
        Key("allow", CODES),
    ),
)

TABLE = Record(
    "a table",
    (
        Key("topic", TEXT),
        Key("source", TEXT),
        Key("columns", COLUMNS),
        Key("rows", ROWS, required=True),
        Key("decoys", VALUES_BY_COLUMN),
        Key("open", FLAG),
        Key("questions", PATTERNS),
        Key("allow", CODES),
    ),
)

PATTERN = Record(
    "a question pattern",
    (
        Key("ask", TEXT),
        Key("answer", TEXT),
        Key("where", VALUES_BY_COLUMN),
        Key("except", FLAG),
        Key("choose", ALL),
        Key("most", TEXT),
        Key("least", TEXT),
        Key("near", NUMBER),
        Key("claim", TEXT),
        Key("swap", TEXT),
        Key("why", TEXT),
        Key("hint", TEXT),
        Key("allow", CODES),
    ),
)

QUESTION = Record(
    "a question",
    (
        Key("topic", TEXT),
        Key("ask", TEXT, required=True),
        Key("answer", TEXTS, required=True),
        Key("wrong", WRONGS, required=True),
        Key("pinned", WRONGS),
        Key("choose", ALL),
        Key("why", TEXT),
        Key("hint", TEXT),
        Key("source", TEXT),
        Key("allow", CODES),
    ),
)

WRONG = Record("a wrong answer", (Key("text", TEXT, required=True), Key("why", TEXT)))
