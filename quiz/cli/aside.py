"""`quiz aside` and `quiz forget`: what not to ask again, and what to learn again from the beginning."""

from typing import Annotated

import typer

from quiz.app import aside as use_cases
from quiz.app.errors import Exit, UserError
from quiz.app.history import open_to_read
from quiz.app.reports import Output, show_report
from quiz.cli.completing import complete_bank, complete_fact
from quiz.cli.options import PlayerName
from quiz.term.sink import stdout_sink


def aside(
    facts: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FACT]...",
            help="Facts, such as michel or leaders/michel.",
            show_default=False,
            autocompletion=complete_fact,
        ),
    ] = None,
    back: Annotated[bool, typer.Option("--back", help="Bring them back.")] = False,
    player: PlayerName = "",
    as_json: Annotated[bool, typer.Option("--json", help="The list, for programs.")] = False,
) -> None:
    """Set facts aside, or list the ones that are set aside.

    Until you bring them back, only tests, sprints, duels and rounds with `--seed` ask about them. In a
    round, `-` after an answer does the same.
    """
    if not facts:
        if back:
            raise UserError(Exit.USAGE, "`--back` needs the names of facts", "`quiz aside` lists what is set aside")
        show_report("aside", Output(plain=not as_json, json=as_json), open_to_read(player, asks=not as_json))
        return
    if as_json:
        raise UserError(Exit.USAGE, "`--json` is only for the list", "leave it out, or the names of facts")
    change = use_cases.bring_facts_back if back else use_cases.put_aside
    stdout_sink().text(*change(facts, player))


def forget(
    banks: Annotated[
        list[str],
        typer.Argument(metavar="BANK...", help="Courses or banks.", show_default=False, autocompletion=complete_bank),
    ],
    player: PlayerName = "",
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Learn a bank from the beginning: forget what you know about it.

    It asks first. All facts of the bank are new again, and their schedule begins again. Your
    answers stay in your history.
    """
    stdout_sink().text(*use_cases.forget_banks(banks, player, is_agreed=yes))
