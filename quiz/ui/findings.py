"""What the check has found, for people and for programs."""

from collections.abc import Mapping, Sequence
from pathlib import Path, PurePath
from typing import Any, NamedTuple
from urllib.parse import quote

import quiz
from quiz.bank.problems import ALLOWABLE, CODES, Problem, Severity
from quiz.bank.reader import source_lines
from quiz.lint.manual import manual
from quiz.serialize import Exact, json_text
from quiz.term.lines import Line
from quiz.text import clean
from quiz.ui.excerpt import excerpt
from quiz.ui.words import plural


class Report(NamedTuple):
    """What was found in one file: problems by place, and how many facts and questions the bank has."""

    path: str
    data: bytes
    problems: tuple[Problem, ...]
    facts: int = 0
    items: int = 0


def told(report: Report, problems: Sequence[Problem], width: int | None = None) -> list[list[Line]]:
    """Return the lines of each of a report's problems: with the place in the text and what to do.

    `width` is that of the terminal; None for pipes and files.
    """
    lines = source_lines(report.data) if problems else []
    return [excerpt(report.path, problem, lines, width) for problem in problems]


def more(problems: Sequence[Problem]) -> str:
    """Return how to learn more about one of the problems, if there is more to say about any."""
    code = next((problem.code for problem in problems if problem.code in ALLOWABLE), "")
    return f"`quiz bank check --explain {code}` says why, and how to allow it." if code else ""


def tally(reports: Sequence[Report]) -> str:
    """Return how much was found, in one line."""
    severities = [problem.severity for report in reports for problem in report.problems]
    parts = [plural(severities.count(s), s.value) for s in Severity if s in severities]
    facts, items = sum(report.facts for report in reports), sum(report.items for report in reports)
    found = ", ".join(parts) if parts else "No problems"
    return f"{found}. {plural(len(reports), 'bank')}, {plural(facts, 'fact')}, {plural(items, 'question')}."


def as_json(reports: Sequence[Report]) -> str:
    """Return the JSON array of problems that docs/formats.md promises (version 1)."""
    return json_text([_record(report, problem) for report in reports for problem in report.problems])


def _record(report: Report, problem: Problem) -> dict[str, Any]:
    return {
        "version": 1,
        "file": Path(report.path),
        "line": problem.span.line,
        "column": problem.span.column,
        "severity": problem.severity.value,
        "code": problem.code,
        "message": problem.message,
        "help": problem.help,
    }


_GITHUB: Mapping[Severity, str] = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def as_github(reports: Sequence[Report]) -> str:
    """Return workflow commands of GitHub Actions, which shows them at the lines of a change."""
    lines = []
    for report in reports:
        path = _property("\n".join(map(clean, report.path.split("\n"))))
        for problem in report.problems:
            line, column, width = problem.span
            place = f"file={path},line={line},col={column},endColumn={column + width}"
            message = _escaped("\n".join(filter(None, [clean(problem.message), clean(problem.help)])))
            lines.append(f"::{_GITHUB[problem.severity]} {place},title={problem.code}::{message}")
    return "\n".join(lines)


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")


def as_sarif(reports: Sequence[Report]) -> str:
    """Return a SARIF 2.1.0 log with one run: the codes that were found, and the findings."""
    codes = sorted({problem.code for report in reports for problem in report.problems})
    results = [_result(report, problem, codes) for report in reports for problem in report.problems]
    driver = {"name": "quiz", "version": quiz.__version__, "rules": [_descriptor(code) for code in codes]}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json_text(log)


def _descriptor(code: str) -> dict[str, Any]:
    severity, title = CODES[code]
    return {
        "id": code,
        "shortDescription": {"text": title},
        "help": {"text": Exact(manual(code))},
        "defaultConfiguration": {"level": severity.value},
    }


def _result(report: Report, problem: Problem, codes: Sequence[str]) -> dict[str, Any]:
    line, column, width = problem.span
    region = {"startLine": line, "startColumn": column, "endColumn": column + width}
    text = f"{problem.message} ({problem.help})" if problem.help else problem.message
    return {
        "ruleId": problem.code,
        "ruleIndex": codes.index(problem.code),
        "level": problem.severity.value,
        "message": {"text": _sarif(clean(text))},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(report.path)}, "region": region}}],
    }


def _sarif(text: str) -> str:
    """Return a text as a message of SARIF 2.1.0: braces would be placeholders (3.11.5), `[a](b)` a link (3.11.6)."""
    text = text.replace("{", "{{").replace("}", "}}")
    return text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]") if "](" in text else text


def _uri(path: str) -> str:
    """Return a path as a URI: relative ones stay so, as those who read it know where they stand."""
    return Path(path).as_uri() if PurePath(path).is_absolute() else quote(PurePath(path).as_posix())
