"""Bytes of a bank -> tree of nodes with spans, or the one problem that stops it.

Works on YAML's *events*, never on its composed or constructed values: those turn
`no` into false and `12:30` into 750, drop duplicate keys, and can be made to crash
the interpreter or to fill the memory. Anchors, aliases, tags and merges are refused.
"""

import codecs
import re
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from quiz.bank.events import SMALL, Unsure, events_of
from quiz.bank.limits import MAX_BYTES, MAX_DEPTH, MAX_NODES, MAX_PROBLEMS, MAX_SCALAR
from quiz.bank.nodes import Map, Node, Scalar, Seq, SourceSpan
from quiz.bank.problems import Problem, typed_in_list

_CURLY_SIGNS = ("“", "„", "”")
_CURLY = re.compile(rf"[:,\[{{]\s*[{''.join(_CURLY_SIGNS)}]")
_NO_QUOTES = "curly quotation marks do not count as quotes"
_SHOWN = 60  # characters of a text in a line to write
# Keys of the format that a beginner may write twice: what is below them belongs together, or is one list.
_SECTIONS = ("tables", "questions", "rows", "columns", "decoys", "passages", "kinds")
_LISTS = ("wrong", "also", "hint", "pinned")
#: What ends a line of a bank.
BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]|(?<!^)\ufeff")
_PLAIN_BYTES = bytes([9, 10, 13, *range(32, 127)])
_SURROGATE = re.compile("[\ud800-\udfff]")
#: Codes of problems in a file that was never meant to be YAML.
_DOUBTED = ("B002", "B003", "B004")


class Reading(NamedTuple):
    """The root node, or None with the problems that stopped the reading."""

    root: Node | None
    problems: tuple[Problem, ...]


class _Refused(Exception):
    """The text is not a bank; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem


def read(data: bytes, *, pure: bool = False) -> Reading:
    """Read the bytes of a bank. Never raises on any input.

    `pure` takes PyYAML's Python parser even if its C parser is there. Both give the same nodes, spans and problems,
    with two exceptions: for texts over 64 KiB they may report different mistakes, and only the C parser accepts an
    unquoted text in `{}` or `[]` with a line that starts with a separate `?`, and a comment right after
    the `>` or `|` of a text.
    """
    try:
        text = _decode(data)
        return Reading(*_tree(text, pure))
    except _Refused as refused:
        if not pure and len(data) <= SMALL:
            return read(data, pure=True)
        from quiz.bank.syntax import foreign  # only after a mistake

        problem = refused.problem
        return Reading(None, ((foreign(data) or problem) if problem.code in _DOUBTED else problem,))


def source_lines(data: bytes) -> list[str]:
    """Return the lines of a bank's text as YAML counts them, for messages."""
    return BREAK.split(data.decode("utf-8-sig", errors="replace"))


def id_span(data: bytes) -> SourceSpan:
    """Return where the id of a bank is written; the start of the text if it has none."""
    root = read(data).root
    keys = zip(root.keys, root.values, strict=True) if isinstance(root, Map) else ()
    return next((value.span for key, value in keys if key.text == "id"), SourceSpan(1, 1))


def _decode(data: bytes) -> str:
    start = SourceSpan(1, 1)
    if len(data) > MAX_BYTES:
        raise _Refused(Problem("B005", "the file is larger than 2 MiB", start, "split it into several banks"))
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise _Refused(Problem("B002", "the file is UTF-16", start, "save it as UTF-8"))
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        span = _span_of(before, len(before))
        message = f"byte 0x{data[error.start]:02x} is not UTF-8"
        raise _Refused(Problem("B002", message, span, "save the file as UTF-8")) from None
    if "%" in text and (text.startswith("%") or "\n%" in text):
        row = next(i for i, line in enumerate(BREAK.split(text), start=1) if line.startswith("%"))
        raise _Refused(Problem("B004", "a line starts with `%`", SourceSpan(row, 1), "put the text in quotes"))
    if "\t" in text:
        text = _without_tabs(text)
    if data.isascii() and not data.translate(None, _PLAIN_BYTES):
        return text
    found = _FORBIDDEN.search(text)
    if found:
        message = f"control character U+{ord(found.group()):04X} in the text"
        raise _Refused(Problem("B002", message, _span_of(text, found.start()), "delete it"))
    return text


