"""How far a player is in each course: what is known, learning, new and due, what to do today, and what has grown."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from quiz import clock
from quiz.app.banks import are_found, courses, find_banks
from quiz.days import Moment
from quiz.game.due import ReviewState, due_facts, review_facts
from quiz.game.mastery import FactCount, MasteryCount, progress_of
from quiz.game.modes import REVIEW_LIMIT
from quiz.history.asides import aside_facts
from quiz.history.derived.schedule import Schedule
from quiz.history.fact_counts import fact_counts
from quiz.history.leeches import leech_of
from quiz.history.log import History
from quiz.history.mix_ups import taken_for
from quiz.history.players import Exam, exam_of, planned_on
from quiz.history.statistics import missed_and_known
from quiz.library.banks import outline
from quiz.library.files import cache_folder
from quiz.text import listed, plural
from quiz.ui.pages import course_name
from quiz.ui.words import day_name, leech_text

if TYPE_CHECKING:
    from quiz.library.cache import Outline

_FEW = 3  # courses that are named one by one at the end of a round


class Course(NamedTuple):
    """A course, or a bank outside of any: the name to play it by, its title, its banks, and how far the player is.

    Banks that cannot be played are not among them.
    """

    name: str
    title: str
    banks: "tuple[Outline, ...]"
    progress: MasteryCount

    @property
    def ids(self) -> frozenset[str]:
        """The ids of its banks."""
        return frozenset(bank.id for bank in self.banks)


class Standing(NamedTuple):
    """A player's progress: each course, and what is due today, the most urgent first.

    The first `planned` of what is due are for the exam. If none are planned, a review asks `reviewed` of what is due
    and `fresh` new facts. `latest` is the bank that was played last, or nothing.
    """

    courses: tuple[Course, ...] = ()
    due: Sequence[str] = ()
    exam: Exam | None = None
    planned: int = 0
    reviewed: int = 0
    fresh: int = 0
    latest: str = ""

    def course_of(self, bank: str) -> Course | None:
        """Return the course that a bank belongs to, by the bank's id."""
        return next((course for course in self.courses if bank in course.ids), None)


def standing(history: History | None, now: Moment) -> Standing:
    """Return the progress of a history's player; without a history, or before the first answer, nothing is known.

    Of two banks with the same id, the later one counts. Raises `HistoryError`.
    """
    found = _outlines()
    if history is None or history.player is None or not history.player.id:
        return Standing(tuple(_course(name, banks, {}, ()) for name, banks in found.items()))
    there = {bank.id: set(bank.facts) for banks in found.values() for bank in banks}
    counts = fact_counts(history)
    known = [one for one in Schedule(history).known(there) if one.fact in there[one.fact.partition("/")[0]]]
    exam, first = _planned(history, known, now)
    aside = aside_facts(history)
    first = [fact for fact in first if fact in there.get(fact.partition("/")[0], ()) and fact not in aside]
    due = due_facts(known, now)
    seen = max(known, key=lambda one: one.at, default=None)
    asked = {one.fact for one in known}
    played = {fact.partition("/")[0] for fact in asked}
    unseen = [fact for bank in played for fact in there[bank] if fact not in asked and fact not in aside]
    reviewed, fresh = review_facts(known, unseen, REVIEW_LIMIT, now.day)
    return Standing(
        courses=tuple(_course(name, banks, counts, set(due)) for name, banks in found.items()),
        due=[*first, *(fact for fact in due if fact not in set(first))],
        exam=exam,
        planned=len(first),
        reviewed=len(reviewed),
        fresh=len(fresh),
        latest=seen.fact.partition("/")[0] if seen else "",
    )


def _outlines() -> "dict[str, list[Outline]]":
    """Return course (or, for a bank outside of any, bank) -> the banks of it that can be played."""
    cache = cache_folder()
    return {name: [one for file in files if (one := outline(file, cache))] for name, files in courses().items()}


