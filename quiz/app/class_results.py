"""What a class handed in: its files read and put together, its answers replayed against banks. Nothing is written."""

import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from quiz import clock
from quiz.app.banks import all_banks, find_banks
from quiz.app.errors import Exit, UserError
from quiz.app.pack import PackWritten, new_pack, packed_bank, save_pack
from quiz.app.reports.statistics import named_facts
from quiz.classroom.checked import check_class
from quiz.classroom.counts import count_class
from quiz.classroom.handed_in import gathered
from quiz.classroom.look_at import to_look_at
from quiz.classroom.pack import Pack
from quiz.classroom.replay import BankItems, Replayer
from quiz.classroom.report import ClassReport, Unread, shared, totals
from quiz.classroom.result_file import MOST_RESULTS, StudentResults, read_results
from quiz.classroom.reteach import to_teach_again
from quiz.classroom.roster import OnList, roster_of
from quiz.classroom.thresholds import SHARED_FROM
from quiz.exchange.grids import grids_of
from quiz.exchange.source import Refused, Source
from quiz.interpreter import collector_off
from quiz.json_lines import BadLine
from quiz.library.banks import Loaded, load_to_play, outline
from quiz.library.files import Unreadable, cache_folder, open_regular, read_regular
from quiz.text import quoted

_MOST_FILES = 20_000
_MOST_DRILLED = 20  # facts
_PACK = ".quiz"


class ClassWanted(NamedTuple):
    """What `quiz class` is asked for: files and folders, a list of the class, banks, and whether it is to be shared."""

    paths: Sequence[str]
    roster: str = ""
    banks: Sequence[str] = ()
    share: bool = False


def class_report(wanted: ClassWanted) -> ClassReport:
    """Read what was handed in, and return what is to be said of it. Raises `UserError`."""
    return _looked_at(wanted)[0]


def write_drill(wanted: ClassWanted, output: str) -> PackWritten:
    """Write a pack of what to teach a class again, by the banks as they are today. Raises `UserError`."""
    path = new_pack(output)
    report, today = _looked_at(wanted)
    facts = tuple(one.fact for one in report.teach)[:_MOST_DRILLED]
    banks = [one for one in today if one.bank and any(fact in facts for fact in one.bank.fact_ids())]
    there = {fact for one in banks if one.bank for fact in one.bank.fact_ids()}
    if not banks:
        reason = "the banks with what to teach again are not here" if facts else "there is nothing to teach again"
        help_ = "name them with `--bank`" if facts else "no fact was missed by a third of those who were asked about it"
        raise UserError(Exit.BAD_DATA, reason, help_)
    pack = Pack(clock.today().isoformat(), tuple(map(packed_bank, banks)), None, tuple(f for f in facts if f in there))
    return save_pack(path, pack, banks)


def _looked_at(wanted: ClassWanted) -> tuple[ClassReport, list[Loaded]]:
    """Return what is to be said of a class, and the banks that it is about as they are today. Raises `UserError`."""
    files, packs = _files(wanted.paths)
    read, unread = _read(files)
    if not read:
        reasons = "".join(f"\n  {one.path}: {one.reason}" for one in unread[:5])
        raise UserError(Exit.BAD_DATA, f"no results of students were found{reasons}", "`quiz results FILE` writes them")
    handed_in = gathered(read)
    roster = _roster(wanted.roster, [one.code for one in handed_in.students]) if wanted.roster else {}
    ids = {bank.id for _, results in read for bank in results.banks}
    loaded = list(_banks(ids, [*packs, *wanted.banks]))
    with collector_off():
        checked = check_class(handed_in.students, Replayer(one.bank for one in loaded if one.bank))
        counts = count_class(checked.tries)
    today = list({one.bank.id: one for one in loaded if one.bank}.values())
    there = {student.key for student in handed_in.students}
    wanted_facts = set(checked.facts.values())
    names = {fact: name for one in today if one.bank for fact, name in named_facts(one.bank) if fact in wanted_facts}
    patterns = {item: item.rpartition("/")[0] for item, fact in checked.facts.items() if item != fact}
    report = ClassReport(
        paths=tuple(wanted.paths),
        handed_in=handed_in,
        unread=tuple(unread),
        checked=checked,
        counts=counts,
        teach=to_teach_again(counts, checked.facts, names, checked.shown),
        look_at=to_look_at(counts, checked.shown),
        patterns=totals(counts, {}, patterns),
        facts=totals(counts, names, checked.facts),
        on_list=roster,
        missing=tuple(one for key, one in roster.items() if key not in there),
        places=dict(_places(today, checked.facts)),
        titles=tuple(dict.fromkeys(bank.title for _, results in read for bank in results.banks)),
    )
    return (_shared(report) if wanted.share else report), today


