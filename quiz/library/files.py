"""Files: where they are, the one reader of other people's files, writing new ones, and what differs by platform."""

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

_PACKAGE = Path(__file__).resolve().parent.parent


def shipped_banks() -> Path:
    """Return the folder of the banks that ship: inside an installed package, next to it in a checkout."""
    return _shipped("question_banks")


def shipped_docs() -> Path:
    """Return the folder of the documentation, which ships like the banks."""
    return _shipped("docs")


def _shipped(name: str) -> Path:
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def data_folder() -> Path:
    """Return the folder of the player's data: `QUIZ_DATA_DIR`, or the usual place on this platform."""
    own = os.environ.get("QUIZ_DATA_DIR")
    if own:
        return expanded(own)
    from platformdirs import user_data_path  # not needed with QUIZ_DATA_DIR, and slow to import

    return user_data_path("quiz", appauthor=False)


def expanded(name: str) -> Path:
    """Return the path that a player means by a name: `~` is their home; an unknown home stays as it is typed."""
    return Path(os.path.expanduser(name))  # noqa: PTH111 # pathlib raises for the home of nobody


def config_folder() -> Path:
    """Return the folder of the settings: `QUIZ_CONFIG_DIR`, `QUIZ_DATA_DIR`, or the usual place on this platform."""
    own = os.environ.get("QUIZ_CONFIG_DIR") or os.environ.get("QUIZ_DATA_DIR")
    if own:
        return expanded(own)
    from platformdirs import user_config_path

    return user_config_path("quiz", appauthor=False)


def bank_folder() -> Path:
    """Return the folder of the player's own banks: `QUIZ_BANK_DIR`, or `banks` next to the history."""
    own = os.environ.get("QUIZ_BANK_DIR")
    return expanded(own) if own else data_folder() / "banks"


def cache_folder() -> Path:
    """Return the folder of what can be rebuilt."""
    return data_folder() / "cache"


def history_file() -> Path:
    """Return the file of the history."""
    return data_folder() / "history.db"


#: Open to read, without waiting for the writer of a pipe and without translating line ends.
OPEN_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
#: Make a new file to write, without translating line ends.
NEW_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_BEGINNING = 1000


class Unreadable(Exception):
    """A file cannot be read. `reason` says why in a few words."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Unwritable(Exception):
    """A file cannot be written. `reason` says why in a few words."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Taken(Unwritable):
    """There is something under the name already."""


def is_there(path: Path) -> bool:
    """Return whether there is anything under a name, even a broken link. Raises OSError if that cannot be known."""
    try:
        os.lstat(path)
    except FileNotFoundError:
        return False
    return True


def is_folder(path: Path) -> bool:
    """Return whether a path is that of a folder, if the system lets the program see that."""
    try:
        return path.is_dir()
    except OSError:
        return False


def read_regular(path: Path, cap: int) -> bytes:
    """Return the bytes of a regular file, at most `cap` + 1 of them.

    Never waits: pipes, devices and folders are refused. Raises `Unreadable`.
    """
    try:
        with open_regular(path) as file:
            return file.read(cap + 1)
    except OSError as error:
        raise Unreadable(reason_of(error)) from None


def open_regular(path: Path) -> BinaryIO:
    """Return a regular file that is open to be read and can seek. Raises `Unreadable`.

    Never waits: pipes, devices and folders are refused.
    """
    try:
        fd = os.open(path, OPEN_FLAGS)
        try:
            mode = os.fstat(fd).st_mode
            if not stat.S_ISREG(mode):
                raise Unreadable("it is a folder" if stat.S_ISDIR(mode) else "it is not a regular file")
            return os.fdopen(fd, "rb")
        except BaseException:
            os.close(fd)
            raise
    except FileNotFoundError:
        raise Unreadable("there is no such file") from None
    except (OSError, ValueError) as error:
        raise Unreadable(reason_of(error)) from None


