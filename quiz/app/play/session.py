"""Playing rounds: the loop that joins round, prompter, history and clock."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from quiz.app.banks import facts_of
from quiz.app.errors import Exit, fail
from quiz.app.history import back_up_today
from quiz.app.play.choice import Banks, Choice, RoundInput
from quiz.app.play.runner import RoundRunner, fold_schedule
from quiz.bank.model import Bank
from quiz.game.mode import Selection
from quiz.game.modes import mode_of
from quiz.game.outcome import Setup
from quiz.game.round import Round, start
from quiz.history.database import HistoryError
from quiz.history.log import History
from quiz.history.players import tells_certainty
from quiz.history.records import RoundRow
from quiz.items.sources import Fact
from quiz.term.leaving import Stopped
from quiz.ui.prompter import FLAG, UNDO, Action, Entry, Prompter
from quiz.ui.words import LETTERS

if TYPE_CHECKING:
    from quiz.app.play.recorder import AttemptRecorder


class Session:
    """Plays one round after another for one player at one screen."""

    def __init__(self, prompter: Prompter, history: History | None, *, certainty: bool | None = None) -> None:
        """Take the screen and the history; `certainty` asks how sure each answer is, None: as the player did last."""
        self._prompter = prompter
        self._history = history
        prompter.saves = history is not None
        self._asks_certainty = _told_last(history) if certainty is None else certainty

    def play(self, choice: Choice, *, resume: RoundRow | None = None) -> None:
        """Play what was chosen until the player quits.

        Without a seed of its own a round that was stopped is offered to be resumed.
        """
        facts: Sequence[Fact]
        banks: Banks
        facts, banks = facts_of(choice.names, choice.topics)
        if resume is None and not choice.seed and not choice.facts and not choice.asks:
            resume = self._offered(choice, banks)
            if resume is not None and mode_of(choice.mode).selection == Selection.DUE:
                choice, facts, banks = self._banks_of(choice, resume)
        found = self._resumed(resume, facts, banks) if resume else None
        self._rounds(choice, facts, banks, *(found or ()))

    def try_out(self, choice: Choice, facts: Sequence[Fact], banks: Sequence[Bank]) -> None:
        """Play rounds of these facts alone. For a session without a history, and says so."""
        self._prompter.say("You are trying these questions out. Nothing is saved.")
        self._rounds(choice, facts, tuple((bank.id, bank.hash) for bank in banks))

    def _rounds(
        self,
        choice: Choice,
        facts: Sequence[Fact],
        banks: Banks,
        round_: Round | None = None,
        recorder: "AttemptRecorder | None" = None,
    ) -> None:
        """Play one round after another, the first from where it was stopped, until the player quits."""
        as_chosen = choice
        while True:
            if round_ is None:
                round_input = self._dealt(choice, facts, banks)
                if round_input is None:
                    return
                choice, facts, banks = round_input
                round_ = start(setup_for(choice, banks), facts)
                recorder = None
                if round_.current is None:
                    fail(Exit.BAD_DATA, "nothing can be asked", "`quiz bank check` says why")
            self._warn_of_letters(round_)
            self._prompter.asks_certainty = self._asks_certainty and round_.mode.asks_certainty
            next_ = self._one(RoundRunner(self._prompter, self._history, round_, recorder))
            if next_ is None:
                return
            practised_in = mode_of(as_chosen.mode).practised_in
            if practised_in:
                choice = as_chosen if not next_ else as_chosen._replace(mode=practised_in, time_ms=0)
            choice, round_ = choice._replace(facts=next_, seed="", asks=(), mixed_up=()), None

    def _warn_of_letters(self, round_: Round) -> None:
        """Say before the first question if letters of the round cannot be shown."""
        shows = self._prompter.shows
        if all(shows(text) for ask in round_.queue for text in (ask.item.stem, *(o.text for o in ask.item.options))):
            return
        self._prompter.say(LETTERS)

    def _dealt(self, choice: Choice, facts: Sequence[Fact], banks: Banks) -> RoundInput | None:
        """Choose the facts of a new round by what is known of them; None where there is nothing to ask."""
        is_open = not (choice.seed or choice.asks) and mode_of(choice.mode).selection != Selection.SEED
        if self._history is None or not is_open:
            return choice, facts, banks
        from quiz.app.play.selection import round_input  # a round with a seed of its own does without

        return round_input(self._prompter, self._history, choice, facts, banks)

    def _banks_of(self, choice: Choice, row: RoundRow) -> RoundInput:
        from quiz.app.play.resume import setup_of

        setup = setup_of(row)
        assert setup is not None  # or it would not have been offered
        choice = choice._replace(names=setup.names)
        return choice, *facts_of(choice.names, choice.topics)

    def _one(self, runner: RoundRunner) -> tuple[str, ...] | None:
        """Play a round to its end. Returns the facts of the next one (none: all), or None to quit."""
        while True:
            runner.play()
            next_ = self._ended(runner)
            if runner.round.current is None:  # nothing was taken back
                return next_

    def _ended(self, runner: RoundRunner) -> tuple[str, ...] | None:
        from quiz.app.play.end_notes import beside  # not needed before the end
        from quiz.game.summary import summarise

        round_, history = runner.round, self._history
        summary = summarise(round_)
        self._prompter.end(round_, summary, runner.took_ms, beside(history, round_, runner.row, summary))
        misses = tuple(dict.fromkeys(outcome.ask.item.fact for outcome in summary.misses))
        entries = [
            *([Entry("practise these", key="m")] if misses else []),
            Entry("another round", key="r"),
            *([Entry("take the last answer back", key=UNDO)] if runner.can_undo else []),
            *([Entry("flag the last question", key=FLAG)] if history and not self._prompter.waits else []),
            Entry("quit", key="q"),
        ]
        interrupted = False
        try:
            back_up_today(history)  # while the page is read
            key = FLAG
            while key == FLAG:
                key = entries[self._prompter.choose("", entries, plain_title="What now?")].key
                if key == FLAG:
                    self._prompter.say(runner.grant(Action(FLAG, self._prompter.note())))
        except (Stopped, KeyboardInterrupt) as stop:
            key, interrupted = "q", isinstance(stop, KeyboardInterrupt)
        if key == UNDO:
            said = runner.grant(Action(UNDO))
            if not self._prompter.waits:
                self._prompter.say(said)
        if key == "q":
            self._prompter.stopped("Saved." if history else "Nothing was saved.")
            fold_schedule(history)
            if interrupted:
                raise KeyboardInterrupt
            return None
        return misses if key == "m" else ()

    def _offered(self, choice: Choice, banks: Banks) -> RoundRow | None:
        """Offer to resume the latest stopped round of the kind; None where there is none or a new one is wanted."""
        rows = self._history.open_rounds() if self._history else []
        if not rows or self._history is None:
            return None
        from quiz.app.play.resume import offered  # few starts have something to resume

        return offered(self._prompter, self._history, banks, choice.topics, choice.mode, rows)

    def _resumed(self, row: RoundRow, facts: Sequence[Fact], banks: Banks) -> "tuple[Round, AttemptRecorder] | None":
        from quiz.app.play.recorder import AttemptRecorder
        from quiz.app.play.resume import resumed

        assert self._history is not None
        found = resumed(self._prompter, self._history, row, facts, banks)
        return (found[0], AttemptRecorder(self._history, row, found[1])) if found else None


def _told_last(history: History | None) -> bool:
    try:
        return history is not None and tells_certainty(history)
    except HistoryError:
        return False  # what is wrong is told where something is to be kept


def setup_for(choice: Choice, banks: Banks) -> Setup:
    """Return the setup of a round; one without a seed gets a new one."""
    only = len(choice.facts) or (len(choice.asks) if mode_of(choice.mode).selection in Selection.EXACT else 0)
    return Setup(
        seed=choice.seed or str(int.from_bytes(os.urandom(3), "big")),
        mode=choice.mode,
        questions=min(choice.questions, only or choice.questions),  # no more than these, if any
        asks=choice.asks,
        mixed_up=choice.mixed_up,
        banks=tuple(banks),
        topics=choice.topics,
        facts=choice.facts,
        names=tuple(_lasting(name) for name in choice.names),
        time_ms=choice.time_ms,
    )


def _lasting(name: str) -> str:
    """Return a name that finds the same bank from any folder."""
    path = Path(name)
    return str(path.absolute()) if os.path.lexists(path) else name
