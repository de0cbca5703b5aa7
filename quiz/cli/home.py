"""The menu of `quiz` alone, and choosing what to play."""

import os
from collections.abc import Callable

from quiz.cli.open_banks import all_banks, folders
from quiz.cli.review import REVIEW_LIMIT
from quiz.cli.session import Choice, Session, make_prompter, open_history
from quiz.screen.pages import course_name
from quiz.screen.prompter import Entry, Prompter, Stopped
from quiz.screen.sink import is_terminal, stdout_sink
from quiz.screen.words import plural
from quiz.store.history import History
from quiz.store.library import BankFile, load_to_play
from quiz.store.paths import cache_folder
from quiz.store.players import only_player

__all__ = ["choose_and_play", "courses", "home"]


def home(help_text: Callable[[], str]) -> None:
    """Show the menu in a terminal; elsewhere the help."""
    import sys

    sink = stdout_sink()
    if not (is_terminal(sys.stdin) and sink.isatty()):
        sink.data(help_text())
        return
    from quiz.cli.play import entered

    prompter = make_prompter(sink, plain=False)
    with entered(prompter):
        history = open_history(prompter, os.environ.get("QUIZ_PLAYER", ""))
        while _once(prompter, history):
            pass


def courses() -> dict[str, list[BankFile]]:
    """Return course (or, for a bank outside of any, bank) -> its bank files."""
    found: dict[str, list[BankFile]] = {}
    for file in all_banks():
        found.setdefault(file.course or file.address, []).append(file)
    return found


def _once(prompter: Prompter, history: History | None) -> bool:
    """Offer the menu once and do what is chosen. Returns False to quit."""
    entries: list[Entry] = []
    actions: list[Callable[[], None]] = []
    session = Session(prompter, history)
    facts = 0
    for row in history.open_rounds()[:1] if history else []:
        from quiz.cli.resuming import setup_of  # few starts have something to resume

        setup = setup_of(row)
        if setup is not None:
            what = "your review" if setup.mode == "review" else ", ".join(setup.names)
            entries.append(Entry(f"Resume {row.answered} of {row.planned}", what))
            choice = Choice(setup.names, setup.mode, setup.questions, setup.topics, setup.seed, setup.facts)
            actions.append(lambda row=row, choice=choice: session.play(choice, resume=row))  # type: ignore[misc]
    due = _due(history)
    if due:
        verb = "is" if due == 1 else "are"
        entries.append(
            Entry(
                f"Review {plural(due, 'fact')} that {verb} due",
                f"{REVIEW_LIMIT} at a time" if due > REVIEW_LIMIT else "",
            )
        )
        actions.append(lambda: session.play(Choice((), "review", REVIEW_LIMIT)))
    found = courses()
    for name, files in found.items():
        title, size = _sized(files)
        facts += size
        entries.append(Entry(f"Play {title}", f"{plural(len(files), 'bank')}, {plural(size, 'fact')}"))
        actions.append(lambda name=name: session.play(Choice((name,))))  # type: ignore[misc]
    entries += [Entry("Choose one bank ..."), Entry("Write a bank of your own ...")]
    entries += [Entry("Statistics", _week(history)), Entry("History"), Entry("Quit", key="q")]
    actions += [
        lambda: choose_and_play(prompter, Choice(()), history),
        lambda: _write(prompter),
        lambda: _stats(prompter, history),
        lambda: _rounds(prompter, history),
    ]
    who = _who(history)
    if history and who:
        entries.insert(-1, Entry("Change player ..."))
        actions.append(lambda: _change_player(prompter, history))
    try:
        chosen = prompter.choose(
            f"quiz{f' · {who}' if who else ''}\t{plural(len(found), 'course')}, {plural(facts, 'fact')}", entries
        )
    except (Stopped, KeyboardInterrupt):
        return False
    if chosen == len(entries) - 1:
        return False
    actions[chosen]()
    return True


def _due(history: History | None) -> int:
    """Return how many facts are due."""
    if history is None or not history.player or not history.player.id:
        return 0
    from quiz.cli.dealing import find_due
    from quiz.store.database import HistoryError

    try:
        return len(find_due(history, ()).due)
    except HistoryError:
        return 0  # the menu has other things to offer; `quiz review` says what is wrong


def _sized(files: list[BankFile]) -> tuple[str, int]:
    """Return the title and the number of facts of a course."""
    banks = [bank for bank in (load_to_play(file, cache_folder()).bank for file in files) if bank]
    title = course_name(banks[0].title) if banks else files[0].course or files[0].name
    return title, sum(bank.facts for bank in banks)


def _write(prompter: Prompter) -> None:
    from quiz.cli.bank_new import write_own

    prompter.say(*write_own())


def _who(history: History | None) -> str:
    """Return who plays, where there are several players."""
    if history is None or history.player is None or only_player(history) == history.player:
        return ""
    return history.player.name


def _week(history: History | None) -> str:
    """Return how the week goes, once something is played in it."""
    if history is None:
        return ""
    from quiz.cli.encouraging import this_week

    found = this_week(history)
    return f"{plural(found.days, 'day')} this week" if found.days else ""


def _change_player(prompter: Prompter, history: History) -> None:
    from quiz.cli.who import change_player

    change_player(history, prompter)


def _stats(prompter: Prompter, history: History | None) -> None:
    from quiz.cli.stats import show_in

    show_in(prompter, history)


def _rounds(prompter: Prompter, history: History | None) -> None:
    from quiz.cli.history import sentences

    prompter.say(*sentences(history))


def choose_and_play(prompter: Prompter, choice: Choice, history: History | None = None, player: str = "") -> None:
    """Offer every course and bank, and play the chosen one."""
    entries: list[Entry] = []
    names: list[str] = []
    for name, files in courses().items():
        title, size = _sized(files)
        if len(files) > 1:
            entries.append(Entry(title, f"all {len(files)} banks, {plural(size, 'fact')}"))
            names.append(name)
        for file in files:
            bank = load_to_play(file, cache_folder()).bank
            if bank:
                entries.append(Entry(bank.title, plural(bank.facts, "fact")))
                names.append(file.address)
    if not names:
        prompter.say("There are no banks yet.", f"Put bank files into {folders()[1]}.")
        return
    try:
        chosen = prompter.choose("What to play", entries)
    except (Stopped, KeyboardInterrupt):
        return
    session = Session(prompter, history or open_history(prompter, player))
    session.play(choice._replace(names=(names[chosen],)))
