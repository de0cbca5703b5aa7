"""Tables of a bank from cards, from pairs to match, and from sheets of facts.

Cards and pairs mean what a table means: only what is written there belongs together.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from quiz.author.answers import FEWEST_ROWS
from quiz.author.draft import DraftPattern, Heading, rows_of, tidy, yaml_quoted, yaml_text
from quiz.exchange.facts import card_patterns, sheet_facts
from quiz.exchange.losses import Loss, Skipped
from quiz.exchange.question import AnswerType, ForeignOption, ForeignQuestion, ForeignTable, Place
from quiz.text import slug
from quiz.values.relations import canonical

_LONGEST_SIDE = 300  # characters of one that can be among options
_LONGEST_VALUE = 40


class RowEntry(NamedTuple):
    """A row: its key in its source, its name, and its cells as YAML."""

    key: str
    name: str
    text: str
    place: Place
    label: str


class TableEntry(NamedTuple):
    """A table: its key in its source, the name it would like, its lines above and below the rows, and its rows."""

    key: str
    wish: str
    head: tuple[str, ...]
    rows: tuple[RowEntry, ...]
    foot: tuple[str, ...]
    place: Place
    label: str


def table_of_cards(cards: Sequence[ForeignQuestion], topic: tuple[str, ...]) -> tuple[TableEntry | None, list[Loss]]:
    """Return the table of a deck, with a pattern each way, and what is lost; None if it has too few cards.

    Cards with the same front are one row of several values.
    """
    losses: list[Loss] = []
    sides: dict[str, list[tuple[ForeignQuestion, str]]] = {}
    for card in cards:
        front, back = tidy(card.stem), tidy(card.options[0].text)
        if len(front) > _LONGEST_SIDE or len(back) > _LONGEST_SIDE:
            losses.append(Loss("X118", card.place, front, "it is too long to be one of several answers"))
        elif back not in [text for _, text in sides.get(front, [])]:
            sides.setdefault(front, []).append((card, back))
    if len(sides) < FEWEST_ROWS:
        losses += [
            Loss("X144", found[0][0].place, front, "a deck needs at least three cards, so that there are wrong answers")
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
    sides = Heading("front", "Front"), Heading("back", "Back")
    foot = ["questions:"]
    for pattern in card_patterns(*sides, are_questions=are_questions):
        foot += _pattern_lines(pattern)
    return TableEntry(f"cards:{name}", slug(name) or "cards", tuple(head), tuple(rows), tuple(foot), place, name)


def table_of_pairs(question: ForeignQuestion, key: str, wish: str, label: str) -> TableEntry:
    """Return the table of a match question. A right text that belongs to no left one is a decoy. Raises `Skipped`."""
    pairs: dict[str, str] = {}
    for pair in question.pairs:
        left, right = tidy(pair.left), tidy(pair.right)
        if left and not right:
            raise Skipped("X140", "one of its texts belongs to nothing")
        if left and pairs.setdefault(left, right) != right:
            raise Skipped("X142", f"`{left[:60]}` belongs to two of its texts")
    spare = list(dict.fromkeys(tidy(pair.right) for pair in question.pairs if not tidy(pair.left) and tidy(pair.right)))
    spare = [text for text in spare if text not in pairs.values()]
    if len(pairs) < FEWEST_ROWS:
        raise Skipped("X144", "it needs three different pairs")
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
    asked = f"{stem}." if stem[-1:].isalnum() else stem  # a sentence of its own
    foot += ["  pick:", f"    ask: {yaml_quoted(f'{asked} What goes with “{{left}}”?')}", "    answer: right"]
    why = _escaped(tidy(question.why))
    foot.append(f"    why: {yaml_quoted(why or '“{left}” goes with “{right}”.')}")
    return TableEntry(key, wish, tuple(head), tuple(entries), tuple(foot), question.place, label)


def _escaped(text: str) -> str:
    """Return a text for a pattern, where braces hold columns."""
    return text.replace("{", "{{").replace("}", "}}")


class TableOfFacts(NamedTuple):
    """The table of a sheet, None if nothing can be asked; what was lost, and sentences on how it was read."""

    entry: TableEntry | None
    losses: tuple[Loss, ...]
    seen: tuple[str, ...] = ()


def table_of_facts(table: ForeignTable) -> TableOfFacts:
    """Return the table of a sheet with patterns that suit its columns. Two columns with general headings are cards."""
    name = tidy(table.name)
    if table.is_generic and len(table.headings) == 2:
        entry, losses = table_of_cards(cards_in(table), (name,) if name else ())
        return TableOfFacts(entry, tuple(losses))
    found = sheet_facts(table)
    if not found.draft.patterns:
        few = len(found.draft.rows) < FEWEST_ROWS
        why = "a table needs three rows for wrong answers" if few else "no question can be made from these columns"
        return TableOfFacts(None, (*found.losses, Loss("X144", table.place, name, why)))
    entries = []
    for row, number, id_ in zip(found.draft.rows, found.numbers, found.ids, strict=True):
        text = ", ".join(map(_cell, row.cells))
        label = next((cell[0] for cell in row.cells if cell), "")
        key = f"id:{id_}" if id_ else f"text:{label}"
        entries.append(RowEntry(key, row.id, f"[{text}]", Place(table.place.file, number), label))
    columns = ", ".join(one.name for one in found.draft.headings)
    head = (*([f"topic: {yaml_text(name)}"] if name else []), f"columns: [{columns}]")
    kinds = ", ".join(f"{column}: {kind}" for column, kind in found.draft.kinds)
    foot = [*([f"kinds: {{{kinds}}}"] if kinds else []), "questions:"]
    for pattern in found.draft.patterns:
        foot += _pattern_lines(pattern)
    made = TableEntry(f"table:{name}", slug(name) or "facts", head, tuple(entries), tuple(foot), table.place, name)
    return TableOfFacts(made, found.losses, found.seen)


def cards_in(table: ForeignTable) -> list[ForeignQuestion]:
    """Return the rows of a table of two columns with general headings as cards."""
    ids = table.ids or ("",) * len(table.rows)
    return [
        ForeignQuestion(
            kind=AnswerType.CARD,
            place=Place(table.place.file, number),
            stem=cells[0],
            options=(ForeignOption(cells[1], 1.0),),
            id=id_,
        )
        for cells, number, id_ in zip(table.rows, table.numbers, ids, strict=True)
        if tidy(cells[0]) and tidy(cells[1])
    ]


def _cell(values: tuple[str, ...]) -> str:
    return yaml_text(values[0]) if len(values) == 1 else f"[{', '.join(map(yaml_text, values))}]"


def _pattern_lines(pattern: DraftPattern) -> list[str]:
    fields: Mapping[str, str] = {key: text for key, text in pattern._asdict().items() if text and key != "id"}
    lines = [f"  {pattern.id}:"]
    for key, text in fields.items():
        lines.append(f"    {key}: {yaml_quoted(text) if key in ('ask', 'claim', 'why') else yaml_text(text)}")
    return lines
