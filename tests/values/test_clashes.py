"""Which texts of a column may be the same."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from quiz.values import clashes as module
from quiz.values.clashes import TooManyPairs, clashes, clashes_of
from quiz.values.numerals import Mark
from quiz.values.readings import EXACT_READING, LITERAL, OPEN, ColumnKind, ColumnReading, value_of
from quiz.values.relations import Sense, canonical, maybe_same, sense
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
    """Return what `clashes_of` finds, text -> texts; only the first of texts that say the same counts."""
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


BY_POINT, BY_COMMA = ColumnReading(ColumnKind.NUMBER), ColumnReading(ColumnKind.NUMBER, Mark.COMMA)


@pytest.mark.parametrize(
    ("found", "reading", "pairs"),
    [
        (["1.233", "840", "1233", "15"], BY_POINT._replace(others=(BY_COMMA,)), {("1.233", "1233")}),
        (["1,233", "840", "1.233", "15"], BY_COMMA._replace(others=(BY_POINT,)), {("1,233", "1.233")}),
        (["1,233", "840", "1233", "15"], BY_COMMA._replace(others=(BY_POINT,)), {("1,233", "1233")}),
        (["1.233", "840", "1233", "15"], ColumnReading(ColumnKind.NUMBER), set()),
        (["1969", "20 July 1969", "1970", "7"], ColumnReading(ColumnKind.NUMBER), {("1969", "20 July 1969")}),
        (["1969", "July 1969", "1970"], ColumnReading(ColumnKind.DATE), {("1969", "July 1969")}),
        (["3–10 km", "5 km", "2 km"], ColumnReading(ColumnKind.QUANTITY, unit="km"), {("3–10 km", "5 km")}),
        (["5 km", "7 km", "7000 m"], ColumnReading(ColumnKind.QUANTITY, unit="km"), {("7 km", "7000 m")}),
        (["1,000 members", "27 members", "1000 members"], OPEN, {("1,000 members", "1000 members")}),
        (["x²", "y", "x^2"], OPEN, {("x²", "x^2")}),
        (["x²", "the y", "x^2", "y"], OPEN, {("x²", "x^2"), ("the y", "y")}),
        (["dozen", "red", "12"], OPEN, {("dozen", "12")}),
        (["seven days", "7 days", "red"], OPEN, {("seven days", "7 days")}),
        (["seven long days", "7 long days", "red"], OPEN, {("seven long days", "7 long days")}),
        (["seven", "red", "a 7", "7"], OPEN, {("seven", "7"), ("a 7", "7"), ("seven", "a 7")}),
        (["the Po", "a Po", "the Rhine"], OPEN, {("the Po", "a Po")}),
        (["the Black Sea", "the Red Sea", "an ocean"], OPEN, set()),
        (["St Peter", "the sea", "Saint Peter"], OPEN, {("St Peter", "Saint Peter")}),
        (["the sun", "sun", "The sun"], EXACT_READING, set()),
        (["007", "7", "70"], LITERAL._replace(kind=ColumnKind.IDENTIFIER), {("007", "7")}),
    ],
)
def test_which_texts_of_a_column_may_be_the_same(
    found: list[str], reading: ColumnReading, pairs: set[tuple[str, str]]
) -> None:
    clashing = of_forms(found, reading)

    assert pairs | {(other, one) for one, other in pairs} == {
        (one, other) for one, others in clashing.items() for other in others
    }


@pytest.mark.parametrize(
    ("found", "reading", "expected"),
    [
        (["Paris", "Rome"], OPEN, []),
        (["the Po", "the Rhine"], OPEN, []),
        (["the Po", "a Rhine", "an Elbe"], OPEN, []),
        (["the Po", "Rome", "Paris"], OPEN, []),
        (["the Po", "O'Brien"], OPEN, []),
        (["the Black Sea", "the Red Sea"], OPEN, []),
        (["the Po", "a Po", "Rome"], OPEN, ["the Po", "a Po"]),
        (["the Po", "room 5"], OPEN, ["the Po"]),
        (["well-known", "red"], OPEN, ["well-known"]),
        (["room 5", "march hare"], OPEN, []),
        (["room 5", "7 hares", "seven hares"], OPEN, ["7 hares", "seven hares"]),
        (["1", "2"], BY_POINT, []),
        (["1.5", "2.5"], BY_POINT, []),
        (["1", "2"], BY_POINT._replace(others=(BY_COMMA,)), []),
        (["1", "2.5"], BY_POINT._replace(others=(BY_COMMA,)), ["1", "2.5"]),
        (["1", "2", "over 5"], BY_POINT, ["1", "2", "over 5"]),
    ],
)
def test_only_texts_that_may_say_more_than_their_form_are_looked_at(
    found: list[str], reading: ColumnReading, expected: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at = []

    def noted(text: str, by: ColumnReading) -> Sense:
        looked_at.append(text)
        return sense(text, by)

    monkeypatch.setattr(module, "sense", noted)
    of_forms(found, reading)

    assert expected == sorted(looked_at, key=found.index)


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
