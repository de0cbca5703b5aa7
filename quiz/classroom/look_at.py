"""Questions to look at: those whose answers are as they would be if the key were wrong, or two options right.

Often the question is at fault, but never for certain. So each comes with its counts, for a teacher to look at.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from quiz.classroom.checked import QuestionShown
from quiz.classroom.counts import ClassCounts, ItemCounts, OptionCounts
from quiz.classroom.thresholds import OPTION_FROM, SHARE_FROM
from quiz.game.statistics import interval
from quiz.items.forms import FORMS

_MOST = 1 / 2  # of those above the mean who chose one of the two: more of them chose a wrong answer than the right one
_OFTEN = 1 / 4  # of those above the mean: if more chose a wrong answer, it may be right as well
_AGAINST = -0.1  # the item-rest correlation; for good questions it is seldom so low by chance
#: The share of those who were offered an option; below it, hardly anybody takes it for right. Most studies draw the
#: line here, such as "An assessment of functioning and non-functioning distractors in multiple-choice questions", BMC
#: Medical Education 9:40 (2009). In an easy question few choose any wrong option ("The optimal number of options for
#: multiple-choice questions on high-stakes tests", Advances in Health Sciences Education, 2018), so it is not a fault
#: of the question.
_WORKS_FROM = 0.05


class QuestionDoubt:
    """Why a teacher should look at a question."""

    KEY = "key"  # is the key wrong?
    TWO = "two"  # are two right?
    AGAINST = "against"  # it goes against the other questions


class LookAt(NamedTuple):
    """A question to look at, and why.

    Of the students above the mean, `above` answered it, `for_key` rightly and `for_other` by `other`.
    """

    item: str
    doubt: str
    above: int = 0
    for_key: int = 0
    for_other: int = 0
    other: str = ""
    agreement: float | None = None


def to_look_at(counts: ClassCounts, shown: Mapping[str, QuestionShown]) -> tuple[LookAt, ...]:
    """Return the questions to look at, first those that seem to have a wrong key."""
    options: dict[str, list[OptionCounts]] = defaultdict(list)
    for option in counts.options:
        options[option.item].append(option)
    found = [one for item in counts.items for one in _doubts(item, options[item.item], shown.get(item.item))]
    order = (QuestionDoubt.KEY, QuestionDoubt.AGAINST, QuestionDoubt.TWO)
    return tuple(sorted(found, key=lambda one: (order.index(one.doubt), one.item)))


def _doubts(item: ItemCounts, options: Sequence[OptionCounts], question: QuestionShown | None) -> Iterable[LookAt]:
    """Yield the most serious doubt about a question, if there is one."""
    if item.tries < SHARE_FROM:
        return
    keys = [option for option in options if option.is_key]
    wrong = [option for option in options if not option.is_key]
    is_fixed = len({option.option for option in options}) == len(options)  # no option is right in only one draw
    if question and len(keys) == 1 and wrong and is_fixed:
        key, most = keys[0], max(wrong, key=lambda option: (option.chosen_above, option.option))
        text = question.texts.get(most.option, most.option)
        counts = (key.offered_above, key.chosen_above, most.chosen_above, text)
        if _surely_above(most.chosen_above, most.chosen_above + key.chosen_above, _MOST):
            yield LookAt(item.item, QuestionDoubt.KEY, *counts, item.agreement)
            return
        if not FORMS[question.form].is_statement and _may_be_right(most):
            yield LookAt(item.item, QuestionDoubt.TWO, *counts, item.agreement)
            return
    if item.agreement is not None and item.agreement < _AGAINST:
        yield LookAt(item.item, QuestionDoubt.AGAINST, agreement=item.agreement)


def _surely_above(count: int, total: int, share: float) -> bool:
    """Return whether the whole interval of a share lies above another share."""
    return total > 0 and interval(count, total)[0] > share


def _may_be_right(option: OptionCounts) -> bool:
    """Return whether those who know more chose a wrong option often, and as often as the others."""
    below = option.offered - option.offered_above
    if not below or not _surely_above(option.chosen_above, option.offered_above, _OFTEN):
        return False
    return option.chosen_above / option.offered_above >= (option.chosen - option.chosen_above) / below


def is_unused(option: OptionCounts) -> bool:
    """Return whether a wrong option was offered often enough to say that hardly anybody takes it for right."""
    return not option.is_key and option.offered >= OPTION_FROM and option.chosen < _WORKS_FROM * option.offered
