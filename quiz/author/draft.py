"""A bank that is being written: plain data, its text, and the questions that its patterns generate.

What is written reads back, by `quiz.bank.decode`, as the very texts of the draft.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from quiz.bank.problems import Problem
from quiz.bank.rows import CONFUSE
from quiz.items.decoding import decode
from quiz.items.item import Item, NotGenerated
from quiz.items.sources import bank_items
from quiz.text import clean, slug

_LETTER = "\u0915"  # a letter that takes joiners at its sides
_JOINERS = "\u200c\u200d"


class Heading(NamedTuple):
    """A column: its name in `{placeholders}`, and its label as the teacher wrote it."""

    name: str
    label: str


class DraftRow(NamedTuple):
    """A fact: its id, and the values of each cell (none if the cell is empty)."""

    id: str
    cells: tuple[tuple[str, ...], ...]


class DraftPattern(NamedTuple):
    """A pattern. After the id come the keys of the bank format; empty ones are not written."""

    id: str
    ask: str = ""
    claim: str = ""
    answer: str = ""
    swap: str = ""
    choose: str = ""
    most: str = ""
    least: str = ""
    near: str = ""
    why: str = ""


class Draft(NamedTuple):
    """A bank of one table. All texts are tidy."""

    title: str
    topic: str
    headings: tuple[Heading, ...]
    rows: tuple[DraftRow, ...]
    patterns: tuple[DraftPattern, ...] = ()
    source: str = ""
    as_of: str = ""
    kinds: tuple[tuple[str, str], ...] = ()  # column -> what its cells are, if that must be said

    @property
    def id(self) -> str:
        """The bank's id, made of its title."""
        return slug(self.title) or "bank"

    @property
    def table(self) -> str:
        """The table's id, made of its topic."""
        return slug(self.topic) or "facts"

    def with_pattern(self, pattern: DraftPattern) -> "Draft":
        """Return the draft with one more pattern, under an id of its own."""
        taken = {other.id for other in self.patterns}
        ids = (f"{pattern.id}-{number}" if number else pattern.id for number in (0, *range(2, len(taken) + 3)))
        id_ = next(id_ for id_ in ids if id_ not in taken)
        return self._replace(patterns=(*self.patterns, pattern._replace(id=id_)))


def tidy(text: str) -> str:
    """Return `text` as one line as banks hold it, without spaces at its ends.

    Hidden characters are dropped: sheets and web pages leave them behind, and nobody
    meant them. The result is a fixed point of `clean`.
    """
    inner = text.strip()
    if clean(text) == text and clean(inner) == inner:
        return inner
    seen = "".join(char for char in text if "<U+" not in clean(f"{_LETTER}{char}{_LETTER}"))
    result = clean(seen).strip()
    if clean(result) == result and result.count("<U+") == seen.count("<U+"):
        return result
    for joiner in _JOINERS:  # some of them join nothing here
        seen = seen.replace(joiner, "")
    return clean(seen).strip()


def column_heading(label: str, nth: int) -> Heading:
    """Return the column that a label names; `nth`, from 1, helps out if it has no letters."""
    label = tidy(label)
    words = "".join(char if f"a{char}".isidentifier() else " " for char in slug(label))
    name = "_".join(words.split())
    if not name:
        name = f"column_{nth}"
    elif not name.isidentifier():
        name = f"column_{name}"
    elif name == CONFUSE:  # a key that rows have
        name = "confused"
    return Heading(name, label)


def columns_of(labels: Iterable[str]) -> tuple[Heading, ...]:
    """Return a column for each label, each with a name of its own: a name that is taken gets a number."""
    found: list[Heading] = []
    for nth, label in enumerate(labels, start=1):
        heading = column_heading(label, nth)
        taken = {other.name for other in found}
        names = (heading.name, *(f"{heading.name}_{number}" for number in range(nth, 2 * nth)))
        found.append(heading._replace(name=next(name for name in names if name not in taken)))
    return tuple(found)


def rows_of(rows: Iterable[Sequence[tuple[str, ...]]], taken: Iterable[str] = ()) -> tuple[DraftRow, ...]:
    """Give each row an id: the slug of its first value, with a number if that is `taken`."""
    used = set(taken)
    numbers: dict[str, int] = {}
    made = []
    for cells in rows:
        stem = slug(cells[0][0]) if cells and cells[0] else ""
        stem = id_ = stem or "row"
        while id_ in used:
            numbers[stem] = numbers.get(stem, 1) + 1
            id_ = f"{stem}-{numbers[stem]}"
        used.add(id_)
        made.append(DraftRow(id_, tuple(cells)))
    return tuple(made)


_HEAD = """\
# A bank of facts for quiz. Lines that start with `#` are notes for you; delete them as you like.
#
#   quiz bank check FILE      looks for mistakes and says what to do
#   quiz bank preview FILE    shows every question
#   quiz play FILE            plays it
"""

_ROWS = """\
    # Each row is one fact: a name, then a cell for every column. To add a fact, copy a row,
    # change its cells and give it a name of its own. Never change the names of other rows:
    # players' answers are stored under them.
    # A cell with a comma, a colon or a bracket in it goes in quotes: "12,800". Several true
    # values are a list of their own: [French, German]. If there is no value, write [].
"""

