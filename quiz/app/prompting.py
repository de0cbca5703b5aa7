"""The prompter and the wizard that fit the terminal."""

import os
import sys
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING

from quiz.library.settings import setting
from quiz.term.keyboard import has_terminal_keys
from quiz.term.sink import Sink, is_terminal
from quiz.term.switches import is_on
from quiz.ui.prompter import Prompter

if TYPE_CHECKING:
    from quiz.ui.wizard import Wizard


def wants_plain(plain: bool | None = None) -> bool:
    """Return whether to use plain mode: it is asked for, the terminal cannot do more, or there is no terminal.

    If no option says it, the environment does, and then the settings.
    """
    if plain is None:
        plain = is_on("ACCESSIBLE") if os.environ.get("ACCESSIBLE") else setting("plain") == "yes"
    # Windows has no such variable.
    if plain or os.environ.get("TERM", "" if os.name == "nt" else "dumb") == "dumb":
        return True
    return not (is_terminal(sys.stdin) and is_terminal(sys.stdout) and has_terminal_keys())


def make_prompter(sink: Sink, *, plain: bool | None = None) -> Prompter:
    """Return the prompter that fits the terminal, or the lack of one."""
    if _has_pages(sink, plain=plain):
        from quiz.ui.terminal import TerminalPrompter

        return TerminalPrompter(sink)
    from quiz.ui.plain import PlainPrompter, stdin_source

    source, echo = stdin_source()
    return PlainPrompter(sink, source, echo=echo)


def make_wizard(sink: Sink, *, plain: bool | None = None) -> "Wizard":
    """Return the wizard that fits the terminal, or the lack of one."""
    if _has_pages(sink, plain=plain):
        from quiz.ui.wizard import TerminalWizard

        return TerminalWizard(sink)
    from quiz.ui.plain import stdin_source
    from quiz.ui.wizard import PlainWizard

    source, echo = stdin_source()
    return PlainWizard(sink, source, echo=echo)


def _has_pages(sink: Sink, *, plain: bool | None) -> bool:
    """Return whether pages are wanted and fit the terminal."""
    if wants_plain(plain):
        return False
    from quiz.ui.terminal import SMALLEST

    size = sink.size()
    return size[0] >= SMALLEST[0] and size[1] >= SMALLEST[1]


def entered(prompter: object) -> AbstractContextManager[object]:
    """Return the prompter as a context manager; the plain one needs none."""
    return prompter if isinstance(prompter, AbstractContextManager) else nullcontext(prompter)
