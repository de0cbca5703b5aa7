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

from collections.abc import Iterator

from quiz.bank.model import Form
from quiz.lint.rule import Rule
from quiz.lint.view import Finding, View
from quiz.lint.words import words
from quiz.text import quoted

__all__ = ["RULE"]

_LOOKED_AT = 16  # items of a pattern; if they leak as a matter of course, that is enough to see it
_FEWEST = 4  # of fewer a round would hardly ask two
_SHARE = 0.5  # of the pairs


def check(view: View) -> Iterator[Finding]:
    """Find patterns in which the key of one item stands in most of the others."""
    if view.pattern is None or len(view.items) < _FEWEST:
        return
    items = view.items[:: max(1, len(view.items) // _LOOKED_AT)][:_LOOKED_AT]
    keys = [_spaced(item.key_options[0].text) for item in items]
    shown = [_spaced(f"{item.stem} {item.why}") for item in items]
    pairs = [(i, j) for i, key in enumerate(keys) for j, other in enumerate(keys) if key != other]
    leaks = [(i, j) for i, j in pairs if keys[i] in shown[j]]
    if pairs and len(leaks) >= _SHARE * len(pairs):
        key, other = items[leaks[0][0]].key_options[0].text, items[leaks[0][1]].stem
        example = f"{quoted(key)} beside {quoted(other)}"
        help_ = "let each explanation tell the answer of its own question only"
        yield Finding("the questions answer one another", example, view.pattern.place, help_)


def _spaced(text: str) -> str:
    return f" {' '.join(words(text))} "


RULE = Rule("Q121", __doc__, "Haladyna, Downing and Rodriguez (2002), rule 4", check, frozenset((Form.PICK,)))
