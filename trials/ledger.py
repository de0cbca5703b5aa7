"""What a player has seen, compared with what the history holds. It reads the file with SQLite, without the program."""

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

__all__ = ["Answered", "Ledger", "answered"]

_TOLD = re.compile(
    r"^(?P<verdict>Right|Not this time)\. You chose \d+, (?P<chosen>\w+)\.$"
    r"|^(?:Question \d+ of \d+|\d+ to go)\..*\n(?P<stem>.+)\n",
    re.MULTILINE,
)
_RESUME = re.compile(r"^1\. Resume: (\d+) of \d+ answered", re.MULTILINE)


class Answered(NamedTuple):
    """An answer: the question, what was chosen, and whether it was right."""

    stem: str
    chosen: str
    right: bool


class Ledger:
    """Every answer whose feedback was shown, in order, and the question that waits for an answer."""

    def __init__(self, home: Path) -> None:
        self._file = home / "data" / "history.db"
        self.shown: list[Answered] = []
        self._stem = ""
        self._first_tries = 0  # of the open round, by the file
        self._is_open = False

    def heard(self, text: str) -> list[str]:
        """Note what the program said. Returns what is wrong with it."""
        wrong = []
        for found in _TOLD.finditer(text):
            if found["stem"]:
                self._stem = found["stem"]
            else:
                self.shown.append(Answered(self._stem, found["chosen"], found["verdict"] == "Right"))
        resumed = _RESUME.search(text)
        if resumed and int(resumed[1]) != self._first_tries:
            wrong.append(f"offers to resume {resumed[1]}, but {self._first_tries} are answered")
        if "Unfinished round" in text and not self._is_open:
            wrong.append("offers to resume where nothing was stopped")
        return wrong

    def check(self) -> list[str]:
        """Compare with the file after a stop of any kind. Returns what is wrong.

        One more answer than was shown may be there: one that was given, but not shown yet.
        """
        try:
            return self._compared()
        except sqlite3.DatabaseError as error:
            return [f"the file cannot be read: {error}"]

    def _compared(self) -> list[str]:
        if not self._file.exists():
            return [f"{len(self.shown)} answers were shown and there is no file"] if self.shown else []
        with closing(sqlite3.connect(self._file)) as db:
            wrong = [
                f"the file is not sound: {line}" for (line,) in db.execute("PRAGMA integrity_check") if line != "ok"
            ]
            wrong += [f"a reference leads nowhere: {row}" for row in db.execute("PRAGMA foreign_key_check")]
            if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'attempts'").fetchone():
                return [*wrong, *([f"{len(self.shown)} answers were shown, there is no table"] if self.shown else [])]
            rows = db.execute("SELECT shown, chosen, is_right FROM attempts ORDER BY rowid").fetchall()
            opened = db.execute("SELECT id FROM rounds WHERE ended_at IS NULL").fetchall()
            self._is_open = bool(opened)
            tries = "SELECT count(*) FROM attempts WHERE round = ? AND kind = 'first' AND voided_at IS NULL"
            self._first_tries = db.execute(tries, opened[-1]).fetchone()[0] if opened else 0
        kept = [answered(*row) for row in rows]
        if kept[: len(self.shown)] != self.shown:
            at = next(
                i for i, one in enumerate([*kept, None]) if one != (self.shown[i] if i < len(self.shown) else None)
            )
            wrong.append(f"answer {at + 1} was shown as {self.shown[at]} and is kept as {kept[at : at + 1]}")
        if len(kept) > len(self.shown) + 1:
            wrong.append(f"{len(kept)} answers are kept and {len(self.shown)} were shown")
        self.shown = kept
        return wrong


def answered(shown: str, chosen: str, is_right: int) -> Answered:
    """Return the answer that columns of the history hold."""
    record = json.loads(shown)
    (id_,) = json.loads(chosen)
    text = next(option["text"] for option in record["options"] if option["id"] == id_)
    return Answered(record["stem"], text, bool(is_right))
