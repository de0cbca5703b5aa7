"""Reading, judging and reporting on bank files."""

from collections.abc import Sequence

from quiz.app.bank_history import past
from quiz.app.errors import Exit
from quiz.bank.problems import Severity
from quiz.library.banks import BankFile, Loaded, load
from quiz.lint.check import PatternProgress, check_bank
from quiz.ui.findings import Report


def report_on(file: BankFile, tell: PatternProgress | None = None) -> Report:
    """Read a bank file and return all that is to be said about it."""
    return judged(load(file), tell)


def judged(loaded: Loaded, tell: PatternProgress | None = None) -> Report:
    """Return all that is to be said about a bank that was read, by place."""
    bank = loaded.bank
    if bank is None:
        return Report(str(loaded.file.path), loaded.data, loaded.problems)
    checked = check_bank(bank, past(bank, loaded.file), tell)
    problems = sorted([*loaded.problems, *checked.problems], key=lambda problem: problem.span)
    return Report(str(loaded.file.path), loaded.data, tuple(problems), bank.facts, checked.items)


def exit_code(reports: Sequence[Report]) -> int:
    """Return what the command exits with: 65 where a file is no bank, 1 with errors, else 0."""
    problems = [problem for report in reports for problem in report.problems]
    if any(problem.is_fatal for problem in problems):
        return Exit.BAD_DATA
    return Exit.FINDINGS if any(problem.severity is Severity.ERROR for problem in problems) else Exit.FINE
