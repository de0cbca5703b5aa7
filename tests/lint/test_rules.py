"""The rules, tested by the examples on their own manual pages."""

import re
from textwrap import dedent
from typing import NamedTuple

import pytest

from quiz.bank.problems import CODES, Problem, is_allowable
from quiz.items.decoding import decode
from quiz.lint.check import check_bank
from quiz.lint.facts import FACT_RULES
from quiz.lint.facts.view import FactRule
from quiz.lint.rule import BankRule, Rule
from quiz.lint.rules import BANK_RULES, RULES

ALL: tuple[Rule | BankRule | FactRule, ...] = (*FACT_RULES, *RULES, *BANK_RULES)


class Example(NamedTuple):
    code: str
    passes: bool
    text: str


def examples(rule: Rule | BankRule | FactRule) -> list[Example]:
    found = re.findall(r"^(Passes|Fails):\n\n((?: {4}.*\n|\n)+)", f"{rule.manual}\n", re.MULTILINE)
    return [Example(rule.code, word == "Passes", dedent(text).strip()) for word, text in found]


EXAMPLES = [example for rule in ALL for example in examples(rule)]


def problems(text: str) -> tuple[Problem, ...]:
    decoded = decode(f"id: example\n{text}\n".encode(), "example")
    assert decoded.problems == ()
    assert decoded.bank is not None
    return check_bank(decoded.bank).problems


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: f"{e.code} {'passes' if e.passes else 'fails'}")
def test_an_example_is_judged_as_its_manual_page_says(example: Example) -> None:
    found = [problem.code for problem in problems(example.text)]

    assert (0 if example.passes else 1) == found.count(example.code)


@pytest.mark.parametrize("example", [e for e in EXAMPLES if not e.passes], ids=lambda e: e.code)
def test_what_fails_says_what_to_do_at_its_place(example: Example) -> None:
    (problem,) = [problem for problem in problems(example.text) if problem.code == example.code]

    lines = f"id: example\n{example.text}\n".split("\n")
    assert problem.help
    assert problem.span.line <= len(lines)
    assert problem.span.column <= len(lines[problem.span.line - 1])


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.code)
def test_every_rule_has_a_manual_page_with_examples_of_both_kinds(rule: Rule | BankRule | FactRule) -> None:
    title, blank, *_ = (rule.manual or "").splitlines()

    assert title.endswith(".")
    assert blank == ""
    assert {example.passes for example in examples(rule)} == {True, False}


def test_every_code_is_that_of_one_rule_and_of_nothing_else() -> None:
    codes = [rule.code for rule in ALL]

    assert len(set(codes)) == len(codes)
    assert CODES.keys().isdisjoint(codes)
    assert all(map(is_allowable, codes))


def test_the_rules_stand_in_the_order_of_their_codes() -> None:
    codes = [rule.code for rule in RULES]

    assert sorted(codes) == codes
