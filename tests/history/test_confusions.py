"""What is mixed up is saved with each answer, always equals a recount, and ends when it is resolved."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.game.shown import Shown, ShownOption
from quiz.history.database import HistoryError
from quiz.history.log import History
from quiz.history.mix_ups import mix_ups, mixed_up, taken_for
from quiz.history.players import Player, merge, players
from quiz.history.records import Attempt, RoundRow

NOW = 1_700_000_000_000
FACT = "b/t/x"
ROUND = RoundRow("r", NOW, "learn", "1", 9, "{}")
SETTINGS = settings(max_examples=40, deadline=None, derandomize=True)


def opened(path: Path, name: str = "Ada") -> History:
    history = History.open(path, write=True)
    assert history is not None
    known = {one.name: one for one in players(history)}
    return history.of(known.get(name, Player("", name)))


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    with closing(opened(tmp_path / "history.db")) as found:
        yield found


def answer(history: History, chosen: str, offered: str = "xyz", **changes: Any) -> Attempt:
    """Answer a question whose right answer is `x`."""
    round_ = changes.pop("round", "r")
    position = len(history.attempts(round_))
    shown = Shown("B", "Which?", tuple(ShownOption(id_, id_.upper(), id_ == "x") for id_ in offered))
    found = Attempt(
        *(f"{round_}-{position}", round_, position, "first", "b", "hash", "b/t.p/x", FACT, "T", "pick", 0),
        *(shown, (chosen,)),
        hinted=False,
        right=chosen == "x",
        took_ms=1,
        answered_at=NOW + position,
    )._replace(**changes)
    history.save(ROUND._replace(id=round_), found)
    return found


def kept(history: History) -> list[tuple[object, ...]]:
    return history.select("SELECT * FROM confusions ORDER BY player, fact, answer, chosen")


def recounted(history: History) -> list[tuple[object, ...]]:
    history.recount()
    return kept(history)


def test_what_was_chosen_for_another_is_counted(history: History) -> None:
    for chosen in "xyzy":
        answer(history, chosen)
    first, second = mix_ups(history)

    assert (("x", "X"), ("y", "Y"), 2, "Which?") == (first.answer, first.chosen, first.times, first.question)
    assert (("z", "Z"), 1) == (second.chosen, second.times)
    assert [(FACT, "x", "y"), (FACT, "x", "z")] == mixed_up(history, [FACT])


def test_a_guess_is_no_mix_up_until_the_same_is_chosen_again(history: History) -> None:
    answer(history, "y")
    answer(history, "z", certainty="think")
    assert ([], []) == (mix_ups(history), mixed_up(history, [FACT]))
    answer(history, "y")

    assert [("y", 2)] == [(one.chosen[0], one.times) for one in mix_ups(history)]
    assert kept(history) == recounted(history)


def test_what_one_was_sure_of_is_no_guess(history: History) -> None:
    answer(history, "y", certainty="sure")

    assert [("y", 1)] == [(one.chosen[0], one.times) for one in mix_ups(history)]


def test_who_knew_a_fact_before_mixes_it_up(history: History) -> None:
    right = answer(history, "x")
    answer(history, "y")
    assert [("y", 1)] == [(one.chosen[0], one.times) for one in mix_ups(history)]
    history.void(right.id, NOW)

    assert [] == mix_ups(history)
    assert kept(history) == recounted(history)


def test_two_first_tries_with_both_on_offer_tell_apart(history: History) -> None:
    answer(history, "y", certainty="sure")
    answer(history, "x", kind="again")
    answer(history, "x", "xz")
    assert [0] == [one.apart for one in mix_ups(history)]
    answer(history, "x")
    assert [(FACT, "x", "y")] == mixed_up(history, [FACT])
    answer(history, "x")
    assert [True] == [one.is_resolved for one in mix_ups(history)]
    assert [] == mixed_up(history, [FACT])
    answer(history, "y")

    assert [(2, 0)] == [(one.times, one.apart) for one in mix_ups(history)]
    assert kept(history) == recounted(history)


def test_what_was_taken_back_is_not_mixed_up(history: History) -> None:
    slip = answer(history, "y", certainty="sure")
    history.void(slip.id, NOW)

    assert [] == mix_ups(history)


@pytest.mark.parametrize("form", ["claim", "not", "compare", "choose-all"])
def test_other_forms_tell_nothing(history: History, form: str) -> None:
    answer(history, "y", form=form, certainty="sure")

    assert [] == mix_ups(history) == recounted(history)


@pytest.mark.parametrize("shown", ["{", "{}", "x" * 9])
@pytest.mark.parametrize("asked", [mix_ups, lambda history: taken_for(history, FACT)], ids=["all", "one fact"])
def test_a_mix_up_whose_question_cannot_be_read_is_reported(
    history: History, shown: str, asked: Callable[[History], object]
) -> None:
    answer(history, "y")
    answer(history, "y")
    history._db.execute("UPDATE attempts SET shown = ?", (shown,))

    with pytest.raises(HistoryError, match="is damaged: an answer cannot be read"):
        asked(history)


def test_players_mix_up_for_themselves_until_they_are_one(history: History) -> None:
    answer(history, "y", certainty="sure")
    with closing(opened(history.path, "Ben")) as ben:
        answer(ben, "y", round="s", certainty="sure")
        assert [[1], [1]] == [[one.times for one in mix_ups(who)] for who in (history, ben)]
        assert history.player is not None
        assert ben.player is not None
        merge(history, ben.player, history.player)

    assert [2] == [one.times for one in mix_ups(history)]


steps = st.lists(
    st.tuples(
        st.sampled_from("xyz"), st.sampled_from(["xyz", "xy", "xz"]), st.sampled_from(["first", "again"]),
        st.integers(0, 6), st.booleans(), st.sampled_from([None, "sure"]),
    ),
    max_size=14,
)  # fmt: skip


@given(steps)
@SETTINGS
def test_what_is_kept_is_always_that_of_a_recount(told: list[tuple[str, str, str, int, bool, str | None]]) -> None:
    with TemporaryDirectory() as folder, closing(opened(Path(folder) / "history.db")) as history:
        for chosen, offered, kind, at, voids, certainty in told:
            if chosen in offered:
                one = answer(history, chosen, offered, kind=kind, answered_at=NOW + at, certainty=certainty)
                if voids:
                    history.void(one.id, NOW)
            before = kept(history)
            assert before == recounted(history)
