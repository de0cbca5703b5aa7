"""Orders and matches, played through pipes and shown again."""

import re
import shutil
from itertools import permutations

import pytest

from tests.conftest import BODIES, FAR, Conversation, Program

RULE = "The answer is right only if every part of it is."


def options_of(heard: str) -> dict[str, int]:
    """Return text -> number of the options of a question."""
    return {text: int(number) for number, text in re.findall(r"^(\d)\. (.+)$", heard, re.MULTILINE)}


def prompts_of(heard: str) -> list[str]:
    return re.findall(r"^[A-I]\. (.+)$", heard, re.MULTILINE)


def right_numbers(heard: str) -> list[int]:
    """Return what to type after a question of the bank."""
    options, prompts = options_of(heard), prompts_of(heard)
    return [options[text] for text in ([BODIES[p] for p in prompts] or sorted(options, key=FAR.index))]


def asked(places: Program, topic: str, *args: str) -> tuple[Conversation, str]:
    talk = places.talk("play", "places", "--topic", topic, *args)
    return talk, talk.hear()


def say(talk: Conversation, numbers: list[int]) -> str:
    talk.say(" ".join(map(str, numbers)))
    return talk.hear()


def test_the_right_order_is_right(places: Program) -> None:
    talk, heard = asked(places, "In order")
    numbers = right_numbers(heard)
    texts = sorted(options_of(heard), key=FAR.index)
    told = say(talk, numbers)

    assert 4 == len(numbers)
    assert f"Right. Your order: {', '.join(texts)}.\n" in told
    assert "The right order" not in told
    (attempt,) = places.attempts()
    assert (True, "order", tuple(text.lower() for text in texts)) == (attempt.right, attempt.form, attempt.chosen)


@pytest.mark.parametrize("swap", list(permutations(range(4)))[1:4])
def test_another_order_is_told_place_by_place(places: Program, swap: tuple[int, ...]) -> None:
    talk, heard = asked(places, "In order")
    right = right_numbers(heard)
    told = say(talk, [right[i] for i in swap])

    names = ["1st", "2nd", "3rd", "4th"]
    notes = ["Right." if swap.index(i) == i else f"You put it {names[swap.index(i)]}." for i in range(4)]
    text_of = {number: text for text, number in options_of(heard).items()}
    lines = [f"{names[i]}: {right[i]}, {text_of[right[i]]}. {notes[i]}" for i in range(4)]
    in_place = sum(i == place for i, place in enumerate(swap))
    assert (
        "\n".join(["The right order:", *lines, f"{in_place} of 4 {'is' if in_place == 1 else 'are'} in place. {RULE}"])
        in told
    )
    assert told.startswith("Not this time. Your order: ") or "\nNot this time. Your order: " in told
    assert [False] == [attempt.right for attempt in places.attempts()]


@pytest.mark.parametrize("form", ["{0} {1} {2} {3}", "{0},{1},{2},{3}", "{0}{1}{2}{3}", " {0}  {1} {2} {3} "])
@pytest.mark.parametrize("letters", [False, True])
def test_an_order_is_typed_by_numbers_or_letters(places: Program, form: str, letters: bool) -> None:
    talk, heard = asked(places, "In order")
    numbers = right_numbers(heard)
    talk.say(form.format(*("_abcd"[number] if letters else number for number in numbers)))

    assert "Right. Your order" in talk.hear()


@pytest.mark.parametrize(
    "line", ["", "1", "1 2 3", "1 2 3 3", "1 2 3 4 4", "1 2 3 5", "0 1 2 3", "abce", "1 2 3 x", "?"]
)
def test_a_line_that_is_no_order_is_asked_for_again(places: Program, line: str) -> None:
    talk, _ = asked(places, "In order")
    talk.say(line)
    told = talk.hear()

    help_ = "Type the numbers from 1 to 4 in your order, such as 2 1 3 4 (or b a c d), or q to stop and save."
    more = "After an answer, u takes it back, ! flags its question and - sets its fact aside.\n" if line == "?" else ""
    assert f"{help_} {RULE}\n{more}Your order of the numbers 1 to 4: " in told
    assert not places.rounds()


def test_pairs_are_told_prompt_by_prompt(places: Program) -> None:
    talk, heard = asked(places, "In pairs")
    right, prompts = right_numbers(heard), prompts_of(heard)
    told = say(talk, [right[1], right[0], right[2]])

    text_of = {number: text for text, number in options_of(heard).items()}
    named = [f"{number}, {text_of[number]}" for number in right]
    lines = [
        f"Not this time. You chose {right[1]} for A, {right[0]} for B and {right[2]} for C.",
        "The right pairs:",
        f"A. {prompts[0]}: {named[0]}. You chose {named[1]}.",
        f"B. {prompts[1]}: {named[1]}. You chose {named[0]}.",
        f"C. {prompts[2]}: {named[2]}. Right.",
        f"1 of 3 pairs is right. {RULE}",
        " ".join(f"{prompt} headed {BODIES[prompt]}." for prompt in prompts),
    ]
    assert "\n".join(lines) in told
    (attempt,) = places.attempts()
    assert (False, "match") == (attempt.right, attempt.form)
    assert tuple(prompts) == attempt.shown.prompts


