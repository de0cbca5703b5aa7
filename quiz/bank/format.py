"""The bank format, declared once: which keys stand where and what each may hold.

The keys of a pattern that belong to one question form stand in that form's module; the forms are
handed in. The decoder reads banks by this declaration. The JSON Schema (`quiz.bank.schema`) and the
tables of docs/bank-format.md are made from it, so every key says here what it is for.
"""

from collections.abc import Iterable, Sequence

from quiz.bank.form import PatternForm
from quiz.bank.keys import (
    ALL,
    COLUMNS,
    CONFUSIONS,
    FORMAT_VERSION,
    IDENTIFIER,
    PATTERNS,
    QUESTIONS,
    ROWS,
    RULE_CODES,
    TABLES_BY_NAME,
    TEXT,
    TEXTS,
    TEXTS_BY_COLUMN,
    TRUTH,
    VALUES_BY_COLUMN,
    WRONGS,
    Key,
)
from quiz.bank.record import Record

_ALLOW = Key(
    "allow",
    RULE_CODES,
    "Codes of `quiz bank check` that are not to be reported here: you looked, and it is meant so.",
    "[Q106]",
)

BANK = Record(
    "a bank",
    (
        Key("format", FORMAT_VERSION, "The version of the format. There is only 1 so far.", "1"),
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
            TABLES_BY_NAME,
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
            TRUTH,
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

_ASKING = (
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
)

_EXPLAINING = (
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
)

#: What messages call a pattern.
PATTERN_NAME = "a question pattern"


def pattern_record(forms: Iterable[PatternForm]) -> Record:
    """Return the keys of a question pattern: those of all patterns and those of each form, with what they rule out.

    Keys go together where one form has them both, but for those that select a form.
    """
    forms = list(forms)
    own = [key for form in forms for key in form.keys]
    keys = {key.name: key for key in (*_ASKING, *own, *_EXPLAINING)}
    stems = {form.stem_key: form.answer_key for form in forms}
    needs = {key: (other,) for pair in stems.items() for key, other in (pair, pair[::-1])}
    needs |= {key.name: (key.belongs_to,) for key in own if key.belongs_to}
    return Record(PATTERN_NAME, tuple(keys.values()), tuple(stems), needs, _excluded(forms))


def _excluded(forms: Sequence[PatternForm]) -> dict[str, tuple[str, ...]]:
    """Return key -> the keys after it that it rules out. First come those of forms with a stem of their own."""
    usual = (_ASKING[0].name, _ASKING[1].name)
    taken = [{form.stem_key, form.answer_key, *(key.name for key in form.keys)} for form in forms]
    selecting = [
        name for form in sorted(forms, key=lambda form: form.stem_key == usual[0]) for name in form.selected_by
    ]
    others = [key.name for form in forms for key in form.keys if not key.belongs_to]
    order = list(dict.fromkeys([*usual, *selecting, *others]))
    found = {}
    for at, key in enumerate(selecting):
        later = [*usual, *order[len(usual) + at + 1 :]]
        clashes = [other for other in later if other in selecting or not any({key, other} <= names for names in taken)]
        if clashes:
            found[key] = tuple(clashes)
    return found


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


def all_records(forms: Iterable[PatternForm]) -> tuple[Record, ...]:
    """Return every record there is, in the order in which they are described."""
    return BANK, TABLE, ROW, pattern_record(forms), QUESTION, WRONG, VALUE
