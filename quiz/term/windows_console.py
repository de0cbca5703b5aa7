"""The console of Windows 10 and newer: its modes while keys are read, and the keys that come from it.

The functions are those of kernel32; "Console Reference" in the documentation of Windows describes them.
"""

import _thread
import atexit
import ctypes
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from quiz.term.leaving import Stopped
from quiz.term.signals import signals_wake

_STDIN, _STDOUT = -10, -11
# Modes of the input, and of the output.
_PROCESSED_INPUT, _LINES, _ECHO, _WINDOW, _MOUSE, _VT_INPUT = 0x1, 0x2, 0x4, 0x8, 0x10, 0x200
_PROCESSED_OUTPUT, _WRAPS, _VT_OUTPUT = 0x1, 0x2, 0x4
_KEY_EVENT, _RESIZED = 0x1, 0x4
_READY, _WOKEN, _TIMED_OUT = 0, 1, 0x102
_FOREVER = 0xFFFF_FFFF
_CTRL_C = 0
_CLOSING = (2, 5, 6)  # the window is closed, the user logs off, the machine is shut down
_CLOSING_MS = 10_000  # Windows itself waits no more than five seconds
_ALT = 0x12
#: Keys without a character, as they come if the console does not turn them into sequences.
_SEQUENCES = {0x25: b"\x1b[D", 0x26: b"\x1b[A", 0x27: b"\x1b[C", 0x28: b"\x1b[B", 0x23: b"\x1b[F", 0x24: b"\x1b[H",
              0x21: b"\x1b[5~", 0x22: b"\x1b[6~", 0x2D: b"\x1b[2~", 0x2E: b"\x1b[3~", 0x1B: b"\x1b"}  # fmt: skip


class _Key(ctypes.Structure):
    """KEY_EVENT_RECORD. A letter beyond the first 65,536 comes in two halves."""

    _fields_ = (
        ("down", ctypes.c_int32),
        ("repeated", ctypes.c_uint16),
        ("code", ctypes.c_uint16),
        ("scan", ctypes.c_uint16),
        ("char", ctypes.c_uint16),
        ("held", ctypes.c_uint32),
    )


class InputRecord(ctypes.Structure):
    """INPUT_RECORD, the part that is read: the other members of its union are not larger."""

    _fields_ = (("kind", ctypes.c_uint16), ("key", _Key))


