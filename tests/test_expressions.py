"""Every regular expression is linear: no file of 64 KB takes long, whatever is in it."""

from __future__ import annotations

import ast
import importlib
import re
import string
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import permutations
from pathlib import Path

import pytest

import quiz
from quiz.lint.words import terms
from quiz.text import _number_pattern
from quiz.values import amounts, near, numerals
from quiz.values.numerals import Mark

PACKAGE = Path(quiz.__file__).parent
#: Modules that build an expression from local names -> an example of one.
MADE = {
    "quiz.text": _number_pattern(),
    "quiz.lint.words": terms("usually", "not at all").pattern,
    "quiz.values.amounts": amounts._pattern(),
    "quiz.values.near": near._thousands(Mark.POINT),
    "quiz.values.numerals": numerals._groups(","),
    "quiz.bank.rows": re.compile(r"\{(name)\}" + r"|[\"']?\{?(name)(?!\w)"),  # either of two
    "quiz.bank.syntax": re.compile(r'"(?:[^"\\]|\\.)*"' + r"|'(?:[^']|'')*'"),  # either of two
}
SHORT = 8192
LONG = 65536
MOST = 0.1  # seconds of the processor: a linear search takes a hundredth of it, a quadratic one several times as much
SPACES = " \n\t\r\x0b\x0c\x85\xa0\u2028"


def applied() -> Iterator[tuple[str, str, re.Pattern[str], str]]:
    """Yield each regular expression of the package with each of its uses: module, line, pattern, method."""
    for path in sorted(PACKAGE.rglob("*.py")):
        name = ".".join(("quiz", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__")
        text = path.read_text("utf-8")
        if "re." not in text:  # to walk through all modules takes seconds
            continue
        tree = ast.parse(text)
        nodes = list(ast.walk(tree))
        names = {  # the name of a pattern -> where it is compiled
            target.id: node.value
            for node in nodes
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call) and is_of_re(node.value)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        names |= {  # or the function that makes it when it is first needed
            node.name: made.value
            for node in nodes
            if isinstance(node, ast.FunctionDef)
            for made in node.body
            if isinstance(made, ast.Return) and isinstance(made.value, ast.Call) and is_of_re(made.value)
        }
        uses: dict[ast.Call, set[str]] = {}
        for node in nodes:
            if isinstance(node, ast.Attribute):
                of = node.value.func if isinstance(node.value, ast.Call) else node.value
                if isinstance(of, ast.Name) and of.id in names:
                    uses.setdefault(names[of.id], set()).add(node.attr)
        for node in nodes:
            if isinstance(node, ast.Call) and is_of_re(node):
                method = node.func.attr  # type: ignore[attr-defined]
                found = uses.get(node, {"search"}) if compiles(node) else {method}
                pattern = pattern_of(name, node)
                yield from ((name, f"{path.name}:{node.lineno}", pattern, one) for one in sorted(found))


def is_of_re(call: ast.Call) -> bool:
    """Return whether a call compiles or uses a regular expression."""
    of = call.func
    return (
        isinstance(of, ast.Attribute)
        and isinstance(of.value, ast.Name)
        and of.value.id == "re"
        and of.attr in ("compile", "search", "match", "fullmatch", "split", "sub", "findall", "finditer")
    )


def pattern_of(module: str, call: ast.Call) -> re.Pattern[str]:
    """Return the pattern of a call: written there, or built from what the module defines."""
    known = vars(importlib.import_module(module))
    try:
        return re.compile(*(eval(ast.unparse(part), known) for part in call.args[: 2 if compiles(call) else 1]))
    except NameError:
        return MADE[module]


def compiles(call: ast.Call) -> bool:
    """Return whether a call only compiles; the others have a text after their expression."""
    return isinstance(call.func, ast.Attribute) and call.func.attr == "compile"


APPLIED = list(applied())


def run(pattern: re.Pattern[str], method: str, text: str) -> None:
    """Apply a pattern to a text to its end."""
    use: Callable[[str], object] = partial(pattern.sub, "_") if method == "sub" else getattr(pattern, method)
    found = use(text)
    if method == "finditer":
        list(found)  # type: ignore[call-overload]


def seconds(pattern: re.Pattern[str], method: str, text: str) -> float:
    """Return the processor time that a pattern takes for a text."""
    began = time.process_time()
    run(pattern, method, text)
    return time.process_time() - began


def slowness() -> float:
    """Return how much slower this processor is now than one that counts to a million in 25 ms, at least 1."""
    began = time.process_time()
    for _ in range(1_000_000):
        pass
    return max(1.0, (time.process_time() - began) / 0.025)


def texts(pattern: re.Pattern[str]) -> Iterator[str]:
    """Yield runs of each kind of white space and punctuation, and of any two signs in the pattern."""
    signs = [*SPACES, *string.punctuation, "a", "n", "N", "1", "–", "“", "«", "\u2019"]
    own = [sign for sign in signs if sign in pattern.pattern or sign in " \na1"]
    for size, some in ((SHORT, signs), (LONG, own)):  # a quadratic pattern is found before it takes a minute
        for run_ in (sign * size for sign in some):
            yield from (f"a{run_}a", f"1{run_}1", f"?{run_}", f"- {run_}: x")
    half = SHORT // 2
    for one, other in permutations(own, 2):
        yield from (f"a1{(one + other) * half}a", f"a1{one * half}{other * half}a1")


def test_all_expressions_are_found() -> None:
    assert len(APPLIED) > 40
    assert {"quiz.bank.events", "quiz.bank.syntax", "quiz.lint.words", "quiz.text"} <= {name for name, *_ in APPLIED}


@pytest.mark.parametrize(("module", "line", "pattern", "method"), APPLIED, ids=[f"{n}-{m}" for _, n, _, m in APPLIED])
def test_an_expression_is_linear(module: str, line: str, pattern: re.Pattern[str], method: str) -> None:
    for text in texts(pattern):
        most = MOST * len(text) / SHORT
        if seconds(pattern, method, text) > most:  # the processor may be slow, or busy with something else
            fastest = min(seconds(pattern, method, text) for _ in range(5))
            assert fastest < 2 * most * slowness(), (line, module, text[:8], text[-8:])
