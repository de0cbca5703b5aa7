"""Does reviewing what is due pay? Made-up learners study by two plans: `python -m bench.learning`.

Two learners, as the answer hangs on how learning works. `Tracer` follows Pavlik & Anderson (2005,
Cognitive Science 29, 559-586): each time a fact is met leaves a trace that decays as a power of
time, the faster the better the fact was remembered just then; whether the answer was right makes no
difference. For `Retriever` it does: what it recalls holds longer, by more the closer it came to
forgetting; what it misses is forgotten sooner; it forgets by half-lives. Neither is the
scheduler's own model.
"""

import argparse
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, log
from random import Random
from statistics import mean

from quiz.days import DAY_MS, Moment
from quiz.game.due import ReviewState, due_facts, mixed
from quiz.game.memory import Memory, grade, reviewed
from quiz.items.sources import Fact

__all__ = ["LEARNERS", "Outcome", "Retriever", "Tracer", "study"]

FACTS = 100
DAYS = 60
ROUND = 10  # questions of a learning round
REVIEW = 20  # the most that a review asks
LATER = 30  # days without study after which is looked again
_START = 1_700_000_000_000
_SECONDS_A_QUESTION = 15
_CHOICES = 4

# Of the size that the paper reports: decay, its growth with activation, the threshold and the noise of recall,
# and how much slower time counts between sessions.
_A, _C, _TAU, _S, _H = 0.177, 0.217, -0.704, 0.255, 0.025
_SPREAD = 0.3  # of how hard facts are to the tracer

_GAIN = 5  # a recalled fact holds 1 to 6 times as long
_LOSS = 0.5  # a missed one half as long
_HARDNESS = 0.4  # of how hard facts are to the retriever; an average one holds a day at first


class Learner(ABC):
    """Meets facts, remembers and forgets them."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)

    def answer(self, fact: str) -> bool:
        """Answer a question of four options, by memory or by guessing, and learn from the feedback."""
        knew = self.random.random() < self.recall(fact)
        right = knew or self.random.random() < 1 / _CHOICES
        self.learn(fact, knew=knew)
        return right

    @abstractmethod
    def begin(self, day: int) -> None:
        """Come back on a day."""

    @abstractmethod
    def recall(self, fact: str) -> float:
        """Return how likely the fact is remembered."""

    @abstractmethod
    def learn(self, fact: str, *, knew: bool) -> None:
        """Take in the answer to a question."""


class Tracer(Learner):
    """Remembers by the traces of all times a fact was met. Time is in seconds of study."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self._now = 0.0
        self._traces: dict[str, list[tuple[float, float]]] = {}
        self._ease: dict[str, float] = {}

    def begin(self, day: int) -> None:
        self._now = max(self._now, day * DAY_MS / 1000 * _H)

    def _activation(self, fact: str) -> float:
        traces = self._traces.get(fact)
        if not traces:
            return -99.0
        return self._ease[fact] + log(sum((self._now - at) ** -decay for at, decay in traces))

    def recall(self, fact: str) -> float:
        return 1 / (1 + exp((_TAU - self._activation(fact)) / _S))

    def learn(self, fact: str, *, knew: bool) -> None:
        del knew  # each time counts alike here
        self._ease.setdefault(fact, self.random.gauss(0, _SPREAD))
        self._traces.setdefault(fact, []).append((self._now, _C * exp(self._activation(fact)) + _A))
        self._now += _SECONDS_A_QUESTION


