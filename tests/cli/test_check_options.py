"""`quiz bank check`: its formats for programs, manual pages, the history, and many files at once."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from quiz.lint.codes import ALL_CODES
from tests.conftest import COLORS, PETS, ROOT

if TYPE_CHECKING:
    from tests.conftest import Program

NEGATIVE = PETS.replace("What is {name}?", "What is {name}, 100% not: a, b?")
MESSAGE = (
    "4 of 4 questions are negative, such as `not` in `What is Rex, 100% not: a, b?`",
    "ask for what is true, or write the word in capitals, as in NOT or EXCEPT",
)


# Formats


def test_a_finding_is_drawn_at_its_place(program: Program) -> None:
    program.bank("pets", NEGATIVE)

    code, out, err = program.run("bank", "check", "banks/pets.yaml")

    expected = f"""\
banks/pets.yaml:12:7: warning Q107: {MESSAGE[0]}
   12 |       what: {{ask: "What is {{name}}, 100% not: a, b?", answer: kind, why: "{{name}} is a {{kind}}."}}
      |       ^^^^ {MESSAGE[1]}
1 warning. 1 bank, 4 facts, 4 questions.
"""
    assert (0, expected, "") == (code, out, err)


def test_json_is_the_same_by_either_name(program: Program) -> None:
    program.bank("pets", NEGATIVE)

    by_option = program.run("bank", "check", "pets", "--json")
    by_format = program.run("bank", "check", "pets", "--format", "json")

    assert by_option == by_format
    (problem,) = by_format.json()
    assert ["version", "file", "line", "column", "severity", "code", "message", "help"] == list(problem)
    assert 1 == problem["version"]
    assert ("warning", "Q107", *MESSAGE) == tuple(problem[key] for key in ("severity", "code", "message", "help"))


def test_github_gets_workflow_commands_with_escapes(program: Program) -> None:
    program.bank("a, b:c%", NEGATIVE.replace("title: Pets", "titel: Pets"))
    program.bank("pets", NEGATIVE)

    code, out, err = program.run("bank", "check", "banks", "--format", "github")

    message = "%0A".join(MESSAGE).replace("100%", "100%25")
    expected = f"""\
