"""`quiz bank new` through pipes: the wizard in plain lines, sheets, and what is never lost or overwritten."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest

from quiz.app.errors import Exit
from tests.exchange.reading import xlsx

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Done, Program

ROWS = ["France", "Paris", "Kenya", "Nairobi", "Norway", "Oslo", "Peru", "Lima"]
#: Title, topic, source, columns, four rows, the end of the table, the suggested question, write.
ANSWERS = ["Capitals", "", "Atlas", "country, capital", *ROWS, "", "", "1"]
SHEET = "Country;Capital;Population\nFrance;Paris;68\nKenya;Nairobi;55\nNorway;Oslo;5\nPeru;Lima;34\n"


def lines(*texts: str) -> str:
    return "".join(f"{text}\n" for text in texts)


def files(folder: Path) -> list[str]:
    """Return everything below a folder, including temporary files and caches."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def sheet(program: Program, text: str | bytes = SHEET, name: str = "capitals.csv") -> str:
    path = program.folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return str(path)


def checked(program: Program, name: str) -> str:
    """Return what `check` counts in a bank without problems; advice on the wording is not a problem."""
    problems = program.run("bank", "check", name, "--json").json()
    assert [] == [one for one in problems if one["severity"] == "error" or not one["code"].startswith("Q")]
    return program.run("bank", "check", name).out.splitlines()[-1].partition(". ")[2]


# The wizard


def test_a_dialogue_writes_a_bank_that_is_sound_and_found(program: Program) -> None:
    done = program.run("bank", "new", typed=lines(*ANSWERS))

    path = program.banks / "capitals.yaml"
    assert (0, "") == (done.code, done.err)
    assert done.out.endswith(
        f"\nWritten: {path}\nNext:\n  quiz play capitals\n  quiz bank check capitals\n  quiz bank preview capitals\n"
    )
    assert ["capitals.yaml"] == files(program.banks)
    assert "1 bank, 4 facts, 4 questions." == checked(program, "capitals")
    played = program.run("play", "capitals", "--questions", "1", typed="1\n")
    assert "What is the capital of " in played.out
    assert "Source: Atlas." in played.out


def test_a_value_typed_wrongly_is_taken_back_also_in_a_row_before(program: Program) -> None:
    typed = ["<", "Frence", "<", "France", "Pariss", "Kenia", "<", "<", "Paris", *ROWS[2:]]
    done = program.run("bank", "new", typed=lines("Capitals", "", "Atlas", "country, capital", *typed, "", "", "1"))

    mended = (program.banks / "capitals.yaml").read_bytes()
    assert (0, "") == (done.code, done.err)
    assert "There is nothing to take back yet. Type the first country." in done.out
    (program.banks / "capitals.yaml").unlink()
    program.run("bank", "new", typed=lines(*ANSWERS))
    assert mended == (program.banks / "capitals.yaml").read_bytes()


def test_the_dialogue_word_for_word(program: Program) -> None:
    done = program.run("bank", "new", typed=lines("Capitals", "", "", "country, capital", *ROWS[:6], "", "", "4"))

    assert (0, "", []) == (done.code, done.err, files(program.folder))
    example = "For example: Atlas of the world, 2024"
    assert f"""
What is the bank called? For example: Capitals of Europe
Title: Capitals

What topic are the questions on? Results are counted by topic. For example: Capitals
Topic [Capitals]:

Where do the facts come from? The source is shown after each answer; you may leave it empty. {example}
Source:

Which columns does your table have? Start with what the facts are about. For example: country, capital
Columns: country, capital

What goes in row 1 under `country`?
country: France
capital: Paris

What goes in row 2 under `country`? `<` undoes the last value.
country: Kenya
capital: Nairobi

What goes in row 3 under `country`? `<` undoes the last value.
country: Norway
capital: Oslo

Another country? Leave it empty when the table is complete. `<` undoes the last value.
country:

Write a question that can be asked about every row. Braces stand for a row's value: {{country}}, {{capital}}.
Question [What is the capital of {{country}}?]:

Capitals. 1 pattern generates 3 questions from 3 facts.

 What is the capital of {{country}}?  (3 questions)
   What is the capital of France?
     ✗ Nairobi
     ✗ Oslo
     ✓ Paris
   What is the capital of Kenya?
     ✗ Oslo
     ✗ Paris
     ✓ Nairobi

Write this file?
1. Write the bank
2. Add rows
3. Add another question
4. Leave without writing
Your answer, 1 to 4: 4

Nothing was written.
""" == lines(*(line.rstrip() for line in done.out.splitlines()))


