"""The home page in terminals of all sizes, and in plain lines."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.game.mastery import MasteryCount
from quiz.term.lines import joined, text_width
from quiz.ui.home_page import HomeEntry, HomePage, home_screen, plain_entries
from quiz.ui.render.terminal import ASCII, BLOCKS, Signs

PAGE = HomePage(
    "quiz",
    "this week: 2 of 3 days   3 weeks in a row",
    "You now know 31 facts that you missed in October.",
    (
        HomeEntry("Today: 12 to review", "t", "about 4 minutes"),
        HomeEntry("EU and NATO", "1", progress=MasteryCount(38, 4, 31, 9, 2)),
        HomeEntry("First Greek", "2", progress=MasteryCount(124, 12, 42, 0, 10)),
        HomeEntry("Literature", "3", progress=MasteryCount(102)),
        HomeEntry("Pets", "4", progress=MasteryCount(4, 0, 4)),
        HomeEntry("Statistics", "s"),
        HomeEntry("Quit", "q"),
    ),
)
SIZES = [(80, 24), (40, 15), (30, 10), (20, 8)]


def drawn(page: HomePage, width: int, height: int, pointed: int, signs: Signs = BLOCKS) -> list[str]:
    above, rows, foot, _, _ = home_screen(page, width, height, pointed, signs)
    entries = [(*row,) for lines in rows for row in lines]
    return [line.rstrip() for line in joined([*above, (), *entries, *foot]).split("\n")]


def test_at_80_columns_each_course_has_a_bar_and_its_counts() -> None:
    expected = """\
 quiz                                  this week: 2 of 3 days   3 weeks in a row
 ──────────────────────────────────────────────────────────────────────────────

 You now know 31 facts that you missed in October.

t  Today: 12 to review   about 4 minutes
1  EU and NATO  ████████████████▒▒░░  31 of 38 known   4 learning   2 due
2  First Greek  ███████▒▒░░░░░░░░░░░  42 of 124 known  12 learning  10 due
3  Literature   ░░░░░░░░░░░░░░░░░░░░  not begun        102 facts
4  Pets         ████████████████████  all 4 known
s  Statistics
q  Quit"""

    found = "\n".join(drawn(PAGE, 80, 24, 0))
    assert found.startswith(expected)
    assert "arrows and Enter choose   q quit" in found


def test_where_blocks_cannot_be_shown_bars_are_ascii() -> None:
    found = drawn(PAGE, 80, 24, 0, ASCII)

    assert "1  EU and NATO  ################++--  31 of 38 known   4 learning   2 due" in found


def test_in_a_narrow_terminal_counts_stay_and_bars_go() -> None:
    assert "1  EU and NATO  31 of 38   2 due" in drawn(PAGE, 40, 24, 0)
    assert ["1  EU and NATO", "   31 of 38 known, 2", "   due"] == drawn(PAGE, 24, 40, 0)[12:15]


def test_before_anything_was_played_the_sizes_of_courses_are_in_a_column() -> None:
    courses = [
        HomeEntry("Play: Pets", "1", "1 bank, 4 facts"),
        HomeEntry("Play: EU and NATO", "2", "4 banks, 38 facts"),
    ]
    page = HomePage("quiz", "2 courses, 42 facts", "", courses)

    assert ["1  Play: Pets          1 bank, 4 facts", "2  Play: EU and NATO   4 banks, 38 facts"] == drawn(
        page, 80, 24, 0
    )[3:5]
    assert "1  Play: Pets   1 bank, 4 facts" in drawn(page, 38, 24, 0)


def test_plain_lines_say_all_of_a_course_and_its_digit_is_no_key() -> None:
    today, course, *_, pets, _, quit_ = plain_entries(PAGE)

    assert ("Today: 12 to review", "about 4 minutes", "t") == today
    assert ("EU and NATO: 31 of 38 known, 4 learning, 2 due", "", "") == course
    assert "Pets: all 4 known" == pets.text
    assert "q" == quit_.key


@pytest.mark.parametrize("size", SIZES, ids=lambda size: "x".join(map(str, size)))
def test_pages_fit_and_have_every_entry_once(size: tuple[int, int]) -> None:
    width, height = size
    at, seen = 0, []
    while at < len(PAGE.entries):
        above, rows, foot, start, end = home_screen(PAGE, width, height, at, BLOCKS)
        assert start == at
        assert len(above) + 1 + sum(map(len, rows)) + len(foot) < height
        assert joined(above).startswith(" quiz")
        assert ("n " in joined(foot)) == (len(rows) < len(PAGE.entries))
        seen += [entry.text for entry in PAGE.entries[start:end]]
        at = end
    assert [entry.text for entry in PAGE.entries] == seen


COUNTS = st.tuples(st.integers(0, 90), st.integers(0, 90), st.integers(0, 90), st.integers(0, 90)).map(
    lambda one: MasteryCount(sum(one[:3]), one[1], one[2], 0, one[3])
)
ENTRIES = st.builds(
    HomeEntry,
    st.text(st.sampled_from("aÄ語 -🎨\x1b"), min_size=1, max_size=30),
    st.sampled_from("x1"),
    st.sampled_from(["", "about 1 minute", "12 banks, 345 facts"]),
    st.one_of(st.none(), COUNTS.filter(lambda one: one.facts > 0)),
)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.lists(ENTRIES, min_size=1, max_size=12), st.integers(20, 120), st.integers(8, 50), st.data())
def test_nothing_is_cut_whatever_there_is_and_however_small_the_screen(
    entries: list[HomeEntry], width: int, height: int, data: st.DataObject
) -> None:
    page = HomePage("quiz", "this week: 1 of 3 days", "A note.", entries)
    pointed = data.draw(st.integers(0, len(entries) - 1))
    above, rows, foot, start, end = home_screen(page, width, height, pointed, BLOCKS)

    assert start <= pointed < end
    assert end - start == len(rows)
    for line in joined([*above, *foot, *((*line,) for row in rows for line in row)]).splitlines():
        assert text_width(line) <= width
    for entry, row in zip(entries[start:end], rows, strict=True):
        assert all(text_width(line) <= width - 3 for line in joined(row).splitlines())
        letters = re.sub(r"\s", "", joined(row))
        assert re.sub(r"\s", "", entry.text).replace("\x1b", "<U+001B>") in letters
        if entry.progress and entry.progress.new < entry.progress.facts:
            assert str(entry.progress.known) in letters
