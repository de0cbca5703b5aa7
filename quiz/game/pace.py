"""A player's pace: how much more likely they are to remember facts than the schedule assumes, by one rule for all.

It is three numbers, found by logistic regression on first tries on a later day than the one before. The prediction of
the schedule is the offset; how often a fact was asked and how stable it is are the variables. The weights are drawn
towards those that change nothing. The evidence is kept as counts of answers that are nearly alike, so an answer that is
taken back leaves no trace.
"""

from collections.abc import Iterable, Mapping
from math import exp, log
from typing import NamedTuple

from quiz.game.memory import MOST_ASKED, SLIP, USUAL, Memory, Pace, retrievability

#: The standard deviations between people, before anything is known: of the logarithms of a pace's factors on the odds
#: of recall, after one question, for e times as many questions and for a memory that is e times as stable. Stability
#: after a first answer differs 80-fold between people, and more than that where memories fade by another law.
_SPREADS = (2.0, 0.7, 0.3)
_BETTER = 0.03  # how much lower the loss must be than at the usual pace
_ENOUGH = 20  # answers, before which there is no estimate
_LEAST = SLIP / 10  # what can happen is no less likely
_STEPS = 20  # of the regression; five are usual
_LONGEST_STEP = 2.0
_NEAR = 0.001  # the last step changes no more than this

# Answers are alike if they agree in these whole numbers: the time since the last one as a share of the stability,
# and the stability, both as logarithms; how often the fact was asked; the chance of a blind guess; and the outcome.
_PER_SHARE, _PER_STABILITY, _PER_CHANCE = 4, 2, 24
_LEAST_SHARE, _SHARES = -80, 161
_LEAST_STABILITY, _STABILITIES = -14, 43
_CHANCES = _PER_CHANCE + 1
_SORTS = _SHARES * _STABILITIES * MOST_ASKED * _CHANCES * 2

#: The evidence of first tries: how many there are of each sort, by the number of the sort.
Evidence = Mapping[int, int]
NO_EVIDENCE: Evidence = {}


class _Sort(NamedTuple):
    """Answers that are alike, with how many of them were right and wrong.

    `odds`, `asked` and `stability` are logarithms: of the odds that the schedule gives, of how often the fact was
    asked, and of its stability. `chance` is that of a blind guess.
    """

    odds: float
    asked: float
    stability: float
    chance: float
    right: int
    wrong: int


def evidence(memory: Memory | None, right: bool, day: int, chance: float) -> Evidence:
    """Return what a first try on a day says about the pace: nothing if it is the first, or on the day of the last one.

    A blind guess is right with a `chance`.
    """
    if memory is None or day <= memory.day:
        return NO_EVIDENCE
    return {sort_of(memory.stability, memory.asked, day - memory.day, right, chance): 1}


def sort_of(stability: float, asked: int, gap: int, right: bool, chance: float) -> int:
    """Return the number of the sort of a first try that came `gap` days (at least one) after the one before.

    A long history is folded from millions of them, so each place is rounded by adding a half, and only numbers outside
    the range are looked at twice.
    """
    lasts = log(stability)
    share = int(_PER_SHARE * (log(gap) - lasts) - _LEAST_SHARE + 0.5)
    stable = int(_PER_STABILITY * lasts - _LEAST_STABILITY + 0.5)
    if not (0 <= share < _SHARES and 0 <= stable < _STABILITIES):
        share, stable = min(max(share, 0), _SHARES - 1), min(max(stable, 0), _STABILITIES - 1)
    often = (min(MOST_ASKED, asked)) - 1
    found = (share * _STABILITIES + stable) * MOST_ASKED + often
    return (found * _CHANCES + int(_PER_CHANCE * chance + 0.5)) * 2 + right


def added_up(found: Iterable[Evidence], less: Iterable[Evidence] = ()) -> Evidence:
    """Return the sum of evidence, minus that of others."""
    sums: dict[int, int] = {}
    for sign, several in ((1, found), (-1, less)):
        for one in several:
            for sort, count in one.items():
                sums[sort] = sums.get(sort, 0) + sign * count
    return {sort: count for sort, count in sums.items() if count}


def evidence_text(found: Evidence) -> str:
    """Return evidence as it is kept: the number of answers, and each sort with its number of answers."""
    return " ".join([str(sum(found.values())), *(f"{sort}:{count}" for sort, count in sorted(found.items()))])


def evidence_in(text: str) -> Evidence | None:
    """Return the evidence in a text that `evidence_text` has made; None if it is not such a text."""
    total, *parts = text.split(" ")
    try:
        found = {int(sort): int(count) for sort, count in (part.split(":") for part in parts)}
        is_whole = sum(found.values()) == int(total) and len(found) == len(parts)
    except ValueError:
        return None
    return found if is_whole and all(0 <= sort < _SORTS and found[sort] > 0 for sort in found) else None


