"""`quiz bank new`: step by step, or from a sheet, to a bank whose questions its writer has seen."""

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from quiz.app.banks import all_banks, folders
from quiz.app.errors import Exit, UserError
from quiz.app.prompting import entered, make_wizard
from quiz.author.answers import (
    FEWEST_ROWS,
    TAKE_BACK,
    ask_fault,
    cell_fault,
    columns_fault,
    named_columns,
    open_columns,
    pattern_of,
    title_fault,
)
from quiz.author.draft import Draft, DraftRow, Heading, compose, rows_of, tidy, try_draft
from quiz.author.suggest import has_numbers, suggest
from quiz.library.banks import NotFound, find, load
from quiz.library.files import (
    Taken,
    Unwritable,
    bank_folder,
    data_folder,
    expanded,
    make_private_folder,
    reason_of,
    write_new,
)
from quiz.term.leaving import Stopped
from quiz.term.shell import as_argument
from quiz.term.sink import stdout_sink
from quiz.text import quoted, slug
from quiz.ui.bank_pages import draft_page, draft_summary
from quiz.ui.prompter import Entry
from quiz.ui.wizard import LONGEST, Step, Wizard

_ENDINGS = (".yaml", ".yml")
#: Names that no file can have on Windows, whatever its ending.
_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}


class Target(NamedTuple):
    """The folder to write a bank to, and the file's name; without one, the name is made from the title."""

    folder: Path
    file: str = ""

    def path(self, title: str) -> Path:
        """Return the file of a bank with a title."""
        name = slug(title)
        return self.folder / (self.file or f"{name}{'-bank' if name in _DEVICES else ''}.yaml")

    def fault(self, title: str, ids: dict[str, Path]) -> str:
        """Return why a bank cannot have a title: no id can be made of it, or a bank or file has that name."""
        path = self.path(title)
        there = ids.get(slug(title)) or (path if os.path.lexists(path) else None)
        if title_fault(title) or there is None:
            return title_fault(title)
        return f"{quoted(str(there), 200)} already exists. Choose another title."


def read_target(to: str) -> tuple[Target, str]:
    """Return where `to` (a file, a folder, or nothing for the player's own banks) is, and what is wrong with it."""
    if not to:
        return Target(bank_folder()), ""
    path = expanded(to)
    if os.path.isdir(path):  # noqa: PTH112 # pathlib raises where a folder above may not be entered
        return Target(path), ""
    target = Target(path.parent, path.name)
    if path.suffix not in _ENDINGS or to.endswith("/"):
        return target, f"{quoted(to, 200)} is neither an existing folder nor the name of a file that ends in `.yaml`"
    if not os.path.isdir(path.parent):  # noqa: PTH112 # as above
        return target, f"there is no folder {quoted(str(path.parent), 200)}"
    if os.path.lexists(path):
        return target, f"{quoted(to, 200)} already exists and was not changed"
    return target, ""


def bank_ids() -> dict[str, Path]:
    """Return the ids of all banks that are found by name, with their files."""
    loaded = [load(file) for file in all_banks()]
    return {one.bank.id: one.file.path for one in loaded if one.bank}


def write(text: str, path: Path) -> str:
    """Write a new bank. Returns why it could not be written, or nothing. The player's own folder is made if missing."""
    try:
        if path.parent == bank_folder():
            make_private_folder(data_folder())
            path.parent.mkdir(parents=True, exist_ok=True)
        write_new(path, text.encode())
    except Taken:
        return f"{quoted(str(path), 200)} already exists and was not changed"
    except Unwritable as error:
        return f"{quoted(str(path), 200)} cannot be written: {error.reason}"
    except OSError as error:
        return f"the folder {quoted(str(path.parent), 200)} cannot be created: {reason_of(error)}"
    return ""


def next_lines(path: Path) -> list[str]:
    """Return where a bank was written, and the commands to use next."""
    name = path.stem
    try:
        found = [file.path for file in find(name, folders())]
    except NotFound:
        found = []
    shown = as_argument(name if found == [path] else str(path))
    commands = ("quiz play", "quiz bank check", "quiz bank preview")
    return [f"Written: {path}", "Next:", *(f"  {command} {shown}" for command in commands)]


def title_of(file: str) -> str:
    """Return the title that the name of a file suggests."""
    words = " ".join(tidy(Path(file).stem).replace("_", " ").replace("-", " ").split())
    return words[:1].upper() + words[1:]


NOTHING_WRITTEN = "Nothing was written."
_SHOWN_ROWS = 8
_UNDOES = "`<` undoes the last value."
_LEAVE = Entry("Leave without writing", key="q")


class About(NamedTuple):
    """What a bank is called and where its facts come from; None means that it has not been asked yet."""

    title: str | None = None
    topic: str | None = None
    source: str | None = None
    as_of: str | None = None

    def of(self, draft: Draft) -> Draft:
        """Return a draft that says all this. The topic is the title if it is not known."""
        title = self.title or draft.title
        return draft._replace(title=title, topic=self.topic or title, source=self.source or "", as_of=self.as_of or "")


def given(options: dict[str, str | None], target: Target) -> About:
    """Return what is known of a bank from options: title, topic, source, as of.

    Raises `UserError`, which names the option, if one will not do.
    """
    for name, text in options.items():
        if text is not None and len(text.encode("utf-8", "replace")) > LONGEST:
            raise UserError(Exit.USAGE, f"{name} is too long", f"use at most {LONGEST} characters")
    title, topic, source, as_of = (None if text is None else tidy(text) for text in options.values())
    if title is not None and (fault := target.fault(title, bank_ids())):
        raise UserError(Exit.USAGE, f"--title: {fault}")
    return About(title, topic or None, source, as_of)