_QUESTIONS = """\
    # Each pattern asks about every row. {%s} stands for what the row has in that column.
    # Wrong answers come from other rows, if this table proves them wrong. To add more, write
    # a line above `questions:`, such as   decoys: {%s: [..., ...]}
%s"""

#: What the keys of patterns mean, written where a bank uses them.
_KEYS = {
    "ask": "the question",
    "answer": "the column that answers it",
    "choose": "`all` if several of the answers shown are right",
    "near": "numbers at most this far from the right one may be wrong answers",
    "most": "asks for the row with the greatest number in this column",
    "least": "asks for the row with the smallest number in this column",
    "claim": "a statement to call true or false",
    "swap": "the column that a false statement takes from another row",
    "why": "shown after the answer",
}

# Signs that mean nothing to YAML inside a text, neither in a line nor between brackets.
_HARMLESS = frozenset(" -_./()+%'&;=!$*^~|<>")


def compose(draft: Draft) -> str:
    """Return the bank of a draft as commented YAML."""
    lines = [
        _HEAD,
        "format: 1\n",
        "# The id is permanent, like the names of the rows. The title may change.\n",
        f"id: {draft.id}\n",
        f"title: {yaml_text(draft.title)}\n",
        *([f"as_of: {yaml_text(draft.as_of)}\n"] if draft.as_of else []),
        *([f"source: {yaml_text(draft.source)}\n"] if draft.source else []),
        f"\ntables:\n  {draft.table}:\n    topic: {yaml_text(draft.topic)}\n",
        _ROWS,
        f"    columns: [{', '.join(heading.name for heading in draft.headings)}]\n",
        "    rows:\n",
        *(_row(row) for row in draft.rows),
        *([f"    kinds: {{{', '.join(f'{name}: {kind}' for name, kind in draft.kinds)}}}\n"] if draft.kinds else []),
    ]
    if draft.patterns:
        first, last = draft.headings[0].name, draft.headings[-1].name
        lines.append("\n" + _QUESTIONS % (first, last, _key_notes(draft)))
        lines.append("    questions:\n")
        lines += [_pattern(pattern) for pattern in draft.patterns]
    return "".join(lines)


def _row(row: DraftRow) -> str:
    return f"      {row.id}: [{', '.join(map(_cell, row.cells))}]\n"


def _cell(values: tuple[str, ...]) -> str:
    if len(values) == 1:
        return yaml_text(values[0])
    return f"[{', '.join(map(yaml_text, values))}]"


def _key_notes(draft: Draft) -> str:
    used = {key for pattern in draft.patterns for key, text in pattern._asdict().items() if text}
    return "".join(f"    #   {key:<8}{meaning}\n" for key, meaning in _KEYS.items() if key in used)


def _pattern(pattern: DraftPattern) -> str:
    keys = {key: text for key, text in pattern._asdict().items() if text and key != "id"}
    lines = [f"      {pattern.id}:\n"]
    for key, text in keys.items():
        lines.append(f"        {key}: {yaml_quoted(text) if key in ('ask', 'claim', 'why') else yaml_text(text)}\n")
    return "".join(lines)


def yaml_text(text: str) -> str:
    """Return a text as YAML, in quotes only if it needs them."""
    plain = text[:1].isalnum() and text.isprintable() and not text.endswith(" ")
    if plain and all(char.isalnum() or char in _HARMLESS or char > "\x7f" for char in text):
        return text
    return yaml_quoted(text)


def yaml_quoted(text: str) -> str:
    """Return a text as YAML in double quotes."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


_EXAMPLES = 3


class Made(NamedTuple):
    """What a pattern generates: how many items, the first few of them, and the first row without one."""

    items: int = 0
    examples: tuple[Item, ...] = ()
    gap: tuple[str, NotGenerated] | None = None


class Trial(NamedTuple):
    """A draft that was tried: the bank's text, its problems, and what each pattern generates."""

    text: str
    problems: tuple[Problem, ...]
    made: Mapping[str, Made]

    @property
    def total(self) -> int:
        """How many items there are in all."""
        return sum(made.items for made in self.made.values())


def try_draft(draft: Draft) -> Trial:
    """Write a draft as a bank, decode it and generate its items. The problems are those that its file would have."""
    text = compose(draft)
    decoded = decode(text.encode(), draft.id)
    made = {pattern.id: Made() for pattern in draft.patterns}
    if decoded.bank is not None:
        for item_source, row_id, item in bank_items(decoded.bank):
            pattern = item_source.name.rpartition(".")[2]
            made[pattern] = _with(made[pattern], row_id, item)
    return Trial(text, decoded.problems, made)


def _with(made: Made, row_id: str, item: Item | NotGenerated) -> Made:
    if isinstance(item, NotGenerated):
        return made if made.gap else made._replace(gap=(row_id, item))
    examples = (*made.examples, item) if len(made.examples) < _EXAMPLES else made.examples
    return Made(made.items + 1, examples, made.gap)
