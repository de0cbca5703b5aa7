"""`quiz bank new --sheet`: what is in a sheet is shown, asked about and confirmed before a bank is written from it."""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from quiz.app.errors import Exit, FaultyFile, UserError
from quiz.app.new_bank import (
    NOTHING_WRITTEN,
    About,
    Target,
    ask_about,
    ask_when,
    bank_ids,
    next_lines,
    title_of,
    write,
    write_draft,
)
from quiz.author.answers import FEWEST_ROWS
from quiz.author.draft import Draft, DraftPattern, compose, try_draft
from quiz.bank.limits import MAX_BYTES
from quiz.bank.problems import errors_in
from quiz.exchange.bank_text import Composed, compose_bank
from quiz.exchange.facts import Choices, SheetFacts, sheet_facts, sheet_offers
from quiz.exchange.losses import Loss
from quiz.exchange.mapper import Mapped, map_foreign
from quiz.exchange.question import ForeignTable
from quiz.exchange.read import kahoot, quizizz, read_foreign, sheet
from quiz.exchange.reader import Found
from quiz.exchange.source import Refused, Source
from quiz.library.files import Unreadable, open_regular
from quiz.text import plural, quoted, slug
from quiz.ui.bank_pages import draft_page, draft_summary, entries_page
from quiz.ui.prompter import Entry
from quiz.ui.wizard import Wizard

_READERS = (kahoot.READER, quizizz.READER, sheet.READER)
_WRITE, _LEAVE = Entry("Write the bank"), Entry("Leave without writing", key="q")
_LEAVE_OUT, _ALL = Entry("Leave out one of the questions"), Entry("None of them", key="q")


class SheetOfFacts(NamedTuple):
    """A sheet of facts or cards: the title that its name suggests, its table, and what in it cannot be read."""

    title: str
    table: ForeignTable
    losses: tuple[Loss, ...]
    notes: tuple[str, ...] = ()


class SheetOfQuestions(NamedTuple):
    """A sheet of written-out questions, as they are written in a bank."""

    title: str
    mapped: Mapped


def open_sheet(file: str) -> SheetOfFacts | SheetOfQuestions:
    """Return what a sheet holds.

    Raises `UserError`, which says what was seen, if it is not clear what the sheet is, or nothing can be asked.
    """
    found = _found(file)
    title = title_of(file)
    tables = [one for one in found if isinstance(one, ForeignTable)]
    if not tables:
        mapped = map_foreign(found)
        if mapped.is_empty:
            raise FaultyFile([loss.line() for loss in mapped.losses] or [f"{file}: the sheet is empty"])
        return SheetOfQuestions(title, mapped)
    notes = ("Only the first sheet of the file is used.",) if len(tables) > 1 else ()
    made = SheetOfFacts(title, tables[0], tuple(one for one in found if isinstance(one, Loss)), notes)
    _check(made)
    return made


def _found(file: str) -> list[Found]:
    try:
        with open_regular(Path(file)) as stream:
            source = Source(file, stream)
            reader = max(_READERS, key=lambda one: (one.sureness(source), one is sheet.READER))
            return list(read_foreign(source, reader))
    except Unreadable as error:
        raise UserError(Exit.BAD_DATA, f"{quoted(file, 200)} cannot be read: {error.reason}") from None
    except Refused as refused:
        where = f"{quoted(file, 200)}, line {refused.line}" if refused.line else quoted(file, 200)
        raise UserError(Exit.BAD_DATA, f"{where}: {refused.message}", refused.help) from None


def _check(made: SheetOfFacts) -> None:
    """Raise `UserError` if nothing can be asked, or the table does not fit into a bank."""
    facts = sheet_facts(made.table)
    errors = errors_in(try_draft(facts.draft._replace(title="Title", topic="Topic", patterns=())).problems)
    if errors:
        raise UserError(Exit.BAD_DATA, f"the sheet does not fit into a bank: {errors[0].message}", errors[0].help)
    if not facts.draft.patterns:
        seen = [loss.line() for loss in (*made.losses, *facts.losses)]
        columns = ", ".join(quoted(one.label, 30) for one in facts.draft.headings)
        rows = plural(len(facts.draft.rows), "row")
        help_ = f"a sheet needs {FEWEST_ROWS} rows or more in which two columns have different values"
        message = f"no question can be made from this sheet: {rows}, with the columns {columns}"
        if seen:
            raise FaultyFile([*seen, f"{made.table.place.file}: {message} ({help_})"])
        raise UserError(Exit.BAD_DATA, message, help_)


def _notes(made: SheetOfFacts, facts: SheetFacts) -> list[str]:
    return [*facts.seen, *made.notes, *(loss.line() for loss in (*made.losses, *facts.losses))]


# Without a question asked.


