"""`quiz bank check --watch`: check again whenever a bank is saved, and show what was just edited."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from quiz.app.banks import find_banks, folders
from quiz.app.check import checked, with_shared_ids
from quiz.bank.reader import source_lines
from quiz.items.selection import asked_for, make
from quiz.items.sources import bank_facts
from quiz.library.banks import BankFile, Loaded, NotFound, find, load
from quiz.lint.edited import edited_line, standing_at
from quiz.term.lines import Line
from quiz.term.sink import Sink, stdout_sink
from quiz.ui.bank_pages import preview_page
from quiz.ui.findings import watch_page, watch_text
from quiz.ui.render.terminal import UNWRAPPED, lines

_SECONDS = 0.2  # between two looks at the files
_QUESTIONS = 8  # of what was edited that are shown

Stamp = tuple[int, int, int]


def watch_banks(names: Sequence[str]) -> None:
    """Check banks, then again whenever one is saved, until Ctrl-C."""
    watch = Watch({name: find_banks([name]) for name in names}, stdout_sink())
    try:
        watch.run(lambda: time.sleep(_SECONDS))
    except KeyboardInterrupt:
        return


class Watch:
    """Looks at bank files again and again, and shows what there is to say whenever it has changed.

    `banks` are the files by the name or path they were asked for with.
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
        """Return the files to look at: those of folders as they come and go, others as they were."""
        for name in self._banks:
            if Path(name).is_dir():
                try:
                    self._banks[name] = find(name, folders())
                except NotFound:  # all its banks are gone, for now
                    self._banks[name] = []
        return list({file.path: file for files in self._banks.values() for file in files}.values())

    def _has_changed(self, path: Path) -> bool:
        """Tell whether a file is another than before. One that is gone is waited for: editors replace files."""
        stamp = _stamp(path)
        if stamp is None:
            self._missed[path] = self._missed.get(path, 0) + 1
            self._stamps.pop(path, None)
            return self._missed[path] == 2
        self._missed[path] = 0
        known, self._stamps[path] = self._stamps.get(path), stamp
        return stamp != known

    def _check(self, file: BankFile) -> list[Line]:
        """Check a file; return the questions of what was edited in it."""
        before, after = self._loaded.get(file.path), load(file)
        self._loaded[file.path] = after
        self._checked[file.path] = checked(after)
        if before is None or after.bank is None:
            return []
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
