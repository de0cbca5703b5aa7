"""The one place where text reaches a terminal, a pipe or a file.

Every text is cleaned here, whatever happened before; escapes are added only here. Characters that the encoding of the
output lacks are replaced by similar ones.
"""

import os
import sys
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from typing import TextIO

from quiz.term.lines import Line, Style
from quiz.text import clean, clean_lines

_SGR: Mapping[str, str] = {
    Style.PLAIN: "",
    Style.STRONG: "\x1b[1m",
    Style.FAINT: "\x1b[2m",
    Style.RIGHT: "\x1b[1;32m",
    Style.WRONG: "\x1b[1;31m",
    Style.POINTED: "\x1b[1m",
}
_RESET = "\x1b[0m"
_NEAR = {
    "✓": "+", "✗": "x", "★": "*", "❯": ">", "→": ">", "·": "-", "─": "-", "█": "#", "…": "...", "–": "-", "—": "-",
    "‘": "'", "’": "'", "“": '"', "”": '"', "−": "-", "•": "*", "×": "x", "æ": "ae", "œ": "oe", "ß": "ss", "ø": "o",
    "↳": ">", "↓": "v", "↑": "^",
}  # fmt: skip


_ALL = ("utf-8", "utf8")  # encodings that have every letter


class OutputFailed(Exception):
    """The output cannot be written. `reason` is empty if its reader has just gone away."""

    def __init__(self, reason: str = "") -> None:
        super().__init__(reason)
        self.reason = reason


