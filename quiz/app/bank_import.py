"""Importing what other programs have exported: read, mapped, written next to a record of it, and checked."""

import os
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from quiz.app.check import checked
from quiz.app.errors import Exit, FaultyFile, UserError
from quiz.app.new_bank import Target, bank_ids, write
from quiz.author.answers import title_fault
from quiz.author.draft import tidy
from quiz.bank.limits import MAX_BYTES
from quiz.bank.problems import did_you_mean
from quiz.exchange.bank_text import Record, compose_bank
from quiz.exchange.losses import Fate, Loss
from quiz.exchange.mapper import Mapped, map_foreign
from quiz.exchange.merge import Counts, merge_again, read_records, written_records
from quiz.exchange.read import READERS, read_foreign, reader_for, reader_named
from quiz.exchange.reader import Found, Reader
from quiz.exchange.source import Refused, Source
from quiz.library.banks import BankFile, Loaded, load
from quiz.library.files import Unreadable, Unwritable, bank_folder, expanded, open_regular, read_regular, write_over
from quiz.text import quoted, slug

_RECORD = ".import.json"
_MOST_RECORD = 64 * 1024 * 1024
_ENDINGS = (".yaml", ".yml")


class Wanted(NamedTuple):
    """What an import is asked for: the files, where the bank goes, what it is called, and the format of the files."""

    files: Sequence[str]
    to: str = ""
    title: str = ""
    id: str = ""
    format: str = ""
    tables: bool = False
    dry_run: bool = False


class BankImport(NamedTuple):
    """The outcome of an import: the bank's file, what was lost, how much is new or the same, and the checked bank.

    `bank` is None in a dry run, which writes nothing. `was_there`: the bank existed, from an earlier import.
    `has_changed`: its text differs from before, or would without the dry run. `unit`: what the source is counted in,
    such as questions. `claims`: what the tables say that were made from multiple choice questions. `seen`: how sheets
    were read.
    """

    path: Path
    losses: tuple[Loss, ...]
    counts: Counts
    bank: Loaded | None
    was_there: bool
    claims: tuple[str, ...] = ()
    seen: tuple[str, ...] = ()
    has_changed: bool = True
    unit: str = "fact"

    @property
    def skipped(self) -> int:
        """How many questions were skipped."""
        return sum(loss.kind.fate is Fate.SKIPPED for loss in self.losses)

    @property
    def is_lossless(self) -> bool:
        """Whether nothing was skipped or changed."""
        return all(loss.kind.fate is Fate.KEPT for loss in self.losses)


class NothingRead(UserError):
    """No question can be imported. `losses` say why."""

    def __init__(self, losses: Sequence[Loss]) -> None:
        help_ = (
            "each line above says why"
            if losses
            else "there are no questions in the files; `quiz help import` says how to get some out of the other program"
        )
        super().__init__(Exit.BAD_DATA, "there is no question that can be imported", help_)
        self.losses = tuple(losses)


def import_banks(wanted: Wanted) -> BankImport:
    """Import files into a new bank, or again into one that they were imported into before.

    Raises `UserError`: if a file cannot be read, nothing is written.
    """
    mapped = _read(wanted)
    if mapped.is_empty:
        raise NothingRead(mapped.losses)
    title = _title(wanted, mapped)
    path = _target(wanted.to, title)
    record = path.with_suffix(_RECORD)
    if os.path.lexists(path):
        return _again(path, record, mapped, dry_run=wanted.dry_run)
    return _new(path, record, mapped, wanted.id or slug(title), title, dry_run=wanted.dry_run)


def _read(wanted: Wanted) -> Mapped:
    """Return what the files hold. Raises `FaultyFile` with a line for each that cannot be read."""
    reader = _reader(wanted.format)
    faults: list[str] = []
    found: list[Iterable[Found]] = []
    with ExitStack() as stack:
        for name in wanted.files:
            try:
                stream = stack.enter_context(open_regular(Path(name)))
                source = Source(name, stream)
                found.append(list(read_foreign(source, reader or reader_for(source))))
            except Unreadable as error:
                faults.append(f"{name}: {error.reason}")
            except Refused as refused:
                faults.append(_refusal(refused, name))
    if faults:
        raise FaultyFile(faults)
    return map_foreign(chain.from_iterable(found), tables=wanted.tables)


def _reader(name: str) -> Reader | None:
    reader = reader_named(name)
    if name and reader is None:
        known = [one.name for one in READERS]
        help_ = did_you_mean(name, known) or f"the formats are {', '.join(known)}"
        raise UserError(Exit.USAGE, f"there is no format {quoted(name)}", help_)
    return reader


def _refusal(refused: Refused, name: str) -> str:
    part = f"/{refused.part}" if refused.part else ""
    line = f":{refused.line}" if refused.line else ""
    return f"{name}{part}{line}: {refused.message}{f' ({refused.help})' if refused.help else ''}"


