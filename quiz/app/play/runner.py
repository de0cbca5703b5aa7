"""One round at a screen: asking, marking, recording, and what a player may do after an answer."""

from contextlib import suppress
from typing import TYPE_CHECKING

from quiz import clock
from quiz.app.errors import Exit, UserError
from quiz.app.history import back_up_today
from quiz.game.mode import AfterAnswer, Ending, Feedback
from quiz.game.outcome import Kind
from quiz.game.round import Round
from quiz.history.database import HistoryError
from quiz.history.log import History
from quiz.history.records import RoundRow
from quiz.term.leaving import Quit, Stopped, TimeUp
from quiz.ui import words
from quiz.ui.prompter import (
    FLAG_QUESTION,
    INSIST,
    SET_ASIDE,
    UNDO,
    Action,
    Answer,
    AskContext,
    Prompter,
    actions_after,
    may_insist,
)

if TYPE_CHECKING:
    from quiz.app.play.recorder import AttemptRecorder


class RoundRunner:
    """Plays one round at one screen, and records its answers if there is a history.

    A round that is resumed has a recorder already; a new round has none before its first answer.
    """

    def __init__(
        self,
        prompter: Prompter,
        history: History | None,
        round_: Round,
        recorder: "AttemptRecorder | None" = None,
        *,
        asks_certainty: bool = False,
    ) -> None:
        self.round = round_
        self.took_ms = recorder.row.took_ms if recorder else 0
        self._prompter = prompter
        self._history = history
        self._recorder = recorder
        self._started_at = clock.now_ms()
        left_ms = self._left_ms if round_.is_timed else None
        meanwhile = None if recorder else _load_recorder
        self._context = AskContext(history is not None, asks_certainty, None, left_ms, meanwhile)
        self._before: Round | None = None  # the round before its last answer, if that can be taken back
        self._spent = 0
        self._began = 0  # when the question that is open was asked
        self._shown_cards: set[str] = set()  # of these facts; all that a skipped group has
        self._skips_cards = False
        self.is_aside = False  # the fact of the last answer, by a key

    @property
    def row(self) -> RoundRow:
        """The round as it is in the history. It must not be asked for before the round has a recorder."""
        assert self._recorder is not None
        return self._recorder.row

    @property
    def can_undo(self) -> bool:
        """Return whether the last answer can be taken back: some modes never allow it, and never two in a row."""
        return self._before is not None and AfterAnswer.UNDO in self.round.mode.after_answer

    @property
    def actions(self) -> tuple[str, ...]:
        """The keys for what may be done about the last answer; none before the first one."""
        outcomes = self.round.outcomes
        return actions_after(self.round.mode, outcomes[-1], saves=self._history is not None) if outcomes else ()

    @property
    def can_insist(self) -> bool:
        """Return whether the last answer was typed and marked wrong, and can be said to be right."""
        return self.can_undo and may_insist(self.round.mode, self.round.outcomes[-1] if self.round.outcomes else None)

    def play(self) -> None:
        """Ask until the round is over.

        If the player stops, says what was saved and raises `Quit`, or KeyboardInterrupt for Ctrl-C.
        """
        try:
            while self.round.current is not None:
                self._show_cards()
                self._began = clock.ticked_ms()
                self._step()
        except Stopped:
            raise Quit(self._stopped()) from None
        except KeyboardInterrupt:
            self._stopped()
            raise

    def _show_cards(self) -> None:
        """Show the new facts that are asked next on cards, each once, unless the player skips them."""
        facts = self.round.cards
        if not facts or facts[0] in self._shown_cards or self._skips_cards:
            return
        from quiz.items.cards import card_of  # with the first question of most rounds there is none

        self._shown_cards.update(facts)
        cards = dict.fromkeys(card for fact in facts if (card := card_of(self.round.facts[fact])))
        for number, card in enumerate(cards, start=1):
            if not self._prompter.card(card, f"{number} of {len(cards)}", self.round.to_come):
                self._skips_cards = True
                return

    def _step(self) -> None:
        try:
            answer = self._asked()
        except TimeUp:
            self._time_up()
            return
        if answer is None:
            return
        spent = clock.ticked_ms() - self._began
        before, self.round = self.round, self.round.answer(answer.chosen, answer.certainty, spent, answer.response)
        if len(self.round.outcomes) == len(before.outcomes):
            self._time_up()
            return
        self.took_ms += spent
        self._keep(answer, spent)
        self._before, self._spent, self.is_aside = before, spent, False
        if self.round.feedback != Feedback.AT_ONCE:
            self._prompter.noted(self.round)
            return
        actions = self.actions
        action = self._prompter.feedback(self.round, self.round.outcomes[-1], actions, self._note())
        while action is not None:
            said = self.handle(action)
            if action.key == INSIST:
                self._prompter.say(said)
            if action.key not in (FLAG_QUESTION, SET_ASIDE):
                return
            action = self._prompter.below(said, actions, is_aside=self.is_aside)

    def _note(self) -> str:
        """Return a note on a fact that was just missed, if it is missed again and again."""
        outcome = self.round.outcomes[-1]
        if self._history is None or outcome.right or outcome.ask.kind != Kind.FIRST:
            return ""
        from quiz.app.progress import leech_note  # most facts are known or new

        try:
            return leech_note(self._history, outcome.ask.item.fact)
        except HistoryError:
            return ""  # whatever is saved or reported next says what is wrong

    def _asked(self) -> Answer | None:
        """Return the answer to the current question; None if another one should be asked.

        Raises `TimeUp`. A clock runs on while something else is done.
        """
        while True:
            answer = self._prompter.ask(self.round, self._context)
            if not isinstance(answer, Action):
                return answer
            self._prompter.say(self.handle(answer))
            if self._context.left_ms is None:
                return None

    def _left_ms(self) -> int:
        """Return how much of the time is left; below 0 if it was up already."""
        return self.round.left_ms - (clock.ticked_ms() - self._began)

    def _time_up(self) -> None:
        """End a round whose time is up."""
        self.round = self.round.out_of_time()
        self.took_ms = self.round.setup.time_ms
        try:
            self._kept_by().end("finished")
        except HistoryError as error:
            self._prompter.stopped("The end of this round was not saved, but its answers were.")
            raise UserError(Exit.STORAGE, error.message, error.help) from None
        self._prompter.say(words.TIME_UP if self._prompter.waits else words.TOO_LATE)

    def _kept_by(self) -> "AttemptRecorder":
        if self._recorder is None:
            from quiz.app.play.recorder import AttemptRecorder  # not before the first question is on the screen

            self._recorder = AttemptRecorder.of_new(self._history, self.round, self._started_at)
        return self._recorder

    def _keep(self, answer: Answer, spent: int) -> None:
        """Record the last answer before its feedback is shown."""
        try:
            self._kept_by().keep(self.round, answer, spent)
        except HistoryError as error:
            self._prompter.stopped("This answer was not saved. All earlier answers were.")
            raise UserError(Exit.STORAGE, error.message, error.help) from None

    def handle(self, action: Action) -> str:
        """Do what was asked for after an answer; return what to say about it."""
        try:
            if action.key == INSIST:
                return self._insisted()
            if action.key == SET_ASIDE:
                return self._put_aside()
            return self._undone() if action.key == UNDO else self._flagged(action.note)
        except HistoryError as error:
            self._prompter.stopped("This was not saved, but all earlier answers were.")
            raise UserError(Exit.STORAGE, error.message, error.help) from None

    def _undone(self) -> str:
        if AfterAnswer.UNDO not in self.round.mode.after_answer:
            return f"In a {self.round.mode.name} you cannot take back answers."
        if self._before is None or self._recorder is None:
            return "There is no answer to take back now."
        self._recorder.void()
        self.round, self._before = self._before, None
        self.took_ms -= self._spent
        return "Your answer is taken back. The question comes again."

    def _insisted(self) -> str:
        """Flag what was typed for the author of the bank, and take the answer back."""
        outcome = self.round.outcomes[-1] if self.round.outcomes else None
        if self._before is None or outcome is None or not may_insist(self.round.mode, outcome):
            return "You can say that you were right only after a typed answer that the bank does not know."
        if self._history is not None and self._recorder is not None:
            self._recorder.flag(self.round, words.INSISTED.format(outcome.response))
        said = self._undone()
        return f"The question is flagged for the author of the bank. {said}" if self._history is not None else said

    def _flagged(self, note: str) -> str:
        if self._history is None:
            return "Nothing is saved here, so nothing can be flagged."
        if self._recorder is None or not self._recorder.flag(self.round, note):
            return "Answer a question first. Then you can flag it."
        what = self._latest("question")
        flagged = f"{what} is flagged, with your note." if note else f"{what} is flagged."
        return f"{flagged} `quiz flags` lists what was flagged."

    def _latest(self, what: str) -> str:
        """Return what names the question or the fact of the last answer: in plain lines, the next question is open."""
        return f"This {what}" if self._prompter.waits else f"The {what} that you answered last"

    def _put_aside(self) -> str:
        """Set the fact of the last answer aside, or bring it back; what is still to be asked about it is left out."""
        if AfterAnswer.ASIDE not in self.round.mode.after_answer:
            return f"In a {self.round.mode.name} you cannot set facts aside."
        if self._history is None:
            return "Nothing is saved here, so nothing can be set aside."
        if not self.round.outcomes:
            return "Answer a question first. Then you can set its fact aside."
        from quiz.history.asides import aside_facts
        from quiz.history.players import bring_back, set_aside

        fact, what = self.round.outcomes[-1].ask.item.fact, self._latest("fact")
        self.is_aside = fact not in aside_facts(self._history)
        if not self.is_aside:
            bring_back(self._history, [fact], clock.now_ms())
            return f"{what} is back. Later rounds will ask about it again."
        set_aside(self._history, [fact], clock.now_ms())
        was_open = self.round.current is not None
        self.round = self.round.without([fact])
        if was_open and self.round.current is None:
            self._kept_by().end("finished")
        return f"{what} is set aside until you bring it back, with the - key now or with `quiz aside --back` later."

    def _stopped(self) -> str:
        """Say what happened to a round that was stopped, and return it."""
        saved = words.left_text(self.round) if self._history else "Stopped. Nothing was saved."
        if self.round.current is None:
            saved = "Saved. The round is over." if self._history else "The round is over. Nothing was saved."
        elif not self.round.outcomes and self.round.mode.ending != Ending.EACH_RIGHT:  # practice follows answers
            saved = "Stopped before the first answer."
        self._prompter.stopped(saved)
        if self._recorder and self.round.current is not None and not self.round.mode.is_resumed:
            with suppress(HistoryError):  # it stays open, and is not offered either
                self._recorder.end("left")
        back_up_today(self._history)
        fold_schedule(self._history)
        return saved


def _load_recorder() -> None:
    """Import what the first answer needs: it would take longer than the feedback itself."""
    from quiz.app.play.recorder import AttemptRecorder  # noqa: F401 # for later
    from quiz.ui.render import terminal  # noqa: F401


def fold_schedule(history: History | None) -> None:
    """Bring the schedule up to date, now that nobody waits for it. If it fails, that is done when it is needed next."""
    if history is not None:
        from quiz.history.derived.schedule import Schedule

        with suppress(HistoryError):
            Schedule(history).update()
