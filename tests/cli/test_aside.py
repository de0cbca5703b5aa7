"""Setting facts aside and bringing them back, in a round and by commands; forgetting a bank."""

import re

import pytest

from tests.conftest import Program, right_answer

MIXING = ("play", "colors", "--topic", "Mixing", "--questions", "3", "--seed", "7")
SAID = (
    "The fact that you answered last is set aside until you bring it back, "
    "with the - key now or with `quiz aside --back` later.\n"
)


def aside(program: Program) -> list[str]:
    """Return the facts that are set aside."""
    return [one["fact"] for one in program.run("aside", "--json").json()["aside"]]


def asked(program: Program) -> set[str]:
    return {attempt.fact for row in program.rounds() for attempt in program.attempts(row.id)}


def test_a_line_sets_the_fact_of_the_last_answer_aside_and_brings_it_back(colors: Program) -> None:
    talk = colors.talk(*MIXING)
    talk.hear()
    talk.say("-")
    assert "Answer a question first. Then you can set its fact aside.\n" in talk.hear()
    talk.say("1")
    talk.hear()
    talk.say("-")
    heard = talk.hear()
    (fact,) = aside(colors)
    assert SAID in heard
    assert "Question 2 of 3." in heard  # the question that was open is asked again
    assert colors.attempts()[0].fact == fact

    talk.say("-")
    assert "The fact that you answered last is back. Later rounds will ask about it again.\n" in talk.hear()
    assert aside(colors) == []


def test_it_can_be_done_after_the_last_answer_too(colors: Program) -> None:
    said = colors.run("play", "colors", "--questions", "1", "--seed", "7", typed="1\n-\nq\n").out
    offered, set_aside, again = said.partition(SAID)

    assert "set the last fact aside\n" in offered
    assert "bring the last fact back\n" in again
    assert set_aside
    assert len(aside(colors)) == 1


@pytest.mark.parametrize("mode", ["test", "sprint"])
def test_not_in_a_round_that_is_the_same_for_everybody(colors: Program, mode: str) -> None:
    done = colors.run("play", "colors", "--mode", mode, typed="1\n-\nq\n")

    assert f"In a {mode} you cannot set facts aside.\n" in done.out
    assert aside(colors) == []


def test_what_is_set_aside_is_asked_in_no_round_until_it_is_brought_back(colors: Program) -> None:
    facts = ["mixes/green", "mixes/orange", "colors/mixes/purple", "warm"]
    assert "Set aside: " in colors.run("aside", *facts).out
    for _ in range(2):
        colors.play("colors", "--questions", "6")
    colors.run("play", "colors", "--mode", "mistakes", typed="1\n1\n1\n1\nq\n")
    assert asked(colors) == {"colors/mixes/gray", "colors/mixes/brown"}

    colors.run("aside", "--back", "green")
    colors.play("colors", "--questions", "6")
    assert "colors/mixes/green" in asked(colors)
    assert "Colors: basics, Mixing (colors/mixes/orange)" in " ".join(colors.run("find", "orange").out.split())
    assert "orange (set aside)" in colors.run("find", "orange").out


def test_a_seed_asks_it_all_the_same(colors: Program) -> None:
    colors.run("aside", *(f"mixes/{name}" for name in ("green", "orange", "purple", "gray", "brown")), "warm")

    assert "Question 1 of 6." in colors.run("play", "colors", "--seed", "7", typed="q\n").out
    done = colors.run("play", "colors")
    assert (
        done.out
        == "All of these facts are set aside. `quiz aside` lists them, and `quiz aside --back` brings them back.\n"
    )


def test_what_is_missed_and_set_aside_is_not_practised(colors: Program) -> None:
    talk = colors.talk(*MIXING)
    heard = talk.hear()
    for _ in range(3):
        wrong = next(n for n in "1234" if n != right_answer(heard))
        talk.say(wrong)
        talk.hear()
        talk.say("-")
        heard = talk.hear()
    assert "practise what you missed" not in heard.rpartition("What now?")[2]


