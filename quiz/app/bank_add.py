"""Adding a bank, or those of a pack or a folder, to the player's own: which are new, are replaced, or stay."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from quiz.app.bank_export import save
from quiz.app.banks import find_banks, load_banks
from quiz.app.errors import Exit, UserError
from quiz.library.banks import ENDINGS, BankFile, Loaded, UnusablePack, is_pack, list_banks, load_to_play, open_pack
from quiz.library.files import (
    Unwritable,
    bank_folder,
    cache_folder,
    data_folder,
    expanded,
    make_private_folder,
    reason_of,
    shipped_banks,
    write_over,
)
from quiz.library.pack_dates import keep_pack_date, pack_dates
from quiz.term.leaving import Stopped
from quiz.term.shell import as_argument
from quiz.term.sink import is_terminal, stdout_sink
from quiz.text import listed, plural, quoted
from quiz.ui.prompter import Entry


class Addition(NamedTuple):
    """A bank to add: where it goes, and the bank with its id that already exists, if any."""

    bank: Loaded
    path: Path
    before: Loaded | None

    @property
    def is_same(self) -> bool:
        """Whether the same bank is already there."""
        return self.before is not None and self.before.data == self.bank.data


def add_banks(name: str, *, is_agreed: bool) -> list[str]:
    """Keep a bank, or those of a pack or folder, in the player's own folder; return what to say.

    Asks before a bank is replaced, unless that is agreed. Raises `UserError`: then nothing is written.
    """
    date, has_test, files = _files_of(name)
    loaded = load_banks(files)
    additions = _additions(loaded)
    replaced = [one for one in additions if one.before is not None and not one.is_same]
    if replaced and not (is_agreed or _agrees(replaced, date, name)):
        return ["Nothing was changed."]
    for one in additions:
        _keep(one)
    if date:
        hashes = [one.bank.bank.hash for one in additions if one.bank.bank and one.path.is_relative_to(bank_folder())]
        keep_pack_date(bank_folder(), hashes, date)
    more = [f"To take the test, run: quiz play {as_argument(name)}"] if has_test else []
    return [*map(_result_text, additions), *more]


def _files_of(name: str) -> tuple[str, bool, Sequence[BankFile]]:
    """Return the day of a pack, whether it has a test, and its banks; only a pack has a day. Raises `UserError`."""
    path = expanded(name)
    if path.is_dir() or (path.suffix in ENDINGS and os.path.lexists(path)):
        return "", False, find_banks([str(path.absolute())])
    if not is_pack(name) or not os.path.lexists(path):
        what = f"{quoted(name, 200)} is neither a bank, a pack nor a folder of banks"
        raise UserError(Exit.USAGE, what, "name the file that you were given, such as `unit-3.quiz`")
    try:
        pack, files = open_pack(path)
    except UnusablePack as error:
        raise UserError(Exit.BAD_DATA, error.message, error.help) from None
    return pack.date, pack.test is not None, files


def _additions(loaded: Sequence[Loaded]) -> list[Addition]:
    """Return where each bank goes. Raises `UserError` if a different bank is there."""
    home = bank_folder()
    there: dict[str, Loaded] = {}
    for file in [*list_banks([home]), *list_banks([shipped_banks()])]:
        found = load_to_play(file, cache_folder())
        if found.bank is not None:
            there.setdefault(found.bank.id, found)
    additions: list[Addition] = []
    for one in loaded:
        assert one.bank is not None
        before = there.get(one.bank.id)
        if before is not None and not before.file.path.is_relative_to(home) and before.data != one.data:
            before = None  # what ships is not replaced
        path = before.file.path if before else home / one.file.course / f"{one.file.name}.yaml"
        if before is None and (os.path.lexists(path) or path in [other.path for other in additions]):
            what = f"{quoted(str(path), 200)} already exists and is a different bank"
            raise UserError(Exit.USAGE, what, "give that file another name")
        additions.append(Addition(one, path, before))
    return additions


def _agrees(replaced: Sequence[Addition], date: str, name: str) -> bool:
    """Ask whether to replace banks by those that were named. Raises `UserError` if nobody can be asked."""
    what = listed([quoted(one.bank.bank.title) for one in replaced if one.bank.bank])
    known = pack_dates(bank_folder())
    before = {known.get(one.before.bank.hash, "") for one in replaced if one.before and one.before.bank}
    old = max(before)
    yours = f"the version of {what} from {old}" if len(before) == 1 and old else f"another version of {what}"
    if not is_terminal(sys.stdin):
        message = f"you already have {yours}; nothing was changed"
        raise UserError(Exit.USAGE, message, f"add `--yes` to replace it with {_new_version(date, old, name)}")
    from quiz.app.prompting import entered, make_prompter

    prompter = make_prompter(stdout_sink())
    facts = sum(one.bank.facts for one in replaced)
    entries = [Entry("Keep mine"), Entry("Replace", f"{plural(facts, 'fact')}; your answers stay")]
    try:
        with entered(prompter):
            question = f"You already have {yours}. Replace it with {_new_version(date, old, name)}?"
            return prompter.choose(question, entries) == 1
    except Stopped:
        return False


def _new_version(date: str, old: str, name: str) -> str:
    """Return what would replace the player's bank: the version from a day, of a pack, or that of a file."""
    if not date:
        return f"the version in {quoted(name, 200)}"
    return f"the older version from {date}" if date < old else f"the version from {date}"


def _keep(addition: Addition) -> None:
    """Write a bank, unless it already exists unchanged. Raises `UserError`."""
    path, data = addition.path, addition.bank.data
    if addition.is_same:
        return
    try:
        make_private_folder(data_folder())
        path.parent.mkdir(parents=True, exist_ok=True)
        if addition.before is not None:
            write_over(path, data)
            return
    except OSError as error:
        raise UserError(
            Exit.STORAGE, f"{quoted(str(path.parent), 200)} cannot be created: {reason_of(error)}"
        ) from None
    except Unwritable as error:
        raise UserError(Exit.STORAGE, f"{quoted(str(path), 200)} cannot be written: {error.reason}") from None
    save(path, data)


def _result_text(addition: Addition) -> str:
    if addition.is_same:
        return f"Unchanged: {addition.path}"
    return f"{'Replaced' if addition.before else 'Added'}: {addition.path}"
