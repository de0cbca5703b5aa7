"""Facts that have some words: in their cells, their questions or their explanations."""

import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from quiz import clock
from quiz.app.banks import all_banks, find_banks, load_banks
from quiz.app.errors import Exit, UserError
from quiz.app.reports import Report
from quiz.bank.model import Bank, Pattern, Question
from quiz.game.mastery import NO_ANSWERS, mastery
from quiz.history.asides import aside_facts
from quiz.history.derived.schedule import Schedule
from quiz.history.fact_counts import fact_counts
from quiz.history.log import History
from quiz.items.cards import fill_row
from quiz.items.forms import FORMS
from quiz.items.prepared import joined_explanations
from quiz.items.sources import bank_sources
from quiz.library.banks import load_to_play
from quiz.library.files import cache_folder
from quiz.serialize import utc
from quiz.term.lines import Style
from quiz.text import has_lines, listed, quoted, sentences
from quiz.ui.document import Document, Gap, Paragraph
from quiz.ui.words import day_name, in_one

_COLUMNS = ("bank", "title", "topic", "fact", "name", "cells", "why", "state", "due_at", "aside")


class FoundFact(NamedTuple):
    """A fact as it is found: what it is called, column -> the texts of its cell, and its explanations."""

    bank: str
    title: str
    topic: str
    fact: str
    name: str
    cells: Mapping[str, Sequence[str]]
    why: str
    state: str = ""
    due: date | None = None
    is_aside: bool = False


class FoundFacts(NamedTuple):
    """What was looked for, and the facts that have it."""

    words: Sequence[str]
    facts: Sequence[FoundFact]


def _collect(history: History | None, words: Sequence[str], names: Sequence[str]) -> FoundFacts:
    """Return the facts that have all of the words, of the banks named, or of all that can be played.

    Those that have them in their cells come first. Case and accents make no difference. Raises `UserError`
    if a word has no letter or digit, or a bank that is named is not there or has errors; and `HistoryError`.
    """
    wanted = [plain_letters(word) for word in words]
    for word, plain in zip(words, wanted, strict=True):
        if not any(char.isalnum() for char in plain):
            raise UserError(Exit.USAGE, f"{quoted(word)} has no letter or digit", "give a word with letters or digits")
    if names:
        banks = [one.bank for one in load_banks(find_banks(names)) if one.bank]
    else:
        banks = [bank for file in all_banks() if (bank := load_to_play(file, cache_folder()).bank)]
    found = [one for bank in banks for one in _facts(bank) if _has(_texts(one), wanted)]
    found.sort(key=lambda one: not _has(_texts(one._replace(why="")), wanted))
    return FoundFacts(words, _with_states(history, found))


def plain_letters(text: str) -> str:
    """Return a text without case, accents and other marks, as it is searched."""
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return " ".join("".join(char for char in apart if not unicodedata.combining(char)).split())


def _texts(fact: FoundFact) -> str:
    return "\n".join([fact.name, *(text for cell in fact.cells.values() for text in cell), fact.why])


def _has(text: str, wanted: Sequence[str]) -> bool:
    searched = plain_letters(text)
    return all(word in searched for word in wanted)


def _facts(bank: Bank) -> Iterator[FoundFact]:
    """Yield all facts of a bank, in order."""
    explanations: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
    for table, pattern, source in bank_sources(bank):
        if table is not None and isinstance(pattern, Pattern) and pattern.why:
            for position in source.rows:
                why = fill_row(pattern.why, table, table.rows[position], bank.language)
                explanations[table.id, position].append(why)
    for table in bank.tables:
        for position, row in enumerate(table.rows):
            cells = {
                column: [text for value in cell for text in (value.text, *value.also)]
                for column, cell in zip(table.columns, row.cells, strict=True)
                if cell
            }
            name = next((texts[0] for texts in cells.values()), row.id)
            why = joined_explanations(explanations[table.id, position])
            yield FoundFact(bank.id, bank.title, table.topic, f"{bank.id}/{table.id}/{row.id}", name, cells, why)
    for question in bank.questions:
        yield _written_out(bank, question)


