"""Which texts of a column may be the same."""

from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.values.clashes import clashes
from quiz.values.readings import OPEN, ColumnKind, ColumnReading
from quiz.values.relations import maybe_same, sense
from tests.values.made_up import dates, ranges, readings, texts, values


@settings(max_examples=150, deadline=None)
@given(st.lists(texts | values | dates | ranges, max_size=12), readings)
def test_clashes_are_the_pairs_that_may_be_the_same(found: list[str], reading: ColumnReading) -> None:
    positions = range(len(found))
    pairs = {
        at: {other for other in positions if other != at and maybe_same(found[at], found[other], reading)}
        for at in positions
    }

    assert {at: others for at, others in pairs.items() if others} == clashes([sense(text, reading) for text in found])


def test_vague_dates_clash_with_what_lies_in_them_only() -> None:
    texts = ["1969", "July 1969", "20 July 1969", "21 July 1969", "1970", "c. 1970"]
    found = clashes([sense(text, ColumnReading(ColumnKind.DATE)) for text in texts])

    assert {0: {1, 2, 3, 5}, 1: {0, 2, 3, 5}, 2: {0, 1, 5}, 3: {0, 1, 5}, 4: {5}, 5: {0, 1, 2, 3, 4}} == found


def test_most_columns_have_no_clashes() -> None:
    assert {} == clashes([sense(f"Name {number}", OPEN) for number in range(1000)])
    assert {} == clashes([sense(str(number), ColumnReading(ColumnKind.NUMBER)) for number in range(1000)])