def write_new(path: Path, data: bytes, *, private: bool = False) -> None:
    """Write a file that everyone (or only its owner) may read, whole or not at all, and never over another file.

    Raises `Taken` and `Unwritable`.
    """
    temporary = path.parent / f".quiz-{os.urandom(8).hex()}.tmp"
    try:
        fd = os.open(temporary, NEW_FLAGS, 0o600 if private else 0o644)
        try:
            with os.fdopen(fd, "wb") as file:
                file.write(data)
                file.flush()
                sync(fd)
            give_name(temporary, path)
        finally:
            temporary.unlink(missing_ok=True)
    except FileExistsError:
        raise Taken("the name is taken") from None
    except (OSError, ValueError) as error:
        raise Unwritable(reason_of(error)) from None
    with suppress(OSError):  # the file is there; some file systems cannot sync a folder
        fsync_folder(path.parent)


def regular_lines(path: Path, longest: int) -> Iterator[bytes]:
    """Yield the lines of a regular file; if one is too long, yield its first `longest` + 1 bytes and stop.

    Never waits: pipes, devices and folders are refused. Raises `Unreadable`.
    """
    try:
        with open_regular(path) as file:
            while line := file.readline(longest + 1):
                yield line
                if len(line) > longest:
                    return
    except OSError as error:
        raise Unreadable(reason_of(error)) from None


def replace_own(path: Path, data: bytes, mark: bytes) -> None:
    """Write a file as `write_new` does; a file of ours, which begins with `mark`, is replaced.

    Raises `Taken` if there is something else under the name, and `Unwritable`.
    """
    try:
        ours = mark in read_regular(path, _BEGINNING)
    except Unreadable:
        ours = False
    if not ours or path.is_symlink():
        write_new(path, data)
        return
    temporary = path.parent / f".quiz-{os.urandom(8).hex()}.tmp"
    try:
        write_new(temporary, data)
        temporary.replace(path)
    except OSError as error:
        raise Unwritable(reason_of(error)) from None
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def write_over(path: Path, data: bytes) -> None:
    """Write a file in place of the existing one, whole or not at all; its permissions stay.

    Raises `Unwritable`.
    """
    path = path.resolve()
    temporary = path.parent / f".quiz-{os.urandom(8).hex()}.tmp"
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
        write_new(temporary, data)
        temporary.chmod(mode)
        temporary.replace(path)
    except OSError as error:
        raise Unwritable(reason_of(error)) from None
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
    with suppress(OSError):
        fsync_folder(path.parent)


def reason_of(error: OSError | ValueError) -> str:
    """Return why a file or folder cannot be used, in a few words."""
    text = error.strerror if isinstance(error, OSError) and error.strerror else "the name is not allowed"
    return text[:1].lower() + text[1:]


def make_private(path: Path) -> None:
    """Allow only the owner to read and write a file, if the platform has owners."""
    if os.name == "posix":
        path.chmod(0o600)


def make_private_folder(path: Path) -> None:
    """Make a folder, with its parents, that only the owner can enter."""
    if not path.is_dir():
        path.mkdir(mode=0o700, parents=True, exist_ok=True)


def fsync_folder(path: Path) -> None:
    """Make a rename in a folder durable, if folders can be synced."""
    if os.name != "posix":
        return
    fd = os.open(path, os.O_RDONLY)
    try:
        sync(fd)
    finally:
        os.close(fd)


def sync(fd: int) -> None:
    """Wait until what was written to a file or folder is on the disk; macOS needs an extra call for that."""
    if sys.platform == "darwin":
        import fcntl

        with suppress(OSError):  # some file systems cannot
            fcntl.fcntl(fd, fcntl.F_FULLFSYNC)
            return
    os.fsync(fd)


def give_name(temporary: Path, path: Path) -> None:
    """Give a finished file its name in the same folder. Raises FileExistsError if the name is taken."""
    if os.name == "nt":
        temporary.rename(path)  # refuses a name that is taken
        return
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:  # file systems of memory cards have no links: reserve the name, then replace what reserves it
        os.close(os.open(path, NEW_FLAGS))
        try:
            temporary.replace(path)
        except OSError:
            path.unlink()
            raise
    else:
        temporary.unlink()
