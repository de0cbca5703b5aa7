"""The questions of a test that was handed out, which are the same for everybody who takes it."""

from collections.abc import Sequence
from typing import NamedTuple

from quiz.bank.model import Bank
from quiz.classroom.pack import PackedTest
from quiz.game.outcome import Setup
from quiz.game.round import start
from quiz.items.sources import bank_facts


class DrawnQuestion(NamedTuple):
    """All that it takes to make a question of a test. It does not depend on what a student has mixed up."""

    bank: str
    bank_hash: str
    item: str
    form: str
    seed: str
    slot: int


def drawn_questions(test: PackedTest, banks: Sequence[Bank]) -> tuple[DrawnQuestion, ...]:
    """Return the questions of a test in their order, by today's drawing rules, from all banks of its pack."""
    hashes = {bank.id: bank.hash for bank in banks}
    facts = [fact for bank in banks for fact in bank_facts(bank)]
    queue = start(Setup(test.seed, "test", test.questions), facts).queue
    return tuple(
        DrawnQuestion(bank, hashes[bank], ask.item.id, ask.item.form, test.seed, ask.slot)
        for ask in queue
        for bank in (ask.item.origin.bank,)
    )
