"""All commands and texts agree on what today is, at any place and time, and leave the past unchanged."""

from __future__ import annotations

import json
import re
import time
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quiz import clock
from quiz.app.reports.facts import REPORT, FactState
from quiz.app.review import nothing_due_text
from quiz.game.due import ReviewState, due_facts
from quiz.game.statistics import forecast as forecast_of
from quiz.ui.render.plain import texts

if TYPE_CHECKING:
    from tests.conftest import Program

ROUND = ("play", "colors", "--topic", "Mixing", "--questions", "5", "--mode", "test", "--seed", "7")
GAP = 1  # days until a fact comes back that was right at the first try, perhaps by luck


def play(program: Program, zone: str, local: str) -> None:
    """Play a round of five facts at a time and place, with right answers."""
    program.be(zone, local)
    program.play_command(*ROUND)


def forecast(program: Program) -> tuple[date, dict[int, int]]:
    """Return the day that the forecast takes for today, and days ahead -> number of facts due."""
    days = program.run("stats", "--json").json()["forecast"]
    return date.fromisoformat(days[0]["day"]), {i: day["due"] for i, day in enumerate(days) if day["due"]}


def said(program: Program, *args: str) -> str:
    done = program.run(*args)
    return done.out + done.err


def day_name(day: date) -> str:
    return f"{day:%A}, {day.day} {day:%B}"


#: Zone, time of play, time of the look, and the day that is. What was right on an earlier day is due.
LOOKS = [
    # After midnight it is still the same day, until four.
    ("Europe/Berlin", "2026-11-24T20:00", "2026-11-25T01:00", "2026-11-24"),
    ("Europe/Berlin", "2026-11-24T20:00", "2026-11-26T03:59:59", "2026-11-25"),
    ("Pacific/Apia", "2026-11-24T20:00", "2026-11-26T04:00", "2026-11-26"),
    ("Asia/Kolkata", "2026-11-25T01:00", "2026-11-25T05:00", "2026-11-25"),
    # The clocks go from two to three, or from three to two.
    ("Europe/Berlin", "2027-03-26T23:30", "2027-03-26T23:30", "2027-03-26"),
    ("Europe/Berlin", "2027-03-26T20:00", "2027-03-28T04:30", "2027-03-28"),
    ("Europe/Berlin", "2026-10-23T20:00", "2026-10-25T03:30", "2026-10-24"),
    ("America/Los_Angeles", "2026-10-30T22:00", "2026-11-01T03:59", "2026-10-31"),
]


@pytest.mark.parametrize(("zone", "played", "looked", "day"), LOOKS)
def test_all_commands_agree_on_today_and_tomorrow(
    colors: Program, zone: str, played: str, looked: str, day: str
) -> None:
    play(colors, zone, played)
    first = date.fromisoformat(played[:10]) - timedelta(int(played[11:13]) < 4)
    today, due = date.fromisoformat(day), first + timedelta(GAP)
    left = max(0, (due - today).days)
    colors.be(zone, looked)

    assert (today, {left: 5}) == forecast(colors)
    when = "due tomorrow" if left else "due today"
    assert 5 == said(colors, "stats", "--facts", "--plain").count(when)
    counts = ["Facts due: 5 today, none tomorrow", "Facts due: none today, 5 tomorrow"][left]
    assert counts in said(colors, "stats", "--plain")
    if left:
        assert "Nothing is due today. 5 facts are due tomorrow." in said(colors, "review", "--plain")
    else:
        assert "all 5 facts that are due. It ends with 1 new fact." in said(colors, "review", "--plain")
    assert f"{today} is today" in said(colors, "review", "--exam", day, "--plain")
    tomorrow = (today + timedelta(1)).isoformat()
    assert "The exam is tomorrow" in said(colors, "review", "--exam", tomorrow, "--plain")


@pytest.mark.parametrize(
    ("zone", "local", "day"),
    [("Europe/Berlin", "2027-03-28T04:30", "2027-03-28"), ("America/Los_Angeles", "2026-11-02T00:30", "2026-11-01")],
)
def test_what_is_kept_of_a_day_bears_its_date(colors: Program, zone: str, local: str, day: str) -> None:
    play(colors, zone, local)

    assert [f"history-{day}.db"] == [path.name for path in (colors.data / "backups").iterdir()]
    assert [{"day": day, "answers": 5}] == colors.run("stats", "--json").json()["days"]
    assert f"last on {day}" in colors.run("players").out