def _without_tabs(text: str) -> str:
    """Return text with each tab as a space, as it will be shown; PyYAML's two parsers differ on tabs."""
    for row, line in enumerate(BREAK.split(text), start=1):
        indent = line[: len(line) - len(line.lstrip())]
        if "\t" in indent and line.strip() and not line.lstrip().startswith("#"):
            raise _Refused(Problem("B003", "the indentation has a tab", SourceSpan(row, 1), "indent with spaces"))
    return text.replace("\t", " ")


def _span_of(text: str, offset: int) -> SourceSpan:
    lines = BREAK.split(text[:offset])
    return SourceSpan(len(lines), len(lines[-1]) + 1)


def _tree(text: str, pure: bool) -> tuple[Node | None, tuple[Problem, ...]]:
    try:
        return _build(events_of(text, pure=pure))
    except Unsure:
        return _tree(text, pure=True)
    except yaml.MarkedYAMLError as error:
        if "nesting depth" in str(error.problem) and error.problem_mark is not None:
            # From version 0.2.6 on, the C parser refuses a depth of 1,000. In flow collections it looks ahead, so it
            # does that before it gives an event. The text before it is enough to exceed our own limit.
            return _tree(text[: error.problem_mark.index - MAX_DEPTH], pure)
        raise _Refused(_syntax_problem(error, text)) from None
    except (yaml.YAMLError, ValueError, OverflowError, IndexError, KeyError, AttributeError, RecursionError):
        # The parsers are known to raise these on some broken texts.
        raise _Refused(Problem("B003", "this is not valid YAML", SourceSpan(1, 1))) from None


def _build(next_event: Callable[[], Any]) -> tuple[Node | None, tuple[Problem, ...]]:  # noqa: C901, PLR0912, PLR0915 # one loop, for speed
    """Fold the events into a tree, checking each limit before anything grows."""
    problems: list[Problem] = []
    root: Node | None = None
    items: list[Node] = []  # the children of the innermost open collection
    open_: list[tuple[list[Node], Any, type]] = []  # outer collections with start mark and kind of the next
    nodes = documents = 0
    new = tuple.__new__  # a Scalar without a call of its own __new__, which would take a fifth of the whole time
    while True:
        event = next_event()
        kind = type(event)
        if kind is ScalarEvent:
            mark = event.start_mark
            value = event.value
            line, column = mark.line + 1, mark.column + 1
            if event.anchor is not None or event.tag is not None:
                raise _Refused(_feature(event))
            nodes += 1
            if not value and not event.style and items and open_ and open_[-1][2] is MappingStartEvent:
                line, column = items[-1].line, items[-1].column  # at its key: the parsers differ on where it is
            if len(value) > 2000 and len(value.encode("utf-8", "replace")) > MAX_SCALAR:
                raise _Refused(Problem("B005", "a text is longer than 8 KiB", SourceSpan(line, column), "shorten it"))
            if not value.isascii() and _SURROGATE.search(value):
                raise _Refused(
                    Problem("B003", "a `\\u` escape is not a character", SourceSpan(line, column), "delete it")
                )
            items.append(new(Scalar, (value, line, column)))
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            if event.anchor is not None or event.tag is not None:
                raise _Refused(_feature(event))
            nodes += 1
            open_.append((items, event.start_mark, kind))
            items = []
            if len(open_) > MAX_DEPTH:
                raise _Refused(
                    Problem("B005", "nested more than 16 levels deep", _mark_span(event.start_mark), "use fewer levels")
                )
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            outer, mark, _ = open_.pop()
            line, column = mark.line + 1, mark.column + 1
            if kind is MappingEndEvent:
                outer.append(_map(items, line, column, problems))
            else:
                outer.append(Seq(tuple(items), line, column))
            items = outer
        elif kind is AliasEvent:
            raise _Refused(_feature(event))
        elif kind is DocumentStartEvent:
            documents += 1
            if documents > 1:
                span = _mark_span(event.start_mark)
                raise _Refused(Problem("B006", "a second document starts here", span, "keep one bank in a file"))
        elif kind is StreamEndEvent:
            break
        if nodes > MAX_NODES:
            span = _mark_span(event.start_mark)
            raise _Refused(Problem("B005", f"more than {MAX_NODES} values", span, "split the bank"))
    root = items[0] if items else None
    return root, tuple(problems)