@pytest.mark.parametrize("count", range(len(ANSWERS)))
def test_where_the_input_ends_early_nothing_is_written(program: Program, count: int) -> None:
    done = program.run("bank", "new", typed=lines(*ANSWERS[:count]))

    assert (Exit.BAD_DATA, "") == (done.code, done.err)
    assert done.out.endswith("\n\nNothing was written.\n")
    assert [] == files(program.folder)


def test_without_any_input_nothing_is_written(program: Program) -> None:
    done = program.shell("quiz bank new <&-")

    assert (Exit.BAD_DATA, "") == (done.code, done.err)
    assert done.out.endswith("\nNothing was written.\n")


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (["", "?!"], "Type a name, with at least one letter or digit."),
        (["C", "T", "", "country"], "Name two columns or more, with commas between them."),
        (["C", "T", "", "a, b, A"], "Two columns are called `A`. Give each a name of its own."),
        (["C", "T", "", f"a, {'b' * 81}"], "Use a shorter name than `bbb"),
        (["C", "T", "", "a, b", ""], "Type a value for a."),
        (["C", "T", "", "a, b", "x", ""], "Type a value for b."),
        (["C", "T", "", "a, b", "x", "y", ""], "A table needs three rows or more"),
        ([*ANSWERS[:-2], "What?"], "Put a column in braces where its value belongs. The columns are {country}"),
        ([*ANSWERS[:-2], "What of {contry}?"], "`contry` is not a column; did you mean `country`?"),
        ([*ANSWERS[:-2], "What of {country?"], "In the question `{country` is not closed"),
        ([*ANSWERS[:-2], "Is {capital} in {country}?"], "Leave one column out of the question: it is the answer."),
        ([*ANSWERS[:-2], "{country}" * 13], "More than 12 placeholders in one text: use fewer."),
        (["x" * 5000], "That is too long. Use at most 4000 characters."),
        (["x" * 100_000, "Capitals"], "That is too long. Use at most 4000 characters."),
        ([*ANSWERS[:-1], "9"], "Type a number from 1 to 4, or q to quit."),
    ],
)  # fmt: skip
def test_a_mistake_is_told_and_asked_again(program: Program, answers: list[str], expected: str) -> None:
    done = program.run("bank", "new", typed=lines(*answers))

    assert (Exit.BAD_DATA, "") == (done.code, done.err)
    assert f"\n{expected}" in done.out
    before, _, after = done.out.rpartition(expected)
    asked = before.splitlines()[-1].partition(": ")[0]
    assert asked in after, "the same is asked again"


def test_after_mistakes_the_dialogue_goes_on(program: Program) -> None:
    typed = lines("!", "Capitals", "", "", "x", "country, capital", "", *ROWS, "", "{x}", "Where is {capital}?", "1")
    done = program.run("bank", "new", typed=typed)

    assert (0, "") == (done.code, done.err)
    assert "1 bank, 4 facts, 4 questions." == checked(program, "capitals")
    assert 'ask: "Where is {capital}?"\n        answer: country\n' in (program.banks / "capitals.yaml").read_text()


def test_rows_and_questions_are_added_before_it_is_written(program: Program) -> None:
    typed = lines(*ANSWERS[:-1], "2", "Cuba", "Havana", "", "3", "", "3", "Whose is {capital}?", "1")
    done = program.run("bank", "new", typed=typed)

    assert (0, "") == (done.code, done.err)
    assert "Capitals. 2 patterns generate 10 questions from 5 facts.\n" in done.out
    assert "Question [Which country's capital is {capital}?]:" in done.out, "the next suggestion is proposed"
    assert "1 bank, 5 facts, 15 questions." == checked(program, "capitals")


def test_two_questions_with_the_same_answer_have_names_of_their_own(program: Program) -> None:
    own = "Which city rules {country}?"
    done = program.run("bank", "new", typed=lines(*ANSWERS[:-2], own, "3", "", "3", f"Once more: {own}", "1"))

    assert (0, "") == (done.code, done.err)
    assert "1 bank, 4 facts, 12 questions." == checked(program, "capitals")
    text = (program.banks / "capitals.yaml").read_text()
    assert text.index("      what-capital:") < text.index("      what-capital-2:") < text.index("      what-capital-3:")


