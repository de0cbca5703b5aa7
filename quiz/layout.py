"""Texts with lines: cut into paragraphs and code, and put together.

Most texts are one line, a paragraph. Longer ones are kept in one form: a paragraph is a line, a line of code begins
with four spaces, and an empty line separates them. A teacher may write the same, or break paragraphs into lines
anywhere, or put code between lines of ```. So nothing has to be escaped, and laying out a text again changes nothing.
There is no other markup.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from quiz.text import CODE, FENCE, clean, has_lines

_OTHER_BREAKS = "\r\x85\u2028\u2029"
_TAB = 4  # columns between two tab stops


class TextBlock(NamedTuple):
    """A paragraph, which is one line, or lines of code as they were written."""

    lines: tuple[str, ...]
    is_code: bool = False


def text_blocks(text: str) -> list[TextBlock]:
    """Return a text's paragraphs and code, cleaned; a single line is always one paragraph, whatever it looks like."""
    if not has_lines(text):
        return [TextBlock((clean(text).strip(),))]
    found: list[TextBlock] = []
    for is_code, group in _groups(map(clean, _lines(text))):
        lines = _trimmed(group) if is_code else [" ".join(group)]
        if not any(lines):
            continue
        if is_code and found and found[-1].is_code:  # only a blank line can be seen between them
            lines = [*found.pop().lines, "", *lines]
        found.append(TextBlock(tuple(lines), is_code))
    return found or [TextBlock(("",))]


def _lines(text: str) -> list[str]:
    text = text.replace("\r\n", "\n")
    for sign in _OTHER_BREAKS:
        text = text.replace(sign, "\n")
    return [line.expandtabs(_TAB) for line in text.split("\n")]


def _groups(lines: Iterable[str]) -> Iterator[tuple[bool, list[str]]]:
    """Yield (whether it is code, its lines) for each paragraph and each stretch of code."""
    group: list[str] = []
    is_code, fence, indent = False, "", 0
    for line in lines:
        bare = line.strip()
        is_indented = line.startswith(CODE)
        if fence and bare.startswith(fence) and not bare.strip("`"):
            yield True, group
            group, is_code, fence = [], False, ""
        elif fence:
            group.append(line[min(indent, _indent(line)) :] if bare else "")
        elif begun := _fence_of(line):
            yield is_code, group
            group, is_code, fence, indent = [], True, begun, _indent(line)
        elif not bare and is_code:
            group.append("")
        elif not bare or is_indented is not is_code:
            yield is_code, group
            group, is_code = [], bool(bare) and is_indented
            group += [line[len(CODE) :] if is_code else bare] if bare else []
        else:
            group.append(line[len(CODE) :] if is_code else bare)
    yield is_code, group


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _fence_of(line: str) -> str:
    """Return the backticks that begin code in a line, perhaps before the name of a language; or nothing."""
    bare = line.strip()
    name = bare.lstrip("`")
    is_fence = bare.startswith(FENCE) and not line.startswith(CODE) and all(c.isalnum() or c in "+-#._" for c in name)
    return bare[: len(bare) - len(name)] if is_fence else ""


def _trimmed(lines: Sequence[str]) -> Sequence[str]:
    """Return lines without the blank ones at both ends."""
    seen = [at for at, line in enumerate(lines) if line]
    return lines[seen[0] : seen[-1] + 1] if seen else ()


def laid_out(text: str) -> str:
    """Return a text as it is kept, cleaned. A text that is already like that does not change."""
    return _joined(text_blocks(text))


def prose(text: str) -> str:
    """Return the paragraphs of a text as one line, without its code; if a text is only code, the code."""
    blocks = text_blocks(text)
    paragraphs = [block for block in blocks if not block.is_code]
    return " ".join(line.strip() for block in paragraphs or blocks for line in block.lines)


def _joined(blocks: Iterable[TextBlock]) -> str:
    return "\n\n".join(
        "\n".join(f"{CODE}{line}" if line else "" for line in lines) if is_code else lines[0]
        for lines, is_code in blocks
    )


def unfolded(text: str) -> str:
    """Return a text folded by YAML as it would be if its lines had been kept: each line break becomes a blank line.

    Lines that begin with a space, and what is next to them, are not folded (YAML 1.2, section 8.1.3).
    """
    lines = text.rstrip("\n").split("\n")
    parts = [lines[0]]
    for before, line in pairwise(lines):
        parts += ["\n" if before.startswith(" ") or line.startswith(" ") else "\n\n", line]
    return "".join(parts)


def fill_in(texts: Sequence[str], values: Sequence[str]) -> str:
    """Return texts[0], values[0], texts[1] ... as one text, in which values with lines keep them.

    Code in a paragraph gets lines of its own. What follows a value with lines is a paragraph, without the full stop or
    other mark that would have ended the sentence. In code, the lines are indented like the first one.
    """
    if not any(map(has_lines, values)):
        return "".join(part for pair in zip(texts, [*values, ""], strict=True) for part in pair)
    done = texts[0]
    for value, text in zip(values, texts[1:], strict=True):
        line = done.rpartition("\n")[2]
        if not has_lines(value):
            done += (value if line or not done else _without_mark(value)) + text
        elif line.startswith(CODE):
            indent = line[: _indent(line)]
            lines = "\n\n".join("\n".join(block.lines) for block in text_blocks(value))
            done += lines.replace("\n", f"\n{indent}") + text
        else:
            first, *rest = text.split("\n", 1)
            before = f"{done.rstrip(' ')}\n\n" if text_blocks(value)[0].is_code else done
            done = f"{before}{value}\n\n" + "\n".join((_without_mark(first), *rest))
    return laid_out(done)


def _without_mark(text: str) -> str:
    """Return what follows lines, without the mark that would have ended the sentence."""
    bare = text.lstrip()
    rest = bare.lstrip(".,;:!?")
    return bare if rest[:1].strip() else rest.lstrip()


def composed(*parts: str) -> str:
    """Return parts of a text, some of which may have lines, as one text; a mark after one with lines is left out."""
    return fill_in([""] * (len(parts) + 1), parts)
