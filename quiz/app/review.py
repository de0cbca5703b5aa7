"""Which facts a round asks, by what the player knows: learning, mistakes, what is due, and what an exam needs."""

import os
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from quiz import clock
from quiz.app.banks import all_banks, are_found, choose_bank, facts_of, find_banks
from quiz.app.errors import Exit, UserError, as_sentences
from quiz.app.play.setup import RoundInput
from quiz.bank.model import Bank
from quiz.days import Moment
from quiz.game.due import (
    ReviewState,
    due_facts,
    interleaved,
    introduced,
    is_well_known,
    missed_facts,
    mixed,
    review_facts,
)
from quiz.game.mode import Selection
from quiz.game.modes import mode_of
from quiz.game.outcome import Setup
from quiz.game.plan import with_passages
from quiz.history.asides import aside_facts
from quiz.history.derived.schedule import Schedule
from quiz.history.fact_counts import right_days
from quiz.history.leeches import resting
from quiz.history.log import History
from quiz.history.mix_ups import mixed_up
from quiz.history.players import Exam, Habits, Typing, exam_of, forget_exam, keep_exam, planned_on
from quiz.items.draw import Draw
from quiz.items.sources import Fact, bank_facts
from quiz.library.banks import load_to_play
from quiz.library.files import bank_folder, cache_folder
from quiz.term.leaving import Stopped
from quiz.text import plural, quoted
from quiz.ui.prompter import Entry, Prompter
from quiz.ui.words import day_name, left

_NO_MISTAKES = (
    "You have no mistakes here: the last time you were asked about each fact, you were right at the first try."
)
_HOW_TO_ADD = "`quiz bank add FILE` adds a bank to that folder"
_NOTHING_ASKED = "You have not been asked about these facts yet, so there are no mistakes to practise."


class Due(NamedTuple):
    """What is due in some banks: facts, in the order in which they are asked, and all that is known."""

    due: Sequence[str]
    facts: dict[str, Fact]
    known: Sequence[ReviewState]
    banks: dict[str, tuple[str, str]]  # id -> the name that finds the bank, and its content hash
    exam: str = ""  # its day, if one is prepared for
    planned: int = 0  # how many of `due` are for the exam

    def of_facts(self, facts: Sequence[str]) -> dict[str, tuple[str, str]]:
        """Return the banks of some facts."""
        return {bank: self.banks[bank] for bank in dict.fromkeys(map(bank_of, facts))}


def bank_of(fact: str) -> str:
    """Return the id of a fact's bank."""
    return fact.partition("/")[0]