def test_of_several_columns_one_is_chosen_as_the_answer_and_numbers_are_dated(program: Program) -> None:
    rows = ["Rhine", "1230", "North Sea", "Danube", "2850", "Black Sea", "Rhone", "813", "Mediterranean Sea"]
    question = "Into which sea does the {river} flow?"
    typed = lines("Rivers", "", "", "river, length in km, sea", *rows, "", "2024", question, "2", "1")
    done = program.run("bank", "new", typed=typed)

    assert (0, "") == (done.code, done.err)
    assert "\nWhich column answers it?\n1. length in km\n2. sea\n" in done.out
    text = (program.banks / "rivers.yaml").read_text()
    assert "\nas_of: 2024\n" in text
    assert f'ask: "{question}"\n        answer: sea\n        why: "The sea of {{river}} is {{sea}}."\n' in text


def test_a_question_that_nothing_follows_from_is_told_before_it_is_written(program: Program) -> None:
    rows = ["Rhine", "North Sea", "Elbe", "North Sea", "Danube", "Black Sea"]
    question = "Into which sea does the {river} flow?"
    done = program.run("bank", "new", typed=lines("Rivers", "", "", "river, sea", *rows, "", question, "4"))

    assert f" {question}  (0 questions)\n" in done.out
    assert "No question: only 1 answer can be proven wrong. Rows with other values may help.\n" in done.out


def test_what_the_options_say_is_not_asked(program: Program) -> None:
    options = ["--title", "Capitals", "--topic", "Cities", "--source", ""]
    done = program.run("bank", "new", *options, typed=lines(*ANSWERS[3:]))

    assert (0, "") == (done.code, done.err)
    assert done.out.startswith("\nWhich columns does your table have?")
    text = (program.banks / "capitals.yaml").read_text()
    assert "\ntables:\n  cities:\n    topic: Cities\n" in text
    assert "source:" not in text


def test_what_is_typed_is_never_more_than_text(program: Program) -> None:
    about = ['Title: "x" # {a} \x1b[31m', "- [topic]", "*source"]
    hostile = [*about, "thing {x}, value: #", "{a}", "yes", "'b'", "1:10", "#c", "~"]
    done = program.run("bank", "new", typed=lines(*hostile, "", "", "1"))

    assert (0, "") == (done.code, done.err)
    assert "\x1b" not in done.out
    assert "1 bank, 3 facts, 3 questions." == checked(program, str(program.banks))
    preview = program.run("bank", "preview", str(program.banks), "--json").json()
    assert {"yes", "1:10", "~"} == {option["text"] for item in preview for option in item["options"]}


# Names


def test_a_name_that_is_taken_is_asked_again(colors: Program) -> None:
    before = (colors.banks / "colors.yaml").read_bytes()
    done = colors.run("bank", "new", typed=lines("Colors", "EU-NATO leaders", "More colors"))

    assert f"`{colors.banks / 'colors.yaml'}` already exists. Choose another title.\nTitle: " in done.out
    assert "eu-nato/leaders.yaml` already exists. Choose another title.\nTitle: More colors\n" in done.out
    assert before == (colors.banks / "colors.yaml").read_bytes()


@pytest.mark.parametrize("name", ["capitals.yaml", "capitals.csv"])
def test_a_file_that_is_there_is_never_touched(program: Program, name: str) -> None:
    sheet(program)
    (program.folder / "capitals.yaml").write_text("mine")
    before = {path: (program.folder / path).read_bytes() for path in files(program.folder)}
    done = program.run("bank", "new", "--sheet", "capitals.csv", "--title", "X", "--to", name)

    assert (Exit.USAGE, "") == (done.code, done.out)
    assert name in done.err
    assert "choose another place with --to" in done.err
    assert before == {path: (program.folder / path).read_bytes() for path in files(program.folder)}


def test_neither_is_what_a_link_leads_to(program: Program) -> None:
    (program.banks / "capitals.yaml").symlink_to(program.folder / "nowhere")
    done = program.run("bank", "new", "--sheet", sheet(program), "--title", "Capitals")

    assert Exit.USAGE == done.code
    assert "already exists" in done.err
    assert not (program.folder / "nowhere").exists()


