"""A player's progress: each course, what to do today, what has grown, and what the end of a round says about it."""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from quiz import clock
from quiz.app.home import _due_text, _to_go_on
from quiz.app.progress import exam_name, growth_text, known_after, standing
from quiz.days import DAY_MS
from quiz.game.mastery import MasteryCount
from quiz.game.shown import Shown, ShownOption
from quiz.history.log import History
from quiz.history.players import Exam, Player, keep_exam, keep_planned
from quiz.history.records import Attempt, RoundRow
from quiz.history.statistics import question_ms
from tests.conftest import COLORS, PETS

#: Midday, UTC.
TODAY = date(2026, 11, 24)
NOW = 1_795_521_600_000
SHOWN = Shown("", "?", (ShownOption("x", "x", True), ShownOption("y", "y", False)))
COLOR_FACTS = [f"colors/mixes/{name}" for name in ("green", "orange", "purple", "gray", "brown")] + ["colors/warm"]


@pytest.fixture(autouse=True)
def _where_and_when(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Use only the player's own banks, and let it be midday."""
    banks = tmp_path / "banks"
    (banks / "lab").mkdir(parents=True)
    (banks / "lab" / "colors.yaml").write_text(COLORS, encoding="utf-8")
    (banks / "pets.yaml").write_text(PETS, encoding="utf-8")
    (banks / "broken.yaml").write_text("questions: [{ask: Which?}]", encoding="utf-8")
    monkeypatch.setenv("QUIZ_BANK_DIR", str(banks))
    monkeypatch.setenv("QUIZ_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setattr("quiz.app.banks.shipped_banks", lambda: tmp_path / "none")
    monkeypatch.setattr(clock, "now_ms", lambda: NOW)
    monkeypatch.setattr(clock, "utc_offset_s", lambda _at: 0)


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    opened = History.open(tmp_path / "history.db", write=True)
    assert opened is not None
    with closing(opened):
        yield opened.of(Player("", "Ann"))


Answer = Callable[..., None]


@pytest.fixture
def answer(history: History) -> Answer:
    """Return a function that answers facts a number of days ago."""
    numbers = iter(range(10_000))

    def answered(days_ago: float, *facts: str, right: bool = True, pause_s: int = 1) -> None:
        at = NOW - round(days_ago * DAY_MS)
        row = RoundRow(f"r{next(numbers)}", at, "learn", "1", len(facts), "{}")
        for i, fact in enumerate(facts):
            chosen = ("x",) if right else ("y",)
            attempt = Attempt(
                *(f"{row.id}-{i}", row.id, i, "first", fact.partition("/")[0], "h", f"{fact}.p", fact, "T", "pick", 0),
                *(SHOWN, chosen, False, right, 900, at + i * pause_s * 1000, None, None, None, 0),
            )
            history.save(row, attempt)

    return answered


def courses_of(history: History | None) -> dict[str, MasteryCount]:
    return {course.title: course.progress for course in standing(history, clock.now()).courses}


# How far each course is


def test_before_the_first_answer_all_is_new(history: History) -> None:
    for where in (None, history):
        found = standing(where, clock.now())
        assert [("pets", "Pets"), ("lab", "Colors"), ("broken", "broken")] == sorted(
            ((one.name, one.title) for one in found.courses), key=lambda one: ["pets", "lab", "broken"].index(one[0])
        )
        assert {"Pets": MasteryCount(4), "Colors": MasteryCount(6), "broken": MasteryCount()} == courses_of(where)
        assert (6, False) == (MasteryCount(6).new, MasteryCount(6).is_finished)
        assert ([], 0, "") == (list(found.due), found.planned, found.latest)


def test_a_course_says_what_is_known_learning_new_and_due(history: History, answer: Answer) -> None:
    answer(30, *COLOR_FACTS[:3])
    answer(1, *COLOR_FACTS[:2])  # known, and mature
    answer(0.1, COLOR_FACTS[3], right=False)
    answer(2, "pets/pets/rex", "gone/fact")
    answer(1, "pets/pets/rex")

    assert {
        "Colors": MasteryCount(6, learning=2, known=2, mature=2, due=1),
        "Pets": MasteryCount(4, known=1),
        "broken": MasteryCount(),
    } == courses_of(history)
    found = standing(history, clock.now())
    assert [COLOR_FACTS[2]] == found.due
    assert "colors" == found.latest


# What today is for


def test_what_is_due_comes_first_and_an_exam_by_its_name_before_it(history: History, answer: Answer) -> None:
    answer(30, *COLOR_FACTS[:3])
    found = standing(history, clock.now())
    assert "3 to review" == _due_text(found._replace(fresh=0), 3)
    assert "2 of 3 to review, 1 new" == _due_text(found._replace(reviewed=2, fresh=1), 3)

    keep_exam(history, Exam("2026-11-27", ("pets",), 5))
    keep_planned(history, "2026-11-24", ["pets/pets/rex", "pets/pets/tom", "pets/gone"])
    found = standing(history, clock.now())
    assert ["pets/pets/rex", "pets/pets/tom", *sorted(COLOR_FACTS[:3])] == [*found.due[:2], *sorted(found.due[2:])]
    assert "2 facts for the Pets exam on Friday, 3 more to review" == _due_text(found, 5)


def test_an_exam_is_planned_once_a_day_and_what_is_done_is_gone(history: History, answer: Answer) -> None:
    answer(0.2, "pets/pets/rex")
    keep_exam(history, Exam("2026-12-06", ("pets", "lab"), 3))
    found = standing(history, clock.now())

    assert 3 == found.planned == len(found.due)
    assert "3 facts for the Pets and Colors exam in 12 days" == _due_text(found, 3)
    answer(0, found.due[0])
    assert found.due[1:] == standing(history, clock.now()).due


@pytest.mark.parametrize(
    ("scope", "name"), [(("pets",), "Pets exam"), (("lab/colors",), "Colors exam"), (("gone",), "exam")]
)
def test_an_exam_is_called_by_its_courses(scope: tuple[str, ...], name: str) -> None:
    assert name == exam_name(Exam("2026-12-06", scope, 3))


def test_the_the_of_a_title_is_not_said_twice(tmp_path: Path) -> None:
    bank = PETS.replace("title: Pets", "title: The Pets")
    (tmp_path / "banks" / "pets.yaml").write_text(bank, encoding="utf-8")

    assert exam_name(Exam("2026-12-06", ("pets",), 3)) == "Pets exam"


def test_an_exam_that_is_over_is_not_spoken_of(history: History, answer: Answer) -> None:
    answer(0.2, "pets/pets/rex")
    keep_exam(history, Exam("2026-11-24", ("pets",), 3))

    assert None is standing(history, clock.now()).exam


def test_where_nothing_is_due_the_course_played_last_goes_on(history: History, answer: Answer) -> None:
    assert None is _to_go_on(standing(history, clock.now()))

    answer(0.2, *COLOR_FACTS[:2])
    answer(0.1, "pets/pets/rex")
    course = _to_go_on(standing(history, clock.now()))
    assert course is not None
    assert "Pets" == course.title

    answer(0.05, *(f"pets/pets/{name}" for name in ("tom", "joe", "kim")))  # nothing is new in it any more
    course = _to_go_on(standing(history, clock.now()))
    assert course is not None
    assert "Colors" == course.title

    answer(0.01, *COLOR_FACTS)
    assert None is _to_go_on(standing(history, clock.now()))


def test_the_pace_is_the_median_time_from_one_answer_to_the_next(history: History, answer: Answer) -> None:
    assert None is question_ms(history)
    answer(3, *COLOR_FACTS, pause_s=10)
    assert None is question_ms(history)
    answer(2, *COLOR_FACTS, pause_s=30)
    answer(1, *COLOR_FACTS, pause_s=600)  # somebody was away

    assert 30_000 == question_ms(history)


# What has grown


def test_facts_that_were_missed_in_an_earlier_month_and_are_known_now_are_counted(
    history: History, answer: Answer
) -> None:
    answer(40, *COLOR_FACTS[:4], right=False)  # 15 October
    answer(20, *COLOR_FACTS[:3])
    assert "" == growth_text(history, TODAY)

    answer(10, *COLOR_FACTS[:3])
    assert "You now know 3 facts that you missed in October." == growth_text(history, TODAY)

    answer(1, COLOR_FACTS[2], right=False)  # this month, and no longer known
    assert "You now know 2 facts that you missed in October." == growth_text(history, TODAY)


def test_a_month_of_an_earlier_year_is_named_with_it(history: History, answer: Answer) -> None:
    answer(400, COLOR_FACTS[0], right=False)
    answer(300, COLOR_FACTS[0])
    answer(200, COLOR_FACTS[0])

    assert "You now know 1 fact that you missed in October 2025." == growth_text(history, TODAY)


def test_what_was_never_missed_is_no_growth(history: History, answer: Answer) -> None:
    answer(40, *COLOR_FACTS)
    answer(10, *COLOR_FACTS)

    assert "" == growth_text(history, TODAY)


# The end of a round


def test_the_end_of_a_round_says_how_much_of_its_courses_is_known(history: History, answer: Answer) -> None:
    answer(2, *COLOR_FACTS[:2])
    answer(1, COLOR_FACTS[0])

    assert ((), ("Colors: 1 of 6 facts known, 1 learning.",)) == known_after(history, ["colors"])
    both = ("Colors: 1 of 6 facts known, 1 learning. Pets: 0 of 4 facts known.",)
    assert both == known_after(history, ["pets", "colors"]).notes
    assert ((), ()) == known_after(history, ["elsewhere"])


def test_a_finished_course_is_a_joy(history: History, answer: Answer) -> None:
    answer(2, *COLOR_FACTS)
    answer(1, *COLOR_FACTS)

    assert (("Colors is finished: you know all of it.",), ()) == known_after(history, ["colors"])