def _written_out(bank: Bank, question: Question) -> FoundFact:
    fact = f"{bank.id}/{question.id}"
    is_known = not question.values  # a computed question has a different answer each time
    answers = question.right if is_known else ()
    if FORMS[question.form].is_statement:
        answers = ("true" if question.is_true else "false",)
    cells = {"answer": answers} if answers else {}
    why = question.why if is_known else ""
    return FoundFact(bank.id, bank.title, question.topic, fact, question.name, cells, why)


def _with_states(history: History | None, found: Sequence[FoundFact]) -> list[FoundFact]:
    """Return facts with how well the player knows them, and when they are due."""
    counts = fact_counts(history) if history else {}
    banks: Collection[str] = dict.fromkeys(one.bank for one in found)
    due = {one.fact: date.fromordinal(one.due) for one in Schedule(history).known(banks)} if history else {}
    aside = aside_facts(history) if history else {}
    return [
        one._replace(state=mastery(counts.get(one.fact, NO_ANSWERS)), due=due.get(one.fact), is_aside=one.fact in aside)
        for one in found
    ]


def _document(found: FoundFacts, today: date) -> Document:
    if not found.facts:
        return (Paragraph(f"No fact contains {listed([quoted(word) for word in found.words])}."),)
    elements: list[Paragraph | Gap] = []
    for one in found.facts:
        if elements:
            elements.append(Gap())
        elements.append(Paragraph(in_one(one.name, f" ({_known(one, today)})"), style=Style.STRONG))
        where = f"{one.title}, {one.topic}" if one.topic != one.title else one.title
        elements.append(Paragraph(f"{where} ({one.fact})", 3, Style.FAINT))
        cells = [(column, _listed(texts)) for column, texts in one.cells.items() if list(texts) != [one.name]]
        shown = in_one(*[part for column, text in cells for part in ("; ", f"{column}: ", text)][1:])
        elements += [Paragraph(text, 3) for text in (shown, _told_of(found.words, one.why)) if text]
    return tuple(elements)


def _listed(texts: Sequence[str]) -> str:
    """Return the values of a cell; values with several lines are below one another."""
    return (
        in_one(*[part for text in texts for part in (", ", text)][1:]) if any(map(has_lines, texts)) else listed(texts)
    )


def _told_of(words: Sequence[str], why: str) -> str:
    """Return the sentences of an explanation that have one of the words."""
    if has_lines(why):
        return why
    wanted = [plain_letters(word) for word in words]
    return " ".join(text for text in sentences(why) if any(word in plain_letters(text) for word in wanted))


def _known(one: FoundFact, today: date) -> str:
    if one.is_aside:
        return "set aside"
    if one.due is None:
        return one.state
    return f"{one.state}, due {'today' if one.due <= today else day_name(one.due, today)}"


def _record(one: FoundFact) -> dict[str, object]:
    return {
        **{name: getattr(one, name) for name in _COLUMNS[:5]},
        "cells": {column: list(texts) for column, texts in one.cells.items()},
        "why": one.why,
        "state": one.state,
        "due_at": None if one.due is None else utc(clock.day_begins(one.due)),
        "aside": one.is_aside,
    }


def _rows(found: FoundFacts) -> Iterator[list[object]]:
    for record, one in zip(map(_record, found.facts), found.facts, strict=True):
        cells = "; ".join(f"{column}: {', '.join(texts)}" for column, texts in one.cells.items())
        yield list((record | {"cells": cells}).values())


REPORT = Report(
    title="Facts that were found",
    collect=_collect,
    document=_document,
    record=lambda found: {"version": 1, "facts": [_record(one) for one in found.facts]},
    columns=_COLUMNS,
    rows=_rows,
)
