"""Finding banks by name or path, reading them, and finding those that share an id."""

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from quiz.bank.limits import MAX_BYTES
from quiz.bank.model import Bank
from quiz.interpreter import content_hash
from quiz.library.files import Unreadable, expanded, is_folder, read_regular
from quiz.text import quoted, slug

if TYPE_CHECKING:
    from quiz.bank.problems import Problem
    from quiz.classroom.pack import Pack
    from quiz.library.cache import Outline

ENDINGS = (".yaml", ".yml")  # of banks
_PACK_ENDING = ".quiz"


class BankFile(NamedTuple):
    """A bank file: the course (folder) it belongs to, if any, and its name in it.

    A file in a pack has its content in `packed`, and its path is below that of the pack.
    """

    path: Path
    course: str
    name: str
    packed: bytes | None = None

    @property
    def address(self) -> str:
        """How the bank is called: `course/name`, or `name`."""
        return f"{self.course}/{self.name}" if self.course else self.name


class Loaded(NamedTuple):
    """A bank file that was read: its bytes, the bank (None if an error stops it) and its problems in the file's order.

    Once it is checked, it also has the problems with its questions, and their number.
    """

    file: BankFile
    data: bytes
    bank: Bank | None
    problems: "tuple[Problem, ...]" = ()
    items: int = 0

    @property
    def facts(self) -> int:
        """How many facts the bank has."""
        return self.bank.facts if self.bank else 0

    @property
    def errors(self) -> "tuple[Problem, ...]":
        """The problems that stop the bank from being played."""
        if not self.problems:
            return ()
        from quiz.bank.problems import errors_in

        return errors_in(self.problems)