@pytest.mark.parametrize(
    ("to", "reason"),
    [
        ("nowhere/", "`nowhere/` is neither an existing folder nor the name of a file that ends in `.yaml`"),
        ("capitals.txt", "`capitals.txt` is neither an existing folder nor"),
        ("nowhere/capitals.yaml", "there is no folder `nowhere`"),
        ("capitals.csv/x.yaml", "there is no folder `capitals.csv`"),
        ("~nobody-at-all/x.yaml", "there is no folder `~nobody-at-all`"),
        ("x" * 300 + ".yaml", "cannot be written"),
    ],
)
def test_a_place_that_cannot_be_is_refused(program: Program, to: str, reason: str) -> None:
    done = program.run("bank", "new", "--sheet", sheet(program), "--title", "X", "--to", to)

    assert (True, "") == (done.code in (Exit.USAGE, Exit.STORAGE), done.out)
    assert reason in done.err
    assert "Traceback" not in done.err
    assert ["capitals.csv"] == files(program.folder)


@pytest.mark.parametrize(
    ("to", "path", "name"),
    [
        (None, "banks/capitals.yaml", "capitals"),
        (".", "capitals.yaml", "capitals.yaml"),
        ("banks", "banks/capitals.yaml", "banks/capitals.yaml"),
        ("mine.yml", "mine.yml", "mine.yml"),
        ("my bank.yaml", "my bank.yaml", "'my bank.yaml'"),
    ],
)
def test_it_goes_where_it_is_told_to_and_says_how_it_is_called(
    program: Program, to: str | None, path: str, name: str
) -> None:
    where = [] if to is None else ["--to", to]
    done = program.run("bank", "new", "--sheet", sheet(program), "--title", "Capitals", *where)

    assert (0, "") == (done.code, done.err)
    assert (program.folder / path).is_file()
    assert f"\n  quiz play {name}\n" in done.out
    assert 0 == program.shell(f"quiz play {name} --questions 1 < /dev/null").code


def test_a_name_that_means_another_bank_is_not_proposed(program: Program) -> None:
    done = program.run("bank", "new", "--sheet", sheet(program), "--title", "Solar system")

    assert (0, "") == (done.code, done.err)
    assert f"\n  quiz play {program.banks / 'solar-system.yaml'}\n" in done.out


def test_the_folder_of_banks_is_made_where_it_is_missing(program: Program) -> None:
    env = {"QUIZ_BANK_DIR": ""}
    done = program.run("bank", "new", "--sheet", sheet(program), "--title", "Capitals", env=env)

    assert (0, "") == (done.code, done.err)
    assert f"{program.data / 'banks'}\n" == program.run("banks", "--path", env=env).out
    assert (program.data / "banks" / "capitals.yaml").is_file()
    assert 0o700 == stat.S_IMODE(program.data.stat().st_mode), "the history will lie there"


def test_the_path_of_the_banks_is_one_line(program: Program) -> None:
    assert (0, f"{program.banks}\n", "") == program.run("banks", "--path")
    assert f"{program.folder / 'here'}\n" == program.run("banks", "--path", env={"QUIZ_BANK_DIR": "here"}).out


@pytest.mark.parametrize(("umask", "mode"), [("022", 0o644), ("077", 0o600), ("000", 0o644)])
def test_everyone_may_read_a_bank_as_far_as_the_umask_allows(program: Program, umask: str, mode: int) -> None:
    done = program.shell(f"umask {umask}; quiz bank new --sheet '{sheet(program)}' --title Capitals")

    assert (0, "") == (done.code, done.err)
    assert mode == stat.S_IMODE((program.banks / "capitals.yaml").stat().st_mode)


def test_of_many_at_once_one_writes_and_none_overwrites(program: Program) -> None:
    sheet(program)
    call = "quiz bank new --sheet capitals.csv --title Capitals --source"
    done = program.shell(f"for i in 1 2 3 4; do {call} $i > $i.out 2> $i.err & done; wait")

    assert 0 == done.code
    written = [i for i in "1234" if "Written: " in (program.folder / f"{i}.out").read_text()]
    assert 1 == len(written)
    assert f"\nsource: {written[0]}\n" in (program.banks / "capitals.yaml").read_text()
    assert ["capitals.yaml"] == files(program.banks)


# A disk that cannot be written


@pytest.fixture
def blocked(program: Program) -> Program:
    """Return the program with a file in the place of the folder of banks."""
    program.banks.rmdir()
    program.banks.write_text("in the way")
    return program


