"""Mistakes: only what was wrong at the last first try."""

from quiz.game.mode import SHARE_WITHOUT_BEST, Mode, Selection

MODE = Mode(
    name="mistakes",
    selection=Selection.MISTAKES,
    comparison=SHARE_WITHOUT_BEST,
)
