"""Wrong texts that were typed and are near the right answer: perhaps another name for it."""

from difflib import SequenceMatcher

FEWEST_TYPED = 2  # students: a text that one typed is not another name
_ALIKE = 0.7  # as `difflib` measures it: twice what is the same, divided by the length of both texts
_LONG_WORD = 4  # letters


def is_near_miss(text: str, key: str) -> bool:
    """Return whether a text shares a long word with the right answer, or most of its letters."""
    one, other = text.casefold(), key.casefold()
    if _long_words(one) & _long_words(other):
        return True
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE


def _long_words(text: str) -> set[str]:
    return {word for word in "".join(c if c.isalnum() else " " for c in text).split() if len(word) >= _LONG_WORD}
