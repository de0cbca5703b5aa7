"""Courses and banks, with their topics, how many facts and questions they hold, what is known, and the best scores."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from quiz import clock
from quiz.app.banks import all_banks
from quiz.app.history import find_player, open_upgraded
from quiz.app.play.setup import setup_in
from quiz.app.reports import Report
from quiz.game.due import due_facts
from quiz.game.mastery import KNOWN, MATURE, NEW, STATES, FactCount, MasteryCount, progress_of
from quiz.game.mode import SHARE
from quiz.game.modes import MODES, mode_of
from quiz.history.database import HistoryError
from quiz.history.derived.schedule import Schedule
from quiz.history.fact_counts import fact_counts
from quiz.history.players import only_player, players
from quiz.history.records import RoundRow
from quiz.library.banks import BankFile, counted_outline, load
from quiz.library.files import cache_folder, history_file
from quiz.term.shell import as_argument
from quiz.term.sink import stderr_sink
from quiz.text import plural
from quiz.ui.document import Document, Paragraph

if TYPE_CHECKING:
    from quiz.library.cache import Outline

Best = Mapping[frozenset[str], Mapping[str, tuple[int, int]]]
Records = Sequence[dict[str, Any]]

_COLUMNS = ("course", "name", "path", "errors", "id", "title", "topics", "facts", "items", "best")


class _Known(NamedTuple):
    """How far a player has come with the banks: the best scores, the answers counted by fact, and what is due."""

    best: Best = MappingProxyType({})
    counts: Mapping[str, FactCount] = MappingProxyType({})
    due: Collection[str] = ()


def _collect(player: str) -> Records:
    """Return every bank as the JSON that is promised to other programs (version 1), with the scores of a player."""
    found = [(file, counted_outline(file, cache_folder())) for file in all_banks()]
    known = _known(player, [bank.id for _, bank in found if bank])
    return [_record(file, bank, known) for file, bank in found]


def _known(player: str, banks: Sequence[str]) -> _Known | None:
    """Return how far a player has come with the banks; None if there are several players and none is named.

    The list of banks does not need the history: if it cannot be read, that is reported on standard error, and None is
    returned.
    """
    try:
        history = open_upgraded(history_file(), write=False)
        if history is None:
            return _Known()
        who = find_player(players(history), player) if player else only_player(history)
        if who is None:
            return None
        mine = history.of(who)
        due = due_facts(Schedule(mine).known(banks), clock.now())
        return _Known(_best_scores(mine.rounds()), fact_counts(mine), set(due))
    except HistoryError as error:
        way_out = f" ({error.help})" if error.help else ""
        stderr_sink().text(f"quiz: {error.message}, so no scores are shown{way_out}")
        return None


def _document(records: Records, _today: date) -> Document:
    elements: list[Paragraph] = []
    course = None
    for record in records:
        if record["course"] != course:
            course = record["course"]
            elements += [*([Paragraph("")] if elements else []), *([Paragraph(course)] if course else [])]
        elements.append(Paragraph(_sentence(record), 3))
    return tuple(elements) or (Paragraph("There are no banks yet."),)


def _best_scores(rounds: Sequence[RoundRow]) -> Best:
    """Return banks played together -> mode -> right and total of the best finished round."""
    best: dict[frozenset[str], dict[str, tuple[int, int]]] = {}
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


def _record(file: BankFile, bank: "Outline | None", known: _Known | None) -> dict[str, Any]:
    record: dict[str, Any] = {
        "version": 1,
        "course": file.course,
        "name": file.address,
        "path": file.path,
        "errors": 0 if bank else len(load(file).errors),
    }
    if bank:
        modes = known.best.get(frozenset([bank.id]), {}) if known else {}
        progress = progress_of(bank.facts, known.counts, known.due) if known else None
        of_total = [score for mode, score in modes.items() if mode in MODES]  # each with its number of questions
        record |= {
            "id": bank.id,
            "title": bank.title,
            "topics": list(bank.topics),
            "facts": len(bank.facts),
            "items": bank.items,
            "best": _score(max(of_total, key=lambda score: SHARE.worth(*score))) if of_total else None,
            "best_by_mode": {mode: _score(score) for mode, score in modes.items()},
            "mastery": progress and _mastery(progress),
            "due": progress and progress.due,
        }
    return record


def _mastery(progress: MasteryCount) -> dict[str, int]:
    """Return how many facts are in each state; as everywhere in JSON, mature facts are not counted as known."""
    counts = (progress.new, progress.learning, progress.known - progress.mature, progress.mature)
    return dict(zip(STATES, counts, strict=True))


def _score(score: tuple[int, int]) -> dict[str, int]:
    return {"right": score[0], "questions": score[1]}


def _best(modes: dict[str, dict[str, int]]) -> str:
    """Return the best scores in words; the mode is said if there are several."""
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
    more = f"{_best(record['best_by_mode'])}{_progress(record)}"
    return f"{record['name']}: {record['title']}. {', '.join(record['topics'])}. {size}{more}"


def _progress(record: dict[str, Any]) -> str:
    """Return how many facts are known and due, if any has been asked."""
    mastery = record["mastery"]
    if mastery is None or mastery[NEW] == record["facts"]:
        return ""
    known = mastery[KNOWN] + mastery[MATURE]
    known_text = f"all {known} known" if known == record["facts"] else f"{known} of {record['facts']} known"
    return f", {known_text}, {record['due']} due" if record["due"] else f", {known_text}"


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
