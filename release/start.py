"""The beginning of quiz.pyz: unpacks the program into the user's cache, once, and runs it from there.

From within the archive, every start would compile the program again, and banks have to be files. This runs on any
Python that a computer has, even an old one, to say which version is needed.
"""

import atexit
import os
import shutil
import sys
import tempfile
import zipfile

NEEDED = (3, 11)


def cache() -> str:
    """Return the platform's folder for files that can be rebuilt."""
    home = os.path.expanduser("~")
    if os.name == "nt":
        return os.path.join(os.environ.get("LOCALAPPDATA") or home, "quiz", "program")
    if sys.platform == "darwin":
        return os.path.join(home, "Library", "Caches", "quiz-program")
    return os.path.join(os.environ.get("XDG_CACHE_HOME") or os.path.join(home, ".cache"), "quiz-program")


def unpack(archive: str, folder: str) -> None:
    """Unpack the archive into a folder, whole or not at all, even if several programs do it at once."""
    above = os.path.dirname(folder)
    os.makedirs(above, 0o700, exist_ok=True)
    temporary = tempfile.mkdtemp(prefix=".new-", dir=above)
    try:
        with zipfile.ZipFile(archive) as file:
            file.extractall(temporary)
        os.rename(temporary, folder)
    except OSError:
        shutil.rmtree(temporary, ignore_errors=True)
        if not os.path.isdir(folder):
            raise


def program(archive: str) -> str:
    """Return the folder of the program, unpacked if necessary; a temporary one if nothing can be kept."""
    with zipfile.ZipFile(archive) as file:
        name = file.read("name").decode()
    folder = os.path.join(cache(), name)
    if os.path.isdir(folder):
        return folder
    try:
        unpack(archive, folder)
    except OSError:
        above = tempfile.mkdtemp(prefix="quiz-")
        atexit.register(shutil.rmtree, above, True)
        folder = os.path.join(above, name)
        unpack(archive, folder)
    return folder


def main() -> None:
    """Run the program."""
    if sys.version_info < NEEDED:
        sys.exit("quiz needs Python %d.%d or newer; this is %d.%d." % (NEEDED + sys.version_info[:2]))
    archive = os.path.dirname(os.path.abspath(__file__))
    sys.path[:] = [program(archive), *(place for place in sys.path if place != archive)]
    from quiz.__main__ import main as run

    run()


if __name__ == "__main__":
    main()
