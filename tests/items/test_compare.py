"""Comparisons of rows that are level, and of rows whose options may be the same."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from quiz.items.decoding import decode
from quiz.items.index import TableIndex
from quiz.items.item import Item, NotGenerated
from quiz.items.prepared import Prepared
from quiz.items.ranking import Ranking, near, ranking_of, unranked
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


@pytest.mark.parametrize("form", ["most", "least", "order"])
def test_an_option_that_may_be_that_of_rows_that_are_left_out_is_left_out_too(form: str) -> None:
    text = f"""\
id: x
tables:
  t:
    columns: [name, size]
    rows:
      first: [Springfield, 1]
      second: [Springfield, 5]
      third: [the Springfield, 2]
      list: [[Nice, Cannes], 7]
      city: [the Nice, 6]
      lyon: [Lyon, 3]
      paris: [Paris, 4]
      rome: [Rome, 8]
    questions:
      q: {{ask: Which?, answer: name, {form}: size}}
"""
    bank = decode(text.encode(), "x").bank
    assert bank is not None

    items = [item for _, _, item in bank_items(bank) if isinstance(item, Item)]

    assert {"lyon", "paris", "rome"} == {option.id for item in items for option in item.options}


@pytest.mark.parametrize("form", ["most", "least"])
def test_an_option_that_a_row_gives_that_may_match_as_well_is_left_out(form: str) -> None:
    text = f"""\
id: x
tables:
  t:
    columns: [name, when, size]
    rows:
      sure: [Nice, July 1969, 2]
      perhaps: [Nice, 20 July 1969, 9]
      lyon: [Lyon, July 1969, 3]
      paris: [Paris, July 1969, 4]
      rome: [Rome, July 1969, 5]
      oslo: [Oslo, May 1970, 6]
    questions:
      q: {{ask: "Which in {{when}}?", answer: name, {form}: size}}
"""
    bank = decode(text.encode(), "x").bank
    assert bank is not None

    items = [item for _, _, item in bank_items(bank) if isinstance(item, Item)]

    assert {"lyon", "paris", "rome"} == {option.id for item in items for option in item.options}


def test_around_a_measure_are_four_levels_on_either_side_each_with_the_row_that_is_next_to_it() -> None:
    levels = list(range(0, 100, 10))
    ranking = Ranking([], levels, {level: level + 1 for level in levels}, {level: level + 9 for level in levels})

    assert [(40, 49), (30, 39), (20, 29), (10, 19), (60, 61), (70, 71), (80, 81), (90, 91)] == near(ranking, 50)
    assert [(0, 9), (20, 21), (30, 31), (40, 41), (50, 51)] == near(ranking, 10)
    assert [(10, 11), (20, 21), (30, 31), (40, 41)] == near(ranking, 0)
    assert [(80, 89), (70, 79), (60, 69), (50, 59)] == near(ranking, 90)


def prepared(names: list[str], sizes: list[str]) -> Prepared:
    rows = "".join(
        f"      r{i}: {{name: {name}, size: {size}}}\n" for i, (name, size) in enumerate(zip(names, sizes, strict=True))
    )
    text = (
        f"id: x\ntables:\n  t:\n    rows:\n{rows}    questions:\n      q: {{ask: Which?, answer: name, most: size}}\n"
    )
    decoded = decode(text.encode(), "x")
    assert decoded.bank is not None, decoded.errors
    (table,) = decoded.bank.tables
    return Prepared(TableIndex(table), table.patterns[0])


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(["1", "2.5", "3", "10", "[]"]), min_size=2, max_size=7))
@example(["3", "1", "3", "2.5", "1", "3"])
@example(["3", "[]", "3", "1", "1"])
def test_each_level_has_the_first_and_the_last_row_that_is_on_it(sizes: list[str]) -> None:
    if len(sizes) == sizes.count("[]"):
        return  # a column of nothing is refused
    found = ranking_of(prepared([f"N{i}" for i in range(len(sizes))], sizes), (), "size")
    levels = sorted({float(size) for size in sizes if size != "[]"})
    rows = {level: [i for i, size in enumerate(sizes) if size != "[]" and float(size) == level] for level in levels}

    assert levels == [float(level) for level in found.levels]
    assert {row for on_it in rows.values() for row in on_it} == set(found.rows)
    assert [rows[level][0] for level in levels] == [found.firsts[level] for level in found.levels]
    assert [rows[level][-1] for level in levels] == [found.lasts[level] for level in found.levels]


def test_why_a_row_is_not_ranked() -> None:
    table = prepared(["Ada", "Ada", "Bob", "Cid", "Dan"], ["1", "2", "[]", "[3]", "4"])
    ranking = ranking_of(table, (), "size")

    assert {3, 4} == set(ranking.rows)
    assert NotGenerated("other rows have the same option") == unranked(table, 0, "size")
    assert NotGenerated("it has no `size`", left_empty=True) == unranked(table, 2, "size")