def test_the_right_pairs_are_right(places: Program) -> None:
    talk, heard = asked(places, "In pairs")
    right = right_numbers(heard)

    assert f"Right. You chose {right[0]} for A, {right[1]} for B and {right[2]} for C.\n" in say(talk, right)


@pytest.mark.parametrize("line", ["b a c", "bac", "1 2", "1 1 2", "1 2 4", "A 1"])
def test_a_line_that_is_no_match_is_asked_for_again(places: Program, line: str) -> None:
    """Letters name the prompts here, so they are not taken for options."""
    talk, _ = asked(places, "In pairs")
    talk.say(line)

    how = "each number once, such as 2 1 3, or q to stop and save."
    assert (
        f"Type a number for each of A, B and C in this order, {how} {RULE}\nYour numbers for A, B and C: "
        in talk.hear()
    )
    assert not places.rounds()


def test_a_round_of_both_is_stopped_and_resumed_as_if_it_had_not_been(places: Program) -> None:
    def played(*stops: int) -> list[tuple[object, ...]]:
        talk = places.talk("play", "places", "--seed", "1", "--questions", "6", "--mode", "test")
        heard = talk.hear()
        for nth in range(6):
            if nth in stops:
                talk.say("q")
                talk.end()
                talk = places.talk("play", "places")
                talk.hear()
                talk.say("1")  # resume
                heard = talk.hear()
            right = right_numbers(heard)
            heard = say(talk, right if nth % 2 else [*right[1:], right[0]])
        talk.say("q")
        talk.end()
        return [(a.item, a.shown, a.chosen, a.right) for a in places.attempts()]

    whole = played()
    shutil.rmtree(places.data)
    parts = played(1, 3, 4)

    assert whole == parts
    assert [False, True] * 3 == [right for *_, right in parts]
    assert {"order", "match"} == {"match" if shown.prompts else "order" for _, shown, *_ in parts}  # type: ignore[attr-defined]


def test_a_missed_order_stands_at_the_end_and_is_practised(places: Program) -> None:
    talk, heard = asked(places, "In order", "--questions", "4")
    right = right_numbers(heard)
    texts = sorted(options_of(heard), key=FAR.index)
    heard = say(talk, right[::-1])
    while "The round is over." not in heard:
        heard = say(talk, right_numbers(heard[heard.rindex("Put these") :]))
    talk.say("m")
    practised = talk.hear()

    missed = f"Put these in order, nearest first. The answer: {', '.join(texts)}. You said: {', '.join(texts[::-1])}.\n"
    assert f"To look at again:\n{missed}" in heard
    assert "1 to go. In order." in practised


def test_the_history_shows_them_as_they_were(places: Program) -> None:
    talk, heard = asked(places, "In pairs", "--questions", "1")
    right, prompts = right_numbers(heard), prompts_of(heard)
    say(talk, [right[0], right[2], right[1]])
    text_of = {number: text for text, number in options_of(heard).items()}
    (row,) = places.rounds()
    shown = places.run("history", row.id[:8]).out
    attempt = places.run("history", row.id, "--json").json()["attempts"][0]

    notes = {right[0]: "you A, right", right[1]: "you C, the answer B", right[2]: "you B, the answer C"}
    lines = [f"   {name}  {prompt}" for name, prompt in zip("ABC", prompts, strict=True)]
    lines += [f"   {number}  {text_of[number]}   ({notes[number]})" for number in (1, 2, 3)]
    assert "\n".join(["1. Match each person to the body.", *lines, "   Not this time. "]) in shown
    ids = {option["text"]: option["id"] for option in attempt["shown"]["options"]}
    assert [ids[BODIES[prompt]] for prompt in prompts] == attempt["shown"]["keys"]
    assert prompts == attempt["shown"]["prompts"]


def test_the_history_shows_an_order_with_both_places(places: Program) -> None:
    talk, heard = asked(places, "In order", "--questions", "1")
    right = right_numbers(heard)
    say(talk, [right[1], right[0], *right[2:]])
    shown = places.run("history", places.rounds()[0].id[:8]).out

    text_of = {number: text for text, number in options_of(heard).items()}
    for number, note in zip(
        right, ["2nd, the answer 1st", "1st, the answer 2nd", "3rd, right", "4th, right"], strict=True
    ):
        assert f"   {number}  {text_of[number]}   (you {note})\n" in shown


def test_a_preview_shows_what_is_right(places: Program) -> None:
    out = places.run("bank", "preview", "places").out
    records = places.run("bank", "preview", "places", "--json").json()

    place = r"    {}  (\w+) +far: (\d+)\n"
    orders = re.findall("".join(map(place.format, ("1st", "2nd", "3rd", "4th"))), out)
    assert 5 == len(orders)
    assert all(sorted(order[::2], key=FAR.index) == [*order[::2]] for order in orders)
    assert all(sorted(map(int, order[1::2])) == [*map(int, order[1::2])] for order in orders)
    assert 3 == out.count("✓ Ursula von der Leyen    the Commission\n")
    for record in records:
        texts = {option["id"]: option["text"] for option in record["options"]}
        answers = [texts[key] for key in record["keys"]]
        assert answers == ([BODIES[p] for p in record["prompts"]] or sorted(answers, key=FAR.index))
        assert {"order": 0, "match": 3}[record["form"]] == len(record["prompts"])
    assert 8 == len(records)
