"""Texts that look or sound alike, put together.

Learners mix up what begins alike and has the same consonants: affect and effect, mitosis
and meiosis, Slovakia and Slovenia. So texts are sorted by their consonants, and what stands
together there makes a group. The members of a group are distractors for each other. No
text is thus more in the middle of its options than another: an option that is most like
all others would give itself away (the convergence strategy; Case & Swanson, Constructing
Written Test Questions, 1998).
"""

from collections.abc import Mapping, Sequence

_FEWEST = 8  # members of a group: enough for 35 different sets of three distractors
_VOWELS = str.maketrans("", "", "aeiouy")


def grouped(classes: Sequence[int], texts: Sequence[str]) -> Mapping[int, Sequence[int]]:
    """Return class -> its group, itself included. `texts` are those of all classes."""
    count = len(classes) // _FEWEST
    if count < 2:
        return dict.fromkeys(classes, classes)
    consonants = "\n".join(map(texts.__getitem__, classes)).casefold().translate(_VOWELS).split("\n")
    size = len(classes)
    ordered = [classes[i] for i in sorted(range(size), key=consonants.__getitem__)]
    groups: dict[int, Sequence[int]] = {}
    for nth in range(count):
        group = ordered[nth * size // count : (nth + 1) * size // count]
        groups.update(dict.fromkeys(group, group))
    return groups
