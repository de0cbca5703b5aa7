"""What the items of a pattern share: stems, explanations, hints, the order of options, and why there is no item."""

from collections.abc import Mapping

import pytest

from quiz.items.decoding import decode
from quiz.items.draw import Draw
from quiz.items.item import Item, NotGenerated, Option
from quiz.items.prepared import joined_explanations, too_vague
from quiz.items.sources import PatternSource, bank_items

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
    decoys: {town: [{value: Ulm, why: On the Danube.}]}
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
    (decoy,) = prepared.answers.decoys
    assert Option("decoy.ulm", "Ulm", "On the Danube.") == prepared.options[decoy]
    assert [True, False, False] == [class_ in prepared.options for class_ in (decoy, decoy + 1, -1)]
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


def test_an_item_that_lacks_a_cell_says_which() -> None:
    items = made('ask: "Where is {name}?", answer: "{town} in the {side}"')
    assert NotGenerated("it has no `town` and `side`", left_empty=True) == items["d"]
    assert NotGenerated("a cell that the question shows is empty", left_empty=True) == items["e"]


@pytest.mark.parametrize(
    ("kinds", "is_open", "reason", "what"),
    [
        ("xxxxx", False, "no wrong answer", "add rows, or add `decoys: {kind: [...]}` with values that are wrong for"),
        ("xxyxx", False, "only 1 wrong answer", "add rows, or add `decoys: {kind: [...]}` with values"),
        ("xxyzx", True, "no wrong answer", "add `decoys: {kind: [...]}` with values that are wrong for every row"),
    ],
)
def test_too_few_wrong_answers_and_what_to_add(kinds: str, is_open: bool, reason: str, what: str) -> None:
    table = TABLE
    for old, new in zip(("x", "x", "y", "z", "[y, z]"), kinds, strict=True):
        table = table.replace(f"kind: {old}}}", f"kind: new {new}}}", 1)
    table = table.replace("    rows", f"    open: {str(is_open).lower()}\n    rows")
    item = made('ask: "Which kind is {name}?", answer: kind', table)["a"]
    assert isinstance(item, NotGenerated)
    assert f"{reason} can be proven" == item.reason
    assert item.help.startswith(what)
    assert "kinds:" not in item.help


def test_a_text_among_numbers_that_may_be_names() -> None:
    table = TABLE
    for old, new in zip(("x", "x", "y", "z", "[y, z]"), ("odd", "7", "8", "9", "10"), strict=True):
        table = table.replace(f"kind: {old}}}", f"kind: {new}}}", 1)
    item = made('ask: "Which kind is {name}?", answer: kind', table)["a"]
    assert isinstance(item, NotGenerated)
    assert item.help.startswith("add rows, or")
    assert item.help.endswith("write `kinds: {kind: text}`")


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
    assert ["9", "27", "40", "100"] == [one.text for one in numbers.laid_out(Draw("0"), options[0], options[1:])]
    names = source('ask: "Where is {name}?", answer: town').prepared
    words = [Option(text, text) for text in "KABC"]
    laid_out = {"".join(one.text for one in names.laid_out(Draw(str(n)), words[0], words[1:])) for n in range(40)}
    assert {"KABC", "AKBC", "ABKC", "ABCK"} == laid_out
    assert len({"".join(one.text for one in names.arranged(Draw(str(n)), words)) for n in range(40)}) > 8


def test_what_a_stem_shows_and_how_a_row_writes_its_answer() -> None:
    prepared = source('ask: "Where is {name}?", answer: side').prepared
    assert (1,) == prepared.shown(1, Draw("0"))
    assert NotGenerated("it has no `side`", left_empty=True) == prepared.shown(3, Draw("0"))
    assert NotGenerated("a cell that the question shows is empty", left_empty=True) == prepared.shown(4, Draw("0"))
    retyped = source('ask: "Where is {name}?", answer: town', TABLE.replace("Bern", "rome")).prepared
    assert ["Rome", "rome"] == [retyped.own(row, 0).text for row in (0, 1)]
    exact = source('ask: "Where is {name}?", answer: town, exact: true').prepared
    assert (True, False) == (exact.column("name").reading.exact, retyped.column("name").reading.exact)
