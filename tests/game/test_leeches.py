"""When a fact rests because it is missed again and again."""

import pytest

from quiz.game.leeches import is_leech


@pytest.mark.parametrize(
    ("days", "rests"),
    [
        ("----", True),
        ("---", False),
        ("+-+---", True),
        ("-+-+-+", False),
        ("++----", True),
        ("+++----", False),  # only six days count, the latest first
        ("----+++++", True),
        ("", False),
    ],
)
def test_a_fact_rests_that_was_missed_on_four_of_its_latest_six_days(days: str, *, rests: bool) -> None:
    assert rests is is_leech([day == "+" for day in days])
