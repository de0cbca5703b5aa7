"""Questions are proven from what their banks say, and the prover would notice one that is not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from trials.prover import Prover
from trials.prover.bank import read
from trials.prover.proving import items_of, prover
from trials.report import as_text

Item = dict[str, Any]

BANK = """\
id: x
tables:
  rivers:
    rows:
      rhine: {river: the Rhine, sea: the North Sea, length: 1233 km, named: [1901, Rijn]}
      elbe: {river: the Elbe, sea: the North Sea, length: 1094 km, named: [1902]}
      rhone: {river: the Rhone, sea: the Mediterranean, length: 812 km, named: [1903]}
      ebro: {river: the Ebro, sea: the Mediterranean, length: 930 km, named: [1904]}
      volga: {river: the Volga, sea: the Caspian Sea, length: 3530 km, named: [1905]}
      oder: {river: the Oder, sea: {value: the Baltic, also: [the Baltic Sea]}, length: 840 km, named: [1906]}
    questions:
      where: {ask: "Where does {river} end?", answer: sea}
      which: {ask: "Which ends in {sea}?", answer: river}
      phrase: {ask: "What is {named}?", answer: "{river}, which ends in {sea}"}
      long: {ask: "How long is {river}?", answer: length, near: 50}
      longest: {ask: "Which is the longest?", answer: river, most: length}
      shortest: {ask: "Which is the shortest?", answer: river, least: length}
      order: {ask: "The shortest first.", answer: river, order: length}
      match: {ask: "Match.", answer: river, match: length}
      not: {ask: "Which does NOT end in {sea}?", answer: river, except: true, where: {sea: [the North Sea, the Mediterranean]}}
      all: {ask: "Which end in {sea}? Choose all.", answer: river, choose: all}
      typed: {ask: "Where does {river} end? Type it.", answer: sea, typed: true}
      claim: {claim: "{river} ends in {sea}.", swap: sea}
questions:
  pick: {ask: Which?, answer: one, wrong: [two, three, four]}
  all: {ask: Which?, answer: [one, two], wrong: [three, four], choose: all}
  claim: {claim: It is., is: true}
  order: {ask: Order., order: [a, b, c]}
  match: {ask: Match., match: {a: x, b: y, c: z}, wrong: [w]}
  typed: {ask: What?, answer: one, typed: true}
  sum: {ask: "What is {v} + {t}?", answer: "{v+t}", wrong: ["{v-t}", "{v*t}", "{2*v+t}"], values: {v: 11..19, t: [3, 5]}}
