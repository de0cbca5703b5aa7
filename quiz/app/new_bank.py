"""`quiz bank new`: step by step, or from a sheet, to a bank that its writer has seen the questions of."""

import csv
import io
import os
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from quiz.app.banks import all_banks, folders
from quiz.app.errors import Exit, FaultyFile, UserError
from quiz.app.prompting import entered, make_wizard
from quiz.author.answers import (
    FEWEST_ROWS,
    TAKE_BACK,
    ask_fault,
    cell_fault,
    columns_fault,
    columns_of,
    open_columns,
    pattern_of,
    title_fault,
)
from quiz.author.draft import Draft, DraftRow, Heading, compose, rows_of, tidy, try_draft
from quiz.author.sheet import Sheet, read_sheet
from quiz.author.suggest import MOST_COLUMNS, has_numbers, suggest
from quiz.bank.problems import errors_in
from quiz.exchange.grids import grids_of
from quiz.exchange.read.sheet import asks_questions
from quiz.exchange.source import Refused, Source
from quiz.library.banks import NotFound, find, load
from quiz.library.files import (
    Taken,
    Unreadable,
    Unwritable,
    bank_folder,
    data_folder,
    make_private_folder,
    open_regular,
    write_new,
)
from quiz.term.leaving import Stopped
from quiz.term.shell import as_argument
from quiz.term.sink import stdout_sink
from quiz.text import quoted, slug
from quiz.ui.bank_pages import draft_page, draft_summary
from quiz.ui.prompter import Entry
from quiz.ui.wizard import LONGEST, Step, Wizard
from quiz.ui.words import plural

_ENDINGS = (".yaml", ".yml")
#: Names that no file can have on Windows, whatever its ending.
_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}


class Target(NamedTuple):
    """The folder that a bank is to be written to, and the file's name; none is made of the title."""

    folder: Path
    file: str = ""

    def path(self, title: str) -> Path:
        """Return the file of a bank with a title."""
        name = slug(title)
        return self.folder / (self.file or f"{name}{'-bank' if name in _DEVICES else ''}.yaml")

    def fault(self, title: str, ids: dict[str, Path]) -> str:
        """Tell why a bank cannot have a title: no id can be made of it, or a bank or file has that name."""
        path = self.path(title)
        there = ids.get(slug(title)) or (path if os.path.lexists(path) else None)
        if title_fault(title) or there is None:
            return title_fault(title)
        return f"{quoted(str(there), 200)} has that name already. Take another title."


def read_target(to: str) -> tuple[Target, str]:
    """Return where `to` (a file, a folder, or nothing for the player's own banks) is, and what is wrong with it."""
    if not to:
        return Target(bank_folder()), ""
    try:
        path = Path(to).expanduser()
    except RuntimeError:  # the home of nobody
        path = Path(to)
    if os.path.isdir(path):  # noqa: PTH112 # pathlib raises where a folder above may not be entered
        return Target(path), ""
    target = Target(path.parent, path.name)
    if path.suffix not in _ENDINGS or to.endswith("/"):
        return target, f"{quoted(to, 200)} is neither a folder that exists nor the name of a file that ends in `.yaml`"
    if not os.path.isdir(path.parent):  # noqa: PTH112 # as above
        return target, f"there is no folder {quoted(str(path.parent), 200)}"
    if os.path.lexists(path):
        return target, f"{quoted(to, 200)} is there already, and stays as it is"
    return target, ""


def bank_ids() -> dict[str, Path]:
    """Return the ids of all banks that are found by name, with their files."""
    loaded = [load(file) for file in all_banks()]
    return {one.bank.id: one.file.path for one in loaded if one.bank}


def write(text: str, path: Path) -> str:
    """Write a new bank; return why that cannot be, or nothing. The player's own folder is made where it is missing."""
    try:
        if path.parent == bank_folder():
            make_private_folder(data_folder())
            path.parent.mkdir(parents=True, exist_ok=True)
        write_new(path, text.encode())
    except Taken:
        return f"{quoted(str(path), 200)} is there already, and stays as it is"
    except Unwritable as error:
        return f"{quoted(str(path), 200)} cannot be written: {error.reason}"
    except OSError as error:
        return f"the folder {quoted(str(path.parent), 200)} cannot be made: {error.strerror}"
    return ""


