"""Written-out questions of made-up banks are judged by an oracle that shares no code with the program.

The oracle wrote the banks, so it knows what each text says; see `own_notion.py`. Computed questions have an
oracle of their own, in `test_computed_oracle.py`.
"""

import json
from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.game.scoring import typed_in
from quiz.items.decoding import decode
from quiz.items.item import Blank, Item, NotGenerated
from quiz.items.sources import QuestionSource, bank_facts
from tests.bank.test_schema import VALIDATOR
from tests.forms import Form
from tests.items.own_notion import (
    MARKS,
    SETTINGS,
    TEXTS,
    WORDS,
    Notion,
    Within,
    bare,
    decimal,
    is_edit,
    marked,
    norm,
    number,
    unaccented,
    writings,
)

SEEDS = ("0", "1", "spring")
PINNED = "None of these"
Keys = dict[str, Any]


def source_of(keys: Keys, notion: Notion) -> QuestionSource | list[str]:
    """Return the source of items of a bank with one question, or the codes of its errors."""
    exact = {"exact": "true"} if notion.exact else {}
    bank = {"id": "bank", "language": notion.language, "questions": {"q": {**keys, **exact}}}
    bank = {key: value for key, value in bank.items() if value}
    assert VALIDATOR.is_valid(bank), "the schema takes what the format has"
    decoded = decode(json.dumps(bank).encode(), "bank")
    if decoded.bank is None:
        return [problem.code for problem in decoded.errors]
    (fact,) = bank_facts(decoded.bank)
    (found,) = fact.item_sources
    assert isinstance(found, QuestionSource)
    return found


def made(source: QuestionSource) -> list[Item]:
    """Return the items for some seeds; none if none can be made."""
    found = [source.item(0, seed, 0) for seed in SEEDS]
    assert len({type(item) for item in found}) == 1, "a seed changes nothing of what can be asked"
    return [item for item in found if not isinstance(item, NotGenerated)]


def texts(item: Item) -> list[str]:
    return [option.text for option in item.options]


# --- the made-up questions ----------------------------------------------------------------------

DIGITS = st.integers(-40, 2_000)
notions = st.builds(Notion, st.just("en"), st.sampled_from([False, False, False, True]))


@st.composite
def numbers(draw: st.DrawFn, language: str, size: int) -> list[str]:
    """Draw different numbers as one language writes them, all with the same number of decimals."""
    places = draw(st.integers(0, 1))
    found = draw(st.lists(DIGITS, min_size=size, max_size=size, unique=True))
    return [decimal(Fraction(one, 10**places), language, places) for one in found]


@st.composite
def options(draw: st.DrawFn, least: int, most: int) -> tuple[list[str], Notion]:
    """Draw words, some of which may be the same, or numbers."""
    if draw(st.integers(0, 2)) == 0:
        language = draw(st.sampled_from([*MARKS]))
        return draw(numbers(language, draw(st.integers(least, most)))), Notion(language)
    notion = draw(notions)
    return draw(st.lists(TEXTS, min_size=least, max_size=most, unique_by=draw(unique(notion)))), notion


def unique(notion: Notion) -> st.SearchStrategy[Any]:
    """Draw what texts must differ in: mostly what they say, as a bank that repeats it is refused."""
    return st.sampled_from([notion.says] * 5 + [str])


# --- options to choose, to put in order and to match ----------------------------------------------


def judge_apart(shown: Sequence[str], notion: Notion) -> None:
    things = notion.things(shown)
    assert len(things) == len(set(things)), shown


def judge_rising(shown: Sequence[str], notion: Notion) -> None:
    found = [number(text, notion.language) for text in shown]
    if None not in found and not notion.exact:
        assert all(one < other for one, other in pairwise(found) if one is not None and other is not None), shown


def first_of_each(all_texts: Sequence[str], notion: Notion) -> list[str]:
    """Return the texts that can be shown together: the first of those that may be the same."""
    found: dict[object, str] = {}
    for text in all_texts:
        found.setdefault(notion.thing(text), text)
    return [*found.values()]


