"""Banks from strangers and the real program: they are refused in one line, and nothing is harmed."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

import quiz
from quiz.bank.limits import MAX_PROBLEMS

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs pipes, devices and the memory of children")

MOST_MEMORY = 150 * 1024 * 1024
MOST_LINES = 3  # what `quiz bank check` shows of one problem
MOST_SECONDS = 30  # seconds of the processor, where hundredths are needed: only against a run that never ends
GOOD = """\
id: good
tables:
  t:
    rows: {a: {name: Ann, born: 1950}, b: {name: Bea, born: 1960}, c: {name: Cid, born: 1970}}
    questions: {q: {ask: "When was {name} born?", answer: born}}
"""
#: Runs a command with at most 1 GiB of memory and a number of seconds; notes its peak memory.
MEASURE = """\
import resource, subprocess, sys
def limit():
    resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
    resource.setrlimit(resource.RLIMIT_CPU, (int(sys.argv[2]), int(sys.argv[2])))
code = subprocess.run(sys.argv[3:], preexec_fn=limit).returncode
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
with open(sys.argv[1], "w") as file:
    file.write(str(peak * (1 if sys.platform == "darwin" else 1024)))
sys.exit(code if code >= 0 else 128 - code)
"""


#: Controls (except the end of a line), bidirectional and zero-width signs, surrogates, tags.
HARMFUL = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\U000e0000-\U000e007f]"
)


class Done(NamedTuple):
    code: int
    out: str
    err: str
    peak: int


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a history of one answer."""
    folder = tmp_path_factory.mktemp("played")
    (folder / "good.yaml").write_text(GOOD, encoding="utf-8")
    done = run(folder, "play", "./good.yaml", "--plain", "--seed", "s", stdin=b"1\n")
    assert 0 == done.code
    assert (folder / "data" / "history.db").is_file()
    return folder


@pytest.fixture
def home(tmp_path: Path, played: Path) -> Path:
    """Return a new folder with that history."""
    shutil.copytree(played, tmp_path, dirs_exist_ok=True)
    return tmp_path


def run(home: Path, *args: str | bytes, stdin: bytes = b"", encoding: str = "utf-8") -> Done:
    env = os.environ | {
        "PYTHONPATH": str(Path(quiz.__file__).parent.parent),
        "PYTHONIOENCODING": encoding,
        "QUIZ_DATA_DIR": str(home / "data"),
        "QUIZ_BANK_DIR": str(home / "banks"),
    }
    peak = home / "peak"
    command = [sys.executable, "-c", MEASURE, str(peak), str(MOST_SECONDS), sys.executable, "-m", "quiz", *args]
    done = subprocess.run(command, check=False, cwd=home, env=env, input=stdin, capture_output=True)
    measured = int(peak.read_text())
    peak.unlink()
    return Done(done.returncode, done.stdout.decode(encoding), done.stderr.decode(encoding), measured)


def histories(home: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (home / "data").glob("history*")}


def assert_harmless(done: Done) -> None:
    shown = done.out + done.err
    assert "Traceback" not in shown
    assert [] == HARMFUL.findall(shown)
    assert done.peak < MOST_MEMORY


def refused(home: Path, name: str | bytes, place: str) -> str:
    """Play and check a bank that must be refused; return the reason that both commands give."""
    before = histories(home)
    played, checked = run(home, "play", name), run(home, "bank", "check", name)
    for done in (played, checked):
        assert_harmless(done)
        assert 65 == done.code
    assert "" == played.out
    (line,) = played.err.splitlines()
    first, *rest = checked.err.splitlines()
    assert len(rest) < MOST_LINES
    assert line.startswith(first.partition(" (")[0])
    assert before == histories(home)
    match = re.fullmatch(r"(.+):(\d+:\d+): error (B\d+: .+)", line)
    assert match is not None
    assert place == match[2]
    return match[3]


def cells(count: int, what: str) -> str:
    return "\n".join(f"      r{i}: {{{what.format(i=i)}}}" for i in range(count))


