"""What a duel says: whose turn it is, what each made of a question, and who won."""

from collections.abc import Sequence

from quiz.game.duel import Duel
from quiz.game.outcome import Outcome
from quiz.items.item import Item
from quiz.term.lines import BLANK, Line, Span, Style, hanging, usable
from quiz.ui import words
from quiz.ui.pages import title_lines

_LEAST = 2  # who shares a first place


def score(duel: Duel) -> str:
    """Return how the duel stands, `Ada 2, Ben 1`."""
    return ", ".join(f"{name} {points}" for name, points in zip(duel.names, duel.scores, strict=True))


def handing_over(duel: Duel) -> str:
    """Return what is said before a turn, so that nobody sees another's answer."""
    assert duel.turn is not None
    name = duel.names[duel.turn]
    return f"{name}, it is your turn. The others look away." if len(duel.names) > 1 else name


def result(duel: Duel) -> str:
    """Return who won."""
    best = max(duel.scores)
    winners = duel.winners
    if len(winners) == 1:
        return f"{winners[0]} wins with {best} of {duel.number}."
    verb = "All" if len(winners) == len(duel.names) and len(winners) > _LEAST else words.listed(winners)
    return f"A draw: {verb} have {best} of {duel.number}."


def told_texts(duel: Duel) -> list[str]:
    """Return what the players made of the last question, as sentences."""
    item = duel.latest[0].ask.item
    texts = [item.stem, f"The answer: {words.answer_text(item, item.keys)}."]
    for name, outcome in zip(duel.names, duel.latest, strict=True):
        said = "" if outcome.right else f" {name} said: {words.answer_text(item, outcome.chosen)}."
        texts.append(f"{name}: {'right' if outcome.right else 'not this time'}.{said}")
    return [*texts, *_explained(item), f"{score(duel)}.", ""]


def told_lines(duel: Duel, width: int) -> list[Line]:
    """Return the same as a page."""
    item = duel.latest[0].ask.item
    lines = title_lines(f"Question {duel.number} of {duel.rounds[0].planned}", score(duel), width)
    width = usable(width)
    lines += [BLANK, *hanging((Span(" "),), item.stem, width, Style.STRONG), BLANK]
    lines += [*hanging((Span("   "),), f"The answer: {words.answer_text(item, item.keys)}", width), BLANK]
    for name, outcome in zip(duel.names, duel.latest, strict=True):
        sign, style = ("✓", Style.RIGHT) if outcome.right else ("✗", Style.WRONG)
        said = words.answer_text(item, outcome.chosen)
        lines += hanging((Span("   "),), f"{sign} {name}: {said}", width, style)
    for text in _explained(item):
        lines += [BLANK, *hanging((Span(" "),), text, width)]
    return [*lines, BLANK]


def _explained(item: Item) -> list[str]:
    source = [f"Source: {item.origin.source}."] if item.origin.source else []
    return [*([item.why] if item.why else []), *source]


def result_texts(duel: Duel) -> list[str]:
    """Return the end of a duel, as sentences."""
    return ["The duel is over.", result(duel), f"{score(duel)}."]


def result_lines(duel: Duel, width: int) -> list[Line]:
    """Return the same as a page, with the questions that nobody knew."""
    lines = [*title_lines(result(duel), "", width), BLANK]
    width = usable(width)
    for name, points in sorted(zip(duel.names, duel.scores, strict=True), key=lambda one: -one[1]):
        lines += hanging((Span(" "),), f"{name}: {points} of {duel.number}", width)
    missed = [outcomes[0] for outcomes in _by_question(duel) if not any(outcome.right for outcome in outcomes)]
    if missed:
        lines += [BLANK, (Span(" "), Span("Nobody knew", Style.STRONG))]
        for outcome in missed:
            item = outcome.ask.item
            lines += hanging((Span("   "),), item.stem, width)
            lines += hanging((Span("     "),), words.answer_text(item, item.keys), width, Style.FAINT)
    return [*lines, BLANK]


def _by_question(duel: Duel) -> Sequence[Sequence[Outcome]]:
    return list(zip(*(round_.outcomes for round_ in duel.rounds), strict=False))
