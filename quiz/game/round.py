"""A round as a state machine: it says what to ask, takes the answer, and moves on; and a duel of several rounds.

A round is immutable and holds no clock and no screen. Its state depends only on its setup, its banks and the answers so
far, so a round is resumed by replaying its answers.

In a duel each player has a round, made from the same setup, so that questions, options and order are the same. The
players take turns to answer first, because the second one has more time to think.
"""

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from quiz.game.cards import in_groups
from quiz.game.mode import Ending, Mode, Turn
from quiz.game.modes import mode_of
from quiz.game.outcome import Ask, Kind, Outcome, Setup
from quiz.game.plan import plan, plan_asks, remake
from quiz.game.scoring import is_right, typed_in
from quiz.interpreter import collector_off
from quiz.items.item import MixedUp
from quiz.items.sources import Fact


class Round(NamedTuple):
    """One round. `queue` is what is still to be asked, `outcomes` what was answered."""

    setup: Setup
    planned: int
    queue: tuple[Ask, ...]
    outcomes: tuple[Outcome, ...] = ()
    facts: Mapping[str, Fact] = MappingProxyType({})  # what further questions are made from
    groups: tuple[tuple[str, ...], ...] = ()  # groups of facts whose cards come together

    @property
    def mode(self) -> Mode:
        """The mode of the round."""
        return mode_of(self.setup.mode)

    @property
    def feedback(self) -> str:
        """When the player sees whether answers were right: a `Feedback`."""
        return self.setup.feedback or self.mode.feedback

    @property
    def is_timed(self) -> bool:
        """Whether there is a time limit for all its answers together."""
        return self.total is None or self.setup.time_ms > 0

    @property
    def total(self) -> int | None:
        """How many questions count for the score; None if a clock ends the round."""
        return None if self.mode.ending == Ending.CLOCK else self.planned

    @property
    def to_come(self) -> int:
        """How many questions are still to be answered, if that is known."""
        return len(self.queue)

    @property
    def current(self) -> Ask | None:
        """The question to ask now, or None at the end."""
        return self.queue[0] if self.queue else None

    @property
    def cards(self) -> tuple[str, ...]:
        """The facts that are shown on cards before the current question, unless they were shown before an earlier one.

        They are the current one and those of its group that were not asked yet; none if it has no card.
        """
        fact = self.current.item.fact if self.current else ""
        asked = {outcome.ask.item.fact for outcome in self.outcomes}
        group = next((group for group in self.groups if fact in group), ())
        return () if fact in asked else tuple(one for one in group if one not in asked)

    @property
    def first_tries(self) -> tuple[Outcome, ...]:
        """The outcomes that count for the score. In a practice round, they are the first ones on each fact."""
        if self.mode.ending == Ending.EACH_RIGHT:
            first: dict[str, Outcome] = {}
            for outcome in self.outcomes:
                first.setdefault(outcome.ask.item.fact, outcome)
            return tuple(first.values())
        return tuple(outcome for outcome in self.outcomes if outcome.ask.kind == Kind.FIRST)

    @property
    def right(self) -> int:
        """How many first tries were right."""
        return sum(outcome.right for outcome in self.first_tries)

    @property
    def points(self) -> float:
        """The points of all first tries, including answers that are partly right."""
        return sum(outcome.score for outcome in self.first_tries)

    @property
    def number(self) -> int:
        """The number of the current question, from 1; at the end, that of the last one."""
        return len(self.outcomes) + (self.current is not None)

    @property
    def streak(self) -> int:
        """How many first tries were right in a row up to now."""
        return self._streaks()[-1]

    @property
    def best_streak(self) -> int:
        """The longest run of right first tries."""
        return max(self._streaks())

    def _streaks(self) -> list[int]:
        runs = [0]
        for outcome in self.first_tries:
            runs.append(runs[-1] + 1 if outcome.right else 0)
        return runs

    @property
    def left_ms(self) -> int:
        """How much time is left after its answers; 0 if it is not timed."""
        return max(0, self.setup.time_ms - sum(outcome.took_ms for outcome in self.outcomes))

    def out_of_time(self) -> "Round":
        """Return the round as it ends when its time is up. The open question stays unanswered."""
        return self._replace(queue=())

    def without(self, facts: Collection[str]) -> "Round":
        """Return the round without the questions about some facts that were not asked yet."""
        queue = tuple(ask for ask in self.queue if ask.item.fact not in facts)
        return self._replace(queue=queue, planned=self.planned - (len(self.queue) - len(queue)))

    def answer(
        self, chosen: Sequence[str], certainty: str | None = None, took_ms: int = 0, response: str | None = None
    ) -> "Round":
        """Answer the current question, with how sure the player was and how long it took; return the round after it.

        A typed text is the `response`; it chooses the option that it means, which must be what was chosen, if anything
        was. An answer that took longer than the time left does not count: the round is out of time. Raises ValueError
        if the round is over, an option was not shown, or not all are in a place.
        """
        ask = self.current
        if ask is None:
            raise ValueError("the round is over")
        if (response is not None) is not bool(ask.item.blanks):
            raise ValueError("typed where options are chosen, or chosen where a text is typed")
        typed = () if response is None else typed_in(ask.item, response)
        shown = {option.id for option in ask.item.options}
        if typed:
            ids = tuple(one.option.id for one in typed)
            chosen, shown = chosen or ids, {*ids}
            if tuple(chosen) != ids:
                raise ValueError("what was typed stands for other options")
        if not chosen or not set(chosen) <= shown:
            raise ValueError("an option that was not shown")
        if ask.item.answer_kind.is_placed and not len(set(chosen)) == len(chosen) == len(ask.item.keys):
            raise ValueError("not one option in every place")
        if self.is_timed and took_ms > self.left_ms:
            return self.out_of_time()
        right = is_right(ask.item, chosen)
        outcome = Outcome(ask, tuple(chosen), right, certainty, took_ms, response, typed)
        outcomes = (*self.outcomes, outcome)
        turn = Turn(
            seed=self.setup.seed,
            outcomes=outcomes,
            rest=self.queue[1:],
            facts=self.facts,
            left_ms=self.left_ms - took_ms,
            ask_about=lambda fact, kind: self._remade(fact, kind, outcomes),
        )
        return self._replace(queue=self.mode.follow(turn), outcomes=outcomes)

    def _remade(self, fact: str, kind: str, outcomes: tuple[Outcome, ...]) -> Ask | None:
        slot = self.planned + len(outcomes)  # one that no other question has
        planned = [ask.item.id for ask in self.queue[1:] if ask.item.fact == fact]
        shown = [outcome.ask.item.id for outcome in outcomes if outcome.ask.item.fact == fact]
        item = remake(self.facts[fact], self.setup.seed, slot, [*planned, *shown])
        return Ask(item, kind, slot) if item else None


