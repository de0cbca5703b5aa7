"""The Windows console, with our own functions in place of those of Windows."""

# ruff: noqa: N802 # the names are those of Windows

from __future__ import annotations

import _thread
import atexit
import signal
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from quiz.term.keyboard import Keyboard
from quiz.term.leaving import Stopped
from quiz.term.windows_console import InputRecord, WindowsConsole

IN, OUT = 3, 7  # handles
FOUND = {IN: 0x1F7, OUT: 0x3}  # how cmd.exe leaves its console: lines, echo, and Ctrl-C as a signal
LINES_ECHO_CTRL_C, VT_INPUT, VT_OUTPUT = 0x7, 0x200, 0x4
TIMED_OUT, WOKEN = 0x102, 1
UP, ALT = 0x26, 0x12


def key(char: str = "", code: int = 0, *, down: bool = True, times: int = 1) -> list[InputRecord]:
    """Return the records of a key; a character beyond the first 65,536 has two."""
    halves = char.encode("utf-16-le")
    numbers = [int.from_bytes(halves[i : i + 2], "little") for i in range(0, len(halves), 2)] or [0]
    records = []
    for number in numbers:
        record = InputRecord(kind=1)
        record.key.down, record.key.char, record.key.code, record.key.repeated = down, number, code, times
        records.append(record)
    return records


def typed(text: str) -> list[InputRecord]:
    """Return the records of letters, each key pressed and released."""
    return [record for char in text for down in (True, False) for record in key(char, down=down)]


RESIZED, FOCUSED = InputRecord(kind=4), InputRecord(kind=0x10)


class Kernel:
    """The functions of Windows, for one console. It does not know the modes in `refused`."""

    def __init__(self, records: Sequence[InputRecord] = (), refused: int = 0) -> None:
        self.records = [*records]
        self.modes = dict(FOUND)
        self.refused = refused
        self.handler: Callable[[int], int] | None = None
        self.is_woken = False
        self.open_handles = 0
        self.slept = 0

    def GetStdHandle(self, which: int) -> int:
        return {-10: IN, -11: OUT}[which]

    def GetConsoleMode(self, handle: int, mode: Any) -> int:
        mode._obj.value = self.modes.get(handle, 0)
        return int(handle in self.modes)

    def SetConsoleMode(self, handle: int, mode: int) -> int:
        if mode & self.refused or handle not in self.modes:
            return 0
        self.modes[handle] = mode
        return 1

    def CreateEventW(self, *_how: object) -> int:
        self.open_handles += 1
        return 11

    def CloseHandle(self, _handle: int) -> int:
        self.open_handles -= 1
        return 1

    def SetEvent(self, _event: int) -> int:
        self.is_woken = True
        return 1

    def SetConsoleCtrlHandler(self, handler: Callable[[int], int], adds: int) -> int:
        self.handler = handler if adds else None
        return 1

    def Sleep(self, milliseconds: int) -> None:
        self.slept += milliseconds

    def WaitForMultipleObjects(self, _count: int, _handles: object, _all: int, milliseconds: int) -> int:
        if self.is_woken:
            self.is_woken = False  # an event that resets itself
            return WOKEN
        if self.records:
            return 0
        assert milliseconds != 0xFFFF_FFFF, "it would wait for ever"
        return TIMED_OUT

    def ReadConsoleInputW(self, _handle: int, record: Any, _count: int, read: Any) -> int:
        taken = self.records.pop(0)
        record._obj.kind, record._obj.key, read._obj.value = taken.kind, taken.key, 1
        return 1

    def GetNumberOfConsoleInputEvents(self, _handle: int, count: Any) -> int:
        count._obj.value = len(self.records)
        return 1


def keys_of(records: Sequence[InputRecord]) -> list[str]:
    """Return the keys that are read from some records; an empty text if something else ended the wait."""
    kernel = Kernel(records)
    keyboard = Keyboard(WindowsConsole(kernel))
    keys = []
    with keyboard, keyboard.listening():
        while kernel.records or keyboard.has_key():
            keys.append(keyboard.key(0))
    return keys[:-1] if keys[-1] == "" else keys  # the last thing that came was not a key


