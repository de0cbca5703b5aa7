"""First tries at banks that have changed since: how many there are, and the rounds of earlier versions."""

from typing import NamedTuple

from quiz.history.log import History

_TRIES = "a.kind = 'first' AND a.voided_at IS NULL AND r.player = ?"
_COUNTS = (
    "SELECT a.bank, count(*), sum(a.is_right) FROM attempts a JOIN rounds r ON r.id = a.round "
    f"WHERE {_TRIES} GROUP BY a.bank ORDER BY a.bank"
)
_ROUNDS = (
    "SELECT DISTINCT a.round FROM attempts a JOIN rounds r ON r.id = a.round "
    f"WHERE {_TRIES} AND a.bank = ? AND a.bank_hash <> ?"
)


class BankTries(NamedTuple):
    """First tries at the questions of a bank, and how many of them were right when they were given."""

    bank: str
    tries: int
    right: int


def tries_by_bank(history: History) -> list[BankTries]:
    """Return the first tries of a player, by bank. Raises `HistoryError`."""
    player = history.player.id if history.player else ""
    return [BankTries(*row) for row in history.select(_COUNTS, player)]


def rounds_of_other_versions(history: History, bank: str, content: str) -> frozenset[str]:
    """Return the rounds of a player on versions of a bank other than that of a hash. Raises `HistoryError`."""
    player = history.player.id if history.player else ""
    return frozenset(id_ for (id_,) in history.select(_ROUNDS, player, bank, content))
