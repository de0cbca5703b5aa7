"""A round as a state machine: it says what to ask, is told the answer, and moves on.

A round is immutable and holds no clock and no screen. Its state follows from its setup,
its banks and the answers so far alone, so to resume a round is to replay its answers.
"""

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from quiz.bank.model import Form
from quiz.collector import collector_off
from quiz.game.certainty import SURE
from quiz.game.modes import MODES, Mode
from quiz.game.plan import plan, plan_asks, remake
from quiz.game.sprint import next_facts
from quiz.items.against import MixedUp, against
from quiz.items.draw import DRAWS, Draw
from quiz.items.item import Item
from quiz.items.sources import Fact

_SPRINT = 20  # questions of a sprint that are planned; those that follow are made one by one
SPACING = 3  # how many other questions come before a missed fact returns
_SPARE = 8  # facts that are kept to come between; of some no question can be made


class Kind:
    """Why a question is asked. Only a first try counts for the score."""

    FIRST = "first"
    AGAIN = "again"  # a missed fact returns
    BETWEEN = "between"  # keeps a missed fact from returning too soon


class Setup(NamedTuple):
    """What a round was started with. `banks` are (id, content hash), in order."""

    seed: str
    mode: str
    questions: int
    banks: tuple[tuple[str, str], ...]
    topics: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()  # only these facts, where given
    names: tuple[str, ...] = ()  # what the player asked for: courses, banks, paths
    asks: tuple[tuple[str, str], ...] = ()  # these facts in this order, each with the item it was last asked with
    mixed_up: tuple[tuple[str, str, str], ...] = ()  # facts with what is to be told apart in them, as `MixedUp`
    time_ms: int = 0  # of a sprint, which has no number of questions
    draws: int = DRAWS  # the number of the rules that it is drawn by


class Ask(NamedTuple):
    """A question of a round. `slot` and the seed fix its options and their order."""

    item: Item
    kind: str
    slot: int


class Outcome(NamedTuple):
    """An answered question: the ids of the options chosen, whether they were right, how sure and how long it was."""

    ask: Ask
    chosen: tuple[str, ...]
    right: bool
    certainty: str | None = None
    took_ms: int = 0

    @property
    def surely_wrong(self) -> bool:
        """Tell whether it was wrong though the player was sure."""
        return self.certainty == SURE and not self.right

    @property
    def mark(self) -> float:
        """What the answer counts for, from 0 to 1: all or nothing, but where all that are right are to be chosen."""
        item = self.ask.item
        return mark(item.keys, self.chosen) if item.form is Form.CHOOSE_ALL else float(self.right)


def is_right(item: Item, chosen: Sequence[str]) -> bool:
    """Mark an answer: right if exactly the keys were chosen, where each has its place in their order."""
    if item.form.keeps_order:
        return tuple(chosen) == item.keys
    return set(chosen) == set(item.keys)


def mark(keys: Collection[str], chosen: Collection[str]) -> float:
    """Return what an answer counts for, from 0 to 1: right choices less wrong ones, of all that are right.

    So part of the answer is worth something, and it does not pay to choose everything (net
    correct, never below zero).
    """
    right = len(set(chosen) & set(keys))
    return max(0, right - (len(set(chosen)) - right)) / len(keys)


