"""What is due today, and a round of it."""

import os
import time
from collections.abc import Sequence
from datetime import date

from quiz.bank.model import Bank
from quiz.cli.choice import Choice, Dealt
from quiz.cli.days import day_end, now_and_tonight, today_of
from quiz.cli.open_banks import all_banks, are_found, find_or_fail
from quiz.cli.times import dated
from quiz.game.due import Known, due_facts, interleaved
from quiz.generate.bank_items import Fact, bank_facts
from quiz.record import Record
from quiz.screen.exam_words import left
from quiz.screen.prompter import Prompter
from quiz.screen.words import plural
from quiz.store.confusions import mixed_up
from quiz.store.exams import Exam, exam_of, planned_on
from quiz.store.history import History
from quiz.store.library import load_to_play
from quiz.store.paths import cache_folder
from quiz.store.schedule import Schedule

__all__ = [
    "Due",
    "bank_of",
    "exam_facts",
    "find_due",
    "next_due",
    "nothing_due_text",
    "review_of",
]


class Due(Record):
    """What is due in some banks: facts, most forgotten first, and all that is known."""

    due: Sequence[str]
    facts: dict[str, Fact]
    known: Sequence[Known]
    banks: dict[str, tuple[str, str]]  # id -> what finds the bank, and its content hash
    exam: str = ""  # its day, where one is prepared for
    planned: int = 0  # how many of `due` are for the exam

    def of_facts(self, facts: Sequence[str]) -> dict[str, tuple[str, str]]:
        """Return the banks of some facts."""
        return {bank: self.banks[bank] for bank in dict.fromkeys(map(bank_of, facts))}


def bank_of(fact: str) -> str:
    """Return the id of a fact's bank."""
    return fact.partition("/")[0]


def find_due(history: History, scope: Sequence[str]) -> Due:
    """Find what is due today in the banks named, or in all; then what is planned today for an exam comes first.

    Banks with errors and facts that are gone are passed over; of two banks with one id the later counts.
    Raises `HistoryError`.
    """
    exam = None if scope else exam_of(history)
    found = _found(history, scope, exam.scope if exam else ())
    now, _ = now_and_tonight()
    if exam is None or exam.day <= today_of(now).isoformat():
        return found
    begun = day_end(now, -1)  # when this day began
    done = {one.fact for one in found.known if one.at > begun}
    first = [fact for fact in _planned(history, exam, found, now) if fact in found.facts and fact not in done]
    rest = [fact for fact in found.due if fact not in set(first)]
    return found._replace(due=[*first, *rest], exam=exam.day, planned=len(first))


def _planned(history: History, exam: Exam, found: Due, now: int) -> Sequence[str]:
    """Return what is planned today for an exam, planned anew once a day."""
    today = today_of(now)
    kept = planned_on(history, today.isoformat())
    if kept is not None or not history.writable:
        return kept or ()
    from quiz.cli.exam_plan import plan_for, planned_today  # with the scheduler's library, which takes long to import

    banks = {bank_of(fact) for fact in exam_facts(exam)}
    facts = {id_: fact for id_, fact in found.facts.items() if bank_of(id_) in banks}
    return planned_today(history, plan_for(history, exam, facts, now)[0], today)


def exam_facts(exam: Exam) -> dict[str, Fact]:
    """Return the facts that an exam is about, of the banks that are there and have no errors."""
    loaded = (load_to_play(file, cache_folder()).bank for file in find_or_fail(exam.scope))
    return {fact.id: fact for bank in loaded if bank for fact in bank_facts(bank)}


def _found(history: History, scope: Sequence[str], more: Sequence[str]) -> Due:
    """Find what is due in the banks named, or in all, with the facts of those played, and of `more` banks."""
    named = {os.path.realpath(file.path): file.address for file in all_banks()}
    banks: dict[str, tuple[Bank, str]] = {}
    also = find_or_fail(more) if are_found(more) else []
    wanted: set[str] = set()  # banks that count though none of their facts was asked
    for file in [*(find_or_fail(scope) if scope else all_banks()), *also]:
        bank = load_to_play(file, cache_folder()).bank
        if bank is not None:
            wanted |= {bank.id} if file in also else set()
            banks[bank.id] = bank, named.get(os.path.realpath(file.path), str(file.path.absolute()))
    now, tonight = now_and_tonight()
    known = Schedule(history).known(banks)
    asked = {bank_of(one.fact) for one in known} | wanted
    facts = {fact.id: fact for id_ in banks if id_ in asked for fact in bank_facts(banks[id_][0])}
    known = [one for one in known if one.fact in facts]
    found = {id_: (address, bank.hash) for id_, (bank, address) in banks.items()}
    return Due(due_facts(known, now, tonight), facts, known, found)


def next_due(known: Sequence[Known]) -> tuple[int, int]:
    """Return in how many days facts are due next, and how many. For known facts of which none is due today."""
    now, _ = now_and_tonight()
    first = min(one.due for one in known)
    days = 1
    while day_end(now, days) < first:
        days += 1
    return days, sum(one.due <= day_end(now, days) for one in known)


def review_of(prompter: Prompter, history: History, choice: Choice, found: Due) -> Dealt:
    """Return a round of what was found to be due, and say how much of it waits. Raises `HistoryError`."""
    chosen = interleaved(found.due[: choice.questions], {fact: found.facts[fact].topic for fact in found.due})
    if found.planned:
        days = left(date.fromisoformat(found.exam), today_of(now_and_tonight()[0]))
        prompter.say(f"The exam is {days}. {plural(min(found.planned, len(chosen)), 'fact')} for it today.")
    elif len(chosen) < len(found.due):
        prompter.say(f"{len(chosen)} of {len(found.due)} facts that are due. The rest can wait until tomorrow.")
    banks = found.of_facts(chosen)
    facts = [fact for fact in found.facts.values() if bank_of(fact.id) in banks]
    choice = choice._replace(
        names=tuple(address for address, _ in banks.values()),
        asks=tuple(Schedule(history).last_items(chosen)),
        mixed_up=tuple(mixed_up(history, chosen)),
    )
    return choice, facts, tuple((id_, content) for id_, (_, content) in banks.items())


def nothing_due_text(known: Sequence[Known]) -> str:
    """Return what is said where nothing is due."""
    if not known:
        return "Nothing is due. What you play comes back here."
    days, count = next_due(known)
    at = time.localtime(dated((time.time() + days * 86_400) * 1000))
    when = "tomorrow" if days == 1 else f"on {time.strftime('%A', at)}, {at.tm_mday} {time.strftime('%B', at)}"
    return f"Nothing is due today. {plural(count, 'fact')} {'is' if count == 1 else 'are'} due {when}."
