"""What a class handed in: its files are read, and its answers replayed against the banks. Nothing is written."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from datetime import date
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from quiz import clock
from quiz.app.banks import all_banks, find_banks, load_each
from quiz.app.class_engine import DuckTries, duckdb_module, needs_duckdb
from quiz.app.class_files import ClassFiles
from quiz.app.errors import Exit, UserError
from quiz.app.pack import new_pack, packed_bank, save_pack
from quiz.app.reports.statistics import named_facts
from quiz.classroom.checked import CheckedClass, check_class
from quiz.classroom.counts import ClassCounts, Tries, TrySink
from quiz.classroom.drawn import DrawnQuestion, drawn_questions
from quiz.classroom.handed_in import Student
from quiz.classroom.look_at import to_look_at
from quiz.classroom.pack import Pack
from quiz.classroom.replay import BankItems, Replayer
from quiz.classroom.report import ClassReport, patterns_of, totals
from quiz.classroom.reteach import to_teach_again
from quiz.classroom.roster import OnList, roster_of
from quiz.classroom.sharing import shared
from quiz.classroom.thresholds import SHARED_FROM
from quiz.exchange.grids import grids_of
from quiz.exchange.source import Refused, Source
from quiz.interpreter import collector_off
from quiz.items.item import Blank
from quiz.library.banks import BankFile, Loaded, is_pack, load_to_play, open_pack, outline
from quiz.library.files import Unreadable, cache_folder, expanded, open_regular, reason_of
from quiz.term.progress import Progress
from quiz.term.sink import stderr_sink
from quiz.term.switches import is_reduced
from quiz.text import quoted

DUCKDB = "duckdb"
#: Answers that are counted in memory, if nothing else is asked for.
MOST_IN_MEMORY = 1_000_000
_MOST_DRILLED = 20  # facts


class ClassWanted(NamedTuple):
    """What `quiz class` is asked for: files and folders, a list of the class, banks, and whether it will be shared.

    engine: what counts the answers; empty to choose by how many there are.
    """

    paths: Sequence[str]
    roster: str = ""
    banks: Sequence[str] = ()
    share: bool = False
    engine: str = ""


def class_report(wanted: ClassWanted) -> ClassReport:
    """Read what was handed in, and return what to say about it. Raises `UserError`."""
    return _looked_at(wanted)[0]


class DrillWritten(NamedTuple):
    """What was written: the file, how many facts it has, and how many more are no longer in the banks."""

    path: Path
    facts: int
    missing: int


def write_drill(wanted: ClassWanted, output: str) -> DrillWritten:
    """Write a pack of what to teach a class again, by the banks as they are today. Raises `UserError`."""
    path = new_pack(output)
    report, today = _looked_at(wanted)
    here = {fact: one for one in today if one.bank for fact in one.bank.fact_ids()}
    there = [one.fact for one in report.teach if one.fact in here]
    facts = tuple(there[:_MOST_DRILLED])
    if not report.teach:
        help_ = "no fact was missed by two or more students and in a third of its answers or more"
        raise UserError(Exit.BAD_DATA, "there is nothing to teach again", help_)
    if not facts:
        raise UserError(Exit.BAD_DATA, "the banks of the facts to teach again are not here", "name them with `--bank`")
    used = {here[fact].file.path for fact in facts}
    banks = [one for one in today if one.file.path in used]
    pack = Pack(clock.today().isoformat(), tuple(map(packed_bank, banks)), None, facts)
    return DrillWritten(save_pack(path, pack, banks).path, len(facts), len(report.teach) - len(there))


def write_tries(wanted: ClassWanted, folder: str) -> tuple[Path, ...]:
    """Write the first tries of a class into a new folder, as Parquet. Raises `UserError`."""
    path = Path(folder)
    is_new = not path.is_dir()
    try:
        path.mkdir(parents=True, exist_ok=True)
        is_taken = any(path.iterdir())
    except (OSError, ValueError) as error:
        raise UserError(Exit.STORAGE, f"{quoted(folder, 200)} cannot be written: {reason_of(error)}") from None
    if is_taken:
        raise UserError(Exit.USAGE, f"{quoted(folder, 200)} is not empty", "name a new folder")
    try:
        _looked_at(wanted._replace(engine=DUCKDB), path)
    finally:
        with suppress(OSError):
            if is_new:
                path.rmdir()  # if nothing was written
    return tuple(sorted(path.iterdir()))


def _looked_at(wanted: ClassWanted, parquet: Path | None = None) -> tuple[ClassReport, list[Loaded]]:
    """Return what to say about a class, and the banks that it is about, as they are today. Raises `UserError`.

    First tries are written as Parquet if a folder is named for them.
    """
    files = ClassFiles(wanted.paths)
    if not files.heads:
        raise _nothing_found(files)
    ids = {bank.id for head in files.heads for bank in head.banks}
    out = _handed_out(ids, wanted.banks, files)
    roster = _roster(wanted.roster, [head.code for head in files.heads]) if wanted.roster else {}
    with collector_off(), _sinks(wanted.engine, files.answers) as new_sink:
        replayer = Replayer((one.bank for one in out.banks if one.bank), out.tests)
        checked, sink = check_class(_students(files), replayer, new_sink, out.last_days)
        counts = sink.counts()
        if parquet is not None and isinstance(sink, DuckTries):
            sink.write_parquet(parquet)
    if not files.handed_in.students:
        raise _nothing_found(files)
    today = list({one.bank.id: one for one in out.banks if one.bank}.values())
    report = _reported(wanted, files, checked, counts, today, roster)
    return (_shared(report) if wanted.share else report), today


def _students(files: ClassFiles) -> Iterator[Student]:
    """Yield the students, with a progress bar on standard error if reading them takes long."""
    progress = Progress(stderr_sink(), clock.ticked_s, still=is_reduced())
    read, answers = 0, max(1, files.answers)
    try:
        for student in files.students():
            yield student
            read += student.answers
            progress.at(min(1.0, read / answers), student.code)
    finally:
        progress.close()


def _reported(
    wanted: ClassWanted,
    files: ClassFiles,
    checked: CheckedClass,
    counts: ClassCounts,
    today: Sequence[Loaded],
    roster: Mapping[str, OnList],
) -> ClassReport:
    """Return what to say about what was checked and counted, by the banks as they are today."""
    there = {student.key for student in files.handed_in.students}
    about = set(checked.facts.values())
    names = {fact: name for one in today if one.bank for fact, name in named_facts(one.bank) if fact in about}
    makers = {one.bank.id: (_short(one.file.path), BankItems(one.bank)) for one in today if one.bank}
    # If a key has been fixed since, the options were marked differently from the answers of today.
    steady = counts._replace(options=tuple(one for one in counts.options if one.item not in checked.changed))
    return ClassReport(
        paths=tuple(wanted.paths),
        banks=tuple(wanted.banks),
        handed_in=files.handed_in,
        unread=tuple(files.unread),
        checked=checked,
        counts=counts,
        teach=to_teach_again(steady, checked.facts, names, checked.shown, checked.asked),
        look_at=to_look_at(steady, checked.shown),
        patterns=totals(counts, {}, patterns_of(checked.facts)),
        facts=totals(counts, names, checked.facts),
        on_list=roster,
        missing=tuple(one for key, one in roster.items() if key not in there),
        places=dict(_places(makers, checked.facts)),
        titles=tuple(dict.fromkeys(bank.title for head in files.heads for bank in head.banks)),
        gaps=dict(_gaps(makers, dict.fromkeys(one.item for one in counts.typed))),
    )


@contextmanager
def _sinks(engine: str, answers: int) -> Iterator[Callable[[], TrySink]]:
    """Yield what makes a sink for first tries: in memory, or in DuckDB if that is asked for or there are very many.

    Raises `UserError` if DuckDB is asked for and is not installed.
    """
    duckdb = duckdb_module() if engine == DUCKDB or (answers > MOST_IN_MEMORY and not engine) else None
    if duckdb is None:
        if engine == DUCKDB:
            raise needs_duckdb()
        yield Tries
        return
    with TemporaryDirectory(prefix="quiz-class-") as folder, ExitStack() as opened:
        number = count()
        yield lambda: opened.enter_context(closing(DuckTries(duckdb, Path(folder) / str(next(number)))))


def _nothing_found(files: ClassFiles) -> UserError:
    error = UserError(Exit.BAD_DATA, "no results of students were found", "`quiz results FILE` writes them")
    reasons = [f"  {one.path}: {one.reason}" for one in files.unread[:5]]
    error.lines = [error.lines[0], *reasons, *error.lines[1:]]
    return error


def _shared(report: ClassReport) -> ClassReport:
    """Return what others may see of a class. Raises `UserError` if it is too small."""
    if len(report.students) < SHARED_FROM:
        help_ = "leave out `--share`, and keep the page for yourself"
        raise UserError(Exit.USAGE, f"fewer than {SHARED_FROM} students handed in, so each could be recognized", help_)
    return shared(report)


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


class _HandedOut(NamedTuple):
    """What was handed out: banks (several may have one id, today's last), and the last days and questions of tests."""

    banks: tuple[Loaded, ...]
    last_days: Mapping[str, int]
    tests: Mapping[str, tuple[DrawnQuestion, ...]]


def _handed_out(ids: Collection[str], names: Sequence[str], files: ClassFiles) -> _HandedOut:
    """Return the banks of these ids, and the tests of the packs. Raises `UserError`.

    A pack holds what was handed out, so a bank found by name counts as newer, and one that is named as the newest.
    """
    named = find_banks(names)
    load_each(named)  # a file that is not a bank would be skipped without a word
    paths = [expanded(name) for name in names if is_pack(name)]
    packs = [*files.packs(), *(open_pack(path) for path in paths if path.is_file())]
    packed = [file for _, banks in packs for file in banks]
    found = [file for file in all_banks() if (one := outline(file, cache_folder())) and one.id in ids]
    every = [*packed, *found, *(file for file in named if file.packed is None)]
    loaded = (load_to_play(file, cache_folder()) for file in every)
    return _HandedOut(
        tuple(one for one in loaded if one.bank is not None and one.bank.id in ids),
        {pack.id: day for pack, _ in packs if (day := _last_day(pack))},
        {
            pack.id: drawn
            for pack, files in packs
            if any(bank.id in ids for bank in pack.banks) and (drawn := _questions(pack, files))
        },
    )


def _questions(pack: Pack, files: Sequence[BankFile]) -> tuple[DrawnQuestion, ...]:
    """Return the questions of the test in a pack; none if there is no test, or a bank that cannot be played."""
    banks = [load_to_play(file, cache_folder()).bank for file in files] if pack.test else []
    there = [bank for bank in banks if bank]
    return drawn_questions(pack.test, there) if pack.test and len(there) == len(files) else ()


def _last_day(pack: Pack) -> int:
    """Return the last day of a test, as a number; 0 if it has none, or one that no calendar has."""
    try:
        return date.fromisoformat(pack.test.until).toordinal() if pack.test else 0
    except ValueError:
        return 0


def _places(makers: Mapping[str, tuple[str, BankItems]], items: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each item whose fact is still in its bank, with the place of that fact."""
    for item in items:
        path, made = makers.get(item.partition("/")[0], ("", None))
        line = made.line(item) if made else 0
        if line:
            yield item, f"{path}:{line}"


def _gaps(
    makers: Mapping[str, tuple[str, BankItems]], items: Iterable[str]
) -> Iterator[tuple[str, tuple[tuple[str, Blank], ...]]]:
    """Yield each item that is a text with gaps, with these."""
    for item in items:
        _, made = makers.get(item.partition("/")[0], ("", None))
        gaps = made.gaps(item) if made else ()
        if gaps:
            yield item, gaps


def _short(path: Path) -> str:
    """Return a path relative to this folder; only the name if it is elsewhere, because the page may be passed on."""
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else path.name
