"""The files that a class handed in: found below what is named, and read student by student."""

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from quiz.app.errors import Exit, UserError
from quiz.classroom.handed_in import HandedIn, Student, gathered, natural, student_key
from quiz.classroom.pack import Pack
from quiz.classroom.report import Unread
from quiz.classroom.result_file import MOST_RESULTS, ResultsHead, StudentResults, read_heads, read_results
from quiz.interpreter import collector_off
from quiz.json_lines import BadLine
from quiz.library.banks import BankFile, UnusablePack, is_pack, open_pack
from quiz.library.files import Unreadable, read_regular
from quiz.text import quoted

_MOST_FILES = 100_000
#: The ending of a file that may hold results but cannot be read as it is -> what to do with it first.
_TO_OPEN = {
    ".zip": "it is packed; unpack it into this folder",
    **dict.fromkeys((".doc", ".docx", ".odt"), "it is a document; save it as a text file"),
}


class ClassFiles:
    """The results in some files and folders: who handed in what, by the heads of the files.

    `students` reads the files of one student after the other, and leaves in `handed_in` who they are.
    """

    def __init__(self, paths: Sequence[str]) -> None:
        """Find the files, and read their heads. Raises `UserError` if a path leads nowhere."""
        self.unread: list[Unread] = []
        self.heads: list[ResultsHead] = []
        self._packs: list[Path] = []
        self.handed_in = HandedIn((), ())
        self._by_student: dict[str, list[Path]] = {}
        for path in self._found(paths):
            self._take(path)

    @property
    def answers(self) -> int:
        """How many answers there are, according to the heads of the files."""
        return sum(head.answers for head in self.heads)

    def packs(self) -> Iterator[tuple[Pack, list[BankFile]]]:
        """Yield the packs among the files, which may be what was handed out, with their banks."""
        for path in self._packs:
            try:
                yield open_pack(path)
            except UnusablePack as error:
                self.unread.append(Unread(str(path), error.message.partition(": ")[2] or error.message))

    def _found(self, paths: Sequence[str]) -> Iterator[Path]:
        """Yield each file once; the packs among them are kept apart."""
        seen = set()
        for name in paths:
            path = Path(name)
            if not os.path.lexists(path):
                help_ = "name the folder with the files that were handed in"
                raise UserError(Exit.USAGE, f"there is no {quoted(name, 200)}", help_)
            for file in _below(path) if path.is_dir() else [path]:
                real = os.path.realpath(file)
                if is_pack(file.name):
                    self._packs.append(file)
                elif real not in seen:
                    seen.add(real)
                    yield file
                if len(seen) > _MOST_FILES:
                    raise UserError(Exit.USAGE, f"there are more than {_MOST_FILES:,} files", "name a smaller folder")

    def _take(self, path: Path) -> None:
        try:
            heads = read_heads(read_regular(path, MOST_RESULTS))
        except Unreadable as error:
            self.unread.append(Unread(str(path), error.reason))
            return
        except BadLine as bad:
            to_do = _TO_OPEN.get(path.suffix.casefold())
            self.unread.append(Unread(str(path), to_do) if to_do else Unread(f"{path}:{bad.number}", bad.reason))
            return
        self.heads += heads
        for key in dict.fromkeys(student_key(head.code) for head in heads):
            self._by_student.setdefault(key, []).append(path)

    def students(self) -> Iterator[Student]:
        """Yield each student with all answers, in the order of their codes."""
        found: list[Student] = []
        repeated: list[str] = []
        for key in sorted(self._by_student, key=natural):
            one = gathered(self._read(self._by_student[key], key))
            repeated += one.repeated
            for student in one.students:
                yield student
                found.append(student._replace(rounds={}))
        self.handed_in = HandedIn(tuple(found), tuple(repeated))

    def _read(self, paths: Iterable[Path], key: str) -> Iterator[tuple[str, StudentResults]]:
        """Yield the results of a student in files, each with the name of its file."""
        for path in paths:
            try:
                with collector_off():
                    results = read_results(read_regular(path, MOST_RESULTS))
            except Unreadable as error:
                self.unread.append(Unread(str(path), error.reason))
            except BadLine as bad:
                self.unread.append(Unread(f"{path}:{bad.number}", bad.reason))
            else:
                yield from ((str(path), one) for one in results if student_key(one.code) == key)


def _below(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder and of those in it, in order; hidden ones are skipped."""
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(one for one in folders if not one.startswith("."))
        yield from (Path(place) / one for one in sorted(files) if not one.startswith("."))
