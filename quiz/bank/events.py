"""The events of a YAML text, the same from both of PyYAML's parsers.

The C parser is quick; if the two are known to differ, the pure one decides.
"""

import re
from collections import deque
from collections.abc import Callable
from typing import Any

import yaml
from yaml.events import (
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

# Up to this size the pure parser reads what is doubtful, and names the mistake in a text that is broken.
SMALL = 64 * 1024
# A `?` that starts nothing: after a word, or after a dash of one. White space with a line break in it is matched in one
# piece and never given back; otherwise a long run of line breaks would be searched from each of them.
_BROKEN = r"(?:[^\S\n]*+\n)++[^\S\n]*+"
_MARK_IN_WORD = re.compile(rf"(?:(?<=[^\s,:?\-\[\]{{}}])|(?<=[^\s\-]-))(?: *+\?+|{_BROKEN}\?+(?=\S))+|(?<=-)\?+")
_EMPTY_KEY = re.compile(r"\?\s*[,\]]")
_TIGHT_COLON = re.compile(r":[,\[\]{}]")
# What PyYAML's two parsers do not read alike: a `?` apart from a word, a comment right after `>` or `|`.
_DOUBTFUL = re.compile(r"(?:^|[\s,:?\-\[\]{}])\?|[>|][-+0-9]*#")


class Unsure(Exception):
    """The two parsers may not read the text alike."""


def events_of(text: str, *, pure: bool) -> Callable[[], Any]:
    """Return a function that gives the events of a text one by one. It raises `Unsure` if the C parser may err."""
    if not yaml.__with_libyaml__ or pure:
        return _pure_events(text)
    get: Callable[[], Any] = yaml.CLoader(text).get_event
    doubts = [found.end() - 1 for found in _DOUBTFUL.finditer(text)] if len(text) <= SMALL else []
    return _sure_events(get, text, doubts) if doubts else get


def _sure_events(get: Callable[[], Any], text: str, doubts: list[int]) -> Callable[[], Any]:
    """Return the events of the C parser, as long as both parsers read the doubtful characters alike.

    They do so in quotes; and with a `?` also anywhere outside of flow collections, as in most questions.
    """
    left = deque(doubts)
    flow = 0  # how many flow collections are open

    def next_event() -> Any:
        """Return the next event. Raises `Unsure` if the other parser may read it differently."""
        nonlocal flow
        event = get()
        kind = type(event)
        if kind is ScalarEvent and left and left[0] < event.end_mark.index:
            start, end, is_quoted = event.start_mark.index, event.end_mark.index, event.style in ("'", '"')
            while left and left[0] < end:
                at = left.popleft()
                if at < start or not (is_quoted or (text[at] == "?" and not flow)):
                    raise Unsure
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            flow += bool(flow or event.flow_style)
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            flow -= bool(flow)
        elif kind is StreamEndEvent and left:
            raise Unsure
        return event

    return next_event


def _pure_events(text: str) -> Callable[[], Any]:
    """Return the events of the pure parser as the C parser gives them, where the two differ in flow collections.

    The pure one ends a text at any `?`, and takes a colon for a separator even without a space after it.
    """
    typed = text.lower()  # where a character may also be written as an escape
    free = (chr(code) for code in range(0xE000, 0xF8FF) if chr(code) not in text and f"{code:x}" not in typed)
    stand_in = next(free, "?")
    text = _MARK_IN_WORD.sub(lambda found: found.group().replace("?", stand_in), text)
    get: Callable[[], Any] = yaml.Loader(text).get_event

    def next_event() -> Any:
        """Return the next event. Raises `yaml.MarkedYAMLError` for what only one of the two parsers accepts."""
        event = get()
        if type(event) is MappingStartEvent and event.flow_style:
            start: Any = event.start_mark
            if _EMPTY_KEY.match(text, start.index):
                raise yaml.MarkedYAMLError(problem="an empty key in a flow collection", problem_mark=start)
        if type(event) is ScalarEvent:
            end: Any = event.end_mark
            if not event.style and _TIGHT_COLON.match(text, end.index):
                raise yaml.MarkedYAMLError(problem="a tight colon in a flow collection", problem_mark=end)
            event.value = event.value.replace(stand_in, "?")
        return event

    return next_event
