"""The sources of a bank's items: what all items of a source share, when each is made, and why there is none."""

from collections.abc import Mapping

import pytest

from quiz.bank.model import Bank
from quiz.items.answer_kind import AnswerKind
from quiz.items.decoding import decode
from quiz.items.index import TableIndex
from quiz.items.item import NO_PASSAGE, Item, NotGenerated, Option, Origin, Passage
from quiz.items.sources import ItemSource, PatternSource, QuestionSource, bank_facts, bank_items, bank_sources

BANK = """
id: b
title: Towns
source: An atlas
language: en
as_of: "2024"
passages: {text: A tale of a town.}
tables:
  t:
    topic: Land
    passage: text
    rows:
      a: {name: Ann, town: Rome, side: north, size: 27}
      b: {name: Bea, town: Bern, side: south, size: 30}
      c: {name: Cid, town: Oslo, side: north, size: 40}
      d: {name: Dot, town: a house by the sea, side: south, size: 9}
      e: {name: Eve, town: [], side: north, size: 100}
    questions:
      where: {ask: "Where is {name}?", answer: town, why: "{name} is in {town}.", hint: "Not in Linz."}
      who: {ask: "Who is in the {side}?", answer: name, choose: all, hint: ["All three are here.", "Both are here."]}
      most: {ask: "Who has the most?", answer: name, most: size}
      north: {ask: "Where is {name}?", answer: town, where: {side: north}, typed: true}
  bare:
    source: "A map, 2024"
    rows:
      a: {name: Fay, town: Kiel}
      b: {name: Gus, town: Ulm}
      c: {name: Hal, town: York}
    questions:
      town: {ask: "Where is {name}?", answer: town}
questions:
  capital:
    {topic: Land, ask: "Which is old?", answer: Rome, wrong: [Oslo, {text: Linz, why: It is young.}], passage: text,
     why: So it is., hint: [In the south.], source: A book}
  gap: {ask: "Old is ____.", answer: Rome, typed: true}
  sum: {ask: "What is {a} + 1?", answer: "{a+1}", wrong: ["{a}", "{a+3}"], values: {a: [1, 2, 3]}, why: "{a} more"}
"""


def bank_of(text: str = BANK) -> Bank:
    decoded = decode(text.encode(), "b")
    assert decoded.bank is not None, decoded.errors
    return decoded.bank


def sources(text: str = BANK) -> Mapping[str, ItemSource]:
    """Return the sources of a bank by their names."""
    return {one.name: one for _, _, one in bank_sources(bank_of(text))}


def pattern_source(name: str, text: str = BANK) -> PatternSource:
    found = sources(text)[name]
    assert isinstance(found, PatternSource)
    return found


def question_source(name: str, text: str = BANK) -> QuestionSource:
    found = sources(text)[name]
    assert isinstance(found, QuestionSource)
    return found


def item_of(made: Item | NotGenerated) -> Item:
    assert isinstance(made, Item)
    return made


TALE = Passage("b/text", "A tale of a town.")


@pytest.mark.parametrize(
    ("name", "origin"),
    [
        ("t.where", ("Land", "pick", "An atlas, 2024", "b/t.where", AnswerKind.ONE, "2024", TALE)),
        ("t.north", ("Land", "typed", "An atlas, 2024", "b/t.north", AnswerKind.TYPED, "2024", TALE)),
        ("bare.town", ("Bare", "pick", "A map, 2024", "b/bare.town", AnswerKind.ONE, "2024", NO_PASSAGE)),
        ("capital", ("Land", "pick", "A book, 2024", "b/capital", AnswerKind.ONE, "2024", TALE)),
        ("gap", ("Towns", "typed", "An atlas, 2024", "b/gap", AnswerKind.TYPED, "2024", NO_PASSAGE)),
    ],
)
def test_where_items_come_from(name: str, origin: tuple[str, str, str, str, AnswerKind, str, Passage]) -> None:
    assert Origin("b", "Towns", *origin) == sources()[name].origin


def test_the_year_is_named_with_the_source_unless_the_source_names_it() -> None:
    sourced = [
        sources(BANK.replace("source: An atlas\n", source).replace('"2024"', as_of))["gap"].origin.source
        for source, as_of in (
            ("source: An atlas of 2024\n", '"2024"'),
            ("", '"2024"'),
            ("source: Atlas of May 2020\n", "may 2020"),
        )
    ]
    assert ["An atlas of 2024", "2024", "Atlas of May 2020"] == sourced
    assert "An atlas" == sources(BANK.replace('as_of: "2024"\n', ""))["gap"].origin.source


