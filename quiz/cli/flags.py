"""`quiz flags`."""

from pathlib import Path
from typing import Annotated

import typer

from quiz.app.errors import Exit, UserError
from quiz.app.history import open_upgraded
from quiz.app.report import Output, csv, report, show_report
from quiz.history.log import History
from quiz.library.files import Taken, Unwritable, history_file, write_new
from quiz.term.sink import stdout_sink
from quiz.ui.words import plural


def flags(
    export: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write them to a new file, as a sheet (CSV).")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
) -> None:
    """List the questions that were flagged, for whoever writes the bank.

    Each with its note, as it was on the screen, and with what was chosen.
    """
    history = open_upgraded(history_file(), write=False)
    if export is None:
        show_report("flags", Output(plain=not as_json, json=as_json), history)
    else:
        _export(export, history)


def _export(path: Path, history: History | None) -> None:
    flags = report("flags")
    found = flags.collect(history)
    try:
        write_new(path, csv(flags, found).encode())
    except Taken:
        raise UserError(
            Exit.USAGE, f"`{path}` is there already", "give another name; nothing is ever written over"
        ) from None
    except Unwritable as error:
        raise UserError(
            Exit.STORAGE, f"`{path}` cannot be written: {error.reason}", "give another place with `--export`"
        ) from None
    stdout_sink().text(f"Written: {path}, {plural(len(found), 'flag')}.")
