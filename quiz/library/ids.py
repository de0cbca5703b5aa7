"""Which bank files have one id: what players answer is kept under it, so it would count for each of them."""

import os
from collections.abc import Iterable, Mapping, Sequence

from quiz.bank.limits import MAX_BYTES
from quiz.digest import content_hash
from quiz.library.banks import BankFile
from quiz.library.files import Unreadable, read_regular
from quiz.text import slug


def shared_ids(files: Iterable[BankFile]) -> Mapping[str, Sequence[BankFile]]:
    """Return id -> the files that have it, of ids that different banks have. Files that cannot be read are left out.

    A copy of a bank is the same bank. The id is looked for at the start of a line: to decode every
    bank would take too long before a round.
    """
    found: dict[str, dict[str, BankFile]] = {}
    for file in {os.path.realpath(file.path): file for file in files}.values():
        try:
            data = read_regular(file.path, MAX_BYTES)
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