@given(options(2, 9), st.integers(1, 4), st.booleans(), st.booleans())
@SETTINGS
def test_right_options_are_right_and_all_others_wrong(
    drawn: tuple[list[str], Notion], split: int, is_pinned: bool, is_all: bool
) -> None:
    (given_, notion), count = drawn, min(split, len(drawn[0]) - 1) if is_all else 1
    answers, wrong = given_[:count], given_[count:]
    keys = {"ask": "Which?", "answer": answers if is_all else answers[0], "wrong": wrong}
    keys |= {"pinned": [PINNED]} if is_pinned else {}
    source = source_of(keys | ({"choose": "all"} if is_all else {}), notion)
    if isinstance(source, list):
        assert source == ["B303"] * len(source)
        assert notion.repeats(given_)
        return
    assert not notion.repeats(given_)
    right = first_of_each(answers, notion)
    apart = {*notion.things(wrong)} - {*notion.things(answers)}
    room = max(1, 6 - len(right) - is_pinned) if is_all else 3 - is_pinned
    items = made(source)
    assert bool(apart or is_pinned) == bool(items)
    for item in items:
        assert item.form == (Form.CHOOSE_ALL if is_all else Form.PICK)
        assert [option.text for option in item.key_options] == [text for text in texts(item) if text in right]
        assert len(item.keys) == len(right)
        shown = [text for text in texts(item) if text != PINNED]
        judge_apart(shown, notion)
        judge_rising(shown, notion)
        assert {*notion.things(shown)} - {*notion.things(answers)} <= apart
        assert len(shown) == len(right) + min(len(apart), room)
        assert (PINNED in texts(item)[-1:]) == is_pinned


@given(options(3, 12))
@SETTINGS
def test_an_order_is_the_one_that_is_written(drawn: tuple[list[str], Notion]) -> None:
    written, notion = drawn
    source = source_of({"ask": "Which comes first?", "order": written}, notion)
    if isinstance(source, list):
        assert source == ["B303"] * len(source)
        assert notion.repeats(written)
        return
    assert not notion.repeats(written)
    right = first_of_each(written, notion)
    items = made(source)
    assert bool(items) == (len(right) > 2)
    for item in items:
        in_order = [option.text for option in item.key_options]
        assert in_order == sorted(in_order, key=right.index) != texts(item)
        assert sorted(in_order) == sorted(texts(item))
        assert len(in_order) == min(8, len(right))


@given(options(3, 14), st.integers(0, 3))
@SETTINGS
def test_each_thing_is_matched_with_what_belongs_to_it(drawn: tuple[list[str], Notion], spare: int) -> None:
    (rights, notion), lefts = drawn, [ways[0][0] for ways in WORDS]
    spare = min(spare, len(rights) - 2)
    pairs = dict(zip(lefts, rights[spare:], strict=False))
    wrong = {"wrong": rights[:spare]} if spare else {}
    source = source_of({"ask": "What belongs together?", "match": pairs} | wrong, notion)
    if isinstance(source, list):
        assert source == ["B303"] * len(source)
        assert notion.repeats(rights)
        return
    assert not notion.repeats(rights)
    groups = {*notion.things(pairs.values())}
    to_spare = {*notion.things(rights[:spare])} - groups
    items = made(source)
    assert bool(items) == (len(groups) > 1 and len(groups) + len(to_spare) > 2)
    for item in items:
        assert [pairs[prompt] for prompt in item.prompts] == [option.text for option in item.key_options]
        judge_apart(item.prompts, notion)
        judge_apart(texts(item), notion)
        judge_rising(texts(item), notion)
        assert len(item.prompts) == min(8, len(groups))
        belong_nowhere = {*texts(item)} - {option.text for option in item.key_options}
        assert {*notion.things(belong_nowhere)} <= to_spare
        assert len(belong_nowhere) == min(9 - len(item.prompts), len(to_spare))


# --- what is typed ------------------------------------------------------------------------------


@st.composite
def typings(draw: st.DrawFn, known: Sequence[str]) -> str:
    """Draw what may be typed when these words are known: one of them, another spelling, a slip, another word."""
    text = draw(st.one_of(st.sampled_from(known), TEXTS))
    found = text
    match draw(st.sampled_from(["as it is", "case", "bare", "article", "slip", "slip", "slip", "two slips"])):
        case "case":
            found = f" {text.swapcase()} "
        case "bare":
            found = draw(st.sampled_from([unaccented(text), *sorted(bare(text))]))
        case "article":
            found = f"the {text}"
        case "slip":
            found = draw(slipped(text))
        case "two slips":
            found = draw(slipped(draw(slipped(text))))
    return found or text


