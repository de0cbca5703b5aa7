"""The schedule is folded from the attempts, saved, and never says more than the attempts do."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta, timezone
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quiz.days import DAY_MS, day_of
from quiz.game import memory as memories
from quiz.game.due import ReviewState
from quiz.game.memory import USUAL, Grade, Memory
from quiz.game.pace import NO_EVIDENCE, added_up, evidence, pace_of
from quiz.game.shown import Shown, ShownOption
from quiz.history.derived.schedule import Schedule
from quiz.history.log import History
from quiz.history.players import Player, merge, players, remove
from quiz.history.records import Attempt, RoundRow

NOW = 1_700_000_000_000
TODAY = day_of(NOW, 0)
FACT = "b/t/x"
ROUND = RoundRow("r", NOW, "learn", "1", 9, "{}")
SHOWN = Shown("", "?", tuple(ShownOption(id_, id_.upper(), id_ == "o") for id_ in "opqr"))
CHANCE = 0.25  # of a guess
ATTEMPT = Attempt(
    *("a", "r", 0, "first", "b", "hash", "b/t.p/x", FACT, "T", "pick", 0, SHOWN, ("o",)),
    hinted=False,
    right=True,
    took_ms=1,
    answered_at=NOW,
    utc_offset_s=0,
)
SETTINGS = settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def reviewed(memory: Memory | None, grade: int, day: int) -> Memory:
    """Return the memory after an answer to a question of this kind."""
    return memories.reviewed(memory, grade, day, CHANCE)


def opened(path: Path, player: str = "Ada", *, write: bool = True) -> History:
    """Open a history for a player, who need not exist yet."""
    history = History.open(path, write=write)
    assert history is not None
    known = {one.name: one for one in players(history)}
    return history.of(known.get(player, Player("", player)))


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    with closing(opened(tmp_path / "history.db")) as found:
        yield found


def answer(history: History, round_: str = "r", **changes: Any) -> Attempt:
    """Save an answer at the next place of a round, an hour into the day `day`."""
    position = len(history.attempts(round_))
    day = changes.pop("day", None)
    if isinstance(day, int):
        changes["answered_at"] = NOW + day * DAY_MS
    found = ATTEMPT._replace(id=f"{round_}-{position}", round=round_, position=position, **changes)
    history.save(ROUND._replace(id=round_), found)
    return found


def known(history: History) -> list[ReviewState]:
    return sorted(Schedule(history).known(["b"]))


def forget(history: History) -> None:
    """Delete the saved schedule."""
    with history.transaction() as db:
        for table in ("schedule", "schedule_stale", "schedule_by"):
            db.execute(f"DELETE FROM {table}")


def expected(memory: Memory, *, right: bool, fact: str = FACT) -> list[ReviewState]:
    at = NOW + (memory.day - TODAY) * DAY_MS
    return [ReviewState(fact, memory.stability, at, memory.day, memory.due, right, asked=memory.asked)]


def test_nothing_is_known_before_the_first_answer(history: History) -> None:
    assert [] == known(history)


@pytest.mark.parametrize("looks", [False, True])
def test_each_round_counts_once_by_its_first_try(history: History, looks: bool) -> None:
    answer(history, "r1", right=False)
    answer(history, "r1", kind="again")
    if looks:
        assert expected(reviewed(None, Grade.AGAIN, TODAY), right=False) == known(history)
    answer(history, "r1", day=1)  # asked in another way: the round has had its first try
    answer(history, "r2", day=2)

    memory = reviewed(reviewed(None, Grade.AGAIN, TODAY), Grade.GOOD, TODAY + 2)
    assert expected(memory, right=True) == known(history)


@pytest.mark.parametrize(
    ("changes", "marked"),
    [
        ({}, Grade.GOOD),
        ({"hinted": True}, Grade.HARD),
        ({"certainty": "guess"}, Grade.HARD),
        ({"right": False}, Grade.AGAIN),
    ],
)
def test_an_answer_counts_by_what_it_was_worth(history: History, changes: dict[str, Any], marked: int) -> None:
    answer(history, **changes)

    assert expected(reviewed(None, marked, TODAY), right=marked != Grade.AGAIN) == known(history)


def test_what_was_surely_wrong_is_known_until_it_is_right(history: History) -> None:
    answer(history, "r1", right=False, certainty="sure")
    assert [True] == [one.surely_wrong for one in known(history)]
    answer(history, "r1", kind="again")
    assert [True] == [one.surely_wrong for one in known(history)]
    slip = answer(history, "r2", day=1)
    assert [False] == [one.surely_wrong for one in known(history)]
    history.void(slip.id, NOW)
    assert [True] == [one.surely_wrong for one in known(history)]
    kept = known(history)
    forget(history)

    assert kept == known(history)


def test_an_old_schedule_learns_what_was_surely_wrong(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    with closing(sqlite3.connect(path)) as db:
        db.executescript((Path(__file__).parent / "history-v6.sql").read_text(encoding="utf-8"))
    path.chmod(0o600)
    history = History.open(path, write=True)
    assert history is not None
    with closing(history.of(players(history)[0])) as mine:
        found = sorted(Schedule(mine).known(["colors"]))
        forget(mine)

        assert [True] == [one.surely_wrong for one in found if not one.right]
        assert found == sorted(Schedule(mine).known(["colors"]))


def test_what_was_taken_back_does_not_count(history: History) -> None:
    slip = answer(history, "r1", right=False)
    assert not known(history)[0].right
    history.void(slip.id, NOW)
    assert [] == known(history)
    answer(history, "r1")

    assert expected(reviewed(None, Grade.GOOD, TODAY), right=True) == known(history)


def test_players_know_for_themselves_until_they_are_one(history: History) -> None:
    answer(history, "r1")
    ben = opened(history.path, "Ben")
    with closing(ben):
        answer(ben, "r2", day=3, right=False)
        assert [1, 1] == [len(known(one)) for one in (history, ben)]
        assert known(history) != known(ben)
        assert history.player is not None
        assert ben.player is not None
        merge(history, ben.player, history.player)

        memory = reviewed(reviewed(None, Grade.GOOD, TODAY), Grade.AGAIN, TODAY + 3)
        assert expected(memory, right=False) == known(history)
        assert [] == history.select("SELECT * FROM schedule WHERE player = ?", ben.player.id)


def test_nothing_is_left_of_a_player_who_is_removed(history: History) -> None:
    answer(history)
    known(history)
    assert history.player is not None
    remove(history, history.player)

    for table in ("schedule", "schedule_stale", "schedule_by"):
        assert [] == history.select(f"SELECT * FROM {table}")


def test_a_schedule_of_another_scheduler_is_folded_anew(history: History) -> None:
    answer(history)
    before = known(history)
    with history.transaction() as db:
        db.execute("UPDATE schedule SET due_on = 1")
        db.execute("UPDATE schedule_by SET scheduler = 'old'")

    assert before == known(history)


def test_a_history_that_can_only_be_read_tells_the_same(history: History) -> None:
    for i in range(3):
        answer(history, f"r{i}", day=2 * i)
    before_it_was_kept = opened(history.path, write=False)
    with closing(before_it_was_kept):
        first = known(before_it_was_kept)
    kept = known(history)
    answer(history, "r9", day=9, fact="b/t/y", item="b/t.p/y", right=False)
    with closing(opened(history.path, write=False)) as reader:
        second = known(reader)

    assert first == kept
    assert second == known(history)
    assert 2 == len(second)


def test_only_facts_of_the_banks_asked_for_are_told(history: History) -> None:
    for fact in ("b/t/x", "b/q", "bb/t/x", "b0/t/x", "a/t/x"):
        answer(history, fact=fact)

    assert ["b/q", "b/t/x"] == [one.fact for one in known(history)]
    assert ["a/t/x", "bb/t/x"] == sorted(one.fact for one in Schedule(history).known(["a", "bb"]))


def test_the_item_a_fact_was_last_asked_with_is_found(history: History) -> None:
    answer(history, item="b/t.p/x")
    answer(history, kind="again", item="b/t.q/x", day=1)
    answer(history, "r2", item="b/t.p/y", fact="b/t/y", day=2)
    with closing(opened(history.path, "Ben")) as ben:
        answer(ben, "r3", item="b/t.p/x", day=5)

    assert [(FACT, "b/t.q/x"), ("b/t/z", "")] == Schedule(history).last_items([FACT, "b/t/z"])


@pytest.mark.parametrize(
    ("changes", "chance"),
    [
        ({"form": "claim", "shown": SHOWN._replace(options=SHOWN.options[:2])}, 1 / 2),
        ({"form": "choose-all"}, 1 / 15),
        ({"form": "typed", "response": "o"}, 0),
        ({"response": "o"}, 0),
        ({"form": "of a later version"}, 1 / 4),
    ],
)
def test_a_right_answer_is_worth_more_the_less_a_guess_would_give_it(
    history: History, changes: dict[str, Any], chance: float
) -> None:
    answer(history, **changes)
    (found,) = known(history)

    assert memories.reviewed(None, Grade.GOOD, TODAY, chance).stability == found.stability


def test_what_was_shown_and_cannot_be_read_was_no_guess(history: History) -> None:
    answer(history)
    with history.transaction() as db:
        db.execute("UPDATE attempts SET shown = '{'")
    (found,) = known(history)

    assert memories.reviewed(None, Grade.GOOD, TODAY).stability == found.stability


def slow(history: History, facts: int = 12) -> None:
    """Save the answers of somebody who forgets within days."""
    for i in range(facts):
        for n, right in enumerate((True, False, False, False)):
            answer(history, f"r{n}", fact=f"b/t/{i}", item=f"b/t.p/{i}", day=4 * n, right=right)


def test_the_pace_is_that_of_all_answers_days_apart_and_shortens_what_is_known(history: History) -> None:
    slow(history)
    memory, said = None, NO_EVIDENCE
    for n, right in enumerate((True, False, False, False)):
        said = added_up([said, evidence(memory, right, TODAY + 4 * n, CHANCE)])
        memory = reviewed(memory, Grade.GOOD if right else Grade.AGAIN, TODAY + 4 * n)
    pace = pace_of(added_up([said] * 12))

    assert pace.once < 1
    assert pace == Schedule(history).pace()
    assert memory is not None
    assert {memory.at_pace(pace)[::5]} == {(one.stability, one.times) for one in known(history)}
    assert {memory} == set(Schedule(history).memories(["b"]).values())  # from which a plan continues


def test_answers_of_one_day_and_those_with_a_hint_say_nothing_of_the_pace(history: History) -> None:
    for i in range(30):
        answer(history, f"r{i}", fact=f"b/t/{i % 3}", right=False)
        answer(history, f"s{i}", fact=f"b/u/{i % 3}", day=i, hinted=True)

    assert USUAL == Schedule(history).pace()


def test_a_pace_that_was_taken_back_leaves_no_trace(history: History) -> None:
    slow(history)
    known(history)
    kept = history.select("SELECT * FROM schedule_by")
    slips = [answer(history, "r9", fact=f"b/t/{i}", item=f"b/t.p/{i}", day=90, right=True) for i in range(3)]
    known(history)
    assert kept != history.select("SELECT * FROM schedule_by")
    for slip in slips:
        history.void(slip.id, NOW)
    known(history)

    assert kept == history.select("SELECT * FROM schedule_by")


@pytest.mark.parametrize("table", ["schedule", "schedule_by"])
@pytest.mark.parametrize("text", ["", "many", "1 2", "1 2:3", "9" * 5000])
def test_a_pace_that_was_harmed_is_added_up_again(history: History, table: str, text: str) -> None:
    slow(history)
    expected = Schedule(history).pace()
    with history.transaction() as db:
        db.execute(f"UPDATE {table} SET evidence = ?", (text,))
    for i in range(12):  # each fact is folded again
        answer(history, "r8", fact=f"b/t/{i}", item=f"b/t.p/{i}", day=14, right=False)

    assert expected.once >= Schedule(history).pace().once > 0
    assert 0 < min(one.stability for one in known(history))


@SETTINGS
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["r1", "r2"]),
            st.sampled_from(["b/t/x", "b/t/y"]),
            st.sampled_from(["answer", "look", "void", "move"]),
            st.one_of(st.integers(-3, 60), st.sampled_from([-(10**6), 10**6, 10**9])),
            st.booleans(),
        ),
        min_size=1,
        max_size=14,
    )
)
def test_whatever_happens_the_kept_schedule_is_what_a_full_fold_gives(
    steps: list[tuple[str, str, str, int, bool]],
) -> None:
    with TemporaryDirectory() as folder, closing(opened(Path(folder, "history.db"))) as history:
        answer(history, "r0", fact="b/t/z")
        for round_, fact, what, day, right in steps:
            attempts = history.attempts(round_)
            if what == "answer":
                answer(history, round_, fact=fact, day=day, right=right)
            elif what == "void" and attempts:
                history.void(attempts[-1].id, NOW)
            elif what == "move" and attempts:
                move(history, round_)
            else:
                known(history)
        kept, pace = known(history), history.select("SELECT * FROM schedule_by")
        forget(history)

        assert kept == known(history)
        assert pace == history.select("SELECT * FROM schedule_by")


def move(history: History, round_: str) -> None:
    """Give a round to another player."""
    with closing(sqlite3.connect(history.path)) as db:
        db.execute("INSERT OR IGNORE INTO players (id, name, folded) VALUES ('other', 'Other', 'other')")
        db.execute("UPDATE rounds SET player = 'other' WHERE id = ?", (round_,))
        db.commit()


@pytest.mark.parametrize(
    "harm",
    [
        "stability = 9e999",
        "stability = -1",
        "difficulty = -5",
        "reviewed_at = -1 << 62",
        "reviewed_on = 1 << 40",
        "due_on = -5",
    ],
)
def test_a_memory_that_was_harmed_is_folded_from_its_attempts(tmp_path: Path, harm: str) -> None:
    path = tmp_path / "history.db"
    for round_, day in (("r1", 0), ("r2", 3), ("r3", 9)):
        with closing(opened(path)) as history:
            answer(history, round_, day=day)
        with closing(opened(path)) as history:
            (found,) = Schedule(history).known(["b"])
            if round_ == "r2":
                with history.transaction() as db:
                    db.execute(f"UPDATE schedule SET {harm}")

    assert NOW + 9 * DAY_MS == found.at
    assert 1 < found.stability < 1000


@SETTINGS
@given(
    tries=st.lists(
        st.tuples(st.integers(0, 30 * 24), st.sampled_from([-36_000, -25_200, 0, 3600, 19_800, 46_800]), st.booleans()),
        min_size=1,
        max_size=8,
    ),
    looks=st.booleans(),
)
def test_days_between_tries_are_those_of_where_they_were_given(tries: list[tuple[int, int, bool]], looks: bool) -> None:
    with TemporaryDirectory() as folder, closing(opened(Path(folder, "history.db"))) as history:
        history._db.execute("PRAGMA synchronous = OFF")
        memory = None
        for i, (hours, offset_s, right) in enumerate(sorted(tries)):
            at = NOW + hours * 3_600_000
            answer(history, f"r{i}", answered_at=at, utc_offset_s=offset_s, right=right)
            local = datetime.fromtimestamp(at / 1000, timezone(timedelta(seconds=offset_s)))
            memory = reviewed(memory, Grade.GOOD if right else Grade.AGAIN, local.toordinal() - (local.hour < 4))
            if looks:
                known(history)
        (found,) = known(history)

        assert memory is not None
        assert (memory.stability, memory.day, memory.due) == (found.stability, found.day, found.due)
