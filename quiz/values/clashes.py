"""Which texts of a column may be the same, without comparing each with every other."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import combinations

from quiz.values.readings import ColumnKind, ColumnReading, may_be_value
from quiz.values.relations import AS_DIGITS, RAISED, SHORTENED, SIGNS_APART, Sense, sense, senses_meet
from quiz.values.spans import Bound, ValueSpan, Worth, span

MOST_PAIRS = 100_000  # of the texts of a column; a third of a second and 12 MB

_DIGITS = "0123456789"
_LOOSE = ("-", ".", " & ")  # a text with one of these may mean more than its canonical form
_ARTICLES = ("the ", "a ", "an ")
_LOOSE_STARTS = (*_ARTICLES, *(f"{word} " for word in SHORTENED), "'", '"')


class TooManyPairs(Exception):
    """There is no time to look at so many pairs of texts that may be the same."""


def clashes(senses: Sequence[Sense], most_pairs: int = MOST_PAIRS) -> Mapping[int, frozenset[int]]:
    """Return the position of each sense -> the positions of those that it may be the same as; most have none.

    Raises `TooManyPairs` if there are more than `most_pairs`.
    """
    found: dict[int, set[int]] = {}
    for number, (one, other) in enumerate(_candidates(senses)):
        if number == most_pairs:
            raise TooManyPairs
        if senses_meet(senses[one], senses[other]):
            found.setdefault(one, set()).add(other)
            found.setdefault(other, set()).add(one)
    return {at: frozenset(others) for at, others in found.items()}


def clashes_of(
    texts: Sequence[str],
    forms: Collection[str],
    values: Sequence[Worth | None],
    reading: ColumnReading,
    most_pairs: int = MOST_PAIRS,
) -> Mapping[int, frozenset[int]]:
    """Return the same as `clashes` for texts with different canonical forms, by their values in the reading.

    Only texts that may mean more than their form are looked at: there are few or none in most columns.
    """
    loose = _loose(texts, forms, values, reading)
    if not loose:
        return {}
    forms = list(forms)
    looked_at: Sequence[int] = range(len(texts))
    senses = {at: sense(texts[at], reading) for at in (looked_at if _has_values(reading) else loose)}
    if not _has_values(reading):
        positions = {form: at for at, form in enumerate(forms)}
        sharing = {positions[key] for found in senses.values() for key in found.keys if key in positions}
        looked_at = sorted(loose | sharing)
    found = clashes([senses.get(at) or Sense(frozenset((forms[at],))) for at in looked_at], most_pairs)
    return {looked_at[at]: frozenset(looked_at[other] for other in others) for at, others in found.items()}


def _has_values(reading: ColumnReading) -> bool:
    return reading.kind in (ColumnKind.NUMBER, ColumnKind.QUANTITY, ColumnKind.DATE)


def _loose(
    texts: Sequence[str], forms: Collection[str], values: Sequence[Worth | None], reading: ColumnReading
) -> set[int]:
    """Return the positions of the texts that may mean more than their form."""
    if reading.exact:
        return set()
    if _has_values(reading):  # a number means only itself
        marked = {at for at, text in enumerate(texts) if "." in text or "," in text} if reading.others else set()
        return marked | {at for at, value in enumerate(values) if value is None or isinstance(value, ValueSpan)}
    joined = "\n" + "\n".join(forms)
    loose: set[int] = set()
    apart = [sign for sign in SIGNS_APART if sign in joined]  # one character is found at once, two take a while
    spaced = [pair for sign in apart for pair in (f" {sign}", f"{sign} ")]
    for sign in (*_LOOSE, *spaced, *(() if joined.isascii() else RAISED)):
        if sign in joined:
            loose.update(at for at, form in enumerate(forms) if sign in form)
    has_numbers = any(digit in joined for digit in _DIGITS) or not AS_DIGITS.keys().isdisjoint(forms)
    starts = tuple(start for start in _LOOSE_STARTS if start in joined and f"\n{start}" in joined)  # the first is quick
    if starts and (has_numbers or not set(starts) <= set(_ARTICLES) or not _differ_without(starts, forms)):
        loose.update(at for at, form in enumerate(forms) if form.startswith(starts))
    if has_numbers:
        loose.update(at for at, form in enumerate(forms) if form in AS_DIGITS or form.partition(" ")[0] in AS_DIGITS)
        loose.update(
            at for at, form in enumerate(forms) if may_be_value(form) and any(digit in form for digit in _DIGITS)
        )
    return loose


def _differ_without(articles: tuple[str, ...], forms: Collection[str]) -> bool:
    """Return whether all texts still differ without their articles, as in most columns."""
    bare = {form.partition(" ")[2] if form.startswith(articles) else form for form in forms}
    return len(bare) == len(forms)


def _candidates(senses: Sequence[Sense]) -> Iterable[tuple[int, int]]:
    """Yield the pairs that share a form, or whose values overlap."""
    sharing: dict[object, list[int]] = {}
    spans: dict[str, list[tuple[Bound, Bound, int]]] = {}
    for at, found in enumerate(senses):
        for key in found.keys:
            sharing.setdefault(key, []).append(at)
        for unit, value in found.spans:
            whole = span(value)
            spans.setdefault(unit, []).append((whole.start[0], whole.end[1], at))
    for group in sharing.values():
        if len(group) > 1:
            yield from combinations(group, 2)
    for listed in spans.values():
        yield from _overlapping(listed)


def _overlapping(spans: list[tuple[Bound, Bound, int]]) -> Iterable[tuple[int, int]]:
    """Yield the pairs of spans that share a number."""
    open_ones: list[tuple[Bound, int]] = []
    for low, high, at in sorted(spans):
        open_ones = [(end, other) for end, other in open_ones if end >= low]
        yield from ((other, at) for _, other in open_ones if other != at)
        open_ones.append((high, at))
