"""What the items of a pattern share: stems, explanations, hints, the order of options, and why there is no item."""

from collections import Counter
from collections.abc import Mapping

import pytest

from quiz.items.decoding import decode
from quiz.items.draw import Draw
from quiz.items.index import TableIndex
from quiz.items.item import Item, NotGenerated, Option
from quiz.items.prepared import Prepared, joined_explanations, too_vague
from quiz.items.sources import PatternSource, bank_items, bank_sources

TABLE = """
language: en
tables:
  t:
    rows:
      a: {name: Ann, town: Rome, side: north, size: 27, kind: x}
      b: {name: Bea, town: Bern, side: south, size: 30, kind: x}
      c: {name: Cid, town: Oslo, side: north, size: 40, kind: y}
      d: {name: Dot, town: [Lima, Cusco], side: [], size: 9, kind: z}
      e: {name: [], town: Nice, side: north, size: 100, kind: [y, z]}
    decoys: {town: [{value: Ulm, why: On the Danube.}, Linz]}
    questions:
      q: {PATTERN}
"""


def source(pattern: str, table: str = TABLE) -> PatternSource:
    decoded = decode(table.replace("PATTERN", pattern).encode(), "x")
    assert decoded.bank is not None, decoded.errors
    return next(one for one, _, _ in bank_items(decoded.bank) if isinstance(one, PatternSource))


def made(pattern: str, table: str = TABLE, seed: str = "0") -> Mapping[str, Item | NotGenerated]:
    """Return row id -> its item."""
    found = source(pattern, table)
    return dict(zip("abcde", found.items(found.rows, seed, 0), strict=True))


def test_options_have_the_explanation_of_their_row_or_their_decoy() -> None:
    pattern = 'ask: "Where is {name}, 100%?", answer: town, why: "{town}: 5% {side}."'
    whys: dict[str, str] = {}
    for seed in map(str, range(20)):
        for item in made(pattern, seed=seed).values():
            whys |= {option.text: option.why for option in item.options} if isinstance(item, Item) else {}
    prepared = source(pattern).prepared
    decoy, plain = prepared.answers.decoys
    assert Option("decoy.ulm", "Ulm", "On the Danube.") == prepared.options[decoy]
    assert Option("decoy.linz", "Linz", "") == prepared.options[plain]
    assert [True, True, False, False] == [class_ in prepared.options for class_ in (decoy, plain, plain + 1, -1)]
    assert 0 in prepared.options
    assert {
        "Rome": "Rome: 5% north.",
        "Bern": "Bern: 5% south.",
        "Oslo": "Oslo: 5% north.",
        "Lima": "Lima and Cusco: 5% .",
        "Cusco": "Lima and Cusco: 5% .",
        "Nice": "Nice: 5% north.",
    } == whys
    item = made(pattern)["a"]
    assert isinstance(item, Item)
    assert ("Where is Ann, 100%?", "Rome: 5% north.") == (item.stem, item.why)


def test_an_option_of_several_rows_or_without_an_explanation_says_nothing() -> None:
    shared = source('ask: "Which side has {name}?", answer: side, why: "{name}: {side}."').prepared
    assert ["", "Bea: south."] == [shared.options[class_].why for class_ in (0, 1)]
    silent = source('ask: "Where is {name}?", answer: town').prepared
    assert ("", "", "") == (silent.options[0].why, silent.explanation(0), silent.explanations((0, 1)))


def test_an_item_that_lacks_a_cell_says_which() -> None:
    items = made('ask: "Where is {name}?", answer: "{town} in the {side}"')
    assert NotGenerated("it has no `town` and `side`", left_empty=True) == items["d"]
    assert NotGenerated("a cell that the question shows is empty", left_empty=True) == items["e"]


@pytest.mark.parametrize(
    ("kinds", "is_open", "reason", "what"),
    [
        ("xxxxx", False, "no answer", "add rows, or add `decoys: {kind: [...]}` with values that are wrong for"),
        ("xxyxx", False, "only 1 answer", "add rows, or add `decoys: {kind: [...]}` with values"),
        ("xxyzx", True, "no answer", "add `decoys: {kind: [...]}` with values that are wrong for every row"),
    ],
)
def test_too_few_wrong_answers_and_what_to_add(kinds: str, is_open: bool, reason: str, what: str) -> None:
    table = TABLE
    for old, new in zip(("x", "x", "y", "z", "[y, z]"), kinds, strict=True):
        table = table.replace(f"kind: {old}}}", f"kind: new {new}}}", 1)
    table = table.replace("    rows", f"    open: {str(is_open).lower()}\n    rows")
    item = made('ask: "Which kind is {name}?", answer: kind', table)["a"]
    assert isinstance(item, NotGenerated)
    assert f"{reason} can be proven wrong" == item.reason
    assert item.help.startswith(what)
    assert "kinds:" not in item.help


