"""The questions of a pattern do not answer one another.

If one question, or its explanation, has the answer to another, anyone who meets both does not need
to know it. A round takes care of that: it never asks two such questions together. But if all
questions of a pattern give each other's answers away, a round can ask only one of them, and that is
what the check reports, in patterns of four questions or more.

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
_HELP = "let each explanation give only the answer to its own question"


def check(view: View) -> Iterator[Finding]:
    """Find patterns in which the key of one item occurs in most of the others."""
    if view.pattern is None or len(view.items) < _FEWEST:
        return
    keys = [item.options[at].text for item, at in zip(view.items, view.keys_at, strict=True)]
    count = Counter(keys)
    words = dict(zip(count, map(tuple, split_each(list(count))), strict=True))
    least = _SHARE * (len(keys) ** 2 - sum(number**2 for number in count.values()))
    if not least or _at_most(view, count, words) < least:
        return
    starts = _starts(words.values())
    having: dict[Words, list[str]] = {}
    for text, found in words.items():
        having.setdefault(found, []).append(text)
    leaks, example = 0, ""
    room = _MOST_LOOKS
    for item, own in zip(view.items, keys, strict=True):
        (shown,) = split_each([f"{item.stem} {item.why}"])
        room -= sum(len(starts.get(word, ())) for word in shown)
        if room < 0:
            break
        given = [text for found in _given(shown, starts) for text in having.get(found, ()) if text != own]
        leaks += sum(count[text] for text in given)
        if given and not example:
            example = _example(given[0], words, item)
    if leaks >= least:
        yield Finding("the questions give one another's answers away", example, view.pattern.span, _HELP)


def _example(answer: str, words: Mapping[str, Words], item: Item) -> str:
    """Return where the answer to another question is given away: in the question, or else in its explanation."""
    (asked,) = split_each([item.stem])
    is_in_stem = words[answer] in _given(asked, _starts([words[answer]]))
    return f"{quoted(answer)} is in {'' if is_in_stem else 'the explanation of '}{quoted(item.stem)}"


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
