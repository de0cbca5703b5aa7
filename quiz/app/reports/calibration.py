"""How well the schedule predicts the player's answers, compared with predictions that do not know the player."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from quiz.app.reports import Report
from quiz.game.calibration import BOUNDS, Against, Bin, Predictions, gaps, predictions
from quiz.game.memory import USUAL, Pace
from quiz.history.derived.schedule import Schedule
from quiz.history.log import History
from quiz.text import plural
from quiz.ui.document import Alternative, Bars, Document, Gap, Paragraph, Picture, Title

_TITLE = "How well your memory is predicted"
_NOTHING = "Nothing has been predicted yet. For that, you have to be asked about a fact on two different days."
_COLUMNS = ("low", "high", "answers", "predicted", "remembered")


def _collect(history: History | None) -> Predictions:
    """Return how well the answers of the player of a history were predicted. Raises `HistoryError`."""
    return predictions(Schedule(history).tries()) if history else Predictions()


def _document(found: Predictions, _today: date) -> Document:
    if not found.answers:
        return (Title(_TITLE), Paragraph(_NOTHING), Gap())
    return (
        Title(_TITLE),
        Paragraph(
            f"{plural(found.answers, 'answer')}, each on a later day than the previous answer about its fact. "
            "Lucky guesses are taken into account."
        ),
        Gap(),
        Alternative((Paragraph("How much you remembered, by what was predicted:"),)),
        Picture(Bars(tuple(map(_bar, found.bins))), tuple(map(_sentence, found.bins)), says_all=True),
        Gap(),
        Paragraph(_pace_text(found.pace)),
        Paragraph(f"Log loss: {found.loss:.3f}; lower is better."),
        Paragraph(_against_text("The defaults of the scheduler", found, found.defaults)),
        Paragraph(_against_text("One average for all answers", found, found.constant)),
        Gap(),
    )


def _range(one: Bin) -> str:
    return f"{one.low:.0%} to {one.high:.0%}"


def _bar(one: Bin) -> tuple[str, float, str]:
    return (
        _range(one),
        one.observed,
        f"{one.observed:.0%} of {plural(one.answers, 'answer')}, {one.predicted:.0%} predicted",
    )


def _sentence(one: Bin) -> str:
    return (
        f"Where {_range(one)} was predicted, {one.predicted:.0%} on average, you remembered "
        f"{one.observed:.0%} of {plural(one.answers, 'answer')}."
    )


def _pace_text(pace: Pace) -> str:
    if pace == USUAL:
        return "Your answers show no pace of your own so far, so the usual one is used."
    (first, second, third), usual = gaps(pace), gaps(USUAL)
    return (
        "Your pace: after a first right answer to a question with four options, a fact is due in "
        f"{plural(first, 'day')}, then in {second}, then in {third}. "
        f"At the usual pace these are {usual[0]}, {usual[1]} and {usual[2]}."
    )


def _against_text(name: str, found: Predictions, other: Against) -> str:
    text = f"{name}: {other.loss:.3f}"
    if other.takes is None:
        return f"{text}, which is the same."
    word = "worse" if other.loss > found.loss else "better"
    if other.takes > found.answers:
        return f"{text}. It takes about {plural(other.takes, 'answer')} to find out whether that is {word}."
    return f"{text}, which is {word}. About {plural(other.takes, 'answer')} would have been enough to find that out."


def _record(found: Predictions) -> dict[str, object]:
    return {
        "version": 1,
        "answers": found.answers,
        "pace": round(found.pace.once, 4),
        "pace_growth": found.pace.growth,
        "pace_lasting": found.pace.lasting,
        "log_loss": round(found.loss, 4),
        "defaults": _other(found.defaults),
        "constant": _other(found.constant),
        "predicted": [dict(zip(_COLUMNS, row, strict=True)) for row in _rows(found)],
    }


def _other(other: Against) -> dict[str, object]:
    return {"log_loss": round(other.loss, 4), "answers_needed": other.takes}


def _rows(found: Predictions) -> Iterator[tuple[object, ...]]:
    bins = {one.low: one for one in found.bins}
    for low, high in pairwise(BOUNDS):
        one = bins.get(low)
        means = (round(one.predicted, 4), round(one.observed, 4)) if one else (None, None)
        yield low, high, one.answers if one else 0, *means


REPORT = Report(
    title=_TITLE,
    collect=_collect,
    document=_document,
    record=_record,
    columns=_COLUMNS,
    rows=_rows,
)