@st.composite
def slipped(draw: st.DrawFn, text: str) -> str:
    """Draw a text with a letter more, less, changed, or two exchanged."""
    i, letter = draw(st.integers(0, max(0, len(text) - 1))), draw(st.sampled_from("aeilnrstuyq"))
    rests = [text[i:], text[i + 1 :], letter + text[i:], letter + text[i + 1 :]]
    rests.append(text[i : i + 2][::-1] + text[i + 2 :])
    return text[:i] + draw(st.sampled_from(rests))


def judge_typed(item: Item, typed: Sequence[str], expected: Sequence[str]) -> None:
    """Compare the marks for each gap; a listed wrong answer is recognized as such."""
    found = typed_in(item, " | ".join(typed))
    assert [one.marked.closeness for one in found] == [*expected], (typed, item.options)
    for one, mark in zip(found, expected, strict=True):
        assert one.marked.is_right == (one.option.id in item.keys) == (mark != "wrong")


@given(st.data(), notions, st.integers(1, 3), st.integers(0, 2))
@SETTINGS
def test_a_typed_word_is_marked_as_the_page_says(data: st.DataObject, notion: Notion, right: int, also: int) -> None:
    drawn = data.draw(st.lists(TEXTS, min_size=right + also, max_size=8, unique_by=notion.says), label="texts")
    answers, names, wrong = drawn[:right], drawn[right : right + also], drawn[right + also :]
    keys = {"ask": "Which?", "answer": answers, "also": names, "wrong": wrong, "typed": "true"}
    source = source_of({key: value for key, value in keys.items() if value}, notion)
    assert isinstance(source, QuestionSource), source
    (item, *_) = made(source)
    assert texts(item) == answers[:1]
    for typed in data.draw(st.lists(typings(drawn), min_size=8, max_size=8), label="typed"):
        judge_typed(item, [typed], [marked(typed, [*answers, *names], wrong, notion)])


within = st.one_of(
    st.none(),
    st.builds(Within, st.sampled_from([Fraction(1), Fraction(1, 2), Fraction(20)])),
    st.builds(Within, st.sampled_from([Fraction(5), Fraction(1, 2)]), st.just(True)),
)


def tolerance(allowed: Within | None, language: str) -> Mapping[str, str]:
    if allowed is None:
        return {}
    return {"within": decimal(allowed.amount, language) + " %" * allowed.is_share}


def near_numbers(known: Sequence[str], right: str, notion: Notion, allowed: Within | None) -> list[str]:
    """Return what may be typed for a number: itself and others, in several notations, and numbers just off."""
    value = number(right, notion.language)
    assert value is not None
    others = [found for text in known if (found := number(text, notion.language)) is not None]
    off = [*allowed.edges(value), -value, value * 10] if allowed else [-value, value + 1, value * 10]
    return sorted({text for one in [*others, *off] for text in writings(one, notion.language)})


@given(st.data(), st.sampled_from([*MARKS]), within, st.integers(1, 2))
@SETTINGS
def test_a_typed_number_is_marked_as_the_page_says(
    data: st.DataObject, language: str, allowed: Within | None, right: int
) -> None:
    notion, drawn = Notion(language), data.draw(numbers(language, 5), label="numbers")
    answers, wrong = drawn[:right], drawn[right:]
    words = data.draw(st.lists(st.sampled_from(["Lisbon", "too many"]), unique=True), label="words among the wrong")
    keys = {"ask": "How many?", "answer": answers, "typed": "true", **tolerance(allowed, language)}
    values = [number(text, language) for text in answers]
    is_right = {
        text: any(allowed.holds(number(text, language) or Fraction(0), one) for one in values if one is not None)
        for text in wrong
        if allowed
    }
    source = source_of(keys | {"wrong": [*wrong, *words]}, notion)
    assert (source == ["B303"] * sum(is_right.values())) == any(is_right.values()), source
    wrong = [text for text in wrong if not is_right.get(text)]
    source = source_of(keys | ({"wrong": [*wrong, *words]} if wrong or words else {}), notion)
    assert isinstance(source, QuestionSource), source
    (item, *_) = made(source)
    for typed in near_numbers(drawn, answers[0], notion, allowed):
        judge_typed(item, [typed], [marked(typed, answers, wrong, notion, allowed)])
    judge_typed(item, ["many"], ["wrong"])


# --- texts with gaps ----------------------------------------------------------------------------

Gap = tuple[list[str], list[str], Within | None]  # right, wrong, tolerance


