"""The menu of `quiz` alone, and choosing what to play."""

import os
from collections.abc import Callable, Mapping

from quiz import clock
from quiz.app.banks import choose_bank, courses, sized
from quiz.app.history import change_player, open_history, open_to_read
from quiz.app.play.session import Session, this_week
from quiz.app.play.setup import resumable, resume_text
from quiz.app.prompting import entered, make_prompter
from quiz.game.mode import Selection
from quiz.game.modes import REVIEW_LIMIT, mode_of
from quiz.game.outcome import Setup
from quiz.history.log import History
from quiz.history.players import only_player
from quiz.term.leaving import Quit, Stopped
from quiz.term.sink import is_terminal, stdout_sink
from quiz.ui.prompter import Entry, Prompter
from quiz.ui.words import plural

_LATEST = 10  # rounds that the menu shows

#: What the menu offers, and what it does.
Offer = tuple[Entry, Callable[[], None]]


def home(help_text: Callable[[], str]) -> None:
    """Show the menu in a terminal; elsewhere the help."""
    import sys

    sink = stdout_sink()
    if not (is_terminal(sys.stdin) and sink.isatty()):
        sink.data(help_text())
        return
    prompter = make_prompter(sink, plain=False)
    with entered(prompter):
        history = open_history(prompter, os.environ.get("QUIZ_PLAYER", ""))
        goes_on = True
        while goes_on:
            try:
                goes_on = _once(prompter, history)
            except Quit:
                return
            except Stopped:
                pass  # whoever leaves another page outside a round is back at the menu


def _once(prompter: Prompter, history: History | None) -> bool:
    """Offer the menu once and do what is chosen. Returns False to quit. Raises `Stopped` where another page is left."""
    session = Session(prompter, history)
    found = {name: (*sized(files), len(files)) for name, files in courses().items()}
    offers = [
        *_stopped_round(prompter, session, history),
        *_due_review(session, history),
        *_courses(session, found),
        (Entry("Choose one bank ..."), lambda: _choose(prompter, session)),
        (Entry("Write a bank of your own ..."), lambda: _write(prompter)),
        (Entry("Statistics", _week(history)), lambda: _show(prompter, "statistics", history or _to_read())),
        (Entry("History"), lambda: _show(prompter, "history", history or _to_read(), _LATEST)),
    ]
    who = _who(history)
    if history and who:
        offers.append((Entry("Change player ..."), lambda: change_player(history, prompter)))
    facts = sum(size for _, size, _ in found.values())
    title = f"quiz{f' · {who}' if who else ''}\t{plural(len(found), 'course')}, {plural(facts, 'fact')}"
    try:
        chosen = prompter.choose(title, [*(entry for entry, _ in offers), Entry("Quit", key="q")])
    except Stopped:
        return False
    if chosen == len(offers):
        return False
    offers[chosen][1]()
    return True


def _stopped_round(prompter: Prompter, session: Session, history: History | None) -> list[Offer]:
    """Offer the latest round that was stopped."""
    rows = history.open_rounds() if history else []
    if history is None or not rows:
        return []
    found = resumable(prompter, history, rows)
    if found is None:
        return []
    row, setup = found
    is_due = mode_of(setup.mode).selection == Selection.DUE
    what = f"your {setup.mode}" if is_due else ", ".join(setup.names)
    setup = setup._replace(asks=(), mixed_up=())  # a round that cannot be resumed chooses them again
    return [(Entry(resume_text(row, found[1]), what), lambda: session.play(setup, resume=row))]


def _due_review(session: Session, history: History | None) -> list[Offer]:
    """Offer a review where something is due."""
    due = _due(history)
    if not due:
        return []
    text = f"Review {plural(due, 'fact')} that {'is' if due == 1 else 'are'} due"
    entry = Entry(text, f"{REVIEW_LIMIT} at a time" if due > REVIEW_LIMIT else "")
    return [(entry, lambda: session.play(Setup(mode="review", questions=REVIEW_LIMIT)))]


def _courses(session: Session, found: Mapping[str, tuple[str, int, int]]) -> list[Offer]:
    """Offer each course; `found` is its name -> title, number of facts, number of banks."""
    return [
        (
            Entry(f"Play {title}", f"{plural(banks, 'bank')}, {plural(facts, 'fact')}"),
            lambda name=name: session.play(Setup(names=(name,))),  # type: ignore[misc]
        )
        for name, (title, facts, banks) in found.items()
    ]


def _choose(prompter: Prompter, session: Session) -> None:
    names = choose_bank(prompter)
    if names:
        session.play(Setup(names=names))


def _due(history: History | None) -> int:
    """Return how many facts are due."""
    if history is None or not history.player or not history.player.id:
        return 0
    from quiz.app.review import find_due
    from quiz.history.database import HistoryError

    try:
        return len(find_due(history, (), clock.now()).due)
    except HistoryError:
        return 0  # the menu has other things to offer; `quiz review` says what is wrong


def _write(prompter: Prompter) -> None:
    from quiz.app.new_bank import write_own_bank

    prompter.say(*write_own_bank())


def _who(history: History | None) -> str:
    """Return who plays, where there are several players."""
    if history is None or history.player is None or only_player(history) == history.player:
        return ""
    return history.player.name


def _week(history: History | None) -> str:
    """Return how the week goes, once something is played in it."""
    if history is None:
        return ""
    found = this_week(history)
    return f"{plural(found.days, 'day')} this week" if found.days else ""


def _to_read() -> History | None:
    """Return the history that cannot be written, if there is one that can be read."""
    from quiz.history.database import HistoryError

    try:
        return open_to_read("", asks=False)
    except HistoryError:
        return None


def _show(prompter: Prompter, name: str, *about: object) -> None:
    from quiz.app.reports import show_in

    show_in(prompter, name, *about)
