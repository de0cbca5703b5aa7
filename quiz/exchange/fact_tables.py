"""Tables of a bank from cards, from pairs to match, and from sheets of facts.

Cards and pairs say of themselves what a table says: that nothing but what stands there belongs together.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from quiz.author.draft import Draft, DraftPattern, Heading, column_heading, rows_of, tidy, yaml_quoted, yaml_text
from quiz.author.sheet import filled
from quiz.author.suggest import MOST_COLUMNS, suggest
from quiz.bank.limits import MAX_SCALAR
from quiz.exchange.losses import Loss, Skipped
from quiz.exchange.question import AnswerType, ForeignOption, ForeignQuestion, ForeignTable, Place
from quiz.text import slug
from quiz.values.relations import canonical

_LONGEST_SIDE = 300  # characters of one that can stand among options
_LONGEST_VALUE = 40
_FEWEST_ROWS = 3
_MOST_TABLE_COLUMNS = 60


class RowEntry(NamedTuple):
    """A row: what it is known by in its source, its name, and its cells as YAML."""

    key: str
    name: str
    text: str
    place: Place
    label: str


class TableEntry(NamedTuple):
    """A table: what it is known by, the name it would like, its lines above and below the rows, and its rows."""

    key: str
    wish: str
    head: tuple[str, ...]
    rows: tuple[RowEntry, ...]
    foot: tuple[str, ...]
    place: Place
    label: str


def table_of_cards(cards: Sequence[ForeignQuestion], topic: tuple[str, ...]) -> tuple[TableEntry | None, list[Loss]]:
    """Return the table of a deck, with a pattern each way; cards with the same front are one row of several values."""
    losses: list[Loss] = []
    sides: dict[str, list[tuple[ForeignQuestion, str]]] = {}
    for card in cards:
        front, back = tidy(card.stem), tidy(card.options[0].text)
        if len(front) > _LONGEST_SIDE or len(back) > _LONGEST_SIDE:
            losses.append(Loss("X118", card.place, front, "it is too long to stand among other answers"))
        elif back not in [text for _, text in sides.get(front, [])]:
            sides.setdefault(front, []).append((card, back))
    if len(sides) < _FEWEST_ROWS:
        losses += [
            Loss("X144", found[0][0].place, front, "a deck needs three cards for wrong answers")
            for front, found in sides.items()
        ]
        return None, losses
    rows = rows_of([((front,), tuple(back for _, back in found)) for front, found in sides.items()])
    entries = []
    for row, (front, found) in zip(rows, sides.items(), strict=True):
        card = found[0][0]
        key = f"id:{card.id}" if card.id else f"text:{front}"
        backs: dict[str, str] = {}
        for _, back in found:
            for value in _values(back):
                backs.setdefault(canonical(value), value)
        values = [yaml_text(value) for value in backs.values()]
        cell = values[0] if len(values) == 1 else f"[{', '.join(values)}]"
        entries.append(RowEntry(key, row.id, f"[{yaml_text(front)}, {cell}]", card.place, front))
    place = cards[0].place
    name = tidy(topic[-1]) if topic else ""
    return _card_table(entries, name, place, are_questions=all(front.endswith("?") for front in sides)), losses


def _values(text: str) -> list[str]:
    """Return the values of a side: of `car; automobile` each is right."""
    for sign in ("; ", " / "):
        parts = [part.strip() for part in text.split(sign)]
        if len(parts) > 1 and all(0 < len(part) <= _LONGEST_VALUE for part in parts):
            return parts
    return [text]


def _card_table(rows: Sequence[RowEntry], name: str, place: Place, *, are_questions: bool) -> TableEntry:
    head = [*([f"topic: {yaml_text(name)}"] if name else []), "columns: [front, back]"]
    ask = "{front}" if are_questions else "What goes with “{front}”?"
    why = "{back}" if are_questions else "“{front}” goes with “{back}”."
    foot = ["questions:", "  back:", f"    ask: {yaml_quoted(ask)}", "    answer: back", f"    why: {yaml_quoted(why)}"]
    if not are_questions:
        foot += ["  front:", '    ask: "What goes with “{back}”?"', "    answer: front", f"    why: {yaml_quoted(why)}"]
    return TableEntry(f"cards:{name}", slug(name) or "cards", tuple(head), tuple(rows), tuple(foot), place, name)


def table_of_pairs(question: ForeignQuestion, key: str, wish: str, label: str) -> TableEntry:
    """Return the table of a question that matches; what belongs to nothing is a decoy. Raises `Skipped`."""
    pairs: dict[str, str] = {}
    for pair in question.pairs:
        left, right = tidy(pair.left), tidy(pair.right)
        if left and not right:
            raise Skipped("X140", "one of its things belongs to nothing")
        if left and pairs.setdefault(left, right) != right:
            raise Skipped("X142", f"`{left[:60]}` belongs to two things")
    spare = list(dict.fromkeys(tidy(pair.right) for pair in question.pairs if not tidy(pair.left) and tidy(pair.right)))
    spare = [text for text in spare if text not in pairs.values()]
    if len(pairs) < _FEWEST_ROWS:
        raise Skipped("X144", "it takes three different pairs")
    rows = rows_of([((left,), (right,)) for left, right in pairs.items()])
    entries = [
        RowEntry(f"text:{left}", row.id, f"[{yaml_text(left)}, {yaml_text(right)}]", question.place, left)
        for row, (left, right) in zip(rows, pairs.items(), strict=True)
    ]
    stem = _escaped(tidy(question.stem))
    topic = tidy(question.topic[-1]) if question.topic else ""
    head = [*([f"topic: {yaml_text(topic)}"] if topic else []), "columns: [left, right]"]
    foot = [f"decoys: {{right: [{', '.join(map(yaml_text, spare))}]}}"] if spare else []
    foot += ["questions:", "  match:", f"    ask: {yaml_quoted(stem)}", "    answer: right", "    match: left"]
    foot += ["  pick:", f"    ask: {yaml_quoted(f'{stem} What goes with “{{left}}”?')}", "    answer: right"]
    why = _escaped(tidy(question.why))
    foot.append(f"    why: {yaml_quoted(why or '“{left}” goes with “{right}”.')}")
    return TableEntry(key, wish, tuple(head), tuple(entries), tuple(foot), question.place, label)


def _escaped(text: str) -> str:
    """Return a text for a pattern, where braces hold columns."""
    return text.replace("{", "{{").replace("}", "}}")


class _Fact(NamedTuple):
    """A row of a sheet: its tidy cells, its number, and its id where it has one."""

    cells: tuple[str, ...]
    number: int
    id: str


def table_of_facts(table: ForeignTable) -> tuple[TableEntry | None, list[Loss]]:
    """Return the table of a sheet with the patterns that suit its columns. Two columns that say nothing are cards."""
    facts = _facts(table)
    losses = [Loss("X118", Place(table.place.file, one.number), one.cells[0]) for one in facts if _is_long(one.cells)]
    facts = [one for one in facts if not _is_long(one.cells)]
    name = tidy(table.name)
    if len(facts) < _FEWEST_ROWS:
        losses.append(Loss("X144", table.place, name, "a table needs three rows for wrong answers"))
        return None, losses
    if table.is_generic and len(table.headings) == 2:
        cards = [_as_card(table, fact) for fact in facts if fact.cells[0] and fact.cells[1]]
        found, more = table_of_cards(cards, (name,) if name else ())
        return found, [*losses, *more]
    headings = _headings(table.headings)
    rows = filled(headings, [fact.cells[: len(headings)] for fact in facts]).rows
    draft = Draft(name or "Facts", name or "Facts", headings, rows)
    patterns, left_out = _patterns(draft, are_words=not table.is_generic)
    losses += [Loss("X146", table.place, name, detail) for detail in left_out]
    if not patterns:
        losses.append(Loss("X144", table.place, name, "no question can be made of these columns"))
        return None, losses
    entries = []
    for row, fact in zip(rows, facts, strict=True):
        text = ", ".join(map(_cell, row.cells))
        key = f"id:{fact.id}" if fact.id else f"text:{fact.cells[0]}"
        entries.append(RowEntry(key, row.id, f"[{text}]", Place(table.place.file, fact.number), fact.cells[0]))
    head = (*([f"topic: {yaml_text(name)}"] if name else []), f"columns: [{', '.join(one.name for one in headings)}]")
    foot = ["questions:"]
    for pattern in patterns:
        foot += _pattern_lines(pattern)
    wish = slug(name) or "facts"
    return TableEntry(f"table:{name}", wish, head, tuple(entries), tuple(foot), table.place, name), losses


def _cell(values: tuple[str, ...]) -> str:
    return yaml_text(values[0]) if len(values) == 1 else f"[{', '.join(map(yaml_text, values))}]"


def _facts(table: ForeignTable) -> list[_Fact]:
    """Return the rows that hold something."""
    ids = table.ids or ("",) * len(table.rows)
    tidied = (tuple(tidy(cell) for cell in row) for row in table.rows)
    return [_Fact(*one) for one in zip(tidied, table.numbers, ids, strict=True) if any(one[0])]


def _is_long(row: Sequence[str]) -> bool:
    return any(len(cell.encode("utf-8", "replace")) > MAX_SCALAR for cell in row)


def _as_card(table: ForeignTable, fact: _Fact) -> ForeignQuestion:
    place = Place(table.place.file, fact.number)
    options = (ForeignOption(fact.cells[1], 1.0),)
    return ForeignQuestion(kind=AnswerType.CARD, place=place, stem=fact.cells[0], options=options, id=fact.id)


def _headings(labels: Sequence[str]) -> tuple[Heading, ...]:
    """Return columns with names that differ."""
    found: list[Heading] = []
    for nth, label in enumerate(labels[:_MOST_TABLE_COLUMNS], start=1):
        heading = column_heading(label, nth)
        taken = {other.name for other in found}
        if heading.name in taken:
            heading = heading._replace(name=f"{heading.name}_{nth}")
        found.append(heading)
    return tuple(found)


def _patterns(draft: Draft, *, are_words: bool) -> tuple[list[DraftPattern], list[str]]:
    """Return the patterns that suit a table, and sentences on columns with holes.

    A column with holes is judged by the rows that have it: the others are passed over by its questions.
    """
    patterns: list[DraftPattern] = []
    notes: list[str] = []
    subject = _subject(draft)
    for i, heading in list(enumerate(draft.headings))[: MOST_COLUMNS + 1]:
        if i == subject:
            continue
        rows = tuple(
            row._replace(cells=(row.cells[subject], row.cells[i]))
            for row in draft.rows
            if row.cells[subject] and row.cells[i]
        )
        holes = len(draft.rows) - len(rows)
        if len(rows) >= _FEWEST_ROWS and len({row.cells[1] for row in rows}) > 1:
            part = draft._replace(headings=(draft.headings[subject], heading), rows=rows)
            worded = are_words and _is_noun(heading)
            patterns += suggest(part).patterns if worded else _neutral(draft.headings[subject], heading)
            if holes:
                notes.append(f"`{heading.label}` is empty in {holes} rows, which are passed over")
    return patterns, notes


def _is_noun(heading: Heading) -> bool:
    """Tell whether a heading is made of words, so that a question can be worded with it: `capital:de` is not."""
    return all(char.isalpha() or char in " _-'()" for char in heading.label)


def _neutral(subject: Heading, heading: Heading) -> list[DraftPattern]:
    """Return patterns whose grammar fits any heading."""
    label = _escaped(heading.label)
    name = heading.name.replace("_", "-").strip("-")
    why = f"{{{subject.name}}} – {label}: {{{heading.name}}}"
    asks = (
        f"What stands under “{label}” for “{{{subject.name}}}”?",
        f"For which one does “{{{heading.name}}}” stand under “{label}”?",
    )
    return [
        DraftPattern(f"what-{name}", ask=asks[0], answer=heading.name, why=why),
        DraftPattern(f"which-by-{name}", ask=asks[1], answer=subject.name, why=why),
    ]


def _subject(draft: Draft) -> int:
    """Return which column the others are about: the first whose texts tell the rows apart."""
    for i in range(len(draft.headings)):
        texts = [row.cells[i][0] for row in draft.rows if len(row.cells[i]) == 1]
        if len(texts) == len(draft.rows) and len(set(texts)) == len(texts):
            return i
    return 0


def _pattern_lines(pattern: DraftPattern) -> list[str]:
    fields: Mapping[str, str] = {key: text for key, text in pattern._asdict().items() if text and key != "id"}
    lines = [f"  {pattern.id}:"]
    for key, text in fields.items():
        lines.append(f"    {key}: {yaml_quoted(text) if key in ('ask', 'claim', 'why') else yaml_text(text)}")
    return lines
