"""The questions of a pattern do not answer one another.

If the answer to one question stands in another one, or in its explanation, whoever meets
both need not know it. A round takes care of that: it does not ask two such questions
together. Where all questions of a pattern tell each other's answers, though, a round can
ask one of them only, and that is what is reported, in patterns of four questions or more.

An explanation that lists every right answer is the usual reason: write it so that it
tells the answer of its own question.

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
from collections.abc import Collection, Iterator, Mapping, Sequence

from quiz.bank.model import Form
from quiz.lint.rule import Rule
from quiz.lint.view import Finding, View
from quiz.lint.words import split_each
from quiz.text import quoted

__all__ = ["RULE"]

_FEWEST = 4  # of fewer a round would hardly ask two
_SHARE = 0.5  # of the pairs of items with different keys
_HELP = "let each explanation tell the answer of its own question only"

Words = tuple[str, ...]


def check(view: View) -> Iterator[Finding]:
    """Find patterns in which the key of one item stands in most of the others."""
    if view.pattern is None or len(view.items) < _FEWEST:
        return
    texts = [item.options[at].text for item, at in zip(view.items, view.keys_at, strict=True)]
    distinct = list(dict.fromkeys(texts))
    words = dict(zip(distinct, map(tuple, split_each(distinct)), strict=True))
    count = Counter([words[text] for text in texts])
    least = _SHARE * (len(texts) ** 2 - sum(number**2 for number in count.values()))
    if not least or _at_most(view, count) < least:
        return
    starts = _starts(count)
    leaks, example = 0, ""
    for item, text in zip(view.items, texts, strict=True):
        (shown,) = split_each([f"{item.stem} {item.why}"])
        told = [key for key in _told(shown, starts, count) if key != words[text]]
        leaks += sum(count[key] for key in told)
        if told and not example:
            key = next(other for other in distinct if words[other] == told[0])
            example = f"{quoted(key)} beside {quoted(item.stem)}"
    if leaks >= least:
        yield Finding("the questions answer one another", example, view.pattern.place, _HELP)


def _at_most(view: View, count: Counter[Words]) -> int:
    """Return how many pairs may leak: a key stands in no more items than the rarest of its words."""
    items, rows = len(view.items), view.rows_with()
    if rows is None:
        return items**2
    return sum(number * min((rows[word] for word in key), default=0) for key, number in count.items())


def _starts(keys: Collection[Words]) -> Mapping[str, set[int]]:
    """Return the first words of keys -> how many words those keys have."""
    starts: dict[str, set[int]] = {}
    for key in keys:
        if key:
            starts.setdefault(key[0], set()).add(len(key))
    return starts


def _told(shown: Sequence[str], starts: Mapping[str, set[int]], keys: Collection[Words]) -> list[Words]:
    """Return the keys that stand in what an item shows, each once."""
    found = (tuple(shown[at : at + size]) for at, word in enumerate(shown) for size in starts.get(word, ()))
    return list(dict.fromkeys(words for words in found if words in keys))


RULE = Rule("Q121", __doc__, "Haladyna, Downing and Rodriguez (2002), rule 4", check, frozenset((Form.PICK,)))
