"""Pages that take keys, as styled lines: a question with its options, how sure the player is, and menus."""

from collections.abc import Sequence

from quiz.game.mode import Feedback
from quiz.game.outcome import Ask
from quiz.game.round import Round
from quiz.game.scoring import GUESS, SURE, THINK, certainty_mark
from quiz.items.answer_kind import AnswerKind
from quiz.items.item import Item
from quiz.term.lines import BLANK, Line, Span, Style, hanging, text_width, two_sided, usable
from quiz.text import clean
from quiz.ui import words
from quiz.ui.prompter import Entry

_HEAD_ROWS = 2  # of a page: its title, and a rule
INDENT = 3  # cells left of an option, for the pointer


def _rule(width: int) -> Line:
    return (Span(" "), Span("─" * (width - 2), Style.FAINT))


def title_lines(title: str, beside: str, width: int) -> list[Line]:
    """Return a page's head."""
    width = usable(width)
    return [*two_sided(Span(title, Style.STRONG), Span(beside), width), _rule(width)]


def course_name(title: str) -> str:
    """Return the part of a bank's title that names its course: the part before a colon."""
    return title.partition(": ")[0]


def question_head(
    round_: Round, width: int, turn: tuple[str, str] | None = None, left_ms: int | None = None
) -> list[Line]:
    """Return the head of a question: course, topic and date, or in a duel whose `turn` it is; and how far the round is.

    `left_ms` is the time that is left of a round with a clock.
    """
    ask = round_.current
    assert ask is not None
    item = ask.item
    course = course_name(item.origin.title)
    where = course, item.topic, item.origin.as_of
    parts = [words.progress(round_)]
    if turn:
        parts.append(turn[1])
    if round_.feedback == Feedback.AT_ONCE:
        parts.append(f"{round_.right} right")
        if round_.streak > 1:
            parts.append(f"streak {round_.streak}")
    if left_ms is not None:
        parts.append(words.clock(left_ms))
    beside = "    ".join(parts)
    head = title_lines(turn[0] if turn else words.place(*where), beside, width)
    # Two more words are not worth a line.
    return head if turn or len(head) == _HEAD_ROWS else title_lines(words.place(*where, brief=True), beside, width)


def question_stem(round_: Round, width: int) -> list[Line]:
    """Return the passage and the stem of the current question, and how it is scored if several answers are right."""
    ask = round_.current
    assert ask is not None
    lines = [*passage_lines(ask.item, width), *hanging((Span(" "),), ask.item.stem, usable(width), Style.STRONG)]
    if words.takes_many(ask):
        lines += hanging((Span(" "),), words.SCORING, usable(width), Style.FAINT)
    return lines


def passage_lines(item: Item, width: int) -> list[Line]:
    """Return the passage that an item is about, and a blank line; nothing if there is none."""
    text = item.origin.passage.text
    return [*hanging((Span(" "),), text, usable(width)), BLANK] if text else []


def option_rows(item: Item, width: int, boxes: Sequence[str] = ()) -> list[list[Line]]:
    """Return the lines of each option, without the pointer's indent, and after its box if there are `boxes`."""
    rows = []
    for i, option in enumerate(item.options):
        box = boxes[i] if boxes else ""
        rows.append(hanging((Span(f"{box}{i + 1}  "),), option.text, usable(width) - INDENT))
    return rows


def entry_rows(entries: Sequence[Entry], width: int) -> list[list[Line]]:
    """Return the lines of each entry of a menu, with the notes next to them in a column."""
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


def place_keys(item: Item, *, full: bool) -> str:
    """Return what the keys do, short or in full."""
    count = len(item.options)
    if not full:
        return f"1-{count} {'match' if item.answer_kind is AnswerKind.PAIRS else 'place'}   Enter done"
    if item.answer_kind is AnswerKind.PAIRS:
        what = f"1-{count}, or arrows and space, match with the letter at →"
    else:
        what = f"1-{count} or a-{words.letters(count)[-1]}, or arrows and space, fill the next position"
    return f"{what}; the same key again, or backspace, takes it back; Enter answers; every part must be right"


