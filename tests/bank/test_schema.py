"""The JSON Schema is current, describes every key, and agrees with the decoder."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from quiz.bank.decode import decode_bank
from quiz.bank.format import BANK, GAP, PATTERN_NAME, QUESTION, ROW, TABLE, VALUE, WRONG, BankFormat, bank_format
from quiz.bank.keys import NEAR, Key, Limit, MappingSpec
from quiz.bank.problems import Severity
from quiz.bank.schema import bank_schema
from quiz.items.decoding import FORMAT, decode
from quiz.items.forms import FORMS
from quiz.lint.codes import ALLOWABLE
from quiz.text import is_hidden

if TYPE_CHECKING:
    from tests.conftest import Program

ROOT = Path(__file__).parents[2]
MAPPINGS = FORMAT.mappings
SCHEMA = bank_schema(FORMAT, ALLOWABLE)
VALIDATOR = Draft202012Validator(SCHEMA)
SHIPPED = sorted((ROOT / "question_banks").rglob("*.yaml"))
MODELINE = "# yaml-language-server: $schema="

#: The codes of the decoder that are about the shape of a bank. The others are about names and values.
SHAPE = {"B101", "B102", "B103", "B105", "B106", "B109"}
#: Of the keys that do not go together, those that need no look at the values.
CLASHES = re.compile("cannot be combined with|belongs to a|several answers")

# YAML as a language server reads it (version 1.2, core schema)

CORE: list[tuple[re.Pattern[str], Callable[[str], Any]]] = [
    (re.compile("|~|null|Null|NULL"), lambda _: None),
    (re.compile("true|True|TRUE"), lambda _: True),
    (re.compile("false|False|FALSE"), lambda _: False),
    (re.compile("[-+]?[0-9]+"), int),
    (re.compile("0o[0-7]+"), lambda text: int(text, 8)),
    (re.compile("0x[0-9a-fA-F]+"), lambda text: int(text, 16)),
    (re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?"), float),
]


def typed(text: str) -> Any:
    """Return a YAML text as the values a language server sees."""
    return value_of(yaml.compose(text, Loader=yaml.CBaseLoader if yaml.__with_libyaml__ else yaml.BaseLoader))


def value_of(node: yaml.Node | None) -> Any:
    if isinstance(node, yaml.MappingNode):
        return {key.value: value_of(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [value_of(item) for item in node.value]
    if not isinstance(node, yaml.ScalarNode):
        return None
    if node.style:
        return node.value
    return next((read(node.value) for form, read in CORE if form.fullmatch(node.value)), node.value)


# What both say about a text


def refusals(text: str) -> list[str]:
    """Return what the schema finds wrong with a bank."""
    return [f"{error.json_path}: {error.message}" for error in VALIDATOR.iter_errors(typed(text))]


def shape_errors(text: str) -> list[str]:
    """Return what the decoder finds wrong with the shape of a bank."""
    found = decode(text.encode(), "bank").problems
    return [p.line("bank") for p in found if p.code in SHAPE or (p.code == "B206" and CLASHES.search(p.message))]


def assert_one_mind(text: str) -> None:
    """Check that the schema refuses whatever the decoder refuses for its shape, and nothing that is right.

    But to a language server an empty value is what the text `null` is, so the schema takes it; and a text of hidden
    characters is one like any other.
    """
    refused, errors = refusals(text), shape_errors(text)
    if errors:
        unseen = any(leaf is None or (isinstance(leaf, str) and not seen(leaf)) for leaf in leaves(typed(text)))
        assert refused or (unseen and all(" B105: " in error for error in errors)), errors
    if refused:
        problems = decode(text.encode(), "bank").problems
        assert [p for p in problems if p.severity is Severity.ERROR], refused


def seen(text: str) -> str:
    """Return the characters of a text that can be seen."""
    return "".join(char for char in text if not is_hidden(char) and not char.isspace())


def leaves(tree: Any) -> list[Any]:
    """Return the scalars in a tree."""
    if isinstance(tree, dict | list):
        return [leaf for part in (tree.values() if isinstance(tree, dict) else tree) for leaf in leaves(part)]
    return [tree]


# The schema itself


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_the_schema_in_docs_is_what_the_command_prints(program: Program) -> None:
    """`quiz bank schema > docs/bank.schema.json` brings it up to date."""
    kept = (ROOT / "docs" / "bank.schema.json").read_text(encoding="utf-8")

    assert program.run("bank", "schema") == (0, kept, "")
    assert json.loads(kept) == SCHEMA


def properties(spec: MappingSpec) -> dict[str, Any]:
    """Return the schemas of a spec's keys."""
    found: dict[str, Any] = SCHEMA if spec is BANK else SCHEMA["$defs"][spec.name.partition(" ")[2]]
    keys: dict[str, Any] = found["properties"]
    return keys


