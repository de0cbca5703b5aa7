"""A file to import, which may hold anything: its bytes, its text, its parts, within limits.

Nothing here believes what a file says about its own size; bytes are counted as they come.
"""

import codecs
import struct
import zipfile
import zlib
from collections.abc import Sequence
from functools import cached_property
from typing import Any, BinaryIO

MAX_FILE = 32 * 1024 * 1024  # bytes of a file of text, and of one part of a package
MAX_PACKAGE = 96 * 1024 * 1024  # bytes of all parts of a package that are read
MOST_QUESTIONS = 60_000  # of a file; a bank holds fewer
_MOST_LINES = 250_000  # of a text; those of 20,000 questions are fewer
_MOST_PARTS = 50_000
_HEAD = 64 * 1024
_STEP = 1024 * 1024

_MARKS = (  # the longest first: the mark of UTF-32 begins like that of UTF-16
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


class Refused(Exception):
    """A file cannot be read at all: the line (0 for all of it), what is wrong, and what to do."""

    def __init__(self, message: str, help: str = "", line: int = 0, part: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.help = help
        self.line = line
        self.part = part


class Hostile(Refused):
    """A file that seems meant to do harm: nothing of it is used, not even what was read before."""


class Source:
    """A file by its name and an open stream of its bytes, which can seek.

    If it is a package, messages say what it is `called`.
    """

    def __init__(self, name: str, stream: BinaryIO, *, called: str = "package") -> None:
        self.name = name
        self._called = called
        self.known: dict[str, Any] = {}  # what several readers need, kept by the first one that needs it
        self._stream = stream
        self._read = 0

    @cached_property
    def head(self) -> bytes:
        """The first 64 KiB."""
        self._stream.seek(0)
        return self._stream.read(_HEAD)

    @cached_property
    def data(self) -> bytes:
        """All bytes. Raises `Refused` if there are too many."""
        self._stream.seek(0)
        data = self._stream.read(MAX_FILE + 1)
        if len(data) > MAX_FILE:
            raise Refused(f"the file is larger than {MAX_FILE >> 20} MiB", "split it into several")
        return data

    @cached_property
    def _decoded(self) -> tuple[str, bool]:
        return decoded(self.data)

    @property
    def text(self) -> str:
        """The text, with plain line ends. Raises `Refused` if there is none."""
        return self._decoded[0]

    @property
    def was_guessed(self) -> bool:
        """Whether the text was read as Windows-1252, because it is in no other encoding."""
        return "_decoded" in self.__dict__ and self._decoded[1]

    @cached_property
    def beginning(self) -> str:
        """The first lines of the text as far as they can be read; empty if it is not a text."""
        try:
            text = decoded(self.head, cut=True)[0]
        except Refused:
            return ""
        return text

    @property
    def is_package(self) -> bool:
        """Whether it is a zip file, like the files of office programs and learning platforms."""
        return self.head.startswith(b"PK\x03\x04")

    @cached_property
    def parts(self) -> Sequence[str]:
        """The names of a package's parts in their order. Raises `Refused` if it cannot be opened."""
        names = [info.filename for info in self._zip.infolist() if not info.filename.endswith("/")]
        if len(names) > _MOST_PARTS:
            raise Refused(f"the {self._called} has more than {_MOST_PARTS:,} parts")
        for name in names:
            pieces = name.replace("\\", "/").split("/")
            if ".." in pieces or not pieces[0] or pieces[0].endswith(":") or "\x00" in name:
                raise Hostile(
                    f"the {self._called} has a part whose name leads out of it", "it may be meant to do harm", part=name
                )
        return names

    @cached_property
    def _zip(self) -> zipfile.ZipFile:
        self._stream.seek(0)
        try:
            return zipfile.ZipFile(self._stream)
        except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError, OverflowError, struct.error):
            raise Refused(f"the {self._called} is damaged", "export it again") from None

    def part(self, name: str) -> bytes:
        """Return a part of a package. Raises `Refused` if it is damaged, locked or too large."""
        info = self._zip.getinfo(name)
        if info.flag_bits & 0x1:
            raise Refused(f"the {self._called} is locked with a password", "export it without one", part=name)
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Refused(
                f"the {self._called} is compressed in an unusual way", "pack it as a plain zip file", part=name
            )
        found: list[bytes] = []
        size = 0
        try:
            with self._zip.open(info) as file:
                while chunk := file.read(_STEP):
                    found.append(chunk)
                    size += len(chunk)
                    self._read += len(chunk)
                    if size > MAX_FILE or self._read > MAX_PACKAGE:
                        most = MAX_FILE if size > MAX_FILE else MAX_PACKAGE
                        raise Hostile(f"it unpacks to more than {most >> 20} MiB", "export fewer at a time", part=name)
        except (zipfile.BadZipFile, zlib.error, struct.error, RuntimeError, EOFError, OSError, ValueError):
            raise Refused(f"a part of the {self._called} is damaged", "export it again", part=name) from None
        return b"".join(found)


def decoded(data: bytes, *, cut: bool = False) -> tuple[str, bool]:
    """Return bytes as text with plain line ends, and whether the encoding is a guess. `cut`: they end anywhere.

    The encodings are UTF-8, 16 and 32 by a byte order mark, UTF-16 also by its zeros, then UTF-8, with other lines read
    as Windows-1252. Raises `Refused` if it is not a text.
    """
    mark, encoding = next((found for found in _MARKS if data.startswith(found[0])), (b"", ""))
    if not encoding and b"\x00" in data[:512]:
        encoding = _by_zeros(data[:512])
    guessed = False
    body = data[len(mark) :]
    if encoding in ("", "utf-8"):
        try:
            text = codecs.getincrementaldecoder("utf-8")().decode(body, final=not cut)
        except UnicodeDecodeError:
            text, guessed = _by_lines(body), True
    else:
        try:
            text = body.decode(encoding, errors="replace" if cut else "strict")
        except UnicodeDecodeError:
            raise Refused(
                f"the file begins like {encoding[:6].upper()}, but is something else", "save it as UTF-8"
            ) from None
    if "\x00" in text:
        raise Refused("the file is not text", "export it in another format")
    if text.count("\n") + text.count("\r") > _MOST_LINES * 2:
        raise Hostile("the file has far more lines than a bank can hold", "split it into several")
    return text.replace("\r\n", "\n").replace("\r", "\n"), guessed


def _by_lines(data: bytes) -> str:
    """Return text of which some lines are not UTF-8: these are read as Windows-1252."""
    lines: list[str] = []
    for line in data.split(b"\n"):
        try:
            lines.append(line.decode("utf-8"))
        except UnicodeDecodeError:
            lines.append(line.decode("cp1252", errors="replace"))
    return "\n".join(lines)


def _by_zeros(head: bytes) -> str:
    """Return which UTF-16 it is if every other byte is a zero, as in plain letters."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > len(head) // 4 and not even:
        return "utf-16-le"
    if even > len(head) // 4 and not odd:
        return "utf-16-be"
    raise Refused("the file is not text", "export it in another format")
