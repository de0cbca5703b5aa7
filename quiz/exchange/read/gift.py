"""GIFT, as Moodle reads it: `::name::stem{=right ~wrong#feedback ####feedback to all}`.

If the rules are silent, Moodle's own reader (question/format/gift/format.php) decides: an empty
line ends a question, the first braces hold the answers, `=` among `~` makes one option the key.
"""

from collections.abc import Iterator
from typing import NamedTuple

from quiz.exchange.decimals import decimal_text
from quiz.exchange.losses import Loss, Skipped
from quiz.exchange.markup import Plain, from_html, from_markdown, from_plain
from quiz.exchange.question import AnswerType, ForeignOption, ForeignQuestion, Pair, Place
from quiz.exchange.reader import Reader
from quiz.exchange.source import Source
from quiz.text import clean

_ESCAPED = ":#={}~\\"  # after a backslash these are ordinary characters
_FORMATS = ("html", "moodle", "plain", "markdown")
_GAP = "_____"
_EMPTY = Plain("")
_CATEGORY = "$CATEGORY:"


class _Block(NamedTuple):
    line: int
    text: str
    comments: tuple[str, ...]


def _read(source: Source) -> Iterator[ForeignQuestion | Loss]:
    topic: tuple[str, ...] = ()
    for block in _blocks(source.text):
        text, line = block.text, block.line
        if text.startswith(_CATEGORY):
            path, _, text = text.partition("\n")
            topic = topic_of(unescaped(path[len(_CATEGORY) :]))
            line, text = line + 1, text.strip()
        if text:
            place = Place(source.name, line)
            name, stem = _named(text)
            try:
                yield _question(stem, name, topic, block.comments, place)
            except Skipped as skipped:
                start = _find(stem, "{")
                label = name or _plain(*_format_of(stem[: start if start > 0 else 200], "moodle")).text
                yield skipped.loss(place, label)


def topic_of(path: str) -> tuple[str, ...]:
    """Return the parts of a Moodle category, `$course$/top/Unit 1/Rivers`; `//` stands for a slash within a name."""
    parts = [part.replace("\x00", "/").strip() for part in path.replace("//", "\x00").split("/")]
    return tuple(part for part in parts if part and part != "top" and not (part[0] == part[-1] == "$"))


def _blocks(text: str) -> Iterator[_Block]:
    """Yield what is between empty lines; lines that begin with // are comments."""
    lines: list[str] = []
    comments: list[str] = []
    first = 0
    for number, line in enumerate([*text.split("\n"), ""], start=1):
        bare = line.strip()
        if bare.startswith("//"):
            comments.append(bare[2:].strip())
            if lines:
                lines.append(" ")
        elif bare:
            first = first if lines else number
            lines.append(bare)
        else:
            if lines:
                start = _after_comment(lines, comments)
                yield _Block(first + start, "\n".join(lines[start:]).strip(), tuple(comments))
            lines, comments = [], []


def _after_comment(lines: list[str], comments: list[str]) -> int:
    """Return where a question begins: Moodle writes its name into a comment, lines and all."""
    if not comments or not comments[0].startswith("question:") or lines[0].startswith("::"):
        return 0
    return next((at for at, line in enumerate(lines) if line.startswith("::")), 0)


def _named(text: str) -> tuple[str, str]:
    """Return the name between double colons, and the rest."""
    if text.startswith("::"):
        end = _find(text, "::", 2)
        if end >= 0:
            return clean(unescaped(text[2:end])).strip(), text[end + 2 :].strip()
    return "", text


def _question(text: str, name: str, topic: tuple[str, ...], comments: tuple[str, ...], place: Place) -> ForeignQuestion:
    start, end = _find(text, "{"), _find(text, "}")
    if start < 0 and end < 0:
        raise Skipped("X101", "it is a text, not a question")
    if start < 0 or end < start:
        raise Skipped("X143", "its braces do not match; an empty line ends a question")
    body, tail = text[start + 1 : end].strip(), text[end + 1 :].strip()
    if _find(tail, "{") >= 0:
        raise Skipped("X104")
    before, form = _format_of(text[:start].strip(), "moodle")
    stem = _plain(f"{before} {_GAP}{'' if tail[:1] in '.,;:!?)' else ' '}{tail}" if tail else before, form)
    body, general = _general(body)
    why = _plain(*_format_of(general, form)).aside
    id_, tags = _ids(comments)
    found = _answers(body, form)
    marks = stem.marks | why.marks | found.marks
    return ForeignQuestion(
        kind=found.kind, place=place, stem=stem.text, options=found.options, several=found.several,
        pairs=found.pairs, why="\n".join(filter(None, (why.text, found.why))), id=id_, name=name, topic=topic,
        tags=tags, marks=marks, is_weighted=True,
    )  # fmt: skip


