"""What follows an answer: the options with what was chosen and what is right, the verdict, why, and the source."""

from quiz.game.outcome import Outcome
from quiz.items.answer_kind import AnswerKind
from quiz.term.lines import Span, Style
from quiz.ui import words
from quiz.ui.document import Alternative, Document, Element, Gap, Noted, NotedList, Paragraph, Verdict, said

_PAIR_GAP = 4  # cells between prompts and what belongs to them


def feedback(outcome: Outcome) -> Document:
    """Return the feedback on an answer."""
    item, verdict = outcome.ask.item, words.verdict(outcome.right)
    texts = words.feedback_text(outcome)
    shown = (_options(outcome), Gap(), Verdict(outcome.right, verdict, " ".join(texts)))
    first, *more = _answers(outcome)
    elements: list[Element] = [Alternative(shown, (f"{verdict} {first}", *more, *texts))]
    if item.origin.source:
        source = Paragraph(item.origin.source, 3, Style.FAINT)
        elements.append(Alternative((source,), (f"Source: {item.origin.source}.",)))
    return (*elements, said(""))


def _options(outcome: Outcome) -> NotedList:
    """Return the options with what was chosen and what is right beside them."""
    item = outcome.ask.item
    if item.answer_kind.is_placed:
        return _places(outcome)
    rows = []
    for i, option in enumerate(item.options, start=1):
        is_key, is_chosen = option.id in item.keys, option.id in outcome.chosen
        note = "your answer" if is_chosen else "the answer" if is_key else ""
        note = f"{'✓' if is_key else '✗'} {note}" if note else ""
        rows.append(Noted(Span(f"{i}  "), option.text, Span(note, Style.RIGHT if is_key else Style.WRONG)))
    return NotedList(tuple(rows))


def _answers(outcome: Outcome) -> list[str]:
    """Return what was chosen and, where that is not right, what is."""
    item = outcome.ask.item
    if item.answer_kind.is_placed:
        return [_placed(outcome), *([] if outcome.right else _right_places(outcome))]
    texts = [f"You chose {words.numbered(item, item.chosen_options(outcome.chosen))}."]
    if not outcome.right:
        verb = "The answer is" if len(item.keys) == 1 else "The answers are"
        texts.append(f"{verb} {words.numbered(item, item.key_options)}.")
    return texts


def _places(outcome: Outcome) -> NotedList:
    """Return the right order, or the right pairs, each with a note on what was answered."""
    item, pairs = outcome.ask.item, outcome.ask.item.answer_kind is AnswerKind.PAIRS
    names = words.place_names(item.answer_kind, len(item.keys))
    labels = [prompt + " " * _PAIR_GAP for prompt in item.prompts] if pairs else [f"{name}  " for name in names]
    rows = []
    for place, key in enumerate(item.key_options):
        if outcome.chosen[place] == key.id:
            note = Span("✓ right", Style.RIGHT)
        elif pairs:
            note = Span(f"✗ you chose {item.chosen_options(outcome.chosen)[place].text}", Style.WRONG)
        else:
            note = Span(f"✗ you put it {names[outcome.chosen.index(key.id)]}", Style.WRONG)
        rows.append(Noted(Span(labels[place]), key.text, note))
    return NotedList(tuple(rows), pairs=pairs)


def _placed(outcome: Outcome) -> str:
    """Return what was answered, with the numbers of the options."""
    item = outcome.ask.item
    if item.answer_kind is not AnswerKind.PAIRS:
        return f"Your order: {words.answer_text(item, outcome.chosen)}."
    names = words.place_names(item.answer_kind, len(item.prompts))
    numbers = [words.number_of(item, id_) for id_ in outcome.chosen]
    pairs = [f"{number} for {name}" for number, name in zip(numbers, names, strict=True)]
    return f"You chose {words.listed(pairs)}."


def _right_places(outcome: Outcome) -> list[str]:
    """Return the right order, or the right pairs, a line each, with what was answered."""
    item, pairs = outcome.ask.item, outcome.ask.item.answer_kind is AnswerKind.PAIRS
    names = words.place_names(item.answer_kind, len(item.keys))
    chosen = item.chosen_options(outcome.chosen)
    lines = ["The right pairs:" if pairs else "The right order:"]
    for place, key in enumerate(item.key_options):
        what = f"{names[place]}. {item.prompts[place]}" if pairs else names[place]
        if chosen[place] == key:
            note = "Right."
        elif pairs:
            note = f"You chose {words.numbered(item, [chosen[place]])}."
        else:
            note = f"You put it {names[outcome.chosen.index(key.id)]}."
        lines.append(f"{what}: {words.numbered(item, [key])}. {note}")
    return lines
