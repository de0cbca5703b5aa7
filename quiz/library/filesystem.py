"""What file systems and platforms do not share, in one place: private files, durable renames."""

import os
from pathlib import Path

#: Open for reading without waiting for a writer of a pipe and without translating lines.
OPEN_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


#: Make a file to write that was not there, without translating lines.
NEW_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def make_private(path: Path) -> None:
    """Let only the owner read and write a file, where the platform knows owners."""
    if os.name == "posix":
        path.chmod(0o600)


def make_private_folder(path: Path) -> None:
    """Make a folder, with its parents, that only the owner can enter."""
    if not path.is_dir():
        path.mkdir(mode=0o700, parents=True, exist_ok=True)


def fsync_folder(path: Path) -> None:
    """Make a rename in a folder durable, where folders can be synced."""
    if os.name != "posix":
        return
    fd = os.open(path, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def give_name(temporary: Path, path: Path) -> None:
    """Give a finished file its name in the same folder. Raises FileExistsError where the name is taken."""
    if os.name == "nt":
        temporary.rename(path)  # refuses a name that is taken
        return
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:  # file systems of memory cards know no links: reserve the name, then replace what reserves it
        os.close(os.open(path, NEW_FLAGS))
        try:
            temporary.replace(path)
        except OSError:
            path.unlink()
            raise
    else:
        temporary.unlink()
