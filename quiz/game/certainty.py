"""How sure an answer was: what it counts for, and how well being sure and being right go together."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

SURE, THINK, GUESS = "sure", "think", "guess"

#: Each certainty -> the marks of a right and of a wrong answer, those of certainty-based marking
#: (Gardner-Medwin) as Moodle gives them: it pays to be honest, sure above 4 of 5 and thinking so above 2 of 3.
CERTAINTIES = {SURE: (3, -6), THINK: (2, -2), GUESS: (1, 0)}


def certainty_mark(certainty: str, *, right: bool) -> int:
    """Return the mark of an answer by how sure it was. Raises KeyError for an unknown certainty."""
    return CERTAINTIES[certainty][0 if right else 1]


class Calibration(NamedTuple):
    """How often answers of one certainty were right."""

    certainty: str
    right: int
    total: int


def calibration(answers: Iterable[tuple[str | None, bool]]) -> tuple[Calibration, ...]:
    """Fold (certainty, right) into how often one was right when sure, when thinking so and when guessing.

    Answers without a certainty are passed over; so are certainties that no answer has.
    """
    rights: dict[str, list[bool]] = {certainty: [] for certainty in CERTAINTIES}
    for certainty, right in answers:
        if certainty is not None:
            rights[certainty].append(right)
    return tuple(Calibration(name, sum(found), len(found)) for name, found in rights.items() if found)


class Marks(NamedTuple):
    """What the answers of a round come to by how sure they were: the sum, the most it could be, and how each went."""

    total: int
    most: int
    calibration: tuple[Calibration, ...]


def certainty_marks(answers: Sequence[tuple[str | None, bool]]) -> Marks | None:
    """Return what (certainty, right) of a round come to; None where no answer has a certainty."""
    told = [(certainty, right) for certainty, right in answers if certainty is not None]
    if not told:
        return None
    total = sum(certainty_mark(certainty, right=right) for certainty, right in told)
    return Marks(total, len(told) * certainty_mark(SURE, right=True), calibration(told))
