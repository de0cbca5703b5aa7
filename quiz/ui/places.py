"""Options that each get a place, in an order or beside a prompt: how they are asked for, and what is chosen by now."""

from quiz.items.answer_kind import AnswerKind
from quiz.items.item import Item
from quiz.term.lines import BLANK, Line, Span, hanging, usable
from quiz.term.prompt import Checked
from quiz.ui import words


class Places(Checked):
    """Every option is to have a place. What is put next takes the first place that is free."""

    def __init__(self, item: Item) -> None:
        super().__init__(len(item.options))
        self._prompts = item.prompts
        self._names = words.place_names(item.answer_kind, len(item.options))
        self._place_of: dict[int, int] = {}  # the latest last

    def toggle(self, entry: int) -> None:
        """Put an entry in the next place, or take it back."""
        free = self._next()
        if entry in self._place_of:
            del self._place_of[entry]
        elif free is not None:
            self._place_of[entry] = free

    def enter(self, entry: int) -> None:
        """Put an entry in the next place; one that has its place keeps it."""
        if entry not in self._place_of:
            self.toggle(entry)

    def back(self) -> None:
        """Take the latest entry back."""
        if self._place_of:
            self._place_of.popitem()

    @property
    def chosen(self) -> tuple[int, ...]:
        """The entries by their places; none while one has no place."""
        if len(self._place_of) < self._count:
            return ()
        return tuple(sorted(self._place_of, key=self._place_of.__getitem__))

    def boxes(self) -> list[str]:
        """Return the name of each option's place, or as much room to fill."""
        room = "_" * len(self._names[0])
        found = map(self._place_of.get, range(self._count))
        return [f"{room if place is None else self._names[place]} " for place in found]

    def heads(self, width: int, *, live: bool) -> list[Line]:
        """Return the prompts of a match by their letters; the one that is next is pointed at while they are live."""
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
        return next((place for place in range(self._count) if place not in taken), None)


def place_keys(item: Item, *, full: bool) -> str:
    """Return what the keys do, short or in full."""
    count = len(item.options)
    if not full:
        return f"1-{count} {'match' if item.answer_kind is AnswerKind.PAIRS else 'place'}   Enter answer"
    if item.answer_kind is AnswerKind.PAIRS:
        what = f"1-{count}, or arrows and space, match with the letter at →"
    else:
        what = f"1-{count} or a-{words.letters(count)[-1]}, or arrows and space, put in the next place"
    return f"{what}; again, or backspace, takes back; Enter answers; all must be right"


def plain_prompts(item: Item) -> list[str]:
    """Return the prompts of a match, each by its letter."""
    names = words.place_names(item.answer_kind, len(item.prompts))
    return [f"{name}. {prompt}" for name, prompt in zip(names, item.prompts, strict=True)]


def plain_prompt(item: Item) -> str:
    """Return what is asked for, before the line is typed."""
    count = len(item.options)
    if item.answer_kind is AnswerKind.PAIRS:
        return f"Your numbers for {words.listed(words.place_names(item.answer_kind, count))}: "
    return f"Your order of the numbers 1 to {count}: "


def plain_help(item: Item) -> str:
    """Return what to type."""
    count = len(item.options)
    example = [2, 1, *range(3, count + 1)]
    typed = " ".join(map(str, example))
    if item.answer_kind is AnswerKind.PAIRS:
        names = words.listed(words.place_names(item.answer_kind, count))
        return f"Type each number once, for {names} in this order, such as {typed}"
    letters = " ".join(words.letters(count)[number - 1] for number in example)
    return f"Type all numbers from 1 to {count} in your order, such as {typed} (or {letters})"
