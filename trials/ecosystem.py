"""What the rules find in real banks after a change that they did not find before, and what they no longer find."""

import io
import json
import subprocess
import sys
import tarfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from trials.driving import environment

__all__ = ["differences", "ecosystem", "findings"]

_ROOT = Path(__file__).resolve().parent.parent


class Found(NamedTuple):
    """A problem that was found in a bank; `place` is its file and line."""

    place: str
    code: str
    message: str


def ecosystem(folder: Path, commit: str) -> str:
    """Return, as a diff, what the program finds in a folder's banks now and what it found at a commit.

    Raises `subprocess.CalledProcessError` if there is no such commit.
    """
    with TemporaryDirectory() as before:
        archive = subprocess.run(["git", "archive", commit, "quiz"], cwd=_ROOT, check=True, capture_output=True).stdout
        with tarfile.open(fileobj=io.BytesIO(archive)) as packed:
            packed.extractall(before, filter="data")
        return "\n".join(
            [f"--- {commit}", "+++ now", *differences(findings(folder, Path(before)), findings(folder, _ROOT))]
        )


def findings(folder: Path, root: Path) -> list[Found]:
    """Return what the program in `root` finds in the banks of a folder.

    Raises `RuntimeError` if it checks none.
    """
    command = [sys.executable, "-m", "quiz", "bank", "check", "--json", str(folder.resolve())]
    with TemporaryDirectory() as home:
        env = {**environment(Path(home)), "PYTHONPATH": str(root)}
        done = subprocess.run(command, cwd=root, env=env, check=False, capture_output=True, text=True, encoding="utf-8")
    if not done.stdout.strip():
        raise RuntimeError(f"the check has failed: {done.stderr.strip()}")
    return [Found(f"{one['file']}:{one['line']}", one["code"], one["message"]) for one in json.loads(done.stdout)]


def differences(before: Sequence[Found], after: Sequence[Found]) -> Iterator[str]:
    """Yield a line with `-` for what is no longer found and with `+` for what is found now, then counts by code."""
    gone, come = Counter(before) - Counter(after), Counter(after) - Counter(before)
    signed = [*((one, "-") for one in gone.elements()), *((one, "+") for one in come.elements())]
    yield from (f"{sign}{one.place}: {one.code} {one.message}" for one, sign in sorted(signed))
    codes = Counter((one.code, sign) for one, sign in signed)
    for code in sorted({code for code, _ in codes}):
        yield f"{code}: {codes[code, '+']} found now, {codes[code, '-']} no more"
    yield f"{len(before) - gone.total()} as before"
