"""Every mode, and what follows an answer in it: missed facts return, a sprint goes on until its time is over."""

import re
from collections.abc import Iterable, Sequence

from quiz.game.mode import (
    MOST_RIGHT,
    SHARE_WITHOUT_BEST,
    SPACING,
    AfterAnswer,
    Ending,
    Feedback,
    Following,
    Kept,
    Mode,
    Selection,
    Stock,
    Turn,
    in_order,
    next_first,
    planned_alone,
    waits,
)
from quiz.game.outcome import Ask, Kind, Outcome, Setup
from quiz.items.draw import Draw
from quiz.items.sources import Fact

_SPARE = 8  # facts that are kept to come between; of some no question can be made


def bring_back(turn: Turn) -> Following:
    """Let a fact that was missed return, with other questions in between."""
    latest, outcomes, missed, rest = turn.latest, turn.outcomes, turn.missed, turn.rest
    fact = latest.ask.item.fact
    rest = tuple(ask for ask in rest if ask.kind != Kind.AGAIN or ask.item.fact != fact)
    missed = missed - {fact} if latest.right else missed | {fact}
    if not latest.right:
        rest = _with_return(turn, rest)
        rest = _surely_wrong_first(rest, outcomes) if latest.surely_wrong else rest
    rest = next_first(rest, outcomes, missed)
    if rest and waits(rest[0], outcomes, missed):
        rest = (*_fillers(turn, rest, 1), *rest)
    return rest, missed


def with_spare(stock: Stock) -> Kept:
    """Keep the facts that are asked, and where they are few some more to set a missed one apart."""
    kept, _ = planned_alone(stock)
    spare = _spare(stock) if 0 < len(stock.asked) <= SPACING else []
    return [*kept, *spare], spare


def _spare(stock: Stock) -> Sequence[Fact]:
    """Return facts other than those asked: of the topics wanted, then of others."""
    draw = Draw(f"{stock.seed}\nspare")
    drawn = [
        fact
        for facts in (stock.of_topics, stock.every)
        for fact in draw.sample([fact for fact in facts if fact.id not in stock.asked], _SPARE)
        if any(fact.row in item_source.rows for item_source in fact.item_sources)
    ]
    return list({fact.id: fact for fact in drawn}.values())[:_SPARE]


def _with_return(turn: Turn, rest: tuple[Ask, ...]) -> tuple[Ask, ...]:
    """Bring a missed fact back after three others.

    Where the round was to ask for the fact in another way anyhow, that is its return.
    """
    item = turn.latest.ask.item
    later = [ask for ask in rest if ask.item.fact == item.fact]
    if any(ask.item.id != item.id for ask in later):
        return rest
    rest = tuple(ask for ask in rest if ask.item.fact != item.fact)
    others = [ask for ask in rest if ask.item.fact != item.fact]
    fillers = _fillers(turn, rest, SPACING - len(others)) if len(others) < SPACING else ()
    rest = (*rest, *fillers)
    again = turn.ask_about(item.fact, Kind.AGAIN, len(fillers))
    if again is None:
        return rest
    at, seen = 0, 0
    while at < len(rest) and seen < SPACING:
        seen += rest[at].item.fact != item.fact
        at += 1
    return (*rest[:at], again, *rest[at:], *later)


def _fillers(turn: Turn, rest: tuple[Ask, ...], count: int) -> tuple[Ask, ...]:
    """Return questions on facts of this round, the longest unasked first, or spare ones, to set a return apart."""
    waiting = {ask.item.fact for ask in rest if ask.kind != Kind.FIRST} | {turn.latest.ask.item.fact} | turn.missed
    latest = dict.fromkeys(outcome.ask.item.fact for outcome in reversed(turn.outcomes))
    spare = [fact for fact in turn.spare if fact not in latest]
    found: list[Ask] = []
    for fact in [*reversed(latest), *spare]:
        if len(found) == count:
            break
        ask = None if fact in waiting else turn.ask_about(fact, Kind.BETWEEN, len(found))
        if ask is not None:
            found.append(ask)
    return tuple(found)


def _surely_wrong_first(queue: tuple[Ask, ...], outcomes: tuple[Outcome, ...]) -> tuple[Ask, ...]:
    """Let the fact that was just surely wrong return as soon as three others came, before others that were missed."""
    fact = outcomes[-1].ask.item.fact
    mine = next((ask for ask in queue if ask.item.fact == fact), None)
    if mine is None:
        return queue
    surely = {outcome.ask.item.fact: outcome.surely_wrong for outcome in outcomes}
    waiting = [ask for ask in queue if ask.kind == Kind.AGAIN and ask is not mine and not surely[ask.item.fact]]
    others = [ask for ask in queue if ask is not mine and ask not in waiting]
    few = max(0, SPACING - len(others))
    return (*others[:SPACING], *waiting[:few], mine, *waiting[few:], *others[SPACING:])


