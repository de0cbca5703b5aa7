"""What is due today, and a round of it."""

import os
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from quiz.app.banks import all_banks, are_found, find_banks
from quiz.app.play.setup import RoundInput
from quiz.bank.model import Bank
from quiz.days import Moment
from quiz.game.due import ReviewState, due_facts, interleaved
from quiz.game.outcome import Setup
from quiz.history.derived.confusions import mixed_up
from quiz.history.derived.schedule import Schedule
from quiz.history.log import History
from quiz.history.players import Exam, exam_of, planned_on
from quiz.items.sources import Fact, bank_facts
from quiz.library.banks import load_to_play
from quiz.library.files import cache_folder
from quiz.ui.exam import day_name, left
from quiz.ui.prompter import Prompter
from quiz.ui.words import plural


class Due(NamedTuple):
    """What is due in some banks: facts, most forgotten first, and all that is known."""

    due: Sequence[str]
    facts: dict[str, Fact]
    known: Sequence[ReviewState]
    banks: dict[str, tuple[str, str]]  # id -> what finds the bank, and its content hash
    exam: str = ""  # its day, where one is prepared for
    planned: int = 0  # how many of `due` are for the exam

    def of_facts(self, facts: Sequence[str]) -> dict[str, tuple[str, str]]:
        """Return the banks of some facts."""
        return {bank: self.banks[bank] for bank in dict.fromkeys(map(bank_of, facts))}


def bank_of(fact: str) -> str:
    """Return the id of a fact's bank."""
    return fact.partition("/")[0]


def find_due(history: History, scope: Sequence[str], now: Moment) -> Due:
    """Find what is due today in the banks named, or in all; then what is planned today for an exam comes first.

    Banks with errors and facts that are gone are passed over; of two banks with one id the later counts.
    Raises `HistoryError`.
    """
    exam = None if scope else exam_of(history)
    found = _found(history, scope, exam.scope if exam else (), now)
    today = date.fromordinal(now.day)
    if exam is None or exam.day <= today.isoformat():
        return found
    done = {one.fact for one in found.known if one.day >= now.day}
    first = [fact for fact in _planned(history, exam, found, today) if fact in found.facts and fact not in done]
    rest = [fact for fact in found.due if fact not in set(first)]
    return found._replace(due=[*first, *rest], exam=exam.day, planned=len(first))


def _planned(history: History, exam: Exam, found: Due, today: date) -> Sequence[str]:
    """Return what is planned today for an exam, planned anew once a day."""
    kept = planned_on(history, today.isoformat())
    if kept is not None or not history.writable:
        return kept or ()
    from quiz.app.exam_plan import plan_for, planned_today  # with the scheduler's library, which takes long to import

    banks = {bank_of(fact) for fact in exam_facts(exam)}
    facts = {id_: fact for id_, fact in found.facts.items() if bank_of(id_) in banks}
    return planned_today(history, plan_for(history, exam, facts, today)[0], today)


def exam_facts(exam: Exam) -> dict[str, Fact]:
    """Return the facts that an exam is about, of the banks that are there and have no errors."""
    loaded = (load_to_play(file, cache_folder()).bank for file in find_banks(exam.scope))
    return {fact.id: fact for bank in loaded if bank for fact in bank_facts(bank)}


def _found(history: History, scope: Sequence[str], more: Sequence[str], now: Moment) -> Due:
    """Find what is due in the banks named, or in all, with the facts of those played, and of `more` banks."""
    named = {os.path.realpath(file.path): file.address for file in all_banks()}
    banks: dict[str, tuple[Bank, str]] = {}
    also = find_banks(more) if are_found(more) else []
    wanted: set[str] = set()  # banks that count though none of their facts was asked
    for file in [*(find_banks(scope) if scope else all_banks()), *also]:
        bank = load_to_play(file, cache_folder()).bank
        if bank is not None:
            wanted |= {bank.id} if file in also else set()
            banks[bank.id] = bank, named.get(os.path.realpath(file.path), str(file.path.absolute()))
    known = Schedule(history).known(banks)
    asked = {bank_of(one.fact) for one in known} | wanted
    facts = {fact.id: fact for id_ in banks if id_ in asked for fact in bank_facts(banks[id_][0])}
    known = [one for one in known if one.fact in facts]
    found = {id_: (address, bank.hash) for id_, (bank, address) in banks.items()}
    return Due(due_facts(known, now), facts, known, found)


def review_of(prompter: Prompter, history: History, setup: Setup, found: Due, now: Moment) -> RoundInput:
    """Return a round of what was found to be due, and say how much of it waits. Raises `HistoryError`."""
    chosen = interleaved(found.due[: setup.questions], {fact: found.facts[fact].topic for fact in found.due})
    if found.planned:
        days = left(date.fromisoformat(found.exam), date.fromordinal(now.day))
        prompter.say(f"The exam is {days}. {plural(min(found.planned, len(chosen)), 'fact')} for it today.")
    elif len(chosen) < len(found.due):
        prompter.say(f"{len(chosen)} of {len(found.due)} facts that are due. The rest can wait until tomorrow.")
    banks = found.of_facts(chosen)
    facts = [fact for fact in found.facts.values() if bank_of(fact.id) in banks]
    setup = setup._replace(
        banks=tuple((id_, content) for id_, (_, content) in banks.items()),
        names=tuple(address for address, _ in banks.values()),
        asks=tuple(Schedule(history).last_items(chosen)),
        mixed_up=tuple(mixed_up(history, chosen)),
    )
    return setup, facts


def nothing_due_text(known: Sequence[ReviewState], today: int) -> str:
    """Return what is said where nothing is due on the player's day, a number."""
    if not known:
        return "Nothing is due. What you play comes back here."
    next_day = min(one.due for one in known)
    count = sum(one.due == next_day for one in known)
    when = day_name(date.fromordinal(next_day), date.fromordinal(today))
    if next_day > today + 1:
        when = f"on {when}"
    return f"Nothing is due today. {plural(count, 'fact')} {'is' if count == 1 else 'are'} due {when}."
