"""`quiz bank import`, as teachers use it."""

import json
import os
from pathlib import Path

import pytest

from tests.conftest import Program

GIFT = """\
$CATEGORY: $course$/top/Metals

::Gold::Symbol of gold?{=Au ~Ag ~Fe ~Pb}

::Iron::Why does iron rust?{}

// [id:tin]
Symbol of tin?{=Sn ~Ti ~Tn ####From stannum.}
"""


@pytest.fixture
def folder(program: Program, tmp_path: Path) -> Path:
    """Return a folder with a GIFT file and a place for banks."""
    (tmp_path / "metals.gift").write_text(GIFT)
    (tmp_path / "out").mkdir()
    return tmp_path


def test_a_bank_is_written_checked_and_played(program: Program, folder: Path) -> None:
    done = program.run("bank", "import", f"{folder}/metals.gift", "--to", f"{folder}/out")
    bank = folder / "out" / "metals.yaml"
    lines = done.out.splitlines()

    assert (done.code, done.err) == (0, "")
    assert lines[0] == f"{folder}/metals.gift:5: X101: skipped `Iron`: it is an essay"
    assert lines[1] == "2 questions were imported. 1 question was skipped."
    assert lines[-5] == f"Written: {bank}"
    assert 'why: "From stannum."' in bank.read_text()
    assert sorted(path.name for path in bank.parent.iterdir()) == ["metals.import.json", "metals.yaml"]
    assert program.run("bank", "check", str(bank)).code == 0
    preview = program.run("bank", "preview", str(bank), "--plain").out
    assert "Symbol of gold?" in preview
    assert "✓ Sn" in preview


def test_rows_cards_and_questions_are_counted_as_what_they_are(program: Program, folder: Path) -> None:
    (folder / "metals.csv").write_text("Metal,Symbol\ngold,Au\ntin,Sn\nlead,\nzinc,Zn\niron,Fe\n")
    (folder / "cards.tsv").write_text("Term\tDefinition\nAu\tgold\nSn\ttin\nPb\tlead\n")

    def said(name: str, *more: str) -> str:
        out = program.run("bank", "import", f"{folder}/{name}", "--to", f"{folder}/out/{name}.yaml", *more).out
        return next(line for line in out.splitlines() if "imported." in line)

    assert said("metals.gift", "--dry-run") == "2 questions would be imported. 1 question would be skipped."
    assert said("metals.csv") == "4 rows were imported. 1 row was skipped."
    assert said("cards.tsv") == "3 cards were imported."


def test_importing_again_changes_what_changed(program: Program, folder: Path) -> None:
    command = ("bank", "import", f"{folder}/metals.gift", "--to", f"{folder}/out")
    program.run(*command)
    bank, record = folder / "out" / "metals.yaml", folder / "out" / "metals.import.json"
    before = bank.read_bytes(), record.read_bytes(), bank.stat().st_mtime_ns

    again = program.run(*command)
    assert (bank.read_bytes(), record.read_bytes(), bank.stat().st_mtime_ns) == before
    assert "0 new, 0 changed, 2 as before. 1 question was skipped." in again.out
    assert "Unchanged: " in again.out

    bank.write_text(bank.read_text().replace("  gold:", "  # checked by me\n  gold:"))
    (folder / "metals.gift").write_text(GIFT.replace("~Pb", "~Sn").replace("From stannum", "Latin"))
    changed = program.run(*command)
    assert "0 new, 2 changed, 0 as before" in changed.out
    assert "Updated: " in changed.out
    assert "# checked by me\n  gold:" in bank.read_text()
    assert 'why: "Latin."' in bank.read_text()


def test_data_for_programs(program: Program, folder: Path) -> None:
    command = ("bank", "import", f"{folder}/metals.gift", "--to", f"{folder}/out")
    data = program.run(*command, "--json").json()
    sarif = json.loads(program.run(*command, "--report", "sarif").out)

    assert data["version"] == 1
    assert (data["bank"], data["written"]) == (f"{folder}/out/metals.yaml", True)
    assert data["counts"] == {"new": 2, "changed": 0, "same": 0, "kept": 0}
    assert data["claims"] == []
    assert data["losses"] == [
        {
            "file": f"{folder}/metals.gift",
            "line": 5,
            "code": "X101",
            "fate": "skipped",
            "question": "Iron",
            "message": "skipped `Iron`: it is an essay",
            "help": "",
        }
    ]
    assert {problem["code"] for problem in data["problems"]} >= {"Q124"}
    losses, findings = sarif["runs"]
    assert [(one["ruleId"], one["level"]) for one in losses["results"]] == [("X101", "warning")]
    assert findings["results"]


