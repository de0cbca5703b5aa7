"""If the question has a number, no wrong answer is the only option with one.

If there is a number in the question, the one option that also has a number stands out. If that
option is wrong, it misleads students who only look for what matches. To make the other options
plausible, give some of them a number too. The date in `as_of` does not count, nor do the numbers in
names, such as `Apollo 11` and `Airbus A380`.

Passes:

    questions:
      landing:
        ask: Which craft landed on the Moon on 20 July 1969?
        answer: Apollo 11
        wrong: [Luna 9, Viking 1]

Fails:

    questions:
      landing:
        ask: What did the law of 1972 bring?
        answer: a lower voting age
        wrong: [a tax of 5 %, a new currency]
"""

import re
from collections.abc import Iterator

from quiz.bank.problems import Severity
from quiz.items.item import Item
from quiz.lint.rule import Rule, has_one_key
from quiz.lint.view import Finding, View
from quiz.text import quoted

_DIGIT = re.compile(r"(?<!\w)\d")  # `G7` is a name
_NAME = re.compile(
    r"\b(?!(?:After|At|About|Before|By|For|From|In|Of|On|Only|Over|Since|The|To|Until|With)\b)[^\W\d_a-z][\w’'.-]* \d+"
)
_HELP = "give other options a number too, or leave it out of the question"


def check(view: View) -> Iterator[Finding]:
    """Find items with a number in the stem and in just one option, which is wrong."""
    if not _DIGIT.search(view.all_texts):
        return
    numbered = {text for text in view.texts if _DIGIT.search(_NAME.sub("", text))}
    if len(numbered) == len(view.texts):
        return

    def lone(item: Item) -> str:
        having = [option for option in item.options if option.text in numbered]
        return having[0].text if len(having) == 1 and having[0].id not in item.keys else ""

    date = view.bank.as_of
    found = [item for item in view.having(numbered) if lone(item)]
    found = [item for item in found if _DIGIT.search(item.stem.replace(date, "") if date else item.stem)]
    yield from view.report(
        found, "the question has a number, and only one option has one too", lambda item: quoted(lone(item)), _HELP
    )


RULE = Rule(
    "Q114",
    Severity.NOTE,
    "a number in the question and in one wrong answer only",
    __doc__,
    "Moore, Costello, Nguyen and Stamper (2024)",
    check,
    has_one_key,
)
