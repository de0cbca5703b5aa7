"""Zip files whose bytes depend only on what is in them."""

import io
import zipfile
from collections.abc import Iterable, Iterator

_CHUNK = 64 * 1024  # bytes that are compressed at once
_WHEN = (1980, 1, 1, 0, 0, 0)  # the first time that a zip file can name


def packed(parts: Iterable[tuple[str, Iterable[str | bytes]]], *, is_stored: bool = False) -> bytes:
    """Return a zip file of parts: each has a name, and its content in pieces. `is_stored`: nothing is compressed."""
    out = io.BytesIO()
    method = zipfile.ZIP_STORED if is_stored else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(out, "w", method, compresslevel=6) as file:
        for name, pieces in parts:
            info = zipfile.ZipInfo(name, _WHEN)
            info.compress_type = method
            info.create_system = 3  # the same on every system
            info.external_attr = 0o644 << 16
            with file.open(info, "w") as part:
                for chunk in _chunks(pieces):
                    part.write(chunk)
    return out.getvalue()


def _chunks(pieces: Iterable[str | bytes]) -> Iterator[bytes]:
    """Yield the bytes of pieces, many small ones together."""
    buffer = bytearray()
    for piece in pieces:
        buffer += piece.encode() if isinstance(piece, str) else piece
        if len(buffer) >= _CHUNK:
            yield bytes(buffer)
            buffer.clear()
    yield bytes(buffer)
