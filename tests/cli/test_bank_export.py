"""`quiz bank export`, as teachers use it."""

import json
from pathlib import Path

import pytest

from quiz.app.bank_export import save
from quiz.app.errors import UserError
from tests.conftest import Program

BANK = """\
format: 1
id: rivers
title: Rivers
source: An atlas
as_of: May 2024
tables:
  lengths:
    topic: Lengths
    rows:
      rhine: {river: Rhine, km: "1230", sea: North Sea}
      po: {river: Po, km: "652", sea: Adriatic}
      seine: {river: Seine, km: "777", sea: Channel}
      danube: {river: Danube, km: "2850", sea: Black Sea}
    questions:
      where: {ask: "Where does the {river} end?", answer: sea, why: "The {river} ends in the {sea}."}
      sort: {ask: "Put in order.", answer: river, order: km}
questions:
  nile:
    topic: Africa
    ask: "Which river is ~ longest = {of} Africa?"
    answer: The Nile
    wrong:
      - {text: The Congo, why: It is shorter.}
      - {text: The Niger, why: It is shorter.}
      - {text: The Zambezi, why: It is shorter.}
      - "\\e[31mThe Volta"
      - The Orange
    hint: It ends in the Mediterranean.
  pairs:
    ask: Match.
    match: {a: "1", b: "2", c: "3"}
"""


FAR = """\
id: far
title: Far
questions:
  far: {ask: How far is it?, answer: 5 km, typed: true, within: 10 %}
  near: {ask: What is near?, answer: the sea, wrong: [the hill]}
"""


@pytest.fixture
def rivers(program: Program) -> Program:
    """Return the program with a bank of rivers."""
    program.bank("rivers", BANK)
    return program


def export(program: Program, format_: str, *more: str, output: str = "out") -> Path:
    """Export the rivers, and return the file."""
    done = program.run("bank", "export", "rivers", "--format", format_, "--output", output, *more)
    assert (done.code, done.err) == (0, ""), done.err
    return program.folder / output


def test_a_file_for_moodle_is_written_and_what_it_cannot_hold_is_named(rivers: Program) -> None:
    done = rivers.run("bank", "export", "rivers", "--format", "gift", "--output", "rivers.gift")
    lines = done.out.splitlines()
    text = (rivers.folder / "rivers.gift").read_text()

    assert (done.code, done.err) == (0, "")
    bank = rivers.banks / "rivers.yaml"
    matched = "a question about order becomes a matching question: each answer is matched with its position (1, 2, 3 …)"
    assert lines[:2] == [
        f"{bank}:16: X126: changed: {matched}, in 4 places",
        f"{bank}:18: X122: changed `rivers/nile`: hints are left out",
    ]
    assert lines[2:4] == ["10 questions were exported.", "Written: rivers.gift"]
    assert text.startswith(
        "$CATEGORY: Rivers/Lengths\n\n// [id:rivers/lengths.where/rhine]\n[plain]Where does the Rhine "
    )
    assert "Which river is \\~ longest \\= \\{of\\} Africa?" in text
    assert "#It is shorter." in text
    assert "####The Rhine ends in the North Sea.\\n\\nSource\\: An atlas, May 2024}" in text
    assert "\x1b" not in text


def test_the_same_bank_gives_the_same_bytes(rivers: Program) -> None:
    one, other = export(rivers, "anki", output="one"), export(rivers, "anki", output="other")

    assert one.read_bytes() == other.read_bytes()


def test_a_file_that_is_there_stays(rivers: Program) -> None:
    export(rivers, "gift")
    again = rivers.run("bank", "export", "rivers", "--format", "aiken", "--output", "out")

    assert (again.code, again.out) == (2, "")
    assert again.err == "quiz: `out` already exists\n  choose another name, or delete the file\n"
    assert "[plain]" in (rivers.folder / "out").read_text()


