"""JSON and CSV for other programs, as docs/formats.md promises them: the one writer of each.

What is written may reach a terminal, and some of it comes from foreign banks
and histories. So no control, bidirectional or invisible character is ever written as such.
"""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath
from typing import Any

from quiz.days import seconds_with_date
from quiz.layout import laid_out
from quiz.text import clean, is_hidden

#: What a spreadsheet takes for the beginning of a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Exact(str):
    """A text of this program that has line breaks of its own: it is escaped, but not cleaned."""

    __slots__ = ()


def json_text(value: Any) -> str:
    """Return a value as JSON, indented and in ASCII, with every text in it cleaned; code keeps its lines.

    Paths, which must name a file, and `Exact` texts are only escaped.
    """
    return json.dumps(_cleaned(value), indent=2)


def json_line(record: Mapping[str, Any]) -> bytes:
    """Return a record as one line of JSON in UTF-8; the same record gives the same bytes.

    Nothing is changed, so that it can be read back: hidden characters are escaped. Raises `ValueError` for half of a
    surrogate pair, or a number that is not finite.
    """
    text = json.dumps(record, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    if not (text.isascii() and text.isprintable()):
        text.encode()  # half of a pair would be escaped below, and no import accepts it
        text = "".join(_escaped(char) if is_hidden(char) else char for char in text)
    return f"{text}\n".encode()


def csv_text(names: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return rows below a line of names as CSV after RFC 4180; None is an empty cell.

    Texts are cleaned, and those that a spreadsheet would run as a formula get an apostrophe in front.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(names)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue()


def utc(ms: int) -> str:
    """Return a time in milliseconds since 1970 as programs read it: ISO 8601, in UTC."""
    from datetime import UTC, datetime  # an export has none, and the first question waits

    return datetime.fromtimestamp(seconds_with_date(ms), UTC).isoformat(timespec="milliseconds")


def _cell(value: object) -> object:
    if not isinstance(value, str):
        return "" if value is None else value
    text = clean(value)
    # Some spreadsheets trim a cell before they look at it, and cleaning makes a tab a space.
    return f"'{text}" if value.startswith(_FORMULA) or text.lstrip().startswith(_FORMULA) else text


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return value if isinstance(value, Exact) else _with_lines(value)
    if isinstance(value, Mapping):
        return {clean(key): _cleaned(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_cleaned(part) for part in value]
    return str(value) if isinstance(value, PurePath) else value


def _with_lines(text: str) -> str:
    return laid_out(text) if "\n" in text else clean(text)


def _escaped(char: str) -> str:
    return json.dumps(char)[1:-1]
