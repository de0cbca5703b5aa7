"""Long output in a terminal, one screen at a time, through the user's pager."""

import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import chain
from pathlib import Path

from quiz.term.lines import Line
from quiz.term.shell import split_command
from quiz.term.sink import Sink


def show(sink: Sink, parts: Iterator[Sequence[Line]], *, paged: bool) -> None:
    """Write lines, through a pager if `paged` is set and there are more of them than fit on the screen.

    The pager is what `PAGER` names, or `less`, or `more`. Without one, or with an empty
    `PAGER`, the lines are simply written. Raises `OutputFailed`.
    """
    first: list[Line] = []
    if paged:
        height = sink.size()[1]
        for part in parts:
            first += part
            if len(first) >= height:
                break
        pager = _started() if len(first) >= height else None
        if pager is not None:
            _feed(pager, sink, chain([first], parts))
            return
    for part in chain([first], parts):
        if part:
            sink.lines(part)


def _started() -> "subprocess.Popen[bytes] | None":
    """Start the pager. It is run as a program with arguments, never through a shell."""
    try:
        named = os.environ.get("PAGER")
        # The `more` of Windows can show neither our colours nor all our letters.
        usual = [["less"], *([] if os.name == "nt" else [["more"]])]
        commands = usual if named is None else [split_command(named)]
    except ValueError:  # a quotation mark that is not closed
        return None
    for command in commands:
        program = shutil.which(command[0]) if command else None
        if program is None:
            continue
        # `less` should show our colours, leave a short text on the screen, and end right after it.
        more = ["-R"] if Path(program).stem == "less" else []
        env = {"LESS": "FX", **({"LESSCHARSET": "utf-8"} if os.name == "nt" else {}), **os.environ}
        with suppress(OSError):
            return subprocess.Popen([program, *command[1:], *more], stdin=subprocess.PIPE, env=env)  # noqa: S603 # the user's own choice
    return None


def _feed(pager: "subprocess.Popen[bytes]", sink: Sink, parts: Iterable[Sequence[Line]]) -> None:
    """Give lines to the pager until it ends, and wait for that."""
    assert pager.stdin is not None
    try:
        # Ctrl-C is for the pager; a pager that is left early takes no more lines.
        with suppress(OSError, KeyboardInterrupt):
            for part in parts:
                pager.stdin.write(sink.encoded(sink.styled(part) + "\n") if part else b"")
        while True:
            with suppress(KeyboardInterrupt):
                with suppress(OSError):
                    pager.stdin.close()
                pager.wait()
                return
    finally:
        if pager.poll() is None:  # the program is about to end
            pager.terminate()
            pager.wait()
