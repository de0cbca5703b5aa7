"""Missed facts return: after three others, asked in another way where that can be."""

from collections.abc import Sequence

from quiz.game.mode import SPACING, Following, Kept, Stock, Turn, next_first, planned_alone, waits
from quiz.game.outcome import Ask, Kind, Outcome
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
