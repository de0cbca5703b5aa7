"""The facts that a row is confused with come first among its wrong answers."""

from collections import Counter
from pathlib import Path

from quiz.items.decoding import decode
from quiz.items.item import Item
from quiz.items.sources import bank_facts, bank_items
from quiz.library.cache import cached_bank, keep_bank

TABLE = """\
id: x
tables:
  t:
    rows:
      slovakia: {country: Slovakia, capital: Bratislava, people: 5, confuse: slovenia}
      slovenia:
        {country: Slovenia, capital: [Ljubljana, Laibach], people: 2, confuse: [slovakia, {capital: Zagreb, people: 4}]}
      australia:
        {country: Australia, capital: Canberra, people: 27, confuse: {capital: [Sydney, Melbourne, Perth, Hobart]}}
      austria: {country: Austria, capital: Vienna, people: 9, confuse: [australia, slovenia]}
      kenya: {country: Kenya, capital: Nairobi, people: 55}
      norway: {country: Norway, capital: Oslo, people: 6}
      peru: {country: Peru, capital: Lima, people: 34}
    decoys: {capital: [Istanbul]}
    questions:
"""


def items(pattern: str, row: str, seeds: int = 60) -> list[Item]:
    """Return the items of a row for many seeds."""
    decoded = decode(f"{TABLE}      q: {{{pattern}}}\n".encode(), "x")
    assert decoded.bank is not None, decoded.errors
    made = [item for seed in range(seeds) for _, id_, item in bank_items(decoded.bank, str(seed)) if id_ == row]
    return [item for item in made if isinstance(item, Item)]


def wrong(item: Item) -> set[str]:
    return {option.text for option in item.options if option.id not in item.keys}


CAPITAL = 'ask: "What is the capital of {country}?", answer: capital'
COUNTRY = 'ask: "Which country has the capital {capital}?", answer: country'


def test_a_row_that_is_named_gives_what_is_asked_for() -> None:
    assert all("Bratislava" in wrong(item) for item in items(CAPITAL, "slovenia"))
    assert all("Slovakia" in wrong(item) for item in items(COUNTRY, "slovenia"))
    assert all({"Australia", "Slovenia"} < wrong(item) for item in items(COUNTRY, "austria"))


def test_nothing_can_be_told_from_the_place_of_what_is_confused_with_the_answer() -> None:
    orders = Counter(
        tuple({"Bratislava": "key", "Ljubljana": "confused"}.get(option.text, "other") for option in item.options)
        for item in items(CAPITAL, "slovakia", seeds=1200)
    )

    assert 12 == len(orders)  # the key in any of four places, what it is confused with in any of the other three
    assert all(70 < count < 130 for count in orders.values())


def test_a_question_with_several_right_answers_always_offers_what_one_is_confused_with() -> None:
    rows = [f"a{i}: {{name: A{i}, class: mammal, confuse: b{i}}}" for i in range(12)]
    rows += [f"b{i}: {{name: B{i}, class: bird}}" for i in range(12)]
    pattern = "{ask: Which of these are mammals?, answer: name, where: {class: mammal}, choose: all}"
    lines = "".join(f"      {row}\n" for row in rows)
    bank = decode(f"tables:\n  t:\n    rows:\n{lines}    questions:\n      q: {pattern}\n".encode(), "x").bank
    assert bank is not None
    made = [(id_, item) for seed in range(20) for _, id_, item in bank_items(bank, str(seed))]
    asked = [(id_, item) for id_, item in made if isinstance(item, Item)]

    assert {2, 3} == {len(item.keys) for _, item in asked}
    assert all(f"B{id_[1:]}" in wrong(item) for id_, item in asked)


def test_a_value_is_offered_where_its_column_is_asked_for_and_nowhere_else() -> None:
    assert all("Zagreb" in wrong(item) for item in items(CAPITAL, "slovenia"))
    assert not any("Zagreb" in wrong(item) for row in ("slovakia", "kenya") for item in items(CAPITAL, row))


def test_what_is_left_to_choose_is_filled_up_and_varies() -> None:
    others = Counter(text for item in items(CAPITAL, "slovenia") for text in wrong(item) - {"Zagreb", "Bratislava"})
    assert {"Canberra", "Vienna", "Nairobi", "Oslo", "Lima"} == set(others)


def test_of_more_than_are_wanted_some_are_drawn() -> None:
    found = items(CAPITAL, "australia")
    assert all(wrong(item) < {"Sydney", "Melbourne", "Perth", "Hobart"} for item in found)
    assert 4 == len({frozenset(wrong(item)) for item in found})


def test_both_values_of_a_list_are_confused_with() -> None:
    assert all({"Canberra", "Ljubljana", "Laibach"} == wrong(item) for item in items(CAPITAL, "austria"))


def test_a_false_claim_swaps_what_is_confused() -> None:
    found = items('claim: "{capital} is the capital of {country}.", swap: capital', "australia")
    claimed = {item.stem.partition(" ")[0] for item in found if item.keys == ("false",)}
    assert {"Sydney", "Melbourne", "Perth", "Hobart"} == claimed


def test_a_phrase_takes_the_rows_that_are_named_and_words_around_a_value_its_values() -> None:
    assert all(
        "Slovakia (Bratislava)" in wrong(item)
        for item in items('ask: "Where do {people} million live?", answer: "{country} ({capital})"', "slovenia")
    )
    assert all(
        "the city of Zagreb" in wrong(item)
        for item in items('ask: "What is the capital of {country}?", answer: "the city of {capital}"', "slovenia")
    )


