"""What a bug report needs: facts about the program and the machine, and nothing that players wrote or did.

It contains no names of players, banks, files or folders, no answers and no values of options. An error is given only by
its kind and its place in the program.
"""

import locale
import os
import platform
import sqlite3
import sys
import traceback
from collections.abc import Callable, Container, Iterator, Sequence
from contextlib import closing
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

import quiz
from quiz.app.history import open_current
from quiz.history.database import DATABASE_ERRORS, HistoryError, checked_version, exists
from quiz.history.migrations import LATEST
from quiz.library.banks import list_banks
from quiz.library.files import bank_folder, history_file, shipped_banks
from quiz.library.settings import settings
from quiz.term.sink import is_terminal, stdout_sink

_PACKAGES = ("typer", "prompt_toolkit", "questionary", "PyYAML", "platformdirs", "rich", "zstandard", "typst")
_COUNTS = "SELECT (SELECT count(*) FROM players), (SELECT count(*) FROM rounds), (SELECT count(*) FROM attempts)"
_PACKAGE = Path(quiz.__file__).parent.parent


class Ended(NamedTuple):
    """A command that has ended: its arguments, its exit code, and the error if the program was at fault."""

    arguments: Sequence[str]
    code: int | str | None
    error: Exception | None


def bug_report(ended: Ended, words: Container[str], variables: Sequence[str]) -> list[str]:
    """Return the lines of a report on a command that has ended.

    Of its arguments, only `words` are shown: the names of commands and options. For the `variables`, only whether they
    are set.
    """
    return [
        f"program: quiz {quiz.__version__}, Python {platform.python_version()} ({platform.python_implementation()})",
        f"system: {platform.platform()}",
        f"command: {' '.join(['quiz', *_without_values(ended.arguments, words)])}",
        f"exit code: {ended.code}",
        f"terminal: {_said(_terminal)}",
        f"variables: {', '.join(name for name in variables if os.environ.get(name)) or 'none set'}",
        f"packages: {', '.join(_versions())}, SQLite {sqlite3.sqlite_version}",
        f"history: {_said(_history)}",
        f"settings: {_said(_settings)}",
        f"banks: {_said(_banks)}",
        *(["the program was at fault:", *places_of(ended.error)] if ended.error else ["the program was not at fault"]),
    ]


def _said(part: Callable[[], str]) -> str:
    """Return a part of the report; the other parts follow even if this one fails."""
    try:
        return part()
    except Exception as error:  # noqa: BLE001 # it may be the very fault that is reported
        return f"not known ({type(error).__name__})"


def _settings() -> str:
    values, problems = settings()
    return f"{', '.join(values) or 'none'}, with {len(problems)} mistakes"


def _without_values(arguments: Sequence[str], words: Container[str]) -> Iterator[str]:
    for argument in arguments:
        word = argument
        if argument.startswith("--"):
            word = argument.partition("=")[0]
        elif argument.startswith("-") and len(argument) > 1:
            word = argument[:2]
        yield word if word in words else "..."


def _terminal() -> str:
    columns, rows = stdout_sink().size()
    which = [
        f"{name} {'a terminal' if is_terminal(stream) else 'not a terminal'}"
        for name, stream in (("input", sys.stdin), ("output", sys.stdout))
    ]
    encodings = f"{getattr(sys.stdout, 'encoding', None)}, locale {locale.getpreferredencoding(do_setlocale=False)}"
    return f"{', '.join(which)}, {columns} by {rows}, TERM {os.environ.get('TERM', 'not set')}, encoding {encodings}"


def _versions() -> Iterator[str]:
    for name in _PACKAGES:
        try:
            yield f"{name} {metadata.version(name)}"
        except metadata.PackageNotFoundError:
            yield f"{name} not installed"


def _history() -> str:
    """Return the version of the history and how much there is in it."""
    path = history_file()
    try:
        if not exists(path):
            return "none"
        version = checked_version(path)
        if version != LATEST:
            return f"version {version}; this program has {LATEST}"
        history = open_current()
        assert history is not None
        with closing(history):
            ((who, rounds, answers),) = history.select(_COUNTS)
    except (HistoryError, OSError, *DATABASE_ERRORS) as error:
        return f"cannot be used ({type(error).__name__}); `quiz doctor` says why"
    size = path.stat().st_size
    return f"version {version}, players: {who}, rounds: {rounds}, answers: {answers}, {size} bytes"


def _banks() -> str:
    return f"{len(list_banks([shipped_banks()]))} that ship, {len(list_banks([bank_folder()]))} of the player's own"


def places_of(error: BaseException) -> list[str]:
    """Return where in the program an error was raised, the innermost place last, and its kind."""
    places = []
    for frame in traceback.extract_tb(error.__traceback__):
        path = Path(frame.filename)
        name = path.relative_to(_PACKAGE).as_posix() if path.is_relative_to(_PACKAGE / "quiz") else path.name
        places.append(f"  {name}:{frame.lineno} in {frame.name}")
    return [*places, f"  {type(error).__name__}"]
