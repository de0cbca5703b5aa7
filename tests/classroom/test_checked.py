"""A class is checked answer by answer: what counts as a first try, what is left out, and what needs a look."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from quiz.classroom.checked import CheckedClass, Scored, check_class
from quiz.classroom.handed_in import gathered
from quiz.classroom.irregular import Irregular, impossible_times
from quiz.classroom.replay import Replay, Replayer
from quiz.days import day_of
from tests.classroom.handing import BANK, MORNING, TEST, answers_of, bank_of, handed, played, right, wrong

if TYPE_CHECKING:
    from quiz.classroom.result_file import StudentAnswer

NOW = bank_of()
RIGHT = answers_of(played(NOW, right), "r-right")
WRONG = answers_of(played(NOW, wrong), "r-wrong")


def looked_at(answers: dict[str, list[StudentAnswer]], *texts: str) -> CheckedClass:
    """Return what checking makes of students' answers, by their codes."""
    handed_in = gathered([(code, handed(NOW, code, mine)) for code, mine in answers.items()])
    return check_class(handed_in.students, Replayer([bank_of(text) for text in texts or (BANK,)]))[0]


def test_a_test_is_scored_and_what_was_shown_is_kept() -> None:
    found = looked_at({"1": RIGHT, "2": WRONG})

    assert {"1": Scored(12, 12, 12), "2": Scored(12, 0, 0)} == found.scores
    assert Counter({Replay.AGREES: 24}) == found.verdicts
    assert {answer.item for answer in RIGHT} == set(found.shown)
    assert all(one.stem and one.key and one.key in one.texts.values() for one in found.shown.values())
    assert {answer.item: answer.fact for answer in RIGHT} == found.facts
    assert () == found.irregular


def test_the_first_try_counts_and_one_with_a_hint_does_not() -> None:
    again = [one._replace(round="r2", answered_at=one.answered_at + 10**7) for one in WRONG]
    found = looked_at({"1": [*again, *RIGHT]})
    assert Scored(12, 12, 12, is_retaken=True) == found.scores["1"]

    hinted = [RIGHT[0]._replace(hinted=True), *RIGHT[1:], *again]
    assert Scored(11, 11, 11, hinted=1, is_retaken=True) == looked_at({"1": hinted}).scores["1"]

    practised = [*RIGHT, *(one._replace(kind="again", position=one.position + 50) for one in WRONG)]
    assert Scored(12, 12, 12) == looked_at({"1": practised}).scores["1"]


def test_where_there_is_a_test_nothing_else_counts() -> None:
    practice = [one._replace(round="r2", test=None, answered_at=one.answered_at - 10**7) for one in WRONG]
    found = looked_at({"1": [*RIGHT, *practice], "2": practice})

    assert {"1": Scored(12, 12, 12), "2": Scored()} == found.scores
    assert 24 == found.left_out
    assert Scored(12, 0, 0) == looked_at({"2": practice}).scores["2"]


def test_an_answer_that_does_not_agree_is_named_and_counts_nowhere() -> None:
    forged = [WRONG[0]._replace(right=True), *WRONG[1:]]
    found = looked_at({"1": forged})

    assert [("1", WRONG[0].item, "the file says that it was right, but it was not")] == [
        tuple(one) for one in found.differing
    ]
    assert Scored(11, 0, 0, differing=1) == found.scores["1"]


def test_a_key_that_was_fixed_gives_both_scores() -> None:
    changed = BANK.replace("answer: blue", "answer: red").replace("wrong: [red,", "wrong: [blue,")
    found = looked_at({"1": RIGHT}, BANK, changed)

    assert Scored(12, 11, 12) == found.scores["1"]
    assert {"europe/flag": 1} == found.changed


def test_what_is_not_checked_counts_as_it_was_handed_in() -> None:
    found = looked_at({"1": [one._replace(draws=1) for one in RIGHT]})

    assert {Replay.OTHER_RULES: 12} == found.verdicts
    assert Scored(12, 12, 12) == found.scores["1"]
    assert {} == found.shown


def test_one_round_of_two_students_is_named_for_both() -> None:
    found = looked_at({"1": RIGHT, "2": RIGHT, "3": WRONG})
    assert (
        Irregular("1", "r-right", "the same round was handed in by 2 too"),
        Irregular("2", "r-right", "the same round was handed in by 1 too"),
    ) == found.irregular


def test_an_answer_after_the_last_day_of_its_test_is_late_whatever_the_file_says() -> None:
    students = gathered([("1", handed(NOW, "1", RIGHT))]).students
    day = day_of(MORNING, 0)
    for last_days, is_late in (({TEST: day - 1}, True), ({TEST: day}, False), ({"another": day - 9}, False)):
        found, _ = check_class(students, Replayer([NOW]), last_days=last_days)
        assert is_late is found.scores["1"].is_late


def test_times_that_cannot_be_are_named_once() -> None:
    fifty = [1_000 + 400 * i for i in range(50)]

    assert [] == list(impossible_times("1", "r", [1_000 + 500 * i for i in range(50)]))
    assert ["10 answers or more within 4 seconds"] == [one.what for one in impossible_times("1", "r", fifty)]
    assert ["the times of a round run backwards"] == [one.what for one in impossible_times("1", "r", [5, 4, 3, 9])]
    assert [] == list(impossible_times("1", "r", []))
