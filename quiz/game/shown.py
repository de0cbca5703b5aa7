"""What was on the screen when a question was answered. It is kept with each answer, so it can be shown again.

In the history, in a player's file and in the output for programs it is a JSON object. `Shown` is
the one reader, checker and writer of it.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from quiz.bank.limits import MAX_GAPS
from quiz.game.scoring import Typed
from quiz.items.forms import FORMS
from quiz.items.item import Item

_MOST_OPTIONS = 2 * MAX_GAPS  # one key for each of nine, or what is right and what was typed in each gap
_NOTHING: Mapping[str, Any] = MappingProxyType({})


class NotShown(ValueError):
    """A value cannot be what was on a screen, or what was chosen there."""


class ShownOption(NamedTuple):
    """An option as it was shown. `why` is its feedback, which is kept only with a flag."""

    id: str
    text: str
    correct: bool
    why: str | None = None
    more: Mapping[str, Any] = _NOTHING  # keys of later programs, passed on

    @classmethod
    def from_json(cls, value: object) -> "ShownOption":
        """Return the option in a JSON object. Raises `NotShown`."""
        if not isinstance(value, dict):
            raise NotShown("an option is not an object")
        id_, text, correct = value.get("id"), value.get("text"), value.get("correct")
        if not (isinstance(id_, str) and id_ and isinstance(text, str) and isinstance(correct, bool)):
            raise NotShown("an option is incomplete")
        if len(value) == 3:  # like nearly all
            return cls(id_, text, correct, None, _NOTHING)
        why = value.get("why")
        if why is not None and not isinstance(why, str):
            raise NotShown("the feedback of an option is not a text")
        return cls(id_, text, correct, why, _rest(value, _OPTION_KEYS))

    def to_json(self) -> dict[str, Any]:
        """Return the option as a JSON object."""
        why = {} if self.why is None else {"why": self.why}
        return {"id": self.id, "text": self.text, "correct": self.correct, **why, **self.more}


class Shown(NamedTuple):
    """A question as it was shown: its texts, cleaned, and its options in their order.

    In a form that gives each option a place, `keys` are the ids of the options in their right places, and `prompts`
    what they had to be matched with, if anything. In other forms both are empty.
    """

    bank: str  # its title
    stem: str
    options: tuple[ShownOption, ...]
    why: str = ""
    source: str = ""
    keys: tuple[str, ...] = ()
    prompts: tuple[str, ...] = ()
    more: Mapping[str, Any] = _NOTHING  # what else a flag keeps, and keys of later programs, passed on
    passage: str = ""  # the text that it is about, above the stem

    @classmethod
    def of(cls, item: Item, typed: Sequence[Typed] = ()) -> "Shown":
        """Return what the screen shows of an item; typed texts are options too."""
        options = tuple(ShownOption(option.id, option.text, option.id in item.keys) for option in item.options)
        if typed:
            texts = {one.option.id: one.option.text for one in typed}
            options = tuple(one._replace(text=texts.get(one.id, one.text)) for one in options)
            wrong = [one.option for one in typed if not one.marked.is_right]
            options += tuple(ShownOption(option.id, option.text, correct=False) for option in wrong)
        keys, prompts = (item.keys, item.prompts) if item.answer_kind.is_placed else ((), ())
        origin = item.origin
        passage = origin.passage.text
        return cls(origin.title, item.stem, options, item.why, origin.source, keys, prompts, passage=passage)

    @classmethod
    def from_json(cls, value: object) -> "Shown":
        """Return what was shown according to a JSON object. Raises `NotShown` if it cannot be shown again."""
        if not isinstance(value, dict):
            raise NotShown("it is not an object")
        texts = bank, stem, why, source, passage = [*map(value.get, _TEXTS, ("", None, None, "", ""))]
        if not all(isinstance(text, str) for text in texts):
            raise NotShown("a text is missing")
        options = value.get("options")
        if not isinstance(options, list) or not 0 < len(options) <= _MOST_OPTIONS:
            raise NotShown("it has no options")
        found = tuple(map(ShownOption.from_json, options))
        keys = _texts(value["keys"]) if "keys" in value else ()
        prompts = _texts(value["prompts"]) if "prompts" in value else ()
        shown = cls(bank, stem, found, why, source, keys, prompts, _rest(value, _KEYS), passage)
        shown._check()
        return shown

    def _check(self) -> None:
        """Check that the parts agree. Raises `NotShown`."""
        ids = [option.id for option in self.options]
        if len(set(ids)) < len(ids):
            raise NotShown("two options have the same id")
        if self.keys:
            are_keys = len(set(self.keys)) == len(self.keys) and set(self.keys) <= set(ids)
            places = len(self.prompts) or len(ids)  # only what belongs to a prompt can be to spare
            if not are_keys or len(self.keys) != places:
                raise NotShown("a place has no option")
        elif self.prompts or True not in [option.correct for option in self.options]:
            raise NotShown("no option is right")

    def to_json(self) -> dict[str, Any]:
        """Return it as a JSON object; the same value always has its keys in the same order."""
        found: dict[str, Any] = {
            "bank": self.bank,
            "stem": self.stem,
            "options": [option.to_json() for option in self.options],
            "why": self.why,
            "source": self.source,
        }
        if self.passage:
            found["passage"] = self.passage
        if self.keys:
            found |= {"keys": list(self.keys), "prompts": list(self.prompts)}
        return {**found, **self.more}

    @property
    def right(self) -> tuple[str, ...]:
        """The ids of the right options, in the right order if the order matters."""
        return self.keys or tuple(option.id for option in self.options if option.correct)

    @property
    def texts(self) -> dict[str, str]:
        """The text of each option by its id, in the order shown."""
        return {option.id: option.text for option in self.options}

    def fits(self, form: str) -> bool:
        """Return whether a question of a form can be shown like this: only some forms have places, and so `keys`."""
        return bool(self.keys) == FORMS[form].answer_kind.is_placed

    def choice(self, value: object) -> tuple[str, ...]:
        """Return the ids of the chosen options in a JSON array. Raises `NotShown` if they cannot have been chosen."""
        ids = {option.id for option in self.options}
        chosen = _texts(value)
        if not chosen or len(set(chosen)) < len(chosen) or not ids.issuperset(chosen):
            raise NotShown("not options that were shown")
        if self.keys and len(chosen) != len(self.keys):
            raise NotShown("a place has no option")
        return chosen

    def is_right(self, chosen: Sequence[str]) -> bool:
        """Mark what was chosen: right if it was exactly the right options, in their order if that matters."""
        return tuple(chosen) == self.keys if self.keys else set(chosen) == set(self.right)


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise NotShown("not a list of texts")
    return tuple(value)


def _rest(value: Mapping[str, Any], known: frozenset[str]) -> Mapping[str, Any]:
    return _NOTHING if value.keys() <= known else {name: one for name, one in value.items() if name not in known}


_TEXTS = ("bank", "stem", "why", "source", "passage")
_KEYS = frozenset((*_TEXTS, "options", "keys", "prompts"))
_OPTION_KEYS = frozenset(("id", "text", "correct", "why"))
