"""Each answer has a digest, so an answer that a disk has changed is named, whatever the program does later."""

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from quiz.history.derived.upkeep import rebuild
from quiz.history.diagnosis import diagnose
from quiz.history.digests import DIGESTED, ChangedAnswer, changed_answers
from quiz.history.log import History
from quiz.history.player_files import exported, take_in
from quiz.history.players import Player, only_player
from tests.history.test_history import ATTEMPT, ROUND

WHOLE = ATTEMPT._replace(certainty="sure", response="green", utc_offset_s=3600)
SETUP = {"seed": "7", "mode": "learn", "questions": 3, "banks": [], "topics": [], "facts": [], "names": []}
IN_ROUND = ROUND._replace(setup=json.dumps(SETUP))
NOW = 1_800_000_000_000


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    """Return a history with two answers; the second one, at place 1, has a value in every column but `extra`."""
    opened = History.open(tmp_path / "history.db", write=True)
    assert opened is not None
    with closing(opened.of(Player("", "Ada"))) as history:
        for i, position in enumerate((300, 1)):
            history.save(IN_ROUND, WHOLE._replace(id=f"a{i}", position=position, answered_at=2000 + i))
        history.forget(["colors"], NOW)
        history.void("a1", NOW)
        yield history


def flipped(path: Path, column: str, bit: int) -> None:
    """Flip a bit of the second answer's value in a column; an empty column gets a value."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA ignore_check_constraints = ON")
        db.text_factory = bytes
        ((value,),) = db.execute(f"SELECT {column} FROM attempts WHERE position = 1").fetchall()
        if isinstance(value, int):
            db.execute(f"UPDATE attempts SET {column} = ? WHERE position = 1", (value ^ (1 << bit),))
        else:
            changed = bytes([value[0] ^ (1 << bit), *value[1:]]) if value else b"{}"
            db.execute(f"UPDATE attempts SET {column} = CAST(? AS TEXT) WHERE position = 1", (changed,))


@pytest.mark.parametrize("column", [*DIGESTED, "digest"])
def test_a_bit_that_was_flipped_in_an_answer_is_noticed_whatever_column_it_is_in(
    history: History, tmp_path: Path, column: str
) -> None:
    path = tmp_path / "copy.db"
    for bit in range(8):
        shutil.copyfile(history.path, path)
        flipped(path, column, bit)
        with closing(sqlite3.connect(path)) as db:
            found = changed_answers(db)

        assert 1 == found.answers, bit
        assert bit or found == diagnose(path).changed
        if column not in ("round", "position"):
            assert (ChangedAnswer("r1", 2),) == found.first


def test_every_column_is_digested_but_what_is_made_again(history: History) -> None:
    columns = {name for _, name, *_ in history.select("PRAGMA table_info(attempts)")}

    assert columns == {*DIGESTED, "digest", "assumed_offset_s"}


def test_a_flipped_bit_of_the_file_itself_is_noticed(history: History) -> None:
    data = history.path.read_bytes()
    assert not diagnose(history.path).changed.answers
    at = data.index("\u201c\u02bbokina\u201d".encode()) + 6  # a letter of what was shown becomes another one
    history.path.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])

    found = diagnose(history.path)
    assert (True, 1) == (found.is_intact, found.changed.answers)


def test_what_the_program_changes_stays_whole(history: History) -> None:
    history.save(IN_ROUND, WHOLE._replace(id="a2", position=2))
    history.recount()
    history.forget(["colors"], NOW + 1)
    history.void("a0", NOW)
    with history.transaction() as db:
        rebuild(db)

    assert 0 == diagnose(history.path).changed.answers
    assert [(3,)] == history.select("SELECT count(*) FROM attempts WHERE digest IS NOT NULL")


def test_an_answer_that_was_changed_stays_so_when_it_is_taken_back_and_forgotten(history: History) -> None:
    history.save(IN_ROUND, WHOLE._replace(id="a2", position=2))
    with history.transaction() as db:
        db.execute("UPDATE attempts SET took_ms = 7 WHERE id = 'a2'")
    history.forget(["colors"], NOW + 1)
    history.void("a2", NOW)

    assert (ChangedAnswer("r1", 3),) == diagnose(history.path).changed.first


def test_what_is_imported_has_digests_of_its_own(history: History, tmp_path: Path) -> None:
    player = only_player(history)
    assert player is not None
    lines = exported(history, player)
    there = History.open(tmp_path / "there" / "history.db", write=True)
    assert there is not None
    with closing(there):
        take_in(there, lines, NOW)
        late = [line.replace(b'"voided_at":null', b'"voided_at":5,"later":1') for line in lines]
        take_in(there, late, NOW)

        digests = "SELECT count(*), count(digest), count(voided_at), count(extra) FROM attempts"
        assert [(2, 2, 2, 1)] == there.select(digests)
    assert 0 == diagnose(there.path).changed.answers


def test_answers_of_before_have_no_digest_and_are_not_checked(history: History) -> None:
    with history.transaction() as db:
        db.execute("UPDATE attempts SET digest = NULL")
        db.execute("UPDATE attempts SET took_ms = 7")
    history.void("a0", NOW)

    assert 0 == diagnose(history.path).changed.answers
    assert [(0,)] == history.select("SELECT count(digest) FROM attempts")
