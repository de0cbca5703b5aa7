"""`quiz bank new`."""

import sys
from typing import Annotated

import typer

from quiz.app.errors import Exit, UserError
from quiz.app.new_bank.dialogue import NOTHING_WRITTEN, given, write_bank, write_unasked
from quiz.app.new_bank.sheet import open_sheet
from quiz.app.new_bank.target import read_target
from quiz.app.prompting import entered, make_wizard
from quiz.term.leaving import Stopped
from quiz.term.sink import is_terminal, stdout_sink


def new(
    from_csv: Annotated[
        str, typer.Option(metavar="FILE", help="Take columns and rows from a sheet saved as CSV.", show_default=False)
    ] = "",
    title: Annotated[str | None, typer.Option(help="What the bank is called.", show_default=False)] = None,
    topic: Annotated[str | None, typer.Option(help="The topic of its questions.", show_default="the title")] = None,
    source: Annotated[str | None, typer.Option(help="Where the facts come from.", show_default=False)] = None,
    as_of: Annotated[
        str | None, typer.Option(help="When the numbers were true: January 2024.", show_default=False)
    ] = None,
    to: Annotated[
        str, typer.Option(metavar="PATH", help="The file or folder to write to.", show_default="your bank folder")
    ] = "",
    plain: Annotated[bool, typer.Option("--plain", help="Numbered lines, for screen readers and pipes.")] = False,
) -> None:
    """Write a bank of your own, step by step.

    Asks for a title, a table and a question, shows what can be asked, and writes a file
    with comments that explain it. With --from-csv the table comes from a sheet (commas,
    semicolons or tabs; UTF-8), and with --title as well nothing is asked. Never writes
    over a file.
    """
    target, fault = read_target(to)
    if fault:
        raise UserError(Exit.USAGE, fault, "name another place with --to")
    about = given({"--title": title, "--topic": topic, "--source": source, "--as-of": as_of}, target)
    sheet = open_sheet(from_csv) if from_csv else None
    sink = stdout_sink()
    if sheet is not None and about.title is not None:
        sink.text(*write_unasked(sheet, about, target))
        return
    wizard = make_wizard(sink, plain=plain)
    with entered(wizard):
        try:
            wizard.told(*write_bank(wizard, about, target, sheet))
        except Stopped:
            wizard.told(NOTHING_WRITTEN)
            raise SystemExit(Exit.FINE if is_terminal(sys.stdin) else Exit.BAD_DATA) from None
        except KeyboardInterrupt:
            wizard.told(NOTHING_WRITTEN)
            raise SystemExit(Exit.INTERRUPTED) from None
