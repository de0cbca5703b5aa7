"""Why an option is right or wrong, in a word."""

from pathlib import Path

import pytest

from quiz.items.decoding import decode
from quiz.items.item import Item
from quiz.items.sources import PatternSource, bank_items

SHIPPED = sorted((Path(__file__).parents[2] / "question_banks").rglob("*.yaml"))
SEEDS = [str(seed) for seed in range(40)]

LEADERS = """\
tables:
  leaders:
    rows:
      stoltenberg: {name: Jens Stoltenberg, office: Secretary General, body: NATO, since: 2014}
      leyen: {name: Ursula von der Leyen, office: President, body: the European Commission, since: 2019}
      michel: {name: Charles Michel, office: President, body: the European Council, since: 2019}
    decoys: {name: [Roberta Metsola]}
    questions:
"""
BODIES = """\
tables:
  bodies:
    rows:
      eu: {body: the EU, members: 27, kind: a union}
      nato: {body: NATO, members: 30, kind: an alliance}
      opec: {body: OPEC, members: 13, kind: a cartel}
    decoys: {members: [21]}
    questions:
"""
MOONS = """\
tables:
  moons:
    rows:
      mars: {planet: Mars, moon: [Phobos, Deimos], kind: rocky}
      jupiter: {planet: Jupiter, moon: [Io, Europa, Ganymede, Callisto], kind: giant}
      saturn: {planet: Saturn, moon: [Titan, {value: Rhea, also: [Saturn V]}], kind: giant}
      venus: {planet: Venus, moon: [], kind: rocky}
    questions:
"""


def reasons(table: str, pattern: str, row: str) -> dict[tuple[str, str], str]:
    """Return (sign, option) -> its reason, for every option drawn for a row with some seeds."""
    bank = decode(f"{table}      q: {pattern}\n".encode(), "bank").bank
    assert bank is not None
    found: dict[tuple[str, str], str] = {}
    for seed in SEEDS:
        for item_source, id_, item in bank_items(bank, seed):
            if id_ == row and isinstance(item, Item):
                for option, reason in zip(item.options, item_source.reasons(item), strict=True):
                    sign = "✓" if option.id in item.keys else "✗"
                    assert reason == found.setdefault((sign, option.text), reason)
    assert found
    return found


def test_a_distractor_belongs_to_something_else() -> None:
    expected = {
        ("✓", "Charles Michel"): "",
        ("✗", "Ursula von der Leyen"): "body: the European Commission",
        ("✗", "Jens Stoltenberg"): "body: NATO",
        ("✗", "Roberta Metsola"): "decoy",
    }
    assert expected == reasons(LEADERS, '{ask: "Who was {office} of {body}?", answer: name}', "michel")


def test_a_piece_of_an_order_is_told_with_what_it_is_ordered_by() -> None:
    expected = {("✓", "the EU"): "members: 27", ("✓", "NATO"): "members: 30", ("✓", "OPEC"): "members: 13"}
    assert expected == reasons(BODIES, '{ask: "In order.", answer: body, order: members}', "eu")


def test_an_answer_of_a_match_is_told_with_its_prompt() -> None:
    expected = {
        ("✓", "the European Commission"): "name: Ursula von der Leyen",
        ("✓", "the European Council"): "name: Charles Michel",
        ("✓", "NATO"): "name: Jens Stoltenberg",
    }
    assert expected == reasons(LEADERS, '{ask: "Match.", answer: body, match: name}', "leyen")


def test_only_what_differs_is_named() -> None:
    found = reasons(LEADERS, '{ask: "Who became {office} in {since} there: {body}?", answer: name}', "leyen")

    assert "body: the European Council" == found["✗", "Charles Michel"]


