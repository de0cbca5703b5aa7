"""The problems of a pattern that needs a column of numbers or dates, if there is none or if that is not certain."""

import re
from collections.abc import Sequence

from quiz.bank.nodes import SourceSpan
from quiz.bank.problems import Diagnostics
from quiz.bank.rows import TableFrame
from quiz.text import quoted
from quiz.values.columns import ColumnValues, read_column
from quiz.values.fits import Choice, Doubt
from quiz.values.readings import DECLARATIONS, ColumnKind, single_number, value_of

_DIGITS = re.compile(r"-?\d[\d.,'’]*(?<=\d)")
_OTHER_MARK = str.maketrans(".,", ",.")
_HELP = {
    ColumnKind.NUMBER: "write digits only",
    ColumnKind.QUANTITY: "write a number and its unit, the same unit in every cell",
    ColumnKind.DATE: "write it like `10 January 2023`, `2023-01-10`, `January 2023` or `1969`",
}
_NAMES = {ColumnKind.DATE: "date", ColumnKind.QUANTITY: "number with a unit"}


def cell_name(kind: ColumnKind) -> str:
    """Return what a cell of a column of numbers or dates is called."""
    return _NAMES.get(kind, "number")


def check_values(column: str, why: str, table: TableFrame, problems: Diagnostics) -> None:
    """Refuse a column with a cell that cannot be ordered; `why` says what needs an order: "`x` compares `y`"."""
    read = table.read(column)
    values = [(row, value) for row, cell in enumerate(table.cells(column)) for value in cell]
    if read.doubt:
        span = table.data.span(values[read.doubt.at][0], column)
        problems.add("B306", f"{_two_ways(column, read.doubt)}, but {why}", span, _two_lines(column, read.doubt))
        return
    if read.reading.kind is ColumnKind.IDENTIFIER and values:
        at = max(read.because, 0)
        message = f"{quoted(values[at][1].text)} makes `{column}` a column of identifiers, but {why}"
        help_ = f"write `kinds: {{{column}: number}}` in the table if its cells count something"
        problems.add("B301", message, table.data.span(values[at][0], column), help_)
        return
    fits = any(value is not None for value in read.values)
    nearest = read if fits else _nearest([value.text for _, value in values], table.readings.language)
    kind = nearest.reading.kind
    if kind not in _HELP or (kind is ColumnKind.QUANTITY and not nearest.reading.unit):
        kind = ColumnKind.NUMBER
    told = {problem.span for problem in problems.found if problem.code == "B301"}  # for another pattern
    texts: set[str] = set()
    if values and not any(worth is not None for worth in nearest.values):
        row, text = next(((row, value.text) for row, value in values if value.text), (0, ""))
        span = table.data.span(row, column)
        if text and span not in told:  # an empty cell is a problem of its own
            help_ = f"name a column of numbers or dates, or write a number in every cell of `{column}`"
            problems.add("B301", f"`{column}` contains texts, such as {quoted(text)}, but {why}", span, help_)
        return
    for (row, value), worth in zip(values, nearest.values, strict=True):
        span = table.data.span(row, column)
        if worth is None and span not in told and value.text not in texts:
            texts.add(value.text)
            others = [other.text for (_, other), one in zip(values, nearest.values, strict=True) if one is not None]
            help_ = (_as_number(value.text, others, nearest) if kind is ColumnKind.NUMBER else "") or _HELP[kind]
            problems.add("B301", f"{quoted(value.text)} is not a {cell_name(kind)}, but {why}", span, help_)


def _as_number(text: str, others: Sequence[str], read: ColumnValues) -> str:
    """Return how to write the only number in a text like the others of its column; nothing if there is none."""
    mark, (found, *more) = read.reading.mark, _DIGITS.findall(text) or ("",)
    if found == text.strip() and single_number(text, read.reading) is not None:  # by the other decimal mark
        like = next((one for one in others if mark in one), "")
        return f"write it like the others, such as `{like}`" if like else f"write `{text.translate(_OTHER_MARK)}`"
    is_number = found != text.strip() and not more and value_of(found, read.reading) is not None
    return f"write the number alone, such as `{found}`" if is_number else ""


def _nearest(texts: list[str], language: str) -> ColumnValues:
    """Return the reading that fits most cells of a column, if none fits all of them.

    Without a language numbers are read as in English: a doubt about decimals would hide that most cells have a unit.
    """
    kinds = (ColumnKind.NUMBER, ColumnKind.QUANTITY, ColumnKind.DATE)
    found = [read_column(texts, language=language or "en", declared=DECLARATIONS[kind]) for kind in kinds]
    return max(found, key=lambda read: sum(worth is not None for worth in read.values))


def check_doubts(table: TableFrame, problems: Diagnostics) -> None:
    """Report the columns that can be read in two ways, except those that a pattern has already reported."""
    known = {problem.span for problem in problems.found if problem.code == "B306"}
    for column in table.data.columns:
        doubt = table.read(column).doubt
        if doubt:
            rows = [row for row, cell in enumerate(table.cells(column)) for _ in cell]
            span = table.data.span(rows[doubt.at], column)
            if span not in known:
                message = (
                    f"{_two_ways(column, doubt)}, so its values are not compared, put in order or used for near numbers"
                )
                problems.add("B307", message, span, _two_lines(column, doubt))


def check_options(
    read: ColumnValues, spans: Sequence[SourceSpan], problems: Diagnostics, so: str = "the options are not put in order"
) -> None:
    """Report the options of a written-out question that can be read in two ways; `spans` are where they are written."""
    if read.doubt:
        one, other = read.doubt.choices
        message = f"{quoted(read.doubt.text)} can be `{one.shown}` or `{other.shown}`, so {so}"
        problems.add("B307", message, spans[read.doubt.at], _help_for_options(one, other))


def check_typed(read: ColumnValues, spans: Sequence[SourceSpan], *, is_within: bool, problems: Diagnostics) -> None:
    """Report typed answers that can be read in two ways; if they have a tolerance, that is an error."""
    if read.doubt and is_within:
        one, other = read.doubt.choices
        message = f"{quoted(read.doubt.text)} can be `{one.shown}` or `{other.shown}`, but `within` needs one number"
        problems.add("B306", message, spans[read.doubt.at], _help_for_options(one, other))
    else:
        check_options(read, spans, problems, "other ways to write it may count as wrong")


def _help_for_options(one: Choice, other: Choice) -> str:
    if DECLARATIONS[one.line].mark:
        lines = f"`language: en` for `{one.shown}`, `language: de` for `{other.shown}`"
        return f"say in which language the bank is written, such as {lines}"
    if one.line == "number":
        return "write `exact: true` in the question if they name versions; otherwise write the same number of decimals"
    return f"write it as `{one.shown}` or `{other.shown}`"


def _two_ways(column: str, doubt: Doubt) -> str:
    one, other = doubt.choices
    return f"{quoted(doubt.text)} in `{column}` can be `{one.shown}` or `{other.shown}`"


def _two_lines(column: str, doubt: Doubt) -> str:
    """Return what to write for each of the two ways."""
    one, other = doubt.choices
    of_one, of_other = (f"`kinds: {{{column}: {choice.line}}}`" for choice in doubt.choices)
    in_bank = "`language: en` in the bank or " if one.line == "decimal point" else ""
    return f"for `{one.shown}` write {in_bank}{of_one} in the table; for `{other.shown}`, {of_other}"
