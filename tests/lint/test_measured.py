"""The rules about questions, measured on badly written questions and on good ones."""

import pytest

from bench.lint.judging import GOALS, QUESTIONS, Labelled, flawed, judged, sound


def test_there_are_enough_questions_to_measure_by() -> None:
    assert 60 <= len(flawed(QUESTIONS))
    assert 60 <= len(sound(QUESTIONS))
    assert all(bank.is_flawed for bank in flawed(QUESTIONS))
    assert not any(bank.is_flawed for bank in sound(QUESTIONS))


def test_badly_written_questions_are_found() -> None:
    missed = [bank.name for bank in flawed(QUESTIONS) if not judged(bank).is_right]

    assert len(missed) <= (1 - GOALS[QUESTIONS].recall) * len(flawed(QUESTIONS)), missed


def test_sound_questions_are_left_alone() -> None:
    alarms = [(bank.name, judged(bank).found) for bank in sound(QUESTIONS) if not judged(bank).is_right]

    assert len(alarms) < GOALS[QUESTIONS].false_alarms * len(sound(QUESTIONS)), alarms


@pytest.mark.parametrize(
    "bank", [bank for bank in flawed(QUESTIONS) if judged(bank).is_right], ids=lambda bank: bank.name
)
def test_a_flaw_that_is_allowed_is_not_reported(bank: Labelled) -> None:
    code = bank.expected.split()[1]
    found = judged(bank._replace(text=f"{bank.text}\nallow: [{code}]"))

    assert not any(one.endswith(code) for one in found.found)
