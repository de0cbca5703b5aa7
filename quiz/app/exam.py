"""Preparing for an exam: choosing its day, planning, and what is to be done for it today."""

from datetime import date

from quiz import clock
from quiz.app.errors import Exit, UserError
from quiz.app.exam_plan import planned_today
from quiz.app.report import Output, put_out
from quiz.app.reports.exam import REPORT
from quiz.app.review import bank_of, exam_facts, find_due
from quiz.days import Moment
from quiz.game.exam import read_day
from quiz.history.log import History
from quiz.history.players import Exam, forget_exam, keep_exam
from quiz.term.leaving import Stopped
from quiz.text import quoted
from quiz.ui.exam import left
from quiz.ui.prompter import Entry, Prompter
from quiz.ui.words import plural

_LONGEST = 366  # days before an exam


def prepare_exam(
    prompter: Prompter, history: History, text: str, banks: tuple[str, ...], daily: int, *, as_json: bool
) -> bool:
    """Plan for the exam on the day that is named, keep and show the plan. Tells whether to begin with today's part.

    `none` forgets the exam. Without banks it is about those that were played.
    Raises `UserError`, `HistoryError`.
    """
    if text.casefold() == "none":
        was = forget_exam(history)
        prompter.say("The exam is forgotten." if was else "There is no exam to forget.")
        return False
    now = clock.now()
    today = date.fromordinal(now.day)
    exam = Exam(exam_day(text, today).isoformat(), banks or _played(history, now), daily)
    facts = exam_facts(exam)
    found = REPORT.collect(history, exam, facts, today)
    plan, told = found
    if not told.facts:
        raise UserError(Exit.BAD_DATA, "nothing can be asked", "`quiz bank check` says why")
    keep_exam(history, exam)
    planned = planned_today(history, plan, today)
    if as_json:
        put_out(REPORT, found, Output(json=True))
        return False
    try:
        prompter.show(REPORT.document(found, today))
        if not planned:
            return False
        entries = [Entry(f"Begin with today's {plural(len(planned), 'fact')}"), Entry("Quit", key="q")]
        return prompter.choose(f"Exam {left(told.exam, told.today)}", entries) == 0
    except Stopped:
        return False


def _played(history: History, now: Moment) -> tuple[str, ...]:
    """Return the names of the banks that were played and are there. Raises `UserError` where there are none."""
    found = find_due(history, (), now)
    names = tuple(dict.fromkeys(found.banks[bank_of(one.fact)][0] for one in found.known))
    if not names:
        raise UserError(Exit.USAGE, "nothing was played yet", "name the banks of the exam with `--bank`")
    return names


def exam_day(text: str, today: date) -> date:
    """Return the day that is meant, the next one of its name where no year is given.

    Raises `UserError` where it is not a day from tomorrow on.
    """
    for year in (today.year, today.year + 1):
        read = read_day(text, year)
        try:
            found = date(*read) if read else None
        except ValueError:  # 29 February of a year without one
            found = None
        if found is not None and (found > today or str(found.year) in text):
            break
    if found is None:
        raise UserError(Exit.USAGE, f"{quoted(text)} is no day", "write it as 2026-12-18 or `18 December`")
    if found <= today:
        what = "today" if found == today else "in the past"
        raise UserError(Exit.USAGE, f"{found.isoformat()} is {what}", "name a day from tomorrow on")
    if (found - today).days > _LONGEST:
        raise UserError(Exit.USAGE, f"{found.isoformat()} is more than a year away", "plan when it is nearer")
    return found
