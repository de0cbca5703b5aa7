"""Review: what is due, of `quiz review`."""

from quiz.game.mode import SHARE_WITHOUT_BEST, Mode, Selection
from quiz.game.returns import bring_back, with_spare

MODE = Mode(
    name="review",
    selection=Selection.DUE,
    keeps=with_spare,
    follow=bring_back,
    comparison=SHARE_WITHOUT_BEST,
    resumed_as="review",
)