def test_which_rows_and_facts_a_source_asks_about() -> None:
    where, north, gap = pattern_source("t.where"), pattern_source("t.north"), question_source("gap")
    assert ([0, 1, 2, 3, 4], [0, 2, 4]) == ([*where.rows], [*north.rows])
    assert (["a", "b", "c", "d", "e"], ("gap",), (0,)) == ([*where.row_ids], gap.row_ids, gap.rows)
    assert ("b/t/", "t", "where", "en") == (where.facts, where.table.id, where.pattern.id, where.language)
    assert (True, True) == (where.has_cards, gap.has_cards)
    cardless = sources(BANK.replace("language: en", "language: en\ncards: false"))
    assert (False, False) == (cardless["t.where"].has_cards, cardless["gap"].has_cards)
    lines = BANK.encode().splitlines()
    assert lines[where.span.line - 1].startswith(b"      where:")
    assert lines[gap.span.line - 1].startswith(b"  gap:")


def test_facts_are_rows_and_questions() -> None:
    facts = bank_facts(bank_of())
    assert [
        *((f"b/t/{row}", "Land", at) for at, row in enumerate("abcde")),
        *((f"b/bare/{row}", "Bare", at) for at, row in enumerate("abc")),
        *(("b/capital", "Land", 0), ("b/gap", "Towns", 0), ("b/sum", "Towns", 0)),
    ] == [(fact.id, fact.topic, fact.row) for fact in facts]
    assert ["t.where", "t.who", "t.most", "t.north"] == [one.name for one in facts[4].item_sources]
    assert ["capital"] == [one.name for one in facts[8].item_sources]
    assert [((), False)] == list({(fact.prefer, fact.typed) for fact in facts})


def test_sources_are_named_with_their_table_and_pattern() -> None:
    every = [(table and table.id, asked.id, one.name) for table, asked, one in bank_sources(bank_of())]
    assert [("t", "where", "t.where"), ("t", "who", "t.who"), ("t", "most", "t.most")] == every[:3]
    assert [("bare", "town", "bare.town"), (None, "capital", "capital")] == every[4:6]


def test_the_item_of_a_row() -> None:
    item = item_of(pattern_source("t.where").item(0, "0", 0))
    assert ("b/t.where/a", "b/t/a", "Where is Ann?", ("a",)) == (item.id, item.fact, item.stem, item.keys)
    assert ("Ann is in Rome.", ("Not in Linz.",), (), ()) == (item.why, item.hints, item.prompts, item.blanks)
    assert {"Rome", "Bern", "Oslo", "a house by the sea"} == {option.text for option in item.options}
    several = item_of(pattern_source("t.who").item(0, "0", 0))
    assert (("a", "c", "e"), ("All three are here.",)) == (tuple(sorted(several.keys)), several.hints)
    assert () == item_of(pattern_source("bare.town").item(0, "0", 0)).hints


def test_an_item_is_drawn_by_its_seed_its_row_and_its_slot() -> None:
    for name in ("t.where", "capital", "sum"):
        source = sources()[name]
        drawn = {str(seed): item_of(source.item(0, str(seed), 0)) for seed in range(30)}
        assert all(item == sources()[name].item(0, seed, 0) for seed, item in drawn.items())
        assert 3 <= len({item.options for item in drawn.values()})
        assert 3 <= len({item_of(source.item(0, "0", slot)).options for slot in range(30)})
    rows = [item_of(made) for made in pattern_source("t.where").items((2, 0), "0", 0)]
    assert ["b/t.where/c", "b/t.where/a"] == [item.id for item in rows]
    made = pattern_source("t.where").items((4, 0), "0", 0)
    assert [False, True] == [isinstance(one, Item) for one in made]


def test_what_was_mixed_up_comes_first() -> None:
    for name, key, wanted in (("t.where", "a", "decoy.ulm"), ("capital", "answer", "wrong.2")):
        table = BANK.replace(
            "    questions:\n      where", "    decoys: {town: [Ulm, Kiel, York]}\n    questions:\n      where"
        )
        source = sources(table.replace("[Oslo, {", "[Oslo, Ulm, Kiel, {"))[name]
        assert all(
            wanted in {option.id for option in item_of(source.item(0, str(seed), 0, [(key, wanted)])).options}
            for seed in range(20)
        )
        assert not all(
            wanted in {option.id for option in item_of(source.item(0, str(seed), 0)).options} for seed in range(20)
        )


