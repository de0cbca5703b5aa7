"""Pages to look through banks: the questions of each pattern, with reasons, and those of a draft."""

from collections.abc import Sequence

from quiz.author.draft import Draft, DraftPattern, Made, Trial
from quiz.items.answer_kind import AnswerKind
from quiz.items.item import Item, NotGenerated
from quiz.items.selection import Selected
from quiz.items.sources import ItemSource
from quiz.term.lines import Span, Style
from quiz.text import has_lines, listed, plural
from quiz.ui.document import Document, Element, Gap, Noted, NotedList, Paragraph
from quiz.ui.words import place_names

_GAP = 4  # cells between the options and their reasons
_NARROWEST = 24  # cells a column of reasons needs
_MOST_ENTRIES = 5  # of a bank that are shown before it is written
_NAMED = 3  # facts without a question that are named
_RIGHT, _WRONG = Span("✓ ", Style.RIGHT), Span("✗ ", Style.WRONG)


def preview_page(selected: Selected, before: ItemSource | None = None) -> Document:
    """Return the questions of one pattern, each option with its reason, and why there are none for some facts.

    Above them is the passage that they are about, unless the questions `before` are also about it.
    """
    passage = selected.item_source.origin.passage
    name, count = selected.item_source.name, plural(len(selected.items), "question")
    if selected.is_cut:
        count = f"the first {count}" if len(selected.items) > 1 else "the first question"
    elements: list[Element] = [Gap(), Paragraph(f"{name}   {count}", 0, Style.STRONG)]
    if passage.text and before is not None and before.origin.passage == passage:
        elements.append(Paragraph("on the same passage", 2, Style.FAINT))
    elif passage.text:
        elements += [Paragraph(passage.text, 2), Gap()]
    for _, item in selected.items:
        rows = _noted(item, selected.item_source.reasons(item))
        apart = [Gap()] if has_lines(item.stem) else []
        elements += [Paragraph(item.stem, 2), *apart, NotedList(rows, 4, _GAP, _NARROWEST, _GAP)]
    return (*elements, *_gaps(selected))


def _noted(item: Item, reasons: Sequence[str]) -> tuple[Noted, ...]:
    """Return the options with their reasons; an order and pairs are shown solved."""
    if item.answer_kind is AnswerKind.PAIRS:
        texts = [option.text for option in item.key_options]
        entries = [(_RIGHT, *pair) for pair in zip(item.prompts, texts, strict=True)]
        entries += [
            (_WRONG, option.text, "belongs to nothing") for option in item.options if option.id not in item.keys
        ]
    elif item.answer_kind is AnswerKind.SEQUENCE:
        reason_of = dict(zip(item.options, reasons, strict=True))
        names = place_names(item.answer_kind, len(item.keys))
        keys = zip(names, item.key_options, strict=True)
        entries = [(Span(f"{name}  ", Style.RIGHT), option.text, reason_of[option]) for name, option in keys]
    else:
        options = zip(item.options, reasons, strict=True)
        entries = [(_sign(item, option.id), option.text, reason) for option, reason in options]
    return tuple(Noted(sign, text, Span(note, Style.FAINT)) for sign, text, note in entries)


def _sign(item: Item, option_id: str) -> Span:
    return _RIGHT if option_id in item.keys else _WRONG


def _gaps(selected: Selected) -> list[Paragraph]:
    """Return why some facts have no question: each reason once, for all facts that share it."""
    rows: dict[NotGenerated, list[str]] = {}
    for fact, short in selected.gaps:
        rows.setdefault(short, []).append(fact.id.rpartition("/")[2])
    elements: list[Paragraph] = []
    for (reason, help_, _), names in rows.items():
        about = f" for {_named(names)}" if selected.items or len(rows) > 1 else ""
        elements += _unasked(f"no question{about}: {reason}", help_)
    if not selected.items and not rows:
        elements += _unasked("no question: it matches no row", "change its `where`, or delete it")
    return elements


def _unasked(text: str, help_: str) -> list[Paragraph]:
    return [Paragraph(text, 2), *([Paragraph(help_, 4, Style.FAINT)] if help_ else [])]


def _named(names: Sequence[str]) -> str:
    if len(names) <= _NAMED:
        return listed(names)
    return f"{', '.join(names[:_NAMED])} and {len(names) - _NAMED} more"


def draft_summary(draft: Draft, total: int) -> str:
    """Return how many facts a draft has, and how many questions are generated from them."""
    questions, facts = plural(total, "question"), plural(len(draft.rows), "fact")
    return plural(
        len(draft.patterns),
        f"1 pattern generates {questions} from {facts}.",
        f"{{}} patterns generate {questions} from {facts}.",
    )


def draft_page(draft: Draft, trial: Trial, notes: Sequence[str]) -> Document:
    """Return every pattern of a draft with its number of items and examples, and notes below."""
    elements: list[Element] = []
    for pattern in draft.patterns:
        elements += [*_tried(pattern, trial.made[pattern.id], 2 if len(draft.patterns) == 1 else 1), Gap()]
    for note in notes:
        elements += [Paragraph(note), Gap()]
    return tuple(elements)


def _tried(pattern: DraftPattern, made: Made, examples: int) -> list[Paragraph]:
    head = f"{pattern.ask or pattern.claim}  ({plural(made.items, 'question')})"
    elements = [Paragraph(head, style=Style.STRONG)]
    for item in made.examples[:examples]:
        elements.append(Paragraph(item.stem, 3))
        elements += [Paragraph(option.text, 5, mark=_sign(item, option.id)) for option in item.options]
    if made.gap and not made.gap[1].left_empty:
        row, short = made.gap
        text = f"No question for {row}" if made.items else "No question"
        elements.append(Paragraph(f"{text}: {short.reason}. Rows with other values may help.", 3, Style.WRONG))
    return elements


def entries_page(entries: Sequence[Sequence[str]], notes: Sequence[str]) -> Document:
    """Return the lines of the first entries of a bank, and notes below."""
    elements: list[Element] = []
    for lines in entries[:_MOST_ENTRIES]:
        elements += [*(Paragraph(line, 1 + len(line) - len(line.lstrip())) for line in lines), Gap()]
    if len(entries) > _MOST_ENTRIES:
        elements += [Paragraph(f"... and {len(entries) - _MOST_ENTRIES} more"), Gap()]
    for note in notes:
        elements += [Paragraph(note), Gap()]
    return tuple(elements)