def _map(items: list[Node], line: int, column: int, problems: list[Problem]) -> Map:
    keys: list[Scalar] = []
    for key in items[::2]:
        if type(key) is not Scalar:
            raise _Refused(Problem("B006", "a key must be a text", key.span, "use a name before the colon"))
        keys.append(key)
    texts = {key.text for key in keys}
    if "<<" in texts:
        merge = next(key for key in keys if key.text == "<<")
        raise _Refused(Problem("B004", "`<<` (a merge) is not used in banks", merge.span, "write the keys out"))
    if len(texts) == len(keys):
        return tuple.__new__(Map, (tuple(keys), tuple(items[1::2]), line, column))
    first: dict[str, Scalar] = {}
    values: dict[str, list[Node]] = {}
    for key, value in zip(keys, items[1::2], strict=True):
        first.setdefault(key.text, key)
        values.setdefault(key.text, []).append(value)
    joined = {name: _join(name, found) for name, found in values.items() if len(found) > 1}
    for key in keys:
        if key is not first[key.text] and len(problems) < MAX_PROBLEMS:
            message = f"`{key.text}` is given twice, here and in line {first[key.text].line}"
            problems.append(Problem("B104", message, key.span, joined[key.text]))
    return Map(tuple(first.values()), tuple(found[0] for found in values.values()), line, column)


def _join(name: str, values: Sequence[Node]) -> str:
    """Return what to do about a key with several values."""
    if name in _SECTIONS:
        return f"move the lines below it to the end of the first `{name}:`"
    texts = [value.text[:_SHOWN] for value in values if isinstance(value, Scalar)]
    if len(texts) < len(values):  # a key of rows, tables or questions rather than of a setting
        return f"give one of them another name, such as `{name}-2`, or delete it"
    if name in _LISTS:
        return f"write one list: `{name}: [{', '.join(map(typed_in_list, texts))}]`"
    return "keep one of the two"


def _mark_span(mark: Any) -> SourceSpan:
    return SourceSpan(mark.line + 1, mark.column + 1)


def _feature(event: Any) -> Problem:
    span = _mark_span(event.start_mark)
    if type(event) is AliasEvent:
        help_ = "put the text in quotes; if it is an alias, write out what it stands for"
        return Problem("B004", "a text cannot start with `*`", span, help_)
    sign, name = ("&", "an anchor") if event.anchor is not None else ("!", "a tag")
    help_ = f"put the text in quotes; if it is {name}, delete it"
    return Problem("B004", f"a text cannot start with `{sign}`", span, help_)


def _unquoted(row: int, line: str) -> Problem:
    """Ask for quotes around the text of a line that starts with a placeholder."""
    from quiz.bank.syntax import in_quotes  # only after a mistake

    column = line.index("{")
    text = line[column:].rstrip()
    shown = f"'{text}'" if '"' in text else f'"{text}"'
    help_ = f"write {shown}" if len(text) <= _SHOWN else 'write "{name} ..."'
    is_alone = line[:column].rstrip().endswith((":", "-")) and not line.lstrip(" -").startswith("{")
    fix = in_quotes(row, column, text) if is_alone and "{" not in line[:column] and "[" not in line[:column] else ()
    return Problem("B003", "a text that starts with `{` needs quotes", SourceSpan(row + 1, column + 1), help_, fix=fix)


def _starts_with_placeholder(line: str) -> bool:
    """Return whether the text of a line is unquoted and like `{name} of the ...`."""
    head = line[:200].lstrip(" -")
    text = head if head.startswith("{") else head.partition(": ")[2].lstrip()
    name, closed, _ = text[1:].partition("}")
    return text.startswith("{") and closed == "}" and name.strip().isidentifier()


def _is_inside_text(line: str, column: int) -> bool:
    """Return whether a brace is in an unquoted text, as in `{ask: Who is {name}?, answer: town}`."""
    return line[column : column + 1] in ("{", "[") and line[:column].rstrip()[-1:] not in ("", *",:{[\"'}]")


