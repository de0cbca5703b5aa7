"""Checking bank files, with the recorded answers that belong to them; and again whenever one is saved."""

import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from quiz.app.banks import all_banks, find_banks, folders
from quiz.app.history import open_upgraded
from quiz.bank.model import Bank
from quiz.bank.problems import Problem
from quiz.bank.reader import id_span, source_lines
from quiz.history.database import HistoryError
from quiz.library.banks import BankFile, Loaded, NotFound, find, list_banks, load, load_to_play
from quiz.library.files import cache_folder, history_file, is_folder
from quiz.lint.check import PatternProgress, check_bank
from quiz.term.lines import Line
from quiz.term.sink import Sink, stdout_sink
from quiz.text import quoted
from quiz.ui.findings import watch_page, watch_text

_HALF = 0.5
_SECONDS = 0.2  # between two looks at the files
_QUESTIONS = 8  # of what was edited that are shown


def checked(loaded: Loaded, tell: PatternProgress | None = None) -> Loaded:
    """Return a bank that was read, with everything to report about it, by place, and the number of its questions."""
    bank = loaded.bank
    if bank is None:
        return loaded
    found = check_bank(bank, past(bank, loaded.file), tell, loaded.data)
    problems = sorted([*loaded.problems, *found.problems], key=lambda problem: problem.span)
    return loaded._replace(problems=tuple(problems), items=found.items)


def with_shared_ids(banks: Sequence[Loaded]) -> list[Loaded]:
    """Return the banks, with a problem added to each that has the same id as another one."""
    files: dict[str, list[Loaded]] = {}
    for one in banks:
        if one.bank is not None:
            files.setdefault(one.bank.id, []).append(one)
    return [
        _with_problem(one, next(other for other in files[one.bank.id] if other is not one))
        if one.bank is not None and len(files[one.bank.id]) > 1
        else one
        for one in banks
    ]


def _with_problem(loaded: Loaded, other: Loaded) -> Loaded:
    assert loaded.bank is not None
    message = f"{quoted(str(other.file.path))} has the id `{loaded.bank.id}` too"
    problem = Problem("B210", message, id_span(loaded.data), "change the id of one of them")
    return loaded._replace(problems=tuple(sorted([*loaded.problems, problem], key=lambda problem: problem.span)))


def past(bank: Bank, file: BankFile) -> Mapping[str, int]:
    """Return fact id -> how often it was answered. Without a history that can be read: nothing.

    A bank is identified by its file: what another file with the same id holds is not missing from
    this one. If nobody has answered this bank under its id, and it holds at least half of what was
    answered in a bank that no longer exists, it is taken for that bank under a new id.
    """
    try:
        history = open_upgraded(history_file(), write=False)
        if history is None:
            return {}
        try:
            attempts = history.attempts_by_fact(bank.id)
            elsewhere = {} if attempts else history.attempts_of_all_banks()
        finally:
            history.close()
    except HistoryError:
        return {}
    present = _facts(bank)
    if attempts:
        if attempts.keys() <= present:
            return attempts
        theirs = {fact for other in _others(file) if other.id == bank.id for fact in _facts(other)} - present
        return {fact: count for fact, count in attempts.items() if fact not in theirs}
    return _former({fact.partition("/")[2] for fact in present}, elsewhere, file)


def _former(present: set[str], attempts: Mapping[str, int], file: BankFile) -> Mapping[str, int]:
    """Return the answers to a bank that no longer exists but shares at least half of its facts with this one."""
    banks: dict[str, dict[str, int]] = {}
    for fact, count in attempts.items():
        banks.setdefault(fact.partition("/")[0], {})[fact] = count
    shared = {
        owner: sum(fact.partition("/")[2] in present for fact in facts) / len(facts) for owner, facts in banks.items()
    }
    likely = [owner for owner in sorted(banks, key=lambda owner: -shared[owner]) if shared[owner] >= _HALF]
    if not likely:
        return {}
    alive = {other.id for other in _others(file)}
    return next((banks[owner] for owner in likely if owner not in alive), {})


