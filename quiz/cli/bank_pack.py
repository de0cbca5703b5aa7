"""`quiz bank pack` and `quiz bank add`."""

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from quiz.app.errors import Exit, UserError
from quiz.classroom.pack import LONGEST_MINUTES, LONGEST_TEST
from quiz.cli.completing import complete_bank, packs_at
from quiz.term.sink import stdout_sink
from quiz.text import plural

if TYPE_CHECKING:
    from quiz.app.pack import PackWritten


def pack_banks(
    ctx: typer.Context,
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH... FILE.quiz",
            help="Banks, courses, files or folders, and the new file last.",
            autocompletion=complete_bank,
        ),
    ],
    test: Annotated[
        int | None,
        typer.Option(
            min=1, max=LONGEST_TEST, metavar="N", help="Make it a test of this many questions.", show_default=False
        ),
    ] = None,
    seed: Annotated[str, typer.Option(help="A different seed asks different questions in a test.")] = "0",
    until: Annotated[str, typer.Option(metavar="DATE", help="The last day of the test.", show_default=False)] = "",
    minutes: Annotated[
        int | None,
        typer.Option(min=1, max=LONGEST_MINUTES, help="The time limit of the test.", show_default=False),
    ] = None,
    feedback: Annotated[
        Literal["end", "none"], typer.Option(help="Show right answers at the end of the test, or never.")
    ] = "end",
    date: Annotated[str, typer.Option(metavar="DATE", help="The date of the pack.", show_default="today")] = "",
) -> None:
    """Put banks into one file to hand out.

    `quiz play FILE.quiz` plays them directly, and `quiz bank add` adds them to your own banks. With
    --test, the file holds a test, which is the same for everybody: the same questions in the same
    order. Answers after --until are marked as late. The same banks, options and date always give
    the same file, byte for byte. `quiz help classes` says how to work with a class.
    """
    from quiz.app.pack import TestWanted, write_pack

    if test is None:
        for name in ("seed", "until", "minutes", "feedback"):
            source = ctx.get_parameter_source(name)
            if source is not None and source.name == "COMMANDLINE":
                raise UserError(Exit.USAGE, f"`--{name}` is for a test", "add `--test` with its length")
    if len(paths) < 2:
        raise UserError(
            Exit.USAGE,
            "name at least one bank and the file to write",
            "for example: `quiz bank pack eu-nato unit-3.quiz`",
        )
    wanted = TestWanted(test, seed, until, minutes or 0, feedback) if test else None
    stdout_sink().text(*_result_lines(write_pack(paths[:-1], paths[-1], date, wanted)))


def _result_lines(done: "PackWritten") -> list[str]:
    test, banks = done.pack.test, plural(len(done.pack.banks), "bank")
    lines = [f"{banks}, {plural(done.facts, 'fact')}, {done.pack.date}."]
    if test:
        time = f", {plural(test.minutes, 'minute')}" if test.minutes else ""
        until = f", until {test.until}" if test.until else ""
        lines.append(f"A test of {plural(test.questions, 'question')}, seed {test.seed}{time}{until}.")
    return [*lines, f"Written: {done.path}"]


def add(
    name: Annotated[
        str,
        typer.Argument(
            metavar="FILE|FOLDER",
            help="A bank, a pack or a folder of banks.",
            autocompletion=packs_at,
            show_default=False,
        ),
    ],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Add a bank, a pack or a folder of banks to your own.

    You can then play the banks by name, and `quiz review` asks about them. If you already have
    another version of a bank, you are asked before it is replaced. Your answers stay: they belong
    to the facts.
    """
    from quiz.app.bank_add import add_banks

    stdout_sink().text(*add_banks(name, is_agreed=yes))