def test_why_there_is_no_item() -> None:
    where = pattern_source("t.where")
    assert NotGenerated("it has no `town`", left_empty=True) == where.item(4, "0", 0)
    lands = "\n".join(f"      r{at}: {{name: N{at}, town: {at} to 9999}}" for at in range(8))
    head, _, tail = BANK.partition("      a: {name: Fay")
    bank = bank_of(f"{head}{lands}\n    questions:{tail.partition('    questions:')[2]}")
    table = bank.tables[1]
    vague = PatternSource(bank, TableIndex(table, "en", most_pairs=9), table.patterns[0])
    reason = NotGenerated("too many values of `town` may be the same", "write them more precisely")
    assert [reason] * 3 == list(vague.items((5, 6, 7), "0", 0))


def test_the_same_questions_with_typed_answers() -> None:
    found = sources()
    typed = found["t.where"].typed
    assert isinstance(typed, PatternSource)
    assert ("typed", AnswerKind.TYPED, "b/t.where") == (
        typed.origin.form,
        typed.origin.answer_kind,
        typed.origin.asks,
    )
    item = item_of(typed.item(0, "0", 0))
    assert ("b/t.where/a", "Where is Ann?", ["Rome"]) == (item.id, item.stem, [one.text for one in item.options])
    assert NotGenerated("its answer cannot be typed") == typed.item(3, "0", 0)
    assert ["b/t.where/a", "b/t.where/c"] == [
        made.id for made in typed.items((0, 4, 3, 2), "0", 0) if isinstance(made, Item)
    ]
    assert NotGenerated("it has no `town`", left_empty=True) == typed.item(4, "0", 0)
    assert found["t.north"].typed is found["t.north"]
    assert found["gap"].typed is found["gap"]
    assert [None, None, None] == [found[name].typed for name in ("t.who", "t.most", "capital")]


def test_why_each_option_is_right_or_wrong() -> None:
    where = pattern_source("t.where")
    item = item_of(where.item(0, "0", 0))
    assert {"Rome": "", "Bern": "name: Bea", "Oslo": "name: Cid", "a house by the sea": "name: Dot"} == {
        option.text: why for option, why in zip(item.options, where.reasons(item), strict=True)
    }
    capital = question_source("capital")
    assert {"Rome": "", "Oslo": "", "Linz": "It is young."} == {
        option.text: why
        for whole in [capital.whole()]
        for option, why in zip(whole.options, capital.reasons(whole), strict=True)
    }
    gap = question_source("gap")
    assert ("typed",) == gap.reasons(item_of(gap.item(0, "0", 0)))


def test_a_question_that_is_written_out() -> None:
    capital = question_source("capital")
    capital.gather()
    options = (Option("answer", "Rome"), Option("wrong.1", "Oslo"), Option("wrong.2", "Linz", "It is young."))
    whole = Item(
        "b/capital", "b/capital", capital.origin, "Which is old?", options, ("answer",), "So it is.", ("In the south.",)
    )
    assert whole == capital.whole()
    item = item_of(capital.item(0, "0", 0))
    assert whole._replace(options=item.options) == item
    assert {*options} == {*item.options}
    assert ([item], 1) == ([*capital.items((0,), "0", 0)], capital.combinations)
    assert [("capital", item)] == [*capital.every()]


def test_a_question_that_is_computed() -> None:
    total = question_source("sum")
    assert 3 == total.combinations
    assert [("a = 1", "What is 1 + 1?", "1 more"), ("a = 2", "What is 2 + 1?", "2 more")] == [
        (described, item_of(made).stem, item_of(made).why) for described, made in total.every()
    ][:2]
    whole = total.whole()
    assert ("What is 1 + 1?", ["2", "1", "4"]) == (whole.stem, [option.text for option in whole.options])
    assert {f"What is {a} + 1?" for a in (1, 2, 3)} == {item_of(total.item(0, str(n), 0)).stem for n in range(30)}


def test_every_item_of_a_bank() -> None:
    made = [(one.name, row_id, item) for one, row_id, item in bank_items(bank_of(), "7")]
    assert [("t.where", row) for row in "abcde"] == [(name, row) for name, row, _ in made][:5]
    assert [("t.north", row) for row in "ace"] == [(name, row) for name, row, _ in made if name == "t.north"]
    assert ["capital", "gap", "sum"] == [row for name, row, _ in made if "." not in name]
    assert all(item == sources()[name].item("abcde".find(row), "7", 0) for name, row, item in made if "." in name)


