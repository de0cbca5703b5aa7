"""Several values in one cell are written as a list.

`"Paris, Versailles"` is a single value that nobody would give: `Paris` on its own would be wrong,
and might even be offered as a wrong answer. In a list, `[Paris, Versailles]`, each value is right.
The check reports texts with a comma, a semicolon or a slash between values if other cells of the
column are lists, or if each part is also a value of the column by itself.

Passes:

    tables:
      courts:
        columns: [country, town]
        rows: {fr: [France, [Paris, Versailles]], es: [Spain, [Madrid, Aranjuez]], at: [Austria, Vienna]}
        questions: {town: {ask: "Where did the court of {country} live?", answer: town}}

Fails:

    tables:
      courts:
        columns: [country, town]
        rows: {fr: [France, "Paris, Versailles"], es: [Spain, [Madrid, Aranjuez]], at: [Austria, Vienna]}
        questions: {town: {ask: "Where did the court of {country} live?", answer: town}}
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from quiz.bank.model import Cell, Question
from quiz.bank.problems import Severity
from quiz.lint.facts.columns import ColumnFacts
from quiz.lint.facts.view import FactRule, Facts, found
from quiz.lint.view import Finding
from quiz.text import has_lines, quoted

_SEPARATORS = ("; ", " / ", ", ", "/")
_BEHIND_NAMES = re.compile(r"(jr|sr|ph\.?d|m\.?d|inc|ltd|d\.? ?c|[ivx]+|[a-z]{2})\.?", re.IGNORECASE)
_POINTS = ("-", "•", "*", "–")
_POINT = re.compile(r"(?:^|\s)[-•*–]\s?(?=\S)")
_ARTICLE = re.compile(r"\A(?:the|an?|der|die|das|le|la|les|el|los|las|il|lo) ", re.IGNORECASE)
_FEW_WORDS = 2  # of a part, if no list of the column has longer values
_JOINING = re.compile(r"\b(and|or|und|oder|et|ou|y|o|e)\b", re.IGNORECASE)


def check(facts: Facts) -> Iterator[Finding]:
    """Find texts that hold several values, or several wrong answers."""
    for question in facts.bank.questions:
        several = _wrong_answers(question)
        if several:
            text = question.wrong[0].text
            what = f"{quoted(text)} seems to be {len(several)} wrong answers in one text"
            help_ = f"write a list: `wrong: [{', '.join(several)}]`"
            yield found(what, facts.question_place(question, text), help_, question.allow)
    for table in facts.tables:
        for column in table.columns:
            joined = "\n".join(column.texts)
            if not any(sign in joined for sign in _SEPARATORS):
                continue
            parts_of = {
                row: parts for row, cell in enumerate(column.cells) if len(cell) == 1 and (parts := _parts(cell))
            }
            whole = {text.casefold() for text in column.texts}
            values = Counter(whole)
            values.update(part.casefold() for parts in parts_of.values() for part in set(parts))
            for row, parts in parts_of.items():
                text = column.cells[row][0].text
                if _are_values(parts, whole) or _is_typed_list(text, parts, values) or _is_beside_lists(parts, column):
                    what = f"{quoted(text)} seems to be {len(parts)} values of `{column.name}` in one text"
                    help_ = f"write a list: `[{', '.join(parts)}]`"
                    yield found(what, table.place(row, column, text), help_, table.allow())


def _wrong_answers(question: Question) -> Sequence[str]:
    """Return the wrong answers that were written as a single one: with commas between them, or bullets before them."""
    text = question.wrong[0].text if len(question.wrong) == 1 and not question.values else ""
    text = text[1:-1] if text[:1] == "(" and text[-1:] == ")" else text
    separator = next((sign for sign in (";", " | ", ",", " / ") if sign in text), "")
    if text[:1] in _POINTS:
        parts = _POINT.split(text)[1:]
    elif separator and not any(separator in answer for answer in question.answers):
        parts = text.split(separator)
    else:
        return ()
    parts = [part.strip() for part in parts]
    return parts if len(parts) > 1 and all(parts) else ()


def _parts(cell: Cell) -> Sequence[str]:
    text = cell[0].text
    if has_lines(text):
        return ()
    separator = next((sign for sign in _SEPARATORS if sign in text), "")
    parts = [part.strip() for part in text.split(separator)] if separator else []
    return parts if all(parts) and not any(char.isdecimal() for char in text) else ()


def _are_values(parts: Sequence[str], whole: AbstractSet[str]) -> bool:
    """Return whether every part is a value of the column by itself."""
    return len(set(parts)) > 1 and all(part.casefold() in whole for part in parts)


def _is_typed_list(text: str, parts: Sequence[str], values: Mapping[str, int]) -> bool:
    """Return whether a text is a list by itself: short words between semicolons, or three of which one is known."""
    bare = [_ARTICLE.sub("", part) for part in parts]
    if not all(len(part.split()) <= _FEW_WORDS and part.replace(" ", "").replace("-", "").isalpha() for part in bare):
        return False
    return ";" in text or (len(parts) > 2 and any(values[part.casefold()] > 1 for part in parts))


def _is_beside_lists(parts: Sequence[str], column: ColumnFacts) -> bool:
    return column.has_lists and _are_like(parts, column)


def _are_like(parts: Sequence[str], column: ColumnFacts) -> bool:
    """Return whether parts look like the values of the column's lists."""
    listed = [value.text for cell in column.cells if len(cell) > 1 for value in cell]
    if any(part in listed for part in parts):
        return True
    longest = max(_FEW_WORDS, *(len(text.split()) for text in listed))
    capitals = {text[0].isupper() for text in (*parts, *listed)}
    are_short = all(len(part.split()) <= longest and not _JOINING.search(part) for part in parts)
    return are_short and len(capitals) == 1 and not any(_BEHIND_NAMES.fullmatch(part) for part in parts[1:])


RULE = FactRule("F108", Severity.WARNING, "several values in one text", __doc__, check)
