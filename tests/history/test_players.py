"""The players of a history, and their names."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz import clock
from quiz.game.player_name import MAX_NAME, player_name
from quiz.game.shown import Shown
from quiz.history.database import HistoryError
from quiz.history.log import History
from quiz.history.players import (
    NameTaken,
    Player,
    merge,
    only_player,
    played,
    players,
    remove,
    rename,
)
from quiz.history.records import Attempt, RoundRow
from quiz.text import clean

ROUND = RoundRow(id="r1", started_at=1000, mode="learn", seed="7", planned=3, setup="{}")
SHOWN = Shown("Colors", "Green?", ())


def attempt(id_: str, round_: str, **changes: object) -> Attempt:
    """Return an answer."""
    found = Attempt(
        id_, round_, 0, "first", "colors", "h", "colors/a.b/c", "colors/a/c", "Mixing", "pick", 0, SHOWN, ("c",),
        hinted=False, right=True, took_ms=5, answered_at=2000,
    )  # fmt: skip
    return found._replace(**changes)  # type: ignore[arg-type]


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    opened = History.open(tmp_path / "data" / "history.db", write=True)
    assert opened is not None
    with closing(opened):
        yield opened


def plays(history: History, name: str, *rounds: str) -> Player:
    """Let a player answer once in each round; return the player as saved."""
    of = history.of(Player("", name))
    for id_ in rounds:
        of.save(ROUND._replace(id=id_), attempt(f"a-{id_}", id_))
    assert of.player is not None
    return of.player


def rounds_of(history: History, player: Player) -> list[str]:
    return sorted(row.id for row in history.of(player).rounds())


def test_a_new_history_has_no_players_and_the_first_to_be_has_no_name(history: History) -> None:
    assert [] == players(history)
    assert Player("", "me") == only_player(history)


def test_a_player_is_made_with_the_first_answer(history: History) -> None:
    ada = plays(history, "Ada", "r1")

    assert [ada] == players(history)
    assert "" != ada.id
    assert ada == only_player(history)


def test_names_that_differ_in_case_alone_are_one_player(history: History) -> None:
    ada = plays(history, "Ada", "r1")

    assert ada == plays(history, "ADA", "r2")
    assert ["r1", "r2"] == rounds_of(history, ada)


def test_each_player_has_rounds_tries_and_open_rounds_of_their_own(history: History) -> None:
    ada, ben = plays(history, "Ada", "r1"), plays(history, "Ben", "r2", "r3")

    assert ["r1"] == rounds_of(history, ada)
    assert ["r2", "r3"] == rounds_of(history, ben)
    assert ["r1"] == [row.id for row in history.of(ada).open_rounds()]
    assert [1, 2] == [len(history.of(player).first_tries()) for player in (ada, ben)]
    assert only_player(history) is None


def test_without_a_player_a_history_reads_those_of_all(history: History) -> None:
    plays(history, "Ada", "r1")
    plays(history, "Ben", "r2")

    assert 2 == len(history.rounds())
    assert {"colors/a/c": 2} == history.attempts_by_fact("colors")


def test_what_each_has_played_is_told_by_name_without_what_was_taken_back(history: History) -> None:
    ben, ada = plays(history, "Ben", "r2", "r3"), plays(history, "Ada", "r1")
    history.of(ada).save(ROUND, attempt("a2", "r1", position=1, answered_at=9000, voided_at=9500))

    here = clock.utc_offset_s(2000)  # as nothing says where the answer was given
    assert [(ada, 1, 1, 2000, here), (ben, 2, 2, 2000, here)] == [tuple(one) for one in played(history)]


def test_a_renamed_player_keeps_the_rounds(history: History) -> None:
    ada = plays(history, "Ada", "r1")

    renamed = rename(history, ada, "ada lovelace")

    assert [renamed] == players(history) == [ada._replace(name="ada lovelace")]
    assert ["r1"] == rounds_of(history, renamed)


def test_a_name_may_change_its_case(history: History) -> None:
    assert "ADA" == rename(history, plays(history, "Ada", "r1"), "ADA").name


def test_a_name_that_is_taken_is_refused_in_any_case(history: History) -> None:
    ada, ben = plays(history, "Ada", "r1"), plays(history, "Ben", "r2")

    with pytest.raises(NameTaken):
        rename(history, ben, "aDA")

    assert [ada, ben] == players(history)


def test_merging_moves_all_rounds_and_leaves_one_player(history: History) -> None:
    ada, ben = plays(history, "Ada", "r1"), plays(history, "Ben", "r2", "r3")

    assert 2 == merge(history, ben, ada)

    assert [ada] == players(history)
    assert ["r1", "r2", "r3"] == rounds_of(history, ada)


def test_removing_takes_rounds_answers_and_flags_of_that_player_alone(history: History) -> None:
    ada, ben = plays(history, "Ada", "r1"), plays(history, "Ben", "r2", "r3")
    with history.transaction() as db:
        for one in (ada, ben):
            db.execute("INSERT INTO exams VALUES (?, '2030-01-01', '[]', 20, '', '[]')", (one.id,))
        for id_ in ("a-r1", "a-r2"):
            db.execute("INSERT INTO flags VALUES (?, ?, '', 1, '{}', NULL)", (f"f-{id_}", id_))

    remove(history, ben)

    assert [ada] == players(history)
    assert [("r1",)] == history.select("SELECT id FROM rounds")
    assert [("a-r1",)] == history.select("SELECT id FROM attempts")
    assert [("f-a-r1",)] == history.select("SELECT id FROM flags")
    assert [(ada.id,)] == history.select("SELECT player FROM exams")


def test_every_reference_is_followed_by_removing(history: History) -> None:
    """A table that refers to a player, round or answer must be cleared too: SQLite refuses to leave it dangling."""
    known = {"rounds", "attempts", "flags", "exams", "asides", "habits"}
    found = history.select(
        "SELECT DISTINCT m.name FROM sqlite_schema m, pragma_foreign_key_list(m.name) f WHERE f.on_delete <> 'CASCADE'"
    )

    assert known == {name for (name,) in found}


def test_a_player_who_was_removed_meanwhile_gets_no_new_round(history: History) -> None:
    ada = plays(history, "Ada", "r1")
    other = history.of(ada)
    remove(history, ada)

    with pytest.raises(HistoryError, match="cannot be written"):
        other.save(ROUND._replace(id="r2"), attempt("a2", "r2"))

    assert [] == players(history)


def test_what_was_played_before_there_were_players_belongs_to_the_first(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    with closing(sqlite3.connect(path)) as db:
        db.executescript(Path(__file__).with_name("history-v3.sql").read_text(encoding="utf-8"))
    opened = History.open(path, write=True)
    assert opened is not None
    with closing(opened):
        (first,) = players(opened)

        assert "me" == first.name
        assert 2 == len(opened.of(first).rounds())
        assert first == only_player(opened)


@pytest.mark.parametrize("name", ["Ada", "Ömer Ağa", "李", "O'Neill", "Player 1", "x" * MAX_NAME, "12"])
def test_a_name_is_taken_as_it_is(name: str) -> None:
    assert name == player_name(name)


@pytest.mark.parametrize(
    ("typed", "name"), [("  Ada   Lovelace ", "Ada Lovelace"), ("O\u0308mer", "Ömer"), ("A\tb", "A b")]
)
def test_a_name_is_put_into_one_form(typed: str, name: str) -> None:
    assert name == player_name(typed)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        (" \n", "empty"),
        ("x" * (MAX_NAME + 1), "longer than 30"),
        ("x" * 1_000_000, "longer than 30"),
        ("Ada\u202eadA", "invisible"),
        ("Ada\x1b[2J", "invisible"),
        ("A\u200bda", "invisible"),
        ("A" + "\u0301" * 20, "invisible"),
        ("Ada,Ben", "comma"),
        ("--yes", "or start with"),
        ("!?", "no letter"),
        ("\ud800x", "invisible"),
    ],
)
def test_what_could_mislead_is_refused_with_a_reason(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        player_name(text)


@given(st.text(max_size=40))
def test_a_name_is_clean_short_and_stays_as_it_is(text: str) -> None:
    try:
        name = player_name(text)
    except ValueError:
        return
    assert clean(name) == name
    assert 0 < len(name) <= MAX_NAME
    assert name == player_name(name)
