"""Decoding and drawing from a bank of 10,000 facts, in ms."""

from itertools import count

import yaml

from bench.measure import Figure, by_turns, no_collector, timed
from bench.sample import bank_bytes, decoded
from quiz.game.outcome import Setup
from quiz.game.round import start
from quiz.items.decoding import decode
from quiz.items.sources import bank_facts

__all__ = ["decoding", "drawing"]

_FACTS = 10_000
_DECODE_LIMIT = 0.35
_DRAW_LIMIT = 0.15


def decoding(runs: int) -> list[Figure]:
    """Measure decoding with all checks, compared with `yaml.load` with the C loader on the same bytes.

    Both are called as a program calls them, with Python's cycle collector on. Our decoder keeps it off while it builds,
    and that is part of what is measured.
    """
    data = bank_bytes(_FACTS)
    decoded(data)

    def ours() -> float:
        with no_collector():
            pass  # collects what the last run left
        return timed(lambda: decode(data, "sample"))

    def floor() -> float:
        with no_collector():
            pass
        return timed(lambda: yaml.load(data, Loader=yaml.CSafeLoader))  # noqa: TID251 # what others do

    times = by_turns(max(3, runs // 4), ours, floor)
    return [Figure("decode 10,000 facts", "ms", times[0], times[1], _DECODE_LIMIT)]


def drawing(runs: int) -> list[Figure]:
    """Measure drawing a round of 10, with the bank's indexes rebuilt each time, compared with decoding."""
    data = bank_bytes(_FACTS)
    bank = decoded(data)
    seeds = count()

    def ours() -> float:
        setup = Setup(str(next(seeds)), "learn", 10, ((bank.id, bank.hash),))
        with no_collector():
            pass  # collects what the last run left; the run itself keeps the collector, as the program does
        return timed(lambda: start(setup, bank_facts(bank)))

    def floor() -> float:
        with no_collector():
            pass
        return timed(lambda: decode(data, "sample"))

    times = by_turns(runs, ours, floor)
    return [Figure("draw 10 of 10,000 facts, floor: decoding them", "ms", times[0], times[1], _DRAW_LIMIT)]