def _syntax_problem(error: yaml.MarkedYAMLError, text: str) -> Problem:
    """Return a syntax error in plain words, from where it is and what is there."""
    from quiz.bank.syntax import explained, in_quotes  # only after a mistake

    mark = error.problem_mark or error.context_mark
    lines = BREAK.split(text)
    if mark is None:
        return Problem("B003", "this is not valid YAML", SourceSpan(1, 1))
    row = min(mark.line, len(lines) - 1)
    span = SourceSpan(row + 1, mark.column + 1 if row == mark.line else len(lines[row]) + 1)
    said = f"{error.context} {error.problem}"
    line = lines[row]
    start = _mark_span(error.context_mark or mark)
    if "Unicode character escape" in said:
        return Problem("B003", "a `\\u` escape is not a character", start, "delete it")
    if "escape" in said or "hexdecimal" in said:  # as the C parser spells it
        if line[mark.column : mark.column + 1] != "\\":  # PyYAML's own parser marks the character after it
            span = span._replace(column=span.column - 1)
        return Problem("B003", "an invalid `\\` escape in a quoted text", span, "write `\\\\`, or use single quotes")
    usual = explained(row, span.column - 1, (start.line - 1, start.column - 1), lines)
    if usual is not None and not _starts_with_placeholder(line):
        return usual
    if "quoted scalar" in said:
        return Problem("B003", "a quotation mark is not closed", start, "close it at the end of the text")
    for at in (row, row - 1) if row else (row,):
        if _starts_with_placeholder(lines[at]):
            return _unquoted(at, lines[at])
    if "mapping values" in said and line.count(": ") + line.endswith(":") < 2:
        return Problem(
            "B003",
            "this line is indented too far",
            SourceSpan(row + 1, 1),
            "let it begin exactly below the key above it",
        )
    if "mapping values" in said:
        key, _, text = line.partition(": ")
        if text.lstrip()[:1] in _CURLY_SIGNS:
            start = span._replace(column=len(line) - len(text.lstrip()) + 1)
            return Problem("B003", _NO_QUOTES, start, "put the text in straight ones")
        is_plain = not any(sign in key for sign in "{[\"'#") and text[:1] not in ("'", '"', "{", "[")
        fix = in_quotes(row, len(line) - len(text.lstrip()), text.lstrip()) if is_plain else ()
        has_both = '"' in text and "'" in text
        which = "single quotes, and each `'` in it twice" if has_both else "single quotes" if '"' in text else "quotes"
        return Problem("B003", "a second colon in one line", span, f"put the text in {which}", fix=fix)
    if "start any token" in said:
        sign = line[mark.column : mark.column + 1] if row == mark.line else ""
        shown = "a backtick" if sign == "`" else f"`{sign}`"
        return Problem("B003", f"a text cannot start with {shown}", span, "put the text in quotes")
    if "indentation indicators" in said and line[mark.column : mark.column + 1] == "#":
        help_ = "put a space before it, or the text in quotes"
        return Problem("B003", "`#` comes right after `>` or `|`", span, help_)
    return _unclosed(said, line, mark.column, span)


def _unclosed(said: str, line: str, column: int, span: SourceSpan) -> Problem:
    """Return the problem inside `{}` or `[]`, or with a line that is out of place."""
    if "flow" in said and line.lstrip().startswith("?"):
        return Problem("B003", "a line in `{}` or `[]` starts with `?`", span, "put the text in quotes")
    before = line[:column].rstrip()
    if "flow" in said and _is_inside_text(line, column) and (curly := _CURLY.search(before)):
        help_ = 'write straight ones: "... {name} ..."'
        return Problem("B003", _NO_QUOTES, span._replace(column=curly.end()), help_)
    if "flow" in said and _is_inside_text(line, column):
        return Problem("B003", "a text with `{` or `[` in it needs quotes here", span, 'write "... {name} ..."')
    if "flow" in said or "unexpected ':'" in said:
        return Problem("B003", "a `{` or `[` is not closed, or a comma is missing", span, "close it")
    return Problem(
        "B003", "the line does not fit what comes before it", span, "check the indentation, quotes and colons"
    )
