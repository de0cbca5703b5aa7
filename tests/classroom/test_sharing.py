"""What is shared about a class singles out nobody: neither one number nor what several of them imply."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest

from quiz.classroom.checked import AskedAbout, CheckedClass, QuestionShown
from quiz.classroom.counts import ClassCounts, FirstTry, count_class
from quiz.classroom.handed_in import HandedIn, Student
from quiz.classroom.report import ClassReport
from quiz.classroom.reteach import to_teach_again
from quiz.classroom.sharing import may_be_shown, shared
from tests.classroom.handing import BANK, class_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.conftest import Program

OPTIONS = ("key", "one", "two")
SHOWN = {"q": QuestionShown("Which?", {option: option for option in OPTIONS}, "key", "pick")}


def told(counts: ClassCounts, students: int) -> ClassReport:
    """Return what is shared about a class that was asked one question."""
    (item,) = counts.items
    asked = {"f": AskedAbout(item.tries, item.tries - item.right)}
    whole = tuple(Student(str(n), str(n), "", ("",), (), (), {}) for n in range(students))
    checked = CheckedClass({}, SHOWN, {"q": "f"}, asked, {}, (), {}, (), {}, 0)
    teach = to_teach_again(counts, {"q": "f"}, {}, SHOWN, asked)
    handed_in = HandedIn(whole, ())
    return shared(ClassReport((), (), handed_in, (), checked, counts, teach, (), (), (), {}, (), {}, ()))


def class_of(chosen: Sequence[int]) -> ClassCounts:
    """Return the counts of a class, given how many chose each option of one question."""
    each = [option for option, count in zip(OPTIONS, chosen, strict=True) for _ in range(count)]
    return count_class(
        [
            FirstTry(str(number), "q", option == "key", 1000, OPTIONS, ("key",), (option,))
            for number, option in enumerate(each)
        ]
    )


@pytest.mark.parametrize("students", [5, 9, 10, 11, 14, 15, 20, 23])
def test_no_number_of_a_few_follows_from_what_is_told(students: int) -> None:
    """Among all classes that look alike to others, no option has the same small number in each."""
    alike: dict[str, set[tuple[int, ...]]] = defaultdict(set)
    for wrong in product(range(students + 1), repeat=2):
        if sum(wrong) <= students:
            chosen = (students - sum(wrong), *wrong)
            found = told(class_of(chosen), students)
            alike[repr((found.counts, found.teach, found.facts))].add(chosen)
    assert len(alike) > 2
    for classes in alike.values():
        for counts in zip(*classes, strict=True):
            assert len(set(counts)) > 1 or not 0 < counts[0] < 5, classes
            assert len(set(counts)) > 1 or not 0 < students - counts[0] < 5, classes


@pytest.mark.parametrize(
    ("total", "counts"),
    [(4, set()), (5, {0, 5}), (9, {0, 9}), (10, {0, 5, 10}), (12, {0, 5, 6, 7, 12}), (20, {0, *range(5, 16), 20})],
)
def test_a_number_is_told_of_none_of_all_or_of_five_that_leave_five(total: int, counts: set[int]) -> None:
    assert counts == {count for count in range(total + 1) if may_be_shown(count, total)}


def groups(record: dict[str, Any]) -> Iterator[tuple[int, int]]:
    """Yield each number of students in a record, with the total it is part of."""
    for one in record["questions"]:
        yield one["right"], one["tries"]
    for one in record["options"]:
        yield one["chosen"], one["offered"]
    for one in record["teach_again"]:
        yield one["missed"], one["tries"]
        if one["taken"]:
            yield one["taken"]["times"], one["missed"]


@pytest.mark.parametrize("seed", range(4))
def test_what_is_shared_of_a_made_up_class_has_no_number_of_a_few(program: Program, seed: int) -> None:
    program.bank("europe", BANK)
    class_folder(program.folder, students=random.Random(seed).randint(8, 40), seed=str(seed))
    record = json.loads(program.run("class", "handed-in", "--share", "--json").out)

    found = list(groups(record))
    assert found
    assert [] == [one for one in found if not may_be_shown(*one)]
    assert all(one["students"] >= 5 for one in record["typed"])
    assert sum(one["tries"] for one in record["facts"]) == sum(one["tries"] for one in record["questions"])
    assert sum(one["right"] for one in record["facts"]) == sum(one["right"] for one in record["questions"])
    assert [[], [], [], [], {}, {}] == [
        record[name] for name in ("students", "differing", "irregular", "look_at", "checked", "changed")
    ]