def ask_about(wizard: Wizard, about: About, fault: Callable[[str], str], proposed: str = "") -> About:
    """Ask for what is not known yet. `fault` says what is wrong with a title."""
    title, topic, source, as_of = about
    if title is None:
        question = "What is the bank called?"
        title = wizard.enter(_step(1, "Title", question, "Capitals of Europe", default=proposed, check=fault))
    if topic is None:
        question = "What topic are the questions on? Results are counted by topic."
        topic = wizard.enter(_step(2, "Topic", question, "Capitals", default=title, check=title_fault))
    if source is None:
        question = "Where do the facts come from? The source is shown after each answer; you may leave it empty."
        source = wizard.enter(_step(3, "Source", question, "Atlas of the world, 2024"))
    return About(title, topic, source, as_of)


def _step(nth: int, label: str, question: str, example: str = "", **more: Any) -> Step:
    return Step(label, question, example, title="A new bank", place=f"{nth} of 6", **more)


def ask_table(wizard: Wizard, about: About) -> Draft:
    """Ask for columns, rows and a question."""
    question = "Which columns does your table have? Start with what the facts are about."
    columns = named_columns(wizard.enter(_step(4, "Columns", question, "country, capital", check=columns_fault)))
    draft = more_rows(wizard, about.of(Draft("", "", columns, ())))
    return more_patterns(wizard, ask_when(wizard, draft, about))


def ask_when(wizard: Wizard, draft: Draft, about: About) -> Draft:
    """Ask when the facts were true, if it is not known and there are numbers: these change."""
    if about.as_of is not None or not has_numbers(draft):
        return draft
    question = (
        "Numbers change. When were they true? The date is shown with the source; leave it empty if they never change."
    )
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
        question = f"Another {label}? Leave it empty when the table is complete. {_UNDOES}"
    elif first:
        question = f"What goes in row {len(rows) + 1} under `{label}`?{f' {_UNDOES}' if rows else ''}"
    check = partial(cell_fault, label=label, rows=len(rows), first=first)
    return _step(5, label, question, check=check, above=_so_far(columns, rows, cells))


def _so_far(columns: tuple[Heading, ...], rows: list[DraftRow], cells: list[tuple[str, ...]]) -> tuple[str, ...]:
    """Return the table as far as it has been typed: its head, its last rows, and the row that was begun."""
    shown = [row.cells for row in rows[-_SHOWN_ROWS:]] + ([tuple(cells)] if cells else [])
    lines = [", ".join(value for cell in row for value in cell) for row in shown]
    more = ["..."] if len(rows) > _SHOWN_ROWS else []
    return (", ".join(column.label for column in columns), *more, *lines)


def more_patterns(wizard: Wizard, draft: Draft) -> Draft:
    """Ask for one more question. An empty answer takes the next one that is suggested."""
    known = {(pattern.ask, pattern.answer) for pattern in draft.patterns}
    suggested = [one for one in suggest(draft).patterns if one.ask and (one.ask, one.answer) not in known]
    names = [f"{{{column.name}}}" for column in draft.headings]
    question = (
        f"Write a question that can be asked about every row. Braces stand for a row's value: {', '.join(names)}."
    )
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


def review_draft(wizard: Wizard, draft: Draft) -> Draft | None:
    """Show the questions of a draft, and let rows and questions be added. Returns None if no bank should be written."""
    while True:
        entries = [Entry("Write the bank"), Entry("Add rows"), Entry("Add another question"), _LEAVE]
        trial = try_draft(draft)
        head = (draft.title, draft_summary(draft, trial.total))
        chosen = wizard.review(head, draft_page(draft, trial, ()), "Write this file?", entries)
        if entries[chosen] is _LEAVE:
            return None
        if chosen == 0:
            return draft
        draft = more_rows(wizard, draft) if chosen == 1 else more_patterns(wizard, draft)


def write_own_bank() -> list[str]:
    """Run the wizard for a bank of the player's own. Returns what to say, however it ended."""
    wizard = make_wizard(stdout_sink())
    with entered(wizard):
        try:
            return write_bank(wizard, About(), Target(bank_folder()))
        except (Stopped, KeyboardInterrupt):
            return [NOTHING_WRITTEN]


def write_bank(wizard: Wizard, about: About, target: Target) -> list[str]:
    """Ask for what is not known, show the questions, and write the bank. Returns what to say at the end.

    Raises `Stopped`.
    """
    ids = bank_ids()
    about = ask_about(wizard, about, lambda title: target.fault(title, ids))
    draft = review_draft(wizard, ask_table(wizard, about))
    return [NOTHING_WRITTEN] if draft is None else write_draft(wizard, compose(draft), draft.title, target)


def write_draft(wizard: Wizard, text: str, title: str, target: Target) -> list[str]:
    """Write the text of a bank; if that fails, write it elsewhere, so that nothing is lost. Returns what to say."""
    path = target.path(title)
    while fault := write(text, path):
        path = _elsewhere(wizard, fault, title)
    return next_lines(path)


def _elsewhere(wizard: Wizard, fault: str, title: str) -> Path:
    """Ask for another place, so that nothing that was typed is lost."""

    def expected(to: str) -> str:
        return read_target(to)[1] if to else "Type the path of a file or folder."

    step = Step("Path", f"{fault}. Where should it go instead?", "~/capitals.yaml", "", expected)
    return read_target(wizard.enter(step))[0].path(title)
