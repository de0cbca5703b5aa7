"""No option combines others, as "A and C" does.

Such options test how well somebody can solve puzzles, not what they know. And because options
change places here, `A` is not always the same one. It is no better if the statements are in the
question, as in "I and III only". Use `choose: all` if several answers are right.

Passes:

    questions:
      gases:
        ask: Of which gases is air mostly made? Choose all.
        answer: [nitrogen, oxygen]
        choose: all
        wrong: [helium, hydrogen]

Fails:

    questions:
      gases:
        ask: Of which gases is air mostly made?
        answer: Both A and B
        wrong: [nitrogen, oxygen, helium]
"""

import re
from collections.abc import Iterator, Sequence

from quiz.bank.problems import Severity
from quiz.items.item import Item
from quiz.lint.rule import Rule, has_distractors
from quiz.lint.view import Finding, View
from quiz.text import quoted

_LABEL = r"\(?(?:[A-Fa-f]|[1-9]|I{1,3}|IV|VI{0,3}|i{1,3}|iv|vi{0,3})[.)]?"
_WORDS = r"both|only|either|neither|all|just|answers?|options?|statements?|numbers?|choices?|are|is|correct|right|true"
_JOINED = re.compile(
    rf"(?:(?i:{_WORDS})\s+)*{_LABEL}(?:(?:\s*[,;/+&]\s*(?i:and|or)?\s*|\s+(?i:and|or|nor)\s+){_LABEL})+(?:\s+(?i:{_WORDS}))*\.?"
)
_SINGLE = re.compile(
    rf"(?:(?i:only|just)\s+(?:(?i:{_WORDS})\s+)*{_LABEL}|{_LABEL}\s+(?i:only|alone|is correct|is right|is true))\.?"
)
_LISTED = re.compile(r"(?:^|[\s(])(?:I|1|A|a|i)[.):]\s.*[\s(](?:II|2|B|b|ii)[.):]\s", re.DOTALL)
_REFER = r"[()]|answer|option|statement|choice|correct|right|true"
_REFERS = re.compile(_REFER, re.IGNORECASE)
_SAYS_SO = re.compile(rf"[IVXivx]{{2}}|{_REFER}|both|only|either|neither|alone", re.IGNORECASE)
_TUPLE = re.compile(r"\(\d(?:, ?\d)+\)")  # a point, or a value of a program
_PAIR = re.compile(r"\S{1,3} (?:and|or|&) \S{1,3}")  # of vitamins, of blood groups
_LONGEST = 60
_LIKELY = re.compile(rf"^(?:(?:{_WORDS}) |\(?(?:[a-f1-9]|[iv]+)\b)", re.MULTILINE)  # quick to look for


def check(view: View) -> Iterator[Finding]:
    """Find options that name other options, or statements of the question, by their letters or numbers."""
    if not _LIKELY.search(view.all_texts):
        return
    short = [text for text in view.texts if len(text) < _LONGEST]
    likely = {text for text in short if _JOINED.fullmatch(text) or _SINGLE.fullmatch(text)}
    if not likely:
        return

    def combined(item: Item) -> str:
        texts = view.texts_of(item)
        return next((text for text in texts if text in likely and _is_combined(text, item.stem, texts)), "")

    found = [item for item in view.having(likely) if combined(item)]
    help_ = "write it out, or use `choose: all`"
    yield from view.report(found, "an option combines others", lambda item: quoted(combined(item)), help_)


def _is_combined(text: str, stem: str, texts: Sequence[str]) -> bool:
    """Return whether letters or numbers stand for other options, which they do not if most options are such pairs."""
    if _LISTED.search(stem):
        return True
    if any(sign.isdecimal() for sign in text):  # `1 and 2` and `only 3` may be numbers
        return bool(_REFERS.search(text)) and not _TUPLE.fullmatch(text)
    return bool(_SAYS_SO.search(text)) or not all(map(_PAIR.fullmatch, texts))


RULE = Rule(
    "Q115",
    Severity.WARNING,
    "options that combine others",
    __doc__,
    "Haladyna, Downing and Rodriguez (2002), rule 9",
    check,
    has_distractors,
    english=True,
)
