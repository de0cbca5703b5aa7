"""A disk that loses its power: the states that files may be in, by what was written and what was synced.

The model is the one that databases are written for. What was synced is there. Any part of what was written since may be
there: each write whole, not at all, or torn between two sectors, in any order. Names that were made, changed or removed
reach the disk in order, up to any point, but at least up to the last sync of their folder.
"""

from collections.abc import Iterable
from pathlib import Path
from random import Random

from trials.tracing import Event

__all__ = ["Disk", "write_files"]

_SECTOR = 512
_DROPPED, _TORN = 0.4, 0.2  # shares of the unsynced writes


class _File:
    """A file's synced content and the writes since."""

    def __init__(self) -> None:
        self.synced = b""
        self.pending: list[Event] = []

    def sync(self) -> None:
        """Make everything that was written durable."""
        self.synced = _written(self.synced, self.pending)
        self.pending = []

    def after_a_cut(self, draw: Random) -> bytes:
        """Return what may be found after the power was lost."""
        kept: list[Event] = []
        for event in self.pending:
            chance = draw.random()
            if chance < _DROPPED:
                continue
            kept += _torn(event, draw) if chance < _DROPPED + _TORN and event.kind == "write" else [event]
        return _written(self.synced, kept)


class Disk:
    """The files of a folder while a recorded run goes on."""

    def __init__(self) -> None:
        self._files: dict[str, _File] = {}  # as the running program sees them
        self._names = [dict(self._files)]  # as they may be found: after each change since the last sync of the folder

    def apply(self, event: Event) -> None:
        """Take the next step of the run."""
        file = self._files.get(event.path)
        if event.kind in ("create", "link", "unlink", "rename"):
            if event.kind == "create":
                self._files.setdefault(event.path, _File())
            if event.kind in ("link", "rename"):
                self._files[event.to] = self._files[event.path]
            if event.kind in ("unlink", "rename"):
                del self._files[event.path]
            self._names.append(dict(self._files))
        elif event.kind == "sync":
            if file:
                file.sync()
            else:  # a folder
                self._names = [dict(self._files)]
        elif event.kind in ("write", "truncate"):
            self._files[event.path].pending.append(event)

    def now(self) -> dict[str, bytes]:
        """Return the files as the running program sees them: name -> content."""
        return {name: _written(file.synced, file.pending) for name, file in self._files.items()}

    def after_a_cut(self, draw: Random) -> dict[str, bytes]:
        """Return the files that may be found after the power was lost: name -> content."""
        return {name: file.after_a_cut(draw) for name, file in draw.choice(self._names).items()}


def write_files(files: dict[str, bytes], old: str, new: Path) -> None:
    """Write the files that were below `old` below `new`."""
    for name, content in files.items():
        path = new / Path(name).relative_to(old)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _written(content: bytes, events: Iterable[Event]) -> bytes:
    found = bytearray(content)
    for event in events:
        if event.kind == "truncate":
            del found[event.at :]
            found.extend(bytes(max(0, event.at - len(found))))
        else:
            found.extend(bytes(max(0, event.at - len(found))))
            found[event.at : event.at + len(event.data)] = event.data
    return bytes(found)


def _torn(event: Event, draw: Random) -> list[Event]:
    """Return the sectors of a write that reached the disk."""
    sectors: list[Event] = []
    start, end = event.at, event.at + len(event.data)
    while start < end:
        stop = min(end, (start // _SECTOR + 1) * _SECTOR)
        if draw.random() < 0.5:
            sectors.append(Event("write", event.path, event.data[start - event.at : stop - event.at], start))
        start = stop
    return sectors
