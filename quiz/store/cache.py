"""Decoded banks, kept so that the next start need not read YAML again.

Derived and disposable: an entry counts only for the very bytes it was made from, by the
same version of the program, and anything odd about it means that the bank is decoded
again. Entries are JSON, which cannot run or crash anything.
"""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import quiz
from quiz.bank.model import Allowed, Bank, Confusion, Form, Pattern, Question, Row, Table, Value, Wrong
from quiz.bank.place import Place
from quiz.bank.template import Slot, Template
from quiz.digest import content_hash
from quiz.store.platform import make_private_folder
from quiz.text import number

__all__ = ["cached_bank", "keep_bank", "pack", "unpack"]

#: The types of a bank; an entry names them by their place here.
_TYPES: tuple[Any, ...] = (Bank, Table, Row, Value, Pattern, Question, Wrong, Template, Slot, Place, Allowed, Confusion)
_INDEX = {type_: i for i, type_ in enumerate(_TYPES)}
_ROW = _INDEX[Row]  # written shorter than by its parts: a start reads many of them
_TUPLE, _DECIMAL = -1, -2
_FORMAT = f"{quiz.__version__}/5"


def cached_bank(folder: Path, path: Path, content: str) -> Bank | None:
    """Return the bank decoded from a file of this content, if it is kept."""
    try:
        made_by, made_from, packed = json.loads(_entry(folder, path).read_bytes())
        if (made_by, made_from) != (_FORMAT, content):
            return None
        bank = unpack(packed)
    except (OSError, ValueError, TypeError, KeyError, IndexError, RecursionError, ArithmeticError):
        return None
    return bank if isinstance(bank, Bank) and bank.hash == content else None


def keep_bank(folder: Path, path: Path, bank: Bank) -> None:
    """Keep a decoded bank. Where it cannot be kept, nothing is lost."""
    entry = _entry(folder, path)
    temporary = entry.with_suffix(f".{os.getpid()}")
    try:
        make_private_folder(folder)
        temporary.write_text(json.dumps([_FORMAT, bank.hash, pack(bank)], separators=(",", ":")), encoding="utf-8")
        temporary.replace(entry)
    except OSError:
        return


def _entry(folder: Path, path: Path) -> Path:
    return folder / f"{content_hash(os.fsencode(path.absolute()))[:32]}.json"


def pack(value: Any) -> Any:
    """Return a bank, or a part of one, as lists, texts and numbers."""
    index = _INDEX.get(type(value))
    if index == _ROW:
        cells = [cell[0].text if len(cell) == 1 and not cell[0].also else pack(cell) for cell in value.cells]
        return [_ROW, value.id, cells, *value.place]
    if index is not None:
        return [index, *map(pack, value)]
    if isinstance(value, tuple):
        return [_TUPLE, *map(pack, value)]
    if isinstance(value, Mapping):
        return {key: pack(item) for key, item in value.items()}
    return value if value is None or isinstance(value, str | int) else [_DECIMAL, str(value)]


def unpack(packed: Any) -> Any:
    """Return what was packed. Raises one of several errors where it is not what `pack` made."""
    if type(packed) is dict:
        return {key: unpack(item) for key, item in packed.items()}
    if type(packed) is not list:
        return packed
    kind = packed[0]
    if kind == _ROW:
        id_, cells, *place = packed[1:]
        found = tuple([(Value(cell),) if type(cell) is str else unpack(cell) for cell in cells])
        return Row(id_, found, Place(*place))
    if kind == _DECIMAL:
        return number(packed[1])
    # Most parts are texts and numbers, and most starts read thousands of them.
    values = [unpack(part) if type(part) is list or type(part) is dict else part for part in packed[1:]]
    if kind == _TUPLE:
        return tuple(values)
    made = _TYPES[kind](*values)
    return made._replace(form=Form(made.form)) if kind == _INDEX[Pattern] else made
