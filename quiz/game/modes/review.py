"""Review: what is due, of `quiz review`."""

from quiz.game.mode import SHARE_WITHOUT_BEST, Mode, Selection

MODE = Mode(
    name="review",
    selection=Selection.DUE,
    comparison=SHARE_WITHOUT_BEST,
    resumed_as="review",
)