@pytest.mark.parametrize(
    ("args", "code", "message"),
    [
        (("--format", "gitf"), 2, "there is no format `gitf`"),
        (("--format", "gift", "--topic", "Afrika"), 2, "there is no topic `Afrika`"),
        (("--format", "gift", "--output", "no/where"), 2, "there is no folder `no`"),
        (("--format", "gift", "--output", "~nobody-at-all/x"), 2, "there is no folder `~nobody-at-all`"),
        (("--format", "gift", "--output", "x" * 300), 2, "cannot be written: file name too long"),
        (("--format", "aiken", "--pattern", "sort"), 65, "there is no question that can be exported"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_written(
    rivers: Program, args: tuple[str, ...], code: int, message: str
) -> None:
    done = rivers.run("bank", "export", "rivers", "--output", "out", *args)

    assert done.code == code
    assert message in done.err
    assert len(done.err.splitlines()) == 2
    assert not (rivers.folder / "out").exists()


def test_a_tolerance_that_other_programs_do_not_know_is_named(program: Program) -> None:
    program.bank("far", FAR)
    done = program.run("bank", "export", "far", "--format", "gift", "--output", "far.gift")

    assert (0, "") == (done.code, done.err)
    assert "X121: skipped `far/far`: a tolerance can be exported only for a single plain number" in done.out
    assert "1 question was exported. 1 question was skipped." in done.out


def test_a_file_that_appeared_in_the_meantime_stays(tmp_path: Path) -> None:
    path = tmp_path / "out"
    path.write_bytes(b"mine")
    with pytest.raises(UserError) as caught:
        save(path, b"ours")

    assert 2 == caught.value.exit_code
    assert b"mine" == path.read_bytes()


def test_some_of_the_questions(rivers: Program) -> None:
    assert export(rivers, "aiken", "--topic", "Africa", output="a").read_text().count("ANSWER:") == 1
    assert export(rivers, "aiken", "--pattern", "where", "--limit", "2", output="c").read_text().count("ANSWER:") == 2
    every = export(rivers, "aiken", output="e").read_text()
    assert export(rivers, "aiken", "--limit", "9" * 30, output="l").read_text() == every
    few = export(rivers, "aiken", "--topic", "Africa", "--options", "3", output="d").read_text()
    assert few.count(". ") == 3
    assert "The Nile" in few
    seeds = {
        export(rivers, "aiken", "--topic", "Africa", "--seed", f"{n}", output=f"s{n}").read_text() for n in range(4)
    }
    assert len(seeds) > 1


def test_several_draws_have_ids_of_their_own_and_none_is_the_same(rivers: Program) -> None:
    text = export(rivers, "gift", "--topic", "Africa", "--each", "20").read_text()
    blocks = [block.partition("\n")[2] for block in text.split("// [id:rivers/nile")[1:]]

    assert text.count("// [id:rivers/nile]") == 1
    assert "// [id:rivers/nile#2]" in text
    assert 2 <= len(blocks) < 20
    assert len({frozenset(block.splitlines()) for block in blocks}) == len(blocks)


def test_for_programs_and_strictly(rivers: Program) -> None:
    done = rivers.run("bank", "export", "rivers", "--format", "kahoot", "--output", "out", "--strict", "--json")
    data = json.loads(done.out)

    assert (done.code, done.err) == (1, "")
    assert {key: data[key] for key in ("version", "file", "format", "questions")} == {
        "version": 1, "file": "out", "format": "kahoot", "questions": 5,
    }  # fmt: skip
    assert {loss["code"] for loss in data["losses"]} == {"X116", "X121", "X122", "X123", "X124"}
    assert data["losses"][0] == {
        "file": f"{rivers.banks}/rivers.yaml", "line": 16, "code": "X121", "fate": "skipped",
        "question": "rivers/lengths.sort/rhine", "help": "",
        "message": "skipped `rivers/lengths.sort/rhine`: Kahoot has no questions with things to put in order",
    }  # fmt: skip
