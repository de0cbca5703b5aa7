"""Banks that try to control the terminal: only our own escapes arrive, and theirs are shown by name."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Program
    from tests.terminal.conftest import Start

#: Name -> how it is written in YAML, and how it must be shown.
PAYLOADS: dict[str, tuple[str, str]] = {
    "ESC": (r"x\e[31;47mx\e[13;37Hx\e[?1049hx\e[2Jx\x1bcx", "x<U+001B>[31;47mx<U+001B>[13;37Hx"),
    "OSC": (
        r"x\e]0;pwned\ax\e]52;c;cHduZWQ=\ax\e]8;;http://evil.example\e\\x\e]8;;\e\\x",
        "x<U+001B>]0;pwned<U+0007>x<U+001B>]52;c;cHduZWQ=<U+0007>x<U+001B>]8;;http://evil.example<U+001B>\\x",
    ),
    "C1": (r"x\x9b31;47mx\x9d0;pwned\x9cx\x90x\x84", "x<U+009B>31;47mx<U+009D>0;pwned<U+009C>x<U+0090>x<U+0084>"),
    "BEL, BS, DEL": (
        r"x\x07\x07x\b\b\bx\x7fx\x0ex\x05x",
        "x<U+0007><U+0007>x<U+0008><U+0008><U+0008>x<U+007F>x<U+000E>",
    ),
    "CR and newline": (r"x1\rx2\nx3\r\nx4\x0bx5\u2028x6\tx7", "x1 x2 x3 x4 x5 x6 x7"),
    "bidi": (r"x\u202ex\u2066x\u2069x\u200fx\u061cx", "x<U+202E>x<U+2066>x<U+2069>x<U+200F>x<U+061C>x"),
    "zero width": (r"x\u200bx\u2060x\ufeffx\u00adx\u200dx", "x<U+200B>x<U+2060>x<U+FEFF>x<U+00AD>x<U+200D>x"),
    "tags": (r"x\U000E0041x\U000E007Fx", "x<U+E0041>x<U+E007F>x"),
    "markup": (
        r"[/nope][bold]x[/bold] list[int] :skull: <b>x</b> &amp; {{ %s",
        "[/nope][bold]x[/bold] list[int] :skull: <b>x</b>",
    ),
}
MARKS = r"\u0301\u0308\u0327" * 100

#: The escapes that we and the prompt library write: styles, moves, erasing, modes of the terminal.
OURS = re.compile(
    r"\x1b\[(?:(?:0|1|2|0;1|1;31|1;32)?m|\d*[ABCD]|[HJK]|\?(?:1|7|12|25|2004)[hl])",
)
HARMFUL = re.compile(
    "[\x00-\x07\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e0fff]"
)
#: More marks on a letter than are shown. The prompt library writes the last one of a row twice.
TOWER = re.compile("[\u0300-\u036f]{8}")


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def bank(payload: str) -> str:
    """Return a bank with a text in every field that takes one. The options differ in one letter."""
    return f"""\
id: hostile
cards: false
title: "title {payload}: T {payload}"
as_of: "date {payload}"
source: "source {payload}"
tables:
  things:
    topic: "topic {payload}"
    source: "table {payload}"
    rows:
      a: {{name: "name a {payload}", kind: "kind a {payload}"}}
      b: {{name: "name b {payload}", kind: "kind b {payload}"}}
      c: {{name: "name c {payload}", kind: "kind c {payload}"}}
    decoys:
      name: ["decoy {payload}"]
    questions:
      what: {{ask: "ask {payload} {{kind}}?", answer: name, why: "why {{name}} {payload}", hint: "hint {payload}"}}
questions:
  written:
    topic: "other {payload}"
    ask: "written {payload}?"
    answer: "answer {payload}"
    wrong: [{{text: "wrong 1 {payload}", why: "since {payload}"}}, "wrong 2 {payload}"]
    pinned: ["none {payload}"]
    why: "because {payload}"
    hint: "think {payload}"
    source: "book {payload}"
