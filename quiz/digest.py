"""BLAKE2b without the detour through OpenSSL, whose loading takes longer than a round's planning."""

try:
    from _blake2 import blake2b
except ImportError:  # another Python, or one built without it
    from hashlib import blake2b


def content_hash(data: bytes) -> str:
    """Return what names the content of a file: 256 bits of BLAKE2b, in hexadecimal."""
    return blake2b(data, digest_size=32).hexdigest()
