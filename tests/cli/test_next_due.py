"""When facts are due next, however far ahead that is."""

from __future__ import annotations

import time

import pytest

from quiz.app.review import nothing_due_text
from quiz.days import EPOCH_DAY, LAST_DAY
from quiz.game.due import ReviewState

TODAY = EPOCH_DAY + 20_000


@pytest.mark.parametrize("day", [TODAY + 1, TODAY + 2, TODAY + 40_000, LAST_DAY, LAST_DAY + 36_500])
def test_a_day_far_ahead_is_named_at_once(day: int) -> None:
    known = [ReviewState(f"colors/a/{i}", 1.0, 0, TODAY, due, right=True) for i, due in enumerate((day, day, day + 1))]
    began = time.process_time()
    text = nothing_due_text(known, TODAY)

    assert time.process_time() - began < 0.1
    assert text.startswith("Nothing is due today. 2 facts are due ")