def test_a_question_of_pairs_has_prompts_and_one_whose_answers_may_be_the_same_says_what_to_do() -> None:
    head = BANK.partition("questions:\n  capital")[0]
    pairs = 'p: {ask: "Who is where?", match: {Ann: Rome, Bea: Bern, Cid: Oslo}}'
    text = f"{head}questions:\n  {pairs}\n  w: {{ask: Where?, answer: Alps, wrong: [the Alps]}}\n"
    item = item_of(question_source("p", text).item(0, "0", 0))
    assert ({"Ann", "Bea", "Cid"}, {"Rome", "Bern", "Oslo"}) == ({*item.prompts}, {one.text for one in item.options})
    reason = "every wrong answer may be the same as another option"
    assert NotGenerated(reason, "write others") == question_source("w", text).item(0, "0", 0)


def test_numbers_are_read_and_written_as_in_the_language_of_the_bank() -> None:
    text = """
id: b
language: de
tables:
  t:
    rows:
      a: {name: Ann, size: "1.233"}
      b: {name: Bea, size: "1.094"}
      c: {name: Cid, size: "840"}
    questions:
      most: {ask: "Wer hat am meisten?", answer: name, most: size}
questions:
  half: {ask: "Was ist {a} / 4?", answer: "{a/4}", wrong: ["{a}"], values: {a: [1]}}
  gap: {ask: "Rom liegt in ____.", answer: Italien, typed: true}
"""
    assert ("a",) == item_of(pattern_source("t.most", text).item(0, "0", 0)).keys
    half = question_source("half", text)
    assert ["0,25", "0,25"] == [one.key_options[0].text for one in (half.whole(), item_of(half.item(0, "0", 0)))]
    gap = question_source("gap", text)
    assert 1 == len(gap.whole().blanks) == len(item_of(gap.item(0, "0", 0)).blanks)


def test_the_seed_and_the_slot_draw_what_a_typed_question_shows() -> None:
    text = """
id: b
tables:
  t:
    rows:
      a: {name: Ann, town: [Lima, Cusco]}
      b: {name: Bea, town: Ulm}
      c: {name: Cid, town: Bonn}
    questions:
      q: {ask: "Who is in {town}?", answer: name}
"""
    typed = pattern_source("t.q", text).typed
    assert typed is not None
    both = {"Who is in Lima?", "Who is in Cusco?"}
    assert both == {item_of(typed.item(0, str(seed), 0)).stem for seed in range(20)}
    assert both == {item_of(typed.item(0, "0", slot)).stem for slot in range(20)}


def ranges(count: int, *more: str) -> str:
    """Return a table of names and of ranges that may all be the same, and its patterns."""
    rows = "\n".join(f"      r{at}: {{name: N{at}, about: {at} to 9999}}" for at in range(count))
    patterns = ['{ask: "What of {name}?", answer: about}', '{ask: "Who is it?", answer: name}', *more]
    decoys = "    decoys: {which-of-name: [odd]}\n" if DECOYED in more else ""
    return f"  t{count}:\n    rows:\n{rows}\n{decoys}    questions: [{', '.join(patterns)}]\n"


PHRASE = '{ask: "What about {name}?", answer: "in {about}"}'
DECOYED = '{ask: "Which of {name}?", answer: about}'


@pytest.mark.parametrize(
    ("tables", "fewest"),
    [
        ([ranges(4)], 12),
        ([ranges(2), ranges(4)], 16),
        ([ranges(4), ranges(2)], 16),
        ([ranges(4, PHRASE)], 18),
        ([ranges(4, DECOYED)], 18),
        ([ranges(4, PHRASE, DECOYED)], 24),
    ],
)
def test_columns_share_the_pairs_that_a_bank_may_have(
    monkeypatch: pytest.MonkeyPatch, tables: list[str], fewest: int
) -> None:
    """Four values that may be the same are six pairs; what a short column does not need is left to the others.

    Each column counts, and so does each pattern with answers of its own, by half the square of its length.
    """
    bank = bank_of("id: b\ntables:\n" + "".join(tables))
    monkeypatch.setattr("quiz.items.sources.MOST_PAIRS", 10)
    for pairs, is_vague in ((fewest, False), (fewest - 1, True)):
        monkeypatch.setattr("quiz.items.sources._MOST_PAIRS_OF_BANK", pairs)
        by_facts = [one for fact in bank_facts(bank) for one in fact.item_sources]
        for found in ([one for _, _, one in bank_sources(bank)], by_facts):
            asked = [one for one in found if isinstance(one, PatternSource) and one.table.id == "t4"]
            columns = {one.pattern.answer.slots[0].column for one in asked if one.prepared.vague}
            assert ({"about"} if is_vague else set()) == columns
