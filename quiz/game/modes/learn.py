"""Learn: by what the player knows, with feedback after each answer; missed facts return."""

from quiz.game.mode import Mode, Selection
from quiz.game.returns import bring_back, with_spare

MODE = Mode(
    name="learn",
    selection=Selection.KNOWLEDGE,
    keeps=with_spare,
    follow=bring_back,
)
