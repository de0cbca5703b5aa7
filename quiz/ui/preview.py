"""A bank to look through: its questions, pattern by pattern, each option with its reason."""

from collections.abc import Sequence

from quiz.items.answer_kind import AnswerKind
from quiz.items.item import Item, NotGenerated
from quiz.items.selection import Selected
from quiz.term.lines import BLANK, Line, Span, Style, hanging, text_width, usable
from quiz.ui.pages import title_lines
from quiz.ui.words import listed, place_names, plural

UNWRAPPED = 10**9  # cells: for pipes and files, in which lines are as long as they are
_GAP = 4  # cells between the options and their reasons
_NARROWEST = 24  # cells a column of reasons needs
_NAMED = 3  # facts without a question that are named


def heading(title: str, bank: str, width: int) -> list[Line]:
    """Return the head of a bank."""
    return title_lines(title, bank, width)


def selected_lines(selected: Selected, width: int) -> list[Line]:
    """Return the questions of one pattern, and why there are none for some facts."""
    name, count = selected.item_source.name, plural(len(selected.items), "question")
    if selected.is_cut:
        count = f"the first {count}" if len(selected.items) > 1 else "the first question"
    lines = [BLANK, *hanging((), f"{name}   {count}", width, Style.STRONG)]
    for _, item in selected.items:
        lines += _item(item, selected.item_source.reasons(item), width)
    return [*lines, *_gaps(selected, width)]


def _item(item: Item, reasons: Sequence[str], width: int) -> list[Line]:
    lines = hanging((Span("  "),), item.stem, width)
    entries = _entries(item, reasons)
    signs = max(text_width(sign.text) for sign, _, _ in entries)
    column = max(text_width(text) for _, text, _ in entries) + _GAP
    beside = 4 + signs + column + _NARROWEST <= usable(width)
    for sign, text, reason in entries:
        head = (Span("    "), sign)
        if reason and beside:
            gap = " " * (column - text_width(text))
            lines += hanging((*head, Span(text + gap)), reason, width, Style.FAINT)
            continue
        lines += hanging(head, text, width)
        if reason:
            lines += hanging((Span(" " * (4 + signs + _GAP)),), reason, width, Style.FAINT)
    return lines


def _entries(item: Item, reasons: Sequence[str]) -> list[tuple[Span, str, str]]:
    """Return (sign, text, what stands beside it) of the options; an order and pairs as they are right."""
    if item.answer_kind is AnswerKind.PAIRS:
        texts = [option.text for option in item.key_options]
        return [(Span("✓ ", Style.RIGHT), *pair) for pair in zip(item.prompts, texts, strict=True)]
    if item.answer_kind is AnswerKind.SEQUENCE:
        reason_of = dict(zip(item.options, reasons, strict=True))
        names = place_names(item.answer_kind, len(item.keys))
        return [
            (Span(f"{name}  ", Style.RIGHT), option.text, reason_of[option])
            for name, option in zip(names, item.key_options, strict=True)
        ]
    signs = [Span("✓ ", Style.RIGHT) if option.id in item.keys else Span("✗ ", Style.WRONG) for option in item.options]
    return [(sign, option.text, reason) for sign, option, reason in zip(signs, item.options, reasons, strict=True)]


def _gaps(selected: Selected, width: int) -> list[Line]:
    """Return why facts go without a question, a reason once for all of them."""
    rows: dict[NotGenerated, list[str]] = {}
    for fact, short in selected.gaps:
        rows.setdefault(short, []).append(fact.id.rpartition("/")[2])
    lines: list[Line] = []
    for (reason, help_, _), names in rows.items():
        about = f" for {_named(names)}" if selected.items or len(rows) > 1 else ""
        lines += hanging((Span("  "),), f"no question{about}: {reason}", width)
        lines += hanging((Span("    "),), help_, width, Style.FAINT) if help_ else []
    if not selected.items and not rows:
        lines += hanging((Span("  "),), "no question: it finds no row to ask about", width)
        lines += hanging((Span("    "),), "change its `where`, or delete it", width, Style.FAINT)
    return lines


def _named(names: Sequence[str]) -> str:
    if len(names) <= _NAMED:
        return listed(names)
    return f"{', '.join(names[:_NAMED])} and {len(names) - _NAMED} more"
