"""The history saves every answer once, each in one durable transaction."""

import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from quiz.game.shown import Shown
from quiz.history.database import HistoryError
from quiz.history.log import History
from quiz.history.records import Attempt, Flag, RoundRow

ROUND = RoundRow(id="r1", started_at=1000, mode="learn", seed="7", planned=3, setup='{"seed": "7"}')
OPTIONS = [{"id": "green", "text": "Green", "correct": True}, {"id": "gray", "text": "Grey", "correct": False}]
ATTEMPT = Attempt(
    id="a1",
    round="r1",
    position=0,
    kind="first",
    bank="colors",
    bank_hash="h1",
    item="colors/mixes.what/green",
    fact="colors/mixes/green",
    topic="Mixing",
    form="pick",
    slot=0,
    shown=Shown.from_json({"stem": "“ʻokina” 🎨 isn't 'quoted'?", "options": OPTIONS, "why": ""}),
    chosen=("green",),
    hinted=False,
    right=True,
    took_ms=1500,
    answered_at=2000,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "history.db"


@pytest.fixture
def history(path: Path) -> Iterator[History]:
    opened = History.open(path, write=True)
    assert opened is not None
    with closing(opened):
        yield opened


def nth(position: int, **changes: Any) -> Attempt:
    """Return an attempt like ATTEMPT at another place of the round."""
    found = ATTEMPT._replace(id=f"a{position + 1}", position=position, slot=position, answered_at=2000 + position)
    return found._replace(**changes)


def kept(path: Path) -> list[str]:
    """Return the ids of the attempts in the file, as another program sees them."""
    with closing(sqlite3.connect(path)) as db:
        return [row[0] for row in db.execute("SELECT id FROM attempts ORDER BY round, position")]


def test_an_attempt_comes_back_as_it_was_saved(history: History) -> None:
    history.save(ROUND, ATTEMPT)

    assert [ATTEMPT] == history.attempts("r1")


@pytest.mark.parametrize("response", [None, "", "gr\u00fcn", "7.5"])
@pytest.mark.parametrize("offset", [None, 0, 3600, -12_600, 45_900, -17_762, 88_200])
def test_what_was_typed_and_where_comes_back_as_it_was_saved(
    history: History, response: str | None, offset: int | None
) -> None:
    attempt = ATTEMPT._replace(response=response, utc_offset_s=offset)
    history.save(ROUND, attempt)
    history.flag(Flag("f1", attempt.id, "", 3000, attempt.shown))

    assert [attempt] == history.attempts("r1")
    assert [attempt] == [about for _, about in history.flags()]


def test_a_round_is_kept_with_its_first_answer(history: History) -> None:
    assert [] == history.rounds()

    history.save(ROUND, ATTEMPT)

    assert [ROUND._replace(answered=1, right=1, took_ms=1500)] == history.rounds()


def test_an_answer_is_in_the_file_when_save_returns(history: History, path: Path) -> None:
    history.save(ROUND, ATTEMPT)

    assert ["a1"] == kept(path)
    assert not path.with_name("history.db-journal").exists()


def test_saving_the_same_attempt_again_keeps_it_once(history: History) -> None:
    history.save(ROUND, ATTEMPT)
    history.save(ROUND, ATTEMPT)
    history.save(ROUND, ATTEMPT._replace(chosen=("gray",), right=False))

    assert [ATTEMPT] == history.attempts("r1")
    assert [ROUND._replace(answered=1, right=1, took_ms=1500)] == history.rounds()


def test_a_replayed_last_answer_still_ends_the_round(history: History) -> None:
    history.save(ROUND, ATTEMPT)
    history.save(ROUND, ATTEMPT, finished_at=9000)

    assert [] == history.open_rounds()
    assert ("finished", 9000) == (history.rounds()[0].ending, history.rounds()[0].ended_at)


def test_two_answers_in_one_place_are_refused(history: History) -> None:
    history.save(ROUND, ATTEMPT)

    with pytest.raises(HistoryError, match="cannot be written"):
        history.save(ROUND, ATTEMPT._replace(id="a2"))

    assert [ATTEMPT] == history.attempts("r1")


def test_an_answer_and_the_end_of_its_round_are_one_transaction(history: History) -> None:
    history.save(ROUND, ATTEMPT)

    with pytest.raises(HistoryError):
        history.save(ROUND, ATTEMPT._replace(id="a2"), finished_at=9000)

    assert ["r1"] == [row.id for row in history.open_rounds()]


def test_an_answer_that_is_refused_keeps_no_round(history: History) -> None:
    with pytest.raises(HistoryError):
        history.save(ROUND, ATTEMPT._replace(kind="unknown"))

    assert [] == history.rounds()
    history.save(ROUND, ATTEMPT)
    assert [ATTEMPT] == history.attempts("r1")


def test_finished_at_ends_the_round(history: History) -> None:
    history.save(ROUND, ATTEMPT, finished_at=9000)

    expected = ROUND._replace(ended_at=9000, ending="finished", answered=1, right=1, took_ms=1500)
    assert [expected] == history.rounds()
    assert [] == history.open_rounds()


@pytest.mark.parametrize("ending", ["finished", "left", "changed"])
def test_a_round_is_ended_once(history: History, ending: str) -> None:
    history.save(ROUND, ATTEMPT)

    history.end("r1", ending, 5000)
    history.end("r1", "left", 6000)

    assert [(ending, 5000)] == [(row.ending, row.ended_at) for row in history.rounds()]


def test_an_unknown_ending_is_refused(history: History) -> None:
    history.save(ROUND, ATTEMPT)

    with pytest.raises(HistoryError):
        history.end("r1", "lost", 5000)

    assert ["r1"] == [row.id for row in history.open_rounds()]


def test_rounds_come_latest_first_with_their_scores(history: History) -> None:
    later = ROUND._replace(id="r0", started_at=5000)
    history.save(ROUND, nth(0, right=False))
    history.save(ROUND, nth(1))
    history.save(ROUND, nth(2, kind="again"))
    history.save(later, nth(3, round="r0"))

    expected = [
        later._replace(answered=1, right=1, took_ms=1500),
        ROUND._replace(answered=2, right=1, took_ms=4500),
    ]
    assert expected == history.rounds()
    assert expected == history.open_rounds()


def test_open_rounds_leave_out_what_has_ended(history: History) -> None:
    for i in range(4):
        row = ROUND._replace(id=f"r{i}", started_at=1000 + i)
        history.save(row, nth(i, round=row.id), finished_at=9000 if i == 3 else None)
    history.end("r1", "left", 9000)

    assert ["r2", "r0"] == [row.id for row in history.open_rounds()]


def test_attempts_come_in_the_order_of_the_round_whatever_the_clock_said(history: History) -> None:
    for position in (0, 1, 2):
        history.save(ROUND, nth(position, answered_at=2000 - position))

    assert [0, 1, 2] == [attempt.position for attempt in history.attempts("r1")]
    assert [] == history.attempts("r2")


def test_first_tries_leave_out_returns_and_come_oldest_first(history: History) -> None:
    history.save(ROUND, nth(0, right=False, answered_at=3000))
    history.save(ROUND, nth(1, kind="again", answered_at=3001))
    history.save(ROUND, nth(2, kind="between", answered_at=3002))
    history.save(ROUND._replace(id="r2"), nth(3, round="r2", fact="colors/mixes/gray", answered_at=1))

    expected = [
        ("colors", "Mixing", "colors/mixes/gray", True),
        ("colors", "Mixing", "colors/mixes/green", False),
    ]
    assert expected == history.first_tries()


def test_a_history_that_is_only_read_takes_no_answer(history: History, path: Path) -> None:
    history.save(ROUND, ATTEMPT)
    reader = History.open(path, write=False)
    assert reader is not None
    with closing(reader), pytest.raises(HistoryError, match="cannot be written"):
        reader.save(ROUND, nth(1))

    assert ["a1"] == kept(path)


def test_a_file_removed_in_mid_round_is_noticed(history: History, path: Path) -> None:
    history.save(ROUND, ATTEMPT)
    path.unlink()

    with pytest.raises(HistoryError, match="moved or replaced"):
        history.save(ROUND, nth(1))

    assert not path.exists()


def test_a_file_replaced_in_mid_round_is_noticed(history: History, path: Path) -> None:
    history.save(ROUND, ATTEMPT)
    moved = path.rename(path.with_name("old.db"))
    other = History.open(path, write=True)
    assert other is not None
    with closing(other), pytest.raises(HistoryError, match="moved or replaced"):
        history.save(ROUND, nth(1))

    assert ["a1"] == kept(moved)
    assert [] == kept(path)


def test_a_lock_held_by_another_is_waited_for_and_then_told(
    history: History, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    history.save(ROUND, ATTEMPT)
    monkeypatch.setattr("quiz.history.database._BUSY_SECONDS", 0)
    second = History.open(path, write=True)
    assert second is not None
    with closing(second), closing(sqlite3.connect(path, isolation_level=None)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        with pytest.raises(HistoryError, match="locked"):
            second.save(ROUND, nth(1))
        holder.execute("ROLLBACK")
        second.save(ROUND, nth(1))

    assert ["a1", "a2"] == kept(path)


FULL_DISK = """
import json, resource, signal, sys
from pathlib import Path
from quiz.game.shown import Shown
from quiz.history.database import HistoryError
from quiz.history.log import History
from quiz.history.records import Attempt, Flag, RoundRow

ROUND, ATTEMPT = RoundRow(*json.loads(sys.argv[2])), Attempt(*json.loads(sys.argv[3]))
ATTEMPT = ATTEMPT._replace(shown=Shown.from_json(ATTEMPT.shown))

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
path = Path(sys.argv[1])
history = History.open(path, write=True)
history.save(ROUND, ATTEMPT)
resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size, resource.RLIM_INFINITY))
long = ATTEMPT.shown._replace(why="long " * 20000)
try:
    history.save(ROUND, ATTEMPT._replace(id="a2", position=1, shown=long))
except HistoryError as error:
    print(error.message)
print([attempt.id for attempt in history.attempts("r1")])
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
history.save(ROUND, ATTEMPT._replace(id="a3", position=1))
"""


def test_a_full_disk_is_told_and_earlier_answers_stay(path: Path) -> None:
    as_json = [*ATTEMPT._replace(shown=ATTEMPT.shown.to_json())]  # type: ignore[arg-type]
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(path), json.dumps(ROUND), json.dumps(as_json)],
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert "" == done.stderr
    message, ids = done.stdout.splitlines()
    assert message.startswith(f"the history `{path}` cannot be written: ")
    assert "['a1']" == ids
    assert ["a1", "a3"] == kept(path)
    with closing(sqlite3.connect(path)) as db:
        assert "ok" == db.execute("PRAGMA integrity_check").fetchone()[0]


def test_an_answer_that_was_taken_back_stays_and_counts_nowhere(history: History) -> None:
    history.save(ROUND, nth(0, voided_at=2500, certainty="sure"))
    history.save(ROUND, nth(1, right=False))

    assert [(2500, "sure"), (None, None)] == [(one.voided_at, one.certainty) for one in history.attempts("r1")]
    assert [(1, 0, 1500)] == [(row.answered, row.right, row.took_ms) for row in history.rounds()]
    assert [("colors", "Mixing", "colors/mixes/green", False)] == history.first_tries()


def test_taking_back_the_last_answer_of_a_finished_round_opens_the_round_again(history: History) -> None:
    history.save(ROUND, nth(0))
    history.save(ROUND, nth(1), finished_at=9000)

    history.void("a2", 9500)

    assert [ROUND._replace(answered=1, right=1, took_ms=1500)] == history.open_rounds()
    assert [None, 9500] == [one.voided_at for one in history.attempts("r1")]


@pytest.mark.parametrize("ending", ["left", "changed"])
def test_a_round_that_was_given_up_stays_so(history: History, ending: str) -> None:
    history.save(ROUND, nth(0))
    history.end("r1", ending, 9000)

    history.void("a1", 9500)

    assert [] == history.open_rounds()


def test_an_answer_is_taken_back_once(history: History) -> None:
    history.save(ROUND, nth(0))

    history.void("a1", 2500)
    history.void("a1", 2600)

    assert [2500] == [one.voided_at for one in history.attempts("r1")]


def test_flags_come_back_with_their_answers_the_latest_first(history: History) -> None:
    history.save(ROUND, nth(0))
    history.save(ROUND, nth(1))
    first = Flag("f1", "a2", "“ʻokina” isn't 'quoted'", 5000, ATTEMPT.shown._replace(stem="What?"))
    second = Flag("f2", "a1", "", 6000, ATTEMPT.shown._replace(stem="Which?"))
    for flag in (first, second, first):
        history.flag(flag)

    assert [(second, nth(0)), (first, nth(1))] == history.flags()


def test_a_flag_belongs_to_an_answer(history: History) -> None:
    with pytest.raises(HistoryError, match="cannot be written"):
        history.flag(Flag("f1", "nowhere", "", 5000, ATTEMPT.shown))

    assert [] == history.flags()


# What another program or a flipped bit has left


@pytest.mark.parametrize(
    ("sql", "what"),
    [
        ("UPDATE attempts SET shown = '{}'", "an answer"),
        ("UPDATE attempts SET chosen = '[1]'", "an answer"),
        ("UPDATE flags SET shown = '{}'", "a flag"),
    ],
)
def test_a_row_that_cannot_be_read_is_told(history: History, path: Path, sql: str, what: str) -> None:
    history.save(ROUND, ATTEMPT, finished_at=9000)
    history.flag(Flag("f1", "a1", "", 3000, ATTEMPT.shown))
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute(sql)

    with pytest.raises(HistoryError, match=f"is damaged: {what} cannot be read") as caught:
        (history.rounds(), history.attempts("r1"), history.flags())

    assert "`quiz doctor` says what can be done" == caught.value.help


@pytest.mark.parametrize("latest", ["{", '["x"]', "[99999999999999999999999]", pytest.param("[" * 100_000, id="deep")])
def test_an_answer_is_kept_where_counts_cannot_be_read(history: History, path: Path, latest: str) -> None:
    history.save(ROUND, ATTEMPT)
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("UPDATE topic_counts SET latest = ?", (latest,))
    history.save(ROUND, nth(1))

    assert ["a1", "a2"] == kept(path)
    with closing(sqlite3.connect(path)) as db:
        assert [(2,)] == db.execute("SELECT tries FROM topic_counts").fetchall()
