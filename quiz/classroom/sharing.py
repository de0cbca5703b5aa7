"""The part of the report on a class that others besides the teacher may see: nothing that singles out a student.

A number is shown if it counts no student, all students, or at least five and leaves out at least five. So those who
know their own answer do not learn anybody else's. A question is left out if too few were right or too few were wrong.
All of its options are left out if one of them has such a number, because the others would give it away. Totals count
only what is shown.
"""

from collections import Counter, defaultdict
from collections.abc import Collection

from quiz.classroom.counts import ClassCounts, OptionCounts
from quiz.classroom.report import ClassReport, patterns_of, totals
from quiz.classroom.reteach import TeachAgain
from quiz.classroom.thresholds import SHARED_FROM


def may_be_shown(count: int, total: int) -> bool:
    """Return whether others may see a count of students out of a total."""
    return total >= SHARED_FROM and (count in (0, total) or SHARED_FROM <= count <= total - SHARED_FROM)


def shared(report: ClassReport) -> ClassReport:
    """Return a report without students, and without any number that reveals what one of only a few did."""
    checked = report.checked
    counts = _shared_counts(report.counts, checked.changed.keys())
    if counts.reliability and not may_be_shown(counts.reliability.students, len(report.students)):
        counts = counts._replace(reliability=None)
    return report._replace(
        paths=(),
        banks=(),
        unread=(),
        handed_in=report.handed_in._replace(repeated=()),
        checked=checked._replace(scores={}, differing=(), irregular=(), verdicts={}, changed={}, left_out=0),
        counts=counts,
        teach=tuple(one for fact in report.teach if (one := _shared_fact(fact))),
        look_at=(),
        patterns=totals(counts, {}, patterns_of(checked.facts)),
        facts=totals(counts, {one.id: one.name for one in report.facts}, checked.facts),
        on_list={},
        missing=(),
        is_shared=True,
    )


def _shared_counts(counts: ClassCounts, changed: Collection[str]) -> ClassCounts:
    """Return the counts that others may see; no options of questions whose answers are marked differently today."""
    items = {one.item: one for one in counts.items if may_be_shown(one.right, one.tries)}
    options: dict[str, list[OptionCounts]] = defaultdict(list)
    for option in counts.options:
        options[option.item].append(option)
    typed: Counter[str] = Counter()
    for text in counts.typed:
        typed[text.item] += text.students if text.students >= SHARED_FROM else 0
    return counts._replace(
        items=tuple(items.values()),
        options=tuple(
            one._replace(offered_above=0, chosen_above=0)
            for item in items
            if item not in changed and all(may_be_shown(one.chosen, one.offered) for one in options[item])
            for one in options[item]
        ),
        students=(),
        typed=tuple(
            text
            for text in counts.typed
            if text.students >= SHARED_FROM
            and (one := items.get(text.item))
            and may_be_shown(typed[text.item], one.tries - one.right)
        ),
    )


def _shared_fact(one: TeachAgain) -> TeachAgain | None:
    """Return what others may see of a fact to teach again: only its worst question, or None if not even that."""
    missed, tries = one.here
    if not may_be_shown(missed, tries):
        return None
    taken = one.taken if one.taken and may_be_shown(one.taken.times, missed) else None
    return one._replace(missed=missed, tries=tries, questions=1, students=tries, students_missed=missed, taken=taken)
