"""Who handed in what: the files of a class put together, student by student."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from quiz.classroom.result_file import StudentAnswer, StudentResults


class Student(NamedTuple):
    """All that one student handed in, by rounds, each with its answers in their order. `key` is the code, in any case.

    `ids` are those of the players whose answers these are: several usually mean that the student played on several
    machines.
    """

    key: str
    code: str
    name: str
    ids: tuple[str, ...]
    files: tuple[str, ...]
    programs: tuple[str, ...]
    rounds: Mapping[str, tuple[StudentAnswer, ...]]

    @property
    def answers(self) -> int:
        """How many answers there are."""
        return sum(map(len, self.rounds.values()))


class HandedIn(NamedTuple):
    """What a class handed in, by code. `repeated` are the files that add nothing to the others."""

    students: tuple[Student, ...]
    repeated: tuple[str, ...]


def student_key(code: str) -> str:
    """Return what codes are compared by: case and spaces around them make no difference."""
    return code.strip().casefold()


def gathered(handed: Iterable[tuple[str, StudentResults]]) -> HandedIn:
    """Combine files, given with their names: each round is taken once, from the file that has more of it."""
    found: dict[str, Student] = {}
    repeated = []
    for file, results in handed:
        key = student_key(results.code)
        before = found.get(key)
        rounds = _rounds(results.answers)
        if before is None:
            programs = (results.program,)
            found[key] = Student(key, results.code, results.name or "", (results.id,), (file,), programs, rounds)
            continue
        added = {id_: answers for id_, answers in rounds.items() if len(answers) > len(before.rounds.get(id_, ()))}
        if not added:
            repeated.append(file)
        found[key] = before._replace(
            name=before.name or results.name or "",
            ids=tuple(dict.fromkeys((*before.ids, results.id))),
            files=(*before.files, file),
            programs=tuple(dict.fromkeys((*before.programs, results.program))),
            rounds={**before.rounds, **added},
        )
    return HandedIn(tuple(found[key] for key in sorted(found, key=natural)), tuple(repeated))


def _rounds(answers: Iterable[StudentAnswer]) -> dict[str, tuple[StudentAnswer, ...]]:
    """Return answers by rounds, each in the order of its positions; of two at the same position, the first."""
    by_round: dict[str, dict[int, StudentAnswer]] = {}
    for answer in answers:
        by_round.setdefault(answer.round, {}).setdefault(answer.position, answer)
    return {id_: tuple(found[position] for position in sorted(found)) for id_, found in by_round.items()}


_Part = tuple[int, int, str]


def natural(key: str) -> tuple[tuple[_Part, ...], str]:
    """Return the key by which codes are sorted: 7b-2 before 7b-12, numbers before words."""
    parts = [part for part in re.split("([0-9]{1,18})", key) if part]
    return tuple((0, int(one), "") if one.isascii() and one.isdecimal() else (1, 0, one) for one in parts), key