KEYS = [(spec, key) for spec in MAPPINGS for key in spec.keys]
IDS = [f"{spec.name.split()[-1]}.{key.name}" for spec, key in KEYS]


@pytest.mark.parametrize(("spec", "key"), KEYS, ids=IDS)
def test_every_key_is_described_by_its_help_and_an_example(spec: MappingSpec, key: Key) -> None:
    described = properties(spec)[key.name]["description"]

    assert len(key.help) > 10
    assert described == f"{key.help} For example `{key.name}: {key.example}`."


# The keys of a row are columns.
@pytest.mark.parametrize("spec", [one for one in MAPPINGS if one is not ROW], ids=lambda spec: spec.name)
def test_no_other_key_is_known(spec: MappingSpec) -> None:
    assert [key.name for key in spec.keys] == list(properties(spec))


# Banks that are right


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_bank_that_ships_is_taken(path: Path) -> None:
    assert refusals(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_bank_that_ships_points_to_the_schema(path: Path) -> None:
    first = path.read_text(encoding="utf-8").splitlines()[0]

    assert first.startswith(MODELINE)
    assert ROOT / "docs" / "bank.schema.json" == (path.parent / first.removeprefix(MODELINE)).resolve()


TYPED = ["no", "12:30", "0777", "2024-01-01", "1.10", "~", "null", "1e3", "0x1F", ".5", "true", "7", '"7"', "-1"]


@pytest.mark.parametrize("text", TYPED)
def test_any_scalar_will_do_for_a_text(text: str) -> None:
    bank = f"""\
title: {text}
tables:
  t:
    rows: {{a: {{x: {text}}}, b: {{x: [{text}, {{value: {text}, also: [{text}]}}]}}}}
    decoys: {{x: [{text}]}}
    questions: {{q: {{ask: "{{x}}", answer: x, where: {{x: {text}}}}}}}
questions:
  q: {{ask: A, answer: {text}, wrong: [a, {{text: {text}}}], pinned: [{text}]}}
"""
    assert refusals(bank) == []


# Banks that are wrong, one by one


WRONG_SHAPES = {
    "no facts": "title: x",
    "nothing": "",
    "a list": "[a]",
    "an unknown key": "titel: x\nquestions: {}",
    "another version": "format: 2\nquestions: {}",
    "a bad id": "id: a b\nquestions: {}",
    "a table without rows": "tables: {t: {topic: x}}",
    "rows that are a text": "tables: {t: {rows: x}}",
    "a row that is a text": "tables: {t: {rows: {a: x}}}",
    "lists without columns": "tables: {t: {rows: {a: [x]}}}",
    "a list of lists without columns": "tables: {t: {rows: [[x]]}}",
    "a cell in a cell": "tables: {t: {rows: {a: {x: [[y]]}}}}",
    "a cell without value": "tables: {t: {rows: {a: {x: {also: y}}}}}",
    "a column with a dash": "tables: {t: {rows: {a: {x-y: z}}}}",
    "ask and claim": "tables: {t: {rows: {a: {x: y}}, questions: {q: {ask: '{x}', claim: '{x}', swap: x}}}}",
    "neither ask nor claim": "tables: {t: {rows: {a: {x: y}}, questions: {q: {why: z}}}}",
    "ask without answer": "tables: {t: {rows: {a: {x: y}}, questions: {q: {ask: z}}}}",
    "claim without swap": "tables: {t: {rows: {a: {x: y}}, questions: {q: {claim: '{x}'}}}}",
    "an unquoted placeholder": "tables: {t: {rows: {a: {x: y}}, questions: {q: {ask: A, answer: {x}}}}}",
    "a where with a value map": "tables: {t: {rows: {a: {x: y}}, questions: {q: {ask: A, answer: x, where: {x: {}}}}}}",
    "most and least": "tables: {t: {rows: {a: {x: 1}}, questions: {q: {ask: A, answer: x, most: x, least: x}}}}",
    "near and exact": (
        "tables: {t: {rows: {a: {x: 1, y: b}}, questions: {q: {ask: '{y}', answer: x, near: 5, exact: true}}}}"
    ),
    "within and exact in a pattern": (
        "tables: {t: {rows: {a: {x: 1, y: b}}, questions: "
        "{q: {ask: '{y}', answer: x, typed: true, within: 5, exact: 'yes'}}}}"
    ),
    "within and exact in a question": "questions: {q: {ask: A, answer: 1, typed: true, within: 5, exact: true}}",
    "several answers": "questions: {q: {ask: A, answer: [a, b], wrong: [c, d]}}",
    "no wrong answers": "questions: {q: {ask: A, answer: a}}",
    "a wrong answer without text": "questions: {q: {ask: A, answer: a, wrong: [b, {why: c}]}}",
    "a pinned list in a list": "questions: {q: {ask: A, answer: a, wrong: [b, c], pinned: [[d]]}}",
    "a code that is none": "questions: {q: {ask: A, answer: a, wrong: [b, c], allow: [X1]}}",
}


@pytest.mark.parametrize("text", WRONG_SHAPES.values(), ids=WRONG_SHAPES)
def test_both_refuse_a_wrong_shape(text: str) -> None:
    assert refusals(text)
    assert decode(text.encode(), "bank").errors


# Every bank in these tests


def banks_in_tests() -> list[str]:
    """Return every text in the tests that reads as YAML and may be a bank."""
    found: dict[str, None] = {}
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            value = node.value if isinstance(node, ast.Constant) else None
            text = value.decode("utf-8", "replace") if isinstance(value, bytes) else value
            if isinstance(text, str) and re.search(r"\b(tables|questions):", text) and is_readable(text):
                found[text] = None
    return list(found)


def is_readable(text: str) -> bool:
    return not any(p.is_fatal or p.code == "B104" for p in decode(text.encode("utf-8", "replace"), "bank").problems)


def test_both_are_of_one_mind_about_every_bank_in_the_tests() -> None:
    banks = banks_in_tests()

    assert len(banks) > 50
    assert len([text for text in banks if shape_errors(text)]) > 10
    for text in banks:
        assert_one_mind(text)


# Every key, with every kind of value in every place


def parsed(key: Key) -> Any:
    return typed(key.example)


def bank_with(spec: MappingSpec, key: Key) -> dict[str, Any]:
    """Return a small bank that contains a key, with everything the key needs."""
    holding: dict[str, Any] = {other.name: parsed(other) for other in spec.keys if other.required}
    needed = spec.needs.get(key.name, ())
    if not {key.name, *needed} & set(spec.any_of):
        there = {key.name, *needed}
        clashes = {other for other, excluded in spec.excludes.items() if not there.isdisjoint(excluded)}
        name = next((name for name in spec.any_of if name not in clashes), "")
        needed = (*needed, name, *spec.needs.get(name, ()))
    holding |= {other.name: parsed(other) for other in spec.keys if other.name in needed}
    if spec.variants:
        variant = next((one for one in (spec.variants[-1], *spec.variants) if key.name in one.keys), spec.variants[-1])
        holding |= {name: parsed(spec.key(name)) for name in (variant.key, *variant.needs) if name}
    holding[key.name] = parsed(key)
    table = {"rows": {"kenya": {"country": "Kenya", "capital": "Nairobi"}}}
    question = {"ask": "A", "answer": "a", "wrong": ["b", "c"]}
    around: dict[str, Any] = {
        BANK.name: holding,
        TABLE.name: {"tables": {"t": holding}},
        ROW.name: {"tables": {"t": {"rows": {"kenya": {**table["rows"]["kenya"], **holding}, "slovakia": ["a", "b"]}}}},
        PATTERN_NAME: {"tables": {"t": {**table, "questions": {"q": holding}}}},
        QUESTION.name: {"questions": {"q": holding}},
        WRONG.name: {"questions": {"q": {**question, "wrong": ["b", holding]}}},
        GAP.name: {"questions": {"q": {"gaps": "A {b}.", "answers": {"b": holding}}}},
        VALUE.name: {"tables": {"t": {"rows": {"kenya": {"country": holding}}}}},
    }
    bank: dict[str, Any] = around[spec.name]
    return bank


OTHERS: list[Any] = ["", " ", "x", "two words", 5, -1, True, None, [], ["x"], [[]], {}, {"x": "y"}, {"a b": {"x": 1}}]


def changed(tree: Any) -> Iterator[Any]:
    """Yield a tree with each of its parts left out, renamed, and replaced by values of every kind."""
    yield from OTHERS
    if isinstance(tree, dict):
        yield {**tree, "unknown": "x"}
        for key, value in tree.items():
            rest = {name: other for name, other in tree.items() if name != key}
            yield rest
            yield {**rest, f"{key}!": value}
            for other in changed(value):
                yield {**tree, key: other}
    elif isinstance(tree, list):
        for i, value in enumerate(tree):
            yield tree[:i] + tree[i + 1 :]
            for other in changed(value):
                yield [*tree[:i], other, *tree[i + 1 :]]


@pytest.mark.parametrize(("spec", "key"), KEYS, ids=IDS)
def test_the_example_of_every_key_is_taken(spec: MappingSpec, key: Key) -> None:
    bank = json.dumps(bank_with(spec, key))

    assert (refusals(bank), shape_errors(bank)) == ([], [])


@pytest.mark.parametrize(("spec", "key"), KEYS, ids=IDS)
def test_both_are_of_one_mind_about_every_change_of_a_bank(spec: MappingSpec, key: Key) -> None:
    texts = dict.fromkeys(json.dumps(tree) for tree in changed(bank_with(spec, key)))

    assert len(texts) > 30
    for text in texts:
        assert_one_mind(text)


# A declaration that is changed


ASKED = "tables: {t: {rows: {kenya: {country: Kenya}}, questions: {q: {ask: Where?, answer: country%s}}}}"
WRITTEN = "questions: {q: {ask: Which?, answer: %s, wrong: %s}}"
SPELLED = "tables: {t: {rows: {kenya: {country: {value: Kenya, also: %s}}}, questions: {q: {ask: A, answer: country}}}}"


def with_key(spec: MappingSpec, name: str, **changed: Any) -> MappingSpec:
    """Return a mapping with one key declared differently."""
    return spec._replace(keys=tuple(key._replace(**changed) if key.name == name else key for key in spec.keys))


#: What is declared differently -> the format, and a bank that is right by the real format but not by this one.
STRICTER = {
    "a key needs another": (
        FORMAT._replace(pattern=FORMAT.pattern._replace(needs={**FORMAT.pattern.needs, "why": ("hint",)})),
        ASKED % ", why: Because",
    ),
    "a key rules out another": (
        FORMAT._replace(pattern=FORMAT.pattern._replace(excludes={**FORMAT.pattern.excludes, "why": ("hint",)})),
        ASKED % ", why: Because, hint: Near",
    ),
    "one of other keys is needed": (
        FORMAT._replace(pattern=FORMAT.pattern._replace(any_of=("claim",))),
        ASKED % "",
    ),
    "a written-out question needs a key for another": (
        FORMAT._replace(question=QUESTION._replace(needs={"wrong": ("why",)})),
        WRITTEN % ("a", "[b, c]"),
    ),
    "a bank needs one of other keys": (
        FORMAT._replace(bank=BANK._replace(any_of=("title",))),
        ASKED % "",
    ),
    "a key must be given": (
        FORMAT._replace(table=with_key(TABLE, "topic", required=True)),
        ASKED % "",
    ),
    "a key is not known": (
        FORMAT._replace(value=VALUE._replace(keys=VALUE.keys[:1])),
        SPELLED % "[Republic of Kenya]",
    ),
    "a list holds fewer answers": (
        FORMAT._replace(question=with_key(QUESTION, "wrong", limit=Limit(2, "wrong answers", "keep two"))),
        WRITTEN % ("a", "[b, c, d]"),
    ),
    "a list holds fewer hints": (
        FORMAT._replace(pattern=with_key(FORMAT.pattern, "hint", limit=Limit(1, "hints", "keep one"))),
        ASKED % ", hint: [In Africa, In the east]",
    ),
    "a list holds fewer names": (
        FORMAT._replace(value=with_key(VALUE, "also", limit=Limit(1, "names", "keep one"))),
        SPELLED % "[Republic of Kenya, Kenia]",
    ),
    "a list holds fewer columns": (
        FORMAT._replace(table=with_key(TABLE, "columns", limit=Limit(1, "columns", "make two tables"))),
        "tables: {t: {columns: [a, b], rows: {x: [c, d]}, questions: {q: {ask: '{a}?', answer: b}}}}",
    ),
    "a list holds more answers": (
        FORMAT._replace(question=with_key(QUESTION, "answer", at_least=2)),
        "questions: {q: {ask: Which?, answer: [a], wrong: [b, c]}}",
    ),
    "several answers need another key": (
        FORMAT._replace(question=with_key(QUESTION, "answer", several_need=("why",))),
        "questions: {q: {ask: Which?, answer: [a, b], wrong: [c, d], choose: all}}",
    ),
}


@pytest.mark.parametrize(("format", "bank"), STRICTER.values(), ids=STRICTER)
def test_both_follow_a_declaration_that_is_changed(format: BankFormat, bank: str) -> None:
    assert decode_bank(bank.encode(), "bank", FORMAT).errors == ()
    assert list(Draft202012Validator(SCHEMA).iter_errors(typed(bank))) == []

    assert decode_bank(bank.encode(), "bank", format).errors
    assert list(Draft202012Validator(bank_schema(format, ALLOWABLE)).iter_errors(typed(bank)))


def test_both_follow_a_form_whose_keys_are_changed() -> None:
    """This is a form whose `near` needs an explanation."""
    bank = (
        "tables: {t: {rows: {a: {n: 5}, b: {n: 7}, c: {n: 9}}, questions: {q: {ask: How many?, answer: n, near: 3}}}}"
    )
    near = NEAR._replace(belongs_to="why", alone="explain it")
    forms = [form._replace(keys=tuple(near if key == NEAR else key for key in form.keys)) for form in FORMS.values()]
    changed = bank_format(forms)

    (problem,) = decode_bank(bank.encode(), "bank", changed).errors
    assert (problem.code, problem.message, problem.help) == ("B206", "`near` needs `why`", "explain it")
    assert list(Draft202012Validator(bank_schema(changed, ALLOWABLE)).iter_errors(typed(bank)))
