"""Saying how sure one is of an answer, in plain lines: it is remembered, shown and used."""

import re

import pytest

from tests.conftest import CLAIMS, Conversation, Program, right_answer

ASKS = r"How sure are you\? 1 sure, 2 think so, 3 a guess: "
NEXT = r"Your (answers?,|order of the numbers) 1 (to|or|and) \d+: |Your numbers for [A-I, and]+: "
ROUND = ("play", "colors", "--topic", "Mixing", "--seed", "7", "--questions", "2")


def tell(talk: Conversation, answer: str, *certainties: str) -> str:
    """Answer, and say how sure; return what is said to each line."""
    talk.say(answer)
    heard = talk.hear(ASKS)
    for i, line in enumerate(certainties, start=1):
        talk.say(line)
        heard += talk.hear(ASKS if i < len(certainties) else NEXT)
    return heard


def certainties(program: Program) -> list[str | None]:
    return [attempt.certainty for attempt in program.attempts()]


@pytest.mark.parametrize(
    ("line", "certainty"),
    [("1", "sure"), ("s", "sure"), ("SURE", "sure"), ("2", "think"), (" think so ", "think"), ("t", "think"),
     ("3", "guess"), ("g", "guess"), ("a guess", "guess")],
)  # fmt: skip
def test_a_line_tells_how_sure(colors: Program, line: str, certainty: str) -> None:
    talk = colors.talk(*ROUND, "--certainty")
    talk.hear()
    tell(talk, "1", line)

    assert [certainty] == certainties(colors)


@pytest.mark.parametrize("line", ["", "4", "0", "1 2", "x", "?", "h", "!", "ß", "1" * 9000])
def test_anything_else_is_asked_again(colors: Program, line: str) -> None:
    talk = colors.talk(*ROUND, "--certainty")
    talk.hear()
    heard = tell(talk, "1", line, "g")

    assert 1 == heard.count("Type 1 or s if you are sure, 2 or t if you think so, 3 or g if it is a guess")
    assert ["guess"] == certainties(colors)


def test_u_goes_back_to_choose_again(colors: Program) -> None:
    talk = colors.talk(*ROUND, "--certainty")
    talk.hear()
    talk.say("1")
    talk.hear(ASKS)
    talk.say("u")
    talk.hear()
    tell(talk, "2", "s")
    (attempt,) = colors.attempts()

    assert (attempt.shown.options[1].id,) == attempt.chosen


def test_an_answer_counts_only_with_its_certainty(colors: Program) -> None:
    for typed in ("1\n", "1\nq\n", "1\n?\n", "1\nu\nq\n"):
        done = colors.run(*ROUND, "--certainty", typed=typed)

        assert "Stopped before the first answer.\n" in done.out
        assert [] == colors.rounds()


@pytest.mark.parametrize(
    ("args", "answer"),
    [
        (("places", "--topic", "In order"), "1 2 3 4"),
        (("places", "--topic", "In pairs"), "1 2 3"),
        (("colors", "--topic", "Warmth"), "1 2"),
        (("colors", "--topic", "Mixing"), "1"),
        (("claims",), "1"),
    ],
)
def test_every_form_asks(colors: Program, places: Program, args: tuple[str, ...], answer: str) -> None:
    places.bank("claims", CLAIMS)
    talk = colors.talk("play", *args, "--certainty")
    talk.hear()
    heard = tell(talk, answer, "t")

    assert ["think"] == certainties(colors)
    assert f"You thought so: {'+2' if colors.attempts()[0].right else '-2'}.\n" in heard


def test_the_marks_stand_apart_from_the_score(colors: Program) -> None:
    talk = colors.talk(*ROUND, "--certainty")
    first = tell(talk, right_answer(talk.hear()), "s")
    heard = tell(talk, "1", "g")
    attempts = colors.attempts()
    while "What now" not in heard:  # until the missed questions were right
        heard = tell(talk, "1", "g")

    assert "You were sure: +3.\n" in first
    right = sum(attempt.right for attempt in attempts)
    assert f"{right} of 2 right at the first try" in heard
    told = f"When you were sure, 1 of 1 right; when you guessed, {right - 1} of 1 right."
    assert f"Marks for certainty: +{2 + right} out of a possible +6. {told}\n" in heard


def test_it_is_remembered_for_each_player_until_it_is_turned_off(colors: Program) -> None:
    def asks(player: str, *args: str) -> bool:
        return "How sure are you?" in colors.run(*ROUND, "--player", player, *args, typed="1\n1\nq\n").out

    assert [False, True, True] == [asks("Ada"), asks("Ada", "--certainty"), asks("Ada")]
    assert [False, False] == [asks("Ben"), asks("Ben")]
    assert [True, False, False] == [asks("Ada"), asks("Ada", "--no-certainty"), asks("Ada")]


