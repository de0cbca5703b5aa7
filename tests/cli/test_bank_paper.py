"""`quiz bank paper`, as teachers use it."""

import csv

from tests.cli.test_bank_export import BANK
from tests.conftest import Program


def test_a_paper_its_key_and_its_sheet_are_written(program: Program) -> None:
    program.bank("rivers", BANK)
    command = ("bank", "paper", "rivers", "--questions", "4", "--versions", "2", "--seed", "7", "--output")
    done = program.run(*command, "test.html")
    again = program.run(*command, "test.html")
    other = program.run(*command, "other.html")

    assert (done.code, done.err) == (0, "")
    names = ("test.html", "test-key.html", "test.csv")
    assert done.out.splitlines() == ["4 questions, 2 versions.", *(f"Written: {name}" for name in names)]
    assert (again.code, other.code) == (2, 0)
    for name in names:
        data = (program.folder / name).read_bytes()
        assert data == (program.folder / name.replace("test", "other")).read_bytes()
    paper = (program.folder / "test.html").read_text()
    assert paper.count("Seed 7 · As of May 2024") == 4  # two versions, each with its answer sheet
    assert "Points: &emsp;&emsp; / 4" in paper
    assert "ends in the" not in paper  # the explanations are in the key
    rows = list(csv.DictReader((program.folder / "test.csv").read_text().splitlines()))
    assert [(row["version"], row["number"]) for row in rows] == [(v, f"{n}") for v in "AB" for n in range(1, 5)]
    assert {row["item"] for row in rows if row["version"] == "A"} == {
        row["item"] for row in rows if row["version"] == "B"
    }
    assert all(row["item"].startswith("rivers/") and row["key"] for row in rows)


def test_without_typst_it_is_said_how_to_install_it(program: Program) -> None:
    program.lack("typst")
    done = program.run("bank", "paper", "eu-nato/leaders", "--output", "test.pdf")

    assert (2, "") == (done.code, done.out)
    assert done.err.startswith("quiz: a PDF paper needs the `typst` library\n  install it with `pip install ")


def test_pdf_is_the_same_bytes_twice(program: Program) -> None:
    program.bank("rivers", BANK)
    for name in ("one.pdf", "two.pdf"):
        assert program.run("bank", "paper", "rivers", "--output", name).code == 0
    one, two = ((program.folder / name).read_bytes() for name in ("one.pdf", "two.pdf"))

    assert one == two
    assert one.startswith(b"%PDF")
    assert (program.folder / "one-key.pdf").read_bytes() == (program.folder / "two-key.pdf").read_bytes()


def test_what_cannot_be_printed_is_said(program: Program) -> None:
    program.bank("rivers", BANK)
    ending = program.run("bank", "paper", "rivers", "--output", "test.docx")
    (program.folder / "test.csv").write_text("mine")
    taken = program.run("bank", "paper", "rivers", "--output", "test.html")

    assert (ending.code, ending.err) == (
        2,
        "quiz: `test.docx` does not end in `.html` or `.pdf`\n  the ending decides which of the two is written\n",
    )
    assert (taken.code, taken.err.splitlines()[0]) == (2, "quiz: `test.csv` already exists")
    assert not (program.folder / "test.html").exists()


def test_a_paper_that_has_fewer_questions_than_were_asked_for_says_so(program: Program) -> None:
    program.bank("few", "questions: {q: {ask: Which is it?, answer: this, wrong: [that, those]}}")
    program.bank("rivers", BANK)
    one = program.run("bank", "paper", "few", "--output", "few.html")
    more = program.run("bank", "paper", "rivers", "--questions", "400", "--output", "rivers.html")

    assert one.out.splitlines()[0] == "1 question, 4 versions. There is only 1 question."
    count = more.out.split()[0]
    assert more.out.splitlines()[0] == f"{count} questions, 4 versions. There are only {count} different questions."
