"""Written-out questions: what the teacher wrote, laid out by the seed."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence

import pytest

from quiz.game.scoring import typed_in
from quiz.items.decoding import decode
from quiz.items.item import Item, NotGenerated
from quiz.items.sources import QuestionSource, bank_facts
from tests.forms import Form

SEEDS = 200
WRONG = ("red", "green", "blue", "black", "white", "grey")
NONE = "None of these"


def made(id_: str, question: Mapping[str, object]) -> list[Item | NotGenerated]:
    """Return what is made of one written-out question for many seeds."""
    bank = {"id": "bank", "title": "Bank", "questions": {id_: question}}
    decoded = decode(json.dumps(bank).encode(), "bank")
    assert decoded.bank is not None, decoded.errors
    (fact,) = bank_facts(decoded.bank)
    (item_source,) = fact.item_sources
    return [item_source.item(fact.row, str(seed), 0) for seed in range(SEEDS)]


def items_of(answer: str | Sequence[str], wrong: Sequence[object] = WRONG, **more: object) -> list[Item]:
    """Return the items of one written-out question for many seeds."""
    found = made("colour", {"ask": "Which colour?", "answer": answer, "wrong": wrong, **more})
    items = [item for item in found if isinstance(item, Item)]
    assert found == items
    return items


def texts(item: Item) -> list[str]:
    return [option.text for option in item.options]


def key_texts(item: Item) -> list[str]:
    return [option.text for option in item.key_options]


def test_a_question_is_an_item_and_a_fact_of_its_own() -> None:
    items = items_of("pink", why="It is pink.", hint="Pale.", topic="Colours", source="A book")
    assert SEEDS == len(items)
    item = items[0]
    assert ("bank/colour", "bank/colour", "Which colour?") == (item.id, item.fact, item.stem)
    assert ("It is pink.", "Pale.", "Colours", Form.PICK) == (item.why, *item.hints, item.topic, item.form)
    assert "A book" == item.origin.source


def test_one_key_and_three_of_the_wrong_answers_are_shown() -> None:
    items = items_of("pink")
    for item in items:
        assert ["pink"] == key_texts(item)
        assert 4 == len(set(texts(item))) == len({option.id for option in item.options})
        assert set(texts(item)) <= {"pink", *WRONG}
    assert {"pink", *WRONG} == {text for item in items for text in texts(item)}


@pytest.mark.parametrize("count", [2, 3])
def test_all_of_a_few_wrong_answers_are_shown(count: int) -> None:
    for item in items_of("pink", WRONG[:count]):
        assert {"pink", *WRONG[:count]} == set(texts(item))


def test_options_keep_their_ids_whatever_is_drawn() -> None:
    ids = {(option.id, option.text) for item in items_of("pink") for option in item.options}
    assert {("answer", "pink"), *((f"wrong.{i}", text) for i, text in enumerate(WRONG, start=1))} == ids


def test_pinned_options_are_always_shown_last_in_their_order() -> None:
    for item in items_of("pink", pinned=["Cannot be said", NONE]):
        assert ["Cannot be said", NONE] == texts(item)[-2:]
        assert ["pink"] == key_texts(item)
        assert 4 == len(item.options)


def test_a_pinned_key_stays_last_and_is_shown_once() -> None:
    for item in items_of("none of THESE", pinned=[NONE]):
        assert NONE == texts(item)[-1]
        assert ("pinned.1",) == item.keys
        assert [NONE] == key_texts(item)
        assert 4 == len(item.options)
        assert set(texts(item)[:-1]) <= set(WRONG)


def test_wrong_answers_have_feedback_of_their_own() -> None:
    wrong = [{"text": text, "why": f"Not {text}."} for text in WRONG[:4]] + [*WRONG[4:]]
    found = {
        (option.text, option.why)
        for item in items_of("pink", wrong, pinned=[{"text": NONE, "why": "There is one."}])
        for option in item.options
    }
    expected = {(text, f"Not {text}.") for text in WRONG[:4]} | {(text, "") for text in WRONG[4:]}
    assert expected | {(NONE, "There is one."), ("pink", "")} == found


def test_numbers_rise_and_pinned_options_still_come_last() -> None:
    wrong = ["9", "1,000", "-3", "10.5", "200"]
    ranks = set()
    for item in items_of("30", wrong, pinned=[NONE]):
        shown = [float(text.replace(",", "")) for text in texts(item)[:-1]]
        assert sorted(shown) == shown
        assert NONE == texts(item)[-1]
        assert ["30"] == key_texts(item)
        ranks.add(texts(item).index("30"))
    assert {0, 1, 2} == ranks


@pytest.mark.parametrize("pinned", [(), ("None of these",)])
def test_a_number_among_many_is_equally_often_at_every_place(pinned: Sequence[str]) -> None:
    question = {"ask": "How many?", "answer": "50", "wrong": [10, 20, 30, 40, 60, 70, 80, 90], "pinned": pinned}
    bank = decode(json.dumps({"questions": {"q": question}}).encode(), "bank").bank
    assert bank is not None
    (item_source,) = bank_facts(bank)[0].item_sources
    items = [item_source.item(-1, str(seed), 0) for seed in range(2000)]
    places = Counter(texts(item).index("50") for item in items if isinstance(item, Item))
    even = 2000 / (4 - len(pinned))

    assert [*range(4 - len(pinned))] == sorted(places)
    assert all(0.85 * even < count < 1.15 * even for count in places.values())


def test_a_wrong_number_that_was_mixed_up_makes_room_for_itself() -> None:
    question = {"ask": "How many?", "answer": "50", "wrong": [10, 20, 30, 40, 60, 70, 80, 90]}
    bank = decode(json.dumps({"questions": {"q": question}}).encode(), "bank").bank
    assert bank is not None
    (item_source,) = bank_facts(bank)[0].item_sources
    prefer = [("answer", f"wrong.{i}") for i in (6, 7, 8)]
    items = [item_source.item(-1, str(seed), 0, prefer) for seed in range(20)]

    assert all(["50", "70", "80", "90"] == texts(item) for item in items if isinstance(item, Item))


def test_next_to_a_high_number_fewer_are_higher() -> None:
    places = Counter(texts(item).index("80") for item in items_of("80", ["10", "20", "30", "40", "50", "60", "90"]))
    assert [2, 3] == sorted(places)
    assert 80 < min(places.values())


@pytest.mark.parametrize("shown", [["12", "120", "few", "3", "4", "5"], ["few", "120", "12", "3", "4", "5"]])
def test_numbers_and_a_text_are_in_any_order(shown: list[str]) -> None:
    items = items_of(shown[0], shown[1:])
    assert {4} == {len(set(texts(item))) for item in items}
    assert {0, 1, 2, 3} == {texts(item).index(shown[0]) for item in items}
    assert {*shown} == {text for item in items for text in texts(item)}


def test_a_range_with_no_order_to_the_right_one_is_shown_once() -> None:
    """A range that overlaps both is left out. It leaves open which of the two is lower."""
    wrong = ["1905 to 1920", "1915 to 1930", "1850", "1860", "1950", "1960"]
    items = items_of("1900 to 1910", wrong)
    assert {4} == {len(set(texts(item))) for item in items}
    assert {"1900 to 1910", *wrong[1:]} == {text for item in items for text in texts(item)}


def test_numbers_with_words_beside_them_rise() -> None:
    for item in items_of("12 pages", ["120 pages", "1 page", "3 pages"]):
        assert ["1 page", "3 pages", "12 pages", "120 pages"] == texts(item)
    assert len({tuple(texts(item)) for item in items_of("12 pages", ["120 pages", "a page", "3 pages"])}) > 1


def test_choose_all_shows_every_answer_and_some_wrong_ones() -> None:
    answers = ["pink", "rose", "ruby"]
    items = items_of(answers, choose="all")
    for item in items:
        assert Form.CHOOSE_ALL == item.form
        assert "Which colour?" == item.stem
        assert sorted(answers) == sorted(key_texts(item))
        assert set(item.keys) == {option.id for option in item.key_options}
        assert 4 <= len(item.options) <= 6
        assert len(item.options) == len(set(texts(item)))
    assert {"pink", "rose", "ruby", *WRONG} == {text for item in items for text in texts(item)}


def test_what_may_be_a_right_answer_that_is_not_shown_is_no_wrong_one() -> None:
    items = items_of(["1936", "1910–1936"], ["1914–1918", "1952", "1960"], choose="all")

    assert items
    for item in items:
        assert {"1936", "1952", "1960"} == set(texts(item))
        assert "Which colour? Only one is right." == item.stem


def test_what_is_pinned_may_not_be_a_right_answer_that_is_not_shown() -> None:
    items = items_of(["1936", "1910–1936"], ["1952", "1960"], pinned=["1914–1918"], choose="all")

    assert items
    for item in items:
        assert {"1936", "1952", "1960"} == set(texts(item))


def test_choose_all_with_many_answers_still_shows_a_wrong_one() -> None:
    answers = [f"shade {i}" for i in range(7)]
    for item in items_of(answers, choose="all"):
        assert set(answers) == set(key_texts(item))
        assert 1 == len(set(texts(item)) & set(WRONG))


def test_choose_all_may_have_a_pinned_key_among_the_keys() -> None:
    for item in items_of(["pink", NONE], choose="all", pinned=["All in part", NONE]):
        assert ["All in part", NONE] == texts(item)[-2:]
        assert {"answer", "pinned.2"} == set(item.keys)
        assert 6 == len(item.options)


def test_the_order_is_drawn() -> None:
    assert 12 < len({tuple(texts(item)) for item in items_of("pink", WRONG[:3])}) <= 24


def test_options_that_read_like_the_key_are_refused() -> None:
    bank = {"id": "b", "title": "B", "questions": {"q": {"ask": "A?", "answer": "Pink", "wrong": ["pink ", "b", "c"]}}}
    assert ["B303"] == [problem.code for problem in decode(json.dumps(bank).encode(), "b").errors]


def items_written(**keys: object) -> list[Item]:
    """Return the items of one question with these keys for many seeds."""
    found = made("q", keys)
    items = [item for item in found if isinstance(item, Item)]
    assert found == items
    return items


def test_one_wrong_answer_makes_a_question_with_two_options() -> None:
    for item in items_of("pink", ["red"]):
        assert {"pink", "red"} == set(texts(item))
        assert ["pink"] == key_texts(item)


@pytest.mark.parametrize("is_true", [True, False])
def test_a_claim_is_judged_as_it_is_written(*, is_true: bool) -> None:
    items = items_written(claim="Whales are fish.", **{"is": str(is_true).lower()}, why="They breathe air.")
    assert SEEDS == len(items)
    for item in items:
        assert (Form.CLAIM, "Whales are fish.", "They breathe air.") == (item.form, item.stem, item.why)
        assert ["True", "False"] == texts(item)
        assert [str(is_true)] == key_texts(item)


STAGES = ["egg", "larva", "pupa", "adult"]


def test_an_order_is_never_shown_in_the_right_order() -> None:
    items = items_written(ask="Which comes first?", order=STAGES)
    assert SEEDS == len(items)
    for item in items:
        assert Form.ORDER == item.form
        assert STAGES == key_texts(item) != texts(item)
        assert sorted(STAGES) == sorted(texts(item))
    assert 23 == len({tuple(texts(item)) for item in items})


def test_of_a_long_order_some_are_shown_and_stay_in_order() -> None:
    steps = [f"step {chr(97 + i)}" for i in range(12)]
    items = items_written(ask="Which comes first?", order=steps)
    for item in items:
        assert 8 == len(item.options) == len(item.keys)
        assert sorted(key_texts(item)) == key_texts(item)
    assert set(steps) == {text for item in items for text in texts(item)}


PAIRS = {"dog": "Hund", "cat": "Katze", "horse": "Pferd"}


def test_every_pair_of_a_match_is_asked() -> None:
    items = items_written(ask="What is it in German?", match=PAIRS)
    assert SEEDS == len(items)
    for item in items:
        assert Form.MATCH == item.form
        assert dict(zip(item.prompts, key_texts(item), strict=True)) == PAIRS
        assert sorted(PAIRS.values()) == sorted(texts(item))
    assert 6 == len({item.prompts for item in items})
    assert 6 == len({tuple(texts(item)) for item in items})


def test_right_sides_to_spare_belong_to_nothing() -> None:
    for item in items_written(ask="What is it in German?", match=PAIRS, wrong=["Maus", "Kuh"]):
        assert dict(zip(item.prompts, key_texts(item), strict=True)) == PAIRS
        assert {*PAIRS.values(), "Maus", "Kuh"} == set(texts(item))


def test_of_many_pairs_some_are_asked() -> None:
    pairs = {f"left {chr(97 + i)}": f"right {chr(97 + i)}" for i in range(12)}
    for item in items_written(ask="What belongs together?", match=pairs, wrong=["nothing", "nobody"]):
        assert 8 == len(item.prompts) == len(item.keys)
        assert 9 == len(item.options)
        for prompt, key in zip(item.prompts, key_texts(item), strict=True):
            assert pairs[prompt] == key


def test_right_sides_that_may_be_the_same_never_stand_together() -> None:
    pairs = {"a": "the Pacific", "b": "Pacific", "c": "Atlantic", "d": "Arctic"}
    for item in items_written(ask="What belongs together?", match=pairs, wrong=["an Arctic"]):
        assert not {"the Pacific", "Pacific"} <= set(texts(item))
        assert not {"an Arctic", "Arctic"} <= set(texts(item))
        assert 3 == len(item.prompts)


def test_numbers_to_match_rise() -> None:
    for item in items_written(ask="How many legs?", match={"dog": "4", "bird": "2", "spider": "8"}, wrong=["6"]):
        assert ["2", "4", "6", "8"] == texts(item)


def typed(response: str, keys: Mapping[str, object], language: str = "en") -> str:
    """Return how a response to a typed question with these keys is marked."""
    bank = {"id": "bank", "language": language, "questions": {"q": {"ask": "A?", "typed": "true", **keys}}}
    decoded = decode(json.dumps(bank).encode(), "bank")
    assert decoded.bank is not None, decoded.errors
    item = bank_facts(decoded.bank)[0].item_sources[0].item(0, "0", 0)
    assert isinstance(item, Item)
    return typed_in(item, response)[0].marked.closeness


@pytest.mark.parametrize(
    "keys",
    [
        {"answer": "206", "wrong": ["too many", "none"]},
        {"answer": "206", "also": "two hundred and six"},
        {"answer": ["none", "206"]},
        {"answer": "206", "wrong": ["206 m", "3 m"]},
    ],
)
def test_a_number_has_its_tolerance_with_words_beside_it(keys: dict[str, object]) -> None:
    assert ["same", "same", "wrong"] == [typed(text, {"within": "5 %", **keys}) for text in ("206", "210", "220")]


@pytest.mark.parametrize(("language", "answer"), [("de", "2,5"), ("en", "2.5"), ("de", "2.5")])
def test_a_number_may_be_typed_with_either_mark_where_one_reading_is_left(language: str, answer: str) -> None:
    for text, expected in [("2.9", "same"), ("2,9", "same"), ("3.1", "wrong"), ("3,1", "wrong")]:
        assert typed(text, {"answer": answer, "within": "0,5"}, language) == expected


@pytest.mark.parametrize(("key", "code"), [({"within": "5"}, "B306"), ({}, "B307")])
def test_a_typed_number_that_can_be_read_in_two_ways_is_reported(key: dict[str, str], code: str) -> None:
    question = {"ask": "A?", "typed": "true", "answer": "1.233", **key}
    decoded = decode(json.dumps({"id": "b", "questions": {"q": question}}).encode(), "b")
    assert [code] == [problem.code for problem in decoded.problems]


def choices(answer: object, wrong: Sequence[str]) -> Sequence[str] | None:
    """Return the choices for a gap; None if nothing can be asked."""
    (first, *_) = made("q", {"gaps": "A {g}.", "answers": {"g": {"answer": answer, "wrong": wrong}}})
    return first.blanks[0].choices if isinstance(first, Item) else None


def test_the_choices_of_a_gap_rise_and_never_may_be_the_same() -> None:
    assert ("9", "20", "100") == choices("100", ["9", "20"])
    assert ("Italy", "U.S.", "UK") == choices("U.S.", ["US", "UK", "Italy"])
    assert ("Nile", "the Rhine") == choices("the Rhine", ["Nile", "a Nile", "Rhine"])
    assert ("1936", "1952") == choices("1936", ["1910–1936", "1952"])
    assert choices("U.S.", ["US"]) is None


@pytest.mark.parametrize(
    ("question", "stem", "options", "keys", "prompts"),
    [
        (
            {"ask": "A?", "answer": "b", "wrong": [{"text": "c", "why": "No."}, *"defgh"], "pinned": ["i"]},
            "A?",
            ["answer b", *(f"wrong.{i} {text}" for i, text in enumerate("cdefgh", start=1)), "pinned.1 i"],
            ["answer"],
            (),
        ),
        (
            {"ask": "A?", "match": {"b": "c", "d": "e"}, "wrong": ["f"]},
            "A?",
            ["answer c", "answer.2 e", "wrong.1 f"],
            ["answer", "answer.2"],
            ("b", "d"),
        ),
        ({"claim": "A.", "is": True}, "A.", ["true True", "false False"], ["true"], ()),
        ({"ask": "A?", "answer": ["b", "c"], "typed": True}, "A?", ["answer b"], ["answer"], ()),
        (
            {"gaps": "A {x} {y}.", "answers": {"y": "c", "x": ["b", "d"]}},
            "A (1) ____ (2) ____.",
            ["x b", "y c"],
            ["x", "y"],
            (),
        ),
        (
            {"ask": "{v}+1?", "answer": "{v+1}", "wrong": ["{v}"], "values": {"v": "2..9"}},
            "2+1?",
            ["answer 3", "wrong.1 2"],
            ["answer"],
            (),
        ),
    ],
)
def test_a_question_as_a_whole_has_all_its_options_as_they_are_written(
    question: dict[str, object], stem: str, options: list[str], keys: list[str], prompts: tuple[str, ...]
) -> None:
    bank = decode(json.dumps({"id": "b", "title": "B", "questions": {"q": {**question, "why": "So."}}}).encode(), "b")
    assert bank.bank is not None, bank.errors
    (source,) = bank_facts(bank.bank)[0].item_sources
    assert isinstance(source, QuestionSource)
    item = source.whole()
    assert options == [f"{option.id} {option.text}" for option in item.options]
    assert (keys, prompts, "So.") == ([*item.keys], item.prompts, item.why)
    assert stem == item.stem
    assert {"No.", ""} >= {option.why for option in item.options}


YEARS = ["1969", "July 1969", "20 July 1969"]


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ({"ask": "A?", "order": YEARS}, "fewer than 3 texts are certainly different from each other"),
        (
            {"ask": "A?", "match": dict(zip("abc", YEARS, strict=True))},
            "too few pairs are certainly different from each other",
        ),
        (
            {"ask": "A?", "match": {"a": "1969", "b": "July 1969"}, "wrong": ["1970", "1971"]},
            "too few pairs are certainly different from each other",
        ),
        (
            {"ask": "A?", "answer": "1969", "wrong": ["July 1969"]},
            "every wrong answer may be the same as another option",
        ),
        (
            {"gaps": "A {g}.", "answers": {"g": {"answer": "U.S.", "wrong": ["US"]}}},
            "every wrong answer of `g` may be the same as the right one",
        ),
    ],
)
def test_where_too_much_may_be_the_same_there_is_no_question(question: dict[str, object], reason: str) -> None:
    decoded = decode(json.dumps({"id": "b", "title": "B", "questions": {"q": question}}).encode(), "b")
    assert decoded.bank is not None, decoded.errors
    (source,) = bank_facts(decoded.bank)[0].item_sources
    assert NotGenerated(reason, "write others") == source.item(0, "0", 0)


@pytest.mark.parametrize(
    ("question", "options"),
    [
        ({"order": ["a", "b", "c"]}, 3),
        ({"order": list("abcdefgh")}, 8),
        ({"match": {"a": "c", "b": "d"}, "wrong": ["e"]}, 3),
        ({"answer": "a", "typed": True}, 1),
        ({"claim": "A.", "is": False}, 2),
    ],
)
def test_the_explanation_and_the_question_are_as_they_are_written(question: dict[str, object], options: int) -> None:
    ask = {} if "claim" in question else {"ask": "A?"}
    items = items_written(**ask, **question, why="So.")
    assert SEEDS == len(items)
    for item in items:
        assert ("So.", options) == (item.why, len(item.options))
        assert ("A." if "claim" in question else "A?") == item.stem


def test_what_is_typed_may_be_a_wrong_answer_or_another_right_one() -> None:
    (item, *_) = items_written(
        ask="A?", answer=["Mercury", "Venus"], also="Hermes", wrong=["Mars", "Earth"], typed=True
    )
    found = {text: typed_in(item, text)[0].option for text in ("mercury", "hermes", "venus", "mars", "earth", "moon")}
    assert ["answer"] * 3 + ["wrong.1", "wrong.2", "typed:1"] == [option.id for option in found.values()]
    assert ["Mercury", "Mercury", "Venus"] == [found[text].text for text in ("mercury", "hermes", "venus")]
    (item, *_) = items_written(ask="A?", answer="pH", wrong=["PH"], typed=True, exact=True)
    assert ["answer", "wrong.1", "typed:1"] == [typed_in(item, text)[0].option.id for text in ("pH", "PH", "ph")]


def test_each_gap_has_its_name_what_may_be_typed_there_and_what_else_is_known() -> None:
    answers = {"y": ["Rome", "Roma"], "x": {"answer": "1969", "wrong": ["20 July 1970", "1980"], "within": "2"}}
    (item, *_) = items_written(gaps="In {x} it was {y}.", answers=answers, why="So.")
    assert ["Gap 1", "Gap 2"] == [blank.label for blank in item.blanks]
    assert [3, 0] == [len(blank.choices) for blank in item.blanks]
    assert (("x", "y"), ["1969", "Rome"], "So.") == (item.keys, texts(item), item.why)
    found = {text: [one.option.id for one in typed_in(item, text)] for text in ("1971 | roma", "1980 | Oslo")}
    assert {"1971 | roma": ["x", "y"], "1980 | Oslo": ["x.wrong.2", "typed:2"]} == found

    (alone, *_) = items_written(gaps="In {x}.", answers={"x": {"answer": "pH", "wrong": ["PH"]}}, exact=True)
    assert ("", ("pH", "PH")) == (alone.blanks[0].label, alone.blanks[0].choices)


def test_a_year_next_to_a_date_has_its_tolerance() -> None:
    keys = {"answer": "1969", "wrong": ["20 July 1980"], "within": "5"}
    assert ["same", "wrong"] == [typed(text, keys) for text in ("1972", "1975")]


def test_where_letters_matter_options_that_differ_in_them_stand_together() -> None:
    exact = items_of("pH", ["PH", "Ph"], exact=True)
    assert [{"pH", "PH", "Ph"}] * SEEDS == [{*texts(item)} for item in exact]
    computed = items_written(ask="A?", answer="M{v}", wrong=["m{v}"], values={"v": [2]}, exact=True)
    assert [{"M2", "m2"}] * SEEDS == [{*texts(item)} for item in computed]
    counted = items_of("12 pages", ["120 pages", "1 page", "3 pages"], exact=True)
    assert 12 < len({tuple(texts(item)) for item in counted})


def test_a_pinned_key_may_be_written_in_another_way_if_letters_do_not_matter() -> None:
    for item in items_of("7.0", ["20", "30", "40"], pinned=["7"]):
        assert (["20", "30", "40", "7"], ("pinned.1",)) == (texts(item), item.keys)
    for answer, pinned in (("ph", "PH"), ("PH", "ph")):
        for item in items_of(answer, ["red", "blue"], pinned=[pinned], exact=True):
            assert ({answer, "red", "blue"}, pinned) == ({*texts(item)[:3]}, texts(item)[3])
            assert ("answer",) == item.keys


def test_wrong_answers_that_may_be_the_same_are_not_shown_together() -> None:
    for item in items_of("Arctic", ["the Pacific", "Pacific", "Baltic", "Aegean"]):
        assert {"Arctic", "Baltic", "Aegean"} < {*texts(item)}
        assert 4 == len(item.options)


def test_a_pinned_key_is_no_wrong_answer() -> None:
    pacific = {"ask": "Which?", "answer": "the Pacific", "wrong": ["Pacific"]}
    too_few = NotGenerated("every wrong answer may be the same as another option", "write others")
    assert {too_few} == {*made("q", {**pacific, "pinned": ["the Pacific"]})}
    for item in items_of("the Pacific", ["Pacific"], pinned=["the Pacific", "Arctic"]):
        assert ["the Pacific", "Arctic"] == texts(item)


def test_prompts_and_spare_right_sides_that_may_be_the_same_never_stand_together() -> None:
    seas = {"the Pacific": "a", "Pacific": "b", "Arctic": "c", "Aegean": "d"}
    for item in items_written(ask="Match.", match=seas, wrong=["the Baltic", "Baltic", "Ionian"]):
        assert (3, 5) == (len(item.prompts), len(item.options))
        assert {"Arctic", "Aegean"} < {*item.prompts}
        assert "Ionian" in texts(item)
    when = {"a": "July 1969", "b": "1969", "c": "1970", "d": "1971"}
    for item in items_written(ask="Match.", match=when, wrong=["May 1969", "1972"]):
        assert "May 1969" not in texts(item)
        assert {"1970", "1971", "1972"} < {*texts(item)}


def test_a_number_that_is_typed_is_read_in_the_language_of_the_bank() -> None:
    keys = {"answer": "1.233", "wrong": ["7"]}
    assert ["same", "wrong"] == [typed(text, keys, "de") for text in ("1233", "1,233")]
    assert ["wrong", "same"] == [typed(text, keys, "en") for text in ("1233", "1.233")]


def test_a_number_that_the_program_writes_can_be_read_in_one_way_only() -> None:
    computed = {"answer": "{v/8}", "values": {"v": [9]}}
    assert ["same", "wrong"] == [typed(text, computed, "la") for text in ("1.125", "1,125")]


def test_in_gaps_the_answer_that_was_typed_is_named_and_letters_matter_if_they_should() -> None:
    answers: dict[str, object] = {"x": {"answer": "pH", "wrong": ["PH"]}, "y": ["CO", "Co"]}
    (item, *_) = items_written(gaps="{x} and {y}.", answers=answers, exact=True)
    found = {
        text: [(one.option.id, one.option.text) for one in typed_in(item, text)] for text in ("PH | Co", "ph | co")
    }
    assert {
        "PH | Co": [("x.wrong.1", "PH"), ("y", "Co")],
        "ph | co": [("typed:1", "ph"), ("typed:2", "co")],
    } == found
