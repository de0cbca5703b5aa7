"""Question texts with `{placeholders}`, parsed once and filled many times."""

import re
from collections.abc import Callable, Mapping
from itertools import takewhile
from typing import NamedTuple

from quiz.text import has_lines

_LONGEST_NAME = 80
_DOUBLED = re.compile(r"(?:\{\{)+|(?:\}\})+")


class Slot(NamedTuple):
    """A placeholder: the column it names and where it starts in the text."""

    column: str
    offset: int


class Template(NamedTuple):
    """A text with placeholders.

    `texts` has one more entry than `slots`; the filled text is texts[0], the value of
    slots[0], texts[1] and so on.
    """

    texts: tuple[str, ...]
    slots: tuple[Slot, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns it names, each once, in order."""
        return tuple(dict.fromkeys(slot.column for slot in self.slots))

    def fill(self, value_of: Callable[[str], str] | Mapping[str, str]) -> str:
        """Return the text with every placeholder filled from `value_of`. A value that has lines keeps them."""
        get = value_of if callable(value_of) else value_of.__getitem__
        parts = [self.texts[0]]
        for slot, text in zip(self.slots, self.texts[1:], strict=True):
            parts.append(get(slot.column))
            parts.append(text)
        if any(map(has_lines, parts[1::2])):
            from quiz.layout import fill_in  # few values have lines

            return fill_in(self.texts, parts[1::2])
        return "".join(parts)

    @property
    def raw(self) -> str:
        """The text with its placeholders as `{column}`."""
        return self.fill(lambda column: f"{{{column}}}")


def parse_template(text: str) -> tuple[Template, list[tuple[int, str]]]:
    """Parse `text`; also return (offset, message) for each broken placeholder.

    `{{` and `}}` stand for literal braces. Broken ones are kept as plain text.
    """
    texts: list[str] = []
    slots: list[Slot] = []
    broken: list[tuple[int, str]] = []
    current: list[str] = []
    i = 0
    while i < len(text):
        braces = [j for j in (text.find("{", i), text.find("}", i)) if j >= 0]
        if not braces:
            break
        brace = min(braces)
        current.append(text[i:brace])
        if doubled := _DOUBLED.match(text, brace):
            current.append(doubled[0][::2])
            i = doubled.end()
            continue
        end = text.find("}", brace) if text[brace] == "{" else -1
        name = text[brace + 1 : end].strip() if end > 0 else ""
        if not name or "{" in name:
            sign = text[brace]
            broken.append((brace, _alone(text, brace)))
            current.append(sign)
            i = brace + 1
            continue
        texts.append("".join(current))
        current = []
        slots.append(Slot(name, brace))
        i = end + 1
    current.append(text[i:])
    texts.append("".join(current))
    return Template(tuple(texts), tuple(slots)), broken


def _alone(text: str, at: int) -> str:
    """Return the message for a single brace: what to write instead, with the name next to it, if there is one."""
    sign = text[at]
    is_open = sign == "{"
    near = text[at + 1 : at + 1 + _LONGEST_NAME] if is_open else text[max(0, at - _LONGEST_NAME) : at][::-1]
    letters = "".join(takewhile(_is_of_name, near))
    name = letters if is_open else letters[::-1]
    if not name.isidentifier():
        return f"`{sign}` is on its own; write `{sign}{sign}` for the character itself"
    typed, lacks = (f"{{{name}", "is not closed") if is_open else (f"{name}}}", "is not opened")
    return f"`{typed}` {lacks}; write `{{{name}}}`, or `{sign}{sign}` for the character itself"


def _is_of_name(sign: str) -> bool:
    return sign == "_" or sign.isalnum()
