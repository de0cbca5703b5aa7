"""Statistics in words: what plain mode says, and what stands beside every picture."""

from collections.abc import Iterator
from datetime import date

from quiz.game.mastery import STATES
from quiz.game.statistics import ENOUGH, Statistics, interval
from quiz.game.summary import Accuracy, Figures
from quiz.ui.stakes import calibration_text
from quiz.ui.words import listed, plural

NOTHING = "Nothing is played yet. `quiz play` starts a round."


def sentences(found: Statistics) -> list[str]:
    """Return statistics as sentences, the headline first."""
    if not found.days and not found.topics:
        return [NOTHING]
    lines = [recall_text(found.recall), *bank_texts(found)]
    texts = [text(found) for text in (facts_text, forecast_text, rounds_text, days_text)]
    return [*lines, *(text for text in [*texts, calibration_text(found.calibration)] if text)]


def bank_texts(found: Statistics) -> Iterator[str]:
    """Yield how each bank goes, and its topics where it has several."""
    for one, indent in _listed(found):
        name = f"  {one.topic}: " if indent else f"{name_of(found, one)}: "
        yield f"{name}{_figures(one)}"


def bank_rows(found: Statistics) -> list[tuple[str, float, str]]:
    """Return the rows of a picture of the same: a name, a share, a text."""
    return [
        (f"  {one.topic}" if indent else name_of(found, one), one.accuracy.share, score(one))
        for one, indent in _listed(found)
    ]


def mastery_rows(found: Statistics) -> list[tuple[str, float, str]]:
    """Return the rows of a picture of how well the facts are known."""
    total = sum(found.facts) or 1
    return [(state, count / total, str(count)) for state, count in zip(STATES, found.facts, strict=True)]


def _listed(found: Statistics) -> Iterator[tuple[Figures, bool]]:
    """Yield banks, each followed by its topics; with each whether it is a topic."""
    for bank in found.banks:
        yield bank, False
        topics = [topic for topic in found.topics if topic.bank == bank.bank]
        if len(topics) > 1:
            yield from ((topic, True) for topic in topics)


def name_of(found: Statistics, bank: Figures) -> str:
    """Return the title of a bank; its id where the bank is not there any more."""
    return found.titles.get(bank.bank) or bank.bank


def _figures(figures: Figures) -> str:
    accuracy = figures.accuracy
    told = f"{accuracy.right} of {accuracy.total} right at the first try{_share(accuracy)}"
    return f"{plural(figures.facts, 'fact')} seen, {told}{_trend(figures)}"


def score(figures: Figures) -> str:
    """Return a score in short, for beside its bar."""
    return f"{figures.accuracy.right} of {figures.accuracy.total}{_share(figures.accuracy)}"


def _share(accuracy: Accuracy) -> str:
    return f" ({accuracy.share:.0%})" if accuracy.total >= ENOUGH else ""


def _trend(figures: Figures) -> str:
    if figures.trend is None:
        return ""
    points = round(figures.trend * 100)
    return ", steady lately" if points == 0 else f", {'up' if points > 0 else 'down'} {abs(points)} points lately"


def recall_text(recall: Accuracy) -> str:
    """Return the headline: how much stays for a week or more."""
    if not recall.total:
        return "What stays for a week: too early to say. No fact has come back after 7 days yet."
    told = f"After 7 days or more without a fact: {recall.right} of {recall.total} right at the first try"
    if recall.total < ENOUGH:
        return f"{told}; too few to say more."
    low, high = interval(recall.right, recall.total)
    return f"{told}, {recall.share:.0%} (likely {low:.0%} to {high:.0%})."


def facts_text(found: Statistics) -> str:
    """Return how many facts are how well known."""
    counts = [f"{count} {state}" for state, count in zip(STATES, found.facts, strict=True) if count]
    return f"Facts: {listed(counts)}." if counts else ""


def forecast_text(found: Statistics) -> str:
    """Return how many facts are due today, tomorrow and within a week; nothing where none ever is."""
    if not found.forecast:
        return ""
    counts = list(found.forecast.values())
    week = sum(counts[:7])
    today, tomorrow = plural(counts[0], "fact") if counts[0] else "Nothing", counts[1] or "none"
    return f"{today} due today, {tomorrow} tomorrow, {week or 'nothing'} within 7 days. `quiz review` asks what is due."


def forecast_rows(found: Statistics) -> list[tuple[str, float, str]]:
    """Return the rows of a picture of the same, for a week."""
    shown = list(found.forecast.items())[:7]
    most = max((count for _, count in shown), default=0) or 1
    names = ["today", "tomorrow", *(f"{date.fromisoformat(day):%A}" for day, _ in shown[2:])]
    return [(name, count / most, str(count)) for name, (_, count) in zip(names, shown, strict=True)]


def rounds_text(found: Statistics) -> str:
    """Return the scores of the latest rounds."""
    if not found.rounds:
        return ""
    latest = [f"{one.right} of {one.total}" for one in found.rounds[-3:]]
    what = "The last round" if len(latest) == 1 else f"The last {len(latest)} rounds"
    return f"{what}: {', '.join(latest)} right."


def days_text(found: Statistics) -> str:
    """Return on how many days there was play."""
    return f"Played on {plural(len(found.days), 'day')} within a year." if found.days else ""