class Retriever(Learner):
    """Remembers by half-lives, which recalling makes longer. Time is in days."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self._now = 0
        self._first: dict[str, float] = {}
        self._held: dict[str, tuple[float, int]] = {}  # half-life, and when last met

    def begin(self, day: int) -> None:
        self._now = day

    def recall(self, fact: str) -> float:
        if fact not in self._held:
            return 0.0
        half_life, met = self._held[fact]
        return float(2 ** (-(self._now - met) / half_life))

    def learn(self, fact: str, *, knew: bool) -> None:
        first = self._first.setdefault(fact, exp(self.random.gauss(0, _HARDNESS)))
        half_life, _ = self._held.get(fact, (first, 0))
        if knew:
            half_life *= 1 + _GAIN * (1 - self.recall(fact))
        elif fact in self._held:
            half_life = max(first, half_life * _LOSS)
        self._held[fact] = (half_life, self._now)


LEARNERS: Mapping[str, type[Learner]] = {"tracer": Tracer, "retriever": Retriever}


@dataclass(frozen=True)
class Outcome:
    """What a plan comes to: questions asked, and the share of facts remembered on the last day and later."""

    questions: int
    retention: float
    later: float


def facts() -> list[Fact]:
    """Return the facts of the bank, in four topics."""
    return [Fact(f"bank/t{i % 4}/f{i:03}", f"Topic {i % 4}", i, ()) for i in range(FACTS)]


def by_review(learner: Learner, seed: int) -> tuple[Outcome, list[int]]:
    """Study as the program offers it: `quiz review` for what is due, then a learning round. Also each day's count."""
    bank = facts()
    memories, at, last = dict[str, Memory](), dict[str, int](), dict[str, bool]()
    counts = []
    for day in range(DAYS):
        asked = 0
        learner.begin(day)
        for learning in (False, True):
            now = Moment(_START + day * DAY_MS + asked * _SECONDS_A_QUESTION * 1000, 0)
            known = {
                one: ReviewState(one, m.stability, at[one], m.day, m.due, last[one]) for one, m in memories.items()
            }
            chosen = (
                mixed(bank, known, ROUND, now, f"{seed} {day}")
                or [fact.id for fact in Random(seed).sample(bank, ROUND)]
                if learning
                else due_facts(known.values(), now)[:REVIEW]
            )
            for fact, right in _round(learner, chosen):
                memories[fact] = reviewed(memories.get(fact), grade(right, hinted=False, certainty=None), now.day)
                at[fact], last[fact] = now.at, right
            asked += len(chosen)
        counts.append(asked)
    return _outcome(learner, bank, sum(counts)), counts


def by_chance(learner: Learner, seed: int, counts: Sequence[int]) -> Outcome:
    """Study as many questions a day in rounds of facts drawn by chance, none twice in a day."""
    bank = facts()
    draw = Random(seed + 1)
    for day, count in enumerate(counts):
        learner.begin(day)
        _round(learner, [fact.id for fact in draw.sample(bank, count)])
    return _outcome(learner, bank, sum(counts))


def _round(learner: Learner, chosen: Sequence[str]) -> list[tuple[str, bool]]:
    """Ask each fact, and what was missed again until it is right. Returns the first tries."""
    tries, waiting = [], [(fact, True) for fact in chosen]
    while waiting:
        fact, is_first = waiting.pop(0)
        right = learner.answer(fact)
        if is_first:
            tries.append((fact, right))
        if not right:
            waiting.insert(3, (fact, False))
    return tries


def _outcome(learner: Learner, bank: Sequence[Fact], questions: int) -> Outcome:
    held = []
    for day in (DAYS, DAYS + LATER):
        learner.begin(day)
        held.append(mean(learner.recall(fact.id) for fact in bank))
    return Outcome(questions, *held)


def study(kind: type[Learner], seeds: Sequence[int]) -> tuple[list[Outcome], list[Outcome]]:
    """Let learners of a kind study by both plans. Returns the outcomes of review and of chance."""
    ours, chance = [], []
    for seed in seeds:
        outcome, counts = by_review(kind(seed), seed)
        ours.append(outcome)
        chance.append(by_chance(kind(seed), seed, counts))
    return ours, chance


def main() -> None:
    """Print the table of docs/learning.md."""
    parser = argparse.ArgumentParser(prog="python -m bench.learning", description="Review against random play.")
    parser.add_argument("--learners", type=int, default=20, help="how many of each kind and plan (default: 20)")
    seeds = range(parser.parse_args().learners)
    print(f"| learner | plan | questions | remembered on day {DAYS} | {LATER} days later, without study |")
    print("| --- | --- | ---: | ---: | ---: |")
    for kind, made in LEARNERS.items():
        for plan, found in zip(("review", "random play"), study(made, seeds), strict=True):
            shares = [[getattr(one, part) for one in found] for part in ("retention", "later")]
            told = " | ".join(f"{mean(share):.0%} ({min(share):.0%} to {max(share):.0%})" for share in shares)
            print(f"| {kind} | {plan} | {mean(one.questions for one in found):.0f} | {told} |")


if __name__ == "__main__":
    main()