_PLANNED = 20  # questions that are planned; those that follow are made one by one

# In milliseconds.
MIN_SPRINT_MS = 10_000
STANDARD_MS = 60_000
MAX_SPRINT_MS = 3_600_000


def read_time(text: str) -> int:
    """Read `60`, `90s`, `2m` or `1m30s`; return it in milliseconds.

    Raises ValueError with a reason for people where it is none.
    """
    found = re.fullmatch(r"(?:(\d{1,4})m)?(?:(\d{1,4})s?)?", "".join(text.split()).casefold(), re.ASCII)
    if found is None or not any(found.groups()):
        raise ValueError("that is no time")
    minutes, seconds = (int(part or 0) for part in found.groups())
    time_ms = (60 * minutes + seconds) * 1000
    if not MIN_SPRINT_MS <= time_ms <= MAX_SPRINT_MS:
        raise ValueError(f"a sprint takes from {time_name(MIN_SPRINT_MS)} to {time_name(MAX_SPRINT_MS)}")
    return time_ms


def time_name(time_ms: int) -> str:
    """Return the time of a sprint as it can be typed: `90s`, `2m`."""
    minutes, seconds = divmod(time_ms // 1000, 60)
    return f"{60 * minutes + seconds}s" if seconds else f"{minutes}m"


def next_facts(facts: Iterable[tuple[str, str]], asked: Sequence[str]) -> list[str]:
    """Return which fact may be asked next, the best first: never the last one.

    `facts` are (fact, topic) in an order that decides where nothing else does, `asked` the facts that
    were asked, in order. Those come first that were asked least often, then those of another topic than
    the last, then those that were not asked for longest.
    """
    topics = dict(facts)
    times = {fact: 0 for fact in topics}
    latest = dict.fromkeys(topics, -1)
    for at, fact in enumerate(asked):
        times[fact] = times.get(fact, 0) + 1
        latest[fact] = at
    last = asked[-1] if asked else ""
    topic = topics.get(last)
    others = [fact for fact in topics if fact != last]
    return sorted(others, key=lambda fact: (times[fact], topics[fact] == topic, latest[fact]))


def _planned(setup: Setup) -> int:
    del setup  # a sprint has no number of questions
    return _PLANNED


def _every_wanted(stock: Stock) -> Kept:
    return stock.wanted, ()


def _go_on(turn: Turn) -> Following:
    """Ask on while there is time: never the last fact again where there is another."""
    rest, _ = in_order(turn)
    if not turn.left_ms or (rest and rest[0].item.fact != turn.latest.ask.item.fact):
        return rest if turn.left_ms else (), turn.missed
    drawn = Draw(f"{turn.seed}\nsprint").shuffled(list(turn.facts.values()))
    asked = [outcome.ask.item.fact for outcome in turn.outcomes]
    for fact in next_facts([(fact.id, fact.topic) for fact in drawn], asked):
        ask = turn.ask_about(fact, Kind.FIRST, 0)
        if ask is not None:
            return (ask, *rest), turn.missed
    return (), turn.missed


def _with_time(setup: Setup) -> str:
    return f"{setup.mode} {time_name(setup.time_ms)}"


#: Each mode. What one leaves out is as in most modes; `quiz.game.mode` says what that is.
DEFINITIONS = (
    # By what the player knows, with feedback after each answer; missed facts return.
    Mode(name="learn", selection=Selection.KNOWLEDGE, keeps=with_spare, follow=bring_back),
    # Each question once, with feedback at the end.
    Mode(name="test", feedback=Feedback.AT_END, after_answer=(AfterAnswer.FLAG,)),
    # Only what was wrong at the last first try.
    Mode(
        name="mistakes",
        selection=Selection.MISTAKES,
        keeps=with_spare,
        follow=bring_back,
        comparison=SHARE_WITHOUT_BEST,
    ),
    # As many right answers as a time allows. The clock runs while a question is open.
    Mode(
        name="sprint",
        plans=_planned,
        keeps=_every_wanted,
        follow=_go_on,
        ending=Ending.CLOCK,
        after_answer=(AfterAnswer.FLAG,),
        asks_certainty=False,
        comparison=MOST_RIGHT,
        compared_with=_with_time,
        resumed_as="sprint",
        practised_in="learn",
    ),
    # What is due, of `quiz review`.
    Mode(
        name="review",
        selection=Selection.DUE,
        keeps=with_spare,
        follow=bring_back,
        comparison=SHARE_WITHOUT_BEST,
        resumed_as="review",
    ),
    # Several play the same round, of `quiz play --players`; see `quiz.game.round`.
    Mode(
        name="duel",
        feedback=Feedback.AT_END,
        after_answer=(),
        asks_certainty=False,
        comparison=SHARE_WITHOUT_BEST,
        resumed_as="",
    ),
)
