"""Whether a written-out question says what its bank says, and what the result of a computed one is."""

import ast
import math
import operator
import re
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from itertools import combinations, product
from typing import Any

from trials.prover.bank import as_list
from trials.prover.columns import Column, mark_of
from trials.prover.filling import filled, plain
from trials.prover.numbers import number

__all__ = ["prove_written"]


def prove_written(item: Mapping[str, Any], keys: Mapping[str, Any], language: str) -> list[str]:
    """Return what is not proven about an item: nothing if all is well."""
    if "values" in keys:
        return _prove_computed(item, keys, language)
    if "claim" in keys:
        return [] if item["keys"] == [keys["is"]] else ["it is marked the other way round"]
    if "gaps" in keys:
        return _prove_gaps(item, keys)
    texts = {option["id"]: plain(option["text"]) for option in item["options"]}
    if "order" in keys:
        order = [plain(text) for text in keys["order"]]
        shown = [texts[key] for key in item["keys"]]
        return [] if shown == [text for text in order if text in shown] else [f"this is not its order: {shown}"]
    if "match" in keys:
        pairs = {plain(one): plain(other) for one, other in keys["match"].items()}
        return _prove_match(item, pairs, texts, keys, language)
    return _prove_choice(item, keys, language)


def _prove_choice(item: Mapping[str, Any], keys: Mapping[str, Any], language: str) -> list[str]:
    right = [plain(text) for text in as_list(keys["answer"])]
    also = [plain(text) for text in as_list(keys.get("also", []))]
    listed, pinned = (
        [plain(one["text"] if isinstance(one, dict) else one) for one in as_list(keys.get(name, []))]
        for name in ("wrong", "pinned")
    )
    shown = [plain(option["text"]) for option in item["options"]]
    column = Column([*right, *listed], is_exact=keys.get("exact") == "true", language=language)
    wrong = [f"{a!r} and {b!r} may be the same" for a, b in combinations(shown, 2) if column.may(a, b)]
    for text, option in zip(shown, item["options"], strict=True):
        if option["correct"] and text not in right:
            wrong.append(f"{text!r} is not among the answers")
        elif not option["correct"] and (
            text not in (*listed, *pinned) or any(column.may(text, one) for one in (*right, *also))
        ):
            wrong.append(f"{text!r} may be right")
    return wrong


def _prove_gaps(item: Mapping[str, Any], keys: Mapping[str, Any]) -> list[str]:
    wrong = []
    for option in item["options"]:
        gap = keys["answers"][option["id"]]
        answers = as_list(gap["answer"] if isinstance(gap, dict) else gap)
        if option["text"] not in map(plain, answers):
            wrong.append(f"{option['text']!r} is not the answer of its gap")
    return wrong


def _prove_match(
    item: Mapping[str, Any], pairs: Mapping[str, str], texts: Mapping[str, str], keys: Mapping[str, Any], language: str
) -> list[str]:
    column = Column([*pairs.values(), *texts.values()], is_exact=keys.get("exact") == "true", language=language)
    wrong = []
    for prompt, key in zip(item["prompts"], item["keys"], strict=True):
        if texts[key] != pairs[plain(prompt)]:
            wrong.append(f"{prompt!r} does not belong to {texts[key]!r}")
        wrong += [
            f"{text!r} may belong to {prompt!r}"
            for option, text in texts.items()
            if option != key and column.may(text, pairs[plain(prompt)])
        ]
    return wrong


# Computed questions

_FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "sqrt": math.sqrt, "root": lambda x, n: x ** (1 / n), "abs": abs, "min": min, "max": max, "sin": math.sin,
    "cos": math.cos, "tan": math.tan, "asin": math.asin, "acos": math.acos, "atan": math.atan, "rad": math.radians,
    "deg": math.degrees, "round": lambda x, digits=0: math.copysign(_half_up(abs(x), digits), x),
}  # fmt: skip
_OPERATORS: Mapping[type, Callable[[Any, Any], Any]] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv,
    ast.BitXor: operator.pow, ast.Pow: operator.pow,
}  # fmt: skip


def _half_up(x: Any, digits: int) -> Any:
    return math.floor(x * 10**digits + Fraction(1, 2)) / Fraction(10) ** digits


def _worth(formula: str, values: Mapping[str, Fraction]) -> Any:
    """Return the result of a formula."""

    def of(node: ast.AST) -> Any:
        match node:
            case ast.Expression(body):
                return of(body)
            case ast.Constant(value):
                return Fraction(str(value))
            case ast.Name(name):
                return math.pi if name == "pi" else values[name]
            case ast.UnaryOp(op, operand):
                return -of(operand) if isinstance(op, ast.USub) else of(operand)
            case ast.BinOp(left, op, right):
                return _OPERATORS[type(op)](of(left), of(right))
            case ast.Call(ast.Name(name), arguments):
                return _FUNCTIONS[name](*map(of, arguments))
        raise ValueError(ast.dump(node))

    return of(ast.parse(formula.replace("^", "**").strip(), mode="eval"))


def _prove_computed(item: Mapping[str, Any], keys: Mapping[str, Any], language: str) -> list[str]:
    mark = mark_of(language) or "."
    offered = {name: list(_values(typed)) for name, typed in keys["values"].items()}
    shown = [
        values
        for found in filled(keys["ask"], item["stem"], offered.get)
        for values in _combinations(found, offered)
        if all(_is_worth(formula, text, values, mark) for formula, text in found.items())
    ]
    if not shown:
        return ["no values give this question"]
    texts = [option["text"] for option in item["options"]]
    (key,) = (option["text"] for option in item["options"] if option["correct"])
    column = Column(texts, language=language)
    wrong = [f"{a!r} and {b!r} may be the same" for a, b in combinations(texts, 2) if column.may(a, b)]
    found = list(filled(keys["answer"], key, lambda _: None))
    if not any(all(_is_worth(f, text, values, mark) for f, text in one.items()) for one in found for values in shown):
        wrong.append(f"the answer does not come to {key!r}")
    return wrong


def _values(typed: Any) -> Iterator[str]:
    ends = re.fullmatch(r"\s*(-?\d+)\s*\.\.\s*(-?\d+)\s*", typed) if isinstance(typed, str) else None
    yield from map(str, range(int(ends[1]), int(ends[2]) + 1)) if ends else as_list(typed)


def _combinations(known: Mapping[str, str], offered: Mapping[str, list[str]]) -> Iterator[Mapping[str, str]]:
    """Yield the values of all names: those that the stem shows, and any for the others."""
    for texts in product(*([known[name]] if name in known else each for name, each in offered.items())):
        yield dict(zip(offered, texts, strict=True))


def _is_worth(formula: str, text: str, values: Mapping[str, str], mark: str) -> bool:
    """Return whether a text is the result of a formula, with the digits that it shows."""
    if formula in values:
        return text == values[formula]
    formula, _, places = formula.partition(":")
    shown = number(text, mark)
    if shown is None:
        return False
    digits = len(text.partition(mark)[2])
    exact = _worth(formula, {name: number(typed, mark) or Fraction(0) for name, typed in values.items()})
    off = Fraction(1, 2 * 10**digits) if places or digits else 0
    return (not places or digits == int(places)) and abs(shown - Fraction(exact)) <= off + abs(Fraction(exact)) / 10**11