ZONES = ["UTC", "Europe/Berlin", "America/Los_Angeles", "Asia/Kolkata", "Pacific/Apia", "Australia/Lord_Howe"]
MOMENTS = st.one_of(
    # Hours before and after four, midnight, and changes of clocks, in one zone or another.
    st.tuples(
        st.sampled_from(["2026-11-25", "2026-10-25", "2027-03-28", "2026-11-01", "2026-03-08", "2026-04-05"]),
        st.sampled_from(["00:00", "01:30", "02:30", "03:30", "03:59", "04:00", "04:30", "23:59"]),
    ).map(lambda parts: datetime.fromisoformat("T".join(parts))),
    st.datetimes(datetime.fromisoformat("1980-01-01"), datetime.fromisoformat("2036-01-01")),
)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(zone=st.sampled_from(ZONES), local=MOMENTS, left=st.integers(-3, 15))
def test_all_texts_agree_wherever_and_whenever_it_is(
    monkeypatch: pytest.MonkeyPatch, zone: str, local: datetime, left: int
) -> None:
    asked = local.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    shown = asked.astimezone(ZoneInfo(zone))
    with monkeypatch.context() as patch:
        patch.setenv("TZ", zone)
        patch.setattr(clock, "now_ms", lambda: round(asked.timestamp() * 1000))
        time.tzset()
        now = clock.now()
        today = clock.today()
    time.tzset()
    known = [ReviewState("b/t/x", 2.0, now.at, now.day, now.day + left, right=True)]
    due = date.fromordinal(now.day + left)
    facts = texts(REPORT.document([FactState("b", "B", "b/t/x", "x", "learning", 1, 1, due)], today))
    counts = forecast_of([now.day + left], now.day)

    assert (shown.date() - timedelta(shown.hour < 4), now.day) == (today, today.toordinal())
    assert [one.fact for one in known] * (left <= 0) == due_facts(known, now)
    assert counts[:1] == (int(left <= 0),)
    when = "today" if left <= 0 else "tomorrow" if left == 1 else due.isoformat()
    assert facts[-1].endswith(f"due {when})")
    if left > 0:
        assert left >= len(counts) or counts[left] == 1
        when = "tomorrow" if left == 1 else f"on {day_name(due)}"
        assert nothing_due_text(known, now.day).endswith(f"1 fact is due {when}.")


def test_an_evening_over_midnight_is_one_day_and_sunday_night_is_of_its_week(colors: Program) -> None:
    for local in ("2026-11-20T20:00", "2026-11-21T20:00", "2026-11-22T23:50"):  # Friday to Sunday
        play(colors, "Europe/Berlin", local)
    colors.be("Europe/Berlin", "2026-11-23T00:20")

    assert "This week: 3 days. The goal of 3 is met" in colors.play_command(*ROUND)


def test_a_round_that_was_stopped_after_midnight_is_of_today(colors: Program) -> None:
    colors.be("Europe/Berlin", "2026-11-23T00:20")
    colors.run("play", "colors", "--topic", "Mixing", "--questions", "2", typed="1\nq\n")
    colors.be("Europe/Berlin", "2026-11-23T00:30")

    assert "1. Resume: 1 of 2 answered (Mixing, begun today)\n" in colors.run("play", "colors", typed="q\n").out


def test_travelling_leaves_days_and_weeks_as_they_were(colors: Program) -> None:
    for day in (9, 10, 11, 16, 17, 18):  # Mondays to Wednesdays
        play(colors, "Asia/Tokyo", f"2026-11-{day:02}T08:00")
    at_home = colors.run("stats", "--json").json()["days"]
    colors.be("America/Los_Angeles", "2026-11-18T23:00")

    assert at_home == colors.run("stats", "--json").json()["days"]
    assert "2 weeks in a row." in colors.play_command(*ROUND)
    assert colors.run("stats", "--recount").code == 0
    assert at_home[:-1] == colors.run("stats", "--json").json()["days"][:-1]


def as_version_1(exported: str, whose: str) -> str:
    """Return a player's file in version 1, which has no local time of the answers; its ids are new."""
    lines = [json.loads(line) for line in exported.splitlines()]
    for line in lines:
        for name in ("response", "utc_offset_s", "forgotten_at"):
            line.pop(name, None)
        line |= {name: whose + line[name] for name in ("id", "round") if name in line}
    return "".join(f"{json.dumps({**line, 'version': 1} if line['type'] == 'player' else line)}\n" for line in lines)


def test_an_import_far_away_leaves_days_as_they_were_even_of_answers_without_a_local_time(colors: Program) -> None:
    for day in (9, 10, 11):
        play(colors, "Asia/Tokyo", f"2026-11-{day:02}T08:00")
    exported = colors.run("players", "export", "me").out
    for name in ("Ann", "Ben"):
        (colors.folder / f"{name}.jsonl").write_text(as_version_1(exported, name), encoding="utf-8")
    colors.run("players", "remove", "me", "--yes")

    def seen() -> tuple[list[str], str]:
        found = colors.run("stats", "--json", "--player", "Ann").json()
        return [one["day"] for one in found["days"]], colors.run("players").out.split("last on ")[1][:10]

    assert 0 == colors.run("players", "import", "Ann.jsonl", "--as", "Ann").code
    at_home = seen()
    assert (["2026-11-09", "2026-11-10", "2026-11-11"], "2026-11-11") == at_home

    colors.be("America/Los_Angeles", "2026-11-11T12:00")
    assert 0 == colors.run("players", "import", "Ben.jsonl", "--as", "Ben").code
    assert at_home == seen()

    assert 0 == colors.run("stats", "--recount").code
    assert (["2026-11-08", "2026-11-09", "2026-11-10"], "2026-11-10") == seen()


def test_whatever_hours_lie_between_the_schedule_counts_days(colors: Program) -> None:
    """Twice on one day counts once for the schedule; the next morning is a day later."""
    due = {}
    for name, second in (("same day", "2026-11-25T23:00"), ("next day", "2026-11-26T08:00")):
        colors.history_file.unlink(missing_ok=True)
        for path in colors.data.rglob("*.db"):
            path.unlink()
        play(colors, "Europe/Berlin", "2026-11-25T08:00")
        play(colors, "Europe/Berlin", second)
        rows = re.findall(r"due (tomorrow|2026-\d\d-\d\d)", said(colors, "stats", "--facts", "--plain"))
        (due[name],) = set(rows)

    assert {"same day": "tomorrow", "next day": "2026-11-29"} == due
