"""The bank format, declared once: which keys are allowed where, and what each may hold.

The keys of a pattern that belong to one question form are declared in that form's module, and
`bank_format` adds them. The decoder reads banks by this declaration. The JSON Schema
(`quiz.bank.schema`) and the tables of docs/bank-format.md are made from it, so every key says here
what it is for.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from quiz.bank.form import PatternForm
from quiz.bank.keys import (
    ALL,
    COLUMN_OR_PHRASE,
    COLUMNS,
    CONFUSIONS,
    EXACT,
    FORMAT_VERSION,
    GAPS,
    IDENTIFIER,
    KINDS,
    PAIRS,
    PASSAGES,
    PATTERNS,
    QUESTIONS,
    ROWS,
    RULE_CODES,
    SHOWN_PASSAGE,
    TABLES_BY_NAME,
    TEXT,
    TEXT_LIST,
    TEXTS,
    TEXTS_BY_COLUMN,
    TRUTH,
    TYPED,
    VALUES,
    VALUES_BY_COLUMN,
    WITHIN,
    WRONGS,
    Key,
    Limit,
    MappingSpec,
    Variant,
)
from quiz.bank.limits import (
    MAX_ALLOWED,
    MAX_CHOICES,
    MAX_COLUMNS,
    MAX_GAPS,
    MAX_HINTS,
    MAX_NAMES,
    MAX_OPTIONS,
    MAX_VALUE_NAMES,
)

_ALLOW = Key(
    "allow",
    RULE_CODES,
    "Codes that `quiz bank check` should not report here, because you have looked and this is what you mean.",
    "[Q106]",
    limit=Limit(MAX_ALLOWED, "codes in one `allow`", "name each once"),
)
_ALSO = Key(
    "also",
    TEXTS,
    "Other names for it, which are just as right.",
    "[Turkey]",
    limit=Limit(MAX_NAMES, "other names of one value", "keep the usual ones"),
)
_HINTS = Limit(MAX_HINTS, "hints for a question", "keep the best")

BANK = MappingSpec(
    "a bank",
    (
        Key("format", FORMAT_VERSION, "The version of the format. There is only 1 so far.", "1"),
        Key(
            "id",
            IDENTIFIER,
            "The permanent name of the bank. Players' answers are stored under it, so never change it. "
            "Without it, the file's name is used.",
            "geography-capitals",
        ),
        Key(
            "title",
            TEXT,
            "What players see. In a folder of banks, the part before a colon names the whole course. "
            "Without it, the file's name is used.",
            '"Geography: capitals"',
        ),
        Key("language", TEXT, "The language of the texts, as a code.", "en"),
        Key(
            "as_of",
            TEXT,
            "When the facts were true, with the year. It is shown above each question and with the source.",
            "January 2023",
        ),
        Key("topic", TEXT, "The topic of all tables and questions that do not name one.", "Capitals"),
        Key("source", TEXT, "Where the facts come from. It is shown after each answer.", "World Factbook"),
        Key(
            "passages",
            PASSAGES,
            "Texts to read that several questions share, each under a name of its own. A question or a table refers to "
            "one with `passage`.",
            "{harbour: The ferry left at nine. The last car did not get on.}",
            at_least=1,
        ),
        Key(
            "tables",
            TABLES_BY_NAME,
            "Tables of facts, each under a name of its own.",
            "{capitals: {rows: {kenya: {country: Kenya, capital: Nairobi}}}}",
        ),
        Key(
            "questions",
            QUESTIONS,
            "Questions written out in full, each under a name of its own, for what does not fit into a table.",
            '{ocean: {ask: "Which ocean is the largest?", answer: the Pacific, wrong: [the Atlantic, the Arctic]}}',
        ),
        Key(
            "cards",
            TRUTH,
            "`false` to ask new facts at once, without a card that shows them first.",
            "false",
        ),
        _ALLOW,
    ),
    any_of=("tables", "questions"),
    without="the bank has no facts",
    add="add `tables:` or `questions:`",
)

TABLE = MappingSpec(
    "a table",
    (
        Key(
            "topic",
            TEXT,
            "The topic of the table's questions. Without it, the topic of the bank is used, or else the table's name.",
            "Capitals",
        ),
        Key("source", TEXT, "Where these facts come from, if not from the bank's source.", "World Factbook"),
        Key(
            "columns",
            COLUMNS,
            "The names of the columns, for rows that are lists. Without it, the columns are the keys of the first row.",
            "[country, capital]",
            limit=Limit(MAX_COLUMNS, "columns in a table", "split it into several tables"),
        ),
        Key(
            "rows",
            ROWS,
            "The facts. Each row has a permanent name and a value for every column.",
            "{kenya: {country: Kenya, capital: Nairobi}}",
            required=True,
            at_least=1,
        ),
        Key(
            "decoys",
            VALUES_BY_COLUMN,
            "Plausible values that are wrong for every row, by column. "
            "If the answer is a phrase, by the name of the question.",
            "{capital: [Sydney, Istanbul]}",
        ),
        Key(
            "kinds",
            KINDS,
            "What the cells of a column are, if the check cannot tell or takes them for something else.",
            "{length: decimal comma, code: text}",
        ),
        Key(
            "exact",
            COLUMNS,
            "The columns in which every character matters: capitals, spaces and symbols count as they are typed.",
            "[symbol]",
        ),
        Key(
            "open",
            TRUTH,
            "`true` if the table does not list everything: what it leaves out may be true, "
            "so only decoys and near numbers are wrong answers.",
            "true",
        ),
        Key(
            "questions",
            PATTERNS,
            "The questions to ask about the rows, each under a name of its own.",
            '{of: {ask: "What is the capital of {country}?", answer: capital}}',
        ),
        SHOWN_PASSAGE,
        _ALLOW,
    ),
)

ROW = MappingSpec(
    "a row",
    (
        Key(
            "confuse",
            CONFUSIONS,
            "What players mix this fact up with: other rows, by their names, and values that no row has, by column. "
            "Wrong answers come from here first.",
            "[slovakia, {capital: Zagreb}]",
        ),
        Key(
            "card",
            TEXT,
            "The text of the card that shows this fact before it is asked for the first time. Columns go in braces. "
            "Without it, the card has the explanations of the row's questions, or else its cells.",
            '"{capital}, on the Danube, is the capital of {country}."',
        ),
    ),
)

_ASKING = (
    Key(
        "ask",
        TEXT,
        "The question. Columns go in braces; each row fills them in.",
        '"What is the capital of {country}?"',
    ),
    Key(
        "answer",
        COLUMN_OR_PHRASE,
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
        "The explanation after an answer. Columns go in braces.",
        '"{capital} is the capital of {country}."',
    ),
    Key(
        "hint",
        TEXTS,
        "Help for players who ask for it; from a list, they get one more each time. Columns go in braces.",
        '"It is in {continent}."',
        limit=_HINTS,
    ),
    EXACT,
    _ALLOW,
)

#: What messages call a pattern.
PATTERN_NAME = "a question pattern"


def _pattern(forms: Sequence[PatternForm]) -> MappingSpec:
    """Return the mapping of a pattern: the keys of all patterns, those of each form, and which cannot be combined.

    Keys can be combined if one form has them both, but for those that select a form.
    """
    own = [key for form in forms for key in form.keys]
    keys = {key.name: key for key in (*_ASKING, *own, *_EXPLAINING)}
    stems = {form.stem_key: form.answer_key for form in forms}
    needs = {key: (other,) for pair in stems.items() for key, other in (pair, pair[::-1])}
    needs |= {key.name: (key.belongs_to,) for key in own if key.belongs_to}
    usual, answer = _ASKING[0].name, _ASKING[1].name
    instead = "".join(f", or a `{stem}:`" for stem in stems if stem != usual)
    add = f'add `{usual}: "..."` and `{answer}:`{instead}'
    return MappingSpec(PATTERN_NAME, tuple(keys.values()), tuple(stems), needs, _excluded(forms), add=add)


def _excluded(forms: Sequence[PatternForm]) -> dict[str, tuple[str, ...]]:
    """Return key -> the later keys that it cannot be combined with; keys of forms with their own stem come first."""
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


QUESTION = MappingSpec(
    "a question",
    (
        Key(
            "topic",
            TEXT,
            "The topic of the question. Without it, the topic of the bank is used, or else the bank's title.",
            "Oceans",
        ),
        Key("ask", TEXT, "The question.", '"Which ocean is the largest?"'),
        Key(
            "answer",
            TEXTS,
            "The right answer. With `choose: all`, a list of them; with `typed: true`, any text of a list is right.",
            "the Pacific",
            at_least=1,
            limit=Limit(MAX_OPTIONS, "answers in `answer`", "keep the best"),
            several_need=("choose", "typed"),
        ),
        Key(
            "wrong",
            WRONGS,
            "The wrong answers: at least one; three are best. Each is a text, or has `text` and a `why` of its own. "
            "With `match`, these are extra answers, which belong to nothing.",
            '[the Atlantic, {text: the Arctic, why: "It is the smallest."}]',
            at_least=1,
            limit=Limit(MAX_OPTIONS, "answers in `wrong`", "keep the best"),
        ),
        Key(
            "pinned",
            WRONGS,
            "Options that are always last.",
            "[none of these]",
            limit=Limit(MAX_OPTIONS, "answers in `pinned`", "keep the best"),
        ),
        Key("claim", TEXT, "A statement to judge true or false, in place of `ask`.", '"Whales are fish."'),
        Key("is", TRUTH, "Whether the claim is `true` or `false`.", "false"),
        Key(
            "order",
            TEXT_LIST,
            "The texts to put in order, written in the right order: three or more. Say in `ask` which end comes first.",
            "[egg, larva, pupa, adult]",
            at_least=3,
            limit=Limit(MAX_OPTIONS, "texts in `order`", "keep the best"),
        ),
        Key(
            "match",
            PAIRS,
            "What to match: each text on the left with the one that belongs to it on the right.",
            "{dog: Hund, cat: Katze, horse: Pferd}",
            at_least=2,
            limit=Limit(MAX_OPTIONS, "pairs in `match`", "keep the best"),
        ),
        Key(
            "gaps",
            TEXT,
            "A text with gaps, in place of `ask`: names in braces, each with its answer in `answers`.",
            '"Water boils at {boiling} °C and freezes at {freezing} °C."',
        ),
        Key(
            "answers",
            GAPS,
            "What belongs in each gap: a text, a list of texts, any of which is right, or the keys of a gap.",
            "{boiling: 100, freezing: {answer: 0, wrong: [10, 32]}}",
            at_least=1,
            limit=Limit(MAX_GAPS, "gaps in `answers`", "split it into several questions"),
        ),
        Key("choose", ALL, "`all` if several answers are right and players have to choose all of them.", "all"),
        Key(
            "values",
            VALUES,
            "Numbers for a computed question: `{v*t}` in its texts is worked out from them. A range is `2..20`.",
            "{v: 2..20, t: [3, 5, 9]}",
            limit=Limit(MAX_VALUE_NAMES, "names in `values`", "use fewer"),
        ),
        TYPED,
        _ALSO,
        WITHIN,
        EXACT,
        Key("why", TEXT, "The explanation after an answer.", '"The Pacific covers about a third of the Earth."'),
        Key(
            "hint",
            TEXTS,
            "Help for players who ask for it; from a list, they get one more each time.",
            '["Hawaii lies in it.", "Its name means peaceful."]',
            limit=_HINTS,
        ),
        Key("source", TEXT, "Where the answer comes from, if not from the bank's source.", "World Factbook"),
        SHOWN_PASSAGE,
        _ALLOW,
    ),
    variants=(
        Variant("claim", "claim", ("is",)),
        Variant("order", "order", ("ask",)),
        Variant("match", "match", ("ask",), ("wrong",)),
        Variant("choose-all", "choose", ("ask", "answer", "wrong"), ("pinned", "values")),
        Variant("typed", "gaps", ("answers",)),
        Variant("typed", "typed", ("ask", "answer"), ("also", "wrong", "within", "values")),
        Variant("pick", "", ("ask", "answer", "wrong"), ("pinned", "values")),
    ),
)

WRONG = MappingSpec(
    "a wrong answer",
    (
        Key("text", TEXT, "The wrong answer.", "the Arctic", required=True),
        Key("why", TEXT, "What is shown to players who choose it.", '"It is the smallest."'),
    ),
)

GAP = MappingSpec(
    "a gap",
    (
        Key(
            "answer",
            TEXTS,
            "What belongs in the gap. In a list, any text is right.",
            "100",
            required=True,
            at_least=1,
            limit=Limit(MAX_OPTIONS, "answers in `answer`", "keep the best"),
        ),
        Key(
            "wrong",
            TEXTS,
            "Wrong answers to choose from. Without them, players fill the gap by typing.",
            "[10, 32]",
            at_least=1,
            limit=Limit(MAX_CHOICES, "answers in `wrong`", "keep the best"),
        ),
        WITHIN,
    ),
)

VALUE = MappingSpec(
    "a value",
    (
        Key("value", TEXT, "The value, as it is shown.", "Türkiye", required=True),
        _ALSO,
        Key(
            "why",
            TEXT,
            "For a decoy or a confusion: what is shown to players who choose it.",
            '"It was the capital until 1923."',
        ),
    ),
)


class BankFormat(NamedTuple):
    """Every mapping that a bank may have, in the order in which they are described, and the question forms."""

    bank: MappingSpec
    table: MappingSpec
    row: MappingSpec
    pattern: MappingSpec
    question: MappingSpec
    wrong: MappingSpec
    gap: MappingSpec
    value: MappingSpec
    forms: tuple[PatternForm, ...]

    @property
    def mappings(self) -> tuple[MappingSpec, ...]:
        """The mappings, in the order in which they are described."""
        return self.bank, self.table, self.row, self.pattern, self.question, self.wrong, self.gap, self.value


def bank_format(forms: Iterable[PatternForm]) -> BankFormat:
    """Return the format of banks whose patterns may have these question forms."""
    forms = tuple(forms)
    return BankFormat(BANK, TABLE, ROW, _pattern(forms), QUESTION, WRONG, GAP, VALUE, forms)
