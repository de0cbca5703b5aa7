"""The environment variables that are on or off."""

from collections.abc import Callable

import pytest

from quiz.app import prompting
from quiz.app.prompting import wants_plain
from quiz.term.sink import wants_color
from quiz.term.switches import color_of_environment, is_on, is_reduced

ON = ["1", "true", "yes", "on", "2", "TRUE", " 1 "]
OFF = [None, "", " ", "0", "false", "no", "off", "False", "NO", "oFF", " 0 "]
#: Each variable -> what it turns on or off.
READERS: list[tuple[str, Callable[[], bool]]] = [
    ("ACCESSIBLE", wants_plain),
    ("ACCESSIBLE", is_reduced),
    ("QUIZ_REDUCED_MOTION", is_reduced),
    ("ANY", lambda: is_on("ANY")),
]


@pytest.mark.parametrize(("value", "on"), [*((value, True) for value in ON), *((value, False) for value in OFF)])
@pytest.mark.parametrize(("name", "reads"), READERS)
def test_what_is_on_and_what_is_off(
    monkeypatch: pytest.MonkeyPatch, name: str, reads: Callable[[], bool], value: str | None, on: bool
) -> None:
    monkeypatch.setattr(prompting, "is_terminal", lambda _stream: True)
    monkeypatch.setattr(prompting, "has_terminal_keys", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    for variable in ("ACCESSIBLE", "QUIZ_REDUCED_MOTION", "ANY"):
        monkeypatch.delenv(variable, raising=False)
    if value is not None:
        monkeypatch.setenv(name, value)

    assert on == reads()


@pytest.mark.parametrize(
    ("env", "wanted"),
    [
        ({}, None),
        ({"NO_COLOR": "1"}, False),
        ({"NO_COLOR": "0"}, False),
        ({"NO_COLOR": ""}, None),
        ({"FORCE_COLOR": "1"}, True),
        ({"FORCE_COLOR": "3"}, True),
        ({"FORCE_COLOR": "0"}, False),
        ({"FORCE_COLOR": ""}, None),
        ({"CLICOLOR_FORCE": "1"}, True),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1", "CLICOLOR_FORCE": "1"}, False),
    ],
)
def test_what_the_environment_wants_of_colours(
    monkeypatch: pytest.MonkeyPatch, env: dict[str, str], wanted: bool | None
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE"):
        monkeypatch.delenv(name, raising=False)
    for name, value in env.items():
        monkeypatch.setenv(name, value)

    assert wanted is color_of_environment()
    assert bool(wanted) is wants_color("auto", None)
    assert wants_color("always", None)
    assert not wants_color("never", None)
