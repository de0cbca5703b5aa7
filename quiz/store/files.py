"""The one reader of foreign files."""

import os
import stat
from pathlib import Path

from quiz.store.platform import OPEN_FLAGS

__all__ = ["Unreadable", "read_regular"]


class Unreadable(Exception):
    """A file cannot be read. `reason` says why in a few words."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def read_regular(path: Path, cap: int) -> bytes:
    """Return the bytes of a regular file, at most `cap` + 1 of them.

    Never waits: pipes, devices and folders are refused. Raises `Unreadable`.
    """
    try:
        fd = os.open(path, OPEN_FLAGS)
    except FileNotFoundError:
        raise Unreadable("there is no such file") from None
    except IsADirectoryError:
        raise Unreadable("it is a folder") from None
    except (OSError, ValueError) as error:
        raise Unreadable(_reason(error)) from None
    try:
        mode = os.fstat(fd).st_mode
        if not stat.S_ISREG(mode):
            raise Unreadable("it is a folder" if stat.S_ISDIR(mode) else "it is not a regular file")
        with os.fdopen(os.dup(fd), "rb") as file:
            return file.read(cap + 1)
    except OSError as error:
        raise Unreadable(_reason(error)) from None
    finally:
        os.close(fd)


def _reason(error: OSError | ValueError) -> str:
    text = error.strerror if isinstance(error, OSError) and error.strerror else "the name is not possible"
    return text[:1].lower() + text[1:]
