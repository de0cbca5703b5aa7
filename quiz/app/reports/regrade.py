"""A player's own answers marked again by the banks as they are today, with both scores. The log stays as it is."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from quiz.app.play.setup import setup_in
from quiz.app.reports import Report
from quiz.app.reports.statistics import played_banks
from quiz.app.results import student_answer
from quiz.bank.model import Bank
from quiz.classroom.replay import BankItems
from quiz.classroom.result_file import StudentAnswer
from quiz.classroom.today import WasShown, right_today
from quiz.game.outcome import Kind
from quiz.history.log import History
from quiz.history.other_versions import BankTries, rounds_of_other_versions, tries_by_bank
from quiz.history.records import Attempt
from quiz.items.draw import DRAWS
from quiz.serialize import utc
from quiz.term.lines import Style
from quiz.text import plural
from quiz.ui.document import Document, Element, Paragraph, Subheading, Title, said
from quiz.ui.words import NOTHING_PLAYED, in_one

_TITLE = "Your answers, marked by the banks as they are today"
_COLUMNS = ("bank", "title", "tries", "right", "right_today", "unmarked", "changed")


class MarkedAgain(NamedTuple):
    """An answer that is marked differently today: its question, what was chosen, and whether that is right now."""

    item: str
    question: str
    chosen: str
    is_right: bool
    answered_at: int


class Regraded(NamedTuple):
    """First tries at a bank: their score when given, and today. Those that cannot be marked again keep their marks."""

    bank: str
    title: str
    tries: int
    right: int
    right_today: int
    unmarked: int
    changed: tuple[MarkedAgain, ...]


def _collect(history: History | None) -> Sequence[Regraded]:
    """Mark all first tries again that were given to other versions of the banks. Raises `HistoryError`."""
    if history is None:
        return ()
    counts = tries_by_bank(history)
    banks = played_banks({one.bank for one in counts})
    return [_regraded(history, one, banks.get(one.bank)) for one in counts]


def _regraded(history: History, counts: BankTries, bank: Bank | None) -> Regraded:
    if bank is None:
        return Regraded(counts.bank, counts.bank, counts.tries, counts.right, counts.right, counts.tries, ())
    items = BankItems(bank)
    changed, unmarked = [], 0
    for answer, attempt in _other_versions(history, bank):
        right = _by_today(items, answer, attempt)
        if right is None:
            unmarked += 1
        elif right != attempt.right:
            chosen = attempt.response or ", ".join(attempt.shown.texts[id_] for id_ in attempt.chosen)
            changed.append(MarkedAgain(attempt.item, attempt.shown.stem, chosen, right, attempt.answered_at))
    gained = sum(1 if one.is_right else -1 for one in changed)
    return Regraded(bank.id, bank.title, counts.tries, counts.right, counts.right + gained, unmarked, tuple(changed))


def _other_versions(history: History, bank: Bank) -> Iterator[tuple[StudentAnswer, Attempt]]:
    """Yield the first tries at other versions of a bank, the latest rounds first."""
    rounds = rounds_of_other_versions(history, bank.id, bank.hash)
    for row in history.rounds() if rounds else ():
        setup = setup_in(row.setup) if row.id in rounds else None
        for attempt in history.attempts(row.id) if setup else ():
            is_other = attempt.bank == bank.id and attempt.bank_hash != bank.hash
            if setup and is_other and attempt.kind == Kind.FIRST and attempt.voided_at is None:
                yield student_answer(row, setup, attempt), attempt


def _by_today(items: BankItems, answer: StudentAnswer, attempt: Attempt) -> bool | None:
    """Return whether an answer is right today; None if its question cannot be made again as it was drawn."""
    now = items.remade(answer) if answer.draws == DRAWS else ""
    if isinstance(now, str):
        return None
    shown = WasShown(attempt.shown.stem, attempt.shown.texts, attempt.shown.prompts)
    return right_today(now, shown, attempt.chosen, attempt.response)


def _document(found: Sequence[Regraded], _today: date) -> Document:
    if not found:
        return (Title(_TITLE), Paragraph(NOTHING_PLAYED))
    elements: list[Element] = [Title(_TITLE)]
    for one in found:
        elements += [Subheading(one.title), said(f"{one.title}:"), *map(Paragraph, _texts(one))]
        for each in one.changed:
            elements.append(Paragraph(each.question, 3, Style.STRONG))
            elements.append(Paragraph(in_one("You answered: ", each.chosen, f" ({_then_and_now(each)})."), 3))
    return tuple(elements)


def _texts(one: Regraded) -> Iterator[str]:
    """Yield both scores, and what could not be marked again."""
    right = plural(one.right, "1 was right", "{} were right")
    score = f"Of your {plural(one.tries, 'first try', 'first tries')}, {right} when you answered."
    if one.changed:
        today = plural(one.right_today, "1 is right", "{} are right")
        yield f"{score} By the bank as it is today, {today}."
    elif one.unmarked == one.tries:
        yield score
    else:
        yield f"{score} The bank as it is today marks none of them differently."
    if one.unmarked == one.tries:
        yield "The bank is not here, or asks something else now, so nothing was marked again."
    elif one.unmarked:
        yield plural(
            one.unmarked,
            "1 answer could not be marked again, because the bank asks something else now. It counts as before.",
            "{} answers could not be marked again, because the bank asks something else now. They count as before.",
        )


def _then_and_now(one: MarkedAgain) -> str:
    return "wrong when asked, right today" if one.is_right else "right when asked, wrong today"


def _record(found: Sequence[Regraded]) -> Mapping[str, object]:
    return {
        "version": 1,
        "banks": [one._asdict() | {"changed": [_changed(each) for each in one.changed]} for one in found],
    }


def _changed(one: MarkedAgain) -> dict[str, object]:
    return {
        "item": one.item,
        "question": one.question,
        "chosen": one.chosen,
        "right_today": one.is_right,
        "answered_at": utc(one.answered_at),
    }


def _rows(found: Sequence[Regraded]) -> Iterator[Sequence[object]]:
    for one in found:
        yield *one[:-1], len(one.changed)


REPORT = Report(
    title=_TITLE,
    collect=_collect,
    document=_document,
    record=_record,
    columns=_COLUMNS,
    rows=_rows,
)
