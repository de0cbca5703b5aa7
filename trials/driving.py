"""The real program in a process of its own, driven through pipes as by a player."""

import os
import re
import select
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import IO

__all__ = ["BANK", "PROMPT", "Driven", "environment", "make_home", "play_script"]

_ROOT = Path(__file__).parent.parent
_PATIENCE = 60.0  # seconds without a byte until the program counts as stuck

#: What the program writes when it waits for a line.
PROMPT = re.compile(rb"^Your answers?, 1 (?:to|or) \d+: ", re.MULTILINE)

#: Twelve facts, asked in two forms; every option is a different word.
BANK = """\
id: words
title: Words
tables:
  words:
    columns: [name, colour, size]
    rows:
{rows}
    questions:
      colour: {{ask: "Which colour has {{name}}?", answer: colour, why: "{{name}} has {{colour}}."}}
      size: {{ask: "How large is {{name}}?", answer: size, why: "{{name}} is {{size}}."}}
""".format(rows="\n".join(f"      - [name{i}, colour{i}, size{i}]" for i in range(12)))


def make_home(folder: Path) -> Path:
    """Make a folder for a player: an empty history, and one bank called `words`."""
    (folder / "banks").mkdir(parents=True, exist_ok=True)
    (folder / "banks" / "words.yaml").write_text(BANK, encoding="utf-8")
    return folder


def environment(home: Path) -> dict[str, str]:
    """Return an environment with nothing of the caller's except where programs are."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(_ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",  # a compiled module that a full disk cuts off would stop every later start
        "QUIZ_DATA_DIR": str(home / "data"),
        "QUIZ_BANK_DIR": str(home / "banks"),
    }


class Driven:
    """A running program. `said` is everything that it has written so far."""

    def __init__(self, home: Path, args: Sequence[str], before: Sequence[str] = ()) -> None:
        self.said = b""
        self._heard = 0
        self.complaint = b""
        self.process = subprocess.Popen(
            [*before, sys.executable, "-m", "quiz", *args],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment(home),
            cwd=home,
        )

    def _pipe(self, pipe: IO[bytes] | None) -> IO[bytes]:
        assert pipe is not None
        return pipe

    def hear(self, seconds: float = _PATIENCE) -> str | None:
        """Return what it says up to the next prompt, or to its end; None if it stays silent for too long."""
        out = self._pipe(self.process.stdout)
        while not (found := PROMPT.search(self.said, self._heard)):
            if not select.select([out], [], [], seconds)[0]:
                return None
            new = os.read(out.fileno(), 65536)
            if not new:
                break
            self.said += new
        start, self._heard = self._heard, found.end() if found else len(self.said)
        return self.said[start : self._heard].decode()

    def say(self, line: str) -> None:
        """Type a line. Raises BrokenPipeError if the program has ended."""
        into = self._pipe(self.process.stdin)
        into.write(line.encode() + b"\n")
        into.flush()

    def forget(self) -> None:
        """Forget what was heard, because a long dialogue would fill the memory."""
        self.said = self.said[self._heard :]
        self._heard = 0

    def kill(self) -> str:
        """Kill it. Returns what it had written, read or not, since the last prompt that was heard."""
        self.process.kill()
        return self.end()

    def end(self) -> str:
        """Wait for its end. Returns what it wrote since the last prompt that was heard."""
        out, self.complaint = self.process.communicate(timeout=_PATIENCE)
        self.said += out
        start, self._heard = self._heard, len(self.said)
        return self.said[start:].decode()


def play_script(program: Driven, script: Sequence[str]) -> list[str]:
    """Type the lines of a script, one at each prompt, then end the input. Returns what was said before each."""
    said = []
    for line in script:
        text = program.hear()
        said.append(text or "")
        if text is None or program.process.poll() is not None:
            break
        try:
            program.say(line)
        except BrokenPipeError:
            break
    said.append(program.end())
    return said
