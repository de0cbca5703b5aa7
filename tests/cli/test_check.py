# ruff: noqa: E501 # transcripts are whole lines
from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import quiz

if TYPE_CHECKING:
    from tests.conftest import Program

GOOD = """\
id: planets
title: Planets
source: An atlas
tables:
  planets:
    rows:
      mercury: {name: Mercury, order: 1}
      venus: {name: Venus, order: 2}
      earth: {name: Earth, order: 3}
      mars: {name: Mars, order: 4}
    questions:
      which: {ask: "Which planet is number {order}?", answer: name, why: "{name} is."}
"""


def run(folder: Path, *args: str) -> tuple[int, str, str]:
    """Run the program in a folder; return its exit code, standard output and standard error."""
    env = os.environ | {
        "PYTHONPATH": str(Path(quiz.__file__).parent.parent),
        "PYTHONUTF8": "1",
        "QUIZ_DATA_DIR": str(folder / "data"),
        "QUIZ_BANK_DIR": str(folder / "banks"),
    }
    done = subprocess.run(
        [sys.executable, "-m", "quiz", *args],
        check=False,
        cwd=folder,
        env=env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def checked(folder: Path, text: str, *options: str) -> tuple[int, str, str]:
    (folder / "bank.yaml").write_text(text, encoding="utf-8")
    return run(folder, "bank", "check", "bank.yaml", *options)


def test_a_bank_without_problems(tmp_path: Path) -> None:
    assert (0, "No problems. 1 bank, 4 facts, 4 questions.\n", "") == checked(tmp_path, GOOD)


def test_every_problem_is_shown_with_its_line_and_what_to_do(tmp_path: Path) -> None:
    text = """\
titel: Planets
tables:
  planets:
    rows:
      mercury: {name: Mercury, order: 1}
      venus: {name: Venus, ordr: 2}
      earth: {name: Earth}
      mercury: {name: Mars, order: 4}
    decoys: {nmae: [Pluto], name: [mercury]}
    questions:
      which: {ask: "Which planet is number {ordre}?", answer: name}
      far: {ask: "Which is far?", answer: name, where: {name: Mercurry}}
      biggest: {ask: "Which is the biggest?", answer: name, most: order, least: order}
questions:
  moons:
    ask: Which planet has no moon?
    answer: Venus
    wrong: [Mars, venus]
"""
    expected = """\
bank.yaml:1:1: note B107: the bank has no id; its file name gives `bank`
    1 | titel: Planets
      | ^ add `id:` to keep the history when the file is renamed
bank.yaml:1:1: error B101: a bank has no key `titel`
    1 | titel: Planets
      | ^^^^^ did you mean `title`?
bank.yaml:6:28: error B202: the row `venus` has `ordr`, which is not a column
    6 |       venus: {name: Venus, ordr: 2}
      |                            ^^^^ did you mean `order`?
bank.yaml:7:7: error B201: the row `earth` has no `order`
    7 |       earth: {name: Earth}
      |       ^^^^^ add `order: ...`, or `order: []` if it has none
bank.yaml:8:7: error B104: `mercury` is given twice, here and in line 5
    8 |       mercury: {name: Mars, order: 4}
      |       ^^^^^^^ give one of them another name, such as `mercury-2`, or delete it
bank.yaml:9:14: error B203: `nmae` is not a column of `planets`
    9 |     decoys: {nmae: [Pluto], name: [mercury]}
      |              ^^^^ did you mean `name`?
bank.yaml:9:36: error B302: the decoy `mercury` is true for the row `mercury`
    9 |     decoys: {nmae: [Pluto], name: [mercury]}
      |                                    ^^^^^^^ delete it: a decoy must be wrong for every row; if capitals \
matter, write `exact: [name]` in the table
bank.yaml:11:44: error B204: `{ordre}` is not a column of `planets`
   11 |       which: {ask: "Which planet is number {ordre}?", answer: name}
      |                                            ^^^^^^^ did you mean `{order}`?
bank.yaml:12:63: error B207: no row has `Mercurry` as `name`
   12 |       far: {ask: "Which is far?", answer: name, where: {name: Mercurry}}
      |                                                               ^^^^^^^^ did you mean `Mercury`?
bank.yaml:13:74: error B206: `least` cannot be combined with `most`
   13 |       biggest: {ask: "Which is the biggest?", answer: name, most: order, least: order}
      |                                                                          ^^^^^ delete one of the two
bank.yaml:18:19: error B303: `venus` says the same as the option in line 17
   18 |     wrong: [Mars, venus]
      |                   ^^^^^ change or delete one; if capitals matter, write `exact: true`
10 errors, 1 note. 1 bank, 0 facts, 0 questions.
"""
    assert (1, expected, "") == checked(tmp_path, text)


def test_a_pattern_that_makes_no_question_is_an_error(tmp_path: Path) -> None:
    some = '      some: {ask: "Which is NOT number {order}?", answer: name, except: true, why: "{name}."}\n'
    text = GOOD.replace("order: 4", "order: 3") + some + '      lonely: {ask: "Which?", answer: name}\n'
    expected = """\
bank.yaml:13:7: warning G301: `some` makes no question for `mercury` and 1 more: fewer than 2 rows belong
   13 |       some: {ask: "Which is NOT number {order}?", answer: name, except: true, why: "{name}."}
      |       ^^^^^
bank.yaml:14:7: warning F110: `lonely` shows nothing from its row, so every row's answer is right
   14 |       lonely: {ask: "Which?", answer: name}
      |       ^^^^^^ name a column in braces, such as `{order}`
bank.yaml:14:7: error G302: `lonely` makes no question: it shows nothing from its row, so every row's answer is right
   14 |       lonely: {ask: "Which?", answer: name}
      |       ^^^^^^ name a column in braces, such as `{order}`
1 error, 2 warnings. 1 bank, 4 facts, 6 questions.
"""
    code, out, err = checked(tmp_path, text)

    assert (1, "") == (code, err)
    assert [line.rstrip() for line in expected.splitlines()] == [line.rstrip() for line in strip_help(out).splitlines()]


def strip_help(text: str) -> str:
    """Leave out what G301 says at its carets, which depends on what is missing."""
    lines = text.split("\n")
    for i, line in enumerate(lines):
        if "G301" in line:
            lines[i + 2] = lines[i + 2].partition("^ ")[0].rstrip("^") + "^^^^^"
    return "\n".join(lines)


def test_a_file_that_is_no_bank(tmp_path: Path) -> None:
    expected = """\
bank.yaml:2:8: error B004: a text cannot start with `*`
    2 | title: *star
      |        ^ put the text in quotes; if it is an alias, write out what it stands for
"""
    assert (65, "1 error. 1 bank, 0 facts, 0 questions.\n", expected) == checked(tmp_path, "id: x\ntitle: *star\n")


def test_an_empty_file(tmp_path: Path) -> None:
    expected = "bank.yaml:1:1: error B006: the file is empty (write `title:` and `tables:`)\n"

    assert (65, "1 error. 1 bank, 0 facts, 0 questions.\n", expected) == checked(tmp_path, "")


def test_the_caret_stands_below_wide_characters(tmp_path: Path) -> None:
    text = GOOD + '      wide: {ask: "日本語 é {ordre}", answer: name}\n'
    expected = """\
bank.yaml:13:26: error B204: `{ordre}` is not a column of `planets`
   13 |       wide: {ask: "日本語 é {ordre}", answer: name}
      |                             ^^^^^^^ did you mean `{order}`?
1 error. 1 bank, 0 facts, 0 questions.
"""
    assert (1, expected, "") == checked(tmp_path, text)


def test_the_caret_is_as_wide_as_the_text_below_it(tmp_path: Path) -> None:
    text = GOOD.replace("title: Planets", "日本: x")
    expected = """\
bank.yaml:2:1: error B101: a bank has no key `日本`
    2 | 日本: x
      | ^^^^ a bank takes `format`, `id`, `title`, `language`, `as_of`, `topic`, `source`, `passages`, `tables`, `questions`, `cards`, `allow`
1 error. 1 bank, 0 facts, 0 questions.
"""
    assert (1, expected, "") == checked(tmp_path, text)


def test_the_caret_covers_a_quoted_text(tmp_path: Path) -> None:
    text = GOOD + "      far: {ask: Which, answer: name, where: {name: 'Pluto'}}\n"
    expected = """\
bank.yaml:13:53: error B207: no row has `Pluto` as `name`
   13 |       far: {ask: Which, answer: name, where: {name: 'Pluto'}}
      |                                                     ^^^^^ use a value that a row has
1 error. 1 bank, 0 facts, 0 questions.
"""
    assert (1, expected, "") == checked(tmp_path, text)


def test_hidden_characters_are_shown_by_name(tmp_path: Path) -> None:
    expected = """\
bank.yaml:2:8: warning B108: hidden characters: `Plan<U+202E>ets`
    2 | title: Plan<U+202E>ets
      |        ^^^^^^^^^^^^^^^ delete them
1 warning. 1 bank, 4 facts, 4 questions.
"""
    assert (0, expected, "") == checked(tmp_path, GOOD.replace("Planets", "Plan\u202eets"))


def test_of_a_long_line_what_is_around_the_place_is_shown(tmp_path: Path) -> None:
    before, after = "a" * 100, "b" * 200
    text = GOOD.replace("name: Mars, order: 4", f"name: {before}, ordre: {after}")
    expected = f"""\
bank.yaml:10:122: error B202: the row `mars` has `ordre`, which is not a column
   10 | …{"a" * 35}, ordre: {"b" * 114}…
      | {" " * 38}^^^^^ did you mean `order`?
1 error. 1 bank, 0 facts, 0 questions.
"""
    assert (1, expected, "") == checked(tmp_path, text)


def test_of_a_long_text_with_a_mistake_its_beginning_is_shown(tmp_path: Path) -> None:
    done = checked(tmp_path, GOOD.replace("title: Planets", f"title: Plan\u202eets {'a' * 200} # of the sun"))
    line, caret = done[1].splitlines()[1:3]

    assert f"    2 | title: Plan<U+202E>ets {'a' * 63}… # of the sun" == line
    assert f"      |        {'^' * 80} delete them" == caret


def test_several_banks_in_a_folder(tmp_path: Path) -> None:
    course = tmp_path / "course"
    course.mkdir()
    (course / "b.yaml").write_text(GOOD.replace("title:", "titel:"), encoding="utf-8")
    (course / "a.yaml").write_text(GOOD, encoding="utf-8")
    (course / "c.yml").write_text("[", encoding="utf-8")
    out = """\
{b}:2:1: error B101: a bank has no key `titel`
    2 | titel: Planets
      | ^^^^^ did you mean `title`?
2 errors. 3 banks, 4 facts, 4 questions.
""".format(b=Path("course/b.yaml"))
    code, found_out, err = run(tmp_path, "bank", "check", "./course")

    assert (65, out) == (code, found_out)
    assert f"{Path('course/c.yml')}:1:2: error B003:" in err


def test_json_holds_the_same_problems(tmp_path: Path) -> None:
    code, out, err = checked(tmp_path, GOOD.replace("title:", "titel:"), "--json")

    expected = [
        {
            "version": 1,
            "file": "bank.yaml",
            "line": 2,
            "column": 1,
            "severity": "error",
            "code": "B101",
            "message": "a bank has no key `titel`",
            "help": "did you mean `title`?",
        }
    ]
    assert (1, "") == (code, err)
    assert expected == json.loads(out)


def test_json_of_a_good_bank_is_an_empty_list(tmp_path: Path) -> None:
    assert (0, "[]\n", "") == checked(tmp_path, GOOD, "--json")


@pytest.mark.parametrize("command", [("bank", "check"), ("bank", "preview"), ("play",)])
def test_a_bank_that_is_not_there(tmp_path: Path, command: tuple[str, ...]) -> None:
    code, out, err = run(tmp_path, *command, "nosuchbank")

    assert (2, "", "quiz: there is no bank or course `nosuchbank`\n  `quiz banks` lists all banks and courses\n") == (
        code,
        out,
        err,
    )


def test_play_tells_every_error_in_one_line_each(tmp_path: Path) -> None:
    text = "id: x y\ntitel: X\nquestions:\n  q: {ask: A, answer: a, wrong: [a, b]}\n"
    (tmp_path / "bank.yaml").write_text(text, encoding="utf-8")
    expected = """\
bank.yaml:1:5: error B106: `x y` cannot be the id of a bank: use letters, digits, `-` and `_` (for example `x-y`)
bank.yaml:2:1: error B101: a bank has no key `titel` (did you mean `title`?)
bank.yaml:4:34: error B303: `a` says the same as the option in line 4 (change or delete one)
"""
    assert (65, "", expected) == run(tmp_path, "play", "bank.yaml")


def test_the_banks_that_ship_have_no_problems(tmp_path: Path) -> None:
    from quiz.library.files import shipped_banks

    folders = [str(folder) for folder in sorted(shipped_banks().iterdir()) if folder.is_dir()]
    code, out, err = run(tmp_path, "bank", "check", *folders)

    assert (0, "") == (code, err)
    assert out.startswith("No problems. ")


def test_a_link_to_itself_among_the_banks_is_a_bank_that_cannot_be_read(colors: Program) -> None:
    colors.play("colors", "--seed", "7")
    (colors.banks / "loop.yaml").symlink_to("loop.yaml")
    bank = colors.banks / "colors.yaml"
    bank.write_text(bank.read_text(encoding="utf-8").replace("id: colors", "id: renamed"), encoding="utf-8")
    done = colors.run("bank", "check", str(colors.banks))

    assert 65 == done.code
    assert "loop.yaml:1:1: error B001: the file cannot be read: too many levels of symbolic links" in done.err