"""  # noqa: E501 # a bank


@pytest.fixture(scope="module")
def items(tmp_path_factory: pytest.TempPathFactory) -> list[Item]:
    """Return all questions of the bank as the program prints them."""
    home = tmp_path_factory.mktemp("home")
    folder = home / "banks"
    folder.mkdir()
    (folder / "x.yaml").write_text(BANK, encoding="utf-8")
    return items_of(folder, home, seed=1)


def prove(items: list[Item], bank: str = BANK) -> dict[str, list[str]]:
    """Return the questions that the bank does not prove, each with the reason."""
    judge = Prover(read(bank))
    return {item["id"]: wrong for item in items if (wrong := judge.prove(item))}


def of_form(items: list[Item], *forms: str) -> list[Item]:
    found = [item for item in items if item["form"] in forms]
    assert {item["form"] for item in found} == set(forms)
    return found


def test_what_the_program_makes_is_proven() -> None:
    report = prover(60, seed=1)  # more by command

    assert report.passed, as_text(report)
    assert report.tried > 2_700  # the number of questions in the banks that ship


def test_all_forms_are_proven(items: list[Item]) -> None:
    assert not prove(items)
    of_form(items, "pick", "claim", "compare", "choose-all", "not", "order", "match", "typed")


def marked(item: Item, right: str) -> Item:
    """Return an item in which another option is marked as right."""
    options = [{**option, "correct": option["id"] == right} for option in item["options"]]
    return {**item, "options": options, "keys": [right]}


def wrongly_marked(item: Item) -> Item:
    return marked(item, next(option["id"] for option in item["options"] if not option["correct"]))


def with_one_more_key(item: Item) -> Item:
    other = next(option["id"] for option in item["options"] if not option["correct"])
    options = [{**option, "correct": option["correct"] or option["id"] == other} for option in item["options"]]
    return {**item, "options": options, "keys": [*item["keys"], other]}


def with_one_key_fewer(item: Item) -> Item:
    options = [{**option, "correct": option["id"] in item["keys"][1:]} for option in item["options"]]
    return {**item, "options": options, "keys": item["keys"][1:]}


def with_keys_turned(item: Item) -> Item:
    return {**item, "keys": [*item["keys"][1:], item["keys"][0]]}


def with_another_answer(item: Item) -> Item:
    return {**item, "options": [{**option, "text": "something else"} for option in item["options"]]}


@pytest.mark.parametrize(
    ("form", "tampered"),
    [
        ("pick", wrongly_marked),
        ("compare", wrongly_marked),
        ("not", wrongly_marked),
        ("claim", wrongly_marked),
        ("choose-all", with_one_more_key),
        ("choose-all", with_one_key_fewer),
        ("order", with_keys_turned),
        ("match", with_keys_turned),
        ("typed", with_another_answer),
    ],
)
def test_an_item_that_is_marked_wrongly_is_noticed(
    items: list[Item], form: str, tampered: Callable[[Item], Item]
) -> None:
    found = [item for item in of_form(items, form) if form != "choose-all" or len(item["keys"]) > 1]

    assert {item["id"] for item in found} == prove([tampered(item) for item in found]).keys()


@pytest.mark.parametrize(
    ("pattern", "false", "true"),
    [
        (
            "where",
            "Rhine, sea: the North Sea",
            "Rhine, sea: [the North Sea, the Caspian Sea, the Baltic, the Mediterranean]",
        ),
        ("which", "the Mediterranean", "the North Sea"),
        ("where", "river: the Rhine", "river: {value: the Rhine, also: [the Rhone, the Volga, the Oder]}"),
        ("where", "sea: the Caspian Sea", "sea: {value: water, also: [North Sea, Baltic]}"),
    ],
)
def test_a_distractor_that_becomes_true_is_noticed(items: list[Item], pattern: str, false: str, true: str) -> None:
    (about_rhine,) = (item for item in items if item["id"] == f"x/rivers.{pattern}/rhine")

    (why,) = prove([about_rhine], BANK.replace(false, true)).values()

    assert any("may be right" in line for line in why)


@pytest.mark.parametrize("text", ["north sea", "The North Sea.", "ＮＯＲＴＨ sea"])
def test_a_distractor_that_may_be_the_key_is_noticed(items: list[Item], text: str) -> None:
    (item,) = (item for item in items if item["id"] == "x/rivers.where/rhine")
    options = [option if option["correct"] else {**option, "text": text} for option in item["options"]]

    assert prove([{**item, "options": options}])


def test_in_an_open_table_the_rows_prove_nothing_wrong(items: list[Item]) -> None:
    bank = BANK.replace("  rivers:\n", "  rivers:\n    open: true\n")

    noticed = prove(items, bank)

    assert {"x/rivers.where/rhine", "x/rivers.which/rhine", "x/rivers.typed/rhine"} <= noticed.keys()


def test_the_prover_reads_what_is_typed(tmp_path: Path) -> None:
    bank = read("tables: {t: {columns: [a], rows: {r: [no], s: [1.10], u: [{value: 007, also: 12:30}]}}}")

    assert ["no", "1.10", "007"] == [value.text for row in bank.tables["t"].rows for value in row["a"]]
    assert ("007", "12:30") == bank.tables["t"].rows[2]["a"][0].names