def test_what_cannot_be_written_is_told(blocked: Program) -> None:
    done = blocked.run("bank", "new", "--sheet", sheet(blocked), "--title", "Capitals")

    assert (Exit.STORAGE, "") == (done.code, done.out)
    assert done.err.startswith(f"quiz: the folder `{blocked.banks}` cannot be created: ")


def test_what_was_typed_is_not_lost_where_it_cannot_be_written(blocked: Program) -> None:
    done = blocked.run("bank", "new", typed=lines(*ANSWERS, "", "capitals.txt", "~/capitals.yaml"))

    assert (0, "") == (done.code, done.err)
    assert f"\nthe folder `{blocked.banks}` cannot be created: file exists. Where should it go instead?" in done.out
    assert "\nType the path of a file or folder.\n" in done.out
    assert "\n`capitals.txt` is neither an existing folder" in done.out
    assert "1 bank, 4 facts, 4 questions." == checked(blocked, "capitals.yaml")


# Sheets


def from_csv(program: Program, text: str | bytes, *more: str) -> Done:
    return program.run("bank", "new", "--sheet", sheet(program, text), "--title", "Capitals", *more)


def test_a_sheet_becomes_a_bank_without_a_question_asked(program: Program) -> None:
    done = from_csv(program, SHEET, "--topic", "Cities", "--source", "Atlas: 2024", "--as-of", "May 2024")

    assert (0, "") == (done.code, done.err)
    assert done.out.startswith(
        "5 patterns generate 20 questions from 4 facts.\n"
        "  What is the capital of {country}?  (4 questions)\n"
        "  Which country's capital is {capital}?  (4 questions)\n"
        "  What is the population of {country}?  (4 questions)\n"
        "  Which of these countries has the greatest population?  (4 questions)\n"
        "  Which of these countries has the smallest population?  (4 questions)\n"
        "Facts about `Country`; the columns are `Country`, `Capital`, `Population`.\n"
        "Written: "
    )
    assert "1 bank, 4 facts, 20 questions." == checked(program, "capitals")
    text = (program.banks / "capitals.yaml").read_text()
    assert '\nas_of: May 2024\nsource: "Atlas: 2024"\n' in text
    assert "\n  cities:\n    topic: Cities\n" in text
    assert "\n    columns: [country, capital, population]\n" in text
    assert "\n      kenya: [Kenya, Nairobi, 55]\n" in text


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_sheets_of_every_kind(program: Program, separator: str, encoding: str) -> None:
    text = SHEET.replace(";", separator).replace("Lima", '"Lima,\r\nso to say; yes"').replace("\n", "\r\n")
    done = from_csv(program, text.encode(encoding))

    assert (0, "") == (done.code, done.err)
    capital = '"Lima, so to say; yes"' if separator == ";" else '["Lima, so to say", yes]'
    assert f"\n      peru: [Peru, {capital}, 34]\n" in (program.banks / "capitals.yaml").read_text()


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("", "", "the sheet is empty"),
        ("Country;Capital\nFrance;Paris\nKenya\n", ":3", "X146: skipped: 1 row has no value where one is needed"),
        ("Country;;Year\nFrance;Paris;1\n", ":2", "X147: changed: a column without a heading is left out: line 2"),
        ('A;B\n"x;1\n', ":2", "X143: skipped: a quotation mark is not closed; close it"),
    ],
)  # fmt: skip
def test_a_broken_sheet_is_told_with_its_line(program: Program, text: str | bytes, place: str, message: str) -> None:
    done = from_csv(program, text)

    assert (Exit.BAD_DATA, "") == (done.code, done.out)
    assert f"capitals.csv{place or '`'}: {message}" in done.err
    assert ["capitals.csv"] == files(program.folder)


@pytest.mark.parametrize(("encoding", "note"), [("utf-16", ""), ("cp1252", "were read as Windows-1252")])
def test_a_sheet_in_another_encoding_is_read(program: Program, encoding: str, note: str) -> None:
    done = from_csv(program, SHEET.replace("Lima", "Lím").encode(encoding))

    assert (0, "") == (done.code, done.err)
    assert note in done.out
    assert "[Peru, Lím, 34]" in (program.banks / "capitals.yaml").read_text()


def test_a_workbook_is_read(program: Program) -> None:
    (program.folder / "capitals.xlsx").write_bytes(xlsx([line.split(";") for line in SHEET.splitlines()]))
    done = program.run("bank", "new", "--from-csv", "capitals.xlsx", "--title", "Capitals")

    assert (0, "") == (done.code, done.err)
    assert done.out.startswith("5 patterns generate 20 questions from 4 facts.\n")


