"""What stands on the screen: pages of styled lines, made from a round and a width."""

from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from quiz.game.mode import Feedback
from quiz.game.outcome import Ask, Outcome
from quiz.game.round import Round
from quiz.items.item import Item
from quiz.term.lines import BLANK, NOTE_GAP, Line, Noted, Span, Style, hanging, text_width, two_sided, usable
from quiz.text import clean
from quiz.ui import words
from quiz.ui.prompter import Entry

if TYPE_CHECKING:
    from quiz.game.summary import Accuracy, Summary
    from quiz.ui.end_notes import EndNotes


INDENT = 3  # cells left of an option, for the pointer
_BAR = 20
_STAR = "★"


def _rule(width: int) -> Line:
    return (Span(" "), Span("─" * (width - 2), Style.FAINT))


def title_lines(title: str, beside: str, width: int) -> list[Line]:
    """Return a page's head."""
    width = usable(width)
    return [*two_sided(Span(title, Style.STRONG), Span(beside), width), _rule(width)]


def course_name(title: str) -> str:
    """Return the part of a bank's title that names its course: what stands before a colon."""
    return title.partition(": ")[0]


def question_head(
    round_: Round, width: int, turn: tuple[str, str] | None = None, left_ms: int | None = None
) -> list[Line]:
    """Return the head of a question: course and topic, or in a duel whose `turn` it is, and how the round stands.

    `left_ms` is the time that is left of a sprint.
    """
    ask = round_.current
    assert ask is not None
    item = ask.item
    course = course_name(item.origin.title)
    title = course if course == item.topic else f"{course} · {item.topic}"
    parts = [words.progress(round_)]
    if turn:
        title, score = turn
        parts.append(score)
    if round_.mode.feedback == Feedback.AT_ONCE:
        parts.append(f"{round_.right} right")
        if round_.streak > 1:
            parts.append(f"streak {round_.streak}")
    if left_ms is not None:
        parts.append(words.clock(left_ms))
    return title_lines(title, "    ".join(parts), width)


def question_stem(round_: Round, width: int) -> list[Line]:
    """Return the stem of the current question, and how it is scored where several answers are right."""
    ask = round_.current
    assert ask is not None
    lines = hanging((Span(" "),), ask.item.stem, usable(width), Style.STRONG)
    if words.takes_many(ask):
        lines += hanging((Span(" "),), words.SCORING, usable(width), Style.FAINT)
    return lines


def option_rows(item: Item, width: int, boxes: Sequence[str] = ()) -> list[list[Line]]:
    """Return the lines of each option, without the pointer's indent. `boxes` stand before them."""
    rows = []
    for i, option in enumerate(item.options):
        box = boxes[i] if boxes else ""
        rows.append(hanging((Span(f"{box}{i + 1}  "),), option.text, usable(width) - INDENT))
    return rows


def entry_rows(entries: Sequence[Entry], width: int) -> list[list[Line]]:
    """Return the lines of each entry of a menu, what stands beside them in a column."""
    width = usable(width) - INDENT
    entries = [Entry(clean(entry.text), clean(entry.beside), entry.key) for entry in entries]
    names = [f"{entry.key}  {entry.text}" if entry.key else entry.text for entry in entries]
    column = max(text_width(name) for name in names) + 3
    widest = max((text_width(entry.beside) for entry in entries), default=0)
    rows: list[list[Line]] = []
    for name, entry in zip(names, entries, strict=True):
        if entry.beside and column + widest <= width:
            rows.append([(Span(name + " " * (column - text_width(name))), Span(entry.beside))])
        else:
            beside = f" ({entry.beside})" if entry.beside else ""
            rows.append(hanging((), name + beside, width))
    return rows


def page_end(entries: Sequence[Entry], start: int, width: int, room: int, head: int) -> int:
    """Return behind which entry a page of a menu ends that has room for so many lines.

    All entries stand on one page if they fit, though the head may scroll away then. Where they
    do not, head and a line to go on stay in sight, if there is room for an entry beside them.
    """
    rows = entry_rows(entries, width)
    if sum(map(len, rows)) <= room:
        return len(entries)
    rows = rows[start:]
    for left in (room - head - 1, room - 1):
        fitting = sum(height <= left for height in accumulate(map(len, rows)))
        if fitting:
            return start + fitting
    return start + 1


def keys_text(ask: Ask, *, full: bool, saves: bool, actions: str = "") -> str:
    """Return the line of keys below a question, short or in full. `actions` tells of keys for after its answer."""
    count = len(ask.item.options)
    last = words.letters(count)[-1]
    if ask.item.answer_kind.is_placed:
        from quiz.ui import places  # most rounds do without

        long, short = (places.keys_text(ask.item, full=full) for full in (True, False))
        short = f"{short}   ? keys   q stop{' and save' if saves else ''}"
    elif words.takes_many(ask):
        short = f"1-{count} choose   Enter answer   ? keys   q stop{' and save' if saves else ''}"
        long = f"1-{count} or a-{last} choose, or arrows and space; Enter answers; a wrong choice cancels a right one"
    else:
        short = f"1-{count} answer   ? keys   q stop{' and save' if saves else ''}"
        long = f"1-{count} or a-{last} answer, or arrows and Enter"
    hint = ""
    if ask.item.hints:
        hint = "; h shows a hint" if len(ask.item.hints) == 1 else "; h shows the next hint"
    after = f"; {actions}" if actions else ""
    return f"{long}{hint}; q or Ctrl-C stops{' and saves' if saves else ''}{after}" if full else short


