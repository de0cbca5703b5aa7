"""What a cell says decides what is asked: numbers in all notations, codes, quantities, dates, signs, letters."""

import json
from collections.abc import Sequence
from itertools import combinations

import pytest

from quiz.bank.model import Bank
from quiz.game.plan import plan
from quiz.items.decoding import decode
from quiz.items.item import Item
from quiz.items.sources import bank_facts, bank_items

SEEDS = [str(seed) for seed in range(40)]
WHAT = {"ask": "What is {thing}?", "answer": "value"}


def written(values: Sequence[object], patterns: Sequence[object], *, language: str = "", **more: object) -> str:
    """Return a bank with a table of things and their values."""
    rows = {f"r{i}": {"thing": f"Thing {'ABCDEFGHIJ'[i]}", "value": value} for i, value in enumerate(values)}
    table = {"rows": rows, "questions": {f"q{i}": pattern for i, pattern in enumerate(patterns)}, **more}
    bank = {"id": "x", "title": "X", "tables": {"t": table}}
    return json.dumps(bank | ({"language": language} if language else {}), ensure_ascii=False)


def bank_of(text: str) -> Bank:
    decoded = decode(text.encode(), "x")
    assert decoded.bank is not None, decoded.errors
    return decoded.bank


def codes(text: str) -> set[str]:
    return {problem.code for problem in decode(text.encode(), "x").problems}


def items_of(text: str) -> list[Item]:
    bank = bank_of(text)
    items = [item for seed in SEEDS for _, _, item in bank_items(bank, seed) if isinstance(item, Item)]
    assert items
    return items


def texts(item: Item) -> list[str]:
    return [option.text for option in item.options]


MOST = {"ask": "Which has the most?", "answer": "thing", "most": "value"}
NEAR = {**WHAT, "near": 5}
ORDER = {"ask": "Put them in order.", "answer": "thing", "order": "value"}


@pytest.mark.parametrize("pattern", [MOST, NEAR, ORDER])
@pytest.mark.parametrize(
    ("values", "lines"),
    [
        (["1.233", "1.094", "840", "527"], ("decimal point", "decimal comma")),
        (["330.224", "247.717", "980", "112.195"], ("decimal point", "decimal comma")),
        (["19", "11", "7,874", "3"], ("decimal point", "decimal comma")),
        (["1.233 km", "840 km", "527 km"], ("decimal point", "decimal comma")),
        (["3.9", "3.10", "3.11"], ("number", "identifier")),
        (["03/04/2020", "05/06/2021", "07/08/2022"], ("day first", "month first")),
    ],
)
def test_a_column_that_can_be_read_in_two_ways_is_not_compared(
    values: list[str], lines: tuple[str, str], pattern: dict[str, object]
) -> None:
    problems = [p for p in decode(written(values, [pattern]).encode(), "x").errors if p.code == "B306"]
    assert 1 == len(problems)
    assert all(f"`kinds: {{value: {line}}}`" in problems[0].help for line in lines)
    assert {"B307"} == codes(written(values, [WHAT])), "without such a question it is a warning"
    for line in lines:
        if line != "identifier" and not (pattern is NEAR and "first" in line):
            assert set() == codes(written(values, [pattern], kinds={"value": line}))


@pytest.mark.parametrize(
    ("language", "most"), [("de", "Thing A"), ("en", "Thing C"), ("pt-BR", "Thing A"), ("en-GB", "Thing C")]
)
def test_the_language_decides_how_decimals_are_written(language: str, most: str) -> None:
    items = items_of(written(["1.233", "1.094", "840", "527"], [MOST], language=language))
    assert {most} == {item.key_options[0].text for item in items if most in texts(item)}


@pytest.mark.parametrize(
    "values", [["+49", "+43", "+7", "+1"], ["01067", "20095", "80331"], ["3.10.1", "3.9.2", "2.7.18"]]
)
def test_identifiers_are_not_counted(values: list[str]) -> None:
    for pattern in (MOST, NEAR, ORDER):
        assert {"B301"} == codes(written(values, [pattern]))
    for item in items_of(written(values, [WHAT])):
        assert set(texts(item)) <= set(values)


