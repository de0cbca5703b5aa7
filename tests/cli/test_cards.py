"""New facts on cards through pipes, the options for them, and which of these are remembered."""

import re

import pytest

from tests.conftest import Conversation, Program, right_answer

MIXING = ("play", "colors", "--topic", "Mixing", "--questions", "3")
LINES = """\
New fact 1 of 3. Mixing.
blue and yellow give green.
Source: The painter's handbook.

New fact 2 of 3. Mixing.
red and yellow give orange.
Source: The painter's handbook.

New fact 3 of 3. Mixing.
red and blue give purple.
Source: The painter's handbook.

Question 1 of 3. Mixing. 0 right so far.
"""


def cards_in(said: str) -> list[str]:
    return re.findall(r"^New fact (\d of \d)\.", said, re.MULTILINE)


def test_in_a_pipe_cards_are_lines_and_eat_no_answer(with_cards: Program) -> None:
    done = with_cards.run(*MIXING, typed="1\n2\n3\nq\n")

    assert done.out.startswith(LINES)
    assert [attempt.shown.options[i].id for i, attempt in enumerate(with_cards.attempts())] == [
        attempt.chosen[0] for attempt in with_cards.attempts()
    ]
    assert len(with_cards.attempts()) == 3


def test_a_fact_has_a_card_only_as_long_as_it_was_never_asked(with_cards: Program) -> None:
    first = with_cards.play(*MIXING[1:])
    second = with_cards.play("colors", "--topic", "Mixing", "--questions", "5")

    assert cards_in(first) == ["1 of 3", "2 of 3", "3 of 3"]
    assert cards_in(second) == ["1 of 2", "2 of 2"]
    assert "black and white give gray." in second
    assert cards_in(with_cards.play("colors", "--topic", "Mixing", "--questions", "5")) == []


@pytest.mark.parametrize("args", [("--seed", "7"), ("--mode", "test"), ("--mode", "sprint")], ids=" ".join)
def test_a_round_that_knows_nothing_of_the_player_has_none(with_cards: Program, args: tuple[str, ...]) -> None:
    done = with_cards.run("play", "colors", *args, typed="1\nq\n")

    assert (0, []) == (done.code, cards_in(done.out))


@pytest.mark.parametrize("args", [("--seed", "7"), ("--mode", "test"), ("--mode", "sprint")], ids=" ".join)
@pytest.mark.parametrize("option", [("--cards",), ("--typed", "known")], ids=" ".join)
def test_what_goes_by_what_is_known_cannot_be_asked_of_it(
    with_cards: Program, args: tuple[str, ...], option: tuple[str, ...]
) -> None:
    done = with_cards.run("play", "colors", *args, *option)

    round_ = " ".join(args) if "--mode" in args else "--seed"
    assert (2, "") == (done.code, done.out)
    assert f"`{' '.join(option)}` cannot be combined with `{round_}`" in done.err


def test_whether_there_are_cards_is_remembered_for_each_player(with_cards: Program) -> None:
    def has_cards(player: str, *args: str) -> bool:
        return bool(cards_in(with_cards.run(*MIXING, "--player", player, *args, typed="q\n").out))

    assert [True, False, False, False] == [
        has_cards("Ada"), has_cards("Ada", "--no-cards"), has_cards("Ada"), has_cards("ada", "--mode", "learn")
    ]  # fmt: skip
    assert has_cards("Ben")
    assert [True, True] == [has_cards("Ada", "--cards"), has_cards("Ada")]


def test_a_round_that_is_resumed_without_cards_shows_none_and_that_is_remembered(with_cards: Program) -> None:
    assert cards_in(with_cards.run(*MIXING, typed="1\n").out)
    again = with_cards.run("play", "colors", "--no-cards", typed="1\n").out

    assert "Unfinished round" in again
    assert "Question 2 of 3." in again
    assert cards_in(again) == []
    assert cards_in(with_cards.run("play", "colors", typed="1\n").out) == []


def test_a_bank_may_do_without(with_cards: Program) -> None:
    text = (with_cards.banks / "colors.yaml").read_text(encoding="utf-8")
    with_cards.bank("colors", f"cards: false\n{text}")

    assert cards_in(with_cards.run(*MIXING, typed="q\n").out) == []


def play_on(talk: Conversation, heard: str) -> str:
    """Answer a question rightly; return the feedback."""
    talk.say(right_answer(heard))
    return talk.hear()


def test_an_answer_that_is_taken_back_brings_no_card_back(with_cards: Program) -> None:
    talk = with_cards.talk(*MIXING)
    heard = play_on(talk, talk.hear())
    talk.say("u")
    heard = talk.hear()

    assert "Your answer is taken back." in heard
    assert cards_in(heard) == []
