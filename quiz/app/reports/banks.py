"""Courses and banks, with their topics, how many facts and questions they hold, and the best scores."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from quiz.app.banks import all_banks
from quiz.app.history import find_player, open_upgraded
from quiz.app.play.setup import setup_in
from quiz.app.reports import Report
from quiz.game.mode import SHARE
from quiz.game.modes import MODES, mode_of
from quiz.history.database import HistoryError
from quiz.history.players import only_player, players
from quiz.items.check import try_all
from quiz.library.banks import Loaded, load
from quiz.library.files import history_file
from quiz.term.shell import as_argument
from quiz.ui.document import Document, Paragraph
from quiz.ui.words import plural

Best = dict[frozenset[str], dict[str, tuple[int, int]]]
Records = Sequence[dict[str, Any]]

_COLUMNS = ("course", "name", "path", "errors", "id", "title", "topics", "facts", "items", "best")


def _collect(player: str) -> Records:
    """Return every bank as the JSON that is promised to other programs (version 1), with the scores of a player."""
    best = _best_scores(player)
    return [_record(load(file), best) for file in all_banks()]


def _document(records: Records, _today: date) -> Document:
    elements: list[Paragraph] = []
    course = None
    for record in records:
        if record["course"] != course:
            course = record["course"]
            elements += [*([Paragraph("")] if elements else []), *([Paragraph(course)] if course else [])]
        elements.append(Paragraph(_sentence(record), 3))
    return tuple(elements) or (Paragraph("There are no banks yet."),)


def _best_scores(player: str) -> Best:
    """Return banks played together -> mode -> right and total of the best finished round."""
    best: Best = {}
    try:
        history = open_upgraded(history_file(), write=False)
        who = find_player(players(history), player) if history and player else history and only_player(history)
        rounds = history.of(who).rounds() if history and who else []  # of several players, of the one who is named
    except HistoryError:
        rounds = []  # the list of banks does not need the history; `quiz history` says what is wrong
    for row in rounds:
        setup = setup_in(row.setup)
        if (
            setup is None
            or row.ending != "finished"
            or not row.answered
            or setup.facts
            or not mode_of(setup.mode).comparison.has_best
        ):
            continue
        modes = best.setdefault(frozenset(bank for bank, _ in setup.banks), {})
        mode, score = mode_of(setup.mode).compared_with(setup), (row.right, row.answered)
        worth = mode_of(setup.mode).comparison.worth
        if mode not in modes or worth(*score) > worth(*modes[mode]):
            modes[mode] = score
    return best


def _record(loaded: Loaded, best: Best) -> dict[str, Any]:
    record: dict[str, Any] = {
        "version": 1,
        "course": loaded.file.course,
        "name": loaded.file.address,
        "path": loaded.file.path,
        "errors": len(loaded.errors),
    }
    if loaded.bank:
        modes = best.get(frozenset([loaded.bank.id]), {})
        of_total = [score for mode, score in modes.items() if mode in MODES]  # each of so many questions
        record |= {
            "id": loaded.bank.id,
            "title": loaded.bank.title,
            "topics": list(loaded.bank.topics),
            "facts": loaded.bank.facts,
            "items": try_all(loaded.bank).items,
            "best": _score(max(of_total, key=lambda score: SHARE.worth(*score))) if of_total else None,
            "best_by_mode": {mode: _score(score) for mode, score in modes.items()},
        }
    return record


def _score(score: tuple[int, int]) -> dict[str, int]:
    return {"right": score[0], "questions": score[1]}


def _best(modes: dict[str, dict[str, int]]) -> str:
    """Return the best scores in words; the mode is said where there are several."""
    scores = [
        f"{score['right']} of {score['questions']}{f' ({mode})' if len(modes) > 1 or mode not in MODES else ''}"
        for mode, score in modes.items()
    ]
    return f", best {', '.join(scores)}" if scores else ""


def _sentence(record: dict[str, Any]) -> str:
    if "id" not in record:
        path = as_argument(str(record["path"]))
        return f"{record['name']}: {plural(record['errors'], 'error')}, see `quiz bank check {path}`"
    size = f"{plural(record['facts'], 'fact')}, {plural(record['items'], 'question')}"
    return f"{record['name']}: {record['title']}. {', '.join(record['topics'])}. {size}{_best(record['best_by_mode'])}"


def _rows(records: Records) -> Iterator[list[object]]:
    for record in records:
        best = record.get("best")
        cells = {
            "path": str(record["path"]),
            "topics": "; ".join(record.get("topics", ())),
            "best": best and f"{best['right']} of {best['questions']}",
        }
        yield [(record | cells).get(name) for name in _COLUMNS]


REPORT = Report(
    title="Courses and banks",
    collect=_collect,
    document=_document,
    record=lambda records: records,
    columns=_COLUMNS,
    rows=_rows,
)