::error file=banks/a%2C b%3Ac%25.yaml,line=2,col=1,endColumn=6,title=B101::a bank has no key `titel`%0Adid you mean `title`?
::warning file=banks/pets.yaml,line=12,col=7,endColumn=11,title=Q107::{message}
"""  # noqa: E501 # workflow commands are whole lines
    assert (1, expected, "") == (code, out, err)


def test_github_gets_nothing_where_there_is_nothing(program: Program) -> None:
    program.bank("pets", PETS)

    assert (0, "", "") == program.run("bank", "check", "pets", "--format", "github")


def sarif(program: Program, *paths: str) -> tuple[int, dict[str, Any]]:
    code, out, err = program.run("bank", "check", *paths, "--format", "sarif")
    assert "" == err
    return code, json.loads(out)


def test_sarif_has_what_its_version_requires(program: Program) -> None:
    """Section 3 of SARIF 2.1.0: what is required of a log, a run, a tool, a rule and a result."""
    program.bank("my pets", NEGATIVE)
    program.bank("broken", "[")

    code, log = sarif(program, "banks")

    assert 65 == code
    assert "2.1.0" == log["version"]
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert "quiz" == driver["name"]
    assert driver["informationUri"].startswith("https://")
    assert "unicodeCodePoints" == run["columnKind"]
    assert ["B003", "Q107"] == [rule["id"] for rule in driver["rules"]]
    for rule in driver["rules"]:
        assert rule["shortDescription"]["text"] == ALL_CODES[rule["id"]][1]
        assert rule["fullDescription"]["text"] in " ".join(rule["help"]["text"].split("\n"))
        assert rule["fullDescription"]["text"].endswith((".", ":"))
        assert rule["defaultConfiguration"]["level"] in ("error", "warning", "note")
    for result in run["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] == ALL_CODES[result["ruleId"]][0]
        assert result["message"]["text"]
        (location,) = result["locations"]
        place = location["physicalLocation"]
        assert re.fullmatch(r"[\w/.%-]+", place["artifactLocation"]["uri"])
        assert place["region"]["startLine"] >= 1
        assert place["region"]["endColumn"] > place["region"]["startColumn"] >= 1


def test_sarif_has_no_placeholders_and_no_links_that_nobody_meant(program: Program) -> None:
    """Sections 3.11.5 and 3.11.6 of SARIF 2.1.0: doubled braces are braces, escaped brackets are brackets."""
    program.bank("pets", PETS.replace("What is {name}?", "Is {nmae} not a [x](https://example.org) {name}?"))
    program.bank("links", NEGATIVE.replace("100%", "[x](https://example.org)").replace("id: pets", "id: links"))

    messages = [one["message"]["text"] for one in sarif(program, "banks")[1]["runs"][0]["results"]]

    assert len(messages) == 2
    assert "\\[x\\](https://example.org)" in messages[0]
    assert "`{{nmae}}` is not a column of `pets` (did you mean `{{name}}`?)" == messages[1]


def test_sarif_names_files_by_uri(program: Program) -> None:
    path = program.bank("my pets", NEGATIVE)

    def uri(argument: str) -> str:
        (result,) = sarif(program, argument)[1]["runs"][0]["results"]
        return str(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"])

    assert "banks/my%20pets.yaml" == uri("banks/my pets.yaml")
    assert path.as_uri() == uri(str(path))


def test_sarif_of_a_good_bank_has_no_results(program: Program) -> None:
    program.bank("pets", PETS)

    code, log = sarif(program, "pets")

    assert 0 == code
    assert [] == log["runs"][0]["results"]


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif"])
def test_texts_of_a_bank_are_cleaned_in_every_format(program: Program, form: str) -> None:
    program.bank("pets", NEGATIVE.replace("Rex", "R\u202eex").replace("titel", "title"))

    out = program.run("bank", "check", "pets", "--format", form).out

    assert "\u202e" not in out
    assert "\\u202e" not in out
    assert "<U+202E>" in out


# Manual pages


def test_the_manual_page_of_a_rule_is_shown(program: Program) -> None:
    code, out, err = program.run("bank", "check", "--explain", " q107")

    assert (0, "") == (code, err)
    assert out.startswith("Q107: a negative question (warning)\n\n")
    assert "\nFails:\n\n    questions:\n" in out
    assert "`allow: [Q107]`" in out


@pytest.mark.parametrize("code", ["B204", "G301", "H101", "Q100"])
def test_every_kind_of_code_has_a_page(program: Program, code: str) -> None:
    done = program.run("bank", "check", "--explain", code)

    assert (0, "") == (done.code, done.err)
    assert done.out.startswith(f"{code}: {ALL_CODES[code][1]} (")


def test_a_code_that_is_mistyped_is_told(program: Program) -> None:
    expected = "quiz: there is no code `G31`\n  did you mean `G301`?\n"

    assert (2, "", expected) == program.run("bank", "check", "--explain", "G31")


def test_a_code_of_an_import_has_its_page_in_the_manual(program: Program) -> None:
    help_ = "`quiz help import` and `quiz help export` list the codes that begin with X"

    expected = (2, "", f"quiz: there is no code `X101`\n  {help_}\n")
    assert expected == program.run("bank", "check", "--explain", "X101")


def test_without_a_path_it_says_what_is_missing(program: Program) -> None:
    code, out, err = program.run("bank", "check")

    assert (2, "") == (code, out)
    assert "PATH" in err


def test_watching_goes_with_text_only(program: Program) -> None:
    program.bank("pets", PETS)

    assert 2 == program.run("bank", "check", "pets", "--watch", "--json").code


# Many at once


def test_files_folders_and_names_are_checked_together(program: Program) -> None:
    program.bank("one", PETS)
    program.bank("course/two", PETS.replace("id: pets", "id: two"))
    program.bank("course/three", PETS.replace("id: pets", "id: three"))

    code, out, err = program.run("bank", "check", "banks/one.yaml", "./banks/course", "one", "solar-system")

    assert (0, "") == (code, err)
    assert "No problems. 7 banks, " in out


# The history


def test_a_renamed_id_is_reported_with_the_answers_that_refer_to_it(colors: Program) -> None:
    colors.play("colors", "--seed", "1", "--questions", "6")
    colors.bank("colors", COLORS.replace("      green:", "      leaf-green:"))

    code, out, _ = colors.run("bank", "check", "banks/colors.yaml")

    assert 0 == code
    assert (
        "banks/colors.yaml:9:7: warning H102: `green` is no longer in `mixes`; 1 recorded answer refers to it\n"
        "    9 |       leaf-green: {color: green, parts: blue and yellow}\n"
        "      |       ^^^^^^^^^^ if this is the same row, name it `green` again\n"
    ) in out


def test_a_deleted_fact_is_a_note(colors: Program) -> None:
    colors.play("colors", "--seed", "1", "--questions", "6")
    gone = "      gray: {color: gray, parts: black and white}\n"
    colors.bank("colors", COLORS.replace(gone, ""))

    problems = colors.run("bank", "check", "colors", "--json").json()

    assert ["note H101"] == [f"{one['severity']} {one['code']}" for one in problems if one["code"].startswith("H")]


def test_an_allowed_deletion_is_not_told(colors: Program) -> None:
    colors.play("colors", "--seed", "1", "--questions", "6")
    gone = "      gray: {color: gray, parts: black and white}\n"
    colors.bank("colors", COLORS.replace(gone, "").replace("    topic: Mixing", "    topic: Mixing\n    allow: H101"))

    assert "H101" not in colors.run("bank", "check", "colors").out


def test_a_bank_with_another_id_is_known_by_its_facts(colors: Program) -> None:
    colors.play("colors", "--seed", "1", "--questions", "6")
    colors.bank("colors", COLORS.replace("id: colors", "id: paint"))

    out = colors.run("bank", "check", "colors").out

    assert "warning H102: the bank seems to have been `colors` before; 6 recorded answers refer to that id" in out
    assert "write `id: colors`, as before" in out


def test_a_copy_with_an_id_of_its_own_was_not_renamed(colors: Program) -> None:
    colors.play("colors", "--seed", "1", "--questions", "6")
    colors.bank("paint", COLORS.replace("id: colors", "id: paint"))

    assert "H102" not in colors.run("bank", "check", "paint").out


def test_what_another_bank_with_the_same_id_holds_is_not_gone(colors: Program) -> None:
    colors.play("colors", "--seed", "1", "--questions", "6")
    colors.bank("half", COLORS.replace("      gray: {color: gray, parts: black and white}\n", ""))

    assert "H10" not in colors.run("bank", "check", "banks/half.yaml").out


def test_a_history_that_cannot_be_read_is_no_finding(colors: Program) -> None:
    colors.data.mkdir()
    colors.history_file.write_bytes(b"no history")

    done = colors.run("bank", "check", "colors")

    assert (0, "") == (done.code, done.err)
    assert b"no history" == colors.history_file.read_bytes()


def test_checking_makes_no_history(colors: Program) -> None:
    colors.run("bank", "check", "colors")

    assert not colors.data.exists()


# pre-commit


def hook() -> dict[str, Any]:
    (found,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))  # noqa: TID251 # no bank
    assert isinstance(found, dict)
    return found


def test_the_hook_has_what_pre_commit_requires() -> None:
    assert {"id", "name", "entry", "language"} <= set(hook())
    assert "python" == hook()["language"]


def test_the_hook_checks_the_files_it_is_given(program: Program) -> None:
    command = hook()["entry"]
    program.bank("pets", PETS)
    program.bank("broken", PETS.replace("title", "titel"))

    assert 0 == program.shell(f"{command} banks/pets.yaml").code
    assert 1 == program.shell(f"{command} banks/pets.yaml banks/broken.yaml").code


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("question_banks/leaders.yaml", True),
        ("school/question_banks/greek/words.yml", True),
        ("leaders.quiz.yaml", True),
        ("banks/leaders.quiz.yml", True),
        ("docker-compose.yml", False),
        ("banks/leaders.yaml", False),
        ("my_question_banks/leaders.yaml", False),
        ("question_banks/.draft.yaml", False),
        (".pre-commit-config.yaml", False),
        (".github/workflows/test.yml", False),
        ("docs/.hidden/x.yaml", False),
        ("README.md", False),
    ],
)
def test_the_hook_is_given_banks_only(path: str, expected: bool) -> None:
    assert expected is bool(re.search(hook()["files"], path) and not re.search(hook()["exclude"], path))


def test_banks_that_ship_are_in_order(program: Program) -> None:
    code, out, err = program.run("bank", "check", str(ROOT / "question_banks"))

    assert (0, "") == (code, err)
    assert out.startswith("No problems. ")


def test_a_file_name_that_is_not_utf_8_is_a_uri_in_sarif(colors: Program) -> None:
    (colors.folder / "\udcff.yaml").write_text("nothing", encoding="utf-8")
    done = colors.run("bank", "check", "\udcff.yaml", "--format", "sarif")

    assert 65 == done.code
    assert '"uri": "%FF.yaml"' in done.out
