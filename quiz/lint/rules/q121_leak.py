"""The questions of a pattern do not answer one another.

If one question, or its explanation, has the answer to another, anyone who meets both does not need
to know it. A round avoids asking two such questions, or asks them in an order in which neither
helps. But if most questions of a pattern give each other's answers away, it cannot. The check
reports a pattern of four questions or more if at least half of all pairs give an answer away. An
answer that every question names, such as a choice in its text, gives nothing away.

The usual reason is an explanation that lists every right answer: write it so that it gives only the
answer to its own question.

Passes:

    tables:
      kinds:
        rows:
          mercury: {name: Mercury, feature: the shortest year}
          venus: {name: Venus, feature: the hottest surface}
          jupiter: {name: Jupiter, feature: the greatest diameter}
          neptune: {name: Neptune, feature: the longest year}
        questions:
          which:
            ask: "Which planet has {feature}?"
            answer: name
            why: "{name} has {feature}."

Passes:

    tables:
      trees:
        rows:
          oak: {tree: oak, leaves: deciduous}
          pine: {tree: pine, leaves: evergreen}
          beech: {tree: beech, leaves: deciduous}
          fir: {tree: fir, leaves: evergreen}
          privet: {tree: privet, leaves: semi-evergreen}
        questions:
          leaves:
            ask: "Is a {tree} deciduous, evergreen or semi-evergreen?"
            answer: leaves

Fails:

    tables:
      kinds:
        rows:
          mercury: {name: Mercury, feature: the shortest year}
          venus: {name: Venus, feature: the hottest surface}
          jupiter: {name: Jupiter, feature: the greatest diameter}
          neptune: {name: Neptune, feature: the longest year}
        questions:
          which:
            ask: "Which planet has {feature}?"
            answer: name
            why: "Mercury has the shortest year, Venus is hot, Jupiter wide and Neptune slow."
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from quiz.bank.problems import Severity
from quiz.items.item import Item
from quiz.lint.rule import Rule, recalls
from quiz.lint.view import Finding, View
from quiz.lint.words import Words, split_each
from quiz.text import quoted

_FEWEST = 4  # with fewer, a round would hardly ask two of them
_MOST_LOOKS = 1_000_000  # possible keys: texts of which thousands begin alike are left alone
_SHARE = 0.5  # of the pairs of items with different keys
_IN_STEM = "leave the answers out of the question"
_IN_WHY = "let each explanation give only the answer to its own question"


def check(view: View) -> Iterator[Finding]:
    """Find patterns in which at least half of the pairs of items give a key away."""
    if view.pattern is None or len(view.items) < _FEWEST:
        return
    keys = [item.options[at].text for item, at in zip(view.items, view.keys_at, strict=True)]
    count = Counter(keys)
    words = dict(zip(count, map(tuple, split_each(list(count))), strict=True))
    least = _SHARE * (len(keys) ** 2 - sum(number**2 for number in count.values()))
    if not least or _at_most(view, count, words) < least:
        return
    starts = _starts(words.values())
    named = _named(view.stems, starts)
    having: dict[Words, list[str]] = {}
    for text, found in words.items():
        if found not in named:
            having.setdefault(found, []).append(text)
    leaks, example, help_ = 0, "", ""
    room = _MOST_LOOKS
    for item, own in zip(view.items, keys, strict=True):
        (shown,) = split_each([f"{item.stem} {item.why}"])
        room -= sum(len(starts.get(word, ())) for word in shown)
        if room < 0:
            break
        given = [text for found in _given(shown, starts) for text in having.get(found, ()) if text != own]
        leaks += sum(count[text] for text in given)
        if given and not example:
            example, help_ = _example(given[0], words, item)
    if leaks >= least:
        yield Finding("the questions give one another's answers away", example, view.pattern.span, help_)


def _named(stems: Sequence[str], starts: Mapping[str, set[int]]) -> set[Words]:
    """Return the possible keys that every stem shows, so that none of them gives anything away."""
    named: set[Words] | None = None
    for stem in stems:
        (asked,) = split_each([stem])
        found = set(_given(asked, starts))
        named = found if named is None else named & found
        if not named:
            break
    return named or set()


def _example(answer: str, words: Mapping[str, Words], item: Item) -> tuple[str, str]:
    """Return where the answer to another question is given away, in the question or else in its explanation.

    With it comes what to do about that.
    """
    (asked,) = split_each([item.stem])
    if words[answer] in _given(asked, _starts([words[answer]])):
        return f"{quoted(answer)} is in {quoted(item.stem)}", _IN_STEM
    return f"{quoted(answer)} is in the explanation of {quoted(item.stem)}", _IN_WHY


def _at_most(view: View, count: Mapping[str, int], words: Mapping[str, Words]) -> int:
    """Return how many pairs may leak: a key occurs in no more items than any of its words."""
    rows = view.rows_with()
    if rows is None:
        return len(view.items) ** 2
    return sum(count[text] * min(map(rows.__getitem__, found), default=0) for text, found in words.items())


def _starts(keys: Iterable[Words]) -> Mapping[str, set[int]]:
    """Return the first words of keys -> how many words those keys have."""
    starts: dict[str, set[int]] = {}
    for key in keys:
        if key:
            starts.setdefault(key[0], set()).add(len(key))
    return starts


def _given(shown: Sequence[str], starts: Mapping[str, set[int]]) -> Iterable[Words]:
    """Return the possible keys that occur in the words of an item, each once."""
    return dict.fromkeys(tuple(shown[at : at + n]) for at, word in enumerate(shown) for n in starts.get(word, ()))


RULE = Rule(
    "Q121",
    Severity.NOTE,
    "questions that answer one another",
    __doc__,
    "Haladyna, Downing and Rodriguez (2002), rule 4",
    check,
    recalls,
)
