"""`quiz bank import`."""

from enum import StrEnum
from typing import Annotated

import typer

from quiz.app.bank_import import BankImport, NothingRead, Wanted, import_banks
from quiz.app.errors import Exit
from quiz.app.new_bank import next_lines
from quiz.bank.problems import Severity
from quiz.cli.completing import complete_import
from quiz.exchange.losses import Loss
from quiz.exchange.read import READERS
from quiz.serialize import json_text
from quiz.term.sink import stdout_sink
from quiz.text import plural
from quiz.ui.findings import findings_run, problem_record, sarif_log, tally, told
from quiz.ui.losses import loss_record, losses_run

_MOST_PROBLEMS = 10  # of the bank that are shown at once; imported ones have many
_NAMES = ", ".join(reader.name for reader in READERS)


class LossFormat(StrEnum):
    """The formats in which losses are written."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"


def import_bank(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="Files that another program has exported.")],
    to: Annotated[
        str, typer.Option(metavar="PATH", help="The file or folder to write to.", show_default="your bank folder")
    ] = "",
    title: Annotated[
        str, typer.Option(help="The title of the bank.", show_default="the category in the file, or its name")
    ] = "",
    id_: Annotated[
        str, typer.Option("--id", metavar="ID", help="The bank's id.", show_default="made from the title")
    ] = "",
    form: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help=f"The format of the files: {_NAMES}.",
            show_default="found from the content",
            autocompletion=complete_import,
        ),
    ] = "",
    tables: Annotated[
        bool, typer.Option("--tables", help="Turn questions that differ in only one place into a table.")
    ] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with code 1 if anything was lost.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be written, and write nothing.")] = False,
    report: Annotated[
        LossFormat, typer.Option("--report", help="For people, programs, or code scanning.")
    ] = LossFormat.TEXT,
    as_json: Annotated[bool, typer.Option("--json", help="The same as --report json.")] = False,
) -> None:
    """Import questions from other programs.

    It reads GIFT, Moodle XML, Aiken, Word, Kahoot, Quizlet, Anki, QTI, sheets and others, writes a
    bank, and lists every question that a bank cannot hold. Importing a source again adds what is
    new or changed in it, and does not touch what you changed.
    """
    report = LossFormat.JSON if as_json else report
    wanted = Wanted(files, to, title, id_, form, tables, dry_run)
    try:
        done = import_banks(wanted)
    except NothingRead as nothing:
        _tell_losses(nothing.losses, report)
        raise
    if report is LossFormat.TEXT:
        _tell(done, dry_run=dry_run)
    elif report is LossFormat.JSON:
        stdout_sink().data(json_text(_record(done)))
    else:
        runs = [losses_run(done.losses), *([findings_run([done.bank])] if done.bank else [])]
        stdout_sink().data(sarif_log(runs))
    if strict and not done.is_lossless:
        raise typer.Exit(Exit.FINDINGS)


def _tell_losses(losses: tuple[Loss, ...], report: LossFormat) -> None:
    if report is LossFormat.TEXT:
        stdout_sink().text(*(_line(loss) for loss in losses))
    elif report is LossFormat.JSON:
        stdout_sink().data(
            json_text({"version": 1, "written": False, "losses": [loss_record(loss) for loss in losses]})
        )
    else:
        stdout_sink().data(sarif_log([losses_run(losses)]))


def _line(loss: Loss) -> str:
    return f"{loss.line()}{f' ({loss.kind.help})' if loss.kind.help else ''}"


def _tell(done: BankImport, *, dry_run: bool) -> None:
    sink = stdout_sink()
    sink.text(*done.seen, *(_line(loss) for loss in done.losses), *done.claims, _summary(done, dry_run=dry_run))
    if done.bank is None:
        sink.text(f"Nothing was written. The bank would be saved as {done.path}" if dry_run else "Nothing was written.")
        return
    grave = [problem for problem in done.bank.problems if problem.severity is not Severity.NOTE]
    found = told(done.bank, grave[:_MOST_PROBLEMS], sink.size()[0] if sink.isatty() else None)
    if found:
        sink.lines([line for lines in found for line in lines])
    if len(grave) > _MOST_PROBLEMS:
        sink.text(f"... and {len(grave) - _MOST_PROBLEMS} more; `quiz bank check` shows all.")
    sink.text(tally([done.bank]))
    if done.was_there:
        sink.text(f"{'Updated' if done.has_changed else 'Unchanged'}: {done.path}")
    else:
        sink.text(*next_lines(done.path))


def _summary(done: BankImport, *, dry_run: bool) -> str:
    counts, unit = done.counts, done.unit
    was, were = ("would be", "would be") if dry_run else ("was", "were")
    if not done.was_there:
        texts = [plural(counts.new, f"1 {unit} {was} imported.", f"{{}} {unit}s {were} imported.")]
    else:
        texts = [f"{unit.capitalize()}s: {counts.new} new, {counts.changed} changed, {counts.same} as before."]
    if counts.kept:
        texts.append(plural(counts.kept, "For 1 more, your version was kept.", "For {} more, your versions were kept."))
    if done.skipped:
        left = "question" if unit == "fact" else unit
        texts.append(plural(done.skipped, f"1 {left} {was} skipped.", f"{{}} {left}s {were} skipped."))
    return " ".join(texts)


def _record(done: BankImport) -> dict[str, object]:
    return {
        "version": 1,
        "bank": done.path,
        "written": done.bank is not None,
        "counts": done.counts._asdict(),
        "seen": done.seen,
        "claims": done.claims,
        "losses": [loss_record(loss) for loss in done.losses],
        "problems": [problem_record(done.bank, problem) for problem in done.bank.problems] if done.bank else [],
    }
