"""`quiz bank pack`, and playing its packs: banks, or a test that is the same for everybody."""

from __future__ import annotations

import json
import os
import re
from typing import TYPE_CHECKING

import pytest

from quiz.classroom.pack import Pack, PackedBank, PackedTest, pack_file
from quiz.cli.completing import complete_bank
from quiz.interpreter import content_hash
from quiz.items.draw import DRAWS
from tests.conftest import COLORS, PETS, right_answer

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Program

TEST = ("bank", "pack", "colors", "t.quiz", "--test", "4", "--seed", "s")
DAY = "2026-11-30T12:00"


def stems(said: str) -> list[str]:
    """Return all that was asked, with the options in their order."""
    return re.findall(r"Question \d of 4\. .*?\n((?:.+\n)+?)Your answer", said)


def test_the_same_banks_options_and_date_give_the_same_file(colors: Program) -> None:
    colors.be("Europe/Berlin", DAY)
    said = colors.run("bank", "pack", "colors", "a.quiz")
    colors.be("Europe/Berlin", "2026-12-05T12:00")
    again = colors.run("bank", "pack", "colors", "b.quiz", "--date", "2026-11-30")

    assert "1 bank, 6 facts, 2026-11-30.\nWritten: a.quiz\n" == said.out
    assert (0, 0) == (said.code, again.code)
    assert (colors.folder / "a.quiz").read_bytes() == (colors.folder / "b.quiz").read_bytes()


def test_a_pack_plays_where_it_lies_and_its_round_goes_on_there(colors: Program) -> None:
    colors.run("bank", "pack", "colors", "a.quiz")
    (colors.banks / "colors.yaml").unlink()
    talk = colors.talk("play", "a.quiz", "--questions", "3", "--seed", "1")
    talk.say(right_answer(talk.hear()))
    talk.hear()
    talk.say("q")
    talk.end()
    resumed = colors.talk("play", "a.quiz")

    assert "1. Resume: 1 of 3 answered" in resumed.hear(r"Your answer, 1 or 2: ")
    assert [] == list(colors.banks.iterdir())
    assert ["colors/"] == list({attempt.fact[:7] for attempt in colors.attempts()})


def test_a_test_is_the_same_for_everybody_whatever_they_know_and_want(colors: Program) -> None:
    done = colors.run(*TEST, "--until", "2099-12-18", "--minutes", "30")
    ada = colors.play("t.quiz", "--player", "Ada")
    colors.run("aside", "colors/mixes/green", "--player", "Ben")
    colors.run("play", "colors", "--typed", "always", "--certainty", "--player", "Ben", typed="q\n")
    ben = colors.play("t.quiz", "--player", "Ben")

    assert "A test of 4 questions, seed s, 30 minutes, until 2099-12-18." in done.out
    assert "A test: 4 questions in 30 minutes, the same for everybody. Its last day is 2099-12-18." in ada
    assert 4 == len(stems(ada))
    assert stems(ada) == stems(ben)
    assert "4 of 4 right." in ada
    assert "`quiz results FILE`" in ada
    assert "another round" not in ada
    setup = json.loads(colors.rounds()[0].setup)
    assert ("s", "2099-12-18", 30 * 60_000) == (setup["seed"], setup["until"], setup["time_ms"])


def test_a_test_without_feedback_says_nothing_of_what_was_right(colors: Program) -> None:
    colors.run(*TEST, "--feedback", "none")
    said = colors.play("t.quiz")

    assert "The right answers are not shown." in said
    assert "4 of 4 answered." in said
    for word in ("Right.", "Not this time", "The answer is", "practise", "look at all", " right."):
        assert word not in said


def test_a_late_test_is_taken_and_said_to_be_late_and_one_that_was_taken_before_as_well(colors: Program) -> None:
    colors.be("Europe/Berlin", DAY)
    colors.run(*TEST, "--until", "2026-12-01")
    first = colors.play("t.quiz")
    colors.be("Europe/Berlin", "2026-12-02T12:00")
    late = colors.play("t.quiz")

    rounds = colors.run("history", "--json").json()

    assert "late" not in first
    assert ", test: 4 of 4 right, 0 s, late" in colors.run("history").out.splitlines()[0]
    assert [True, False] == [round_["late"] for round_ in rounds]
    assert 32 == len(rounds[0]["test"])
    assert "That day has passed. You can still take the test, but your answers will be marked as late." in late
    assert "You have taken it before" in late


