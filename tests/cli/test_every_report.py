"""A report is described once: its document, rows and record reach every output in full."""

from __future__ import annotations

import csv
import io
import json
import os
from contextlib import closing
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest

from quiz import clock
from quiz.app.class_results import ClassWanted
from quiz.app.reports import REPORTS, Output, report, show_report
from quiz.app.review import exam_facts
from quiz.history.log import History
from quiz.history.players import Exam, only_player, set_aside
from quiz.term.lines import joined, text_width
from quiz.ui.document import Alternative
from quiz.ui.render.plain import texts
from quiz.ui.render.svg import safe
from quiz.ui.render.terminal import lines
from tests.classroom.handing import class_folder
from tests.ui.test_document import page_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.conftest import Program

Played = tuple[History, "Program"]

#: Report -> what its `collect` takes of a player's history.
ABOUT: dict[str, Callable[[History], tuple[object, ...]]] = {
    **dict.fromkeys(
        ("statistics", "facts", "confusions", "calibration", "regrade", "history", "flags", "players", "aside"),
        lambda history: (history,),
    ),
    "round": lambda history: (history, history.rounds()[0].id),
    "banks": lambda _history: ("",),
    "find": lambda history: (history, ["red"], ()),
    "class": lambda _history: (ClassWanted([str(class_folder(Path(os.environ["QUIZ_DATA_DIR"])))]),),
    "exam": lambda history: (history, exam(), exam_facts(exam()), clock.today()),
}


def exam() -> Exam:
    return Exam((clock.today() + timedelta(9)).isoformat(), ("colors",), 5)


@pytest.fixture
def played(colors: Program, monkeypatch: pytest.MonkeyPatch) -> Iterator[Played]:
    """Return the history after three rounds, with the same wrong answers in two and a flag in one, and the program."""
    for _ in range(2):
        colors.run("play", "colors", "--questions", "3", "--seed", "7", "--mode", "test", typed="1\n2\n1\n")
    colors.run("play", "colors", "--topic", "Mixing", "--seed", "4", typed="1\n!a note\n2\n3\n4\n1\n2\n3\nq\n")
    for name, value in colors.env().items():
        if name.startswith("QUIZ_"):
            monkeypatch.setenv(name, value)
    found = History.open(colors.history_file, write=True)
    assert found is not None
    with closing(found):
        player = only_player(found)
        assert player is not None
        mine = found.of(player)
        set_aside(mine, [mine.attempts(mine.rounds()[0].id)[0].fact], clock.now_ms())
        yield mine, colors


def put_out(name: str, played: Played, capsys: pytest.CaptureFixture[str], **output: Any) -> str:
    show_report(name, Output(**output), *ABOUT[name](played[0]))
    return capsys.readouterr().out


def test_every_report_is_tried() -> None:
    assert REPORTS.keys() == ABOUT.keys()


@pytest.mark.parametrize("name", REPORTS)
def test_the_module_of_a_report_ends_in_it(name: str) -> None:
    assert report(name) is import_module(REPORTS[name]).REPORT
    assert report(name).title


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_comes_in_every_output(name: str, played: Played, capsys: pytest.CaptureFixture[str]) -> None:
    one = report(name)
    data = one.collect(*ABOUT[name](played[0]))
    document = one.document(data, clock.today())
    plain = put_out(name, played, capsys, plain=True)

    assert plain.splitlines() == texts(document)
    assert plain.strip()
    assert max(map(text_width, joined(lines(document, 40)).splitlines())) <= 40
    record = json.loads(put_out(name, played, capsys, json=True))
    assert record
    assert all(one["version"] == 1 for one in (record if isinstance(record, list) else [record]))
    head, *rows = csv.reader(io.StringIO(put_out(name, played, capsys, csv=True), newline=""))
    assert (head, len(set(head))) == (list(one.columns), len(head))
    assert {len(row) for row in rows} == {len(head)}
    for output in ("html", "svg"):
        path = played[1].folder / f"page.{output}"
        assert put_out(name, played, capsys, **{output: path}) == f"Written: {path}\n"
        page = path.read_text()
        shown = tuple(element for element in document if not isinstance(element, Alternative) or element.shown)
        assert [text for text in page_texts(shown) if output == "html" and safe(text) not in page] == []
        if output == "svg":
            ET.fromstring(page)