MERGE_BOMB = "a: &a {x: y}\nb: &b {<<: [*a, *a]}\nc: {<<: [*b, *b]}\n"
ALIAS_BOMB = "a: &a [x, x]\n" + "".join(
    f"{chr(98 + i)}: &{chr(98 + i)} [*{chr(97 + i)}, *{chr(97 + i)}]\n" for i in range(24)
)

#: name -> the bytes of a bank, where it is refused, and how the reason starts.
REFUSED: dict[str, tuple[bytes, str, str]] = {
    "25,000 brackets": (b"[" * 25_000, "1:17", "B005: nested more than 16 levels deep"),
    "a million brackets": (b"[" * 1_000_000, "1:17", "B005: nested more than 16 levels deep"),
    "a million braces": (b"{" * 1_000_000, "1:17", "B005: nested more than 16 levels deep"),
    "deep blocks": (
        "".join("\n" + " " * i + "a:" for i in range(17)).encode(),
        "18:17",
        "B005: nested more than 16 levels deep",
    ),
    "merge bomb": (MERGE_BOMB.encode(), "1:4", "B004: a text cannot start with `&`"),
    "merge": (b"a:\n  <<: {b: c}\n", "2:3", "B004: `<<` (a merge) is not used in banks"),
    "alias bomb": (ALIAS_BOMB.encode(), "1:4", "B004: a text cannot start with `&`"),
    "alias": (b"a: *b\n", "1:4", "B004: a text cannot start with `*`"),
    "over 2 MiB": (b"#" * (2 * 1024 * 1024 + 1), "1:1", "B005: the file is larger than 2 MiB"),
    "a text of 1 MiB": (b"title: " + b"x" * (1 << 20), "1:8", "B005: a text is longer than 8 KiB"),
    "a key of 1 MiB": (b"? " + b"x" * (1 << 20), "1:3", "B005: a text is longer than 8 KiB"),
    "python tag": (b"a: !!python/object/apply:os.system [id]\n", "1:4", "B004: a text cannot start with `!`"),
    "any tag": (b"a: !x b\n", "1:4", "B004: a text cannot start with `!`"),
    "plain tag": (b"a: !!str b\n", "1:4", "B004: a text cannot start with `!`"),
    "NUL": (b"id: a\x00b\n", "1:6", "B002: control character U+0000 in the text"),
    "ESC": (b"id: a\x1b]0;x\x07\n", "1:6", "B002: control character U+001B in the text"),
    "C1": ("id: a\x9bm\n".encode(), "1:6", "B002: control character U+009B in the text"),
    "lone surrogate": (b"id: \xed\xa0\x80\n", "1:5", "B002: byte 0xed is not UTF-8"),
    "escaped lone surrogate": (b'id: "\\ud800"\n', "1:5", "B003: a `\\u` escape is not a character"),
    "UTF-16, little end first": (
        "id: x\n".encode("utf-16-le").join([b"\xff\xfe", b""]),
        "1:1",
        "B002: the file is UTF-16",
    ),
    "UTF-16, big end first": (
        "id: x\n".encode("utf-16-be").join([b"\xfe\xff", b""]),
        "1:1",
        "B002: the file is UTF-16",
    ),
    "invalid UTF-8": (b"id: x\ntitle: Caf\xe9\n", "2:11", "B002: byte 0xe9 is not UTF-8"),
    "invalid UTF-8 after a byte order mark": (b"\xef\xbb\xbfid: x\xe9y\n", "1:6", "B002: byte 0xe9 is not UTF-8"),
    "empty": (b"", "1:1", "B006: the file is empty"),
    "only a byte order mark": (b"\xef\xbb\xbf", "1:1", "B006: the file is empty"),
    "two documents": (b"id: x\n---\nid: y\n", "2:1", "B006: a second document starts here"),
    "a tab": (b"tables:\n\tt: x\n", "2:1", "B003: the indentation has a tab"),
    "no YAML": (b"@home\n", "1:1", "B003: a text cannot start with `@`"),
    "no bank": (b"version: 3\n", "1:1", "B006: this is not a bank"),
    "a zip": (b"PK\x03\x04", "1:1", "B002: this is a document from Word, Excel or a similar program, not a plain text"),
}


