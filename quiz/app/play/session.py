"""Playing rounds: the loop that joins round, prompter, history and clock; and what is shown when a round is over."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from quiz import clock
from quiz.app.banks import facts_of
from quiz.app.errors import Exit, UserError
from quiz.app.history import back_up_today
from quiz.app.play.runner import RoundRunner, fold_schedule
from quiz.app.play.setup import RoundInput, fixed, offered, practice, resumed, setup_in
from quiz.bank.model import Bank
from quiz.game.mode import Ending, Feedback, Selection
from quiz.game.modes import mode_of
from quiz.game.outcome import Outcome, Setup
from quiz.game.round import Round, start
from quiz.history.database import HistoryError
from quiz.history.log import History
from quiz.history.players import Habits, Typing, habits_of, keep_habits, tells_certainty
from quiz.history.records import RoundRow
from quiz.items.sources import Fact
from quiz.term.leaving import Stopped
from quiz.ui import words
from quiz.ui.prompter import FLAG_QUESTION, INSIST, SET_ASIDE, UNDO, Action, Entry, Prompter

if TYPE_CHECKING:
    from quiz.app.play.recorder import AttemptRecorder
    from quiz.game.statistics import Summary, Week
    from quiz.ui.round_pages import Change, EndNotes
_FEW = 5  # questions: nobody is praised for a shorter round
_A_YEAR = 53 * 7  # days; earlier weeks are not counted


_ALL = "v"  # the key that shows all answers of a test


class Session:
    """Plays one round after another for one player at one screen."""

    def __init__(
        self,
        prompter: Prompter,
        history: History | None,
        *,
        certainty: bool | None = None,
        cards: bool | None = None,
        typed: str | None = None,
    ) -> None:
        """Take the screen and the history.

        `certainty` asks how sure the player is of each answer, `cards` shows new facts before they are asked, and
        `typed` says when answers are typed (see `Typing`). With None, it is as the player wanted it last.
        """
        self._prompter = prompter
        self._history = history
        self._asks_certainty = _told_last(history) if certainty is None else certainty
        self._cards = cards
        self._typed = typed

    def play(self, setup: Setup, *, resume: RoundRow | None = None, is_new: bool = False) -> None:
        """Play what was chosen until the player quits.

        Unless a new round is wanted, it offers to resume one that was stopped. Raises
        `Quit` if the player leaves a round, and KeyboardInterrupt.
        """
        facts: Sequence[Fact]
        facts, banks = facts_of(setup.names, setup.topics)
        setup = setup._replace(banks=banks)
        found = None
        if resume is not None:
            found = self._resumed(resume, facts, banks)
        elif not is_new and (offer := self._offered(setup)) is not None:
            resume, stopped = offer
            if mode_of(setup.mode).selection == Selection.DUE:
                facts, banks = facts_of(stopped.names, ())
                setup = setup._replace(names=stopped.names, banks=banks)
            found = self._resumed(resume, facts, banks)
            if found:  # what follows it is of its kind
                setup = stopped.undecided._replace(seed="", facts=(), scope=setup.scope)
        self._rounds(setup, facts, *(found or ()))

    def try_out(self, setup: Setup, facts: Sequence[Fact], banks: Sequence[Bank]) -> None:
        """Play rounds of these facts alone, in a session without a history, and say so."""
        self._prompter.say("You are trying these questions out. Nothing is saved.")
        self._rounds(setup._replace(banks=tuple((bank.id, bank.hash) for bank in banks)), facts)

    def _rounds(
        self,
        setup: Setup,
        facts: Sequence[Fact],
        round_: Round | None = None,
        recorder: "AttemptRecorder | None" = None,
    ) -> None:
        """Play one round after another, the first from where it was stopped, until the player quits."""
        chosen = setup  # what was played before the mistakes were practised
        while True:
            if round_ is None:
                round_input = self._round_input(setup, facts)
                if round_input is None:
                    return
                setup, facts = round_input
                chosen = chosen if setup.facts else setup
                round_ = start(fixed(setup), facts)
                recorder = None
                if round_.current is None:
                    raise UserError(Exit.BAD_DATA, "there is nothing to ask", "`quiz bank check` says why")
            self._warn_of_letters(round_)
            certainty = self._asks_certainty and round_.mode.asks_certainty and not round_.setup.test
            missed = self._one(RoundRunner(self._prompter, self._history, round_, recorder, asks_certainty=certainty))
            if missed is None:
                return
            again = chosen.undecided.of_ones_own._replace(seed="")
            setup, round_ = practice(again, missed) if missed else again, None

    def _warn_of_letters(self, round_: Round) -> None:
        """Say before the first question if letters of the round cannot be shown."""
        shows = self._prompter.shows
        if all(shows(text) for ask in round_.queue for text in (ask.item.stem, *(o.text for o in ask.item.options))):
            return
        self._prompter.say(words.LETTERS)

    def _round_input(self, setup: Setup, facts: Sequence[Fact]) -> RoundInput | None:
        """Choose the facts of a new round by what the player knows; None if there is nothing to ask."""
        is_open = bool(setup.facts) or not (setup.seed or setup.asks)
        is_open = is_open and mode_of(setup.mode).selection != Selection.SEED
        if self._history is None or not is_open:
            return setup._replace(types_all=self._typed == Typing.ALWAYS), facts
        from quiz.app.review import round_input  # a round with a seed of its own does not need it

        return round_input(self._prompter, self._history, setup, facts, self._habits(self._history))

    def _habits(self, history: History) -> Habits:
        """Return the player's habits, and save them if they have changed."""
        habits = habits_of(history)
        cards = habits.cards if self._cards is None else self._cards
        wanted = Habits(cards, habits.typed if self._typed is None else self._typed)
        if wanted != habits:
            keep_habits(history, wanted)
        return wanted

    def _one(self, runner: RoundRunner) -> tuple[Outcome, ...] | None:
        """Play a round to its end. Returns the misses to practise (none: another round), or None to quit."""
        while True:
            runner.play()
            next_ = self._ended(runner)
            if runner.round.current is None:  # nothing was taken back
                return next_

    def _ended(self, runner: RoundRunner) -> tuple[Outcome, ...] | None:
        from quiz.game.statistics import summarize

        round_, history = runner.round, self._history
        summary = summarize(round_)
        notes = _end_notes(history, round_, runner.row, summary)
        misses: tuple[Outcome, ...] = ()
        interrupted = False
        try:
            back_up_today(history)  # while the page is read
            key = ""
            while key in ("", _ALL, FLAG_QUESTION, SET_ASIDE):
                if self._prompter.waits or not key:
                    self._prompter.end(round_, summary, runner.took_ms, notes)
                misses = self._to_practise(summary)
                entries = self._what_now(runner, misses)
                key = entries[self._prompter.choose("", entries, plain_title="What now?")].key
                if key in (FLAG_QUESTION, SET_ASIDE):
                    note = self._prompter.note() if key == FLAG_QUESTION else ""
                    if note is not None:
                        self._prompter.say(runner.handle(Action(key, note)))
                elif key == _ALL:
                    from quiz.ui.round_pages import all_answers

                    self._prompter.show(all_answers(round_))
        except (Stopped, KeyboardInterrupt) as stop:
            key, interrupted = "q", isinstance(stop, KeyboardInterrupt)
        if key in (UNDO, INSIST):
            said = runner.handle(Action(key))
            if not self._prompter.waits:
                self._prompter.say(said)
        if key == "q":
            self._prompter.stopped("Saved." if history else "Nothing was saved.")
            fold_schedule(history)
            if interrupted:
                raise KeyboardInterrupt
            return None
        return misses if key == "m" else ()

    def _to_practise(self, summary: "Summary") -> tuple[Outcome, ...]:
        """Return what was missed in a round, without the facts that have been set aside since."""
        if self._history is None or not summary.misses:
            return summary.misses
        from quiz.history.asides import aside_facts

        aside = aside_facts(self._history)
        return tuple(outcome for outcome in summary.misses if outcome.ask.item.fact not in aside)

    def _what_now(self, runner: RoundRunner, misses: Sequence[Outcome]) -> list[Entry]:
        """Return what may be done once a round is over."""
        round_, waits = runner.round, self._prompter.waits
        aside = "bring the last fact back" if runner.is_aside else "set the last fact aside"
        practises = misses and round_.mode.ending != Ending.EACH_RIGHT and round_.feedback != Feedback.NEVER
        return [
            *([Entry("practise what you missed", key="m")] if practises else []),
            *([] if round_.setup.test else [Entry("another round", key="r")]),
            *([Entry("look at all answers", key=_ALL)] if waits and round_.feedback == Feedback.AT_END else []),
            *([Entry("I was right", key=INSIST)] if not waits and runner.can_insist else []),
            *([Entry("take the last answer back", key=UNDO)] if runner.can_undo else []),
            *([Entry("flag the last question", key=FLAG_QUESTION)] if self._history and not waits else []),
            *([Entry(aside, key=SET_ASIDE)] if not waits and SET_ASIDE in runner.actions else []),
            Entry("quit", key="q"),
        ]

    def _offered(self, setup: Setup) -> tuple[RoundRow, Setup] | None:
        """Offer to resume the latest stopped round of the kind; None if there is none or a new one is wanted."""
        rows = self._history.open_rounds() if self._history else []
        if not rows or self._history is None:
            return None
        return offered(self._prompter, self._history, setup, rows)

    def _resumed(
        self, row: RoundRow, facts: Sequence[Fact], banks: Sequence[tuple[str, str]]
    ) -> "tuple[Round, AttemptRecorder] | None":
        from quiz.app.play.recorder import AttemptRecorder

        assert self._history is not None
        found = resumed(self._prompter, self._history, row, facts, banks)
        if found is None:
            return None
        round_, position = found
        if not self._habits(self._history).cards:  # a player who has turned them off is shown none
            round_ = round_._replace(groups=())
        return round_, AttemptRecorder(self._history, row, position)


