"""Items per second with proof, compared with a loop that only draws and places options."""

import re
import time
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bench.measure import Figure, by_turns, no_collector
from bench.sample import PICKS, bank_bytes, decoded
from quiz.bank.model import Bank
from quiz.items.draw import Draw
from quiz.items.forms import pick
from quiz.items.item import Item, Option, Origin
from quiz.items.sources import bank_items

__all__ = ["generating"]

_FACTS = 10_000
_LIMIT = 0.5
_SEED = "0"


class _Loop(NamedTuple):
    """What the floor makes the items of a pattern from: all texts and options made beforehand."""

    origin: Origin
    fact: str
    row_ids: Sequence[str]
    keys: Sequence[Option]
    others: Sequence[Option]
    ask: str
    asks: Sequence[tuple[str, ...]]
    why: str
    whys: Sequence[tuple[str, ...]]


def generating(runs: int) -> list[Figure]:
    """Measure the items of every row and pattern of a table. The first item of a pattern is made before the
    clock starts; it builds the pools and the sets of right answers, whose time is a figure of its own.
    """
    banks = [decoded(bank_bytes(_FACTS, [pattern])) for pattern in PICKS]
    loops = [_prepare(bank) for bank in banks]
    building: list[float] = []

    def ours() -> float:
        made = spent = built = 0.0
        with no_collector():
            for bank in banks:
                items = bank_items(bank, _SEED)
                began = time.perf_counter()
                first = next(items)  # keeps alive what is shared, so that freeing it is not counted
                warm = time.perf_counter()
                made += sum(1 for _, _, item in items if type(item) is Item)
                spent += time.perf_counter() - warm
                built += warm - began
                del first
        if made != len(banks) * (_FACTS - 1):
            raise RuntimeError(f"only {made} items could be made")
        building.append(built * 1000)
        return made / spent

    def floor() -> float:
        with no_collector():
            began = time.perf_counter()
            made = sum(1 for loop in loops for _ in _unproven(loop))
            return made / (time.perf_counter() - began)

    rates = by_turns(max(3, runs // 4), ours, floor)
    return [
        Figure("items with proof", "items/s", rates[0], rates[1], _LIMIT, is_rate=True),
        Figure("building pools and answers", "ms", building[1:]),
    ]


def _prepare(bank: Bank) -> _Loop:
    table = bank.tables[0]
    pattern = table.patterns[0]
    ask, answer, why = PICKS[pattern.id]
    rows = [dict(zip(table.columns, (cell[0].text for cell in row.cells), strict=True)) for row in table.rows]
    options: dict[str, Option] = {}
    for source, row in zip(table.rows, rows, strict=True):
        options.setdefault(row[answer], Option(source.id, row[answer]))
    asks = f"{bank.id}/{table.id}.{pattern.id}"

    def texts(template: str) -> list[tuple[str, ...]]:
        return [tuple(row[name] for name in re.findall(r"{(\w+)}", template)) for row in rows]

    return _Loop(
        Origin(bank.id, bank.title, table.topic, pick.FORM.name, bank.source, asks, pick.FORM.answer_kind),
        f"{bank.id}/{table.id}/",
        [row.id for row in table.rows],
        [options[row[answer]] for row in rows],
        list(options.values()),
        re.sub(r"{\w+}", "%s", ask),
        texts(ask),
        re.sub(r"{\w+}", "%s", why),
        texts(why),
    )


def _unproven(loop: _Loop) -> Iterator[Item]:
    """Make an item for each row: three other options at random, with the key among them. Nothing is proven."""
    origin, fact, row_ids, keys, others, ask, asks, why, whys = loop
    count = len(others)
    for row, row_id in enumerate(row_ids):
        id_ = f"{origin.asks}/{row_id}"
        draw = Draw(f"{_SEED}\n{id_}\n0")
        key = keys[row]
        options: list[Option] = []
        while len(options) < 3:
            other = others[draw.below(count)]
            if other is not key and other not in options:
                options.append(other)
        options.insert(draw.below(4), key)
        yield Item(id_, fact + row_id, origin, ask % asks[row], tuple(options), (key.id,), why % whys[row], ())
