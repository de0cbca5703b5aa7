"""First tries come fact by fact, one for each round, in order of time, in whatever order they were saved."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from quiz.game.shown import Shown, ShownOption
from quiz.history.derived.first_tries import TRIES_OF_FACT, GivenTry, by_fact, graded_try, of_fact
from quiz.history.log import History
from quiz.history.players import Player
from quiz.history.records import Attempt, RoundRow

SHOWN = Shown("", "?", tuple(ShownOption(id_, id_, id_ == "o") for id_ in "opqr"))
RIGHT, WRONG = 1 + 16 * 4, 16 * 4  # with four options
FACT, OTHER = "b/t/x", "b/t/y"


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    found = History.open(tmp_path / "history.db", write=True)
    assert found is not None
    with closing(found.of(Player("", "Ada"))) as mine:
        yield mine


def answer(history: History, round_: str, at: int, *, right: bool = True, fact: str = FACT, position: int = 0) -> None:
    attempt = Attempt(
        *(f"{round_}-{position}", round_, position, "first", "b", "hash", "b/t.p/x", fact, "T", "pick", 0, SHOWN),
        chosen=("o",) if right else ("p",),
        hinted=False,
        right=right,
        took_ms=1,
        answered_at=at,
        utc_offset_s=0,
    )
    history.save(RoundRow(round_, 0, "learn", "1", 9, "{}"), attempt)


def in_their_order(history: History) -> None:
    answer(history, "r1", 1_000)
    answer(history, "r1", 1_500, fact=OTHER, position=1)
    answer(history, "r2", 2_000, right=False)


def as_they_were_imported(history: History) -> None:
    answer(history, "r2", 2_000, right=False)
    answer(history, "r1", 1_500, fact=OTHER, position=1)
    answer(history, "r1", 1_000)


def twice_in_a_round(history: History) -> None:
    """The clock was put back within the second round: the first answer there has the lower position."""
    answer(history, "r1", 1_000)
    answer(history, "r1", 1_500, fact=OTHER, position=1)
    answer(history, "r2", 2_000, right=False)
    answer(history, "r2", 500, position=1)


@pytest.mark.parametrize("saved", [in_their_order, as_they_were_imported, twice_in_a_round])
def test_the_first_of_each_round_counts_in_order_of_time(history: History, saved: Callable[[History], None]) -> None:
    saved(history)

    assert found(history) == {
        FACT: [(1_000, 0, RIGHT, "pick"), (2_000, 0, WRONG, "pick")],
        OTHER: [(1_500, 0, RIGHT, "pick")],
    }


def test_of_several_at_one_time_the_round_decides(history: History) -> None:
    answer(history, "r2", 1_000, right=True)
    answer(history, "r1", 1_000, right=False)
    answer(history, "r3", 1_000, right=False)

    assert [worth for _, _, worth, _ in found(history)[FACT]] == [WRONG, RIGHT, WRONG]


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE attempts SET utc_offset_s = NULL WHERE round = 'r1'",
        "UPDATE attempts SET form = 'pi' || char(31) || 'ck' WHERE round = 'r2'",
        "UPDATE attempts SET answered_at = 9223372036854775807 WHERE round = 'r2'",
        "UPDATE attempts SET answered_at = -9223372036854775807 WHERE round = 'r1'",
    ],
)
def test_what_no_program_writes_is_read_alike_for_one_fact_and_for_all(history: History, harm: str) -> None:
    in_their_order(history)
    with history.transaction() as db:
        db.execute(harm)
    player = history.player.id if history.player else ""

    assert found(history)[FACT] == of_fact(history.select(TRIES_OF_FACT, player, FACT))
    assert [RIGHT, WRONG] == [worth for _, _, worth, _ in found(history)[FACT]]


def found(history: History) -> dict[str, list[GivenTry]]:
    assert history.player is not None
    return dict(by_fact(history.select, history.player.id))


@pytest.mark.parametrize(("form", "chance"), [("pick", 0.25), ("typed", 0.0), ("of a later version", 0.25)])
def test_how_likely_a_guess_is_right_goes_by_the_form(form: str, chance: float) -> None:
    assert (True, chance) == graded_try(RIGHT, form)[:5:4]
