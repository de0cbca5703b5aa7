"""Which texts of a column may be the same."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from quiz.values.clashes import TooManyPairs, clashes, clashes_of
from quiz.values.readings import OPEN, ColumnKind, ColumnReading, value_of
from quiz.values.relations import canonical, maybe_same, sense
from quiz.values.signs import plain
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


def of_forms(found: list[str], reading: ColumnReading) -> dict[str, set[str]]:
    """Return what `clashes_of` finds, text -> texts; of the texts that say the same only the first counts."""
    named = {canonical(text, reading): text for text in reversed(found)}
    names = list(named.values())
    worth = [value_of(plain(text), reading) for text in names]
    return {
        names[at]: {names[other] for other in others}
        for at, others in clashes_of(names, named.keys(), worth, reading).items()
    }


@settings(max_examples=150, deadline=None)
@given(st.lists(texts | values | dates | ranges, max_size=12), readings)
@example(["the Rhine", "Rhine", "a Rhine"], OPEN)
@example(["x²", "x2", "dozen", "12", "a & b", "a and b"], OPEN)
def test_of_texts_with_different_forms_only_few_are_looked_at_and_the_same_is_found(
    found: list[str], reading: ColumnReading
) -> None:
    names = list({canonical(text, reading): text for text in reversed(found)}.values())
    all_ = clashes([sense(text, reading) for text in names])

    assert {names[at]: {names[other] for other in others} for at, others in all_.items()} == of_forms(found, reading)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the Rhine", "Rhine"),
        ("St Peter", "Saint Peter"),
        ("dozen eggs", "12 eggs"),
        ("twenty-one", "21"),
        ("a+b", "a + b"),
        ("salt & pepper", "salt and pepper"),
        ("well-known", "well known"),
        ('"Rhine"', "Rhine"),
    ],
)
def test_a_text_that_says_more_than_its_form_is_found_among_others(one: str, other: str) -> None:
    found = of_forms(["green", one, "blue", other, "red"], OPEN)

    assert {one: {other}, other: {one}} == found


def test_vague_dates_clash_with_what_lies_in_them_only() -> None:
    texts = ["1969", "July 1969", "20 July 1969", "21 July 1969", "1970", "c. 1970"]
    found = clashes([sense(text, ColumnReading(ColumnKind.DATE)) for text in texts])

    assert {0: {1, 2, 3, 5}, 1: {0, 2, 3, 5}, 2: {0, 1, 5}, 3: {0, 1, 5}, 4: {5}, 5: {0, 1, 2, 3, 4}} == found


def test_of_more_pairs_than_there_is_time_for_none_is_looked_at() -> None:
    def ranges(count: int) -> list[str]:
        return [f"{number}–{1000 + number} km" for number in range(1, count + 1)]

    few, many = ([sense(text) for text in ranges(count)] for count in (300, 500))

    assert clashes(few)[0] == frozenset(range(1, 300))
    with pytest.raises(TooManyPairs):
        clashes(many)


def test_most_columns_have_no_clashes() -> None:
    assert {} == clashes([sense(f"Name {number}", OPEN) for number in range(1000)])
    assert {} == clashes([sense(str(number), ColumnReading(ColumnKind.NUMBER)) for number in range(1000)])
