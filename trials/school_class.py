"""A class with the real program: a test is handed out, taken, handed in and evaluated.

Each student knows some of the facts and sometimes slips. Some are awkward: one hands in the file of another, one has
changed the file, one answered other questions and says that they are the test, one took the test from an older version
of the bank, one with an older program, one pastes a text, and one hands in nothing. The teacher's page must say just
that, and nothing against anybody else.
"""

import json
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from trials.driving import BANK, environment, make_home
from trials.report import Report

__all__ = ["school_class"]

_QUESTIONS = 8  # with more answers, nobody could be as fast as a pipe
_SLIP = 0.05
_ASKED = re.compile(r"^Question \d+ of \d+\..*\n(.+)\n((?:\d\. .+\n)+)", re.MULTILINE)
_PATIENCE = 120  # seconds


class Awkward:
    """Students who make it hard for the teacher, in their order at the end of the class."""

    ABSENT = "hands in nothing"
    COPYING = "hands in the file of another"
    EDITING = "changed the file"
    OLD_BANK = "has an older version of the bank"
    OLD_PROGRAM = "has an older program"
    OTHER_QUESTIONS = "says that other questions are the test"
    PASTING = "pastes a text"

    ALL = (ABSENT, COPYING, EDITING, OLD_BANK, OLD_PROGRAM, OTHER_QUESTIONS, PASTING)


class Student(NamedTuple):
    """A student: a code, the share of facts that they know, and what is awkward, if anything."""

    code: str
    ability: float
    awkward: str = ""


class Failed(Exception):
    """A command did not do what it must."""


def school_class(count: int, seed: int) -> Report:
    """Let `count` students take a test and hand it in; there are at least two besides the awkward ones."""
    began = time.monotonic()
    draw = random.Random(seed)
    count = max(count, len(Awkward.ALL) + 2)
    awkward = ["", *[""] * (count - 1 - len(Awkward.ALL)), *Awkward.ALL]
    students = [Student(f"s{i:02}", draw.uniform(0.3, 0.95), one) for i, one in enumerate(awkward)]
    with tempfile.TemporaryDirectory(prefix="quiz-class-") as name:
        try:
            failures, figures = _lived(Path(name), students, draw)
        except Failed as failed:
            failures, figures = [str(failed)], []
    return Report("class", count, "students", time.monotonic() - began, failures, figures)


def _lived(folder: Path, students: list[Student], draw: random.Random) -> tuple[list[str], list[tuple[str, str]]]:
    """Return what went wrong, and what the teacher's page counts."""
    teacher = make_home(folder / "teacher")
    older = make_home(folder / "older")
    (older / "banks" / "words.yaml").write_text(BANK.replace("colour0", "color0"), encoding="utf-8")
    packs = {home: folder / f"{home.name}.quiz" for home in (teacher, older)}
    for home, pack in packs.items():
        _run(home, "bank", "pack", "words", str(pack), "--test", str(_QUESTIONS), "--seed", "class")
    handed_in = folder / "handed-in"
    handed_in.mkdir()
    right: dict[str, int] = {}
    for student in students:
        pack = packs[older if student.awkward == Awkward.OLD_BANK else teacher]
        played = _OWN_ROUND if student.awkward == Awkward.OTHER_QUESTIONS else (str(pack),)
        right[student.code] = _took(make_home(folder / student.code), student, played, draw)
        _hand_in(folder, handed_in, student)
    roster = folder / "class.csv"
    roster.write_text("code,name\n" + "".join(f"{one.code},Name {one.code}\n" for one in students), encoding="utf-8")
    given = ("--list", str(roster), "--bank", str(packs[teacher]))
    page = json.loads(_run(teacher, "class", str(handed_in), *given, "--json"))
    _run(teacher, "class", str(handed_in), "--html", str(folder / "class.html"))
    if (teacher / "data" / "history.db").exists():
        raise Failed("something of the class is in the teacher's history")
    figures = [(verdict, f"{answers} answers") for verdict, answers in page["checked"].items()]
    return list(_faults(page, students, right)), figures


_OWN_ROUND = ("words", "--mode", "test", "--seed", "own", "--questions", str(_QUESTIONS))


