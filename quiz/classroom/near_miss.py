"""Wrong texts that were typed and are near the right answer: perhaps another name for it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from quiz.classroom.counts import TypedCounts
from quiz.game.scoring import texts_of
from quiz.items.item import Blank
from quiz.values.marking import mark

FEWEST_TYPED = 2  # students: a text that one typed is not another name
_ALIKE = 0.7  # as `difflib` measures it: twice what is the same, divided by the length of both texts
_LONG_WORD = 4  # letters


def is_near_miss(text: str, key: str) -> bool:
    """Return whether a text shares a long word with the right answer, or most of its letters."""
    one, other = text.casefold(), key.casefold()
    if _long_words(one) & _long_words(other):
        return True
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE


def near_in_gaps(
    gaps: Sequence[tuple[str, Blank]], typed: Sequence[TypedCounts]
) -> Iterator[tuple[str, Blank, list[TypedCounts]]]:
    """Yield each gap that is filled by typing, with the wrong texts near its answer that several students typed.

    `typed` has what was typed in all gaps of a text, each answer as one text.
    """
    answers = []
    for one in typed:
        try:
            answers.append((texts_of(one.text, len(gaps)), one))
        except ValueError:  # the bank had another number of gaps
            continue
    for at, (name, blank) in enumerate(gaps):
        if blank.choices:
            continue
        students: Counter[str] = Counter()
        written: dict[str, str] = {}
        for texts, one in answers:
            if not mark(texts[at], blank.expected).is_right:
                students[texts[at].lower()] += one.students
                written.setdefault(texts[at].lower(), texts[at])
        near = [
            TypedCounts(one.item, written[text], count)
            for text, count in students.most_common()
            if count >= FEWEST_TYPED and any(is_near_miss(text, right.text) for right in blank.expected.right)
        ]
        if near:
            yield name, blank, near


def _long_words(text: str) -> set[str]:
    return {word for word in "".join(c if c.isalnum() else " " for c in text).split() if len(word) >= _LONG_WORD}
