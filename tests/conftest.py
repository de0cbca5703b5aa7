"""Run the program as its users do: in a process of its own, through pipes."""

import atexit
import json
import os
import re
import select
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, Union
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, settings

from quiz.history.log import History
from quiz.history.records import Attempt, RoundRow
from tests.fork_server import ForkServer, Piped


def _refuse() -> None:
    raise AssertionError("a test forks its worker, whose memory is large: use subprocess, or trials.forked")


# An error here cannot stop the fork, but it becomes a warning, and a warning fails the test.
os.register_at_fork(before=_refuse)

# A test passes or fails by what it tests, not by how long it takes on a busy machine, nor by what is drawn.
settings.register_profile("same", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("same")

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 120  # seconds until a process counts as hanging
#: Runs the program. Another interpreter has other versions of its dependencies.
PYTHON = os.environ.get("TEST_PYTHON", sys.executable)


def pytest_xdist_auto_num_workers() -> int:
    """Return how many processes run the tests: one more than there are processors, as terminal tests wait a lot."""
    return 1 + (len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)


#: Its facts have no cards, as most tests are about questions; the fixture `with_cards` turns them on.
COLORS = """\
format: 1
id: colors
title: "Colors: basics"
source: The painter's handbook
tables:
  mixes:
    topic: Mixing
    rows:
      green: {color: green, parts: blue and yellow}
      orange: {color: orange, parts: red and yellow}
      purple: {color: purple, parts: red and blue}
      gray: {color: gray, parts: black and white}
      brown: {color: brown, parts: red and green}
    questions:
      what: {ask: "What do {parts} give?", answer: color, why: "{parts} give {color}.", hint: "Think of {parts}."}
questions:
  warm:
    topic: Warmth
    ask: Which of these are warm? Choose all.
    answer: [red, yellow]
    choose: all
    wrong: [blue, green]
    why: Red and yellow are warm.
cards: false
"""
#: A bank of one table and one pattern.
PETS = """\
id: pets
title: Pets
source: A vet
tables:
  pets:
    rows:
      rex: {name: Rex, kind: dog}
      tom: {name: Tom, kind: cat}
      joe: {name: Joe, kind: parrot}
      kim: {name: Kim, kind: horse}
    questions:
      what: {ask: "What is {name}?", answer: kind, why: "{name} is a {kind}."}
"""
#: A bank of claims.
CLAIMS = """\
format: 1
id: claims
title: Claims
tables:
  moons:
    topic: Moons
    rows: [{moon: Titan, planet: Saturn}, {moon: Triton, planet: Neptune}, {moon: Io, planet: Jupiter}]
    questions:
      round: {claim: "{moon} goes round {planet}.", swap: planet}
cards: false
"""

#: The right answers to the questions of COLORS, by stem.
KEYS = {
    "What do blue and yellow give?": ["green"],
    "What do red and yellow give?": ["orange"],
    "What do red and blue give?": ["purple"],
    "What do black and white give?": ["gray"],
    "What do red and green give?": ["brown"],
    "Which of these are warm? Choose all.": ["red", "yellow"],
}
#: Questions in which every option gets a place; FAR and BODIES have the answers.
PLACES = """\
id: places
title: Places
source: A handbook
tables:
  planets:
    topic: In order
    columns: [name, far]
    rows: [[Mercury, 58], [Venus, 108], [Earth, 150], [Mars, 228], [Jupiter, 778]]
    questions:
      far: {ask: "Put these in order, nearest first.", answer: name, order: far, why: "{name}: {far} million km."}
  leaders:
    topic: In pairs
    columns: [name, body]
    rows: [[Jens Stoltenberg, NATO], [Ursula von der Leyen, the Commission], [Charles Michel, the Council]]
    questions:
      bodies: {ask: "Match each person to the body.", answer: body, match: name, why: "{name} headed {body}."}
cards: false
"""
FAR = ["Mercury", "Venus", "Earth", "Mars", "Jupiter"]
BODIES = {"Jens Stoltenberg": "NATO", "Ursula von der Leyen": "the Commission", "Charles Michel": "the Council"}
LONGEST_ROUND = 60  # prompts until a round counts as endless


Process = Union["subprocess.Popen[bytes]", Piped]


@cache
def forks() -> ForkServer:
    """Return the process from which runs of the program are forked; each worker has one for all its tests."""
    server = ForkServer()
    atexit.register(server.stop)
    return server


class Done(NamedTuple):
    """A finished run."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        """Return the output as data, after a run without errors."""
        assert (0, "") == (self.code, self.err)
        return json.loads(self.out)


class Conversation:
    """A round through pipes, one prompt at a time."""

    def __init__(self, process: "Process") -> None:
        self.process = process
        self._ahead = b""

    def hear(
        self, until: str = r"Your (answers?,|order of the numbers) 1 (to|or|and) \d+: |Your numbers for [A-I, and]+: "
    ) -> str:
        """Return what is written up to and including the next prompt (or another awaited text), or to the end."""
        assert self.process.stdout is not None
        while not (found := re.search(until.encode(), self._ahead)):
            ready, _, _ = select.select([self.process.stdout], [], [], PATIENCE)
            assert ready, f"silent after {self._ahead!r}"
            new = os.read(self.process.stdout.fileno(), 65536)
            if not new:
                break
            self._ahead += new
        end = found.end() if found else len(self._ahead)
        heard, self._ahead = self._ahead[:end], self._ahead[end:]
        return heard.decode()

    def say(self, line: str) -> None:
        """Send a line."""
        assert self.process.stdin is not None
        self.process.stdin.write(line.encode() + b"\n")
        self.process.stdin.flush()

    def end(self) -> int:
        """Return the exit code."""
        return self.process.wait(PATIENCE)


class Program:
    """The program with a history and banks of its own in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.banks = folder / "banks"
        self.data = folder / "data"
        self.history_file = self.data / "history.db"
        self.banks.mkdir()
        self.start = ["-m", "quiz"]
        self._where_and_when: dict[str, str] = {}
        #: Whether its processes are forked; tests of the start itself turn this off.
        self.forks = hasattr(os, "pidfd_open") and PYTHON == sys.executable
        self._running: list[Process] = []

    def env(self, more: Mapping[str, str] | None = None) -> dict[str, str]:
        """Return an environment with nothing of the caller's but the path of programs."""
        return {
            "PATH": os.environ.get("PATH", os.defpath),
            "HOME": str(self.folder),
            "LANG": "C.UTF-8",
            "PYTHONUTF8": "1",
            "PYTHONPATH": str(ROOT),
            "QUIZ_DATA_DIR": str(self.data),
            "QUIZ_BANK_DIR": str(self.banks),
            "QUIZ_TYPEAHEAD": "1",
            "TEST_CLOCK": str(self.folder / "clock"),
            **self._where_and_when,
            **(more or {}),
        }

    def clock(self, seconds: float) -> None:
        """Set the clock that measures answers to a time; it stays there until it is set again."""
        new = self.folder / "clock.new"
        new.write_text(str(round(seconds * 1000)), encoding="ascii")
        new.replace(self.folder / "clock")
        self.start = [str(ROOT / "tests" / "clocked.py")]

    def lack(self, *libraries: str) -> None:
        """Let the program run as if some libraries were not installed."""
        missing = f"import sys; sys.modules.update(dict.fromkeys({libraries}))"
        self.start, self.forks = ["-c", f"{missing}\nfrom quiz.__main__ import main\nmain()"], False

    def be(self, zone: str, local: str) -> None:
        """Let the program run in a time zone, with its clock stopped at a local time in ISO 8601."""
        now = datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(zone))
        self._where_and_when = {"TZ": zone, "TEST_NOW": str(round(now.timestamp() * 1000))}
        self.start = [str(ROOT / "tests" / "clocked.py")]

    def bank(self, name: str, text: str) -> Path:
        """Write a bank of the player's own."""
        path = self.banks / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def run(self, *args: str, typed: str = "", env: Mapping[str, str] | None = None) -> Done:
        """Run the program to its end, with `typed` on its standard input."""
        process = self._started(args, env)
        self._running.append(process)
        out, err = process.communicate(typed.encode(), timeout=PATIENCE)
        return Done(process.wait(PATIENCE), out.decode(), err.decode())

    def shell(self, line: str, env: Mapping[str, str] | None = None) -> Done:
        """Run a line of bash in which `quiz` is the program."""
        script = f'set -o pipefail; quiz() {{ "{PYTHON}" -m quiz "$@"; }}; {line}'
        done = subprocess.run(
            ["bash", "-c", script],  # found on the path, on purpose
            check=False,
            capture_output=True,
            env=self.env(env),
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            timeout=PATIENCE,
        )
        return Done(done.returncode, done.stdout.decode(), done.stderr.decode())

    def talk(self, *args: str) -> Conversation:
        """Start the program for a conversation."""
        process = self._started(args)
        self._running.append(process)
        return Conversation(process)

    def is_forked(self, env: Mapping[str, str] | None) -> bool:
        """Return whether its process is forked: not if a test sets variables that Python itself reads."""
        return self.forks and not any(name.startswith(("PYTHON", "LANG", "LC_")) for name in env or ())

    def _started(self, args: Sequence[str], env: Mapping[str, str] | None = None) -> "Process":
        """Start the program."""
        if self.is_forked(env):
            return forks().start([*self.start, *args], self.env(env), self.folder)
        return subprocess.Popen(
            [PYTHON, *self.start, *args],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=self.env(env),
            cwd=self.folder,
        )

    def stop(self) -> None:
        """End what is still running."""
        for process in self._running:
            process.kill()
            process.communicate(timeout=PATIENCE)

    def play(self, *args: str, answers: Sequence[str] = ()) -> str:
        """Play a round of COLORS to its end: `answers` first, then right ones. Returns everything the program said."""
        return self.play_command("play", *args, answers=answers)

    def play_command(self, *args: str, answers: Sequence[str] = ()) -> str:
        """Do the same with a command other than `play`."""
        talk = self.talk(*args)
        said = heard = talk.hear()
        waiting = list(answers)
        for _ in range(LONGEST_ROUND):
            if "What now?" in heard:
                break
            talk.say(waiting.pop(0) if waiting else right_answer(heard))
            heard = talk.hear()
            said += heard
        talk.say("q")
        said += talk.hear()
        assert 0 == talk.end()
        return said

    def rounds(self) -> list[RoundRow]:
        """Return the rounds of the history, the latest first."""
        history = History.open(self.history_file, write=False)
        if history is None:
            return []
        with closing(history):
            return history.rounds()

    def attempts(self, round_id: str = "") -> list[Attempt]:
        """Return the answers of a round, the latest if none is named."""
        history = History.open(self.history_file, write=False)
        assert history is not None
        with closing(history):
            return history.attempts(round_id or history.rounds()[0].id)


def right_answer(heard: str) -> str:
    """Return what to type after a question of COLORS."""
    stem = next(line for line in reversed(heard.splitlines()) if line in KEYS)
    options = re.findall(r"^(\d+)\. (.+)$", heard[heard.rindex(stem) :], re.MULTILINE)
    return " ".join(number for number, text in options if text in KEYS[stem])


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Program]:
    """Return the program with an empty history and only the banks that ship."""
    found = Program(tmp_path)
    yield found
    found.stop()


@pytest.fixture
def places(program: Program) -> Program:
    """Return the program with a bank of orders and matches."""
    program.bank("places", PLACES)
    return program


@pytest.fixture
def with_cards(program: Program) -> Program:
    """Return the program with the bank of `colors`, whose new facts are shown on cards."""
    program.bank("colors", COLORS.replace("cards: false\n", ""))
    return program


@pytest.fixture
def colors(program: Program) -> Program:
    """Return the program with one small bank."""
    program.bank("colors", COLORS)
    return program
