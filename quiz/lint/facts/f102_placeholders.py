"""No cell has a stand-in for an empty value.

`n/a`, `-`, `?`, `TODO`, `ditto`, and what a spreadsheet writes when something went wrong, such as
`#REF!`, would be offered as answers, and would be right for their own rows. Characters that suit the
rest of their column, as in a table of Morse code, are left alone.

Passes:

    tables:
      presidents:
        columns: [country, president]
        rows: {fr: [France, Macron], it: [Italy, Mattarella], no: [Norway, []], de: [Germany, Steinmeier]}
        questions: {who: {ask: "Who was president of {country}?", answer: president}}

Fails:

    tables:
      presidents:
        columns: [country, president]
        rows: {fr: [France, Macron], it: [Italy, Mattarella], no: [Norway, n/a], de: [Germany, Steinmeier]}
        questions: {who: {ask: "Who was president of {country}?", answer: president}}
"""

import re
from collections.abc import Iterator, Sequence

from quiz.bank.problems import Severity
from quiz.lint.facts.view import FactRule, Facts, found
from quiz.lint.view import Finding
from quiz.text import quoted

_SIGNS = re.compile(r"[-\u2010-\u2015\u2212?.\u2026_/*•\u3003]+|\[ ?\]|\( ?\)|\{ ?\}|''|\"\"")
_ERRORS = re.compile(r"#[A-ZÀ-Ý]{2,8}(/0)?[!?]|#N/?[ADV]|#{2,}")
_FORMULA = re.compile(r"=\s*\$?[A-Z]{1,3}\$?\d+(\W.*)?|=\s*[A-Z]{2,}\(.*\)")
_WORDS = re.compile(
    r"[nN]\.? ?/ ?[aA]\.?|[nN]\. ?[aA]\.|k\. ?A\.|tb[acd]|T\.?B\.?[ACD]\.?|TODO:?.*|FIXME:?.*|"
    r"[\[(<](empty|missing|todo|blank|null|none)[\])>]"
)
# The whole word, or what other programs write for nothing.
_PHRASES = frozenset(
    (
        *("nan", "\\n", "0000-00-00", "00/00/0000", "00.00.0000", "to do", "to be added", "to be confirmed", "fill in"),
        *("to be determined", "not available", "not applicable", "no data", "no value", "no entry", "see above"),
        *("same as above", "ditto", "dito", "idem", "s.o.", "s. o.", "siehe oben", "keine angabe", "keine angaben"),
    )
)
_CROSSES = re.compile(r"x{3,}|X{3,}")
_BEGINNINGS = "nNkKtTFxX"
# What else is in a column in which `null` is an answer.
_NOTHING = frozenset(
    ("none", "nil", "undefined", "undef", "nullptr", "false", "void", "eins", "zwei", "ein", "un", "uno", "zero")
)
_ROMAN = frozenset("ivxlcdm")
_HELP = "write the answer; if there is none, write `[]` in a table"


def check(facts: Facts) -> Iterator[Finding]:
    """Find cells and answers that stand for nothing."""
    for shown in facts.shown:
        for text in placeholders(shown.texts):
            more = shown.texts.count(text) - 1
            what = f"{quoted(text)} is not an answer" + (f"; `{shown.name}` has it {more} more times" if more else "")
            yield found(what, shown.place(shown.texts.index(text)), _HELP, shown.allow)


def placeholders(texts: Sequence[str]) -> Iterator[str]:
    """Yield the texts of a column that mean that there is no value."""
    # Most begin with a letter or a digit, and of those only a few can be placeholders.
    suspects = [text for text in dict.fromkeys(texts) if not text[:1].isalnum() or text[:1] in _BEGINNINGS]
    signs = [text for text in suspects if not any(map(str.isalnum, text))]
    folded = {text.casefold() for text in texts}
    are_signs = len(signs) > 1 and (len(signs) - 1) * 3 >= len(folded) - 1
    has_romans = any(_ROMAN.issuperset(text) and set(text) != {"x"} for text in folded if text)
    for text in suspects:
        is_sign = _SIGNS.fullmatch(text) and not are_signs
        is_null = text.casefold() == "null" and _NOTHING.isdisjoint(folded)
        is_crossed = _CROSSES.fullmatch(text) and not has_romans
        if is_sign or is_null or is_crossed or any(one.fullmatch(text) for one in (_ERRORS, _FORMULA, _WORDS)):
            yield text
    for phrase in sorted(_PHRASES & folded):
        yield next(text for text in texts if text.casefold() == phrase)


RULE = FactRule("F102", Severity.WARNING, "a stand-in for an empty cell", __doc__, check)
