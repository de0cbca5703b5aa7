"""Marking an answer by a bank as it is today, after the bank that it was asked from was edited."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from quiz.game.scoring import is_right, typed_in
from quiz.items.forms import FORMS
from quiz.items.item import Item
from quiz.values.marking import Expected, RightAnswer, mark
from quiz.values.readings import OPEN


class WasShown(NamedTuple):
    """What was on the screen: the question, the texts of the options by their ids, and what these were matched with."""

    stem: str
    texts: Mapping[str, str]
    prompts: tuple[str, ...] = ()

    @classmethod
    def of(cls, item: Item) -> "WasShown":
        """Return what was shown of an item."""
        return cls(item.stem, {option.id: option.text for option in item.options}, item.prompts)


def right_today(now: Item, then: WasShown | None, chosen: Sequence[str], response: str | None) -> bool | None:
    """Return whether an answer is right by an item as it is made today; None if that is not known.

    A text that was typed is marked again. If the same options were offered as today, apart from slips in their texts,
    what was chosen is marked again. If others would be offered today, the answer can be marked only if the fact has one
    right answer: by the text that was chosen. `then` is None if it is not known what was shown.
    """
    if response is not None:
        return _typed_right(now, response)
    if now.blanks or then is None:
        return None
    form, texts = FORMS[now.form], {option.id: option.text for option in now.options}
    if form.is_statement and not _says_same(then.stem, now.stem):
        return None
    is_offered = then.texts.keys() == texts.keys() and then.prompts == now.prompts
    if is_offered and all(_says_same(text, texts[id_]) for id_, text in then.texts.items()):
        return is_right(now, chosen)
    if form.recalls and len(chosen) == 1 and chosen[0] in then.texts:
        return _recalled(now, chosen[0], then.texts[chosen[0]])
    return None


def _typed_right(now: Item, response: str) -> bool | None:
    try:
        return all(one.marked.is_right for one in typed_in(now, response)) if now.blanks else None
    except ValueError:
        return None


def _recalled(now: Item, id_: str, text: str) -> bool | None:
    """Return whether the text that was chosen is the answer of the fact today."""
    if any(_says_same(text, key.text) for key in now.key_options):
        return True
    is_offered = any(_says_same(text, option.text) for option in now.options)
    return False if is_offered or id_ in now.keys else None  # the cell itself was changed


@lru_cache(maxsize=4096)
def _says_same(text: str, other: str) -> bool:
    """Return whether two texts say the same, apart from one typing slip."""
    return text == other or mark(text, Expected(OPEN, (RightAnswer(other, (other,)),))).is_right
