"""A text has what players should read, and nothing else.

Bullets, letters of options such as `a)`, comments after `//`, quotation marks around a text,
`(correct)` and ticks at the right answer, a comma at the end, tags from web pages, codes such as
`&nbsp;` and letters that were read in the wrong encoding (`Ã¼`) are shown to players as they are,
and give an answer away if the others have none. So do the halves of a text that a comma has split,
`(1` and `2)`. Columns of quotations, or of HTML, are left alone. A mark in a cell can be allowed in
the bank or its table, and one in the text of a pattern also in that pattern.

Passes:

    questions:
      river: {ask: Which river is in France?, answer: the Loire, wrong: [the Elbe, the Po, the Ebro]}

Fails:

    questions:
      river: {ask: Which river is in France?, answer: a) the Loire, wrong: [the Elbe, the Po, the Ebro]}
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

from quiz.bank.model import Question
from quiz.bank.problems import Severity
from quiz.layout import prose
from quiz.lint.facts.view import FactRule, Facts, found
from quiz.lint.view import Finding
from quiz.text import has_lines, quoted

_BULLET = re.compile(r"[•▪◦‣●○■]\s*\S|[-*–—]\s+[^\W\d_]{2}")
_LABEL = re.compile(r"\(?([A-Ha-h1-9]|i{1,3}|iv|v)\)\s+[^\W_]")
_COMMENT = re.compile(r"[^\W\d_]{2}\s+//\s*[^\W\d_]+(\s+[^\W\d_]+)*[.!?]?\s*$|<!--")
_QUOTED = re.compile(r"“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»|‘[^‘’]*’")
_TICKED = re.compile(r"\S\s*([✓✔☑✅]|\((correct|right|richtig|correcte?|correcta)\))\s*$|[✓✔☑✅]\s*\S", re.IGNORECASE)
_BOLD = re.compile(r"\*\*[^*]+\*\*")
_NUMBERED = re.compile(r"([A-Ha-h1-8])[.:]\s+\S")
_RAISED = re.compile(r"<(su[bp])>[^<]*</\1>", re.IGNORECASE)
_OPENED = re.compile(r"<(b|i|u|em|strong|p|div|span|font|a|li|small|h\d)\b[^<>]*>", re.IGNORECASE)
_CLOSED = re.compile(r"</(b|i|u|em|strong|p|div|span|font|a|li|small|h\d)>", re.IGNORECASE)
_BROKEN = re.compile(r"\S\s*<br ?/?>\s*\S", re.IGNORECASE)
_ENTITY = re.compile(
    r"\S&(nbsp|amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);|&(nbsp|amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);\S", re.IGNORECASE
)


def _has_tags(text: str) -> bool:
    return bool((_OPENED.search(text) and _CLOSED.search(text)) or _BROKEN.search(text))


_CUT_OFF = re.compile(r"[^\W\d_]{2,}(?:[ '’-][^\W\d_]+)*[,;]\s*")
_GARBLED = re.compile("\ufffd|[\u00c2\u00c3][\u0080-\u00bf]|\u00e2\u20ac")
_COMMENTED = "ends in a comment"
_LABELLED = "begins with the letter of an option"
#: What a text may hold -> (how it is found, whether it is meant if most texts have it).
_MARKS: Mapping[str, tuple[Callable[[str], object], bool]] = {
    "begins with a bullet": (_BULLET.match, False),
    _LABELLED: (_LABEL.match, False),
    _COMMENTED: (_COMMENT.search, False),
    "is wrapped in quotation marks": (_QUOTED.fullmatch, True),
    "is marked as the right answer": (_TICKED.search, True),
    "is wrapped in asterisks": (_BOLD.fullmatch, True),
    "contains an HTML tag": (_RAISED.search, False),
    "contains HTML tags": (_has_tags, True),
    "contains an HTML entity": (_ENTITY.search, True),
    "contains letters that were read in the wrong encoding": (_GARBLED.search, False),
    "ends in a comma or a semicolon": (_CUT_OFF.fullmatch, True),
}
_SIGNS = frozenset("•▪◦‣●○■-*–—)/<“„«‘&✓✔☑✅\ufffdÃÂâ")
_HELP = "delete whatever players should not see; they do not see the straight quotes around a text"
_FEWEST = 3  # enough texts to call some of them a minority


def check(facts: Facts) -> Iterator[Finding]:
    """Find texts with marks that do not belong to them."""
    for shown in facts.shown:
        for at, what in _marks(shown.texts):
            yield found(f"{quoted(shown.texts[at])} {what}", shown.place(at), _HELP, shown.allow)
    for question in facts.bank.questions:
        texts = [*question.right, *(wrong.text for wrong in question.wrong)]
        if texts and not question.values and _are_numbered(texts):
            what = f"{quoted(texts[0])} {_LABELLED}, like all answers"
            yield found(what, facts.question_place(question, texts[0]), _HELP, question.allow)
        yield from _cut(question, facts)
        what = _of_stem(question.ask)
        if what:
            place = facts.question_place(question, question.ask)
            yield found(f"{quoted(question.ask)} {what}", place, _HELP, question.allow)
    for table in facts.tables:
        quotations = [column for column in table.columns if column.texts and all(map(_QUOTED.fullmatch, column.texts))]
        if len(quotations) > 1:  # a column may be of quotations
            first = quotations[0]
            place = table.place(first.rows[0], first, first.texts[0])
            yield found(f"{quoted(first.texts[0])} is wrapped in quotation marks", place, _HELP, table.allow())
        for pattern in table.table.patterns:
            what = _of_stem(pattern.stem.raw)
            if what:
                yield found(f"{quoted(pattern.stem.raw)} {what}", pattern.span, _HELP, table.allow(pattern))


def _cut(question: Question, facts: Facts) -> Iterator[Finding]:
    """Find two wrong answers that are one: the first opens a bracket that only the second closes."""
    texts = [wrong.text for wrong in question.wrong]
    for one, other in pairwise(texts):
        if one.count("(") == one.count(")") + 1 and other.count(")") == other.count("(") + 1:
            whole = f"{one}, {other}"
            what = f"{quoted(one)} and {quoted(other)} seem to be one text that a comma has split"
            yield found(what, facts.question_place(question, one), f'put it in quotes: `"{whole}"`', question.allow)


def _are_numbered(texts: Sequence[str]) -> bool:
    """Return whether the answers of a question begin with `A.`, `B.` and so on: only one may be a name or a date."""
    labels = sorted(match[1].casefold() for text in texts if (match := _NUMBERED.match(text)))
    return len(labels) == len(texts) and "".join(labels) in ("abcdefgh"[: len(labels)], "12345678"[: len(labels)])


def _marks(texts: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield each kind of mark with the position of the first text that has it, each text once."""
    joined = "\n".join(texts) + "\n"
    if _SIGNS.isdisjoint(joined) and not any(f"{sign}\n" in joined for sign in ",;"):
        return
    reported: set[int] = set()
    for what, (has_mark, is_common) in _MARKS.items():
        marked = [at for at, text in enumerate(texts) if has_mark(text) and not has_lines(text)]
        if what == _COMMENTED and sum(" //" in text for text in texts) > len(marked):
            continue  # it is an operator
        if is_common and (len(marked) * 2 >= len(texts) or len(texts) < _FEWEST):
            continue
        if marked and marked[0] not in reported:
            reported.add(marked[0])
            yield marked[0], what


def _of_stem(text: str) -> str:
    """Return what is wrong with a question; it may be about tags, and code is not judged."""
    text = prose(text) if has_lines(text) else text
    if _SIGNS.isdisjoint(text):
        return ""
    common = ("contains HTML tags", "contains an HTML entity", _LABELLED)
    return next((what for what, (has_mark, _) in _MARKS.items() if what not in common and has_mark(text)), "")


RULE = FactRule("F113", Severity.WARNING, "marks that do not belong to a text", __doc__, check)
