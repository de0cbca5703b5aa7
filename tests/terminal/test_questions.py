"""Questions in terminals of three sizes: shown in full, and answered with one key."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quiz.term.lines import wrap

if TYPE_CHECKING:
    from quiz.history.records import Attempt
    from tests.conftest import Program
    from tests.terminal.conftest import Start, Terminal

SIZES = [(80, 24), (40, 15), (20, 10)]
STEM = (
    "Which of these sentences, each of them longer than a narrow terminal is wide, says of "
    "the Donaudampfschifffahrtsgesellschaftskapitän what nobody would deny?"
)
OPTIONS = [
    "He commands a ship of the company that sails the river from Regensburg to the sea.",
    "He has never seen a river, a ship, a company or, for that matter, the colour blue.",
    "His title is Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz, of all things.",
    "日本語の長い選択肢は幅が二倍なので、折り返しがとても大切です。どの文字も失われてはいけません。",
]
LONG = f"""\
id: long
cards: false
title: "A course with a rather long name: and a bank with one"
questions:
  - topic: Sentences
    ask: {STEM}
    answer: "{OPTIONS[0]}"
    wrong: ["{OPTIONS[1]}", "{OPTIONS[2]}", "{OPTIONS[3]}"]
    why: Whoever holds the title commands a ship, and every word of this is to be read.
    source: A dictionary of long words, in its ninth edition
    hint: Think of the river, of its ships, and of who stands on the bridge.