def next_lines(path: Path) -> list[str]:
    """Return where a bank was written, and the commands that go on from there."""
    name = path.stem
    try:
        found = [file.path for file in find(name, folders())]
    except NotFound:
        found = []
    shown = as_argument(name if found == [path] else str(path))
    commands = ("quiz play", "quiz bank check", "quiz bank preview")
    return [f"Written: {path}", "Go on with:", *(f"  {command} {shown}" for command in commands)]


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
    """Return the draft of a sheet of facts; raise `UserError` with all that is wrong with it.

    A sheet of questions is refused: its wrong answers would become right ones.
    """
    try:
        with open_regular(Path(file)) as stream:
            source = Source(file, stream)
            data, notes = _sheet_bytes(source), _reading_notes(source)
            _refuse_questions(source)
    except Unreadable as error:
        raise UserError(Exit.BAD_DATA, f"{quoted(file, 200)} cannot be read: {error.reason}") from None
    except Refused as refused:
        raise UserError(Exit.BAD_DATA, f"{quoted(file, 200)} cannot be read: {refused.message}", refused.help) from None
    sheet = read_sheet(data)
    if sheet.problems:
        raise FaultyFile(
            [
                f"{file}{f':{line}' if line else ''}: {message}{f' ({help_})' if help_ else ''}"
                for line, message, help_ in sheet.problems
            ]
        )
    draft, summary, doubts = _with_suggestions(Draft("Title", "Topic", sheet.headings, sheet.rows))
    return SheetDraft(_title_of(file), draft, summary, [*notes, *doubts, *_notes(sheet, draft)])


def _sheet_bytes(source: Source) -> bytes:
    """Return a sheet as CSV in UTF-8, with its rows in their lines, whatever it is. Raises `Refused`."""
    if not source.is_package:
        return source.text.encode("utf-8", "replace") if source.data else b""
    grids = grids_of(source)
    out = io.StringIO()
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    line = 1
    for row in grids[0].rows if grids else ():
        out.write("\n" * (row.number - line))
        writer.writerow([" ".join(cell.split()) for cell in row.cells])
        line = row.number + 1
    return out.getvalue().encode()


def _reading_notes(source: Source) -> list[str]:
    if source.is_package:
        more = len(grids_of(source)) > 1
        return ["Only the first sheet of the file is taken."] if more else []
    return ["The sheet is not UTF-8 and was read as Windows-1252: look at the accents."] if source.was_guessed else []


def _refuse_questions(source: Source) -> None:
    """Raise `UserError` for a sheet of questions, which `quiz bank import` takes."""
    try:
        grids = grids_of(source)
    except Refused:
        return  # what is wrong with it is told line by line
    if grids and asks_questions(grids[0]):
        seen = ", ".join(quoted(cell, 30) for cell in grids[0].rows[0].cells[:6] if cell)
        help_ = "`quiz bank import FILE` makes written-out questions of it"
        raise UserError(Exit.BAD_DATA, f"this is a sheet of questions, not of facts: {seen}", help_)


def _title_of(file: str) -> str:
    words = " ".join(tidy(Path(file).stem).replace("_", " ").replace("-", " ").split())
    return words[:1].upper() + words[1:]


def _with_suggestions(draft: Draft) -> tuple[Draft, list[str], list[str]]:
    """Return a draft with the patterns that suit it, lines on these, and what is doubtful about its columns.

    Raises `UserError` where no pattern does.
    """
    patterns, made, problems = suggest(draft)
    errors = errors_in(problems)
    if errors:
        raise UserError(Exit.BAD_DATA, f"the sheet does not fit into a bank: {errors[0].message}", errors[0].help)
    doubts = [f"{one.message}; {one.help} of the bank" for one in problems if one.code == "B307"]
    if not patterns:
        help_ = "it takes three rows or more, and two columns without empty cells, the first one different in each row"
        raise UserError(Exit.BAD_DATA, "no question can be made of this sheet", help_)
    draft = draft._replace(patterns=patterns)
    lines = [f"  {one.ask or one.claim}  ({plural(made[one.id].items, 'question')})" for one in patterns]
    return draft, [draft_summary(draft, sum(one.items for one in made.values())), *lines], doubts


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


NOTHING_WRITTEN = "Nothing was written."
_SHOWN_ROWS = 8
_LEAVE = Entry("Leave without writing", key="q")


