"""Our own part of key to feedback, in ms: everything except the terminal."""

import sqlite3
import time
from collections.abc import Sequence
from pathlib import Path

from bench.measure import Figure, timed
from bench.sample import PICKS, bank_bytes, work_folder
from quiz.app.play.session import Session
from quiz.game.outcome import Outcome, Setup
from quiz.game.round import Round
from quiz.history.log import History
from quiz.term.leaving import Quit, Stopped
from quiz.term.sink import Sink
from quiz.ui.plain import PlainPrompter
from quiz.ui.prompter import Answer, AskContext
from quiz.ui.render.terminal import lines
from quiz.ui.round_pages import feedback

__all__ = ["own_part"]

_LIMIT = 5.0


class _Player(PlainPrompter):
    """Answers at once and rightly, renders the feedback as the terminal does, and measures the times.

    Before each answer, one row is written to a separate database, as durably as an answer.
    """

    def __init__(self, sink: Sink, steps: int, bare: sqlite3.Connection) -> None:
        super().__init__(sink, None, echo=False)
        self.times: list[float] = []
        self.bare: list[float] = []
        self._page = sink
        self._steps = steps
        self._bare = bare
        self._answered = 0.0

    def ask(self, round_: Round, context: AskContext) -> Answer:
        del context
        assert round_.current is not None
        if len(self.times) == self._steps:
            raise Stopped
        keys = round_.current.item.keys
        self.bare.append(timed(self._insert))
        self._answered = time.perf_counter()
        return Answer(keys)

    def _insert(self) -> None:
        self._bare.execute("BEGIN IMMEDIATE")
        self._bare.execute("INSERT INTO answers VALUES (?)", ("x" * 700,))
        self._bare.execute("COMMIT")

    def feedback(self, round_: Round, outcome: Outcome, actions: Sequence[str], note: str = "") -> None:
        del round_, actions, note
        self._page.lines(lines(feedback(outcome), 80))
        self.times.append((time.perf_counter() - self._answered) * 1000)


def own_part(runs: int) -> list[Figure]:
    """Measure marking, saving the answer durably, and rendering its feedback, over the steps of a long round."""
    steps = max(2 * runs, 10)
    with work_folder() as folder, Path("/dev/null").open("w", encoding="utf-8") as null:
        bank = folder / "sample.yaml"
        bank.write_bytes(bank_bytes(steps * 3, tuple(PICKS)))
        history = History.open(folder / "data" / "history.db", write=True)
        bare = sqlite3.connect(folder / "bare.db", isolation_level=None)
        bare.executescript("PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA; CREATE TABLE answers (text)")
        player = _Player(Sink(null, color=True), steps, bare)
        try:
            Session(player, history).play(Setup("1", questions=steps + 1, names=(str(bank),)))
        except Quit:
            pass  # how a round that is stopped ends
        finally:
            assert history is not None
            history.close()
            bare.close()
    return [
        Figure("our part of key to feedback", "ms", player.times, limit=_LIMIT),
        Figure("of it: one durable row alone", "ms", player.bare),
    ]