"""


def sized(name: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(name, SIZES, ids=[f"{columns}x{rows}" for columns, rows in SIZES])


def mixing(start: Start, *args: str, size: tuple[int, int] = (80, 24)) -> Terminal:
    """Start a round of one topic and wait for its first question."""
    terminal = start("play", "colors", "--topic", "Mixing", "--seed", "7", *args, size=size)
    terminal.question(1)
    return terminal


def answered(program: Program) -> tuple[Attempt, list[str]]:
    """Return the latest answer, and the ids of the options as they were shown."""
    attempt = program.attempts()[-1]
    return attempt, [option.id for option in attempt.shown.options]


# Whole


def test_the_date_of_the_facts_stands_in_the_head(program: Program, start: Start) -> None:
    program.bank("long", f"{LONG}as_of: May 2022\n")
    terminal = start("play", "long")
    terminal.question(1)

    assert terminal.sees("A course with a rather long name · Sentences · May 2022")


@sized("size")
def test_a_question_is_whole_on_the_screen(colors: Program, start: Start, size: tuple[int, int]) -> None:
    terminal = mixing(start, size=size)
    rows = terminal.rows()
    stem_seen, keys_read = terminal.sees("What do blue and yellow give?"), terminal.reads("q stop and save")
    terminal.press("1")
    terminal.feedback()
    attempt, _ = answered(colors)

    assert [] == [o.text for o in attempt.shown.options if not any(o.text in row for row in rows)]
    assert (True, True) == (stem_seen, keys_read), "\n".join(rows)


@sized("size")
def test_a_long_question_and_its_feedback_lose_nothing(program: Program, start: Start, size: tuple[int, int]) -> None:
    program.bank("long", LONG)
    terminal = start("play", "long", size=size)
    terminal.question(1)
    assert [] == [text for text in (STEM, *OPTIONS) if not terminal.reads(text)], "\n".join(terminal.rows())

    terminal.press("h")
    terminal.read("Hint: Think of the river, of its ships, and of who stands on the bridge.")
    terminal.listening()
    terminal.press("1")
    terminal.feedback()
    terminal.read("in its ninth edition")
    why = "Whoever holds the title commands a ship, and every word of this is to be read."
    assert [] == [text for text in (STEM, *OPTIONS, why) if not terminal.reads(text)], "\n".join(terminal.rows())
    assert 1 == terminal.answers()


def test_feedback_too_high_for_the_screen_begins_with_its_beginning_and_is_read_on(
    program: Program, start: Start
) -> None:
    program.bank("long", LONG)
    terminal = start("play", "long", size=(20, 8))
    terminal.question(1)
    terminal.press("1")
    terminal.see("any key shows more")
    shown = ["\n".join(terminal.rows())]
    while terminal.sees("any key shows more"):
        terminal.listening()
        terminal.press("u")  # takes nothing back before everything was seen
        terminal.listening_anew()
        shown.append("\n".join(terminal.rows()))

    verdict = "Right." if answered(program)[0].right else "Not this time."
    assert [] == [text for text in ("your answer", verdict, "edition") if not any(text in rows for rows in shown)]
    assert terminal.sees("any key continues")
    assert [None] == [attempt.voided_at for attempt in program.attempts()]


@sized("size")
def test_a_long_question_can_be_answered_by_moving(program: Program, start: Start, size: tuple[int, int]) -> None:
    program.bank("long", LONG)
    terminal = start("play", "long", size=size)
    terminal.question(1)
    while not terminal.sees("❯ 3"):  # in a short terminal the first key scrolls on
        before = terminal.rows()
        terminal.press("down")
        terminal.until(lambda: terminal.rows() != before, "a move")  # noqa: B023 # called at once
    terminal.press("enter")
    terminal.feedback()
    attempt, ids = answered(program)

    assert (ids[2],) == attempt.chosen


@sized("size")
def test_all_keys_can_be_read(colors: Program, start: Start, size: tuple[int, int]) -> None:
    terminal = mixing(start, size=size)
    terminal.press("?")

    terminal.read("1-4 or a-d answer, or arrows and Enter; h shows a hint; q or Ctrl-C stops and saves")


def test_a_question_too_high_for_the_screen_begins_with_its_beginning_and_is_read_on(
    program: Program, start: Start
) -> None:
    program.bank("long", LONG)
    terminal = start("play", "long", size=(20, 8))
    terminal.question(1)
    assert terminal.rows()[0] == " Which of these", "\n".join(terminal.rows())
    assert terminal.reads("q stop and save")

    shown = terminal.rows()
    while not terminal.sees("❯ 2"):
        before = terminal.rows()
        terminal.press("down")
        terminal.until(lambda: terminal.rows() != before, "the lines that follow")  # noqa: B023 # called at once
        shown += terminal.rows()
    assert [] == [row for row in wrap(STEM, 19) if f" {row}" not in shown]
    terminal.press("enter")
    terminal.feedback()
    attempt, ids = answered(program)
    assert (ids[1],) == attempt.chosen


# Answered


@pytest.mark.parametrize(("key", "place"), [("1", 0), ("2", 1), ("3", 2), ("4", 3), ("a", 0), ("d", 3)])
def test_one_key_answers(colors: Program, start: Start, key: str, place: int) -> None:
    terminal = mixing(start)
    terminal.press(key)
    verdict = terminal.feedback()
    attempt, ids = answered(colors)

    assert (ids[place],) == attempt.chosen
    assert ("Right." if attempt.right else "Not this time.") == verdict


@sized("size")
@pytest.mark.parametrize(
    ("keys", "place"),
    [(["enter"], 0), (["down", "enter"], 1), (["down", "down", "up", "enter"], 1), (["up", "enter"], 3)],
    ids=["enter", "down", "down down up", "up"],
)
def test_arrows_and_enter_answer(
    colors: Program, start: Start, size: tuple[int, int], keys: list[str], place: int
) -> None:
    terminal = mixing(start, size=size)
    terminal.press(*keys)
    terminal.feedback()
    attempt, ids = answered(colors)

    assert (ids[place],) == attempt.chosen


def test_the_pointer_moves_and_nothing_else(colors: Program, start: Start) -> None:
    terminal = mixing(start)
    before = terminal.rows()
    terminal.press("down")
    terminal.until(lambda: any(row.startswith(" ❯ 2") for row in terminal.rows()), "the pointer at 2")
    after = terminal.rows()

    assert [row.replace("❯", " ") for row in before] == [row.replace("❯", " ") for row in after]
    assert 1 == sum("❯" in row for row in after)


def test_keys_without_a_meaning_change_nothing(colors: Program, start: Start) -> None:
    terminal = mixing(start)
    terminal.press("5", "0", "x", "e", "escape", "\x1b[3~", "\x1bOP", "\t", "é", "\x00", "\x7f")
    terminal.press("2")
    terminal.feedback()
    attempt, ids = answered(colors)

    assert 1 == terminal.answers()
    assert (ids[1],) == attempt.chosen


def warm(start: Start, size: tuple[int, int] = (80, 24)) -> Terminal:
    """Start a round with one question that asks for all right answers."""
    terminal = start("play", "colors", "--topic", "Warmth", size=size)
    terminal.question(1)
    return terminal


@sized("size")
def test_digits_choose_and_enter_answers_where_all_are_to_be_chosen(
    colors: Program, start: Start, size: tuple[int, int]
) -> None:
    terminal = warm(start, size)
    terminal.press("1", "3", "2", "c")
    terminal.until(lambda: sum("[x]" in row for row in terminal.rows()) == 2, "two boxes")
    assert 0 == terminal.answers()
    terminal.press("enter")
    terminal.feedback()
    attempt, ids = answered(colors)

    assert {ids[0], ids[1]} == set(attempt.chosen)


def test_space_chooses_where_the_pointer_is(colors: Program, start: Start) -> None:
    terminal = warm(start)
    terminal.press("space", "down", "down", "space", "down", "space", "space")
    terminal.press("enter")
    terminal.feedback()
    attempt, ids = answered(colors)

    assert {ids[0], ids[2]} == set(attempt.chosen)


def test_enter_with_nothing_chosen_waits(colors: Program, start: Start) -> None:
    terminal = warm(start)
    terminal.press("enter", "2", "enter")
    terminal.feedback()
    attempt, ids = answered(colors)

    assert (ids[1],) == attempt.chosen


# Keys and hint


@sized("size")
def test_question_mark_shows_the_keys_and_hides_them(colors: Program, start: Start, size: tuple[int, int]) -> None:
    terminal = mixing(start, size=size)
    assert not terminal.reads("or arrows and Enter")
    terminal.press("?")
    terminal.read("or arrows and Enter")
    terminal.listening()
    terminal.press("?")
    terminal.until(lambda: not terminal.sees("or arrows and Enter"), "the short line of keys")

    assert 0 == terminal.answers()


@sized("size")
def test_h_shows_the_hint_below_the_options(colors: Program, start: Start, size: tuple[int, int]) -> None:
    terminal = mixing(start, size=size)
    assert not terminal.reads("Think of")
    terminal.press("h")
    terminal.read("Hint: Think of blue and yellow.")
    terminal.listening()
    terminal.press("1")
    terminal.feedback()
    attempt, _ = answered(colors)

    assert attempt.hinted


def test_what_is_chosen_stays_when_the_keys_are_shown(colors: Program, start: Start) -> None:
    terminal = warm(start)
    terminal.press("1", "4", "?")
    terminal.see("or arrows and space")
    terminal.listening()
    terminal.press("enter")
    terminal.feedback()
    attempt, ids = answered(colors)

    assert {ids[0], ids[3]} == set(attempt.chosen)


# Feedback


def test_feedback_marks_the_options_in_their_places(colors: Program, start: Start) -> None:
    terminal = mixing(start)
    question = terminal.rows()
    terminal.press("1")
    terminal.feedback()
    terminal.see("any key continues")
    attempt, _ = answered(colors)
    marked = terminal.rows()

    places = {o.text: next(i for i, row in enumerate(question) if o.text in row) for o in attempt.shown.options}
    right = next(o.text for o in attempt.shown.options if o.correct)
    chosen = next(o.text for o in attempt.shown.options if o.id in attempt.chosen)
    assert all(text in marked[place] for text, place in places.items())
    assert ("✓" in marked[places[right]], "your answer" in marked[places[chosen]]) == (True, True)
    assert 1 == sum(" ✓ the answer" in row or " ✓ your answer" in row for row in marked)
    assert question[: places[min(places, key=lambda text: places[text])]] == marked[: min(places.values())]


@pytest.mark.parametrize("key", ["x", "enter", "space", "down", "1"])
def test_any_key_goes_on(colors: Program, start: Start, key: str) -> None:
    terminal = mixing(start)
    terminal.press("1")
    terminal.feedback()
    terminal.press(key)
    terminal.question(2)

    assert 1 == terminal.answers()


def test_a_test_goes_on_without_feedback(colors: Program, start: Start) -> None:
    terminal = mixing(start, "--mode", "test", "--questions", "2")
    terminal.press("1")
    terminal.question(2)
    assert not terminal.sees("Not this time.")
    assert not terminal.sees("Right.")
    terminal.press("1")
    terminal.read("right at the first try")

    assert 2 == terminal.answers()


# Another size


@pytest.mark.parametrize("to", [(40, 15), (30, 12), (120, 40)])
def test_a_question_is_drawn_anew_in_a_new_size(colors: Program, start: Start, to: tuple[int, int]) -> None:
    terminal = mixing(start)
    terminal.press("down")
    terminal.until(lambda: any(row.startswith(" ❯ 2") for row in terminal.rows()), "the pointer at 2")
    drawn = terminal.raw.count(b"\x1b[H\x1b[J")
    terminal.resize(*to)
    terminal.until(lambda: terminal.raw.count(b"\x1b[H\x1b[J") > drawn, "another drawing")
    terminal.see("What do blue and yellow give?", "q stop and save")
    terminal.listening()
    rows = terminal.rows()
    assert 1 == sum("❯" in row for row in rows)
    assert any(row.startswith(" ❯ 2") for row in rows)
    assert 1 == sum("What do" in row for row in rows)

    terminal.press("enter")
    terminal.feedback()
    attempt, ids = answered(colors)
    assert (ids[1],) == attempt.chosen
    assert [] == [o.text for o in attempt.shown.options if not any(o.text in row for row in rows)]


def test_feedback_is_drawn_anew_in_a_new_size(colors: Program, start: Start) -> None:
    terminal = mixing(start)
    terminal.press("1")
    terminal.feedback()
    terminal.see("any key continues")
    drawn = terminal.raw.count(b"\x1b[H\x1b[J")
    terminal.listening()
    terminal.resize(40, 15)
    terminal.until(lambda: terminal.raw.count(b"\x1b[H\x1b[J") > drawn, "another drawing")
    terminal.see("1 of ", "What do blue and yellow give?", "blue and yellow give green.", "The painter's handbook")
    terminal.see("any key continues")
    terminal.listening()
    terminal.press("x")
    terminal.question(2)

    assert 1 == terminal.answers()


def test_a_terminal_that_shrinks_below_what_can_be_drawn_still_takes_answers(colors: Program, start: Start) -> None:
    terminal = mixing(start)
    terminal.resize(10, 4)
    terminal.press("1")
    terminal.until(lambda: terminal.answers() == 1, "the answer in the history")
    terminal.press("q")

    assert 0 == terminal.end()


@pytest.mark.parametrize("size", [(1, 1), (10, 5), (19, 24), (80, 7)])
def test_a_terminal_too_small_for_a_screen_gets_lines(colors: Program, start: Start, size: tuple[int, int]) -> None:
    terminal = start("play", "colors", "--topic", "Mixing", size=size)
    terminal.until(lambda: b"Your answer, 1 to 4: " in terminal.raw, "a prompt")
    terminal.press("1\r", "q\r")

    assert 0 == terminal.end()
    assert b"\x1b" not in terminal.raw
    assert 1 == terminal.answers()
