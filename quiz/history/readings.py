"""Reading a history in every way in which a command does: what makes a command fail is found before one does."""

from quiz.game.modes import MODES
from quiz.history.derived.confusions import mix_ups, mixed_up, mixed_up_facts
from quiz.history.derived.counts import fact_counts
from quiz.history.derived.schedule import Schedule
from quiz.history.exams import exam_of, planned_on
from quiz.history.log import History
from quiz.history.player_changes import played
from quiz.history.players import players, tells_certainty
from quiz.history.statistics import scores, statistics


def read_all(history: History) -> None:
    """Run the queries of all commands, for every player. Raises `HistoryError` where one fails."""
    history.rounds()
    history.flags()
    history.attempts_of_all_banks()
    played(history)
    for player in players(history):
        _read(history.of(player))


def _read(history: History) -> None:
    """Run what opening a round, `stats`, `history` and `review` run for a player."""
    history.open_rounds()
    tells_certainty(history)
    statistics(history, 0)
    mix_ups(history)
    facts = list(fact_counts(history))
    banks = sorted({fact.partition("/")[0] for fact in facts})
    schedule = Schedule(history)
    schedule.known(banks)
    schedule.memories(banks)
    schedule.last_items(facts)
    mixed_up_facts(history, banks)
    mixed_up(history, facts)
    exam_of(history)
    for (day,) in history.select("SELECT planned_on FROM exams WHERE player = ?", history.player and history.player.id):
        planned_on(history, day)
    for latest in history.rounds()[:1]:
        for mode in MODES:
            scores(history, mode, latest, lambda _: True)
