"""Several players, and whose history a command is about."""

from __future__ import annotations

import json
import os
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import COLORS, Program

ROUND = ("play", "colors", "--questions", "1", "--topic", "Mixing", "--seed", "1")
READERS = [("stats", "--json"), ("history", "--json"), ("stats",), ("history",)]


def plays(program: Program, name: str) -> None:
    """Let a player answer one question."""
    done = program.run(*ROUND, "--player", name, typed="1\n")
    assert (0, "") == (done.code, done.err)


@pytest.fixture
def two(colors: Program) -> Program:
    """Return the program after a round of Ada's and two of Ben's."""
    for name in ("Ada", "Ben", "ben"):
        plays(colors, name)
    return colors


def test_each_player_reads_their_own_history(two: Program) -> None:
    assert [1, 2] == [len(two.run("history", "--json", "--player", name).json()) for name in ("ada", "BEN")]
    assert 1 == two.run("stats", "--json", "--player", "Ada").json()["banks"][0]["first_tries"]


def test_the_environment_names_the_player_and_the_option_goes_first(two: Program) -> None:
    env = {"QUIZ_PLAYER": "Ben"}

    assert 2 == len(two.run("history", "--json", env=env).json())
    assert 1 == len(two.run("history", "--json", "--player", "Ada", env=env).json())


@pytest.mark.parametrize("args", [*READERS, ROUND])
def test_where_several_play_and_nobody_can_be_asked_it_is_whoever_played_last(
    two: Program, args: tuple[str, ...]
) -> None:
    done = two.run(*args, typed="1\n")
    named = two.run(*args, "--player", "Ben", typed="1\n")

    assert (0, "quiz: Ben is playing; `--player` or `QUIZ_PLAYER` chooses another player\n") == (done.code, done.err)
    assert named.out == done.out or args == ROUND
    assert args != ROUND or 4 == len(two.run("history", "--json", "--player", "Ben").json())


@pytest.mark.parametrize("args", [*READERS, ("banks",)])
def test_a_player_who_is_not_there_is_told_with_the_nearest(two: Program, args: tuple[str, ...]) -> None:
    assert (2, "", "quiz: there is no player `Adda`\n  did you mean `Ada`?\n") == two.run(*args, "--player", "Adda")


def test_the_only_player_is_named(colors: Program) -> None:
    colors.run("play", "colors", "--player", "Zoe", typed="1\n")
    done = colors.run("stats", "--player", "Bartholomew")
    assert (2, "", "quiz: there is no player `Bartholomew`\n  the only player is `Zoe`\n") == done


def test_a_player_where_nobody_has_played(program: Program) -> None:
    assert (2, "", "quiz: there is no player `Ada`\n  nobody has played yet\n") == program.run(
        "stats", "--player", "Ada"
    )


@pytest.mark.parametrize("name", ["a,b", "\u202eadA", "-", "x" * 31])
@pytest.mark.parametrize("args", [("history",), ROUND])
def test_a_hostile_name_is_refused(colors: Program, args: tuple[str, ...], name: str) -> None:
    done = colors.run(*args, f"--player={name}", typed="1\n")

    assert (2, "") == (done.code, done.out)
    assert " cannot be a player's name: " in done.err
    assert "\u202e" not in done.err
    assert not colors.rounds()


def test_who_never_names_anyone_never_reads_of_players(colors: Program) -> None:
    said = colors.play("colors")
    for args in (("history",), ("stats",), ("banks",), ("history", "--json")):
        done = colors.run(*args)
        assert (0, "") == (done.code, done.err)
        said += done.out

    assert "player" not in said.casefold()


def test_a_round_is_resumed_by_its_player_alone(two: Program) -> None:
    two.run("play", "colors", "--player", "Ada", typed="1\n")

    assert "Unfinished round" in two.run("play", "colors", "--player", "Ada", typed="").out
    assert "Unfinished round" not in two.run("play", "colors", "--player", "Ben", typed="").out


def test_the_best_score_is_that_of_the_player(colors: Program) -> None:
    colors.play("colors", "--player", "Ada")
    plays(colors, "Ben")

    def best(*args: str) -> object:
        return next(bank["best"] for bank in colors.run("banks", "--json", *args).json() if bank["name"] == "colors")

    assert {"right": 6, "questions": 6} == best("--player", "Ada")
    assert {"right": 0, "questions": 1} == best("--player", "Ben")
    assert best() is None  # for no player in particular


# quiz players


def listed(program: Program) -> list[tuple[str, int, int]]:
    """Return name, rounds and answers of each player."""
    return [(one["name"], one["rounds"], one["answers"]) for one in program.run("players", "--json").json()]


def backups(program: Program) -> list[Path]:
    """Return the backups that were made before a change."""
    return sorted(program.data.glob("backups/history-before-*.db"))


def before(program: Program) -> list[str]:
    """Return the players in the backup that was made."""
    (backup,) = backups(program)
    with closing(sqlite3.connect(backup)) as db:
        return [name for (name,) in db.execute("SELECT name FROM players ORDER BY name")]


