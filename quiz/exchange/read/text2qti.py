"""text2qti: Markdown with `1.` in front of a question, `*c)` right, `b)` wrong, `[*]`, `= 5 +- 1`, `* typed`.

What belongs to a part is indented below it; `...` is feedback, `+` after a right answer, `-` after a wrong one.
"""

from collections.abc import Iterator
from typing import NamedTuple

from quiz.exchange.decimals import decimal_text
from quiz.exchange.losses import Loss, Skipped
from quiz.exchange.markup import Plain, from_markdown, from_plain
from quiz.exchange.question import AnswerType, ForeignOption, ForeignQuestion, Place
from quiz.exchange.reader import Reader
from quiz.exchange.source import Source

_ABOUT: tuple[str, ...] = (
    "quiz title:",
    "quiz description:",
    "text title:",
    "text:",
    "shuffle answers:",
    "show correct answers:",
)
_ABOUT += ("one question at a time:", "can't go back:", "feedback is solution:", "solutions sample groups:")
_ABOUT += ("solutions randomize groups:", "pick:", "solutions pick:", "points per question:", "points:")


_INDENT = 4
#: How certainly each sign belongs to text2qti, in percent.
_SIGNS = {"title:": 30, "quiz title:": 60, "[*]": 70, "=": 70, "_": 60, "^": 60, "*": 30, "...": 70, "*a)": 45}


class _Part(NamedTuple):
    """A part of a question: its sign (`1`, `c)`, `*c)`, `[ ]`, `...`), its lines, and the line that it is on."""

    sign: str
    lines: list[str]
    number: int


def _read(source: Source) -> Iterator[ForeignQuestion | Loss]:
    title = ""
    question: list[_Part] = []
    points: list[_Part] = []
    for part in _parts(source.text):
        if part.sign in ("1", "title:", "END"):
            if question:
                yield _told(question, title, source.name)
                title = ""
            question = [part, *points] if part.sign == "1" else []
            points = []
            title = part.lines[0] if part.sign == "title:" else title
        elif part.sign == "run":
            yield Loss("X103", Place(source.name, part.number), "", "it is made by a program in the file")
        elif part.sign == "points" and (not question or len(question) > 1):
            points = [part]  # of the question that follows
        elif question:
            question.append(part)


def _parts(text: str) -> Iterator[_Part]:
    """Yield the parts of a file; comments and what is about the whole quiz are left out."""
    part: _Part | None = None
    fence = ""
    in_comment = False
    for number, line in enumerate([*text.split("\n"), "END_GROUP"], start=1):
        bare = line.strip()
        if fence or in_comment:
            fence = "" if bare == fence else fence
            in_comment = in_comment and bare != "END_COMMENT"
        elif line.startswith(("```", "~~~")):
            fence = line[: len(line) - len(line.lstrip("`~"))]
            if ".run" in line:
                if part is not None:
                    yield part
                part = _Part("run", [], number)
        elif bare == "COMMENT":
            in_comment = True
        elif line[:1] in (" ", "\t") and part is not None:
            part.lines.append(_inner(line))
        elif not bare:
            if part is not None:
                part.lines.append("")
        elif not line.startswith("%"):
            sign, rest = _sign(line)
            if sign or part is None or part.sign != "1":
                if part is not None:
                    yield part
                part = _Part(sign or "about", [rest], number)
            else:
                part.lines.append(bare)
    if part is not None:
        yield part


def _inner(line: str) -> str:
    """Return a line below a part without the indentation that makes it belong there; code has more."""
    line = line.expandtabs(_INDENT).rstrip()
    return line[min(_INDENT, len(line) - len(line.lstrip())) :]


def _sign(line: str) -> tuple[str, str]:
    """Return the sign that a part begins with, and the rest of the line."""
    lower = line.lower()
    if line.startswith(("GROUP", "END_GROUP")):
        return "END", ""
    if lower.startswith("title:"):
        return "title:", line[6:].strip()
    if lower.startswith(_ABOUT):
        return ("points", "") if lower.startswith("points:") else ("END", "")
    head, _, rest = line.replace("\t", " ").partition(" ")
    rest = rest.strip()
    bare = head.removeprefix("*")
    if head[:-1].isdecimal() and head.endswith("."):
        return "1", rest
    if len(bare) == 2 and bare[0].isalpha() and bare[1] == ")":
        return head, rest
    if line.startswith(("[ ]", "[*]", "[]")):
        sign, _, rest = line.partition("]")
        return "[*]" if "*" in sign else "[ ]", rest.strip()
    if head in ("=", "*", "...", "+", "-", "!"):
        return head, rest
    if len(head) > 2 and not rest and set(head) in ({"_"}, {"^"}):
        return head[0], ""
    return "", line


