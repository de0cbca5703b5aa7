"""Loading banks for a command, and saying what is wrong with them."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from quiz.app.errors import Exit, fail
from quiz.items.sources import Fact, bank_facts
from quiz.library.banks import BankFile, Loaded, NotFound, find, list_banks, load_to_play
from quiz.library.paths import bank_folder, cache_folder, shipped_banks
from quiz.term.sink import stderr_sink
from quiz.ui.words import listed

if TYPE_CHECKING:
    from quiz.bank.problems import Problem


def folders() -> list[Path]:
    """Return where banks are looked for: those that ship, then the player's own."""
    return [shipped_banks(), bank_folder()]


def all_banks() -> list[BankFile]:
    """Return every bank file that is found by name."""
    return list_banks(folders())


def find_or_fail(names: Sequence[str]) -> list[BankFile]:
    """Return the banks that the names stand for, each once; end the command where there is none."""
    found: dict[str, BankFile] = {}
    for name in names:
        try:
            for file in find(name, folders()):
                found.setdefault(os.path.realpath(file.path), file)
        except NotFound as error:
            fail(Exit.USAGE, error.message, error.help)
    return list(found.values())


def are_found(names: Sequence[str]) -> bool:
    """Tell whether every name stands for banks."""
    try:
        return all(find(name, folders()) for name in names)
    except NotFound:
        return False


def load_or_fail(files: Sequence[BankFile]) -> list[Loaded]:
    """Load banks to play; end the command with every error where one cannot be played."""
    loaded = [load_to_play(file, cache_folder()) for file in files]
    lines = [problem.line(str(one.file.path)) + _help(problem) for one in loaded for problem in one.errors]
    if lines:
        stderr_sink().text(*lines)
        raise SystemExit(Exit.BAD_DATA)
    seen: dict[str, Loaded] = {}
    for one in loaded:
        assert one.bank is not None
        if one.bank.id in seen:
            other = seen[one.bank.id].file.path
            fail(
                Exit.BAD_DATA, f"`{one.file.path}` and `{other}` have the same id `{one.bank.id}`", "change one of them"
            )
        seen[one.bank.id] = one
    return loaded


def facts_of(names: Sequence[str], topics: Sequence[str] = ()) -> tuple[list[Fact], tuple[tuple[str, str], ...]]:
    """Return all facts of the banks named, and the banks' ids and content hashes.

    Ends the command where there is no such bank, a bank has errors, or no bank has one of the topics.
    """
    loaded = load_or_fail(find_or_fail(names))
    banks = [one.bank for one in loaded if one.bank]
    known = dict.fromkeys(topic for bank in banks for topic in bank.topics)
    for topic in topics:
        if topic not in known:
            fail(Exit.USAGE, f"there is no topic `{topic}`", f"the topics are {listed(list(known))}")
    return [fact for bank in banks for fact in bank_facts(bank)], tuple((bank.id, bank.hash) for bank in banks)


def _help(problem: "Problem") -> str:
    return f" ({problem.help})" if problem.help else ""
