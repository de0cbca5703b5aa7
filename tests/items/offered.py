"""Items of small tables, for tests of what is offered next to a right answer."""

from collections.abc import Sequence

from quiz.items.decoding import decode
from quiz.items.item import Item
from quiz.items.sources import ItemSource, bank_facts

SEEDS = [str(seed) for seed in range(40)]


def asker(rows: Sequence[str], more: str = "", ask: str = "name") -> ItemSource:
    """Return what makes the items of a table; their stem shows the column `ask`.

    `rows` are cells and what follows them. `more` are keys of the pattern, and after a line break those of the table.
    """
    lines = "".join(f"      e{i}: {{name: E{i}, worth: {text}}}\n" for i, text in enumerate(rows))
    keys, _, of_table = more.partition("\n")
    pattern = f'{{ask: "What has {{{ask}}}?", answer: worth{keys}}}'
    text = f"tables:\n  t:\n    rows:\n{lines}    questions:\n      q: {pattern}\n{of_table}"
    decoded = decode(text.encode(), "x")
    assert decoded.bank is not None, decoded.errors
    return bank_facts(decoded.bank)[0].item_sources[0]


def offered_by(item_source: ItemSource, row: int, prefer: Sequence[str] = ()) -> list[list[str]]:
    """Return the texts next to the answer of a row, as shown, for each seed.

    `prefer` are the ids of options that the player mixes up with the answer.
    """
    made = [item_source.item(row, seed, 0, [(f"e{row}", id_) for id_ in prefer]) for seed in SEEDS]
    items = [one for one in made if isinstance(one, Item)]
    assert len(items) == len(made), made[0]
    return [[option.text for option in item.options if option.id not in item.keys] for item in items]


def offered(rows: Sequence[str], more: str = "", row: int = 0, prefer: Sequence[str] = ()) -> list[list[str]]:
    """Return the texts next to the answer of a row of a table, for each seed."""
    return offered_by(asker(rows, more), row, prefer)


def every(found: Sequence[Sequence[str]]) -> set[str]:
    return {text for texts in found for text in texts}
