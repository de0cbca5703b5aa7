"""The same bank and seed give the same items on every platform and Python; positions give nothing away.

The golden items are in `golden_items.txt`. `tests/game/test_drawing_rules.py` says what to do if you change the way of
drawing on purpose.
"""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from itertools import permutations
from pathlib import Path

import pytest

from quiz.bank.model import Bank
from quiz.items.decoding import decode
from quiz.items.item import Item
from quiz.items.sources import ItemSource, bank_facts, bank_items

GOLDEN = Path(__file__).parent / "golden_items.txt"

BANK = """
format: 1
id: small
title: Small
as_of: January 2023
source: The declaration
tables:
  leaders:
    topic: Leaders
    rows:
      michel: {name: Charles Michel, office: President, body: European Council}
      leyen: {name: Ursula von der Leyen, office: President, body: European Commission}
      stoltenberg: {name: {value: Jens Stoltenberg, also: [Stoltenberg]}, office: Secretary General, body: NATO}
    decoys:
      name: [Josep Borrell, Mark Rutte]
      body: [United Nations]
    questions:
      who: {ask: "Who signed as {office} of {body}?", answer: name, why: "{name} was {office} of {body}."}
      what: {ask: "What was {name}?", answer: "{office} of {body}", hint: "Think of {body}."}
      claim: {claim: "{name} signed for {body}.", swap: name}
      typed: {ask: "Who was {office} of {body}? Type the name.", answer: name, typed: true}
      bodies: {ask: "Match each person to the body.", answer: body, match: name, why: "{name} was of {body}."}
  members:
    topic: Members
    rows:
      eu: {body: European Union, count: 27, area: "4,233,255"}
      nato: {body: NATO, count: 30, area: "24,700,000"}
      both: {body: both of them, count: 21, area: "3,000,000"}
      un: {body: United Nations, count: 193, area: "130,000,000"}
      asean: {body: ASEAN, count: 10, area: "4,500,000"}
    questions:
      how-many: {ask: "How many members had {body}?", answer: count, near: 5}
      how-large: {ask: "How large was {body}?", answer: area}
      larger: {ask: "Which of these had most members?", answer: body, most: count}
      fewer: {ask: "Which of these had fewest members?", answer: body, least: count}
      rising: {ask: "Put these in order, fewest first.", answer: body, order: count, why: "{body} had {count}."}
      falling: {ask: "Put these in order, largest first.", answer: body, order: area, descending: true}
      counts: {ask: "Match each to its members.", answer: count, match: body}
  pages:
    topic: Pages
    columns: [part, length]
    rows:
      declaration: [the declaration, 3 pages]
      annex: [the annex, 1 page]
      list: [the list, 12 pages]
      letter: [the letter, 2 pages]
      report: [the report, 120 pages]
    questions:
      long: {ask: "How long is {part}?", answer: length}
  areas:
    topic: Areas
    columns: [area, status]
    rows:
      space: [space, future]
      climate: [climate, future]
      technology: [technology, future]
      cyber: [[cyber, hybrid threats], present]
      mobility: [military mobility, present]
      women: ["women, peace and security", present]
    questions:
      future: {ask: "Which one is new?", answer: area, where: {status: future}}
      not-future: {ask: "Which one is NOT new?", answer: area, where: {status: future}, except: true}
      not-shown: {ask: "Which one is NOT {status}?", answer: area, except: true}
      all: {ask: "Which are {status}? Choose all.", answer: area, choose: all}
questions:
  delay:
    topic: Why
    ask: Why was it late?
    answer: Turkey and Cyprus
    wrong: [{text: The pandemic, why: It was over.}, A strike, Elections, The weather]
    pinned: [None of these]
    why: They quarrel.
  year: {ask: When was it?, answer: "2023", wrong: ["2016", "2018", "2021", "2022"]}
  signed: {claim: "Four people signed it.", is: false, why: Three did.}
  steps: {ask: "Put these in order, first to last.", order: [draft, talks, signature, print, archive]}
  seats: {ask: "Match each to its seat.", match: {NATO: Brussels, ASEAN: Jakarta, UN: New York}, wrong: [Paris, Vienna]}
  two: {ask: "Was it signed?", answer: "yes", wrong: ["no"]}
  gaps: {gaps: "{who} signed in {where}.", answers: {who: {answer: Three, wrong: [Two, Four]}, where: Brussels}}
  sum: {ask: "What is {v} times {t}?", answer: "{v*t}", wrong: ["{v+t}", "{v-t}"], values: {v: 2..9, t: 2..5}}
"""

SCRIPT = """
import sys
from quiz.items.decoding import decode
from quiz.items.sources import bank_items
bank = decode(sys.stdin.buffer.read(), "small").bank
found = [item for seed in "abc" for _, _, item in bank_items(bank, seed)]
sys.stdout.buffer.write(repr(found).encode())
"""