SAME = [
    *("1,000 km|1000 km|1 000 km|1000km", "10.0 km|10 km", "3 °C|3.0 °C", "−5 °C|-5 °C", "5%|5 %", "$1,000|$1000"),
    *("07 h|7 h", "½|1/2", "1969-07-20|20 July 1969|20 Jul 1969|20th July 1969", "1,230 km|1230 km", "13 km|13.0 km"),
    *("Hawaiʻi|Hawai'i|Hawai`i|Hawai´i", '“yes”|"yes"', "to be…|to be...", "yes — no|yes - no", "1914–1918|1914-1918"),
    *("N’Djamena|N'Djamena", "Paris.|Paris", "co‑op|co-op", "œuvre|oeuvre", "ĳs|ijs", "５ apples|5 apples"),
    *(
        "İstanbul|istanbul",
        "Paris|Paris\U000e0101",
        "日本|日\u200d本",
        "Paris|Par\u200bis",
        "Paris|Par\u00adis",
        "Paris|\u2060Paris",
        "Paris|Paris\U000e0041",
        "ﬁne|fine",
        "Straße|STRASSE",
    ),
]
MAYBE = [
    "the Pacific|Pacific",
    "July 1969|20 July 1969|1969",
    "c. 753 BC|750 BC",
    "10–20 kg|15 kg",
    "U.S.|US",
    "co-op|coop",
    "1,000 members|1000 members",
]


@pytest.mark.parametrize("twins", SAME + MAYBE)
@pytest.mark.parametrize("more", [{}, {"open": True}])
def test_what_says_or_may_say_the_same_never_stands_together(twins: str, more: dict[str, object]) -> None:
    found = twins.split("|")
    match = {"ask": "Match.", "answer": "thing", "match": "value"}
    claim = {"claim": "{thing} is {value}.", "swap": "value"}
    outsider = {"ask": "Which is NOT {thing}?", "answer": "value", "except": True}
    decoys: dict[str, object] = {"decoys": {"value": ["Lima", "Rome", "Oslo"]}} if more else {}
    text = written([*found, "Bern", "Bonn", "Riga"], [WHAT, match, claim, outsider], language="en", **more, **decoys)
    items = items_of(text)
    assert items
    twin_rows = {f"Thing {'ABCDEFGHIJ'[i]}" for i in range(len(found))}
    for item in items:
        assert 1 >= len(set(found) & set(texts(item)))
        assert 1 >= len(set(found) & set(item.prompts))
        if item.form == "claim" and any(f"{thing} is" in item.stem for thing in twin_rows):
            assert item.keys == ("true",) or not any(item.stem.endswith(f" is {twin}.") for twin in found)


@pytest.mark.parametrize("twins", SAME + MAYBE)
def test_no_wrong_answer_that_is_written_out_may_be_the_right_one(twins: str) -> None:
    for one, other in combinations(twins.split("|"), 2):
        question = {"ask": "Which?", "answer": one, "wrong": [other, "Bern", "Bonn", "Riga"]}
        text = json.dumps({"id": "x", "language": "en", "questions": {"q": question}}, ensure_ascii=False)
        if codes(text) & {"B303"}:
            continue  # an error already
        for item in items_of(text):
            assert {one, "Bern", "Bonn", "Riga"} == set(texts(item))


@pytest.mark.parametrize(
    ("values", "near", "expected"),
    [
        (["−78", "−60", "−45"], 3, {"−80", "−79", "−77", "−76", "−75", "−81"}),
        (["-78.5 °C", "-20.0 °C"], 0.3, {"-78.2 °C", "-78.3 °C", "-78.4 °C", "-78.6 °C", "-78.7 °C", "-78.8 °C"}),
        (["1,230 km", "2,900 km"], 30, {f"1,{number} km" for number in (200, 210, 220, 240, 250, 260)}),
        (["$999.50", "$120.00"], 0.03, {f"$999.{cents}" for cents in range(47, 54)}),
        (["44 BC", "753 BC"], 3, {f"{year} BC" for year in range(41, 48)}),
        (
            ["3.00e8 m/s", "1.00e8 m/s"],
            3_000_000,
            {f"{number}e8 m/s" for number in ("2.97", "2.98", "2.99", "3.01", "3.02", "3.03")},
        ),
        (["434'000", "2'161'000"], 3000, {f"43{number}'000" for number in range(1, 8)}),
    ],
)
def test_near_numbers_are_written_as_the_right_one_is(values: list[str], near: float, expected: set[str]) -> None:
    text = written(values, [{**WHAT, "near": near}], language="en")
    shown = {t for item in items_of(text) if item.fact == "x/t/r0" for t in texts(item)}
    assert shown - set(values) <= expected
    assert 3 <= len(shown - set(values))


def test_where_letters_matter_they_are_told_apart() -> None:
    values = ["Co", "CO", "co", "Cu"]
    for item in items_of(written(values, [WHAT], exact=["value"])):
        assert set(values) == set(texts(item))
    for item in items_of(written(values, [{**WHAT, "exact": True}])):
        assert set(values) == set(texts(item))
    assert not any(isinstance(item, Item) for _, _, item in bank_items(bank_of(written(values, [WHAT]))))
    question = {"ask": "Which?", "answer": "Monday", "wrong": ["monday", "MONDAY", "Monday."], "exact": True}
    for item in items_of(json.dumps({"id": "x", "questions": {"q": question}})):
        assert {"Monday", "monday", "MONDAY", "Monday."} == set(texts(item))


