"""Written-out questions: the teacher gives key and distractors."""

from collections.abc import Sequence
from itertools import count

from quiz.bank.model import Question, Wrong
from quiz.items.draw import Draw
from quiz.items.form import Form
from quiz.items.forms import choose_all, pick
from quiz.items.item import MixedUp, Option
from quiz.items.prepared import WANTED_WRONG, ItemParts
from quiz.text import Number, may_be_date, normalize, number

_MOST_OPTIONS = 6


def form_of(question: Question) -> Form:
    """Return the form of a question."""
    return choose_all.FORM if question.choose_all else pick.FORM


def make_written(question: Question, draw: Draw, prefer: Sequence[MixedUp] = ()) -> ItemParts:
    """Lay the options out: drawn order, numbers and dates rising, pinned ones last; with those of `prefer`."""
    keys = [Option(f"answer.{i}" if i > 1 else "answer", text) for i, text in enumerate(question.answers, start=1)]
    wrong = _options("wrong", question.wrong)
    pinned = _options("pinned", question.pinned)
    folded = {normalize(option.text): option for option in pinned}
    pinned_keys = [folded[normalize(key.text)].id for key in keys if normalize(key.text) in folded]
    keys = [key for key in keys if normalize(key.text) not in folded]
    if question.choose_all:
        room = _MOST_OPTIONS - len(keys) - len(pinned)
    else:
        room = WANTED_WRONG - len(pinned) + len(pinned_keys)
    first = {chosen for _, chosen in prefer}
    wrong = [option for option in wrong if option.id in first] + draw.sample(
        [option for option in wrong if option.id not in first], max(1, room)
    )
    wrong = wrong[: max(1, room)]
    options = [*keys, *wrong]
    ranks = _ranks([option.text for option in options])
    if ranks:
        options = [option for _, _, option in sorted(zip(ranks, count(), options, strict=False))]
    else:
        options = draw.shuffled(options)
    ids = (*(key.id for key in keys), *pinned_keys)
    return question.ask, (*options, *pinned), ids, question.why, ()


def _ranks(texts: list[str]) -> list[Number]:
    """Return how numbers, or dates, are ordered; nothing where a text is neither."""
    numbers = [value for text in texts if (value := number(text)) is not None]
    if len(numbers) == len(texts):
        return numbers
    if not all(map(may_be_date, texts)):
        return []
    from quiz.dates import date  # few questions have dates

    days = [found for text in texts if (found := date(text))]
    return [first for first, _ in days] if len(days) == len(texts) else []


def _options(kind: str, texts: tuple[Wrong, ...]) -> list[Option]:
    return [Option(f"{kind}.{i}", text, why) for i, (text, why) in enumerate(texts, start=1)]
