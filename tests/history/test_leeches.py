"""Facts that are missed again and again, judged by the first try of each of the latest six days."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from quiz import clock
from quiz.days import DAY_MS
from quiz.history.derived.schedule import Schedule
from quiz.history.leeches import Leech, leech_of, leeches, resting
from quiz.history.log import History
from tests.history.test_schedule import ATTEMPT, FACT, NOW, ROUND, TODAY, opened


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    with closing(opened(tmp_path / "history.db")) as found:
        yield found


def tried(history: History, tries: list[tuple[int, bool]]) -> None:
    """Save first tries, each given as days after the first and whether it was right."""
    for i, (day, right) in enumerate(tries):
        id_ = f"r{i}"
        history.save(
            ROUND._replace(id=id_),
            ATTEMPT._replace(id=f"a{i}", round=id_, right=right, answered_at=NOW + day * DAY_MS + i),
        )


@pytest.mark.parametrize(
    ("tries", "found"),
    [
        ([(0, False), (1, False), (2, False)], None),
        ([(0, False), (1, False), (2, False), (3, False)], (4, 4, 5)),
        ([(0, False), (1, False), (2, True), (3, False), (4, True), (9, False)], (4, 6, 11)),
        ([(0, False), (1, False), (2, False), (3, False), (5, True)], (4, 5, 5)),  # what was right rests no more
        ([(0, False), (1, False), (2, False), (3, False), (4, True), (5, True), (6, True)], None),
        ([(0, False), (0, False), (0, False), (0, False), (1, False)], None),  # one day counts once
        ([(0, False), (0, True), (1, False), (1, True), (2, False), (2, True), (3, False), (3, True)],
         (4, 4, 5)),  # by its first try
    ],
)  # fmt: skip
def test_four_misses_of_six_days_are_too_many(
    history: History, tries: list[tuple[int, bool]], found: tuple[int, int, int] | None
) -> None:
    tried(history, tries)

    leech = None if found is None else Leech(FACT, found[0], found[1], TODAY + found[2])
    assert leech_of(history, FACT) == leech
    assert leeches(history) == ([leech] if leech else [])


@settings(max_examples=15, deadline=None, derandomize=True)
@given(st.lists(st.tuples(st.integers(0, 9), st.booleans()), min_size=4, max_size=14).map(sorted), st.integers(0, 16))
@example([(0, False), (1, False), (2, False), (3, False)], 4)
@example([(0, False), (1, False), (2, False), (3, False)], 5)
def test_who_rests_is_found_without_looking_at_every_fact(tries: list[tuple[int, bool]], day: int) -> None:
    with TemporaryDirectory() as folder, closing(opened(Path(folder) / "history.db")) as history:
        tried(history, tries)
        leech = leech_of(history, FACT)

        rests = leech is not None and leech.rests_until > TODAY + day and day >= max(one for one, _ in tries)
        if day >= max(one for one, _ in tries):  # the days of the tries are over
            assert resting(history, TODAY + day) == ({FACT: leech.rests_until} if leech and rests else {})


def test_what_rests_is_due_afterwards(history: History, monkeypatch: pytest.MonkeyPatch) -> None:
    tried(history, [(day, False) for day in range(4)])
    monkeypatch.setattr(clock, "now_ms", lambda: NOW + 4 * DAY_MS)
    (known,) = Schedule(history).known(["b"])

    assert known.due == TODAY + 5


def test_what_is_forgotten_or_taken_back_says_nothing(history: History) -> None:
    tried(history, [(day, False) for day in range(4)])
    history.void("a3", NOW)
    assert leech_of(history, FACT) is None

    tried(history, [(day, False) for day in range(4, 6)])
    history.forget(["b"], NOW)
    assert leeches(history) == []