class _Answers(NamedTuple):
    kind: AnswerType
    options: tuple[ForeignOption, ...] = ()
    pairs: tuple[Pair, ...] = ()
    several: bool = False
    marks: frozenset[str] = frozenset()
    why: str = ""


def _answers(body: str, form: str) -> _Answers:
    if not body:
        raise Skipped("X101", "it is an essay")
    if body.startswith("#"):
        return _number(body[1:])
    if _find(body, "~") >= 0:
        return _choice(body, form)
    first, _, said = _split_once(body, "#")
    if first.strip().upper() in ("T", "TRUE", "F", "FALSE"):
        return _claim(first.strip().upper()[0] == "T", said, form)
    if _find(body, "=") >= 0 and _find(body, "->") >= 0:
        return _matching(body, form)
    options, marks = _options(_cut(body, "="), form, share=1.0)
    return _Answers(AnswerType.TYPED, options, marks=marks)


def _choice(body: str, form: str) -> _Answers:
    pieces = _cut(body, "~=")
    single = any(sign == "=" for sign, _ in pieces)
    options, marks = _options(pieces, form, share=0.0)
    if len(options) < 2:
        raise Skipped("X143", "it has only one option")
    return _Answers(AnswerType.CHOICE, options, several=not single, marks=marks)


def _claim(value: bool, said: str, form: str) -> _Answers:
    """Read a claim. The first comment is for students who are wrong, the second for those who are right."""
    if_wrong, _, if_right = _split_once(said, "#")
    wrong, right = (_plain(*_format_of(text, form)).aside for text in (if_wrong, if_right))
    why = right.text or wrong.text
    return _Answers(
        AnswerType.TRUE_FALSE,
        (ForeignOption("true" if value else "false", 1.0),),
        marks=wrong.marks | right.marks,
        why=why,
    )


def _matching(body: str, form: str) -> _Answers:
    pairs, marks = [], frozenset[str]()
    for _, piece in _cut(body, "="):
        at = _find(piece, "->")
        if at < 0:
            raise Skipped("X143", "one of its pairs has no `->`")
        other = unescaped(piece[at + 2 :])
        left, right = (
            _plain(*_format_of(piece[:at].strip(), form)),
            from_plain(other) if form == "plain" else from_html(other),
        )
        pairs.append(Pair(left.text, right.text))
        marks |= left.marks | right.marks
    if len(pairs) < 2:
        raise Skipped("X143", "it has only one pair")
    return _Answers(AnswerType.MATCHING, pairs=tuple(pairs), marks=marks)


def _number(body: str) -> _Answers:
    at = _find(body, "~")
    options, marks = _options(_cut(body[:at] if at >= 0 else body, "="), "moodle", share=1.0)
    ranged = tuple(_range(option) for option in options)
    if not ranged:
        raise Skipped("X143", "it has no number")
    return _Answers(AnswerType.NUMBER, ranged, marks=marks)


def _range(option: ForeignOption) -> ForeignOption:
    """Return a number with its tolerance, from `42:5` or `40..44`."""
    low, dots, high = option.text.partition("..")
    if dots:
        least, most = number(low), number(high)
        middle = (least + most) / 2
        return option._replace(text=decimal_text(middle), within=decimal_text(abs(most - middle)))
    value, colon, within = option.text.partition(":")
    number(value), number(within or "0")
    return option._replace(text=value.strip(), within=within.strip() if colon else "")


def number(text: str) -> float:
    """Return a number as GIFT writes it. Raises `Skipped`."""
    try:
        value = float(text.strip())
    except ValueError:
        raise Skipped("X143", f"`{clean(text.strip())[:40]}` is not a number") from None
    if value - value != 0:
        raise Skipped("X143", f"`{clean(text.strip())[:40]}` is not a number")
    return value


def _options(
    pieces: list[tuple[str, str]], form: str, share: float
) -> tuple[tuple[ForeignOption, ...], frozenset[str]]:
    """Return options with their shares: `=` earns all points, `%50%` half of them, and any other `share`."""
    options, marks = [], frozenset[str]()
    for sign, raw in pieces:
        piece = raw.strip()
        weight, behind = _weight(piece)
        part = weight if weight is not None else 1.0 if sign == "=" else share
        answer, _, said = _split_once(piece[behind:], "#")
        own = _format_of(answer.strip(), form)
        text, why = _plain(*own), _plain(*_format_of(said.strip(), own[1])).aside
        options.append(ForeignOption(text.text, part, why.text))
        if text.marks or why.marks:
            marks |= text.marks | why.marks
    return tuple(options), marks


