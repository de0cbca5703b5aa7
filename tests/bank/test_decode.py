from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from quiz.bank.decode import Decoded
from quiz.bank.format import BANK, QUESTION, TABLE
from quiz.bank.problems import CODES, Severity
from quiz.bank.reader import source_lines
from quiz.items.decoding import FORMAT, decode
from quiz.text import is_clean

EXAMPLES = settings(max_examples=300, deadline=None)

words = st.sampled_from(["a", "b", "name", "{a}", "{name} {b}", "{", "1", "2.5", "1,000", "no", "all", "true", "", " "])
leaves = words | st.text(max_size=5)
anything = st.recursive(
    leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(leaves, inner, max_size=3), max_leaves=6
)


def record(keys: list[str], values: dict[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[Any]:
    """A mapping with some known keys, mostly with values of the right kind."""
    known = {key: values.get(key, leaves) | anything for key in keys}
    return st.fixed_dictionaries({}, optional=known) | anything


cells = leaves | st.lists(leaves, max_size=3) | st.fixed_dictionaries({"value": leaves}, optional={"also": anything})
row_maps = st.dictionaries(st.sampled_from(["a", "b", "name"]), cells, max_size=3)
rows = st.dictionaries(leaves, row_maps | st.lists(cells, max_size=3), max_size=4) | st.lists(row_maps, max_size=4)
patterns = record([key.name for key in FORMAT.pattern.keys], {"where": row_maps, "choose": st.just("all")})
tables = record(
    [key.name for key in TABLE.keys],
    {
        "columns": st.lists(st.sampled_from(["a", "b", "name"])),
        "rows": rows,
        "decoys": row_maps,
        "questions": st.dictionaries(leaves, patterns, max_size=3) | st.lists(patterns, max_size=3),
    },
)
questions = record([key.name for key in QUESTION.keys], {"wrong": st.lists(leaves), "pinned": st.lists(leaves)})
banks = record(
    [key.name for key in BANK.keys],
    {
        "tables": st.dictionaries(leaves, tables, max_size=2),
        "questions": st.dictionaries(leaves, questions, max_size=2),
    },
)


def check(data: bytes, decoded: Decoded) -> None:
    """Check what must hold for every decoding."""
    lines = source_lines(data)
    assert (decoded.bank is None) == any(p.severity is Severity.ERROR for p in decoded.problems)
    assert sorted(decoded.problems, key=lambda problem: problem.span) == list(decoded.problems)
    for problem in decoded.problems:
        assert problem.code in CODES
        assert 1 <= problem.span.line <= len(lines)
        assert 1 <= problem.span.column <= len(lines[problem.span.line - 1]) + 1
        assert is_clean(problem.line("x"))


@EXAMPLES
@given(st.binary() | st.text().map(str.encode), st.text(max_size=5), st.booleans())
def test_decoding_never_raises_on_any_bytes(data: bytes, name: str, pure: bool) -> None:
    check(data, decode(data, name, pure=pure))


@EXAMPLES
@given(banks, st.booleans())
@example({"tables": {"t": {"rows": [{}]}}}, False)
@example({"tables": {"t": {"columns": [], "rows": [[]]}}}, False)
@example({"tables": {"t": {"columns": ["a", "a"], "rows": {"a": {}}}}}, False)
@example({"questions": [{}, {}, []]}, False)
def test_decoding_never_raises_on_any_tree(tree: Any, pure: bool) -> None:
    data = yaml.safe_dump(tree, allow_unicode=True, sort_keys=False).encode()

    check(data, decode(data, "x", pure=pure))


def test_a_whole_bank() -> None:
    data = b"""\
format: 1
id: eu
title: "EU: leaders"
language: en
as_of: January 2023
source: Paper
tables:
  t: {rows: {a: {name: Ann}, b: {name: Bea}}}
questions:
  q: {ask: A, answer: a, wrong: [b, c]}
"""
    decoded = decode(data, "file")

    assert decoded.problems == ()
    assert decoded.bank is not None
    bank = decoded.bank
    assert ("eu", "EU: leaders", "en", "January 2023", "Paper") == (
        bank.id,
        bank.title,
        bank.language,
        bank.as_of,
        bank.source,
    )
    assert (3, ("T", "EU: leaders")) == (bank.facts, bank.topics)


def test_the_file_name_stands_in_for_id_and_title() -> None:
    bank = decode(b"questions: {q: {ask: A, answer: a, wrong: [b, c]}}", "My Bank!").bank

    assert bank is not None
    assert ("my-bank", "My Bank!") == (bank.id, bank.title)


@pytest.mark.parametrize("name", ["?", "", "../..", "\udcff"])
def test_any_file_name_gives_an_id(name: str) -> None:
    bank = decode(b"questions: {q: {ask: A, answer: a, wrong: [b, c]}}", name).bank

    assert bank is not None
    assert bank.id == "bank"


def test_an_empty_id_is_told() -> None:
    data = b"id:\nquestions: {q: {ask: A, answer: a, wrong: [b, c]}}"

    assert [(error.code, *error.span[:2]) for error in decode(data, "x").errors] == [("B105", 1, 1)]


@pytest.mark.parametrize("id_", ["../x", "a/b", "'a b'", "a.b", "'-\u202e'", "'a\\b'"])
def test_a_bank_id_cannot_lead_out_of_a_folder(id_: str) -> None:
    (problem,) = decode(f"id: {id_}\nquestions: {{q: {{ask: A, answer: a, wrong: [b, c]}}}}".encode(), "x").problems

    assert ("B106", 1, 5) == (problem.code, problem.span.line, problem.span.column)


def test_a_changed_file_has_another_hash_and_the_same_id() -> None:
    one = decode(b"id: x\nquestions: {q: {ask: A, answer: a, wrong: [b, c]}}", "x").bank
    other = decode(b"id: x\nquestions: {q: {ask: A!, answer: a, wrong: [b, c]}}", "x").bank

    assert one is not None
    assert other is not None
    assert one.id == other.id
    assert one.hash != other.hash


def test_all_texts_of_a_bank_are_cleaned() -> None:
    data = b"""\
id: x
title: "a\\eb"
topic: "t\\u202e"
tables:
  t: {rows: {a: {name: "n\\0", also: ["m\\x9b"]}}, decoys: {name: ["\\u2066d"]}}
questions:
  q: {ask: "A\\n?", answer: "y\\a", wrong: ["y\\b", {text: "z\\u200b", why: "w\\r"}], hint: "h\\v"}
"""
    bank = decode(data, "x").bank

    assert bank is not None
    assert is_clean(repr(bank).replace("\\", ""))
    assert "\\x" not in repr(bank)
    assert ("a<U+001B>b", "A ?", ("y<U+0007>",)) == (bank.title, bank.questions[0].ask, bank.questions[0].answers)