def test_composed_and_decomposed_letters_are_the_same_where_letters_matter() -> None:
    for item in items_of(written(["Caf\u00e9", "Cafe\u0301", "cafe", "Cafe", "CAFE"], [WHAT], exact=["value"])):
        assert 1 >= len({"Caf\u00e9", "Cafe\u0301"} & set(texts(item)))


def test_a_text_is_shown_as_its_own_row_typed_it() -> None:
    values = ["1 January 2001", "2001-01-01", "5 May 1999", "3 June 1997", "7 July 1988"]
    forms = [
        WHAT,
        {"ask": "Match.", "answer": "thing", "match": "value"},
        {"claim": "{thing}: {value}.", "swap": "value"},
    ]
    for item in items_of(written(values, forms)):
        own = values[int(item.fact[-1])]
        if item.form == "pick":
            assert own == item.key_options[0].text
        elif item.form == "match":
            by_thing = {option.text: prompt for option, prompt in zip(item.key_options, item.prompts, strict=True)}
            assert all(values["ABCDE".index(thing[-1])] == prompt for thing, prompt in by_thing.items())
        elif item.keys == ("true",):
            assert item.stem.endswith(f": {own}.")


def test_decoys_that_may_be_true_are_refused() -> None:
    for value, decoy in [
        ("5 km", "5000 m"),
        ("July 1969", "20 July 1969"),
        ("the Pacific", "Pacific"),
        ("7 h", "07 h"),
    ]:
        assert {"B302"} == codes(written([value, "Bern", "Bonn"], [WHAT], decoys={"value": [decoy]}, language="en")), (
            decoy
        )


def test_a_question_that_several_rows_give_is_asked_once_a_round() -> None:
    classes = ["Mammalia", "Mammalia", "Mammalia", "Insecta", "Insecta", "Aves", "Reptilia"]
    phyla = {"Mammalia": "Chordata", "Insecta": "Arthropoda", "Aves": "Chordates", "Reptilia": "Chordatae"}
    rows = {f"r{i}": {"species": f"S{i}", "class": c, "phylum": phyla[c]} for i, c in enumerate(classes)}
    questions = {"of": {"ask": "Which phylum does {class} belong to?", "answer": "phylum"}}
    bank = bank_of(json.dumps({"id": "x", "tables": {"t": {"rows": rows, "questions": questions}}}))
    for seed in SEEDS:
        asked = [one.item.stem for one in plan(bank_facts(bank), 7, seed)]
        assert 4 == len(asked) == len(set(asked))


def test_choose_all_has_two_right_options_wherever_there_are_two_and_says_where_there_are_not() -> None:
    groups = ["x", "x", "x", "y", "y", "z"]
    rows = {f"r{i}": {"thing": f"T{i}", "group": group} for i, group in enumerate(groups)}
    questions = {"all": {"ask": "Which are {group}?", "answer": "thing", "choose": "all"}}
    for item in items_of(json.dumps({"id": "x", "tables": {"t": {"rows": rows, "questions": questions}}})):
        is_alone = item.fact == "x/t/r5"
        assert is_alone == item.stem.endswith("? Only one is right.")
        assert (len(item.keys) == 1) if is_alone else (2 <= len(item.keys) < len(item.options))


def test_a_written_question_in_the_plural_says_where_one_is_right() -> None:
    question = {"ask": "Which are prime? Choose all.", "answer": "13", "choose": "all", "wrong": ["9", "21"]}
    for item in items_of(json.dumps({"id": "x", "questions": {"q": question}})):
        assert "Which are prime? Choose all. Only one is right." == item.stem


def test_the_explanation_of_a_not_question_tells_of_the_outsider() -> None:
    rows = {
        f"r{i}": {"thing": f"T{i}", "group": group}
        for i, group in enumerate(["reds"] * 3 + ["blues"] * 3 + ["greens"] * 3)
    }
    why = "{thing} is in {group}. Nothing is in two groups."
    questions = {"odd": {"ask": "Which is NOT in {group}?", "answer": "thing", "except": True, "why": why}}
    for item in items_of(json.dumps({"id": "x", "tables": {"t": {"rows": rows, "questions": questions}}})):
        assert item.why.startswith(f"{item.key_options[0].text} is in ")
        assert 1 == item.why.count("Nothing is in two groups.")


