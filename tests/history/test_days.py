"""The days on which a player played, by local time where the answers were given, wherever the player is now."""

import json
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quiz import clock
from quiz.game.shown import Shown, ShownOption
from quiz.game.statistics import week
from quiz.history.derived.schedule import Schedule
from quiz.history.log import History
from quiz.history.player_files import exported, take_in
from quiz.history.players import Player, merge, played, players, remove
from quiz.history.records import Attempt, RoundRow
from quiz.history.statistics import days_played, statistics

ZONES = ["Europe/Berlin", "America/Los_Angeles", "Asia/Kolkata", "Asia/Tokyo", "Pacific/Apia", "Australia/Lord_Howe"]
#: Answers at any time of day within a few weeks in which clocks change in some of the zones.
MOMENTS = st.datetimes(datetime.fromisoformat("2026-10-19"), datetime.fromisoformat("2026-11-08")).map(
    lambda at: at.replace(microsecond=0)
)
ANSWERS = st.lists(st.tuples(st.sampled_from(ZONES), MOMENTS), min_size=1, max_size=12)
SETTINGS = settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def be_in(monkeypatch: pytest.MonkeyPatch, zone: str) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    yield
    monkeypatch.undo()
    time.tzset()


def answer(history: History, at: datetime, *, keeps_offset: bool = True) -> None:
    """Save an answer given at a local time."""
    offset = at.utcoffset()
    assert offset is not None
    ms, number = round(at.timestamp() * 1000), len(history.rounds())
    history.save(
        RoundRow(f"r{number}", ms, "learn", "1", 1, "{}"),
        Attempt(
            *(f"a{number}", f"r{number}", 0, "first", "b", "h", "b/t.p/x", "b/t/x", "T", "pick", 0),
            *(Shown("", "?", (ShownOption("x", "x", True),)), ("x",), False, True, 900, ms, None, None, None),
            utc_offset_s=round(offset.total_seconds()) if keeps_offset else None,
        ),
    )


def day(at: datetime) -> int:
    """Return the day of a local time by the hour that its clock shows."""
    return at.toordinal() - (at.hour < 4)


def in_a_row(days: set[int], today: int) -> tuple[int, int]:
    """Return how many days of this week were played, and how many weeks in a row had three, by the calendar alone."""
    weeks: dict[date, set[int]] = {}
    for one in days:
        monday = date.fromordinal(one) - timedelta(date.fromordinal(one).weekday())
        weeks.setdefault(monday, set()).add(one)
    monday = date.fromordinal(today) - timedelta(date.fromordinal(today).weekday())
    count = now = len(weeks.get(monday, ()))
    row = int(count >= 3)
    while len(weeks.get(monday := monday - timedelta(7), ())) >= 3:
        row += 1
    return now, row


@SETTINGS
@given(answers=ANSWERS, zone=st.sampled_from(ZONES))
def test_days_weeks_and_the_row_are_those_of_where_it_was_played(
    monkeypatch: pytest.MonkeyPatch, answers: list[tuple[str, datetime]], zone: str
) -> None:
    moments = [at.replace(tzinfo=ZoneInfo(one)).astimezone(UTC).astimezone(ZoneInfo(one)) for one, at in answers]
    expected: dict[int, int] = {}
    for at in moments:
        expected[day(at)] = expected.get(day(at), 0) + 1
    with TemporaryDirectory() as folder:
        opened = History.open(Path(folder, "history.db"), write=True)
        assert opened is not None
        with closing(opened):
            opened._db.execute("PRAGMA synchronous = OFF")
            history = opened.of(Player("", "Ann"))
            for at in moments:
                answer(history, at)
            be_in(monkeypatch, zone)
            today = day(datetime(2026, 11, 8, 12, tzinfo=UTC))

            assert dict(sorted(expected.items())) == days_played(history, 0)
            assert in_a_row(set(expected), today) == tuple(week(days_played(history, 0), today))
            assert [date.fromordinal(one).isoformat() for one in sorted(expected)] == list(statistics(history, 0).days)
            history.recount()
            assert dict(sorted(expected.items())) == days_played(history, 0)


