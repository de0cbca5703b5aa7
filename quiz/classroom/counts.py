"""The first tries of a class, question by question: counts, from which all figures follow.

There are two ways to count, with equal results: this one, and the statements in `quiz.classroom.statements`.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol

from quiz.classroom.item_statistics import (
    correlation,
    cronbach_alpha,
    discriminative_efficiency,
    standard_deviation,
    upper_lower_difference,
)
from quiz.classroom.thresholds import DISCRIMINATION_FROM, LONGEST_MS, REST_FROM, SHARE_FROM

_DIGITS = 6
_SAME = 1e-9  # how much the mean of equal numbers may differ from them


class FirstTry(NamedTuple):
    """A first try that counts, without a hint.

    offered: the ids of the options, for forms in which each option is either chosen or left; empty for order, match
    and typed. keys: those that are right. typed: what was typed. is_checked: it was replayed, and agrees.
    """

    student: str
    item: str
    right: bool
    took_ms: int
    offered: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    chosen: tuple[str, ...] = ()
    typed: str = ""
    is_checked: bool = True


class ItemCounts(NamedTuple):
    """First tries at a question.

    took_ms: the mean time, each counted as two minutes at most. agreement: the item-rest correlation.
    efficiency: Moodle's discriminative efficiency, in per cent. difference: the mean mark of the best 27 % of students
    minus that of the weakest 27 %. These three are None if there are too few students.
    """

    item: str
    tries: int
    right: int
    took_ms: float
    agreement: float | None = None
    efficiency: float | None = None
    difference: float | None = None


class OptionCounts(NamedTuple):
    """How often an option was offered and chosen, in all and by students above the class mean in the other questions.

    An option that is right in one draw of a question and wrong in another is counted apart.
    """

    item: str
    option: str
    is_key: bool
    offered: int
    chosen: int
    offered_above: int
    chosen_above: int


class StudentCounts(NamedTuple):
    """The first tries of a student. took_ms: the mean time, each counted as two minutes at most."""

    student: str
    tries: int
    right: int
    took_ms: float


class TypedCounts(NamedTuple):
    """A wrong text that was typed, and how many students typed it, whatever its case."""

    item: str
    text: str
    students: int


class Reliability(NamedTuple):
    """How accurate scores are, for students who answered all questions of a test: alpha, and the SD of the scores."""

    questions: int
    students: int
    alpha: float | None
    deviation: float | None


class ClassCounts(NamedTuple):
    """Everything that is counted for a class. There is no reliability if most were not asked the same questions."""

    items: tuple[ItemCounts, ...] = ()
    options: tuple[OptionCounts, ...] = ()
    students: tuple[StudentCounts, ...] = ()
    typed: tuple[TypedCounts, ...] = ()
    reliability: Reliability | None = None


class TrySink(Protocol):
    """Something that is given first tries, student by student, and counts them in the end."""

    def add(self, tries: Sequence[FirstTry]) -> None:
        """Add the tries of a student."""

    def counts(self) -> ClassCounts:
        """Count all of them."""


class Tries:
    """First tries in memory."""

    def __init__(self) -> None:
        self._tries: list[FirstTry] = []

    def add(self, tries: Sequence[FirstTry]) -> None:
        """Add the tries of a student."""
        self._tries += tries

    def counts(self) -> ClassCounts:
        """Count all of them."""
        return count_class(self._tries)


_Scores = Mapping[str, tuple[int, int]]  # student -> right answers, tries


def settled(value: float | None) -> float | None:
    """Return a figure, rounded so that it does not depend on the order in which numbers were added."""
    return None if value is None else round(value, _DIGITS) + 0.0  # which makes -0.0 a plain zero


def count_class(tries: Collection[FirstTry]) -> ClassCounts:
    """Count first tries, of which there is one for each student and item."""
    by_item: dict[str, list[FirstTry]] = defaultdict(list)
    by_student: dict[str, list[FirstTry]] = defaultdict(list)
    for one in tries:
        by_item[one.item].append(one)
        by_student[one.student].append(one)
    scores = {student: (sum(one.right for one in found), len(found)) for student, found in by_student.items()}
    whole = [student for student in sorted(by_student) if len(by_student[student]) == len(by_item)]
    is_same = 2 * len(whole) > len(by_student)
    return ClassCounts(
        items=tuple(_item(item, by_item[item], scores, is_same=is_same) for item in sorted(by_item)),
        options=tuple(one for item in sorted(by_item) for one in _options(by_item[item], scores)),
        students=tuple(_student(student, by_student[student]) for student in sorted(by_student)),
        typed=tuple(one for item in sorted(by_item) for one in _typed(item, by_item[item])),
        reliability=_reliability(by_item, whole) if is_same and len(whole) >= SHARE_FROM else None,
    )


def _rest(one: FirstTry, scores: _Scores) -> float:
    """Return the share of the other questions that a student had right; 0 if there are none."""
    right, tries = scores[one.student]
    return (right - one.right) / (tries - 1) if tries > 1 else 0.0


def _item(item: str, tries: Sequence[FirstTry], scores: _Scores, *, is_same: bool) -> ItemCounts:
    fewest = 1 if is_same else REST_FROM
    pairs = [(float(one.right), _rest(one, scores)) for one in tries if scores[one.student][1] > fewest]
    marks, rest = [mark for mark, _ in pairs], [other for _, other in pairs]
    is_enough = len(pairs) >= DISCRIMINATION_FROM
    return ItemCounts(
        item,
        len(tries),
        sum(one.right for one in tries),
        _mean_time(tries),
        settled(correlation(marks, rest)) if is_enough else None,
        settled(discriminative_efficiency(marks, rest)) if is_enough else None,
        settled(upper_lower_difference(marks, rest)) if is_enough else None,
    )


def _options(tries: Sequence[FirstTry], scores: _Scores) -> Iterable[OptionCounts]:
    """Yield the options of a question by their ids."""
    rests = [_rest(one, scores) for one in tries]
    middle = sum(rests) / len(rests) + _SAME
    alike = Counter(  # most were shown the same
        (one.offered, one.keys, one.chosen, rest > middle) for one, rest in zip(tries, rests, strict=True)
    )
    found: dict[tuple[str, bool], list[int]] = {}
    for (offered, keys, chosen, is_above), times in alike.items():
        for option in offered:
            counts = found.setdefault((option, option in keys), [0, 0, 0, 0])
            is_chosen = option in chosen
            counts[0] += times
            counts[1] += times * is_chosen
            counts[2] += times * is_above
            counts[3] += times * (is_chosen and is_above)
    item = tries[0].item
    return [OptionCounts(item, *option, *found[option]) for option in sorted(found)]


def _student(student: str, tries: Sequence[FirstTry]) -> StudentCounts:
    return StudentCounts(student, len(tries), sum(one.right for one in tries), _mean_time(tries))


def _mean_time(tries: Sequence[FirstTry]) -> float:
    return settled(sum(min(one.took_ms, LONGEST_MS) for one in tries) / len(tries)) or 0.0


def _typed(item: str, tries: Sequence[FirstTry]) -> Iterable[TypedCounts]:
    """Yield wrong texts, those that differ in case alone together, the most frequent first."""
    texts: dict[str, list[str]] = defaultdict(list)
    for one in tries:
        if one.typed and not one.right:
            texts[one.typed.lower()].append(one.typed)
    found = [TypedCounts(item, min(written), len(written)) for written in texts.values()]
    return sorted(found, key=lambda one: (-one.students, one.text))


def _reliability(by_item: Mapping[str, Sequence[FirstTry]], students: Sequence[str]) -> Reliability:
    """Return the reliability of a test, by students who answered all of it."""
    place = {student: number for number, student in enumerate(students)}
    questions = []
    for tries in by_item.values():
        marks = [0.0] * len(students)
        for one in tries:
            if one.student in place:
                marks[place[one.student]] = float(one.right)
        questions.append(marks)
    totals = [sum(marks) for marks in zip(*questions, strict=True)]
    alpha, deviation = settled(cronbach_alpha(questions)), settled(standard_deviation(totals))
    return Reliability(len(questions), len(students), alpha, deviation)