"""


def harm(raw: bytes, *, drawn: bool) -> list[str]:
    """Return what in an output could harm a terminal or its reader. Drawn screens may also move the cursor back."""
    text = OURS.sub("", raw.decode())
    lines = [] if drawn else re.findall("\x08|\r(?!\n)|\x1b", text)
    return HARMFUL.findall(text) + TOWER.findall(text) + lines


def hostile(program: Program, *payloads: str) -> None:
    program.bank("hostile", bank(" ".join(payloads)))


def every() -> list[str]:
    return [*(payload for payload, _ in PAYLOADS.values()), f"e{MARKS}"]


payloads = pytest.mark.parametrize(
    ("payload", "shown"), [*PAYLOADS.values(), (f"e{MARKS}", "")], ids=[*PAYLOADS, "combining marks"]
)


@payloads
def test_a_question_with_its_hint_and_feedback(program: Program, start: Start, payload: str, shown: str) -> None:
    hostile(program, payload)
    terminal = start("play", "hostile", size=(80, 60))
    terminal.question(1)
    title_topic_and_options = 6
    assert terminal.readable().count(squeezed(shown)) >= title_topic_and_options
    terminal.press("h")
    terminal.until(lambda: terminal.reads(f"Hint: hint {shown}") or terminal.reads(f"Hint: think {shown}"), "the hint")
    terminal.listening()
    terminal.press("1")
    terminal.feedback()
    terminal.press("q")

    assert 0 == terminal.end()
    assert [] == harm(terminal.raw, drawn=True)


def test_a_whole_round_with_its_end(program: Program, start: Start) -> None:
    hostile(program, *every())
    terminal = start("play", "hostile", "--mode", "test", "--questions", "4")
    for number in (1, 2, 3, 4):
        terminal.question(number)
        terminal.press("1")
    terminal.read("of 4 right at the first try", "practise what you missed", "another round")
    terminal.listening()
    terminal.press("q")

    assert 0 == terminal.end()
    assert [] == harm(terminal.raw, drawn=True)


def test_a_round_in_lines(program: Program, start: Start) -> None:
    hostile(program, *every())
    terminal = start("play", "hostile", "--plain")
    terminal.until(lambda: terminal.raw.count(b"Your answer, 1 to ") == 1, "a prompt")
    terminal.press("h\r", "1\r")
    terminal.until(lambda: terminal.raw.count(b"Your answer, 1 to ") == 3, "a prompt")
    terminal.press("q\r")

    assert 0 == terminal.end()
    assert [] == harm(terminal.raw, drawn=False)


def test_the_menu(program: Program, start: Start) -> None:
    hostile(program, *every())
    terminal = start(size=(80, 60))
    terminal.read("Play: title", "Quit")
    terminal.listening()
    assert terminal.reads("x<U+001B>]0;pwned<U+0007>")
    terminal.press("q")

    assert 0 == terminal.end()
    assert [] == harm(terminal.raw, drawn=True)


COMMANDS = [["bank", "preview", "hostile"], ["bank", "check", "hostile"], ["banks"], ["history"], ["stats"]]
DATA = [["bank", "preview", "hostile", "--json"], ["banks", "--json"], ["history", "--json"], ["stats", "--json"]]


@pytest.mark.parametrize("args", [*COMMANDS, *DATA], ids=" ".join)
def test_what_a_command_says(program: Program, start: Start, args: list[str]) -> None:
    hostile(program, *every())
    program.run("play", "hostile", "--mode", "test", "--questions", "4", typed="1\n1\n1\n1\n")
    terminal = start(*args, env={"PAGER": "cat"})

    assert 0 == terminal.end()
    assert len(terminal.raw) > 20
    assert [] == harm(terminal.raw, drawn=False)


def test_a_round_that_was_played(program: Program, start: Start) -> None:
    hostile(program, *every())
    program.run("play", "hostile", "--mode", "test", "--questions", "4", typed="1\n1\n1\n1\n")
    terminal = start("history", program.rounds()[0].id, env={"PAGER": ""})

    assert 0 == terminal.end()
    assert [] == harm(terminal.raw, drawn=False)
    for _, shown in PAYLOADS.values():
        assert terminal.reads(shown)


RAW = {
    "ESC": b'id: x\ntitle: "\x1b]0;pwned\x07\x1b[31;47m"\n',
    "C1": 'id: x\ntitle: "\x9b31;47m"\n'.encode(),
    "bidi": "id: x\nbad \u202e key: x\u200b\n".encode(),
    "unknown key": b'id: x\n"\\e]0;pwned\\a": "\\e[31;47m"\ntables: {"\\e[2J": {rows: {"\\a": {x: "\\b"}}}}\n',
    "id": b'id: "\\e]0;pwned\\a"\nquestions: "\\e[31;47m"\n',
    "column": b'id: x\ntables: {t: {rows: {a: {n: 1}, b: {n: 2}}, questions: {q: {ask: "{\\e[2J}", answer: "\\a"}}}}\n',
}


@pytest.mark.parametrize("command", ["bank check", "play", "bank preview"])
@pytest.mark.parametrize("data", RAW.values(), ids=RAW)
def test_what_is_said_about_mistakes(program: Program, start: Start, data: bytes, command: str) -> None:
    path = program.banks / "bad.yaml"
    path.write_bytes(data)
    terminal = start(*command.split(), "bad")

    assert terminal.end() in (1, 65)
    assert terminal.reads("bad.yaml:")
    assert [] == harm(terminal.raw, drawn=False)


# Names of files


NAMES = {
    "ESC": (b"ev\x1b[31;47mil\x1b]0;pwned\x07", "ev<U+001B>[31;47mil<U+001B>]0;pwned<U+0007>"),
    "newline": (b"ev\nquiz: all is fine\ril", "ev quiz: all is fine il"),
    "bidi": ("ev\u202eil\u200b".encode(), "ev<U+202E>il<U+200B>"),
    "no text": (b"ev\xff\xfeil", "ev<U+DCFF><U+DCFE>il"),
}
GOOD = b"questions:\n  - {ask: 'Which?', answer: a, wrong: [b, c, d]}\n"


def named(program: Program, name: bytes, data: bytes) -> Path:
    """Write a bank with this name into a course with this name."""
    path = program.banks / os.fsdecode(name) / (os.fsdecode(name) + ".yaml")
    path.parent.mkdir()
    path.write_bytes(data)
    return path


names = pytest.mark.parametrize(("name", "shown"), NAMES.values(), ids=NAMES)


@names
@pytest.mark.parametrize("command", ["bank check", "bank preview"])
def test_a_file_name_in_a_command(program: Program, start: Start, name: bytes, shown: str, command: str) -> None:
    path = named(program, name, GOOD if command == "bank preview" else b"questions: {x: {ask: y}}\n")
    terminal = start(*command.split(), str(path))

    assert terminal.end() in (0, 1)
    assert [] == harm(terminal.raw, drawn=False)
    assert terminal.reads(shown) or command == "bank preview"


@names
def test_a_file_name_in_a_list(program: Program, start: Start, name: bytes, shown: str) -> None:
    named(program, name, GOOD)
    named(program, name + b"2", b"questions: {x: {ask: y}}\n")
    terminal = start("banks", env={"PAGER": ""})

    assert 0 == terminal.end()
    assert [] == harm(terminal.raw, drawn=False)
    assert terminal.reads(shown)


@names
def test_a_file_name_in_a_round_and_in_the_menu(program: Program, start: Start, name: bytes, shown: str) -> None:
    path = named(program, name, GOOD)
    terminal = start("play", str(path))
    if shown != NAMES["no text"][1]:
        terminal.question(1)
        terminal.press("q")
        assert 0 == terminal.end()
    else:  # the history could not keep it
        assert 2 == terminal.end()
        assert terminal.reads("is not UTF-8")
    menu = start(size=(80, 60))
    menu.read("Quit")
    menu.listening()
    assert menu.reads("ev")
    menu.press("q")

    assert 0 == menu.end()
    assert [] == harm(terminal.raw, drawn=True) + harm(menu.raw, drawn=True)


@names
def test_a_name_that_is_not_found(program: Program, start: Start, name: bytes, shown: str) -> None:
    terminal = start("play", os.fsdecode(name))

    assert 2 == terminal.end()
    assert [] == harm(terminal.raw, drawn=False)
    assert terminal.reads(shown)


@names
def test_a_folder_of_the_history(program: Program, start: Start, name: bytes, shown: str) -> None:
    folder = program.folder / os.fsdecode(name)
    folder.mkdir()
    (folder / "history.db").write_bytes(b"no database")
    terminal = start("history", env={"QUIZ_DATA_DIR": str(folder)})

    assert 74 == terminal.end()
    assert [] == harm(terminal.raw, drawn=False)
    assert terminal.reads(shown)


@pytest.mark.parametrize(
    "args",
    [
        ["play", "colors", "--topic"],
        ["history"],
        ["play", "colors", "--mode"],
        ["bank"],
        ["bank", "check"],
        ["--colour"],
    ],
    ids=" ".join,
)
def test_an_argument(colors: Program, start: Start, args: list[str]) -> None:
    terminal = start(*args, "x\x1b]0;pwned\x07\x1b[31;47m\u202ex")

    assert 2 == terminal.end()
    assert [] == harm(terminal.raw, drawn=False)
