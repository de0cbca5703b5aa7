"""`quiz stats --regrade` marks a player's answers again by today's banks, and does not change the history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.conftest import COLORS

if TYPE_CHECKING:
    from tests.conftest import Program

FIXED = COLORS.replace("{color: green, parts: blue and yellow}", "{color: teal, parts: blue and yellow}")


def test_without_a_change_both_scores_are_the_same(colors: Program) -> None:
    colors.play("colors", "--seed", "1", answers=["1"])
    out = colors.run("stats", "--regrade").out.splitlines()

    assert "Colors: basics:" == out[0]
    assert out[1].endswith(" right when you answered. The bank as it is today marks none of them differently.")


def test_a_key_that_was_fixed_gives_both_scores_and_the_answer(colors: Program) -> None:
    colors.play("colors", "--seed", "1", "--questions", "6")
    before = colors.history_file.read_bytes()
    colors.bank("colors", FIXED)
    out = colors.run("stats", "--regrade").out
    record = colors.run("stats", "--regrade", "--json").json()["banks"][0]

    assert "Of your 6 first tries, 6 were right when you answered. By the bank as it is today, 5 are right." in out
    assert "What do blue and yellow give?" in out
    assert "You answered: green (right when asked, wrong today)." in out
    assert (6, 6, 5) == (record["tries"], record["right"], record["right_today"])
    assert [("colors/mixes.what/green", "green", False)] == [
        (one["item"], one["chosen"], one["right_today"]) for one in record["changed"]
    ]
    assert before == colors.history_file.read_bytes()
    assert "6 of 6" in colors.run("stats").out


def test_a_comment_in_the_bank_changes_no_score(colors: Program) -> None:
    colors.play("colors", "--seed", "1", answers=["1", "1"])
    colors.bank("colors", f"{COLORS}# a comment\n")
    record = colors.run("stats", "--regrade", "--json").json()["banks"][0]

    assert record["right"] == record["right_today"] < 6
    assert (0, []) == (record["unmarked"], record["changed"])


def test_a_bank_that_is_gone_is_said(colors: Program) -> None:
    colors.play("colors", "--seed", "1")
    (colors.banks / "colors.yaml").unlink()
    out = colors.run("stats", "--regrade").out

    assert " right when you answered.\n" in out  # nothing is known about today's bank
    assert "The bank is not here, or asks something else now, so nothing was marked again." in out


def test_who_has_played_nothing_is_told_how_to(program: Program) -> None:
    assert "Nothing has been played yet." in program.run("stats", "--regrade").out