def _took(home: Path, student: Student, played: tuple[str, ...], draw: random.Random) -> int:
    """Let a student take the test, or play something else; return how many answers were right."""
    asked = _ASKED.findall(_run(home, "play", *played, "--player", "scout", typed="1\n" * _QUESTIONS + "q\n"))
    lines, right = [], 0
    for stem, options in asked:
        texts = [option.partition(". ")[2] for option in options.splitlines()]
        number = "".join(re.findall(r"name(\d+)", stem))
        keys = [i for i, text in enumerate(texts, start=1) if re.fullmatch(rf"(colou?r|size){number}", text)]
        wrong = [i for i in range(1, len(texts) + 1) if i not in keys]
        knows = draw.random() < student.ability and draw.random() > _SLIP
        right += knows
        lines.append(str(keys[0] if knows else draw.choice(wrong)))
    if len(lines) != _QUESTIONS:
        raise Failed(f"{student.code} was asked {len(lines)} of {_QUESTIONS} questions")
    _run(home, "play", *played, "--player", student.code, typed="\n".join([*lines, "q", ""]))
    return right


def _hand_in(folder: Path, handed_in: Path, student: Student) -> None:
    """Let a student hand in, each in their own way."""
    home, path = folder / student.code, handed_in / f"{student.code}.jsonl"
    arguments = ("--as", student.code, "--player", student.code)
    if student.awkward == Awkward.ABSENT:
        return
    if student.awkward == Awkward.PASTING:
        block = _run(home, "results", "--text", *arguments)
        path.with_suffix(".txt").write_text(f"Dear teacher,\n\n{block}\nYours\n", encoding="utf-8")
        return
    _run(home, "results", str(path), *arguments)
    change = _CHANGES.get(student.awkward)
    if change is not None:
        path.write_text("".join(json.dumps(change(one)) + "\n" for one in _records(path)), encoding="utf-8")
    if student.awkward == Awkward.OTHER_QUESTIONS:
        test = _records(handed_in / "s00.jsonl")[1]["test"]
        records = [one | {"test": test} if "test" in one else one for one in _records(path)]
        path.write_text("".join(json.dumps(one) + "\n" for one in records), encoding="utf-8")
    if student.awkward == Awkward.COPYING:
        head, *answers = (handed_in / "s00.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
        own = json.loads(head) | {"code": student.code, "id": "0" * 32}
        path.write_text("".join([json.dumps(own) + "\n", *answers]), encoding="utf-8")


def _records(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _edited(record: dict[str, Any]) -> dict[str, Any]:
    return record | {"right": True} if "right" in record else record


def _of_older_program(record: dict[str, Any]) -> dict[str, Any]:
    return record | {"draws": record["draws"] - 1} if "draws" in record else record


_CHANGES: Mapping[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    Awkward.EDITING: _edited,
    Awkward.OLD_PROGRAM: _of_older_program,
}


def _faults(page: dict[str, Any], students: list[Student], right: Mapping[str, int]) -> Iterator[str]:
    """Yield what is wrong on the teacher's page."""
    role = {student.awkward: student.code for student in students if student.awkward}
    wrong_of_editor = _QUESTIONS - right[role[Awkward.EDITING]]
    whole = _QUESTIONS * (len(students) - 1)
    expected = {
        "handed in": (page["handed_in"], len(students) - 1),
        "missing": ([one["code"] for one in page["missing"]], [role[Awkward.ABSENT]]),
        "unread": (page["unread"], []),
        "not checked, by rules": (page["checked"].get("other rules", 0), _QUESTIONS),
        "not checked, by bank": (page["checked"].get("no bank", 0), _QUESTIONS),
        "that differ": (page["checked"].get("differs", 0), _QUESTIONS + wrong_of_editor),
        "that agree": (page["checked"].get("agrees", 0), whole - 3 * _QUESTIONS - wrong_of_editor),
        "who differ": (
            {one["student"] for one in page["differing"]},
            {role[Awkward.OTHER_QUESTIONS], *([role[Awkward.EDITING]] if wrong_of_editor else [])},
        ),
        "tests": (sorted(one["questions"] or 0 for one in page["tests"]), [0, _QUESTIONS]),
        "who share a round": ({one["student"] for one in page["irregular"]}, {role[Awkward.COPYING], "s00"}),
    }
    for what, (found, wanted) in expected.items():
        if found != wanted:
            yield f"{what}: {found} instead of {wanted}"
    scores = {one["student"]: one["right"] for one in page["students"]}
    for student in students:
        if not student.awkward and scores.get(student.code) != right[student.code]:
            yield f"{student.code} had {right[student.code]} right; the page says {scores.get(student.code)}"


def _run(home: Path, *args: str, typed: str = "") -> str:
    """Run the program to its end. Raises `Failed` if it does not end well."""
    command = [sys.executable, "-m", "quiz", *args]
    done = subprocess.run(
        command, check=False, input=typed, capture_output=True, text=True, encoding="utf-8", env=environment(home),
        cwd=home, timeout=_PATIENCE,
    )  # fmt: skip
    if done.returncode:
        raise Failed(f"quiz {' '.join(args)}: exit code {done.returncode}: {done.stderr.strip()}")
    return done.stdout
