"""The keys of a POSIX terminal, and its modes while they are read."""

from __future__ import annotations

import io
import os
import signal
import termios
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from quiz.term import posix_terminal
from quiz.term.keyboard import Keyboard
from quiz.term.leaving import Stopped
from quiz.term.posix_terminal import PosixTerminal
from quiz.term.sink import is_terminal

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

END = "\x1c"  # a key that is no part of another
PATIENCE = 60.0  # seconds


class Terminal:
    """A keyboard, and the other end of its terminal."""

    def __init__(self) -> None:
        self.other, self.fd = os.openpty()
        self.keyboard = Keyboard(PosixTerminal(self.fd))

    def keys(self, typed: bytes) -> list[str]:
        """Return the keys that are read from some bytes."""
        with self.keyboard, self.keyboard.listening():
            os.write(self.other, typed + END.encode())
            keys: list[str] = []
            while not keys or keys[-1] not in ("", END):
                keys.append(self.keyboard.key(PATIENCE))
        assert keys[-1] == END
        return keys[:-1]

    def modes(self) -> list[object]:
        return termios.tcgetattr(self.fd)

    def flags(self) -> tuple[bool, bool, bool]:
        """Return whether keys are echoed, whether they wait for Enter, and whether Ctrl-C is a signal."""
        local = termios.tcgetattr(self.fd)[3]
        return bool(local & termios.ECHO), bool(local & termios.ICANON), bool(local & termios.ISIG)

    def close(self) -> None:
        for fd in (self.fd, self.other):
            if fd >= 0:
                os.close(fd)


@pytest.fixture
def terminal() -> Iterator[Terminal]:
    found = Terminal()
    yield found
    found.close()


def keys_of(typed: bytes) -> list[str]:
    terminal = Terminal()
    try:
        return terminal.keys(typed)
    finally:
        terminal.close()


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("1q?é€𝄞".encode(), ["1", "q", "?", "é", "€", "𝄞"]),
        (b"\r\n \x7f\x03\x04\x1a", ["enter", "enter", "space", "backspace", "ctrl-c", "ctrl-d", "ctrl-z"]),
        (b"\x1b[A\x1bOB\x1b\x1b[C\x1b1", ["up", "down", "escape", "right", "escape", "1"]),
        (b"\x1b[?64;1;2;6;22c2\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\", ["2"]),
        (b"\x1b[200~q\x03\r\n\x1b[31m1\x1b[201~2", ["paste", "2"]),
    ],
)
def test_what_is_typed_as_keys(typed: bytes, keys: list[str]) -> None:
    assert keys_of(typed) == keys


@pytest.mark.parametrize(
    ("begun", "key"), [(b"\x1b", "escape"), (b"\x1b]11;rgb", ""), (b"\x1b[1", ""), (b"\xe2", "\ufffd")]
)
def test_a_sequence_that_does_not_go_on_is_given_up(terminal: Terminal, begun: bytes, key: str) -> None:
    with terminal.keyboard, terminal.keyboard.listening():
        os.write(terminal.other, begun)
        assert terminal.keyboard.key(PATIENCE) == key
        os.write(terminal.other, b"1")
        assert terminal.keyboard.key(PATIENCE) == "1"


def test_the_terminal_is_quiet_raw_while_keys_are_read_and_as_it_was_afterwards(terminal: Terminal) -> None:
    before = terminal.modes()
    assert terminal.flags() == (True, True, True)
    with terminal.keyboard:
        assert terminal.flags() == (False, False, True)
        with terminal.keyboard.listening():
            assert terminal.flags() == (False, False, False)
        assert terminal.flags() == (False, False, True)
    assert terminal.modes() == before


def test_the_terminal_is_as_it_was_after_an_error(terminal: Terminal) -> None:
    before = terminal.modes()

    with pytest.raises(ZeroDivisionError), terminal.keyboard, terminal.keyboard.listening():
        raise ZeroDivisionError

    assert terminal.modes() == before


