"""A bank as its page describes it: text -> tables with their rows and patterns, and written-out questions."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import yaml

__all__ = ["Bank", "Table", "Value", "as_list", "read"]

#: Leaves each scalar as it was typed. The one in C reads `{ask: Which?, answer: x}`, like YAML 1.2.
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

Row = Mapping[str, Sequence["Value"]]


class Value(NamedTuple):
    """What is shown, and all its names: itself, and those in `also`."""

    text: str
    names: tuple[str, ...]


class Table(NamedTuple):
    """Rows, each with its values by column. Patterns are their keys by name, or by number if they are a list.

    `others` are the decoys and confusions by column, or by the pattern whose phrase they are.
    """

    rows: Sequence[Row]
    decoys: Mapping[str, Sequence[Value]]
    others: Mapping[str, Sequence[Value]]
    kinds: Mapping[str, str]
    exact: Sequence[str]
    is_open: bool
    patterns: Mapping[str, Mapping[str, Any]]


class Bank(NamedTuple):
    """The tables by name, and the keys of each question, by name or by number."""

    language: str
    tables: Mapping[str, Table]
    questions: Mapping[str, Mapping[str, Any]]


def read(text: str) -> Bank:
    """Read a bank in which the check finds no error."""
    keys = yaml.load(text, _LOADER)  # noqa: TID251 # only texts, lists and mappings are made
    tables = {name: _table(table) for name, table in (keys.get("tables") or {}).items()}
    return Bank(keys.get("language", ""), tables, _named(keys.get("questions") or {}))


def as_list(value: Any) -> list[Any]:
    """Return the members of a list, or a single value as a list of one."""
    return value if isinstance(value, list) else [value]


def _named(found: Any) -> dict[str, Any]:
    return found if isinstance(found, dict) else {str(number): one for number, one in enumerate(found)}


def _value(typed: Any) -> Value:
    if not isinstance(typed, dict):
        return Value(typed, (typed,))
    return Value(typed["value"], (typed["value"], *as_list(typed.get("also", []))))


def _values(typed: Any) -> list[Value]:
    return [_value(one) for one in as_list(typed)]


def _table(keys: Mapping[str, Any]) -> Table:
    columns = keys.get("columns")
    written = [_cells(row, columns) for row in _written(keys["rows"], columns)]
    names = columns or [name for name in written[0] if name not in ("confuse", "card")]
    decoys = {name: _values(typed) for name, typed in keys.get("decoys", {}).items()}
    others = {name: list(values) for name, values in decoys.items()}
    for row in written:
        for confused in as_list(row.get("confuse", [])) if "confuse" not in names else ():
            for name, typed in confused.items() if isinstance(confused, dict) else ():
                others.setdefault(name, []).extend(_values(typed))
    return Table(
        [{name: _values(row[name]) for name in names} for row in written],
        decoys,
        others,
        keys.get("kinds", {}),
        as_list(keys.get("exact", [])),
        keys.get("open") == "true",
        _named(keys.get("questions", {})),
    )


def _written(rows: Any, columns: Sequence[str] | None) -> list[Any]:
    """Return the rows as they are written, without their names."""
    if isinstance(rows, dict):
        return list(rows.values())
    return [next(iter(row.values())) if _has_name(row, columns) else row for row in rows]


def _has_name(row: Any, columns: Sequence[str] | None) -> bool:
    """Return whether a row in a list has its name in front of it."""
    if not isinstance(row, dict) or len(row) > 1:
        return False
    ((name, cells),) = row.items()
    return isinstance(cells, list if columns else dict) and name not in (columns or ()) and "value" not in cells


def _cells(row: Any, columns: Sequence[str] | None) -> Mapping[str, Any]:
    return row if isinstance(row, dict) else dict(zip(columns or (), row, strict=True))
