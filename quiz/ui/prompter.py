"""What a round needs from the screen that it is played on: a terminal, a pipe, or a test."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from quiz.game.mode import AfterAnswer, Mode
from quiz.game.outcome import Outcome
from quiz.game.round import Round
from quiz.game.scoring import is_unknown

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Protocol

    from quiz.game.statistics import Summary
    from quiz.items.cards import Card
    from quiz.ui.document import Document
    from quiz.ui.home_page import HomePage
    from quiz.ui.round_pages import EndNotes
else:
    Protocol = object  # only the type checker needs it; making a protocol takes as long as importing a module


class Answer(NamedTuple):
    """The ids of the chosen options, whether the hint was looked at, and how sure the player is, if that is asked.

    If a text is typed, `response` is that, and nothing is chosen.
    """

    chosen: tuple[str, ...]
    hinted: bool = False
    certainty: str | None = None
    response: str | None = None


#: The keys for what a player may ask for after an answer.
UNDO, FLAG_QUESTION, INSIST, SET_ASIDE = "u", "!", "y", "-"
#: The key that skips the cards of a round.
SKIP = "s"


class Action(NamedTuple):
    """What a player asks for instead of continuing: to take the last answer back, or to flag its question with a note.

    Or both together, to insist that what was typed is right; or to set its fact aside, or bring it back.
    """

    key: str
    note: str = ""


def actions_after(mode: Mode, outcome: Outcome | None, *, saves: bool) -> tuple[str, ...]:
    """Return the keys for what a player may do about an answer."""
    undo = [UNDO] if AfterAnswer.UNDO in mode.after_answer else []
    flag = [FLAG_QUESTION] if AfterAnswer.FLAG in mode.after_answer and saves else []
    aside = [SET_ASIDE] if AfterAnswer.ASIDE in mode.after_answer and saves else []
    return (*([INSIST] if may_insist(mode, outcome) else []), *undo, *flag, *aside)


def may_insist(mode: Mode, outcome: Outcome | None) -> bool:
    """Return whether a player may say that what was typed is right: it is not proven wrong, only unknown."""
    if outcome is None or not outcome.response or AfterAnswer.UNDO not in mode.after_answer:
        return False
    wrong = [one.option for one in outcome.typed if not one.marked.is_right]
    return bool(wrong) and all(option.text and is_unknown(option.id) for option in wrong)


class Entry(NamedTuple):
    """An entry of a menu: its text, a note next to it, and a key of its own, if any."""

    text: str
    beside: str = ""
    key: str = ""


class AskContext(NamedTuple):
    """What a prompter needs to know about a question, besides its round.

    `saves`: answers are saved. `asks_certainty`: after choosing, ask how sure the player is; only both together are an
    answer. `turn`: who is asked in a duel, and the score. `left_ms` returns how much time is left if there is a clock.
    `meanwhile` loads what an answer will need while the question is read.
    """

    saves: bool
    asks_certainty: bool = False
    turn: tuple[str, str] | None = None
    left_ms: "Callable[[], int] | None" = None
    meanwhile: "Callable[[], None] | None" = None


class Prompter(Protocol):
    """Asks and shows. Every method may raise `Stopped`."""

    @property
    def waits(self) -> bool:
        """Whether feedback waits for a key; if it does not, actions are asked for at the next question."""

    def card(self, card: "Card", number: str, to_come: int) -> bool:
        """Show the card of a new fact, such as `2 of 3`, and how many questions are to come. False: no more cards."""

    def ask(self, round_: Round, context: AskContext) -> Answer | Action:
        """Ask the current question of a round. Raises `TimeUp` if it is not answered in time."""

    def feedback(self, round_: Round, outcome: Outcome, actions: Sequence[str], note: str = "") -> Action | None:
        """Show the feedback on an answer, and the keys for what may be done about it; `round_` is the round after it.

        A `note` says what else there is to say about its fact.
        """

    def below(self, text: str, actions: Sequence[str], *, is_aside: bool) -> Action | None:
        """Say something below the feedback, in place of what was said there, and continue as after it.

        `is_aside`: the fact is set aside now.
        """

    def note(self) -> str | None:
        """Ask for a line on a question that is flagged; it may be empty. Returns None if it should not be flagged."""

    def noted(self, round_: Round) -> None:
        """Take an answer without feedback."""

    def end(self, round_: Round, summary: "Summary", took_ms: int, beside: "EndNotes") -> None:
        """Show the end of a round."""

    def choose(self, title: str, entries: Sequence[Entry], *, plain_title: str = "") -> int:
        """Offer entries; return the index of the chosen one."""

    def home(self, page: "HomePage") -> int:
        """Show the home page; return the index of the chosen entry."""

    def shows(self, text: str) -> bool:
        """Return whether every letter of a text can be shown."""

    def say(self, *texts: str) -> None:
        """Say something in passing."""

    def show(self, document: "Document") -> None:
        """Show a document, a screen at a time, or say its words."""

    def stopped(self, text: str) -> None:
        """Say what happened to a stopped round."""