@pytest.mark.parametrize("zone", ZONES)
def test_answers_without_a_local_time_are_read_where_the_history_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, zone: str
) -> None:
    opened = History.open(tmp_path / "history.db", write=True)
    assert opened is not None
    with closing(opened):
        history = opened.of(Player("", "Ann"))
        be_in(monkeypatch, zone)
        moments = [datetime(2026, 10, 25, hour, 30, tzinfo=UTC) for hour in range(0, 24, 3)]
        for at in moments:
            answer(history, at, keeps_offset=False)

        expected = {day(at.astimezone(ZoneInfo(zone))) for at in moments}
        assert expected == set(days_played(history, 0))
        history.recount()
        assert expected == set(days_played(history, 0))


# Answers from before their local time was saved

HERE = Path(__file__).parent
SETUP = {"seed": "7", "mode": "learn", "questions": 3, "banks": [], "topics": [], "facts": [], "names": []}
TOKYO, LOS_ANGELES = "Asia/Tokyo", "America/Los_Angeles"
MORNINGS = [
    datetime(2026, 11, day, 8, tzinfo=ZoneInfo(TOKYO)) for day in (9, 10, 11, 16)
]  # the day before in California


def file_of(name: str, moments: list[datetime], *, offset_s: int | None = None) -> list[bytes]:
    """Return a player's file: a round and its answers, in version 1 if their offset from UTC is not known."""
    version = 1 if offset_s is None else 2
    at = [round(moment.timestamp() * 1000) for moment in moments]
    head = {"type": "player", "version": version, "id": name, "name": name, "rounds": 1, "answers": len(at), "flags": 0}
    round_ = {"type": "round", "id": f"{name}-r", "started_at": at[0], "ended_at": None, "ending": None,
              "mode": "learn", "seed": "7", "planned": 9, "setup": SETUP}  # fmt: skip
    shown = Shown("", "?", (ShownOption("x", "x", True),)).to_json()
    more = {} if version == 1 else {"response": None, "utc_offset_s": offset_s}
    answers = [
        {"type": "answer", "id": f"{name}-{i}", "round": f"{name}-r", "position": i, "kind": "first", "bank": "b",
         "bank_hash": "h", "item": f"b/t.p/{i}", "fact": f"b/t/{i}", "topic": "T", "form": "pick", "slot": 0,
         "shown": shown, "chosen": ["x"], "hinted": False, "right": True, "took_ms": 900, "answered_at": one,
         "certainty": None, "voided_at": None, **more}
        for i, one in enumerate(at)
    ]  # fmt: skip
    return [json.dumps(record).encode() for record in (head, round_, *answers)]


def taken(history: History, lines: list[bytes]) -> Player:
    return take_in(history, lines, round(datetime(2027, 1, 1, tzinfo=UTC).timestamp() * 1000)).player


class Days(NamedTuple):
    """Everything that depends on the days of a player's answers, as numbers."""

    played: dict[int, int]  # day -> answers
    last: int
    reviewed: list[tuple[str, int, int]]  # fact, day, and when it is due
    seen: list[tuple[object, ...]]


def days_of(history: History, player: Player) -> Days:
    """Return the days of a player."""
    of = history.of(player)
    (total,) = (one for one in played(history) if one.player.id == player.id)
    assert total.last_at is not None
    reviewed = sorted((one.fact, one.day, one.due) for one in Schedule(of).known(["b", "colors"]))
    seen = of.select("SELECT fact, seen_on, run_from, run_to FROM fact_counts WHERE player = ?", player.id)
    last = clock.moment(total.last_at, total.last_offset_s).day
    return Days(days_played(of, 0), last, reviewed, sorted(seen))


def import_another(history: History, _ann: Player) -> None:
    taken(history, file_of("Ben", MORNINGS))


def import_again(history: History, ann: Player) -> None:
    taken(history, exported(history, ann))


def remove_another(history: History, _ann: Player) -> None:
    remove(history, taken(history, file_of("Ben", MORNINGS)))


def merge_another(history: History, ann: Player) -> None:
    """Merge somebody else's rounds into hers, and take them out again."""
    ben = taken(history, file_of("Ben", MORNINGS, offset_s=0))
    merge(history, ben, ann)
    with history.transaction() as db:
        db.execute("UPDATE rounds SET player = NULL WHERE id = 'Ben-r'")
    import_another(history, ann)