@pytest.mark.parametrize(("data", "place", "reason"), REFUSED.values(), ids=REFUSED)
def test_a_file_that_is_no_bank_is_refused_in_one_line(home: Path, data: bytes, place: str, reason: str) -> None:
    (home / "bad.yaml").write_bytes(data)

    assert refused(home, "./bad.yaml", place).startswith(reason)


@pytest.mark.parametrize("line", ["a: b\n" + "-" * 2_000_000 + "\nc: d\n", "a: b\n" + "- " * 900_000 + "\nc: d\n"])
def test_a_long_line_before_a_mistake_is_refused(home: Path, line: str) -> None:
    (home / "bad.yaml").write_text(line, encoding="utf-8")
    before = histories(home)

    done = run(home, "play", "./bad.yaml")

    assert_harmless(done)
    assert 65 == done.code
    assert before == histories(home)


def test_a_sparse_file_of_10_gb_is_refused(home: Path) -> None:
    with (home / "bad.yaml").open("wb") as file:
        file.truncate(10 * 1024**3)

    assert refused(home, "./bad.yaml", "1:1").startswith("B005: the file is larger than 2 MiB")


def test_a_pipe_is_refused(home: Path) -> None:
    os.mkfifo(home / "bad.yaml")

    assert "B001: the file cannot be read: it is not a regular file" == refused(home, "./bad.yaml", "1:1")