class Round(NamedTuple):
    """One sitting. `queue` is what is still to be asked, `outcomes` what was answered."""

    setup: Setup
    planned: int
    queue: tuple[Ask, ...]
    outcomes: tuple[Outcome, ...] = ()
    missed: frozenset[str] = frozenset()  # facts that were missed and not right since
    facts: Mapping[str, Fact] = MappingProxyType({})
    spare: tuple[str, ...] = ()  # facts that the round does not ask; where it has few they set a return apart

    @property
    def mode(self) -> Mode:
        """The mode of the round."""
        return MODES[self.setup.mode]

    @property
    def current(self) -> Ask | None:
        """The question to ask now, or None at the end."""
        return self.queue[0] if self.queue else None

    @property
    def first_tries(self) -> tuple[Outcome, ...]:
        """The outcomes that count for the score."""
        return tuple(outcome for outcome in self.outcomes if outcome.ask.kind == Kind.FIRST)

    @property
    def right(self) -> int:
        """How many first tries were right."""
        return sum(outcome.right for outcome in self.first_tries)

    @property
    def points(self) -> float:
        """What the first tries count for together, answers that are right in part as well."""
        return sum(outcome.mark for outcome in self.first_tries)

    @property
    def number(self) -> int:
        """The number of the current question among the planned ones, from 1."""
        done = len(self.first_tries)
        asks_first = self.current is not None and self.current.kind == Kind.FIRST
        return done + 1 if asks_first else max(done, 1)

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
        """How much of a sprint's time its answers have left."""
        return max(0, self.setup.time_ms - sum(outcome.took_ms for outcome in self.outcomes))

    def out_of_time(self) -> "Round":
        """Return the round as it ends when its time is up. The question that is open is not answered any more."""
        return self._replace(queue=())

    def answer(self, chosen: Sequence[str], certainty: str | None = None, took_ms: int = 0) -> "Round":
        """Answer the current question, more or less surely and quickly, and return the round that follows.

        In a sprint an answer that took longer than there was time does not count: the round is out of time.
        Raises ValueError where the round is over, an option was not shown, or not all are in a place.
        """
        ask = self.current
        if ask is None:
            raise ValueError("the round is over")
        shown = {option.id for option in ask.item.options}
        if not chosen or not set(chosen) <= shown:
            raise ValueError("an option that was not shown")
        if ask.item.form.keeps_order and sorted(chosen) != sorted(ask.item.keys):
            raise ValueError("not every option once")
        if self.setup.time_ms and took_ms > self.left_ms:
            return self.out_of_time()
        outcome = Outcome(ask, tuple(chosen), is_right(ask.item, chosen), certainty, took_ms)
        outcomes = (*self.outcomes, outcome)
        rest = self.queue[1:]
        missed = self.missed
        if self.mode.returns:
            fact = ask.item.fact
            rest = tuple(a for a in rest if a.kind != Kind.AGAIN or a.item.fact != fact)
            missed = missed - {fact} if outcome.right else missed | {fact}
            if not outcome.right:
                rest = self._with_return(ask.item, outcomes, rest)
                rest = _surely_wrong_first(rest, outcomes) if outcome.surely_wrong else rest
        rest = _next_first(rest, outcomes, missed)
        if self.mode.returns and rest and _waits(rest[0], outcomes, missed):
            rest = (*self._fillers(ask.item.fact, outcomes, rest, 1), *rest)
        if self.setup.time_ms:
            rest = self._sprint_on(rest, outcomes, self.left_ms - took_ms)
        return self._replace(queue=rest, outcomes=outcomes, missed=missed)

    def _sprint_on(self, rest: tuple[Ask, ...], outcomes: tuple[Outcome, ...], left_ms: int) -> tuple[Ask, ...]:
        """Return what a sprint asks from now on: never the last fact again, nothing where there is no time."""
        if not left_ms or (rest and rest[0].item.fact != outcomes[-1].ask.item.fact):
            return rest if left_ms else ()
        drawn = Draw(f"{self.setup.seed}\nsprint").shuffled(list(self.facts.values()))
        asked = [outcome.ask.item.fact for outcome in outcomes]
        for fact in next_facts([(fact.id, fact.topic) for fact in drawn], asked):
            ask = self._remade(fact, Kind.FIRST, outcomes, 0)
            if ask is not None:
                return (ask, *rest)
        return ()

    def _with_return(self, item: Item, outcomes: tuple[Outcome, ...], rest: tuple[Ask, ...]) -> tuple[Ask, ...]:
        """Bring a missed fact back after three others, asked anew.

        Where the round was to ask for the fact in another way anyhow, that is its return.
        """
        later = [ask for ask in rest if ask.item.fact == item.fact]
        if any(ask.item.id != item.id for ask in later):
            return rest
        rest = tuple(ask for ask in rest if ask.item.fact != item.fact)
        others = [ask for ask in rest if ask.item.fact != item.fact]
        fillers = self._fillers(item.fact, outcomes, rest, SPACING - len(others)) if len(others) < SPACING else ()
        rest = (*rest, *fillers)
        again = self._remade(item.fact, Kind.AGAIN, outcomes, len(fillers))
        if again is None:
            return rest
        at, seen = 0, 0
        while at < len(rest) and seen < SPACING:
            seen += rest[at].item.fact != item.fact
            at += 1
        return (*rest[:at], again, *rest[at:], *later)

    def _fillers(
        self, missed: str, outcomes: tuple[Outcome, ...], rest: tuple[Ask, ...], count: int
    ) -> tuple[Ask, ...]:
        """Return questions on facts of this round, the longest unasked first, or spare ones, to set a return apart."""
        waiting = {ask.item.fact for ask in rest if ask.kind != Kind.FIRST} | {missed} | self.missed
        latest = dict.fromkeys(outcome.ask.item.fact for outcome in reversed(outcomes))
        spare = [fact for fact in self.spare if fact not in latest]
        found: list[Ask] = []
        for fact in [*reversed(latest), *spare]:
            if len(found) == count:
                break
            ask = None if fact in waiting else self._remade(fact, Kind.BETWEEN, outcomes, len(found))
            if ask is not None:
                found.append(ask)
        return tuple(found)

    def _remade(self, fact: str, kind: str, outcomes: tuple[Outcome, ...], nth: int) -> Ask | None:
        slot = self.planned + (SPACING + 1) * len(outcomes) + nth  # one that no other question has
        planned = [ask.item.id for ask in self.queue[1:] if ask.item.fact == fact]
        shown = [outcome.ask.item.id for outcome in outcomes if outcome.ask.item.fact == fact]
        item = remake(self.facts[fact], self.setup.seed, slot, [*planned, *shown])
        return Ask(item, kind, slot) if item else None


