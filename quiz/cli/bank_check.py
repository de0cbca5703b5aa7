"""`quiz bank check`."""

import json
from typing import Annotated, Any

import typer

from quiz.bank.problems import Problem, Severity
from quiz.bank.reader import source_lines
from quiz.cli.exits import Exit
from quiz.cli.open_banks import find_or_fail
from quiz.generate.check import try_all
from quiz.screen.excerpt import excerpt
from quiz.screen.sink import stderr_sink, stdout_sink
from quiz.screen.words import plural
from quiz.store.library import Loaded, load

__all__ = ["app"]

app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)


@app.command()
def check(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", help="Banks, courses, files or folders.")],
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
) -> None:
    """Find every mistake in banks.

    Prints file, line, column, severity, code and what to do. Exit code 0 without errors,
    1 with, 65 where a file is no bank at all.
    """
    loaded = [load(file) for file in find_or_fail(paths)]
    results = [(one, *_checked(one)) for one in loaded]
    problems = [(one, problem) for one, found, _ in results for problem in found]
    if as_json:
        stdout_sink().data(json.dumps([_problem_record(one, problem) for one, problem in problems], indent=2))
    else:
        for one, found, _ in results:
            lines = source_lines(one.data)
            for problem in found:
                sink = stderr_sink() if problem.is_fatal else stdout_sink()
                sink.text(*excerpt(str(one.file.path), problem, lines))
        stdout_sink().text(_tally(results))
    if any(problem.is_fatal for _, problem in problems):
        raise typer.Exit(Exit.BAD_DATA)
    if any(problem.severity is Severity.ERROR for _, problem in problems):
        raise typer.Exit(Exit.FINDINGS)


def _checked(one: Loaded) -> tuple[tuple[Problem, ...], int]:
    """Return every problem of a bank, by place, and how many items it gives."""
    if one.bank is None:
        return one.problems, 0
    generated = try_all(one.bank)
    found = sorted([*one.problems, *generated.problems], key=lambda problem: problem.place)
    return tuple(found), generated.items


def _tally(results: list[tuple[Loaded, tuple[Problem, ...], int]]) -> str:
    """Return how much was found, in one line."""
    severities = [problem.severity for _, problems, _ in results for problem in problems]
    parts = [plural(severities.count(s), s.value) for s in Severity if s in severities]
    facts = sum(one.bank.facts for one, _, _ in results if one.bank)
    items = sum(count for _, _, count in results)
    found = ", ".join(parts) if parts else "No problems"
    return f"{found}. {plural(len(results), 'bank')}, {plural(facts, 'fact')}, {plural(items, 'question')}."


def _problem_record(one: Loaded, problem: Problem) -> dict[str, Any]:
    return {
        "file": str(one.file.path),
        "line": problem.place.line,
        "column": problem.place.column,
        "severity": problem.severity.value,
        "code": problem.code,
        "message": problem.message,
        "help": problem.help,
    }
