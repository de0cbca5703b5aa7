"""The plans that are compared: each chooses the facts of a day, and learns how they were answered."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from random import Random

from fsrs import Card, Rating, Scheduler

from bench.learning.deck import Topic
from bench.learning.learner import Learner
from quiz.game.due import ReviewState, chosen, review_facts
from quiz.game.exam import room
from quiz.game.memory import Grade, Memory, reviewed
from quiz.game.pace import evidence, pace_of

__all__ = ["ARMS", "BASELINE", "Arm"]

BASELINE = "random"
_START = datetime(2026, 1, 1, tzinfo=UTC)
_LIBRARY = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)


class Arm:
    """A plan for the facts of a learner: fair random play, with topics that take turns. Facts are numbers."""

    cards = False  # whether a new fact is shown before it is asked, which takes the place of an answer

    def __init__(self, topics: Sequence[Topic], learner: Learner, seed: int) -> None:
        self.topics = topics
        self.learner = learner  # only oracles look
        self.draw = Random(f"plan {seed}")
        self.unseen = [fact for topic in topics for fact in topic]
        self.draw.shuffle(self.unseen)

    def choose(self, day: int, count: int) -> list[int]:
        """Return the facts to ask on a day, in order, none twice."""
        del day
        decks = [self.draw.sample(topic, len(topic)) for topic in self.draw.sample(self.topics, len(self.topics))]
        turns = [deck[i] for i in range(max(map(len, decks))) for deck in decks if i < len(deck)]
        return turns[:count]

    def answered(self, fact: int, right: bool, chance: float, day: int) -> None:
        """Take in an answer to a question; `chance` is how likely a blind guess is to be right."""


class Program(Arm):
    """Learning rounds of this program."""

    def __init__(self, topics: Sequence[Topic], learner: Learner, seed: int) -> None:
        super().__init__(topics, learner, seed)
        self.memories: dict[int, Memory] = {}
        self._right: dict[int, bool] = {}
        self._said: Counter[int] = Counter()

    def known(self) -> list[ReviewState]:
        """Return what the schedule knows."""
        pace = pace_of(self._said)
        found = []
        for fact, kept in self.memories.items():
            memory = kept.at_pace(pace)
            at = memory.day * 1000 + fact
            state = ReviewState(f"{fact:04}", memory.stability, at, memory.day, memory.due, self._right[fact])
            found.append(state._replace(times=memory.times))
        return found

    def new(self) -> list[str]:
        """Return the facts that were not asked yet, in a random order."""
        return [f"{fact:04}" for fact in self.unseen if fact not in self.memories]

    def choose(self, day: int, count: int) -> list[int]:
        return list(map(int, chosen(self.known(), self.new(), count, day)))

    def answered(self, fact: int, right: bool, chance: float, day: int) -> None:
        memory = self.memories.get(fact)
        self._said.update(evidence(memory, right, day, chance))
        self.memories[fact] = reviewed(memory, Grade.GOOD if right else Grade.AGAIN, day, chance)
        self._right[fact] = right


class ExamPlan(Program):
    """What `quiz review --exam` plans for a day."""

    def choose(self, day: int, count: int) -> list[int]:
        return list(map(int, chosen(self.known(), self.new(), count, day, room(count))))


class WithCards(Program):
    """The same, with a card for each new fact before it is asked."""

    cards = True


class _Told(ReviewState):
    """What an oracle says about a fact: in place of its stability, how likely it is to be remembered today."""

    def recall(self, day: int) -> float:
        del day
        return self.stability


class Told(Program):
    """The same choice, but knowing how likely each fact is to be remembered: it shows what estimates cost."""

    def choose(self, day: int, count: int) -> list[int]:
        known = [_Told(*one._replace(stability=self.learner.recall(int(one.fact)))) for one in self.known()]
        return list(map(int, chosen(known, self.new(), count, day)))


class Review(Program):
    """`quiz review` first, and a learning round with what is left of the day."""

    def choose(self, day: int, count: int) -> list[int]:
        due, new = review_facts(self.known(), self.new(), count, day)
        first = [*due, *new]
        rest = [fact for fact in chosen(self.known(), self.new(), 2 * count, day) if fact not in first]
        return list(map(int, [*first, *rest][:count]))


class ByDay(Arm):
    """Flash cards that become due on a day: first the due ones, longest overdue first, then new ones, then the next."""

    def __init__(self, topics: Sequence[Topic], learner: Learner, seed: int) -> None:
        super().__init__(topics, learner, seed)
        self.due: dict[int, float] = {}

    def choose(self, day: int, count: int) -> list[int]:
        in_order = sorted(self.due, key=lambda fact: self.due[fact])
        due = [fact for fact in in_order if self.due[fact] <= day]
        new = [fact for fact in self.unseen if fact not in self.due]
        return [*due, *new, *in_order[len(due) :]][:count]


class Leitner(ByDay):
    """Boxes of 1, 2, 4, ... 128 days: a right answer moves one box on, a wrong one back to the first."""

    def __init__(self, topics: Sequence[Topic], learner: Learner, seed: int) -> None:
        super().__init__(topics, learner, seed)
        self._box: dict[int, int] = {}

    def answered(self, fact: int, right: bool, chance: float, day: int) -> None:
        self._box[fact] = min(self._box.get(fact, 0) + 1, 7) if right else 0
        self.due[fact] = day + 2 ** self._box[fact]


class SM2(ByDay):
    """SM-2 (Wozniak 1990), as Anki had it: a right answer is a 4, a wrong one a 2."""

    def __init__(self, topics: Sequence[Topic], learner: Learner, seed: int) -> None:
        super().__init__(topics, learner, seed)
        self._held: dict[int, tuple[int, float, float]] = {}  # right in a row, ease, gap

    def answered(self, fact: int, right: bool, chance: float, day: int) -> None:
        row, ease, gap = self._held.get(fact, (0, 2.5, 0.0))
        row = row + 1 if right else 0
        gap = {0: 1, 1: 1, 2: 6}.get(row, gap * ease)
        lacks = 1 if right else 3
        ease = max(1.3, ease + 0.1 - lacks * (0.08 + lacks * 0.02))
        self._held[fact] = row, ease, gap
        self.due[fact] = day + round(gap)


class Library(ByDay):
    """py-fsrs as it comes: right is Good, wrong is Again, due at a recall of 0.9, the most forgotten first."""

    def __init__(self, topics: Sequence[Topic], learner: Learner, seed: int) -> None:
        super().__init__(topics, learner, seed)
        self._cards: dict[int, Card] = {}

    def choose(self, day: int, count: int) -> list[int]:
        now = _START + timedelta(day)
        recall = {fact: _LIBRARY.get_card_retrievability(card, now) for fact, card in self._cards.items()}
        in_order = sorted(self._cards, key=lambda fact: recall[fact])
        due = [fact for fact in in_order if self.due[fact] <= day]
        new = [fact for fact in self.unseen if fact not in self.due]
        others = [fact for fact in in_order if self.due[fact] > day]
        return [*due, *new, *others][:count]

    def answered(self, fact: int, right: bool, chance: float, day: int) -> None:
        card = self._cards.get(fact) or Card(fact)
        rating = Rating.Good if right else Rating.Again
        self._cards[fact], _ = _LIBRARY.review_card(card, rating, _START + timedelta(day))
        self.due[fact] = (self._cards[fact].due - _START).days


class Oracle(Arm):
    """Knows how likely each fact is to be remembered: new ones first, then those below 0.6, the best of them first."""

    below = 0.6

    def __init__(self, topics: Sequence[Topic], learner: Learner, seed: int) -> None:
        super().__init__(topics, learner, seed)
        self._seen: set[int] = set()

    def choose(self, day: int, count: int) -> list[int]:
        recall = {fact: self.learner.recall(fact) for fact in self.unseen}

        def turn(fact: int) -> tuple[int, float]:
            if fact not in self._seen:
                return 0, 0
            return (1, -recall[fact]) if recall[fact] < self.below else (2, recall[fact])

        return sorted(self.unseen, key=turn)[:count]

    def answered(self, fact: int, right: bool, chance: float, day: int) -> None:
        self._seen.add(fact)


class LowOracle(Oracle):
    """The same below 0.4."""

    below = 0.4


#: Each plan by the name in the table.
ARMS: Mapping[str, Callable[[Sequence[Topic], Learner, int], Arm]] = {
    BASELINE: Arm,
    "play": Program,
    "review": Review,
    "exam plan": ExamPlan,
    "play, cards": WithCards,
    "SM-2": SM2,
    "Leitner": Leitner,
    "py-fsrs": Library,
    "play, told": Told,
    "oracle 0.4": LowOracle,
    "oracle 0.6": Oracle,
}
