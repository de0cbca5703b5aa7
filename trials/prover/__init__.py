"""A prover that was written from the page on banks alone: it reads a bank, and judges what the program says about it.

It imports nothing from the program, so the two are unlikely to be wrong in the same place. All it takes from the
program is what `quiz bank preview --json` prints.
"""

from collections.abc import Mapping
from typing import Any

from trials.prover.bank import Bank
from trials.prover.facts import Facts
from trials.prover.marks import prove_marks
from trials.prover.proof import prove_pattern
from trials.prover.written import prove_written

__all__ = ["Prover"]


class Prover:
    """Judges the items of a bank."""

    def __init__(self, bank: Bank) -> None:
        self._bank = bank
        self._facts: dict[tuple[str, str], Facts] = {}

    def prove(self, item: Mapping[str, Any]) -> list[str]:
        """Return what the bank does not prove about an item in its JSON: nothing if all is well."""
        _, name, *row = item["id"].split("/")
        table, _, pattern = name.partition(".")
        named = self._bank.tables[table].patterns if row else self._bank.questions
        found = []
        for one in _called(pattern if row else name, named):
            wrong = prove_marks(item, named[one])
            if not wrong and row:
                wrong = prove_pattern(item, self._asked(table, one))
            elif not wrong:
                wrong = prove_written(item, named[one], self._bank.language)
            found.append(wrong)
        return min(found, key=len, default=["there is no such question"])

    def _asked(self, table: str, pattern: str) -> Facts:
        if (table, pattern) not in self._facts:
            self._facts[table, pattern] = Facts(self._bank.tables[table], pattern, self._bank.language)
        return self._facts[table, pattern]


def _called(name: str, named: Mapping[str, Any]) -> list[str]:
    """Return the name or, if the program has made the names, all that may be meant."""
    return [name] if name in named else [other for other in named if other.isdecimal()]
