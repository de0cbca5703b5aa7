"""Tables with empty cells and columns: the rules find nothing there, and do not fail."""

import pytest

from quiz.items.decoding import decode
from quiz.lint.check import check_bank

TABLES = {
    "empty columns": "rows: {r: {a: {value: 0, also: []}, b: [], c: []}}",
    "an empty answer": """rows: {r: {a: [], b: []}}
    questions: {q: {ask: "What is {b}?", answer: a, most: b, why: "{b}"}}""",
    "a column of codes that is empty": """kinds: {b: identifier}
    rows: {r: {a: x, b: []}}
    questions: {q: {ask: "What is {a}?", answer: b, near: 3}}""",
    "an empty cell where others agree": """rows:
      r0: {a: [x, y], b: [y, x], c: 1900}
      r1: {a: [], b: [y, y], c: 2 969}
      r2: {a: [], b: [y, y], c: 20203}
      r5: {a: [x, y, y], b: [x, y, x], c: 6 Ma9}
      r6: {a: [y, x], b: [y, y, y], c: May}
    questions: {q: {ask: "What is {b}?", answer: "the {a}"}}""",
}


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_empty_cells_are_passed_over(table: str) -> None:
    data = f"tables:\n  t:\n    {table}\n".encode()
    bank = decode(data, "empty").bank

    assert bank is not None
    assert all(problem.code != "F107" for problem in check_bank(bank, data=data).problems)
