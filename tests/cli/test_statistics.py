"""`quiz stats` as a page, as a picture and as the text that replaces them."""

import re
from contextlib import closing
from datetime import date
from html import escape
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.app.reports.statistics import TITLE, statistics_page
from quiz.game.scoring import Calibration
from quiz.game.shown import Shown, ShownOption
from quiz.game.statistics import Accuracy, Played, Statistics, TopicCount, figures
from quiz.history.log import History
from quiz.history.players import Player
from quiz.history.records import Attempt, RoundRow
from quiz.term.lines import joined, text_width, usable
from quiz.text import clean
from quiz.ui.render.html import html
from quiz.ui.render.plain import texts
from quiz.ui.render.svg import svg
from quiz.ui.render.terminal import ASCII, BLOCKS, Signs, fitting, lines
from tests.conftest import Program
from tests.ui.test_document import page_texts

TODAY = date(2026, 11, 24)
HOSTILE = '"><script>alert(1)</script>\x1b[2J<!--'


def some(title: str = "Colours") -> Statistics:
    banks, topics = figures([TopicCount("c", "Mixing", 8, 20, 15, []), TopicCount("c", title, 2, 4, 0, [])])
    return Statistics(
        banks=banks,
        topics=topics,
        rounds=(Played(1, 0, 10), Played(2, 5, 10), Played(3, 10, 10)),
        days={"2026-11-20": 10, "2026-11-24": 40},
        mastery={"c": (5, 4, 1)},
        recall=Accuracy("", 34, 40),
        chance=10.0,
        lasting=3,
        calibration=(Calibration("sure", 18, 20), Calibration("guess", 1, 4)),
        sizes={"c": 12},
        titles={"c": title},
    )


def page(width: int, found: Statistics, signs: Signs = BLOCKS) -> str:
    drawn = joined(lines(statistics_page(found, TODAY), usable(width), signs)).splitlines()
    return "\n".join(line.rstrip() for line in drawn)


def sentences(found: Statistics) -> list[str]:
    return texts(statistics_page(found, TODAY))


def as_html(found: Statistics) -> str:
    return html(statistics_page(found, TODAY), TITLE, TODAY)


def as_svg(found: Statistics) -> str:
    return svg(statistics_page(found, TODAY), TITLE, TODAY)


def test_a_page_at_80_columns() -> None:
    expected = """\
 Your progress
 ──────────────────────────────────────────────────────────────────────────────
 Right on three separate days: 3 of 10 facts that you were asked about.
 Of the facts that came back after 7 days or more, you remembered 80% (likely
 61% to 91%), not counting lucky guesses; 34 of 40 were right at the first try.

 Facts of the banks you have played
   new       ███                   2
   learning  ████████              5
   known     ███████               4
   mature    ██                    1

 Right at the first try
   Colours    ████████████          15 of 24 (62%)
     Mixing   ███████████████       15 of 20 (75%)
     Colours                        0 of 4

 The last rounds
   ▁▅█
   Your last 3 rounds, not counting practice: 0 of 10, 5 of 10, 10 of 10 right.

 Days played
        Oct Nov
   Mon  ········
   Tue  ·······█
   Wed  ·······
   Thu  ·······
   Fri  ······░
   Sat  ·······
   Sun  ·······
   Played on 2 days in the past year.

 How sure you were
   When you were sure, 18 of 20 right; when you guessed, 1 of 4 right."""

    assert expected == page(80, some())


def test_a_page_where_blocks_cannot_be_shown_is_ascii_but_for_its_rule() -> None:
    found = page(80, some(), ASCII).replace("─", "-")

    assert found.isascii()
    assert "   049\n" in found
    assert "   Tue  .......#\n" in found
    assert "   Fri  ......-\n" in found


@pytest.mark.parametrize(
    ("encoding", "terminal", "expected"),
    [("utf-8", "xterm-256color", BLOCKS), ("ascii", "xterm", ASCII), ("latin-1", "", ASCII), ("utf-8", "linux", ASCII)],
)
def test_signs_fit_the_terminal(encoding: str, terminal: str, expected: Signs) -> None:
    assert expected == fitting(encoding, terminal)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.integers(20, 120), st.text(st.sampled_from("aÄ語 -🎨"), min_size=1, max_size=40))
def test_nothing_is_cut_from_20_columns_up(width: int, title: str) -> None:
    found = page(width, some(title))

    assert max(map(text_width, found.splitlines())) <= width
    letters = re.sub(r"\s", "", found)
    assert re.sub(r"\s", "", title) in letters
    for text in ("15of24(62%)", "34of", "0of4", "Playedon2daysinthepastyear."):
        assert text in letters


def test_with_few_answers_nothing_is_claimed() -> None:
    few = some()._replace(recall=Accuracy("", 3, 4))

    assert (
        "Facts that came back after 7 days or more: 3 of 4 right at the first try. That is too few to say more."
        in sentences(few)
    )
    assert "  Colours: 2 facts seen, 0 of 4 right at the first try" in sentences(few)
    assert not re.search(r"0 of 4.*%", "\n".join(sentences(few)))


