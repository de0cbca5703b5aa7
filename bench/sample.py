"""A made-up bank of any size, and a history, for the figures that need them."""

import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

from quiz.bank.model import Bank
from quiz.game.shown import Shown
from quiz.history.log import History
from quiz.history.records import Attempt, RoundRow
from quiz.items.decoding import decode

__all__ = ["PICKS", "bank_bytes", "decoded", "make_history", "work_folder"]


def _joined(pattern: str, *parts: str) -> list[str]:
    """Fill a pattern with every combination of the words of the parts."""
    return [pattern.format(*words) for words in product(*(part.split() for part in parts))]


_FIRST = _joined("{}{}", "Ma Ti Jo El Ka Ru Se Da Lo Ni", "ra mon lia bert sa vik na dor mil ta")
_LAST = _joined("{}{}", "Kov Lind Ferr Hart Mor Bel Sant Vos Wer Dub", "en strom ari mann eau ova oro ley ner ois")
_OFFICES = _joined("{} {}", "Chief Deputy First Acting Honorary", "Secretary Treasurer Registrar Speaker Archivist")
_BODIES = _joined(
    "the {} of {} {}{}", "Council Senate Guild Chamber", "North South East West",
    "Alt Brun Cor Dor Esk", "holm wick ania dale mark",
)  # fmt: skip

#: The patterns with one key among distractors: id -> (ask, answer, why).
PICKS = {
    "who-holds": ("Who is {office} of {body}?", "name", "{name} is {office} of {body}."),
    "which-body": ("Of which body is {name} {office}?", "body", "{name} is {office} of {body}."),
    "which-office": ("What is {name} of {body}?", "office", "{name} is {office} of {body}."),
}
_MORE = """\
      founded: {ask: "When was {body} founded?", answer: founded, near: 20, why: "{body} was founded in {founded}."}
      older: {ask: "Who sits in the oldest body?", answer: name, least: founded, why: "{body} dates from {founded}."}
      claim: {claim: "{name} is {office} of {body}.", swap: name, why: "{name} is {office} of {body}."}
"""


def bank_bytes(rows: int, picks: Sequence[str] = ()) -> bytes:
    """Return the YAML of a bank with one table of up to 10,000 rows of four columns, with rows as flow maps.

    It has all patterns, or only those of `PICKS` that are named.
    """
    lines = ['format: 1\nid: sample\ntitle: "Sample"\nlanguage: en\nas_of: "2024"\nsource: Made up']
    lines.append("tables:\n  posts:\n    topic: Posts\n    rows:")
    for i in range(rows):
        name = f"{_FIRST[i % 100]} {_LAST[i // 100]}"
        body = i // 25
        cells = f"name: {name}, office: {_OFFICES[i % 25]}, body: {_BODIES[body]}, founded: {1500 + body}"
        lines.append(f"      p{i:05}: {{{cells}}}")
    lines.append("    questions:")
    for id_ in picks or PICKS:
        ask, answer, why = PICKS[id_]
        lines.append(f'      {id_}: {{ask: "{ask}", answer: {answer}, why: "{why}"}}')
    return "\n".join([*lines, "" if picks else _MORE]).encode()


def decoded(data: bytes) -> Bank:
    """Decode a bank that must have no problems."""
    found = decode(data, "sample")
    assert found.bank is not None, found.problems[:3]
    assert not found.problems, found.problems[:3]
    return found.bank


def make_history(path: Path, rounds: int = 20, answers: int = 10) -> None:
    """Write a history of finished rounds, like that of somebody who has played for a while."""
    history = History.open(path, write=True)
    assert history is not None
    now = time.time_ns() // 1_000_000
    shown = Shown("Sample", "Which?", ())
    for r in range(rounds):
        row = RoundRow(f"round-{r}", now - 1000 * r, "learn", "7", answers, "{}")
        for i in range(answers):
            id_, item, fact = f"{row.id}-{i}", f"sample/posts.who-holds/p{i:05}", f"sample/posts/p{i:05}"
            attempt = Attempt(
                id_, row.id, i, "first", "sample", "0" * 64, item, fact, "Posts", "pick", i, shown, ("p",),
                hinted=False, right=True, took_ms=900, answered_at=now,
            )  # fmt: skip
            history.save(row, attempt, finished_at=now if i == answers - 1 else None)
    history.close()


@contextmanager
def work_folder() -> Iterator[Path]:
    """Return a fresh folder, removed afterwards. While it is there, `QUIZ_DATA_DIR` is its `data`, with a history."""
    before = os.environ.get("QUIZ_DATA_DIR")
    with TemporaryDirectory(prefix="quiz-bench-") as name:
        data = Path(name, "data")
        data.mkdir(mode=0o700)
        make_history(data / "history.db")
        os.environ["QUIZ_DATA_DIR"] = str(data)
        try:
            yield Path(name)
        finally:
            del os.environ["QUIZ_DATA_DIR"]
            if before is not None:
                os.environ["QUIZ_DATA_DIR"] = before