def _told(parts: list[_Part], title: str, file: str) -> ForeignQuestion | Loss:
    place = Place(file, parts[0].number)
    stem = from_markdown(_text(parts[0]))
    try:
        return _question(parts, stem, title, place)
    except Skipped as skipped:
        return skipped.loss(place, title or stem.text)


def _question(parts: list[_Part], stem: Plain, title: str, place: Place) -> ForeignQuestion:
    options: list[ForeignOption] = []
    why: list[str] = []
    marks = set(stem.marks)
    kind = AnswerType.CHOICE
    for part in parts[1:]:
        plain = from_markdown(_text(part))
        marks |= plain.marks
        if part.sign in ("_", "^"):
            raise Skipped("X101", "it is an essay" if part.sign == "_" else "it asks for an upload")
        if part.sign == "...":
            if options:
                options[-1] = options[-1]._replace(why=plain.text)
            else:
                why.append(plain.text)
        elif part.sign == "+":
            why.append(plain.text)
        elif part.sign.endswith((")", "]")):
            options.append(ForeignOption(plain.text, 1.0 if "*" in part.sign else 0.0))
        elif part.sign == "=":
            kind = AnswerType.NUMBER
            options.append(_number(_text(part)))
        elif part.sign == "*":
            kind = AnswerType.TYPED
            options.append(ForeignOption(from_plain(_text(part)).text, 1.0))
        elif part.sign == "points":
            marks.add("X112")
    several = any(part.sign == "[*]" for part in parts)
    if not options:
        raise Skipped("X143", "it has no answers")
    right = sum(option.is_right for option in options)
    if not right:
        raise Skipped("X140")
    if several:
        options = [option._replace(share=option.share / right) for option in options]
    return ForeignQuestion(
        kind=kind, place=place, stem=stem.text, options=tuple(options), several=several,
        why="\n".join(filter(None, why)), name=title, marks=frozenset(marks),
    )  # fmt: skip


def _text(part: _Part) -> str:
    return "\n".join(part.lines).strip()


def _number(text: str) -> ForeignOption:
    """Return a number with its tolerance, from `5`, `1.41 +- 0.01`, `10 +- 5%` or `[1.2, 1.3]`."""
    text = text.replace("_", "").strip()
    try:
        if text.startswith("["):
            low, _, high = text.strip("[]").partition(",")
            least, most = float(low), float(high)
            return ForeignOption(decimal_text((least + most) / 2), 1.0, "", decimal_text(abs(most - least) / 2))
        value, _, within = text.replace("±", "+-").partition("+-")
        float(value), float(within.strip().rstrip("%") or "0")
    except ValueError:
        raise Skipped("X143", f"`{text[:40]}` is not a number") from None
    return ForeignOption(value.strip(), 1.0, "", within.strip())


def _sniff(source: Source) -> int:
    """Return how certain it is, by the signs in the text; a numbered list may have stars before its options too."""
    signs: set[str] = set()
    is_fenced = False
    for line in source.beginning.split("\n")[:1000]:
        if line.startswith(("```", "~~~")):
            is_fenced = not is_fenced
        if is_fenced:  # in a page about such files
            continue
        sign, rest = _sign(line) if line[:1] not in (" ", "\t", "") else ("", "")
        signs.add("*a)" if sign.startswith("*") and sign.endswith(")") and rest else sign)
        if line.lower().startswith(("quiz title:", "end_group")):
            signs.add("quiz title:")
    score = sum(sure for sign, sure in _SIGNS.items() if sign in signs)
    return min(90, score) if "1" in signs and score else 0


READER = Reader("text2qti", "text2qti", (".txt", ".md"), _sniff, _read)
