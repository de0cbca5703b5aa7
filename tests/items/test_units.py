"""Numbers with words around them behave as numbers do."""

from collections import Counter
from collections.abc import Sequence

import pytest

from quiz.items.decoding import decode
from quiz.items.item import Item
from quiz.items.sources import bank_items


def items(counts: Sequence[str], pattern: str, more: str = "", seeds: int = 200) -> list[Item]:
    """Return the items of a table of bodies and their members."""
    rows = "".join(f"      b{i}: {{body: B{i}, count: {text}}}\n" for i, text in enumerate(counts))
    text = f"language: en\ntables:\n  t:\n{more}    rows:\n{rows}    questions:\n      q: {{{pattern}}}\n"
    decoded = decode(text.encode(), "x")
    assert decoded.bank is not None, decoded.errors
    found = [item for seed in range(seeds) for _, _, item in bank_items(decoded.bank, str(seed))]
    return [item for item in found if isinstance(item, Item)]


def value(text: str, unit: str = " members") -> int:
    assert text.endswith(unit)
    return int(text.removesuffix(unit).replace(",", ""))


HOW_MANY = 'ask: "How many had {body}?", answer: "{count} members"'


def test_near_numbers_have_the_words_and_options_rise() -> None:
    for item in items(["27"], f"{HOW_MANY}, near: 5"):
        shown = [value(option.text) for option in item.options]
        assert 4 == len(shown)
        assert sorted(set(shown)) == shown
        assert all(abs(one - 27) <= 5 for one in shown)
        assert {option.id for option in item.options} == {f"near.{one}" for one in shown if one != 27} | {"b0"}


def test_the_rank_of_the_right_number_tells_nothing() -> None:
    found = items(["27"], f"{HOW_MANY}, near: 5", seeds=2000)
    ranks = Counter([option.id for option in item.options].index("b0") for item in found)
    assert set(range(4)) == set(ranks)
    assert all(400 < count < 600 for count in ranks.values()), ranks


def test_thousands_are_set_apart_as_typed() -> None:
    found = items(['"1,200"', '"12,500"'], f"{HOW_MANY}, near: 300")
    assert {len(item.options) for item in found} == {4}
    for item in found:
        for option in item.options:
            assert f"{value(option.text):,} members" == option.text


def test_decoys_of_the_column_and_of_the_phrase_serve() -> None:
    more = "    decoys: {count: [40], q: [50 members, no members]}\n"
    found = items(["27", "30", "21"], HOW_MANY, more)
    shown = {option.text for item in found for option in item.options}
    assert {"40 members", "50 members"} < shown
    assert "no members members" not in shown
    for item in found:
        assert sorted(value(option.text) for option in item.options) == [value(option.text) for option in item.options]


@pytest.mark.parametrize("decoy", ["27 members", "27.0 members", "27  members"])
def test_a_decoy_that_is_the_answer_written_in_another_way_is_never_offered(decoy: str) -> None:
    for item in items(["27", "30"], f"{HOW_MANY}, near: 5", f"    decoys: {{q: [{decoy}]}}\n"):
        shown = [option.text.replace(".0", "").replace("  ", " ") for option in item.options]
        assert shown.count("27 members") <= 1
        assert "27 members" in shown or item.fact != "x/t/b0"


def test_another_name_of_a_number_is_not_a_near_one() -> None:
    for item in items(["{value: 27, also: [28]}", "40"], f"{HOW_MANY}, near: 5"):
        assert "28 members" not in {option.text for option in item.options}


def test_words_may_stand_before_the_number() -> None:
    for item in items(["5", "8", "13"], 'ask: "How far is {body}?", answer: "about {count} km", near: 3'):
        shown = [int(option.text.removeprefix("about ").removesuffix(" km")) for option in item.options]
        assert sorted(shown) == shown
