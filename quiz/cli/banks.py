"""`quiz banks`."""

from typing import Annotated

import typer

from quiz.app.banks import warn_of_shared_ids
from quiz.app.report import Output, show_report
from quiz.cli.options import PlayerName
from quiz.library.files import bank_folder
from quiz.term.sink import stdout_sink


def banks(
    player: PlayerName = "",
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
    path: Annotated[bool, typer.Option("--path", help="Print the folder of your own banks, nothing else.")] = False,
) -> None:
    """List courses and banks.

    With their topics, how many facts and questions they hold, and your best score.
    """
    if path:
        stdout_sink().text(str(bank_folder().absolute()))
        return
    warn_of_shared_ids()
    show_report("banks", Output(plain=not as_json, json=as_json), player)
