"""What is said at the end of a round beside its score: a new best, and how the week goes."""

from quiz import clock
from quiz.app.play.setup import setup_in
from quiz.game.modes import mode_of
from quiz.game.outcome import Setup
from quiz.game.round import Round
from quiz.game.statistics import Summary, Week, week
from quiz.history.log import History
from quiz.history.records import RoundRow
from quiz.history.statistics import days_played, scores
from quiz.ui.round_pages import Change, EndNotes, week_text

_FEW = 5  # questions: a round that is shorter is no feat
_A_YEAR = 53 * 7  # days; weeks before are not looked for


def beside(history: History | None, round_: Round, row: RoundRow, summary: Summary) -> EndNotes:
    """Return what stands beside the score of a round that is over."""
    if history is None:
        return EndNotes()
    earlier = _earlier(history, round_, row)
    cheers: list[str] = []
    comparison = round_.mode.comparison
    best = max(earlier, key=lambda one: comparison.worth(one.right, one.total), default=None)
    if not comparison.of_total:
        if best and summary.right > best.right:
            cheers.append(f"New best: {summary.right} right. It was {best.right}.")
    elif summary.total >= _FEW and summary.right == summary.total:
        cheers.append("All right at the first try.")
    elif (
        best
        and comparison.has_best
        and summary.total >= _FEW
        and summary.right * best.total > best.right * summary.total
    ):
        cheers.append(f"New best: {summary.right} of {summary.total}. It was {best.right} of {best.total}.")
    return EndNotes(earlier[0] if earlier else None, tuple(cheers), _notes(history))


def _notes(history: History) -> tuple[str, ...]:
    found = this_week(history)
    return (week_text(found),) if found.days else ()


def _earlier(history: History, round_: Round, row: RoundRow) -> list[Change]:
    """Return the scores of the finished rounds before this one of the same kind on the same banks, the latest first."""
    mine = _what(round_.setup)

    def is_alike(kept: str) -> bool:
        setup = setup_in(kept)
        return setup is not None and _what(setup) == mine

    found = scores(history, round_.setup.mode, row, is_alike)
    return [Change(score.right, score.answered) for score in found]


def _what(setup: Setup) -> tuple[object, ...]:
    """Return what makes the scores of two rounds comparable."""
    banks = frozenset(bank for bank, _ in setup.banks)
    return banks, frozenset(setup.topics), bool(setup.facts), mode_of(setup.mode).compared_with(setup)


def this_week(history: History) -> Week:
    """Return how the week of a player goes."""
    today = clock.now().day
    return week(days_played(history, today - _A_YEAR), today)