def test_a_test_that_was_handed_out_does_not_ask_and_turns_nothing_off(colors: Program) -> None:
    colors.run("bank", "pack", "colors", "t.quiz", "--test", "2", "--seed", "s")
    colors.run(*ROUND, "--certainty", typed="1\n1\nq\n")
    test = colors.run("play", "t.quiz", typed="2\n2\nq\n")
    after = colors.run(*ROUND, typed="1\n1\nq\n")
    practice = colors.run("play", "t.quiz", typed="2\n2\n1\n1\n1\nq\n").out.partition("What now?")[2]

    assert ["practice", "test", "learn", "test"] == [row.mode for row in colors.rounds()[:4]]
    assert "How sure are you?" not in test.out
    assert "How sure are you?" in after.out
    assert "How sure are you?" in practice


def test_a_test_asks_and_tells_at_its_end(colors: Program) -> None:
    done = colors.run(*ROUND, "--mode", "test", "--certainty", typed="1\ns\n1\n3\nq\n")
    first, second = colors.attempts()

    assert ["sure", "guess"] == certainties(colors)
    assert 2 == done.out.count("How sure are you?")
    assert done.out.index("Noted.") < done.out.index("You were sure: ") < done.out.index("You guessed: ")
    marks = (3 if first.right else -6) + int(second.right)
    assert f"Marks for certainty: {marks:+} out of a possible +6." in done.out.replace("certainty: 0", "certainty: +0")


#: No question shows the answer to another, so only the schedule orders them.
WORDS = """\
format: 1
id: words
title: Words
tables:
  words:
    columns: [name, colour]
    rows: [[name1, colour1], [name2, colour2], [name3, colour3], [name4, colour4], [name5, colour5]]
    questions: {colour: {ask: "Which colour has {name}?", answer: colour}}
"""


def asked_about(heard: str) -> str:
    """Return the word that the latest question of WORDS asks about."""
    return str(re.findall(r"Which colour has (\w+)\?", heard)[-1])


def right_word(heard: str) -> str:
    """Return what to type after a question of WORDS."""
    number = re.findall(r"has name(\d)\?", heard)[-1]
    return str(re.findall(rf"^(\d)\. colour{number}$", heard, re.MULTILINE)[-1])


def test_what_was_surely_wrong_is_practised_first_in_a_resumed_round_too(program: Program) -> None:
    program.bank("words", WORDS)
    talk, wrong = program.talk("play", "words", "--seed", "7", "--questions", "4", "--certainty"), {}
    heard = talk.hear()
    for line in ("g", "s"):
        wrong[line] = asked_about(heard)
        heard = tell(talk, "2" if right_word(heard) == "1" else "1", line)
    talk.say("q")
    talk.end()
    again = program.talk("play", "words")
    again.hear("Your answer, 1 or 2: ")
    again.say("1")
    heard = again.hear()
    while "What now?" not in heard:
        heard = tell(again, right_word(heard), "s")
    again.say("m")
    asked, heard = [], again.hear()
    while "What now?" not in heard:
        asked.append(asked_about(heard))
        heard = tell(again, right_word(heard), "s")

    assert [wrong["s"], wrong["g"]] == asked


def test_what_was_surely_wrong_comes_first_in_the_next_round(program: Program) -> None:
    program.bank("words", WORDS)
    talk = program.talk("play", "words", "--questions", "5", "--seed", "1", "--no-certainty")
    for _ in range(5):
        talk.say(right_word(talk.hear()))
    talk.say("q")
    talk.end()  # all is known
    talk = program.talk("play", "words", "--seed", "9", "--certainty", "--questions", "5")
    tell(talk, "2" if right_word(talk.hear()) == "1" else "1", "s")
    talk.say("q")
    talk.end()
    mistaken = program.attempts()[0].fact
    program.run("play", "words", "--questions", "4", "--certainty", typed="2\n1\n3\n1\n3\nq\n")

    assert mistaken == program.attempts()[1].fact  # right after an easy opening


def test_statistics_tell_how_often_one_was_right_when_sure(colors: Program) -> None:
    colors.run(*ROUND, "--mode", "test", "--certainty", typed="1\ns\n1\n3\nq\n")
    sure, guess = colors.attempts()
    told = f"When you were sure, {int(sure.right)} of 1 right; when you guessed, {int(guess.right)} of 1 right."

    assert told in colors.run("stats").out
    assert told in colors.run("stats", "--plain").out
    expected = {"sure": {"right": int(sure.right), "total": 1}, "guess": {"right": int(guess.right), "total": 1}}
    assert expected == colors.run("stats", "--json").json()["certainty"]
    colors.run("stats", "--html", "page.html")
    assert told in (colors.folder / "page.html").read_text(encoding="utf-8")


def test_the_history_tells_how_sure_an_answer_was(colors: Program) -> None:
    colors.run(*ROUND, "--certainty", typed="1\ns\nq\n")

    assert "You were sure." in colors.run("history", colors.rounds()[0].id).out
