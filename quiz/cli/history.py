"""`quiz history`."""

from typing import Annotated

import typer

from quiz.app.errors import Exit, fail
from quiz.app.players import open_to_read
from quiz.app.reports.history import (
    attempt_record,
    attempt_score,
    find_round,
    listed_rounds,
    round_record,
    round_sentence,
    shown_lines,
)
from quiz.cli.options import PlayerName
from quiz.game.outcome import Kind
from quiz.history.database import HistoryError
from quiz.serialize import json_text
from quiz.term.sink import stdout_sink


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
            row = find_round(rounds, round_id)
            assert opened is not None
            attempts = opened.attempts(row.id)
    except HistoryError as error:
        fail(Exit.STORAGE, error.message, error.help)
    if round_id and as_json:
        tries = [one for one in attempts if one.kind == Kind.FIRST and one.voided_at is None]
        points = round(sum(map(attempt_score, tries)), 4)
        record = {**round_record(row), "points": points, "attempts": [attempt_record(attempt) for attempt in attempts]}
        sink.data(json_text(record))
    elif round_id:
        sink.text(round_sentence(row), "", *(line for attempt in attempts for line in shown_lines(attempt)))
    elif as_json:
        sink.data(json_text([round_record(row) for row in rounds]))
    else:
        sink.text(*listed_rounds(rounds))
