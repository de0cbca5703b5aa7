"""The questions that were flagged, for the author of the bank."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from quiz.app.reports import Report
from quiz.app.reports.history import local_time
from quiz.app.reports.one_round import shown_again
from quiz.history.log import History
from quiz.history.records import Attempt, Flag
from quiz.items.answer_kind import AnswerKind
from quiz.items.forms import answer_kind_of
from quiz.serialize import utc
from quiz.ui.document import Document, Paragraph, indented

Flags = Sequence[tuple[Flag, Attempt]]

_NOTHING = "Nothing is flagged. In a round, ! after an answer flags its question."
_COLUMNS = ("flagged_at", "note", "bank", "item", "question", "options", "answer", "chosen", "why", "source")


def _collect(history: History | None) -> Flags:
    """Return the flags of all players, each with the answer it was made after. Raises `HistoryError`."""
    return history.flags() if history else ()


def _document(flags: Flags, _today: date) -> Document:
    return tuple(part for flag, attempt in flags for part in _flag(flag, attempt)) or (Paragraph(_NOTHING),)


def _flag(flag: Flag, attempt: Attempt) -> list[Paragraph]:
    """Return when a flag was made and on what, its note, and the question as it was on the screen."""
    head = Paragraph(f"{local_time(flag.flagged_at)}  {attempt.item}")
    note = [indented(f"   Note: {flag.note}")] if flag.note else []
    passage = [Paragraph(attempt.shown.passage, 4)] if attempt.shown.passage else []
    return [head, *note, *passage, Paragraph(attempt.shown.stem, 4), *shown_again(attempt)[1:], Paragraph("")]


def _record(flag: Flag, attempt: Attempt) -> dict[str, Any]:
    """Return a flag as the JSON that is promised to other programs (version 1)."""
    names = ("bank", "bank_hash", "item", "fact", "slot", "hinted", "response")
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
        *(answer(shown.right), attempt.response or answer(attempt.chosen), shown.why, shown.source),
    ]


REPORT = Report(
    title="Flagged questions",
    collect=_collect,
    document=_document,
    record=lambda flags: [_record(flag, attempt) for flag, attempt in flags],
    columns=_COLUMNS,
    rows=lambda flags: (_cells(flag, attempt) for flag, attempt in flags),
)
