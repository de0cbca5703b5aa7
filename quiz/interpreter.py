"""Ways around slow parts of Python: its cycle collector, and digests that would load OpenSSL."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

try:  # loading OpenSSL takes longer than planning a round
    from _blake2 import blake2b as _blake2b
except ImportError:  # another Python, or one built without it
    from hashlib import blake2b as _blake2b

#: BLAKE2b (RFC 7693), as `hashlib` has it.
blake2b = _blake2b


@contextmanager
def collector_off() -> Iterator[None]:
    """Keep the cycle collector off: it would scan the growing trees again and again and find nothing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def content_hash(data: bytes) -> str:
    """Return the hash of the content of a file: 256 bits of BLAKE2b, in hexadecimal."""
    return blake2b(data, digest_size=32).hexdigest()