def bank_of(text: str = BANK) -> Bank:
    decoded = decode(text.encode(), "small")
    assert decoded.bank is not None, decoded.errors
    return decoded.bank


def items_of(bank: Bank, seed: str) -> list[Item]:
    return [item for _, _, item in bank_items(bank, seed) if isinstance(item, Item)]


def written(item: Item) -> str:
    lines = [item.id, f"  {item.stem}"]
    lines += [f"  {'*' if option.id in item.keys else '-'} {option.id} = {option.text}" for option in item.options]
    lines += [f"  keys {' '.join(item.keys)}"]
    lines += [f"  prompts {', '.join(item.prompts)}"] * bool(item.prompts)
    lines += [f"  why {item.why}"] * bool(item.why) + [f"  hint {hint}" for hint in item.hints]
    return "\n".join(lines)


def transcript() -> str:
    bank = bank_of()
    lines = []
    for seed in ("0", "1", "2023-01-10"):
        lines.append(f"# seed {seed}")
        lines += [written(item) for item in items_of(bank, seed)]
    for fact in bank_facts(bank):
        for item_source in fact.item_sources:
            if fact.row in item_source.rows:
                item = item_source.item(fact.row, "0", 7)
                assert isinstance(item, Item)
                lines += [f"# slot 7 of {fact.id}", written(item)]
    return "\n".join(lines) + "\n"


def test_items_are_the_golden_ones() -> None:
    if os.environ.get("REWRITE_GOLDEN"):
        GOLDEN.write_text(transcript(), encoding="utf-8")
    assert GOLDEN.read_text(encoding="utf-8") == transcript()


def test_every_row_gives_an_item() -> None:
    expected = 3 * 5 + 5 * 7 + 5 + 3 + 3 + 6 + 6 + 8
    assert expected == len(items_of(bank_of(), "0")) == len(list(bank_items(bank_of(), "0")))


def test_the_same_seed_gives_the_same_items() -> None:
    assert items_of(bank_of(), "x") == items_of(bank_of(), "x")


def test_ids_and_facts_do_not_hang_on_the_seed_but_the_items_do() -> None:
    one, other = items_of(bank_of(), "x"), items_of(bank_of(), "y")
    assert [(item.id, item.fact) for item in one] == [(item.id, item.fact) for item in other]
    assert one != other


def test_a_slot_gives_an_item_other_options() -> None:
    item_source = asker_of(bank_of(), "members.how-many")
    assert 1 < len({str(item_source.item(0, "x", slot)) for slot in range(10)})
    assert item_source.item(0, "x", 3) == item_source.item(0, "x", 3)


def test_hash_randomization_changes_nothing() -> None:
    def run(hash_seed: str) -> bytes:
        environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT], input=BANK.encode(), env=environment, capture_output=True, check=True
        )
        return done.stdout

    expected = repr([item for seed in "abc" for _, _, item in bank_items(bank_of(), seed)]).encode()
    assert expected == run("1") == run("2")


def test_an_item_is_the_same_whatever_was_made_before_it() -> None:
    """Large pools are cached between items, and the cache may not change anything."""
    rows = "\n".join(
        f"      r{i}: {{name: name {i}, group: [g{i % 3}, h{i % 5}], count: '{i * 7 % 90}'}}" for i in range(80)
    )
    text = f"""
id: large
title: Large
tables:
  t:
    rows:
{rows}
    questions:
      pick: {{ask: "Who is in {{group}}?", answer: name}}
      all: {{ask: "Who are in {{group}}? Choose all.", answer: name, choose: all}}
      odd: {{ask: "Who is NOT in {{group}}?", answer: name, except: true}}
      where: {{ask: "Who is NOT in g1?", answer: name, where: {{group: g1}}, except: true}}
      count: {{ask: "How many has {{name}}?", answer: count, near: 3}}
      most: {{ask: "Who of {{group}} has most?", answer: name, most: count}}
      claim: {{claim: "{{name}} is in {{group}}.", swap: name}}
      order: {{ask: "Put those of {{group}} in order.", answer: name, order: count}}
      match: {{ask: "Match those of {{group}}.", answer: count, match: name}}
"""
    bank = bank_of(text)
    in_order = {item.id: item for item in items_of(bank, "s")}
    assert 80 * 8 < len(in_order)
    backwards = {}
    for fact in reversed(bank_facts(bank)):
        for item_source in reversed(fact.item_sources):
            item = item_source.item(fact.row, "s", 0) if fact.row in item_source.rows else None
            if isinstance(item, Item):
                backwards[item.id] = item
    assert in_order == backwards
    for i in (0, 41, 79):
        alone = bank_facts(bank)[i]
        for item_source in alone.item_sources:
            item = item_source.item(alone.row, "s", 0) if alone.row in item_source.rows else None
            if isinstance(item, Item):
                assert in_order[item.id] == item