def _facts(bank: Bank) -> set[str]:
    facts = {f"{bank.id}/{question.id}" for question in bank.questions}
    return facts.union(f"{bank.id}/{table.id}/{row.id}" for table in bank.tables for row in table.rows)


def _others(file: BankFile) -> Iterator[Bank]:
    """Yield the banks next to the file and those that are found by name, but not the file itself."""
    own = os.path.realpath(file.path)
    near = list_banks([Path(own).parent])
    for place, other in {os.path.realpath(found.path): found for found in [*near, *all_banks()]}.items():
        if place != own:
            bank = load_to_play(other, cache_folder()).bank
            if bank is not None:
                yield bank


Stamp = tuple[int, int, int]


def watch_banks(names: Sequence[str]) -> None:
    """Check banks, then again whenever one is saved, until Ctrl-C."""
    watch = Watch({name: find_banks([name]) for name in names}, stdout_sink())
    try:
        watch.run(lambda: time.sleep(_SECONDS))
    except KeyboardInterrupt:
        return


class Watch:
    """Looks at bank files again and again, and shows their problems whenever one has changed.

    `banks` maps each name or path that was asked for to its files.
    """

    def __init__(self, banks: dict[str, list[BankFile]], sink: Sink) -> None:
        self._banks = banks
        self._sink = sink
        self._stamps: dict[Path, Stamp] = {}
        self._missed: dict[Path, int] = {}  # how many looks ago a file was last there
        self._loaded: dict[Path, Loaded] = {}
        self._checked: dict[Path, Loaded] = {}

    def run(self, wait: Callable[[], object]) -> None:
        """Look, wait, and look again, until `wait` raises."""
        while True:
            files = self._files()
            changed = [file for file in files if self._has_changed(file.path)]
            gone = self._checked.keys() - {file.path for file in files}
            edited = [line for file in changed for line in self._check(file)]
            for path in gone:
                del self._checked[path], self._stamps[path]
            if changed or gone:
                banks = [self._checked[file.path] for file in files if file.path in self._checked]
                self._show(with_shared_ids(banks), edited)
            wait()

    def _files(self) -> list[BankFile]:
        """Return the files to look at: what a folder holds now, and the other files as they were named."""
        for name in self._banks:
            if is_folder(Path(name)):
                try:
                    self._banks[name] = find(name, folders())
                except NotFound:  # all its banks are gone, for now
                    self._banks[name] = []
        return list({file.path: file for files in self._banks.values() for file in files}.values())

    def _has_changed(self, path: Path) -> bool:
        """Return whether a file has changed. A missing one counts only at the second look: editors replace files."""
        stamp = _stamp(path)
        if stamp is None:
            self._missed[path] = self._missed.get(path, 0) + 1
            self._stamps.pop(path, None)
            return self._missed[path] == 2
        self._missed[path] = 0
        known, self._stamps[path] = self._stamps.get(path), stamp
        return stamp != known

    def _check(self, file: BankFile) -> list[Line]:
        """Check a file; return the questions about what was edited in it."""
        before, after = self._loaded.get(file.path), load(file)
        self._loaded[file.path] = after
        self._checked[file.path] = checked(after)
        if before is None or after.bank is None:
            return []
        from quiz.items.selection import asked_for, make
        from quiz.items.sources import bank_facts
        from quiz.lint.edited import edited_line, standing_at
        from quiz.ui.bank_pages import preview_page
        from quiz.ui.render.terminal import UNWRAPPED, lines

        at = edited_line(source_lines(before.data), source_lines(after.data))
        what = standing_at(after.bank, at) if at else None
        if what is None or not any(what):
            return []
        width = self._sink.size()[0] if self._sink.isatty() else UNWRAPPED
        asked = asked_for(bank_facts(after.bank), what.pattern, what.fact)
        return [line for pair in asked.items() for line in lines(preview_page(make(*pair, "0", _QUESTIONS)), width)]

    def _show(self, checked: Sequence[Loaded], edited: Sequence[Line]) -> None:
        show = watch_page if self._sink.isatty() else watch_text
        show(self._sink, checked, edited)


def _stamp(path: Path) -> Stamp | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
