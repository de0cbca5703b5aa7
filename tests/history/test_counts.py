"""The saved counts always equal a full recount of the answers."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.days import DAY_MS, day_of
from quiz.game.mastery import BITS, LEARNING, MATURE, RECALL_DAYS, SHIFT, mastery
from quiz.game.shown import Shown, ShownOption
from quiz.history.fact_counts import fact_counts
from quiz.history.log import History
from quiz.history.players import Player, merge, players, remove
from quiz.history.records import Attempt, RoundRow

TABLES = ("day_counts", "topic_counts", "certainty_counts", "fact_counts")
START = 1_700_000_000_000  # quarter past ten in the evening, UTC
TODAY = day_of(START, 0)


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    opened = History.open(tmp_path / "history.db", write=True)
    assert opened is not None
    with closing(opened):
        yield opened.of(Player("", "Ann"))


def counts(history: History) -> dict[str, list[tuple[object, ...]]]:
    return {table: sorted(history.select(f"SELECT * FROM {table}")) for table in TABLES}


def recounted(history: History) -> dict[str, list[tuple[object, ...]]]:
    history.recount()
    return counts(history)


def answer(
    history: History,
    nth: int,
    at: int,
    *,
    fact: str = "b/t/one",
    topic: str = "Topic",
    kind: str = "first",
    right: bool = True,
    hinted: bool = False,
    certainty: str | None = None,
    offset_s: int | None = 0,
    form: str = "pick",
    options: int = 0,
) -> str:
    round_ = RoundRow(f"r{nth}-{history.player.name if history.player else ''}", at, "learn", "1", 1, "{}")
    attempt = Attempt(
        *(f"a{nth}", round_.id, 0, kind, fact.partition("/")[0], "h", f"{fact}.p", fact, topic, form, 0),
        *(
            Shown("", "?", tuple(ShownOption(id_, id_, True) for id_ in "abcdefghi"[:options])),
            ("x",),
            hinted,
            right,
            900,
            at,
            certainty,
            None,
            None,
            offset_s,
        ),
    )
    history.save(round_, attempt)
    return attempt.id


def only(history: History, table: str) -> tuple[object, ...]:
    ((_, *rest),) = history.select(f"SELECT * FROM {table}")
    return tuple(rest)


def test_an_answer_is_counted_by_time_topic_fact_and_certainty(history: History) -> None:
    answer(history, 1, START, certainty="sure")

    assert (TODAY, 1) == only(history, "day_counts")
    assert ("b", "Topic", 1, 1, f"[{(START << BITS) + (1 << SHIFT) + 31}]") == only(history, "topic_counts")
    assert ("sure", 1, 1) == only(history, "certainty_counts")
    assert ("b/t/one", "b", "Topic", 1, 1, START, *[TODAY] * 3, 0, 1, TODAY, 0, 0, 0.0) == only(history, "fact_counts")


def test_an_answer_that_is_saved_twice_is_counted_once(history: History) -> None:
    answer(history, 1, START)
    before = counts(history)
    answer(history, 1, START)

    assert before == counts(history) == recounted(history)


def test_returns_count_for_the_time_alone(history: History) -> None:
    answer(history, 1, START, kind="again")

    assert [] == history.select("SELECT * FROM topic_counts")
    assert ("b/t/one", "b", "Topic", 0, 0, START, TODAY, *[0] * 7, 0.0) == only(history, "fact_counts")
    assert counts(history) == recounted(history)


def test_what_is_taken_back_leaves_nothing(history: History) -> None:
    history.void(answer(history, 1, START, certainty="guess"), START + 1)

    assert {table: [] for table in TABLES} == counts(history) == recounted(history)


def test_an_answer_is_taken_back_once(history: History) -> None:
    first = answer(history, 1, START)
    answer(history, 2, START + DAY_MS, fact="b/t/two")
    history.void(first, START + DAY_MS)
    history.void(first, START + DAY_MS)

    assert ("b/t/two", "b", "Topic", 1, 1, START + DAY_MS, *[TODAY + 1] * 3, 0, 1, TODAY + 1, 0, 0, 0.0) == only(
        history, "fact_counts"
    )


def test_the_latest_tries_are_found_again_when_one_is_taken_back(history: History) -> None:
    for i in range(30):
        answer(history, i, START + i * DAY_MS, fact=f"b/t/{i % 4}", right=i % 3 > 0)
    history.void("a29", START + 40 * DAY_MS)

    assert counts(history) == recounted(history)


def test_a_clock_that_was_put_back_changes_no_count(history: History) -> None:
    for i, days in enumerate([30, 0, 10, 10, 5]):
        answer(history, i, START + days * DAY_MS, right=i != 2)

    assert counts(history) == recounted(history)


@pytest.mark.parametrize("certainty", [None, "sure", "think", "guess"])
@pytest.mark.parametrize("hinted", [False, True])
@pytest.mark.parametrize("right", [True, False])
def test_only_what_was_right_without_a_hint_and_not_a_guess_counts_as_known(
    history: History, right: bool, hinted: bool, certainty: str | None
) -> None:
    is_known = right and not hinted and certainty != "guess"
    for i in range(4):
        answer(history, i, START + i * RECALL_DAYS * DAY_MS, right=right, hinted=hinted, certainty=certainty)
    mine = history.of(players(history)[0])

    for _ in ("as each answer was saved", "as all of them are counted again"):
        (count,) = fact_counts(mine).values()
        assert (count.tries, count.right) == (4, 4 * right)
        assert mastery(count) == (MATURE if is_known else LEARNING)
        assert (count.recalls, count.recalled) == (3, 3 * is_known)
        assert bool(count.run_from) == is_known
        history.recount()


def test_players_are_counted_apart_and_merged(history: History) -> None:
    answer(history, 1, START)
    bob = history.of(Player("", "Bob"))
    answer(bob, 2, START + 8 * DAY_MS)
    assert [(0,), (0,)] == history.select("SELECT recalls FROM fact_counts")
    ann, bob_kept = players(history)
    merge(history, bob_kept, ann)

    assert [(ann.id, 1, 1)] == history.select("SELECT player, recalls, recalled FROM fact_counts")
    remove(history, ann)
    assert {table: [] for table in TABLES} == counts(history)


@pytest.mark.parametrize(
    ("form", "options", "chance"),
    [("pick", 4, 0.25), ("claim", 2, 0.5), ("choose-all", 4, 1 / 15), ("order", 3, 1 / 6), ("later", 5, 0.2)],
)
def test_what_guessing_gives_is_counted_for_what_was_recalled(
    history: History, form: str, options: int, chance: float
) -> None:
    for i in range(3):
        answer(history, i, START + i * RECALL_DAYS * DAY_MS, form=form, options=options)
    answer(history, 3, START + (2 * RECALL_DAYS + 1) * DAY_MS, form=form, options=options)  # too soon

    assert [(2, chance + chance)] == history.select("SELECT recalls, chance FROM fact_counts")
    assert counts(history) == recounted(history)


@pytest.mark.parametrize("shown", ["{", "[]", '{"options": 7}', '{"options": null}', "{}", "7"])
def test_what_was_shown_and_cannot_be_read_is_no_guess(history: History, shown: str) -> None:
    for i in range(2):
        answer(history, i, START + i * RECALL_DAYS * DAY_MS, options=4)
    history._db.execute("UPDATE attempts SET shown = ?", (shown,))

    assert [0.0] == [row[-1] for row in recounted(history)["fact_counts"]]


def test_misses_and_days_with_a_right_answer_are_counted(history: History) -> None:
    for i, (days, right) in enumerate(
        [(0, True), (0.1, True), (1, False), (2, True), (3, False), (4, True), (5, True)]
    ):
        answer(history, i, START + round(days * DAY_MS), right=right)

    assert [(TODAY + 3, 3, TODAY + 4)] == history.select("SELECT missed_on, right_days, right_on FROM fact_counts")
    history.void("a4", START)
    history.void("a3", START)
    assert [(TODAY + 1, 3, TODAY + 5)] == history.select("SELECT missed_on, right_days, right_on FROM fact_counts")
    assert counts(history) == recounted(history)


@pytest.mark.parametrize("latest", ["{", "7", "[" * 20_000], ids=["no JSON", "no list", "too deep"])
def test_counts_that_cannot_be_read_are_made_again_by_the_next_answer_or_undo(history: History, latest: str) -> None:
    answer(history, 0, START)
    history._db.execute("UPDATE topic_counts SET latest = ?", (latest,))
    answer(history, 1, START + DAY_MS)
    assert counts(history) == recounted(history)

    history._db.execute("UPDATE topic_counts SET latest = ?", (latest,))
    history.void("a1", START + DAY_MS)
    assert counts(history) == recounted(history)


ANSWERS = st.tuples(
    st.integers(0, 40 * 24),  # hours
    st.sampled_from(["b/t/one", "b/t/two", "c/t/one"]),
    st.sampled_from(["Topic", "Other"]),
    st.sampled_from(["first", "first", "again", "between"]),
    st.booleans(),
    st.booleans(),
    st.sampled_from([None, "sure", "think", "guess"]),
    st.sampled_from(["Ann", "Bob"]),
    st.integers(-1, 30),  # which answer to take back
    st.sampled_from([None, 0, 3600, -36_000, 50_400, 12_345]),
)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.lists(ANSWERS, max_size=35))
def test_counts_are_always_those_of_a_recount(
    drawn: list[tuple[int, str, str, str, bool, bool, str, str, int, int | None]],
) -> None:
    with TemporaryDirectory() as folder:
        opened = History.open(Path(folder, "history.db"), write=True)
        assert opened is not None
        with closing(opened):
            opened._db.execute("PRAGMA synchronous = OFF")
            for i, (hours, fact, topic, kind, right, hinted, certainty, name, back, offset_s) in enumerate(drawn):
                options = {"kind": kind, "right": right, "hinted": hinted, "certainty": certainty}
                options |= {"offset_s": offset_s, "form": ["pick", "order", "choose-all"][i % 3], "options": i % 5}
                at = START + hours * 3_600_000
                answer(opened.of(Player("", name)), i, at, fact=fact, topic=topic, **options)  # type: ignore[arg-type]
                opened.void(f"a{back}", at)
            assert counts(opened) == recounted(opened)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.lists(ANSWERS, max_size=35))
def test_one_players_answers_are_counted_the_same_next_to_those_of_others(
    drawn: list[tuple[int, str, str, str, bool, bool, str, str, int, int | None]],
) -> None:
    with TemporaryDirectory() as folder:
        opened = History.open(Path(folder, "history.db"), write=True)
        assert opened is not None
        with closing(opened):
            opened._db.execute("PRAGMA synchronous = OFF")
            ann = opened.of(Player("", "Ann"))
            for i, (hours, fact, topic, kind, right, hinted, certainty, _, back, offset_s) in enumerate(drawn):
                options = {"kind": kind, "right": right, "hinted": hinted, "certainty": certainty}
                at = START + hours * 3_600_000
                answer(ann, i, at, fact=fact, topic=topic, offset_s=offset_s, **options)  # type: ignore[arg-type]
                ann.void(f"a{back}", at)
            alone = recounted(opened)
            answer(opened.of(Player("", "Bob")), 99, START)
            assert ann.player is not None
            together = recounted(opened)

            assert alone == {
                table: [row for row in rows if row[0] == ann.player.id] for table, rows in together.items()
            }


def test_one_players_answers_are_counted_from_the_index_alone(history: History) -> None:
    statements: list[str] = []
    answer(history, 1, START)
    history._db.set_trace_callback(statements.append)
    history.recount()
    history._db.set_trace_callback(None)
    (grouped,) = [text for text in statements if "GROUP BY a.fact, a.bank, a.topic" in text]

    assert ["SCAN a USING COVERING INDEX attempts_by_fact"] == [
        row[-1] for row in history.select(f"EXPLAIN QUERY PLAN {grouped}")
    ]


def test_a_damaged_history_is_counted_as_far_as_it_goes(history: History) -> None:
    answer(history, 1, START)
    answer(history, 2, START, fact="b/t/two", topic="a\x1fb\x1fc")
    answer(history.of(Player("", "Bob")), 3, START)
    history._db.execute("PRAGMA foreign_keys = OFF")
    history._db.execute("UPDATE attempts SET round = 'gone' WHERE id = 'a1'")
    history._db.execute("UPDATE rounds SET player = NULL WHERE id = (SELECT round FROM attempts WHERE id = 'a3')")

    history.recount()

    assert [("b/t/two", 1)] == history.select("SELECT fact, tries FROM fact_counts")


def test_a_migrated_history_is_counted(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    with closing(sqlite3.connect(path)) as db:
        db.executescript(Path(__file__).with_name("history-v4.sql").read_text(encoding="utf-8"))
    opened = History.open(path, write=True)
    assert opened is not None
    with closing(opened):
        found = counts(opened)
        assert [2, 1] == [row[2] for row in found["day_counts"]]
        assert found == recounted(opened)
        assert 3 == sum(int(str(row[3])) for row in found["topic_counts"])
