"""Bytes in the format of zstd (RFC 8878) without a library: a frame with blocks that are not compressed."""

from collections.abc import Iterator

_MAGIC = b"\x28\xb5\x2f\xfd"
_MOST = 128 * 1024  # bytes of a block (3.1.1.2.4)
_EIGHT_BYTES_OF_SIZE = 0b11_1_00000  # the descriptor: the size of the content has eight bytes, one segment (3.1.1.1.1)


def zstd_frame(data: bytes) -> Iterator[bytes]:
    """Yield the pieces of a frame that holds `data`."""
    yield _MAGIC + bytes([_EIGHT_BYTES_OF_SIZE]) + len(data).to_bytes(8, "little")
    for start in range(0, len(data) or 1, _MOST):
        block = data[start : start + _MOST]
        is_last = start + _MOST >= len(data)
        yield (len(block) << 3 | is_last).to_bytes(3, "little") + block  # type 0 is raw (3.1.1.2.2)
