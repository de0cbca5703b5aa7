"""Recording answers: a round and its attempts, as the history stores them."""

from uuid import uuid4

from quiz import clock
from quiz.app.play.setup import setup_json
from quiz.game.outcome import Outcome
from quiz.game.round import Round
from quiz.game.shown import Shown
from quiz.history.log import History
from quiz.history.records import LONGEST_ANSWER_MS, Attempt, Flag, RoundRow
from quiz.ui.prompter import Answer

LONGEST_NOTE = 1000  # characters


class AttemptRecorder:
    """Records the answers of one round, each before its feedback is shown.

    `position` is the position of the next answer in the round; answers that were taken back have positions too.
    """

    def __init__(self, history: History | None, row: RoundRow, position: int) -> None:
        self.row = row
        self._history = history
        self._position = position
        self._last = ""  # the id of the last answer that was kept

    @classmethod
    def of_new(cls, history: History | None, round_: Round, started_at: int) -> "AttemptRecorder":
        """Return the recorder of a round that has just begun."""
        row = RoundRow(
            id=str(uuid4()),
            started_at=started_at,
            mode=round_.setup.mode,
            seed=round_.setup.seed,
            planned=round_.total or 0,
            setup=setup_json(round_.setup),
        )
        return cls(history, row, 0)

    def keep(self, round_: Round, answer: Answer, spent: int) -> None:
        """Record the latest answer of a round; with the very last one, record its end too. Raises `HistoryError`."""
        if self._history is None:
            return
        attempt = self._attempt(round_, round_.outcomes[-1], answer, spent)
        self._history.save(self.row, attempt, finished_at=clock.now_ms() if round_.current is None else None)
        self._position += 1
        self._last = attempt.id

    def end(self, ending: str) -> None:
        """Record that the round is over, and how, if any of its answers are recorded. Raises `HistoryError`."""
        if self._history is not None and self._position:
            self._history.end(self.row.id, ending, clock.now_ms())

    def void(self) -> None:
        """Take the last answer back. Raises `HistoryError`."""
        if self._history is not None and self._last:
            self._history.void(self._last, clock.now_ms())
            self._last = ""

    def flag(self, round_: Round, note: str) -> bool:
        """Flag the question that was answered last. Returns False if there is none. Raises `HistoryError`."""
        if self._history is None or not self._last:
            return False
        flag = Flag(str(uuid4()), self._last, note[:LONGEST_NOTE], clock.now_ms(), _all_shown(round_.outcomes[-1]))
        self._history.flag(flag)
        return True

    def _attempt(self, round_: Round, outcome: Outcome, answer: Answer, spent: int) -> Attempt:
        item = outcome.ask.item
        now = clock.now()
        return Attempt(
            id=str(uuid4()),
            round=self.row.id,
            position=self._position,
            kind=outcome.ask.kind,
            bank=item.origin.bank,
            bank_hash=dict(round_.setup.banks)[item.origin.bank],
            item=item.id,
            fact=item.fact,
            topic=item.topic,
            form=item.form,
            slot=outcome.ask.slot,
            shown=Shown.of(item, outcome.typed),
            chosen=outcome.chosen,
            hinted=answer.hinted,
            right=outcome.right,
            took_ms=min(spent, LONGEST_ANSWER_MS),
            answered_at=now.at,
            certainty=outcome.certainty,
            response=outcome.response,
            utc_offset_s=now.utc_offset_s,
        )


def _all_shown(outcome: Outcome) -> Shown:
    """Return everything that was on the screen, with feedback and hints, and what was chosen."""
    item = outcome.ask.item
    shown = Shown.of(item, outcome.typed)
    whys = {option.id: option.why for option in (*item.options, *outcome.options)}
    options = (one._replace(why=whys[one.id]) for one in shown.options)
    more: dict[str, object] = {"topic": item.topic, "form": item.form, "hints": item.hints, "chosen": outcome.chosen}
    more |= {} if outcome.response is None else {"response": outcome.response}
    return shown._replace(options=tuple(options), more=more | {"right": outcome.right})
