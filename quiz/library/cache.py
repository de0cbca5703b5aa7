"""Decoded banks, kept so that the next start need not read YAML again.

The cache can be deleted at any time: an entry counts only if its hash says that it is unchanged and was made from these
very bytes by this very program; otherwise the bank is decoded again. Entries are JSON, which cannot run or crash
anything: a line with the outline of the bank, for lists of banks, and a line with the whole bank.
"""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import quiz
from quiz.bank.model import Allowed, Bank, Pattern, Question, Row, RowConfusions, Table, TextGap, Value, Wrong
from quiz.bank.nodes import SourceSpan
from quiz.bank.template import Slot, Template
from quiz.interpreter import content_hash
from quiz.items.forms import FORMS
from quiz.library.files import NEW_FLAGS, Unreadable, make_private_folder, read_regular
from quiz.values.numerals import Tolerance, exact

#: The types of a bank; an entry names them by their position here.
_TYPES: tuple[Any, ...] = (
    Bank,
    Table,
    Row,
    Value,
    Pattern,
    Question,
    Wrong,
    Template,
    Slot,
    SourceSpan,
    Allowed,
    RowConfusions,
    TextGap,
    Tolerance,
)
_INDEX = {type_: i for i, type_ in enumerate(_TYPES)}
_WITH_FORM = (_INDEX[Pattern], _INDEX[Question])
_ROW = _INDEX[Row]  # written in a shorter form, because a start reads many of them
_TUPLE, _DECIMAL = -1, -2
_FORMAT = 10  # of an entry
_MOST_BYTES = 64 * 1024 * 1024  # of an entry; that of the largest bank is far smaller
_DECODER = ("bank", "values", "")  # folders of the package that a decoded bank depends on
_GENERATOR = ("items", "items/forms")  # the folders that the number of its items also depends on


class Outline(NamedTuple):
    """What a list of banks says about one of them: it has the ids of the facts instead of the facts.

    `items` is how many items the bank has; None if they have not been counted yet, as all have to be made for that.
    """

    id: str
    title: str
    hash: str
    facts: tuple[str, ...]
    topics: tuple[str, ...]
    items: int | None = None


def outline_of(bank: Bank, items: int | None = None) -> Outline:
    """Return the outline of a decoded bank."""
    return Outline(bank.id, bank.title, bank.hash, tuple(bank.fact_ids()), tuple(bank.topics), items)


def cached_bank(folder: Path, path: Path, content: str) -> Bank | None:
    """Return the bank decoded from a file of this content, if it is cached.

    Never waits for something that is not a file.
    """
    found = _kept(folder, path, content)
    try:
        bank = unpack(json.loads(found[1])) if found else None
    except (ValueError, TypeError, KeyError, IndexError, RecursionError, ArithmeticError):
        return None
    return bank if isinstance(bank, Bank) and bank.hash == content else None


def cached_outline(folder: Path, path: Path, content: str) -> Outline | None:
    """Return the outline of the bank decoded from a file of this content, if it is cached; unpack nothing else."""
    found = _kept(folder, path, content)
    if found is None:
        return None
    try:
        id_, title, facts, topics, items, counted_by = json.loads(found[0])
        is_same = items is not None and counted_by == _counter()
        return Outline(id_, title, content, tuple(facts), tuple(topics), items if is_same else None)
    except (ValueError, TypeError, RecursionError):
        return None


def _kept(folder: Path, path: Path, content: str) -> tuple[bytes, bytes] | None:
    """Return both lines of an entry, if there is one for this content that is unchanged."""
    try:
        hash_, _, rest = read_regular(_entry(folder, path), _MOST_BYTES).partition(b"\n")
    except Unreadable:
        return None
    outline, _, packed = rest.partition(b"\n")
    return (outline, packed) if hash_ == _hash(content, rest) else None


def keep_bank(folder: Path, path: Path, bank: Bank, items: int | None = None) -> None:
    """Cache a decoded bank, readable only by its owner, and how many items it has, if that is known.

    If it cannot be cached, nothing is lost.
    """
    counted_by = "" if items is None else _counter()
    lines = ([bank.id, bank.title, list(bank.fact_ids()), bank.topics, items, counted_by], pack(bank))
    entry = b"\n".join(json.dumps(line, separators=(",", ":")).encode() for line in lines)
    temporary = folder / f".{os.urandom(8).hex()}.tmp"
    with suppress(OSError):
        make_private_folder(folder)
        fd = os.open(temporary, NEW_FLAGS, 0o600)
        try:
            with os.fdopen(fd, "wb") as file:
                file.write(_hash(bank.hash, entry) + b"\n" + entry)
            temporary.replace(_entry(folder, path))
        finally:
            temporary.unlink(missing_ok=True)


def _hash(content: str, entry: bytes) -> bytes:
    """Return the hash of an entry: of its content, the bank's content and the program that it is for."""
    return content_hash(b"\n".join((_program().encode(), content.encode(), entry))).encode()


@cache
def _program() -> str:
    """Return an identifier of how this program decodes: its version, and its files by size and time.

    The version number alone would stay the same while the program is being worked on.
    """
    return f"{quiz.__version__}/{_FORMAT}/{_written_at(_DECODER)}"


@cache
def _counter() -> str:
    """Return what identifies how this program counts."""
    return _written_at(_GENERATOR)


def _written_at(folders: Sequence[str]) -> str:
    """Return what identifies the state of some folders of the program: their modules by size and time."""
    package = Path(quiz.__file__).parent
    try:
        return str(sorted(stamp for name in folders for stamp in _stamps(package / name)))
    except OSError:  # a package in an archive, or one that is being replaced
        return ""


def _stamps(folder: Path) -> Iterator[tuple[str, int, int]]:
    """Yield the modules of a folder, with their sizes and the times when they were written."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(".py"):
                known = entry.stat()
                yield entry.name, known.st_size, known.st_mtime_ns


def _entry(folder: Path, path: Path) -> Path:
    return folder / f"{content_hash(os.fsencode(path.absolute()))[:32]}.json"


def pack(value: Any) -> Any:
    """Return a bank, or a part of one, as lists, texts and numbers."""
    index = _INDEX.get(type(value))
    if index == _ROW:
        cells = [cell[0].text if len(cell) == 1 and not cell[0].also else pack(cell) for cell in value.cells]
        return [_ROW, value.id, cells, *value.span]
    if index is not None:
        return [index, *map(pack, value)]
    if isinstance(value, tuple):
        return [_TUPLE, *map(pack, value)]
    if isinstance(value, Mapping):
        return {key: pack(item) for key, item in value.items()}
    return value if value is None or isinstance(value, str | int) else [_DECIMAL, str(value)]


def unpack(packed: Any) -> Any:
    """Return what was packed. Raises one of several errors if it is not what `pack` made."""
    if type(packed) is dict:
        return {key: unpack(item) for key, item in packed.items()}
    if type(packed) is not list:
        return packed
    kind = packed[0]
    if kind == _ROW:
        id_, cells, *span = packed[1:]
        found = tuple([(Value(cell),) if type(cell) is str else unpack(cell) for cell in cells])
        return Row(id_, found, SourceSpan(*span))
    if kind == _DECIMAL:
        from fractions import Fraction  # rare

        return exact(Fraction(packed[1]))
    # Most parts are texts and numbers, and most starts read thousands of them.
    values = [unpack(part) if type(part) is list or type(part) is dict else part for part in packed[1:]]
    if kind == _TUPLE:
        return tuple(values)
    made = _TYPES[kind](*values)
    if kind in _WITH_FORM and made.form not in FORMS:
        raise ValueError(made.form)
    return made