def test_a_test_ends_when_its_time_is_up(colors: Program) -> None:
    colors.run(*TEST, "--minutes", "1")
    colors.clock(0)
    talk = colors.talk("play", "t.quiz")
    first = talk.hear()
    colors.clock(20)
    talk.say(right_answer(first))
    second = talk.hear()
    colors.clock(61)
    talk.say("1")
    end = talk.hear()

    assert "1 min 0 s left." in first
    assert "40 s left." in second
    assert "Time is up. What you typed last came too late and does not count." in end
    assert "1 of 4 right, 3 not answered." in end
    assert ["finished"] == [row.ending for row in colors.rounds()]


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (("bank", "pack", "colors"), 2, "name at least one bank"),
        (("bank", "pack", "colors", "x.zip"), 2, "does not end in `.quiz`"),
        (("bank", "pack", "colors", "t.quiz"), 2, "already exists"),
        (("bank", "pack", "colors", "x.quiz", "--until", "2099-01-01"), 2, "`--until` is for a test"),
        (("bank", "pack", "colors", "x.quiz", "--test", "40"), 2, "there are only 6 different questions for a test"),
        (("bank", "pack", "colors", "x.quiz", "--test", "4", "--until", "2020-01-01"), 2, "is before the day"),
        (("bank", "pack", "con", "x.quiz"), 2, "`con` is not a valid file name on every system"),
        (("bank", "pack", "colors", "x.quiz", "--date", "soon"), 2, "`soon` is not a valid date"),
        (("play", "t.quiz", "--mode", "learn"), 2, "`--mode` cannot be combined with"),
        (("play", "t.quiz", "--no-cards"), 2, "`--no-cards` cannot be combined with"),
        (("play", "t.quiz", "colors"), 2, "must be played on its own"),
        (("play", "bad.quiz"), 65, "it is not a pack of banks"),
        (("bank", "check", "bad.quiz"), 65, "it is not a pack of banks"),
        (("play", "pipe.quiz"), 65, "`pipe.quiz` cannot be read: it is not a regular file"),
        (("play", "none.quiz"), 2, "there is no bank or course `none.quiz`"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line_and_nothing_is_written(
    colors: Program, args: tuple[str, ...], code: int, said: str
) -> None:
    (colors.folder / "t.quiz").write_bytes(_TEST_PACK)
    (colors.folder / "bad.quiz").write_text("hello")
    colors.bank("con", PETS)  # a name that Windows reserves
    os.mkfifo(colors.folder / "pipe.quiz")
    before = sorted(colors.folder.iterdir())
    done = colors.run(*args)

    assert code == done.code
    assert said in done.err
    assert done.err.startswith("quiz: ")
    assert "Traceback" not in done.err
    assert [path for path in sorted(colors.folder.iterdir()) if path.name != "data"] == before


def test_a_test_of_another_version_is_taken_and_said_to_be_perhaps_another(colors: Program) -> None:
    (colors.folder / "t.quiz").write_bytes(_packed(DRAWS - 1))

    assert "your questions may differ from everybody else's" in colors.play("t.quiz")


def _packed(draws: int = DRAWS) -> bytes:
    data = COLORS.encode()
    bank = PackedBank("", "colors", "colors", "Colors: basics", content_hash(data))
    return pack_file(Pack("2026-11-30", (bank,), PackedTest(4, "s", draws)), [data])


_TEST_PACK = _packed()


def test_packs_are_completed_where_they_lie(tmp_path: Path) -> None:
    (tmp_path / "unit-3.quiz").touch()
    (tmp_path / "unit-4.txt").touch()
    found = complete_bank(f"{tmp_path}/un")

    assert [f"{tmp_path}/unit-3.quiz"] == found
