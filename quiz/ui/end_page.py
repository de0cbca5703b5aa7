"""The end of a round: the score, what is said with it, the topics, and what to look at again."""

from typing import TYPE_CHECKING, NamedTuple

from quiz.game.mode import Feedback
from quiz.game.outcome import Outcome
from quiz.game.round import Round
from quiz.game.week import GOAL, Week
from quiz.term.lines import Span, Style
from quiz.ui import words
from quiz.ui.document import Alternative, Bars, Document, Element, Gap, Paragraph, Picture, Title, said
from quiz.ui.feedback import feedback

if TYPE_CHECKING:
    from quiz.game.summary import Summary

_STAR = Span("★ ", Style.RIGHT)


class Change(NamedTuple):
    """The score of the last round on the same banks."""

    right: int
    total: int


class EndNotes(NamedTuple):
    """The score of the last round, what is a joy, and what else there is to say."""

    last: Change | None = None
    cheers: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def end_page(round_: Round, summary: "Summary", took_ms: int, notes: EndNotes) -> Document:
    """Return the end of a round that took so many milliseconds. That of a test begins with all its answers."""
    score, change = words.score_text(round_, summary), compared(round_, summary, notes.last)
    elements: list[Element] = [*(_all_answers(round_) if round_.mode.feedback == Feedback.AT_END else ())]
    elements += [Title(score, change), said("The round is over.", f"{score}, {change}." if change else f"{score}.")]
    if notes.cheers:
        elements += [*(Paragraph(cheer, style=Style.STRONG, mark=_STAR) for cheer in notes.cheers), Gap()]
    points, streak, took = words.points_text(summary), f"Longest streak {summary.best_streak}", words.duration(took_ms)
    elements.append(
        Alternative(
            (Paragraph("    ".join(filter(None, (streak, took, points)))),),
            (*([f"{points}."] if points else []), f"{streak}. Time {took}."),
        )
    )
    elements += [*map(Paragraph, words.marks_texts(summary)), Gap(), _topics(summary), Gap()]
    if summary.weakest:
        elements.append(Paragraph(f"Weakest topic: {summary.weakest.name}."))
    elements += map(Paragraph, notes.notes)
    if summary.misses and round_.mode.feedback == Feedback.AT_ONCE:
        elements.append(Alternative((Gap(), Paragraph("To look at again", style=Style.STRONG)), ("To look at again:",)))
        elements += map(_miss, summary.misses)
    return (*elements, Gap())


def _topics(summary: "Summary") -> Picture:
    scores = [(topic.name, topic.share, f"{topic.right} of {topic.total}") for topic in summary.topics]
    return Picture(Bars(tuple(scores), 1, 3), tuple(f"{name}: {score}." for name, _, score in scores), says_all=True)


def _miss(outcome: Outcome) -> Alternative:
    item = outcome.ask.item
    answer, key = words.answer_text(item, outcome.chosen), words.answer_text(item, item.keys)
    shown = (Paragraph(item.stem, 3), Paragraph(f"{key}    you said {answer}", 5, Style.FAINT))
    return Alternative(shown, (f"{item.stem} The answer: {key}. You said: {answer}.",))


def _all_answers(round_: Round) -> list[Element]:
    """Return the feedback of a test, question by question."""
    elements: list[Element] = []
    for nth, outcome in enumerate(round_.first_tries, start=1):
        stem = outcome.ask.item.stem
        head = Paragraph(stem, style=Style.STRONG, mark=Span(f"{nth}. "))
        elements += [Alternative((head,), (f"Question {nth}. {stem}",)), *feedback(outcome), Gap()]
    return elements


def compared(round_: Round, summary: "Summary", last: Change | None) -> str:
    """Return the change against the last round, or nothing."""
    if last is None or not last.total or not summary.total:
        return ""
    if last.total != summary.total and round_.mode.comparison.of_total:
        return f"last time {last.right} of {last.total}"
    more = summary.right - last.right
    if more == 0:
        return "as many as last time"
    return f"{abs(more)} {'more' if more > 0 else 'fewer'} than last time"


def week_text(found: Week) -> str:
    """Return how a week goes."""
    text = f"This week: {found.days} of {GOAL} days."
    if found.days >= GOAL:
        text = f"This week: {found.days} days. The goal of {GOAL} is met, the others are free."
    return f"{text} {found.in_a_row} weeks in a row." if found.in_a_row > 1 else text
