"""Watching banks: what is said when a file changes. The test edits files while the program waits."""

from __future__ import annotations

import io
import os
from typing import TYPE_CHECKING

import pytest

from quiz.app.banks import find_banks
from quiz.app.check import Watch
from quiz.term.progress import Progress
from quiz.term.sink import Sink
from quiz.term.switches import is_reduced
from tests.conftest import PETS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TWO_PATTERNS = f"""{PETS}\
      who: {{ask: "Who is a {{kind}}?", answer: name, why: "{{name}} is a {{kind}}."}}
"""


class Output(io.StringIO):
    """A stream that says whether it is a terminal."""

    def __init__(self, *, terminal: bool) -> None:
        super().__init__()
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal

    def take(self) -> str:
        """Return what was written since the last time."""
        written = self.getvalue()
        self.seek(0)
        self.truncate()
        return written


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("QUIZ_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def watched(*steps: Callable[[], object], names: tuple[str, ...] = ("pets.yaml",), terminal: bool = False) -> list[str]:
    """Watch banks while one step is taken before each look; return what was shown at each look."""
    out = Output(terminal=terminal)
    shown: list[str] = []
    left = list(steps)

    def wait() -> None:
        shown.append(out.take())
        if not left:
            raise KeyboardInterrupt
        left.pop(0)()

    with pytest.raises(KeyboardInterrupt):
        Watch({name: find_banks([name]) for name in names}, Sink(out)).run(wait)
    return shown


def save(path: Path, text: str) -> None:
    """Save as editors do: a new file in the place of the old one."""
    new = path.with_suffix(".new")
    new.write_text(text, encoding="utf-8")
    new.replace(path)


def test_a_bank_is_checked_at_once_and_then_when_it_is_saved(home: Path) -> None:
    path = home / "pets.yaml"
    save(path, TWO_PATTERNS)

    start, still, saved, after = watched(
        lambda: None, lambda: save(path, TWO_PATTERNS.replace("title", "titel")), lambda: None
    )

    assert "No problems. 1 bank, 4 facts, 8 questions.\n\n" == start
    assert "" == still
    assert saved.startswith("pets.yaml:2:1: error B101: a bank has no key `titel`\n    2 | titel: Pets\n")
    assert saved.endswith("1 error. 1 bank, 0 facts, 0 questions.\n\n")
    assert "" == after


def test_the_questions_of_the_pattern_that_was_edited_are_shown(home: Path) -> None:
    path = home / "pets.yaml"
    save(path, TWO_PATTERNS)

    _, shown = watched(lambda: save(path, TWO_PATTERNS.replace("Who is a", "Who of these is a")))

    assert "pets.who   4 questions\n  Who of these is a dog?\n" in shown
    assert "✓ Rex\n" in shown
    assert "What is" not in shown


def test_the_questions_on_the_fact_that_was_edited_are_shown(home: Path) -> None:
    path = home / "pets.yaml"
    save(path, TWO_PATTERNS)

    _, shown = watched(lambda: save(path, TWO_PATTERNS.replace("joe: {name: Joe", "joe: {name: Jo")))

    assert "pets.what   1 question\n  What is Jo?\n" in shown
    assert "pets.who   1 question\n  Who is a parrot?\n" in shown


def test_after_an_error_is_mended_the_pattern_is_shown(home: Path) -> None:
    path = home / "pets.yaml"
    save(path, TWO_PATTERNS)

    _, broken, mended = watched(
        lambda: save(path, TWO_PATTERNS.replace("Who is a {kind}", "Who is a {knd}")), lambda: save(path, TWO_PATTERNS)
    )

    assert "error B204" in broken
    assert "Who is a dog?" not in broken
    assert "pets.who   4 questions\n  Who is a dog?\n" in mended


def test_a_file_that_is_gone_for_a_moment_is_waited_for(home: Path) -> None:
    path = home / "pets.yaml"
    save(path, TWO_PATTERNS)

    _, gone, back = watched(path.unlink, lambda: save(path, TWO_PATTERNS))

    assert "" == gone
    assert "No problems." in back


def test_a_file_that_stays_away_is_told_once_and_told_again_when_it_is_back(home: Path) -> None:
    path = home / "pets.yaml"
    away = home / "away"
    save(path, TWO_PATTERNS)

    _, once, twice, more, back = watched(
        lambda: path.rename(away), lambda: None, lambda: None, lambda: away.rename(path)
    )

    assert ("", "") == (once, more)
    assert "error B001: the file cannot be read: there is no such file" in twice
    assert "No problems." in back


def test_files_that_come_and_go_in_a_folder_are_seen(home: Path) -> None:
    folder = home / "course"
    folder.mkdir()
    save(folder / "pets.yaml", TWO_PATTERNS)

    start, came, went = watched(
        lambda: save(folder / "more.yaml", TWO_PATTERNS.replace("id: pets", "id: more")),
        (folder / "pets.yaml").unlink,
        names=("./course",),
    )

    assert "1 bank, 4 facts" in start
    assert "2 banks, 8 facts" in came
    assert "1 bank, 4 facts" in went


def test_a_folder_whose_banks_are_all_gone_is_watched_on(home: Path) -> None:
    folder = home / "course"
    folder.mkdir()
    save(folder / "pets.yaml", TWO_PATTERNS)
    start, _, came = watched(
        (folder / "pets.yaml").unlink, lambda: save(folder / "pets.yaml", TWO_PATTERNS), names=("./course",)
    )

    assert "1 bank, 4 facts" in start
    assert "1 bank, 4 facts" in came


def test_a_file_that_is_saved_unchanged_shows_no_questions(home: Path) -> None:
    path = home / "pets.yaml"
    save(path, TWO_PATTERNS)

    _, shown = watched(lambda: os.utime(path, ns=(1, 1)))

    assert "No problems. 1 bank, 4 facts, 8 questions.\n\n" == shown


# On a screen


def test_on_a_terminal_each_check_is_one_screen(home: Path) -> None:
    """The size of this terminal is not known, so it counts as 80 by 24."""
    path = home / "pets.yaml"
    rows = "".join(f"      p{i}: {{name: P{i}, kind: never a{i}}}\n" for i in range(60))
    text = TWO_PATTERNS.replace("      rex:", f"{rows}      rex:")
    save(path, text.replace("What is", "What's not"))

    start, shown = watched(lambda: save(path, text.replace("kind, why", "kind, hint: h, why")), terminal=True)

    for page in (start, shown):
        assert page.startswith("\x1b[H\x1b[2J")
        assert page.count("\n") <= 23
        assert page.endswith("Watching 1 file. Ctrl-C ends.\n")
    assert "pets.what   the first 8 questions\n  What is P0?\n" in shown


def test_errors_come_first_and_what_does_not_fit_is_counted(home: Path) -> None:
    path = home / "pets.yaml"
    rows = "".join(f"      p{i}: {{nmae: P{i}, kind: k}}\n" for i in range(20))
    save(path, f"title: x\n{TWO_PATTERNS.partition(chr(10))[2].replace('      kim:', f'{rows}      kim:')}")

    (page,) = watched(terminal=True)

    assert page.index(" error B104: ") < page.index(" error B202: ")
    assert "note B107" not in page
    assert "and 16 more\n" in page


# A bar for what takes a while


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_bar_is_drawn_after_a_second_and_taken_away() -> None:
    out, clock = Output(terminal=True), Clock()
    progress = Progress(Sink(out), clock)

    progress.at(0.0, "a.yaml")
    clock.now += 0.9
    progress.at(0.3, "a.yaml")
    assert "" == out.take()
    clock.now += 0.2
    progress.at(0.5, "b\x1b.yaml")
    assert f"\r {'█' * 10}{'─' * 10}  50%  b<U+001B>.yaml\x1b[K" == out.take()
    progress.at(0.6, "b.yaml")
    assert "" == out.take()
    progress.close()
    assert "\r\x1b[K" == out.take()


def test_a_still_screen_gets_one_line_that_stays_as_it_is() -> None:
    out, clock = Output(terminal=True), Clock()
    progress = Progress(Sink(out), clock, still=True)

    clock.now += 1.1
    progress.at(0.5, "a.yaml")
    assert "\r Please wait ...\x1b[K" == out.take()
    clock.now += 1.1
    progress.at(0.9, "b.yaml")
    assert "" == out.take()
    progress.close()
    assert "\r\x1b[K" == out.take()


@pytest.mark.parametrize(
    ("env", "still"),
    [
        ({}, False),
        ({"QUIZ_REDUCED_MOTION": "1"}, True),
        ({"QUIZ_REDUCED_MOTION": "0"}, False),
        ({"ACCESSIBLE": "1"}, True),
    ],
)
def test_who_wants_a_still_screen(monkeypatch: pytest.MonkeyPatch, env: dict[str, str], still: bool) -> None:
    for name in ("QUIZ_REDUCED_MOTION", "ACCESSIBLE"):
        monkeypatch.delenv(name, raising=False)
    for name, value in env.items():
        monkeypatch.setenv(name, value)

    assert still == is_reduced()


def test_no_bar_is_drawn_where_there_is_no_terminal() -> None:
    out, clock = Output(terminal=False), Clock()
    progress = Progress(Sink(out), clock)

    clock.now += 5
    progress.at(0.5, "a.yaml")
    progress.close()

    assert "" == out.take()


def test_what_is_quick_leaves_nothing_behind() -> None:
    out = Output(terminal=True)
    progress = Progress(Sink(out), Clock())

    progress.at(1.0, "a.yaml")
    progress.close()

    assert "" == out.take()
