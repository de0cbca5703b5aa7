"""Fixing bank files: the changes that are certain, shown as a diff or written."""

from collections.abc import Sequence
from difflib import unified_diff
from typing import NamedTuple

from quiz.app.errors import Exit, UserError
from quiz.bank.limits import MAX_BYTES
from quiz.bank.problems import Problem
from quiz.bank.reader import source_lines
from quiz.library.banks import BankFile
from quiz.library.files import Unreadable, Unwritable, read_regular, write_over
from quiz.lint.fixing import fix_bank
from quiz.text import quoted


class FixedFile(NamedTuple):
    """A bank file with its bytes before and after, and the problems that are fixed by that."""

    file: BankFile
    before: bytes
    after: bytes
    fixed: Sequence[Problem]


def fix_file(file: BankFile) -> FixedFile:
    """Return a bank file after the changes that are certain; one that cannot be read, or is not text, is unchanged."""
    try:
        before = read_regular(file.path, MAX_BYTES)
        before.decode()
    except (Unreadable, UnicodeDecodeError):
        return FixedFile(file, b"", b"", ())
    after, problems = fix_bank(before, file.name)
    return FixedFile(file, before, after, problems)


def write_fixed(one: FixedFile) -> None:
    """Write a file with its changes, whole or not at all.

    Raises `UserError` if that is not possible, or somebody has changed the file in the meantime.
    """
    try:
        if read_regular(one.file.path, MAX_BYTES) != one.before:
            help_ = "save it, and run the command again"
            raise UserError(Exit.STORAGE, f"{quoted(str(one.file.path))} was changed in the meantime", help_)
        write_over(one.file.path, one.after)
    except (Unreadable, Unwritable) as error:
        message = f"{quoted(str(one.file.path))} cannot be written: {error.reason}"
        raise UserError(Exit.STORAGE, message, "check who is allowed to write to it") from None


def diff(one: FixedFile) -> list[str]:
    """Return the changes of a file as lines of a unified diff."""
    name = str(one.file.path)
    before, after = source_lines(one.before), source_lines(one.after)
    return list(unified_diff(before, after, name, name, n=2, lineterm=""))
