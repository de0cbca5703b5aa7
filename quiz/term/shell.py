"""Commands for the user's shell: quoted if they are shown to be typed, and split if a variable holds one."""

import os
import re
import shlex

#: Characters that cmd.exe passes to a program as they are, without quotation marks.
_HARMLESS = re.compile(r"[\w.:\\/+@-]+")


def as_argument(text: str) -> str:
    """Return a text as one argument of a command, to be typed in the shell of this machine.

    For cmd.exe and PowerShell, it is in double quotation marks, which no file name can contain there.
    """
    if os.name != "nt":
        return shlex.quote(text)
    return text if _HARMLESS.fullmatch(text) else f'"{text}"'


def split_command(text: str) -> list[str]:
    """Return a command that a variable holds as a program and its arguments. Raises ValueError.

    On Windows a backslash is part of a path.
    """
    if os.name != "nt":
        return shlex.split(text)
    return [part.strip('"') for part in shlex.split(text, posix=False)]
