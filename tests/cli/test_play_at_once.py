"""`quiz play BANK` starts without the command-line library, and requests exactly what the library would."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from quiz.app.play import start
from quiz.cli import at_once
from quiz.cli.app import app
from quiz.cli.at_once import answered_at_once

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Program


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[start.PlayOptions]:
    """Return what would be played, without playing it."""
    found: list[start.PlayOptions] = []
    monkeypatch.setattr(start, "start_playing", found.append)
    return found


@pytest.mark.parametrize("names", [[], ["eu-nato"], ["eu-nato", "./a b.yaml", "unit-3.quiz"]])
@pytest.mark.parametrize("player", [None, "", "Ada"])
@pytest.mark.parametrize("setting", ["", "player: Ben\nquestions: 3\nplain: yes\n"])
def test_it_asks_for_what_the_library_makes_of_the_same_words(
    asked: list[start.PlayOptions],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    names: list[str],
    player: str | None,
    setting: str,
) -> None:
    (tmp_path / "config.yaml").write_text(setting)
    monkeypatch.setenv("QUIZ_CONFIG_DIR", str(tmp_path))
    monkeypatch.delenv("QUIZ_PLAYER", raising=False)
    if player is not None:
        monkeypatch.setenv("QUIZ_PLAYER", player)

    assert answered_at_once(["play", *names])
    app(["play", *names], prog_name="quiz", standalone_mode=False)

    at_once_, by_the_library = asked
    assert tuple(names) == at_once_.names
    assert (player or ("Ben" if setting else "")) == at_once_.player
    assert by_the_library._replace(given=by_the_library.given - {"banks"}) == at_once_


@pytest.mark.parametrize(
    "words",
    [
        ["play", "--plain"],
        ["play", "eu-nato", "--mode", "test"],
        ["play", "--", "x"],
        ["play", ""],
        ["review"],
        ["plya"],
    ],
)
def test_all_else_is_for_the_library(asked: list[start.PlayOptions], words: list[str]) -> None:
    assert not answered_at_once(words)
    assert not asked


@pytest.mark.parametrize("name", ["*.yaml", "~", "%USERPROFILE%", "$HOME", "unit-?.quiz"])
def test_patterns_are_for_the_library_where_the_shell_leaves_them(
    asked: list[start.PlayOptions], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(at_once, "os", SimpleNamespace(name="nt", environ={}))

    assert not answered_at_once(["play", name])
    assert not asked


def test_a_round_needs_no_library_of_the_command_line(colors: Program) -> None:
    colors.lack("typer")
    talk = colors.talk("play", "colors")

    assert "Question 1 of" in talk.hear()
    talk.say("q")
    assert 0 == talk.end()


def test_what_is_wrong_with_the_settings_is_said_once(colors: Program) -> None:
    (colors.data).mkdir(mode=0o700, exist_ok=True)
    (colors.data / "config.yaml").write_text("colour: never\nquestions: many\n")
    done = colors.run("play", "colors")

    assert 1 == done.err.count("config.yaml:2")
    assert "Question 1 of" in done.out
