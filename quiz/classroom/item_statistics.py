"""What scores say about a question and a test, by classical test theory: pure functions of numbers.

`marks` are what each student got for one question, from 0 to 1, and `rest` what the same students got for the
other questions, in the same order. A figure that is not defined (one student, or no two that differ) is None.
The figures with Moodle's names are defined as in "Quiz statistics calculations" in the Moodle docs
(docs.moodle.org/dev/Quiz_statistics_calculations).
"""

from collections.abc import Sequence
from math import floor, sqrt

_GROUP = 0.27


def mean(values: Sequence[float]) -> float | None:
    """Return the mean of some values."""
    return sum(values) / len(values) if values else None


def covariance(ones: Sequence[float], others: Sequence[float]) -> float | None:
    """Return the covariance of pairs of values in a sample, with n - 1 as its divisor.

    Raises ValueError if the two differ in length.
    """
    if len(ones) < 2:
        return None
    middle, other_middle = sum(ones) / len(ones), sum(others) / len(others)
    pairs = zip(ones, others, strict=True)
    return sum((one - middle) * (other - other_middle) for one, other in pairs) / (len(ones) - 1)


def variance(values: Sequence[float]) -> float | None:
    """Return the variance of a sample, with n - 1 as its divisor."""
    return covariance(values, values)


def standard_deviation(values: Sequence[float]) -> float | None:
    """Return the standard deviation of a sample."""
    found = variance(values)
    return None if found is None else sqrt(found)


def correlation(ones: Sequence[float], others: Sequence[float]) -> float | None:
    """Return Pearson's product-moment correlation, from -1 to 1.

    For marks and `rest` it is the item-rest correlation: how well a question agrees with the others. The question
    itself is left out of the score, as it would agree with itself. Also called the corrected item-total correlation.
    """
    both, one, other = covariance(ones, others), variance(ones), variance(others)
    if both is None or not one or not other:
        return None
    return max(-1.0, min(1.0, both / sqrt(one * other)))


def upper_lower_difference(marks: Sequence[float], rest: Sequence[float]) -> float | None:
    """Return D: the mean mark of the best 27 % of students minus that of the weakest 27 %, from -1 to 1.

    The size of the groups is Kelley's, as it is used today: "The item discrimination index: does it work?", Rasch
    Measurement Transactions 12:1, 626 (1998). Students with equal scores at the border of a group each count in part,
    so that nobody is chosen by chance.
    """
    if len(marks) < 2 or len(set(rest)) < 2:
        return None
    size = group_size(len(marks))
    ordered = sorted(zip(rest, marks, strict=True))
    return (_edge_sum(ordered[::-1], size) - _edge_sum(ordered, size)) / size


def group_size(students: int) -> int:
    """Return how many students are in each of the two groups that D compares, at least one."""
    return max(1, floor(_GROUP * students + 0.5))


def _edge_sum(ordered: Sequence[tuple[float, float]], size: int) -> float:
    """Return the sum of the marks of the first `size` of (rest, mark), equals at the border counting in part."""
    border = ordered[size - 1][0]
    before = sum(mark for rest, mark in ordered[:size] if rest != border)
    equal = [mark for rest, mark in ordered if rest == border]
    room = size - sum(rest != border for rest, _ in ordered[:size])
    return before + room * sum(equal) / len(equal)


def cronbach_alpha(questions: Sequence[Sequence[float]]) -> float | None:
    """Return how well the questions of a test agree, 1 at best: k / (k - 1) * (1 - sum of variances / variance).

    `questions` are the marks of each question, all of the same students in the same order. Cronbach (1951),
    "Coefficient alpha and the internal structure of tests", Psychometrika 16, 297-334. For answers that are right or
    wrong, it is the same as KR-20, the twentieth formula of Kuder and Richardson (1937). It is not defined for a single
    question.
    """
    if len(questions) < 2:
        return None
    whole = variance([sum(marks) for marks in zip(*questions, strict=True)])
    return alpha_of(len(questions), sum(variance(marks) or 0.0 for marks in questions), whole)


def alpha_of(questions: int, apart: float, whole: float | None) -> float | None:
    """Return Cronbach's alpha of some questions, from the sum of their variances and the variance of the scores."""
    return questions / (questions - 1) * (1 - apart / whole) if questions > 1 and whole else None


def standard_error(deviation: float | None, alpha: float | None) -> float | None:
    """Return the standard error of measurement of a score: SD * sqrt(1 - alpha), in the unit of the deviation.

    It is what Moodle calls the standard error: the error ratio times the deviation. None if alpha is not defined.
    """
    return None if deviation is None or alpha is None else deviation * sqrt(max(0.0, 1 - alpha))


# As Moodle's report of a quiz has them, in per cent


def facility_index(marks: Sequence[float], most: float = 1.0) -> float | None:
    """Return Moodle's facility index: the mean mark as a percentage of the highest possible mark.

    Raises ZeroDivisionError if that is 0.
    """
    found = mean(marks)
    return None if found is None else 100 * found / most


def discrimination_index(marks: Sequence[float], rest: Sequence[float]) -> float | None:
    """Return Moodle's discrimination index: the item-rest correlation in per cent."""
    found = correlation(marks, rest)
    return None if found is None else 100 * found


def discriminative_efficiency(marks: Sequence[float], rest: Sequence[float]) -> float | None:
    """Return Moodle's discriminative efficiency: the covariance as a percentage of the greatest that these marks allow.

    That is the covariance of both in rising order.
    """
    both, greatest = covariance(marks, rest), covariance(sorted(marks), sorted(rest))
    return 100 * both / greatest if both is not None and greatest else None


def internal_consistency(questions: Sequence[Sequence[float]]) -> float | None:
    """Return Moodle's coefficient of internal consistency: Cronbach's alpha in per cent."""
    found = cronbach_alpha(questions)
    return None if found is None else 100 * found


def error_ratio(consistency: float | None) -> float | None:
    """Return Moodle's error ratio: how much of the spread of scores is chance, as a percentage of the deviation."""
    return None if consistency is None else 100 * sqrt(max(0.0, 1 - consistency / 100))