def _title(wanted: Wanted, mapped: Mapped) -> str:
    """Return the title that was asked for; else the one category of all questions, else the name of the file."""
    if wanted.title:
        title = tidy(wanted.title)
    elif len(mapped.topics) == 1:
        title = mapped.topics[0]
    else:
        words = " ".join(tidy(Path(wanted.files[0]).stem).replace("_", " ").replace("-", " ").split())
        title = words[:1].upper() + words[1:]
    if title_fault(title):
        raise UserError(Exit.USAGE, "the bank needs a title", "give it one with --title")
    return title


def _target(to: str, title: str) -> Path:
    """Return the file of the bank. Raises `UserError` if it cannot be one."""
    if not to:
        return Target(bank_folder()).path(title)
    path = expanded(to)
    if os.path.isdir(path):  # noqa: PTH112 # pathlib raises where a folder above may not be entered
        return Target(path).path(title)
    if path.suffix not in _ENDINGS or to.endswith("/"):
        raise UserError(
            Exit.USAGE,
            f"{quoted(to, 200)} is neither an existing folder nor the name of a file that ends in `.yaml`",
            "create the folder first, or name a file",
        )
    if not os.path.isdir(path.parent):  # noqa: PTH112 # as above
        raise UserError(Exit.USAGE, f"there is no folder {quoted(str(path.parent), 200)}", "choose another with --to")
    return path


def _new(path: Path, record: Path, mapped: Mapped, id_: str, title: str, *, dry_run: bool) -> BankImport:
    if slug(id_) != id_:
        raise UserError(
            Exit.USAGE,
            f"{quoted(id_)} cannot be an id",
            f"use letters, digits and `-`, such as {quoted(slug(id_) or 'rivers')}",
        )
    there = bank_ids().get(id_)
    if there is not None:
        message = f"{quoted(str(there), 200)} already has the id {quoted(id_)}"
        raise UserError(Exit.USAGE, message, "give the bank another one with --id, or another title with --title")
    composed = compose_bank(mapped, id_, title)
    losses = (*mapped.losses, *composed.losses)
    entries = [one for one in composed.records if not one.is_table]
    if not entries:
        raise NothingRead(losses)
    _check_size(composed.text)
    if not dry_run:
        fault = write(composed.text, path)
        if fault:
            raise UserError(Exit.STORAGE, fault)
        _write_record(record, composed.records)
    counts, bank = Counts(new=len(entries)), _checked(path, dry_run=dry_run)
    return BankImport(
        *(path, losses, counts, bank), was_there=False, claims=mapped.claims, seen=mapped.seen, unit=mapped.unit
    )


def _again(path: Path, record: Path, mapped: Mapped, *, dry_run: bool) -> BankImport:
    if not os.path.lexists(record):
        help_ = "name another file with --to, or another title with --title"
        raise UserError(Exit.USAGE, f"{quoted(str(path), 200)} already exists, and did not come from an import", help_)
    try:
        old = read_regular(path, MAX_BYTES).decode("utf-8")
        records = read_records(read_regular(record, _MOST_RECORD).decode("utf-8"), str(record))
        merged = merge_again(old, records, mapped, str(path))
    except Unreadable as error:
        raise UserError(Exit.BAD_DATA, f"{quoted(str(path), 200)} cannot be read: {error.reason}") from None
    except UnicodeDecodeError:
        raise UserError(Exit.BAD_DATA, f"{quoted(str(path), 200)} is not UTF-8", "save it as UTF-8") from None
    except Refused as refused:
        raise FaultyFile([f"{refused.part or path}: {refused.message} ({refused.help})"]) from None
    _check_size(merged.text)
    if not dry_run:
        try:
            if merged.text != old:
                write_over(path, merged.text.encode())
            if merged.records != records:
                write_over(record, written_records(merged.records).encode())
        except Unwritable as error:
            raise UserError(Exit.STORAGE, f"{quoted(str(path), 200)} cannot be written: {error.reason}") from None
    losses = (*mapped.losses, *merged.losses)
    bank = _checked(path, dry_run=dry_run)
    return BankImport(
        *(path, losses, merged.counts, bank),
        was_there=True,
        claims=mapped.claims,
        seen=mapped.seen,
        has_changed=merged.text != old,
        unit=mapped.unit,
    )


def _check_size(text: str) -> None:
    size = len(text.encode())
    if size > MAX_BYTES:
        message = f"the questions take {size / 1024 / 1024:.1f} MiB, but a bank holds at most 2 MiB"
        raise UserError(
            Exit.BAD_DATA, message, "export them in parts, by category, and import each into a bank of its own"
        )


def _write_record(path: Path, records: Sequence[Record]) -> None:
    text = written_records(records)
    try:
        fault = ""
        if os.path.lexists(path):  # of a bank that was deleted since
            write_over(path, text.encode())
        else:
            fault = write(text, path)
    except Unwritable as error:
        fault = error.reason
    if fault:
        message = f"the bank was written, but not the record of the import: {fault}"
        raise UserError(Exit.STORAGE, message, "without it, the same source cannot be imported again")


def _checked(path: Path, *, dry_run: bool) -> Loaded | None:
    if dry_run:
        return None
    return checked(load(BankFile(path, "", path.stem)))
