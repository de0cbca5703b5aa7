"""Rounds that were stopped: finding one to offer, and replaying it."""

import json
from collections.abc import Callable, Sequence

from quiz import clock
from quiz.app.banks import are_found
from quiz.app.play.choice import Banks
from quiz.game.mode import Ending, Selection
from quiz.game.modes import mode_of
from quiz.game.outcome import Setup
from quiz.game.round import Round, start
from quiz.game.shown import Shown
from quiz.history.log import History
from quiz.history.records import Attempt, RoundRow
from quiz.items.draw import DRAWS
from quiz.items.item import Item
from quiz.items.sources import Fact
from quiz.ui import words
from quiz.ui.prompter import Entry, Prompter


def offered(
    prompter: Prompter, history: History, banks: Banks, topics: Sequence[str], mode: str, rows: Sequence[RoundRow]
) -> RoundRow | None:
    """Offer the first of the stopped rounds of the kind on the same banks and topics; another answer leaves it.

    One of what was due is offered whatever it is about, as long as its banks are there.
    """
    wanted = mode_of(mode)

    def fits(setup: Setup) -> bool:
        if not wanted.resumed_as or mode_of(setup.mode).resumed_as != wanted.resumed_as:
            return False
        if wanted.selection == Selection.DUE:
            return are_found(setup.names)
        return {bank for bank, _ in setup.banks} == {bank for bank, _ in banks} and set(setup.topics) == set(topics)

    found = resumable(prompter, history, rows, fits)
    if found is None:
        return None
    entries = [Entry(resume_text(*found)), Entry("Start a new round")]
    if prompter.choose("A round is not finished", entries) == 0:
        return found[0]
    history.end(found[0].id, "left", clock.now_ms())
    return None


def resume_text(row: RoundRow, setup: Setup) -> str:
    """Return what offers to resume a round."""
    if mode_of(setup.mode).ending == Ending.CLOCK:
        return f"Resume the {setup.mode}, {words.duration(setup.time_ms - row.took_ms)} left"
    return f"Resume {row.answered} of {row.planned}"


def resumable(
    prompter: Prompter, history: History, rows: Sequence[RoundRow], fits: Callable[[Setup], bool] = lambda _: True
) -> tuple[RoundRow, Setup] | None:
    """Return the first of the stopped rounds that fits and can go on, with its setup.

    Those that were drawn by other rules than today's would go on with other questions. They end
    here, and that is said.
    """
    setups = ((row, setup_of(row)) for row in rows)
    found = [(row, setup) for row, setup in setups if setup and mode_of(setup.mode).resumed_as and fits(setup)]
    others = [row for row, setup in found if setup.draws != DRAWS]
    for row in others:
        history.end(row.id, "left", clock.now_ms())
    if others:
        prompter.say(_OTHER_VERSION if len(others) == 1 else _OTHER_VERSION_OF_SEVERAL.format(len(others)))
    return next(((row, setup) for row, setup in found if setup.draws == DRAWS), None)


_OTHER_VERSION = (
    "A round that you stopped was started with another version of the program, so it cannot go on. "
    "Your answers are kept."
)
_OTHER_VERSION_OF_SEVERAL = (
    "{} rounds that you stopped were started with another version of the program, so they cannot go on. "
    "Your answers are kept."
)


def resumed(
    prompter: Prompter, history: History, row: RoundRow, facts: Sequence[Fact], banks: Banks
) -> tuple[Round, int] | None:
    """Replay a stopped round. Returns it and the position of its next attempt.

    Returns None, with a word on why, where it would not go on as it began: its bank has changed,
    or the program has.
    """
    setup = setup_of(row)
    attempts = history.attempts(row.id)
    same = setup is not None and dict(setup.banks) == dict(banks)
    round_ = replayed(setup, facts, attempts) if setup is not None and same else None
    if round_ is not None and round_.current is not None:
        return round_, max((attempt.position + 1 for attempt in attempts), default=0)
    history.end(row.id, "left" if same else "changed", clock.now_ms())
    why = "This version of the program asks in another way." if same else "The bank has changed since."
    kept = f"{words.plural(len(attempts), 'answer')} {'is' if len(attempts) == 1 else 'are'} kept"
    prompter.say(f"{why} Your {kept}; a new round starts.")
    return None


def replayed(setup: Setup, facts: Sequence[Fact], attempts: Sequence[Attempt]) -> Round | None:
    """Return the round after its answers, or None where it would not ask the same again.

    Answers that were taken back are passed over: the round is as if they had not been given.
    """
    round_ = start(setup, facts)
    for attempt in attempts:
        if attempt.voided_at is not None:
            continue
        ask = round_.current
        if ask is None or ask.item.id != attempt.item or not _shows(attempt.shown, ask.item):
            return None
        try:
            round_ = round_.answer(attempt.chosen, attempt.certainty, attempt.took_ms)
        except ValueError:  # not as this program would have kept it
            return None
    return round_


def _shows(shown: Shown, item: Item) -> bool:
    """Tell whether an item would be shown so again, whatever became of its explanations."""
    ids = [option.id for option in item.options]
    return (item.stem, ids, item.prompts) == (shown.stem, [option.id for option in shown.options], shown.prompts)


def setup_of(row: RoundRow) -> Setup | None:
    """Return what a round was started with; None where this program cannot read it."""
    return setup_in(row.setup)


def setup_in(kept: str) -> Setup | None:
    """Return what a round was started with, from what is kept of it; None where this program cannot read it."""
    try:
        found = json.loads(kept)
        banks = tuple((str(bank), str(content)) for bank, content in found.pop("banks"))
        return Setup(
            seed=str(found["seed"]),
            mode=mode_of(str(found["mode"])).name,
            questions=int(found["questions"]),
            banks=banks,
            topics=tuple(found["topics"]),
            facts=tuple(found["facts"]),
            names=tuple(found["names"]),
            asks=tuple((str(fact), str(last)) for fact, last in found.get("asks", ())),  # older rounds have none
            mixed_up=tuple((str(fact), str(a), str(chosen)) for fact, a, chosen in found.get("mixed_up", ())),
            time_ms=int(found.get("time_ms", 0)),
            draws=int(found.get("draws", 1)),
        )
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
