"""What a duel says: whose turn it is, what each made of a question, and who won."""

from quiz.game.duel import Duel
from quiz.items.item import Item
from quiz.term.lines import Style
from quiz.ui import words
from quiz.ui.document import Alternative, Document, Element, Gap, Paragraph, Title, said

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


def question_page(duel: Duel) -> Document:
    """Return what the players made of the last question."""
    item = duel.latest[0].ask.item
    key = f"The answer: {words.answer_text(item, item.keys)}"
    elements: list[Element] = [Title(f"Question {duel.number} of {duel.rounds[0].planned}", score(duel)), Gap()]
    elements += [Paragraph(item.stem, style=Style.STRONG), Gap(), Alternative((Paragraph(key, 3), Gap()), (f"{key}.",))]
    for name, outcome in zip(duel.names, duel.latest, strict=True):
        sign, style = ("✓", Style.RIGHT) if outcome.right else ("✗", Style.WRONG)
        answer = words.answer_text(item, outcome.chosen)
        words_ = f"{name}: right." if outcome.right else f"{name}: not this time. {name} said: {answer}."
        elements.append(Alternative((Paragraph(f"{sign} {name}: {answer}", 3, style),), (words_,)))
    for text in _explained(item):
        elements += [Gap(), Paragraph(text)]
    return (*elements, Gap(), said(f"{score(duel)}.", ""))


def _explained(item: Item) -> list[str]:
    source = [f"Source: {item.origin.source}."] if item.origin.source else []
    return [*([item.why] if item.why else []), *source]


def result_page(duel: Duel) -> Document:
    """Return the end of a duel; a page shows the questions that nobody knew, too."""
    ranking = sorted(zip(duel.names, duel.scores, strict=True), key=lambda one: -one[1])
    shown = [Paragraph(f"{name}: {points} of {duel.number}") for name, points in ranking]
    by_question = zip(*(round_.outcomes for round_ in duel.rounds), strict=False)
    missed = [outcomes[0].ask.item for outcomes in by_question if not any(outcome.right for outcome in outcomes)]
    unknown: list[Paragraph | Gap] = [Gap(), Paragraph("Nobody knew", style=Style.STRONG)] if missed else []
    for item in missed:
        unknown += [Paragraph(item.stem, 3), Paragraph(words.answer_text(item, item.keys), 5, Style.FAINT)]
    texts = ("The duel is over.", result(duel), f"{score(duel)}.")
    return (Title(result(duel)), Gap(), Alternative((*shown, *unknown, Gap()), texts))