def find_due(history: History, scope: Sequence[str], now: Moment) -> Due:
    """Find what is due today in the banks named, or in all; then what is planned today for an exam comes first.

    Banks with errors and facts that are gone are skipped; of two banks with the same id, the later one counts.
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
    """Return what is planned today for an exam; the plan is made again once a day."""
    kept = planned_on(history, today.isoformat())
    if kept is not None or not history.writable:
        return kept or ()
    from quiz.app.reports.exam import (  # with the scheduler's library, which takes long to import
        plan_for,
        planned_today,
    )

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
    wanted: set[str] = set()  # banks that count even if none of their facts was asked
    for file in [*(find_banks(scope) if scope else all_banks()), *also]:
        bank = load_to_play(file, cache_folder()).bank
        if bank is not None:
            wanted |= {bank.id} if file in also else set()
            banks[bank.id] = bank, named.get(os.path.realpath(file.path), str(file.path.absolute()))
    known = Schedule(history).known(banks)
    asked = {bank_of(one.fact) for one in known} | wanted
    aside = aside_facts(history)
    there = (fact for id_ in banks if id_ in asked for fact in bank_facts(banks[id_][0]))
    facts = {fact.id: fact for fact in there if fact.id not in aside}
    known = [one for one in known if one.fact in facts]
    found = {id_: (address, bank.hash) for id_, (bank, address) in banks.items()}
    return Due(due_facts(known, now), facts, known, found)


def review_of(prompter: Prompter, history: History, setup: Setup, found: Due, now: Moment) -> RoundInput:
    """Return a round of what is due, with new facts at its end, and say how much is left for later.

    Raises `HistoryError`.
    """
    due, new = found.due[: setup.questions], list[str]()
    if found.planned:
        days = left(date.fromisoformat(found.exam), date.fromordinal(now.day))
        planned = min(found.planned, len(due))
        more, one, many = len(due) - planned, "1 other fact that is due.", "{} other facts that are due."
        then = f" After that, this review asks about {plural(more, one, many)}" if more else ""
        prompter.say(f"The exam is {days}. Today's part of the plan is {plural(planned, 'fact')}.{then}")
    else:
        asked = {one.fact for one in found.known}
        unseen = [fact for fact in found.facts if fact not in asked]  # in the order of their author
        due, new = review_facts(found.known, unseen, setup.questions, now.day)
        if new or len(due) < len(found.due):
            prompter.say(_due_text(len(due), len(found.due), len(new)))
    topics = {id_: fact.topic for id_, fact in found.facts.items()}
    first = interleaved(due, topics)
    chosen = [*first, *interleaved(new, topics, first[-1:])]
    banks = found.of_facts(chosen)
    facts = [fact for fact in found.facts.values() if bank_of(fact.id) in banks]
    setup = setup._replace(
        banks=tuple((id_, content) for id_, (_, content) in banks.items()),
        names=tuple(address for address, _ in banks.values()),
        asks=tuple(Schedule(history).last_items(chosen)),
        mixed_up=tuple(mixed_up(history, chosen)),
    )
    return setup, facts


def _due_text(chosen: int, due: int, new: int) -> str:
    """Return how many facts a review asks of those that are due, and how many new ones."""
    texts = []
    if chosen < due:
        texts.append(
            f"This review asks about {chosen} of the {due} facts that are due. The rest can wait until tomorrow."
        )
    else:
        one, many = (
            "This review asks about the only fact that is due.",
            "This review asks about all {} facts that are due.",
        )
        texts.append(plural(due, one, many))
    if new:
        texts.append(plural(new, "It ends with 1 new fact.", "It ends with {} new facts."))
    return " ".join(texts)


def nothing_due_text(known: Sequence[ReviewState], today: int) -> str:
    """Return what to say if nothing is due on the player's day, which is a number."""
    if not known:
        return "Nothing is due yet. Facts that you were asked about come back here."
    next_day = min(one.due for one in known)
    count = sum(one.due == next_day for one in known)
    when = day_name(date.fromordinal(next_day), date.fromordinal(today))
    if next_day > today + 1:
        when = f"on {when}"
    return f"Nothing is due today. {plural(count, 'fact is', 'facts are')} due {when}."


def round_input(
    prompter: Prompter, history: History, setup: Setup, facts: Sequence[Fact], habits: Habits
) -> RoundInput | None:
    """Choose the facts of a new round, which mix-ups to offer in them, which have a card, and which are typed.

    Says so and returns None if there is nothing to ask. Raises `HistoryError`.
    """
    found = _chosen(prompter, history, setup, facts, habits)
    return (_presented(history, *found, habits), found[1]) if found else None


