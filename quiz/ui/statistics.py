"""Statistics: what they say, and the pictures beside the words."""

from collections.abc import Iterator
from datetime import date

from quiz.game.mastery import STATES
from quiz.game.statistics import ENOUGH, Accuracy, Figures, Statistics, interval
from quiz.ui.document import (
    Alternative,
    Bars,
    Calendar,
    Document,
    Element,
    Paragraph,
    Picture,
    Sparkline,
    Subheading,
    Title,
    said,
)
from quiz.ui.words import NOTHING_PLAYED, calibration_text, listed, plural

TITLE = "How you do"

_Rows = tuple[tuple[str, float, str], ...]  # of bars: a name, a share, a text


def statistics_page(found: Statistics, today: date) -> Document:
    """Return statistics as a page, the headline first."""
    if not found.days and not found.topics:
        return (Subheading("Nothing yet"), Paragraph(NOTHING_PLAYED))
    elements: list[Element] = [Title(TITLE), Subheading("What stays"), Paragraph(_recall_text(found.recall))]
    if found.banks:
        texts = tuple(_bank_texts(found))
        elements += [Subheading("Right at the first try"), Picture(Bars(_bank_rows(found)), texts, says_all=True)]
    if any(found.facts):
        texts = (_facts_text(found),)
        elements += [Subheading("Facts"), Picture(Bars(_mastery_rows(found)), texts, says_all=True)]
    if found.forecast:
        elements += [Subheading("Reviews to come"), Picture(Bars(_forecast_rows(found)), (_forecast_text(found),))]
    if len(found.rounds) > 1:
        scores = Sparkline(tuple((one.right, one.total) for one in found.rounds))
        elements += [Subheading("The last rounds"), Picture(scores, (_rounds_text(found),))]
    elif found.rounds:
        elements.append(said(_rounds_text(found)))
    if found.days:
        elements += [Subheading("Days played"), Picture(Calendar(found.days, today), (_days_text(found),))]
    if found.calibration:
        text = calibration_text(found.calibration)
        elements += [Subheading("How sure you were"), Alternative((Paragraph(text, 3),), (text,))]
    return tuple(elements)


def _bank_texts(found: Statistics) -> Iterator[str]:
    """Yield how each bank goes, and its topics where it has several."""
    for one, indent in _listed(found):
        name = f"  {one.topic}: " if indent else f"{_name_of(found, one)}: "
        yield f"{name}{_figures(one)}"


def _bank_rows(found: Statistics) -> _Rows:
    """Return the bars of the same."""
    return tuple(
        (f"  {one.topic}" if indent else _name_of(found, one), one.accuracy.share, _score(one))
        for one, indent in _listed(found)
    )


def _mastery_rows(found: Statistics) -> _Rows:
    """Return the bars of how well the facts are known."""
    total = sum(found.facts) or 1
    return tuple((state, count / total, str(count)) for state, count in zip(STATES, found.facts, strict=True))


def _listed(found: Statistics) -> Iterator[tuple[Figures, bool]]:
    """Yield banks, each followed by its topics; with each whether it is a topic."""
    for bank in found.banks:
        yield bank, False
        topics = [topic for topic in found.topics if topic.bank == bank.bank]
        if len(topics) > 1:
            yield from ((topic, True) for topic in topics)


def _name_of(found: Statistics, bank: Figures) -> str:
    """Return the title of a bank; its id where the bank is not there any more."""
    return found.titles.get(bank.bank) or bank.bank


def _figures(figures: Figures) -> str:
    accuracy = figures.accuracy
    told = f"{accuracy.right} of {accuracy.total} right at the first try{_share(accuracy)}"
    return f"{plural(figures.facts, 'fact')} seen, {told}{_trend(figures)}"


def _score(figures: Figures) -> str:
    """Return a score in short, for beside its bar."""
    return f"{figures.accuracy.right} of {figures.accuracy.total}{_share(figures.accuracy)}"


def _share(accuracy: Accuracy) -> str:
    return f" ({accuracy.share:.0%})" if accuracy.total >= ENOUGH else ""


def _trend(figures: Figures) -> str:
    if figures.trend is None:
        return ""
    points = round(figures.trend * 100)
    return ", steady lately" if points == 0 else f", {'up' if points > 0 else 'down'} {abs(points)} points lately"


def _recall_text(recall: Accuracy) -> str:
    """Return the headline: how much stays for a week or more."""
    if not recall.total:
        return "What stays for a week: too early to say. No fact has come back after 7 days yet."
    told = f"After 7 days or more without a fact: {recall.right} of {recall.total} right at the first try"
    if recall.total < ENOUGH:
        return f"{told}; too few to say more."
    low, high = interval(recall.right, recall.total)
    return f"{told}, {recall.share:.0%} (likely {low:.0%} to {high:.0%})."


def _facts_text(found: Statistics) -> str:
    """Return how many facts are how well known."""
    counts = [f"{count} {state}" for state, count in zip(STATES, found.facts, strict=True) if count]
    return f"Facts: {listed(counts)}."


def _forecast_text(found: Statistics) -> str:
    """Return how many facts are due today, tomorrow and within a week."""
    counts = list(found.forecast.values())
    week = sum(counts[:7])
    today, tomorrow = plural(counts[0], "fact") if counts[0] else "Nothing", counts[1] or "none"
    return f"{today} due today, {tomorrow} tomorrow, {week or 'nothing'} within 7 days. `quiz review` asks what is due."


def _forecast_rows(found: Statistics) -> _Rows:
    """Return the bars of the same, for a week."""
    shown = list(found.forecast.items())[:7]
    most = max((count for _, count in shown), default=0) or 1
    names = ["today", "tomorrow", *(f"{date.fromisoformat(day):%A}" for day, _ in shown[2:])]
    return tuple((name, count / most, str(count)) for name, (_, count) in zip(names, shown, strict=True))


def _rounds_text(found: Statistics) -> str:
    """Return the scores of the latest rounds."""
    latest = [f"{one.right} of {one.total}" for one in found.rounds[-3:]]
    what = "The last round" if len(latest) == 1 else f"The last {len(latest)} rounds"
    return f"{what}: {', '.join(latest)} right."


def _days_text(found: Statistics) -> str:
    """Return on how many days there was play."""
    return f"Played on {plural(len(found.days), 'day')} within a year."