def test_a_round_that_is_resumed_leaves_it_out(colors: Program) -> None:
    colors.run(
        "play", "colors", "--topic", "Mixing", "--questions", "8", typed="1\n1\nq\n"
    )  # more than there are facts
    first = colors.attempts()[0].fact
    colors.run("aside", first)
    done = colors.run("play", "colors", typed="1\n" + "1\n" * 8 + "q\n")

    assert "Resume: 2 of " in done.out
    answers = [attempt.fact for row in colors.rounds() for attempt in colors.attempts(row.id)]
    assert len(answers) > 4
    assert answers.count(first) == 1


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (("aside", "nothing"), 2, "there is no fact `nothing`"),
        (("aside", "grene"), 2, "did you mean `green`?"),
        (("aside", "mixes/grene"), 2, "did you mean `mixes/green`?"),
        (("aside", "--back", "green"), 2, "`green` is not set aside"),
        (("aside", "--back"), 2, "`--back` needs the names of facts"),
        (("aside", "green", "--json"), 2, "`--json` is only for the list"),
        (("aside", "\x1b[31m"), 2, "there is no fact"),
        (("aside", "mixes/green", "--player", "Nobody"), 2, "Nobody"),
        (("forget", "nothing"), 2, "nothing"),
        (("forget",), 2, "BANK"),
    ],
)
def test_what_cannot_be_done_is_said(colors: Program, args: tuple[str, ...], code: int, said: str) -> None:
    done = colors.run(*args)

    assert (code, "") == (done.code, done.out)
    assert said in done.err
    assert "\x1b" not in done.err


def test_a_name_of_several_facts_is_not_guessed(colors: Program) -> None:
    colors.bank("more", (colors.banks / "colors.yaml").read_text(encoding="utf-8").replace("id: colors", "id: more"))
    done = colors.run("aside", "mixes/green")

    assert done.code == 2
    assert "colors/mixes/green" in done.err
    assert "more/mixes/green" in done.err
    assert aside(colors) == []


def test_nothing_is_set_aside_at_first(colors: Program) -> None:
    text = "Nothing is set aside. In a round, - after an answer sets its fact aside; `quiz aside FACT` does the same."

    assert colors.run("aside").out == f"{text}\n"


# Forgetting


def test_what_is_known_of_a_bank_is_forgotten_once_that_is_agreed(with_cards: Program) -> None:
    with_cards.play("colors", "--topic", "Mixing", "--questions", "5")
    refused = with_cards.run("forget", "colors")
    assert (2, "") == (refused.code, refused.out)
    assert "nothing was forgotten yet: this would forget what you know about colors" in refused.err
    assert "New fact" not in with_cards.run("play", "colors", "--topic", "Mixing", "--questions", "3", typed="q\n").out

    done = with_cards.run("forget", "colors", "--yes")
    assert done.out == (
        "What you knew about colors is forgotten: all facts there are new again.\n"
        "Your answers and your scores stay in the history.\n"
    )
    assert {
        one["state"] for one in with_cards.run("find", "a", "--json").json()["facts"] if one["bank"] == "colors"
    } == {"new"}
    assert len(with_cards.attempts()) == 5
    assert "5 of 5" in with_cards.run("history").out
    said = with_cards.run("play", "colors", "--topic", "Mixing", "--questions", "3", typed="q\n").out
    assert re.findall(r"^New fact (\d)", said, re.MULTILINE) == ["1", "2", "3"]
    again = with_cards.run("forget", "colors", "--yes")
    assert again.out == "You have not answered anything in these banks, so there is nothing to forget.\n"


def test_a_name_that_is_no_text_is_no_bank_to_forget(colors: Program) -> None:
    done = colors.run("forget", "\udcff")

    assert (2, "", "quiz: there is no bank or course `<U+DCFF>`\n  `quiz banks` lists all banks and courses\n") == done


def test_a_bank_that_is_gone_can_be_forgotten_by_its_id(colors: Program) -> None:
    colors.play("colors", "--questions", "1")
    (colors.banks / "colors.yaml").unlink()

    assert "What you knew about colors is forgotten" in colors.run("forget", "colors", "--yes").out


# Banks are called as `quiz banks` and `quiz play` call them, or by their ids


@pytest.mark.parametrize(
    "name",
    [
        "stoltenberg",
        "leaders/stoltenberg",
        "eu-nato-leaders/leaders/stoltenberg",
        "eu-nato/leaders/leaders/stoltenberg",
        "eu-nato/leaders/stoltenberg",
    ],
)
def test_a_fact_may_be_named_with_what_its_bank_is_called(program: Program, name: str) -> None:
    program.run("aside", name)
    assert aside(program) == ["eu-nato-leaders/leaders/stoltenberg"]

    program.run("aside", "--back", name)
    assert aside(program) == []


@pytest.mark.parametrize("name", ["eu-nato/leaders", "eu-nato-leaders"])
def test_what_is_forgotten_is_called_as_it_is_played(program: Program, name: str) -> None:
    program.run("play", name, "--questions", "1", "--seed", "1", typed="1\n")

    refused = program.run("forget", name)
    assert "this would forget what you know about eu-nato/leaders\n" in refused.err
    assert "What you knew about eu-nato/leaders is forgotten" in program.run("forget", name, "--yes").out
