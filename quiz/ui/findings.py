"""What the check has found: drawn for people; for programs as JSON, workflow commands of GitHub, and SARIF."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, takewhile
from pathlib import Path
from typing import Any
from urllib.parse import quote

import quiz
from quiz.bank.problems import Problem, Severity, is_allowable
from quiz.bank.reader import source_lines
from quiz.library.banks import Loaded
from quiz.lint.codes import ALL_CODES
from quiz.lint.manual import manual
from quiz.serialize import Exact, json_text
from quiz.term.lines import BLANK, Line, Span, Style, line, text_width, wrap
from quiz.term.sink import Sink
from quiz.text import clean, is_clean, plural

_WIDEST = 160  # cells of a line if the output has no width; of a longer line, only the part around the place is shown
_GUTTER = 8  # cells before the text: `  123 | `
_NARROWEST = 20  # cells for the text; nothing helps with fewer
_PER_CELL = 8  # characters that a cell may hold: a letter with its marks, and some to spare
_MARGIN = f"{'|':>7} "
_INDENT = 4  # cells before what continues the line above
_CLEAR = "\x1b[H\x1b[2J"


def told(loaded: Loaded, problems: Sequence[Problem], width: int | None = None) -> list[list[Line]]:
    """Return the lines of each of a bank's problems: with the place in the text and what to do.

    `width` is that of the terminal; None for pipes and files.
    """
    lines = source_lines(loaded.data) if problems else []
    return [excerpt(str(loaded.file.path), problem, lines, width) for problem in problems]


def more(problems: Sequence[Problem]) -> str:
    """Return how to read more about one of the problems, if there is more about any."""
    code = next((problem.code for problem in problems if is_allowable(problem.code)), "")
    return f"`quiz bank check --explain {code}` says why, and how to allow it." if code else ""


def tally(banks: Sequence[Loaded]) -> str:
    """Return how much was found, in one line."""
    severities = [problem.severity for loaded in banks for problem in loaded.problems]
    parts = [plural(severities.count(s), s.value) for s in Severity if s in severities]
    facts, items = sum(loaded.facts for loaded in banks), sum(loaded.items for loaded in banks)
    found = ", ".join(parts) if parts else "No problems"
    return f"{found}. {plural(len(banks), 'bank')}, {plural(facts, 'fact')}, {plural(items, 'question')}."


def excerpt(file: str, problem: Problem, source: Sequence[str], width: int | None = None) -> list[Line]:
    """Return a problem as lines: `file:line:col: ...`, the source line, a caret with the help.

    They fit into `width` cells. Without a width, only the source line is cut to a readable length.
    """
    line_, column, length = problem.span
    head = problem.line(file)
    text = source[line_ - 1] if 0 < line_ <= len(source) else ""
    if not text.strip():
        return _head(f"{head} ({problem.help})" if problem.help else head, width)
    room = max(_NARROWEST, width - _GUTTER) if width else _WIDEST
    before, marked, after = _window(text, column - 1, length, room)
    above = line(f"{line_:>5} | {before}{marked}{after}".rstrip())
    style = Style.WRONG if problem.severity is Severity.ERROR else Style.STRONG
    caret = Span("^" * max(1, text_width(marked)), style)
    return [*_head(head, width), above, *_below(" " * text_width(before), caret, problem.help, width)]


def _window(text: str, at: int, length: int, room: int) -> tuple[str, str, str]:
    """Return the text before, at and after a span, cleaned, in `room` cells; `…` stands for what is left out."""
    far = room * _PER_CELL  # lines may be very long
    marked = clean(text[at : at + min(length, far)])
    if text_width(marked) > room // 2:
        marked = _start(marked, max(1, room // 2 - 1)) + "…"
    before, after = clean(text[max(0, at - far) : at]), clean(text[at + length : at + length + far])
    left = room - text_width(marked)
    wanted = max(left // 4, left - text_width(after))
    shown = before if at <= far and text_width(before) <= wanted else "…" + _end(before, wanted - 1)
    left -= text_width(shown)
    if text_width(after) > left:
        after = _start(after, left - 1) + "…"
    return shown, marked, after


def _start(text: str, room: int) -> str:
    """Return as much of the start of a clean text as fits into `room` cells; it is not cut between joined signs."""
    end = _fits(text, room)
    while not is_clean(text[:end]):
        end -= 1
    return text[:end]


def _end(text: str, room: int) -> str:
    """Return as much of the end of a clean text as fits into `room` cells; it is not cut between joined signs."""
    start = len(text) - _fits(text[::-1], room)
    while not is_clean(text[start:]):
        start += 1
    return text[start:]


def _fits(text: Iterable[str], room: int) -> int:
    """Return how many characters fit into `room` cells."""
    used = accumulate(map(text_width, text))
    return sum(1 for _ in takewhile(lambda width: width <= room, used))


def _below(indent: str, caret: Span, help: str, width: int | None) -> list[Line]:
    """Return the caret with the help next to it, or below it if it is too narrow."""
    told = clean(help)
    beside = text_width(f"{_MARGIN}{indent}{caret.text} {told}")
    if width is None or beside <= width:
        return [line(f"{_MARGIN}{indent}", caret, f" {told}")]
    return [line(f"{_MARGIN}{indent}", caret), *(line(_MARGIN, row) for row in wrap(told, width - len(_MARGIN)))]


def _head(text: str, width: int | None) -> list[Line]:
    text = clean(text)
    if width is None or text_width(text) <= width:
        return [line(Span(text, Style.STRONG))]
    first, *rest = wrap(text, width - _INDENT)
    return [line(Span(first, Style.STRONG)), *(line(Span(" " * _INDENT + row, Style.STRONG)) for row in rest)]


def watch_page(sink: Sink, banks: Sequence[Loaded], edited: Sequence[Line]) -> None:
    """Redraw the screen: as many findings as fit, errors first; then what was edited, and the totals."""
    width, height = sink.size()
    sums = [tally(banks), f"Watching {plural(len(banks), 'file')}. Ctrl-C ends."]
    end = [BLANK, *(line(row) for text in sums for row in wrap(text, width))]
    room = height - 1 - sum(_height(row, width) for row in end)
    blocks = list(_blocks(banks, width))
    wanted = sum(_height(row, width) for row in edited)
    above = _fitting(blocks, max(room - wanted, room // 2), width)
    room -= sum(_height(row, width) for row in above)
    sink.raw(_CLEAR)
    sink.lines([*above, *_first(edited, room, width), *end])


def watch_text(sink: Sink, banks: Sequence[Loaded], edited: Sequence[Line]) -> None:
    """Write the findings, what was edited and the totals, for pipes and files."""
    findings = [row for block in _blocks(banks, None) for row in block]
    sink.lines([*findings, *edited, line(tally(banks)), BLANK])


def _blocks(banks: Sequence[Loaded], width: int | None) -> Iterator[list[Line]]:
    """Yield the lines of each finding, errors first."""
    for severity in Severity:
        for loaded in banks:
            problems = [problem for problem in loaded.problems if problem.severity is severity]
            yield from told(loaded, problems, width)


def _fitting(blocks: Sequence[Sequence[Line]], room: int, width: int) -> list[Line]:
    """Return the first blocks that fit, and how many do not. At least the start of the first one is shown."""
    found: list[Line] = []
    for i, block in enumerate(blocks):
        left = room - sum(_height(row, width) for row in block)
        after = len(blocks) - i - 1
        if left < (1 if after else 0):
            start = [] if i else _first(block, room - (1 if after else 0), width)
            count = after if start else after + 1
            return [*found, *start, *([line(f"and {count} more")] if count else [])]
        room = left
        found += block
    return found


def _first(rows: Sequence[Line], room: int, width: int) -> list[Line]:
    """Return as many of the rows as there is room for."""
    found: list[Line] = []
    for row in rows:
        room -= _height(row, width)
        if room < 0:
            break
        found.append(row)
    return found


def _height(row: Line, width: int) -> int:
    """Return how many rows of the screen a line takes."""
    return max(1, -(-sum(text_width(span.text) for span in row) // max(1, width)))


def as_json(banks: Sequence[Loaded]) -> str:
    """Return the JSON array of problems that docs/formats.md promises (version 1)."""
    return json_text([problem_record(loaded, problem) for loaded in banks for problem in loaded.problems])


def problem_record(loaded: Loaded, problem: Problem) -> dict[str, Any]:
    """Return a problem as docs/formats.md promises it (version 1)."""
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
    return sarif_log([findings_run(banks)])


def findings_run(banks: Sequence[Loaded]) -> dict[str, Any]:
    """Return a run of SARIF: the codes that were found in banks, and the findings."""
    codes = sorted({problem.code for loaded in banks for problem in loaded.problems})
    results = [_result(loaded, problem, codes) for loaded in banks for problem in loaded.problems]
    return sarif_run([_descriptor(code) for code in codes], results)


def sarif_run(rules: Sequence[Mapping[str, Any]], results: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return a run of SARIF: the rules, and what they found."""
    driver = {"name": "quiz", "version": quiz.__version__, "informationUri": quiz.PUBLISHED_AT, "rules": rules}
    return {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}


def sarif_log(runs: Sequence[Mapping[str, Any]]) -> str:
    """Return a SARIF 2.1.0 log of runs."""
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": list(runs)}
    return json_text(log)


def _descriptor(code: str) -> dict[str, Any]:
    severity, title = ALL_CODES[code]
    page = manual(code)
    return {
        "id": code,
        "shortDescription": {"text": title},
        "fullDescription": {"text": page.split("\n\n")[1].replace("\n", " ")},
        "help": {"text": Exact(page)},
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
        "message": {"text": sarif_text(clean(text))},
        "locations": [
            {"physicalLocation": {"artifactLocation": {"uri": sarif_uri(loaded.file.path)}, "region": region}}
        ],
    }


def sarif_text(text: str) -> str:
    """Return a text as a message of SARIF 2.1.0: braces would be placeholders (3.11.5), `[a](b)` a link (3.11.6)."""
    text = text.replace("{", "{{").replace("}", "}}")
    return text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]") if "](" in text else text


def sarif_uri(path: Path) -> str:
    """Return a path as a URI; a relative path stays relative, for the reader of the log to resolve."""
    return path.as_uri() if path.is_absolute() else quote(path.as_posix(), errors="surrogateescape")
