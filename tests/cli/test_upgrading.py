"""A long update of the history to this version shows how much is done."""

import io
import itertools
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from quiz import clock
from quiz.app import history as app_history
from quiz.app.history import UPDATED, open_upgraded
from quiz.history.database import HistoryError
from quiz.history.derived.upkeep import DERIVED
from quiz.term.sink import Sink
from tests.conftest import Program

STORE = Path(__file__).parent.parent / "history"
GONE = "\r\x1b[K"


class Output(io.StringIO):
    def __init__(self, *, terminal: bool) -> None:
        super().__init__()
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """Return a history of the first version."""
    path = tmp_path / "history.db"
    with closing(sqlite3.connect(path)) as db:
        db.executescript((STORE / "history-v1.sql").read_text(encoding="utf-8"))
    path.chmod(0o600)
    return path


@pytest.fixture
def output(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Output]:
    """Return a function that sets what standard error is, and how far the clock moves between two readings."""

    def set_up(*, terminal: bool = True, step_ms: int = 10_000) -> Output:
        found = Output(terminal=terminal)
        monkeypatch.setattr(app_history, "stderr_sink", lambda: Sink(found))
        monkeypatch.setattr(clock, "ticked_ms", itertools.count(0, step_ms).__next__)
        return found

    return set_up


def test_every_command_opens_the_history_so() -> None:
    modules = Path(app_history.__file__).parents[1].rglob("*.py")
    found = [module for module in modules if "History.open(" in module.read_text(encoding="utf-8")]

    assert found == [Path(app_history.__file__)]


def opened(path: Path, *, write: bool) -> None:
    history = open_upgraded(path, write=write)
    assert history is not None
    history.close()


@pytest.mark.parametrize("write", [True, False])
def test_what_takes_long_is_shown_and_goes_away(old: Path, output: Callable[..., Output], write: bool) -> None:
    shown = output()
    opened(old, write=write)

    *drawn, end = shown.getvalue().removesuffix(GONE).split("\x1b[K")
    assert "" == end
    assert len(drawn) > 1
    for line in drawn:
        assert re.fullmatch(r"\r [█─]{20} +\d+%  Updating your history", line)


def test_a_still_screen_shows_it_once(
    old: Path, output: Callable[..., Output], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUIZ_REDUCED_MOTION", "1")
    shown = output()
    opened(old, write=True)

    assert f"\r Please wait ...\x1b[K{GONE}" == shown.getvalue()


def test_a_moment_is_not_shown(old: Path, output: Callable[..., Output]) -> None:
    shown = output(step_ms=1)
    opened(old, write=True)

    assert "" == shown.getvalue()


def test_nothing_is_shown_where_standard_error_is_no_terminal(old: Path, output: Callable[..., Output]) -> None:
    shown = output(terminal=False)
    opened(old, write=True)

    assert "" == shown.getvalue()


def test_nothing_is_shown_where_the_version_is_the_same(old: Path, output: Callable[..., Output]) -> None:
    opened(old, write=True)
    shown = output()
    opened(old, write=True)

    assert "" == shown.getvalue()


def test_the_bar_goes_away_where_it_fails(
    old: Path, output: Callable[..., Output], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_db: sqlite3.Connection, _answers: object, on_progress: Callable[[float], None] | None) -> None:
        assert on_progress is not None
        on_progress(0.5)
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(DERIVED["schedule"], "rebuild", fails)
    shown = output()
    with pytest.raises(HistoryError, match="disk I/O error"):
        open_upgraded(old, write=True)

    assert shown.getvalue().endswith(GONE)
    assert 2 < shown.getvalue().count("\r")


def test_on_the_day_of_the_update_one_sentence_says_what_changed(colors: Program) -> None:
    colors.history_file.parent.mkdir(parents=True, mode=0o700)
    with closing(sqlite3.connect(colors.history_file)) as db:
        db.executescript((STORE / "history-v14.sql").read_text(encoding="utf-8"))
    colors.history_file.chmod(0o600)

    assert UPDATED in colors.run("review").out
    assert UPDATED not in colors.run("review").out


def test_who_has_not_answered_yet_is_not_told_what_changed(colors: Program) -> None:
    assert UPDATED not in colors.run("review").out