def test_nobody_has_played_yet(program: Program) -> None:
    assert (0, "Nobody has played yet. `quiz play` starts a round.\n", "") == program.run("players")
    assert [] == listed(program)
    assert not program.data.exists()


def test_players_are_listed_with_what_they_played(two: Program) -> None:
    lines = two.run("players").out.splitlines()

    assert 2 == len(lines)
    assert re.fullmatch(r"Ada: 1 round, 1 answer, last on \d{4}-\d\d-\d\d", lines[0])
    assert re.fullmatch(r"Ben: 2 rounds, 2 answers, last on \d{4}-\d\d-\d\d", lines[1])


def test_players_for_programs(two: Program) -> None:
    ada, _ = two.run("players", "--json").json()

    assert {"version": 1, "name": "Ada", "rounds": 1, "answers": 1}.items() <= ada.items()
    assert {"version", "id", "name", "rounds", "answers", "last_played"} == ada.keys()
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", ada["last_played"])


def test_a_player_gets_another_name(two: Program) -> None:
    assert (0, "Ada is now called Ada Lovelace.\n", "") == two.run("players", "rename", "ADA", "Ada  Lovelace")
    assert [("Ada Lovelace", 1, 1), ("Ben", 2, 2)] == listed(two)


def test_who_never_gave_a_name_can_be_given_one(colors: Program) -> None:
    colors.run(*ROUND, typed="1\n")

    assert "me is now called Ada.\n" == colors.run("players", "rename", "me", "Ada").out
    assert 1 == len(colors.run("history", "--json").json())


def test_a_name_that_is_taken_is_refused(two: Program) -> None:
    done = two.run("players", "rename", "Ada", "BEN")

    help_ = '  `quiz players merge "Ada" "BEN"` merges the two\n'
    assert (2, "", f"quiz: there is already a player `BEN`\n{help_}") == done
    assert [("Ada", 1, 1), ("Ben", 2, 2)] == listed(two)


def test_players_are_merged_and_the_history_before_is_kept(two: Program) -> None:
    done = two.run("players", "merge", "ben", "ada")

    assert (0, "") == (done.code, done.err)
    (backup,) = backups(two)
    first, second = done.out.splitlines()
    assert "2 rounds now belong to Ada instead of Ben." == first
    assert f"A backup from before this change is saved as `{backup}`." == second
    assert [("Ada", 3, 3)] == listed(two)
    assert ["Ada", "Ben"] == before(two)


def test_a_player_is_not_merged_with_themselves(two: Program) -> None:
    assert (2, "") == two.run("players", "merge", "Ada", "ada")[:2]
    assert [("Ada", 1, 1), ("Ben", 2, 2)] == listed(two)
    assert not backups(two)


def test_where_nobody_can_be_asked_nobody_is_removed(two: Program) -> None:
    done = two.run("players", "remove", "Ben")

    told = "quiz: `Ben` has 2 rounds and 2 answers; nothing was removed\n  add `--yes` to remove `Ben`\n"
    assert (2, "", told) == done
    assert [("Ada", 1, 1), ("Ben", 2, 2)] == listed(two)


def test_a_removed_player_is_in_the_backup_alone(two: Program) -> None:
    done = two.run("players", "remove", "ben", "--yes")

    assert (0, "") == (done.code, done.err)
    assert "Ben was removed, with 2 rounds and 2 answers." == done.out.splitlines()[0]
    assert str(backups(two)[0]) in done.out
    assert [("Ada", 1, 1)] == listed(two)
    assert ["Ada", "Ben"] == before(two)
    assert "Your history is intact" in two.run("doctor").out


def test_without_a_backup_nothing_is_removed(two: Program) -> None:
    (two.data / "backups").rename(two.data / "before")
    (two.data / "backups").write_text("a file")
    done = two.run("players", "remove", "ben", "--yes")

    assert (74, "") == (done.code, done.out)
    assert done.err.startswith("quiz: no backup could be made, so nothing was changed: file exists\n")
    assert [("Ada", 1, 1), ("Ben", 2, 2)] == listed(two)


@pytest.mark.parametrize(
    "args", [("rename", "Eve", "Ada"), ("merge", "Eve", "Ada"), ("merge", "Ada", "Eve"), ("remove", "Eve", "--yes")]
)
def test_a_player_to_change_must_be_there(two: Program, args: tuple[str, ...]) -> None:
    done = two.run("players", *args)

    assert (2, "", "quiz: there is no player `Eve`\n  the players are `Ada` and `Ben`\n") == done
    assert [("Ada", 1, 1), ("Ben", 2, 2)] == listed(two)
    assert not backups(two)


# quiz players export, import


@pytest.fixture
def other(tmp_path: Path) -> Program:
    """Return the program of another machine."""
    folder = tmp_path / "other"
    folder.mkdir()
    return Program(folder)


