"""The rules about facts, measured on tables with and without a flaw, and on banks as teachers write them."""

from pathlib import Path

import pytest

from bench.lint.judging import FACTS, GOALS, Labelled, flawed, judged, sound
from quiz.items.decoding import decode
from quiz.lint.check import check_bank

ROOT = Path(__file__).resolve().parents[3]
BANKS = [*sorted(ROOT.glob("question_banks/*/*.yaml")), *sorted(ROOT.glob("tests/lint/banks/*.yaml"))]


def test_there_are_enough_tables_to_measure_by() -> None:
    assert 60 <= len(flawed(FACTS))
    assert 60 <= len(sound(FACTS))
    assert all(table.is_flawed for table in flawed(FACTS))
    assert not any(table.is_flawed for table in sound(FACTS))


def test_flaws_are_found_at_their_lines() -> None:
    missed = [table.name for table in flawed(FACTS) if not judged(table).is_right]

    assert len(missed) <= (1 - GOALS[FACTS].recall) * len(flawed(FACTS)), missed


def test_sound_tables_are_left_alone() -> None:
    alarms = [(table.name, judged(table).found) for table in sound(FACTS) if not judged(table).is_right]

    assert len(alarms) <= GOALS[FACTS].false_alarms * len(sound(FACTS)), alarms


@pytest.mark.parametrize("path", BANKS, ids=lambda path: path.stem)
def test_banks_of_teachers_and_those_that_ship_have_no_flawed_facts(path: Path) -> None:
    data = path.read_bytes()
    bank = decode(data, path.stem).bank

    assert bank is not None
    assert [] == [problem for problem in check_bank(bank, data=data).problems if problem.code.startswith("F")]


@pytest.mark.parametrize(
    "table", [table for table in flawed(FACTS) if " F" in table.expected], ids=lambda table: table.name
)
def test_a_flaw_that_is_allowed_is_not_reported(table: Labelled) -> None:
    code = table.expected.split()[1]
    found = judged(table._replace(text=f"{table.text}\nallow: [{code}]"))

    assert not any(one.endswith(code) for one in found.found)