# --- positions ----------------------------------------------------------------------------------


def asker_of(bank: Bank, name: str) -> ItemSource:
    return next(
        item_source for fact in bank_facts(bank) for item_source in fact.item_sources if item_source.name == name
    )


def made(item_source: ItemSource, row: int, seed: str, slot: int = 0) -> Item:
    item = item_source.item(row, seed, slot)
    assert isinstance(item, Item)
    return item


def key_position(item: Item) -> int:
    return next(i for i, option in enumerate(item.options) if option.id in item.keys)


def chi_square(found: Iterable[int], outcomes: int) -> float:
    count = Counter(found)
    assert set(count) <= set(range(outcomes)), count
    mean = count.total() / outcomes
    return sum((count[i] - mean) ** 2 / mean for i in range(outcomes))


BOUND = 45.0  # far above what a uniform draw of two to six outcomes gives: once in a thousand million


@pytest.mark.parametrize(
    "name", ["leaders.who", "areas.future", "areas.not-future", "areas.not-shown", "members.larger"]
)
def test_the_key_may_stand_anywhere(name: str) -> None:
    item_source = asker_of(bank_of(), name)
    rows = sorted(item_source.rows)
    items = [made(item_source, rows[i % len(rows)], str(i)) for i in range(3000)]
    assert {4} == {len(item.options) for item in items}
    assert chi_square(map(key_position, items), 4) < BOUND


def test_the_key_may_stand_anywhere_in_every_slot_of_one_seed() -> None:
    item_source = asker_of(bank_of(), "leaders.who")
    assert chi_square((key_position(made(item_source, 1, "one", slot)) for slot in range(3000)), 4) < BOUND


def test_the_key_of_a_written_question_may_stand_anywhere_before_the_pinned() -> None:
    item_source = asker_of(bank_of(), "delay")
    assert chi_square((key_position(made(item_source, 0, str(i))) for i in range(3000)), 3) < BOUND


@pytest.mark.parametrize("row", range(5))
def test_the_rank_of_a_number_tells_nothing_where_there_are_near_numbers_on_both_sides(row: int) -> None:
    item_source = asker_of(bank_of(), "members.how-many")
    assert chi_square((key_position(made(item_source, row, str(i))) for i in range(2000)), 4) < BOUND


def test_the_middle_of_other_rows_values_has_every_rank_that_it_can_have() -> None:
    item_source = asker_of(bank_of(), "members.how-large")  # 3, 4.2, 4.5, 24.7, 130 million
    for row, expected in {2: {0}, 0: {0, 1}, 4: {1, 2}, 1: {2, 3}, 3: {3}}.items():
        found = Counter(key_position(made(item_source, row, str(i))) for i in range(600))
        assert expected == set(found)


def test_an_order_lies_in_every_order_but_the_right_one() -> None:
    item_source = asker_of(bank_of(), "members.rising")
    rights = list(permutations(range(4)))[1:]
    found = []
    for i in range(6000):
        item = made(item_source, i % 5, str(i))
        found.append(rights.index(tuple(item.keys.index(option.id) for option in item.options)))
    assert chi_square(found, 23) < 2 * BOUND  # more outcomes, so a higher bound


@pytest.mark.parametrize("place", range(3))
def test_the_answer_to_a_prompt_may_stand_anywhere(place: int) -> None:
    item_source = asker_of(bank_of(), "leaders.bodies")
    items = [made(item_source, i % 3, str(i)) for i in range(3000)]
    assert chi_square(([o.id for o in item.options].index(item.keys[place]) for item in items), 3) < BOUND
    assert chi_square((["michel", "leyen", "stoltenberg"].index(item.keys[place]) for item in items), 3) < BOUND


def test_claims_are_true_as_often_as_false() -> None:
    item_source = asker_of(bank_of(), "leaders.claim")
    found = [made(item_source, i % 3, str(i)) for i in range(3000)]
    assert chi_square((int(item.keys == ("true",)) for item in found), 2) < BOUND


def test_how_many_answers_are_right_varies() -> None:
    item_source = asker_of(bank_of(), "areas.all")
    items = [made(item_source, i % 3, str(i)) for i in range(2000)]
    assert {4} == {len(item.options) for item in items}
    assert {2, 3} == {len(item.keys) for item in items}
    assert chi_square((len(item.keys) - 2 for item in items), 2) < BOUND
    places = [i for item in items for i, option in enumerate(item.options) if option.id in item.keys]
    assert chi_square(places, 4) < BOUND


def test_every_distractor_is_drawn_sometimes() -> None:
    item_source = asker_of(bank_of(), "leaders.who")
    texts = {option.text for i in range(300) for option in made(item_source, 0, str(i)).options}
    assert {"Charles Michel", "Ursula von der Leyen", "Jens Stoltenberg", "Josep Borrell", "Mark Rutte"} == texts