def start(setup: Setup, facts: Sequence[Fact]) -> Round:
    """Start a round on the facts of its banks. It is empty if nothing can be asked."""
    if setup.mixed_up:
        pairs: dict[str, list[MixedUp]] = {}
        for fact_id, answer, chosen in setup.mixed_up:
            pairs.setdefault(fact_id, []).append((answer, chosen))
        facts = [fact._replace(prefer=pairs[fact.id]) if fact.id in pairs else fact for fact in facts]
    if setup.typed or setup.types_all:
        typed = set(setup.typed)
        facts = [fact._replace(typed=setup.types_all or fact.id in typed) for fact in facts]
    of_topics = [fact for fact in facts if fact.topic in setup.topics] if setup.topics else facts
    only = set(setup.facts)
    wanted = [fact for fact in of_topics if fact.id in only] if only else of_topics
    mode = mode_of(setup.mode)
    with collector_off():
        if setup.asks:
            planned = plan_asks(wanted, setup.asks, setup.questions, setup.seed)
        else:
            planned = plan(wanted, mode.plans(setup), setup.seed)
    # Facts that are practised had their first try in the round before.
    kind = Kind.AGAIN if mode.ending == Ending.EACH_RIGHT else Kind.FIRST
    queue = tuple(Ask(one.item, kind, one.slot) for one in planned)
    queue, groups = in_groups(queue, setup.cards)
    return Round(setup, len(planned), queue, facts={fact.id: fact for fact in wanted}, groups=groups)


#: How many players may take part: as many as a header has room for.
MOST = 6


class Duel(NamedTuple):
    """The names of the players and the round of each."""

    names: tuple[str, ...]
    rounds: tuple[Round, ...]

    @property
    def number(self) -> int:
        """How many questions all players have answered: the position of the current question, from 0."""
        return min(len(round_.outcomes) for round_ in self.rounds)

    @property
    def turn(self) -> int | None:
        """The position among the names of the player who answers next, or None at the end."""
        if self.number == self.rounds[0].planned:
            return None
        order = [(self.number + i) % len(self.names) for i in range(len(self.names))]
        return next(i for i in order if len(self.rounds[i].outcomes) == self.number)

    @property
    def is_answered(self) -> bool:
        """Whether all have answered the last question, and nobody the current one."""
        return len({len(round_.outcomes) for round_ in self.rounds}) == 1

    @property
    def latest(self) -> tuple[Outcome, ...]:
        """The outcomes of the question that all answered last, in the order of the names."""
        return tuple(round_.outcomes[self.number - 1] for round_ in self.rounds)

    @property
    def scores(self) -> tuple[int, ...]:
        """How many questions each player had right, of those that all have answered."""
        return tuple(sum(outcome.right for outcome in round_.outcomes[: self.number]) for round_ in self.rounds)

    @property
    def winners(self) -> tuple[str, ...]:
        """The names of those with the best score."""
        best = max(self.scores)
        return tuple(name for name, score in zip(self.names, self.scores, strict=True) if score == best)

    def answer(self, chosen: Sequence[str], response: str | None = None) -> "Duel":
        """Answer for the player whose turn it is. Raises ValueError as a round does, and if the duel is over."""
        turn = self.turn
        if turn is None:
            raise ValueError("the duel is over")
        rounds = list(self.rounds)
        rounds[turn] = rounds[turn].answer(chosen, response=response)
        return self._replace(rounds=tuple(rounds))


def start_duel(names: Sequence[str], setup: Setup, facts: Sequence[Fact]) -> Duel:
    """Begin a duel of two players or more. Its rounds are empty if nothing can be asked."""
    round_ = start(setup, facts)
    return Duel(tuple(names), (round_,) * len(names))
