"""The prompter that fits the terminal."""

import os
import sys
from contextlib import AbstractContextManager, nullcontext

from quiz.term.keyboard import has_terminal_keys
from quiz.term.sink import Sink, is_terminal
from quiz.term.switches import is_on
from quiz.ui.prompter import Prompter


def wants_plain(plain: bool) -> bool:
    """Decide about plain mode: asked for, or the terminal cannot do more, or there is none."""
    if plain or is_on("ACCESSIBLE") or os.environ.get("TERM", "dumb") == "dumb":
        return True
    return not (is_terminal(sys.stdin) and is_terminal(sys.stdout) and has_terminal_keys())


def make_prompter(sink: Sink, *, plain: bool) -> Prompter:
    """Return the prompter that fits."""
    if not wants_plain(plain):
        from quiz.ui.terminal import SMALLEST, TerminalPrompter

        size = sink.size()
        if size[0] >= SMALLEST[0] and size[1] >= SMALLEST[1]:
            return TerminalPrompter(sink)
    from quiz.ui.plain import PlainPrompter, stdin_source

    source, echo = stdin_source()
    return PlainPrompter(sink, source, echo=echo)


def entered(prompter: object) -> AbstractContextManager[object]:
    """Return the prompter as a context manager; the plain one needs none."""
    return prompter if isinstance(prompter, AbstractContextManager) else nullcontext(prompter)
