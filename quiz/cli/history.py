"""`quiz history`."""

from typing import Annotated, Any

import typer

from quiz import clock
from quiz.app.errors import Exit, fail
from quiz.app.play.resume import setup_of
from quiz.app.players import open_to_read
from quiz.cli.options import PlayerName
from quiz.game.outcome import Kind
from quiz.game.scoring import answer_score
from quiz.history.database import HistoryError
from quiz.history.log import Attempt, History, RoundRow
from quiz.items.forms import answer_kind_of
from quiz.serialize import json_text, utc
from quiz.term.sink import stdout_sink
from quiz.ui.stakes import SAID
from quiz.ui.words import duration, place_names, points

app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)


@app.command()
def history(
    round_id: Annotated[str, typer.Argument(metavar="[ROUND]", help="A round's id or how it starts.")] = "",
    player: PlayerName = "",
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
) -> None:
    """List the rounds you played, or show one.

    With ROUND, every answer is shown as it was on the screen.
    """
    sink = stdout_sink()
    try:
        opened = open_to_read(player, asks=not as_json)
        rounds = opened.rounds() if opened else []
        if round_id:
            row = _one(rounds, round_id)
            assert opened is not None
            attempts = opened.attempts(row.id)
    except HistoryError as error:
        fail(Exit.STORAGE, error.message, error.help)
    if round_id and as_json:
        tries = [one for one in attempts if one.kind == Kind.FIRST and one.voided_at is None]
        points = round(sum(map(_score, tries)), 4)
        record = {**_record(row), "points": points, "attempts": [_attempt_record(attempt) for attempt in attempts]}
        sink.data(json_text(record))
    elif round_id:
        sink.text(_sentence(row), "", *(line for attempt in attempts for line in shown_lines(attempt)))
    elif as_json:
        sink.data(json_text([_record(row) for row in rounds]))
    else:
        sink.text(*_listed(rounds))


def sentences(opened: History | None) -> list[str]:
    """Return the latest rounds as sentences."""
    try:
        return _listed(opened.rounds()[:10] if opened else [])
    except HistoryError as error:
        return [error.message]


def _one(rounds: list[RoundRow], start: str) -> RoundRow:
    found = [row for row in rounds if row.id.startswith(start)]
    if not found:
        fail(Exit.USAGE, f"there is no round `{start}`", "`quiz history` lists them")
    if len(found) > 1:
        fail(Exit.USAGE, f"{len(found)} rounds start with `{start}`", "give more of the id")
    return found[0]


def _listed(rounds: list[RoundRow]) -> list[str]:
    return [_sentence(row) for row in rounds] or ["Nothing is played yet. `quiz play` starts a round."]


def _names(row: RoundRow) -> str:
    setup = setup_of(row)
    return ", ".join(bank for bank, _ in setup.banks) if setup else "?"


def _sentence(row: RoundRow) -> str:
    when = local(row.started_at)
    after = f"{row.answered} of {row.planned}" if row.planned else f"{row.answered}"  # a sprint has no number
    state = "" if row.ending == "finished" else f", stopped after {after}"
    if row.ending == "changed":
        state = f", the bank changed after {after}"
    score = f"{row.right} of {row.answered} right"
    return f"{row.id[:8]}  {when}  {_names(row)}, {row.mode}: {score}, {duration(row.took_ms)}{state}"


def _record(row: RoundRow) -> dict[str, Any]:
    setup = setup_of(row)
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


def _attempt_record(attempt: Attempt) -> dict[str, Any]:
    names = ("id", "position", "kind", "bank", "bank_hash", "item", "fact", "topic", "form", "slot")
    record = {name: getattr(attempt, name) for name in names} | {"shown": attempt.shown.to_json()}
    more = ("chosen", "hinted", "certainty", "right", "took_ms")
    record |= {name: getattr(attempt, name) for name in more}
    voided_at = None if attempt.voided_at is None else utc(attempt.voided_at)
    return record | {
        "mark": round(_score(attempt), 4),
        "answered_at": utc(attempt.answered_at),
        "voided_at": voided_at,
    }


def _score(attempt: Attempt) -> float:
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
    if not attempt.right and _score(attempt):
        verdict = f"{verdict} {points(_score(attempt))}."
    lines.append(f"   {verdict} {shown.why}".rstrip())
    if attempt.certainty is not None:
        lines.append(f"   {SAID[attempt.certainty]}.")
    return [*lines, *(["   You took this answer back."] if attempt.voided_at is not None else []), ""]


def _places(chosen: str, right: str) -> list[str]:
    return [f"you {chosen}", "right" if chosen == right else f"the answer {right}"]
