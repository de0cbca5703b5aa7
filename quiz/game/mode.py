"""What a mode is: how a round chooses its questions, what follows an answer, and how it ends."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from quiz.game.outcome import Ask, Outcome, Setup

if TYPE_CHECKING:
    from quiz.items.sources import Fact


# Plain texts, because making an enumeration takes longer than reading a module.


class Selection:
    """How a new round chooses its facts. One with a seed of its own is always drawn by that alone."""

    SEED = "seed"  # drawn by the seed alone
    KNOWLEDGE = "knowledge"  # by what the player knows, and others if that is too few
    MISTAKES = "mistakes"  # what was wrong last time, and nothing else
    DUE = "due"  # what is due, whatever banks that is from, and nothing else

    EXACT = (MISTAKES, DUE)  # nothing is asked but what was selected


class Feedback:
    """When a player sees whether answers were right."""

    AT_ONCE = "at once"
    AT_END = "at the end"
    NEVER = "never"  # only in a test that was handed out like this


class Ending:
    """What ends a round."""

    COUNT = "count"  # a number of questions were asked
    CLOCK = "clock"  # its time is up
    EACH_RIGHT = "each right"  # each fact was right once


class AfterAnswer:
    """What a player may do about an answer that was given."""

    UNDO = "undo"
    FLAG = "flag"
    ASIDE = "aside"  # to set its fact aside


class Turn(NamedTuple):
    """A round right after an answer, from which its mode decides what follows.

    The answer is the last of `outcomes`; `rest` was planned to follow it. `ask_about` makes another question of a
    `Kind` about one of the `facts` of the round, or returns None if none can be made.
    """

    seed: str
    outcomes: tuple[Outcome, ...]
    rest: tuple[Ask, ...]
    facts: Mapping[str, "Fact"]
    left_ms: int
    ask_about: Callable[[str, str], Ask | None]

    @property
    def latest(self) -> Outcome:
        """The answer that was just given."""
        return self.outcomes[-1]


class Comparison(NamedTuple):
    """How the scores of rounds are compared: by the worth of (right, total); greater is better.

    Scores that are `of_total` read "7 of 10", others "7 right". If rounds have no `best`, their
    questions are chosen for being hard.
    """

    worth: Callable[[int, int], tuple[float, int]]
    of_total: bool = True
    has_best: bool = True


def _share(right: int, total: int) -> tuple[float, int]:
    return right / total, total


def _most_right(right: int, total: int) -> tuple[float, int]:
    return right, -total


SHARE = Comparison(_share)
SHARE_WITHOUT_BEST = Comparison(_share, has_best=False)
MOST_RIGHT = Comparison(_most_right, of_total=False)


def in_order(turn: Turn) -> tuple[Ask, ...]:
    """Continue with what was planned, but never with the fact that was just asked if there is another."""
    return another_fact_first(turn.rest, turn.latest.ask.item.fact)


def another_fact_first(rest: tuple[Ask, ...], fact: str) -> tuple[Ask, ...]:
    """Return questions with one about a different fact first, if there is one."""
    at = next((i for i, ask in enumerate(rest) if ask.item.fact != fact), 0)
    return (*rest[at : at + 1], *rest[:at], *rest[at + 1 :])


def all_at_once(setup: Setup) -> int:
    """Plan as many questions as are wanted before the first is asked."""
    return setup.questions


def by_name(setup: Setup) -> str:
    """Compare with all rounds of the mode."""
    return setup.mode


class Mode(NamedTuple):
    """A mode of playing. `DEFINITIONS` in `quiz.game.modes` has each, and `MODES` lists it.

    `name` is kept in histories, so it never changes.
    """

    name: str
    selection: str = Selection.SEED
    plans: Callable[[Setup], int] = all_at_once  # how many questions are planned before the first
    follow: Callable[[Turn], tuple[Ask, ...]] = in_order  # what is asked after an answer
    ending: str = Ending.COUNT
    feedback: str = Feedback.AT_ONCE
    after_answer: tuple[str, ...] = (AfterAnswer.UNDO, AfterAnswer.FLAG, AfterAnswer.ASIDE)
    asks_certainty: bool = True  # whether the player may be asked how sure they are
    comparison: Comparison = SHARE
    compared_with: Callable[[Setup], str] = by_name  # rounds for which this is the same are compared
    is_resumed: bool = True  # a round that was stopped can be resumed later