def _told_last(history: History | None) -> bool:
    try:
        return history is not None and tells_certainty(history)
    except HistoryError:
        return False  # what is wrong is reported if something is saved


def _end_notes(history: History | None, round_: Round, row: RoundRow, summary: "Summary") -> "EndNotes":
    """Return what is shown next to the score of a round that is over."""
    from quiz.app.progress import known_after  # with the end of a round, from which most are far
    from quiz.ui.round_pages import EndNotes, week_text

    if history is None:
        return EndNotes()
    if round_.setup.test:
        return EndNotes(notes=(words.HAND_IN,))
    earlier = _earlier(history, round_, row)
    cheers: list[str] = []
    comparison = round_.mode.comparison
    best = max(earlier, key=lambda one: comparison.worth(one.right, one.total), default=None)
    if not comparison.of_total:
        if best and summary.right > best.right:
            cheers.append(f"New best: {summary.right} right. Your best before that was {best.right}.")
    elif summary.total >= _FEW and summary.right == summary.total:
        cheers.append("Everything right at the first try.")
    elif (
        best
        and comparison.has_best
        and summary.total >= _FEW
        and summary.right * best.total > best.right * summary.total
    ):
        cheers.append(
            f"New best: {summary.right} of {summary.total}. Your best before that was {best.right} of {best.total}."
        )
    this = this_week(history)
    known = known_after(history, [bank for bank, _ in round_.setup.banks])
    notes = (*known.notes, *([week_text(this)] if this.days else []))
    return EndNotes(earlier[0] if earlier else None, (*cheers, *known.cheers), notes)


def _earlier(history: History, round_: Round, row: RoundRow) -> "list[Change]":
    """Return the scores of the finished rounds before this one of the same kind on the same banks, the latest first."""
    from quiz.history.statistics import scores
    from quiz.ui.round_pages import Change

    mine = _what(round_.setup)

    def is_alike(kept: str) -> bool:
        setup = setup_in(kept)
        return setup is not None and _what(setup) == mine

    found = scores(history, round_.setup.mode, row, is_alike)
    return [Change(score.right, score.answered) for score in found]


def _what(setup: Setup) -> tuple[object, ...]:
    """Return what makes the scores of two rounds comparable."""
    banks = frozenset(bank for bank, _ in setup.banks)
    return banks, frozenset(setup.topics), bool(setup.facts), mode_of(setup.mode).compared_with(setup)


def this_week(history: History) -> "Week":
    """Return how the player's week is going."""
    from quiz.game.statistics import week
    from quiz.history.statistics import days_played

    today = clock.now().day
    return week(days_played(history, today - _A_YEAR), today)
