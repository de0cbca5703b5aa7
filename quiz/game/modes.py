"""The modes of a round. `MODES` is the list of them all."""

from collections.abc import Mapping
from typing import NamedTuple


class Mode(NamedTuple):
    """How a round behaves: do missed facts return, does feedback come at once?"""

    name: str
    help: str
    returns: bool
    feedback_at_once: bool
    has_best: bool = True  # are its scores compared? Not where the questions are chosen for being hard
    resumes: bool = True  # can a round that was stopped go on later?
    undoes: bool = True  # can an answer be taken back?
    asks_certainty: bool = True  # may it be asked how sure an answer is?


LEARN = Mode("learn", "Feedback after each answer; missed facts return.", returns=True, feedback_at_once=True)
TEST = Mode("test", "Feedback at the end.", returns=False, feedback_at_once=False, undoes=False)
MISTAKES = Mode("mistakes", "Only what you got wrong last time.", returns=True, feedback_at_once=True, has_best=False)
REVIEW = Mode("review", "What is due, of `quiz review`.", returns=True, feedback_at_once=True, has_best=False)
SPRINT = Mode(
    "sprint",
    "As many right answers as the time allows.",
    returns=False,
    feedback_at_once=True,
    undoes=False,
    asks_certainty=False,
)
DUEL = Mode(
    "duel",
    "Of `quiz play --players`.",
    returns=False,
    feedback_at_once=False,
    has_best=False,
    resumes=False,
    undoes=False,
    asks_certainty=False,
)

MODES: Mapping[str, Mode] = {mode.name: mode for mode in (LEARN, TEST, MISTAKES, SPRINT, REVIEW, DUEL)}
