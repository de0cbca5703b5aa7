"""Flagging a question, and what the author of the bank sees of it."""

import csv
import io

import pytest

from tests.conftest import PLACES, Program

ROUND = ("play", "colors", "--topic", "Mixing", "--seed", "7", "--questions", "2")


def test_a_flag_keeps_the_note_and_all_that_was_on_the_screen(colors: Program) -> None:
    done = colors.run(*ROUND, typed="1\n! Two are Right\n")
    (record,) = colors.run("flags", "--json").json()
    attempt = colors.attempts()[0]

    assert (
        "The question that you answered last is flagged, with your note. `quiz flags` lists what was flagged.\n"
        in done.out
    )
    assert ("Two are Right", attempt.id, attempt.item) == (record["note"], record["attempt"], record["item"])
    for name in ("stem", "source", "why"):
        assert getattr(attempt.shown, name) == record["shown"][name]
    assert [o.text for o in attempt.shown.options] == [o["text"] for o in record["shown"]["options"]]
    assert all("give" in option["why"] for option in record["shown"]["options"])
    assert (list(attempt.chosen), ["Think of"]) == (
        record["shown"]["chosen"],
        [hint[:8] for hint in record["shown"]["hints"]],
    )


def test_a_note_is_asked_for_and_may_be_empty(colors: Program) -> None:
    done = colors.run(*ROUND, typed="1\n!\n\n!\nI Doubt it\n")

    assert 2 == done.out.count(
        "What is wrong with the question that you answered last? Type a line, or just press Enter. "
        "Type only q and press Enter to go back. "
    )
    assert "The question that you answered last is flagged. `quiz flags`" in done.out
    assert ["I Doubt it", ""] == [record["note"] for record in colors.run("flags", "--json").json()]


def test_flags_read_like_this(colors: Program) -> None:
    colors.run(*ROUND, typed="1\n! Odd\n")
    attempt = colors.attempts()[0]
    head, note, stem, *rest = colors.run("flags").out.splitlines()

    assert head.endswith(f"  {attempt.item}")
    assert ("   Note: Odd", f"   {attempt.shown.stem}") == (note, stem)
    assert any("(you" in line for line in rest)
    assert any("the answer)" in line for line in rest)


def test_nothing_can_be_flagged_before_an_answer(colors: Program) -> None:
    done = colors.run(*ROUND, typed="! early\n!\n")

    assert 2 == done.out.count("Answer a question first. Then you can flag it.\n")
    assert "What is wrong" not in done.out  # a note would be typed for nothing
    assert "Nothing is flagged. In a round, ! after an answer flags its question.\n" == colors.run("flags").out


@pytest.mark.parametrize("kind", ["chosen", "typed"])
def test_q_goes_back_without_flagging(colors: Program, kind: str) -> None:
    """The question that was open stays open, and is not written again."""
    typed = ["--typed", "always"] if kind == "typed" else []
    done = colors.run(*ROUND, *typed, typed="1\n!\nQ\n1\n")

    assert "Nothing was flagged.\nYour answer" in done.out
    assert 1 == done.out.count("Question 2 of 2.")
    assert [] == colors.run("flags", "--json").json()
    assert 2 == len(colors.attempts())


def test_q_goes_back_at_the_end_of_a_round_too(colors: Program) -> None:
    done = colors.run(*ROUND, typed="1\n1\n!\nq\nq\n")

    assert "Nothing was flagged.\n" in done.out
    assert done.out.endswith("Saved.\n")
    assert [] == colors.run("flags", "--json").json()


def test_the_last_question_can_be_flagged_at_the_end(colors: Program) -> None:
    colors.run(*ROUND, "--mode", "test", typed="1\n1\n!\nlate\nq\n")
    (record,) = colors.run("flags", "--json").json()

    assert ("late", colors.attempts()[1].id) == (record["note"], record["attempt"])


def test_flags_are_exported_as_a_sheet_that_runs_nothing_and_overwrites_nothing(colors: Program) -> None:
    colors.run(*ROUND, typed="1\n! =1+1\n!\nwith, a “comma”\n")
    done = colors.run("flags", "--export", "flags.csv")
    written = (colors.folder / "flags.csv").read_bytes()
    second, first = csv.DictReader(io.StringIO(written.decode(), newline=""))
    attempt = colors.attempts()[0]

    assert (0, "Written: flags.csv, 2 flags.\n") == (done.code, done.out)
    assert ("'=1+1", "with, a “comma”") == (first["note"], second["note"])
    texts = {option.id: option.text for option in attempt.shown.options}
    assert ("; ".join(texts.values()), texts[attempt.chosen[0]]) == (first["options"], first["chosen"])

    again = colors.run("flags", "--export", "flags.csv")
    assert (2, "") == (again.code, again.out)
    assert again.err.startswith("quiz: `flags.csv` already exists\n")
    assert written == (colors.folder / "flags.csv").read_bytes()


def test_a_sheet_that_cannot_be_written_is_told(colors: Program) -> None:
    done = colors.run("flags", "--export", "no/such/flags.csv")

    assert 74 == done.code
    assert done.err.startswith("quiz: `no/such/flags.csv` cannot be written: no such file")


def test_the_answer_to_a_match_says_what_goes_with_what(program: Program) -> None:
    program.bank("places", PLACES)
    program.run("play", "places", "--topic", "In pairs", "--questions", "2", "--seed", "1", typed="1 2 3\n! hm\n")
    program.run("flags", "--export", "flags.csv")
    rows = list(csv.DictReader((program.folder / "flags.csv").read_text().splitlines()))

    assert rows
    assert "Jens Stoltenberg: NATO" in rows[0]["answer"]