def test_wrong_phrases_are_added_under_the_name_of_the_pattern() -> None:
    table = TABLE.replace("north", "south").replace("town: Bern", "town: Rome").replace("town: Oslo", "town: Rome")
    table = table.replace("town: [Lima, Cusco]", "town: Rome").replace("town: Nice", "town: Rome")
    item = made('ask: "Where is {name}?", answer: "{town} in the {side}"', table)["a"]
    assert isinstance(item, NotGenerated)
    assert item.help.startswith("add rows, or add `decoys: {q: [...]}` with values")


def test_a_text_among_numbers_that_may_be_names() -> None:
    table = TABLE
    for old, new in zip(("x", "x", "y", "z", "[y, z]"), ("odd", "7", "8", "9", "10"), strict=True):
        table = table.replace(f"kind: {old}}}", f"kind: {new}}}", 1)
    item = made('ask: "Which kind is {name}?", answer: kind', table)["a"]
    assert isinstance(item, NotGenerated)
    assert item.help.startswith("add rows, or")
    names = "if the numbers in `kind` are only names, such as those of bus lines"
    assert item.help.endswith(f" for every row; {names}, write `kinds: {{kind: text}}`")


def test_a_column_that_cannot_be_compared() -> None:
    assert NotGenerated("too many values of `x` may be the same", "write them more precisely") == too_vague("`x`")


def test_a_hint_is_given_if_it_holds_for_all_rows_that_the_answer_is_about() -> None:
    hints = '"Look at {name}.", "Both are {side}.", "All three go {side}.", "The two are {side}."'
    prepared = source(f'ask: "Where is {{name}}?", answer: town, hint: [{hints}]').prepared
    own, both, three, two = "Look at Ann.", "Both are north.", "All three go north.", "The two are north."
    assert (own, both, three, two) == prepared.hints(0, (0,)) == prepared.hints(0, (0, 2))
    assert (own,) == prepared.hints(0, (0, 1)) == prepared.hints(0, (0, -1))
    assert (own, both, two) == prepared.hints(0, (0, 2), 2)
    assert (own, three) == prepared.hints(0, (0, 2, 4), 3)


def test_answers_that_may_be_the_same_are_not_drawn_together() -> None:
    table = TABLE.replace("Rome", "Alps").replace("Bern", "the Alps")
    prepared = source('ask: "Where is {name}?", answer: town', table).prepared
    for draw in (Draw(str(seed)) for seed in range(20)):
        assert [2, 3] == sorted({*prepared.sample(draw, [0, 1, 2, 3], 4)} - {0, 1})
        assert 3 == len(prepared.sample(draw, [0, 1, 2, 3], 4))
        assert 2 == len(prepared.sample(draw, [0, 1, 2, 3], 2))
        assert [2, 3] == sorted(prepared.sample(draw, [1, 2, 3], 3, 0))


def test_an_explanation_may_have_paragraphs() -> None:
    table = TABLE.replace("side: south", 'side: "a\\n\\nb"')
    one = source('ask: "Where is {name}?", answer: town, why: "{side}"', table).prepared
    two = source('ask: "Where is {name}?", answer: town, why: "{town} {side}"', table).prepared
    assert ("north", "a\n\nb") == (one.explanation(0), one.explanation(1))
    assert ("Rome north", ["Bern", "a", "b"]) == (two.explanation(0), two.explanation(1).split())


@pytest.mark.parametrize(
    ("texts", "joined"),
    [
        ([], ""),
        (["", "One."], "One."),
        (["It is red. It is big.", "", "It is red. It is old.", "It is big."], "It is red. It is big. It is old."),
        (["One.\n\nTwo.", "Two."], "One.\n\nTwo.\n\nTwo."),
    ],
)
def test_explanations_are_joined_and_say_each_sentence_once(texts: list[str], joined: str) -> None:
    assert joined == joined_explanations(texts)


def test_options_that_are_numbers_rise_and_a_key_among_others_may_be_anywhere() -> None:
    numbers = source('ask: "How large is {name}?", answer: size').prepared
    options = [Option(text, text) for text in ("40", "9", "100", "27")]
    assert ["9", "27", "40", "100"] == [option.text for option in numbers.arranged(Draw("0"), options)]
    names = source('ask: "Where is {name}?", answer: town').prepared
    words = [Option(text, text) for text in "KABC"]
    orders = Counter("".join(one.text for one in names.arranged(Draw(str(n)), words)) for n in range(2400))
    assert 24 == len(orders)
    assert 65 < min(orders.values()) <= max(orders.values()) < 135


