"""An answer while it is being typed: the texts so far, and which lines are commands."""

from collections.abc import Sequence
from unicodedata import normalize

from quiz.game.scoring import response_of
from quiz.items.item import Blank, Item
from quiz.text import listed
from quiz.ui import words
from quiz.values.marking import says_known
from quiz.values.relations import canonical

#: The commands that are a whole line, besides those that begin with a sign.
HELP, HINT, QUIT = "?", "h", "q"
_GIVE_UP = "Type an answer, or press Enter again if you do not know."


class TypedAnswer:
    """Takes a line for each blank of an item. `said` is what to say about the last line, if anything."""

    def __init__(self, item: Item, commands: Sequence[str]) -> None:
        self.item = item
        self.said: tuple[str, ...] = ()
        self.hints = 0
        self._commands = (HELP, HINT, QUIT, *commands)
        self._texts: list[str] = []
        self._is_left = False  # nothing was typed, once

    @property
    def blank(self) -> Blank:
        """The blank to fill now."""
        return self.item.blanks[len(self._texts)]

    @property
    def is_done(self) -> bool:
        """Whether every blank has its text."""
        return len(self._texts) == len(self.item.blanks)

    @property
    def response(self) -> str:
        """What was typed, as it is kept."""
        return response_of(self._texts)

    @property
    def prompt(self) -> str:
        """What a line is asked for."""
        return f"{self.blank.label or 'Your answer'}: "

    @property
    def usable(self) -> tuple[str, ...]:
        """The commands that do not say the same as an answer: the others are answers here."""
        return tuple(one for one in self._commands if not says_known(one, self.blank.expected))

    def filled(self) -> list[str]:
        """Return what was typed in the blanks before."""
        return [f"{blank.label}: {text}" for blank, text in zip(self.item.blanks, self._texts, strict=False)]

    def choices(self) -> str:
        """Return what can be chosen for the blank; nothing if there is nothing to choose from."""
        choices = self.blank.choices
        if not choices:
            return ""
        names = (
            [words.in_one(f"({letter}) ", text) for letter, text in _letters(choices)]
            if _has_letters(choices)
            else choices
        )
        return words.in_one("One of: ", *[part for name in names for part in ("; ", name)][1:])

    def command(self, line: str) -> str:
        """Return the command that a line is, or nothing: then it is an answer."""
        folded = normalize("NFKC", line).strip().casefold()
        folded = QUIT if folded == "quit" else folded
        found = folded if folded in self._commands else folded[:1] if folded[:1] == words.FLAG_SIGN else ""
        return found if found in self.usable and not says_known(line, self.blank.expected) else ""

    def help(self, *, saves: bool) -> tuple[str, ...]:
        """Return what to type; also the next hint if the command for one says the same as an answer."""
        text = words.typed_keys(self.item, self.usable, full=True, saves=saves)
        return (self.hint(), text) if self.item.hints and HINT not in self.usable else (text,)

    def hint(self) -> str:
        """Return the next hint, or that there is none."""
        text = words.hint_text(self.item, self.hints)
        self.hints = min(self.hints + 1, len(self.item.hints))
        return text

    def take(self, line: str) -> None:
        """Take a line as the text of the blank, if it can be one."""
        self.said = ()
        text = line.strip()
        if not text and not self._is_left:
            self._is_left, self.said = True, (_GIVE_UP,)
            return
        self._is_left = False
        if text and self.blank.choices:
            text = _chosen(text, self.blank)
            if not text:
                self.said = (_what_to_type(self.blank.choices),)
                return
        self._texts.append(text)

    def again(self) -> None:
        """Forget what was typed."""
        self._texts.clear()


def _has_letters(choices: Sequence[str]) -> bool:
    """Return whether letters can stand for choices: no choice is a letter itself."""
    return all(len(choice) > 1 for choice in choices)


def _what_to_type(choices: Sequence[str]) -> str:
    """Return what to type if a text is none of the choices."""
    if not _has_letters(choices):
        return "That is not one of them."
    return f"Type {listed([letter for letter, _ in _letters(choices)], 'or')}, or the answer itself."


def _letters(choices: Sequence[str]) -> list[tuple[str, str]]:
    return list(zip(words.letters(len(choices)), choices, strict=True))


def _chosen(text: str, blank: Blank) -> str:
    """Return the choice that a text or a letter names, or nothing."""
    reading = blank.expected.reading
    by_form = {canonical(choice, reading): choice for choice in blank.choices}
    if _has_letters(blank.choices):
        by_form |= dict(_letters(blank.choices))
        return by_form.get(canonical(text, reading)) or by_form.get(text.casefold(), "")
    return by_form.get(canonical(text, reading), "")
