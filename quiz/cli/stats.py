"""`quiz stats`."""

import json
from typing import Annotated

import typer

from quiz.cli.exits import Exit, fail
from quiz.cli.play import PlayerName
from quiz.cli.who import open_to_read
from quiz.game.summary import Figures, Try, accuracy_by
from quiz.screen.sink import stdout_sink
from quiz.screen.words import plural
from quiz.store.database import HistoryError
from quiz.store.history import History

__all__ = ["app", "sentences"]

app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)


@app.command()
def stats(
    player: PlayerName = "",
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
) -> None:
    """Show how you do, by bank and topic.

    Only the first try at each question of a round counts.
    """
    try:
        tries = _tries(open_to_read(player, asks=not as_json))
    except HistoryError as error:
        fail(Exit.STORAGE, error.message, error.help)
    sink = stdout_sink()
    if as_json:
        banks = [_record(figures) for figures in accuracy_by(tries, topic=False)]
        topics = [_record(figures) for figures in accuracy_by(tries, topic=True)]
        sink.data(json.dumps({"version": 1, "banks": banks, "topics": topics}, indent=2))
        return
    sink.text(*_told(tries))


def sentences(history: History | None) -> list[str]:
    """Return the statistics as sentences."""
    try:
        return _told(_tries(history))
    except HistoryError as error:
        return [error.message]


def _tries(history: History | None) -> list[Try]:
    return [Try(*row) for row in history.first_tries()] if history else []


def _record(figures: Figures) -> dict[str, object]:
    return {
        "bank": figures.bank,
        **({"topic": figures.topic} if figures.topic else {}),
        "facts_seen": figures.facts,
        "first_tries": figures.accuracy.total,
        "right": figures.accuracy.right,
        "accuracy": round(figures.accuracy.share, 4),
        "trend": None if figures.trend is None else round(figures.trend, 4),
    }


def _told(tries: list[Try]) -> list[str]:
    if not tries:
        return ["Nothing is played yet. `quiz play` starts a round."]
    lines = []
    by_topic = accuracy_by(tries, topic=True)
    for bank in accuracy_by(tries, topic=False):
        lines.append(_sentence(bank.bank, bank))
        topics = [figures for figures in by_topic if figures.bank == bank.bank]
        lines += [f"  {_sentence(topic.topic, topic)}" for topic in topics if len(topics) > 1]
    return lines


def _sentence(name: str, figures: Figures) -> str:
    score = f"{figures.accuracy.right} of {figures.accuracy.total} right at the first try"
    share = f" ({figures.accuracy.share:.0%})" if figures.accuracy.total >= 10 else ""
    trend = ""
    if figures.trend is not None:
        points = round(figures.trend * 100)
        trend = ", steady lately" if points == 0 else f", {'up' if points > 0 else 'down'} {abs(points)} points lately"
    return f"{name}: {plural(figures.facts, 'fact')} seen, {score}{share}{trend}"
