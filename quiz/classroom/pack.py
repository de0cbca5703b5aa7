"""A pack: banks in one file to hand out, with their date, and perhaps a test that is the same for everybody.

It is a zip file of a list and the banks. The list has the hash of each bank and one of itself, so whatever was
damaged on the way is noticed. This is not a signature: anyone who changes a pack on purpose can make its hashes fit.
"""

import io
import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from quiz.bank.limits import MAX_BYTES
from quiz.exchange.packing import packed
from quiz.exchange.source import Hostile, Refused, Source
from quiz.interpreter import content_hash
from quiz.json_lines import BadLine, Checks, check_field, cleaned_object, is_count, is_id, is_text, list_of
from quiz.serialize import json_line
from quiz.text import is_clean, quoted

PACK_VERSION = 1  # what is written
LONGEST_TEST = 500  # questions
LONGEST_MINUTES = 600
MOST_PACKED = 200  # banks
MOST_PACKED_FACTS = 1000  # to play, if not all of them
MAX_PACK = 64 * 1024 * 1024  # bytes of the file


class FeedbackOfTest:
    """When a student who takes a test that was handed out sees the right answers."""

    END = "end"  # once the last question is answered
    NONE = "none"


class PackedTest(NamedTuple):
    """A test that is handed out: how many questions, the seed they are drawn from, and the version of the rules.

    `until` is its last day, such as 2026-12-18, or nothing; `minutes` how long it takes at most, 0 for any time.
    """

    questions: int
    seed: str
    draws: int
    until: str = ""
    minutes: int = 0
    feedback: str = FeedbackOfTest.END


class PackedBank(NamedTuple):
    """A bank of a pack: its course, if any, its name in that, its id, its title, and the hash of its content."""

    course: str
    name: str
    id: str
    title: str
    hash: str

    @property
    def file(self) -> str:
        """The path of its file within the pack."""
        return "/".join(filter(None, (self.course, f"{self.name}.yaml")))


class Pack(NamedTuple):
    """What a pack holds, except the text of its banks: the day it was made for, such as 2026-11-30, banks and test.

    `facts` are the ids of the facts to play, if not all of them.
    """

    date: str
    banks: tuple[PackedBank, ...]
    test: PackedTest | None = None
    facts: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """What distinguishes it from any other pack: the hash of its list, which contains the hashes of its banks."""
        return content_hash(json_line(_listed(self)))[:_ID]


def pack_file(pack: Pack, texts: Sequence[bytes]) -> bytes:
    """Return the file of a pack, with the content of its banks in their order. The same gives the same bytes.

    Raises `Refused` if a bank has a name that cannot be a file's on every system, or two have the same name.
    """
    _check_names(pack.banks)
    listed = json_line({**_listed(pack), "id": pack.id})
    parts = [(f"{_BANKS}{bank.file}", [text]) for bank, text in zip(pack.banks, texts, strict=True)]
    return packed([(_LIST, [listed]), *parts], is_stored=True)  # compression differs between machines


def read_pack(data: bytes) -> tuple[Pack, tuple[bytes, ...]]:
    """Return a pack and the content of its banks, all of it checked. Raises `Refused`, with what to do."""
    parts = _parts(data)
    try:
        pack = _read_list(parts.pop(_LIST))
    except BadLine as bad:
        raise Refused(f"its list of banks is damaged: {bad.reason}", _AGAIN) from None
    if parts.keys() != {f"{_BANKS}{bank.file}" for bank in pack.banks}:
        raise Refused("its files do not match its list", _AGAIN)
    return pack, tuple(_checked_bank(bank, parts[f"{_BANKS}{bank.file}"]) for bank in pack.banks)


_LIST = "pack.json"
_BANKS = "banks/"
_ID = 32  # digits
_LONGEST_LIST = 1024 * 1024
_LONGEST_FILE_NAME = 100  # characters
_NO_PACK = "it is not a pack of banks"
_MAKE = "`quiz bank pack` makes one"
_AGAIN = "ask for the file again"


def _listed(pack: Pack) -> dict[str, Any]:
    more: dict[str, Any] = {"test": pack.test._asdict()} if pack.test else {}
    more |= {"facts": list(pack.facts)} if pack.facts else {}
    banks = [bank._asdict() for bank in pack.banks]
    return {"type": "pack", "version": PACK_VERSION, "date": pack.date, "banks": banks, **more}


