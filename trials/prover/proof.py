"""Whether a table proves what an item says: its right answers are right, and all others are wrong."""

from collections.abc import Callable, Mapping
from itertools import combinations, product
from typing import Any

from trials.prover.facts import Facts, Query

__all__ = ["prove_pattern"]


def prove_pattern(item: Mapping[str, Any], facts: Facts) -> list[str]:
    """Return what the table does not prove about an item: nothing if all is well."""
    if item["form"] == "claim":
        return _prove_claim(item, facts)
    queries = facts.queries(facts.keys.get("ask", ""), item["stem"].removesuffix(" Only one is right."))
    if not queries:
        return ["the stem cannot be read"]
    wrong = _that_are_alike(item, facts)
    for query in queries:
        wrong += _PROOFS[item["form"]](item, facts, query)
    return wrong


def _that_are_alike(item: Mapping[str, Any], facts: Facts) -> list[str]:
    pairs = combinations([option["text"] for option in item["options"]], 2)
    return [f"{a!r} and {b!r} may be the same" for a, b in pairs if any(facts.may_be(a, one) for one in facts.read(b))]


def _split(item: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """Return the options that are marked as right, and the others."""
    right = [option["text"] for option in item["options"] if option["correct"]]
    return right, [option["text"] for option in item["options"] if not option["correct"]]


def _prove_choice(item: Mapping[str, Any], facts: Facts, query: Query) -> list[str]:
    """A pick, or all that are right: the answers of the rows that match."""
    right, others = _split(item)
    surely, perhaps = facts.surely(query), facts.perhaps(query)
    wrong = [f"{key!r} is not proven right" for key in right if not facts.is_answer(key, surely)]
    wrong += [f"{other!r} may be right" for other in others if facts.may_answer(other, perhaps)]
    return wrong + [f"nothing says that {other!r} is wrong" for other in others if not facts.is_known(other, right[0])]


def _prove_not(item: Mapping[str, Any], facts: Facts, query: Query) -> list[str]:
    """Which one is NOT: the others are answers of rows that match."""
    right, others = _split(item)
    wrong = [f"{key!r} may belong" for key in right if facts.may_answer(key, facts.perhaps(query))]
    if facts.table.is_open:
        wrong += [f"{key!r} may belong in an open table" for key in right if not facts.is_known(key, key)]
    surely = facts.surely(query)
    return wrong + [f"{other!r} is not proven to belong" for other in others if not facts.is_answer(other, surely)]


def _prove_typed(item: Mapping[str, Any], facts: Facts, query: Query) -> list[str]:
    """Typed: only right answers are known, and it must be clear which answers these are."""
    right, _ = _split(item)
    surely = facts.surely(query)
    wrong = [f"{key!r} is not proven right" for key in right if not facts.is_answer(key, surely)]
    unclear = [
        a.text for row in facts.perhaps(query) for a in facts.answers(row) if not facts.is_answer(a.text, surely)
    ]
    return wrong + [f"{text!r} may be right as well" for text in unclear] + ["the table is open"] * facts.table.is_open


def _prove_compare(item: Mapping[str, Any], facts: Facts, query: Query) -> list[str]:
    (key,), others = _split(item)
    if "most" in facts.keys:
        return [text for other in others for text in _unordered(facts, query, facts.keys["most"], other, key)]
    return [text for other in others for text in _unordered(facts, query, facts.keys["least"], key, other)]


def _prove_order(item: Mapping[str, Any], facts: Facts, query: Query) -> list[str]:
    texts = {option["id"]: option["text"] for option in item["options"]}
    right = [texts[key] for key in item["keys"]]
    if facts.keys.get("descending") == "true":
        right.reverse()
    pairs = combinations(right, 2)
    return [text for one, other in pairs for text in _unordered(facts, query, facts.keys["order"], one, other)]


def _unordered(facts: Facts, query: Query, column: str, less: str, more: str) -> list[str]:
    """Return what is wrong if the rows of one option are not all before those of another."""
    sides = []
    for text in (less, more):
        rows = [row for row in facts.perhaps(query) if facts.may_answer(text, [row])]
        cells = [value.text for row in rows for value in row[column]]
        if not cells or not all(row[column] for row in rows) or not facts.is_answer(text, facts.surely(query)):
            return [f"it is not known where {text!r} stands"]
        sides.append(cells)
    return [
        f"{less!r} with {one} is not proven to come before {more!r} with {other}"
        for one, other in product(*sides)
        if not facts.columns[column].is_before(one, other)
    ]


def _prove_match(item: Mapping[str, Any], facts: Facts, query: Query) -> list[str]:
    wrong = []
    for prompt, key in zip(item["prompts"], item["keys"], strict=True):
        asked = {**query, facts.keys["match"]: prompt}
        marked = [{**option, "correct": option["id"] == key} for option in item["options"]]
        wrong += [f"{prompt}: {text}" for text in _prove_choice({"options": marked}, facts, asked)]
    return wrong


def _prove_claim(item: Mapping[str, Any], facts: Facts) -> list[str]:
    """A claim is true if a row says all of it, and false if no row may say it."""
    swap = facts.keys["swap"]
    queries = facts.queries(facts.keys["claim"], item["stem"], swap)
    if not queries:
        return ["the claim cannot be read"]
    if item["keys"] == ["true"]:
        return [] if any(facts.surely(query) for query in queries) else ["no row says so"]
    wrong = [f"it may be true: {query}" for query in queries if facts.perhaps(query)]
    if facts.table.is_open and not any(facts.is_known(query[swap], query[swap]) for query in queries):
        wrong.append("an open table does not say that it is false")
    return wrong


_PROOFS: Mapping[str, Callable[[Mapping[str, Any], Facts, Query], list[str]]] = {
    "pick": _prove_choice,
    "choose-all": _prove_choice,
    "not": _prove_not,
    "typed": _prove_typed,
    "compare": _prove_compare,
    "order": _prove_order,
    "match": _prove_match,
}
