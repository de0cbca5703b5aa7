"""Whether an answer is right, and what it counts for: by its kind, and by how sure the player was."""

from collections.abc import Collection, Iterable, Sequence
from math import factorial
from typing import TYPE_CHECKING, NamedTuple

from quiz.items.answer_kind import AnswerKind
from quiz.items.item import Item, Option
from quiz.text import clean

if TYPE_CHECKING:
    from quiz.values.marking import Marked


def is_right(item: Item, chosen: Sequence[str]) -> bool:
    """Return whether exactly the keys were chosen, in their order if each has its place."""
    if item.answer_kind.is_placed:
        return tuple(chosen) == item.keys
    return set(chosen) == set(item.keys)


#: What separates the texts of several blanks in a response.
_BETWEEN = " | "
_JOINERS = "\u200c\u200d"  # letters of some scripts need them
LONGEST_RESPONSE = 500  # characters
_TYPED = "typed:"  # what the id of a text that is not a value begins with; no row has a colon in its id


class Typed(NamedTuple):
    """A text that was typed: the option that it means, with the text itself, and how it was marked."""

    option: Option
    marked: "Marked"


def response_of(texts: Sequence[str]) -> str:
    """Return what was typed in all blanks as it is kept: one text, cleaned and not too long."""
    room = LONGEST_RESPONSE // len(texts) - len(_BETWEEN)
    return _BETWEEN.join(_shown(text).replace("|", "/")[:room].strip() for text in texts)


def texts_of(response: str, blanks: int) -> list[str]:
    """Return what was typed in each blank. Raises ValueError if it is not one text for each."""
    texts = response.split(_BETWEEN) if blanks > 1 else [response]
    if len(texts) != blanks:
        raise ValueError("not one text for each blank")
    return texts


def _shown(text: str) -> str:
    """Return a text as it can be shown, without invisible characters, which may come with a paste."""
    seen = (char if char.isprintable() or char in _JOINERS else " " if char.isspace() else "" for char in text)
    return clean("".join(seen))


def typed_in(item: Item, response: str) -> tuple[Typed, ...]:
    """Mark a response. Raises ValueError if it does not have one text for each blank."""
    from quiz.values.marking import mark  # few rounds type

    texts = texts_of(response, len(item.blanks))
    found = []
    for number, (text, blank, key) in enumerate(zip(texts, item.blanks, item.options, strict=True), start=1):
        marked = mark(text, blank.expected)
        if marked.right is not None:
            option = key._replace(text=marked.right.text)
        elif marked.other in blank.options:
            option = blank.options[marked.other]._replace(text=text)
        else:
            option = Option(f"{_TYPED}{number}", text)
        found.append(Typed(option, marked))
    return tuple(found)


def is_unknown(option_id: str) -> bool:
    """Return whether an id is that of a typed text which is not a value of the bank."""
    return option_id.startswith(_TYPED)


def answer_score(kind: AnswerKind, keys: Collection[str], chosen: Collection[str], *, right: bool) -> float:
    """Return what an answer counts for, from 0 to 1: all or nothing, except if several should be chosen."""
    return partial_score(keys, chosen) if kind is AnswerKind.MANY else float(right)


def partial_score(keys: Collection[str], chosen: Collection[str]) -> float:
    """Return what an answer counts for, from 0 to 1: right choices minus wrong ones, divided by all right options.

    So part of the answer is worth something, and it does not pay to choose everything (net
    correct, never below zero).
    """
    right = len(set(chosen) & set(keys))
    return max(0, right - (len(set(chosen)) - right)) / len(keys)


def guess_chance(kind: AnswerKind, options: int) -> float:
    """Return how likely a blind guess from a number of options is to be right: 1 if there is no other answer.

    If one option is chosen, each is equally likely; if several, every choice except none; if options are placed, every
    order. A typed text cannot be guessed.
    """
    if options < 1 or kind is AnswerKind.TYPED:
        return 0.0
    if kind.is_placed:
        return 1 / factorial(options)
    return 1 / (2**options - 1 if kind is AnswerKind.MANY else options)


def without_guessing(share: float, chance: float) -> float:
    """Return a share of right answers minus what blind guessing would give, never below 0.

    A player who knows a share k answers k + (1 - k) * chance rightly; solved for k this is the correction for guessing,
    rights minus wrongs / (options - 1), as in Frary (1988), "Formula scoring of multiple-choice tests".
    Raises ZeroDivisionError if a guess is always right.
    """
    return max(0.0, (share - chance) / (1 - chance))


SURE, THINK, GUESS = "sure", "think", "guess"

#: Each certainty -> the marks of a right and of a wrong answer, those of certainty-based marking
#: (Gardner-Medwin) as Moodle gives them: it pays to be honest: sure if more than 4 of 5 would be right, `think` if more
#: than 2 of 3.
CERTAINTIES = {SURE: (3, -6), THINK: (2, -2), GUESS: (1, 0)}


def certainty_mark(certainty: str, *, right: bool) -> int:
    """Return the mark of an answer by how sure the player was. Raises KeyError for an unknown certainty."""
    return CERTAINTIES[certainty][0 if right else 1]


class Calibration(NamedTuple):
    """How often answers of one certainty were right."""

    certainty: str
    right: int
    total: int


def calibration(answers: Iterable[tuple[str | None, bool]]) -> tuple[Calibration, ...]:
    """Fold (certainty, right) into how often one was right when sure, when thinking so and when guessing.

    Answers without a certainty are skipped; so are certainties that no answer has.
    """
    rights: dict[str, list[bool]] = {certainty: [] for certainty in CERTAINTIES}
    for certainty, right in answers:
        if certainty is not None:
            rights[certainty].append(right)
    return tuple(Calibration(name, sum(found), len(found)) for name, found in rights.items() if found)


class Marks(NamedTuple):
    """The certainty marks of a round: their sum, the most it could be, and the calibration of each certainty."""

    total: int
    most: int
    calibration: tuple[Calibration, ...]


def certainty_marks(answers: Sequence[tuple[str | None, bool]]) -> Marks | None:
    """Return the certainty marks of (certainty, right) of a round; None if no answer has a certainty."""
    stated = [(certainty, right) for certainty, right in answers if certainty is not None]
    if not stated:
        return None
    total = sum(certainty_mark(certainty, right=right) for certainty, right in stated)
    return Marks(total, len(stated) * certainty_mark(SURE, right=True), calibration(stated))