def test_what_a_stem_shows_and_how_a_row_writes_its_answer() -> None:
    prepared = source('ask: "Where is {name}?", answer: side').prepared
    assert (1,) == prepared.shown(1, Draw("0"))
    assert NotGenerated("it has no `side`", left_empty=True) == prepared.shown(3, Draw("0"))
    assert NotGenerated("a cell that the question shows is empty", left_empty=True) == prepared.shown(4, Draw("0"))
    retyped = source('ask: "Where is {name}?", answer: town', TABLE.replace("Bern", "rome")).prepared
    assert ["Rome", "rome"] == [retyped.own(row, 0).text for row in (0, 1)]
    exact = source('ask: "Where is {name}?", answer: town, exact: true').prepared
    assert (True, False) == (exact.column("name").reading.exact, retyped.column("name").reading.exact)


def test_letters_matter_in_conditions_where_that_is_asked_for() -> None:
    table = TABLE.replace("Bern", "rome").replace("Oslo", "Alps").replace("Nice", "the Alps")
    pattern = 'ask: "Who is in the {side}?", answer: name, where: {town: [Rome, Alps]}'
    mild, exact = (source(f"{pattern}{more}", table).prepared for more in ("", ", exact: true"))
    assert ([0, 1, 2], [4]) == ([*mild.query.rows], [*mild.query.possible((0,))][2:])
    assert ([0, 2], [0, 2]) == ([*exact.query.rows], [*exact.query.possible((0,))])
    shown = source('ask: "Who is in {town}?", answer: size', table).prepared
    town = shown.column("town").cells[2]
    assert ["40", "100"] == [shown.answers.texts[class_] for class_ in sorted(shown.query.shut(town))]


def test_any_value_of_a_cell_is_asked_for_and_shown_and_later_draws_are_the_same() -> None:
    pattern = 'ask: "Where is {name}?", answer: town'
    prepared = source(pattern).prepared
    drawn = [prepared.asked(3, Draw(str(seed))) for seed in range(20)]
    assert {"Lima", "Cusco"} == {prepared.answers.texts[one[1]] for one in drawn if not isinstance(one, NotGenerated)}
    shown = source('ask: "Who is in {town}?", answer: name').prepared
    drawn = [shown.asked(3, Draw(str(seed))) for seed in range(20)]
    asked = {one[0] for one in drawn if not isinstance(one, NotGenerated)}
    assert {(class_,) for class_ in shown.column("town").cells[3]} == asked
    assert asked == {shown.shown(3, Draw(str(seed))) for seed in range(20)}
    for row in (0, 3):
        for seed in range(20):
            one, other = Draw(str(seed)), Draw(str(seed))
            prepared.asked(row, one)
            prepared.shown(row, other)
            assert one.below(1000) == other.below(1000)


def test_what_is_shown_with_a_value_in_a_statement() -> None:
    claim = source('claim: "{name} is in {town}.", swap: town').prepared
    assert ("name",) == claim.bound
    assert ["Ann is in Rome.", "Ann is in Ulm."] == [claim.stem(0, (0,), swapped) for swapped in ("Rome", "Ulm")]
    table = TABLE.replace("[Lima, Cusco]", "Lima")
    only = source('claim: "{town} is a town.", swap: town', table).prepared
    assert ["100% is a town.", "a\n\nb\n\nis a town."] == [only.stem(0, (), swapped) for swapped in ("100%", "a\n\nb")]
    two = source('claim: "{town} has {size}, yes, {size}.", swap: size', table).prepared
    assert ["Rome has 27, yes, 27.", "Rome has 9, yes, 9."] == [two.stem(0, (0,), swapped) for swapped in ("", "9")]


def test_a_stem_shows_a_value_as_its_row_writes_it() -> None:
    table = TABLE.replace("Bern", "rome")
    prepared = source('ask: "Who is in {town} in the {side}?", answer: name', table).prepared
    stems = [prepared.stem(row, (0, side)) for row, side in ((0, 0), (1, 1))]
    assert ["Who is in Rome in the north?", "Who is in rome in the south?"] == stems


def test_a_source_makes_the_same_item_whether_all_rows_were_prepared_or_not() -> None:
    pattern = 'ask: "How large is {name} of {kind}?", answer: size, why: "{name} in the {side}: {size}"'
    decoded = decode(TABLE.replace("PATTERN", pattern).encode(), "x")
    assert decoded.bank is not None
    alone = next(one for _, _, one in bank_sources(decoded.bank))
    assert made(pattern)["b"] == alone.item(1, "0", 0)


