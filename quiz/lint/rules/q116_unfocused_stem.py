"""The question is complete: it can be answered before the options are read.

If a question breaks off, the reader has to find out from the options what is asked. End it with a
question mark, or with a colon, a full stop or `=` if that fits. The question mark may also come
before what is asked about, such as lines of a program, and if there is a blank to fill, it is clear
what is asked.

"Which of these statements is true?" asks nothing either: each option is a question of its own, and
a statement to judge (`claim:`) would be the way to ask it. And "the most beautiful city", or
anything else that is a matter of opinion, has no right answer. Whether a sentence, a spelling or a
form is correct is a question about language, so that is not reported.

Passes:

    questions:
      capital:
        ask: What is the capital of Norway?
        answer: Oslo
        wrong: [Bergen, Trondheim, Stavanger]

Fails:

    questions:
      capital:
        ask: The capital of Norway
        answer: Oslo
        wrong: [Bergen, Trondheim, Stavanger]

Fails:

    questions:
      norway:
        ask: Which of these statements about Norway is true?
        answer: Its capital is Oslo
        wrong: [Its highest peak is Kebnekaise, It has no coast, Its king lives in Bergen]

Fails:

    questions:
      city:
        ask: What is the most beautiful city of Norway?
        answer: Oslo
        wrong: [Bergen, Trondheim, Stavanger]
"""

import re
from collections.abc import Iterator

from quiz.bank.problems import Severity
from quiz.items.item import Item
from quiz.lint.rule import Rule, asks_question
from quiz.lint.view import Finding, View
from quiz.lint.words import one_of, question_in, unquoted, word_set
from quiz.text import quoted

_MARKS = "?:.!…=？：。！؟՞;"  # the last one asks in Greek
_BLANK = "__"
_CLOSING = "\"'’”»)]}"
_WITHOUT_MARKS = ("th", "lo", "km", "my")  # languages that have no such marks

_TRUE = f"(?:not )?{one_of('true correct right accurate valid false incorrect untrue wrong')}"
_THING = one_of("statements? claims? assertions? answers? options? alternatives? choices?")
_GIVEN = r"(?:the following|these|those|them|the above|the (?:answers|options|statements))"
_ANY_TRUE = re.compile(
    rf"\bwhich (?:one )?(?:{_THING}|of {_GIVEN}(?: {_THING})?|(?:is|are) {_TRUE})\b"
    rf"(?:[^?]*?\b(?:is|are|was|were|seems?) {_TRUE}\b)?",
    re.IGNORECASE,
)
_ENDS_TRUE = re.compile(rf"\b{_TRUE}$", re.IGNORECASE)
_CHOOSE = re.compile(
    rf"\b{one_of('choose select mark pick tick find identify indicate circle')} (?:(?:the|all|all the|every|any) "
    rf"(?:one |ones )?(?:most )?(?:{_TRUE}|best) (?:{_THING}|ones?)|the {_THING} that (?:is|are) {_TRUE})\b",
    re.IGNORECASE,
)
_OF_TASTE = one_of(
    "composer painter artist poet writer author novel book film movie song band singer player team footballer athlete"
    " president king queen leader ruler general statesman philosopher scientist inventor teacher language city town"
    " country food dish drink sport game hobby subject car season holiday place music invention person man woman"
)
_TASTE = re.compile(
    r"\bin your (?:own )?(?:opinion|view)\b|\bdo you (?:think|believe|feel|prefer|like|find)\b|\byour favou?rite\b"
    rf"|\b{one_of('nicest prettiest ugliest loveliest tastiest funniest coolest cutest')}\b|\bmost "
    rf"{one_of('beautiful interesting boring delicious exciting enjoyable fascinating impressive attractive')}\b"
    rf"|\b(?:best|greatest|worst|finest|most (?:important|talented|brilliant)) (?:\w+ ){{0,2}}?{_OF_TASTE}s?\b",
    re.IGNORECASE,
)
# It is a fact that somebody else has judged so.
_JUDGED = re.compile(
    rf"\b(?:according to|{one_of('award prize oscar voted won win named called considered ranked poll elected')})\b",
    re.IGNORECASE,
)
_HELP = {
    "the question ends without punctuation": "end it with a question mark, a colon or a full stop",
    "the question asks only which option is true": "ask one thing, or write each statement as `claim:`",
    "the question asks for an opinion": "ask for a fact, or ask whose opinion it is",
}

# A question that asks for nothing, or for an opinion, has one of these words: most patterns need no further look.
_SIGNS = word_set(
    "true correct right accurate valid false incorrect untrue wrong best greatest worst finest most you your"
    " nicest prettiest ugliest loveliest tastiest funniest coolest cutest"
)


def check(view: View) -> Iterator[Finding]:
    """Find stems without a mark at their end, and in English those that ask for nothing or for an opinion."""
    has_marks = view.bank.language[:2].lower() in _WITHOUT_MARKS or {stem[-1:] for stem in view.stems} <= set(_MARKS)
    if has_marks and not (view.is_english and not view.stem_words.isdisjoint(_SIGNS)):
        return
    faults = {item.id: _fault(item, view, has_marks) for item in view.items}
    for what, help_ in _HELP.items():
        found = [item for item in view.items if faults[item.id] == what]
        yield from view.report(found, what, lambda item: quoted(item.stem), help_)


def _fault(item: Item, view: View, has_marks: bool) -> str:
    unmarked, any_true, opinion = _HELP
    is_whole = item.stem.rstrip(_CLOSING).endswith(tuple(_MARKS)) or _BLANK in item.stem
    if not has_marks and not is_whole and "?" not in unquoted(item.stem):
        return unmarked
    if not view.is_english:
        return ""
    asked = question_in(item.stem)
    if _CHOOSE.search(asked) or _asks_any_true(asked):
        return any_true
    return opinion if _TASTE.search(asked) and not _JUDGED.search(asked) else ""


def _asks_any_true(asked: str) -> bool:
    match = _ANY_TRUE.search(asked)
    return match is not None and bool(_ENDS_TRUE.search(match.group()))


RULE = Rule(
    "Q116",
    Severity.WARNING,
    "a question that asks nothing, or has no answer",
    __doc__,
    "Haladyna, Downing and Rodriguez (2002), rules 5 and 15",
    check,
    asks_question,
)
