"""A question has no negation, or one that cannot be missed.

Readers easily miss a small `not` and answer the opposite. Ask for what is true. If the exception is
what matters, write the word in capitals: NOT, EXCEPT, NEVER, WITHOUT, LEAST, FALSE.

The check reads only the sentence that asks, not the story before it, and ignores what that sentence
says in passing: `if it is not heated`, `a number that cannot be written as a fraction`, `a body
without a force`. `Why ... not` asks for the reason why something is not so, and `not only` is not a
negation. Quotations are left alone, and so are names and titles with a capital, such as Never Let
Me Go.

Passes:

    questions:
      sea:
        ask: Which of these countries does NOT lie by the sea?
        answer: Austria
        wrong: [Italy, Greece, Norway]

Passes:

    questions:
      prince:
        ask: 'Who says "To be, or not to be"?'
        answer: Hamlet
        wrong: [Macbeth, Othello, Romeo]

Passes:

    questions:
      word:
        ask: She left without telling her parents. What do we call a girl who does not come home?
        answer: a runaway
        wrong: [an orphan, a guest, a twin]

Fails:

    questions:
      sea:
        ask: Which of these countries does not lie by the sea?
        answer: Austria
        wrong: [Italy, Greece, Norway]

Fails:

    questions:
      sea:
        ask: Which of these countries doesn't lie by the sea?
        answer: Austria
        wrong: [Italy, Greece, Norway]

Fails:

    questions:
      sea:
        ask: Which of these countries is least likely to have a navy?
        answer: Austria
        wrong: [Italy, Greece, Norway]
"""

import re
from collections.abc import Iterator

from quiz.bank.problems import Severity
from quiz.items.item import Item
from quiz.lint.rule import Rule, any_form
from quiz.lint.view import Finding, View
from quiz.lint.words import one_of, question_in, unquoted, word_set
from quiz.text import quoted

# With a capital, it is part of a name, unless it begins a sentence.
_NEGATION = re.compile(
    r"\b(?:(?<!or )not(?! only| until| least| long)|except|excluding|never|without|cannot|[A-Za-z]+n['’]t)\b"
    r"|(?:^|(?<=[.:?!] ))(?:Not(?! only| until| least| long)|Except|Never|Without)\b"
)
_FALSE = one_of("false untrue incorrect wrong inaccurate invalid inappropriate")
_CHOOSE = f"(?i:{one_of('choose select mark pick tick find name identify indicate circle')})"
_LEAST = one_of(
    "likely probable suitable appropriate plausible relevant helpful useful effective correct true accurate desirable"
    " advisable consistent characteristic typical"
)
# Negations without a `not`: `which is false` (but not `what is wrong`), `least likely` (but not `least dense`).
_OPPOSITE = re.compile(
    rf"\b[Ww]hich\b.*?\b((?:is|are|was|were) {_FALSE})\b|\b{_CHOOSE}\b[^.?]*?\b({_FALSE})\b"
    rf"|\b(least {_LEAST})\b"
    r"|\b([Ww]hich\b[^.?]* unlikely)\b|\b(the exception)\b"
)
_SIGNS = word_set(
    "not except excluding never without cannot t least unlikely exception false untrue incorrect wrong"
    " inaccurate invalid inappropriate"
)  # `t` for `don't`

_FIRST = re.compile(
    r"^(?:(?:In|On|At|To|From|For|By|With|Of|Under) )?(?:which|what|who|whom|whose|when|where|how)\b", re.IGNORECASE
)
_WHY = re.compile(r"\b(?:why|how come)\b", re.IGNORECASE)
_CLAUSE = re.compile(r"\b(?:if|when|because|since|although|though|unless|until|while|whether|so that|such that)\b")
_RELATIVE = re.compile(r" (?:that|which|who|whom|whose|where)\b")
_NAMED = re.compile(r"\b(?:name|term|word|call|called|says?|states?)\b")
_OF_A_NOUN = re.compile(r"\b(?:an?|any|every|each|some)(?: \w+){1,2} $")
_WHICH_OF = re.compile(r"^[Ww]hich of (?:these|those|the following|the|them)\b")


def check(view: View) -> Iterator[Finding]:
    """Find stems with a negation that is not in capitals."""
    if view.stem_words.isdisjoint(_SIGNS):
        return
    negations = {item.id: negation(item.stem, is_statement=view.form.is_statement) for item in view.items}
    found = [item for item in view.items if negations[item.id]]

    def example(item: Item) -> str:
        return f"`{negations[item.id]}` in {quoted(item.stem)}"

    help_ = "ask for what is true, or write the word in capitals, as in NOT or EXCEPT"
    yield from view.report(found, "the question is negative", example, help_, several="questions are negative")


def negation(stem: str, *, is_statement: bool = False) -> str:
    """Return the word that makes an English question or statement negative; nothing if there is none."""
    asked = unquoted(stem) if is_statement else question_in(stem)
    for match in _NEGATION.finditer(asked):
        if not _is_aside(asked, match):
            return match.group()
    opposite = None if is_statement else _OPPOSITE.search(asked)
    return next(filter(None, opposite.groups()), "") if opposite else ""


def _is_aside(asked: str, match: "re.Match[str]") -> bool:
    """Return whether a negation does not turn the question around: it is in a clause, or belongs to a noun."""
    before, after = asked[: match.start()], asked[match.end() :]
    if match.group().lower() == "without":
        is_meant = _WHICH_OF.match(asked) or after.startswith((" which", " what", " whom")) or "NOT" in before
        return not is_meant or bool(_OF_A_NOUN.search(before))
    if _WHY.match(asked) or _OF_A_NOUN.search(before) or after.startswith(" to be confused"):
        return True
    asks = _FIRST.match(asked)
    rest = before[asks.end() :] if asks else before
    if _CLAUSE.search(rest):
        return True
    starts = [found.start() for found in _RELATIVE.finditer(rest)] if asks or "that" in rest else []
    if not starts:
        return False
    of = rest[: starts[-1]].rstrip(",").split()[-2:]  # what the clause is about
    return ("the" not in of[:1] and "one" not in of[-1:]) or bool(_NAMED.search(before))


RULE = Rule(
    "Q107",
    Severity.WARNING,
    "a negative question",
    __doc__,
    "Haladyna, Downing and Rodriguez (2002), rule 17",
    check,
    any_form,
    english=True,
)