def test_counted_things_rise_and_a_text_that_must_stay_a_text_does_not() -> None:
    table = TABLE
    for old, new in zip(
        ("x", "x", "y", "z", "[y, z]"), ("9 tanks", "16 tanks", "1 tank", "70 tanks", "8 tanks"), strict=True
    ):
        table = table.replace(f"kind: {old}}}", f"kind: {new}}}", 1)
    pattern = 'ask: "What has {name}?", answer: kind'
    orders = [
        {tuple(option.text for option in prepared.arranged(Draw(str(n)), options)) for n in range(20)}
        for prepared in (
            source(pattern, table).prepared,
            source(pattern, table.replace("    decoys", "    kinds: {kind: text}\n    decoys")).prepared,
        )
        for options in [[prepared.options[class_] for class_ in range(4)]]
    ]
    assert {("1 tank", "9 tanks", "16 tanks", "70 tanks")} == orders[0]
    assert 8 < len(orders[1])


def test_a_key_is_equally_often_at_every_place() -> None:
    prepared = source('ask: "Where is {name}?", answer: town').prepared
    key, *wrong = (Option(text, text) for text in "KABC")
    places = Counter(prepared.arranged(Draw(str(n)), [key, *wrong]).index(key) for n in range(400))
    assert [0, 1, 2, 3] == sorted(places)
    assert 85 < min(places.values()) <= max(places.values()) < 115


def test_columns_with_too_many_values_that_may_be_the_same_are_named() -> None:
    rows = "\n".join(f"      r{at}: {{name: N{at}, land: {at} to 9999, town: T{at}, size: {at}}}" for at in range(8))
    table = f"language: en\ntables:\n  t:\n    rows:\n{rows}\n    questions:\n      q: {{PATTERN}}\n"
    for pattern, columns in (
        ('ask: "Where is {name}?", answer: "{town} in {land}"', "`town` and `land`"),
        ('ask: "What is in {land}?", answer: size', "`land`"),
        ('ask: "How large is {name}?", answer: size, where: {land: 5 to 9999}', "`land`"),
        ('ask: "How large is {name}?", answer: size', ""),
    ):
        asked = source(pattern, table)
        vague = Prepared(TableIndex(asked.table, "en", most_pairs=9), asked.pattern).vague
        assert (too_vague(columns) if columns else None) == vague


def test_wrong_answers_are_near_and_those_that_a_row_is_confused_with() -> None:
    near = made('ask: "How large is {name}?", answer: size, near: 3')["a"]
    assert isinstance(near, Item)
    close = [int(option.text) for option in near.options if option.id.startswith("near.")]
    assert close
    assert all(24 <= number <= 30 for number in close)
    table = TABLE.replace("kind: x}", "kind: x, confuse: [b]}", 1).replace("[Lima, Cusco]", "Lima")
    for seed in range(8):
        item = made('ask: "Where is {name}?", answer: town', table, str(seed))["a"]
        assert isinstance(item, Item)
        assert "Bern" in {option.text for option in item.options}


def test_some_answers_are_drawn() -> None:
    prepared = source('ask: "Where is {name}?", answer: town').prepared
    drawn = [prepared.sample(Draw(str(seed)), [0, 1, 2], 2) for seed in range(20)]
    assert [{0, 1}, {0, 2}, {1, 2}] == sorted({frozenset(one) for one in drawn}, key=sorted)


def test_a_number_and_a_text_are_in_any_order() -> None:
    prepared = source('ask: "How large is {name}?", answer: size').prepared
    key, other = Option("27", "27"), Option("x", "large")
    assert {(key, other), (other, key)} == {prepared.arranged(Draw(str(n)), [key, other]) for n in range(20)}


def test_a_stem_shows_one_value_of_a_list_and_paragraphs_on_their_own() -> None:
    listed = source('ask: "Who is in {town}?", answer: name').prepared
    stems = [listed.stem(3, (class_,)) for class_ in listed.column("town").cells[3]]
    assert ["Who is in Lima?", "Who is in Cusco?"] == stems
    table = TABLE.replace("side: south", 'side: "a\\n\\nb"').replace("[Lima, Cusco]", "Lima")
    lines = source('ask: "Look: {size} Who is it?", answer: town', table.replace("30", '"a\\n\\nb"')).prepared
    assert "Look: a\n\nb\n\nWho is it?" == lines.stem(1, (1,))


def test_what_may_be_right_is_not_offered() -> None:
    table = TABLE.replace("Rome", "Alps").replace("Bern", "the Alps").replace("[Lima, Cusco]", "Lima")
    prepared = source('ask: "Where is {name}?", answer: town', table).prepared
    asked = prepared.asked(0, Draw("0"))
    assert not isinstance(asked, NotGenerated)
    assert ((0,), 0, {0}, {0, 1}) == (asked[0], asked[1], {*asked[2]}, {*asked[3]})