def _chosen(
    prompter: Prompter, history: History, setup: Setup, facts: Sequence[Fact], habits: Habits
) -> RoundInput | None:
    now = clock.now()
    aside = aside_facts(history)
    if setup.facts:  # those of the last round are practised
        return setup._replace(mixed_up=tuple(mixed_up(history, setup.facts))), facts
    selection = mode_of(setup.mode).selection
    if selection == Selection.DUE:
        found = find_due(history, setup.scope, now)
        if found.due:
            return review_of(prompter, history, setup, found, now)
        names = _something_else(prompter, _nothing_due(history, setup.scope, found, now))
        if not names:
            return None
        facts, banks = facts_of(names)
        setup = Setup(names=names, banks=banks)
    schedule = Schedule(history)
    banks_asked = [bank for bank, _ in setup.banks]
    known = {one.fact: one for one in schedule.known(banks_asked)}
    wanted = [fact for fact in facts if fact.topic in setup.topics] if setup.topics else facts
    wanted = [fact for fact in wanted if fact.id not in aside]
    if not wanted:
        prompter.say(
            "All of these facts are set aside. `quiz aside` lists them, and `quiz aside --back` brings them back."
        )
        return None
    if selection == Selection.MISTAKES:
        topics = {fact.id: fact.topic for fact in wanted}
        missed = [fact for fact in missed_facts(known.values(), now) if fact in topics]
        if not missed:
            prompter.say(_NO_MISTAKES if known.keys() & topics else _NOTHING_ASKED)
            return None
        chosen = interleaved(missed[: setup.questions], topics)
    else:
        rests = resting(history, now.day)
        wanted = [fact for fact in wanted if fact.id not in rests] or wanted
        # A player without a history here gets the round that the seed alone makes.
        chosen = mixed(wanted, known, setup.questions, now, str(now.at)) if known else []
        if not chosen and _with_cards(wanted[: setup.questions], habits):
            chosen = introduced(wanted, setup.questions, str(now.at))
        elif not chosen and aside:
            chosen = Draw(f"{now.at}\nnew").sample([fact.id for fact in wanted], setup.questions)
        chosen = with_passages(chosen, wanted, setup.questions)
    asks, mix_ups = schedule.last_items(chosen), mixed_up(history, chosen)
    return setup._replace(asks=tuple(asks), mixed_up=tuple(mix_ups)), facts


def _presented(history: History, setup: Setup, facts: Sequence[Fact], habits: Habits) -> Setup:
    """Return a setup that says which of the chosen facts have a card, and which are typed. Raises `HistoryError`."""
    setup = setup._replace(types_all=habits.typed == Typing.ALWAYS)
    if setup.facts:  # they are practised
        return setup
    asked = [fact for fact, _ in setup.asks]
    states, today = Schedule(history).states(asked), clock.now().day
    new = set(asked) - states.keys()
    known = states.values() if habits.typed == Typing.KNOWN else ()
    typed = [one.fact for one in known if is_well_known(one, right_days(history, one.fact), today)]
    cards = _with_cards([fact for fact in facts if fact.id in new], habits)
    return setup._replace(cards=cards, typed=tuple(typed))


def _with_cards(new: Sequence[Fact], habits: Habits) -> tuple[str, ...]:
    """Return which of some new facts are shown on a card before they are asked."""
    if not habits.cards or not new:
        return ()
    from quiz.items.cards import card_of  # in most rounds nothing is new

    return tuple(fact.id for fact in new if card_of(fact))


def _something_else(prompter: Prompter, text: str) -> tuple[str, ...]:
    """Say that nothing is due, and let the player choose another round. Returns its banks, if any."""
    try:
        chosen = prompter.choose(text, [Entry("Play a round ..."), Entry("Quit", key="q")])
    except Stopped:
        return ()
    return choose_bank(prompter) if chosen == 0 else ()


def _nothing_due(history: History, scope: Sequence[str], found: Due, now: Moment) -> str:
    """Return what to say if nothing is due; if nothing will be, also why a bank that was played never comes back."""
    lost = "" if scope or found.known else _lost_banks(history, found)
    return " ".join([nothing_due_text(found.known, now.day), *(as_sentences(lost, _HOW_TO_ADD) if lost else ())])