def test_a_phrase_belongs_to_its_row() -> None:
    expected = {
        ("✓", "President of the European Council"): "",
        ("✗", "President of the European Commission"): "name: Ursula von der Leyen",
        ("✗", "Secretary General of NATO"): "name: Jens Stoltenberg",
        ("✗", "King of Belgium"): "decoy",
    }
    pattern = '{ask: "What was {name}?", answer: "{office} of {body}"}'
    table = LEADERS.replace("decoys: {", "decoys: {q: [King of Belgium], ")

    assert expected == reasons(table, pattern, "michel")


def test_numbers_are_near_or_belong_to_another_row() -> None:
    found = reasons(BODIES, '{ask: "How many members has {body}?", answer: members, near: 3}', "eu")

    assert "" == found.pop(("✓", "27"))
    assert "body: NATO" == found.pop(("✗", "30"))
    assert "decoy" == found.pop(("✗", "21"))
    assert "body: OPEC" == found.pop(("✗", "13"))
    assert {"near 27"} == set(found.values())


def test_without_anything_shown_the_column_of_where_tells() -> None:
    found = reasons(BODIES, '{ask: "Which is a union?", answer: body, where: {kind: a union}}', "eu")

    expected = {("✓", "the EU"): "", ("✗", "NATO"): "kind: an alliance", ("✗", "OPEC"): "kind: a cartel"}
    assert expected == found


def test_an_empty_cell_is_named_too() -> None:
    found = reasons(MOONS, '{ask: "Which has {moon}?", answer: planet}', "mars")

    assert "no moon" == found["✗", "Venus"]
    assert "moon: Io, Europa, Ganymede and 1 more" == found["✗", "Jupiter"]


def test_of_a_list_only_the_value_that_is_shown_counts() -> None:
    """Two lists overlap, and one of them lacks the value that is asked for."""
    table = """\
tables:
  t:
    rows:
      a: {name: Ann, town: [Rome, Oslo], work: cook}
      b: {name: Bea, town: [Rome], work: cook}
      c: {name: Cid, town: [Lima], work: cook}
      d: {name: Dan, town: [Lima], work: smith}
      e: {name: Eve, town: [Lima], work: baker}
      f: {name: Fay, town: [Lima], work: pilot}
    questions:
"""
    found = reasons(table, '{ask: "Who lives in {town} and is a {work}?", answer: name}', "a")

    assert "town: Rome" == found["✗", "Bea"]  # asked about Oslo
    assert "town: Lima" == found["✗", "Cid"]
    assert "work: smith" == found["✗", "Dan"]  # there are more kinds of work than towns


def test_a_name_within_the_one_that_is_shown_is_told_all_the_same() -> None:
    table = MOONS.replace("Phobos, Deimos", "Rom, Rome").replace("Titan", "Rom")
    assert "moon: Rom, Rhea" == reasons(table, '{ask: "Which has {moon}?", answer: planet}', "mars")["✗", "Saturn"]


def test_three_values_of_a_list_are_named() -> None:
    found = reasons(MOONS.replace(", Callisto]", "]"), '{ask: "Which has {moon}?", answer: planet}', "mars")
    assert "moon: Io, Europa, Ganymede" == found["✗", "Jupiter"]


def test_of_several_columns_the_one_with_the_most_values_says_best_what_a_row_is() -> None:
    table = BODIES.replace("a cartel", "a union")
    found = reasons(table, '{ask: "Which {kind} has {members} members?", answer: body}', "nato")
    assert {"members: 27", "members: 13"} == {found["✗", "the EU"], found["✗", "OPEC"]}


def test_the_second_value_of_a_list_belongs_to_its_row_with_words_around_it_too() -> None:
    found = reasons(MOONS, '{ask: "What has {planet}?", answer: "the moon {moon}"}', "mars")
    assert "planet: Saturn" == found["✗", "the moon Rhea"] == found["✗", "the moon Titan"]


def test_a_number_near_it_may_have_decimals() -> None:
    table = BODIES.replace("27", "2.7").replace("30", "3.0").replace("13", "1.3").replace("21", "2.1")
    found = reasons(table, '{ask: "How many members has {body}?", answer: members, near: 0.3}', "eu")
    assert "near 2.7" in found.values()


