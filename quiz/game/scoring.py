"""Whether an answer is right, and what it counts for: both follow from the kind of answer."""

from collections.abc import Collection, Sequence

from quiz.items.answer_kind import AnswerKind
from quiz.items.item import Item


def is_right(item: Item, chosen: Sequence[str]) -> bool:
    """Tell whether exactly the keys were chosen, where each has its place in their order."""
    if item.answer_kind.is_placed:
        return tuple(chosen) == item.keys
    return set(chosen) == set(item.keys)


def answer_score(kind: AnswerKind, keys: Collection[str], chosen: Collection[str], *, right: bool) -> float:
    """Return what an answer counts for, from 0 to 1: all or nothing, but where several are to be chosen."""
    return partial_score(keys, chosen) if kind is AnswerKind.MANY else float(right)


def partial_score(keys: Collection[str], chosen: Collection[str]) -> float:
    """Return what an answer counts for, from 0 to 1: right choices less wrong ones, of all that are right.

    So part of the answer is worth something, and it does not pay to choose everything (net
    correct, never below zero).
    """
    right = len(set(chosen) & set(keys))
    return max(0, right - (len(set(chosen)) - right)) / len(keys)
