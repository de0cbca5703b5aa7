"""The tables of docs/learning.md: `python -m bench.learning [--quick] [--learners N] [--jobs N] [--only NAME]`."""

import argparse
from collections.abc import Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from functools import partial
from typing import NamedTuple

from bench.learning import session
from bench.learning.arms import ARMS, BASELINE
from bench.learning.deck import LARGE, SMALL
from bench.learning.study import LEARNERS, Plan, Result, geo_mean, ratio, study
from quiz.text import listed

_FEW, _ENOUGH = 6, 20  # learners of each kind
_SESSION = "play, in a history"
_QUICK_ARMS = (BASELINE, "play", "review", "SM-2", "Leitner", "oracle 0.6")


class Table(NamedTuple):
    """One table: its plan, whether it is a quick one, and whether it is about the program with its history."""

    title: str
    plan: Plan
    is_quick: bool = False
    by_session: bool = False


_TABLES: Mapping[str, Table] = {
    "10": Table("102 facts, 10 answers a day, 60 days", Plan(SMALL, 10, 60, 30), is_quick=True),
    "session": Table("the same by the whole program", Plan(SMALL, 10, 60, 30), by_session=True),
    "20": Table("102 facts, 20 answers a day, 60 days", Plan(SMALL, 20, 60, 30), is_quick=True),
    "40": Table("102 facts, 40 answers a day, 60 days", Plan(SMALL, 40, 60, 30)),
    "large-10": Table("331 facts, 10 answers a day, 60 days", Plan(LARGE, 10, 60, 30)),
    "large-20": Table("331 facts, 20 answers a day, 60 days", Plan(LARGE, 20, 60, 30)),
    "large-40": Table("331 facts, 40 answers a day, 60 days", Plan(LARGE, 40, 60, 30)),
    "exam-14": Table("102 facts, an exam after 14 days, 10 answers a day", Plan(SMALL, 10, 14, 0), is_quick=True),
    "exam-30": Table("102 facts, an exam after 30 days, 20 answers a day", Plan(SMALL, 20, 30, 0)),
}


def _rows(table: Table, arms: Sequence[str], learners: int, pool: Executor) -> list[str]:
    """Return the lines of a table: how many times as much as the baseline each arm retains, and the shares."""
    found: dict[tuple[str, str], list[Result]] = {}
    for kind in LEARNERS:
        for arm in arms:
            found[kind, arm] = list(pool.map(partial(_study, kind, arm, table.plan), range(learners), chunksize=4))
    lines = [
        f"| {table.title} | {' | '.join(LEARNERS)} | geo-mean |",
        f"| --- |{' ---: |' * (len(LEARNERS) + 1)}",
    ]
    for arm in arms:
        cells, values = [], []
        for kind in LEARNERS:
            ours, floor = found[kind, arm], found[kind, BASELINE]
            one = ratio([result.later for result in ours], [result.later for result in floor])
            last, later, seen = (sum(result[i] for result in ours) / learners for i in range(3))  # of all facts
            values.append(one.value)
            cells.append(f"{one.value:.2f} ± {one.reach:.2f} ({last:.2f}, {later:.2f}, {seen:.0%})")
        lines.append(f"| {arm} | {' | '.join(cells)} | {geo_mean(values):.2f} |")
    return lines


def _study(kind: str, arm: str, plan: Plan, seed: int) -> Result:
    return session.play(kind, seed, plan) if arm == _SESSION else study(kind, arm, seed, plan)


def main() -> None:
    """Measure and print the tables."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.learning",
        description="Measure how much simulated learners remember if they study by different plans.",
    )
    parser.add_argument(
        "--quick",
        action="store_true",
        help="make only three tables, of few plans, with few learners; takes less than three minutes",
    )
    parser.add_argument(
        "--learners",
        type=int,
        help=f"how many learners of each kind there are (default: {_ENOUGH}, or {_FEW} with --quick)",
    )
    parser.add_argument("--jobs", type=int, default=2, help="how many processes share the work (default: 2)")
    only = f"make only this table; it can be given several times. NAME is one of {listed(list(_TABLES), 'or')}"
    parser.add_argument("--only", action="append", choices=list(_TABLES), metavar="NAME", help=only)
    wanted = parser.parse_args()
    learners = wanted.learners or (_FEW if wanted.quick else _ENOUGH)
    names = wanted.only or [name for name, table in _TABLES.items() if table.is_quick or not wanted.quick]
    print(
        f"{learners} learners of each kind. A cell: remembered, times as much as by random play, with its paired 95 %"
    )
    print("interval; in brackets the share of all facts on the last day of study, 30 days later, and ever asked.\n")
    with ProcessPoolExecutor(wanted.jobs) as pool:
        for name in names:
            arms = _QUICK_ARMS if wanted.quick else tuple(ARMS)
            arms = (BASELINE, "play", _SESSION) if _TABLES[name].by_session else arms
            print("\n".join(_rows(_TABLES[name], arms, learners, pool)), "\n", flush=True)


if __name__ == "__main__":
    main()
