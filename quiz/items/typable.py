"""Which questions whose answer is chosen can also be asked with a typed answer.

A player who types has no options to go by: the question has to say everything, and the answer must be something
that can be typed.
"""

import re
import string
import unicodedata
from collections import Counter

from quiz.bank.model import Pattern
from quiz.items.forms import FORMS
from quiz.items.item import Item

_LONGEST = 30  # characters of an answer
_MOST_WORDS = 3
_SIGNS = frozenset(string.punctuation + "–—’‘“”«»")  # those of keyboards, and their forms in print
#: Words that refer to options, or ask for an approximate answer, in the languages that marking knows.
_UNFAIR = re.compile(
    r"\b(these|those|following|options?|diese[nrs]?|folgende[nrs]?|deze|volgende|parmi|suivant(e?s?)"
    r"|est[oa]s|siguientes?|quest[ie]|seguent[ei]|dest[ea]s|seguintes?|παρακάτω|ακόλουθ\w+"
    r"|about|approximately|roughly|etwa|ungefähr|ongeveer|environ|circa|aproximadamente|περίπου)\b",
    re.IGNORECASE,
)


def can_be_typed(pattern: Pattern) -> bool:
    """Return whether the answers to a pattern may be typed: they come from one column, and the stem needs no options.

    Whether the answer itself can be typed is decided for each item.
    """
    shown = "".join(pattern.stem.texts)
    return bool(FORMS[pattern.form].typed_as) and len(pattern.answer.slots) == 1 and not _UNFAIR.search(shown)


def is_typable(item: Item) -> bool:
    """Return whether the answer of an item can be typed: it is the only right one, short, and keyboards have it."""
    (blank,), (answer,) = item.blanks, item.options
    if len(blank.expected.right) > 1 or len(answer.text) > _LONGEST or len(answer.text.split()) > _MOST_WORDS:
        return False
    scripts = Counter(map(_script, filter(str.isalpha, item.stem)))
    keyed = {"LATIN", *(script for script, _ in scripts.most_common(1))}
    return all(char == " " or char in _SIGNS or char.isdecimal() or _has_key(char, keyed) for char in answer.text)


def _has_key(char: str, scripts: set[str]) -> bool:
    """Return whether keyboards for these scripts have a letter; they do not have raised or lowered ones."""
    return char.isalpha() and _script(char) in scripts and unicodedata.category(char) != "Lm"


def _script(letter: str) -> str:
    """Return the script of a letter, by the first word of its name."""
    return unicodedata.name(letter, "").partition(" ")[0]
