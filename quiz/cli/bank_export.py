"""`quiz bank export`."""

from typing import Annotated

import typer

from quiz.app.bank_export import BankExport, ExportWanted, NothingWritten, export_banks
from quiz.app.errors import Exit
from quiz.cli.completing import complete_export
from quiz.cli.options import OnlyPattern, OnlyTopic, Paths
from quiz.exchange.losses import Loss
from quiz.exchange.write import WRITERS
from quiz.serialize import json_text
from quiz.term.sink import stdout_sink
from quiz.text import plural
from quiz.ui.losses import loss_line, loss_record

_NAMES = ", ".join(writer.name for writer in WRITERS)


def export(
    paths: Paths,
    format_: Annotated[
        str,
        typer.Option("--format", metavar="FORMAT", help=f"What to write: {_NAMES}.", autocompletion=complete_export),
    ],
    output: Annotated[str, typer.Option(metavar="FILE", help="The file to write; it must not exist yet.")],
    each: Annotated[
        int,
        typer.Option(min=1, max=100, help="How many times to write each question, with different options each time."),
    ] = 1,
    seed: Annotated[str, typer.Option(help="A different seed draws different options.")] = "0",
    pattern: OnlyPattern = "",
    topic: OnlyTopic = "",
    limit: Annotated[
        int | None, typer.Option(min=1, help="At most this many questions of each pattern.", show_default=False)
    ] = None,
    options: Annotated[
        int | None, typer.Option(min=2, help="At most this many options; wrong ones are left out.", show_default=False)
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with code 1 if anything was lost.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="For programs; see `quiz help formats`.")] = False,
) -> None:
    """Write questions for other programs.

    The programs are Moodle, Canvas, Anki, Kahoot, Quizizz, spreadsheets and mkdocs-quiz. Every question
    that the other program cannot hold is named. The same banks, options and seed always give the
    same file, byte for byte. `quiz help export` says how to import the file there.
    """
    wanted = ExportWanted(paths, format_, output, each, seed, pattern, topic, limit, options or 0)
    try:
        done = export_banks(wanted)
    except NothingWritten as nothing:
        _show_losses(nothing.losses, as_json=as_json)
        raise
    if as_json:
        stdout_sink().data(json_text(_record(done)))
    else:
        stdout_sink().text(*map(loss_line, done.losses), *_summary(done))
    if strict and done.losses:
        raise typer.Exit(Exit.FINDINGS)


def _show_losses(losses: tuple[Loss, ...], *, as_json: bool) -> None:
    if as_json:
        stdout_sink().data(json_text({"version": 1, "file": None, "losses": list(map(loss_record, losses))}))
    else:
        stdout_sink().text(*map(loss_line, losses))


def _summary(done: BankExport) -> list[str]:
    exported = plural(done.questions, "1 question was exported.", "{} questions were exported.")
    skipped = plural(done.skipped, " 1 question was skipped.", " {} questions were skipped.") if done.skipped else ""
    lines = [f"{exported}{skipped}", f"Written: {done.path}"]
    return [*lines, done.writer.advice] if done.writer.advice else lines


def _record(done: BankExport) -> dict[str, object]:
    return {
        "version": 1,
        "file": done.path,
        "format": done.writer.name,
        "questions": done.questions,
        "losses": list(map(loss_record, done.losses)),
    }
