"""`quiz config` saves what a player would otherwise type every time: the file, and what it changes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.library.setting_lines import SETTINGS, read_settings, with_setting

if TYPE_CHECKING:
    from tests.conftest import Program


ROOT = Path(__file__).resolve().parents[2]


def written(program: Program, text: str) -> Path:
    """Write the settings file."""
    path = program.data / "config.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def asked(program: Program, *args: str) -> int:
    """Return how many questions a round of the colours has."""
    out = program.run("play", "colors", *args, typed="q\n").out
    return int(out.partition("Question 1 of ")[2].partition(".")[0])


def test_a_setting_is_set_shown_and_unset(colors: Program) -> None:
    assert (0, "`questions` is 3.\n", "") == colors.run("config", "questions", "3")
    assert (0, "3\n", "") == colors.run("config", "questions")
    assert "questions: 3\n" == (colors.data / "config.yaml").read_text()
    assert 3 == asked(colors)
    assert 2 == asked(colors, "--questions", "2")
    assert (0, "`questions` is not set.\n", "") == colors.run("config", "--unset", "questions")
    assert (0, "\n", "") == colors.run("config", "questions")
    assert asked(colors) > 3


def test_all_settings_are_listed_with_where_they_are(program: Program) -> None:
    path = written(program, "plain: yes  # always\n")
    done = program.run("config", env={"QUIZ_PLAYER": "Ada"})

    assert (0, "") == (done.code, done.err)
    rows = done.out.splitlines()
    assert [*SETTINGS, "Your"] == [row.split()[0] for row in rows]
    assert rows[1].split()[:2] == ["plain", "yes"]
    assert rows[-2].endswith("Who is playing. (a name) QUIZ_PLAYER overrides it.")
    assert rows[-1] == f"Your settings are in `{path}`."
    assert (0, f"{path}\n", "") == program.run("config", "--path")


def test_every_setting_is_in_the_manual() -> None:
    manual = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")

    for name, one in SETTINGS.items():
        assert f"| `{name}` | {one.takes.replace(' or ', ', ')} |" in manual


def test_other_lines_of_the_file_stay_as_they_are(program: Program) -> None:
    path = written(program, "# mine\nquestions: 5   # few\n\nnonsense\nplayer: Ada")
    program.run("config", "questions", "7")
    program.run("config", "motion", "off")

    assert "# mine\nquestions: 7\n\nnonsense\nplayer: Ada\nmotion: no\n" == path.read_text()


BAD = """\
questons: 5
questions: many
  plain yes