def test_a_socket_is_refused(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(home)  # the path of a socket is short
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("bad.yaml")

        assert refused(home, "./bad.yaml", "1:1").startswith("B001: the file cannot be read: ")


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null", "/dev/urandom", "/dev/tty"])
def test_a_device_is_refused(home: Path, device: str) -> None:
    assert refused(home, device, "1:1").startswith("B001: the file cannot be read: ")


def test_a_link_loop_is_refused(home: Path) -> None:
    (home / "bad.yaml").symlink_to(home / "other.yaml")
    (home / "other.yaml").symlink_to(home / "bad.yaml")

    assert refused(home, "./bad.yaml", "1:1").startswith("B001: the file cannot be read: too many levels of symbolic")


def test_a_dangling_link_is_refused(home: Path) -> None:
    (home / "bad.yaml").symlink_to(home / "none.yaml")

    assert "B001: the file cannot be read: there is no such file" == refused(home, "./bad.yaml", "1:1")


def test_a_file_without_permission_is_refused(home: Path) -> None:
    (home / "bad.yaml").write_bytes(b"id: x\n")
    (home / "bad.yaml").chmod(0)
    if os.access(home / "bad.yaml", os.R_OK):
        pytest.skip("this user may read every file")

    assert "B001: the file cannot be read: permission denied" == refused(home, "./bad.yaml", "1:1")


def test_a_folder_named_like_a_bank_is_refused_or_searched(home: Path) -> None:
    (home / "bad.yaml").mkdir()

    for command in (("play",), ("bank", "check")):
        done = run(home, *command, "./bad.yaml")
        assert_harmless(done)
        assert (2, "quiz: there is no bank in `bad.yaml`\n  banks are files that end in .yaml\n") == (
            done.code,
            done.err,
        )


@pytest.mark.parametrize("name", ["a\x1b[31mb.yaml", "a\nb.yaml", "a\u202eb.yaml", "a\x9bb.yaml", "[b]:skull:.yaml"])
def test_a_file_name_is_shown_harmlessly(home: Path, name: str) -> None:
    (home / name).write_bytes(b"[")

    assert refused(home, f"./{name}", "1:2").startswith("B003: ")


def test_a_file_name_that_is_no_text_is_shown_harmlessly(home: Path) -> None:
    name = os.fsencode(home) + b"/a\xff.yaml"
    Path(os.fsdecode(name)).write_bytes(b"[")

    assert refused(home, name, "1:2").startswith("B003: ")


@pytest.mark.parametrize(
    "name", ["~nosuchuser/x.yaml", "x" * 5000 + ".yaml", "./" + "x/" * 2000, "./none.yaml", "-/x.yaml"]
)
def test_a_path_that_leads_nowhere_is_a_wrong_use(home: Path, name: str) -> None:
    done = run(home, "play", "--plain", "--", name)

    assert_harmless(done)
    assert 2 == done.code
    assert done.err.startswith("quiz: there is no bank or course")


# Banks that are text but have mistakes: all of them are reported, and a round never starts


def problems(home: Path, text: str) -> list[str]:
    """Play a bank with errors; return its lines without the file's name."""
    (home / "bad.yaml").write_text(text, encoding="utf-8")
    before = histories(home)
    done = run(home, "play", "./bad.yaml")
    assert_harmless(done)
    assert (65, "") == (done.code, done.out)
    assert before == histories(home)
    return [line.removeprefix("bad.yaml:") for line in done.err.splitlines()]


def test_a_duplicate_key_names_both_lines(home: Path) -> None:
    assert ["3:1: error B104: `id` is given twice, here and in line 1 (keep one of the two)"] == problems(
        home, "id: x\nquestions: {q: {ask: A, answer: a, wrong: [b, c]}}\nid: y\n"
    )


def test_a_bank_named_to_lead_out_of_a_folder(home: Path) -> None:
    (line,) = problems(home, "id: ../x\nquestions: {q: {ask: A, answer: a, wrong: [b, c]}}\n")

    assert line.startswith("1:5: error B106: `../x` cannot be the id of a bank")


@pytest.mark.parametrize("other", ["A", "a ", "\ta", "a\\n", "\\u0061"])
def test_options_that_are_equal_after_cleaning(home: Path, other: str) -> None:
    (line,) = problems(home, f'id: x\nquestions: {{q: {{ask: A, answer: a, wrong: ["{other}", c, d]}}}}\n')

    assert line.startswith("2:44: error B303: ")


def test_a_row_without_any_cell(home: Path) -> None:
    assert [] != problems(home, "id: x\ntables: {t: {rows: [{}]}}\n")


def test_thousands_of_mistakes_are_told_and_that_there_are_more(home: Path) -> None:
    good = "      first: {name: Ann}\n      second: {name: Bob}"
    text = f"id: x\ntables:\n  t:\n    rows:\n{good}\n{cells(20_000, 'nmae: Bea')}\n"

    *mistakes, last = problems(home, text)

    assert MAX_PROBLEMS == len(mistakes)
    assert "more than 5000 mistakes; the rest are not shown" in last


def test_many_mistakes_in_a_long_file_are_checked(home: Path) -> None:
    patterns = "\n".join(f'      q{i}: {{ask: "Who is {{nmae}}?", answer: born}}' for i in range(900))
    text = f"{GOOD.partition('    questions')[0]}    questions:\n{patterns}\n{'#' * 99}\n" + ("#" * 99 + "\n") * 15_000
    (home / "bad.yaml").write_text(text, encoding="utf-8")

    done = run(home, "bank", "check", "./bad.yaml")

    assert_harmless(done)
    assert 1 == done.code
    assert 900 == done.out.count(": error B204: ")


# Banks without mistakes that are meant to use up time or memory


def checked(home: Path, text: str, *command: str) -> Done:
    (home / "bad.yaml").write_text(text, encoding="utf-8")
    done = run(home, *(command or ("bank", "check")), "./bad.yaml")
    assert_harmless(done)
    return done


def test_lists_in_many_cells_do_not_multiply(home: Path) -> None:
    columns = [f"c{i}" for i in range(5)]
    cell = "[" + ", ".join(f"v{i}" for i in range(20)) + "]"
    text = f"""\
id: x
tables:
  t:
    columns: [name, {", ".join(columns)}]
    rows:
      a: [Ann, {", ".join([cell] * 5)}]
      b: [Bea, x, x, x, x, x]
      c: [Cid, y, y, y, y, y]
    questions:
      q: {{ask: "{" ".join(f"{{{column}}}" for column in columns)}?", answer: name}}
"""
    assert 0 == checked(home, text).code


@pytest.mark.parametrize("key", ["ask", "why", "answer"])
def test_placeholders_do_not_multiply_long_cells(home: Path, key: str) -> None:
    long = "{name}" * 1300
    keys = {"ask": "Who is {born}?", "answer": "name", "why": "x"} | {key: long}
    if key == "ask":
        keys["answer"] = "born"
    typed = ", ".join(f'{name}: "{text}"' for name, text in keys.items())
    rows = cells(100, 'name: "{i}' + "x" * 8000 + '", born: b{i}')
    text = f"id: x\ntables:\n  t:\n    rows:\n{rows}\n    questions:\n      q: {{{typed}}}\n"

    assert checked(home, text).code in (0, 1, 65)


def test_a_bank_at_the_limits_is_checked_and_played(home: Path) -> None:
    rows = "\n".join(f"      r{i}: [name {i}, {i}, town {i % 97}]" for i in range(10_000))
    patterns = """\
      q: {ask: "Where is {name}?", answer: town, why: "{name} is in {town}."}
      r: {ask: "Who is {born}?", answer: name, why: "{name} is."}
"""
    head = "id: x\nsource: s\ntables:\n  t:\n    columns: [name, born, town]\n"
    text = f"{head}    rows:\n{rows}\n    questions:\n{patterns}"

    assert "No problems. 1 bank, 10000 facts, 20000 questions.\n" == checked(home, text).out
    assert 0 == checked(home, text, "play", "--plain").code


def test_long_runs_of_spaces_are_checked(home: Path) -> None:
    rows = cells(200, 'name: "é{i}' + " " * 8000 + 'x", born: b{i}')
    text = f'id: x\ntables:\n  t:\n    rows:\n{rows}\n    questions:\n      q: {{ask: "{{name}}?", answer: born}}\n'

    assert 0 == checked(home, text).code


# What is shown is what was typed


TYPED = ["no", "12:30", "0777", "2024-01-01", "1.10", "~", "null", "1e3", "0x1F", "[/nope]", "list[int]", ":skull:"]


def test_options_are_shown_as_typed(home: Path) -> None:
    quoted = [json.dumps(text) if text.startswith(("[", ":")) or "[" in text else text for text in TYPED]
    (home / "typed.yaml").write_text(
        f"id: x\nquestions:\n  q: {{ask: A, answer: [{', '.join(quoted)}], choose: all, wrong: [b]}}\n",
        encoding="utf-8",
    )
    done = run(home, "bank", "preview", "./typed.yaml")

    assert_harmless(done)
    assert sorted(["b", *TYPED]) == sorted(line[6:] for line in done.out.splitlines() if line.startswith("    "))


def test_hidden_characters_in_every_text_are_shown_by_name(home: Path) -> None:
    bad = "\\e]0;x\\a\\r\\b\\x9b\\u202e\\u200b\\U000e0041"
    text = f"""\
id: x
title: "T{bad}"
topic: "T{bad}"
source: "S{bad}"
tables:
  t:
    rows:
      a: {{name: "A{bad}", born: "1{bad}"}}
      b: {{name: "B{bad}", born: "2{bad}"}}
      c: {{name: "C{bad}", born: "3{bad}"}}
    decoys: {{name: ["D{bad}"]}}
    questions:
      q: {{ask: "Q{bad}{{name}}", answer: born, why: "W{bad}", hint: "H{bad}"}}
questions:
  r: {{ask: "Q{bad}", answer: "a{bad}", wrong: ["b{bad}", {{text: "c{bad}", why: "w{bad}"}}]}}
"""
    (home / "bad.yaml").write_text(text, encoding="utf-8")

    preview, check, play = ("bank", "preview"), ("bank", "check"), ("play", "--plain", "--seed", "s")
    for args, encoding in ((preview, "utf-8"), (check, "utf-8"), (play, "utf-8"), (play, "latin-1"), (check, "ascii")):
        done = run(home, *args, "./bad.yaml", stdin=b"1\n2\n1\n1\n", encoding=encoding)
        assert_harmless(done)
        assert 0 == done.code
        assert "<U+001B>]0;x<U+0007>" in done.out
