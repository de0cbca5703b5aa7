"""The real program in a real pseudo-terminal, whose screen a terminal emulator draws."""

from __future__ import annotations

import re
import shlex
import sqlite3
import termios
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Protocol

import pyte
import pytest

from tests.conftest import PYTHON, forks
from tests.terminal.child import Child, Process, started

if TYPE_CHECKING:
    from tests.conftest import Program

_LOOKS = 10  # a hundredth of a second apart
PATIENCE = 60  # seconds until something awaited counts as missing
KEYS = {
    "up": "\x1b[A",
    "down": "\x1b[B",
    "enter": "\r",
    "escape": "\x1b",
    "ctrl-c": "\x03",
    "space": " ",
    "backspace": "\x7f",
}


def _modes_of(terminal: int) -> tuple[bool, bool]:
    flags = termios.tcgetattr(terminal)[3]
    return bool(flags & termios.ECHO), bool(flags & termios.ICANON)


class Terminal:
    """A run of the program in a terminal: what it wrote, what is on the screen, and which keys to press."""

    def __init__(
        self,
        program: Program,
        args: tuple[str, ...],
        size: tuple[int, int],
        env: Mapping[str, str] | None,
        *,
        shell: bool = False,
    ) -> None:
        columns, rows = size
        self.raw = b""
        self.pressed = 0  # how much was written when keys were last sent
        self._program = program
        self._screen = pyte.HistoryScreen(columns, rows, history=2000)
        self._stream = pyte.ByteStream(self._screen)
        command = [PYTHON, *program.start, *args]
        if shell:
            # Once stopped, it waits for a line, and brings the program back.
            script = f"{shlex.join(command)}; echo was stopped; read; fg; exit $?"
            command = ["bash", "--norc", "--noprofile", "-ic", script]
        environ = program.env({"TERM": "xterm-256color", **(env or {})})

        def start(terminal: int) -> Process:
            self.modes_before = _modes_of(terminal)  # the program may change them at once
            if program.is_forked(env) and not shell:
                return forks().start_in_terminal([*program.start, *args], environ, program.folder, terminal)
            return started(command, environ, program.folder, terminal)

        self.child = Child(start, columns, rows)

    # What is seen

    def rows(self) -> list[str]:
        """Return the rows of the screen."""
        return [row.rstrip() for row in self._screen.display]

    def shown(self) -> str:
        """Return what is on the screen as one line."""
        return " ".join(" ".join(self.rows()).split())

    def readable(self) -> str:
        """Return what scrolled away and what is on the screen, without white space, so wrapping does not matter."""
        above = ["".join(line[x].data for x in range(self._screen.columns)) for line in self._screen.history.top]
        return squeezed("".join(above) + "".join(self.rows()))

    def sees(self, text: str) -> bool:
        """Return whether a text is on the screen, however it is wrapped."""
        return squeezed(text) in squeezed("".join(self.rows()))

    def reads(self, text: str) -> bool:
        """Return whether a text is on the screen or has scrolled away above it."""
        return squeezed(text) in self.readable()

    # Waiting

    def until(self, condition: Callable[[], bool], what: str) -> None:
        """Read what the program writes until a condition holds."""
        deadline = time.monotonic() + PATIENCE
        while not condition():
            left = deadline - time.monotonic()
            try:
                self._take(self.child.read(left))
            except (TimeoutError, EOFError) as error:
                screen = "\n".join(self.rows())
                raise AssertionError(f"{what!r} did not come ({type(error).__name__}):\n{screen}") from None

    def _take(self, data: bytes) -> None:
        self.raw += data
        self._stream.feed(data)

    def see(self, *texts: str) -> None:
        """Wait until texts are on the screen."""
        for text in texts:
            self.until(lambda text=text: self.sees(text), text)  # type: ignore[misc]

    def read(self, *texts: str) -> None:
        """Wait until texts are on the screen or have scrolled away above it."""
        for text in texts:
            self.until(lambda text=text: self.reads(text), text)  # type: ignore[misc]

    def question(self, number: int) -> None:
        """Wait until a question is on the screen and the prompt is listening."""
        self.until(lambda: self.reads(f"{number} of "), f"question {number}")
        self.listening()

    def listening(self) -> None:
        """Wait until the prompt has taken over what is on the screen and has drawn it."""

        def taken_over() -> bool:
            last = self.raw.rfind
            return last(b"\x1b[?7h") > max(last(b"\x1b[?7l"), last(b"\x1b[?2004h")) > last(b"\x1b[?2004l")

        self.until(taken_over, "a prompt")

    def listening_anew(self) -> None:
        """Wait until a prompt that began after the last key is listening. To it, Ctrl-C is a key, not a signal."""
        self.until(lambda: self.raw.rfind(b"\x1b[?2004h") > self.pressed, "a new prompt")
        self.listening()

    def idle(self) -> None:
        """Wait until the program has acted on every key. The kernel may still be about to deliver one, so it looks
        several times."""
        deadline, looks = time.monotonic() + PATIENCE, 0
        while looks < _LOOKS:
            looks = looks + 1 if self.child.is_idle() else 0
            assert time.monotonic() < deadline, "it does not take its keys"
            with suppress(TimeoutError):
                self._take(self.child.read(0.01))

    def feedback(self) -> str:
        """Wait for the feedback on an answer, and page to its end if it is too tall; return its verdict."""
        self.until(lambda: self.sees("any key continues") or self.sees("any key shows more"), "the feedback")
        while self.sees("any key shows more"):
            self.listening()
            self.press("x")
            self.listening_anew()
        readable = self.readable()
        return max("Right.", "Not this time.", key=lambda verdict: readable.rfind(squeezed(verdict)))

    # Acting

    def press(self, *keys: str) -> None:
        """Send keys, by name or as they are."""
        self.pressed = len(self.raw)
        for key in keys:
            self.child.send(KEYS.get(key, key))

    def turned(self) -> str:
        """Page through the text above a menu; return everything that was shown, without white space."""
        shown = [squeezed("".join(self.rows()))]
        while self.sees("space shows more") or self.sees("space more"):
            self.press("space")
            self.listening_anew()
            while self.sees("any key continues"):  # too small to turn it above the menu
                shown.append(squeezed("".join(self.rows())))
                self.press("x")
                self.listening_anew()
            if squeezed("".join(self.rows())) in shown:
                break
            shown.append(squeezed("".join(self.rows())))
        return "".join(shown).replace("anykeycontinues", "")  # a text may continue on the next part

    def answer(self) -> None:
        """Answer with the first option, even if all right ones are asked for."""
        self.press("1", *(["enter"] if self.sees("[ ]") else []))

    def resize(self, columns: int, rows: int) -> None:
        """Give the window another size."""
        self._screen.resize(rows, columns)
        self.child.resize(columns, rows)

    def end(self) -> int:
        """Wait until the program ends; return its exit code, 128 + n after signal n."""
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                self._take(self.child.read(deadline - time.monotonic()))
            except EOFError:
                break
            except TimeoutError:
                raise AssertionError("the program did not end:\n" + "\n".join(self.rows())) from None
        return self.child.wait(PATIENCE)

    def hang_up(self) -> None:
        """Close the terminal, as one closes a window, and wait until the program ends."""
        self.child.hang_up()
        self.child.wait(PATIENCE)

    # What is left behind

    def modes(self) -> tuple[bool, bool]:
        """Return whether the terminal echoes what is typed and whether it waits for whole lines."""
        return _modes_of(self.child.fd)

    def answers(self) -> int:
        """Return how many answers the history has now."""
        if not self._program.history_file.exists():
            return 0
        with closing(sqlite3.connect(self._program.history_file)) as db:
            return int(db.execute("SELECT count(*) FROM attempts").fetchone()[0])


class Start(Protocol):
    """Starts the program in a terminal of a size (columns, rows)."""

    def __call__(
        self, *args: str, size: tuple[int, int] = ..., env: Mapping[str, str] | None = ..., shell: bool = ...
    ) -> Terminal: ...


def squeezed(text: str) -> str:
    """Return a text without white space."""
    return re.sub(r"\s", "", text)


@pytest.fixture
def start(program: Program) -> Iterator[Start]:
    """Return a starter of the program in a terminal; it ends everything that it started."""
    started: list[Terminal] = []

    def begin(
        *args: str, size: tuple[int, int] = (80, 24), env: Mapping[str, str] | None = None, shell: bool = False
    ) -> Terminal:
        started.append(Terminal(program, args, size, env, shell=shell))
        return started[-1]

    yield begin
    for terminal in started:
        terminal.child.stop()
