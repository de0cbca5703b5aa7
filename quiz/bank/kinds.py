"""What a table declares about its columns: their kinds, and which are exact, so that every character matters."""

from collections.abc import Sequence

from quiz.bank.entries import Entries
from quiz.bank.node_reader import NodeReader
from quiz.bank.nodes import Map, Node, Scalar, SourceSpan
from quiz.bank.problems import did_you_mean, few
from quiz.bank.readings import Readings
from quiz.bank.rows import in_its_case
from quiz.text import quoted
from quiz.values.readings import DECLARATIONS


def read_kinds(entries: Entries, language: str, columns: Sequence[str], reader: NodeReader) -> Readings:
    """Read `kinds` and `exact` of a table. `language` is the code of the bank's language."""
    kinds: dict[str, str] = {}
    node = entries.nodes.get("kinds")
    if isinstance(node, Map):
        for key, value in zip(node.keys, node.values, strict=True):
            if _is_column(key.text, columns, key.span, reader):
                kinds |= _declared(key.text, value, reader)
    elif node is not None:
        help_ = f"write `kinds: {{{columns[0]}: number}}`, with the name of the column"
        reader.problems.add("B103", "`kinds` should name a column and what its cells are", node.span, help_)
    exact_node = entries.nodes.get("exact")
    named = reader.scalars(exact_node, "`exact`") if exact_node is not None else ()
    exact = [scalar.text for scalar in named if _is_column(scalar.text, columns, scalar.span, reader, "exact")]
    for name in exact:
        if name in kinds:
            span = entries.key_spans["exact"]
            reader.problems.add("B206", f"`{name}` is in both `exact` and `kinds`", span, "delete it from one of them")
    return Readings(language, kinds, exact)


def _declared(column: str, node: Node, reader: NodeReader) -> dict[str, str]:
    typed = " ".join(node.text.split()).casefold() if isinstance(node, Scalar) else ""
    if typed in DECLARATIONS:
        return {column: typed}
    help_ = (did_you_mean(typed, DECLARATIONS) if typed else "") or f"use one of {few(list(DECLARATIONS))}"
    shown = quoted(node.text) if isinstance(node, Scalar) else "this"
    reader.problems.add("B103", f"{shown} is not a kind of column", node.span, help_)
    return {}


def _is_column(name: str, columns: Sequence[str], span: SourceSpan, reader: NodeReader, key: str = "") -> bool:
    if name not in columns:
        help_ = reader.problems.did_you_mean(name, columns) or f"the columns are {few(columns)}"
        if key and name.lower() in ("true", "yes"):
            help_ = f"name the columns in which every character matters, such as `{key}: [{columns[0]}]`"
        in_case = in_its_case(name, columns, span, reader)
        reader.problems.add("B203", f"`{name}` is not a column", span, help_, in_case)
    return name in columns
