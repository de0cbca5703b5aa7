"""Compares over rows that are level."""

from quiz.items.decoding import decode
from quiz.items.item import Item
from quiz.items.sources import bank_items


def test_a_row_that_many_others_are_level_with_is_compared_all_the_same() -> None:
    levels = [1] * 60 + [2] * 60 + [3] * 60
    rows = "".join(f"      r{i}: {{name: N{i}, size: {size}}}\n" for i, size in enumerate(levels))
    text = (
        f"id: x\ntables:\n  t:\n    rows:\n{rows}    questions:\n      q: {{ask: Which?, answer: name, least: size}}\n"
    )
    bank = decode(text.encode(), "x").bank
    assert bank is not None

    items = [item for _, _, item in bank_items(bank)]

    assert len(levels) == sum(isinstance(item, Item) for item in items)
    for item in items:
        assert isinstance(item, Item)
        sizes = {option.id: levels[int(option.id.removeprefix("r"))] for option in item.options}
        assert 3 == len(set(sizes.values())) == len(sizes)
        assert [1] == [sizes[key] for key in item.keys]
