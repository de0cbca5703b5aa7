"""A text that is not YAML -> the one problem that says why, in plain words, at the line to fix.

A parser notices many mistakes only lines later, and names them in its own words. So the mistake is looked for in the
text itself, backwards from where the parser stopped.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from quiz.bank.nodes import SourceSpan
from quiz.bank.problems import Problem, TextEdit
from quiz.text import plural, slug

_QUOTE = "put the text in quotes"
_WIDE = "\u00a0\u2007\u202f\u3000"  # spaces that YAML does not take for spaces
_SHORT = 500  # characters of a line that are looked at: a line may have two million
# A key in words. The spaces between them are matched in one piece, so that each character is looked at once.
_KEY = r"[^\s#\"'{\[|>&*!%@`,?-][^\s:#]*+(?:\s++[^\s:#]++)*+"
_PAIR = re.compile(rf"^(\s*(?:- +)*)({_KEY}|\"[^\"]*\"|'[^']*')\s*:\s+(\S.*)$")
_TIGHT = re.compile(r"^(\s*(?:- +)*)([^\W\d][\w-]*):(?!//)([^\s:].*)$")
_EQUALS = re.compile(r"^(\s*(?:- +)*)([^\W\d][\w-]*)\s*=\s*(\S.*)$")
_INNER_KEY = re.compile(r"[{,]\s*([^\s:,{}\[\]]+):")
_SECOND_COLON = re.compile(r":(?=\s|$)")
_PLACEHOLDER = r"[:,\[]\s*(\{[^\W\d]\w*\})\s*$"  # in an unquoted text, where the parser stops
_TICK_BOX = re.compile(r"^(\s*(?:- +|[\w-]+: +)*)(\[[ xX]?\]) +(\S.*)$")
_NAMED = re.compile(r"([\w-]+)\s+(\[.*\]|\{.*\})")
_ID_ALONE = re.compile(r"\s*(- |)(?:id|name): *([\w-]+)\s*$")
_LISTED = re.compile(r"^(\s*(?:- +)+)(\[.*)$")
_WORD = re.compile(r"[\w-]+")
_QUOTED = re.compile(rf'"(?:[^"\\]|\\.){{0,{_SHORT}}}"|' + "'[^']*'")
_FEWEST_CELLS = 3  # of what looks like a row
_LONGEST_ROW = 100
_BEHIND = 3  # lines before the place where the parser stopped

_BY_HAND = "write the bank with a text editor"
_IMPORTED = "`quiz bank import FILE` reads questions from Word, Excel, Anki and other programs"
#: How files of other programs start -> what they are, and what to do.
_SIGNATURES = {
    b"PK\x03\x04": ("a document from Word, Excel or a similar program", _IMPORTED),
    b"\xd0\xcf\x11\xe0": ("a document from Word, Excel or a similar program", _BY_HAND),
    b"%PDF-": ("a PDF", _BY_HAND),
    b"{\\rtf": ("a word-processor document", _BY_HAND),
}
_FROM_SHEET = (
    "`quiz bank new --sheet FILE` makes a bank from a sheet of facts, `quiz bank import FILE` from a sheet of questions"
)


def foreign(data: bytes) -> Problem | None:
    """Return the problem with a file that is not a bank but of another known kind: a document, a web page, a table."""
    start = SourceSpan(1, 1)
    for signature, (what, help_) in _SIGNATURES.items():
        if data.startswith(signature):
            return Problem("B002", f"this is {what}, not a plain text", start, help_)
    if data.count(b"\0", 0, _SHORT) > len(data[:_SHORT]) // 4:
        return Problem("B002", "the file is UTF-16", start, "save it as UTF-8")
    head = data[:_SHORT].decode("utf-8", errors="ignore").lstrip("\ufeff \n\r")
    if head[:2].strip("<") != head[:2] and head[1:2].isalpha() | (head[1:2] == "!"):
        return Problem("B006", "this is a web page, not a bank", start, "a bank starts with `title:`")
    lines = [line for line in head.splitlines() if line.strip()][:2]
    for sign in ",;\t":
        counts = [line.count(sign) for line in lines]
        if len(lines) > 1 and counts[0] and counts[0] == counts[1] and not any(re.search(":(?: |$)", x) for x in lines):
            return Problem("B006", "this is a table from a spreadsheet, not a bank", start, _FROM_SHEET)
    return None


def is_list_of_questions(data: bytes) -> bool:
    """Return whether a file begins like a list of questions for other programs: `1. ...`, or `Q: ...`."""
    return bool(
        re.match(r"\ufeff?\s*(?:\d{1,3}[.)]|[Qq](?:uestion)? ?\d*[.:)]) ?\S", data[:_SHORT].decode(errors="ignore"))
    )


def explained(row: int, column: int, start: tuple[int, int], lines: list[str]) -> Problem | None:
    """Return what is wrong, if one of the usual mistakes is found; lines and columns count from 0.

    The parser stopped at `row` and `column`, in what began at `start`.
    """
    texts = [line[:_SHORT] for line in lines[max(0, row - _BEHIND) : row + 1]]
    first = row + 1 - len(texts)
    numbered = [(first + at, text) for at, text in enumerate(texts) if text.strip() and text.lstrip()[0] != "#"]
    here = lines[row][:_SHORT]
    is_in_flow = start[0] <= row and lines[start[0]][start[1] : start[1] + 1] in ("{", "[")
    found = _open_quote(start[0], row, lines)
    placeholder = re.search(_PLACEHOLDER, here[:column])
    if is_in_flow and placeholder and found is None:
        found = _problem(row, placeholder.start(1), "a text that starts with `{` needs quotes", 'write "{name} ..."')
    if here[column : column + 1] == "," and here[:column].rstrip().endswith((",", "[", "{")):
        found = _problem(row, column, "there is nothing before this comma", "write `[]` for a cell without a value")
    # The line itself, then those before it, the nearest first.
    for at, line in [] if found else reversed(numbered):
        for look in (_shape_of_line, _start_of_value):
            found = found or look(at, line)
        if found or (at < row - 1 and numbered[-1][0] == row and len(numbered) > 1 and at < numbered[-2][0]):
            break
    if found is None and is_in_flow:
        found = _in_braces(row, column, start, lines)
    return found or (None if is_in_flow else _too_many(row, here) or _unfit(row, lines))


def _problem(row: int, column: int, message: str, help: str, fix: Sequence[TextEdit] = ()) -> Problem:
    return Problem("B003", message, SourceSpan(row + 1, column + 1), help, fix=fix)


def in_quotes(row: int, column: int, text: str) -> Sequence[TextEdit]:
    """Return the change that puts the rest of a line, `text`, in quotes; none if that is not certain.

    `row` and `column` count from 0.
    """
    text = text.rstrip()
    if not text or any(sign in text for sign in ('"', "\\", " #", "\t")) or text[-1:] in "|>,[{":
        return ()
    return (TextEdit(SourceSpan(row + 1, column + 1, len(text)), f'"{text}"'),)


def _shape_of_line(row: int, line: str) -> Problem | None:
    """Return the problem with a whole line that is not `key: text`."""
    indent = len(line) - len(line.lstrip())
    text = line.strip()
    wide = next((sign for sign in line[:indent] if sign in _WIDE), "")
    if wide:
        message = f"the indentation has a different kind of space (U+{ord(wide):04X})"
        return _problem(row, line.index(wide), message, "delete it and type spaces")
    if text.startswith("```"):
        return _problem(row, indent, "a line of Markdown", "delete the lines with three backticks")
    if text.startswith(("//", "/*", "<!--")) and ": " not in text:
        remark = text.strip("/*-<!> ")
        return _problem(row, indent, f"a comment does not start with `{text[:2]}`", f"write `# {remark[:40]}`")
    if text.startswith("|"):
        help_ = "write each row as `rome: {city: Rome, country: Italy}`; or save the table as CSV and let "
        return _problem(row, indent, "a Markdown table", help_ + "`quiz bank new --sheet FILE` make the bank")
    if box := _TICK_BOX.match(line):
        help_ = "write the right answer as `answer:`, and the others in `wrong: [...]`"
        return _problem(row, box.start(2), "tick boxes are not read", help_)
    if text.startswith(("* ", "**", "• ", "– ")):
        return _problem(row, indent, f"a line starts with `{text[0]}`", "start the points of a list with `- `")
    if ": " in line or text.endswith(":") or text[0] in "{[}]\"'":
        return None
    for sign in ("：", *(f":{space}" for space in _WIDE)):
        if sign in line:
            at = line.index(sign)
            return _problem(row, at, "a colon with a space after it is needed here", f"write `{text.split(sign)[0]}: `")
    tight = _TIGHT.match(line)
    if tight:
        help_ = f"write `{tight[2]}: {tight[3][:40]}`"
        fix = (TextEdit(SourceSpan(row + 1, tight.end(2) + 2, 0), " "),)
        return _problem(row, tight.end(2), "a space is missing after the colon", help_, fix)
    equals = _EQUALS.match(line)
    if equals:
        return _problem(
            row, line.index("="), "a colon is needed here, not `=`", f"write `{equals[2]}: {equals[3][:40]}`"
        )
    return None


def _start_of_value(row: int, line: str) -> Problem | None:
    """Return the problem with how the text after a key starts, or where it ends."""
    pair = _PAIR.match(line)
    value, at = (pair[3], pair.start(3)) if pair else _listed(line)
    if not value:
        return None
    sign = value[0]
    if sign in "\"'":
        end = _closing(value)
        rest = value[end + 1 :].strip()
        if end <= 0 or not rest or rest.startswith("#"):
            return None
        if sign == "'" and "'" in rest:
            return _problem(row, at + end, "the text ends at this `'`", "write two of them, or use double quotes")
        help_ = "put the whole text in single quotes" if sign == '"' else "put the whole text in double quotes"
        return _problem(row, at + end + 1, "the text continues after its closing quotation mark", help_)
    if sign in "&*!%@`,":
        fix = in_quotes(row, at, value) if sign in "%@" else ()
        shown = "a backtick" if sign == "`" else f"`{sign}`"
        return _problem(row, at, f"a text cannot start with {shown}", _QUOTE, fix)
    if sign in "-?" and value[1:2] in ("", " "):
        return _problem(row, at, f"a text cannot start with `{sign} `", _QUOTE)
    if sign in "|>" and not re.fullmatch(r"[-+0-9]*(?:\s+#.*|\s*)|[-+0-9]*#.*", value[1:]):
        return _problem(row, at, f"a text cannot start with `{sign}`", _QUOTE)
    end = closing_bracket(value) if sign == "[" else -1
    if end > 0 and value[end + 1 :].lstrip().startswith((",", "[")):
        help_ = "put all of it into one pair of brackets: `[first, second, third]`"
        return _problem(row, at + end + 1, "the line continues after this `]`", help_)
    if not pair:
        return None
    if sign == "[" and not re.search(r"[\]#,{]\s*$", value) and value.count("[") == value.count("]"):
        return _problem(row, at, "a text cannot start with `[`", _QUOTE)
    return None


def _listed(line: str) -> tuple[str, int]:
    """Return the text of an item of a list that starts with a bracket, and where it starts."""
    listed = _LISTED.match(line)
    return (listed[2], listed.start(2)) if listed else ("", 0)


def _closing(value: str) -> int:
    """Return where the opening quotation mark is closed, or -1."""
    pattern = r'"(?:[^"\\]|\\.)*"' if value[0] == '"' else r"'(?:[^']|'')*'"
    found = re.match(pattern, value)
    return found.end() - 1 if found else -1


def _open_quote(first: int, row: int, lines: list[str]) -> Problem | None:
    """Find the quotation mark that is not closed in its line, if the next line has a key of its own."""
    for at in range(max(0, min(first, row) - 40), row):
        line = lines[at][:_SHORT]
        pair = _PAIR.match(line)
        if pair and pair[3][0] in "\"'" and _closing(pair[3]) < 0 and at + 1 < len(lines):
            following = lines[at + 1][:_SHORT]
            if _PAIR.match(following) or re.match(r"\s*[\w-]+:\s*$", following):
                help_ = "close it at the end of the text"
                return _problem(at, pair.start(3), "a quotation mark is not closed", help_)
    return None


def _in_braces(row: int, column: int, start: tuple[int, int], lines: list[str]) -> Problem | None:
    """Return the problem between `{` and `}`: they begin at `start`, the parser stopped at `row` and `column`."""
    opening = lines[start[0]]
    sign = opening[start[1]]
    closing = "}" if sign == "{" else "]"
    remark = opening.find(" #", start[1])
    if remark >= 0 and closing in opening[remark:] and row >= start[0]:
        message = "what follows `#` is not read, so the `" + sign + "` is not closed"
        return _problem(start[0], remark + 1, message, _QUOTE)
    line = lines[row]
    at = line[column : column + 1]
    end = closing_bracket(opening, start[1])
    if row > start[0] and end > 0:
        help_ = "write it after a name and a colon, or after `- `"
        if named := _ID_ALONE.match(lines[start[0] - 1]) if start[0] else None:
            help_ = f"write `{named[1]}{named[2]}: {opening[start[1] : end + 1][:_LONGEST_ROW]}` in one line"
        return _problem(start[0], start[1], f"this `{sign}` does not belong to anything before it", help_)
    if (
        row > start[0]
        and len(line) - len(line.lstrip()) <= len(opening) - len(opening.lstrip())
        and opening[start[1] + 1 :]
    ):
        return _problem(start[0], start[1], f"the `{sign}` is not closed", f"write `{closing}` where it ends")
    if at in ("}", "]") and at != closing:
        return _problem(start[0], start[1], f"the `{sign}` is not closed", f"write `{closing}` before this `{at}`")
    before = line[:column].rstrip()
    if row > start[0] and not before and lines[row - 1].rstrip()[-1:] not in (*",{[", ""):
        end = len(lines[row - 1].rstrip())
        return _problem(row - 1, end, "a comma is missing at the end of this line", "write one")
    if at == ":" and row == start[0]:
        value = re.split("[,{]", before)[-1].rpartition(": ")[2]
        key = value.rpartition(" ")[2]
        keys = {name for other in lines[:200] if other is not line for name in _INNER_KEY.findall(other[:_SHORT])}
        if key in keys and key != value:
            return _problem(row, column - len(key), f"a comma is missing before `{key}`", "write one")
        if ": " in re.split("[,{]", before)[-1]:
            return _problem(row, column, "a second colon in one text", _QUOTE)
    if before.endswith(('"', "'")) and at not in ("", ","):
        return _problem(row, len(before), "a comma is missing after the quotation mark", "write one")
    return None


def _too_many(row: int, line: str) -> Problem | None:
    """Find a `}` or `]` that closes nothing."""
    bare = _QUOTED.sub(lambda found: "_" * len(found[0]), line)
    depth = 0
    for at, sign in enumerate(bare):
        depth += (sign in "{[") - (sign in "}]")
        if depth < 0:
            return _problem(row, at, f"one `{sign}` too many", "delete it")
    return None


def _unfit(row: int, lines: list[str]) -> Problem | None:
    """Return the problem with a line that is too far to the left or right for what it belongs to, or has no colon."""
    row = next((at for at in range(row, -1, -1) if lines[at].strip()), row)
    line = lines[row]
    indent = len(line) - len(line.lstrip())
    above = [text for text in lines[max(0, row - 200) : row] if text.strip() and text.lstrip()[0] != "#"]
    if not line.strip() or not above:
        return None
    open_: dict[int, str] = {}  # indentation -> the last line above with it, of the blocks that are still open
    lower = len(lines[row]) + 1_000_000
    for text in reversed(above):
        at = len(text) - len(text.lstrip())
        if at < lower:
            open_[at] = text.strip()
            lower = at
    if ("{" not in line and len(_SECOND_COLON.findall(line)) > 1) or (
        indent > max(open_) and above[-1].rstrip().endswith(":")
    ):
        return None
    if indent not in open_:
        return _text_below(row, indent, lines, open_) or _other_indent(row, indent, open_)
    is_item = line.lstrip().startswith("- ")
    if open_[indent].startswith("- ") and not is_item:
        return _problem(row, indent, "the line above starts with `-`, this one does not", "write both the same way")
    if is_item and not open_[indent].startswith("- "):
        return _problem(row, indent, "this line starts with `-`, the one above does not", "write both the same way")
    return _no_colon([*_last(row, lines), (row, line)], lines)


def _text_below(row: int, indent: int, lines: list[str], open_: Mapping[int, str]) -> Problem | None:
    """Find a line that continues a text, or is below a key that lacks its colon."""
    (at, before), *_ = _last(row, lines, most=row)
    key = before.strip().removeprefix("- ")
    if _WORD.fullmatch(key) and len(before) - len(before.lstrip()) < indent:
        return _problem(at, len(before.rstrip()), f"a colon is missing after `{key}`", f"write `{key}:`")
    inner = max((one for one in open_ if one < indent), default=-1)
    name, _, text = open_.get(inner, "").removeprefix("- ").partition(":")
    own = lines[row].strip().partition(":")[0]
    if not text.strip() or (_WORD.fullmatch(own) and at == row - 1):
        return None
    help_ = (
        f"if it belongs to the text of `{name[:40]}`, write `{name[:40]}: |` and the whole text in the lines below it"
    )
    return _problem(row, indent, "this line is indented too far", help_)


def _last(row: int, lines: list[str], most: int = 2) -> list[tuple[int, str]]:
    """Return the nearest line above that is not empty, if it is at most a few lines above."""
    return [(at, lines[at]) for at in range(row - 1, max(-1, row - 1 - most), -1) if lines[at].strip()][:1]


def _other_indent(row: int, indent: int, open_: dict[int, str]) -> Problem:
    key: Callable[[int], tuple[int, int]] = lambda at: (abs(at - indent), -at)  # noqa: E731 # named for its type
    near = min(open_, key=key)
    name = open_[near].partition(":")[0].removeprefix("- ").strip("\"' ")[:40]
    far = "too far" if indent > near else "too little"
    return _problem(row, 0, f"this line is indented {far}", f"start it right below `{name}`, with {_spaces(near)}")


def _no_colon(likely: Iterable[tuple[int, str]], lines: list[str]) -> Problem | None:
    for row, line in likely:
        text = line.strip()
        if ":" not in text and text[0] not in "-{}[]\"'":
            at = len(line) - len(line.lstrip())
            above = lines[row - 1].strip() if row else ""
            if above.endswith((": |", ": >")):
                help_ = f"put more spaces before it than before `{above.partition(':')[0][:40]}`"
                return _problem(row, at, "this text is not indented", help_)
            return _problem(row, at, "this line has no colon", _with_name(text))
    return None


def _with_name(text: str) -> str:
    """Return how a line without a colon is written: as a row of cells, if it looks like one, or else as a text."""
    if named := _NAMED.fullmatch(text):
        return f"write `{named[1]}: {named[2]}`" if len(text) <= _LONGEST_ROW else f"write `{named[1]}: ` before it"
    cells = [cell.strip() for cell in text.strip("()").split(",")]
    name = slug(cells[0])
    if (
        len(cells) < _FEWEST_CELLS
        or not name
        or len(text) > _LONGEST_ROW
        or any(len(cell.split()) > 3 for cell in cells)
    ):
        return "write a name and a colon before the text, such as `title: Lakes`"
    return f"if it is a row of a table, write `{name}: [{', '.join(cells)}]`"


def _spaces(count: int) -> str:
    return "no space before it" if not count else plural(count, "space before it", "spaces before it")


def slip(key: str, known: Iterable[str], *, is_empty: bool) -> str:
    """Return what to do about a key that is unknown because a space or quotes are missing; else nothing.

    `is_empty` says that the key has no value, like what follows a comma in `{}`.
    """
    if key[:1] and key[0] in _WIDE:
        return "there is a different kind of space before it: delete it and type spaces"
    name, colon, value = key.partition(":")
    if colon and value and name in set(known):
        return f"a space is missing after the colon: write `{name}: {value[:40]}`"
    if is_empty and not colon:
        return "if it belongs to the text before it, put the whole text in quotes, with its comma"
    return ""


def closing_bracket(line: str, start: int = 0) -> int:
    """Return where the bracket at `start` of a line is closed, or -1; those in quotation marks do not count."""
    bare = _QUOTED.sub(lambda found: "_" * len(found[0]), line)
    depth = 0
    for at in range(start, len(bare)):
        depth += (bare[at] in "{[") - (bare[at] in "}]")
        if not depth:
            return at
    return -1