QUESTIONS = "Question,Correct,Wrong 1,Wrong 2\nSymbol of gold?,Au,Ag,Fe\nOf iron?,Fe,Ir,In\nOf tin?,Sn,Ti,\n"


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        (QUESTIONS, "the right answers in `Correct`; wrong answers in `Wrong 1`, `Wrong 2`."),
        (
            "Question;Answer 1;Answer 2;Time;Key\nSymbol of gold?;Ag;Au;9;2\nOf iron?;Fe;Ir;9;1\nOf tin?;Sn;Ti;9;1\n",
            "the right answers in `Key` (as numbers of answers); answers in `Answer 1`, `Answer 2`.",
        ),
    ],
)
def test_a_sheet_of_questions_becomes_questions_with_their_keys(program: Program, text: str, seen: str) -> None:
    done = from_csv(program, text, "--source", "Tests: 1", "--topic", "Metals")

    assert (0, "") == (done.code, done.err)
    assert seen in done.out
    bank = (program.banks / "capitals.yaml").read_text()
    assert '\ntopic: Metals\nsource: "Tests: 1"\n' in bank
    assert '\n    ask: "Symbol of gold?"\n    answer: Au\n    wrong:\n      - Ag\n' in bank
    assert "1 bank, 3 facts, 3 questions." == checked(program, "capitals")
    assert "importing" not in bank


def test_a_sheet_of_questions_is_shown_before_it_is_written(program: Program) -> None:
    file = sheet(program, QUESTIONS)
    left = program.run("bank", "new", "--sheet", file, "--source", "", typed=lines("Metals", "", "2"))
    done = program.run("bank", "new", "--sheet", file, "--source", "", typed=lines("Metals", "", "1"))

    assert (0, "", 0, "") == (left.code, left.err, done.code, done.err)
    assert left.out.endswith("\nNothing was written.\n")
    assert "\nMetals. 3 questions.\n" in done.out
    assert '\n ask: "Of iron?"\n answer: Fe\n wrong:\n   - Ir\n   - In\n' in done.out
    assert "1 bank, 3 facts, 3 questions." == checked(program, "metals")


def test_where_it_is_not_clear_which_answers_are_right_a_sheet_is_refused(program: Program) -> None:
    done = from_csv(program, "Was;A;B;C\nOne?;a;b;c\nTwo?;d;e;f\nThree?;g;h;i\n")

    assert (Exit.BAD_DATA, "") == (done.code, done.out)
    assert "it is not clear which are right: the columns are `Was`, `A`, `B`, `C`" in done.err
    assert files(program.banks) == []


def test_each_question_of_a_sheet_can_be_refused_and_what_is_doubtful_is_asked(program: Program) -> None:
    text = "Country;Continent;Capital\nFrance;Europe;Paris\nItaly;;Rome\nSpain;;Madrid\nPeru;America;Lima\n"
    typed = lines("Capitals", "", "2", "2", "1", "2", "3", "1")
    done = program.run("bank", "new", "--sheet", sheet(program, text), "--source", "", typed=typed)

    assert (0, "") == (done.code, done.err)
    assert "\n`Continent` is empty in lines 3 and 4. Should they have the value above?\n" in done.out
    assert "\nWhich one should not be asked?\n1. The continent of {country} is {continent}.\n" in done.out
    bank = (program.banks / "capitals.yaml").read_text()
    assert "\n      spain: [Spain, Europe, Madrid]\n" in bank
    assert "claim:" not in bank
    assert "What is the capital of {country}?" in bank


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("A;B\nx;y\n", "no question can be made from this sheet"),
        ("A;B\n" + "".join(f"{i};{'x' * 80}{i}\n" for i in range(21_000)), "the sheet does not fit into a bank"),
    ],
    ids=["too small", "too large"],
)
def test_a_sheet_that_makes_no_bank_is_refused(program: Program, text: str, reason: str) -> None:
    done = from_csv(program, text)

    assert (Exit.BAD_DATA, "") == (done.code, done.out)
    assert f"quiz: {reason}" in done.err
    assert [] == files(program.banks)


