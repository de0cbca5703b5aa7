"""First tries of a class are counted by question, option and student."""

from __future__ import annotations

from statistics import correlation

import pytest

from quiz.classroom.counts import (
    ClassCounts,
    FirstTry,
    ItemCounts,
    OptionCounts,
    StudentCounts,
    Tries,
    TypedCounts,
    count_class,
    settled,
)
from quiz.classroom.item_statistics import discriminative_efficiency, upper_lower_difference
from quiz.classroom.thresholds import DISCRIMINATION_FROM, REST_FROM, SHARE_FROM


def grid(students: int, items: int) -> list[FirstTry]:
    """Return tries of a test: student s is right at item i if (3 s + 5 i) % 7 is above 2, or if s is among the best."""
    return [
        FirstTry(f"s{s:03}", f"i{i}", (3 * s + 5 * i) % 7 > 2 or s % 5 == 0, 1000 * (1 + (s + i) % 9))
        for s in range(students)
        for i in range(items)
    ]


def test_nothing_comes_to_nothing() -> None:
    assert ClassCounts() == count_class([])


def test_a_question_is_counted_by_hand() -> None:
    tries = [
        FirstTry("ann", "q", True, 2000, ("a", "b", "c"), ("a",), ("a",)),
        FirstTry("ann", "r", True, 1000),
        FirstTry("bob", "q", False, 4000, ("a", "b", "d"), ("a",), ("b",)),
        FirstTry("bob", "r", False, 3000, typed="Hendel"),
        FirstTry("cid", "r", False, 9000, typed="hendel"),
    ]
    found = count_class(tries)

    assert (ItemCounts("q", 2, 1, 3000.0), ItemCounts("r", 3, 1, 4333.333333)) == found.items
    # Only ann, who had r right, is above the mean in the other questions.
    assert (
        OptionCounts("q", "a", True, 2, 1, 1, 1),
        OptionCounts("q", "b", False, 2, 1, 1, 0),
        OptionCounts("q", "c", False, 1, 0, 1, 0),
        OptionCounts("q", "d", False, 1, 0, 0, 0),
    ) == found.options
    assert (
        StudentCounts("ann", 2, 2, 1500.0),
        StudentCounts("bob", 2, 0, 3500.0),
        StudentCounts("cid", 1, 0, 9000.0),
    ) == found.students
    assert (TypedCounts("r", "Hendel", 2),) == found.typed
    assert found.reliability is None


def test_an_option_that_is_right_in_one_draw_and_wrong_in_another_is_counted_apart() -> None:
    tries = [
        FirstTry("ann", "q", True, 1, ("true", "false"), ("true",), ("true",)),
        FirstTry("bob", "q", False, 1, ("true", "false"), ("false",), ("true",)),
    ]
    counts = {(one.option, one.is_key): (one.offered, one.chosen) for one in count_class(tries).options}

    assert {
        ("true", True): (1, 1),
        ("true", False): (1, 1),
        ("false", True): (1, 0),
        ("false", False): (1, 0),
    } == counts


@pytest.mark.parametrize("students", [DISCRIMINATION_FROM - 1, DISCRIMINATION_FROM])
def test_a_question_is_compared_with_the_others_from_enough_students_on(students: int) -> None:
    found = count_class(grid(students, 4))
    is_enough = students >= DISCRIMINATION_FROM

    assert {is_enough} == {one.agreement is not None for one in found.items}
    assert {is_enough} == {one.difference is not None for one in found.items}


def test_agreement_and_difference_are_those_with_the_rest_of_a_test() -> None:
    tries = grid(35, 5)
    found = count_class(tries).items[2]
    total = {one.student: sum(other.right for other in tries if other.student == one.student) for one in tries}
    mine = [one for one in tries if one.item == "i2"]
    marks, rest = [float(one.right) for one in mine], [(total[one.student] - one.right) / 4 for one in mine]

    assert found.agreement == pytest.approx(correlation(marks, rest), abs=1e-6)
    assert found.difference == pytest.approx(upper_lower_difference(marks, rest), abs=1e-6)
    assert found.efficiency == pytest.approx(discriminative_efficiency(marks, rest), abs=1e-6)


def test_two_questions_of_a_test_are_compared_but_not_what_somebody_answered_alone() -> None:
    tries = grid(35, 2)
    lonely = FirstTry("s999", "i0", True, 1000)

    assert all(one.agreement is not None for one in count_class(tries).items)
    assert count_class(tries).items[0].agreement == count_class([*tries, lonely]).items[0].agreement


