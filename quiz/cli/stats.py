"""`quiz stats`."""

from pathlib import Path
from typing import Annotated

import typer

from quiz.app.errors import Exit, UserError
from quiz.app.history import open_upgraded
from quiz.app.players import open_to_read
from quiz.app.report import Output, show_report
from quiz.cli.options import PlayerName
from quiz.library.files import history_file
from quiz.term.sink import stdout_sink
from quiz.ui.words import NOTHING_PLAYED


def stats(
    player: PlayerName = "",
    plain: Annotated[bool, typer.Option("--plain", help="Sentences: no pictures.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="For programs; see docs/formats.md.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Topics, or facts, as a sheet.")] = False,
    facts: Annotated[bool, typer.Option("--facts", help="How well each fact is known, and when it is due.")] = False,
    html: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write a page to look at and print.", show_default=False)
    ] = None,
    svg: Annotated[Path | None, typer.Option(metavar="FILE", help="Write a picture.", show_default=False)] = None,
    confusions: Annotated[bool, typer.Option("--confusions", help="What you mix up, and how often.")] = False,
    recount: Annotated[bool, typer.Option("--recount", help="Count all answers anew, of all players.")] = False,
) -> None:
    """Show how you do, by bank and topic.

    With how well you know the facts, your last rounds and the days you played.
    Only the first try at each question of a round counts.
    """
    output = Output(plain, as_json, as_csv, html, svg)
    chosen = [*output.options(), *(["--recount"] if recount else [])]
    about = [name for name, wanted in (("facts", facts), ("confusions", confusions)) if wanted]
    if about and (recount or len(about) > 1):
        chosen = [*(f"--{name}" for name in about), *chosen]
    if len(chosen) > 1:
        raise UserError(Exit.USAGE, f"`{chosen[0]}` does not go with `{chosen[1]}`", "leave one of them out")
    if recount:
        _recount()
        return
    history = open_to_read(player, asks=not (as_json or as_csv))
    show_report(about[0] if about else "statistics", output, history)


def _recount() -> None:
    path = history_file()
    history = open_upgraded(path, write=True) if path.exists() else None
    if history is not None:
        history.recount()
    stdout_sink().text("All answers were counted anew." if history else NOTHING_PLAYED)