@pytest.mark.parametrize(
    ("records", "keys"),
    [
        (typed("1Q?"), ["1", "q", "?"]),
        (typed("\r\x03\x08"), ["enter", "ctrl-c", "backspace"]),
        (typed("é€𝄞"), ["é", "€", "𝄞"]),
        (key(code=UP) + key(code=UP, down=False), ["up"]),
        (typed("\x1b[A\x1b[?1;2c\x1b[B"), ["up", "down"]),
        (typed("\x1b[200~1\r2\x1b[201~"), ["paste"]),
        (key("1", times=3), ["1", "1", "1"]),
        (key("ñ", ALT, down=False), ["ñ"]),  # Alt and 0241 on the number pad
        ([RESIZED, *key("2")], ["", "2"]),
        ([FOCUSED, *key(code=0x10), *key("2")], ["2"]),  # a key that types nothing
        (key("\x1b"), ["escape"]),
        (key("𝄞")[:1] + key("1"), ["\ufffd", "1"]),
    ],
)
def test_what_is_typed_as_keys(records: list[InputRecord], keys: list[str]) -> None:
    assert keys_of(records) == keys


def test_modes_are_for_single_keys_while_a_prompt_listens_and_as_they_were_afterwards() -> None:
    kernel = Kernel()
    keyboard = Keyboard(WindowsConsole(kernel))
    with keyboard:
        assert kernel.modes[OUT] & VT_OUTPUT
        with keyboard.listening():
            assert kernel.modes[IN] & (LINES_ECHO_CTRL_C | VT_INPUT) == VT_INPUT
        assert kernel.modes[IN] == FOUND[IN]
    assert kernel.modes == FOUND
    assert (kernel.open_handles, kernel.handler) == (0, None)


def test_modes_are_as_they_were_after_an_error() -> None:
    kernel = Kernel()
    keyboard = Keyboard(WindowsConsole(kernel))
    with pytest.raises(ZeroDivisionError), keyboard, keyboard.listening():
        raise ZeroDivisionError

    assert kernel.modes == FOUND


def test_a_console_that_knows_no_sequences_or_is_none_gets_lines() -> None:
    """This is so on Windows before version 10, and if output goes to a file."""
    assert WindowsConsole(Kernel()).can_draw()
    assert not WindowsConsole(Kernel(refused=VT_OUTPUT)).can_draw()
    for handle in (IN, OUT):
        kernel = Kernel()
        del kernel.modes[handle]
        assert not WindowsConsole(kernel).can_draw()
        assert kernel.modes == {other: mode for other, mode in FOUND.items() if other != handle}


@pytest.mark.parametrize(("refused", "draws"), [(0, True), (VT_OUTPUT, False)])
def test_a_report_is_drawn_in_colour_where_that_can_be_and_the_console_is_left_as_it_was(
    monkeypatch: pytest.MonkeyPatch, refused: int, draws: bool
) -> None:
    at_exit: list[Callable[[], object]] = []
    monkeypatch.setattr(atexit, "register", lambda call, *args: at_exit.append(lambda: call(*args)))
    kernel = Kernel(refused=refused)

    assert WindowsConsole(kernel).draw_until_exit() == draws
    assert bool(kernel.modes[OUT] & VT_OUTPUT) == draws
    for call in at_exit:
        call()
    assert kernel.modes == FOUND


def test_a_console_that_sends_no_sequences_is_read_all_the_same() -> None:
    kernel = Kernel(key(code=UP), refused=VT_INPUT)
    keyboard = Keyboard(WindowsConsole(kernel))
    with keyboard, keyboard.listening():
        assert kernel.modes[IN] & LINES_ECHO_CTRL_C == 0
        assert keyboard.key(0) == "up"


@pytest.mark.parametrize(
    ("event", "number", "waits"), [(0, signal.SIGINT, False), (1, signal.SIGTERM, False), (2, signal.SIGTERM, True)]
)
def test_the_end_of_a_console_arrives_as_a_signal_and_ends_the_wait(
    monkeypatch: pytest.MonkeyPatch, event: int, number: int, waits: bool
) -> None:
    sent: list[int] = []
    monkeypatch.setattr(_thread, "interrupt_main", sent.append)
    kernel = Kernel()
    keyboard = Keyboard(WindowsConsole(kernel))
    with keyboard, keyboard.listening():
        assert kernel.handler is not None
        assert kernel.handler(event)
        assert keyboard.key() == ""

    assert sent == [number]
    assert bool(kernel.slept) == waits


def test_a_console_that_is_gone_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    kernel = Kernel()
    keyboard = Keyboard(WindowsConsole(kernel))
    with keyboard, keyboard.listening():
        monkeypatch.setattr(kernel, "WaitForMultipleObjects", lambda *_how: 0xFFFF_FFFF)

        with pytest.raises(Stopped):
            keyboard.key()
