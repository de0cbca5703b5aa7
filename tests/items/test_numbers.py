"""What is offered next to a number or a date: from which side, in which order, and what never."""

from collections import Counter
from math import comb

import pytest

from quiz.items.decoding import decode
from quiz.items.draw import Draw
from quiz.items.item import Item, NotGenerated
from quiz.items.numbers import Numbers
from quiz.items.sources import PatternSource, bank_facts
from tests.items.offered import SEEDS, asker, every, offered, offered_by

NUMBERS = ["500", "100", "200", "300", "400", "600", "700", "800", "900"]


def test_neighbours_are_offered_for_each_other() -> None:
    rows = ["51", *map(str, range(1, 100, 7))]
    assert {"57", "64", "71", "78", "85", "92", "99"} == every(offered(rows))
    assert {"8", "15", "22", "29", "36", "43", "50"} == every(offered(rows, row=1))
    assert {*rows[1:15]} == every(offered(rows[:15]))  # too few for two groups


def test_only_the_five_nearest_values_on_each_side_are_candidates_where_there_are_decoys() -> None:
    rows = ["50", *map(str, range(1, 100, 7))]
    near = {"15", "22", "29", "36", "43", "57", "64", "71", "78", "85"}
    assert near == every(offered(rows, "\n    decoys: {worth: 7000}\n"))


