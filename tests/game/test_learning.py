"""Reviewing what is due against random play, with learners that are made up."""

from statistics import mean

from bench.learning import Retriever, Tracer, study

SEEDS = range(3)


def test_reviewing_pays_where_recalling_makes_memory_last() -> None:
    ours, chance = study(Retriever, SEEDS)

    assert [one.questions for one in ours] == [one.questions for one in chance]
    assert all(one.retention > other.retention + 0.2 for one, other in zip(ours, chance, strict=True))
    assert all(one.later > other.later + 0.2 for one, other in zip(ours, chance, strict=True))


def test_reviewing_does_little_harm_where_only_meeting_facts_counts() -> None:
    ours, chance = study(Tracer, SEEDS)

    assert mean(one.retention for one in ours) > 0.75
    assert mean(one.retention for one in ours) > mean(one.retention for one in chance) - 0.05