def keys_text(ask: Ask, *, full: bool, saves: bool, actions: str = "") -> str:
    """Return the line of keys below a question, short or in full. `actions`: the keys for after its answer."""
    count = len(ask.item.options)
    last = words.letters(count)[-1]
    if ask.item.answer_kind.is_placed:
        long, short = (place_keys(ask.item, full=full) for full in (True, False))
        short = f"{short}   ? keys   q stop{' and save' if saves else ''}"
    elif words.takes_many(ask):
        short = f"1-{count} choose   Enter done   ? keys   q stop{' and save' if saves else ''}"
        long = f"1-{count} or a-{last} choose, or arrows and space; Enter answers; a wrong choice cancels a right one"
    else:
        short = f"1-{count} answer   ? keys   q stop{' and save' if saves else ''}"
        long = f"1-{count} or a-{last} answer, or arrows and Enter"
    hint = ""
    if ask.item.hints:
        hint = "; h shows a hint" if len(ask.item.hints) == 1 else "; h shows the next hint"
    after = f"; {actions}" if actions else ""
    return f"{long}{hint}; q or Ctrl-C stops{' and saves' if saves else ''}{after}" if full else short


_QUESTION = "How sure are you?"
PLAIN_QUESTION = f"{_QUESTION} 1 sure, 2 think so, 3 a guess: "
PLAIN_HELP = (
    "Type 1 or s if you are sure, 2 or t if you think so, 3 or g if it is a guess; "
    "u to change your answer, or q to stop. Your answer counts only after that."
)
#: The certainties in the order in which they are offered, and the position of the one that is pointed at first.
CERTAIN, THINKING = (SURE, THINK, GUESS), 1
_NAMES = {SURE: "sure", THINK: "think so", GUESS: "a guess"}
#: A key -> the position of what it says.
CERTAINTY_KEYS = {"1": 0, "s": 0, "2": 1, "t": 1, "3": 2, "g": 2}
#: A typed line -> the same.
PLAIN_CERTAINTY = {**CERTAINTY_KEYS, "sure": 0, "think": 1, "think so": 1, "guess": 2, "a guess": 2}


def certainty_rows(width: int) -> list[list[Line]]:
    """Return the lines of each certainty, with what it counts for if there is room."""
    entries = [Entry(f"{i}  {_NAMES[name]}", _stakes(name)) for i, name in enumerate(CERTAIN, start=1)]
    found = entry_rows(entries, width)
    if all(len(row) == 1 for row in found):
        return found
    return entry_rows([Entry(entry.text) for entry in entries], width)


def _stakes(certainty: str) -> str:
    right, wrong = (certainty_mark(certainty, right=right) for right in (True, False))
    return f"right {words.signed(right)}, wrong {words.signed(wrong)}"


def with_chosen(options: Sequence[Sequence[Line]], chosen: Sequence[int]) -> list[Line]:
    """Return the lines of a question's options in their places, with an arrow at those that were chosen."""
    margin = Span(" " * INDENT)
    lines: list[Line] = []
    for i, (first, *more) in enumerate(options):
        label = Span(f"{first[0].text[:-2]}→ ") if i in chosen else first[0]
        lines += [(margin, label, *first[1:]), *((margin, *part) for part in more)]
    return lines


def certainty_question(width: int) -> list[Line]:
    """Return the lines of the question of how sure the player is."""
    return hanging((Span(" " * INDENT),), _QUESTION, usable(width))


def certainty_keys(*, full: bool, saves: bool) -> str:
    """Return the line of keys below the question, short or in full."""
    if not full:
        return f"1-3 answer   u back   ? keys   q stop{' and save' if saves else ''}"
    stops = f"q or Ctrl-C stops{' and saves the earlier answers' if saves else ''}"
    return f"1-3 or s, t, g answer, or arrows and Enter; u goes back to your answer; {stops}"
