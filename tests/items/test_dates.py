"""Dates as answers, in comparisons, and in the text of a question."""

from collections.abc import Callable, Iterable, Sequence

import pytest

from quiz.items.decoding import decode
from quiz.items.item import Item, NotGenerated
from quiz.items.sources import bank_items

SEEDS = [str(seed) for seed in range(60)]


def made(dates: Sequence[str], *patterns: str, more: str = "") -> list[Item | NotGenerated]:
    """Return the items of a table of events and their dates, for all seeds."""
    rows = "".join(f"      e{i}: {{event: E{i}, date: {text}}}\n" for i, text in enumerate(dates))
    questions = "".join(f"      q{i}: {{{pattern}}}\n" for i, pattern in enumerate(patterns))
    text = f"tables:\n  t:\n{more}    rows:\n{rows}    questions:\n{questions}"
    decoded = decode(text.encode(), "x")
    assert decoded.bank is not None, decoded.errors
    return [item for seed in SEEDS for _, _, item in bank_items(decoded.bank, seed)]


def items(found: Sequence[Item | NotGenerated]) -> list[Item]:
    return [item for item in found if isinstance(item, Item)]


def texts(item: Item) -> list[str]:
    return [option.text for option in item.options]


WHEN = 'ask: "When was {event}?", answer: date'
FIRST = 'ask: "Which came first?", answer: event, least: date'
LAST = 'ask: "Which came last?", answer: event, most: date'
SPACE = ["4 October 1957", '"1961-04-12"', '"July 20, 1969"', "September 1977", "1986"]
SHOWN = [text.strip('"') for text in SPACE]


def test_dates_are_shown_as_typed_and_in_order() -> None:
    for item in items(made(SPACE, WHEN)):
        assert [text for text in SHOWN if text in texts(item)] == texts(item)
        assert 4 == len(item.options)


@pytest.mark.parametrize(("pattern", "pick"), [(FIRST, min), (LAST, max)])
def test_which_came_first_and_which_came_last(pattern: str, pick: Callable[[Iterable[str]], str]) -> None:
    found = items(made(SPACE, pattern))
    assert len(SEEDS) * 5 == len(found)
    for item in found:
        assert pick(option.id for option in item.options) == item.keys[0]


def test_dates_that_may_be_the_same_are_not_compared_with_each_other() -> None:
    dates = ["January 2023", "10 January 2023", '"2023"', "2021", "May 2020", "7 May 2020"]
    years = [2023, 2023, 2023, 2021, 2020, 2020]
    found = items(made(dates, FIRST))
    assert len(SEEDS) * 6 == len(found)
    for item in found:
        shown = [years[int(option.id[1:])] for option in item.options]
        assert sorted(set(shown)) == sorted(shown)


def test_a_date_that_may_be_the_right_one_is_never_a_wrong_answer() -> None:
    dates = ["10 January 2023", "January 2023", "May 1999", "1998", "3 June 1997"]
    for item in items(made(dates, WHEN)):
        assert {"10 January 2023", "January 2023"} - set(texts(item))


@pytest.mark.parametrize(
    ("inside", "outside"),
    [
        *(("1969", "20 July 1969"), ("20 July 1969", "1969"), ("July 1969", "20 July 1969"), ("July 1969", "1969")),
        *(("20 July 1969", '"1969-07-20"'), ("{value: May 1969, also: July 1969}", "20 July 1969")),
    ],
)
def test_a_date_that_may_be_among_the_others_is_no_outsider(inside: str, outside: str) -> None:
    """A player asked which date is NOT of a set could choose it, and be neither right nor wrong."""
    pattern = 'ask: "Which is NOT one of them?", answer: date, where: {event: [E0, E1, E2]}, except: true'
    found = made([inside, "4 October 1957", "September 1977", outside, "3 March 1990"], pattern)

    assert {"x/t/e4"} == {item.fact for item in items(found)}
    assert {"it belongs too, or may belong"} == {one.reason for one in found if isinstance(one, NotGenerated)}


def test_what_happened_on_a_date_that_may_be_the_one_shown_is_never_a_wrong_answer() -> None:
    dates = ["10 January 2023", "January 2023", "May 1999", "1998", "3 June 1997", "1996"]
    found = items(made(dates, 'ask: "What happened in {date}?", answer: event'))
    assert len(SEEDS) * 6 == len(found)
    for item in found:
        assert item.keys[0] not in ("e0", "e1") or 1 >= len({"E0", "E1"} & set(texts(item)))
        assert 4 == len(item.options)


def test_one_day_written_in_two_ways_is_one_answer() -> None:
    dates = ["10 January 2023", '"2023-01-10"', "May 1999", "1998", "3 June 1997"]
    found = made(dates, 'ask: "What happened on {date}?", answer: event', WHEN)
    assert not [item for item in found if isinstance(item, NotGenerated)]
    for item in items(found):
        assert item.keys[0] not in ("e0", "e1") or 1 >= len({"E0", "E1"} & set(texts(item)))
        assert 1 >= len({"10 January 2023", "2023-01-10"} & set(texts(item)))


def test_another_name_of_a_date_is_as_right() -> None:
    dates = ["{value: 25 October 1917, also: 7 November 1917}", "November 1917", "March 1918", "1921", "May 1924"]
    for item in items(made(dates, WHEN)):
        assert {"25 October 1917", "November 1917"} - set(texts(item))


def test_decoys_are_put_in_order_as_well() -> None:
    found = items(made(["May 1999", "1998"], WHEN, more="    decoys: {date: [3 June 1997, 1 April 2001]}\n"))
    for item in found:
        assert ["3 June 1997", "1998", "May 1999", "1 April 2001"] == texts(item)


def test_one_cell_that_is_no_date_does_not_flip_the_column() -> None:
    found = items(made([*SPACE, "unknown"], WHEN))
    for item in found:
        assert [text for text in SHOWN if text in texts(item)] == texts(item)
    assert {f"x/t/e{row}" for row in range(5)} == {item.fact for item in found}


def test_a_column_of_which_many_cells_are_no_dates_is_no_column_of_dates() -> None:
    (first, *_) = items(made([*SPACE, "unknown", "lost"], WHEN))
    assert 4 == len(first.options)
    orders = {tuple(texts(item)) for item in items(made([*SPACE, "unknown", "lost"], WHEN)) if item.keys == ("e0",)}
    assert any([text for text in SHOWN if text in order] != list(order) for order in orders)


def test_years_alone_stay_numbers() -> None:
    found = items(made(["1957", "1961", "1969", "1977"], f"{WHEN}, near: 3"))
    assert any(option.id.startswith("near.") for item in found for option in item.options)


def test_written_out_dates_are_put_in_order() -> None:
    text = 'questions: {q: {ask: When?, answer: May 1999, wrong: [3 June 1997, "1998", "2001-04-01"]}}'
    bank = decode(text.encode(), "x").bank
    assert bank is not None
    for seed in SEEDS:
        for _, _, item in bank_items(bank, seed):
            assert isinstance(item, Item)
            assert ["3 June 1997", "1998", "May 1999", "2001-04-01"] == texts(item)
