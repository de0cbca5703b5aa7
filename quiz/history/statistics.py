"""Reading what statistics show: totals only from the counts, and the scores of rounds a few at a time."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from quiz.days import FIRST_DAY, LAST_DAY
from quiz.game.mastery import KNOWN_DAYS, LASTING_DAYS, MATURE_DAYS
from quiz.game.scoring import CERTAINTIES, Calibration
from quiz.game.statistics import Accuracy, Played, Statistics, TopicCount, figures
from quiz.history.log import History
from quiz.history.records import RoundRow

ROUNDS = 30  # how many of the latest rounds are shown
_AT_ONCE = 100  # rounds

_TOPICS = """
    SELECT t.bank, t.topic, coalesce(f.facts, 0), t.tries, t.is_right, t.latest
    FROM topic_counts t LEFT JOIN (
        SELECT bank, topic, count(*) AS facts FROM fact_counts WHERE player = ? AND tries GROUP BY bank, topic
    ) f ON f.bank = t.bank AND f.topic = t.topic
    WHERE t.player = ? ORDER BY t.bank, t.topic
"""
_FACTS = f"""
    SELECT bank, sum(tries > 0), sum(run_to - run_from >= {KNOWN_DAYS}), sum(run_to - run_from >= {MATURE_DAYS}),
           CAST(total(recalls) AS INTEGER), CAST(total(recalled) AS INTEGER), total(chance),
           sum(right_days >= {LASTING_DAYS})
    FROM fact_counts WHERE player = ? GROUP BY bank HAVING total(tries) ORDER BY bank
"""
_ROUNDS = f"""
    SELECT r.started_at, sum(a.is_right), count(*)
    FROM (SELECT id, started_at FROM rounds WHERE player = ? ORDER BY started_at DESC, id LIMIT {2 * ROUNDS}) r
    JOIN attempts a ON a.round = r.id AND a.kind = 'first' AND a.voided_at IS NULL
    GROUP BY r.id ORDER BY r.started_at DESC, r.id LIMIT {ROUNDS}
"""
LONGEST_PAUSE_MS = 120_000  # a longer time between two answers was spent elsewhere
_BETWEEN_ANSWERS = """
    SELECT b.answered_at - a.answered_at
    FROM (SELECT id FROM rounds WHERE player = ? ORDER BY started_at DESC, id LIMIT 10) r
    JOIN attempts a ON a.round = r.id JOIN attempts b ON b.round = r.id AND b.position = a.position + 1
    WHERE b.answered_at - a.answered_at BETWEEN 1 AND ?
"""


def statistics(history: History, since: int) -> Statistics:
    """Return the statistics of a history's player, with the days played since a given one. Raises `HistoryError`."""
    player = history.player.id if history.player else ""
    try:
        banks, topics = figures([_topic(row) for row in history.select(_TOPICS, player, player)])
    except (ValueError, TypeError, RecursionError):
        raise history.damaged("a count") from None
    facts = history.select(_FACTS, player)
    sure = {
        name: (right, tries)
        for name, tries, right in history.select(
            "SELECT certainty, tries, is_right FROM certainty_counts WHERE player = ?", player
        )
    }
    return Statistics(
        banks=banks,
        topics=topics,
        rounds=tuple(Played(*row) for row in reversed(history.select(_ROUNDS, player))),
        days={date.fromordinal(day).isoformat(): count for day, count in days_played(history, since).items()},
        mastery={bank: (seen - known, known - mature, mature) for bank, seen, known, mature, *_ in facts},
        recall=Accuracy("", sum(row[5] for row in facts), sum(row[4] for row in facts)),
        chance=sum(row[6] for row in facts),
        lasting=sum(row[7] for row in facts),
        calibration=tuple(Calibration(name, *sure[name]) for name in CERTAINTIES if name in sure),
    )


def missed_and_known(history: History) -> dict[int, int]:
    """Return day -> how many facts were last missed on it and are known now.

    Days are the player's, as numbers. Raises `HistoryError`.
    """
    player = history.player.id if history.player else ""
    found = history.select(
        "SELECT missed_on, count(*) FROM fact_counts WHERE player = ? AND missed_on BETWEEN ? AND ? "
        f"AND run_to - run_from >= {KNOWN_DAYS} GROUP BY missed_on",
        *(player, FIRST_DAY, LAST_DAY),
    )
    return dict(found)


def question_ms(history: History, few: int = 10) -> int | None:
    """Return how long a question takes the player, from one answer to the next, feedback included.

    It is the median over the latest rounds; None if there are fewer than `few` such times. Raises `HistoryError`.
    """
    player = history.player.id if history.player else ""
    rows = history.select(_BETWEEN_ANSWERS, player, LONGEST_PAUSE_MS)
    times = sorted(time for (time,) in rows)
    return times[len(times) // 2] if len(times) >= few else None


def _topic(row: tuple[Any, ...]) -> TopicCount:
    return TopicCount(row[0], row[1], row[2], row[3], row[4], json.loads(row[5]))


def days_played(history: History, since: int) -> dict[int, int]:
    """Return the days from `since` on which the player of a history answered, and how many answers each has.

    Days are the player's, as numbers, in order: each answer counts for the day at the place where it was given. Raises
    `HistoryError`.
    """
    if history.player is None:
        return {}
    found = history.select(
        "SELECT day, answers FROM day_counts WHERE player = ? AND day BETWEEN ? AND ? ORDER BY day",
        *(history.player.id, max(since, FIRST_DAY), LAST_DAY),
    )
    return dict(found)


class Score(NamedTuple):
    """How many of the first tries of a round were right, and when it began."""

    started_at: int
    right: int
    answered: int


def scores(history: History, mode: str, before: RoundRow, is_wanted: Callable[[str], bool]) -> list[Score]:
    """Return the scores of the player's finished rounds of a mode before another round, the latest first.

    `is_wanted` decides by the setup of a round, as it is saved. Raises `HistoryError`.
    """
    player = history.player.id if history.player else None
    found: list[Score] = []
    last = -1
    while rows := history.select(
        "SELECT rowid, id, started_at, setup FROM rounds WHERE rowid > ? AND mode = ? AND ending = 'finished' "
        "AND started_at <= ? AND (? IS NULL OR player = ?) ORDER BY rowid LIMIT ?",
        *(last, mode, before.started_at, player, player, _AT_ONCE),
    ):
        last = rows[-1][0]
        for _, id_, started_at, setup in rows:
            if id_ != before.id and is_wanted(setup):
                ((right, answered),) = history.select(
                    "SELECT coalesce(sum(is_right), 0), count(*) FROM attempts "
                    "WHERE round = ? AND kind = 'first' AND voided_at IS NULL",
                    id_,
                )
                found += [Score(started_at, right, answered)] if answered else []
    return sorted(found, key=lambda score: -score.started_at)