@pytest.mark.parametrize("form", [{"order": "value"}, {"match": "value"}])
def test_no_sentence_stands_twice_in_an_explanation(form: dict[str, str]) -> None:
    pattern = {"ask": "Say.", "answer": "thing", "why": "{thing} has {value}. All giants have rings.", **form}
    for item in items_of(written(["1", "2", "3", "4"], [pattern])):
        assert 1 == item.why.count("All giants have rings.")
        assert len(item.options) == item.why.count(" has ")


CONTINENTS = {"Everest": "Asia", "K2": "Asia", "Denali": "America", "Logan": "America", "Kenya": "Africa", "Blanc": "-"}


@pytest.mark.parametrize(
    ("pattern", "hint"),
    [
        ({"ask": "Which is the highest?", "most": "height"}, "It stands in {continent}."),
        ({"ask": "Which stand in {continent}? Choose all.", "choose": "all"}, "It is {height} m high."),
        ({"ask": "Which does NOT stand in {continent}?", "except": True}, "It is {height} m high."),
        ({"ask": "Put them in order.", "order": "height"}, "It stands in {continent}."),
        ({"ask": "Match.", "match": "height"}, "It stands in {continent}."),
    ],
)
def test_a_hint_says_nothing_that_is_not_true_of_every_right_answer(pattern: dict[str, object], hint: str) -> None:
    rows = {
        f"r{i}": {"peak": peak, "continent": continent, "height": 9000 - i}
        for i, (peak, continent) in enumerate(CONTINENTS.items())
    }
    questions = {"q": {"answer": "peak", "hint": [hint, "Think of {continent}.", "Both are high."], **pattern}}
    text = json.dumps({"id": "x", "tables": {"t": {"rows": rows, "questions": questions}}})
    for item in items_of(text):
        keys = [option.text for option in item.key_options]
        said = {hint.format(**rows[f"r{list(CONTINENTS).index(key)}"]) for key in keys}
        for shown in item.hints:
            about_row = shown.startswith("It ")
            assert not about_row or {shown} == said
        assert "Both are high." not in item.hints or item.form != "choose-all" or len(keys) == 2


def test_a_question_knows_when_its_facts_were_true() -> None:
    bank = {"id": "x", "as_of": "May 2022", "tables": json.loads(written(["red", "blue", "green"], [WHAT]))["tables"]}
    question = {"ask": "Which?", "answer": "Bern", "wrong": ["Bonn", "Riga"]}
    for item in items_of(json.dumps(bank | {"questions": {"q": question}})):
        assert "May 2022" == item.origin.as_of == item.origin.source
        assert "2022" not in item.stem


@pytest.mark.parametrize(
    ("options", "help_"),
    [
        (["1.233", "840", "527"], "`language: en` for `1.233`, `language: de` for `1233`"),
        (["840 km", "1,094 km", "527 km"], "`language: en` for `1094 km`, `language: de` for `1.094 km`"),
        (["3.10", "3.9", "3.8"], "`exact: true`"),
        (["03/04/2020", "05/06/2021", "07/08/2022"], "`3 April 2020` or `4 March 2020`"),
    ],
)
def test_options_that_can_be_read_in_two_ways_are_reported(options: list[str], help_: str) -> None:
    question = {"ask": "Which?", "answer": options[0], "wrong": options[1:]}
    problems = decode(json.dumps({"id": "x", "questions": {"q": question}}).encode(), "x").problems
    assert ["B307"] == [problem.code for problem in problems]
    assert help_ in problems[0].help
    assert set() == codes(json.dumps({"id": "x", "questions": {"q": question | {"exact": True}}}))
    if "language" in help_:
        assert set() == codes(json.dumps({"id": "x", "language": "en", "questions": {"q": question}}))


def test_beside_a_text_stand_texts_though_another_row_has_a_number_for_its_name() -> None:
    rows = "\n".join(
        f"      r{i}: {{a: x{i}, b: {value}}}"
        for i, value in enumerate(['"5.0"', "Mars", '{value: "1", also: [Mars]}', '"3"', '"12"', "Io", "Titan", "Luna"])
    )
    bank = f"id: b\ntables:\n  t:\n    rows:\n{rows}\n    questions: {{q: {{ask: 'What of {{a}}?', answer: b}}}}\n"
    decoded = decode(bank.encode(), "b").bank
    assert decoded is not None
    (fact,) = [fact for fact in bank_facts(decoded) if fact.id == "b/t/r1"]
    for seed in range(20):
        item = fact.item_sources[0].item(fact.row, str(seed), 0, ())
        assert isinstance(item, Item)
        assert {"Mars", "Io", "Titan", "Luna"} == {option.text for option in item.options}