def test_what_is_right_is_never_offered_though_it_is_named() -> None:
    """Both are in the same column, and what the stem shows fits the other row as well."""
    text = """\
id: x
tables:
  t:
    rows:
      a: {name: Ann, job: President, confuse: b}
      b: {name: Bea, job: President, confuse: {name: Cid}}
      c: {name: Cid, job: King}
      d: {name: Dot, job: Queen}
      e: {name: Eve, job: Pope}
    questions:
      q: {ask: "Who was {job}?", answer: name}
"""
    bank = decode(text.encode(), "x").bank
    assert bank is not None
    found = [item for seed in range(60) for _, id_, item in bank_items(bank, str(seed)) if id_ in ("a", "b")]
    for item in found:
        assert isinstance(item, Item)
        assert 1 == len({"Ann", "Bea"} & {option.text for option in item.options})


def test_among_numbers_it_comes_first_on_its_side() -> None:
    found = items('ask: "How many million live in {country}?", answer: people, near: 3', "slovenia", seeds=400)
    sides = Counter(frozenset(text for text in wrong(item) if int(text) > 2) for item in found)
    assert {len(side) for side in sides} == {1, 2, 3}
    assert all(len({"4", "5"} & side) == min(2, len(side)) for side in sides)


def test_the_rank_of_a_number_tells_nothing_all_the_same() -> None:
    found = items('ask: "How many million live in {country}?", answer: people, near: 3', "slovakia", seeds=2000)
    ranks = Counter([option.id for option in item.options].index("slovakia") for item in found)
    assert all(400 < ranks[rank] < 600 for rank in range(4)), ranks


def test_it_is_kept_with_the_decoded_bank(tmp_path: Path) -> None:
    bank = decode(f"{TABLE}      q: {{{CAPITAL}}}\n".encode(), "x").bank
    assert bank is not None
    assert len(bank.tables[0].confuse) == 4
    keep_bank(tmp_path, tmp_path / "x.yaml", bank)
    assert bank == cached_bank(tmp_path, tmp_path / "x.yaml", bank.hash)


def preferring(pattern: str, row: str, *prefer: tuple[str, str], seeds: int = 60) -> list[Item]:
    """Return the items of a row for a player who has chosen those wrong options before."""
    bank = decode(f"{TABLE}      q: {{{pattern}}}\n".encode(), "x").bank
    assert bank is not None
    (fact,) = [fact for fact in bank_facts(bank) if fact.id == f"x/t/{row}"]
    made = [fact.item_sources[0].item(fact.row, str(seed), 0, prefer) for seed in range(seeds)]
    return [item for item in made if isinstance(item, Item)]


def test_what_a_row_is_confused_with_comes_right_behind_what_a_player_mixes_up() -> None:
    found = preferring(CAPITAL, "australia", ("australia", "kenya"))
    assert 60 == len(found)
    for item in found:
        assert "Nairobi" in wrong(item)
        assert wrong(item) < {"Nairobi", "Sydney", "Melbourne", "Perth", "Hobart"}


def test_among_numbers_both_come_before_others_on_their_side() -> None:
    pattern = 'ask: "How many million live in {country}?", answer: people, near: 3'
    found = preferring(pattern, "slovenia", ("slovenia", "norway"), seeds=200)
    above = [{text for text in wrong(item) if int(text) > 2} for item in found]
    assert {1, 2, 3} == set(map(len, above))
    assert all(side <= {"4", "5", "6"} for side in above)


NOUNS = """
id: b
tables:
  nouns:
    rows:
      table: {noun: Tisch, article: der, english: table, confuse: {full: [die Tisch, {value: das Tisch, why: He.}]}}
      lamp: {noun: Lampe, article: die, english: lamp, confuse: {full: der Lampe}}
      book: {noun: Buch, article: das, english: book}
    decoys:
      english: [{value: tablet, why: It is the same word.}]
    questions:
      full: {ask: "What is {english}?", answer: "{article} {noun}", why: "{article} {noun}."}
      meaning: {ask: "What is {noun}?", answer: english, why: "{noun} is {english}."}
"""


def test_phrases_are_confused_by_their_question_and_say_why() -> None:
    bank = decode(NOUNS.encode(), "b").bank
    assert bank is not None
    for seed in map(str, range(20)):
        items = {item.id: item for _, _, item in bank_items(bank, seed) if isinstance(item, Item)}
        options = {option.text: option.why for option in items["b/nouns.full/table"].options}
        assert {"der Tisch", "die Tisch", "das Tisch"} <= set(options)
        assert ("He.", "") == (options["das Tisch"], options["die Tisch"])
        assert "der Lampe" in [option.text for option in items["b/nouns.full/lamp"].options]
        decoys = [o.why for item in items.values() for o in item.options if o.text == "tablet"]
        assert set(decoys) <= {"It is the same word."}


def test_a_phrase_that_is_true_is_no_confusion() -> None:
    problems = decode(NOUNS.replace("full: der Lampe", "full: die LAMPE").encode(), "b").errors

    assert ["B302"] == [problem.code for problem in problems]


def test_a_value_of_a_row_has_no_why() -> None:
    problems = decode(NOUNS.replace("noun: Buch,", "noun: {value: Buch, why: x},").encode(), "b").errors

    assert ["B206"] == [problem.code for problem in problems]
