"""The modes of a round, one module each. `MODES` is the list of them all."""

from collections.abc import Mapping

from quiz.game.mode import Mode
from quiz.game.modes import duel, learn, mistakes, review, sprint, test

#: Name -> mode. `--mode` offers those with a `brief` in this order.
MODES: Mapping[str, Mode] = {
    mode.name: mode for mode in (learn.MODE, test.MODE, mistakes.MODE, sprint.MODE, review.MODE, duel.MODE)
}
