"""HTML, Markdown and other markup of questions -> plain text, and what was lost of it.

Each part of a text is looked at once, so the time is proportional to its length, whatever it holds.
"""

from collections.abc import Iterator, Mapping
from html import escape, unescape
from typing import NamedTuple

from quiz.text import CODE

PICTURE, TABULAR, STYLED, FORMULA, LINES = "X105", "X106", "X107", "X108", "X109"
#: The loss in a question -> the same loss in a text next to it, such as feedback.
ASIDE = {PICTURE: "X117", TABULAR: STYLED}

_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "br", "center", "dd", "details", "div", "dl", "dt"),
        *("figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html"),
        *("li", "main", "nav", "ol", "p", "pre", "section", "summary", "ul"),
    )
)
_PLAIN = frozenset(("acronym", "abbr", "bdi", "bdo", "label", "nobr", "ruby", "span", "wbr", "o:p", "meta", "title"))
_FORMATS = frozenset(
    (
        *("a", "b", "big", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd", "mark", "q", "rp", "rt", "s"),
        *("samp", "small", "strike", "strong", "sub", "sup", "time", "tt", "u", "var"),
    )
)
_PICTURES = frozenset(
    (
        *("area", "audio", "canvas", "embed", "iframe", "img", "input", "map", "object", "picture", "select", "source"),
        *("svg", "textarea", "track", "video"),
    )
)
_TABLES = frozenset(("caption", "col", "colgroup", "table", "tbody", "td", "tfoot", "th", "thead", "tr"))
_HIDDEN = frozenset(("script", "style", "template", "noscript"))
_MATH = frozenset(("mfrac", "msqrt", "mroot", "msub", "msup", "msubsup", "munder", "mover", "munderover"))
_MATH_PLAIN = frozenset(
    ("math", "mi", "mn", "mo", "mrow", "mtext", "mspace", "mstyle", "semantics", "mfenced", "mpadded")
)
_KNOWN = _BLOCKS | _PLAIN | _FORMATS | _PICTURES | _TABLES | _HIDDEN | _MATH | _MATH_PLAIN

_SUPER = dict(zip("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ", strict=True))
_SUB = dict(zip("0123456789+-−=()aeoxhklmnpst", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₒₓₕₖₗₘₙₚₛₜ", strict=True))


_CODE_LINE = "\ue002"  # begins a line of code while a text is read


def tag_like(name: str) -> str:
    """Return a tag for an element of XML: itself if HTML has it, else a block."""
    return name if name in _KNOWN else "div"


class Plain(NamedTuple):
    """A text without markup, and the codes of what it lost."""

    text: str
    marks: frozenset[str] = frozenset()

    @property
    def aside(self) -> "Plain":
        """The text if it is only feedback: what it loses does not keep the question from being asked."""
        if not self.marks:
            return self
        lost = {ASIDE.get(mark, mark) for mark in self.marks}
        return Plain(self.text, frozenset(lost))


_NOTHING: frozenset[str] = frozenset()


class _Tag(NamedTuple):
    name: str
    closes: bool
    formula: str = ""  # of a picture of a formula, as it was typed


def from_html(html: str) -> Plain:
    """Return the text of HTML. What only looks like a tag, such as `a<b`, stays; blocks begin a new line."""
    if "<" not in html and "&" not in html:
        return Plain(_tidy(html), _formula(html))
    writer = _Writer()
    for piece in _pieces(html):
        if isinstance(piece, _Tag):
            writer.tag(piece)
        else:
            writer.words(piece)
    text = writer.text()
    return Plain(text, frozenset(writer.marks) | _formula(text))


def from_plain(text: str) -> Plain:
    """Return a text that has no markup, tidied."""
    return Plain(_tidy(text), _formula(text))


class _Writer:
    """Collects words, changed by the tags around them."""

    def __init__(self) -> None:
        self.marks: set[str] = set()
        self._out: list[str] = []
        self._raised: list[tuple[str, int]] = []  # open sub and sup, and where their words begin
        self._hidden = 0
        self._pre = 0

    def words(self, text: str) -> None:
        """Add text between tags."""
        if not self._hidden:
            text = unescape(text).replace(_CODE_LINE, "")
            if self._pre:
                self._out.append(text.replace("\n", f"\n{_CODE_LINE}"))
            else:
                self._out.append(" ".join(text.replace("\n", " ").split(" ")))

    def tag(self, tag: _Tag) -> None:
        """Add what a tag means for the text, if anything."""
        name, closes, formula = tag
        if name in _HIDDEN:
            self._hidden = max(0, self._hidden - 1) if closes else self._hidden + 1
            return
        if formula and not self._hidden:
            self._out.append(f"\\({formula}\\)")
        elif name in _PICTURES or name in _MATH:
            self.marks.add(PICTURE)
        elif name in _TABLES:
            self.marks.add(TABULAR)
            self._out.append("\n")
        elif name in ("sub", "sup"):
            self._raise(name, closes=closes)
        elif name in _FORMATS:
            self.marks.add(STYLED)
        elif name in _BLOCKS:
            if name == "pre":
                self._pre = max(0, self._pre - 1) if closes else self._pre + 1
            self._out.append(f"\n{_CODE_LINE}" if self._pre else "\n")
            if name == "li":
                self.marks.add(LINES)

    def _raise(self, name: str, *, closes: bool) -> None:
        if not closes:
            self._raised.append((name, len(self._out)))
        elif self._raised:
            kind, start = self._raised.pop()
            words = "".join(self._out[start:])
            del self._out[start:]
            self._out.append(raised(words, _SUPER if kind == "sup" else _SUB, "^" if kind == "sup" else "_"))

    def text(self) -> str:
        return _tidy("".join(self._out))


def raised(words: str, signs: Mapping[str, str], mark: str) -> str:
    """Return raised or lowered words: as raised or lowered characters if all of them exist, else as `^(words)`."""
    if not words.strip():
        return words
    if all(char in signs for char in words.strip()):
        return "".join(signs[char] for char in words.strip())
    return f"{mark}({words.strip()})"


def _pieces(html: str) -> Iterator[str | _Tag]:
    """Yield words and known tags in their order. A tag that never ends is words."""
    at = begin = 0
    last = html.rfind(">")
    while True:
        at = html.find("<", at)
        if at < 0 or at > last:
            break
        if html.startswith("<!--", at):
            end = html.find("-->", at)
            if end < 0:
                break
            yield html[begin:at]
            at = begin = end + 3
            continue
        found = _tag_at(html, at)
        if found is None:
            at += 1
            continue
        tag, end = found
        yield html[begin:at]
        yield tag
        at = begin = end
    yield html[begin:]


def _tag_at(html: str, at: int) -> tuple[_Tag, int] | None:
    """Return the known tag that begins at a `<`, and where it ends."""
    start = at + 1
    closes = html.startswith("/", start)
    start += closes
    end = start
    while end < len(html) and end - start < 12 and (html[end].isalnum() or html[end] == ":"):
        end += 1
    name = html[start:end].lower()
    if name not in _KNOWN or html[end : end + 1] not in (">", "/", " ", "\n", "\t"):
        return None
    close = _end_of_tag(html, end)
    if not close or (name not in _PICTURES and not _has_attributes(html[end : close - 1])):
        return None
    return _Tag(name, closes, _drawn_formula(html[end:close]) if name == "img" else ""), close


def _drawn_formula(inside: str) -> str:
    """Return the formula in a picture, from its attributes: `data-equation-content`, or `alt="LaTeX: x^2"`."""
    formula = _attribute(inside, "data-equation-content")
    alt = _attribute(inside, "alt")
    if not formula and alt.startswith("LaTeX:"):
        formula = alt.removeprefix("LaTeX:")
    if not formula and {"equation_image", "texrender"}.intersection(_attribute(inside, "class").split()):
        formula = alt
    return " ".join(formula.split())


def _attribute(inside: str, name: str) -> str:
    """Return an attribute of a tag; "" if it has none."""
    for quote in "\"'":
        _, found, rest = f" {inside}".partition(f" {name}={quote}")
        if found:
            return unescape(rest.partition(quote)[0])
    return ""


def _has_attributes(inside: str) -> bool:
    """Return whether a tag holds nothing, or attributes: `a<b and c>d` is not a tag."""
    return not inside.strip(" /\n\t") or "=" in inside


def _end_of_tag(html: str, at: int) -> int:
    """Return where a tag ends, after its `>`; quotes may contain one. 0 if no end is found near enough."""
    most = min(len(html), at + 4000)
    quote = ""
    for i in range(at, most):
        char = html[i]
        if quote:
            quote = "" if char == quote else quote
        elif char in "\"'":
            quote = char
        elif char == ">":
            return i + 1
        elif char == "<":
            return 0
    close = html.find(">", at, most)
    return close + 1 if close >= 0 else _far_end(html, at)


def _far_end(html: str, at: int) -> int:
    """Return the end of a tag that holds a whole picture, and so is very long."""
    if html.startswith(" src", at) or "base64," in html[at : at + 4000]:
        return html.find(">", at) + 1
    return 0


def _tidy(text: str) -> str:
    """Return a text without spaces at the ends of its lines and without empty lines; code stays as it is typed."""
    if text.isprintable() and "  " not in text and "\xa0" not in text:
        return text.strip()
    text = text.replace("\xa0", " ")
    if _CODE_LINE not in text:
        lines = (line.strip() for line in text.split("\n"))
        return "\n".join(" ".join(line.split()) for line in lines if line)
    blocks: list[tuple[bool, list[str]]] = []  # whether it is code, and its lines
    for line in text.split("\n"):
        is_code = line.startswith(_CODE_LINE)
        shown = line.replace(_CODE_LINE, "").rstrip() if is_code else " ".join(line.split())
        if not is_code and not shown:
            continue
        if not blocks or blocks[-1][0] is not is_code:
            blocks.append((is_code, []))
        blocks[-1][1].append(f"{CODE}{shown}" if is_code and shown else shown)
    return "\n\n".join("\n".join(lines).strip("\n") for _, lines in blocks if any(lines))


def was_code(text: str) -> bool:
    """Return whether a text that was read here has lines of code: only these begin with four spaces."""
    return any(line.startswith(CODE) for line in text.split("\n"))


def _formula(text: str) -> frozenset[str]:
    """Return whether a text has formulas in it, as TeX writes them."""
    if "\\" not in text and "$$" not in text:
        return _NOTHING
    has = "$$" in text or "\\(" in text or "\\[" in text or "\\frac" in text or "\\begin{" in text
    return frozenset((FORMULA,)) if has else _NOTHING


_MEDIA = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".mp3", ".ogg", ".wav", ".mp4", ".webm", ".m4a")


def names_media(text: str) -> bool:
    """Return whether a text is nothing but names of pictures or sounds."""
    return bool(text) and all(word.lower().endswith(_MEDIA) for word in text.replace(",", " ").split())


def from_markdown(text: str) -> Plain:
    """Return the text of Markdown: bold, links and code lose their markup, and pictures are reported."""
    marks: set[str] = set()
    lines: list[str] = []
    fenced = ""
    for line in text.split("\n"):
        bare = line.strip()
        fence = bare[:3]
        if fence in ("```", "~~~") and (not fenced or fence == fenced):
            fenced = "" if fenced else fence
        elif fenced:
            lines.append(f"{_CODE_LINE}{line}")
        elif bare.startswith("|") and bare.endswith("|") and len(bare) > 1:
            marks.add(TABULAR)
            lines.append(bare)
        else:
            while bare.startswith("#") and bare.lstrip("#").startswith(" "):
                bare = bare.lstrip("#").strip()
            if bare.startswith(("- ", "* ", "+ ")):
                marks.add(LINES)
            lines.append(_inline(bare, marks))
    if "<" in text or "&" in text:
        html = (f"<pre>{escape(line[1:])}</pre>" if line.startswith(_CODE_LINE) else line for line in lines)
        plain = from_html("<br>".join(html))
    else:
        plain = from_plain("\n".join(lines))
    return Plain(plain.text, plain.marks | marks)


_STRESS = ("***", "___", "**", "__", "~~", "*", "_")


def _inline(line: str, marks: set[str]) -> str:
    """Return a line without the markup of Markdown. Formulas and code stay as they are."""
    if not any(sign in line for sign in "*_`[~\\$"):
        return line
    out: list[str] = []
    at = 0
    paired = frozenset(sign for sign in _STRESS if line.count(sign) > 1)
    while at < len(line):
        char = line[at]
        if char == "\\" and line[at + 1 : at + 2] in tuple("\\`*_{}[]()#+-.!~|>"):
            if line[at + 1] in "()[]":  # a formula
                out.append(line[at : at + 2])
            else:
                out.append(line[at + 1])
            at += 2
        elif char == "`":
            at = _code(line, at, out, marks)
        elif char == "$":
            at = _until(line, at, "$$" if line.startswith("$$", at) else "$", out)
        elif char == "[" or (char == "!" and line.startswith("![", at)):
            at = _link(line, at, out, marks)
        elif char in "*_~":
            at = _stress(line, at, out, marks, paired)
        else:
            out.append(char)
            at += 1
    return "".join(out)


def _code(line: str, at: int, out: list[str], marks: set[str]) -> int:
    run = at
    while line.startswith("`", run):
        run += 1
    end = line.find(line[at:run], run)
    if end < 0:
        out.append(line[at:run])
        return run
    marks.add(STYLED)
    out.append(
        line[run:end].strip().replace("&", "&amp;").replace("<", "&lt;")
        if "<" in line or "&" in line
        else line[run:end].strip()
    )
    return end + run - at


def _until(line: str, at: int, sign: str, out: list[str]) -> int:
    end = line.find(sign, at + len(sign))
    end = len(line) if end < 0 else end + len(sign)
    found = line[at:end]
    out.append(found if found.endswith(sign) and len(found) > len(sign) else sign)
    return end if out[-1] == found else at + len(sign)


def _link(line: str, at: int, out: list[str], marks: set[str]) -> int:
    start = line.index("[", at) + 1
    middle = line.find("](", start, start + 2000)
    end = line.find(")", middle, middle + 4000) if middle > 0 else -1
    if end < 0:
        out.append(line[at])
        return at + 1
    if line[at] == "!":
        marks.add(PICTURE)
        return end + 1
    marks.add(STYLED)
    out.append(line[start:middle])
    return end + 1


def _stress(line: str, at: int, out: list[str], marks: set[str], paired: frozenset[str]) -> int:
    """Leave out a sign of emphasis if it touches a word on one side only; otherwise it is an ordinary character."""
    sign = next((found for found in _STRESS if line.startswith(found, at)), "")
    before, after = line[at - 1 : at] if at else "", line[at + len(sign) : at + len(sign) + 1]
    opens = bool(after) and not after.isspace() and not before.isalnum()
    closes = bool(before) and not before.isspace() and not after.isalnum()
    if sign and sign != "~" and (opens or closes) and sign in paired and after != sign[0]:
        marks.add(STYLED)
        return at + len(sign)
    out.append(sign or line[at])
    return at + len(sign or line[at])
