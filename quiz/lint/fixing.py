"""Mistakes in a bank that can certainly be fixed: the text of a bank -> the same text with only these changes."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from quiz.bank.edits import edited
from quiz.bank.model import Bank
from quiz.bank.nodes import SourceSpan
from quiz.bank.problems import Problem, TextEdit, errors_in
from quiz.bank.reader import source_lines
from quiz.items.decoding import decode
from quiz.lint.check import check_bank
from quiz.lint.codes import ALL_CODES

_MOST_TURNS = 100  # a mistake may hide the next one
_NEEDLESS = "Q100"
_NEXT = re.compile(r"\s*,\s*")
_ONLY = re.compile(r"(?P<key>\ballow:\s*)(?P<open>\[\s*)?$")
_CLOSED = re.compile(r"\s*\]")
_ENDED = re.compile(r"(?=\s*(?:$|#|[,}]))")
_LISTED = re.compile(r"\ballow:\s*\[[^\[\]]*$")


class Fixed(NamedTuple):
    """The bytes of a bank after all certain changes, and the problems that these fixed, each as it was found."""

    data: bytes
    fixed: tuple[Problem, ...]


class _Judged(NamedTuple):
    data: bytes
    bank: Bank | None
    problems: Sequence[Problem]


def fix_bank(data: bytes, name: str) -> Fixed:
    """Fix what can certainly be fixed in the bank of a file. Bytes that are not UTF-8 are left as they are.

    A change is made only if its problem is gone afterwards, nothing new is found, and no id of a fact changes. So a
    second call changes nothing.
    """
    now = _judged(data, name)
    done: list[Problem] = []
    for _ in range(_MOST_TURNS):
        candidates = [problem for problem in now.problems if problem.fix]
        attempts = [candidates, *([one] for one in candidates)] if len(candidates) > 1 else [candidates]
        for problems in filter(None, attempts):
            then = _judged(edited(now.data, _edits(problems)), name)
            if _is_better(now, then, problems):
                done += problems
                now = then
                break
        else:
            break
    return Fixed(now.data, tuple(done))


def _edits(problems: Iterable[Problem]) -> Iterator[TextEdit]:
    for problem in problems:
        yield from problem.fix


def _with_fix(problem: Problem, lines: Sequence[str]) -> Problem:
    """Return a problem with the change that fixes it: an `allow` that nothing needs is deleted."""
    if problem.code != _NEEDLESS:
        return problem
    line, start = lines[problem.span.line - 1], problem.span.column - 1
    end = start + problem.span.width
    if line[start:end] not in ALL_CODES:  # it may be one of a later version
        return problem
    return problem._replace(fix=_without(line, start, end, problem.span))


def _without(line: str, start: int, end: int, span: SourceSpan) -> Sequence[TextEdit]:
    """Return the change that removes a code from the `allow` of its line, or the whole `allow` with its last code."""
    before, after = line[:start], line[end:]
    following, only = _NEXT.match(after), _ONLY.search(before)
    if following and _LISTED.search(before):
        end += following.end()
    elif _LISTED.search(before) and before.rstrip().endswith(","):
        start = len(before.rstrip()) - 1
    elif only and (closed := _CLOSED.match(after) if only["open"] else _ENDED.match(after)):
        start, end = _with_key(line, only.start("key"), end + closed.end())
    else:
        return ()
    if start == end:
        return ()
    return (TextEdit(SourceSpan(span.line, start + 1, end - start), ""),)


def _with_key(line: str, start: int, end: int) -> tuple[int, int]:
    """Return what to delete from a line to remove an `allow` and its comma; no width if that is not clear."""
    before, after = line[:start].rstrip(), line[end:]
    following = _NEXT.match(after)
    if not before:
        return (0, len(line)) if not after.strip() else (start, len(line) - len(after.lstrip()))
    if following:
        return start, end + following.end()
    return (len(before) - 1, end) if before.endswith(",") else (end, end)


def _judged(data: bytes, name: str) -> _Judged:
    decoded = decode(data, name)
    checked = check_bank(decoded.bank, data=data).problems if decoded.bank else ()
    lines = source_lines(data) if checked else []
    problems = [*decoded.problems, *(_with_fix(problem, lines) for problem in checked)]
    return _Judged(data, decoded.bank, sorted(problems, key=lambda problem: problem.span))


def _is_better(now: _Judged, then: _Judged, problems: Sequence[Problem]) -> bool:
    """Return whether some problems are fixed and nothing else has become worse."""
    if then.data == now.data:
        return False
    if any(problem.is_fatal for problem in now.problems):  # the fatal problem hid all others
        lines = [problem.span.line for problem in then.problems if problem.is_fatal]
        return not lines or min(lines) > max(problem.span.line for problem in problems)
    before, after = (Counter((one.code, one.message) for one in judged.problems) for judged in (now, then))
    gone = before - after
    are_gone = all(gone[problem.code, problem.message] for problem in problems)
    if now.bank is None:  # its questions were not judged, so much may be found now
        return are_gone and len(errors_in(then.problems)) <= len(errors_in(now.problems)) - len(errors_in(problems))
    return are_gone and len(then.problems) < len(now.problems) and _ids(now.bank) == _ids(then.bank)


def _ids(bank: Bank | None) -> object:
    if bank is None:
        return None
    tables = [(table.id, [row.id for row in table.rows], [one.id for one in table.patterns]) for table in bank.tables]
    return bank.id, tables, [question.id for question in bank.questions]
