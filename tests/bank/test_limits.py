"""What can be made from a bank is limited: it is counted before it is made, and the refusal says what to do."""

from collections.abc import Callable

import pytest

from bench.sample import bank_bytes
from quiz.bank.limits import (
    MAX_ALLOWED,
    MAX_COLUMNS,
    MAX_DECOYS,
    MAX_GUESSES,
    MAX_HINTS,
    MAX_ITEMS,
    MAX_NAMES,
    MAX_OPTIONS,
    MAX_PROBLEMS,
    MAX_TEXT,
    MAX_VALUES,
)
from quiz.items.decoding import decode


def listed(count: int, sign: str = "v") -> str:
    return "[" + ", ".join(f"{sign}{i}" for i in range(count)) + "]"


def table(rows: str, pattern: str = 'ask: "{a}?", answer: b', more: str = "", questions: int = 1) -> str:
    asked = "\n".join(f"      q{i}: {{{pattern}}}" for i in range(questions))
    return f"id: x\ntables:\n  t:\n    columns: [a, b]\n{more}    rows:\n{rows}\n    questions:\n{asked}\n"


def plain(count: int) -> str:
    return "\n".join(f"      r{i}: [a{i}, b{i}]" for i in range(count))


def written(keys: str) -> str:
    return f"id: x\nquestions:\n  q: {{ask: A?, answer: a, wrong: [b, c], {keys}}}\n"


def told(text: str) -> list[str]:
    return [f"{p.code} {p.message} ({p.help})" for p in decode(text.encode(), "x").errors]


