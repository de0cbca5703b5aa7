"""How the value of a key should be written, if it was written differently: the line that a message shows."""

import re
from collections.abc import Collection, Sequence

from quiz.bank.nodes import Map, Node, Scalar, Seq, first_scalar
from quiz.bank.problems import typed_in_list

_LONGEST = 120
_MOST_PAIRS = 4
_MATCH = "write `match: {left: right}`, a line for each pair"
_BETWEEN = re.compile(r"<?[-=]{1,3}>|→|⇒|↔| [-–—] |=|:")
_RANGE = re.compile(r"\s*(-?\d{1,15})\s*(?:-|–|—|to|\.{2,}|…|:)\s*(-?\d{1,15})\s*")


def match_line(node: Node | None) -> str:
    """Return the line for pairs that were written as a list or as texts, such as `dog -> Hund`."""
    pairs = _pairs(node)
    line = f"match: {{{', '.join(f'{typed_in_list(left)}: {typed_in_list(right)}' for left, right in pairs)}}}"
    return f"write `{line}`" if 0 < len(pairs) <= _MOST_PAIRS and len(line) <= _LONGEST else _MATCH


def _pairs(node: Node | None) -> Sequence[tuple[str, str]]:
    """Return the two sides of all pairs; nothing if one of them is not clear."""
    if isinstance(node, Map):
        texts = [key.text for key in node.keys]
        found = [tuple(map(str.strip, _BETWEEN.split(text, maxsplit=1))) for text in texts]
    elif isinstance(node, Seq):
        found = [_sides(item) for item in node.items]
    else:
        return ()
    pairs = [(one[0], one[1]) for one in found if len(one) == 2 and all(one)]
    return pairs if len(pairs) == len(found) else ()


def _sides(node: Node) -> tuple[str, ...]:
    if isinstance(node, Scalar):
        return tuple(map(str.strip, _BETWEEN.split(node.text, maxsplit=1)))
    if isinstance(node, Seq):
        return tuple(first_scalar(item) for item in node.items)
    return (node.keys[0].text, first_scalar(node.values[0])) if len(node.keys) == 1 else ()


def answers_line(node: Node, names: Sequence[str]) -> str:
    """Return the line for the answers of gaps that were written without the names of the gaps."""
    texts = [first_scalar(item) for item in node.items] if isinstance(node, Seq) else [first_scalar(node)]
    line = (
        f"answers: {{{', '.join(f'{name}: {typed_in_list(text)}' for name, text in zip(names, texts, strict=False))}}}"
    )
    is_clear = len(names) == len(texts) and all(texts) and len(line) <= _LONGEST
    return f"write `{line}`" if is_clear else "write `answers: {name: answer}`, a line for each gap"


def where_line(node: Node, columns: Collection[str]) -> str:
    """Return the line for a column and its value that were written as a text or a list."""
    if isinstance(node, Scalar):
        texts = [text.strip() for text in _BETWEEN.split(node.text.replace(" is ", " = "), maxsplit=1)]
    else:
        texts = [first_scalar(item) for item in (node.items if isinstance(node, Seq) else node.values)]
    column, values = texts[0] if texts else "", texts[1:]
    if column not in columns or not values or not all(values):
        return "write `where: {column: value}`"
    value = typed_in_list(values[0]) if len(values) == 1 else f"[{', '.join(map(typed_in_list, values))}]"
    is_short = len(value) <= _LONGEST
    return f"write `where: {{{column}: {value}}}`" if is_short else "write `where: {column: value}`"


def range_line(text: str) -> str:
    """Return how a range of numbers is written, such as `2..20` for `2-20`."""
    found = _RANGE.fullmatch(text)
    if found is None:
        return "write a range such as `2..20`, or a list of numbers"
    low, high = sorted((found[1], found[2]), key=int)
    return f"write `{low}..{high}`"


def one_text(name: str, node: Node) -> str:
    """Return what to write if a key takes one text: the text without brackets, or in quotes."""
    if isinstance(node, Map):
        is_placeholder = len(node.keys) == 1 and not first_scalar(node)
        return f'write `{name}: "{{{node.keys[0].text}}}"`' if is_placeholder else text_in_quotes(node)
    text = first_scalar(node)
    is_single = isinstance(node, Seq) and len(node.items) == 1 and 0 < len(text) <= _LONGEST
    return f"write `{name}: {typed_in_list(text)}`" if is_single else "write one text"


def text_in_quotes(node: Node) -> str:
    """Return what to write for a text with a colon in it, which YAML takes for a key and a value."""
    if not isinstance(node, Map) or len(node.keys) != 1 or not isinstance(node.values[0], Scalar):
        return "write one text, in quotes"
    key, value = node.keys[0].text, node.values[0].text
    if len(key) + len(value) > _LONGEST:
        return "put the text in quotes"
    return f'put it in quotes: `"{key}: {value}"`' if value else f'put it in quotes: `"{{{key}}}"`'