def _marked(outcome: Outcome, width: int) -> list[Line]:
    """Return the options with what was chosen and what is right beside them."""
    item = outcome.ask.item
    if item.answer_kind.is_placed:
        from quiz.ui.places import outcome_rows  # most rounds do without

        return noted_lines(outcome_rows(outcome, usable(width) - INDENT), width)
    rows: list[Noted] = []
    for i, option in enumerate(item.options, start=1):
        is_key, is_chosen = option.id in item.keys, option.id in outcome.chosen
        sign = "✓" if is_key else "✗"
        told = "your answer" if is_chosen else "the answer" if is_key else ""
        style = Style.RIGHT if is_key else Style.WRONG
        rows.append((f"{i}  ", option.text, f"{sign} {told}" if told else "", style))
    return noted_lines(rows, width)


def noted_lines(rows: Sequence[Noted], width: int) -> list[Line]:
    """Return texts behind their labels, with notes beside them in a column, or below where it is too narrow."""
    width = usable(width)
    column = max(text_width(text) for _, text, _, _ in rows) + NOTE_GAP
    labels = max(text_width(label) for label, _, _, _ in rows)
    fits = INDENT + labels + column + max(text_width(note) for _, _, note, _ in rows) <= width
    lines: list[Line] = []
    for label, text, note, style in rows:
        head = (Span(" " * INDENT), Span(label))
        if not note:
            lines += hanging(head, text, width)
        elif fits:
            gap = " " * (column - text_width(text))
            lines.append((*head, Span(text + gap), Span(note, style)))
        else:
            lines += hanging(head, text, width)
            lines += hanging((Span(" " * (INDENT + labels)),), note, width, style)
    return lines


def feedback_lines(outcome: Outcome, width: int) -> list[Line]:
    """Return the options marked, the verdict, why, and the source."""
    item = outcome.ask.item
    sign, style = ("✓", Style.RIGHT) if outcome.right else ("✗", Style.WRONG)
    head = (Span(" "), Span(f"{sign} {words.verdict(outcome.right)}", style), Span(" "))
    texts = words.feedback_text(outcome)
    told = _flowing(head, " ".join(texts), width) if texts else [head]
    lines = [*_marked(outcome, width), BLANK, *told]
    if item.origin.source:
        lines += hanging((Span(" " * 3),), item.origin.source, usable(width), Style.FAINT)
    return lines


def _flowing(head: Line, text: str, width: int) -> list[Line]:
    """Return text that starts behind a head and goes on below it, indented by three."""
    used = sum(text_width(span.text) for span in head)
    width = usable(width)
    if used + 12 > width:
        return [head, *hanging((Span(" " * 3),), text, width)]
    filler = "x" * (used - 3)  # stands for the head, so that wrapping knows of it
    first, *rest = hanging((Span(" " * 3),), f"{filler}{text}", width)
    shown = first[1].text[len(filler) :]
    return [(*head, Span(shown)), *rest]


def end_page(round_: Round, summary: "Summary", took_ms: int, beside: "EndNotes", width: int) -> list[Line]:
    """Return the end of a round: score, topics, streak and time, what to look at again."""
    change = words.compared(round_, summary, beside.last)
    lines = title_lines(words.score_text(round_, summary), change, width)
    for cheer in beside.cheers:
        lines += hanging((Span(f" {_STAR} ", Style.RIGHT),), cheer, usable(width), Style.STRONG)
    lines += [*([BLANK] if beside.cheers else []), *_topics(summary.topics, usable(width)), BLANK]
    told = [f"Longest streak {summary.best_streak}", words.duration(took_ms)]
    if words.points_text(summary):
        told.append(words.points_text(summary))
    if summary.weakest:
        told.append(f"Weakest topic: {summary.weakest.name}")
    lines += hanging((Span(" "),), "    ".join(told), usable(width))
    for note in (*words.marks_texts(summary), *beside.notes):
        lines += hanging((Span(" "),), note, usable(width))
    if round_.mode.feedback == Feedback.AT_END:
        lines += _all_answers(round_, width)
    elif summary.misses:
        lines += [BLANK, (Span(" "), Span("To look at again", Style.STRONG))]
        for outcome in summary.misses:
            lines += _miss(outcome, usable(width))
    return [*lines, BLANK]


def _topics(topics: "Sequence[Accuracy]", width: int) -> list[Line]:
    column = max((text_width(topic.name) for topic in topics), default=0) + 3
    lines: list[Line] = []
    for topic in topics:
        score = f"{topic.right} of {topic.total}"
        if column + _BAR + len(score) + 4 > width:
            lines += hanging((Span(" "),), f"{topic.name}: {score}", width)
            continue
        bar = "█" * round(_BAR * topic.share)
        gap = " " * (column - text_width(topic.name))
        lines.append((Span(f" {topic.name}{gap}"), Span(bar.ljust(_BAR)), Span(f"  {score}")))
    return lines


def _miss(outcome: Outcome, width: int) -> list[Line]:
    item = outcome.ask.item
    answers = f"{words.answer_text(item, item.keys)}    you said {words.answer_text(item, outcome.chosen)}"
    return [*hanging((Span(" " * 3),), item.stem, width), *hanging((Span(" " * 5),), answers, width, Style.FAINT)]


def _all_answers(round_: Round, width: int) -> list[Line]:
    """Return the feedback of a test, question by question."""
    lines: list[Line] = []
    for nth, outcome in enumerate(round_.first_tries, start=1):
        stem = hanging((Span(f" {nth}. "),), outcome.ask.item.stem, usable(width), Style.STRONG)
        lines += [BLANK, *stem, *feedback_lines(outcome, width)]
    return lines