def merge_into_another(history: History, ann: Player) -> None:
    with history.transaction() as db:
        db.execute("INSERT INTO players (id, name, folded) VALUES ('new', 'New', 'new')")
    new = Player("new", "New")
    merge(history, ann, new)
    with history.transaction() as db:
        db.execute("INSERT INTO players (id, name, folded) VALUES (?, ?, ?)", (*ann, ann.name))
    merge(history, new, ann)


def answer_and_take_back(history: History, ann: Player) -> None:
    """Answer with the clock put back, so that the fact is counted and scheduled again from its first answer."""
    ((fact, item),) = history.select("SELECT fact, item FROM attempts a JOIN rounds r ON r.id = a.round "
                                     "WHERE r.player = ? AND kind = 'first' LIMIT 1", ann.id)  # fmt: skip
    (row, *_) = history.of(ann).rounds()
    (first, *_) = history.of(ann).attempts(row.id)
    new = first._replace(id="new", position=99, fact=fact, item=item, answered_at=1, utc_offset_s=0, kind="first")
    history.of(ann).save(row, new)
    history.void("new", 2)


def damaged_counts(history: History, ann: Player) -> None:
    """Answer while the counts cannot be read, so that everything is counted again."""
    with history.transaction() as db:
        db.execute("UPDATE topic_counts SET latest = '{'")
    answer_and_take_back(history, ann)


CHANGES: list[Callable[[History, Player], None]] = [
    *(import_another, import_again, remove_another, merge_another, merge_into_another),
    *(answer_and_take_back, damaged_counts),
]


def imported_in_tokyo(folder: Path) -> tuple[History, Player]:
    opened = History.open(folder / "history.db", write=True)
    assert opened is not None
    return opened, taken(opened, file_of("ann", MORNINGS))


def upgraded_in_tokyo(folder: Path, version: int) -> tuple[History, Player]:
    path = folder / "history.db"
    with closing(sqlite3.connect(path)) as db:
        db.executescript((HERE / f"history-v{version}.sql").read_text(encoding="utf-8"))
    path.chmod(0o600)
    opened = History.open(path, write=True)
    assert opened is not None
    return opened, players(opened)[0]


@pytest.mark.parametrize("version", [None, 1, 9, 12])
@pytest.mark.parametrize("change", CHANGES)
def test_no_journey_changes_the_days_of_answers_without_a_local_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[History, Player], None], version: int | None
) -> None:
    be_in(monkeypatch, TOKYO)
    history, ann = imported_in_tokyo(tmp_path) if version is None else upgraded_in_tokyo(tmp_path, version)
    with closing(history):
        at_home = days_of(history, ann)
        be_in(monkeypatch, LOS_ANGELES)
        assert at_home == days_of(history, ann)
        change(history, ann)
        assert at_home == days_of(history, ann)

        with history.transaction() as db:  # whatever is recalculated
            db.execute("DELETE FROM schedule_by")
        assert at_home == days_of(history, ann)


def test_a_recount_reads_answers_without_a_local_time_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    be_in(monkeypatch, TOKYO)
    history, ann = imported_in_tokyo(tmp_path)
    with closing(history):
        at_home = days_of(history, ann)
        history.recount()
        assert [] == history.select("SELECT * FROM schedule_stale")  # nothing has changed
        assert at_home == days_of(history, ann)
        be_in(monkeypatch, LOS_ANGELES)
        history.recount()

        assert [day(at.astimezone(ZoneInfo(LOS_ANGELES))) for at in MORNINGS] == list(days_played(history.of(ann), 0))
        found = days_of(history, ann)
        assert max(found.played) == found.last == max(on for _, on, _ in found.reviewed)


def test_what_was_assumed_is_not_exported(tmp_path: Path) -> None:
    history, ann = imported_in_tokyo(tmp_path)
    with closing(history):
        answers = [record for record in map(json.loads, exported(history, ann)) if record["type"] == "answer"]

    assert [None] * len(MORNINGS) == [record["utc_offset_s"] for record in answers]
    assert all("assumed_offset_s" not in record for record in answers)


def test_a_file_that_knows_the_local_time_has_the_last_word(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    be_in(monkeypatch, LOS_ANGELES)
    history, ann = imported_in_tokyo(tmp_path)
    with closing(history):
        taken(history, file_of("ann", MORNINGS, offset_s=9 * 3600))

        assert [day(at) for at in MORNINGS] == list(days_played(history.of(ann), 0))
