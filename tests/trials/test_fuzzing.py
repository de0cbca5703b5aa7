"""Tens of thousands of files: none crashes the program or makes it slow or large, and the fuzzer would notice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.trials import judges
from trials.fuzzing import Limits, check_file, fuzz_corpus, fuzzing, heaviest
from trials.handed_in import handed_in, judge_handed_in, made_handed_in
from trials.handed_in import samples as handed_in_samples
from trials.importing import importing, judge_import, samples, whole
from trials.inputs import KINDS, made
from trials.judging import judge
from trials.naughty import CLASSES, naughty
from trials.report import as_text

if TYPE_CHECKING:
    from pathlib import Path

GOOD = b"""\
id: x
tables:
  t:
    rows: {a: {n: Ann, b: 1950}, b: {n: Bea, b: 1960}, c: {n: Cid, b: 1970}}
    questions: {q: {ask: "When was {n} born?", answer: b}}
"""
#: A busy machine does less work in a second, even of processor time. The trials by command are stricter.
BUSY = Limits(seconds=20.0)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Save failures in a folder of the test."""
    monkeypatch.chdir(tmp_path)


def test_no_file_crashes_the_program_or_makes_it_slow_or_large() -> None:
    report = fuzzing(1_500, seed=0, limits=BUSY)  # more by command

    assert report.passed, as_text(report)
    outcomes = dict(report.figures)
    assert int(outcomes["played"].replace(",", "")) > 120
    assert int(outcomes["refused"].replace(",", "")) > 600


def test_no_bank_of_which_much_follows_makes_it_slow_or_large() -> None:
    report = heaviest(8, seed=0, limits=BUSY)  # all of them by command

    assert report.passed, as_text(report)


def test_inputs_come_from_their_numbers_alone() -> None:
    assert [made(5, number) for number in range(200)] == [made(5, number) for number in range(200)]
    assert made(5, 1) != made(6, 1)
    assert set(KINDS) == {made(5, number)[0] for number in range(500)}


@pytest.mark.parametrize("name", CLASSES)
def test_naughty_texts_of_every_class_are_made(name: str) -> None:
    from random import Random

    assert len({CLASSES[name](Random(seed)) for seed in range(50)}) > 5
    assert naughty(Random(1)) == naughty(Random(1))


# What the fuzzer notices


def test_a_good_bank_is_played() -> None:
    assert "played" == judge(GOOD, both=True)
    assert "" == check_file(GOOD)


def corpus(tmp_path: Path, limits: Limits, *, small: bool = False) -> str:
    folder = tmp_path / "files"
    (folder / "below").mkdir(parents=True)
    for i in range(6):
        (folder / f"{i}.yaml").write_bytes(b"a: b\n" * 20)
    (folder / "below" / "x").write_bytes(b"a: b\n" * 10 + b"c: boom d\n" + b"e: f\n" * 10)
    report = fuzz_corpus(folder, limits)
    assert not report.passed
    assert 7 == report.tried
    (failure,) = report.failures
    assert "x" in failure
    (kept,) = (tmp_path / "fuzz-failures").iterdir()
    assert b"boom" in kept.read_bytes()
    if small:
        assert kept.read_bytes() == b"boom"
        assert "4 of 110 bytes kept" in failure
    return failure


def test_an_exception_is_named_and_its_file_kept_small(tmp_path: Path) -> None:
    assert "KeyError: 'lost'" in corpus(tmp_path, Limits(judges.raises), small=True)


def test_a_crash_of_the_interpreter_is_named(tmp_path: Path) -> None:
    assert "the interpreter ended with -9" in corpus(tmp_path, Limits(judges.crashes))


def test_what_never_ends_is_named(tmp_path: Path) -> None:
    assert "takes more than 0 s" in corpus(tmp_path, Limits(judges.never_ends, hangs=0.05))


def test_what_takes_long_is_named(tmp_path: Path) -> None:
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "x").write_bytes(b"boom")

    (failure,) = fuzz_corpus(tmp_path / "files", Limits(judges.takes_long, seconds=0.005)).failures
    assert "takes 0.0 s" in failure


def test_what_takes_memory_is_named(tmp_path: Path) -> None:
    assert " MB" in corpus(tmp_path, Limits(judges.takes_memory, memory=20 << 20))


@pytest.mark.parametrize("kind", sorted(samples()))
def test_a_good_file_of_every_format_is_imported(kind: str) -> None:
    assert judge_import(whole(kind, samples()[kind])) == "played"


def test_no_file_of_another_program_crashes_an_import() -> None:
    report = importing(1_000, seed=0)

    assert report.passed, as_text(report)
    assert int(dict(report.figures)["played"].replace(",", "")) > 300


# What is handed out and what is handed in


def test_no_file_that_is_handed_out_or_in_crashes_the_program() -> None:
    report = handed_in(150, seed=0)  # more by command

    assert report.passed, as_text(report)
    outcomes = dict(report.figures)
    assert int(outcomes["played"]) > 50
    assert int(outcomes["refused"]) > 30


@pytest.mark.parametrize("kind", handed_in_samples())
def test_what_is_changed_is_a_file_that_is_taken(kind: str) -> None:
    assert "played" == judge_handed_in(handed_in_samples()[kind])


def test_changed_files_come_from_their_numbers_alone() -> None:
    files = [made_handed_in(5, number) for number in range(60)]

    assert files == [made_handed_in(5, number) for number in range(60)]
    assert {kind for kind, _ in files} == set(handed_in_samples())
