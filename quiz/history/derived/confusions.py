"""What each player mixes up; see `quiz.game.mastery`.

Each answer is included within the transaction that saves it; `rebuild` rebuilds all of it. Only
questions with one right answer show what was mixed up.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from quiz.game.mastery import RIGHT, TOLD_APART, Confusion, Picked, after
from quiz.game.scoring import SURE, is_unknown
from quiz.history.derived.answers import Answers, OnProgress
from quiz.history.records import COUNTS, InvalidRecord, chosen_of, shown_of
from quiz.items.forms import FORMS

#: Statements that define the table.
TABLES: Sequence[str] = (
    """CREATE TABLE confusions (
        player   TEXT    NOT NULL,
        fact     TEXT    NOT NULL,
        answer   TEXT    NOT NULL,      -- the id of the option that was right
        chosen   TEXT    NOT NULL,      -- and of the one that was chosen for it
        times    INTEGER NOT NULL,
        apart    INTEGER NOT NULL,      -- first tries that were right since, with both on offer
        attempt  TEXT    NOT NULL,      -- the latest that mixed them up
        mixed_at INTEGER NOT NULL,
        is_guess INTEGER NOT NULL DEFAULT 0,  -- chosen once, by somebody who may not have known the fact at all
        PRIMARY KEY (player, fact, answer, chosen)
    ) STRICT, WITHOUT ROWID""",
)
_KEEP = (
    "INSERT OR REPLACE INTO confusions (player, fact, answer, chosen, times, apart, attempt, mixed_at, is_guess) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_ORDER = "a.answered_at, a.round, a.position"
_Known = dict[tuple[str, str], Confusion]


def _recalls(form: str) -> bool:
    """Return whether a wrong answer to a question of this form means that it was taken for the right one."""
    return form in FORMS and FORMS[form].recalls


@cache
def _choices() -> str:
    """Return the statement that selects the answers which show what is mixed up in a fact."""
    names = ", ".join(f"'{name}'" for name in FORMS if _recalls(name))
    return (
        "SELECT a.id, a.answered_at, a.kind = 'first', a.is_right, a.certainty, a.chosen, a.shown, "
        "a.response IS NOT NULL FROM attempts a JOIN rounds r ON r.id = a.round WHERE a.fact = ? AND r.player = ? "
        f"AND a.form IN ({names}) AND {COUNTS} ORDER BY {_ORDER}"
    )


def added(db: sqlite3.Connection, attempt: str) -> None:
    """Include an answer that was just added, in the transaction that added it."""
    player, fact, form, row = _read(db, attempt)
    if not _recalls(form):
        return
    known = _known(db, player, fact)
    is_right, at = row[3], row[1]
    if is_right and not known:
        return
    later = (
        "SELECT 1 FROM attempts a JOIN rounds r ON r.id = a.round WHERE a.fact = ? AND a.answered_at >= ? "
        f"AND a.id <> ? AND r.player = ? AND {COUNTS} LIMIT 1"
    )
    if db.execute(later, (fact, at, attempt, player)).fetchone():  # the clock was put back
        _refold(db, player, fact)
    elif (picked := _picked(row, was_right=_was_right(db, player, fact, at))) is not None:
        _keep(db, player, fact, after(known, picked))


def voided(db: sqlite3.Connection, attempt: str) -> None:
    """Exclude an answer that was just voided, in the transaction that voided it."""
    player, fact, form, _ = _read(db, attempt)
    if _recalls(form) and _known(db, player, fact):
        _refold(db, player, fact)


def rebuild(db: sqlite3.Connection, answers: Answers, on_progress: OnProgress | None = None) -> None:
    """Rebuild all of it, in the transaction that changed the answers.

    `on_progress` is called with the share that is done, from 0 to 1.
    """
    wrong = {(one.player, one.fact) for one in answers.by_fact if not all(trait & RIGHT for trait in one.traits)}
    db.execute("DELETE FROM confusions")
    for i, (player, fact) in enumerate(sorted(wrong)):
        if on_progress is not None:
            on_progress(i / len(wrong))
        _keep(db, player, fact, _folded(db.execute(_choices(), (fact, player))))


def _read(db: sqlite3.Connection, attempt: str) -> tuple[str, str, str, Sequence[Any]]:
    """Return the player, the fact and the form of an attempt, and what `_picked` needs."""
    sql = (
        "SELECT r.player, a.fact, a.form, a.id, a.answered_at, a.kind = 'first', a.is_right, a.certainty, "
        "a.chosen, a.shown, a.response IS NOT NULL FROM attempts a JOIN rounds r ON r.id = a.round WHERE a.id = ?"
    )
    player, fact, form, *row = db.execute(sql, (attempt,)).fetchone()
    return player, fact, form, row


def _was_right(db: sqlite3.Connection, player: str, fact: str, at: int) -> bool:
    """Return whether a fact was right at a first try before a time, in a question that shows what is mixed up."""
    names = ", ".join(f"'{name}'" for name in FORMS if _recalls(name))
    sql = (
        "SELECT 1 FROM attempts a JOIN rounds r ON r.id = a.round WHERE a.fact = ? AND a.answered_at < ? "
        f"AND r.player = ? AND a.kind = 'first' AND a.is_right AND a.form IN ({names}) AND {COUNTS} LIMIT 1"
    )
    return db.execute(sql, (fact, at, player)).fetchone() is not None


def _picked(row: Sequence[Any], *, was_right: bool) -> Picked | None:
    """Return what was chosen; None unless it was one of several options with one right among them.

    `was_right` says whether the fact was right at an earlier first try.
    """
    id_, at, is_first, is_right, certainty, chosen, shown, is_typed = row
    try:
        screen = shown_of(shown)
        picked = chosen_of(chosen, screen)
    except InvalidRecord:
        return None  # `quiz doctor` reports it
    keys = screen.right
    if len(keys) != 1 or len(picked) != 1 or is_unknown(picked[0]) or (picked == keys) != bool(is_right):
        return None
    may_guess = not (was_right or certainty == SURE or is_typed)  # a player who types a wrong answer has thought of it
    return Picked(id_, at, keys[0], picked[0], [option.id for option in screen.options], bool(is_first), may_guess)


def _known(db: sqlite3.Connection, player: str, fact: str) -> _Known:
    sql = (
        "SELECT answer, chosen, times, apart, attempt, mixed_at, is_guess FROM confusions WHERE player = ? AND fact = ?"
    )
    return {(answer, chosen): Confusion(*rest) for answer, chosen, *rest in db.execute(sql, (player, fact))}


def _keep(db: sqlite3.Connection, player: str, fact: str, changed: _Known) -> None:
    rows = [(player, fact, *pair, *one) for pair, one in changed.items()]
    db.executemany(_KEEP, rows)


def _refold(db: sqlite3.Connection, player: str, fact: str) -> None:
    """Read all answers to a fact again."""
    db.execute("DELETE FROM confusions WHERE player = ? AND fact = ?", (player, fact))
    _keep(db, player, fact, _folded(db.execute(_choices(), (fact, player))))


def _folded(rows: Iterable[Sequence[Any]]) -> _Known:
    known: _Known = {}
    was_right = False
    for row in rows:
        _, _, is_first, is_right, *_ = row
        # A right answer that changes nothing is skipped: reading what was shown would take too long.
        if not is_right or any(one.apart < TOLD_APART for one in known.values()):
            picked = _picked(row, was_right=was_right)
            if picked is not None:
                known |= after(known, picked)
        was_right = was_right or bool(is_first and is_right)
    return known
