"""`quiz bank check`."""

import re
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from itertools import chain
from typing import Annotated

import typer

from quiz import clock
from quiz.app.banks import find_banks
from quiz.app.check import checked, with_shared_ids
from quiz.app.errors import Exit, UserError
from quiz.bank.problems import Problem, did_you_mean
from quiz.cli.completing import complete_bank, complete_code
from quiz.library.banks import BankFile, Loaded, load
from quiz.lint.codes import ALL_CODES
from quiz.lint.manual import manual
from quiz.term.lines import wrap
from quiz.term.progress import Progress
from quiz.term.sink import stderr_sink, stdout_sink
from quiz.term.switches import is_reduced
from quiz.text import plural, quoted
from quiz.ui.findings import as_github, as_json, as_sarif, more, tally, told


class Format(StrEnum):
    """The formats in which findings are written."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"


_FORMATS: Mapping[Format, Callable[[Sequence[Loaded]], str]] = {
    Format.JSON: as_json,
    Format.GITHUB: as_github,
    Format.SARIF: as_sarif,
}


def check_banks(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="PATH...", help="Banks, courses, files or folders.", autocompletion=complete_bank),
    ] = None,
    form: Annotated[
        Format, typer.Option("--format", help="For people, programs, GitHub Actions, or code scanning.")
    ] = Format.TEXT,
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
    fix: Annotated[
        bool, typer.Option("--fix", help="Make the changes that are certain, and check what is left.")
    ] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Show what --fix would change, and change nothing.")] = False,
    watch: Annotated[bool, typer.Option("--watch", help="Check again whenever a bank is saved; Ctrl-C ends.")] = False,
    explain: Annotated[
        str,
        typer.Option(
            metavar="CODE",
            help="Show the manual page of a code, such as Q104.",
            show_default=False,
            autocompletion=complete_code,
        ),
    ] = "",
) -> None:
    """Look for mistakes in banks.

    It makes every question of the banks and judges how it is written. For each problem it prints file, line, column,
    severity, code and what to do. The exit code is 0 without errors, 1 with errors, and 65 if a
    file cannot be read as a bank.
    """
    if explain:
        _explain(explain)
        return
    if not paths:
        raise UserError(Exit.USAGE, "`PATH...` is missing", "name banks, courses, files or folders to check")
    form = Format.JSON if as_json else form
    if watch and (fix or diff):
        raise UserError(Exit.USAGE, "`--watch` cannot be combined with `--fix` or `--diff`", "leave one of them out")
    if diff:
        _show_fixes(find_banks(paths))
        return
    if watch:
        if form is not Format.TEXT:
            raise UserError(
                Exit.USAGE, "`--watch` cannot be combined with a format for programs", "leave one of them out"
            )
        from quiz.app.check import watch_banks

        watch_banks(paths)
        return
    files = find_banks(paths)
    if fix:
        _fix(files)
    banks = with_shared_ids(_checked(files))
    if form is Format.TEXT:
        _tell(banks)
    else:
        written = _FORMATS[form](banks)
        if written:
            stdout_sink().data(written)
    raise typer.Exit(_exit_code(banks))


def _explain(code: str) -> None:
    known = code.strip().upper()
    if known not in ALL_CODES:
        help_ = did_you_mean(code, ALL_CODES) or "use a code that `quiz bank check` has shown"
        if re.fullmatch(r"X\d{3}", known):
            help_ = "`quiz help import` and `quiz help export` list the codes that begin with X"
        raise UserError(Exit.USAGE, f"there is no code {quoted(code)}", help_)
    stdout_sink().text(*manual(known).split("\n"))


def _show_fixes(files: Sequence[BankFile]) -> None:
    """Write what would be fixed, as a diff."""
    from quiz.app.fix import diff, fix_file

    found = [one for one in map(fix_file, files) if one.fixed]
    for one in found:
        stdout_sink().text(*diff(one))
    stderr_sink().text(f"{_mistakes([*chain.from_iterable(one.fixed for one in found)])} can be fixed automatically.")


def _fix(files: Sequence[BankFile]) -> None:
    """Fix what can certainly be fixed in each file, and name it on standard error: the check uses standard output."""
    from quiz.app.fix import fix_file, write_fixed

    for file in files:
        one = fix_file(file)
        if one.fixed:
            write_fixed(one)
            stderr_sink().text(*(f"fixed: {problem.line(str(file.path))}" for problem in one.fixed))


def _mistakes(problems: Sequence[Problem]) -> str:
    return "Nothing" if not problems else plural(len(problems), "mistake")


def _checked(files: Sequence[BankFile]) -> list[Loaded]:
    """Check every file, with a progress bar on standard error if it takes long."""
    progress = Progress(stderr_sink(), clock.ticked_s, still=is_reduced())
    banks: list[Loaded] = []
    try:
        for i, file in enumerate(files):

            def tell(done: int, of: int, i: int = i, name: str = file.address) -> None:
                progress.at((i + done / of) / len(files), name)

            tell(0, 1)
            banks.append(checked(load(file), tell))
    finally:
        progress.close()
    return banks


def _tell(banks: Sequence[Loaded]) -> None:
    """Write the findings for people. That a file is not a bank goes to standard error."""
    for loaded in banks:
        for fatal, sink in ((True, stderr_sink()), (False, stdout_sink())):
            problems = [problem for problem in loaded.problems if problem.is_fatal is fatal]
            found = told(loaded, problems, sink.size()[0] if sink.isatty() else None)
            if found:
                sink.lines([line for lines in found for line in lines])
    sink = stdout_sink()
    if sink.isatty():
        sums = [tally(banks), more([problem for loaded in banks for problem in loaded.problems])]
        sink.text(*(row for text in sums if text for row in wrap(text, sink.size()[0])))
    else:
        sink.text(tally(banks))


def _exit_code(banks: Sequence[Loaded]) -> int:
    """Return what the command exits with: 65 if a file is not a bank, 1 with errors, else 0."""
    if any(problem.is_fatal for loaded in banks for problem in loaded.problems):
        return Exit.BAD_DATA
    return Exit.FINDINGS if any(loaded.errors for loaded in banks) else Exit.FINE
