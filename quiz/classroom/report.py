"""All that is to be said of a class, and as much of it as others than the teacher may see."""

from collections.abc import Mapping
from typing import NamedTuple

from quiz.classroom.checked import CheckedClass
from quiz.classroom.counts import ClassCounts
from quiz.classroom.handed_in import HandedIn, Student, student_key
from quiz.classroom.look_at import LookAt
from quiz.classroom.reteach import TeachAgain
from quiz.classroom.roster import OnList
from quiz.classroom.thresholds import SHARED_FROM


class Unread(NamedTuple):
    """A file that is not taken, and why."""

    path: str
    reason: str


class Total(NamedTuple):
    """First tries at all questions of a pattern, or about a fact: its id, what it is called, tries, right ones."""

    id: str
    name: str
    tries: int
    right: int


class ClassReport(NamedTuple):
    """All that is to be said of a class.

    on_list: key of a code -> who has it; nothing without a list. missing: those of the list who handed in nothing.
    places: item -> where it is in its bank, `bank.yaml:12`. titles: of the banks. is_shared: it is for others than
    the teacher, so no student is in it. paths, banks: what was named.
    """

    paths: tuple[str, ...]
    banks: tuple[str, ...]
    handed_in: HandedIn
    unread: tuple[Unread, ...]
    checked: CheckedClass
    counts: ClassCounts
    teach: tuple[TeachAgain, ...]
    look_at: tuple[LookAt, ...]
    patterns: tuple[Total, ...]
    facts: tuple[Total, ...]
    on_list: Mapping[str, OnList]
    missing: tuple[OnList, ...]
    places: Mapping[str, str]
    titles: tuple[str, ...]
    is_shared: bool = False

    @property
    def students(self) -> tuple[Student, ...]:
        """Those who handed in."""
        return self.handed_in.students

    def name(self, code: str) -> str:
        """Return the name that the list has for a code, else what the student typed, else nothing."""
        key = student_key(code)
        if key in self.on_list:
            return self.on_list[key].name
        return next((one.name for one in self.students if one.key == key), "")


def totals(counts: ClassCounts, names: Mapping[str, str], of: Mapping[str, str]) -> tuple[Total, ...]:
    """Return the sums of questions that belong together, the weakest first.

    `of` is item -> what it belongs to; `names` says what that is called, where it is called anything but its id.
    """
    found: dict[str, list[int]] = {}
    for one in counts.items:
        if one.item in of:
            sums = found.setdefault(of[one.item], [0, 0])
            sums[0] += one.tries
            sums[1] += one.right
    every = [Total(id_, names.get(id_, id_), *sums) for id_, sums in found.items()]
    return tuple(sorted(every, key=lambda one: (one.right / one.tries, one.id)))


def shared(report: ClassReport) -> ClassReport:
    """Return a report without students, and without what fewer than five of them did."""
    counts, checked = report.counts, report.checked
    items = tuple(one for one in counts.items if one.tries >= SHARED_FROM)
    kept = {one.item for one in items}
    return report._replace(
        paths=(),
        banks=(),
        unread=(),
        handed_in=report.handed_in._replace(repeated=()),
        checked=checked._replace(
            scores={},
            differing=(),
            irregular=(),
            changed={item: count for item, count in checked.changed.items() if count >= SHARED_FROM},
        ),
        counts=counts._replace(
            items=items,
            options=tuple(one for one in counts.options if one.offered >= SHARED_FROM and one.item in kept),
            students=(),
            typed=tuple(one for one in counts.typed if one.students >= SHARED_FROM),
        ),
        teach=tuple(one for one in report.teach if one.tries >= SHARED_FROM),
        look_at=tuple(one for one in report.look_at if one.item in kept),
        patterns=tuple(one for one in report.patterns if one.tries >= SHARED_FROM),
        facts=tuple(one for one in report.facts if one.tries >= SHARED_FROM),
        on_list={},
        missing=(),
        is_shared=True,
    )
