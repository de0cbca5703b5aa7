"""Practice: what a round has missed, until each fact was right once; offered at the end of a round."""

from quiz.game.mode import SHARE_WITHOUT_BEST, Ending, Mode, Selection, Turn, another_fact_first
from quiz.game.outcome import Ask, Kind


def _until_right(turn: Turn) -> tuple[Ask, ...]:
    """Ask about a fact that was missed again, after all others and in another way where there is one."""
    fact = turn.latest.ask.item.fact
    again = None if turn.latest.right else turn.ask_about(fact, Kind.AGAIN)
    return another_fact_first((*turn.rest, again) if again else turn.rest, fact)


MODE = Mode(
    name="practice",
    selection=Selection.KNOWLEDGE,
    follow=_until_right,
    ending=Ending.EACH_RIGHT,
    comparison=SHARE_WITHOUT_BEST,
    resumed_as="",
)
