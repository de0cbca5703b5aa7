"""Safe fixes of a bank: what they change, what they leave, and that a second run changes nothing."""

import re
from difflib import SequenceMatcher

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.items.decoding import decode
from quiz.lint.fixing import fix_bank

BANK = """\
# A bank of mine: keep this.
id: rivers
title: Rivers  # and this
language: en
source: an atlas
as_of: "2024"
tables:
  rivers:
    columns: [river, sea]
    rows:
      # the long ones
      - rhine: [the Rhine, North Sea]
      - po: [the Po, Adriatic]   # short
      - nile: [the Nile, Mediterranean]
      - volga: [the Volga, Caspian Sea]
    questions:
      sea:
        ask: "Into which sea does {river} flow?"
        answer: sea
        why: "{river} flows into the {sea}."
questions:
  loire:
    ask: Which river flows through Nantes?
    answer: the Loire
    wrong: [the Rhone, the Seine, the Elbe]
    why: Nantes lies on the Loire.
"""
#: The name of a mistake -> (the right text, the wrong text in its place).
SLIPS = {
    "no id": ("id: rivers\n", ""),
    "no space after a colon": ("title: Rivers", "title:Rivers"),
    "a colon in a text": ("why: Nantes lies on the Loire.", "why: Nantes: it lies on the Loire."),
    "a text that starts with a sign": ("answer: the Loire", "answer: @ Nantes"),
    "a text that starts with a brace": ('why: "{river} flows into the {sea}."', "why: {river} flows into the {sea}."),
    "a key with a capital": ("answer: sea", "Answer: sea"),
    "a column with a capital": ("answer: sea", "answer: Sea"),
    "a column in quotes and braces": ("answer: sea", "answer: '{Sea}'"),
    "a placeholder with a capital": ("does {river} flow", "does {River} flow"),
    "a placeholder with capitals, twice": ('"{river} flows into the {sea}."', '"{SEA}, the {SEA}, {river}."'),
    "a column of a condition": (
        "answer: sea\n",
        "answer: sea\n        where: {SEA: [North Sea, Adriatic, Caspian Sea]}\n",
    ),
    "a column of decoys": ("    questions:\n      sea", "    decoys: {SEA: [Black Sea]}\n    questions:\n      sea"),
    "a column whose kind is declared": (
        "    questions:\n      sea",
        "    kinds: {SEA: text, River: text}\n    questions:\n      sea",
    ),
    "a column in which letters matter": ("    questions:\n      sea", "    exact: [SEA]\n    questions:\n      sea"),
    "a column in a row": (
        "      - nile: [the Nile, Mediterranean]\n",
        "      - nile: {river: the Nile, 'Sea': Mediterranean}\n",
    ),
    "a key of another program": ("why: Nantes", "explanation: Nantes"),
    "another key of another program": ("wrong: [", "distractors: ["),
    "a hidden character": ("Which river", "Which\u200b river"),
    "a rule that is allowed for nothing": ("as_of:", "allow: [Q107]\nas_of:"),
    "two of them": ("    columns:", "    allow: [Q103, Q104]  # why\n    columns:"),
    "one in braces": (
        "  loire:\n",
        "  seine: {allow: Q107, claim: The Seine is a river., is: true, why: It is.}\n  loire:\n",
    ),
}
NAMES = re.compile(r"- (\w+): \[")


def broken(*slips: str) -> str:
    text = BANK
    for right, typed in (SLIPS[slip] for slip in slips):
        text = text.replace(right, typed, 1)  # the first of two slips in one place
    return text


def repaired(text: str) -> str:
    return fix_bank(text.encode(), "rivers").data.decode()


def problems(text: str) -> list[str]:
    return [problem.code for problem in decode(text.encode(), "rivers").problems]


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_fixed_and_nothing_else_is_touched(slip: str) -> None:
    text = broken(slip)
    assert text != BANK

    found = fix_bank(text.encode(), "rivers")

    assert found.fixed
    assert [] == problems(found.data.decode())
    kept = [line for line in text.splitlines() if line in BANK.splitlines()]
    assert kept == [line for line in found.data.decode().splitlines() if line in kept]


def test_rows_of_a_list_get_the_names_that_they_have_already() -> None:
    text = NAMES.sub("- [", BANK)

    assert repaired(text) == BANK.replace("rhine:", "the-rhine:").replace("po:", "the-po:").replace(
        "nile:", "the-nile:"
    ).replace("volga:", "the-volga:")
    before, after = (decode(one.encode(), "rivers").bank for one in (text, repaired(text)))
    assert before is not None
    assert after is not None
    assert [row.id for row in before.tables[0].rows] == [row.id for row in after.tables[0].rows]


def test_of_rows_that_begin_alike_the_first_keeps_its_name() -> None:
    text = NAMES.sub("- [", BANK).replace("the Po", "the Rhine")

    assert "- the-rhine: [the Rhine, North Sea]" in repaired(text)
    assert "- the-rhine-adriatic: [the Rhine, Adriatic]   # short" in repaired(text)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_a_mark_at_the_start_stay(end: str, mark: str) -> None:
    text = mark + broken("no id", "a key with a capital").replace("\n", end)
    expected = BANK.replace("id: rivers\n", "").replace("title:", "id: rivers\ntitle:")

    assert repaired(text) == mark + expected.replace("\n", end)


@pytest.mark.parametrize(
    "text",
    [
        BANK,
        "",
        "title: [",
        BANK.replace("answer: the Loire", "anwser: the Loire"),  # a guess is not sure
        BANK.replace("answer: sea", "answer: See"),
        BANK.replace("columns: [river, sea]", "columns: [sea, SEA]").replace("answer: sea", "answer: Sea"),
        BANK.replace("[the Po, Adriatic]", "{river: the Po, Sea: Adriatic, SEA: Adria}"),  # which one is meant?
        BANK.replace("[the Po, Adriatic]", "{river: the Po, sea: Adriatic, Sea: Adria}"),
        BANK.replace("does {river}", "Sea does \\x7bSea}"),
        BANK.replace("why: Nantes", "note: Nantes"),  # it may not be for players
        BANK.replace("why: Nantes", "explanation: x\n    why: Nantes"),  # both are there
        BANK.replace("wrong: [", "options: [the Loire, "),
        BANK.replace("as_of:", "allow: [G911]\nas_of:"),  # of a later version, perhaps
        BANK.replace("title: Rivers  #", 'title: "a": b  #'),
    ],
)
def test_what_is_not_sure_is_left(text: str) -> None:
    assert repaired(text) == text


@settings(max_examples=25, deadline=None)
@given(slips=st.lists(st.sampled_from([*SLIPS]), unique=True, max_size=5), unnamed=st.booleans())
def test_whatever_is_wrong_together_a_second_run_changes_nothing_and_comments_stay(
    slips: list[str], unnamed: bool
) -> None:
    text = broken(*slips)
    text = NAMES.sub("- [", text) if unnamed else text

    found = fix_bank(text.encode(), "rivers")

    again = fix_bank(found.data, "rivers")
    assert (found.data, ()) == (again.data, again.fixed)
    comments = [line.partition("#")[2] for line in text.splitlines() if "#" in line]
    assert comments == [line.partition("#")[2] for line in found.data.decode().splitlines() if "#" in line]
    changes = SequenceMatcher(None, text.splitlines(), found.data.decode().splitlines(), autojunk=False)
    touched = sum(end - start for kind, start, end, _, _ in changes.get_opcodes() if kind != "equal")
    assert touched <= 2 * len(slips) + 4 * unnamed