def test_a_false_claim_names_what_was_swapped() -> None:
    pattern = '{claim: "{name} headed {body} then.", swap: body}'
    bank = decode(f"{LEADERS}      q: {pattern}\n".encode(), "bank").bank
    assert bank is not None
    seen = set()
    for seed in SEEDS:
        for item_source, _, item in bank_items(bank, seed):
            assert isinstance(item, Item)
            true, false = item_source.reasons(item)
            stated = item.stem.partition(" headed ")[2].removesuffix(" then.")
            own = {"michel": "the European Council", "leyen": "the European Commission", "stoltenberg": "NATO"}
            right = own[item.id.rpartition("/")[2]]
            expected = ("as in the table", "") if stated == right else ("", f"{stated} instead of {right}")
            assert expected == (true, false)
            seen.add(stated == right)
    assert {True, False} == seen


def test_a_claim_that_shows_the_swapped_column_twice() -> None:
    found = reasons(LEADERS, '{claim: "{name} headed {body}, yes, {body}.", swap: body}', "michel")

    assert "swapped: body is the European Council" == found["✓", "False"]


@pytest.mark.parametrize(("key", "best"), [("most", "NATO"), ("least", "OPEC")])
def test_a_comparison_shows_the_measures(key: str, best: str) -> None:
    found = reasons(BODIES, f'{{ask: "Which has {key} members?", answer: body, {key}: members}}', "eu")

    assert {"the EU": "members: 27", "NATO": "members: 30", "OPEC": "members: 13"} == {
        text: reason for (_, text), reason in found.items()
    }
    assert [best] == [text for sign, text in found if sign == "✓"]


def test_choose_all_says_why_each_is_in_or_out() -> None:
    found = reasons(MOONS, '{ask: "Which are moons of {planet}? Choose all.", answer: moon, choose: all}', "mars")

    assert "planet: Mars" == found["✓", "Phobos"] == found["✓", "Deimos"]
    assert "planet: Jupiter" == found["✗", "Io"]
    assert "planet: Saturn" == found["✗", "Rhea"]


def test_a_value_of_several_rows_is_true_of_the_one_that_is_asked_about() -> None:
    table = """\
tables:
  t:
    rows:
      ammonia: {name: ammonia, part: [nitrogen, hydrogen]}
      water: {name: water, part: [hydrogen, oxygen]}
      salt: {name: salt, part: [sodium, chlorine]}
    questions:
"""
    found = reasons(table, '{ask: "What is in {name}? Choose all.", answer: part, choose: all}', "water")

    assert "name: water" == found["✓", "hydrogen"] == found["✓", "oxygen"]
    assert "name: ammonia" == found["✗", "nitrogen"]


def test_choose_all_of_a_whole_table() -> None:
    found = reasons(LEADERS, "{ask: Who were leaders? Choose all., answer: name, choose: all}", "michel")

    assert {"✓": "in the table", "✗": "decoy"} == {sign: reason for (sign, _), reason in found.items()}


def test_not_says_why_each_is_in_or_out() -> None:
    pattern = "{ask: Which is NOT a giant?, answer: planet, where: {kind: giant}, except: true}"

    expected = {("✓", "Mars"): "kind: rocky", ("✗", "Jupiter"): "kind: giant", ("✗", "Saturn"): "kind: giant"}
    assert expected == reasons(MOONS, pattern, "mars")


def test_not_with_something_shown() -> None:
    found = reasons(MOONS, '{ask: "Which is NOT a moon of {planet}?", answer: moon, except: true}', "mars")

    assert "planet: Mars" == found["✗", "Phobos"]
    assert "planet: Jupiter" == found["✓", "Io"]