class About(NamedTuple):
    """What a bank is called and where its facts come from; None is yet to be asked."""

    title: str | None = None
    topic: str | None = None
    source: str | None = None
    as_of: str | None = None

    def of(self, draft: Draft) -> Draft:
        """Return a draft that says all this. The topic is the title where it is not known."""
        title = self.title or draft.title
        return draft._replace(title=title, topic=self.topic or title, source=self.source or "", as_of=self.as_of or "")


def given(options: dict[str, str | None], target: Target) -> About:
    """Return what is known of a bank from options: title, topic, source, as of.

    Raises `UserError`, which names the option, where one will not do.
    """
    for name, text in options.items():
        if text is not None and len(text.encode("utf-8", "replace")) > LONGEST:
            raise UserError(Exit.USAGE, f"{name} is too long", f"use {LONGEST} letters at most")
    title, topic, source, as_of = (None if text is None else tidy(text) for text in options.values())
    if title is not None and (fault := target.fault(title, bank_ids())):
        raise UserError(Exit.USAGE, f"--title: {fault}")
    return About(title, topic or None, source, as_of)


def ask_about(wizard: Wizard, about: About, fault: Callable[[str], str], proposed: str = "") -> About:
    """Ask for what is not known yet. `fault` tells what is wrong with a title."""
    title, topic, source, as_of = about
    if title is None:
        question = "What is the bank called?"
        title = wizard.enter(_step(1, "Title", question, "Capitals of Europe", default=proposed, check=fault))
    if topic is None:
        question = "What topic are the questions on? Results are counted by topic."
        topic = wizard.enter(_step(2, "Topic", question, "Capitals", default=title, check=title_fault))
    if source is None:
        question = "Where do the facts come from? It is shown after each answer; leave it empty for nothing."
        source = wizard.enter(_step(3, "Source", question, "Atlas of the world, 2024"))
    return About(title, topic, source, as_of)


def _step(nth: int, label: str, question: str, example: str = "", **more: Any) -> Step:
    return Step(label, question, example, title="A new bank", place=f"{nth} of 6", **more)


def ask_table(wizard: Wizard, about: About) -> Draft:
    """Ask for columns, rows and a question."""
    question = "Which columns has your table? First what the facts are about, then what is said of it."
    columns = columns_of(wizard.enter(_step(4, "Columns", question, "country, capital", check=columns_fault)))
    draft = more_rows(wizard, about.of(Draft("", "", columns, ())))
    return more_patterns(wizard, ask_when(wizard, draft, about))


def ask_when(wizard: Wizard, draft: Draft, about: About) -> Draft:
    """Ask when the facts were true, where it is not known and there are numbers: these change."""
    if about.as_of is not None or not has_numbers(draft):
        return draft
    question = "Numbers change. When were they true? It is shown with the source; leave it empty if they never change."
    return draft._replace(as_of=wizard.enter(_step(5, "As of", question, "January 2024")))


def more_rows(wizard: Wizard, draft: Draft) -> Draft:
    """Ask for rows, cell by cell, until the first cell of one is left empty. `<` takes the last cell back."""
    rows = list(draft.rows)
    cells: list[tuple[str, ...]] = []
    while True:
        text = wizard.enter(_cell(draft.headings, rows, cells))
        if text == TAKE_BACK:
            cells = cells or list(rows.pop().cells)
            cells.pop()
        elif not text:
            return draft._replace(rows=tuple(rows))
        else:
            cells.append((text,))
        if len(cells) == len(draft.headings):
            rows += rows_of([cells], taken=[row.id for row in rows])
            cells = []


def _cell(columns: tuple[Heading, ...], rows: list[DraftRow], cells: list[tuple[str, ...]]) -> Step:
    """Return the step that asks for the next cell."""
    label, first = columns[len(cells)].label, not cells
    question = ""
    if first and len(rows) >= FEWEST_ROWS:
        question = f"Another {label}? Leave it empty when the table is complete; `<` takes the last value back."
    elif first:
        question = f"Row {len(rows) + 1}: type a {label}{'; `<` takes the last value back' if rows else ''}."
    check = partial(cell_fault, label=label, rows=len(rows), first=first)
    return _step(5, label, question, check=check, above=_so_far(columns, rows, cells))


