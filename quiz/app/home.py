"""The menu of `quiz` without a command: what to do today, how much of each course is known, and everything else."""

import os
from collections.abc import Callable
from contextlib import suppress
from datetime import date

from quiz import clock
from quiz.app.banks import choose_bank
from quiz.app.errors import as_sentences
from quiz.app.history import change_player, open_history, open_to_read
from quiz.app.play.session import Session, this_week
from quiz.app.play.setup import resumable, resume_notes, resume_text, round_length, with_settings
from quiz.app.progress import Course, Standing, exam_name, growth_text, standing
from quiz.app.prompting import entered, make_prompter
from quiz.game.mode import Selection
from quiz.game.modes import REVIEW_LIMIT, mode_of
from quiz.game.outcome import Setup
from quiz.game.statistics import GOAL
from quiz.history.database import HistoryError
from quiz.history.log import History
from quiz.history.players import only_player, tells_certainty
from quiz.history.records import RoundRow
from quiz.history.statistics import question_ms
from quiz.library.settings import setting
from quiz.term.leaving import Stopped
from quiz.term.sink import is_terminal, stdout_sink
from quiz.text import plural
from quiz.ui.home_page import HomeEntry, HomePage
from quiz.ui.prompter import Entry, Prompter
from quiz.ui.words import left

_QUESTION_MS = 15_000  # assumed for a question until the player's own time is known
_WEEK = 7  # days, within which a day is called by its name
_MOST_KEYS = 9  # courses that have a digit

#: What the menu offers, and what it does.
Offer = tuple[HomeEntry, Callable[[], None]]


def home(help_text: Callable[[], str]) -> None:
    """Show the menu in a terminal; elsewhere the help."""
    import sys

    sink = stdout_sink()
    if not (is_terminal(sys.stdin) and sink.isatty()):
        sink.data(help_text())
        return
    prompter = make_prompter(sink)
    with entered(prompter):
        menu = _Home(prompter, open_history(prompter, os.environ.get("QUIZ_PLAYER") or setting("player")))
        goes_on, said = True, ""
        while goes_on:
            try:
                goes_on = menu.once(said)
                said = ""
            except Stopped as left:  # leaving a round or another page leads back to the menu
                said = str(left) if prompter.waits else ""  # lines stay where they are


