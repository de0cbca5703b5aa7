"""Questions with paragraphs and code, through pipes: asked, explained, previewed, and shown again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Program

LOOP = ["for i in range(3):", "    if i % 2 == 0:", '        print(i, {0: [0]},  "<b>")']
RIGHT = ['0 {0: [0]}  "<b>"', "  2"]
BANK = """\
id: code
source: none
questions:
  loop:
    topic: Loops
    ask: |
      What does this
      program print?

          for i in range(3):
              if i % 2 == 0:
                  print(i, {0: [0]},  "<b>")

      Look at every line.
    answer: |
      ```
      0 {0: [0]}  "<b>"
        2
      ```
    wrong:
      - "```\\n0\\n```"
      - {text: nothing, why: "Something is even:\\n\\n    0 % 2 == 0"}
    why: >
      Every second
      number.

      All the others are odd.
    hint: |
      What is this?

          1 % 2
"""
TABLE = """\
id: table
source: none
tables:
  programs:
    topic: Programs
    rows:
      one: {code: "```\\nx = 1\\nprint(x)\\n```", prints: 1}
      two: {code: "```\\nx = 2\\nprint(x)\\n```", prints: 2}
      three: {code: print(3), prints: 3}
      four: {code: print(4), prints: 4}
    questions:
      what: {ask: "What does {code} print?", answer: prints}
      which: {ask: "Which program prints {prints}?", answer: code, why: "It is {code}."}
      same: {claim: "This prints {prints}: {code}.", swap: prints}
      pairs: {ask: "Match them.", answer: prints, match: code}
"""


@pytest.fixture
def code(program: Program) -> Program:
    program.bank("code", BANK)
    return program


def block(lines: list[str], margin: str = "    ") -> str:
    return "".join(f"{margin}{line}\n" for line in lines)


def test_a_question_with_code_is_asked_and_explained_as_it_is_written(code: Program) -> None:
    out = code.run("play", "code", "--seed", "3", "--plain", typed="h\n1\nq\n").out

    assert f"What does this program print?\n\n{block(LOOP)}\nLook at every line.\n" in out
    assert f".\n\n{block(RIGHT)}" in out
    assert "Hint: What is this?\n\n    1 % 2\n" in out
    assert "Every second number.\n\nAll the others are odd.\n" in out


def test_each_answer_is_named_with_its_lines(code: Program) -> None:
    asked = code.run("play", "code", "--seed", "3", "--plain", typed="q\n").out
    number = next(i for i in "123" if f"\n{i}. nothing\n" in asked)
    out = code.run("play", "code", "--seed", "3", "--plain", typed=f"{number}\nq\n").out

    assert f"Not this time. You chose {number}, nothing.\n" in out
    assert f",\n\n{block(RIGHT)}" in out.partition("The answer is")[2]
    assert "Something is even:\n\n    0 % 2 == 0\n" in out


def test_an_answer_is_shown_again_with_its_lines(code: Program) -> None:
    code.run("play", "code", "--seed", "3", "--plain", typed="1\nq\n")
    (attempt,) = code.attempts()
    out = code.run("history", attempt.round).out
    shown = code.run("history", attempt.round, "--json").json()["attempts"][0]["shown"]

    assert f"1. What does this program print?\n\n{block(LOOP)}\n" in out
    assert block(RIGHT, "       ") in out
    assert shown["stem"] == f"What does this program print?\n\n{block(LOOP)}\nLook at every line."


def test_a_bank_with_code_is_looked_through_and_has_no_finding(code: Program) -> None:
    out = code.run("bank", "preview", "./banks/code.yaml").out
    (item,) = code.run("bank", "preview", "./banks/code.yaml", "--json").json()

    assert block(LOOP) in out
    assert "\n".join(f"    {line}" for line in RIGHT) in [option["text"] for option in item["options"]]
    assert "F1" not in code.run("bank", "check", "./banks/code.yaml").out


def test_cells_of_a_table_may_be_code(program: Program) -> None:
    program.bank("table", TABLE)
    out = program.run("bank", "preview", "./banks/table.yaml").out

    assert "  What does\n\n    x = 1\n    print(x)\n\n  print?\n" in out
    assert "✓ x = 1\n      print(x)\n" in out
    assert re.search(r"\n  This prints \d:\n\n    x = [12]\n    print\(x\)\n", out)
    assert program.run("bank", "check", "./banks/table.yaml").code == 0


def test_a_sheet_with_code_becomes_a_table_with_code(program: Program) -> None:
    sheet = program.folder / "code.csv"
    cells = ['"if x:\n    print(1)"', '"while x:\n\tprint(2)"', "print(3)", '"print(4)\nTwo  lines"']
    rows = "".join(f"{cell},{number}\n" for number, cell in enumerate(cells, start=1))
    sheet.write_text(f"Program,Prints\n{rows}", encoding="utf-8")
    program.run("bank", "new", "--from-csv", f"{sheet}", "--title", "T", "--source", "s", "--to", "banks/t.yaml")
    out = program.run("bank", "preview", "./banks/t.yaml").out

    assert " if x:\n          print(1)\n" in out
    assert " while x:\n          print(2)\n" in out
    assert re.search(r" print\(4\) Two +lines\n", out)


def test_options_that_differ_in_spaces_are_two_where_letters_matter(program: Program) -> None:
    bank = (
        'questions: {q: {ask: Which?, answer: "a\\n\\n    if x:\\n        y", wrong: ["a\\n\\n    if x:\\n    y"]}}\n'
    )
    program.bank("spaces", "id: spaces\n" + bank)
    program.bank("exact", "id: exact\n" + bank.replace("wrong:", "exact: true, wrong:"))

    assert "if spaces and lines matter, write `exact: true`" in program.run("bank", "check", "./banks/spaces.yaml").out
    assert "B303" not in program.run("bank", "check", "./banks/exact.yaml").out