def _course(name: str, banks: "Sequence[Outline]", counts: Mapping[str, FactCount], due: Collection[str]) -> Course:
    facts = [fact for bank in banks for fact in bank.facts]
    title = course_name(banks[0].title) if banks else name
    return Course(name, title, tuple(banks), progress_of(facts, counts, due))


def _planned(history: History, known: Sequence[ReviewState], now: Moment) -> tuple[Exam | None, Sequence[str]]:
    """Return the exam that is still to come, and what is planned for it today and not done yet."""
    exam, today = exam_of(history), date.fromordinal(now.day).isoformat()
    if exam is None or exam.day <= today:
        return None, ()
    planned = planned_on(history, today)
    if planned is None:
        from quiz.app.review import find_due  # plans the day, once

        find_due(history, (), now)
        planned = planned_on(history, today) or []
    done = {one.fact for one in known if one.day >= now.day}
    return exam, [fact for fact in planned if fact not in done]


def exam_name(exam: Exam) -> str:
    """Return what an exam is called after `the`: by its courses, if they are few and all are there."""
    files = find_banks(exam.scope) if are_found(exam.scope) else []
    found = [one for file in files if (one := outline(file, cache_folder()))]
    titles = list(dict.fromkeys(course_name(one.title).removeprefix("The ") for one in found))
    return f"{listed(titles)} exam" if 0 < len(titles) < _FEW else "exam"


def growth_text(history: History, today: date) -> str:
    """Return how many facts that were missed in an earlier month are known now; nothing if there are none.

    It is about the month with most of these facts; a fact belongs to the month in which it was missed last. Raises
    `HistoryError`.
    """
    months: dict[tuple[int, int], int] = {}
    for day, count in missed_and_known(history).items():
        missed = date.fromordinal(day)
        if (missed.year, missed.month) < (today.year, today.month):
            months[missed.year, missed.month] = months.get((missed.year, missed.month), 0) + count
    if not months:
        return ""
    (year, month), count = max(months.items(), key=lambda one: (one[1], one[0]))
    when = f"{date(year, month, 1):%B}"
    if (today.year - year) * 12 + today.month - month >= 12:
        when = f"{when} {year}"
    return f"You now know {plural(count, 'fact')} that you missed in {when}."


class KnownNow(NamedTuple):
    """What the end of a round says about what is known: good news, and notes."""

    cheers: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def known_after(history: History, banks: Collection[str]) -> KnownNow:
    """Return how much of the courses of a round is known, by the ids of its banks. Raises `HistoryError`."""
    counts = fact_counts(history)
    found = [_course(name, banks, counts, ()) for name, banks in _outlines().items()]
    played = [course for course in found if course.ids & set(banks)]
    done = [course.title for course in played if course.progress.is_finished]
    cheers = [f"{title} is finished: you know all of it." for title in done]
    others = [course for course in played if not course.progress.is_finished]
    notes = [_known_text(course.progress, f"{course.title}: ") for course in others]
    if len(others) >= _FEW:
        known, facts = sum(one.progress.known for one in others), sum(one.progress.facts for one in others)
        notes = [f"You know {known} of {facts} facts in {len(others)} courses."]
    return KnownNow(tuple(cheers), (" ".join(notes),) if notes else ())


def leech_note(history: History, fact: str) -> str:
    """Return a note on a fact that is missed again and again, nothing for others. Raises `HistoryError`."""
    found = leech_of(history, fact)
    if found is None:
        return ""
    today = clock.today()
    until = date.fromordinal(found.rests_until)
    rests = day_name(until, today) if until > today else ""
    return leech_text(found.missed, found.days, taken_for(history, fact), rests)


def _known_text(progress: MasteryCount, title: str) -> str:
    learning = f", {progress.learning} learning" if progress.learning else ""
    return f"{title}{progress.known} of {plural(progress.facts, 'fact')} known{learning}."
