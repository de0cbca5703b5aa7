"""The menu when part of the history cannot be read: it still works, and says what is wrong when it is asked."""

import io
import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from quiz.app.home import _Home
from quiz.history.log import History
from quiz.history.players import only_player
from quiz.term.sink import Sink
from quiz.ui.plain import PlainPrompter
from tests.conftest import Program


@pytest.fixture
def history(colors: Program, monkeypatch: pytest.MonkeyPatch) -> Iterator[History]:
    """Return the history of somebody who has played."""
    colors.play("colors", "--seed", "1")
    monkeypatch.setenv("QUIZ_DATA_DIR", str(colors.data))
    monkeypatch.setenv("QUIZ_BANK_DIR", str(colors.banks))
    opened = History.open(colors.history_file, write=True)
    assert opened is not None
    with closing(opened):
        player = only_player(opened)
        assert player is not None
        yield opened.of(player)


def menu(history: History | None, chosen: str) -> str:
    """Return what the menu says after something was chosen."""
    said = io.StringIO()
    assert _Home(PlainPrompter(Sink(said), io.BytesIO(f"{chosen}\n".encode()), echo=False), history).once()
    return said.getvalue()


def damage(history: History, sql: str) -> None:
    with closing(sqlite3.connect(history.path, isolation_level=None)) as db:
        db.execute(sql)


def test_without_counts_no_progress_is_shown_and_the_statistics_say_why(history: History) -> None:
    assert "Play: Colors (1 bank, 6 facts)" not in menu(history, "Statistics")
    damage(history, "DROP TABLE fact_counts")
    said = menu(history, "Statistics")

    assert "Play: Colors (1 bank, 6 facts)" in said
    problem = f"The history `{history.path}` cannot be read: no such table: fact_counts."
    assert said.endswith(f"{problem}\n`quiz doctor` says what can be done.\n")


def test_what_today_is_for_is_said_unlike_a_round_to_resume(history: History) -> None:
    assert ", a new round (about " in menu(history, "Statistics").partition("Today: ")[2].partition("\n")[0]


def test_whether_certainty_was_told_is_no_where_that_cannot_be_read(history: History) -> None:
    damage(history, "ALTER TABLE attempts RENAME COLUMN certainty TO sure")

    assert "Say how sure you are (off)" in menu(history, "Statistics").replace(", off", " (off)").replace(
        ": off", " (off)"
    )


@pytest.mark.parametrize("page", ["History", "Statistics"])
def test_a_history_that_cannot_be_opened_is_not_taken_for_an_empty_one(history: History, page: str) -> None:
    history.path.write_bytes(b"garbage " * 1000)
    said = menu(None, page)

    assert f"The history `{history.path}` cannot be used: " in said
    assert "Nothing has been played yet." not in said


def test_rounds_that_cannot_be_read_are_reported(history: History) -> None:
    damage(history, "ALTER TABLE rounds RENAME COLUMN planned TO many")

    assert "cannot be read: no such column" in menu(None, "History")
