"""Play rounds and hand them in, in one process, and write what a student's program would write."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from quiz.classroom.result_file import ResultsBank, StudentAnswer, StudentResults, results_file
from quiz.game.outcome import Setup
from quiz.game.round import Round, start
from quiz.items.decoding import decode
from quiz.items.sources import bank_facts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from quiz.bank.model import Bank
    from quiz.game.outcome import Ask

#: 2026-11-30, 9 o'clock UTC.
MORNING = 1_796_029_200_000
TEST = "1f0e3dad99908345f7439f8ffabdffc4"

BANK = """\
format: 1
id: europe
title: Europe
cards: false
tables:
  bodies:
    topic: Bodies
    rows:
      council: {body: the European Council, seat: Brussels, members: 27}
      europe: {body: the Council of Europe, seat: Strasbourg, members: 46}
      court: {body: the Court of Justice, seat: Luxembourg, members: 54}
      bank: {body: the Central Bank, seat: Frankfurt, members: 20}
      nato: {body: NATO, seat: Mons, members: 32}
    questions:
      seat: {ask: "Where does {body} have its seat?", answer: seat, why: "{body}: {seat}."}
      whose: {ask: "What has its seat in {seat}?", answer: body}
      many: {ask: "How many members does {body} have?", answer: members, near: 5}
      true: {claim: "{body} has {members} members.", swap: members}
questions:
  flag:
    topic: Signs
    ask: What colour is the flag?
    answer: blue
    wrong: [red, green, white]
  hymn:
    topic: Signs
    ask: Who wrote the hymn?
    answer: Beethoven
    also: [Ludwig van Beethoven]
    typed: true
"""


def bank_of(text: str = BANK) -> Bank:
    found = decode(text.encode(), "europe").bank
    assert found is not None
    return found


def right(ask: Ask) -> tuple[Sequence[str], str | None]:
    """Return the right answer to a question: what to choose, and what to type."""
    typed = " | ".join(blank.expected.right[0].text for blank in ask.item.blanks) if ask.item.blanks else None
    return ask.item.keys, typed


def wrong(ask: Ask) -> tuple[Sequence[str], str | None]:
    """Return a wrong answer: the first one that is offered."""
    if ask.item.blanks:
        return (), "nobody"
    if ask.item.answer_kind.is_placed:
        return ask.item.keys[::-1], None
    return (next(option.id for option in ask.item.options if option.id not in ask.item.keys),), None


def played(
    bank: Bank,
    choose: Callable[[Ask], tuple[Sequence[str], str | None]] = right,
    setup: Setup | None = None,
) -> Round:
    """Play a round to its end."""
    wanted = (setup or Setup(seed="7", mode="test", questions=12))._replace(banks=((bank.id, bank.hash),))
    round_ = start(wanted, bank_facts(bank))
    while round_.current is not None:
        chosen, response = choose(round_.current)
        round_ = round_.answer(chosen, took_ms=3000, response=response)
    return round_


def answers_of(round_: Round, id_: str = "r1", test: str | None = TEST, began: int = MORNING) -> list[StudentAnswer]:
    """Return a round as it is handed in."""
    setup = round_.setup
    return [
        StudentAnswer(
            bank=outcome.ask.item.origin.bank,
            bank_hash=dict(setup.banks)[outcome.ask.item.origin.bank],
            draws=setup.draws,
            item=outcome.ask.item.id,
            fact=outcome.ask.item.fact,
            form=outcome.ask.item.form,
            seed=setup.seed,
            slot=outcome.ask.slot,
            pairs=tuple(pair[1:] for pair in setup.mixed_up if pair[0] == outcome.ask.item.fact),
            round=id_,
            position=position,
            kind=outcome.ask.kind,
            mode=setup.mode,
            test=test,
            is_late=False,
            chosen=outcome.chosen,
            response=outcome.response,
            right=outcome.right,
            hinted=False,
            took_ms=outcome.took_ms,
            answered_at=began + (position + 1) * 4000,
            utc_offset_s=0,
        )
        for position, outcome in enumerate(round_.outcomes)
    ]


def handed(bank: Bank, code: str, answers: Sequence[StudentAnswer], id_: str = "") -> StudentResults:
    """Return the results of a student."""
    banks = (ResultsBank(bank.id, bank.hash, bank.title),)
    return StudentResults(id_ or f"id-{code}", code, None, "1.0", banks, tuple(answers))


def class_folder(folder: Path, students: int = 30, text: str = BANK, seed: str = "7") -> Path:
    """Write what a class hands in after a test of 12 questions into a new folder, and return the folder.

    Student 1 knows least, the last one most; most wrong answers are the Council of Europe.
    """
    handed_in = folder / "handed-in"
    handed_in.mkdir(exist_ok=True)
    bank, drawing = bank_of(text), random.Random(1)
    for number in range(1, students + 1):

        def choose(ask: Ask, known: float = number / students) -> tuple[Sequence[str], str | None]:
            if drawing.random() < (0.2 if ask.item.fact.endswith("/council") else 0.4) + known / 2:
                return right(ask)
            if ask.item.blanks:
                return (), drawing.choice(["L. v. Beethoven", "Mozart"])
            wrong_ones = [option.id for option in ask.item.options if option.id not in ask.item.keys]
            return ("europe" if "europe" in wrong_ones else drawing.choice(wrong_ones),), None

        answers = answers_of(played(bank, choose, Setup(seed, "test", 12)), f"round-{number}")
        path = handed_in / f"{number:02}.results"
        path.write_bytes(results_file(handed(bank, f"{number:02}", answers)))
    return handed_in
