"""What answers came to by how sure they were, in words."""

from quiz.game.certainty import GUESS, SURE, THINK, Calibration, Marks, certainty_mark

#: What is said of an answer afterwards.
SAID = {SURE: "You were sure", THINK: "You thought so", GUESS: "You guessed"}
_SURE = {"sure": "when sure", "think": "when thinking so", "guess": "when guessing"}


def signed(mark: int) -> str:
    """Return a mark with its sign; nothing has none."""
    return f"{mark:+}" if mark else "0"


def calibration_text(found: tuple[Calibration, ...]) -> str:
    """Return how often answers were right that were sure, thought so and guessed; nothing where nobody was asked."""
    told = "; ".join(f"{_SURE[one.certainty]}, right {one.right} of {one.total}" for one in found)
    return f"{told[:1].upper()}{told[1:]}." if told else ""


def stake_text(certainty: str, *, right: bool) -> str:
    """Return what an answer counts for by how sure it was."""
    return f"{SAID[certainty]}: {signed(certainty_mark(certainty, right=right))}."


def marks_text(marks: Marks) -> str:
    """Return what a round comes to by how sure its answers were, apart from the score."""
    told = calibration_text(marks.calibration)
    return f"Marks for certainty: {signed(marks.total)} of at most {signed(marks.most)}. {told}"
