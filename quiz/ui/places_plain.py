"""Options that each get a place, in plain lines: how they are asked for, read and told again."""

from quiz.game.outcome import Outcome
from quiz.items.answer_kind import AnswerKind
from quiz.items.item import Item
from quiz.ui import words


def prompt_lines(item: Item) -> list[str]:
    """Return the prompts of a match, each by its letter."""
    names = words.place_names(item.answer_kind, len(item.prompts))
    return [f"{name}. {prompt}" for name, prompt in zip(names, item.prompts, strict=True)]


def prompt(item: Item) -> str:
    """Return what is asked for, before the line is typed."""
    count = len(item.options)
    if item.answer_kind is AnswerKind.PAIRS:
        return f"Your numbers for {words.listed(words.place_names(item.answer_kind, count))}: "
    return f"Your order of the numbers 1 to {count}: "


def help_text(item: Item) -> str:
    """Return what to type."""
    count = len(item.options)
    example = [2, 1, *range(3, count + 1)]
    typed = " ".join(map(str, example))
    if item.answer_kind is AnswerKind.PAIRS:
        names = words.listed(words.place_names(item.answer_kind, count))
        return f"Type each number once, for {names} in this order, such as {typed}"
    letters = " ".join(words.letters(count)[number - 1] for number in example)
    return f"Type all numbers from 1 to {count} in your order, such as {typed} (or {letters})"


def said(outcome: Outcome) -> str:
    """Return what was answered, with the numbers of the options."""
    item = outcome.ask.item
    if item.answer_kind is not AnswerKind.PAIRS:
        return f"Your order: {words.answer_text(item, outcome.chosen)}."
    names = words.place_names(item.answer_kind, len(item.prompts))
    numbers = [words.number_of(item, id_) for id_ in outcome.chosen]
    pairs = [f"{number} for {name}" for number, name in zip(numbers, names, strict=True)]
    return f"You chose {words.listed(pairs)}."


def outcome_lines(outcome: Outcome) -> list[str]:
    """Return the right order, or the right pairs, a line each, with what was answered."""
    item = outcome.ask.item
    names = words.place_names(item.answer_kind, len(item.keys))
    chosen = item.chosen_options(outcome.chosen)
    lines = ["The right pairs:" if item.answer_kind is AnswerKind.PAIRS else "The right order:"]
    for place, key in enumerate(item.key_options):
        what = f"{names[place]}. {item.prompts[place]}" if item.answer_kind is AnswerKind.PAIRS else names[place]
        if chosen[place] == key:
            note = "Right."
        elif item.answer_kind is AnswerKind.PAIRS:
            note = f"You chose {words.named(item, [chosen[place]])}."
        else:
            note = f"You put it {names[outcome.chosen.index(key.id)]}."
        lines.append(f"{what}: {words.named(item, [key])}. {note}")
    return lines
