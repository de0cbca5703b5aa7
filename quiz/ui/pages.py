"""Pages that take keys, as styled lines: the head, the stem and the options of a question, and menus."""

from collections.abc import Sequence
from itertools import accumulate

from quiz.game.mode import Feedback
from quiz.game.outcome import Ask
from quiz.game.round import Round
from quiz.items.item import Item
from quiz.term.lines import Line, Span, Style, hanging, text_width, two_sided, usable
from quiz.text import clean
from quiz.ui import words
from quiz.ui.prompter import Entry

INDENT = 3  # cells left of an option, for the pointer


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
    """Return the head of a question: course, topic and date, or in a duel whose `turn` it is, and how the round stands.

    `left_ms` is the time that is left of a sprint.
    """
    ask = round_.current
    assert ask is not None
    item = ask.item
    course = course_name(item.origin.title)
    title = " · ".join(filter(None, dict.fromkeys((course, item.topic, item.origin.as_of))))
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

        long, short = (places.place_keys(ask.item, full=full) for full in (True, False))
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