def _so_far(columns: tuple[Heading, ...], rows: list[DraftRow], cells: list[tuple[str, ...]]) -> tuple[str, ...]:
    """Return the table as far as it is typed: its head, the last rows, and the row that is begun."""
    shown = [row.cells for row in rows[-_SHOWN_ROWS:]] + ([tuple(cells)] if cells else [])
    lines = [", ".join(value for cell in row for value in cell) for row in shown]
    more = ["..."] if len(rows) > _SHOWN_ROWS else []
    return (", ".join(column.label for column in columns), *more, *lines)


def more_patterns(wizard: Wizard, draft: Draft) -> Draft:
    """Ask for one more question; the next suggested one is taken by an empty answer."""
    known = {(pattern.ask, pattern.answer) for pattern in draft.patterns}
    suggested = [one for one in suggest(draft).patterns if one.ask and (one.ask, one.answer) not in known]
    names = [f"{{{column.name}}}" for column in draft.headings]
    question = f"Write a question that can be asked of every row. Braces stand for a row's value: {', '.join(names)}."
    example = "" if suggested else f"What is the {draft.headings[-1].label} of {names[0]}?"
    default = suggested[0].ask if suggested else ""
    check = partial(ask_fault, draft=draft)
    ask = wizard.enter(_step(6, "Question", question, example, default=default, check=check))
    if suggested and ask == default:
        return draft.with_pattern(suggested[0])
    columns = open_columns(ask, draft)
    chosen = 0
    if len(columns) > 1:
        chosen = wizard.choose("Which column answers it?", [Entry(column.label) for column in columns])
    return draft.with_pattern(pattern_of(ask, columns[chosen], draft))


def review_draft(wizard: Wizard, draft: Draft, notes: Sequence[str] = (), *, from_sheet: bool = False) -> Draft | None:
    """Show the questions that follow; let rows and questions be added. None to leave."""
    while True:
        entries = [Entry("Write the bank"), Entry("Add rows"), Entry("Add another question"), _LEAVE]
        if from_sheet:
            entries = [entries[0], _LEAVE]
        trial = try_draft(draft)
        head = (draft.title, draft_summary(draft, trial.total))
        chosen = wizard.review(head, draft_page(draft, trial, notes), "Shall it be written?", entries)
        if entries[chosen] is _LEAVE:
            return None
        if chosen == 0:
            return draft
        draft = more_rows(wizard, draft) if chosen == 1 else more_patterns(wizard, draft)


def write_own_bank() -> list[str]:
    """Run the wizard for a bank of the player's own, whatever comes of it. Returns what to say."""
    wizard = make_wizard(stdout_sink(), plain=False)
    with entered(wizard):
        try:
            return write_bank(wizard, About(), Target(bank_folder()))
        except (Stopped, KeyboardInterrupt):
            return [NOTHING_WRITTEN]


def write_bank(wizard: Wizard, about: About, target: Target, sheet: SheetDraft | None = None) -> list[str]:
    """Ask for what is not known, show the questions, and write the bank. Returns what to say at the end.

    Raises `Stopped`.
    """
    ids = bank_ids()
    about = ask_about(wizard, about, lambda title: target.fault(title, ids), sheet.title if sheet else "")
    draft: Draft | None
    if sheet is None:
        draft = review_draft(wizard, ask_table(wizard, about))
    else:
        draft = review_draft(wizard, ask_when(wizard, about.of(sheet.draft), about), sheet.notes, from_sheet=True)
    if draft is None:
        return [NOTHING_WRITTEN]
    path = target.path(draft.title)
    while fault := write(compose(draft), path):
        path = _elsewhere(wizard, fault, draft.title)
    return next_lines(path)


def _elsewhere(wizard: Wizard, fault: str, title: str) -> Path:
    """Ask for another place, so that nothing that was typed is lost."""

    def expected(to: str) -> str:
        return read_target(to)[1] if to else "Type the path of a file or folder."

    step = Step("Path", f"{fault}. Where else shall it go?", "~/capitals.yaml", "", expected)
    return read_target(wizard.enter(step))[0].path(title)


def write_unasked(sheet: SheetDraft, about: About, target: Target) -> list[str]:
    """Write the bank of a sheet without a question. Returns what to say."""
    draft = about.of(sheet.draft)
    path = target.path(draft.title)
    if fault := write(compose(draft), path):
        raise UserError(Exit.STORAGE, fault)
    return [*sheet.summary, *sheet.notes, *next_lines(path)]
