"""Making a pack: banks in one file to hand out, with a test if one is wanted."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from quiz import clock
from quiz.app.bank_export import new_file, save
from quiz.app.banks import find_banks, load_banks
from quiz.app.errors import Exit, UserError
from quiz.app.review import named_day
from quiz.bank.model import Bank
from quiz.classroom.drawn import drawn_questions
from quiz.classroom.pack import MAX_PACK, MOST_PACKED, Pack, PackedBank, PackedTest, pack_file
from quiz.exchange.source import Refused
from quiz.items.draw import DRAWS
from quiz.library.banks import Loaded, is_pack
from quiz.text import is_clean, plural, quoted

_LONGEST_SEED = 100  # characters


class TestWanted(NamedTuple):
    """The test that a pack should carry: as `PackedTest`, except that the last day is as it was typed."""

    questions: int
    seed: str
    until: str
    minutes: int
    feedback: str


class PackWritten(NamedTuple):
    """What was written: the file, and what it holds."""

    path: Path
    pack: Pack
    facts: int


def write_pack(paths: Sequence[str], output: str, made_on: str, test: TestWanted | None) -> PackWritten:
    """Write banks, and a test of them if one is wanted, to a new file that has the date of a day, or of today.

    Raises `UserError`: then nothing is written.
    """
    path = new_pack(output)
    today = clock.today()
    day = named_day(made_on, today) if made_on else today
    loaded = load_banks(find_banks(paths))
    if len(loaded) > MOST_PACKED:
        raise UserError(Exit.USAGE, f"a pack holds at most {MOST_PACKED} banks", "make several packs")
    banks = [one.bank for one in loaded if one.bank]
    carried = _test(test, banks, day) if test else None
    return save_pack(path, Pack(day.isoformat(), tuple(map(packed_bank, loaded)), carried), loaded)


def save_pack(path: Path, pack: Pack, loaded: Sequence[Loaded]) -> PackWritten:
    """Write a pack with its banks. Raises `UserError`: then nothing is written."""
    try:
        data = pack_file(pack, [one.data for one in loaded])
    except Refused as refused:
        raise UserError(Exit.USAGE, refused.message, refused.help) from None
    if len(data) > MAX_PACK:
        raise UserError(Exit.USAGE, f"the pack would be larger than {MAX_PACK >> 20} MiB", "make several packs")
    save(path, data)
    return PackWritten(path, pack, sum(one.facts for one in loaded))


def new_pack(output: str) -> Path:
    """Return the path of a pack to be written. Raises `UserError` if there cannot be one."""
    if not is_pack(output):
        help_ = "name the file to write with that ending, such as `unit-3.quiz`"
        raise UserError(Exit.USAGE, f"{quoted(output, 200)} does not end in `.quiz`", help_)
    return new_file(output)


def packed_bank(loaded: Loaded) -> PackedBank:
    """Return the entry of a bank in the list of a pack."""
    assert loaded.bank is not None
    return PackedBank(loaded.file.course, loaded.file.name, loaded.bank.id, loaded.bank.title, loaded.bank.hash)


def _test(wanted: TestWanted, banks: Sequence[Bank], day: date) -> PackedTest:
    """Return the test as a pack carries it. Raises `UserError` if such a test cannot be taken."""
    if not wanted.seed or len(wanted.seed) > _LONGEST_SEED or not is_clean(wanted.seed):
        raise UserError(Exit.USAGE, f"{quoted(wanted.seed)} cannot be a seed", "use a short word or a number")
    until = named_day(wanted.until, day) if wanted.until else None
    if until is not None and until < day:
        raise UserError(Exit.USAGE, f"{until.isoformat()} is before the day of the pack", "give a later day")
    last = until.isoformat() if until else ""
    test = PackedTest(wanted.questions, wanted.seed, DRAWS, last, wanted.minutes, wanted.feedback)
    planned = len(drawn_questions(test, banks))
    if planned < wanted.questions:
        help_ = f"ask for at most {planned}" if planned else "`quiz bank check` says why"
        there_are = plural(planned, "there is only 1 question", "there are only {} different questions")
        raise UserError(Exit.USAGE, f"{there_are} for a test" if planned else "there is no question to test", help_)
    return test
