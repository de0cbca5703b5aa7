"""What the player mixes up: wrong answers that were chosen for the right one."""

from collections.abc import Iterator, Sequence
from datetime import date

from quiz.app.reports import Report
from quiz.game.mastery import MixUp
from quiz.history.log import History
from quiz.history.mix_ups import mix_ups
from quiz.serialize import utc
from quiz.term.lines import Style
from quiz.text import plural
from quiz.ui.document import Alternative, Document, Element, Gap, Paragraph, Title
from quiz.ui.words import ended, in_one, run_on

_TITLE = "What you mix up"
_NOTHING = (
    "No mix-ups yet. A wrong answer is listed here with the right one if you choose it twice, if you say that you are "
    "sure of it, or if you got the fact right before."
)
_APART = "You no longer mix these up"
_COLUMNS = ("bank", "fact", "question", "answer", "chosen", "times", "right_since", "told_apart", "last_at")


def _collect(history: History | None) -> Sequence[MixUp]:
    """Return what the player of a history mixes up, what is resolved last. Raises `HistoryError`."""
    return mix_ups(history) if history else ()


def _document(found: Sequence[MixUp], _today: date) -> Document:
    if not found:
        return (Title(_TITLE), Paragraph(_NOTHING), Gap())
    elements: list[Element] = [Title(_TITLE), Paragraph(_head(found)), Gap()]
    for i, one in enumerate(found):
        if one.is_resolved and (i == 0 or not found[i - 1].is_resolved):
            elements.append(Alternative((Paragraph(_APART, style=Style.STRONG), Gap())))
        shown = (Paragraph(one.question, style=Style.STRONG), Paragraph(_text(one), 3), Gap())
        elements.append(Alternative(shown, (run_on([one.question, _text(one)]),)))
    return tuple(elements)


def _head(found: Sequence[MixUp]) -> str:
    left = sum(not one.is_resolved for one in found)
    text = f"You mix up {plural(left, 'pair')} of answers." if left else "You do not mix up anything any more."
    if left == len(found):
        return text
    apart = plural(len(found) - left, "other pair" if left else "pair")
    return f"{text} You no longer mix up {apart}."


def _text(one: MixUp) -> str:
    count = {1: "once", 2: "twice"}.get(one.times, f"{one.times} times")
    chosen = in_one("You chose: ", one.chosen[1], f" ({count}).")
    text = run_on([ended(in_one("The answer: ", one.answer[1])), chosen])
    if one.is_resolved:
        return run_on([text, f"{_APART}."])
    return run_on([text, "Right once since then."]) if one.apart else text


def _record(one: MixUp) -> dict[str, object]:
    return {
        "bank": one.bank,
        "fact": one.fact,
        "question": one.question,
        "answer": dict(zip(("id", "text"), one.answer, strict=True)),
        "chosen": dict(zip(("id", "text"), one.chosen, strict=True)),
        "times": one.times,
        "right_since": one.apart,
        "told_apart": one.is_resolved,
        "last_at": utc(one.at),
    }


def _rows(found: Sequence[MixUp]) -> Iterator[tuple[object, ...]]:
    for one in found:
        texts = (one.bank, one.fact, one.question, one.answer[1], one.chosen[1])
        yield (*texts, one.times, one.apart, "yes" if one.is_resolved else "no", utc(one.at))


REPORT = Report(
    title=_TITLE,
    collect=_collect,
    document=_document,
    record=lambda found: {"version": 1, "confusions": [_record(one) for one in found]},
    columns=_COLUMNS,
    rows=_rows,
)