def test_what_a_row_is_confused_with_says_so_though_a_row_may_have_such_a_name() -> None:
    table = BODIES.replace("      nato:", "      near:").replace("      opec:", "      confuse:")
    many = '{ask: "How many members has {body}?", answer: members, near: 3}'
    found = reasons(table.replace("a union}", "a union, confuse: {members: [28]}}"), many, "eu")
    assert ("confused with it", "members: 30") == (
        found["✗", "28"],
        found["✗", "30"].replace("body: NATO", "members: 30"),
    )
    assert "near 27" in found.values()


@pytest.mark.parametrize("id_", ["decoy", "near", "confuse"])
def test_a_row_may_be_named_like_a_kind_of_option(id_: str) -> None:
    table = f"""\
tables:
  t:
    rows:
      {id_}: {{name: [Ann, Amy], town: Rome}}
      b: {{name: [Bea, Bob], town: Oslo}}
    decoys: {{name: [Zed]}}
    questions:
"""
    expected = {
        ("✓", "Bea"): "",
        ("✓", "Bob"): "",
        ("✗", "Ann"): "town: Rome",
        ("✗", "Amy"): "town: Rome",
        ("✗", "Zed"): "decoy",
    }
    assert expected == reasons(table, '{ask: "Who lives in {town}?", answer: name}', "b")


def test_a_written_out_question_has_only_the_teachers_words() -> None:
    text = "questions: {q: {ask: A, answer: a, wrong: [{text: b, why: Not b.}, c], pinned: [{text: d, why: No.}]}}"
    bank = decode(text.encode(), "bank").bank
    assert bank is not None
    ((item_source, _, item),) = bank_items(bank)
    assert isinstance(item, Item)

    found = dict(zip((option.text for option in item.options), item_source.reasons(item), strict=True))
    assert {"a": "", "b": "Not b.", "c": "", "d": "No."} == found


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("ask: A, answer: [a, b], also: c, typed: true", ["typed, also c, b"]),
        ("ask: A, answer: 20, typed: true", ["typed"]),
        ("ask: A, answer: 20, typed: true, within: 5 %", ["typed, within 5 %"]),
        ("ask: A, answer: 20, also: twenty, typed: true, within: 2", ["typed, also twenty, within 2"]),
        ('gaps: "{x} in {y}", answers: {x: a, y: {answer: b, wrong: [c, d]}}', ["typed", "one of b, c, d"]),
    ],
)
def test_an_answer_that_is_typed_has_what_else_is_right(keys: str, expected: list[str]) -> None:
    bank = decode(f"questions: {{q: {{{keys}}}}}".encode(), "bank").bank
    assert bank is not None
    ((item_source, _, item),) = bank_items(bank)
    assert isinstance(item, Item)
    assert expected == [*item_source.reasons(item)]


def test_the_answer_of_a_row_that_is_typed_has_its_other_names() -> None:
    found = reasons(MOONS, '{ask: "Name a moon of {planet}.", answer: moon, typed: true}', "saturn")
    assert {"typed, also Rhea", "typed, also Saturn V, Titan"} == {*found.values()}


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_reason_is_always_what_the_table_holds(path: Path) -> None:
    """Every option that a pattern calls wrong has a reason, and no reason is made up."""
    bank = decode(path.read_bytes(), path.stem).bank
    assert bank is not None
    cells = {value.text for table in bank.tables for row in table.rows for cell in row.cells for value in cell}
    told = 0
    for item_source, _, item in bank_items(bank):
        if not isinstance(item_source, PatternSource) or not isinstance(item, Item):
            continue
        for option, reason in zip(item.options, item_source.reasons(item), strict=True):
            told += bool(reason)
            assert reason or option.id in item.keys or option.id in ("true", "false")
            head, _, value = reason.partition(": ")
            if value:
                assert head in {name for table in bank.tables for name in table.columns}
                assert {part for part in value.split(", ") if " more" not in part} <= cells or value in cells
    assert told or not bank.tables
