"""Banks that are meant to use up time or memory, each as large as the format allows.

A program is slowed down not by what a bank says but by what it generates: items of each row for each pattern, long
cells in every text, thousands of other names, lists that multiply.
"""

from collections.abc import Callable, Mapping
from itertools import cycle, permutations

from trials.naughty import SIGNS, SPACES

__all__ = ["HEAVY"]

_ROOM = 2 * 1024 * 1024 - 4096  # for the lines that grow


def _fill(make: Callable[[int], str], room: int = _ROOM, most: int = 60_000) -> str:
    """Return as many numbered lines as there is room for."""
    lines: list[str] = []
    left = room
    for i in range(most):
        line = make(i)
        left -= len(line.encode()) + 1
        if left < 0:
            break
        lines.append(line)
    return "\n".join(lines)


def _table(rows: str, patterns: str, head: str = "", foot: str = "") -> str:
    return f"id: heavy\n{foot}tables:\n  t:\n    {head}\n    rows:\n{rows}\n    questions:\n{patterns}\n"


def _rows_by_patterns() -> str:
    """Return ten thousand rows and ten thousand patterns: a hundred million items."""
    rows = _fill(lambda i: f"    - [a{i}, b{i}]", _ROOM // 2)
    patterns = _fill(lambda i: f'      q{i}: {{ask: "{{a}}?", answer: b}}', _ROOM // 2, 30_000)
    return _table(rows, patterns, "columns: [a, b]")


def _sixty_thousand(patterns: str, columns: str = "a, b, c", row: str = "a{i}, b{i}, {n}") -> str:
    """As many items as a bank may make, in six patterns of one kind."""
    rows = _fill(lambda i: f"    - [{row.format(i=i, n=i % 97, m=i % 100, k=i % 13)}]", _ROOM, 10_000)
    return _table(rows, "\n".join(f"      q{i}: {{{patterns}}}" for i in range(6)), f"columns: [{columns}]")


def _hundred_rows(patterns: str, columns: str = "a, b, c", row: str = "a{i}, b{i}, {n}") -> str:
    """As many items as a bank may make, in many patterns about a hundred rows."""
    rows = _fill(lambda i: f"    - [{row.format(i=i, n=i % 97, m=i % 10, k=i % 13)}]", _ROOM, 100)
    return _table(rows, "\n".join(f"      q{i}: {{{patterns}}}" for i in range(600)), f"columns: [{columns}]")


def _long_cells(slots: int, patterns: int = 300) -> str:
    rows = _fill(lambda i: f"    - [{i}{'x ' * 4000}, b{i}]", _ROOM - 40_000, 240)
    text = "{a}" * slots
    asked = "\n".join(f'      q{i}: {{ask: "{text}?", answer: b, why: "{text}"}}' for i in range(patterns))
    return _table(rows, asked, "columns: [a, b]")


def _hints() -> str:
    rows = _fill(lambda i: f"    - [a{i}, b{i}]", _ROOM, 5_000)
    hints = ", ".join(['"{a}"'] * 50_000)
    return _table(rows, f'      q: {{ask: "{{a}}?", answer: b, hint: [{hints}]}}', "columns: [a, b]")


def _columns(count: int, patterns: str, number: int, rows: int) -> str:
    names = ", ".join(f"c{i}" for i in range(count))
    lines = _fill(
        lambda i: f"    - [{', '.join([f'v{i}', str(i), *['x' if i % 2 else 'y'] * (count - 2)])}]", most=rows
    )
    return _table(lines, "\n".join(f"      q{i}: {{{patterns}}}" for i in range(number)), f"columns: [{names}]")


def _aliases_each(rows: int) -> str:
    room = _ROOM // rows - 40

    def names(i: int) -> str:
        return ", ".join(f"n{i}.{j}" for j in range(room // 10))

    lines = _fill(lambda i: f"    - [{{value: a{i}, also: [{names(i)}]}}, b{i}]", most=rows)
    asked = "\n".join(f'      q{i}: {{ask: "{{b}} {i}?", answer: "x{i} {{a}}"}}' for i in range(60))
    return _table(lines, asked, "columns: [a, b]")


def _alias_chain() -> str:
    """Values joined one by one, from the last to the first."""
    count = 14_000
    first = [f"      r{i}: [a{i}, b{i}]" for i in range(count)]
    then = [f"      s{i}: [{{value: a{i}, also: a{i - 1}}}, d{i}]" for i in range(count - 1, 0, -1)]
    return _table("\n".join(first + then), '      q: {ask: "{b}?", answer: a}', "columns: [a, b]")


def _decoys() -> str:
    lines = "\n".join(f"    - [a{i}, b{i}]" for i in range(100))
    decoys = ", ".join(f"d{i}" for i in range(100_000))
    asked = "\n".join(f'      q{i}: {{ask: "{{a}}?", answer: "w{i} {{b}}"}}' for i in range(100))
    return _table(lines, asked, f"columns: [a, b]\n    decoys: {{b: [{decoys}]}}")


def _phrase_decoys() -> str:
    lines = "\n".join(f"    - [a{i}, {i}]" for i in range(100))
    decoys = ", ".join(f"{i} w" for i in range(200, 100_000))
    return _table(
        lines, '      q: {ask: "{a}?", answer: "{b} w", near: 5}', f"columns: [a, b]\n    decoys: {{q: [{decoys}]}}"
    )


def _number_decoys() -> str:
    lines = "\n".join(f"    - [a{i}, {i}]" for i in range(10_000))
    decoys = ", ".join(str(i) for i in range(20_000, 120_000))
    asked = "\n".join(f'      q{i}: {{ask: "{{a}}?", answer: b, near: {i + 1}}}' for i in range(6))
    return _table(lines, asked, f"columns: [a, b]\n    decoys: {{b: [{decoys}]}}")


def _confusions() -> str:
    names = ", ".join(f"r{i}" for i in range(100))
    lines = _fill(
        lambda i: (
            f"      r{i}: {{a: a{i}, b: b{i}, confuse: [{names}]}}" if i > 99 else f"      r{i}: {{a: a{i}, b: b{i}}}"
        ),
        most=2_000,
    )
    asked = "\n".join(f'      q{i}: {{ask: "{{a}}?", answer: "w{i} {{b}}"}}' for i in range(30))
    return _table(lines, asked)


def _confused_values() -> str:
    values = ", ".join(f"z{i}" for i in range(100))
    lines = _fill(lambda i: f"      r{i}: {{a: a{i}, b: b{i}, confuse: {{b: [{values}]}}}}", most=2_000)
    asked = "\n".join(f'      q{i}: {{ask: "{{a}}?", answer: "w{i} {{b}}"}}' for i in range(30))
    return _table(lines, asked)


def _lists(values: int, patterns: str, number: int) -> str:
    """Cells that are long lists, the same values in all."""
    cell = ", ".join(f"v{i}" for i in range(values))
    lines = _fill(lambda i: f"    - [a{i}, [{cell}, w{i}], [{cell}]]", _ROOM - 80_000, 200_000 // (2 * values))
    return _table(lines, "\n".join(f"      q{i}: {{{patterns}}}" for i in range(number)), "columns: [a, b, c]")


def _readings() -> str:
    sixteen = ", ".join(f"v{i}" for i in range(16))
    lines = _fill(lambda i: f"    - [a{i}, [{sixteen}], [{sixteen}]]", _ROOM // 2, 6_000)
    word = "x" * 4000
    asked = "\n".join(f'      q{i}: {{ask: "{{a}}?", answer: "{{b}} {word} {{c}}"}}' for i in range(10))
    return _table(lines, asked, "columns: [a, b, c]")


def _where() -> str:
    lines = _fill(lambda i: f"    - [a{i}, b{i}]", _ROOM // 2, 10_000)
    wanted = ", ".join(f"b{i}" for i in range(9_000))
    asked = "\n".join(f'      q{i}: {{ask: "Which?", answer: a, where: {{b: [{wanted}]}}}}' for i in range(12))
    return _table(lines, asked, "columns: [a, b]")


def _options(kind: str) -> str:
    wrong = ", ".join(f"w{i}" for i in range(200_000))
    if kind == "answer":
        return f"id: x\nquestions: {{q: {{ask: A?, answer: [{wrong}], choose: all, wrong: [b, c]}}}}\n"
    if kind == "pinned":
        return f"id: x\nquestions: {{q: {{ask: A?, answer: a, wrong: [b, c], pinned: [{wrong}]}}}}\n"
    return f"id: x\nquestions: {{q: {{ask: A?, answer: a, wrong: [{wrong}]}}}}\n"


def _written(make: Callable[[int], str]) -> str:
    return "id: x\nquestions:\n" + _fill(make) + "\n"


def _orders_of_words() -> str:
    """Lists of the same words, each in a different order, of two lengths: any one may be part of any other."""
    orders = permutations("abcdefgh")
    lines = []
    for i, order in zip(range(9_000), orders, strict=False):
        lines.append(f'    - [r{i}, "{" and ".join(order)}"]')
        lines.append(f'    - [s{i}, "{" ".join(order)} z"]')
    return _table("\n".join(lines), '      q: {ask: "{a}?", answer: b}', "columns: [a, b]")


def _stairs() -> str:
    """Texts of all lengths, each the beginning of the next."""
    lines = _fill(lambda i: f'    - [a{i}, "{"a " * (i + 1)}b"]', most=1_300)
    return _table(lines, '      q: {ask: "{a}?", answer: b, why: "{b}"}', "columns: [a, b]")


def _same_stairs() -> str:
    lines = _fill(lambda i: f'    - [a{i}, "{"a " * (i + 1)}"]', most=1_300)
    return _table(lines, '      q: {ask: "{a}?", answer: b, why: "{b}"}', "columns: [a, b]")


def _quotes(sign: str) -> str:
    size = 8000 // len(sign.encode())
    lines = _fill(lambda i: f"    - [a{i}, 'always all of the above {i} {sign * size}']", most=250)
    return _table(lines, '      q: {ask: "{a}?", answer: b}', "columns: [a, b]")


def _runs() -> str:
    """Cells that are one long run, of each kind of white space and punctuation in turn."""
    signs = cycle(sign for sign in SPACES + SIGNS if sign not in "\n\r\x0b\x0c'{}")
    lines = _fill(lambda i: f"    - [a{i}, '1{next(signs) * 2_700}{i}']", most=500)
    return _table(lines, '      q: {ask: "{a}?", answer: b}', "columns: [a, b]")


def _marks(where: str) -> str:
    """Letters with thousands of marks, which take a long time to put in order."""
    marks = "e" + "\u0301\u0323" * 1_990
    if where == "cells":
        lines = _fill(lambda i: f"    - ['{i}{marks}', b{i}]", most=250)
        return _table(lines, '      q: {ask: "{b}?", answer: a}', "columns: [a, b]")
    if where == "ids":
        return "id: x\nquestions:\n" + _fill(lambda i: f"  '{i}{marks}': {{ask: A, answer: a, wrong: [b, c]}}")
    if where == "keys":
        return "id: x\nquestions:\n  q:\n" + _fill(lambda i: f"    '{i}{marks}': a")
    return "id: x\nquestions:\n" + _fill(lambda i: f"  - {{ask: '{i}{marks}', answer: a, wrong: [b, c]}}")


def _mistakes(make: Callable[[int], str], head: str) -> str:
    return head + _fill(make) + "\n"


def _bad_braces() -> str:
    lines = "\n".join(f"    - [a{i}, b{i}]" for i in range(5))
    asked = _fill(lambda i: f'      q{i}: {{ask: "{{a}} {"{" * 8000}", answer: b}}')
    return _table(lines, asked, "columns: [a, b]")


def _hidden_slots() -> str:
    """Placeholders that name no column and are typed differently from how they read, all in one line."""
    asked = ", ".join(f'q{i}: {{ask: "{{\\x6E{i}}}?", answer: a}}' for i in range(40_000))
    return "id: x\ntables: {t: {rows: {r: {a: b}, s: {a: c}}, questions: {" + asked + "}}}\n"


def _unlike_where() -> str:
    lines = _fill(lambda i: f"    - [a{i}, bcdefgh{i}]", _ROOM // 2, 10_000)
    wanted = ", ".join(f"bcdefgx{i}" for i in range(20_000))
    return _table(lines, f'      q: {{ask: "Which?", answer: a, where: {{b: [{wanted}]}}}}', "columns: [a, b]")


def _allow() -> str:
    codes = ", ".join(["Q106"] * 200_000)
    asked = "\n".join(
        f"  q{i}: {{ask: Which is never NOT, answer: all of the above, wrong: [b, c]}}" for i in range(5_000)
    )
    return f"id: x\nallow: [{codes}]\nquestions:\n{asked}\n"


def _dates() -> str:
    lines = _fill(lambda i: f"    - [a{i}, {i % 28 + 1} January {1000 + i}]", _ROOM, 10_000)
    asked = "\n".join(f'      q{i}: {{ask: "{i} {{a}}?", answer: b}}' for i in range(3))
    asked += "\n" + "\n".join(f'      o{i}: {{ask: "First {i}?", answer: a, order: b}}' for i in range(3))
    return _table(lines, asked, "columns: [a, b]")


def _vague_dates() -> str:
    lines = _fill(lambda i: f"    - [a{i}, {{value: {1000 + i}, also: {9000 - i}}}]", _ROOM, 8_000)
    asked = "\n".join(f'      q{i}: {{ask: "{{a}}?", answer: b}}' for i in range(3))
    asked += '\n      n: {ask: "Not?", answer: b, where: {a: [a1, a2, a3, a4, a5]}, except: true}'
    asked += '\n      c: {claim: "{a} {b}", swap: b}'
    return _table(lines, asked, "columns: [a, b]")


def _overlapping() -> str:
    lines = _fill(lambda i: f"    - [a{i}, {i + 1}–{20_000 + i} km]", _ROOM, 9_000)
    asked = (
        '      q: {ask: "{b}?", answer: a}\n      a: {ask: "{a}?", answer: b}\n      m: {ask: M, answer: a, match: b}'
    )
    return _table(lines, asked, "columns: [a, b]")


def _overlapping_columns() -> str:
    rows = _fill(lambda i: f"    - [{', '.join(f'{i + 1}–{9_000 + 10 * i + c} km' for c in range(10))}]", _ROOM, 200)
    asked = "\n".join(f'      q{c}: {{ask: "{{c0}}?", answer: c{c}}}' for c in range(1, 10))
    return _table(rows, asked, f"columns: [{', '.join(f'c{c}' for c in range(10))}]")


def _tables() -> str:
    return "id: x\ntables:\n" + _fill(
        lambda i: (
            f'  t{i}: {{rows: [{{a: a, b: b}}, {{a: c, b: d}}, {{a: e, b: f}}], questions: [{{ask: "{{a}}?", answer: b}}]}}'  # noqa: E501 # one input, in one piece
        )
    )


HEAVY: Mapping[str, Callable[[], str]] = {
    "rows by patterns": _rows_by_patterns,
    "60,000 picks": lambda: _sixty_thousand('ask: "Which b has {a}?", answer: b, why: "{a} has {b}, {c}."'),
    "60,000 near": lambda: _sixty_thousand(
        'ask: "Which number has {a}?", answer: c, near: 5, why: "{a} {c}"', row="a{i}, b{i}, {i}"
    ),
    "60,000 near with huge digits": lambda: _sixty_thousand(
        'ask: "Which number has {a}?", answer: c, near: 0.0000000000000000000000000000000000001',
        row="a{i}, b{i}, {i}.00000000000000000000000000000000001",
    ),
    "60,000 near far": lambda: _sixty_thousand(
        'ask: "{a}?", answer: c, near: 99999999999999999999999999999999999999',
        row="a{i}, b{i}, {i}999999999999999999999999999999999",
    ),
    "60,000 claims": lambda: _sixty_thousand('claim: "{a} has {b}.", swap: b, why: "{a} {b}"'),
    "60,000 compares": lambda: _sixty_thousand('ask: "Which has most?", answer: a, most: c', row="a{i}, b{i}, {i}"),
    "60,000 orders": lambda: _sixty_thousand('ask: "Order?", answer: a, order: c', row="a{i}, b{i}, {i}"),
    "60,000 matches": lambda: _sixty_thousand('ask: "Match.", answer: a, match: b'),
    "60,000 choose all": lambda: _sixty_thousand('ask: "All of {c}?", answer: a, choose: all'),
    "60,000 not": lambda: _sixty_thousand('ask: "Not of {c}?", answer: a, except: true'),
    "60,000 not where": lambda: _sixty_thousand('ask: "Not?", answer: a, where: {c: [1, 2, 3]}, except: true'),
    "60,000 shared": lambda: _sixty_thousand('ask: "{a}?", answer: b', row="a{i}, b{k}, {n}"),
    "60,000 mixed": lambda: _sixty_thousand('ask: "{a}?", answer: c', row="a{i}, b{k}, {n}{k} x"),
    "60,000 phrases": lambda: _sixty_thousand('ask: "{a}?", answer: "{b} of {c}"'),
    "600 patterns of picks": lambda: _hundred_rows('ask: "Which b has {a}?", answer: b, why: "{a} has {b}, {c}."'),
    "600 patterns of choose all": lambda: _hundred_rows(
        'ask: "All of {c}?", answer: a, choose: all', row="a{i}, b{i}, {m}"
    ),
    "600 patterns of matches": lambda: _hundred_rows('ask: "Match.", answer: a, match: b'),
    "long cells": lambda: _long_cells(1),
    "long cells many times": lambda: _long_cells(12),
    "hints": _hints,
    "2,000 columns": lambda: _columns(2_000, 'ask: "{c0}?", answer: c1', 10, 100),
    "many columns in claims": lambda: _columns(100, 'claim: "{c0} {c1}", swap: c1', 60, 1_000),
    "many columns in picks": lambda: _columns(100, 'ask: "{c1}?", answer: c0', 60, 1_000),
    "many columns in matches": lambda: _columns(100, 'ask: "M?", answer: c0, match: c1', 60, 1_000),
    "64 columns, many patterns": lambda: _columns(64, 'ask: "{c1}?", answer: c0', 600, 100),
    "32 columns, many patterns": lambda: _columns(32, 'ask: "{c1}?", answer: c0', 600, 100),
    "other names of few values": lambda: _aliases_each(10),
    "other names of many values": lambda: _aliases_each(1_000),
    "a chain of other names": _alias_chain,
    "decoys": _decoys,
    "decoys of a phrase": _phrase_decoys,
    "decoys that are numbers": _number_decoys,
    "confusions": _confusions,
    "confused values": _confused_values,
    "lists": lambda: _lists(1_000, 'ask: "{c}?", answer: b', 100),
    "lists of lists": lambda: _lists(100, 'ask: "{a}?", answer: b', 30),
    "lists to choose all from": lambda: _lists(1_000, 'ask: "{a}?", answer: b, choose: all', 30),
    "lists in claims": lambda: _lists(300, 'claim: "{a} {c} {b}", swap: b', 30),
    "lists in matches": lambda: _lists(300, 'ask: "M?", answer: b, match: a', 30),
    "readings": _readings,
    "where": _where,
    "wrong answers": lambda: _options("wrong"),
    "right answers": lambda: _options("answer"),
    "pinned answers": lambda: _options("pinned"),
    "written": lambda: _written(lambda i: f"  q{i}: {{ask: A{i}?, answer: a, wrong: [b, c]}}"),
    "written, all alike": lambda: _written(
        lambda i: f"  q{i}: {{ask: A?, answer: all of the above, wrong: [the b, b, never]}}"
    ),
    "written, topics": lambda: _written(lambda i: f"  q{i}: {{topic: t{i}, ask: A{i}?, answer: a, wrong: [b, c]}}"),
    "written, long": lambda: _written(
        lambda i: (
            f"  q{i}: {{ask: '{'x y ' * 2000}', answer: '{'a b ' * 2000}', wrong: ['{'c d ' * 2000}', '{'e f ' * 2000}']}}"  # noqa: E501 # one input, in one piece
        )
    ),
    "orders of words": _orders_of_words,
    "stairs": _stairs,
    "stairs of one word": _same_stairs,
    "quotes that open": lambda: _quotes("«"),
    "quotes that open twice": lambda: _quotes("“"),
    "apostrophes": lambda: _quotes("''a"),
    "runs in cells": _runs,
    "line breaks in a list": lambda: "a: [b" + "\n" * 65_000 + "c]\n",
    "line breaks and question marks in a list": lambda: "a: [b" + "\n ?" * 21_000 + "c]\n",
    "marks in cells": lambda: _marks("cells"),
    "marks in ids": lambda: _marks("ids"),
    "marks in keys": lambda: _marks("keys"),
    "marks in questions": lambda: _marks("questions"),
    "unknown keys": lambda: _mistakes(
        lambda i: f"k{i}: x", "id: x\nquestions: {q: {ask: A, answer: a, wrong: [b, c]}}\n"
    ),
    "one key again and again": lambda: _mistakes(
        lambda _: "id: x", "questions: {q: {ask: A, answer: a, wrong: [b, c]}}\n"
    ),
    "unknown columns": lambda: _mistakes(
        lambda i: f"      r{i}: {{nmae: Ann}}",
        "id: x\ntables:\n  t:\n    rows:\n      a: {name: A}\n      b: {name: B}\n",
    ),
    "rows too long": lambda: _mistakes(
        lambda _: "    - [a, b]",
        f"id: x\ntables:\n  t:\n    columns: [{', '.join('c' * 70 + str(i) for i in range(1000))}]\n    rows:\n",
    ),
    "unknown columns of many": lambda: _mistakes(
        lambda i: f"    - {{nmae{i}: a}}",
        f"id: x\ntables:\n  t:\n    columns: [{', '.join(f'c{i}' for i in range(1000))}]\n    rows:\n",
    ),
    "empty cells": lambda: _mistakes(
        lambda _: "    - ['', '']", "id: x\ntables:\n  t:\n    columns: [a, b]\n    rows:\n"
    ),
    "the same ids": lambda: _mistakes(
        lambda _: "    - [a, b]", "id: x\ntables:\n  t:\n    columns: [a, b]\n    rows:\n"
    ),
    "hidden characters": lambda: _mistakes(
        lambda i: f'    - ["a{i}\\e", "\\e"]', "id: x\ntables:\n  t:\n    columns: [a, b]\n    rows:\n"
    ),
    "braces": _bad_braces,
    "placeholders typed otherwise": _hidden_slots,
    "where of no row": _unlike_where,
    "allow": _allow,
    "dates": _dates,
    "vague dates": _vague_dates,
    "overlapping ranges": _overlapping,
    "overlapping ranges in ten columns": _overlapping_columns,
    "tables": _tables,
    "columns named twice": lambda: (
        f"id: x\ntables: {{t: {{columns: [{', '.join(f'c{i}' for i in range(200_000))}], rows: [[a]]}}}}\n"
    ),
    "one row of columns": lambda: (
        f"id: x\ntables: {{t: {{rows: [{{{', '.join(f'c{i}: a' for i in range(120_000))}}}]}}}}\n"
    ),
}
