"""What a mode is: how a round chooses its questions, what follows an answer and may come next, and how it ends."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from quiz.game.outcome import Ask, Outcome, Setup

if TYPE_CHECKING:
    from quiz.items.sources import Fact

SPACING = 3  # how many other questions come before a missed fact returns


def waits(ask: Ask, outcomes: tuple[Outcome, ...], missed: frozenset[str]) -> int:
    """Return 0 for a question that may come now, 1 for a missed fact too soon, 2 for the fact asked last."""
    for others, outcome in enumerate(reversed(outcomes)):
        if outcome.ask.item.fact == ask.item.fact:
            return 2 if others == 0 else int(ask.item.fact in missed and others < SPACING)
    return 0


def next_first(queue: tuple[Ask, ...], outcomes: tuple[Outcome, ...], missed: frozenset[str]) -> tuple[Ask, ...]:
    """Put the question first that may come next: another fact, and no return too soon."""
    if not queue:
        return queue
    best = min(range(len(queue)), key=lambda i: (waits(queue[i], outcomes, missed), i))
    return (queue[best], *queue[:best], *queue[best + 1 :])


# Plain texts, as making an enumeration takes longer than reading a module.


class Selection:
    """How a new round chooses its facts. One with a seed of its own is always drawn by that alone."""

    SEED = "seed"  # drawn by the seed alone
    KNOWLEDGE = "knowledge"  # by what the player knows, and others where that is too few
    MISTAKES = "mistakes"  # what was wrong last time, and nothing else
    DUE = "due"  # what is due, whatever banks that is from, and nothing else

    EXACT = (MISTAKES, DUE)  # nothing is asked but what was selected


class Feedback:
    """When a player sees whether answers were right."""

    AT_ONCE = "at once"
    AT_END = "at the end"


class Ending:
    """What ends a round."""

    COUNT = "count"  # so many questions are asked
    CLOCK = "clock"  # its time is up


class AfterAnswer:
    """What a player may do about an answer that was given."""

    UNDO = "undo"
    FLAG = "flag"


class Turn(NamedTuple):
    """A round right after an answer, for its mode to say what follows.

    The answer is the last of `outcomes`; `rest` was to be asked after it. `missed` are the facts that
    were missed and not right since. Other questions are on the `facts` that the round has kept, of
    which the `spare` ones are not asked otherwise; `ask_about` makes one, or returns None where none
    can be made: of a fact, for a kind of question, where so many were made after this answer.
    """

    seed: str
    outcomes: tuple[Outcome, ...]
    rest: tuple[Ask, ...]
    missed: frozenset[str]
    facts: Mapping[str, "Fact"]
    spare: tuple[str, ...]
    left_ms: int
    ask_about: Callable[[str, str, int], Ask | None]

    @property
    def latest(self) -> Outcome:
        """The answer that was just given."""
        return self.outcomes[-1]


#: What a round asks from now on, and the facts that were missed and not right since.
Following = tuple[tuple[Ask, ...], frozenset[str]]


class Stock(NamedTuple):
    """The facts that a round may keep for questions that are not planned: all, those of its topics, those wanted."""

    seed: str
    asked: Collection[str]
    wanted: Sequence["Fact"]
    of_topics: Sequence["Fact"]
    every: Sequence["Fact"]


#: The facts that a round keeps, and which of them it asks about only in between.
Kept = tuple[Sequence["Fact"], Sequence["Fact"]]


class Comparison(NamedTuple):
    """How the scores of rounds are compared: by what (right, total) is worth, the greater the better.

    Scores that are `of_total` read "7 of 10", others "7 right". Where rounds have no `best`, their
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


def in_order(turn: Turn) -> Following:
    """Go on with what was planned, but never with the fact that was just asked where there is another."""
    return next_first(turn.rest, turn.outcomes, turn.missed), turn.missed


def planned_alone(stock: Stock) -> Kept:
    """Keep the facts that are asked."""
    return [fact for fact in stock.wanted if fact.id in stock.asked], ()


def all_at_once(setup: Setup) -> int:
    """Plan as many questions as are wanted before the first is asked."""
    return setup.questions


def by_name(setup: Setup) -> str:
    """Compare with all rounds of the mode."""
    return setup.mode


class Mode(NamedTuple):
    """A mode of playing. `DEFINITIONS` in `quiz.game.modes` has each, and `MODES` lists it.

    `name` is that of its module. It is kept in histories: it never changes.
    """

    name: str
    selection: str = Selection.SEED
    plans: Callable[[Setup], int] = all_at_once  # how many questions are planned before the first
    keeps: Callable[[Stock], Kept] = planned_alone  # which facts it keeps for more
    follow: Callable[[Turn], Following] = in_order  # what is asked after an answer
    ending: str = Ending.COUNT
    feedback: str = Feedback.AT_ONCE
    after_answer: tuple[str, ...] = (AfterAnswer.UNDO, AfterAnswer.FLAG)
    asks_certainty: bool = True  # may be asked how sure an answer is
    comparison: Comparison = SHARE
    compared_with: Callable[[Setup], str] = by_name  # rounds for which this is the same are compared
    resumed_as: str = "round"  # a stopped round is offered to whoever starts one of the same; none never
    practised_in: str = ""  # the mode in which its mistakes are practised; none: its own
