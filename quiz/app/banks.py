"""Banks by name: finding, loading and choosing them, and saying what is wrong with them."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from quiz.app.errors import Exit, FaultyFile, UserError
from quiz.items.sources import Fact, bank_facts
from quiz.library.banks import (
    BankFile,
    Loaded,
    NotFound,
    UnusablePack,
    find,
    list_banks,
    load_to_play,
    outline,
    shared_ids,
)
from quiz.library.files import bank_folder, cache_folder, shipped_banks
from quiz.term.leaving import Stopped
from quiz.term.sink import stderr_sink
from quiz.text import listed, plural, quoted
from quiz.ui.prompter import Entry, Prompter

if TYPE_CHECKING:
    from quiz.bank.problems import Problem


def folders() -> list[Path]:
    """Return the folders in which banks are found: that of the banks that ship, then the player's own."""
    return [shipped_banks(), bank_folder()]


def all_banks() -> list[BankFile]:
    """Return every bank file that is found by name."""
    return list_banks(folders())


def find_banks(names: Sequence[str]) -> list[BankFile]:
    """Return the banks that the names refer to, each once. Raises `UserError` if there is none."""
    found: dict[str, BankFile] = {}
    for name in names:
        try:
            for file in find(name, folders()):
                found.setdefault(os.path.realpath(file.path), file)
        except NotFound as error:
            code = Exit.BAD_DATA if isinstance(error, UnusablePack) else Exit.USAGE
            raise UserError(code, error.message, error.help) from None
    return list(found.values())


def are_found(names: Sequence[str]) -> bool:
    """Return whether every name refers to banks."""
    try:
        return all(find(name, folders()) for name in names)
    except NotFound:
        return False


def load_each(files: Sequence[BankFile]) -> list[Loaded]:
    """Load banks, which may be versions of one. Raises `UserError` with every error if one cannot be played."""
    loaded = [load_to_play(file, cache_folder()) for file in files]
    lines = [problem.line(str(one.file.path)) + _help(problem) for one in loaded for problem in one.errors]
    if lines:
        raise FaultyFile(lines)
    return loaded


def load_banks(files: Sequence[BankFile]) -> list[Loaded]:
    """Load banks to play. Raises `UserError` with every error if one cannot be played, or two have the same id."""
    loaded = load_each(files)
    seen: dict[str, Loaded] = {}
    for one in loaded:
        assert one.bank is not None
        if one.bank.id in seen:
            other = seen[one.bank.id].file.path
            raise UserError(
                Exit.BAD_DATA, f"`{one.file.path}` and `{other}` have the same id `{one.bank.id}`", "change one of them"
            )
        seen[one.bank.id] = one
    return loaded


def warn_of_shared_ids(played: Sequence[BankFile] | None = None) -> None:
    """Report on standard error which banks have the same id, among those found by name and those played.

    If banks are played, only their ids are reported.
    """
    chosen = None if played is None else {os.path.realpath(file.path) for file in played}
    for id_, files in shared_ids([*(played or ()), *all_banks()]).items():
        if chosen is None or any(os.path.realpath(file.path) in chosen for file in files):
            named = listed([f"`{file.path}`" for file in files])
            message = f"{named} have the same id `{id_}`, so answers to one count for the other"
            stderr_sink().text(f"quiz: {message} (change the id of one of them)")


def facts_of(names: Sequence[str], topics: Sequence[str] = ()) -> tuple[list[Fact], tuple[tuple[str, str], ...]]:
    """Return all facts of the banks named, and the banks' ids and content hashes.

    Raises `UserError` if there is no such bank, a bank has errors, or no bank has one of the topics.
    """
    files = find_banks(names)
    loaded = load_banks(files)
    warn_of_shared_ids(files)
    banks = [one.bank for one in loaded if one.bank]
    known = dict.fromkeys(topic for bank in banks for topic in bank.topics)
    for topic in topics:
        if topic not in known:
            raise no_topic(topic, list(known))
    return [fact for bank in banks for fact in bank_facts(bank)], tuple((bank.id, bank.hash) for bank in banks)


def no_topic(topic: str, known: Sequence[str]) -> UserError:
    """Return the error to raise for a topic that none of the banks has."""
    from quiz.bank.problems import did_you_mean

    topics = f"the only topic is {known[0]}" if len(known) == 1 else f"the topics are {listed(known)}"
    return UserError(Exit.USAGE, f"there is no topic {quoted(topic)}", did_you_mean(topic, known) or topics)


def _help(problem: "Problem") -> str:
    return f" ({problem.help})" if problem.help else ""


def courses() -> dict[str, list[BankFile]]:
    """Return course (or, for a bank outside of any, bank) -> its bank files."""
    found: dict[str, list[BankFile]] = {}
    for file in all_banks():
        found.setdefault(file.course or file.address, []).append(file)
    return found


def bank_titles() -> dict[str, str]:
    """Return what each bank that is found by name is called, by its id."""
    return {one.id: one.title for file in all_banks() if (one := outline(file, cache_folder()))}


def choose_bank(prompter: Prompter) -> tuple[str, ...]:
    """Offer every course and bank. Returns the name of the chosen one, or nothing."""
    from quiz.ui.pages import course_name  # with the pages of a round, which a list of banks does not need

    entries: list[Entry] = []
    names: list[str] = []
    for name, files in courses().items():
        banks = [(file, one) for file in files if (one := outline(file, cache_folder()))]
        if len(files) > 1 and banks:
            size = sum(len(one.facts) for _, one in banks)
            title = course_name(banks[0][1].title)
            entries.append(Entry(title, f"all {len(files)} banks, {plural(size, 'fact')}"))
            names.append(name)
        for file, one in banks:
            entries.append(Entry(one.title, plural(len(one.facts), "fact")))
            names.append(file.address)
    if not names:
        prompter.say("There are no banks yet.", f"Put bank files in {folders()[1]}.")
        return ()
    try:
        chosen = prompter.choose("What to play", entries)
    except Stopped:
        return ()
    return (names[chosen],)
