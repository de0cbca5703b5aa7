"""A rule finds in a pattern what it finds in its items one by one.

Rules first look at the texts of all items together, and skip what cannot have a finding. Random tables of texts with
findings in them show that this loses nothing.
"""

import json
from collections.abc import Collection
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from quiz.bank.model import Bank, Question
from quiz.items.check import batches
from quiz.items.decoding import decode
from quiz.items.item import Item
from quiz.lint.rule import Rule
from quiz.lint.rules import RULES
from quiz.lint.view import View
from quiz.lint.words import Vocabulary

SETTINGS = settings(
    max_examples=200,
    deadline=None,
    derandomize=True,
    # A failing bank is shown as it was drawn, because making it smaller takes minutes.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)

VALUES = """
the Rome | Rome. | E-mail list | e mail list | 7 | seven | the Council | European Council | Sweden | Sweden and Norway
10-20 | 15 to 18 | 12 km | -5 km | All of these | None of these | neither | not yet | no moon | Never Let Me Go | ne
always late | an owl | hawk | Apollo 11 | 1999 | A and B | because of a very long delay of all | казка | Казка‑list
""".replace("\n", "|").split("|")
STEMS = [
    "Which {a}?",
    "Who is {a}",
    "Who is not {a}?",
    "Not {a}, but which?",
    "It is an",
    "It is {a} or an ...",
    "In 1999, what of {a} and {b}?",
    "What is 7 × {a}?",
    "Fill __ in for {a}.",
    'Which of {a} says "not"?',
    "{a}ver came where?",
    "not‑{a} is which?",
    "Who isn’t {a} of {b}?",
    "Which is the Council of {a}?",
    "Does Sweden, or казка, have {a}?",
]
WHYS = ["", "{a}.", "{c} in 2020.", "Rome, owl, hawk, 7, x and {c}."]
IN_ANY_ORDER = st.permutations(("one", "two", "three"))


@st.composite
def patterns(draw: st.DrawFn) -> dict[str, Any]:
    a, b, c = draw(IN_ANY_ORDER)
    named = {"{a}": f"{{{a}}}", "{b}": f"{{{b}}}", "{c}": f"{{{c}}}"}
    stem, why = draw(st.sampled_from(STEMS)), draw(st.sampled_from(WHYS))
    for name, column in named.items():
        stem, why = stem.replace(name, column), why.replace(name, column)
    pattern: dict[str, Any] = {"why": why} if why else {}
    if draw(st.booleans()):
        return {"claim": f"{stem} {{{c}}}", "swap": c, **pattern}
    return {"ask": stem, "answer": c, **pattern}


@st.composite
def banks(draw: st.DrawFn) -> Bank:
    texts = st.sampled_from([text.strip() for text in VALUES if text.strip()])
    pools = {name: draw(st.lists(texts, min_size=4, max_size=10, unique=True)) for name in ("one", "two", "three")}
    cells = {
        name: st.one_of(st.sampled_from(pool), st.lists(st.sampled_from(pool), max_size=2))
        for name, pool in pools.items()
    }
    rows = draw(st.lists(st.fixed_dictionaries(cells), min_size=4, max_size=8))
    table = {
        "decoys": {name: [f"decoy {text}" for text in draw(st.lists(texts, max_size=1))] for name in pools},
        "rows": {f"r{i}": row for i, row in enumerate(rows)},
        "questions": {f"q{i}": pattern for i, pattern in enumerate(draw(st.lists(patterns(), min_size=1, max_size=3)))},
    }
    bank = {"id": "x", "title": "X", "tables": {"t": table}, "as_of": draw(st.sampled_from(["1999", "May 2024"]))}
    if draw(st.booleans()):
        del bank["as_of"]
    decoded = decode(json.dumps(bank, ensure_ascii=False).encode(), "x")
    assert decoded.bank is not None, decoded.problems
    return decoded.bank


class Alone(View):
    """An item as the only one of its pattern, without an index of its options."""

    def having(self, texts: Collection[str]) -> list[Item]:
        return [item for item in self.items if any(option.text in texts for option in item.options)]


def hits(rule: Rule, view: View) -> int:
    return sum(finding.hits for finding in rule.check(view))


#: They judge a pattern as a whole, not its items.
OF_PATTERNS = ("Q113", "Q121", "Q123", "Q128")


@SETTINGS
@given(banks())
def test_a_pattern_is_judged_as_its_items_are(bank: Bank) -> None:
    for table, pattern, _, items, _ in batches(bank):
        if not items or table is None or isinstance(pattern, Question):
            continue
        whole = View(bank, items, table=table, pattern=pattern, vocabulary=Vocabulary(table))
        alone = [Alone(bank, [item], table=table, pattern=pattern) for item in items]
        for rule in RULES:
            if rule.applies(whole.form) and rule.code not in OF_PATTERNS:
                expected = sum(hits(rule, view) for view in alone)
                if rule.code == "Q104" and 3 * expected <= len(alone):
                    expected = 0
                assert hits(rule, whole) == expected, rule.code
