"""How a row should be written, if it was written differently: the line that a message shows."""

import re
from collections.abc import Sequence

from quiz.bank.node_reader import NodeReader
from quiz.bank.nodes import Map, Seq, first_scalar
from quiz.bank.problems import few, typed_in_list
from quiz.text import slug

_SHOWN = 20  # characters of a cell in a line to write
_LONGEST_ROW = 200
_SOME_CELLS = "[cell, cell, ...]"
_BETWEEN = "\0"
_GROUPS = re.compile(r"(?<![^\0])-?\d{1,3}(?:\0\d{3})+(?=[\0. ]|$)")  # a number that commas have cut


def ids_of(row: Map | Seq) -> list[str]:
    """Return the ids that a row may have, made from its first cell, from its first two, and so on."""
    nodes = row.items if isinstance(row, Seq) else row.values
    texts = [first_scalar(node) for node in nodes]
    return [slug(" ".join(texts[: n + 1])) or "row" for n in range(len(texts))]


def named_line(row: Map | Seq, id_: str, reader: NodeReader) -> str:
    """Return how a row of a list is written under a name."""
    typed = reader.typed(row)
    if not typed and isinstance(row, Map):
        typed = f"{{{row.keys[0].text}: {first_scalar(row.values[0])[:_SHOWN]}, ...}}"
    return f"- {id_}: {typed or f'[{first_scalar(row)[:_SHOWN]}, ...]'}"


def row_of_text(text: str, columns: Sequence[str]) -> str:
    """Return how a row that was written as one text is written as a list of cells, or else as a mapping."""
    inner = text.strip().strip("()[]{}<>|").strip()
    sign = next((sign for sign in ";|\t," if sign in inner), "")
    cells = [cell.strip() for cell in inner.split(sign)] if sign else [inner]
    if not columns or len(cells) != len(columns) or not all(cells) or len(text) > _LONGEST_ROW:
        return _SOME_CELLS if columns else "{column: value, ...}"
    return f"[{', '.join(map(typed_in_list, cells))}]"


def for_columns(row: Seq, columns: Sequence[str], reader: NodeReader) -> str:
    """Return what to do about a list that has more or fewer cells than there are columns."""
    texts = [first_scalar(node) for node in row.items]
    named = f"the columns are {few(columns)}"
    if len(texts) == 1:
        again = row_of_text(texts[0], columns)
        return named if again == _SOME_CELLS or len(columns) < 2 else f"put commas between the cells: `{again}`"
    if len(texts) < len(columns):
        return f"{named}; a cell without a value is `[]`"
    joined = _GROUPS.sub(lambda found: found[0].replace(_BETWEEN, ","), _BETWEEN.join(texts)).split(_BETWEEN)
    number = next((text for text in joined if text not in texts), "")
    if number and len(joined) == len(columns):
        return f'a number with commas needs quotes: `"{number}"`'
    comma = "," if f"{texts[-2]},{texts[-1]}" in reader.typed(row) else ", "
    return f'{named}; a value with a comma in it needs quotes, such as `"{texts[-2]}{comma}{texts[-1]}"`'
