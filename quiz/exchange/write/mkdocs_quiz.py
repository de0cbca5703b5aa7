"""mkdocs-quiz: Markdown with check boxes between `<quiz>` and `</quiz>`, or a text with gaps, `[[answer]]`.

Characters with a meaning in Markdown are written as entities, which every reader of Markdown shows as those characters.
"""

from collections.abc import Iterable, Iterator

from quiz.exchange.losses import Skipped
from quiz.exchange.question import AnswerType, ForeignQuestion
from quiz.exchange.writer import FileHead, Holds, Writer
from quiz.layout import text_blocks
from quiz.text import has_lines

_SIGNS = {sign: f"&#{ord(sign)};" for sign in "\\`*_[]{}$~|^"} | {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_KINDS = frozenset((AnswerType.CHOICE, AnswerType.TYPED, AnswerType.GAPS))
_ESCAPES = str.maketrans(_SIGNS)
_AT_START = "-+=#:!?"
_BLANK = "_____"
_MARK = "\ue000"  # where an answer belongs; a character that nobody writes


def _check(question: ForeignQuestion) -> None:
    options = [option for gap in question.gaps for option in gap]
    if any(option.share <= 0 for option in options):
        raise Skipped("X121", "mkdocs-quiz has no gaps in which an answer is chosen")
    if question.kind is AnswerType.TYPED:
        options = list(question.options)
    elif question.kind is not AnswerType.GAPS:
        return
    if _MARK in question.stem or any(sign in option.text for option in options for sign in (*_SIGNS, "\n")):
        raise Skipped("X121", "mkdocs-quiz cannot ask for an answer that contains Markdown characters")


def _write(questions: Iterable[ForeignQuestion], about: FileHead) -> bytes:
    return f"# {_escaped(about.title)}\n\n{''.join(map(_block, questions))}".encode()


def _block(question: ForeignQuestion) -> str:
    is_choice = question.kind is AnswerType.CHOICE
    rule = "" if is_choice else "\n---"
    why = f"{rule}\n{_escaped(question.why)}\n" if question.why else ""
    body = "".join(_boxes(question)) if is_choice else f"{_gapped(question)}\n"
    return f"<quiz>\n{body}{why}</quiz>\n\n"


def _boxes(question: ForeignQuestion) -> Iterator[str]:
    yield f"{_escaped(question.stem)}\n"
    for option in question.options:
        yield f"- [{'x' if option.share > 0 else ' '}] {_escaped(option.text)}\n"
        if option.why:
            yield f"> {_escaped(option.why)}\n"


def _gapped(question: ForeignQuestion) -> str:
    """Return a text with its answers where they belong; what is typed goes below the question if it has no gap."""
    if question.kind is AnswerType.TYPED:
        answer = f"[[{question.options[0].text}]]"
        if question.stem.count(_BLANK) != 1:
            return f"{_escaped(question.stem)}\n\n{answer}"
        return _escaped(question.stem.replace(_BLANK, _MARK)).replace(_MARK, answer)
    text = question.stem
    for nth in range(1, len(question.gaps) + 1):
        text = text.replace(f"{{{nth}}}", _MARK, 1)
    text = _escaped(text.replace("{{", "{").replace("}}", "}"))
    for options in question.gaps:
        text = text.replace(_MARK, f"[[{options[0].text}]]", 1)
    return text


def _escaped(text: str) -> str:
    """Return a text as Markdown: its paragraphs, and its code between fences."""
    if not has_lines(text):
        return _line(text)
    parts = []
    for lines, is_code in text_blocks(text):
        fence = "`" * (max([2, *(len(line) - len(line.lstrip("`")) for line in lines)]) + 1)
        parts.append("\n".join((fence, *lines, fence)) if is_code else _line(lines[0]))
    return "\n\n".join(parts)


def _line(text: str) -> str:
    head = text[:1]
    digits = len(text) - len(text.lstrip("0123456789"))
    body = text.translate(_ESCAPES)
    if head and head in _AT_START:
        return f"&#{ord(head)};{body[1:]}"
    if digits and text[digits : digits + 1] in (".", ")"):
        return f"{body[:digits]}&#{ord(text[digits])};{body[digits + 1 :]}"
    return body


WRITER = Writer(
    "mkdocs-quiz",
    "mkdocs-quiz",
    ".md",
    Holds(
        frozenset((AnswerType.CHOICE, AnswerType.TYPED, AnswerType.GAPS)), topics=False, option_lines=False, names=False
    ),
    _write,
    _check,
)
