"""`quiz class` reads what a class handed in, and says first what to teach again."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest

from quiz.app.class_files import ClassFiles
from quiz.classroom.pack import Pack, PackedBank, PackedTest, pack_file
from quiz.classroom.result_file import results_block, results_file
from quiz.game.outcome import Setup
from quiz.game.scoring import typed_in
from quiz.interpreter import content_hash
from quiz.items.draw import DRAWS
from tests.classroom.handing import BANK, MORNING, answers_of, bank_of, class_folder, handed, played, right, wrong
from tests.conftest import COLORS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from quiz.game.outcome import Ask
    from tests.conftest import Program


@pytest.fixture
def school(program: Program) -> Program:
    """Return the program of a teacher whose class has handed in its results."""
    program.bank("europe", BANK)
    class_folder(program.folder)
    return program


def test_the_page_begins_with_what_to_teach_again(school: Program) -> None:
    done = school.run("class", "handed-in")

    assert (0, "") == (done.code, done.err)
    first = done.out.splitlines()
    assert "30 students handed in answers." == first[0]
    assert "In all, that is 360 first tries at 12 questions of 1 test." == first[1]
    assert ["Bank: Europe.", "To teach again:"] == first[2:4]
    assert any(
        "answered “the Council of Europe”, not" in line or "answered Strasbourg, not" in line for line in first[4:13]
    )
    assert "360 of 360 answers agree with the bank." in first


TUDORS = """\
id: tudors
title: Tudors
questions:
  elizabeth:
    gaps: "Elizabeth was the daughter of {mother} and {father}, and queen for {years} years."
    answers:
      mother: [Anne Boleyn, "Boleyn, Anne"]
      father: {answer: Henry VIII, wrong: [Henry VII]}
      years: {answer: 44, within: 1}
