"""Exit codes, and how a use case ends without a result. Only the command line ends the process."""

from collections.abc import Sequence


class Exit:
    """What a command's exit code says. 65, 70 and 74 are EX_DATAERR, EX_SOFTWARE and EX_IOERR of sysexits.h."""

    FINE = 0
    FINDINGS = 1
    USAGE = 2
    BAD_DATA = 65
    FAULT = 70
    STORAGE = 74
    INTERRUPTED = 130


def as_sentences(message: str, help: str = "") -> list[str]:
    """Return what is wrong, and what to do about it if that is known, as sentences for a page."""
    return [f"{text[:1].upper()}{text[1:]}." for text in (message, help) if text]


class UserError(Exception):
    """A use case cannot do what was asked: the exit code, and the lines that say why and what to do about it.

    There are no lines if the player has seen it already.
    """

    def __init__(self, exit_code: int, message: str = "", help: str = "") -> None:
        super().__init__(message)
        self.exit_code = exit_code
        self.lines: Sequence[str] = [text for text in (message and f"quiz: {message}", help and f"  {help}") if text]


class FaultyFile(UserError):
    """Files that cannot be used. Each line says what is wrong, where, and what to do."""

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__(Exit.BAD_DATA, lines[0])
        self.lines = lines