@pytest.mark.parametrize("nested", [False, True])
def test_a_shell_gets_a_terminal_with_echo_and_lines(
    terminal: Terminal, nested: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So it is if the keyboard was started within another one, which had already turned echo off."""
    seen = []
    monkeypatch.setattr(posix_terminal, "suspend", lambda: seen.append(terminal.flags()))
    inner = Keyboard(PosixTerminal(terminal.fd))
    around: AbstractContextManager[object] = terminal.keyboard
    if nested:
        with around, inner, inner.listening():
            inner.suspend()
            seen.append(terminal.flags())
    else:
        with inner, inner.listening():
            inner.suspend()
            seen.append(terminal.flags())

    assert seen == [(True, True, True), (False, False, False)]


def test_another_size_of_the_terminal_ends_the_wait(terminal: Terminal) -> None:
    before = signal.getsignal(signal.SIGWINCH)
    with terminal.keyboard, terminal.keyboard.listening():
        os.kill(os.getpid(), signal.SIGWINCH)

        assert terminal.keyboard.key() == ""
        os.write(terminal.other, b"1")
        assert terminal.keyboard.key() == "1"
    assert signal.getsignal(signal.SIGWINCH) == before


def test_a_signal_in_the_middle_of_a_paste_does_not_make_keys_of_its_rest(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = os.read

    def reading(fd: int, count: int) -> bytes:
        data = read(fd, count)
        if data == b"!":
            os.kill(os.getpid(), signal.SIGWINCH)
        return data

    with terminal.keyboard, terminal.keyboard.listening():
        monkeypatch.setattr(os, "read", reading)
        os.write(terminal.other, b"\x1b[200~q!q\x1b[201~1")

        assert [terminal.keyboard.key() for _ in range(3)] == ["", "paste", "1"]


def test_nothing_is_returned_when_no_key_came_in_time(terminal: Terminal) -> None:
    with terminal.keyboard, terminal.keyboard.listening():
        assert not terminal.keyboard.has_key()
        assert terminal.keyboard.key(0) == ""


def test_the_end_of_the_input_stops(terminal: Terminal) -> None:
    with terminal.keyboard, terminal.keyboard.listening():
        os.close(terminal.other)
        terminal.other = -1

        with pytest.raises(Stopped):
            terminal.keyboard.key()


def test_what_was_read_too_far_is_for_whoever_reads_next(terminal: Terminal) -> None:
    with terminal.keyboard, terminal.keyboard.listening():
        os.write(terminal.other, b"\x1b1")
        assert terminal.keyboard.key() == "escape"
        assert terminal.keyboard.take_unread() == "1"
        terminal.keyboard.give_back("ab")

        assert [terminal.keyboard.key(), terminal.keyboard.key()] == ["a", "b"]


def test_a_terminal_whose_other_end_is_gone_ends_the_input() -> None:
    terminal = Terminal()
    with terminal.keyboard:
        os.close(terminal.other)
        with pytest.raises(Stopped):
            terminal.keyboard.key(PATIENCE)
    os.close(terminal.fd)


def test_a_terminal_that_cannot_be_read_ends_the_input(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(_fd: int, _most: int) -> bytes:
        raise OSError(5, "Input/output error")  # as Linux says of a terminal that belongs to another session now

    terminal = Terminal()
    with terminal.keyboard:
        os.write(terminal.other, b"x")
        with monkeypatch.context() as patched:
            patched.setattr(os, "read", gone)
            with pytest.raises(Stopped):
                terminal.keyboard.key(PATIENCE)
    os.close(terminal.other)
    os.close(terminal.fd)


def test_a_stream_that_is_closed_is_no_terminal() -> None:
    stream = io.StringIO()
    assert not is_terminal(stream)
    stream.close()
    assert not is_terminal(stream)
    assert not is_terminal(None)


def test_the_interpreter_itself_notes_a_signal_that_comes_just_before_the_wait(terminal: Terminal) -> None:
    with terminal.keyboard:
        with terminal.keyboard.listening():
            noting = signal.set_wakeup_fd(-1)
            signal.set_wakeup_fd(noting)
            assert noting >= 0
            signal.raise_signal(signal.SIGWINCH)
            assert "" == terminal.keyboard.key(PATIENCE)
        assert -1 == signal.set_wakeup_fd(-1)