@st.composite
def gaps(draw: st.DrawFn, notion: Notion) -> Gap:
    right = draw(st.integers(1, 2))
    if draw(st.booleans()) or notion.language != "en":
        drawn = draw(numbers(notion.language, 5))
        allowed = draw(within)
        return drawn[:right], [], allowed
    drawn = draw(st.lists(TEXTS, min_size=right, max_size=6, unique_by=notion.says))
    return drawn[:right], drawn[right:], None


@given(st.data(), st.sampled_from([Notion(), Notion("de"), Notion("en", exact=True)]), st.integers(1, 4))
@SETTINGS
def test_each_gap_of_a_text_is_marked_for_itself(data: st.DataObject, notion: Notion, count: int) -> None:
    found = [data.draw(gaps(notion), label="gap") for _ in range(count)]
    if notion.exact:
        found = [(right, wrong, None) for right, wrong, _ in found]
    names = [f"g{i}" for i in range(count)]
    answers = {
        name: {"answer": right, **({"wrong": wrong} if wrong else {}), **tolerance(allowed, notion.language)}
        for name, (right, wrong, allowed) in zip(names, found, strict=True)
    }
    text = "; ".join(f"{{{name}}} is here" for name in names)
    source = source_of({"gaps": text, "answers": answers}, notion)
    assert isinstance(source, QuestionSource), source
    can_choose = [not wrong or bool({*notion.things(wrong)} - {*notion.things(right)}) for right, wrong, _ in found]
    items = made(source)
    assert bool(items) == all(can_choose)
    for item in items[:1]:
        assert texts(item) == [right[0] for right, _, _ in found]
        for blank, gap in zip(item.blanks, found, strict=True):
            judge_choices(blank, gap, notion)
        judge_gaps(item, found, notion, data)


def judge_gaps(item: Item, found: Sequence[Gap], notion: Notion, data: st.DataObject) -> None:
    """Type in all gaps at once, a few times."""
    for _ in range(4):
        typed = []
        for right, wrong, allowed in found:
            are_numbers = number(right[0], notion.language) is not None and not notion.exact
            texts_ = near_numbers(right, right[0], notion, allowed) if are_numbers else []
            typed.append(data.draw(st.sampled_from(texts_) if texts_ else typings([*right, *wrong]), label="typed"))
        marks = [marked(text, gap[0], gap[1], notion, gap[2]) for text, gap in zip(typed, found, strict=True)]
        judge_typed(item, typed, marks)


def judge_choices(blank: Blank, gap: Gap, notion: Notion) -> None:
    """Check that no two choices may be the same, and that every wrong answer can be chosen."""
    right, wrong, _ = gap
    shown = blank.choices
    assert bool(shown) == bool(wrong)
    if shown:
        judge_apart(shown, notion)
        judge_rising(shown, notion)
        assert right[0] in shown
        apart = {*notion.things(wrong)} - {*notion.things(right)}
        assert {*notion.things(shown)} == apart | {notion.thing(right[0])}
        assert {*shown} <= {right[0], *wrong}


# --- the oracle itself --------------------------------------------------------------------------


def test_the_table_of_words_says_what_the_oracle_makes_of_texts() -> None:
    for ways in WORDS:
        assert [1] * len(ways) == [len({norm(text) for text in same}) for same in ways]
        assert all(bare(ways[0][0]) & bare(other[0]) for other in ways)
    forms = [norm(same[0]) for ways in WORDS for same in ways]
    assert len(forms) == len(set(forms))


@pytest.mark.parametrize(
    ("typed", "right", "wrong", "expected"),
    [
        ("lisbn", ["Lisbon"], [], "slip"),
        ("Irak", ["Iraq"], [], "wrong"),
        ("austrlia", ["Australia"], ["Austria"], "wrong"),
        ("nimes", ["N\u00eemes"], [], "spelt"),
        ("Resume", ["resumes"], ["r\u00e9sum\u00e9"], "wrong"),
        ("Hunds", ["Hunde"], ["der Hund"], "wrong"),
        ("27", ["28"], [], "wrong"),
        ("28.0", ["28"], [], "same"),
    ],
)
def test_the_oracle_marks_by_the_page(typed: str, right: list[str], wrong: list[str], expected: str) -> None:
    assert expected == marked(typed, right, wrong, Notion())
    assert is_edit("ab", "ba")
    assert not is_edit("abc", "cba")