@pytest.mark.parametrize("make", [os.mkdir, os.mkfifo], ids=["folder", "pipe"])
def test_a_sheet_that_is_no_file_is_refused_at_once(program: Program, make: object) -> None:
    assert callable(make)
    make(program.folder / "x.csv")
    done = program.run("bank", "new", "--sheet", "x.csv", "--title", "X")
    missing = program.run("bank", "new", "--sheet", "y\x1b.csv", "--title", "X")

    assert (Exit.BAD_DATA, "") == (done.code, done.out)
    assert "quiz: `x.csv` cannot be read: it is " in done.err
    assert (Exit.BAD_DATA, "quiz: `y<U+001B>.csv` cannot be read: there is no such file\n") == (
        missing.code,
        missing.err,
    )


def test_cells_with_several_values_and_without_any_are_told(program: Program) -> None:
    done = from_csv(program, SHEET.replace("Nairobi", "Nairobi | Mombasa").replace("34", ""))

    assert (0, "") == (done.code, done.err)
    assert "`Capital` has several values in a cell, separated by `|`: each of them counts as true.\n" in done.out
    assert "X149: changed: `Population` is empty in line 5, so nothing is asked about it there\n" in done.out
    text = (program.banks / "capitals.yaml").read_text()
    assert "\n      kenya: [Kenya, [Nairobi, Mombasa], 55]\n" in text
    assert "\n      peru: [Peru, Lima, []]\n" in text


@pytest.mark.parametrize(
    ("separator", "said", "compared"),
    [
        (",", "`330.224` in `Einwohner` can be `330.224` or `330224`, so its values are not compared; write", False),
        (";", "`330.224` in `Einwohner` is read as 330224; `kinds` in the table says so.", True),
    ],
)
def test_a_column_that_can_be_read_in_two_ways(program: Program, separator: str, said: str, compared: bool) -> None:
    text = "Stadt;Einwohner\nBonn;330.224\nKiel;247.717\nDorf;980\nTrier;112.195\n"
    done = from_csv(program, text.replace(";", separator))

    assert (0, "") == (done.code, done.err)
    assert said in done.out
    bank = (program.banks / "capitals.yaml").read_text()
    assert ("\n    kinds: {einwohner: decimal comma}\n" in bank) == compared
    assert any(key in bank for key in ("most:", "least:", "near:")) == compared
    assert "answer: einwohner" in bank


def test_a_hostile_sheet_makes_a_clean_bank(program: Program) -> None:
    cells = ["\x1b[31m{x}", "=1+1", "- a: b # c", "\u202eabc", "yes", "'", '""""', "{{}}", "@x", "%y", "1:10", "  z  "]
    rows = "".join(f"{cell}\t{i} {cell}\n" for i, cell in enumerate(cells))
    done = from_csv(program, f"&Name\t*{{Value}}\x1b[0m\n{rows}")

    assert (0, "") == (done.code, done.err)
    assert "\x1b" not in done.out
    assert "1 bank, 12 facts, 24 questions." == checked(program, "capitals")
    assert "\x1b" not in (program.banks / "capitals.yaml").read_text()


def test_a_sheet_without_a_title_asks_for_what_is_missing(program: Program) -> None:
    file = sheet(program, name="my_first-sheet.csv")  # numbers ask for a date
    done = program.run("bank", "new", "--sheet", file, "--source", "Atlas", typed=lines("", "", "2024", "1"))

    assert (0, "") == (done.code, done.err)
    assert "\nTitle [My first sheet]: \n" in done.out
    assert "\nMy first sheet. 5 patterns generate 20 questions from 4 facts.\n" in done.out
    assert "\n1. Write the bank\n2. Leave out one of the questions\n3. Leave without writing\n" in done.out
    assert "1 bank, 4 facts, 20 questions." == checked(program, "my-first-sheet")


@pytest.mark.parametrize(
    ("option", "text", "reason"),
    [
        ("--title", "", "--title: Type a name, with at least one letter or digit."),
        ("--title", "!?", "--title: Type a name"),
        ("--title", "x" * 5000, "--title is too long"),
        ("--source", "x" * 5000, "--source is too long"),
        ("--title", "Colors", "already exists. Choose another title."),
    ],
)
def test_an_option_that_will_not_do_is_refused(colors: Program, option: str, text: str, reason: str) -> None:
    done = colors.run("bank", "new", "--sheet", sheet(colors), option, text)

    assert (Exit.USAGE, "") == (done.code, done.out)
    assert reason in done.err
    assert ["colors.yaml"] == files(colors.banks)