class _Home:
    """The menu of one player at one screen. Without a history nothing is saved."""

    def __init__(self, prompter: Prompter, history: History | None) -> None:
        self._prompter = prompter
        self._history = history
        self._certainty: bool | None = None  # as the player did last, until it is switched

    def once(self, said: str = "") -> bool:
        """Offer the menu once, with what was said about the last round, and do what is chosen. Returns False to quit.

        Raises `Stopped` if another page is left.
        """
        found = self._standing()
        offers = [*self._first(found), *self._courses(found), *self._others(found)]
        page = self._page(found, [*(entry for entry, _ in offers), HomeEntry("Quit", "q")])
        page = page._replace(note=said or page.note)
        try:
            chosen = self._prompter.home(page)
        except Stopped:
            return False
        if chosen == len(offers):
            return False
        offers[chosen][1]()
        return True

    def _standing(self) -> Standing:
        """Return the player's progress; if the history cannot be read, as if nothing had been played."""
        try:
            return standing(self._history, clock.now())
        except HistoryError:
            return standing(None, clock.now())  # `quiz stats` and `quiz review` say what is wrong

    def _page(self, found: Standing, entries: list[HomeEntry]) -> HomePage:
        who = _who(self._history)
        facts = sum(course.progress.facts for course in found.courses)
        beside, note = f"{plural(len(found.courses), 'course')}, {plural(facts, 'fact')}", ""
        if self._history and found.latest:
            beside, note = _week(self._history), growth_text(self._history, clock.today())
        return HomePage(f"quiz{f' · {who}' if who else ''}", beside, note, entries)

    @property
    def _session(self) -> Session:
        wanted = with_settings({"certainty": self._certainty, "cards": None, "typed": None})
        return Session(self._prompter, self._history, **wanted)

    def _minutes(self, questions: int) -> str:
        """Return about how long a number of questions will take."""
        each_ms = (question_ms(self._history) if self._history else None) or _QUESTION_MS
        return f"about {plural(max(1, round(questions * each_ms / 60_000)), 'minute')}"

    def _first(self, found: Standing) -> list[Offer]:
        """Offer the latest round that was stopped, and what today is for: what is due before a round of another day."""
        history = self._history
        rows = history.open_rounds() if history else []
        stopped = resumable(self._prompter, history, rows) if history and rows else None
        today = self._today(found)
        if stopped is None:
            return today
        row, setup = stopped
        is_of_today = clock.date_of(row.started_at) == clock.today()
        begun = self._begun(found, row, setup)
        return [*today, begun] if found.due and not is_of_today else [begun, *today]

    def _begun(self, found: Standing, row: RoundRow, setup: Setup) -> Offer:
        """Offer a round that was stopped."""
        titles: dict[str, None] = {}
        if mode_of(setup.mode).selection != Selection.DUE:  # which may be about many
            titles = dict.fromkeys(course.title for bank, _ in setup.banks if (course := found.course_of(bank)))
        more = [f"{self._minutes(row.planned - row.answered)} left"] if row.planned > row.answered else []
        if setup.time_ms:  # what is left of it is known exactly
            more = []
        entry = HomeEntry(resume_text(row, setup, list(titles)), "r", ", ".join([*resume_notes(row, setup), *more]))
        # A round that cannot be resumed chooses its facts again.
        return entry, lambda: self._session.play(setup.undecided, resume=row)

    def _today(self, found: Standing) -> list[Offer]:
        """Offer what today is for: what is planned for an exam and what is due, or else the next round of a course."""
        if found.due:
            count = min(len(found.due), REVIEW_LIMIT) if found.planned else found.reviewed + found.fresh
            entry = HomeEntry(f"Today: {_due_text(found, count)}", "t", self._minutes(count))
            return [(entry, lambda: self._session.play(Setup(mode="review", questions=REVIEW_LIMIT)))]
        course = _to_go_on(found)
        if course is None:
            return []
        setup = Setup(names=(course.name,), questions=round_length())
        entry = HomeEntry(f"Today: {course.title}, a new round", "t", self._minutes(setup.questions))
        return [(entry, lambda: self._session.play(setup))]

    def _courses(self, found: Standing) -> list[Offer]:
        """Offer each course, with how far it is known once anything was played."""
        offers: list[Offer] = []
        for i, course in enumerate(found.courses, start=1):
            key = str(i) if i <= _MOST_KEYS else ""
            size = f"{plural(len(course.banks), 'bank')}, {plural(course.progress.facts, 'fact')}"
            if not course.banks:
                entry = HomeEntry(course.title, key, "has errors")
            elif found.latest:
                entry = HomeEntry(course.title, key, progress=course.progress)
            else:
                entry = HomeEntry(f"Play: {course.title}", key, size)
            offers.append((entry, lambda name=course.name: self._play((name,))))  # type: ignore[misc]
        return offers

    def _others(self, found: Standing) -> list[Offer]:
        """Offer everything else there is to do."""
        history = self._history
        offers: list[Offer] = [
            (HomeEntry("Choose one bank ...", "c"), self._choose),
            (HomeEntry("Statistics", "s"), self._statistics),
            (HomeEntry("History", "h"), self._rounds),
        ]
        if history and found.latest:
            is_on = "on" if self._asks_certainty() else "off"
            offers.append((HomeEntry("Say how sure you are", "y", is_on), self._switch_certainty))
        if history and _who(history):
            offers.append((HomeEntry("Change player ...", "p"), self._change_player))
        return [*offers, (HomeEntry("Write a bank of your own ...", "w"), self._write)]

    def _choose(self) -> None:
        names = choose_bank(self._prompter)
        if names:
            self._play(names)

    def _play(self, names: tuple[str, ...]) -> None:
        self._session.play(Setup(names=names, questions=round_length()))

    def _asks_certainty(self) -> bool:
        usual = with_settings({"certainty": self._certainty})["certainty"]
        if usual is not None or self._history is None:
            return bool(usual)
        try:
            return tells_certainty(self._history)
        except HistoryError:
            return False

    def _switch_certainty(self) -> None:
        """Turn the question of how sure one is on or off; the first answer of the next round saves the choice."""
        self._certainty = not self._asks_certainty()

    def _change_player(self) -> None:
        assert self._history is not None
        change_player(self._history, self._prompter)
        self._certainty = None

    def _write(self) -> None:
        from quiz.app.new_bank import write_own_bank

        self._prompter.say(*write_own_bank())

    def _statistics(self) -> None:
        try:
            history = self._history or _to_read()
        except HistoryError as error:
            self._prompter.say(*as_sentences(error.message, error.help))
            return
        _show(self._prompter, "statistics", history)

    def _rounds(self) -> None:
        """Let the player open rounds of the history until they leave the list."""
        from quiz.app.reports.history import MENU_ROUNDS, round_entry, titled_rounds

        try:
            history = self._history or _to_read()
            rounds = titled_rounds(history, MENU_ROUNDS)
        except HistoryError as error:
            self._prompter.say(*as_sentences(error.message, error.help))
            return
        if not rounds:
            _show(self._prompter, "history", history)
            return
        while True:
            chosen = self._prompter.choose("History", [Entry(*round_entry(one)) for one in rounds])
            with suppress(Stopped):  # back to the list
                _show(self._prompter, "round", history, rounds[chosen].row.id)


