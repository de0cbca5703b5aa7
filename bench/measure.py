"""Measuring figures: ours and the floor's take turns, so that noise falls on both equally."""

import gc
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median

__all__ = ["Figure", "by_turns", "no_collector", "timed"]


@dataclass(frozen=True)
class Figure:
    """One row of the table.

    With a floor, `limit` bounds the ratio of ours to the floor; without one, ours itself.
    With `is_rate`, more is better, and the limit is the least that will do.
    A row without a limit is for information only.
    """

    name: str
    unit: str
    ours: Sequence[float]
    floor: Sequence[float] = ()
    limit: float | None = None
    is_rate: bool = False

    @property
    def value(self) -> float:
        """The median of ours, in `unit`."""
        return median(self.ours)

    @property
    def floor_value(self) -> float | None:
        """The median of the floor, in `unit`."""
        return median(self.floor) if self.floor else None

    @property
    def ratio(self) -> float | None:
        """Ours divided by the floor."""
        return self.value / self.floor_value if self.floor_value else None

    @property
    def is_over(self) -> bool:
        """Whether the figure is beyond its limit."""
        if self.limit is None:
            return False
        judged = self.value if self.ratio is None else self.ratio
        return judged < self.limit if self.is_rate else judged > self.limit


def by_turns(runs: int, *calls: Callable[[], float]) -> list[list[float]]:
    """Run A B A B ..., after a run of each that does not count, and return what each returned."""
    for call in calls:
        call()
    return [list(one) for one in zip(*([call() for call in calls] for _ in range(runs)), strict=True)]


@contextmanager
def no_collector() -> Iterator[None]:
    """Collect what earlier runs left, then keep the cycle collector off."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def timed(call: Callable[[], object]) -> float:
    """Return the milliseconds of a call. What it returns is dropped after the clock has stopped."""
    began = time.perf_counter()
    result = call()
    took = time.perf_counter() - began
    del result
    return took * 1000
