"""Other names of numbers, and decoys, are not numbers of the column itself, and may be written in any way."""

import pytest

from quiz.items.decoding import decode
from quiz.items.item import Item
from quiz.items.sources import bank_items

TABLE = """\
id: x
tables:
  t:
    columns: [place, count]
    rows:
      oslo: [Oslo, {oslo}]
      bonn: [Bonn, 37]
      lyon: [Lyon, {lyon}]
      rome: [Rome, 90]
      nice: [Nice, 1233]
      kiel: [Kiel, 840]
    decoys: {{count: [{decoys}]}}
    questions:
      q: {{ask: "How many in {{place}}?", answer: count}}
"""


def table(oslo: str = "5", lyon: str = "38", decoys: str = "") -> bytes:
    return TABLE.format(oslo=oslo, lyon=lyon, decoys=decoys).encode()


def options(row: str, bank: bytes) -> list[set[str]]:
    """Return the options of a row's question, for many seeds."""
    decoded = decode(bank, "x")
    assert decoded.bank is not None, decoded.errors
    made = [item for seed in range(60) for _, id_, item in bank_items(decoded.bank, str(seed)) if id_ == row]
    return [{option.text for option in item.options} for item in made if isinstance(item, Item)]


def test_a_range_that_is_another_name_is_compared_as_a_range() -> None:
    found = options("oslo", table(oslo="{value: 5, also: [36–38]}", lyon="37.0"))

    assert found
    assert not any({"37", "37.0"} & texts for texts in found)


def test_a_date_that_is_another_name_of_a_year_is_compared_as_a_date() -> None:
    found = options("oslo", table(oslo="{value: 1980, also: [1960s]}", lyon="1969"))

    assert found
    assert not any("1969" in texts for texts in found)


def test_a_decoy_that_may_be_the_number_of_a_row_is_an_error() -> None:
    decoded = decode(table(decoys="'1.233'"), "x")

    assert ["B302"] == [problem.code for problem in decoded.errors]


def test_a_language_says_which_mark_it_is() -> None:
    assert not decode(b"language: en\n" + table(decoys="'1.233'"), "x").errors


@pytest.mark.parametrize("number", ["38", "38000"])
def test_another_name_that_may_be_either_of_two_numbers_is_neither_for_certain(number: str) -> None:
    bank = table(oslo="38", lyon="38000").replace(b"90]", b"{value: 39000, also: ['38.000']}]")

    assert options("rome", bank)
    assert not any(number in texts for texts in options("rome", bank))
    assert options("lyon", bank)
    assert not any("39000" in texts for row in ("oslo", "lyon") for texts in options(row, bank))


def test_where_takes_no_number_that_may_be_either_of_two() -> None:
    question = b'q: {ask: "Which?", answer: place, where: {count: "38.000"}}'
    bank = table().partition(b"q:")[0] + question

    assert ["B207"] == [problem.code for problem in decode(bank, "x").errors]
    assert not decode(b"language: en\n" + bank, "x").errors


DAYS = """\
id: x
tables:
  t:
    columns: [event, day]
    rows:
      a: [the first, 3 April 2020]
      b: [the second, 4 March 2020]
      c: [the third, {value: spring day, also: 03/04/2020}]
      d: [the fourth, 1 May 2021]
      e: [the fifth, 2 June 2021]
    questions:
      q: {ask: "When was {event}?", answer: day}
"""


@pytest.mark.parametrize(
    ("kind", "never"),
    [
        ("", {"3 April 2020", "4 March 2020"}),
        ("day first", {"3 April 2020"}),
        ("month first", {"4 March 2020"}),
        ("date", {"3 April 2020", "4 March 2020"}),
    ],
)
def test_another_name_that_may_be_either_of_two_days_is_neither_for_certain(kind: str, never: set[str]) -> None:
    bank = (DAYS.replace("columns:", f"kinds: {{day: {kind}}}\n    columns:") if kind else DAYS).encode()
    shown = set().union(*options("c", bank))

    assert {"3 April 2020", "4 March 2020"} - shown == never
    for row in ("a", "b"):
        assert options(row, bank)
        assert kind.endswith("first") or not any("spring day" in texts for texts in options(row, bank))


NAMES = """\
id: x
tables:
  t:
    columns: [country, city]
    rows:
      short: [US, Boston]
      full: [{value: United States, also: U.S.}, Chicago]
      long: [the United States, Denver]
      france: [France, Paris]
      italy: [Italy, Rome]
      spain: [Spain, Madrid]
    questions:
      city: {ask: "Which of these is in {country}?", answer: city}
      country: {ask: "Where is {city}?", answer: country}
"""


def test_what_may_be_a_value_by_one_name_may_be_what_that_may_be_by_another() -> None:
    american = {
        "short": ("US", "Boston"),
        "full": ("United States", "Chicago"),
        "long": ("the United States", "Denver"),
    }

    for row, own in american.items():
        others = {text for other, texts in american.items() if other != row for text in texts}
        found = options(row, NAMES.encode())
        assert found
        assert not any(others & texts for texts in found), own


def test_two_values_that_may_be_a_third_by_the_same_name_may_differ() -> None:
    bank = NAMES.replace("US,", "20 July 1969,").replace("also: U.S.", "also: July 1969")
    bank = bank.replace("the United States,", "21 July 1969,")

    assert any({"20 July 1969", "21 July 1969"} <= texts for texts in options("france", bank.encode()))
