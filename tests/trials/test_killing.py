"""Killing rounds, and whether the ledger that judges this sees what is wrong."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from trials.killing import killing
from trials.ledger import Ledger
from trials.report import Report, as_text

QUESTION = """\
Question 1 of 6. Words. 0 right so far.
How large is name3?
1. size3
2. size4
Your answer, 1 or 2: """
FEEDBACK = "Right. You chose 1, size3.\n"


def keep(home: Path, *answers: tuple[str, str, int], ended: bool = False) -> None:
    """Write a history with these answers: stem, what was chosen, whether it was right."""
    (home / "data").mkdir(exist_ok=True)
    (home / "data" / "history.db").unlink(missing_ok=True)
    with closing(sqlite3.connect(home / "data" / "history.db")) as db, db:
        db.execute("CREATE TABLE rounds (id, ended_at)")
        db.execute("CREATE TABLE attempts (round, kind, shown, chosen, is_right, voided_at)")
        db.execute("INSERT INTO rounds VALUES ('r', ?)", (1 if ended else None,))
        for stem, chosen, right in answers:
            shown = json.dumps({"stem": stem, "options": [{"id": "x", "text": chosen}]})
            db.execute("INSERT INTO attempts VALUES ('r', 'first', ?, ?, ?, NULL)", (shown, '["x"]', right))


def test_no_answer_that_was_shown_is_lost_when_rounds_are_killed() -> None:
    report = killing(30, seed=1)
    assert report.passed, as_text(report)
    assert 30 == report.tried


def test_the_ledger_is_content_with_what_was_shown(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    keep(tmp_path, ("How large is name3?", "size3", 1))
    assert [] == ledger.heard(QUESTION + "\n" + FEEDBACK)
    assert [] == ledger.check()
    assert [] == ledger.heard("Unfinished round\n1. Resume: 1 of 6 answered\n")


def test_the_ledger_takes_one_answer_that_was_not_yet_told(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    keep(tmp_path, ("How large is name3?", "size3", 1))
    assert [] == ledger.heard(QUESTION)
    assert [] == ledger.check()
    assert 1 == len(ledger.shown)


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        ([], "answer 1 was shown"),
        ([("How large is name3?", "size4", 1)], "answer 1 was shown"),
        ([("How large is name3?", "size3", 0)], "answer 1 was shown"),
        ([("How large is name4?", "size3", 1)], "answer 1 was shown"),
        ([("How large is name3?", "size3", 1)] * 3, "3 answers are kept and 1 were shown"),
    ],
)
def test_the_ledger_sees_what_is_lost_changed_or_doubled(
    tmp_path: Path, kept: list[tuple[str, str, int]], said: str
) -> None:
    ledger = Ledger(tmp_path)
    keep(tmp_path, *kept)
    ledger.heard(QUESTION + "\n" + FEEDBACK)
    (wrong,) = ledger.check()
    assert wrong.startswith(said)


def test_the_ledger_sees_a_history_that_is_gone(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    ledger.heard(QUESTION + "\n" + FEEDBACK)
    assert ["1 answers were shown and there is no file"] == ledger.check()


def test_the_ledger_sees_a_round_that_does_not_resume_where_it_stopped(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    keep(tmp_path, ("How large is name3?", "size3", 1))
    ledger.heard(QUESTION + "\n" + FEEDBACK)
    ledger.check()
    (wrong,) = ledger.heard("Unfinished round\n1. Resume: 0 of 6 answered (begun today)\n")
    assert "offers to resume 0, but 1 are answered" == wrong


def test_a_report_that_tried_nothing_has_not_passed() -> None:
    assert not Report("kill", 0, "kills", 0.0).passed
    assert "kill: 2 kills in 0 s, 1 failed\n  FAILED x" == as_text(Report("kill", 2, "kills", 0.0, ["x"]))
