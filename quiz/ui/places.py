"""Options that each get a place, in an order or beside a prompt: what is chosen, and how it is drawn."""

from quiz.game.outcome import Outcome
from quiz.items.answer_kind import AnswerKind
from quiz.items.item import Item
from quiz.term.lines import BLANK, NOTE_GAP, Line, Noted, Span, Style, hanging, text_width, usable
from quiz.term.prompt import Checked
from quiz.ui import words

_PAIR_GAP = 4  # cells between prompts and what goes with them


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


def keys_text(item: Item, *, full: bool) -> str:
    """Return what the keys do, short or in full."""
    count = len(item.options)
    if not full:
        return f"1-{count} {'match' if item.answer_kind is AnswerKind.PAIRS else 'place'}   Enter answer"
    if item.answer_kind is AnswerKind.PAIRS:
        what = f"1-{count}, or arrows and space, match with the letter at →"
    else:
        what = f"1-{count} or a-{words.letters(count)[-1]}, or arrows and space, put in the next place"
    return f"{what}; again, or backspace, takes back; Enter answers; all must be right"


def outcome_rows(outcome: Outcome, width: int) -> list[Noted]:
    """Return the right order, or the right pairs, each with a note on what was answered, for so many cells."""
    item = outcome.ask.item
    keys, chosen = item.key_options, item.chosen_options(outcome.chosen)
    notes = [
        (_note(outcome, place), Style.RIGHT if keys[place] == chosen[place] else Style.WRONG)
        for place in range(len(keys))
    ]
    texts = [key.text for key in keys]
    if item.answer_kind is not AnswerKind.PAIRS:
        labels = [f"{name}  " for name in words.place_names(item.answer_kind, len(keys))]
    else:
        column = max(map(text_width, item.prompts)) + _PAIR_GAP
        beside = max(map(text_width, texts)) + NOTE_GAP + max(text_width(note) for note, _ in notes)
        if column + beside <= width:
            labels = [prompt + " " * (column - text_width(prompt)) for prompt in item.prompts]
        else:
            labels = [""] * len(keys)
            texts = [f"{prompt}: {text}" for prompt, text in zip(item.prompts, texts, strict=True)]
    return [(label, text, note, style) for label, text, (note, style) in zip(labels, texts, notes, strict=True)]


def _note(outcome: Outcome, place: int) -> str:
    """Return a note on what was answered in a place."""
    item, key = outcome.ask.item, outcome.ask.item.keys[place]
    if outcome.chosen[place] == key:
        return "✓ right"
    if item.answer_kind is AnswerKind.PAIRS:
        return f"✗ you chose {item.chosen_options(outcome.chosen)[place].text}"
    return f"✗ you put it {words.place_names(item.answer_kind, len(item.keys))[outcome.chosen.index(key)]}"
