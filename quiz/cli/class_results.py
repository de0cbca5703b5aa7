"""`quiz class`: what a class handed in, for its teacher."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from quiz.app.class_results import ClassWanted, write_drill, write_tries
from quiz.app.errors import Exit, UserError
from quiz.app.reports import Output, show_report
from quiz.cli.completing import complete_bank
from quiz.cli.options import PlainPage
from quiz.term.shell import as_argument
from quiz.term.sink import stdout_sink
from quiz.text import plural


def class_results(
    paths: Annotated[list[str], typer.Argument(metavar="FOLDER|FILE...", help="What students handed in.")],
    roster: Annotated[
        str,
        typer.Option("--list", metavar="FILE", help="Who has which code, to see who is missing.", show_default=False),
    ] = "",
    bank: Annotated[
        list[str] | None,
        typer.Option(
            metavar="PATH",
            help="A bank or pack that was handed out; can be repeated.",
            show_default=False,
            autocompletion=complete_bank,
        ),
    ] = None,
    share: Annotated[
        bool, typer.Option("--share", help="Leave out students, and any number that stands for fewer than 5 of them.")
    ] = False,
    drill: Annotated[
        str, typer.Option(metavar="FILE.quiz", help="Write a pack of the facts to teach again.", show_default=False)
    ] = "",
    parquet: Annotated[
        str, typer.Option(metavar="FOLDER", help="Write the checked first tries as Parquet files.", show_default=False)
    ] = "",
    engine: Annotated[
        Literal["python", "duckdb"] | None,
        typer.Option(help="Which engine counts the answers.", show_default="duckdb above 1,000,000, if installed"),
    ] = None,
    plain: PlainPage = None,
    as_json: Annotated[bool, typer.Option("--json", help="For programs; see `quiz help formats`.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Students, questions, options and facts, as a sheet.")] = False,
    html: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write a page to look at and print.", show_default=False)
    ] = None,
) -> None:
    """Show how a class did, and what to teach again.

    Every question is made again from its bank and every answer is marked again. Nothing is
    added to your own history. A list has a code and a name in each row, or is the users.csv of OneRoster.
    The names stay on this computer.
    """
    output = Output(plain, as_json, as_csv, html)
    if share and parquet:
        raise UserError(Exit.USAGE, "`--share` cannot be combined with `--parquet`", "it has a row for each student")
    chosen = [*(["--drill"] if drill else []), *(["--parquet"] if parquet else []), *output.options()]
    if len(chosen) > 1:
        raise UserError(Exit.USAGE, f"`{chosen[0]}` cannot be combined with `{chosen[1]}`", "leave one of them out")
    wanted = ClassWanted(paths, roster, tuple(bank or ()), share, engine or "")
    if drill:
        written = write_drill(wanted, drill)
        command = f"quiz play {as_argument(str(written.path))}"
        them = "it" if written.facts == 1 else "them"
        said = f"Written: {written.path}, {plural(written.facts, 'fact')}. `{command}` plays {them}."
        gone = plural(written.missing, "more fact is", "more facts are")
        stdout_sink().text(said, *([f"{gone} not in the banks as they are today."] if written.missing else []))
    elif parquet:
        stdout_sink().text(*(f"Written: {path}" for path in write_tries(wanted, parquet)))
    else:
        show_report("class", output, wanted)
