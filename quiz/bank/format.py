"""The bank format, declared once: which keys stand where and what each may hold.

The decoder reads banks by this declaration. The JSON Schema (`quiz.bank.schema`) and the
tables of docs/bank-format.md are made from it, so every key says here what it is for.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


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
TEXTS_BY_COLUMN = Kind("texts by column", "columns with a text or a list of texts each")
VALUES_BY_COLUMN = Kind("values by column", "columns with a value or a list of values each")
ROWS = Kind("rows", "rows of facts")
WRONGS = Kind("wrongs", "a list of wrong answers")
TABLES = Kind("tables", "tables by name")
PATTERNS = Kind("patterns", "questions by name, or a list of them")
QUESTIONS = Kind("questions", "questions by name, or a list of them")
CONFUSIONS = Kind("confusions", "names of rows, or columns with a value or a list of values each")
CODES = Kind("codes", "a code of `quiz bank check`, or a list of them")


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a record: what it holds, what it is for, and an example of its value as typed."""

    name: str
    kind: Kind
    help: str
    example: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """A mapping with a known set of keys. `name` is what messages call it.

    At least one key of `any_of` must be there. A key that is there needs those that
    `needs` gives for it, and does not go together with those of `excludes`.
    """

    name: str
    keys: tuple[Key, ...]
    any_of: tuple[str, ...] = ()
    needs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    excludes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


_ALLOW = Key(
    "allow",
    CODES,
    "Codes of `quiz bank check` that are not to be reported here: you looked, and it is meant so.",
    "[Q106]",
)

BANK = Record(
    "a bank",
    (
        Key("format", VERSION, "The version of the format. There is only 1 so far.", "1"),
        Key(
            "id",
            IDENTIFIER,
            "The permanent name of the bank. What players answered is kept under it, so never change it. "
            "Without it the file's name serves.",
            "geography-capitals",
        ),
        Key(
            "title",
            TEXT,
            "What players see. In a folder of banks, what stands before a colon names them all. "
            "Without it the file's name serves.",
            '"Geography: capitals"',
        ),
        Key("language", TEXT, "The language of the texts, as a code.", "en"),
        Key("as_of", TEXT, "When the facts were true. It is shown with the source.", "January 2023"),
        Key("topic", TEXT, "The topic of all tables and questions that name none.", "Capitals"),
        Key("source", TEXT, "Where the facts come from. It is shown after each answer.", "World Factbook"),
        Key(
            "tables",
            TABLES,
            "Tables of facts, each under a name of its own.",
            "{capitals: {rows: {kenya: {country: Kenya, capital: Nairobi}}}}",
        ),
        Key(
            "questions",
            QUESTIONS,
            "Questions written out in full, each under a name of its own, for what no table says.",
            '{ocean: {ask: "Which ocean is the largest?", answer: the Pacific, wrong: [the Atlantic, the Arctic]}}',
        ),
        _ALLOW,
    ),
    any_of=("tables", "questions"),
)

TABLE = Record(
    "a table",
    (
        Key(
            "topic",
            TEXT,
            "The topic of the table's questions. Without it that of the bank, or the table's name.",
            "Capitals",
        ),
        Key("source", TEXT, "Where these facts come from, if not from the bank's source.", "World Factbook"),
        Key(
            "columns",
            COLUMNS,
            "The names of the columns, for rows that are lists. Without it the keys of the first row are the columns.",
            "[country, capital]",
        ),
        Key(
            "rows",
            ROWS,
            "The facts. Each row has a permanent name and a value for every column.",
            "{kenya: {country: Kenya, capital: Nairobi}}",
            required=True,
        ),
        Key(
            "decoys",
            VALUES_BY_COLUMN,
            "Plausible values that are wrong for every row, by column. "
            "Where the answer is a phrase, by the name of the question.",
            "{capital: [Sydney, Istanbul]}",
        ),
        Key(
            "open",
            FLAG,
            "`true` where the table does not list everything: what it leaves out may be true, "
            "so only decoys and near numbers are wrong answers.",
            "true",
        ),
        Key(
            "questions",
            PATTERNS,
            "The questions to ask about the rows, each under a name of its own.",
            '{of: {ask: "What is the capital of {country}?", answer: capital}}',
        ),
        _ALLOW,
    ),
)

ROW = Record(
    "a row",
    (
        Key(
            "confuse",
            CONFUSIONS,
            "What players mix this fact up with: other rows, by their names, and values that no row has, by column. "
            "Wrong answers come from here first.",
            "[slovakia, {capital: Zagreb}]",
        ),
    ),
)

