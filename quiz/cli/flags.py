"""`quiz flags`."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from quiz.app.errors import Exit, fail
from quiz.app.history import open_upgraded
from quiz.app.reports.history import local, shown_lines
from quiz.history.database import HistoryError
from quiz.history.records import Attempt, Flag
from quiz.items.answer_kind import AnswerKind
from quiz.items.forms import answer_kind_of
from quiz.library.files import Taken, Unwritable, write_new
from quiz.library.paths import history_file
from quiz.serialize import csv_text, json_text, utc
from quiz.term.sink import stdout_sink
from quiz.ui.words import plural

_COLUMNS = ("flagged_at", "note", "bank", "item", "question", "options", "answer", "chosen", "why", "source")


def flags(
    export: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write them to a new file, as a sheet (CSV).")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
) -> None:
    """List the questions that were flagged, for whoever writes the bank.

    Each with its note, as it was on the screen, and with what was chosen.
    """
    found = _flags()
    sink = stdout_sink()
    if export is not None:
        _write(export, csv_text(_COLUMNS, (_cells(flag, attempt) for flag, attempt in found)))
        sink.text(f"Written: {export}, {plural(len(found), 'flag')}.")
    elif as_json:
        sink.data(json_text([_record(flag, attempt) for flag, attempt in found]))
    else:
        sink.text(*[line for flag, attempt in found for line in _told(flag, attempt)] or [_NOTHING])


_NOTHING = "Nothing is flagged. In a round, ! after an answer flags its question."


def _flags() -> list[tuple[Flag, Attempt]]:
    try:
        history = open_upgraded(history_file(), write=False)
        return history.flags() if history else []
    except HistoryError as error:
        fail(Exit.STORAGE, error.message, error.help)


def _write(path: Path, text: str) -> None:
    try:
        write_new(path, text.encode())
    except Taken:
        fail(Exit.USAGE, f"`{path}` is there already", "give another name; nothing is ever written over")
    except Unwritable as error:
        fail(Exit.STORAGE, f"`{path}` cannot be written: {error.reason}", "give another place with `--export`")


def _told(flag: Flag, attempt: Attempt) -> list[str]:
    """Return a flag as lines: when and what, the note, and the question as it was on the screen."""
    note = [f"   Note: {flag.note}"] if flag.note else []
    head = f"{local(flag.flagged_at)}  {attempt.item}"
    return [head, *note, f"   {attempt.shown.stem}", *shown_lines(attempt)[1:]]


def _record(flag: Flag, attempt: Attempt) -> dict[str, Any]:
    """Return a flag as the JSON that is promised to other programs (version 1)."""
    names = ("bank", "bank_hash", "item", "fact", "slot", "hinted")
    return {
        "version": 1,
        "id": flag.id,
        "flagged_at": utc(flag.flagged_at),
        "note": flag.note,
        "attempt": flag.attempt,
        **{name: getattr(attempt, name) for name in names},
        "shown": flag.shown.to_json(),
    }


def _cells(flag: Flag, attempt: Attempt) -> list[str]:
    shown = attempt.shown
    texts = shown.texts

    def answer(ids: Sequence[str]) -> str:
        prompts = shown.prompts if answer_kind_of(attempt.form) is AnswerKind.PAIRS else None
        if prompts:
            return "; ".join(f"{prompt}: {texts[id_]}" for prompt, id_ in zip(prompts, ids, strict=True))
        return "; ".join(texts[id_] for id_ in ids)

    return [
        *(utc(flag.flagged_at), flag.note, attempt.bank, attempt.item, shown.stem, "; ".join(texts.values())),
        *(answer(shown.right), answer(attempt.chosen), shown.why, shown.source),
    ]
