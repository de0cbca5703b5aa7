"""Finding banks: by course, course and bank, file name, id, and path."""

import errno
import os
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest

from quiz.app.banks import folders
from quiz.library import files
from quiz.library.banks import BankFile, NotFound, find, list_banks, load

BANK = """\
format: 1
id: {id}
title: Some bank
questions:
  one: {{ask: "Which?", answer: this, wrong: [that, those, these]}}
"""


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """Make a folder with two courses and a bank outside them."""
    folder = tmp_path / "shipped"
    write(folder / "space" / "moons.yaml", "space-moons")
    write(folder / "space" / "planets.yml", "space-planets")
    write(folder / "earth" / "rivers.yaml", "earth-rivers")
    write(folder / "earth" / "moons.yaml", "earth-moons")
    write(folder / "colors.yaml", "basic-colors")
    (folder / "space" / "notes.txt").write_text("no bank")
    write(folder / ".hidden" / "secret.yaml", "secret")
    write(folder / "space" / ".draft.yaml", "draft")
    return folder


def write(path: Path, id_: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(BANK.format(id=id_))
    return path


def addresses(found: list[BankFile]) -> list[str]:
    return [file.address for file in found]


def test_banks_are_listed_by_name_with_their_courses(shipped: Path) -> None:
    expected = ["colors", "earth/moons", "earth/rivers", "space/moons", "space/planets"]

    assert expected == addresses(list_banks([shipped]))


def test_a_name_that_says_what_the_file_is_is_no_part_of_the_name_of_the_bank(tmp_path: Path) -> None:
    write(tmp_path / "space" / "moons.quiz.yaml", "moons")

    (found,) = list_banks([tmp_path])
    assert "space/moons" == found.address
    assert [found] == find("moons", [tmp_path])
    assert ["moons"] == addresses(find(str(found.path), []))


def test_a_folder_that_is_not_there_has_no_banks(tmp_path: Path) -> None:
    assert [] == list_banks([tmp_path / "none"])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("space", ["space/moons", "space/planets"]),
        ("space/moons", ["space/moons"]),
        ("rivers", ["earth/rivers"]),
        ("colors", ["colors"]),
        ("space-planets", ["space/planets"]),
        ("basic-colors", ["colors"]),
    ],
)
def test_a_name_finds_a_course_or_a_bank(shipped: Path, name: str, expected: list[str]) -> None:
    assert expected == addresses(find(name, [shipped]))


def test_a_bank_is_found_by_its_path(shipped: Path) -> None:
    path = shipped / "space" / "moons.yaml"

    assert [path] == [file.path for file in find(str(path), [])]


@pytest.mark.parametrize("name", ["./space/moons.yaml", "space/moons.yaml"])
def test_a_path_counts_from_the_current_folder(shipped: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(shipped)

    assert [shipped / "space" / "moons.yaml"] == [file.path.resolve() for file in find(name, [])]


def test_a_path_may_start_at_home(shipped: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(shipped))

    assert [shipped / "colors.yaml"] == [file.path for file in find("~/colors.yaml", [])]


def test_the_path_of_a_folder_is_a_course(shipped: Path) -> None:
    assert ["space/moons", "space/planets"] == addresses(find(str(shipped / "space"), []))


def test_the_path_of_a_folder_of_courses_finds_all_of_them(tmp_path: Path) -> None:
    write(tmp_path / "all" / "one" / "a.yaml", "a")
    write(tmp_path / "all" / "two" / "b.yaml", "b")

    assert ["one/a", "two/b"] == addresses(find(str(tmp_path / "all"), []))


def test_the_path_of_a_folder_finds_its_banks_and_its_courses(shipped: Path) -> None:
    found = ["shipped/colors", "earth/moons", "earth/rivers", "space/moons", "space/planets"]

    assert found == addresses(find(str(shipped), []))


def test_a_folder_without_banks_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="there is no bank in"):
        find(str(tmp_path), [])


def test_a_path_with_another_ending_is_taken(tmp_path: Path) -> None:
    path = write(tmp_path / "bank.txt", "a")

    assert [path] == [file.path for file in find(str(path), [])]


def test_a_name_of_two_banks_is_not_guessed(shipped: Path) -> None:
    with pytest.raises(NotFound) as caught:
        find("moons", [shipped])

    assert "`moons` names more than one bank" == caught.value.message
    assert "say which: `earth/moons`, `space/moons`" == caught.value.help


