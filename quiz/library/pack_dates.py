"""The dates of the packs that banks were added from, by the hash of each bank: which of two versions is the later one.

Only the wording of messages depends on it. If it cannot be read or written, versions have no dates.
"""

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from quiz.library.files import Unreadable, Unwritable, read_regular, write_new, write_over

_NAME = ".packs.json"  # in the folder of the player's own banks
_MOST_BYTES = 1024 * 1024
_MOST = 2_000  # banks; the oldest entries go


def pack_dates(folder: Path) -> Mapping[str, str]:
    """Return hash of a bank -> date of its pack, such as 2026-11-30, as it was saved in a folder of banks."""
    try:
        found = json.loads(read_regular(folder / _NAME, _MOST_BYTES))
    except (Unreadable, ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {hash_: date for hash_, date in found.items() if isinstance(date, str) and len(date) == len("2026-11-30")}


def keep_pack_date(folder: Path, hashes: Iterable[str], date: str) -> None:
    """Save the date of the pack of some banks in a folder of banks."""
    kept = {**pack_dates(folder), **dict.fromkeys(hashes, date)}
    data = json.dumps(dict(list(kept.items())[-_MOST:]), indent=0).encode()
    path = folder / _NAME
    with suppress(Unwritable):
        (write_over if path.is_file() else write_new)(path, data)
