"""The rules, tested by the examples on their own manual pages."""

import re
from textwrap import dedent
from typing import NamedTuple

import pytest

from quiz.bank.model import Allowed, Bank
from quiz.bank.nodes import SourceSpan
from quiz.bank.problems import CODES, Problem, is_allowable
from quiz.items.decoding import decode
from quiz.lint.check import check_bank
from quiz.lint.codes import allowed_in
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


def allowing(bank: Bank, code: str, where: str) -> Bank:
    """Return a bank in which a code is allowed in every table, every pattern, every question, or the bank itself."""
    allow = (Allowed(code, SourceSpan(1, 1)),)
    if where == "the bank":
        return bank._replace(allow=allow)
    if where == "a question":
        return bank._replace(questions=tuple(question._replace(allow=allow) for question in bank.questions))
    if where == "a table":
        return bank._replace(tables=tuple(table._replace(allow=allow) for table in bank.tables))
    tables = [t._replace(patterns=tuple(p._replace(allow=allow) for p in t.patterns)) for t in bank.tables]
    return bank._replace(tables=tuple(tables))


@pytest.mark.parametrize("where", ["the bank", "a table", "a pattern", "a question"])
@pytest.mark.parametrize("example", [e for e in EXAMPLES if not e.passes], ids=lambda e: e.code)
def test_a_code_is_allowed_where_its_page_says_so(example: Example, where: str) -> None:
    bank = decode(f"id: example\n{example.text}\n".encode(), "example").bank
    assert bank is not None
    if (where == "a question" and not bank.questions) or (where in ("a table", "a pattern") and not bank.tables):
        return  # nothing in the example can allow it

    found = check_bank(allowing(bank, example.code, where)).problems

    can_be = where in allowed_in(example.code)
    assert (example.code not in [problem.code for problem in found]) is can_be
    assert any("can be allowed only in" in problem.message for problem in found) is not can_be


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
