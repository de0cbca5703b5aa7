"""What is due today, and a round of it."""

import os
import time
from collections.abc import Sequence

from quiz.bank.model import Bank
from quiz.cli.choice import Choice, Dealt
from quiz.cli.open_banks import all_banks, find_or_fail
from quiz.game.due import Known, due_facts, interleaved
from quiz.generate.bank_items import Fact, bank_facts
from quiz.record import Record
from quiz.screen.prompter import Prompter
from quiz.screen.words import plural
from quiz.store.confusions import mixed_up
from quiz.store.history import History
from quiz.store.library import load_to_play
from quiz.store.paths import cache_folder
from quiz.store.schedule import Schedule

__all__ = [
    "Due",
    "bank_of",
    "day_end",
    "find_due",
    "next_due",
    "nothing_due_text",
    "now_and_tonight",
    "review_of",
]

_DAY_BEGINS = 4  # o'clock, as who plays at midnight still has the same day


class Due(Record):
    """What is due in some banks: facts, most forgotten first, and all that is known."""

    due: Sequence[str]
    facts: dict[str, Fact]
    known: Sequence[Known]
    banks: dict[str, tuple[str, str]]  # id -> what finds the bank, and its content hash

    def of_facts(self, facts: Sequence[str]) -> dict[str, tuple[str, str]]:
        """Return the banks of some facts."""
        return {bank: self.banks[bank] for bank in dict.fromkeys(map(bank_of, facts))}


def bank_of(fact: str) -> str:
    """Return the id of a fact's bank."""
    return fact.partition("/")[0]


def now_and_tonight() -> tuple[int, int]:
    """Return the time, and when this day ends for the player, in milliseconds."""
    now = time.time_ns() // 1_000_000
    return now, day_end(now)


def day_end(now: int, days: int = 0) -> int:
    """Return when the local day of a time ends, or one that comes so many days later."""
    at = time.localtime(now / 1000 - _DAY_BEGINS * 3600)
    return round(time.mktime((at.tm_year, at.tm_mon, at.tm_mday + 1 + days, _DAY_BEGINS, 0, 0, 0, 0, -1)) * 1000) - 1


def find_due(history: History, scope: Sequence[str]) -> Due:
    """Find what is due today in the banks named, or in all.

    Banks with errors and facts that are gone are passed over; of two banks with one id the later counts.
    Raises `HistoryError`.
    """
    named = {os.path.realpath(file.path): file.address for file in all_banks()}
    banks: dict[str, tuple[Bank, str]] = {}
    for file in find_or_fail(scope) if scope else all_banks():
        bank = load_to_play(file, cache_folder()).bank
        if bank is not None:
            banks[bank.id] = bank, named.get(os.path.realpath(file.path), str(file.path.absolute()))
    now, tonight = now_and_tonight()
    known = Schedule(history).known(banks)
    asked = {bank_of(one.fact) for one in known}
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
    if len(chosen) < len(found.due):
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
    at = time.localtime(time.time() + days * 86_400)
    when = "tomorrow" if days == 1 else f"on {time.strftime('%A', at)}, {at.tm_mday} {time.strftime('%B', at)}"
    return f"Nothing is due today. {plural(count, 'fact')} {'is' if count == 1 else 'are'} due {when}."
