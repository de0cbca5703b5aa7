"""Start the program without importing it: fork it from a small process that has imported it.

Most of a command's time goes into importing its modules, and the tests run thousands of commands. A forked process has
its own streams, arguments, environment and folder, and ends as any Python process does. Tests of the start itself, of a
terminal, or of what the interpreter reads from its environment run the interpreter.

The server is a script: `python fork_server.py SOCKET`, the number of a file descriptor.
"""

import atexit
import fcntl
import gc
import importlib
import json
import os
import pkgutil
import runpy
import select
import signal
import socket
import subprocess
import sys
import termios
import time
import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, NoReturn

ROOT = Path(__file__).resolve().parents[1]
_LONGEST = 1 << 16  # bytes of a request
_STREAMS = (("r", "surrogateescape"), ("w", "surrogateescape"), ("w", "backslashreplace"))  # as in the UTF-8 mode


class Forked:
    """A process of the program, and the connection that reports its end."""

    def __init__(self, pid: int, status: int) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self.status = status

    def wait(self, timeout: float | None = None) -> int:
        """Return the exit code, negative after a signal. Raises `subprocess.TimeoutExpired`."""
        if self.returncode is None:
            if not select.select([self.status], [], [], timeout)[0]:
                raise subprocess.TimeoutExpired("quiz", timeout or 0)
            self.returncode = os.waitstatus_to_exitcode(int(os.read(self.status, 32)))
            os.close(self.status)
        return self.returncode

    def send_signal(self, number: int) -> None:
        """Send it a signal, unless it has ended."""
        if self.returncode is None and not select.select([self.status], [], [], 0)[0]:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """End it at once, whatever it is doing."""
        self.send_signal(signal.SIGKILL)


class Piped(Forked):
    """A process with pipes to its streams, as `subprocess.Popen` has them."""

    def __init__(self, pid: int, status: int, pipes: Sequence[int]) -> None:
        super().__init__(pid, status)
        self.stdin: IO[bytes] = os.fdopen(pipes[0], "wb")
        self.stdout: IO[bytes] = os.fdopen(pipes[1], "rb")
        self.stderr: IO[bytes] = os.fdopen(pipes[2], "rb")

    def communicate(self, typed: bytes = b"", timeout: float = 60) -> tuple[bytes, bytes]:
        """Send what is typed, and return everything written until the end. Raises `subprocess.TimeoutExpired`."""
        if self.stdout.closed:
            return b"", b""
        until = time.monotonic() + timeout
        found: dict[IO[bytes], bytes] = {self.stdout: b"", self.stderr: b""}
        reading, writing = [self.stdout, self.stderr], [self.stdin]
        while reading or writing:
            readable, writable, _ = select.select(reading, writing, [], max(0, until - time.monotonic()))
            if not readable and not writable:
                raise subprocess.TimeoutExpired("quiz", timeout)
            for stream in readable:
                new = os.read(stream.fileno(), _LONGEST)
                found[stream] += new
                if not new:
                    reading.remove(stream)
            if writable:
                typed = self._send(typed)
                if not typed:
                    self.stdin.close()
                    writing = []
        self.wait(timeout)
        self._close()
        return found[self.stdout], found[self.stderr]

    def _send(self, typed: bytes) -> bytes:
        """Send some of what is typed; return the rest, which is empty if nobody reads any more."""
        try:
            return typed[os.write(self.stdin.fileno(), typed[: select.PIPE_BUF]) :] if typed else b""
        except BrokenPipeError:
            return b""

    def _close(self) -> None:
        """Close the pipes; anything unsent is dropped."""
        for stream in (self.stdin, self.stdout, self.stderr):
            try:
                stream.close()
            except BrokenPipeError:
                continue