class Sink:
    """Writes lines to a stream. Also serves as the stream of the prompt library.

    While it is held, what is written waits, so that erasing the old and drawing the new reach the terminal together and
    nothing flickers.
    """

    def __init__(self, stream: TextIO | None, *, color: bool = False, must_reach: bool = True) -> None:
        self.must_reach = must_reach
        self.color = color
        self.encoding = (getattr(stream, "encoding", None) or "utf-8").lower()
        self.errors = "strict"
        self._stream = stream
        self._waiting: list[str] = []
        self._held = False

    def lines(self, lines: Iterable[Line], *, end: str = "\n") -> None:
        """Write lines; `end` follows the last one."""
        self.raw(self.styled(lines) + end)
        self.flush()

    def styled(self, lines: Iterable[Line]) -> str:
        """Return lines as cleaned text with our own escapes, ready for `raw`."""
        return "\n".join(self._styled(row) for row in lines)

    def text(self, *texts: str) -> None:
        """Write plain lines."""
        self.raw("".join(f"{clean(text)}\n" for text in texts))
        self.flush()

    def laid_out(self, *texts: str) -> None:
        """Write texts of a bank with their lines: each paragraph is one line, and code is unchanged."""
        self.raw("".join(f"{clean_lines(text)}\n" for text in texts))
        self.flush()

    def ask(self, text: str) -> None:
        """Write a text with the cursor waiting after it."""
        self.raw(clean(text))
        self.flush()

    def data(self, text: str) -> None:
        """Write text for a program: its format has escaped it, so it is not changed; its last line is ended.

        It is in UTF-8 unless it goes to a terminal: no letter of it may be lost, whatever encoding this machine uses.
        """
        self.flush()
        self.raw(text if text.endswith("\n") else f"{text}\n")
        usual = self.encoding
        try:
            self.encoding = usual if self.isatty() else "utf-8"
            self.flush()
        finally:
            self.encoding = usual

    def raw(self, text: str) -> None:
        """Take text with our own escapes in it; it is written at the next flush."""
        self._waiting.append(text)

    def _styled(self, row: Line) -> str:
        if not self.color:
            return "".join(clean(span.text) for span in row).rstrip()
        parts = []
        for span in row:
            sgr = _SGR[span.style]
            parts.append(f"{sgr}{clean(span.text)}{_RESET}" if sgr else clean(span.text))
        return "".join(parts)

    # The file interface, as far as prompt_toolkit needs one.

    def write(self, text: str) -> int:
        """Take text from the prompt library."""
        self._waiting.append(text)
        return len(text)

    def hold(self) -> None:
        """Keep what is written from now on until `release`."""
        self._held = True

    def release(self) -> None:
        """Write what was kept with the next flush."""
        self._held = False

    def flush(self) -> None:
        """Write what waits. Raises `OutputFailed`."""
        if self._held or not self._waiting:
            return
        text = "".join(self._waiting)
        self._waiting.clear()
        try:
            self._write_all(self.encoded(text))
        except OutputFailed:
            if self.must_reach:
                raise

    def _write_all(self, data: bytes) -> None:
        if self._stream is None:
            raise OutputFailed("the output is closed")
        try:
            self._stream.flush()
            buffer = getattr(self._stream, "buffer", None)
            if buffer is None:
                self._stream.write(data.decode(self.encoding))
                self._stream.flush()
            else:
                buffer.write(data)
                buffer.flush()
        except BrokenPipeError:
            raise OutputFailed from None
        except (OSError, ValueError) as error:
            raise OutputFailed(getattr(error, "strerror", None) or str(error)) from None

    def shows(self, text: str) -> bool:
        """Return whether the output has every letter of a text, or a similar one."""
        return self.encoding in _ALL or all(char == "?" or self._near(char) != "?" for char in text)

    def encoded(self, text: str) -> bytes:
        """Return text in the output's encoding, with characters that it lacks replaced by similar ones."""
        try:
            return text.encode(self.encoding)
        except UnicodeEncodeError:
            return "".join(self._near(char) for char in text).encode(self.encoding, "replace")

    def _near(self, char: str) -> str:
        for candidate in (char, _NEAR.get(char, ""), _base(char)):
            try:
                if candidate and candidate.encode(self.encoding):
                    return candidate
            except UnicodeEncodeError:
                continue
        return "?"

    def fileno(self) -> int:
        """Return the file descriptor of the stream."""
        if self._stream is None:
            raise OSError("no output")
        return self._stream.fileno()

    def isatty(self) -> bool:
        """Return whether the stream is a terminal."""
        return is_terminal(self._stream)

    def size(self) -> tuple[int, int]:
        """Return (columns, rows) of the terminal; 80 by 24 if there is none."""
        try:
            found = os.get_terminal_size(self.fileno())
        except (OSError, ValueError):
            return 80, 24
        return found.columns or 80, found.lines or 24


def _base(char: str) -> str:
    """Return a letter without its marks."""
    return "".join(c for c in unicodedata.normalize("NFKD", char) if not unicodedata.combining(c))


def is_terminal(stream: TextIO | None) -> bool:
    """Return whether a stream is a terminal; a closed one is not."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False


def wants_color(choice: str, stream: TextIO | None) -> bool:
    """Return whether to use colour: by the option, the environment, the settings, and then by the terminal."""
    if choice != "auto":
        return choice == "always"
    from quiz.library.settings import setting  # with modules that help and version do not need
    from quiz.term.switches import color_of_environment

    wanted = color_of_environment()
    if wanted is not None:
        return wanted
    usual = setting("color")
    if usual in ("always", "never"):
        return usual == "always"
    return os.environ.get("TERM") != "dumb" and is_terminal(stream) and _takes_escapes()


@cache
def _takes_escapes() -> bool:
    """Return whether a terminal understands escape sequences. The console of Windows has to be set to do so."""
    if os.name != "nt":
        return True
    from quiz.term.windows_console import WindowsConsole

    return WindowsConsole().draw_until_exit()


def stdout_sink(color: str = "auto") -> Sink:
    """Return the sink of standard output."""
    return Sink(sys.stdout, color=wants_color(color, sys.stdout))


def stderr_sink() -> Sink:
    """Return the sink of standard error, for messages; if nobody can read them, the exit code must do."""
    return Sink(sys.stderr, must_reach=False)
