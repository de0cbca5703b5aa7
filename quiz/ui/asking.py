"""A question in a terminal while it is asked: what has been chosen, in which places, and how it fits the screen."""

from collections.abc import Sequence
from functools import partial

from quiz.game.outcome import Ask
from quiz.game.round import Round
from quiz.items.item import Item
from quiz.term.lines import BLANK, Line, Span, Style, hanging, usable
from quiz.term.prompt import Block, Checked, Drawn, Scroll
from quiz.ui import pages, words
from quiz.ui.prompter import AskContext


class Places(Checked):
    """Every place gets an option. The next option goes to the first place that is free."""

    def __init__(self, item: Item) -> None:
        super().__init__(len(item.options))
        self._prompts = item.prompts
        self._names = words.place_names(item.answer_kind, len(item.keys))
        self._place_of: dict[int, int] = {}  # the latest last

    def toggle(self, entry: int) -> None:
        """Put an entry in the next place, or take it back."""
        free = self._next()
        if entry in self._place_of:
            del self._place_of[entry]
        elif free is not None:
            self._place_of[entry] = free

    def enter(self, entry: int) -> None:
        """Put an entry in the next place; one that already has a place keeps it."""
        if entry not in self._place_of:
            self.toggle(entry)

    def back(self) -> None:
        """Take the latest entry back."""
        if self._place_of:
            self._place_of.popitem()

    @property
    def chosen(self) -> tuple[int, ...]:
        """The entries in the order of their places; empty while a place is free."""
        if len(self._place_of) < len(self._names):
            return ()
        return tuple(sorted(self._place_of, key=self._place_of.__getitem__))

    def boxes(self) -> list[str]:
        """Return the name of each option's place, or the same width of blanks."""
        room = "_" * len(self._names[0])
        found = map(self._place_of.get, range(self._count))
        return [f"{room if place is None else self._names[place]} " for place in found]

    def heads(self, width: int, *, live: bool) -> list[Line]:
        """Return the prompts of a match with their letters; the next one is pointed at while they are live."""
        if not self._prompts:
            return []
        lines: list[Line] = []
        now = self._next() if live else None
        for i, (name, prompt) in enumerate(zip(self._names, self._prompts, strict=True)):
            lines += hanging((Span(f"   {'→' if i == now else ' '} {name}  "),), prompt, usable(width))
        return [*lines, BLANK]

    def _next(self) -> int | None:
        """Return the first place that is free, if there is one."""
        taken = self._place_of.values()
        return next((place for place in range(len(self._names)) if place not in taken), None)


class Asking:
    """A question that is asked: what has been chosen, and what else the player wants to see."""

    def __init__(self, round_: Round, context: AskContext) -> None:
        assert round_.current is not None
        self.round = round_
        self.context = context
        self.ask = round_.current
        self.item = self.ask.item
        self.checked = _checked(self.ask)
        self.pointed = 0
        self.hints = 0
        self.shows_keys = False

    @property
    def has_read(self) -> bool:
        """Whether the question before was about the same passage."""
        before = self.round.outcomes[-1].ask.item.origin.passage.id if self.round.outcomes else ""
        return before != "" and before == self.item.origin.passage.id

    @property
    def is_brief(self) -> bool:
        """Whether only the usual keys are below the options."""
        return not (self.shows_keys or self.hints)

    def heads(self, width: int, *, live: bool) -> list[Line]:
        """Return the lines between stem and options."""
        return self.checked.heads(width, live=live) if self.checked else []

    def rows(self, width: int) -> list[list[Line]]:
        """Return the lines of the options, with their boxes."""
        return pages.option_rows(self.item, width, self.checked.boxes() if self.checked else ())

    def foot(self, width: int) -> list[Line]:
        """Return the lines below the options."""
        actions = words.after_answer_text(self.round, saves=self.context.saves)
        keys = pages.keys_text(self.ask, full=self.shows_keys, saves=self.context.saves, actions=actions)
        return foot_lines(keys, self.item.hints[: self.hints], width)


def _checked(ask: Ask) -> Checked | None:
    """Return what the player has to check, if an answer takes more than one key."""
    if ask.item.answer_kind.is_placed:
        return Places(ask.item)
    return Checked(len(ask.item.options)) if words.takes_many(ask) else None


def foot_lines(keys: str, hints: Sequence[str], width: int) -> list[Line]:
    """Return the lines below a block: the hints that were asked for, and the keys."""
    margin = (Span(" " * pages.INDENT),)  # the prompt indents every line of a block by as much
    lines: list[Line] = [BLANK]
    for hint in hints:
        lines += hanging(margin, words.in_one("Hint: ", hint), usable(width))
    if hints:
        lines.append(BLANK)
    return [*lines, *hanging(margin, keys, usable(width), Style.FAINT)]


def set_above(head: list[Line], stem: list[Line], block: Block, brief: list[Line], height: int) -> list[Line]:
    """Return what is above a block. In a short terminal, there are no blank lines between head, stem and foot.

    The head may scroll away there, but the question should stay in sight.
    """
    options = len(block.lines()) - len(block.foot)
    if len(head) + 1 + len(stem) + len(block.lines()) > height:
        for foot in (block.foot[1:], brief[1:]):
            if len(stem) + options + len(foot) <= height:
                block.foot = foot
                return [*head, *stem]
        if options + len(brief[1:]) < height <= len(block.lines()):
            block.foot = brief[1:]
            return [*head, *stem]
    return [*head, BLANK, *stem]


def compacted(above: list[Line], block: Block) -> tuple[list[Line], Block]:
    """Move the texts of a block that is too tall above it, and leave only its numbers to move through.

    What is above may scroll away and can be scrolled back to; what is in the block cannot.
    """
    texts = [(Span("   "), *part) for row in block.rows for part in row]

    def redraw() -> Drawn:
        boxes = block.checked.boxes() if block.checked else [""] * len(block.rows)
        return (), [[(Span(f"{box}{i}"),)] for i, box in enumerate(boxes, start=1)]

    return [*above, *texts, *block.foot], Block(redraw()[1], (), block.pointed, (), block.checked, redraw)


def read_first(
    above: list[Line], stem: list[Line], block: Block, width: int, start: int = 0
) -> tuple[list[Line], Block]:
    """Return a question that is too tall for the screen: the whole question above, and a block from its stem on.

    What is above can be scrolled back to, and the block can be moved through, from a line of the stem on.
    """
    heads, redraw = block.heads, block.redraw

    def with_stem() -> Drawn:
        now, rows = redraw() if redraw else (heads, block.rows)
        return [*stem, *now], rows

    texts = [(Span("   "), *part) for row in block.rows for part in row]
    scroll = Scroll(start, partial(_scroll_keys, width))
    below = Block(block.rows, block.foot, block.pointed, [*stem, *heads], block.checked, with_stem, scroll=scroll)
    return [*above, *heads, *texts, *block.foot], below


def _scroll_keys(width: int, is_above: bool, is_below: bool) -> Line:
    """Return the line of keys of a question that is too tall, with as much as there is room for."""
    for ways in (("↓ or PgDn shows more", "↑ or PgUp goes back"), ("↓ more", "↑ back")):
        text = "   ".join(way for way, is_there in zip(ways, (is_below, is_above), strict=True) if is_there)
        if len(text) + 2 < width:
            break
    return (Span(f" {text}", Style.FAINT),)