class NotFound(Exception):
    """No bank, or more than one, has the name. `help` says what there is."""

    def __init__(self, message: str, help: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.help = help


class UnusablePack(NotFound):
    """The file of a pack cannot be read, or does not hold what it should."""


def is_pack(name: str) -> bool:
    """Return whether a name, or a path, is that of the file of a pack."""
    return name.casefold().endswith(_PACK_ENDING)


def open_pack(path: Path) -> "tuple[Pack, list[BankFile]]":
    """Return the pack of a file, and its banks. Raises `UnusablePack`."""
    from quiz.classroom.pack import MAX_PACK, read_pack  # few rounds are played from one
    from quiz.exchange.source import Refused

    try:
        pack, texts = read_pack(read_regular(path, MAX_PACK))
    except Unreadable as error:
        raise UnusablePack(f"{quoted(str(path), 200)} cannot be read: {error.reason}") from None
    except Refused as error:
        part = f" ({quoted(error.part)})" if error.part else ""
        raise UnusablePack(f"{quoted(str(path), 200)}: {error.message}{part}", error.help) from None
    banks = zip(pack.banks, texts, strict=True)
    return pack, [BankFile(path / bank.file, bank.course, bank.name, text) for bank, text in banks]


def list_banks(folders: Sequence[Path]) -> list[BankFile]:
    """Return the bank files in the folders and in one level of courses, by name.

    A folder that cannot be read is among them, as a bank that cannot be read, so that it is not missed silently.
    """
    found: list[BankFile] = []
    for folder in folders:
        for entry in _entries(folder):
            if entry.suffix in ENDINGS or entry == folder:
                found.append(BankFile(entry, "", _name_of(entry)))
            elif is_folder(entry):
                found += _course(entry)
    return found


def _course(folder: Path) -> list[BankFile]:
    return [
        BankFile(file, "" if file == folder else folder.name, _name_of(file))
        for file in _entries(folder)
        if file.suffix in ENDINGS or file == folder
    ]


def _name_of(path: Path) -> str:
    """Return the name of a bank from that of its file: `rivers` for `rivers.yaml` and for `rivers.quiz.yaml`."""
    return path.stem.removesuffix(_PACK_ENDING)


def _entries(folder: Path) -> list[Path]:
    """Return what is in a folder, by name; the folder itself if it cannot be read."""
    try:
        return sorted(entry for entry in folder.iterdir() if not entry.name.startswith("."))
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError:
        return [folder]


def find(name: str, folders: Sequence[Path]) -> list[BankFile]:
    """Return the banks that a name or a path refers to.

    A path names a file, a folder or a pack. A name is a course, `course/bank`, a bank's file
    name or a bank's id. Raises `NotFound`, and `UnusablePack` if the path is that of a pack with a fault.
    """
    if not name:
        raise _not_found(name, folders)
    if not _is_path(name):
        banks = list_banks(folders)
        for matches in (
            [b for b in banks if b.course == name],
            [b for b in banks if b.address == name],
            [b for b in banks if b.name == name],
        ):
            if matches:
                return _one_name(name, matches)
        by_id = [b for b in banks if _id_of(b) == name]
        if by_id:
            return by_id[:1]
    path = expanded(name)
    if os.path.lexists(path):
        return _at(path)
    raise _not_found(name, folders)


def _is_path(name: str) -> bool:
    return name.endswith(ENDINGS) or name.startswith((".", "~")) or is_pack(name) or Path(name).is_absolute()


def _at(path: Path) -> list[BankFile]:
    if not is_folder(path):
        return open_pack(path)[1] if is_pack(path.name) else [BankFile(path, "", _name_of(path))]
    found = [*_course(path), *(bank for bank in list_banks([path]) if bank.course)]
    if not found:
        raise NotFound(f"there is no bank in `{path}`", "banks are files that end in .yaml")
    return found


def _one_name(name: str, matches: list[BankFile]) -> list[BankFile]:
    courses = {bank.course for bank in matches}
    if all(bank.course == name for bank in matches):
        return matches
    if len(matches) > 1 and len(courses) > 1:
        addresses = ", ".join(f"`{bank.address}`" for bank in matches)
        raise NotFound(f"`{name}` names more than one bank", f"say which: {addresses}")
    return matches[-1:]


def _id_of(file: BankFile) -> str:
    bank = load(file).bank
    return bank.id if bank else ""


def _not_found(name: str, folders: Sequence[Path]) -> NotFound:
    from quiz.bank.problems import did_you_mean, nearest

    if _is_path(name):
        path = expanded(name)
        near = nearest(path.name, _files_in(path.parent))
        help_ = f"did you mean `{path.with_name(near)}`?" if near else "`quiz banks` lists all banks and courses"
        return NotFound(f"there is no bank or course `{name}`", help_)
    banks = list_banks(folders)
    names = dict.fromkeys([b.course for b in banks if b.course] + [b.name for b in banks] + [b.address for b in banks])
    help_ = did_you_mean(name, names) or "`quiz banks` lists all banks and courses"
    return NotFound(f"there is no bank or course `{name}`", help_)


def _files_in(folder: Path) -> list[str]:
    """Return the names of the banks and packs in a folder; none if it cannot be read."""
    try:
        names = sorted(path.name for path in folder.iterdir())
        return [name for name in names if name.endswith(ENDINGS) or is_pack(name)]
    except (OSError, ValueError):  # a name with a NUL
        return []


def _content(file: BankFile) -> bytes:
    """Return the bytes of a bank file. Raises `Unreadable`."""
    return read_regular(file.path, MAX_BYTES) if file.packed is None else file.packed


def load(file: BankFile) -> Loaded:
    """Read and decode a bank file. What is wrong with it is among its problems."""
    try:
        data = _content(file)
    except Unreadable as error:
        return _unread(file, error)
    return _decoded(file, data)


def load_to_play(file: BankFile, cache: Path) -> Loaded:
    """Load a bank, from the cache if its very bytes were decoded before; only errors are reported."""
    try:
        data = _content(file)
    except Unreadable as error:
        return _unread(file, error)
    from quiz.library.cache import cached_bank, keep_bank

    bank = cached_bank(cache, file.path, content_hash(data))
    if bank is not None and bank.hash:
        return Loaded(file, data, bank)
    loaded = _decoded(file, data)
    if loaded.bank is not None:
        keep_bank(cache, file.path, loaded.bank)
    return loaded


def outline(file: BankFile, cache: Path) -> "Outline | None":
    """Return the outline of a bank; None if the bank cannot be played.

    It comes from the cache, without the facts themselves, if the very bytes of the file were decoded before.
    """
    try:
        data = _content(file)
    except Unreadable:
        return None
    from quiz.library.cache import cached_outline, outline_of

    found = cached_outline(cache, file.path, content_hash(data))
    if found is not None:
        return found
    bank = load_to_play(file, cache).bank
    return outline_of(bank) if bank else None


def counted_outline(file: BankFile, cache: Path) -> "Outline | None":
    """Return the outline of a bank with the number of its items; None if the bank cannot be played.

    They are counted once for a bank, and cached with it.
    """
    found = outline(file, cache)
    if found is None or found.items is not None:
        return found
    from quiz.items.check import try_all
    from quiz.library.cache import keep_bank, outline_of

    bank = load_to_play(file, cache).bank
    if bank is None:  # it has changed since a moment ago
        return None
    items = try_all(bank).items
    if file.packed is None:
        keep_bank(cache, file.path, bank, items)
    return outline_of(bank, items)


def _unread(file: BankFile, error: Unreadable) -> Loaded:
    from quiz.bank.nodes import SourceSpan  # rarely needed, and the first question waits
    from quiz.bank.problems import Problem

    problem = Problem("B001", f"the file cannot be read: {error.reason}", SourceSpan(1, 1))
    return Loaded(file, b"", None, (problem,))


def _decoded(file: BankFile, data: bytes) -> Loaded:
    from quiz.items.decoding import decode  # with PyYAML, which takes longer to import than planning a round

    decoded = decode(data, file.name)
    return Loaded(file, data, decoded.bank, decoded.problems)


def shared_ids(files: Iterable[BankFile]) -> Mapping[str, Sequence[BankFile]]:
    """Return id -> its files, for ids that several different banks have. Files that cannot be read are left out.

    A copy of a bank is the same bank. The id is looked for at the start of a line: decoding every bank before a round
    would take too long.
    """
    found: dict[str, dict[str, BankFile]] = {}
    for file in {os.path.realpath(file.path): file for file in files}.values():
        try:
            data = _content(file)
        except Unreadable:
            continue
        found.setdefault(_id_in(data, file.name), {}).setdefault(content_hash(data), file)
    return {id_: tuple(different.values()) for id_, different in found.items() if len(different) > 1}


def _id_in(data: bytes, name: str) -> str:
    at = b"\n" + data if data.startswith(b"id:") else data
    if b"\nid:" in at:
        line = at.partition(b"\nid:")[2].splitlines()[0].decode("utf-8", errors="replace")
        value = line.partition(" #")[0].strip().strip("\"'")
        if value:
            return value
    return slug(name) or "bank"
