"""Signals: what ends, stops or wakes the program, on every platform."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager


def can_suspend() -> bool:
    """Return whether a shell can stop programs and bring them back."""
    return hasattr(signal, "SIGTSTP")


def suspend() -> None:
    """Stop, like Ctrl-Z in a terminal, until the shell brings the program back."""
    os.kill(0, signal.SIGTSTP)


class _Signals:
    """The last signal that asked the program to end, and how a prompt is told about it."""

    received = 0
    wake: Callable[[], None] | None = None


def exit_on_signals() -> None:
    """Turn SIGTERM and SIGHUP into `SystemExit(128 + n)`, so that every `finally` runs; remember SIGINT."""

    def leave(number: int, _frame: object) -> None:
        _Signals.received = number
        if _Signals.wake is not None:
            _Signals.wake()
        else:
            raise_received()

    for name in ("SIGTERM", "SIGHUP", "SIGINT"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:  # `nohup` must be respected
            signal.signal(number, leave)


def raise_received() -> None:
    """Raise what a signal asked for: KeyboardInterrupt or SystemExit; nothing if none came.

    Call it before the program waits: an exception that a signal raises is lost if it meets a finalizer or an event
    loop.
    """
    if _Signals.received == signal.SIGINT:
        raise KeyboardInterrupt
    if _Signals.received:
        raise SystemExit(128 + _Signals.received)


@contextmanager
def signals_wake(wake: Callable[[], None]) -> Iterator[None]:
    """While this is open, a signal that asks the program to end calls `wake`, and raises nothing until the end."""
    raise_received()
    _Signals.wake = wake
    try:
        yield
    finally:
        _Signals.wake = None
        raise_received()
