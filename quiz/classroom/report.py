"""The report on a class: everything that a teacher can be shown about it."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from quiz.classroom.checked import CheckedClass
from quiz.classroom.counts import ClassCounts
from quiz.classroom.handed_in import HandedIn, Student, student_key
from quiz.classroom.look_at import LookAt
from quiz.classroom.reteach import TeachAgain
from quiz.classroom.roster import OnList
from quiz.items.item import Blank


class Unread(NamedTuple):
    """A file that was not read, and why."""

    path: str
    reason: str


class Total(NamedTuple):
    """First tries at all questions of a pattern, or about a fact: its id, what it is called, tries, right ones."""

    id: str
    name: str
    tries: int
    right: int


class ClassReport(NamedTuple):
    """The report on a class.

    on_list: key of a code -> who has it; empty without a list. missing: those on the list who handed in nothing.
    places: item -> where it is in its bank, `bank.yaml:12`. titles: of the banks. is_shared: it is for people other
    than the teacher, so no student is in it. gaps: item with a text that was typed -> the gaps of its text, by the bank
    of today, each with its name. paths, banks: what was named on the command line.
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
    gaps: Mapping[str, Sequence[tuple[str, Blank]]] = MappingProxyType({})

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


def patterns_of(facts: Mapping[str, str]) -> dict[str, str]:
    """Return item -> its pattern, without written-out questions. `facts` is item -> the fact it is about."""
    return {item: item.rpartition("/")[0] for item, fact in facts.items() if item != fact}


def totals(counts: ClassCounts, names: Mapping[str, str], of: Mapping[str, str]) -> tuple[Total, ...]:
    """Return the sums of questions that belong together, the weakest first.

    `of` is item -> what it belongs to; `names` maps that to its name, if it has one besides its id.
    """
    found: dict[str, list[int]] = {}
    for one in counts.items:
        if one.item in of:
            sums = found.setdefault(of[one.item], [0, 0])
            sums[0] += one.tries
            sums[1] += one.right
    every = [Total(id_, names.get(id_, id_), *sums) for id_, sums in found.items()]
    return tuple(sorted(every, key=lambda one: (one.right / one.tries, one.id)))
