"""The rounds that were played, as sentences and as records."""

from typing import Any

from quiz import clock
from quiz.app.errors import Exit, fail
from quiz.app.play.setup import setup_in
from quiz.game.scoring import answer_score
from quiz.history.database import HistoryError
from quiz.history.log import History
from quiz.history.records import Attempt, RoundRow
from quiz.items.forms import answer_kind_of
from quiz.serialize import utc
from quiz.ui.stakes import SAID
from quiz.ui.words import duration, place_names, points


def sentences(opened: History | None) -> list[str]:
    """Return the latest rounds as sentences."""
    try:
        return listed_rounds(opened.rounds()[:10] if opened else [])
    except HistoryError as error:
        return [error.message]


def find_round(rounds: list[RoundRow], start: str) -> RoundRow:
    """Return the one round whose id starts so; end the command where there is none, or more than one."""
    found = [row for row in rounds if row.id.startswith(start)]
    if not found:
        fail(Exit.USAGE, f"there is no round `{start}`", "`quiz history` lists them")
    if len(found) > 1:
        fail(Exit.USAGE, f"{len(found)} rounds start with `{start}`", "give more of the id")
    return found[0]


def listed_rounds(rounds: list[RoundRow]) -> list[str]:
    """Return a sentence for each round."""
    return [round_sentence(row) for row in rounds] or ["Nothing is played yet. `quiz play` starts a round."]


def _names(row: RoundRow) -> str:
    setup = setup_in(row.setup)
    return ", ".join(bank for bank, _ in setup.banks) if setup else "?"


def round_sentence(row: RoundRow) -> str:
    """Return a round as a sentence."""
    when = local(row.started_at)
    after = f"{row.answered} of {row.planned}" if row.planned else f"{row.answered}"  # a sprint has no number
    state = "" if row.ending == "finished" else f", stopped after {after}"
    if row.ending == "changed":
        state = f", the bank changed after {after}"
    score = f"{row.right} of {row.answered} right"
    return f"{row.id[:8]}  {when}  {_names(row)}, {row.mode}: {score}, {duration(row.took_ms)}{state}"


def round_record(row: RoundRow) -> dict[str, Any]:
    """Return a round as programs read it (version 1)."""
    setup = setup_in(row.setup)
    return {
        "version": 1,
        "id": row.id,
        "started_at": utc(row.started_at),
        "ended_at": None if row.ended_at is None else utc(row.ended_at),
        "ending": row.ending,
        "banks": [bank for bank, _ in setup.banks] if setup else [],
        "mode": row.mode,
        "seed": row.seed,
        "questions": row.planned,
        "answered": row.answered,
        "right": row.right,
        "took_ms": row.took_ms,
    }


def local(ms: int) -> str:
    """Return a time as people read it, where they are."""
    return clock.local(ms).strftime("%Y-%m-%d %H:%M")


def attempt_record(attempt: Attempt) -> dict[str, Any]:
    """Return an answer as programs read it (version 1)."""
    names = ("id", "position", "kind", "bank", "bank_hash", "item", "fact", "topic", "form", "slot")
    record = {name: getattr(attempt, name) for name in names} | {"shown": attempt.shown.to_json()}
    more = ("chosen", "response", "hinted", "certainty", "right", "took_ms", "utc_offset_s")
    record |= {name: getattr(attempt, name) for name in more}
    voided_at = None if attempt.voided_at is None else utc(attempt.voided_at)
    return record | {
        "mark": round(attempt_score(attempt), 4),
        "answered_at": utc(attempt.answered_at),
        "voided_at": voided_at,
    }


def attempt_score(attempt: Attempt) -> float:
    """Return what an answer counts for, from what was shown and chosen."""
    return answer_score(answer_kind_of(attempt.form), attempt.shown.right, attempt.chosen, right=attempt.right)


def shown_lines(attempt: Attempt) -> list[str]:
    """Return an attempt as it was on the screen, with what was chosen."""
    shown, keys = attempt.shown, attempt.shown.keys
    lines = [f"{attempt.position + 1}. {shown.stem}"]
    places = place_names(answer_kind_of(attempt.form), len(keys))
    lines += [f"   {name}  {prompt}" for name, prompt in zip(places, shown.prompts, strict=False)]
    for i, option in enumerate(shown.options, start=1):
        told = [*(["you"] if option.id in attempt.chosen else []), *(["the answer"] if option.correct else [])]
        if keys:
            told = _places(places[attempt.chosen.index(option.id)], places[keys.index(option.id)])
        lines.append(f"   {i}  {option.text}{'   (' + ', '.join(told) + ')' if told else ''}")
    verdict = "Right." if attempt.right else "Not this time."
    if not attempt.right and attempt_score(attempt):
        verdict = f"{verdict} {points(attempt_score(attempt))}."
    lines.append(f"   {verdict} {shown.why}".rstrip())
    if attempt.certainty is not None:
        lines.append(f"   {SAID[attempt.certainty]}.")
    return [*lines, *(["   You took this answer back."] if attempt.voided_at is not None else []), ""]


def _places(chosen: str, right: str) -> list[str]:
    return [f"you {chosen}", "right" if chosen == right else f"the answer {right}"]
