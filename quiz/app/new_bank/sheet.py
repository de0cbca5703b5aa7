"""Sheets for `quiz bank new --from-csv`: read, with patterns, and what is to be said about them."""

from pathlib import Path
from typing import NamedTuple

from quiz.app.errors import Exit, FaultyFile, UserError
from quiz.author.draft import Draft, tidy
from quiz.author.sheet import Sheet, read_sheet
from quiz.author.suggest import MOST_COLUMNS, suggest
from quiz.bank.limits import MAX_BYTES
from quiz.library.files import Unreadable, read_regular
from quiz.text import quoted
from quiz.ui.bank_pages import draft_summary
from quiz.ui.words import plural

_MOST_NOTES = 8


class SheetDraft(NamedTuple):
    """What a sheet came to: a draft, its questions as lines, notes on its columns.

    The draft's title is still to be set; the name of the sheet proposes one.
    """

    title: str
    draft: Draft
    summary: list[str]
    notes: list[str]


def open_sheet(file: str) -> SheetDraft:
    """Return the draft of a sheet; raise `UserError` with all that is wrong with it."""
    try:
        sheet = read_sheet(read_regular(Path(file), MAX_BYTES))
    except Unreadable as error:
        raise UserError(Exit.BAD_DATA, f"{quoted(file, 200)} cannot be read: {error.reason}") from None
    if sheet.problems:
        raise FaultyFile(
            [
                f"{file}{f':{line}' if line else ''}: {message}{f' ({help_})' if help_ else ''}"
                for line, message, help_ in sheet.problems
            ]
        )
    draft, summary = _with_suggestions(Draft("Title", "Topic", sheet.headings, sheet.rows))
    return SheetDraft(_title_of(file), draft, summary, _notes(sheet, draft))


def _title_of(file: str) -> str:
    words = " ".join(tidy(Path(file).stem).replace("_", " ").replace("-", " ").split())
    return words[:1].upper() + words[1:]


def _with_suggestions(draft: Draft) -> tuple[Draft, list[str]]:
    """Return a draft with the patterns that suit it, and lines on these; raise `UserError` where none does."""
    patterns, made, problems = suggest(draft)
    if problems:
        raise UserError(Exit.BAD_DATA, f"the sheet does not fit into a bank: {problems[0].message}", problems[0].help)
    if not patterns:
        help_ = "it takes three rows or more, and two columns without empty cells, the first one different in each row"
        raise UserError(Exit.BAD_DATA, "no question can be made of this sheet", help_)
    draft = draft._replace(patterns=patterns)
    lines = [f"  {one.ask or one.claim}  ({plural(made[one.id].items, 'question')})" for one in patterns]
    return draft, [draft_summary(draft, sum(one.items for one in made.values())), *lines]


def _notes(sheet: Sheet, draft: Draft) -> list[str]:
    """Return what a teacher should know about the columns of a sheet."""
    notes = [
        f"{quoted(name)} has several values in a cell, set apart by `{sign}`: each of them counts as true."
        for name, sign in sheet.lists
    ]
    for i, column in enumerate(sheet.headings):
        empty = [row.id for row in sheet.rows if not row.cells[i]]
        asked = any(f"{{{column.name}}}" in one.why for one in draft.patterns)
        if empty and not asked and len(notes) < _MOST_NOTES:
            where = f"{plural(len(empty), 'row')}, such as {quoted(empty[0])}"
            notes.append(f"{quoted(column.name)} is empty in {where}, so nothing is asked about it yet.")
    if len(sheet.headings) > MOST_COLUMNS + 1:
        notes.append(f"Questions are made of the first {MOST_COLUMNS} columns; the others are in the table as well.")
    return notes
