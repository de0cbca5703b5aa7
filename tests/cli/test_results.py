"""`quiz results`: what is handed in, what is not, and that each question can be made again from the file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from quiz.classroom.result_file import StudentAnswer, StudentResults, read_results
from quiz.game.scoring import is_right, typed_in
from quiz.items.decoding import decode
from quiz.items.item import Item
from quiz.items.sources import Fact, bank_facts
from tests.conftest import COLORS, PETS

if TYPE_CHECKING:
    from tests.conftest import Program


def handed_in(program: Program, *args: str) -> StudentResults:
    done = program.run("results", "new.jsonl", *args)
    assert (0, "") == (done.code, done.err)
    path = program.folder / "new.jsonl"
    (found,) = read_results(path.read_bytes())
    path.unlink()
    return found


def made_again(facts: dict[str, Fact], answer: StudentAnswer) -> Item:
    """Return the question of an answer, made only from the bank and what was handed in."""
    fact = facts[answer.fact]
    asks = answer.item.removesuffix(f"/{fact.id.rpartition('/')[2]}")
    (source,) = [one for one in fact.item_sources if one.origin.asks in (asks, answer.item)]
    made = source if answer.form == source.origin.form else source.typed
    assert made is not None
    item = made.item(fact.row, answer.seed, answer.slot, answer.pairs)
    assert isinstance(item, Item)
    return item


def test_what_leaves_is_shown_and_written_and_nothing_else_is_in_it(colors: Program) -> None:
    colors.bank("pets", PETS)
    colors.run("play", "pets", "--player", "Ada", typed="1\n1\nq\n")
    colors.play("--player", "Ada", "colors", "--seed", "1", "--questions", "3")
    done = colors.run("results", "ada.jsonl")
    text = (colors.folder / "ada.jsonl").read_text(encoding="utf-8")
    (found,) = read_results(text.encode())

    assert done.out.startswith("3 answers to Colors: basics, today.\n")
    assert f"Your code: {found.code}. It is random and stays the same." in done.out
    assert "No name, unless you type one." in done.out
    assert ("Ada" in text, "pets" in text, "setup" in text) == (False, False, False)
    assert (None, 3) == (found.name, len(found.answers))
    assert ["Colors: basics"] == [bank.title for bank in found.banks]
    assert {"colors"} == {answer.bank for answer in found.answers}
    assert 0o600 == (colors.folder / "ada.jsonl").stat().st_mode & 0o777


def test_the_code_stays_and_another_one_may_be_given_but_the_id_is_the_same(colors: Program) -> None:
    colors.play("colors", "--seed", "1", "--questions", "1")
    found = [handed_in(colors), handed_in(colors), handed_in(colors, "--as", "7b-12")]

    assert found[0] == found[1]
    assert "7b-12" == found[2].code
    assert found[0].id == found[2].id


def test_a_bank_can_be_named_and_an_answer_that_was_taken_back_is_left_out(colors: Program) -> None:
    colors.bank("pets", PETS)
    colors.play("colors", "--seed", "1", "--questions", "2", answers=["1", "u"])
    colors.run("play", "pets", "--seed", "1", typed="1\nq\n")

    assert {"pets"} == {answer.bank for answer in handed_in(colors).answers}
    colored = handed_in(colors, "--bank", "colors").answers
    assert 3 == len(colors.attempts(colors.rounds()[1].id))
    assert ["colors", "colors"] == [answer.bank for answer in colored]


def test_of_a_test_its_answers_alone_are_handed_in_and_the_late_ones_say_so(colors: Program) -> None:
    colors.be("Europe/Berlin", "2026-11-30T12:00")
    colors.run("bank", "pack", "colors", "t.quiz", "--test", "4", "--until", "2026-12-01")
    colors.play("colors", "--seed", "5", "--questions", "2")
    colors.be("Europe/Berlin", "2026-12-02T12:00")
    talk = colors.talk("play", "t.quiz")
    talk.say("1\n1\n1\n1\n1\n1\nq")  # then what was missed is practised
    assert 0 == talk.end()
    assert {"practice", "test"} <= {row.mode for row in colors.rounds()}
    found = handed_in(colors)

    assert found == handed_in(colors, "--bank", "t.quiz")
    assert [True] * 4 == [answer.is_late for answer in found.answers]
    assert {found.answers[0].test} == {answer.test for answer in found.answers} != {None}
    assert 7 == len(handed_in(colors, "--bank", "colors").answers)


def test_each_question_can_be_made_and_marked_again_from_what_is_handed_in(colors: Program) -> None:
    for _ in range(2):
        colors.play("colors", "--seed", "1", answers=["1", "2", "3", "1", "1"])
    colors.play("colors", "--mode", "mistakes", answers=["1", "1", "1"])  # with what was mixed up
    colors.run("play", "colors", "--typed", "always", typed="green\nx\nbrown\nq\n")
    bank = decode(COLORS.encode(), "colors").bank
    assert bank is not None
    facts = {fact.id: fact for fact in bank_facts(bank)}
    answers = handed_in(colors).answers

    assert any(answer.pairs for answer in answers)
    assert any(answer.response for answer in answers)
    assert {True, False} == {answer.right for answer in answers}
    for answer in answers:
        item = made_again(facts, answer)
        if answer.response is not None:
            assert answer.chosen == tuple(one.option.id for one in typed_in(item, answer.response))
        else:
            assert set(answer.chosen) <= {option.id for option in item.options}
        assert answer.right == is_right(item, answer.chosen)


def test_a_text_to_paste_is_all_that_is_on_standard_output(colors: Program) -> None:
    colors.play("colors", "--seed", "1", "--questions", "2")
    done = colors.run("results", "--text")

    assert done == colors.run("results", "-")

    assert done.out.startswith("BEGIN QUIZ RESULTS ")
    assert done.err.startswith("2 answers to Colors: basics")
    assert [handed_in(colors)] == [*read_results(done.out.encode())]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ((), "name the file to write, or give `--text`"),
        (("a.jsonl", "--text"), "`--text` writes no file"),
        (("a.jsonl",), "there are no answers to hand in"),
        (("a.jsonl", "--as", "a,b"), "`a,b` cannot be a code"),
        (("a.jsonl", "--bank", "nothing"), "there are no answers"),
        (("no/a.jsonl",), "there is no folder `no`"),
    ],
)
def test_what_cannot_be_handed_in_is_said_and_nothing_is_written(
    program: Program, args: tuple[str, ...], said: str
) -> None:
    done = program.run("results", *args)

    assert 2 == done.code
    assert said in done.err
    assert [] == list(program.folder.glob("*.jsonl"))


def test_a_player_file_keeps_which_test_it_was(colors: Program) -> None:
    colors.run("bank", "pack", "colors", "t.quiz", "--test", "1", "--feedback", "none")
    colors.play("t.quiz", "--player", "Ada")
    lines = colors.run("players", "export", "Ada").out.splitlines()
    (colors.folder / "ada").write_text("\n".join(lines) + "\n", encoding="utf-8")
    done = colors.run("players", "import", "ada", "--as", "Ben")

    assert 0 == done.code
    setup = json.loads(lines[1])["setup"]
    assert ("never", 32) == (setup["feedback"], len(setup["test"]))