PATTERN = Record(
    "a question pattern",
    (
        Key(
            "ask",
            TEXT,
            "The question. Columns stand in braces; each row fills them in.",
            '"What is the capital of {country}?"',
        ),
        Key(
            "answer",
            TEXT,
            "The column that holds the answer, or a phrase made of columns in braces.",
            "capital",
        ),
        Key(
            "where",
            TEXTS_BY_COLUMN,
            "Only rows with these values are right, by column. A list means any of them.",
            "{continent: Africa}",
        ),
        Key(
            "except",
            FLAG,
            '`true` asks for the one that does not belong, as in "Which of these is NOT ...?".',
            "true",
        ),
        Key(
            "choose",
            ALL,
            "`all` where several answers are right and all of them are to be chosen. Say so in `ask`.",
            "all",
        ),
        Key(
            "most",
            TEXT,
            "A column of numbers or dates: of the rows shown, the one with the most, or the latest, is right.",
            "population",
        ),
        Key(
            "least",
            TEXT,
            "A column of numbers or dates: of the rows shown, the one with the least, or the earliest, is right.",
            "population",
        ),
        Key(
            "order",
            TEXT,
            "A column of numbers or dates: the answers of a few rows are to be put in its order, "
            "the least or the earliest first.",
            "population",
        ),
        Key(
            "descending",
            FLAG,
            "`true` puts the greatest or the latest first. Say in `ask` which end comes first.",
            "true",
        ),
        Key("match", TEXT, "A column: its values in a few rows are each to be matched with their answer.", "country"),
        Key("near", NUMBER, "Numbers that are at most so far from the right one are wrong answers too.", "5"),
        Key(
            "claim",
            TEXT,
            "A statement to judge true or false, in place of `ask` and `answer`. Columns stand in braces.",
            '"{capital} is the capital of {country}."',
        ),
        Key("swap", TEXT, "The column of a claim whose value is exchanged to make it false.", "capital"),
        Key(
            "why",
            TEXT,
            "The explanation after an answer. Columns stand in braces.",
            '"{capital} is the capital of {country}."',
        ),
        Key(
            "hint",
            TEXTS,
            "Help for players who ask for it; of a list one more each time. Columns stand in braces.",
            '"It lies in {continent}."',
        ),
        _ALLOW,
    ),
    any_of=("ask", "claim"),
    needs={"ask": ("answer",), "answer": ("ask",), "claim": ("swap",), "swap": ("claim",), "descending": ("order",)},
    excludes={
        "claim": ("ask", "answer", "except", "choose", "most", "least", "order", "match"),
        "except": ("choose", "most", "least", "near", "order", "match"),
        "choose": ("most", "least", "near", "order", "match"),
        "most": ("least", "near", "order", "match"),
        "least": ("near", "order", "match"),
        "near": ("order", "match"),
        "order": ("match",),
    },
)

QUESTION = Record(
    "a question",
    (
        Key(
            "topic",
            TEXT,
            "The topic of the question. Without it that of the bank, or the bank's title.",
            "Oceans",
        ),
        Key("ask", TEXT, "The question.", '"Which ocean is the largest?"', required=True),
        Key(
            "answer",
            TEXTS,
            "The right answer; with `choose: all` a list of them.",
            "the Pacific",
            required=True,
        ),
        Key(
            "wrong",
            WRONGS,
            "The wrong answers, two at least. Each is a text, or has `text` and a `why` of its own.",
            '[the Atlantic, {text: the Arctic, why: "It is the smallest."}]',
            required=True,
        ),
        Key("pinned", WRONGS, "Options that always stand last.", "[none of these]"),
        Key("choose", ALL, "`all` where several answers are right and all of them are to be chosen.", "all"),
        Key("why", TEXT, "The explanation after an answer.", '"The Pacific covers about a third of the Earth."'),
        Key(
            "hint",
            TEXTS,
            "Help for players who ask for it; of a list one more each time.",
            '["Hawaii lies in it.", "Its name means peaceful."]',
        ),
        Key("source", TEXT, "Where the answer comes from, if not from the bank's source.", "World Factbook"),
        _ALLOW,
    ),
)

WRONG = Record(
    "a wrong answer",
    (
        Key("text", TEXT, "The wrong answer.", "the Arctic", required=True),
        Key("why", TEXT, "What is said to whoever chooses it.", '"It is the smallest."'),
    ),
)

VALUE = Record(
    "a value",
    (
        Key("value", TEXT, "The value, as it is shown.", "Türkiye", required=True),
        Key("also", TEXTS, "Other names of it, which are as right.", "[Turkey]"),
    ),
)

#: Every record there is.
RECORDS = (BANK, TABLE, ROW, PATTERN, QUESTION, WRONG, VALUE)
