"""Studying by a plan: a number of answers a day, some days missed, and what is remembered afterwards."""

from collections.abc import Sequence
from math import exp, log, sqrt
from random import Random
from statistics import mean
from typing import NamedTuple

from bench.learning.arms import ARMS
from bench.learning.deck import Question, deck
from bench.learning.fader import Fader
from bench.learning.learner import Learner
from bench.learning.retriever import Retriever
from bench.learning.scales import Scales
from bench.learning.stages import Stages
from bench.learning.tracer import Tracer

__all__ = ["LEARNERS", "MISSED", "Plan", "Ratio", "Result", "geo_mean", "ratio", "study"]

LEARNERS: dict[str, type[Learner]] = {
    "retriever": Retriever,
    "tracer": Tracer,
    "scales": Scales,
    "stages": Stages,
    "fader": Fader,
}
MISSED = 0.1  # the share of days on which nothing is done


class Plan(NamedTuple):
    """What is studied: how many answers a day on how many days, where cards count as answers."""

    courses: tuple[str, ...]
    budget: int
    days: int
    later: int  # days without study before the learner is tested again


class Result(NamedTuple):
    """The share of all facts that is known on the last day, and later; the share that was ever asked; and answers."""

    last: float
    later: float
    seen: float
    answers: int


def study(kind: str, arm: str, seed: int, plan: Plan) -> Result:
    """Let the learner of a kind and seed study by an arm.

    Person, questions and missed days are the same for all arms.
    """
    facts = deck(plan.courses)
    every = range(len(facts.ids))
    learner = LEARNERS[kind](seed, len(every))
    made = ARMS[arm](facts.topics, learner, seed)
    missed = Random(f"days {seed}")
    draws = [Random(f"questions {seed} {fact}") for fact in every]
    asked: dict[int, Question] = {}  # the last question about each fact
    answers = 0
    for day in range(plan.days):
        if missed.random() < MISSED:
            continue
        learner.begin(day)
        left = plan.budget
        for fact in made.choose(day, plan.budget):
            is_shown = made.cards and fact not in asked
            if left < 1 + is_shown:
                break
            if is_shown:
                learner.read(fact)
            asked[fact] = _another(facts.questions[fact], asked.get(fact), draws[fact])
            chance = asked[fact].chance
            made.answered(fact, learner.answer(fact, chance), chance, day)
            left -= 1 + is_shown
        answers += plan.budget - left
    learner.begin(plan.days)
    last = learner.retention(every)
    learner.begin(plan.days + plan.later)
    return Result(last, learner.retention(every), len(asked) / len(every), answers)


def _another(questions: Sequence[Question], last: Question | None, draw: Random) -> Question:
    """Draw a question about a fact, like the program: one in another form than the last one, if there is one."""
    return draw.choice([one for one in questions if last is None or one.form != last.form] or list(questions))


class Ratio(NamedTuple):
    """How many times as much is remembered as by the baseline, with the half width of its paired 95 % interval."""

    value: float
    reach: float


def ratio(ours: list[float], baseline: list[float]) -> Ratio:
    """Return the ratio of the sums of shares of the same learners, by Fieller's method for large samples."""
    value = sum(ours) / sum(baseline)
    lacks = [one - value * other for one, other in zip(ours, baseline, strict=True)]
    error = sqrt(sum(one * one for one in lacks) / max(1, len(lacks) - 1) / len(lacks)) / mean(baseline)
    return Ratio(value, 1.96 * error)


def geo_mean(values: list[float]) -> float:
    """Return the geometric mean."""
    return exp(mean(map(log, values)))
