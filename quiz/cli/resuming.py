"""Rounds that were stopped: finding one to offer, and replaying it."""

import json
from collections.abc import Sequence

from quiz.cli.choice import Banks
from quiz.cli.keeping import now
from quiz.cli.open_banks import are_found
from quiz.game.modes import MODES, REVIEW, SPRINT
from quiz.game.round import Round, Setup, start
from quiz.game.shown import Shown
from quiz.generate.bank_items import Fact
from quiz.generate.item import Item
from quiz.screen import words
from quiz.screen.prompter import Entry, Prompter, Stopped
from quiz.store.history import Attempt, History, RoundRow

__all__ = ["offered", "replayed", "resumable", "resume_text", "resumed", "setup_in", "setup_of"]


def offered(
    prompter: Prompter, history: History, banks: Banks, topics: Sequence[str], mode: str, rows: Sequence[RoundRow]
) -> RoundRow | None:
    """Offer the first of the stopped rounds on the same banks and topics; another answer leaves it.

    A review is offered to who wants to review, whatever it is about, as long as its banks are there;
    a sprint to who wants to sprint, however long.
    """
    ids = {bank for bank, _ in banks}
    for row in rows:
        setup = setup_of(row)
        if setup is None or not MODES[setup.mode].resumes or _kind(mode) != _kind(setup.mode):
            continue
        if mode == REVIEW.name:
            if not are_found(setup.names):
                continue
        elif {bank for bank, _ in setup.banks} != ids or set(setup.topics) != set(topics):
            continue
        entries = [Entry(resume_text(row, setup)), Entry("Start a new round")]
        try:
            chosen = prompter.choose("A round is not finished", entries)
        except Stopped:
            raise SystemExit(0) from None
        if chosen == 0:
            return row
        history.end(row.id, "left", now())
        return None
    return None


def _kind(mode: str) -> str:
    """Return what rounds have to share to be offered one for the other."""
    return mode if mode in (REVIEW.name, SPRINT.name) else ""


def resume_text(row: RoundRow, setup: Setup) -> str:
    """Return what offers to resume a round."""
    if setup.time_ms:
        return f"Resume the sprint, {words.duration(setup.time_ms - row.took_ms)} left"
    return f"Resume {row.answered} of {row.planned}"


def resumable(row: RoundRow) -> tuple[RoundRow, Setup] | None:
    """Return a stopped round with its setup, if it can go on."""
    setup = setup_of(row)
    return (row, setup) if setup and MODES[setup.mode].resumes else None


def resumed(
    prompter: Prompter, history: History, row: RoundRow, facts: Sequence[Fact], banks: Banks
) -> tuple[Round, int] | None:
    """Replay a stopped round. Returns it and how many attempts its log has, those taken back as well.

    Returns None, with a word on why, where its bank is another now.
    """
    setup = setup_of(row)
    attempts = history.attempts(row.id)
    round_ = None
    if setup is not None and dict(setup.banks) == dict(banks):
        round_ = replayed(setup, facts, attempts)
    if round_ is not None and round_.current is not None:
        return round_, len(attempts)
    kept = words.plural(len(attempts), "answer")
    history.end(row.id, "changed", now())
    prompter.say(
        f"The bank has changed since. Your {kept} {'is' if len(attempts) == 1 else 'are'} kept; a new round starts."
    )
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
            mode=MODES[found["mode"]].name,
            questions=int(found["questions"]),
            banks=banks,
            topics=tuple(found["topics"]),
            facts=tuple(found["facts"]),
            names=tuple(found["names"]),
            asks=tuple((str(fact), str(last)) for fact, last in found.get("asks", ())),  # older rounds have none
            mixed_up=tuple((str(fact), str(a), str(chosen)) for fact, a, chosen in found.get("mixed_up", ())),
            time_ms=int(found.get("time_ms", 0)),
        )
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