def test_strict_and_a_dry_run(program: Program, folder: Path) -> None:
    dry = program.run("bank", "import", f"{folder}/metals.gift", "--to", f"{folder}/out", "--dry-run", "--strict")

    assert dry.code == 1
    assert dry.out.endswith(f"Nothing was written. The bank would be saved as {folder}/out/metals.yaml\n")
    assert list((folder / "out").iterdir()) == []


def test_several_files_a_title_and_an_id(program: Program, folder: Path) -> None:
    (folder / "more.txt").write_text("What is it?\nA. a\nB. b\nC. c\nANSWER: B\n")
    files = (f"{folder}/metals.gift", f"{folder}/more.txt")
    done = program.run("bank", "import", *files, "--title", "All of it", "--id", "all-1", "--to", f"{folder}/out")
    text = (folder / "out" / "all-of-it.yaml").read_text()

    assert done.code == 0
    assert "id: all-1\ntitle: All of it\n" in text
    assert "  what-is-it:\n" in text


@pytest.mark.parametrize(
    ("name", "data", "args", "code", "message"),
    [
        ("x.gift", b"Write.{}", (), 65, "quiz: there is no question that can be imported"),
        ("x.bin", b"\x00\x01\x02", (), 65, "x.bin: its format is unknown"),
        (
            "x.xml",
            b'<?xml version="1.0"?><!DOCTYPE quiz [<!ENTITY a "b">]><quiz>&a;</quiz>',
            (),
            65,
            "x.xml:1: the XML declares entities",
        ),
        ("x.gift", b"a\x00{=b ~c}", (), 65, "x.gift: the file is not text"),
        ("x.gift", b"Q{=a ~b ~c}", ("--format", "gfit"), 2, "quiz: there is no format `gfit`"),
        ("x.gift", b"Q{=a ~b ~c}", ("--id", "A b"), 2, "quiz: `A b` cannot be an id"),
        ("x.gift", b"Q{=a ~b ~c}", ("--to", "nowhere/x.yaml"), 2, "quiz: there is no folder `nowhere`"),
        ("x.gift", b"Q{=a ~b ~c}", ("--to", "x.txt"), 2, "quiz: `x.txt` is neither an existing folder nor"),
        ("x.gift", b"Q{=a ~b ~c}", ("--title", "?"), 2, "quiz: the bank needs a title"),
    ],
)
def test_what_cannot_be_imported(
    program: Program, tmp_path: Path, name: str, data: bytes, args: tuple[str, ...], code: int, message: str
) -> None:
    (tmp_path / name).write_bytes(data)
    done = program.run("bank", "import", f"{tmp_path}/{name}", *args)

    assert done.code == code
    assert message in done.err
    assert "Traceback" not in done.err
    assert not list(tmp_path.glob("**/*.import.json"))


def test_files_that_are_there_are_left_alone(program: Program, folder: Path) -> None:
    command = ("bank", "import", f"{folder}/metals.gift", "--to", f"{folder}/out")
    bank, record = folder / "out" / "metals.yaml", folder / "out" / "metals.import.json"
    bank.write_text("mine")
    own = program.run(*command)
    assert (own.code, bank.read_text()) == (2, "mine")
    assert "already exists, and did not come from an import" in own.err

    bank.unlink()
    program.run(*command)
    record.write_text("{}")
    damaged = program.run(*command)
    assert (damaged.code, damaged.err) == (
        65,
        f"{record}: the record of the import is damaged (import into a new bank)\n",
    )

    bank.write_text(bank.read_text() + "what: now\n")
    assert program.run(*command).code == 65


@pytest.mark.parametrize(
    ("what", "code", "said"),
    [
        ("a bank that is a folder", 65, "cannot be read: it is a folder"),
        ("a record that is a folder", 65, "cannot be read: it is a folder"),
        ("a bank in another encoding", 65, "is not UTF-8"),
        ("a record that is a folder, without its bank", 74, "the bank was written, but not the record of the import: "),
    ],
)
def test_what_is_in_the_way_of_importing_again_is_told(
    program: Program, folder: Path, what: str, code: int, said: str
) -> None:
    command = ("bank", "import", f"{folder}/metals.gift", "--to", f"{folder}/out")
    bank, record = folder / "out" / "metals.yaml", folder / "out" / "metals.import.json"
    program.run(*command)
    if what == "a bank in another encoding":
        bank.write_bytes(bank.read_bytes() + b"# \xff\n")
    else:
        place = bank if what == "a bank that is a folder" else record
        place.unlink()
        place.mkdir()
        if "without" in what:
            bank.unlink()
    done = program.run(*command)

    assert code == done.code, done
    assert said in done.err


@pytest.mark.skipif(os.name != "posix", reason="pipes have names there only")
def test_a_pipe_is_not_waited_for(program: Program, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    done = program.run("bank", "import", f"{tmp_path}/pipe")

    assert (done.code, done.err) == (65, f"{tmp_path}/pipe: it is not a regular file\n")