def _waits(ask: Ask, outcomes: tuple[Outcome, ...], missed: frozenset[str]) -> int:
    """Return 0 for a question that may come now, 1 for a missed fact too soon, 2 for the fact asked last."""
    for others, outcome in enumerate(reversed(outcomes)):
        if outcome.ask.item.fact == ask.item.fact:
            return 2 if others == 0 else int(ask.item.fact in missed and others < SPACING)
    return 0


def _next_first(queue: tuple[Ask, ...], outcomes: tuple[Outcome, ...], missed: frozenset[str]) -> tuple[Ask, ...]:
    """Put the question first that may come next: another fact, and no return too soon."""
    if not queue:
        return queue
    best = min(range(len(queue)), key=lambda i: (_waits(queue[i], outcomes, missed), i))
    return (queue[best], *queue[:best], *queue[best + 1 :])


def _surely_wrong_first(queue: tuple[Ask, ...], outcomes: tuple[Outcome, ...]) -> tuple[Ask, ...]:
    """Let the fact that was just surely wrong return as soon as three others came, before others that were missed."""
    fact = outcomes[-1].ask.item.fact
    mine = next((ask for ask in queue if ask.item.fact == fact), None)
    if mine is None:
        return queue
    surely = {outcome.ask.item.fact: outcome.surely_wrong for outcome in outcomes}
    waiting = [ask for ask in queue if ask.kind == Kind.AGAIN and ask is not mine and not surely[ask.item.fact]]
    others = [ask for ask in queue if ask is not mine and ask not in waiting]
    few = max(0, SPACING - len(others))
    return (*others[:SPACING], *waiting[:few], mine, *waiting[few:], *others[SPACING:])


def start(setup: Setup, facts: Sequence[Fact]) -> Round:
    """Start a round on the facts of its banks. It is empty where nothing can be asked."""
    if setup.mixed_up:
        pairs: dict[str, list[MixedUp]] = {}
        for fact_id, answer, chosen in setup.mixed_up:
            pairs.setdefault(fact_id, []).append((answer, chosen))
        facts = against(facts, pairs)
    of_topics = [fact for fact in facts if fact.topic in setup.topics] if setup.topics else facts
    only = set(setup.facts)
    wanted = [fact for fact in of_topics if fact.id in only] if only else of_topics
    with collector_off():
        if setup.asks:
            planned = plan_asks(wanted, setup.asks, setup.questions, setup.seed)
        else:
            planned = plan(wanted, _SPRINT if setup.time_ms else setup.questions, setup.seed)
    queue = tuple(Ask(one.item, Kind.FIRST, one.slot) for one in planned)
    asked = {one.item.fact for one in planned}
    kept = {fact.id: fact for fact in wanted if setup.time_ms or fact.id in asked}
    few = MODES[setup.mode].returns and 0 < len(asked) <= SPACING
    spare = _spare(of_topics, facts, asked, setup.seed) if few else []
    kept.update((fact.id, fact) for fact in spare)
    return Round(setup, len(planned), queue, facts=kept, spare=tuple(fact.id for fact in spare))


def _spare(first: Sequence[Fact], then: Sequence[Fact], asked: Collection[str], seed: str) -> list[Fact]:
    """Return facts beside those asked, to set a missed one apart: of the topics wanted, then of others."""
    draw = Draw(f"{seed}\nspare")
    drawn = [
        fact
        for facts in (first, then)
        for fact in draw.sample([fact for fact in facts if fact.id not in asked], _SPARE)
        if any(fact.row in item_source.rows for item_source in fact.item_sources)
    ]
    return list({fact.id: fact for fact in drawn}.values())[:_SPARE]
