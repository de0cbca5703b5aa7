"""What is played: how a round starts, how the history stores that, and how a stopped round is resumed."""

import json
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from quiz import clock
from quiz.app.banks import are_found
from quiz.app.errors import Exit, UserError
from quiz.game.mode import Ending, Selection
from quiz.game.modes import mode_of
from quiz.game.outcome import Outcome, Setup
from quiz.game.round import Round, start
from quiz.history.log import History
from quiz.history.records import Attempt, RoundRow
from quiz.items.draw import DRAWS
from quiz.items.item import Item
from quiz.items.sources import Fact
from quiz.library.settings import setting
from quiz.text import listed, plural, quoted
from quiz.ui import words
from quiz.ui.prompter import Entry, Prompter

#: What to play, and the facts that may be asked.
RoundInput = tuple[Setup, Sequence[Fact]]


def round_length() -> int:
    """Return how many questions a round has if no option says so."""
    return int(setting("questions") or Setup().questions)


def with_settings(wanted: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the options ask of a session (`certainty`, `cards`, `typed`), or else the settings."""
    usual = {name: setting(name) for name in wanted}
    said = {name: {"yes": True, "no": False}.get(value, value or None) for name, value in usual.items()}
    return {name: said[name] if value is None else value for name, value in wanted.items()}


def fixed(setup: Setup) -> Setup:
    """Return the setup that a round starts with: it has a seed, and its names find their banks from any folder.

    Raises `UserError` if the history could not keep the seed or a name.
    """
    only = len(setup.facts) or (len(setup.asks) if mode_of(setup.mode).selection in Selection.EXACT else 0)
    return setup._replace(
        seed=_kept(setup.seed) or str(int.from_bytes(os.urandom(3), "big")),
        questions=min(setup.questions, only or setup.questions),  # no more than these, if any
        names=tuple(_kept(_lasting(name)) for name in setup.names),
        scope=(),
    )


def practice(setup: Setup, misses: Sequence[Outcome]) -> Setup:
    """Return the setup that practises what a round missed: confident errors first, each fact in another question."""
    first = sorted(misses, key=lambda outcome: not outcome.surely_wrong)
    asks = {outcome.ask.item.fact: outcome.ask.item.id for outcome in first}
    setup = setup.undecided.of_ones_own._replace(mode="practice", questions=len(asks), time_ms=0)
    return setup._replace(facts=tuple(asks), asks=tuple(asks.items()))


def _lasting(name: str) -> str:
    """Return a name that finds the same bank from any folder."""
    path = Path(name)
    return str(path.absolute()) if os.path.lexists(path) else name


def _kept(text: str) -> str:
    """Return a text that the history can keep. Raises `UserError` if it holds bytes that are not characters."""
    try:
        text.encode()
    except UnicodeEncodeError:
        message = f"{quoted(text, 200)} is not UTF-8, so it cannot be saved in your history"
        raise UserError(Exit.USAGE, message, "choose another seed, or give the file another name") from None
    return text


def setup_json(setup: Setup) -> str:
    """Return a round's setup as the history keeps it."""
    kept = setup._asdict()
    del kept["scope"]  # the facts are chosen by then
    for name in ("cards", "typed", "types_all", "test", "until", "feedback"):  # most rounds do not need it
        if not kept[name]:
            del kept[name]
    return json.dumps(kept, ensure_ascii=False)


def setup_in(kept: str) -> Setup | None:
    """Return what a round was started with, from how the history keeps it; None if this program cannot read it."""
    try:
        found = json.loads(kept)
        return Setup(
            seed=str(found["seed"]),
            mode=mode_of(str(found["mode"])).name,
            questions=int(found["questions"]),
            banks=tuple((str(bank), str(content)) for bank, content in found["banks"]),
            topics=tuple(found["topics"]),
            facts=tuple(found["facts"]),
            names=tuple(found["names"]),
            asks=tuple((str(fact), str(last)) for fact, last in found.get("asks", ())),  # older rounds have none
            mixed_up=tuple((str(fact), str(a), str(chosen)) for fact, a, chosen in found.get("mixed_up", ())),
            time_ms=int(found.get("time_ms", 0)),
            draws=int(found.get("draws", 1)),
            cards=tuple(map(str, found.get("cards", ()))),
            typed=tuple(map(str, found.get("typed", ()))),
            types_all=bool(found.get("types_all", False)),
            test=str(found.get("test", "")),
            until=str(found.get("until", "")),
            feedback=str(found.get("feedback", "")),
        )
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def offered(
    prompter: Prompter, history: History, wanted: Setup, rows: Sequence[RoundRow]
) -> tuple[RoundRow, Setup] | None:
    """Offer the first of the stopped rounds on the same banks; another answer leaves it.

    Returns it with its setup. If a review is wanted, any stopped review is offered, whatever it is about, as long as
    its banks are there.
    """
    wants_due = mode_of(wanted.mode).selection == Selection.DUE

    def fits(setup: Setup) -> bool:
        if (mode_of(setup.mode).selection == Selection.DUE) != wants_due:
            return False
        if wants_due:
            return are_found(setup.names)
        return setup.test == wanted.test and dict(setup.banks).keys() == dict(wanted.banks).keys()

    found = resumable(prompter, history, rows, fits)
    if found is None:
        return None
    entries = [Entry(resume_text(*found), ", ".join(resume_notes(*found))), Entry("Start a new round")]
    if prompter.choose("Unfinished round", entries) == 0:
        return found
    history.end(found[0].id, "left", clock.now_ms())
    return None


def resume_text(row: RoundRow, setup: Setup, about: Sequence[str] = ()) -> str:
    """Return what offers to resume a round: its mode if it is not the usual one, what it is about, how far it is."""
    what = "Resume" if setup.mode == Setup().mode else f"Resume the {setup.mode}"
    if mode_of(setup.mode).ending == Ending.CLOCK:
        far = _left(row, setup)
    else:
        far = f"{row.answered} of {row.planned} answered"
    return f"{what}: {', '.join([listed(about), far] if about else [far])}"


def resume_notes(row: RoundRow, setup: Setup) -> list[str]:
    """Return what else there is to know about a stopped round: its time, its topics and the day it began."""
    has_clock = mode_of(setup.mode).ending == Ending.CLOCK
    left = [_left(row, setup)] if setup.time_ms and not has_clock else []
    return [*left, *setup.topics, words.begun(clock.date_of(row.started_at), clock.today())]


def _left(row: RoundRow, setup: Setup) -> str:
    return f"{words.duration(setup.time_ms - row.took_ms)} left"


def resumable(
    prompter: Prompter, history: History, rows: Sequence[RoundRow], fits: Callable[[Setup], bool] = lambda _: True
) -> tuple[RoundRow, Setup] | None:
    """Return the first of the stopped rounds that fits and can be resumed, with its setup.

    Those that were drawn by rules other than today's would continue with other questions. They end
    here, and the player is told so, unless all of their questions had been asked.
    """
    setups = ((row, setup_in(row.setup)) for row in rows)
    found = [(row, setup) for row, setup in setups if setup and mode_of(setup.mode).is_resumed and fits(setup)]
    asked = [row.id for row, _ in found if 0 < row.planned <= row.answered]
    for id_ in asked:
        history.end(id_, "finished", clock.now_ms())
    found = [(row, setup) for row, setup in found if row.id not in asked]
    others = [row for row, setup in found if setup.draws != DRAWS]
    for row in others:
        history.end(row.id, "left", clock.now_ms())
    if others:
        prompter.say(plural(len(others), _OTHER_VERSION, _OTHER_VERSION_OF_SEVERAL))
    return next(((row, setup) for row, setup in found if setup.draws == DRAWS), None)


_OTHER_VERSION = (
    "A round that you stopped was started with another version of the program, so it cannot be resumed. "
    "Your answers are kept."
)
_OTHER_VERSION_OF_SEVERAL = (
    "{} rounds that you stopped were started with another version of the program, so they cannot be resumed. "
    "Your answers are kept."
)


def resumed(
    prompter: Prompter, history: History, row: RoundRow, facts: Sequence[Fact], banks: Sequence[tuple[str, str]]
) -> tuple[Round, int] | None:
    """Replay a stopped round. Returns it and the position of its next attempt.

    Returns None, and says why, if it would not continue as it began: its bank has changed, or the program has.
    """
    from quiz.history.asides import aside_facts  # a new round does not need it

    setup = setup_in(row.setup)
    attempts = history.attempts(row.id)
    same = setup is not None and dict(setup.banks) == dict(banks)
    round_ = replayed(setup, facts, attempts) if setup is not None and same else None
    if round_ is not None and not round_.setup.test:  # which is the same for everybody
        round_ = round_.without(aside_facts(history))
    if round_ is not None and round_.current is not None:
        return round_, max((attempt.position + 1 for attempt in attempts), default=0)
    history.end(row.id, "left" if same else "changed", clock.now_ms())
    why = "This version of the program asks its questions differently." if same else "The bank has changed since then."
    kept = plural(len(attempts), "Your answer is kept. ", "Your {} answers are kept. ") if attempts else ""
    prompter.say(f"{why} {kept}A new round starts.")
    return None


def replayed(setup: Setup, facts: Sequence[Fact], attempts: Sequence[Attempt]) -> Round | None:
    """Return the round after its answers, or None if it would not ask the same again.

    Answers that were taken back are skipped: the round is as if they had not been given.
    """
    round_ = start(setup, facts)
    for attempt in attempts:
        if attempt.voided_at is not None:
            continue
        ask = round_.current
        if ask is None or ask.item.id != attempt.item or not _shows(attempt, ask.item):
            return None
        try:
            round_ = round_.answer(attempt.chosen, attempt.certainty, attempt.took_ms, attempt.response)
        except ValueError:  # not as this program would have kept it
            return None
    return round_


def _shows(attempt: Attempt, item: Item) -> bool:
    """Return whether an item would be shown like this again; its explanations may have changed."""
    shown = attempt.shown
    ids = [option.id for option in item.options]
    if item.blanks:  # what was typed is shown too, and marked again
        return (item.stem, ids) == (shown.stem, [option.id for option in shown.options][: len(ids)])
    return (item.stem, ids, item.prompts) == (shown.stem, [option.id for option in shown.options], shown.prompts)