def _weight(piece: str) -> tuple[float | None, int]:
    """Return the share that `%50%` or `%-33.33333%` in front of an option gives, and where the option continues."""
    if piece.startswith("%"):
        end = piece.find("%", 1, 16)
        digits = piece[1:end] if end > 0 else ""
        if digits.removeprefix("-").replace(".", "", 1).isdecimal() and digits.isascii():
            return round(float(digits) / 100, 5), end + 1
    return None, 0


def _ids(comments: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """Return what `[id:x]` and `[tag:y]` in comments say."""
    id_, tags = "", []
    for comment in comments:
        for piece in comment.split("[")[1:]:
            key, _, value = piece.partition("]")[0].partition(":")
            if key == "id" and "]" in piece:
                id_ = clean(unescaped(value)).strip()
            elif key == "tag" and "]" in piece:
                tags.append(clean(unescaped(value)).strip())
    return id_, tuple(tags)


def _general(body: str) -> tuple[str, str]:
    """Return the answers, and the feedback for everybody, which follows the last `####`."""
    at = body.rfind("####")
    while at > 0 and _is_escaped(body, at):
        at = body.rfind("####", 0, at)
    return (body, "") if at < 0 else (body[:at].strip(), body[at + 4 :].strip())


def _format_of(text: str, form: str) -> tuple[str, str]:
    """Return a text without `[html]` in front of it, and its format."""
    if text.startswith("["):
        end = text.find("]", 1, 12)
        if text[1:end] in _FORMATS:
            return text[end + 1 :].lstrip(), text[1:end]
    return text, form


def _plain(text: str, form: str) -> Plain:
    if not text:
        return _EMPTY
    text = unescaped(text)
    if form == "plain":
        return from_plain(text)
    if form == "markdown":
        return from_markdown(text)
    return from_html(text if form == "html" else text.replace("\n", "<br>") if "<" in text else text)


# What is escaped.


def unescaped(text: str) -> str:
    r"""Return a text without the backslashes that escape characters; `\n` is a line break."""
    if "\\" not in text:
        return text
    out: list[str] = []
    at = 0
    while (found := text.find("\\", at)) >= 0:
        out.append(text[at:found])
        sign = text[found + 1 : found + 2]
        at = found + 2
        if sign == "n":
            out.append("\n")
        elif sign and sign in _ESCAPED:
            out.append(sign)
        else:
            out.append("\\")
            at = found + 1
    out.append(text[at:])
    return "".join(out)


def _is_escaped(text: str, at: int) -> bool:
    """Return whether an odd number of backslashes comes before a sign."""
    run = at
    while run > 0 and text[run - 1] == "\\":
        run -= 1
    return (at - run) % 2 == 1


def _find(text: str, sign: str, start: int = 0) -> int:
    """Return where a sign is that no backslash protects, or -1."""
    at = text.find(sign, start)
    while at >= 0 and _is_escaped(text, at):
        at = text.find(sign, at + 1)
    return at


def _split_once(text: str, sign: str) -> tuple[str, str, str]:
    at = _find(text, sign)
    return (text, "", "") if at < 0 else (text[:at], sign, text[at + len(sign) :])


def _cut(text: str, signs: str) -> list[tuple[str, str]]:
    """Return the pieces of a text with the sign in front of each; `~=` is an `=`. An empty first piece is left out."""
    first, second = signs[0], signs[-1]
    pieces: list[tuple[str, str]] = []
    sign, start = "", 0
    one, other = _find(text, first), _find(text, second)
    while one >= 0 or other >= 0:
        at = one if other < 0 or 0 <= one < other else other
        is_double = sign == "~" and text[at] == "=" and not text[start:at].strip()
        if (sign or text[start:at].strip()) and not is_double:
            pieces.append((sign, text[start:at]))
        sign, start = text[at], at + 1
        if one == at:
            one = _find(text, first, start)
        if other == at:
            other = _find(text, second, start)
    pieces.append((sign, text[start:]))
    return [piece for piece in pieces if piece[0] or piece[1].strip()]


def _sniff(source: Source) -> int:
    """Return how certain it is. Most braces must hold answers, because programs have braces too."""
    score = braces = 0
    if "```{" in source.beginning:
        return 0  # chunks of a program
    for block in source.beginning.split("\n\n")[:200]:
        start, end = _find(block, "{"), _find(block, "}")
        body = block[start + 1 : end].strip() if 0 <= start < end else ""
        braces += start >= 0
        first = body.split("#")[0].strip().upper()
        has_answers = body[:1] in ("=", "~", "#") and body[1:2] not in ("", "=")
        is_named = block.lstrip().startswith(("::", _CATEGORY))
        if has_answers or is_named or first in ("T", "F", "TRUE", "FALSE"):
            score += 1
    return min(40 + 25 * score, 90) if score and score * 2 >= braces else 0


READER = Reader("gift", "Moodle GIFT", (".gift",), _sniff, _read)