def prepare_exam(
    prompter: Prompter, history: History, text: str, banks: tuple[str, ...], daily: int, *, as_json: bool
) -> bool:
    """Plan for the exam on the day that is named, save and show the plan. Return whether to begin with today's part.

    `none` forgets the exam. Without banks the exam is about those that were played.
    Raises `UserError`, `HistoryError`.
    """
    if text.casefold() == "none":
        was = forget_exam(history)
        prompter.say("The plan for the exam was removed." if was else "There is no plan to remove.")
        return False
    from quiz.app.reports import Output, put_out
    from quiz.app.reports.exam import REPORT, planned_today

    now = clock.now()
    today = date.fromordinal(now.day)
    exam = Exam(exam_day(text, today).isoformat(), banks or _played(history, now), daily)
    aside = aside_facts(history)
    facts = {id_: fact for id_, fact in exam_facts(exam).items() if id_ not in aside}
    found = REPORT.collect(history, exam, facts, today)
    plan, view = found
    if not view.facts:
        raise UserError(Exit.BAD_DATA, "there is nothing to ask", "`quiz bank check` says why")
    keep_exam(history, exam)
    planned = planned_today(history, plan, today)
    if as_json:
        put_out(REPORT, found, Output(json=True))
        return False
    try:
        prompter.show(REPORT.document(found, today))
        if not planned:
            return False
        begin = plural(len(planned), "Begin with today's fact", "Begin with today's {} facts")
        entries = [Entry(begin), Entry("Quit", key="q")]
        return prompter.choose(f"Exam {left(view.exam, view.today)}", entries) == 0
    except Stopped:
        return False


def _played(history: History, now: Moment) -> tuple[str, ...]:
    """Return the names of the banks that were played and are found. Raises `UserError` if there are none."""
    found = find_due(history, (), now)
    names = tuple(dict.fromkeys(found.banks[bank_of(one.fact)][0] for one in found.known))
    if names:
        return names
    from quiz.history.other_versions import tries_by_bank

    help_ = "name the banks of the exam with `--bank`"
    if lost := _lost_banks(history, found):
        raise UserError(Exit.USAGE, lost, f"{_HOW_TO_ADD}, or {help_}")
    if tries_by_bank(history):
        what = "the facts that you were asked about were set aside or forgotten, or are no longer in their banks"
        raise UserError(Exit.USAGE, what, help_)
    raise UserError(Exit.USAGE, "you have not played anything yet", help_)


def _lost_banks(history: History, found: Due) -> str:
    """Return that banks were played which are not among all that were found, as a clause; empty if there are none.

    They were played by a path or from a pack, or are gone. Raises `HistoryError`.
    """
    from quiz.bank.problems import few
    from quiz.history.other_versions import tries_by_bank

    lost = [quoted(one.bank) for one in tries_by_bank(history) if one.bank not in found.banks]
    if not lost:
        return ""
    if len(lost) == 1:
        return f"the bank that you played ({lost[0]}) is not in `{bank_folder()}`, or has errors"
    return f"the banks that you played ({few(lost)}) are not in `{bank_folder()}`, or have errors"


_LEAP_YEARS = 10  # there is always one within so many years


def named_day(text: str, today: date) -> date:
    """Return the day that is meant: today, or the next of its name, if no year is given. Raises `UserError`."""
    from quiz.game.exam import read_day

    for year in (today.year, today.year + 1):
        read = read_day(text, year)
        try:
            found = date(*read) if read else None
        except ValueError:  # of a year that no calendar of Python has, such as 44 BC
            found = None
        if found is not None and (found >= today or str(found.year) in text):
            break
    if found is None:
        years = range(today.year + 2, today.year + _LEAP_YEARS)
        later = next((year for year in years if (read_day(text, year) or (0,))[0] == year), None)
        help_ = "write it as 2026-12-18 or `18 December`"
        if later is not None:
            help_ = f"neither {today.year} nor {today.year + 1} has this day; name a year that does, such as {later}"
        raise UserError(Exit.USAGE, f"{quoted(text)} is not a valid date", help_)
    return found


def exam_day(text: str, today: date) -> date:
    """Return the day that is meant, as `named_day` does. Raises `UserError` if it is not a day from tomorrow on."""
    from quiz.game.exam import MOST_DAYS

    found = named_day(text, today)
    if found <= today:
        what = "today" if found == today else "in the past"
        raise UserError(Exit.USAGE, f"{found.isoformat()} is {what}", "give a day after today")
    if (found - today).days > MOST_DAYS:
        raise UserError(Exit.USAGE, f"{found.isoformat()} is more than a year away", "make the plan when it is nearer")
    return found
