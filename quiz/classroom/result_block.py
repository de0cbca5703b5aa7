"""A file as a block of text, if no file can be sent: lines of plain letters between two marks, with a checksum.

It survives what people and programs do to a text on its way: quoting, indenting, other line ends, joining all lines,
and words around it. It is noticed if something is missing or was changed.
"""

import binascii
import re
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterator
from textwrap import wrap

from quiz.interpreter import content_hash
from quiz.json_lines import BadLine

_BEGIN, _END = "BEGIN QUIZ RESULTS", "END QUIZ RESULTS"
_MARK = re.compile(rf"({_BEGIN} \S+|{_END} \S+)")
_WIDTH = 72
_QUOTES = "> \t\xa0"  # what mail programs put before a line
_CUT_OFF = f"the block that begins here is cut off: its last line, `{_END}`, is missing; ask for it again"
_CHANGED = "the block that begins here is incomplete or was changed; ask for it again"


def block_of(data: bytes, name: str) -> str:
    """Return bytes as a block of text, whose first line has a name."""
    packed = zlib.compress(data, 9)
    body = wrap(b64encode(packed).decode(), _WIDTH)
    return "\n".join([f"{_BEGIN} {name}", *body, f"{_END} {_check(packed)}"])


def blocks_in(text: str, most: int) -> Iterator[tuple[int, bytes]]:
    """Yield the number of the line on which each block of a text begins, and the bytes in it, up to a limit.

    Raises `BadLine` with the number of the line if a block is not as it was made.
    """
    body: list[str] | None = None
    begin = 0
    for number, part in _parts_of(text):
        line = part.lstrip(_QUOTES).rstrip()
        if line.startswith(_BEGIN):
            if body is not None:
                raise BadLine(_CUT_OFF, begin)
            body, begin = [], number
        elif line.startswith(_END) and body is not None:
            yield begin, _unpacked("".join(body), line.removeprefix(_END).strip(), begin, most)
            body = None
        elif body is not None:
            body.append(line)
    if body is not None:
        raise BadLine(_CUT_OFF, begin)


def _parts_of(text: str) -> Iterator[tuple[int, str]]:
    """Yield each line with its number; the mark of a block is alone, even if a form has joined the lines."""
    for number, line in enumerate(text.split("\n"), start=1):
        for part in _MARK.split(line) if _BEGIN in line or _END in line else [line]:
            yield number, part


def _unpacked(body: str, check: str, number: int, most: int) -> bytes:
    """Return the bytes in a block that begins at a line. Raises `BadLine`."""
    try:
        packed = b64decode("".join(body.split()), validate=True)
        if _check(packed) != check:
            raise BadLine(_CHANGED, number)
        data = zlib.decompressobj().decompress(packed, most + 1)
    except (binascii.Error, ValueError, zlib.error):
        raise BadLine(_CHANGED, number) from None
    if len(data) > most:
        raise BadLine(f"the block that begins here unpacks to more than {most >> 20} MiB", number)
    return data


def _check(packed: bytes) -> str:
    return content_hash(packed)[:12]
