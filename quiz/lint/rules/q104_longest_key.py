"""The right answer is not the longest one by far.

When you write a question, you make sure that the right answer is complete and exact, and so it
grows longer than the others. Students know that. The check reports a right answer of four words or
more that is longer than every wrong one by ten characters and by a quarter of its length. An option
that stands for the others, such as "all of the above", does not count: it has a rule of its own.

In a pattern, a long value is the right answer to one question and a wrong answer in others, which
gives nothing away. So a pattern is reported only if the right answer is the longest in more than a
third of its questions, which is more often than by chance.

Passes:

    questions:
      delay:
        ask: How did the declaration come about?
        answer: After months of delay
        wrong: [After a short debate, Ahead of the plan, Without any delay]

Fails:

    questions:
      delay:
        ask: How did the declaration come about?
        answer: After months of delay in which Turkey kept NATO from signing
        wrong: [At once, Ahead of plan, By vote]
"""

from collections.abc import Iterator

from quiz.bank.problems import Severity
from quiz.items.item import Item
from quiz.lint.rule import Rule, has_one_key
from quiz.lint.view import Finding, View
from quiz.text import quoted

_FEWEST_WORDS = 4
_SHARE = 0.75
_CHARACTERS = 10
_CHANCE = 1 / 3
_HELP = "shorten the right answer, or make the wrong ones as long"


def check(view: View) -> Iterator[Finding]:
    """Find items whose key is longer than all distractors by a quarter."""
    shortest = min(map(len, view.texts))
    long = {text for text in view.texts if shortest < _most(text) and text.count(" ") >= _FEWEST_WORDS - 1}
    long -= view.of_others.keys()

    def is_longest(item: Item) -> bool:
        key = view.key_of(item)
        return key in long and all(len(o.text) < _most(key) for o in item.options if o.id != item.keys[0])

    found = [item for item in view.having(long) if is_longest(item)]
    if view.pattern is None or len(found) > _CHANCE * len(view.items):
        what = "the longest option by far is the right answer"
        yield from view.report(found, what, lambda item: quoted(view.key_of(item)), _HELP)


def _most(key: str) -> float:
    """Return up to how many characters a distractor is too short next to a key."""
    return min(_SHARE * len(key), len(key) - _CHARACTERS + 1)


RULE = Rule(
    "Q104",
    Severity.WARNING,
    "the longest option is the right answer",
    __doc__,
    "Haladyna, Downing and Rodriguez (2002), rule 24; Moore, Costello, Nguyen and Stamper (2024)",
    check,
    has_one_key,
)