def right_share(recall: float, chance: float) -> float:
    """Return how likely an answer is to be right, by recall and by the chance of a blind guess; never 0 or 1."""
    return min(max(recall * (1 - SLIP) + (1 - recall) * chance, _LEAST), 1 - _LEAST)


def pace_of(found: Evidence) -> Pace:
    """Return the pace that best fits all evidence together.

    It is the usual one if no other is 3 % better, or if there are few answers.
    """
    if sum(found.values()) < _ENOUGH:
        return USUAL
    sorts = _sorts(found)
    weights = _fitted(sorts)
    return _pace(weights) if _loss(sorts, weights) < (1 - _BETTER) * _loss(sorts, (0.0, 0.0, 0.0)) else USUAL


def _pace(weights: tuple[float, float, float]) -> Pace:
    return Pace(exp(weights[0]), *weights[1:])


def _sorts(found: Evidence) -> list[_Sort]:
    """Return what answers of each sort have in common, in an order that does not depend on that of the evidence."""
    sorts = []
    for either in sorted({sort // 2 for sort in found}):
        rest, chance = divmod(either, _CHANCES)
        rest, often = divmod(rest, MOST_ASKED)
        share, stability = divmod(rest, _STABILITIES)
        recall = retrievability(1, exp((share + _LEAST_SHARE) / _PER_SHARE))
        odds = log(recall / (1 - recall))
        wrong, right = (found.get(2 * either + outcome, 0) for outcome in (0, 1))
        of_stability = (stability + _LEAST_STABILITY) / _PER_STABILITY
        sorts.append(_Sort(odds, log(often + 1), of_stability, chance / _PER_CHANCE, right, wrong))
    return sorts


def _recall(one: _Sort, weights: tuple[float, float, float]) -> float:
    odds = one.odds + weights[0] + weights[1] * one.asked + weights[2] * one.stability
    return 1 / (1 + exp(-min(max(odds, -30.0), 30.0)))


def _loss(sorts: Iterable[_Sort], weights: tuple[float, float, float]) -> float:
    """Return minus the logarithm of the likelihood of all answers.

    An answer is right by knowledge without a slip, or by a lucky guess.
    """
    loss = 0.0
    for one in sorts:
        share = right_share(_recall(one, weights), one.chance)
        loss -= one.right * log(share) + one.wrong * log(1 - share)
    return loss


def _fitted(sorts: list[_Sort]) -> tuple[float, float, float]:
    """Return the weights that are most likely, by Fisher scoring, in thousandths.

    Each step solves the normal equations of a regression, with the prior's precisions on their diagonal.
    """
    precise = [1 / spread**2 for spread in _SPREADS]
    a = b = c = 0.0
    for _ in range(_STEPS):
        by_a, by_b, by_c = -precise[0] * a, -precise[1] * b, -precise[2] * c
        aa, bb, cc = precise
        ab = ac = bc = 0.0
        for one in sorts:
            recall = _recall(one, (a, b, c))
            share = right_share(recall, one.chance)
            slope = (1 - SLIP - one.chance) * recall * (1 - recall)
            pull = (one.right / share - one.wrong / (1 - share)) * slope
            weight = (one.right + one.wrong) * slope * slope / (share * (1 - share))
            x, y = one.asked, one.stability
            by_a, by_b, by_c = by_a + pull, by_b + pull * x, by_c + pull * y
            aa, bb, cc = aa + weight, bb + weight * x * x, cc + weight * y * y
            ab, ac, bc = ab + weight * x, ac + weight * y, bc + weight * x * y
        whole = aa * (bb * cc - bc * bc) - ab * (ab * cc - bc * ac) + ac * (ab * bc - bb * ac)  # Cramer's rule
        step_a = by_a * (bb * cc - bc * bc) - ab * (by_b * cc - bc * by_c) + ac * (by_b * bc - bb * by_c)
        step_b = aa * (by_b * cc - bc * by_c) - by_a * (ab * cc - bc * ac) + ac * (ab * by_c - by_b * ac)
        step_c = aa * (bb * by_c - by_b * bc) - ab * (ab * by_c - by_b * ac) + by_a * (ab * bc - bb * ac)
        longest = max(abs(step_a), abs(step_b), abs(step_c)) / whole
        short = min(1.0, _LONGEST_STEP / longest) / whole if longest else 0.0
        a, b, c = a + short * step_a, b + short * step_b, c + short * step_c
        if longest < _NEAR:
            break
    return round(a, 3), round(b, 3), round(c, 3)
