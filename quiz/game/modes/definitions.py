"""Every mode, and what follows an answer in it: a sprint lasts until its time is up, practice until all is right."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from quiz.game.mode import (
    MOST_RIGHT,
    SHARE_WITHOUT_BEST,
    AfterAnswer,
    Ending,
    Feedback,
    Mode,
    Selection,
    Turn,
    another_fact_first,
    in_order,
)
from quiz.game.outcome import Ask, Kind, Setup
from quiz.items.draw import Draw

_PLANNED = 20  # questions that are planned; those that follow are made one by one

# In milliseconds.
MIN_SPRINT_MS = 10_000
STANDARD_MS = 60_000
MAX_SPRINT_MS = 3_600_000


def read_time(text: str) -> int:
    """Read `60`, `90s`, `2m`, `1m30s` or `1h`; return it in milliseconds.

    Raises ValueError with a readable reason if it is not a length of time.
    """
    found = re.fullmatch(r"(?:(\d{1,4})h)?(?:(\d{1,4})m)?(?:(\d{1,4})s?)?", "".join(text.split()).casefold(), re.ASCII)
    if found is None or not any(found.groups()):
        raise ValueError("that is not a length of time")
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    time_ms = (3600 * hours + 60 * minutes + seconds) * 1000
    if not MIN_SPRINT_MS <= time_ms <= MAX_SPRINT_MS:
        raise ValueError(f"a sprint takes from {time_name(MIN_SPRINT_MS)} to {time_name(MAX_SPRINT_MS)}")
    return time_ms


def time_name(time_ms: int) -> str:
    """Return the time of a sprint as it can be typed: `90s`, `2m`."""
    minutes, seconds = divmod(time_ms // 1000, 60)
    return f"{60 * minutes + seconds}s" if seconds else f"{minutes}m"


def next_facts(facts: Iterable[tuple[str, str]], asked: Sequence[str]) -> list[str]:
    """Return the facts that may be asked next, the best first, without the one that was asked last.

    `facts` are (fact, topic) in an order that decides when nothing else does, `asked` the facts that
    were asked, in order. First come those that were asked least often, then those of a different topic from the one
    asked last, then those that were asked longest ago.
    """
    topics = dict(facts)
    times = Counter(asked)
    latest = {fact: at for at, fact in enumerate(asked)}
    last = asked[-1] if asked else ""
    topic = topics.get(last)
    others = [fact for fact in topics if fact != last]
    return sorted(others, key=lambda fact: (times[fact], topics[fact] == topic, latest.get(fact, 0)))


def _planned(setup: Setup) -> int:
    del setup  # a sprint has no number of questions
    return _PLANNED


def _go_on(turn: Turn) -> tuple[Ask, ...]:
    """Continue while there is time; never ask the last fact again if there is another."""
    if not turn.left_ms:
        return ()
    rest = in_order(turn)
    if rest and rest[0].item.fact != turn.latest.ask.item.fact:
        return rest
    drawn = Draw(f"{turn.seed}\nsprint").shuffled(list(turn.facts.values()))
    asked = [outcome.ask.item.fact for outcome in turn.outcomes]
    for fact in next_facts([(fact.id, fact.topic) for fact in drawn], asked):
        ask = turn.ask_about(fact, Kind.FIRST)
        if ask is not None:
            return (ask, *rest)
    return ()


def _with_time(setup: Setup) -> str:
    return f"{setup.mode} {time_name(setup.time_ms)}"


def _until_right(turn: Turn) -> tuple[Ask, ...]:
    """Ask about a missed fact again, after all others and in another question if there is one."""
    fact = turn.latest.ask.item.fact
    again = None if turn.latest.right else turn.ask_about(fact, Kind.AGAIN)
    return another_fact_first((*turn.rest, again) if again else turn.rest, fact)


#: Each mode. What it leaves out has the default in `quiz.game.mode`, which suits most modes.
DEFINITIONS = (
    # By what the player knows, with feedback after each answer.
    Mode(name="learn", selection=Selection.KNOWLEDGE),
    # Each question once, with feedback at the end.
    Mode(name="test", feedback=Feedback.AT_END, after_answer=(AfterAnswer.FLAG,)),
    # Only what was wrong at the last first try.
    Mode(
        name="mistakes",
        selection=Selection.MISTAKES,
        comparison=SHARE_WITHOUT_BEST,
    ),
    # As many right answers as a time allows. The clock runs while a question is open.
    Mode(
        name="sprint",
        plans=_planned,
        follow=_go_on,
        ending=Ending.CLOCK,
        after_answer=(AfterAnswer.FLAG,),
        asks_certainty=False,
        comparison=MOST_RIGHT,
        compared_with=_with_time,
    ),
    # What is due, of `quiz review`.
    Mode(
        name="review",
        selection=Selection.DUE,
        comparison=SHARE_WITHOUT_BEST,
    ),
    # What was missed in a round, until each fact was right once; offered at the end of the round.
    Mode(
        name="practice",
        selection=Selection.KNOWLEDGE,
        follow=_until_right,
        ending=Ending.EACH_RIGHT,
        comparison=SHARE_WITHOUT_BEST,
        is_resumed=False,
    ),
    # Several players play the same round, with `quiz play --players`; see `quiz.game.round`.
    Mode(
        name="duel",
        feedback=Feedback.AT_END,
        after_answer=(),
        asks_certainty=False,
        comparison=SHARE_WITHOUT_BEST,
        is_resumed=False,
    ),
)