"""


def typed_class(program: Program, text: str, responses: Sequence[str]) -> None:
    """Write what students hand in who typed these answers to the only question of a bank."""
    program.bank("tudors", text)
    bank = bank_of(text)
    texts = []
    for code, response in enumerate(responses):

        def choose(ask: Ask, response: str = response) -> tuple[Sequence[str], str | None]:
            return [one.option.id for one in typed_in(ask.item, response)], response

        answers = answers_of(played(bank, choose, Setup(seed="7", mode="test", questions=1)), f"r{code}")
        texts.append(results_block(handed(bank, f"{code}", answers)))
    (program.folder / "mail.txt").write_text("\n".join(texts), encoding="utf-8")


def test_what_was_typed_in_gaps_is_compared_gap_by_gap(program: Program) -> None:
    responses = ["Anna Bolena | Henry VIII | 44", "anna bolena | Henry VII | 44", "Jane Seymour | Henry VII | 44"]
    typed_class(program, TUDORS, [*responses, responses[2], "Anne Boleyn | Henry VII | 4"])
    out = program.run("class", "mail.txt", "--plain").out
    said = " ".join(out[out.index("Typed answers that were wrong:") :].split())

    assert (
        "Close to “Anne Boleyn”: “Anna Bolena” (2). If one of these is right as well, write it in the list of that gap "
        'at banks/tudors.yaml:4: `mother: [Anne Boleyn, "Boleyn, Anne", …]`. '
        "In all gaps: “Jane Seymour | Henry VII | 44” (2). 3 more texts were typed once."
    ) in said
    assert 1 == said.count("Close to")
    assert "also:" not in said


def test_texts_of_gaps_that_the_bank_no_longer_has_are_not_compared_as_one(program: Program) -> None:
    typed_class(program, TUDORS, ["Anna Bolena | Henry VIII | 44"] * 2)
    program.run("bank", "pack", "tudors", "t.quiz")
    program.bank("tudors", TUDORS.replace("elizabeth:", "bess:"))
    out = program.run("class", "mail.txt", "--bank", "t.quiz", "--bank", "banks/tudors.yaml", "--plain").out

    assert "Typed answers that were wrong:" in out
    assert "Close to" not in out


def test_a_text_that_is_near_the_only_answer_is_offered_as_another_name(program: Program) -> None:
    text = 'id: tudors\ntitle: T\nquestions:\n  q: {ask: "Who was her mother?", answer: Anne Boleyn, typed: true}\n'
    typed_class(program, text, ["Anna Bolena"] * 2)
    out = " ".join(program.run("class", "mail.txt", "--plain").out.split())

    assert (
        "Close to it: “Anna Bolena” (2). If one of these is right as well, add it to `also:` at banks/tudors.yaml:4."
        in out
    )


@pytest.fixture
def flags(program: Program) -> Program:
    """Return the program of a teacher, with a mail of four students of whom three missed one question."""
    program.bank("europe", BANK)
    bank = bank_of()
    texts = []
    for code, color in enumerate(("red", "red", "green", "blue")):

        def choose(ask: Ask, color: str = color) -> tuple[Sequence[str], str | None]:
            if ask.item.id != "europe/flag":
                return right(ask)
            return [option.id for option in ask.item.options if option.text == color], None

        answers = answers_of(played(bank, choose), f"r{code}")
        texts.append(results_block(handed(bank, f"{code}", answers)))
    (program.folder / "mail.txt").write_text("\n".join(texts), encoding="utf-8")
    return program


def test_how_many_missed_a_question_is_said_next_to_how_many_of_them_mixed_it_up(flags: Program) -> None:
    out = flags.run("class", "mail.txt").out

    assert "1. 3 of 4 missed: What colour is the flag? 2 of them answered red, not blue.\n" in out


def test_a_pack_of_one_fact_plays_it(flags: Program) -> None:
    done = flags.run("class", "mail.txt", "--drill", "again.quiz")

    assert "Written: again.quiz, 1 fact. `quiz play again.quiz` plays it.\n" == done.out


def test_a_fact_that_was_asked_in_several_questions_is_counted_in_students(program: Program) -> None:
    """A test with more questions than facts asks one of them in several ways."""
    program.bank("europe", BANK)
    bank, folder = bank_of(), program.folder / "handed-in"
    folder.mkdir()
    setup = Setup("7", "test", 22)
    asked = [one.item for one in answers_of(played(bank, setup=setup)) if one.fact == "europe/bodies/nato"]
    assert len(asked) > 2
    for code in range(1, 7):

        def choose(ask: Ask, code: int = code) -> tuple[Sequence[str], str | None]:
            is_missed = (ask.item.id == asked[0] and code < 4) or (ask.item.id in asked[1:] and 1 < code < 6)
            return wrong(ask) if is_missed else right(ask)

        answers = answers_of(played(bank, choose, setup), f"r{code}")
        (folder / f"{code}.results").write_bytes(results_file(handed(bank, f"{code}", answers)))
    (taught,) = program.run("class", "handed-in", "--json").json()["teach_again"]
    page = program.run("class", "handed-in").out

    assert (len(asked), 6, 5) == (taught["questions"], taught["students"], taught["students_missed"])
    assert (3 + 4 * (len(asked) - 1), 6 * len(asked)) == (taught["missed"], taught["tries"])
    assert [4, 6] == taught["here"]
    taken = taught["taken"]
    assert page.splitlines()[4] == (
        "  1. 5 of 6 missed at least one question about NATO. "
        f"4 of 6 missed this one: {taught['stem']} All of them answered {taken['text']}, not {taken['key']}."
    )


def test_where_a_key_was_fixed_since_nobody_mixed_anything_up(program: Program) -> None:
    program.bank("europe", BANK.replace("answer: blue", "answer: red").replace("wrong: [red,", "wrong: [blue,"))
    before = program.bank("europe-before", BANK)
    bank, folder = bank_of(), program.folder / "handed-in"
    folder.mkdir()

    for code in range(12):

        def choose(ask: Ask, code: int = code) -> tuple[Sequence[str], str | None]:
            if ask.item.id != "europe/flag" or code < 2:
                return right(ask)
            return [option.id for option in ask.item.options if option.text == "red"], None

        answers = answers_of(played(bank, choose), f"r{code}")
        (folder / f"{code}.results").write_bytes(results_file(handed(bank, f"{code}", answers)))
    before.rename(folder / "europe.yaml")
    out = program.run("class", "handed-in", "--bank", "handed-in/europe.yaml", "--bank", "banks/europe.yaml").out

    assert "the bank has changed since, and 12 answers are marked differently today." in out
    assert "Nothing stands out" in out
    assert "it may be wrong" not in out
    assert "The score is by the bank as it is today; ✓ and ✗ show what was right when it was asked." in out


def test_nothing_is_written(school: Program) -> None:
    school.run("class", "handed-in", "--html", "page.html")

    assert not school.history_file.exists()
    assert {"page.html", "banks", "data", "handed-in"} >= {path.name for path in school.folder.iterdir()}
    assert {"cache"} >= {path.name for path in school.data.iterdir()}


def test_who_is_missing_follows_from_the_list(school: Program) -> None:
    rows = "".join(f"{number:02},Student {number}\n" for number in range(1, 32) if number != 5)
    (school.folder / "list.csv").write_text(f"code,name\n{rows}", encoding="utf-8")
    out = school.run("class", "handed-in", "--list", "list.csv").out.splitlines()

    assert out[0] == "29 of the 30 students on the list handed in answers, and 1 student who is not on it did too."
    assert ["Nothing yet from 31 (Student 31).", "Not on the list: 05."] == out[3:5]
    assert any(line.startswith("07 (Student 7): ") for line in out)


def test_a_list_of_names_only_is_said_to_need_codes(school: Program) -> None:
    (school.folder / "names.txt").write_text("Ada\nAlan\n", encoding="utf-8")
    out = school.run("class", "handed-in", "--list", "names.txt").out

    assert out.startswith(
        "None of the 2 students on the list handed in answers, but 30 students who are not on it did.\n"
    )
    assert "Nobody who handed in answers is on the list. The list needs the code of each student, with" in out


def test_what_others_see_has_no_student(school: Program) -> None:
    rows = "".join(f"{number:02},Somebody\n" for number in range(1, 40))
    (school.folder / "list.csv").write_text(rows, encoding="utf-8")
    for output in ((), ("--json",), ("--csv",)):
        out = school.run("class", "handed-in", "--list", "list.csv", "--share", *output).out
        assert "Somebody" not in out
        assert "handed-in" not in out
        assert "student" not in {line.partition(",")[0] for line in out.splitlines()}
    record = json.loads(school.run("class", "handed-in", "--share", "--json").out)
    assert ([], 30) == (record["students"], record["handed_in"])


def test_where_nothing_can_be_shared_nothing_is_said_to_stand_out(program: Program) -> None:
    program.bank("europe", BANK)
    class_folder(program.folder, students=6)
    out = program.run("class", "handed-in", "--share").out

    assert "A question that has no other numbers is left out.\n" in out
    assert "No fact to teach again can be shown without singling somebody out.\n" in out
    assert "Nothing stands out" not in out


def test_a_small_class_is_not_shared(program: Program) -> None:
    program.bank("europe", BANK)
    class_folder(program.folder, students=4)
    done = program.run("class", "handed-in", "--share")

    assert (2, "") == (done.code, done.out)
    assert "quiz: fewer than 5 students handed in, so each could be recognized" in done.err


def test_json_and_csv_have_the_figures(school: Program) -> None:
    record = school.run("class", "handed-in", "--json").json()
    rows = list(csv.DictReader(io.StringIO(school.run("class", "handed-in", "--csv").out)))

    assert 1 == record["version"]
    assert {"agrees": 360} == record["checked"]
    assert 12 == len(record["questions"])
    question = record["questions"][0]
    assert 30 == question["tries"]
    assert question["share"] == round(question["right"] / 30, 4)
    assert question["place"].startswith("banks/europe.yaml:")
    assert record["reliability"]["students"] == 30
    in_sheet = [row for row in rows if row["about"] == "question"]
    assert [str(one["right"]) for one in record["questions"]] == [row["right"] for row in in_sheet]
    assert {"student", "question", "option", "pattern", "fact"} == {row["about"] for row in rows}


def test_a_bank_that_is_not_here_is_not_held_against_anybody(program: Program) -> None:
    class_folder(program.folder)
    out = program.run("class", "handed-in").out

    assert "agree with the bank" not in out
    assert "360 answers were not checked, because their banks, or those versions of them, are not here." in out
    named = program.folder / "europe.yaml"
    named.write_text(BANK, encoding="utf-8")
    assert "360 of 360 answers agree with the bank." in program.run("class", "handed-in", "--bank", "./europe.yaml").out


def test_a_last_day_that_no_calendar_has_is_none(school: Program) -> None:
    bank = PackedBank("", "europe", "europe", "Europe", content_hash(BANK.encode()))
    pack = Pack("2026-11-30", (bank,), PackedTest(5, "s", DRAWS, "2026-02-30", 0, "end"))
    before = school.run("class", "handed-in", "--json")
    (school.folder / "handed-in" / "t.quiz").write_bytes(pack_file(pack, [BANK.encode()]))

    assert before == school.run("class", "handed-in", "--json")


def test_the_same_file_twice_and_files_of_other_kinds_are_said(school: Program) -> None:
    folder = school.folder / "handed-in"
    shutil.copy(folder / "07.results", folder / "07 (1).results")
    (folder / "notes.txt").write_text("Remember the trip.\n", encoding="utf-8")
    (folder / "blank.results").write_bytes(b"")
    (folder / "all.ZIP").write_bytes(b"PK\x03\x04")
    (folder / "essay.docx").write_bytes(b"PK\x03\x04")
    (folder / ".hidden").write_text("x", encoding="utf-8")
    (folder / "broken.quiz").write_text("x", encoding="utf-8")
    whole = (folder / "03.results").read_bytes()
    (folder / "03.results").write_bytes(whole[: len(whole) // 2])
    out = school.run("class", "handed-in").out

    assert out.startswith("29 students handed in answers.\n")
    assert "Nothing new in 1 file: handed-in/07.results." in out
    assert "Not read: handed-in/notes.txt:1: these are not the results of a student." in out
    assert "Not read: handed-in/all.ZIP: it is packed; unpack it into this folder." in out
    assert "Not read: handed-in/essay.docx: it is a document; save it as a text file." in out
    assert "Not read: handed-in/blank.results:1: the file is empty; ask for it again." in out
    assert "Not read: handed-in/03.results:" in out
    assert "Not read: handed-in/broken.quiz: it is not a pack of banks." in out


@pytest.mark.skipif(os.name != "posix", reason="pipes have names there only")
def test_what_is_no_file_is_not_waited_for(school: Program) -> None:
    os.mkfifo(school.folder / "handed-in" / "pipe")
    done = school.run("class", "handed-in")

    assert 0 == done.code
    assert "handed-in/pipe: it is not a regular file" in done.out


def test_a_file_that_is_gone_by_the_time_it_is_read_is_named(program: Program) -> None:
    class_folder(program.folder, students=2)
    found = ClassFiles([str(program.folder / "handed-in")])
    first, second = sorted((program.folder / "handed-in").iterdir())
    first.unlink()
    second.write_bytes(second.read_bytes().partition(b"\n")[0])

    assert [] == list(found.students())
    assert [str(first), f"{second}:1"] == sorted(one.path for one in found.unread)


def test_texts_of_several_students_may_be_in_one_file_and_a_student_on_two_computers(program: Program) -> None:
    program.bank("europe", BANK)
    bank = bank_of()
    answers, later = answers_of(played(bank), "r1"), answers_of(played(bank, wrong), "r2", began=MORNING + 10**7)
    found = [
        handed(bank, "07", answers),
        handed(bank, "12", answers_of(played(bank), "r3")),
        handed(bank, "07", later, "b"),
    ]
    text = "Dear teacher,\n\n" + "\n> and this\n".join(map(results_block, found))
    (program.folder / "mail.txt").write_text(text, encoding="utf-8")
    done = program.run("class", "mail.txt")

    assert (0, "") == (done.code, done.err)
    assert done.out.startswith(
        "2 students handed in answers.\nIn all, that is 24 first tries at 12 questions of 1 test.\n"
    )
    assert "Handed in from several computers, and combined by code: 07." in done.out
    assert "07: 12 of 12 " in done.out  # the first try counts
    assert "Took the test more than once: 07. Only the first answer to each question counts.\n" in done.out


def test_an_answer_that_was_edited_is_named(school: Program) -> None:
    path = school.folder / "handed-in" / "01.results"
    path.write_text(path.read_text(encoding="utf-8").replace('"right":false', '"right":true'), encoding="utf-8")
    out = school.run("class", "handed-in").out

    assert "answers do not agree, and are not counted." in out
    said = next(line for line in out.splitlines() if line.startswith("01: "))
    assert "answers do not agree. The first is the answer to “" in said
    assert "the file says that it was right, but it was not." in said


def test_what_to_teach_again_is_packed_and_played(school: Program) -> None:
    taught = school.run("class", "handed-in", "--json").json()["teach_again"]
    command = next(line for line in school.run("class", "handed-in").out.splitlines() if "--drill" in line)
    assert command.endswith(": quiz class handed-in --drill again.quiz")
    done = school.run("class", "handed-in", "--drill", "again.quiz")

    assert f"Written: again.quiz, {len(taught)} facts. `quiz play again.quiz` plays them.\n" == done.out
    spaced = school.run("class", "handed-in", "--drill", "once more.quiz")
    assert spaced.out.endswith("`quiz play 'once more.quiz'` plays them.\n")
    school.run("play", "again.quiz", typed="1\n" * 30)
    assert {one["fact"] for one in taught} == {attempt.fact for attempt in school.attempts(school.rounds()[-1].id)}


def test_a_drill_says_how_many_facts_the_banks_no_longer_have(school: Program) -> None:
    taught = school.run("class", "handed-in", "--json").json()["teach_again"]
    assert "europe/bodies/council" in [one["fact"] for one in taught]
    school.bank("europe", BANK.replace("      council: ", "      european-council: "))
    done = school.run("class", "handed-in", "--drill", "again.quiz")

    assert f"Written: again.quiz, {len(taught) - 1} facts. " in done.out
    assert done.out.endswith("\n1 more fact is not in the banks as they are today.\n")


def test_where_all_is_known_there_is_no_drill(program: Program) -> None:
    program.bank("europe", BANK)
    class_folder(program.folder, students=1)
    done = program.run("class", "handed-in", "--drill", "again.quiz")

    assert (65, "") == (done.code, done.out)
    assert done.err.startswith("quiz: there is nothing to teach again")
    assert not (program.folder / "again.quiz").exists()


@pytest.mark.parametrize(
    ("args", "code", "message"),
    [
        (["handed-in", "--drill", "again.zip"], 2, "quiz: `again.zip` does not end in `.quiz`"),
        (["handed-in", "--drill", "a.quiz", "--json"], 2, "quiz: `--drill` cannot be combined with `--json`"),
        (["nowhere"], 2, "quiz: there is no `nowhere`"),
        (["empty"], 65, "quiz: no results of students were found"),
        (["banks/europe.yaml"], 65, "quiz: no results of students were found"),
        (["handed-in", "--list", "nowhere.csv"], 2, "quiz: `nowhere.csv` cannot be read: there is no such file"),
        (["handed-in", "--list", "empty.csv"], 65, "quiz: `empty.csv` is not a list of a class: "),
        (["handed-in", "--bank", "handed-in/01.results"], 65, "handed-in/01.results:"),
        (["handed-in", "--bank", "empty.csv"], 65, "empty.csv:1:1: error B006: the file is empty"),
        (["handed-in", "--bank", "nowhere"], 2, "quiz: there is no bank or course `nowhere`"),
        (["handed-in", "--parquet", "empty.csv/x"], 74, "quiz: `empty.csv/x` cannot be written: not a directory"),
        (["handed-in", "--share", "--parquet", "new"], 2, "quiz: `--share` cannot be combined with `--parquet`"),
        (["empty", "--parquet", "new"], 65, "quiz: no results of students were found"),
        (["handed-in", "--json", "--csv"], 2, "quiz: `--json` cannot be combined with `--csv`"),
    ],
)
def test_what_cannot_be_is_said_in_a_line(school: Program, args: list[str], code: int, message: str) -> None:
    (school.folder / "empty").mkdir()
    (school.folder / "empty.csv").write_text("", encoding="utf-8")
    done = school.run("class", *args)

    assert (code, "") == (done.code, done.out)
    assert done.err.startswith(message)
    assert "Traceback" not in done.err
    assert not (school.folder / "new").exists()


def test_where_nothing_was_handed_in_each_file_has_its_line(program: Program) -> None:
    (program.folder / "a.txt").write_text("Hello.\n", encoding="utf-8")
    (program.folder / "b.jsonl").write_bytes(b"")

    assert program.run("class", "a.txt", "b.jsonl").err.splitlines() == [
        "quiz: no results of students were found",
        "  a.txt:1: these are not the results of a student",
        "  b.jsonl:1: the file is empty; ask for it again",
        "  `quiz results FILE` writes them",
    ]


@pytest.mark.skipif(find_spec("duckdb") is None, reason="the extra `school` is not installed")
def test_what_duckdb_counts_is_equal_to_the_last_digit(school: Program) -> None:
    for output in ("--plain", "--json", "--csv"):
        found = school.run("class", "handed-in", output)
        assert found.out == school.run("class", "handed-in", output, "--engine", "duckdb").out


@pytest.mark.parametrize("args", [("--engine", "duckdb"), ("--parquet", "tries")])
def test_without_duckdb_it_is_said_how_to_install_it(school: Program, args: tuple[str, ...]) -> None:
    school.lack("duckdb")
    done = school.run("class", "handed-in", *args)

    assert (2, "") == (done.code, done.out)
    assert done.err == "quiz: this needs the `duckdb` library\n  install it with `pip install 'quizround[school]'`\n"
    assert 0 == school.run("class", "handed-in").code


@pytest.mark.skipif(find_spec("duckdb") is None, reason="the extra `school` is not installed")
def test_first_tries_are_written_as_parquet_into_a_new_folder(school: Program) -> None:
    done = school.run("class", "handed-in", "--parquet", "tries")

    assert "Written: tries/offers.parquet\nWritten: tries/tries.parquet\n" == done.out
    assert b"PAR1" == (school.folder / "tries" / "tries.parquet").read_bytes()[:4]
    again = school.run("class", "handed-in", "--parquet", "tries")
    assert (2, "quiz: `tries` is not empty\n  name a new folder\n") == (again.code, again.err)


@pytest.mark.skipif(find_spec("duckdb") is None or os.name != "posix", reason="no limits of files, or no DuckDB")
def test_a_disk_that_is_too_full_for_duckdb_is_told(school: Program) -> None:
    limits = {"PYTHONDONTWRITEBYTECODE": "1"}  # a file of compiled code could be cut off, and would then be imported
    done = school.shell("ulimit -f 64; quiz class handed-in --parquet tries", env=limits)

    assert (74, "") == (done.code, done.out)
    assert done.err.startswith("quiz: DuckDB failed: ")
    assert "Traceback" not in done.err


def test_the_page_of_html_has_no_scripts(school: Program, tmp_path: Path) -> None:
    assert "Written: page.html\n" == school.run("class", "handed-in", "--html", "page.html").out
    page = (school.folder / "page.html").read_text(encoding="utf-8")

    assert "<script" not in page
    assert "How the class did" in page
    assert "<h2>To teach again</h2>" in page


def test_a_test_goes_through_the_whole_program(colors: Program) -> None:
    """A teacher packs it, students take it and hand in their results, and the teacher reads the page."""
    colors.run("bank", "pack", "colors", "t.quiz", "--test", "6", "--seed", "may")
    (colors.folder / "class").mkdir()
    for code, typed in (
        ("1", "1\n1\n1\n1\n1\n1\nq\n"),
        ("2", "2\n2\n2\n2\n2\n2\nq\n"),
        ("3", "1 2\n3\n3\n1\n3\n1\nq\n"),
    ):
        colors.run("play", "t.quiz", "--player", f"p{code}", typed=typed)
        colors.run("results", f"class/{code}.jsonl", "--as", code, "--player", f"p{code}")
    record = colors.run("class", "class", "--bank", "t.quiz", "--json").json()

    assert {"agrees": sum(one["tries"] for one in record["students"])} == record["checked"]
    assert ["1", "2", "3"] == [one["student"] for one in record["students"]]
    assert [] == record["differing"]
    assert [6] == [one["questions"] for one in record["tests"]]
    page = colors.run("class", "class", "--bank", "t.quiz").out
    assert "The program also checked that these are the questions of the test." in page
    without = colors.run("class", "class").out
    assert (
        "The program could not check that these are the questions of the test. Name its pack with `--bank`." in without
    )
    colors.bank("colors", f"{COLORS}# edited since\n")  # the pack has the earlier bank
    again = colors.run("class", "class", "--bank", "t.quiz", "--json").json()
    assert record["checked"] == again["checked"]
    assert {} == again["changed"]


def test_a_student_who_answers_other_questions_or_only_some_is_named(colors: Program) -> None:
    colors.run("bank", "pack", "colors", "t.quiz", "--test", "6", "--seed", "may")
    colors.run("play", "t.quiz", "--player", "part", typed="1\n1\n1\nq\n")
    colors.run("results", "part.jsonl", "--as", "part", "--player", "part")
    test = json.loads((colors.folder / "part.jsonl").read_text(encoding="utf-8").splitlines()[1])["test"]
    colors.run("play", "colors", "--mode", "test", "--seed", "easy", "--player", "other", typed="1\n" * 6 + "q\n")
    colors.run("results", "other.jsonl", "--as", "other", "--player", "other")
    path = colors.folder / "other.jsonl"
    path.write_text(path.read_text(encoding="utf-8").replace('"test":null', f'"test":"{test}"'), encoding="utf-8")
    out = colors.run("class", "part.jsonl", "other.jsonl", "--bank", "t.quiz").out

    assert "Answered only some of the 6 questions of the test: part: 3.\n" in out
    assert "3 of 9 answers agree with the bank." in out
    assert "other: 6 answers do not agree. The first is the answer to " in out
    assert ": that is not a question of the test.\n" in out
