"""How the scores of rounds are compared."""

from quiz.game.mode import MOST_RIGHT, SHARE, SHARE_WITHOUT_BEST
from quiz.game.modes import mode_of
from quiz.game.outcome import Setup


def test_the_better_share_is_the_better_score_and_the_longer_round_if_shares_are_the_same() -> None:
    scores = [(1, 10), (1, 2), (5, 10), (3, 4), (10, 10)]

    assert scores == sorted(scores, key=lambda score: SHARE.worth(*score))
    assert SHARE.worth(7, 10) == SHARE_WITHOUT_BEST.worth(7, 10)


def test_more_right_answers_are_the_better_score_and_the_shorter_round_if_as_many_are_right() -> None:
    scores = [(1, 2), (2, 9), (2, 3), (8, 20), (8, 8)]

    assert scores == sorted(scores, key=lambda score: MOST_RIGHT.worth(*score))


def test_a_sprint_is_compared_with_those_of_its_time() -> None:
    names = [mode_of(mode).compared_with(Setup(mode=mode, time_ms=90_000)) for mode in ("sprint", "test")]
    assert ["sprint 90s", "test"] == names