@pytest.mark.parametrize(
    ("name", "help_"),
    [
        ("spcae", "did you mean `space`?"),
        ("river", "did you mean `rivers`?"),
        ("zzzzzz", "`quiz banks` lists all banks and courses"),
        ("", "`quiz banks` lists all banks and courses"),
        ("../no-such-bank", "`quiz banks` lists all banks and courses"),
        ("a\0b", "`quiz banks` lists all banks and courses"),
        ("a\0b.yaml", "`quiz banks` lists all banks and courses"),
        ("a\0b/c.yaml", "`quiz banks` lists all banks and courses"),
    ],
)
def test_what_is_not_found_is_told_with_what_is_near(shipped: Path, name: str, help_: str) -> None:
    with pytest.raises(NotFound) as caught:
        find(name, [shipped])

    assert f"there is no bank or course `{name}`" == caught.value.message
    assert help_ == caught.value.help


def test_a_course_of_the_same_name_in_both_folders_is_one(shipped: Path, tmp_path: Path) -> None:
    write(tmp_path / "own" / "space" / "stars.yaml", "space-stars")

    found = find("space", [shipped, tmp_path / "own"])

    assert ["space/moons", "space/planets", "space/stars"] == addresses(found)


def test_a_bank_of_the_player_comes_before_one_that_ships(shipped: Path, tmp_path: Path) -> None:
    own = write(tmp_path / "own" / "colors.yaml", "my-colors")

    assert [own] == [file.path for file in find("colors", [shipped, tmp_path / "own"])]


def test_the_folder_of_own_banks_is_set_by_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUIZ_BANK_DIR", str(tmp_path / "own"))
    own = write(tmp_path / "own" / "mine.yaml", "mine")

    assert [files.shipped_banks(), tmp_path / "own"] == folders()
    assert [own] == [file.path for file in find("mine", folders())]


def test_own_banks_lie_beside_the_history_by_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("QUIZ_BANK_DIR", raising=False)
    monkeypatch.setenv("QUIZ_DATA_DIR", str(tmp_path))

    assert tmp_path / "banks" == files.bank_folder()
    assert tmp_path / "history.db" == files.history_file()


def test_the_shipped_banks_are_there() -> None:
    assert "eu-nato/leaders" in addresses(list_banks([files.shipped_banks()]))


def test_a_bank_is_read_with_its_bytes(shipped: Path) -> None:
    file = find("colors", [shipped])[0]
    loaded = load(file)

    assert loaded.bank is not None
    assert ("basic-colors", "Some bank") == (loaded.bank.id, loaded.bank.title)
    assert file.path.read_bytes() == loaded.data


def test_a_file_that_cannot_be_read_is_a_problem_and_no_exception(tmp_path: Path) -> None:
    loaded = load(BankFile(tmp_path / "none.yaml", "", "none"))

    assert loaded.bank is None
    assert ["B001"] == [problem.code for problem in loaded.problems]
    assert "the file cannot be read: there is no such file" == loaded.problems[0].message


def test_the_history_of_a_bank_hangs_on_its_id_and_not_on_its_file(tmp_path: Path) -> None:
    one = load(BankFile(write(tmp_path / "one.yaml", "same"), "", "one"))
    two = load(BankFile(write(tmp_path / "two.yaml", "same"), "x", "two"))

    assert one.bank is not None
    assert two.bank is not None
    assert (one.bank.id, one.bank.hash) == (two.bank.id, two.bank.hash)


def closed(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Let nobody list a folder: its permissions would not stop root, who may run the tests."""
    iterdir = Path.iterdir

    def guarded(path: Path) -> Iterator[Path]:
        if path == folder:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return iterdir(path)

    monkeypatch.setattr(Path, "iterdir", guarded)


@pytest.mark.parametrize("below", ["", "space"])
def test_a_folder_that_cannot_be_read_is_a_bank_that_cannot_be_read(
    shipped: Path, monkeypatch: pytest.MonkeyPatch, below: str
) -> None:
    folder = shipped / below if below else shipped
    closed(monkeypatch, folder)

    named = [file for file in list_banks([shipped]) if file.path == folder]
    assert named == find(str(folder), [])
    (problem,) = load(named[0]).problems
    assert "B001" == problem.code
    assert "the file cannot be read" in problem.message


def test_an_entry_that_cannot_be_looked_at_does_not_end_the_list(
    shipped: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(path: Path) -> NoReturn:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))

    monkeypatch.setattr(Path, "is_dir", refused)  # as of a folder that may be listed but not entered

    assert ["colors"] == addresses(list_banks([shipped]))
