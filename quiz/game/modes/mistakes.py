"""Mistakes: only what was wrong at the last first try."""

from quiz.game.mode import SHARE_WITHOUT_BEST, Mode, Selection
from quiz.game.returns import bring_back, with_spare

MODE = Mode(
    name="mistakes",
    selection=Selection.MISTAKES,
    keeps=with_spare,
    follow=bring_back,
    comparison=SHARE_WITHOUT_BEST,
)
