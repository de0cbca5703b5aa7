"""Checking a bank file: what is wrong with it, beside the answers of the history that belong to it."""

from collections.abc import Iterator, Mapping, Sequence

from quiz.app.banks import all_banks
from quiz.app.history import open_upgraded
from quiz.bank.model import Bank
from quiz.bank.problems import Problem
from quiz.bank.reader import id_span
from quiz.history.database import HistoryError
from quiz.library.banks import BankFile, Loaded, list_banks, load_to_play
from quiz.library.files import cache_folder, history_file
from quiz.lint.check import PatternProgress, check_bank
from quiz.text import quoted

_HALF = 0.5


def checked(loaded: Loaded, tell: PatternProgress | None = None) -> Loaded:
    """Return a bank that was read, with all that is to be said about it by place, and how many questions it has."""
    bank = loaded.bank
    if bank is None:
        return loaded
    found = check_bank(bank, past(bank, loaded.file), tell, loaded.data)
    problems = sorted([*loaded.problems, *found.problems], key=lambda problem: problem.span)
    return loaded._replace(problems=tuple(problems), items=found.items)


def with_shared_ids(banks: Sequence[Loaded]) -> list[Loaded]:
    """Return banks that were read, of which each that has the id of another one says so."""
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

    A bank is known by its place: what another file with the same id holds is not gone from this
    one. Where nobody answered this bank under its id, and half of what was answered of a bank
    that is no more is in this one, it was that one before.
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
    """Return the answers on the gone bank that has most in common with this one, at least half."""
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
    """Yield the banks beside the file and those that are found by name, without the file itself."""
    own = file.path.resolve()
    for other in {found.path.resolve(): found for found in [*list_banks([own.parent]), *all_banks()]}.values():
        if other.path.resolve() != own:
            bank = load_to_play(other, cache_folder()).bank
            if bank is not None:
                yield bank