class ForkServer:
    """The small process, and the connection to it."""

    def __init__(self) -> None:
        self._socket, theirs = socket.socketpair()
        command = [sys.executable, __file__, str(theirs.fileno())]
        env = {"PATH": os.environ.get("PATH", os.defpath), "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
        self._process = subprocess.Popen(command, env=env, pass_fds=[theirs.fileno()])
        theirs.close()

    def start(self, args: Sequence[str], env: Mapping[str, str], folder: Path) -> Piped:
        """Start the program: `args` are the interpreter's, `-m quiz ...` or a script with its own arguments."""
        pairs = [os.pipe() for _ in range(3)]
        theirs = [pairs[0][0], pairs[1][1], pairs[2][1]]
        forked = self._fork(args, env, folder, theirs)
        for number in theirs:
            os.close(number)
        return Piped(forked.pid, forked.status, [pairs[0][1], pairs[1][0], pairs[2][0]])

    def start_in_terminal(self, args: Sequence[str], env: Mapping[str, str], folder: Path, terminal: int) -> Forked:
        """Start the program in a session of its own, controlled by a terminal."""
        return self._fork(args, env, folder, [terminal] * 3)

    def _fork(self, args: Sequence[str], env: Mapping[str, str], folder: Path, streams: Sequence[int]) -> Forked:
        status, theirs = os.pipe()
        request = json.dumps([list(args), dict(env), str(folder)]).encode()
        socket.send_fds(self._socket, [request], [*streams, theirs])
        os.close(theirs)
        return Forked(int(self._socket.recv(32)), status)

    def stop(self) -> None:
        """End the small process."""
        self._socket.close()
        self._process.wait(10)


def _serve(requests: socket.socket) -> None:
    """Fork for each request until no more can come, and report each end. Returns only in a forked process."""
    running: dict[int, tuple[int, int]] = {}  # the descriptor of a process -> its id, and where its end is reported
    while True:
        for ready in select.select([requests.fileno(), *running], [], [])[0]:
            if ready in running:
                pid, status = running.pop(ready)
                os.write(status, str(os.waitpid(pid, 0)[1]).encode())
                os.close(status)
                os.close(ready)
                continue
            request, numbers, _, _ = socket.recv_fds(requests, _LONGEST, 4)
            if not request:
                return
            pid = os.fork()
            if not pid:
                requests.detach()
                _run(numbers[:3], *json.loads(request))
            for number in numbers[:3]:
                os.close(number)
            running[os.pidfd_open(pid)] = pid, numbers[3]
            requests.sendall(str(pid).encode())


def _run(streams: Sequence[int], args: Sequence[str], env: Mapping[str, str], folder: str) -> NoReturn:
    """Run the program in this process, and end as it does."""
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
    os.closerange(3, 256)
    if os.isatty(0):
        os.setsid()
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    sys.stdin, sys.stdout, sys.stderr = (
        os.fdopen(number, mode, encoding="utf-8", errors=errors) for number, (mode, errors) in enumerate(_STREAMS)
    )
    os.environ.clear()
    os.environ.update(env)
    os.chdir(folder)
    time.tzset()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    code = 1
    try:
        sys.argv = list(args[args[0] == "-m" :])
        if args[0] == "-m":
            runpy.run_module(args[1], run_name="__main__", alter_sys=True)
        else:
            runpy.run_path(args[0], run_name="__main__")
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:  # noqa: BLE001 # as Python does at the end of a program
        traceback.print_exc()
    _leave(code)


def _leave(code: int) -> NoReturn:
    """End as Python does, but without taking apart the imported modules, which would copy them first."""
    atexit._run_exitfuncs()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        code = 120
    os._exit(code)


def _import_all() -> None:
    """Import the program except its command line, which reads its arguments when it is imported."""
    import quiz

    for module in pkgutil.walk_packages(quiz.__path__, "quiz."):
        if not module.name.startswith(("quiz.cli", "quiz.__main__", "quiz.term.windows")):
            importlib.import_module(module.name)
    for name in ("typer", "prompt_toolkit", "questionary", "yaml", "sqlite3"):
        importlib.import_module(name)
    # A garbage collection would write to all imported objects, and each forked process would copy them.
    gc.collect()
    gc.freeze()


if __name__ == "__main__":
    _import_all()
    _serve(socket.socket(fileno=int(sys.argv[1])))