def _parts(data: bytes) -> dict[str, bytes]:
    """Return the parts of a pack by their names. Raises `Refused`."""
    if len(data) > MAX_PACK:
        raise Refused(f"it is larger than {MAX_PACK >> 20} MiB", _MAKE)
    source = Source("", io.BytesIO(data), called="pack")
    try:
        names = source.parts if source.is_package else ()
        if _LIST not in names:
            raise Refused(_NO_PACK)
        if len(names) > MOST_PACKED + 1 or len(set(names)) < len(names):
            raise Hostile("it has too many parts, or the same part twice", "it may be meant to do harm")
        return {name: source.part(name) for name in names}
    except Hostile:
        raise
    except Refused as refused:  # which may say to export it again, which suits files of other programs
        raise Refused(refused.message, _MAKE if refused.message == _NO_PACK else _AGAIN) from None


def _checked_bank(bank: PackedBank, data: bytes) -> bytes:
    if len(data) > MAX_BYTES:
        raise Refused(f"its bank {quoted(bank.file)} is larger than {MAX_BYTES >> 20} MiB", _AGAIN)
    if content_hash(data) != bank.hash:
        raise Refused(f"its bank {quoted(bank.file)} is damaged", _AGAIN)
    return data


def _read_list(data: bytes) -> Pack:
    """Return what the list of a pack says. Raises `BadLine` and `Refused`."""
    found, changed = cleaned_object(data, _LONGEST_LIST, "it is not JSON")
    version = found.get("version")
    if found.get("type") != "pack" or not is_count(version) or not version:
        raise Refused(_NO_PACK, _MAKE)
    if version > PACK_VERSION:
        raise Refused("it was made by a newer version of the program", "update yours")
    if changed:
        raise BadLine("it contains hidden characters")
    _check_fields(found, _LIST_FIELDS)
    for bank in found["banks"]:
        _check_fields(bank, _BANK_FIELDS)
    banks = tuple(PackedBank(*(bank[name] for name in PackedBank._fields)) for bank in found["banks"])
    _check_names(banks)
    test = found.get("test")
    if test is not None:
        _check_fields(test, _TEST_FIELDS)
    facts = found.get("facts", [])
    if not list_of(is_id, MOST_PACKED_FACTS)(facts):
        raise BadLine("its list of facts is not valid")
    packed_test = PackedTest(*(test[name] for name in PackedTest._fields)) if test else None
    pack = Pack(found["date"], banks, packed_test, tuple(facts))
    if pack.id != found["id"]:
        raise BadLine("its hash does not match")
    return pack


def _check_names(banks: Sequence[PackedBank]) -> None:
    """Raise `Refused` if a bank has a name that cannot be a file's on every system, or that another has."""
    seen: set[str] = set()
    for bank in banks:
        for name in [bank.course, bank.name] if bank.course else [bank.name]:
            if not _is_file_name(name):
                raise Refused(f"{quoted(name)} is not a valid file name on every system", "give the bank another name")
        if bank.file.casefold() in seen:
            raise Refused(f"two banks are called {quoted(bank.file)}", "give one of them another name")
        seen.add(bank.file.casefold())


def _is_file_name(name: str) -> bool:
    """Return whether a name is a valid file name on every system, and leads nowhere else."""
    is_plain = is_clean(name) and len(name) <= _LONGEST_FILE_NAME and not _UNSAFE.search(name)
    return bool(name) and is_plain and not _RESERVED.fullmatch(name)


_UNSAFE = re.compile(r'[/\\:*?"<>|]|^[. ]|[. ]$')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)  # devices of Windows
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def _is_day(value: object) -> bool:
    return isinstance(value, str) and bool(_DAY.fullmatch(value))


_LIST_FIELDS: Checks = {
    "id": is_id,
    "date": _is_day,
    "banks": list_of(lambda value: isinstance(value, dict), MOST_PACKED),
}
_BANK_FIELDS: Checks = {"course": is_text, "name": is_id, "id": is_id, "title": is_text, "hash": is_id}
_TEST_FIELDS: Checks = {
    "questions": lambda value: is_count(value) and 0 < value <= LONGEST_TEST,
    "seed": is_id,
    "draws": is_count,
    "until": lambda value: value == "" or _is_day(value),
    "minutes": lambda value: is_count(value) and value <= LONGEST_MINUTES,
    "feedback": lambda value: value in (FeedbackOfTest.END, FeedbackOfTest.NONE),
}


def _check_fields(found: Mapping[str, Any], fields: Checks) -> None:
    if not isinstance(found, dict):
        raise BadLine("it is not valid")
    for name, check in fields.items():
        check_field(found, name, check)
