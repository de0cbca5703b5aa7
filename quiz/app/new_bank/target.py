"""Where a new bank goes: a name that nothing has yet, and the writing of the file."""

import os
import shlex
from pathlib import Path
from typing import NamedTuple

from quiz.app.banks import all_banks, folders
from quiz.author.answers import title_fault
from quiz.library.banks import NotFound, find, load
from quiz.library.files import Taken, Unwritable, bank_folder, data_folder, make_private_folder, write_new
from quiz.text import quoted, slug

_ENDINGS = (".yaml", ".yml")


class Target(NamedTuple):
    """The folder that a bank is to be written to, and the file's name; none is made of the title."""

    folder: Path
    file: str = ""

    def path(self, title: str) -> Path:
        """Return the file of a bank with a title."""
        return self.folder / (self.file or f"{slug(title)}.yaml")

    def fault(self, title: str, ids: dict[str, Path]) -> str:
        """Tell why a bank cannot have a title: no id can be made of it, or a bank or file has that name."""
        path = self.path(title)
        there = ids.get(slug(title)) or (path if os.path.lexists(path) else None)
        if title_fault(title) or there is None:
            return title_fault(title)
        return f"{quoted(str(there), 200)} has that name already. Take another title."


def read_target(to: str) -> tuple[Target, str]:
    """Return where `to` (a file, a folder, or nothing for the player's own banks) is, and what is wrong with it."""
    if not to:
        return Target(bank_folder()), ""
    try:
        path = Path(to).expanduser()
    except RuntimeError:  # the home of nobody
        path = Path(to)
    if os.path.isdir(path):  # noqa: PTH112 # pathlib raises where a folder above may not be entered
        return Target(path), ""
    target = Target(path.parent, path.name)
    if path.suffix not in _ENDINGS or to.endswith("/"):
        return target, f"{quoted(to, 200)} is no folder, and no bank file, which ends in `.yaml`"
    if not os.path.isdir(path.parent):  # noqa: PTH112 # as above
        return target, f"there is no folder {quoted(str(path.parent), 200)}"
    if os.path.lexists(path):
        return target, f"{quoted(to, 200)} is there already, and stays as it is"
    return target, ""


def bank_ids() -> dict[str, Path]:
    """Return the ids of all banks that are found by name, with their files."""
    loaded = [load(file) for file in all_banks()]
    return {one.bank.id: one.file.path for one in loaded if one.bank}


def write(text: str, path: Path) -> str:
    """Write a new bank; return why that cannot be, or nothing. The player's own folder is made where it is missing."""
    try:
        if path.parent == bank_folder():
            make_private_folder(data_folder())
            path.parent.mkdir(parents=True, exist_ok=True)
        write_new(path, text.encode())
    except Taken:
        return f"{quoted(str(path), 200)} is there already, and stays as it is"
    except Unwritable as error:
        return f"{quoted(str(path), 200)} cannot be written: {error.reason}"
    except OSError as error:
        return f"the folder {quoted(str(path.parent), 200)} cannot be made: {error.strerror}"
    return ""


def next_lines(path: Path) -> list[str]:
    """Return where a bank was written, and the commands that go on from there."""
    name = path.stem
    try:
        found = [file.path for file in find(name, folders())]
    except NotFound:
        found = []
    shown = shlex.quote(name if found == [path] else str(path))
    commands = ("quiz play", "quiz bank check", "quiz bank preview")
    return [f"Written: {path}", "Go on with:", *(f"  {command} {shown}" for command in commands)]
