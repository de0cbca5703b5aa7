"""Which facts a new round asks, by what the player knows: learning, mistakes, and what is due."""

import os
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from quiz.bank.model import Bank
from quiz.cli.exits import Exit, fail
from quiz.cli.open_banks import all_banks, find_or_fail
from quiz.game.due import Known, due_facts, interleaved, missed_facts, mixed
from quiz.generate.bank_items import Fact, bank_facts
from quiz.record import Record
from quiz.screen.prompter import Prompter
from quiz.store.database import HistoryError
from quiz.store.history import History
from quiz.store.library import load_to_play
from quiz.store.paths import cache_folder
from quiz.store.schedule import Schedule

if TYPE_CHECKING:
    from quiz.cli.resuming import Banks
    from quiz.cli.session import Choice

__all__ = ["Dealt", "Due", "bank_of", "day_end", "dealt", "find_due", "next_due", "now_and_tonight"]

Dealt = tuple["Choice", Sequence[Fact], "Banks"]

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


def dealt(
    prompter: Prompter, history: History, choice: "Choice", facts: Sequence[Fact], banks: "Banks"
) -> Dealt | None:
    """Choose the facts of a new round. Says so and returns None where there is nothing to ask."""
    try:
        if choice.mode == "review":
            from quiz.cli.review import review_of

            return review_of(prompter, history, choice)
        schedule = Schedule(history)
        known = {one.fact: one for one in schedule.known([bank for bank, _ in banks])}
        wanted = [fact for fact in facts if fact.topic in choice.topics] if choice.topics else facts
        now, tonight = now_and_tonight()
        if choice.mode == "mistakes":
            topics = {fact.id: fact.topic for fact in wanted}
            missed = [fact for fact in missed_facts(known.values(), now) if fact in topics]
            if not missed:
                prompter.say("You have no mistakes here: the last first try at each fact was right.")
                return None
            chosen = interleaved(missed[: choice.questions], topics)
        else:
            # Whoever has no history here gets the round that the seed alone makes.
            chosen = mixed(wanted, known, choice.questions, now, tonight, str(now)) if known else []
        return choice._replace(asks=tuple(schedule.last_items(chosen))), facts, banks
    except HistoryError as error:
        fail(Exit.STORAGE, error.message, error.help)


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