class WindowsConsole:
    """The console of this process, as a source of keys. `kernel32` has the functions of Windows."""

    def __init__(self, kernel32: Any = None) -> None:
        self._kernel = kernel32 or _kernel32()
        self._stdin = self._kernel.GetStdHandle(_STDIN)
        self._stdout = self._kernel.GetStdHandle(_STDOUT)
        self._high = 0  # the first half of a letter
        self._found: tuple[int, int] = (0, 0)

    def can_draw(self) -> bool:
        """Return whether standard input and output are a console, and it understands escape sequences."""
        found = self._mode(self._stdout)
        if found is None or self._mode(self._stdin) is None:
            return False
        is_set = self._set(self._stdout, _drawing(found))
        self._set(self._stdout, found)
        return is_set

    def draw_until_exit(self) -> bool:
        """Make the console understand escape sequences until the program ends. Returns whether it does."""
        found = self._mode(self._stdout)
        if found is None or not self._set(self._stdout, _drawing(found)):
            return False
        atexit.register(self._set, self._stdout, found)
        return True

    def open(self) -> None:
        """Remember the state of the console, make it understand escape sequences, and notice when it is closed."""
        self._found = (self._mode(self._stdin) or 0, self._mode(self._stdout) or 0)
        self._waking = self._kernel.CreateEventW(None, 0, 0, None)
        # Windows keeps no reference to it.
        self._handler = getattr(ctypes, "WINFUNCTYPE", ctypes.CFUNCTYPE)(ctypes.c_int32, ctypes.c_uint32)(self._ended)
        self._kernel.SetConsoleCtrlHandler(self._handler, 1)
        self._set(self._stdout, _drawing(self._found[1]))

    def close(self) -> None:
        """Leave the console as it was."""
        self._set(self._stdin, self._found[0])
        self._set(self._stdout, self._found[1])
        self._kernel.SetConsoleCtrlHandler(self._handler, 0)
        self._kernel.CloseHandle(self._waking)

    def _ended(self, event: int) -> int:
        """Take Ctrl-C, Ctrl-Break and the closing of the window, in a thread that Windows starts for it.

        They arrive in the main thread as SIGINT, and the others as SIGTERM, and end its wait for a key.
        """
        _thread.interrupt_main(signal.SIGINT if event == _CTRL_C else signal.SIGTERM)
        self._kernel.SetEvent(self._waking)
        if event in _CLOSING:  # once this returns, Windows ends the process
            self._kernel.Sleep(_CLOSING_MS)
        return 1

    def _mode(self, handle: int) -> int | None:
        """Return the modes of the console's input or output; None if it is not a console."""
        mode = ctypes.c_uint32()
        return mode.value if self._kernel.GetConsoleMode(handle, ctypes.byref(mode)) else None

    def _set(self, handle: int, mode: int) -> bool:
        return bool(self._kernel.SetConsoleMode(handle, mode))

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Pass on every key as it is, even Ctrl-C. Signals, and a change of size, end the wait for a byte."""
        with signals_wake(lambda: self._kernel.SetEvent(self._waking)):
            # The prompt library has put back the modes that it found; other programs may not have.
            self._set(self._stdout, _drawing(self._found[1]))
            wanted = _single_keys(self._found[0])
            # One that makes no sequences of keys has them as numbers.
            self._set(self._stdin, wanted) or self._set(self._stdin, wanted & ~_VT_INPUT)
            try:
                yield
            finally:
                self._set(self._stdin, self._found[0])

    def suspend(self) -> None:
        """Do nothing: no shell of Windows stops a program and brings it back."""

    def read(self, timeout: float | None) -> bytes | None:
        """Return the bytes of the next key, or none after a given time; None if something else came.

        Raises `Stopped` if the console is gone.
        """
        milliseconds = _FOREVER if timeout is None else round(timeout * 1000)
        handles = (ctypes.c_void_p * 2)(self._stdin, self._waking)
        while True:
            came = self._kernel.WaitForMultipleObjects(2, handles, 0, milliseconds)
            if came == _TIMED_OUT:
                return b""
            if came == _WOKEN:
                return None
            record, count = InputRecord(), ctypes.c_uint32()
            if came != _READY or not self._kernel.ReadConsoleInputW(
                self._stdin, ctypes.byref(record), 1, ctypes.byref(count)
            ):
                raise Stopped
            if record.kind == _RESIZED:
                return None
            if record.kind == _KEY_EVENT and (data := self._bytes(record.key)):
                return data

    def _bytes(self, key: _Key) -> bytes:
        """Return what a key types, in UTF-8; nothing for half a letter, or for a key that is released."""
        char, times = int(key.char), max(int(key.repeated), 1)
        if not key.down and not (key.code == _ALT and char):  # a letter typed as its number while Alt is held
            return b""
        if not char:
            return _SEQUENCES.get(int(key.code), b"") * times
        if 0xD800 <= char < 0xDC00:
            self._high = char
            return b""
        halves, self._high = [self._high, char] if self._high else [char], 0
        text = b"".join(half.to_bytes(2, "little") for half in halves).decode("utf-16-le", "replace")
        return text.encode() * times

    def has_bytes(self) -> bool:
        """Return whether something came that has not been read yet."""
        count = ctypes.c_uint32()
        return bool(self._kernel.GetNumberOfConsoleInputEvents(self._stdin, ctypes.byref(count)) and count.value)


def _drawing(found: int) -> int:
    """Return the modes of an output that understands escape sequences."""
    return found | _PROCESSED_OUTPUT | _WRAPS | _VT_OUTPUT


def _single_keys(found: int) -> int:
    """Return the modes of an input whose keys come as they are. Selecting with the mouse works as before."""
    return (found & ~(_PROCESSED_INPUT | _LINES | _ECHO | _MOUSE)) | _WINDOW | _VT_INPUT


def _kernel32() -> Any:
    """Return the functions of Windows, with what they return where it is not a plain number."""
    kernel = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined,unused-ignore]
    for name in ("GetStdHandle", "CreateEventW"):
        getattr(kernel, name).restype = ctypes.c_void_p
    for name in ("GetConsoleMode", "SetConsoleMode", "ReadConsoleInputW", "GetNumberOfConsoleInputEvents", "SetEvent"):
        getattr(kernel, name).argtypes = _ARGUMENTS[name]
    kernel.CloseHandle.argtypes = (ctypes.c_void_p,)
    return kernel


_ARGUMENTS = {
    "GetConsoleMode": (ctypes.c_void_p, ctypes.c_void_p),
    "SetConsoleMode": (ctypes.c_void_p, ctypes.c_uint32),
    "ReadConsoleInputW": (ctypes.c_void_p, ctypes.c_void_p, ctypes.c_uint32, ctypes.c_void_p),
    "GetNumberOfConsoleInputEvents": (ctypes.c_void_p, ctypes.c_void_p),
    "SetEvent": (ctypes.c_void_p,),
}