#: What is at its limit or over it -> the bank with that many, the limit, and the message.
COUNTED = {
    "values": (
        lambda n: table(plain(3) + f"\n      s: [x, {listed(n)}]"),
        MAX_VALUES,
        "more than 500 values in one cell (turn them into rows)",
    ),
    "other names": (
        lambda n: table(plain(3) + f"\n      s: [x, {{value: y, also: {listed(n)}}}]"),
        MAX_NAMES,
        "more than 100 other names of one value (keep the usual ones)",
    ),
    "decoys": (
        lambda n: table(plain(3), more=f"    decoys: {{b: {listed(n)}}}\n"),
        MAX_DECOYS,
        "more than 1000 wrong values in one list (keep the most plausible)",
    ),
    "decoys of a phrase": (
        lambda n: table(plain(3), 'ask: "{a}?", answer: "the {b}"', f"    decoys: {{q0: {listed(n)}}}\n"),
        MAX_DECOYS,
        "more than 1000 wrong values in one list (keep the most plausible)",
    ),
    "confusions": (
        lambda n: f"id: x\ntables: {{t: {{rows: {{r: {{a: b, confuse: {{a: {listed(n)}}}}}, s: {{a: c}}}}}}}}\n",
        MAX_DECOYS,
        "more than 1000 wrong values in one list (keep the most plausible)",
    ),
    "columns": (
        lambda n: f"id: x\ntables: {{t: {{columns: {listed(n, 'c')}, rows: {{r: {listed(n)}}}}}}}\n",
        MAX_COLUMNS,
        "more than 100 columns in a table (split it into several tables)",
    ),
    "columns of the first row": (
        lambda n: f"id: x\ntables: {{t: {{rows: {{r: {{{', '.join(f'c{i}: 1' for i in range(n))}}}}}}}}}\n",
        MAX_COLUMNS,
        "more than 100 columns in a table (split it into several tables)",
    ),
    "wrong answers": (
        lambda n: f"id: x\nquestions:\n  q: {{ask: A?, answer: a, wrong: {listed(n)}}}\n",
        MAX_OPTIONS,
        "more than 30 answers in `wrong` (keep the best)",
    ),
    "right answers": (
        lambda n: f"id: x\nquestions:\n  q: {{ask: A?, answer: {listed(n)}, choose: all, wrong: [b, c]}}\n",
        MAX_OPTIONS,
        "more than 30 answers in `answer` (keep the best)",
    ),
    "pinned answers": (
        lambda n: written(f"pinned: {listed(n)}"),
        MAX_OPTIONS,
        "more than 30 answers in `pinned` (keep the best)",
    ),
    "hints": (
        lambda n: written(f"hint: {listed(n)}"),
        MAX_HINTS,
        "more than 20 hints for a question (keep the best)",
    ),
    "hints of a pattern": (
        lambda n: table(plain(3), f'ask: "{{a}}?", answer: b, hint: {listed(n)}'),
        MAX_HINTS,
        "more than 20 hints for a question (keep the best)",
    ),
    "codes that are allowed": (
        lambda n: written(f"allow: [{', '.join(['Q106'] * n)}]"),
        MAX_ALLOWED,
        "more than 100 codes in one `allow` (name each once)",
    ),
    "questions that are made": (
        lambda n: table(plain(n // 6), questions=6),
        MAX_ITEMS,
        (
            "more than 60000 questions: there are 60006, because each pattern asks about each row of its table "
            "(split the bank)"
        ),
    ),
}


@pytest.mark.parametrize(("bank", "most", "said"), COUNTED.values(), ids=COUNTED)
def test_what_a_bank_may_hold_is_counted(bank: Callable[[int], str], most: int, said: str) -> None:
    step = 6 if most == MAX_ITEMS else 1

    assert told(bank(most)) == []
    assert f"B005 {said}" in told(bank(most + step))


LONG = "x" * 8000
#: Texts that together are longer than those of a bank may be.
TEXTS = {
    "a long cell in many patterns": table(f"      r: [{LONG}, b]\n{plain(3)}", questions=MAX_TEXT // 8000 + 1),
    "a long pattern of many rows": table(plain(MAX_TEXT // 8000 + 1), f'ask: "{{a}} {LONG}?", answer: b'),
    "explanations": table(plain(MAX_TEXT // 8000 + 1), f'ask: "{{a}}?", answer: b, why: "{LONG}"'),
    "hints": table(plain(MAX_TEXT // 8000 + 1), f'ask: "{{a}}?", answer: b, hint: "{LONG}"'),
    "readings of a phrase": table(
        "\n".join(f"      r{i}: [{listed(16)}, {listed(16)}]" for i in range(10)),
        f'ask: Which?, answer: "{{a}} {LONG} {{b}}"',
    ),
    "a list in many patterns": table(f"      r: [{listed(500)}, b]\n{plain(3)}", questions=2000),
    "other names": table(
        "\n".join(f"      r{i}: [a{i}, {{value: b{i}, also: {listed(100, f'n{i}.')}}}]" for i in range(100)),
        questions=200,
    ),
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_the_texts_of_all_questions_are_counted(text: str) -> None:
    help_ = "shorten the longest cells, use fewer placeholders, or split the bank"

    assert told(text) == [f"B005 the texts of all questions come to more than {MAX_TEXT} characters ({help_})"]


def test_far_too_many_patterns_with_mistakes_are_refused() -> None:
    asked = ", ".join(f'q{i}: {{ask: "{{n{i}}}?", answer: a}}' for i in range(MAX_PROBLEMS + 10))
    found = told("id: x\ntables: {t: {rows: {r: {a: b}, s: {a: c}}, questions: {" + asked + "}}}\n")

    assert MAX_PROBLEMS + 1 == len(found)


def test_far_too_many_mistakes_are_not_all_told() -> None:
    found = told("questions: {q: {ask: A?, answer: a, wrong: [b, c]}}\n" + "id: x\n" * (MAX_PROBLEMS + 1000))

    assert len(found) == MAX_PROBLEMS
    rows = "\n".join("    - ['', '']" for _ in range(MAX_PROBLEMS // 2))
    found = told(f"id: x\ntables:\n  t:\n    columns: [a, b]\n    rows:\n{rows}\n")
    assert len(found) == MAX_PROBLEMS + 1  # with the problem that says so
    assert f"B005 more than {MAX_PROBLEMS} mistakes; the rest are not shown (fix these first)" in found


def test_only_so_many_mistakes_are_guessed_at() -> None:
    rows = "\n".join(f"      r{i}: {{nmae: Ann}}" for i in range(MAX_GUESSES // 2 + 100))
    found = told(
        f"id: x\ntables:\n  t:\n    rows:\n      a: {{name: A, born: 1}}\n      b: {{name: B, born: 1}}\n{rows}\n"
    )

    assert MAX_GUESSES // 2 == sum("did you mean `name`?" in line for line in found)
    assert MAX_GUESSES // 2 + 100 == len(found)


def test_of_many_columns_only_some_are_listed() -> None:
    found = told("id: x\ntables: {t: {columns: " + listed(50, "column") + ", rows: {r: [a, b]}}}\n")

    assert ["column11 and 38 more" in line for line in found] == [True]


def test_ten_thousand_facts_with_six_patterns_are_no_more_than_a_bank_may_hold() -> None:
    """It is the bank that the benchmarks measure."""
    assert decode(bank_bytes(10_000), "sample").problems == ()
