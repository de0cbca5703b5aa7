"""Templates and what was filled into them: `Who was {office}?` and `Who was President?` give {office: President}."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache

__all__ = ["filled", "names_in", "pieces", "plain"]


@cache
def plain(text: str) -> str:
    """Return a text without what only its layout needs: lines, spaces and fences of code."""
    return " ".join(re.sub(r"^\s*```.*$", "", text, flags=re.MULTILINE).split())


@cache
def pieces(template: str) -> Sequence[str]:
    """Return the words of a template at even places, and what is in braces at odd ones."""
    parts = re.split(r"(\{\{|\}\}|\{[^{}]*\})", template)
    found = [""]
    for part in parts:
        if part in ("{{", "}}"):
            found[-1] += part[0]
        elif part.startswith("{"):
            found += [part[1:-1].strip(), ""]
        else:
            found[-1] += part
    return tuple(found)


def names_in(template: str) -> Sequence[str]:
    """Return what is in the braces of a template."""
    return pieces(template)[1::2]


def filled(template: str, text: str, choices: Callable[[str], Iterable[str] | None]) -> Iterator[Mapping[str, str]]:
    """Yield what may have been filled into a template to give a text.

    `choices` returns what there is for a name, or None if it may be anything.
    """
    parts = [re.sub(r"\s+", " ", part) for part in pieces(template)]
    parts[0], parts[-1] = parts[0].lstrip(), parts[-1].rstrip()
    yield from _filled(parts, plain(text), choices, {})


def _filled(
    parts: Sequence[str], text: str, choices: Callable[[str], Iterable[str] | None], known: Mapping[str, str]
) -> Iterator[Mapping[str, str]]:
    if not text.startswith(parts[0]):
        return
    text = text[len(parts[0]) :]
    if len(parts) == 1:
        if not text:
            yield known
        return
    name = parts[1]
    offered = [known[name]] if name in known else choices(name)
    if offered is None:
        after = parts[2]
        ends = (len(text),) if len(parts) == 3 and not after else range(1, len(text) + 1)
        offered = [text[:end] for end in ends if text.startswith(after, end)]
    for value in offered:
        if text.startswith(bare := plain(value)):
            yield from _filled(parts[2:], text[len(bare) :], choices, {**known, name: value})
