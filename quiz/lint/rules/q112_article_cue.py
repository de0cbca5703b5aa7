"""The article before the options fits all of them.

Only an option that starts with a vowel can follow "an ...", so the article rules the others out.
Write `a/an`, or put the article in the options. An article before a gap counts too, wherever it is,
and what counts is how a word sounds: `an hour`, `a university`.

Passes:

    questions:
      animal:
        ask: "Which animal is it? It is a/an ..."
        answer: owl
        wrong: [hawk, eagle, crow]

Fails:

    questions:
      animal:
        ask: "It is an ..."
        answer: owl
        wrong: [hawk, eagle, crow]
"""

import re
from collections.abc import Iterator

from quiz.bank.problems import Severity
from quiz.items.item import Item
from quiz.lint.rule import Rule, has_distractors
from quiz.lint.view import Finding, View
from quiz.lint.words import takes_an
from quiz.text import quoted

_TAIL = 12  # how much of the end of a stem is looked at
#: An article has a capital only where a sentence begins: `Where is A?` asks about something that is called A.
_WORD = r"(?:an?|AN|(?:(?<=[.!?:] )|(?<=[\"“'‘(])|^)An?)"
_ARTICLE = re.compile(rf"(?:(?<=\s)|^){_WORD}[\s:.…?_]*$")
_BEFORE_GAP = re.compile(rf"(?<![\w/]){_WORD}\s+(?:_{{2,}}|\.{{3}}|…)")


def check(view: View) -> Iterator[Finding]:
    """Find items whose stem ends in an article that does not fit every option."""
    if view.stem_words.isdisjoint(("a", "an")):
        return
    tails = {tail for tail in {stem[-_TAIL:] for stem in view.stems} if _ARTICLE.search(tail)}
    gaps = {stem for stem in view.stems if _BEFORE_GAP.search(stem)} if view.has_gaps else frozenset[str]()
    if not tails and not gaps:
        return
    found = [item for item in view.items if item.stem[-_TAIL:] in tails or item.stem in gaps]
    found = [item for item in found if len(_starts(view, item)) > 1]
    help_ = "write `a/an`, or put the article in the options"
    yield from view.report(
        found, "the article before the options does not fit them all", lambda item: quoted(item.stem), help_
    )


def _starts(view: View, item: Item) -> set[bool]:
    """Return for which options `an` is right: True, False or both."""
    return set(map(takes_an, view.texts_of(item)))


RULE = Rule(
    "Q112",
    Severity.WARNING,
    "an article that gives the right answer away",
    __doc__,
    "Haladyna, Downing and Rodriguez (2002), rule 28c",
    check,
    has_distractors,
    english=True,
)
