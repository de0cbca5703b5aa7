"""What the check has found, for programs: JSON, workflow commands of GitHub, and SARIF."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

import quiz
from quiz.bank.problems import CODES, Problem, Severity
from quiz.library.banks import Loaded
from quiz.lint.manual import manual
from quiz.serialize import Exact, json_text
from quiz.text import clean


def as_json(banks: Sequence[Loaded]) -> str:
    """Return the JSON array of problems that docs/formats.md promises (version 1)."""
    return json_text([_record(loaded, problem) for loaded in banks for problem in loaded.problems])


def _record(loaded: Loaded, problem: Problem) -> dict[str, Any]:
    return {
        "version": 1,
        "file": loaded.file.path,
        "line": problem.span.line,
        "column": problem.span.column,
        "severity": problem.severity.value,
        "code": problem.code,
        "message": problem.message,
        "help": problem.help,
    }


_GITHUB: Mapping[Severity, str] = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def as_github(banks: Sequence[Loaded]) -> str:
    """Return workflow commands of GitHub Actions, which shows them at the lines of a change."""
    lines = []
    for loaded in banks:
        path = _property("\n".join(map(clean, str(loaded.file.path).split("\n"))))
        for problem in loaded.problems:
            line, column, width = problem.span
            place = f"file={path},line={line},col={column},endColumn={column + width}"
            message = _escaped("\n".join(filter(None, [clean(problem.message), clean(problem.help)])))
            lines.append(f"::{_GITHUB[problem.severity]} {place},title={problem.code}::{message}")
    return "\n".join(lines)


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")


def as_sarif(banks: Sequence[Loaded]) -> str:
    """Return a SARIF 2.1.0 log with one run: the codes that were found, and the findings."""
    codes = sorted({problem.code for loaded in banks for problem in loaded.problems})
    results = [_result(loaded, problem, codes) for loaded in banks for problem in loaded.problems]
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


def _result(loaded: Loaded, problem: Problem, codes: Sequence[str]) -> dict[str, Any]:
    line, column, width = problem.span
    region = {"startLine": line, "startColumn": column, "endColumn": column + width}
    text = f"{problem.message} ({problem.help})" if problem.help else problem.message
    return {
        "ruleId": problem.code,
        "ruleIndex": codes.index(problem.code),
        "level": problem.severity.value,
        "message": {"text": _sarif(clean(text))},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(loaded.file.path)}, "region": region}}],
    }


def _sarif(text: str) -> str:
    """Return a text as a message of SARIF 2.1.0: braces would be placeholders (3.11.5), `[a](b)` a link (3.11.6)."""
    text = text.replace("{", "{{").replace("}", "}}")
    return text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]") if "](" in text else text


def _uri(path: Path) -> str:
    """Return a path as a URI: relative ones stay so, as those who read it know where they stand."""
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
