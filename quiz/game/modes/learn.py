"""Learn: by what the player knows, with feedback after each answer."""

from quiz.game.mode import Mode, Selection

MODE = Mode(
    name="learn",
    selection=Selection.KNOWLEDGE,
)
