"""How much a bank may hold. Banks come from strangers; nothing is read beyond these."""

__all__ = ["MAX_BYTES", "MAX_DEPTH", "MAX_NODES", "MAX_READINGS", "MAX_SCALAR", "MAX_SLOTS"]

MAX_BYTES = 2 * 1024 * 1024  # of a file
MAX_DEPTH = 16  # levels of lists and mappings
MAX_NODES = 250_000  # texts, lists and mappings
MAX_SCALAR = 8 * 1024  # bytes of one text
MAX_SLOTS = 12  # placeholders in one text, as each may bring in a text of the greatest length
MAX_READINGS = 256  # of an answer phrase in one row, where its cells are lists
