"""A draft to look at before it is written: the questions that follow from it."""

from collections.abc import Sequence

from quiz.author.draft import Draft, DraftPattern
from quiz.author.trial import Made, Trial
from quiz.items.item import Item
from quiz.term.lines import BLANK, Line, Span, Style, hanging
from quiz.ui.words import plural


def draft_summary(draft: Draft, total: int) -> str:
    """Return how much there is."""
    patterns = plural(len(draft.patterns), "pattern")
    verb = "follows" if total == 1 else "follow"
    return f"{plural(len(draft.rows), 'fact')}. {plural(total, 'question')} {verb} from {patterns}."


def draft_lines(draft: Draft, trial: Trial, notes: Sequence[str], width: int) -> list[Line]:
    """Return every pattern with how many items it makes and examples, and notes below."""
    lines: list[Line] = []
    for pattern in draft.patterns:
        lines += [*_pattern(pattern, trial.made[pattern.id], width, len(draft.patterns)), BLANK]
    for note in notes:
        lines += [*hanging((Span(" "),), note, width), BLANK]
    return lines


def _pattern(pattern: DraftPattern, made: Made, width: int, patterns: int) -> list[Line]:
    head = f"{pattern.ask or pattern.claim}  ({plural(made.items, 'question')})"
    lines = hanging((Span(" "),), head, width, Style.STRONG)
    for item in made.examples[: 2 if patterns == 1 else 1]:
        lines += _item(item, width)
    if made.gap:
        row, short = made.gap
        told = f"No question for {row}" if made.items else "No question"
        lines += hanging(
            (Span("   "),), f"{told}: {short.reason}. Rows with other values may help.", width, Style.WRONG
        )
    return lines


def _item(item: Item, width: int) -> list[Line]:
    lines = hanging((Span("   "),), item.stem, width)
    for option in item.options:
        sign = Span("✓ ", Style.RIGHT) if option.id in item.keys else Span("✗ ", Style.WRONG)
        lines += hanging((Span("     "), sign), option.text, width)
    return lines