def _due_text(found: Standing, count: int) -> str:
    """Return what is asked today: facts planned for an exam and what else is due, or what is due and what is new."""
    planned = min(found.planned, count)
    if not planned or found.exam is None:
        of_all = f" of {len(found.due)}" if found.reviewed < len(found.due) else ""
        return f"{found.reviewed}{of_all} to review{f', {found.fresh} new' if found.fresh else ''}"
    exam, today = date.fromisoformat(found.exam.day), clock.today()
    days = (exam - today).days
    when = f"on {exam:%A}" if 1 < days < _WEEK else left(exam, today)
    more = f", {count - planned} more to review" if count > planned else ""
    return f"{plural(planned, 'fact')} for the {exam_name(found.exam)} {when}{more}"


def _to_go_on(found: Standing) -> Course | None:
    """Return the course to continue: the one played last, or one that was begun, or any, if it has more to learn."""
    if not found.latest:
        return None
    more = [course for course in found.courses if course.progress.new]
    latest = found.course_of(found.latest)
    begun = [course for course in more if course.progress.new < course.progress.facts]
    return latest if latest in more else next(iter([*begun, *more]), None)


def _who(history: History | None) -> str:
    """Return who plays, if there are several players."""
    if history is None or history.player is None or only_player(history) == history.player:
        return ""
    return history.player.name


def _week(history: History) -> str:
    """Return how the week is going: days without play are not mentioned."""
    found = this_week(history)
    days = f"this week: {found.days} of {GOAL} days" if found.days else ""
    if found.days >= GOAL:
        days = f"this week: {found.days} days, goal met"
    weeks = f"{found.in_a_row} weeks in a row" if found.in_a_row > 1 else ""
    return "   ".join(filter(None, (days, weeks)))


def _to_read() -> History | None:
    """Return a history that can be read but not written, None if there is none. Raises `HistoryError`."""
    return open_to_read("", asks=False)


def _show(prompter: Prompter, name: str, *about: object) -> None:
    from quiz.app.reports import show_in

    show_in(prompter, name, *about)
