"""The pages of a round: what its end says about each miss, and where a question belongs."""

from __future__ import annotations

import json

import pytest

from quiz.game.outcome import Setup
from quiz.game.round import start
from quiz.game.statistics import summarize
from quiz.items.decoding import decode
from quiz.items.sources import bank_facts
from quiz.term.lines import joined
from quiz.ui.pages import question_head
from quiz.ui.render.plain import texts
from quiz.ui.render.terminal import lines
from quiz.ui.round_pages import EndNotes, end_page, feedback
from quiz.ui.words import place

BANK = {
    "id": "colors",
    "title": "Colors",
    "questions": {"ripe": {"ask": "Which color is a ripe plum?", "answer": "purple", "wrong": ["gray"]}},
}


def test_a_miss_has_the_answer_and_what_was_said_on_one_line() -> None:
    bank = decode(json.dumps(BANK).encode(), "colors").bank
    assert bank is not None
    round_ = start(Setup("0", "learn", 1, (("colors", "hash"),)), bank_facts(bank))
    assert round_.current is not None
    wrong = next(option for option in round_.current.item.options if option.text == "gray")
    round_ = round_.answer((wrong.id,))
    body = end_page(round_, summarize(round_), 1000, EndNotes())[1]
    rows = joined(lines(body, 80)).splitlines()

    assert ["   Which color is a ripe plum?", "     purple   you said gray"] == rows[-2:]


@pytest.mark.parametrize(
    ("key", "wrong", "chosen", "answer"),
    [
        ("purple", "gray", "You chose {}, gray.", "The answer is {}, purple."),
        (27, 28, "You chose number {}: 28.", "The answer is number {}: 27."),
        ("none", "-3 °C", "You chose number {}: -3 °C.", "The answer is number {}: none."),
        ("“I am.”", "“Why?”", "You chose {}, “Why?”", "The answer is {}, “I am.”"),
    ],
)
def test_the_number_of_an_answer_and_its_text_are_told_as_one(
    key: object, wrong: object, chosen: str, answer: str
) -> None:
    question = {"ask": "What is it?", "answer": key, "wrong": [wrong]}
    bank = decode(json.dumps({**BANK, "questions": {"it": question}}).encode(), "colors").bank
    assert bank is not None
    round_ = start(Setup("0", "learn", 1, (("colors", "hash"),)), bank_facts(bank))
    assert round_.current is not None
    options = [option.text for option in round_.current.item.options]
    missed = round_.current.item.options[options.index(str(wrong))]
    said = texts(feedback(round_.answer((missed.id,)).outcomes[0]))
    numbers = [1 + options.index(str(text)) for text in (wrong, key)]

    assert [f"Not this time. {chosen.format(numbers[0])}", answer.format(numbers[1])] == said[:2]


def test_a_date_says_what_it_is() -> None:
    assert "EU and NATO · Leaders · as of January 2023" == place("EU and NATO", "Leaders", "January 2023")
    assert "Colors" == place("Colors", "Colors", "")


def test_two_words_more_take_no_line_of_their_own() -> None:
    bank = decode(json.dumps({**BANK, "as_of": "January 2023"}).encode(), "colors").bank
    assert bank is not None
    round_ = start(Setup("0", "learn", 1, (("colors", "hash"),)), bank_facts(bank))

    assert joined(question_head(round_, 80)).startswith(" Colors · as of January 2023  ")
    assert joined(question_head(round_, 42)).startswith(" Colors · January 2023  ")
