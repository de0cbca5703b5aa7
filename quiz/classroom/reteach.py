"""What to teach again: the facts that many students missed, and what they took for the right answer."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from quiz.classroom.checked import AskedAbout, QuestionShown
from quiz.classroom.counts import ClassCounts, ItemCounts, OptionCounts
from quiz.game.statistics import interval
from quiz.items.forms import FORMS

MOST_TAUGHT = 4  # sentences: with all else that matters, they fit on the first screen
_FEWEST_MISSED = 2  # students: one is no class
_MISSED_SHARE = 1 / 3
_TAKEN_SHARE = 1 / 2  # of those who missed it: from this share on, it counts as one mix-up


class TakenFor(NamedTuple):
    """An answer that was taken for the right one, and how often, out of how many tries."""

    text: str
    key: str
    times: int
    tries: int


class TeachAgain(NamedTuple):
    """A fact that many students missed, with the question that most of them missed, and their mix-up, if there is one.

    `name` is what the fact is about, or its id. If there is only one question about the fact, and it asks for more than
    the one answer of the fact, such as for all or for an order, `name` is that question: a student who misses it may
    well know most of it. `taken` of a statement is whether it was taken for true or for false.
    `missed` of `tries` count the answers to all `questions` about the fact, `here` those to this one. Of the `students`
    who were asked about the fact, `students_missed` missed one question or more. With one question these are equal.
    """

    fact: str
    name: str
    missed: int
    tries: int
    stem: str
    taken: TakenFor | None = None
    is_statement: bool = False
    questions: int = 1
    here: tuple[int, int] = (0, 0)
    students: int = 0
    students_missed: int = 0


def to_teach_again(
    counts: ClassCounts,
    facts: Mapping[str, str],
    names: Mapping[str, str],
    shown: Mapping[str, QuestionShown],
    asked: Mapping[str, AskedAbout],
) -> tuple[TeachAgain, ...]:
    """Return the facts that two students or more missed, in at least a third of the answers, the most certain first.

    `facts` is item -> fact, `names` fact -> what it is about. How certain it is depends on the lower end of the
    interval of the share of wrong answers, so 2 of 2 are less certain than 12 of 20.
    """
    by_fact: dict[str, list[ItemCounts]] = defaultdict(list)
    for one in counts.items:
        by_fact[facts[one.item]].append(one)
    options: dict[str, list[OptionCounts]] = defaultdict(list)
    for option in counts.options:
        options[option.item].append(option)
    found = [
        _fact_to_teach(fact, items, options, names.get(fact, fact), shown)._replace(
            students=asked[fact].students, students_missed=asked[fact].missed
        )
        for fact, items in by_fact.items()
    ]
    many = [one for one in found if one.students_missed >= _FEWEST_MISSED and one.missed >= _MISSED_SHARE * one.tries]
    return tuple(sorted(many, key=lambda one: (-interval(one.missed, one.tries)[0], one.fact)))


def _fact_to_teach(
    fact: str,
    items: Sequence[ItemCounts],
    options: Mapping[str, Sequence[OptionCounts]],
    name: str,
    shown: Mapping[str, QuestionShown],
) -> TeachAgain:
    """Return a fact to teach again, except how many students were asked about it."""
    tries = sum(one.tries for one in items)
    missed = tries - sum(one.right for one in items)
    worst = max(items, key=lambda one: one.tries - one.right)
    here = worst.tries - worst.right, worst.tries
    found = TeachAgain(fact, name, missed, tries, "", questions=len(items), here=here)
    question = shown.get(worst.item)
    if question is None:
        return found
    form = FORMS[question.form]
    return found._replace(
        name=question.stem if len(items) == 1 and not (form.recalls or form.is_statement) else name,
        stem=question.stem,
        taken=_taken(worst, options.get(worst.item, ()), question),
        is_statement=form.is_statement,
    )


def _taken(one: ItemCounts, options: Sequence[OptionCounts], question: QuestionShown) -> TakenFor | None:
    """Return the wrong answer that at least half of those who missed a question chose, if it asks for one answer.

    A statement that is drawn again for each student is true for some and false for others, so None is returned for it.
    """
    form = FORMS[question.form]
    is_fixed = len({option.option for option in options}) == len(options)
    wrong = [option for option in options if not option.is_key and option.option in question.texts]
    if not (wrong and (form.recalls or (form.is_statement and is_fixed))):
        return None
    most = max(wrong, key=lambda option: option.chosen)
    if most.chosen < max(_FEWEST_MISSED, _TAKEN_SHARE * (one.tries - one.right)):
        return None
    return TakenFor(question.texts[most.option], question.key, most.chosen, one.tries)
