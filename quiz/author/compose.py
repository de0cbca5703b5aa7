"""A draft -> the text of a bank, with comments that teach whoever opens the file.

What is written reads back, by `quiz.bank.decode`, as the very texts of the draft.
"""

from quiz.author.draft import Draft, DraftPattern, DraftRow

_HEAD = """\
# A bank of facts for quiz. Lines that start with `#` are notes for you; delete them as you like.
#
#   quiz bank check FILE      finds every mistake and says what to do
#   quiz bank preview FILE    shows every question
#   quiz play FILE            plays it
"""

_ROWS = """\
    # Each row is one fact: an id, then a cell for every column. To add a fact, copy a row,
    # change its cells and give it an id of its own. Keep the ids of the rows that are there:
    # what was answered is remembered by them.
    # A cell with a comma, a colon or a bracket in it goes in quotes: "12,800". Several true
    # values are a list of their own: [French, German]. No value is [].
"""

_QUESTIONS = """\
    # Each pattern asks about every row. {%s} stands for what the row has in that column.
    # A wrong answer is another row's, and only where this table proves it wrong. To have
    # more of them, add above `questions:` a line such as   decoys: {%s: [..., ...]}
%s"""

#: What the keys of patterns mean, written where a bank uses them.
_KEYS = {
    "ask": "the question",
    "answer": "the column that answers it",
    "choose": "`all` where several of the answers shown are right",
    "near": "numbers at most this far from the right one may be wrong answers",
    "most": "asks for the row with the greatest number in this column",
    "least": "asks for the row with the smallest number in this column",
    "claim": "a statement to call true or false",
    "swap": "the column that a false statement takes from another row",
    "why": "said after the answer",
}

# Signs that mean nothing to YAML inside a text, neither in a line nor between brackets.
_HARMLESS = frozenset(" -_./()+%'&;=!$*^~|<>")


def compose(draft: Draft) -> str:
    """Return the bank of a draft as commented YAML."""
    lines = [
        _HEAD,
        "format: 1\n",
        "# The id is permanent, as the ids of the rows are. The title may change.\n",
        f"id: {draft.id}\n",
        f"title: {_text(draft.title)}\n",
        *([f"as_of: {_text(draft.as_of)}\n"] if draft.as_of else []),
        *([f"source: {_text(draft.source)}\n"] if draft.source else []),
        f"\ntables:\n  {draft.table}:\n    topic: {_text(draft.topic)}\n",
        _ROWS,
        f"    columns: [{', '.join(heading.name for heading in draft.headings)}]\n",
        "    rows:\n",
        *(_row(row) for row in draft.rows),
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
        return _text(values[0])
    return f"[{', '.join(map(_text, values))}]"


def _key_notes(draft: Draft) -> str:
    used = {key for pattern in draft.patterns for key, text in pattern._asdict().items() if text}
    return "".join(f"    #   {key:<8}{meaning}\n" for key, meaning in _KEYS.items() if key in used)


def _pattern(pattern: DraftPattern) -> str:
    keys = {key: text for key, text in pattern._asdict().items() if text and key != "id"}
    lines = [f"      {pattern.id}:\n"]
    for key, text in keys.items():
        lines.append(f"        {key}: {_quoted(text) if key in ('ask', 'claim', 'why') else _text(text)}\n")
    return "".join(lines)


def _text(text: str) -> str:
    """Return a text as YAML, in quotes only where it needs them."""
    plain = text[:1].isalnum() and text.isprintable() and not text.endswith(" ")
    if plain and all(char.isalnum() or char in _HARMLESS or char > "\x7f" for char in text):
        return text
    return _quoted(text)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
