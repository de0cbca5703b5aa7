"""Facts are set aside and brought back, and banks are forgotten, in the log and with nothing lost."""

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from quiz.history.asides import aside_facts
from quiz.history.derived.schedule import Schedule
from quiz.history.fact_counts import fact_counts
from quiz.history.log import History
from quiz.history.player_files import exported, take_in
from quiz.history.players import (
    Habits,
    Player,
    Typing,
    bring_back,
    habits_of,
    keep_habits,
    merge,
    players,
    remove,
    set_aside,
)
from quiz.history.statistics import days_played
from quiz.json_lines import BadLine
from tests.history.test_player_files import SETUP
from tests.history.test_schedule import ATTEMPT, FACT, NOW, ROUND, TODAY, opened


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    with closing(opened(tmp_path / "history.db")) as found:
        yield found


@pytest.fixture
def other(tmp_path: Path) -> Iterator[History]:
    with closing(opened(tmp_path / "other.db", "Someone")) as found:
        yield found


def answer(history: History, id_: str, **changes: Any) -> None:
    position = len(history.attempts("r"))
    history.save(ROUND._replace(setup=json.dumps(SETUP)), ATTEMPT._replace(id=id_, position=position, **changes))


def test_a_fact_is_set_aside_and_brought_back_and_both_stay_in_the_log(history: History) -> None:
    set_aside(history, ["b/t/x", "b/t/y"], NOW)
    set_aside(history, ["b/t/x"], NOW + 1)  # it is already
    bring_back(history, ["b/t/y", "b/t/z"], NOW + 2)
    set_aside(history, ["b/t/y"], NOW + 3)

    assert aside_facts(history) == {"b/t/x": NOW, "b/t/y": NOW + 3}
    log = history.select("SELECT fact, set_at, back_at FROM asides ORDER BY fact, set_at")
    assert log == [("b/t/x", NOW, None), ("b/t/y", NOW, NOW + 2), ("b/t/y", NOW + 3, None)]


def test_each_player_has_their_own(history: History) -> None:
    set_aside(history, [FACT], NOW)

    assert aside_facts(history.of(Player("", "Ben"))) == {}


def test_what_is_set_aside_is_not_due(history: History) -> None:
    answer(history, "a", right=False)
    answer(history, "b", fact="b/t/y")
    set_aside(history, [FACT], NOW)
    assert [one.fact for one in Schedule(history).known(["b"])] == ["b/t/y"]

    bring_back(history, [FACT], NOW)
    assert sorted(one.fact for one in Schedule(history).known(["b"])) == [FACT, "b/t/y"]


def test_it_goes_along_with_the_player(history: History) -> None:
    set_aside(history, [FACT], NOW)
    keep_habits(history, Habits(cards=False, typed=Typing.ALWAYS))
    (ada,) = players(history)
    ben = history.of(Player("", "Ben"))
    set_aside(ben, ["b/t/y"], NOW + 1)
    assert ben.player is not None
    merge(history, ada, ben.player)
    assert aside_facts(ben) == {FACT: NOW, "b/t/y": NOW + 1}

    remove(history, ben.player)
    assert history.select("SELECT count(*) FROM asides") == history.select("SELECT count(*) FROM habits") == [(0,)]


def test_a_players_file_has_it(history: History, other: History) -> None:
    answer(history, "a")
    set_aside(history, [FACT, "b/t/y"], NOW)
    (ada,) = players(history)
    first = exported(history, ada)
    taken = take_in(other, first, NOW).player
    assert aside_facts(other.of(taken)) == {FACT: NOW, "b/t/y": NOW}
    assert exported(other, taken) == first

    bring_back(history, [FACT], NOW + 5)
    history.forget(["b"], NOW + 6)
    second = exported(history, ada)
    assert second != first
    take_in(other, second, NOW)
    assert aside_facts(other.of(taken)) == {"b/t/y": NOW}
    assert fact_counts(other.of(taken)) == {}
    assert exported(other, taken) == second


@pytest.mark.parametrize(
    "asides",
    [b"5", b"[5]", b'[{"id": "a"}]', b'[{"id": "a", "fact": "b", "set_at": -1, "back_at": null}]',
     b'[{"id": "a", "fact": "b", "set_at": 9007199254740991, "back_at": null}]'],
)  # fmt: skip
def test_what_cannot_have_been_set_aside_is_refused(history: History, other: History, asides: bytes) -> None:
    answer(history, "a")
    (ada,) = players(history)
    head, *lines = exported(history, ada)

    with pytest.raises(BadLine):
        take_in(other, [head.replace(b"}", b', "asides": ' + asides + b"}"), *lines], NOW)
    assert players(other) == []


def test_what_is_forgotten_is_new_again_and_nothing_is_lost(history: History) -> None:
    answer(history, "a")
    answer(history, "b", fact="c/t/z", bank="c", item="c/t.p/z")
    before = history.attempts("r")
    assert len(Schedule(history).known(["b", "c"])) == 2
    assert history.count_known("b") == 1
    history.forget(["b"], NOW + 1)

    assert [one.fact for one in Schedule(history).known(["b", "c"])] == ["c/t/z"]
    assert fact_counts(history).keys() == {"c/t/z"}
    assert history.count_known("b") == 0
    assert [one._replace(forgotten_at=None) for one in history.attempts("r")] == before
    assert [one.forgotten_at for one in history.attempts("r")] == [NOW + 1, None]
    assert days_played(history, 0) == {TODAY: 2}  # days played and scores are not knowledge
    assert [(row.answered, row.right) for row in history.rounds()] == [(2, 2)]


def test_what_is_answered_after_that_counts_as_if_it_were_the_first(history: History) -> None:
    answer(history, "a", right=False)
    history.forget(["b"], NOW + 1)
    answer(history, "b", answered_at=NOW + 2)
    (known,) = Schedule(history).known(["b"])

    assert known.right
    assert fact_counts(history)[FACT].tries == 1
    history.recount()
    assert Schedule(history).known(["b"]) == [known]
    assert fact_counts(history)[FACT].tries == 1


def test_an_answer_that_is_forgotten_can_still_be_taken_back(history: History) -> None:
    answer(history, "a")
    history.forget(["b"], NOW + 1)
    history.void("a", NOW + 2)

    assert days_played(history, 0) == {}
    assert fact_counts(history) == {}


def test_only_the_banks_and_the_player_that_are_meant_are_forgotten(history: History) -> None:
    answer(history, "a", fact="b2/t/x", bank="b2", item="b2/t.p/x")
    ben = history.of(Player("", "Ben"))
    ben.save(ROUND._replace(id="s"), ATTEMPT._replace(id="c", round="s"))
    history.forget(["b", "b2x", "b%", "_2"], NOW)

    assert fact_counts(history).keys() == {"b2/t/x"}
    assert fact_counts(ben).keys() == {FACT}


def test_habits_are_kept_for_each_player(history: History) -> None:
    assert habits_of(history) == Habits()
    keep_habits(history, Habits(cards=False, typed=Typing.NEVER))

    assert habits_of(history) == Habits(cards=False, typed="never")
    assert habits_of(history.of(Player("", "Ben"))) == Habits()
