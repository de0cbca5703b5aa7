"""What to ask, with simulated learners: choosing never does worse than chance, and everybody sees all facts."""

from collections.abc import Callable
from random import Random

import pytest

from bench.learning.arms import ARMS
from bench.learning.deck import SMALL, deck
from bench.learning.study import LEARNERS, Plan, geo_mean, ratio, study

SCARCE = Plan(SMALL, 10, 60, 30)  # ten answers a day for 102 facts


def gain(kind: str, arm: str, learners: int = 6) -> float:
    """Return how much learners of a kind remember, as a multiple of what random play gives."""
    ours, floor = ([study(kind, one, seed, SCARCE) for seed in range(learners)] for one in (arm, "random"))
    assert [one.answers for one in ours] == [one.answers for one in floor]
    return ratio([one.later for one in ours], [one.later for one in floor]).value


@pytest.mark.parametrize("arm", ["play", "review"])
def test_with_few_answers_a_day_choosing_pays_and_harms_no_learner(arm: str) -> None:
    gains = {kind: gain(kind, arm) for kind in LEARNERS}

    assert min(gains.values()) > 0.94, gains
    assert geo_mean(list(gains.values())) > 1.12, gains


def test_the_same_learner_studies_alike() -> None:
    assert study("tracer", "play", 1, SCARCE) == study("tracer", "play", 1, SCARCE)


ANSWERS: dict[str, Callable[[Random, float], bool]] = {
    "always wrong": lambda _, chance: False,
    "always the first": lambda draw, chance: draw.random() < chance,
    "right now and then": lambda draw, chance: draw.random() < 0.4,
}


@pytest.mark.parametrize("arm", ["play", "review", "play, cards"])
@pytest.mark.parametrize("how", ANSWERS)
def test_who_fails_or_guesses_meets_new_facts_every_day_until_all_were_seen(arm: str, how: str) -> None:
    facts = deck(SMALL)
    draw = Random(1)
    plan = ARMS[arm](facts.topics, LEARNERS["retriever"](1, len(facts.ids)), 1)
    seen: set[int] = set()
    for day in range(40):
        asked = plan.choose(day, 10)
        assert seen < seen.union(asked) or len(seen) == len(facts.ids)
        seen.update(asked)
        for fact in asked:
            chance = facts.questions[fact][day % len(facts.questions[fact])].chance
            plan.answered(fact, ANSWERS[how](draw, chance), chance, day)

    assert how == "right now and then" or len(facts.ids) == len(seen)
