"""Files are combined by code: the same file twice, several machines, rounds that are in two files."""

from __future__ import annotations

from quiz.classroom.handed_in import gathered
from tests.classroom.handing import answers_of, bank_of, handed, played

BANK = bank_of()
ANSWERS = answers_of(played(BANK))


def test_a_file_that_is_there_twice_counts_once() -> None:
    results = handed(BANK, "07", ANSWERS)
    found = gathered([("a", results), ("b", results)])

    assert ("b",) == found.repeated
    assert len(found.students) == 1
    assert found.students[0].answers == len(ANSWERS)


def test_a_later_file_of_the_same_student_adds_what_is_new() -> None:
    later = answers_of(played(BANK), "r2")
    first, second = handed(BANK, "07", ANSWERS[:4]), handed(BANK, "07", [*ANSWERS, *later])

    for files in ([("a", first), ("b", second)], [("b", second), ("a", first)]):
        student = gathered(files).students[0]
        assert {"r1": tuple(ANSWERS), "r2": tuple(later)} == student.rounds
        assert ("id-07",) == student.ids


def test_two_machines_of_one_student_are_put_together_by_the_code_in_any_case() -> None:
    other = answers_of(played(BANK), "r2")
    found = gathered([("a", handed(BANK, "b7", ANSWERS)), ("b", handed(BANK, " B7", other, "another"))])

    assert ["b7"] == [one.code for one in found.students]
    assert {"r1", "r2"} == set(found.students[0].rounds)
    assert ("id-b7", "another") == found.students[0].ids
    assert () == found.repeated


def test_students_are_in_the_order_of_their_codes_numbers_first() -> None:
    found = gathered(
        [(code, handed(BANK, code, ANSWERS)) for code in ("b", "12", "7", "A", "²", "9" * 400, "7b-12", "7b-2")]
    )
    assert ["7", "7b-2", "7b-12", "12", "9" * 400, "A", "b", "²"] == [one.code for one in found.students]


def test_answers_are_in_the_order_of_their_positions_and_of_two_at_one_the_first_is_taken() -> None:
    twice = [*ANSWERS[::-1], ANSWERS[0]._replace(right=False)]
    assert tuple(ANSWERS) == gathered([("a", handed(BANK, "1", twice))]).students[0].rounds["r1"]