def test_a_history_goes_to_another_machine_and_comes_back_the_same(two: Program, other: Program) -> None:
    file = two.folder / "ben.jsonl"
    assert (0, f"The history of the player `Ben` is in `{file}`.\n", "") == two.run(
        "players", "export", "ben", str(file)
    )
    assert (0, "Added to Ben: 2 rounds and 2 answers.\n", "") == other.run("players", "import", str(file))
    assert (0, "Added to Ben: 0 rounds and 0 answers.\n2 rounds were already there.\n", "") == other.run(
        "players", "import", str(file)
    )

    assert file.read_text(encoding="utf-8") == other.run("players", "export", "Ben").out
    assert two.run("history", "--json", "--player", "Ben").json() == other.run("history", "--json").json()


def test_only_its_owner_may_read_an_exported_history(two: Program) -> None:
    file = two.folder / "ben.jsonl"
    two.run("players", "export", "ben", str(file))

    assert 0o600 == file.stat().st_mode & 0o777


def test_an_export_never_replaces_a_file(two: Program) -> None:
    file = two.folder / "ben.jsonl"
    file.write_text("mine")
    done = two.run("players", "export", "ben", str(file))

    assert (2, "", f"quiz: `{file}` already exists\n  choose another name, or move it away\n") == done
    assert "mine" == file.read_text()


def test_an_export_where_nothing_can_be_written(two: Program) -> None:
    file = two.folder / "gone" / "ben.jsonl"

    assert (74, "") == two.run("players", "export", "ben", str(file))[:2]


def test_another_player_of_the_name_is_not_mixed_up(two: Program, other: Program) -> None:
    file = two.folder / "ben.jsonl"
    two.run("players", "export", "ben", str(file))
    other.bank("colors", COLORS)
    plays(other, "BEN")
    done = other.run("players", "import", str(file))

    help_ = '  `--as "BEN"` adds to that history; `--as` with another name makes a new player\n'
    assert (2, "", f"quiz: another player is called `BEN` here\n{help_}") == done
    assert "Added to Ben B: 2 rounds and 2 answers.\n" == other.run("players", "import", str(file), "--as", "Ben B").out
    assert [("BEN", 1, 1), ("Ben B", 2, 2)] == listed(other)


def test_a_broken_file_is_refused_at_its_line(two: Program) -> None:
    file = two.folder / "ben.jsonl"
    two.run("players", "export", "ben", str(file))
    lines = file.read_text().splitlines(keepends=True)
    file.write_text("".join([*lines[:2], "\x1b[2J\n", *lines[3:]]))
    before = two.history_file.read_bytes()
    done = two.run("players", "import", str(file))

    assert (65, "", f"quiz: {file}:3: it is not JSON\n  nothing was changed\n") == done
    assert before == two.history_file.read_bytes()


@pytest.mark.parametrize("what", ["nothing", "folder", "pipe"])
def test_what_is_no_file_is_refused(two: Program, what: str) -> None:
    place = two.folder / "place"
    if what == "folder":
        place.mkdir()
    if what == "pipe":
        os.mkfifo(place)
    done = two.run("players", "import", str(place))

    assert (65, "") == (done.code, done.out)
    assert done.err.startswith(f"quiz: `{place}` cannot be read: ")
    assert [("Ada", 1, 1), ("Ben", 2, 2)] == listed(two)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            {"topic": "\x1b[2J"},
            "1 text was cleaned. It had characters that can harm a terminal or mislead a reader.\n",
        ),
        ({"took_ms": 2**53 - 1}, "1 answer took longer than a day. It counts as one day.\n"),
        ({"right": None}, "1 answer was marked wrongly in the file. What was chosen counts.\n"),
    ],
)
def test_what_is_not_taken_in_as_it_is_in_the_file_is_told(
    two: Program, other: Program, changes: dict[str, object], said: str
) -> None:
    records = [json.loads(line) for line in two.run("players", "export", "Ada").out.splitlines()]
    answer = next(record for record in records if record["type"] == "answer")
    answer |= {name: not answer["right"] if value is None else value for name, value in changes.items()}
    file = two.folder / "ada.jsonl"
    file.write_text("".join(json.dumps(record) + "\n" for record in records))
    done = other.run("players", "import", str(file))

    assert (0, f"Added to Ada: 1 round and 1 answer.\n{said}", "") == done


def test_an_imported_round_is_shown_cleaned(two: Program) -> None:
    file = two.folder / "ben.jsonl"
    two.run("players", "export", "ben", str(file))
    records = [json.loads(line) for line in file.read_text().splitlines()]
    for record in records:
        record["id"] = f"new{record['id'][3:]}"
        if record["type"] == "answer":
            record["round"] = f"new{record['round'][3:]}"
            record["shown"]["stem"] = "\x1b[2J\u202eevil"
    file.write_text("".join(json.dumps(record) + "\n" for record in records))
    said = "2 texts were cleaned. They had characters that can harm a terminal or mislead a reader.\n"
    assert (0, f"Added to Eve: 2 rounds and 2 answers.\n{said}", "") == two.run(
        "players", "import", str(file), "--as", "Eve"
    )
    shown = two.run("history", "--player", "Eve", two.run("history", "--json", "--player", "Eve").json()[0]["id"])

    assert (0, "") == (shown.code, shown.err)
    assert "<U+001B>[2J<U+202E>evil" in shown.out
