"""`quiz history`."""

from typing import Annotated

import typer

from quiz.app.players import open_to_read
from quiz.app.report import Output, show_report
from quiz.cli.options import PlayerName


def history(
    round_id: Annotated[str, typer.Argument(metavar="[ROUND]", help="A round's id or how it starts.")] = "",
    player: PlayerName = "",
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
) -> None:
    """List the rounds you played, or show one.

    With ROUND, every answer is shown as it was on the screen.
    """
    output = Output(plain=not as_json, json=as_json)
    opened = open_to_read(player, asks=not as_json)
    if round_id:
        show_report("round", output, opened, round_id)
    else:
        show_report("history", output, opened)
