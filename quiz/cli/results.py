"""`quiz results`."""

from typing import Annotated

import typer

from quiz.app.errors import Exit, UserError
from quiz.app.results import ResultsWanted, hand_in
from quiz.cli.completing import complete_bank
from quiz.cli.options import PlayerName
from quiz.term.sink import stderr_sink, stdout_sink


def results(
    file: Annotated[str, typer.Argument(metavar="[FILE]", help="The new file to hand in.", show_default=False)] = "",
    text: Annotated[bool, typer.Option("--text", help="A text to paste instead of a file.")] = False,
    bank: Annotated[
        list[str] | None,
        typer.Option(
            help="Only this course, bank or pack; can be repeated.",
            show_default="what you played last",
            autocompletion=complete_bank,
        ),
    ] = None,
    code: Annotated[
        str, typer.Option("--as", metavar="CODE", help="Your code, from your teacher.", show_default="a random one")
    ] = "",
    player: PlayerName = "",
) -> None:
    """Write a file of your answers to hand in.

    You first see what leaves this computer and, in a terminal, are asked whether to write it. The
    file has your answers to one bank, or to the test that you took, and nothing else. Your name is
    not in it unless you type it: your teacher knows you by a code. If you give none, you get a
    random code, which always stays the same.
    """
    if file == "-" and not text:
        file, text = "", True
    if file and text:
        raise UserError(Exit.USAGE, "`--text` writes no file", "leave out `--text` or the name of the file")
    if not file and not text:
        raise UserError(
            Exit.USAGE, "name the file to write, or give `--text`", "for example: `quiz results unit-3.jsonl`"
        )
    hand_in(ResultsWanted(file, tuple(bank or ()), code, player), stdout_sink(), stderr_sink())