def write_unasked(sheet_: SheetOfFacts | SheetOfQuestions, about: About, target: Target) -> list[str]:
    """Write the bank of a sheet without a question. Returns what to say. Raises `UserError`."""
    if isinstance(sheet_, SheetOfQuestions):
        composed = _composed(sheet_, about)
        lines = [*_told(sheet_, composed), f"{plural(_count(composed), 'question')}."]
        text, title = composed.text, about.title or sheet_.title
    else:
        facts = sheet_facts(sheet_.table)
        draft = about.of(facts.draft)
        trial = try_draft(draft)
        asked = [
            f"  {one.ask or one.claim}  ({plural(trial.made[one.id].items, 'question')})" for one in draft.patterns
        ]
        lines = [draft_summary(draft, trial.total), *asked, *_notes(sheet_, facts)]
        text, title = compose(draft), draft.title
    path = target.path(title)
    if fault := write(text, path):
        raise UserError(Exit.STORAGE, fault)
    return [*lines, *next_lines(path)]


def _composed(made: SheetOfQuestions, about: About) -> Composed:
    """Return the bank of questions. Raises `UserError` if it would be too large."""
    title = about.title or made.title
    more = {"topic": about.topic or "", "source": about.source or "", "as_of": about.as_of or ""}
    composed = compose_bank(made.mapped, slug(title), title, more=more, is_import=False)
    if len(composed.text.encode()) > MAX_BYTES or not _count(composed):
        raise UserError(Exit.BAD_DATA, "the sheet does not fit into a bank, which holds 2 MiB", "split it into several")
    return composed


def _count(composed: Composed) -> int:
    return sum(bool(record.hash) for record in composed.records)


def _told(made: SheetOfQuestions, composed: Composed) -> list[str]:
    losses = [loss.line() for loss in (*made.mapped.losses, *composed.losses)]
    return [*made.mapped.seen, *losses]


def _entries(mapped: Mapped) -> list[tuple[str, ...]]:
    """Return what is written of each question, and of the rows of cards, as lines."""
    rows = [(row.text,) for table in mapped.tables for row in table.rows]
    return [*(entry.lines for entry in mapped.questions), *rows]


# Step by step.


def write_sheet(wizard: Wizard, about: About, target: Target, sheet_: SheetOfFacts | SheetOfQuestions) -> list[str]:
    """Ask for what is not known, show what was seen, and write the bank. Returns what to say. Raises `Stopped`."""
    ids = bank_ids()
    about = ask_about(wizard, about, partial(target.fault, ids=ids), sheet_.title)
    if isinstance(sheet_, SheetOfQuestions):
        composed = _composed(sheet_, about)
        count = plural(_count(composed), "question")
        page = entries_page(_entries(sheet_.mapped), _told(sheet_, composed))
        head = (about.title or sheet_.title, f"{count}.")
        if wizard.review(head, page, "Write this file?", [_WRITE, _LEAVE]):
            return [NOTHING_WRITTEN]
        return write_draft(wizard, composed.text, about.title or sheet_.title, target)
    facts = sheet_facts(sheet_.table, _answered(wizard, sheet_.table))
    draft = _reviewed(wizard, ask_when(wizard, about.of(facts.draft), about), _notes(sheet_, facts))
    return [NOTHING_WRITTEN] if draft is None else write_draft(wizard, compose(draft), draft.title, target)


def _answered(wizard: Wizard, table: ForeignTable) -> Choices:
    """Ask what only the teacher knows of a sheet."""
    return dict(_answers(wizard, table))


def _answers(wizard: Wizard, table: ForeignTable) -> Iterator[tuple[tuple[str, str], str]]:
    for offer in sheet_offers(table):
        chosen = wizard.choose(offer.question, [Entry(text) for text, _ in offer.answers])
        yield offer.choice, offer.answers[chosen][1]


def _reviewed(wizard: Wizard, draft: Draft, notes: Sequence[str]) -> Draft | None:
    """Show the questions, each of which can be left out. Returns None to leave without writing."""
    while True:
        trial = try_draft(draft)
        head = (draft.title, draft_summary(draft, trial.total))
        entries = [_WRITE, *([_LEAVE_OUT] if len(draft.patterns) > 1 else []), _LEAVE]
        chosen = entries[wizard.review(head, draft_page(draft, trial, notes), "Write this file?", entries)]
        if chosen is _LEAVE:
            return None
        if chosen is _WRITE:
            return draft
        draft = draft._replace(patterns=_without_one(wizard, draft.patterns))


def _without_one(wizard: Wizard, patterns: tuple[DraftPattern, ...]) -> tuple[DraftPattern, ...]:
    """Ask which pattern to leave out; return the others."""
    entries = [*(Entry(one.ask or one.claim) for one in patterns), _ALL]
    chosen = wizard.choose("Which one should not be asked?", entries)
    return tuple(one for nth, one in enumerate(patterns) if nth != chosen)
