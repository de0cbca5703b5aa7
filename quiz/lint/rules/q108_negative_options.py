"""Options say what is true, not what is not.

A `not` in an option is easily missed, and with another one in the question the reader has to turn
the meaning round twice. `No` alone, as the answer to a question, is fine, and so are a title, such
as Never Let Me Go, an option that begins with `No`, such as "no sign of fluid", and "It does not
compile". If another option says the same without the negation, if all options have one, or if the
question is about what words mean, then the negation is what the question asks for, and is not
reported.

Passes:

    questions:
      rings:
        ask: What is true of Venus?
        answer: It turns backwards
        wrong: [It has rings, It has two moons]

Fails:

    questions:
      rings:
        ask: What is true of Venus?
        answer: It has no moon
        wrong: [It has rings, It has two moons]
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from quiz.bank.problems import Severity
from quiz.lint.rule import Rule, has_distractors
from quiz.lint.view import Finding, View
from quiz.lint.words import Terms, is_title

_WORD = r"(?:not(?! only| (?:compile|exist)\b)|never)"
# With other words before or after it; alone it is the answer to a question.
_TERMS = Terms(
    ("not", "never", "no", "n't", "n’t"),
    re.compile(
        rf"(?<=\s){_WORD}\b|\b{_WORD}(?=\s)|(?<=\s)no(?= \D)|\b(?!don)[a-z]+n['’]t\b|(?<=\s)don['’]t\b", re.IGNORECASE
    ),
)
_OF_WORDS = re.compile(r"\b(?:means?|meaning|meant|translat\w+|opposite|antonym|synonym)\b", re.IGNORECASE)
_NEGATIONS = re.compile(r"\b(?:does |do |did )?(?:not|never|no)\b|\b(?:does|do|did)n['’]t\b|n['’]t\b", re.IGNORECASE)
_STEM = 5  # letters of a word that are the same in `change` and `changes`


def check(view: View) -> Iterator[Finding]:
    """Find options with a negation."""
    found = {text: term for text, term in _TERMS.among(view.texts, view.all_texts).items() if not is_title(text)}
    if not found:
        return
    items = [item for item in view.having(found) if not _OF_WORDS.search(item.stem)]
    meant = {text for item in items for text in _meant(view.texts_of(item), found)}
    asked = {text for item in items for text in view.texts_of(item)}
    found = {text: term for text, term in found.items() if text in asked and text not in meant}
    yield from view.report_texts(found, "an option is negative", "say what is true, if that can be said as briefly")


def _meant(texts: Sequence[str], negative: Mapping[str, str]) -> Iterator[str]:
    """Yield the negative options of an item that are what it asks for."""
    if all(text in negative for text in texts):
        yield from texts
    positive = {_bare(text) for text in texts if text not in negative}
    yield from (text for text in texts if text in negative and _bare(_NEGATIONS.sub("", text)) in positive)


def _bare(text: str) -> tuple[str, ...]:
    return tuple(word.rstrip("s")[:_STEM] for word in text.lower().rstrip(".").split())


RULE = Rule(
    "Q108",
    Severity.NOTE,
    "a negative option",
    __doc__,
    "Haladyna, Downing and Rodriguez (2002), rule 27",
    check,
    has_distractors,
    english=True,
)
