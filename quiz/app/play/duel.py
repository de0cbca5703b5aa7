"""`quiz play --players`: a duel at one screen; each answer is saved in the history of the player who gave it."""

import sys
from collections.abc import Sequence

from quiz import clock
from quiz.app.banks import facts_of
from quiz.app.errors import Exit, UserError
from quiz.app.history import back_up_today, checked_name, known_player, open_for_all
from quiz.app.play.recorder import AttemptRecorder
from quiz.app.play.runner import fold_schedule
from quiz.app.play.setup import fixed
from quiz.game.outcome import Setup
from quiz.game.round import MOST, Duel, start_duel
from quiz.history.database import HistoryError
from quiz.history.log import History
from quiz.history.players import Player
from quiz.term.leaving import Quit, Stopped
from quiz.term.sink import is_terminal
from quiz.text import listed, normalize, quoted
from quiz.ui import round_pages as words
from quiz.ui.prompter import Action, AskContext, Entry, Prompter


def named(text: str) -> tuple[str, ...]:
    """Return the names of players, which commas separate. Raises `UserError` if they cannot play a duel."""
    names = tuple(checked_name(name.strip()) for name in text.split(","))
    if not 2 <= len(names) <= MOST:
        raise UserError(Exit.USAGE, f"a duel has 2 to {MOST} players", "name them with commas: `--players Ada,Ben`")
    seen: set[str] = set()
    for name in names:
        if normalize(name) in seen:
            raise UserError(Exit.USAGE, f"{quoted(name)} is named twice", "every player needs a different name")
        seen.add(normalize(name))
    return names


def play_duel(prompter: Prompter, setup: Setup, names: Sequence[str]) -> None:
    """Play one duel after another until the players quit. What is stopped is kept, and cannot be resumed.

    Raises `Quit` if they leave a duel, and KeyboardInterrupt.
    """
    facts, banks = facts_of(setup.names, setup.topics)
    setup = setup._replace(banks=banks)
    histories = _histories(prompter, names)
    while True:
        duel = start_duel(names, fixed(setup), facts)
        if duel.turn is None:
            raise UserError(Exit.BAD_DATA, "there is nothing to ask", "`quiz bank check` says why")
        runner = _DuelRunner(prompter, duel, histories)
        try:
            runner.play()
            wants_more = runner.ended()
        except Stopped:
            runner.stopped()
            raise Quit from None
        except KeyboardInterrupt:
            runner.stopped()
            raise
        if not wants_more:
            return
        setup = setup._replace(seed="")


def _histories(prompter: Prompter, names: Sequence[str]) -> list[History | None]:
    """Return the history as that of each player.

    Nothing is saved for guests, who have not played here before and do not want to be remembered, or if the history
    cannot be written.
    """
    history = open_for_all(prompter)
    if history is None:
        return [None] * len(names)
    players = {name: known_player(history, name) for name in names}
    guests = [name for name, player in players.items() if player is None]
    if guests and is_terminal(sys.stdin) and _are_remembered(prompter, guests):
        players |= {name: Player("", name) for name in guests}
    return [history.of(player) if player else None for player in players.values()]


def _are_remembered(prompter: Prompter, guests: Sequence[str]) -> bool:
    """Ask whether the answers of those who have not played here before are kept."""
    if len(guests) == 1:
        have, guest = f"{guests[0]} has not played here before", "Play as a guest"
    else:
        have, guest = f"{listed(guests)} have not played here before", "Play as guests"
    return prompter.choose(have, [Entry(guest, "nothing is saved"), Entry("Save the answers")]) == 1


class _DuelRunner:
    """Plays one duel at one screen, and records its answers if there is a history."""

    def __init__(self, prompter: Prompter, duel: Duel, histories: Sequence[History | None]) -> None:
        self._prompter = prompter
        self._duel = duel
        self._histories = histories
        began = clock.now_ms()
        self._recorders = [
            AttemptRecorder.of_new(history, round_, began)
            for history, round_ in zip(histories, duel.rounds, strict=True)
        ]

    def play(self) -> None:
        """Ask all players all questions, and show the outcome of each once all have answered it."""
        while (turn := self._duel.turn) is not None:
            self._prompter.say(words.handing_over(self._duel))
            self._ask(turn)
            if self._duel.is_answered:
                self._prompter.show(words.question_page(self._duel))

    def _ask(self, turn: int) -> None:
        """Let one player answer, and record the answer."""
        whose = (self._duel.names[turn], words.score(self._duel))
        context = AskContext(self._histories[turn] is not None, turn=whose)
        while True:
            began = clock.ticked_ms()
            answer = self._prompter.ask(self._duel.rounds[turn], context)
            if not isinstance(answer, Action):
                break
            self._prompter.say("In a duel you cannot take back answers or flag questions.")
        spent = clock.ticked_ms() - began
        self._duel = self._duel.answer(answer.chosen, answer.response)
        try:
            self._recorders[turn].keep(self._duel.rounds[turn], answer, spent)
        except HistoryError as error:
            self._prompter.stopped("This answer was not saved. All earlier answers were.")
            raise UserError(Exit.STORAGE, error.message, error.help) from None

    def ended(self) -> bool:
        """Show who won. Return whether another duel is wanted."""
        duel = self._duel
        self._prompter.show(words.result_page(duel))
        self._tidy()
        entries = [Entry("another duel", key="r"), Entry("quit", key="q")]
        return self._prompter.choose(words.result(duel), entries, plain_title="What now?") == 0

    def stopped(self) -> None:
        """Say what happened to a duel that was stopped."""
        said = "The duel is over." if self._duel.turn is None else "The duel is stopped."
        if self._duel.turn is not None:
            for recorder, history, round_ in zip(self._recorders, self._histories, self._duel.rounds, strict=True):
                if history is not None and round_.outcomes:
                    history.end(recorder.row.id, "left", clock.now_ms())
        self._prompter.stopped(f"{said} {self._saved()}")
        self._tidy()

    def _saved(self) -> str:
        """Return whose answers are saved."""
        saved = [name for name, history in zip(self._duel.names, self._histories, strict=True) if history]
        if len(saved) == len(self._histories):
            return "The answers are saved."
        return f"The answers of {listed(saved)} are saved." if saved else "Nothing was saved."

    def _tidy(self) -> None:
        back_up_today(next((history for history in self._histories if history), None))
        for history in self._histories:
            fold_schedule(history)
