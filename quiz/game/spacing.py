"""Which question may come next: no fact twice in a row, and a missed one not too soon."""

from quiz.game.outcome import Ask, Outcome

SPACING = 3  # how many other questions come before a missed fact returns


def waits(ask: Ask, outcomes: tuple[Outcome, ...], missed: frozenset[str]) -> int:
    """Return 0 for a question that may come now, 1 for a missed fact too soon, 2 for the fact asked last."""
    for others, outcome in enumerate(reversed(outcomes)):
        if outcome.ask.item.fact == ask.item.fact:
            return 2 if others == 0 else int(ask.item.fact in missed and others < SPACING)
    return 0


def next_first(queue: tuple[Ask, ...], outcomes: tuple[Outcome, ...], missed: frozenset[str]) -> tuple[Ask, ...]:
    """Put the question first that may come next: another fact, and no return too soon."""
    if not queue:
        return queue
    best = min(range(len(queue)), key=lambda i: (waits(queue[i], outcomes, missed), i))
    return (queue[best], *queue[:best], *queue[best + 1 :])