def test_where_each_was_asked_something_else_the_rest_needs_enough_questions() -> None:
    def asked(each: int, more: int = 0) -> list[FirstTry]:
        """Ask each student a number of questions of their own, some students a few more, and one that all share."""
        own = [
            FirstTry(f"s{s}", f"own-{s}-{i}", i <= 5 * s % each, 1000)
            for s in range(DISCRIMINATION_FROM)
            for i in range(each + s % 4 * more)
        ]
        return [*own, *(FirstTry(f"s{s}", "shared", s % 3 > 0, 1000) for s in range(DISCRIMINATION_FROM))]

    for each, is_enough in ((REST_FROM - 1, False), (REST_FROM, True)):
        found = count_class(asked(each))
        shared = next(one for one in found.items if one.item == "shared")
        assert is_enough is (shared.agreement is not None)
        assert found.reliability is None

    shared = next(one for one in count_class(asked(REST_FROM, more=5)).items if one.item == "shared")
    shares = [(1 + 5 * s % REST_FROM) / (REST_FROM + s % 4 * 5) for s in range(DISCRIMINATION_FROM)]
    marks = [float(s % 3 > 0) for s in range(DISCRIMINATION_FROM)]
    assert shared.agreement == pytest.approx(correlation(marks, shares), abs=1e-6)


def test_who_answered_nothing_else_is_not_above_the_mean_of_the_rest() -> None:
    tries = [
        FirstTry("ann", "q", True, 1, ("a", "b"), ("a",), ("a",)),
        FirstTry("bob", "q", True, 1, ("a", "b"), ("a",), ("a",)),
        FirstTry("bob", "r", True, 1),
    ]

    assert [(2, 2, 1, 1), (2, 0, 1, 0)] == [one[3:] for one in count_class(tries).options]


def test_where_all_are_equal_in_the_rest_nobody_is_above() -> None:
    offered = (("a", "b"), ("a",), ("a",))
    tries = [FirstTry(f"s{s}", item, item != "t", 1, *offered) for s in range(3) for item in "qrt"]

    assert {0} == {one.offered_above for one in count_class(tries).options}


def test_a_figure_has_six_digits_and_no_sign_without_a_value() -> None:
    assert ["0.0", "-0.333333", "None"] == [repr(settled(value)) for value in (-0.0000001, -1 / 3, None)]


def test_the_reliability_is_that_of_those_who_answered_everything() -> None:
    tries = grid(12, 6)
    whole = count_class(tries).reliability
    less = count_class(tries[:-1]).reliability  # one answer of the last student is missing

    assert whole is not None
    assert less is not None
    assert (6, 12, 6, 11) == (whole.questions, whole.students, less.questions, less.students)
    assert whole.alpha is not None
    assert whole.deviation is not None
    assert count_class(grid(9, 6)).reliability is None


@pytest.mark.parametrize(("whole", "part"), [(SHARE_FROM, SHARE_FROM - 1), (SHARE_FROM + 3, SHARE_FROM + 3)])
def test_there_is_reliability_where_more_than_half_answered_everything_and_they_are_enough(
    whole: int, part: int
) -> None:
    tries = [one for one in grid(whole + part, 6) if one.item != "i5" or one.student < f"s{whole:03}"]
    found = count_class(tries).reliability

    assert (whole if whole > part else None) == (found and found.students)
    assert count_class(grid(SHARE_FROM - 1, 6)).reliability is None


def test_texts_that_were_typed_come_by_how_many_typed_them_and_case_alone_makes_no_other() -> None:
    typed = ["b", "B", "c", "a", "Straße", "STRASSE"]
    tries = [FirstTry(f"s{nth}", "q", False, 0, typed=text) for nth, text in enumerate(typed)]
    found = count_class(tries)

    expected = [("B", 2), ("STRASSE", 1), ("Straße", 1), ("a", 1), ("c", 1)]
    assert expected == [(one.text, one.students) for one in found.typed]
    assert {0.0} == {one.took_ms for one in found.items}


def test_tries_that_come_student_by_student_are_counted_together() -> None:
    tries = grid(3, 2)
    sink = Tries()
    for student in ("s000", "s001", "s002"):
        sink.add([one for one in tries if one.student == student])

    assert count_class(tries) == sink.counts()
    assert ClassCounts() == Tries().counts()