def test_who_has_not_played_sees_one_line() -> None:
    expected = "Nothing has been played yet. `quiz play` starts a round."

    assert [expected] == sentences(Statistics())
    assert f" {expected}" == page(80, Statistics())
    assert "Nothing has been played yet." in as_html(Statistics())
    assert ET.fromstring(as_svg(Statistics())) is not None


class _Tags(HTMLParser):
    """Checks that every element is closed, and collects the elements."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag != "meta":
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_endtag(self, tag: str) -> None:
        assert tag == self.open.pop()


@pytest.mark.parametrize("title", ["Colours", HOSTILE, "a&b <i> 'x' \"y\""])
def test_a_page_is_whole_and_needs_nothing_else(title: str) -> None:
    text = as_html(some(title))
    found = _Tags(text)

    assert [] == found.open
    assert 1 == found.tags.count("h1") == found.tags.count("title") - 2 == found.tags.count("main")
    assert 6 == found.tags.count("h2")
    assert not {"script", "i", "link", "img", "iframe", "a"} & set(found.tags)
    names = {name for name, _ in found.attributes}
    assert not {"src", "href"} & names
    assert not any(name.startswith("on") for name in names)
    assert "\x1b" not in text
    for sentence in page_texts(statistics_page(some(title), TODAY)):
        assert escape(clean(sentence.strip())) in text


def test_a_page_names_the_player_and_says_nothing_twice() -> None:
    text = html(statistics_page(some(), TODAY), TITLE, TODAY, "Ada <3")

    assert "<p>Ada &lt;3, 2026-11-24</p>" in text
    assert 1 == text.count("15 of 24 (62%)")
    assert "15 of 24 right" not in text
    assert 1 == text.count(">learning<")
    assert "5 learning" not in text


def test_a_picture_names_the_player() -> None:
    assert "<desc" in svg(statistics_page(some(), TODAY), TITLE, TODAY, "Ada")
    assert f">{TITLE}: Ada</text>" in svg(statistics_page(some(), TODAY), TITLE, TODAY, "Ada")


@pytest.mark.parametrize("title", ["Colours", HOSTILE])
def test_a_picture_is_well_formed_and_described(title: str) -> None:
    text = as_svg(some(title))
    root = ET.fromstring(text)
    space = "{http://www.w3.org/2000/svg}"

    assert f"{TITLE}: 2026-11-24" == root.findtext(f"{space}title")
    assert "34 of 40 were right at the first try" in (root.findtext(f"{space}desc") or "")
    assert set() == {element.tag for element in root.iter()} & {f"{space}script", f"{space}image", f"{space}a"}
    assert "\x1b" not in text
    height = float(root.attrib["height"])
    assert all(float(e.attrib["y"]) <= height for e in root.findall(f"{space}text"))


@pytest.mark.parametrize("option", ["--html", "--svg"])
def test_a_page_is_written_over_one_of_ours_alone(program: Program, option: str) -> None:
    path = program.folder / "page"
    assert (0, "Written: page\n", "") == program.run("stats", option, "page")
    first = path.read_bytes()
    path.write_bytes(first + b"<!-- older -->")
    assert 0 == program.run("stats", option, "page").code
    assert first == path.read_bytes()
    path.write_text("my own notes")

    done = program.run("stats", option, "page")
    assert (2, "") == (done.code, done.out)
    assert "quiz: `page` already exists and is not a page of this program\n  choose another name\n" == done.err
    assert "my own notes" == path.read_text()
    assert ["page"] == [entry.name for entry in program.folder.iterdir() if entry.name.startswith((".quiz", "page"))]


def test_a_page_is_never_written_through_a_link(program: Program) -> None:
    program.run("stats", "--html", "real")
    (program.folder / "link").symlink_to("real")

    assert 2 == program.run("stats", "--html", "link").code
    assert 74 == program.run("stats", "--html", "no/such/folder").code


def test_a_fact_that_is_recalled_after_a_week_makes_the_headline(program: Program) -> None:
    history = History.open(program.history_file, write=True)
    assert history is not None
    day = 86_400_000
    with closing(history):
        mine = history.of(Player("", "me"))
        for i in range(12):
            at = 1_700_000_000_000 + i * 8 * day
            row = RoundRow(f"r{i}", at, "learn", "1", 1, "{}")
            shown = Shown("", "?", tuple(ShownOption(id_, id_, id_ == "x") for id_ in "wxyz"))
            mine.save(
                row,
                Attempt(
                    f"a{i}",
                    row.id,
                    0,
                    "first",
                    "b",
                    "h",
                    "i",
                    "b/f",
                    "T",
                    "pick",
                    0,
                    shown,
                    ("x",),
                    False,
                    i > 2,
                    9,
                    at,
                ),
            )
    record = program.run("stats", "--json").json()

    expected = {"first_tries": 11, "right": 9, "accuracy": 0.8182, "low": 0.523, "high": 0.9486}
    assert {**expected, "guessing": 0.25, "remembered": 0.7576} == record["recall"]
    assert 1 == record["right_on_three_days"]
    assert {"new": 0, "learning": 0, "known": 0, "mature": 1} == record["facts"]
    told = program.run("stats").out.splitlines()
    assert "Right on three separate days: 1 of 1 fact that you were asked about." == told[0]
    assert told[1].endswith(
        "you remembered 76% (likely 36% to 93%), not counting lucky guesses; 9 of 11 were right at the first try."
    )
