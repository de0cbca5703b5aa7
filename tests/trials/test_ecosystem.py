"""What a change of the rules finds in real banks: the findings of a folder, and two lists of findings compared."""

from pathlib import Path

import pytest

from trials.ecosystem import Found, differences, findings

ROOT = Path(__file__).resolve().parents[2]
BANK = """\
id: x
source: s
questions: {q: {ask: Who is not here?, answer: Ann, wrong: [Bea, Cid], why: w}}
"""


def test_the_banks_of_a_folder_are_checked(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text(BANK, encoding="utf-8")

    (found,) = findings(tmp_path, ROOT)

    assert found[:2] == (f"{tmp_path}/x.yaml:3", "Q107")


def test_a_check_that_fails_is_not_taken_for_one_that_finds_nothing(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="the check has failed"):
        findings(tmp_path, tmp_path)


def test_what_is_found_in_both_is_only_counted() -> None:
    same, other = Found("a.yaml:1", "Q107", "x"), Found("a.yaml:2", "Q107", "y")
    before, after = [same, other, other], [same, other, Found("a.yaml:3", "Q105", "z")]

    assert [
        "-a.yaml:2: Q107 y",
        "+a.yaml:3: Q105 z",
        "Q105: 1 found now, 0 no more",
        "Q107: 0 found now, 1 no more",
        "2 as before",
    ] == list(differences(before, after))