def _shared(report: ClassReport) -> ClassReport:
    """Return what others may see of a class. Raises `UserError` where it is too small."""
    if len(report.students) < SHARED_FROM:
        help_ = "leave out `--share`, and keep the page for yourself"
        raise UserError(Exit.USAGE, f"fewer than {SHARED_FROM} students handed in, so each could be recognised", help_)
    return shared(report)


def _files(paths: Sequence[str]) -> tuple[list[Path], list[str]]:
    """Return the files to read, and the packs among them. Raises `UserError` where a path leads nowhere."""
    found: dict[str, Path] = {}
    packs: dict[str, None] = {}
    for name in paths:
        path = Path(name)
        if not os.path.lexists(path):
            raise UserError(Exit.USAGE, f"there is no {quoted(name, 200)}", "name the folder with what was handed in")
        for file in _below(path) if path.is_dir() else [path]:
            if file.name.casefold().endswith(_PACK):
                packs[str(file)] = None
            else:
                found.setdefault(os.path.realpath(file), file)
            if len(found) > _MOST_FILES:
                raise UserError(Exit.USAGE, f"there are more than {_MOST_FILES:,} files", "name a smaller folder")
    return list(found.values()), list(packs)


def _below(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder and of those in it, in order; what is hidden is passed over."""
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(one for one in folders if not one.startswith("."))
        yield from (Path(place) / one for one in sorted(files) if not one.startswith("."))


def _read(files: Iterable[Path]) -> tuple[list[tuple[str, StudentResults]], list[Unread]]:
    """Return the results in files, each with the name of its file, and the files that hold none."""
    found: list[tuple[str, StudentResults]] = []
    unread = []
    for path in files:
        try:
            with collector_off():
                results = read_results(read_regular(path, MOST_RESULTS))
        except Unreadable as error:
            unread.append(Unread(str(path), error.reason))
        except BadLine as bad:
            unread.append(Unread(f"{path}:{bad.number}", bad.reason))
        else:
            found += ((str(path), one) for one in results)
    return found, unread


def _roster(name: str, codes: Collection[str]) -> Mapping[str, OnList]:
    """Return the teacher's list. Raises `UserError`."""
    try:
        with open_regular(Path(name)) as file:
            grids = grids_of(Source(name, file))
        return roster_of(grids[0].rows if grids else (), codes)
    except Unreadable as error:
        raise UserError(Exit.USAGE, f"{quoted(name, 200)} cannot be read: {error.reason}") from None
    except (Refused, ValueError) as error:
        what = error.message if isinstance(error, Refused) else str(error)
        help_ = "a list has a code and a name in each row, or is the `users.csv` of OneRoster"
        raise UserError(Exit.BAD_DATA, f"{quoted(name, 200)} is not a list of a class: {what}", help_) from None


def _banks(ids: Collection[str], names: Sequence[str]) -> Iterator[Loaded]:
    """Yield the banks of these ids, the one that is to be taken as it is today last.

    A pack is what was handed out, so a bank that is found by name is newer, and one that is named the newest.
    """
    named = find_banks(names)
    packed = [file for file in named if file.packed is not None]
    found = [file for file in all_banks() if (one := outline(file, cache_folder())) and one.id in ids]
    for file in [*packed, *found, *(file for file in named if file.packed is None)]:
        loaded = load_to_play(file, cache_folder())
        if loaded.bank is not None and loaded.bank.id in ids:
            yield loaded


def _places(banks: Iterable[Loaded], items: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield (item, where its fact is in its bank), of those that are still there."""
    makers = {one.bank.id: (_short(one.file.path), BankItems(one.bank)) for one in banks if one.bank}
    for item in items:
        path, made = makers.get(item.partition("/")[0], ("", None))
        line = made.line(item) if made else 0
        if line:
            yield item, f"{path}:{line}"


def _short(path: Path) -> str:
    """Return a path from here; of one that lies elsewhere only the name, as the page may be handed on."""
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else path.name