@pytest.mark.parametrize("size", [4, 5, 6, 7, 9, 15, 16, 23])
def test_in_a_small_table_a_number_is_equally_often_at_every_place(size: int) -> None:
    """The chi-squared of 24,000 items with three degrees of freedom is above 25 in one of 70,000 tests."""
    item_source = asker([str(number * number) for number in range(size)])
    seeds = [str(seed) for seed in range(24_000 // size)]
    made = [item_source.item(row, seed, 0) for row in range(size) for seed in seeds]
    places = Counter(
        [option.id for option in item.options].index(item.keys[0]) for item in made if isinstance(item, Item)
    )
    assert [0, 1, 2, 3] == sorted(places)
    even = places.total() / 4
    assert 25 > sum((count - even) ** 2 / even for count in places.values())


@pytest.mark.parametrize("count", [2, 3])
def test_where_several_numbers_are_right_no_places_are_likelier_than_others(count: int) -> None:
    """Half of the rows belong, in a sequence (Thue-Morse) in which neither half has the lower numbers."""
    rows = "".join(f"      e{i}: {{kind: {'ab'[i.bit_count() % 2]}, worth: {i * i}}}\n" for i in range(64))
    pattern = "{ask: Which are of this kind?, answer: worth, where: {kind: a}, choose: all}"
    bank = decode(f"tables:\n  t:\n    rows:\n{rows}    questions:\n      q: {pattern}\n".encode(), "x").bank
    assert bank is not None
    sources = [fact.item_sources[0] for fact in bank_facts(bank)]
    made = [one.item(row, str(seed), 0) for row, one in enumerate(sources) for seed in range(400)]
    patterns = Counter(
        tuple(option.id in item.keys for option in item.options)
        for item in made
        if isinstance(item, Item) and len(item.keys) == count
    )
    assert comb(4, count) == len(patterns)
    even = patterns.total() / len(patterns)
    assert all(0.8 * even < one < 1.2 * even for one in patterns.values()), patterns


@pytest.mark.parametrize("right", [1, 2, 5, 31, 60, 61, 62])
def test_where_several_are_right_any_of_the_others_may_be_offered(right: int) -> None:
    """They are found without a look at each of the others, of which there may be ten thousand."""
    rows = [str(number * 37 % 64) for number in range(64)]
    item_source = asker(rows)
    assert isinstance(item_source, PatternSource)
    prepared = item_source.prepared
    answers = prepared.answers
    numbers = Numbers(answers, answers.used, None, prepared.options)
    shut = Draw("0").sample(answers.used, right)
    others = {answers.texts[class_] for class_ in answers.used if class_ not in shut}
    found = [
        numbers.draw(Draw(str(seed)), shut[0], answers.texts[shut[0]], shut, 2, (), anywhere=True)
        for seed in range(400)
    ]

    assert all(2 == len({option.text for option in options}) for options in found)
    assert others == {option.text for options in found for option in options}


def test_where_several_are_right_a_value_of_no_row_that_is_confused_with_one_is_always_offered() -> None:
    rows = "".join(
        f"      e{i}: {{kind: {'ab'[i % 2]}, worth: {i * 10}, confuse: {{worth: {i * 10 + 5}}}}}\n" for i in range(12)
    )
    pattern = "{ask: Which are of this kind?, answer: worth, where: {kind: a}, choose: all}"
    bank = decode(f"tables:\n  t:\n    rows:\n{rows}    questions:\n      q: {pattern}\n".encode(), "x").bank
    assert bank is not None
    for fact in bank_facts(bank)[::2]:
        for seed in range(20):
            item = fact.item_sources[0].item(fact.row, str(seed), 0)
            assert isinstance(item, Item)
            assert f"{fact.row * 10 + 5}" in {option.text for option in item.options}


def test_of_values_that_have_one_rank_each_may_be_a_wrong_answer() -> None:
    rows = ["20 July 1969", '"1969"', *(f'"{year}"' for year in range(1950, 1958))]
    found = {text for row in range(2, 10) for texts in offered(rows, row=row) for text in texts}

    assert {"20 July 1969", "1969"} <= found


@pytest.mark.parametrize(
    "prefer",
    [
        ["near.497", "near.498", "near.499"],
        ["near.501", "near.502", "near.503"],
        ["near.495", "near.502", "near.505"],
        ["e1", "e2", "e3"],
        ["e6", "e7", "e8"],
        ["e1", "e8", "near.505"],
        ["decoy.450", "near.505", "e8"],
    ],
)
def test_what_a_player_mixes_up_makes_room_for_itself(prefer: list[str]) -> None:
    wanted = {NUMBERS[int(id_[1:])] if id_[0] == "e" else id_.partition(".")[2] for id_ in prefer}
    for texts in offered(NUMBERS, ", near: 5\n    decoys: {worth: [450]}\n", prefer=prefer):
        assert wanted == set(texts)


def test_one_number_that_is_mixed_up_leaves_the_rank_open() -> None:
    found = offered(NUMBERS, ", near: 5", prefer=["near.502"])
    assert all("502" in texts for texts in found)
    assert {0, 1, 2} == {sum(int(text) < 500 for text in texts) for texts in found}
    assert all("500" in texts for texts in offered(NUMBERS, ", near: 5", row=1, prefer=["e0"]))


@pytest.mark.parametrize(
    "id_", ["near.500", "near.490", "near.x", "e0", "e99", "decoy.450", "confuse.7", "confuse.1000"]
)
def test_what_cannot_be_a_wrong_answer_is_no_wish(id_: str) -> None:
    rows = [*NUMBERS[:-1], "900, confuse: {worth: 1000}"]
    assert offered(rows, ", near: 5") == offered(rows, ", near: 5", prefer=[id_])


def test_a_value_that_it_is_confused_with_is_there_once_and_on_its_side() -> None:
    rows = ["500, confuse: [e7, e1]", *NUMBERS[1:]]
    found = offered(rows)
    for texts in found:
        assert sorted({*texts}, key=int) == texts
        assert len(texts) == 3
        assert ("100" in texts) is any(int(text) < 500 for text in texts)
        assert ("800" in texts) is any(int(text) > 500 for text in texts)


def test_what_it_is_confused_with_may_be_no_number_and_is_left_out() -> None:
    rows = ["500, confuse: {worth: [unknown, 650]}", *NUMBERS[1:]]
    found = offered(rows)
    assert "unknown" not in every(found)
    assert all(("650" in texts) is any(int(text) > 500 for text in texts) for texts in found)


DATES = ["March 1998", '"2005"', "1 May 1990", "1 May 1991", '"1998"', '"2010"', '"2011"', '"2012"']


def test_a_date_that_it_is_confused_with_keeps_out_what_may_be_the_same() -> None:
    rows = [*DATES]
    rows[1] = '"2005", confuse: e4'
    found = offered(rows, row=1)
    assert {"1998", "1 May 1990", "1 May 1991", "2010", "2011", "2012"} == every(found)
    assert all(("1998" in texts) is not {"1998", "1 May 1990", "1 May 1991"}.isdisjoint(texts) for texts in found)


def test_a_date_that_may_be_the_right_one_is_no_confusion_and_no_wish() -> None:
    rows = ["March 1998, confuse: e4", *DATES[1:]]
    assert "1998" not in every(offered(rows))
    assert "1998" not in every(offered(DATES, prefer=["e4"]))
    assert {"2005", "1 May 1990", "1 May 1991", "2010", "2011", "2012"} == every(offered(DATES))


def test_of_dates_that_may_be_the_same_one_is_offered() -> None:
    found = offered(DATES, row=2)
    assert {"1 May 1991", "March 1998", "1998", "2005", "2010", "2011", "2012"} == every(found)
    assert not any({"March 1998", "1998"} <= {*texts} for texts in found)


def test_near_numbers_follow_the_values_of_rows_that_are_near_and_precede_those_that_are_far() -> None:
    rows = ["500", "100", "200", "551", "449", "550", "450", "900"]
    near = {"450", "499", "498", "497", "496", "550", "501", "502", "503", "504"}
    assert near == every(offered(rows, ", near: 5"))
    assert {"0", "2", "50", "60"} == every(offered(["1", "50", "60"], ", near: 1"))
    assert {"100", "499", "501", "900"} == every(offered(["500", "100", "900"], ", near: 1"))


def test_near_numbers_have_the_decimals_of_the_right_one() -> None:
    rows = ["1.50", "0.99", "1.00", "2.00", "2.01"]
    near = {"1.00", "1.49", "1.48", "1.47", "1.46", "2.00", "1.51", "1.52", "1.53", "1.54"}
    assert near == every(offered(rows, ", near: 0.05"))


def test_what_is_near_is_counted_in_the_unit_of_the_right_one() -> None:
    rows = ["200 km", "150 km", "149000 m", "251000 m", "250 km"]
    near = {"150 km", "199 km", "198 km", "197 km", "196 km", "250 km", "201 km", "202 km", "203 km", "204 km"}
    assert near == every(offered(rows, ", near: 5"))


def test_decoys_follow_the_values_of_rows() -> None:
    decoys = "\n    decoys: {worth: [30, 40, unknown, 80]}\n"
    assert {"30", "40", "70", "80", "100", "900"} == every(offered(["50", "100", "900", "70"], decoys))
    assert {"40", "49", "48", "47", "46", "51", "52", "53", "54", "80"} == every(
        offered(["50"], ", near: 5\n    decoys: {worth: [40, 80]}\n")
    )
    full = ["50", *map(str, range(60, 69)), *map(str, range(31, 40))]
    assert {"39", "38", "37", "36", "35", "60", "61", "62", "63", "64"} == every(offered(full, decoys))


def test_decoys_are_left_out_if_three_values_lie_on_each_side() -> None:
    rows = ["50", "31", "32", "33", "60", "61", "62", "63"]
    assert {*rows[1:]} == every(offered(rows, "\n    decoys: {worth: [40, 70]}\n"))


def test_fewer_than_are_wanted_are_all_offered() -> None:
    assert [["40", "60"]] * 40 == offered(["50", "40", "60"])


def test_three_are_offered_next_to_the_lowest_number() -> None:
    found = offered(["0", "10", "20", "30", "40", "50", "60"], ", near: 5")
    assert {"10", "20", "30", "40", "50"} == every(found)
    assert {3} == {len(texts) for texts in found}


def test_next_to_what_it_is_confused_with_the_nearest_are_offered() -> None:
    rows = ["100, confuse: e1", "50", "95", "96", "97", "98", "99", "101", "102", "103"]
    below = [[text for text in texts if int(text) < 100] for texts in offered(rows)]
    assert {"50", "97", "98", "99"} == every([texts for texts in below if len(texts) == 2])
    assert {"50", "96", "97", "98", "99"} == every([texts for texts in below if len(texts) == 3])


@pytest.mark.parametrize(("more", "prefer"), [("", []), (", near: 5", []), ("", [("e0", "e3")])])
def test_what_a_number_is_confused_with_or_mixed_up_with_comes_first(more: str, prefer: list[tuple[str, str]]) -> None:
    item_source = asker(["50" if prefer else "50, confuse: e3", "30", "40", "60", "70"], more)
    assert isinstance(item_source, PatternSource)
    draw = item_source.prepared.distractors.draw
    found = [[option.text for option in draw(Draw(seed), 0, 0, {0}, 3, prefer)] for seed in SEEDS]
    among = [texts for texts in found if "60" in texts]
    assert {"60"} == {texts[0] for texts in among}
    assert len({texts[1] for texts in among}) > 2


@pytest.mark.parametrize("wrong", [["70", "5", "80", "90", "95"], ["70", "98 to 117", "110 to 130", "117 to 120"]])
@pytest.mark.parametrize("is_mixed_up", [False, True])
def test_several_right_numbers_are_always_next_to_what_one_is_confused_with(
    wrong: list[str], *, is_mixed_up: bool
) -> None:
    more = "" if is_mixed_up else ", confuse: e6"
    rows = "".join(f"      e{i}: {{kind: a, worth: {i + 1}0{more}}}\n" for i in range(6))
    rows += "".join(f"      e{i}: {{kind: b, worth: {worth}}}\n" for i, worth in enumerate(wrong, start=6))
    pattern = "{ask: Which are of this kind?, answer: worth, where: {kind: a}, choose: all}"
    bank = decode(f"tables:\n  t:\n    rows:\n{rows}    questions:\n      q: {pattern}\n".encode(), "x").bank
    assert bank is not None
    (first, *_) = bank_facts(bank)
    prefer = [("e0", "e6")] * is_mixed_up
    items = [item for seed in SEEDS if isinstance(item := first.item_sources[0].item(0, seed, 0, prefer), Item)]
    assert {2, 3} == {len(item.keys) for item in items}
    assert {"70"} < {option.text for item in items for option in item.options if option.id not in item.keys}
    assert all("70" in {option.text for option in item.options} for item in items)


def test_next_to_several_right_numbers_are_those_of_any_row() -> None:
    rows = "".join(f"      e{i}: {{kind: {'ab'[i >= 16]}, worth: {i}}}\n" for i in range(32))
    pattern = "{ask: Which are of this kind?, answer: worth, where: {kind: a}, choose: all}"
    bank = decode(f"tables:\n  t:\n    rows:\n{rows}    questions:\n      q: {pattern}\n".encode(), "x").bank
    assert bank is not None
    (first, *_) = bank_facts(bank)
    made = [first.item_sources[0].item(0, str(seed), 0) for seed in range(100)]
    wrong = {
        option.text for item in made if isinstance(item, Item) for option in item.options if option.id not in item.keys
    }
    assert set(map(str, range(16, 32))) == wrong


def test_other_right_numbers_are_not_offered() -> None:
    rows = ["10, group: x", "11, group: x", "20, group: y", "30, group: y", "40, group: y", "50, group: y"]
    for more in ("", ", near: 1"):
        assert {"10", "11"}.isdisjoint(every(offered_by(asker(rows, more, "group"), 0)))
    confused = ["10, group: x, confuse: [e1, e2]", *rows[1:]]
    assert {"20", "30", "40", "50"} == every(offered_by(asker(confused, "", "group"), 0))


def test_numbers_of_an_open_table_are_not_offered() -> None:
    assert isinstance(asker(["10", "20", "30", "40"], "\n    open: true\n").item(0, "0", 0), NotGenerated)


def test_a_near_number_that_other_rows_are_confused_with_is_offered_as_any_other() -> None:
    near = {"499", "498", "497", "496", "495", "501", "502", "503", "504", "505"}
    assert near == every(offered(["500", "900, confuse: {worth: 502}"], ", near: 5"))
    near = {"1985", "1986", "1987", "1988", "1989", "1991", "1992", "1993", "1994", "2005"}
    dates = ", near: 5\n    kinds: {worth: date}\n"
    assert near == every(offered(["1990", "2005, confuse: {worth: 1992}"], dates))


def test_a_near_number_that_a_row_writes_differently_is_offered_once() -> None:
    near = {"497.0", "499", "498", "496", "495", "501", "502", "503", "504", "505"}
    for own in ("500", "{value: 500, also: five hundred}"):
        assert near == every(offered([own, "497.0"], ", near: 5"))


def test_a_number_that_may_be_what_it_is_confused_with_is_not_next_to_it() -> None:
    rows = ["{value: 5, also: [36–38]}", "20, confuse: e2", "37", "10", "15", "50", "60"]
    assert {"37", "10", "15", "50", "60"} == every(offered(rows, row=1))
    rows = ["37", "20", "{value: 5, also: [36–38]}", "10", "15", "50", "60"]
    found = offered(rows, row=1)
    assert {"5", "37", "10", "15", "50", "60"} == every(found)
    assert not any({"5", "37"} <= {*texts} for texts in found)


def test_of_two_numbers_that_may_be_the_same_the_lower_one_is_offered() -> None:
    own, named, other = "20", "{value: 5, also: [36–38]}", "37"
    for rows in ([other, own, named], [named, own, other]):
        found = every(offered([*rows, "10", "15", "50", "60"], "\n    decoys: {worth: 7000}\n", row=1))
        assert {"5", "10", "15", "50", "60"} == found


def test_near_numbers_are_written_as_the_row_or_the_column_writes_them() -> None:
    item_source = asker(["27", "27.0"], ", near: 0.2\n    decoys: {worth: [20, 21, 40, 41]}\n")
    assert {"20", "21", "40", "41"} == every(offered_by(item_source, 0))
    assert {"20", "21", "26.8", "26.9", "27.1", "27.2", "40", "41"} == every(offered_by(item_source, 1))
    near = {"997", "996", "995", "994", "993", "999", "1,000", "1,001", "1,002", "1,003"}
    more = ", near: 5\n    kinds: {worth: decimal point}\n"
    assert near == every(offered(["998", '"12,500"', '"1,300"'], more))
