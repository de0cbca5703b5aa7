"""Whether a text is another one with a typing slip, or a different word."""

import unicodedata
from itertools import takewhile
from typing import NamedTuple

_SHORTEST = 4  # letters of a word in which slips are looked for
_SUBSTITUTED = 5  # letters of a word in which one letter for another is a slip: Iran and Iraq are shorter
_ROMAN = frozenset("ivxlcdm")
_JOINTS = " -'’"

# Endings that make other words, longer ones first.
_ENDINGS = (
    *(("ide", "ine", "ite", "ate", "ose", "ase"), ("ane", "ene", "yne", "ine"), ("anol", "anal"), ("man", "men")),
    *(("is", "es", "us"), ("um", "us", "a"), ("ar", "er", "ir"), ("ó", "o"), ("é", "e"), ("á", "a")),
)

#: Letters at the end of a word that make a form of it.
INFLECTIONS = frozenset("sndrtm")

# Words that differ in one place and are both right.
_SIMILAR_WORDS = """
iceland/ireland guiana/guyana moral/morale human/humane desert/dessert stationary/stationery
complement/compliment breath/breathe angel/angle trial/trail casual/causal martial/marital diary/dairy
quiet/quite cloth/clothe corps/corpse later/latter metal/medal metal/mettle minor/miner naval/navel
silicon/silicone statue/statute troop/troupe ilium/ileum mucus/mucous radon/radium loose/lose
plane/planet plant/planet plant/plane through/though prophecy/prophesy horse/house mouse/house
mouse/moose goose/moose black/block ionic/iconic mantel/mantle canvas/canvass envelop/envelope
discreet/discrete callus/callous median/medial peroneal/perineal proton/photon carol/coral
crown/crow white/write manet/monet abduction/adduction abductor/adductor practice/practise
license/licence advice/advise device/devise weather/wether freiberg/freiburg hamburg/homburg
regent/reagent palate/palette titan/titian
"""
_PAIRS = frozenset(frozenset(pair.split("/")) for pair in _SIMILAR_WORDS.split())

#: Digits and letters -> the one that stands for all that look alike.
LOOKALIKES = str.maketrans("01l", "oii")


class Edit(NamedTuple):
    """The one place in which two texts differ: the text before it, what each has there, and the text after it."""

    before: str
    one: str
    other: str
    after: str


def edit_of(one: str, other: str) -> Edit | None:
    """Return the one difference between two texts (a letter added, dropped, changed, or two exchanged), or None."""
    if one == other or abs(len(one) - len(other)) > 1:
        return None
    start, most = 0, min(len(one), len(other))
    while start < most and one[start] == other[start]:
        start += 1
    end = 0
    while end < most - start and one[-1 - end] == other[-1 - end]:
        end += 1
    found = Edit(one[:start], one[start : len(one) - end], other[start : len(other) - end], one[len(one) - end :])
    swapped = len(found.one) == len(found.other) == 2 and found.one == found.other[::-1]
    return found if swapped or max(len(found.one), len(found.other)) == 1 else None


def is_slip(edit: Edit) -> bool:
    """Return whether an edit of normalized texts is more likely a slip than a difference between two words.

    A digit for a letter that looks like it is a slip. Numbers in a series, Roman numerals, short words, different first
    letters, endings that make another form or another substance, and known pairs of words are not slips.
    """
    changed = edit.one + edit.other
    head, tail = _last_letters(edit.before), _first_letters(edit.after)
    words = head + edit.one + tail, head + edit.other + tail
    shortest = min(map(len, words))
    if all(sign in _JOINTS for sign in changed):
        return shortest > _SHORTEST
    if len(changed) == 2 and changed.translate(LOOKALIKES) in ("oo", "ii") and not changed.isalpha():
        return shortest >= _SHORTEST
    if not changed.isalpha() or not head or shortest < _SHORTEST or _are_words(*words):
        return False
    is_exchange = len(edit.one) == len(edit.other) == 1
    return not is_exchange or _is_accent(edit) or (shortest >= _SUBSTITUTED and tail != "")


def is_at_end(edit: Edit) -> bool:
    """Return whether an edit is at the end of a word, or only in an accent, so that it may make a form of the word."""
    return not _first_letters(edit.after) or _is_accent(edit)


def _first_letters(text: str) -> str:
    return "".join(takewhile(str.isalpha, text))


def _last_letters(text: str) -> str:
    return _first_letters(text[::-1])[::-1]


def _is_accent(edit: Edit) -> bool:
    """Return whether one letter is the other with an accent."""
    letters = [unicodedata.normalize("NFD", text) for text in (edit.one, edit.other)]
    return min(map(len, letters)) == 1 and letters[0][0] == letters[1][0]


def _are_words(one: str, other: str) -> bool:
    """Return whether two words are known to be different."""
    if frozenset((one, other)) in _PAIRS or (_ROMAN.issuperset(one) and _ROMAN.issuperset(other)):
        return True
    for endings in _ENDINGS:
        ends = [next((ending for ending in endings if word.endswith(ending)), "") for word in (one, other)]
        if all(ends) and ends[0] != ends[1] and one.removesuffix(ends[0]) == other.removesuffix(ends[1]):
            return True
    return False
