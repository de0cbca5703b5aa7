"""Which facts a new round asks, by what the player knows: learning, mistakes, and what is due."""

from collections.abc import Sequence

from quiz import clock
from quiz.app.banks import choose_bank, facts_of
from quiz.app.errors import Exit, UserError
from quiz.app.play.setup import RoundInput
from quiz.app.review import find_due, nothing_due_text, review_of
from quiz.days import Moment
from quiz.game.due import ReviewState, interleaved, missed_facts, mixed
from quiz.game.mode import Selection
from quiz.game.modes import mode_of
from quiz.game.outcome import Setup
from quiz.history.database import HistoryError
from quiz.history.derived.confusions import mixed_up, mixed_up_facts
from quiz.history.derived.schedule import Schedule
from quiz.history.log import History
from quiz.items.sources import Fact
from quiz.term.leaving import Stopped
from quiz.ui.prompter import Entry, Prompter


def round_input(prompter: Prompter, history: History, setup: Setup, facts: Sequence[Fact]) -> RoundInput | None:
    """Choose the facts of a new round, and what is to be told apart in them.

    Says so and returns None where there is nothing to ask.
    """
    now = clock.now()
    try:
        if setup.facts:  # what the last round missed is practised
            return setup._replace(mixed_up=tuple(mixed_up(history, setup.facts))), facts
        selection = mode_of(setup.mode).selection
        if selection == Selection.DUE:
            found = find_due(history, setup.scope, now)
            if found.due:
                return review_of(prompter, history, setup, found, now)
            names = _something_else(prompter, found.known, now)
            if not names:
                return None
            facts, banks = facts_of(names)
            setup = Setup(names=names, banks=banks)
        schedule = Schedule(history)
        banks_asked = [bank for bank, _ in setup.banks]
        known = {one.fact: one for one in schedule.known(banks_asked)}
        wanted = [fact for fact in facts if fact.topic in setup.topics] if setup.topics else facts
        if selection == Selection.MISTAKES:
            topics = {fact.id: fact.topic for fact in wanted}
            missed = [fact for fact in missed_facts(known.values(), now.at) if fact in topics]
            if not missed:
                prompter.say("You have no mistakes here: the last first try at each fact was right.")
                return None
            chosen = interleaved(missed[: setup.questions], topics)
        else:
            # Whoever has no history here gets the round that the seed alone makes.
            confused = mixed_up_facts(history, banks_asked) if known else []
            chosen = mixed(wanted, known, setup.questions, now, str(now.at), confused) if known else []
        asks, told_apart = schedule.last_items(chosen), mixed_up(history, chosen)
        return setup._replace(asks=tuple(asks), mixed_up=tuple(told_apart)), facts
    except HistoryError as error:
        raise UserError(Exit.STORAGE, error.message, error.help) from None


def _something_else(prompter: Prompter, known: Sequence[ReviewState], now: Moment) -> tuple[str, ...]:
    """Say when something will be due, and let another round be chosen. Returns its banks, if any."""
    try:
        chosen = prompter.choose(nothing_due_text(known, now.day), [Entry("Play a round ..."), Entry("Quit", key="q")])
    except Stopped:
        return ()
    return choose_bank(prompter) if chosen == 0 else ()
