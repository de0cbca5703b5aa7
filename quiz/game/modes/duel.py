"""A duel, of `quiz play --players`: several play the same round; see `quiz.game.duel`."""

from quiz.game.mode import SHARE_WITHOUT_BEST, Feedback, Mode

MODE = Mode(
    name="duel",
    feedback=Feedback.AT_END,
    after_answer=(),
    asks_certainty=False,
    comparison=SHARE_WITHOUT_BEST,
    resumed_as="",
)