cards: "no"
cards: yes
typed: sometimes
"""
PROBLEMS = [
    "1:1: no setting is called `questons` (did you mean `questions`?)",
    "2:12: `questions` cannot be `many` (write a number from 1 to 500)",
    "3:3: `plain yes` has no value (write `name: value`, such as `plain: yes`)",
    "5:1: `cards` is set twice (delete one of the lines; the first counts)",
    "6:8: `typed` cannot be `sometimes` (write known, never or always)",
]


def test_each_bad_line_is_reported_at_its_place_and_the_rest_counts(with_cards: Program) -> None:
    path = written(with_cards, BAD)
    listed = with_cards.run("config")

    assert 65 == listed.code
    assert [f"{path}:{problem}" for problem in PROBLEMS] == listed.err.splitlines()
    played = with_cards.run("play", "colors", typed="q\n")
    assert [f"quiz: {path}:{problem}" for problem in PROBLEMS] == played.err.splitlines()
    assert (0, True) == (played.code, "Question 1 of" in played.out)  # `cards: no` counts: no card comes first


@pytest.mark.parametrize(
    ("args", "reason"),
    [
        (["questons"], "did you mean `questions`?"),
        (["questions", "0"], "write a number from 1 to 500"),
        (["questions", "1e9"], "write a number from 1 to 500"),
        (["plain", "perhaps"], "write yes or no"),
        (["player", "\u202eAda"], "invisible characters"),
        (["player", "Ada,Ben"], "cannot have a comma"),
        (["player", "-ada"], "no option is called `-a`"),
        (["player", "x" * 31], "longer than 30"),
        (["player", "Ada # the first"], "write a name"),
        (["player", ""], "it is empty"),
        (["--unset"], "name of one setting"),
        (["--unset", "plain", "yes"], "name of one setting"),
    ],
)
def test_what_cannot_be_set_is_said(program: Program, args: list[str], reason: str) -> None:
    done = program.run("config", *args)

    assert (2, "") == (done.code, done.out)
    assert reason in done.err
    assert not program.data.exists()


def test_the_environment_says_more_than_the_file_and_an_option_more_than_both(colors: Program) -> None:
    written(colors, "player: Ada\n")
    for args, env in (((), {}), ((), {"QUIZ_PLAYER": "Ben"}), (("--player", "Cleo"), {"QUIZ_PLAYER": "Ben"})):
        colors.run("play", "colors", "--questions", "1", *args, typed="1\n", env=env)

    assert ["Ada", "Ben", "Cleo"] == sorted(row["name"] for row in colors.run("players", "--json").json())


def test_a_round_with_a_seed_is_the_same_for_everybody(colors: Program) -> None:
    before = colors.run("play", "colors", "--seed", "7", typed="1\n2\n")
    written(colors, "questions: 2\ntyped: always\ncertainty: yes\ncards: yes\n")

    assert before == colors.run("play", "colors", "--seed", "7", typed="1\n2\n")


@pytest.mark.parametrize("hostile", [b"\xff\xfe", b"plain: yes\n\xff", b"x" * 20_000, b"\x00"])
def test_a_file_that_is_none_is_reported_and_does_no_harm(colors: Program, hostile: bytes) -> None:
    path = written(colors, "")
    path.write_bytes(hostile)
    done = colors.run("play", "colors", typed="q\n")

    assert (0, True) == (done.code, "Question 1 of" in done.out)
    assert done.err.startswith(f"quiz: {path}:")
    assert 65 == colors.run("config").code


def test_a_file_that_cannot_be_read_is_not_written_over(program: Program) -> None:
    written(program, "")
    (program.data / "config.yaml").write_bytes(b"\xff")
    done = program.run("config", "plain", "yes")

    assert (65, "") == (done.code, done.out)
    assert "it is not UTF-8" in done.err


def test_a_folder_in_place_of_the_file_is_reported(colors: Program) -> None:
    (colors.data / "config.yaml").mkdir(parents=True)

    assert "it is a folder" in colors.run("play", "colors", typed="q\n").err
    assert 65 == colors.run("config", "plain", "yes").code


def test_the_folder_of_the_settings_can_be_named(program: Program) -> None:
    program.run("config", "plain", "yes", env={"QUIZ_CONFIG_DIR": str(program.folder / "here")})

    assert "plain: yes\n" == (program.folder / "here" / "config.yaml").read_text()
    assert not program.data.exists()


@settings(max_examples=60, deadline=None)
@given(text=st.text(st.characters(codec="utf-8"), max_size=80), value=st.sampled_from(["yes", "no", None]))
def test_any_file_can_be_changed_and_says_then_what_was_set(
    tmp_path_factory: pytest.TempPathFactory, text: str, value: str | None
) -> None:
    path = tmp_path_factory.mktemp("settings") / "config.yaml"
    path.write_text(with_setting(f"{text}\nplain: yes\n", "plain", value), encoding="utf-8", newline="")

    assert value == read_settings(path).values.get("plain")


@pytest.mark.parametrize("command", [["play", "colors"], ["stats"]])
def test_settings_that_cannot_be_reached_are_reported(colors: Program, command: list[str]) -> None:
    folder = colors.folder / "settings"
    folder.write_text("no folder", encoding="utf-8")
    done = colors.run(*command, env={"QUIZ_CONFIG_DIR": str(folder)})

    assert 0 == done.code
    assert "config.yaml: the settings cannot be read: not a directory" in done.err
