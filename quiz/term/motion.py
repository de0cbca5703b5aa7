"""Whether anything on the screen may move by itself."""

from quiz.term.switches import is_on


def is_reduced() -> bool:
    """Tell whether the user wants a still screen: nothing is drawn again but in answer to a key."""
    return is_on("QUIZ_REDUCED_MOTION") or is_on("ACCESSIBLE")
