"""Running the program under strace: what it writes and syncs, and faults at its system calls."""

import re
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from trials.driving import Driven, play_script

__all__ = ["CHANGING", "WRITES", "Event", "count_calls", "injecting", "record", "why_not"]

#: System calls by which a file changes or lasts.
WRITES = ("pwrite64", "write", "fsync", "fdatasync", "ftruncate")
#: Those by which anything on the disk changes, or is locked.
CHANGING = (*WRITES, "openat", "close", "link", "unlink", "rename", "mkdir", "fcntl")

_HEX = r"((?:\\x[0-9a-f]{2})*)"
_LINE = re.compile(rf"^\d+ +(\w+)\((?:(\d+)<{_HEX}>)?")
_OPEN = re.compile(rf'^\d+ +openat\([^,]*, "{_HEX}", ([A-Z_|]+)[^)]*\) = (\d+)<')
_PWRITE = re.compile(rf'"{_HEX}", \d+, (\d+)\) = (\d+)$')
_WRITE = re.compile(rf'"{_HEX}", \d+\) = (\d+)$')
_TRUNCATE = re.compile(r", (\d+)\) = 0$")
_PATHS = re.compile(rf'"{_HEX}"')


class Event(NamedTuple):
    """A step: `create`, `write`, `truncate`, `sync`, `link`, `unlink`, `rename`, or `told` (shown to the player)."""

    kind: str
    path: str = ""
    data: bytes = b""
    at: int = 0  # where data is written, or the size that is left
    to: str = ""  # the new name


def why_not() -> str:
    """Return why system calls cannot be traced here; nothing if they can."""
    strace = shutil.which("strace")
    if strace is None:
        return "strace is not installed"
    done = subprocess.run([strace, "-o", "/dev/null", "true"], capture_output=True, check=False)
    return "" if done.returncode == 0 else "strace may not trace here"


def injecting(call: str, fault: str, when: str) -> list[str]:
    """Return what to put before a command to get a fault (`signal=KILL`, `error=EIO`) at the nth call of a name."""
    return [
        *("strace", "-f", "-qq", "-o", "/dev/null"),
        *("-e", f"trace={call}", "-e", f"inject={call}:{fault}:when={when}"),
    ]


def count_calls(home: Path, calls: Sequence[str], script: Sequence[str], args: Sequence[str]) -> Mapping[str, range]:
    """Run a script and count its calls by name; also those from the moment when the history is first touched."""
    lines = _traced(home, calls, script, args)
    history = "".join(f"\\x{byte:02x}" for byte in b"/data/")
    first = next(i for i, line in enumerate(lines) if history in line)
    names = [line.split()[1].partition("(")[0] for line in lines]
    before, all_ = Counter(names[:first]), Counter(names)
    return {name: range(before[name] + 1, all_[name] + 1) for name in calls}


def record(home: Path, script: Sequence[str], args: Sequence[str]) -> list[Event]:
    """Run a script and return what happened to the files below `data`, and what was shown, in order."""
    lines = _traced(home, [*WRITES, "openat", "link", "unlink", "rename"], script, args)
    return list(_events(lines, f"{home}/data"))


def _traced(home: Path, calls: Sequence[str], script: Sequence[str], args: Sequence[str]) -> list[str]:
    with tempfile.NamedTemporaryFile("r") as log:
        before = ["strace", "-f", "-y", "-xx", "-s", "1000000", "-o", log.name, "-e", f"trace={','.join(calls)}"]
        program = Driven(home, args, before)
        play_script(program, script)
        if program.process.returncode:
            raise RuntimeError(program.complaint.decode())
        return [line for line in log.read().splitlines() if "(" in line and "+++" not in line]


def _events(lines: Sequence[str], folder: str) -> Iterator[Event]:
    places: dict[str, int] = {}  # descriptor -> where the next plain write goes
    for line in lines:
        head = _LINE.match(line)
        if not head or re.search(r"= -1 |= \?", line):
            continue
        call, descriptor, path = head[1], head[2], _text(head[3] or "")
        if opened := _OPEN.match(line):
            name = _text(opened[1])
            places[opened[3]] = 0
            if name.startswith(folder) and "O_CREAT" in opened[2]:
                yield Event("create", name)
            if name.startswith(folder) and "O_TRUNC" in opened[2]:
                yield Event("truncate", name)
        elif call == "write" and descriptor == "1" and (written := _WRITE.search(line)):
            yield Event("told", data=_bytes(written[1]))
        elif call in ("link", "unlink", "rename"):
            names = [_text(name) for name in _PATHS.findall(line)]
            if names[0].startswith(folder):
                yield Event(call, names[0], to=names[-1])
        elif path.startswith(folder):
            if call == "pwrite64" and (written := _PWRITE.search(line)):
                yield Event("write", path, _bytes(written[1])[: int(written[3])], int(written[2]))
            elif call == "write" and (written := _WRITE.search(line)):
                yield Event("write", path, _bytes(written[1])[: int(written[2])], places.get(descriptor, 0))
                places[descriptor] = places.get(descriptor, 0) + int(written[2])
            elif call in ("fsync", "fdatasync"):
                yield Event("sync", path)
            elif call == "ftruncate" and (cut := _TRUNCATE.search(line)):
                yield Event("truncate", path, at=int(cut[1]))


def _bytes(escaped: str) -> bytes:
    return bytes.fromhex(escaped.replace("\\x", ""))


def _text(escaped: str) -> str:
    return _bytes(escaped).decode()
