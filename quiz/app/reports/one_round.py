"""One round: every question with its options, what was chosen, and why the right answer is right."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from quiz.app.reports import Report
from quiz.app.reports.history import find_round, round_record, round_sentence, titled
from quiz.game.outcome import Kind
from quiz.game.scoring import answer_score
from quiz.history.log import History
from quiz.history.records import Attempt, RoundRow
from quiz.items.forms import answer_kind_of
from quiz.serialize import utc
from quiz.ui.document import Document, Paragraph, passage_above
from quiz.ui.words import SAID, in_one, place_names, points, run_on

_Round = tuple[RoundRow, Sequence[Attempt]]

_INDENT = 4  # for what is below a stem
_COLUMNS = ("position", "kind", "item", "question", "chosen", "right", "took_ms", "answered_at")


def _collect(history: History | None, start: str) -> _Round:
    """Return the one round whose id starts like this, with its answers. Raises `HistoryError`."""
    row = find_round(history.rounds() if history else [], start)
    assert history is not None
    return row, history.attempts(row.id)


def _document(found: _Round, _today: date) -> Document:
    row, attempts = found
    elements = [Paragraph(round_sentence(titled(row))), Paragraph("")]
    passages = ["", *(attempt.shown.passage for attempt in attempts)]
    for attempt, before in zip(attempts, passages, strict=False):
        if attempt.shown.passage != before:
            elements += passage_above(attempt.shown.passage)
        elements += [*shown_again(attempt), Paragraph("")]
    return tuple(elements)


def _record(found: _Round) -> dict[str, Any]:
    """Return a round as the JSON that is promised to other programs (version 1)."""
    row, attempts = found
    tries = [one for one in attempts if one.kind == Kind.FIRST and one.voided_at is None]
    total = round(sum(map(_score, tries)), 4)
    return {**round_record(row), "points": total, "attempts": [_attempt_record(attempt) for attempt in attempts]}


def _rows(found: _Round) -> Iterator[tuple[object, ...]]:
    for one in found[1]:
        chosen = one.response or "; ".join(one.shown.texts[id_] for id_ in one.chosen)
        right = "yes" if one.right else "no"
        yield one.position, one.kind, one.item, one.shown.stem, chosen, right, one.took_ms, utc(one.answered_at)


def _attempt_record(attempt: Attempt) -> dict[str, Any]:
    """Return an answer as programs read it (version 1)."""
    names = ("id", "position", "kind", "bank", "bank_hash", "item", "fact", "topic", "form", "slot")
    record = {name: getattr(attempt, name) for name in names} | {"shown": attempt.shown.to_json()}
    more = ("chosen", "response", "hinted", "certainty", "right", "took_ms", "utc_offset_s")
    record |= {name: getattr(attempt, name) for name in more}
    voided_at = None if attempt.voided_at is None else utc(attempt.voided_at)
    return record | {
        "mark": round(_score(attempt), 4),
        "answered_at": utc(attempt.answered_at),
        "voided_at": voided_at,
    }


def _score(attempt: Attempt) -> float:
    """Return what an answer counts for, from what was shown and chosen."""
    return answer_score(answer_kind_of(attempt.form), attempt.shown.right, attempt.chosen, right=attempt.right)


def shown_again(attempt: Attempt) -> list[Paragraph]:
    """Return a question with its options and what was chosen."""
    stem = in_one(f"{attempt.position + 1}. ", attempt.shown.stem)
    return [Paragraph(stem), *(Paragraph(text, _INDENT) for text in _below(attempt))]


def _below(attempt: Attempt) -> list[str]:
    """Return what is below the stem."""
    shown, keys = attempt.shown, attempt.shown.keys
    places = place_names(answer_kind_of(attempt.form), len(keys))
    texts = [in_one(f"{name}  ", prompt) for name, prompt in zip(places, shown.prompts, strict=False)]
    if attempt.response is not None:
        texts.append(f"You typed: {attempt.response or 'nothing'}")
        texts += [in_one("The answer: ", option.text) for option in shown.options if option.correct]
    for i, option in enumerate(shown.options if attempt.response is None else (), start=1):
        notes = ["the answer"] if option.correct else []
        if option.id in attempt.chosen:
            notes = ["your answer", *(["right"] if option.correct else [])]
        if keys:
            notes = _places(*(_place_of(option.id, ids, places) for ids in (attempt.chosen, keys)))
        texts.append(in_one(f"{i}  ", option.text, f"   ({', '.join(notes)})" if notes else ""))
    verdict = "Right." if attempt.right else "Not this time."
    if not attempt.right and _score(attempt):
        verdict = f"{verdict} {points(_score(attempt))}."
    texts.append(run_on([verdict, shown.why]).rstrip())
    if attempt.certainty is not None:
        texts.append(f"{SAID[attempt.certainty]}.")
    return [*texts, *(["You took this answer back."] if attempt.voided_at is not None else [])]


def _place_of(option: str, ids: Sequence[str], places: Sequence[str]) -> str:
    """Return the place of an option; nothing if it has none."""
    return places[ids.index(option)] if option in ids else ""


def _places(chosen: str, right: str) -> list[str]:
    if chosen == right:
        return [f"you {chosen}", "right"] if chosen else []
    return [*([f"you {chosen}"] if chosen else []), *([f"the answer {right}"] if right else [])]


REPORT = Report(title="A round", collect=_collect, document=_document, record=_record, columns=_COLUMNS, rows=_rows)
