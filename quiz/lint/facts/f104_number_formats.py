"""The numbers of a column are all written the same way.

If about half of them have a unit and half do not, or half have a decimal point and half a decimal
comma, nothing in the column can be compared or put in order, and players can recognize answers by
how they look.

Passes:

    tables:
      lakes:
        columns: [lake, depth]
        rows: {baikal: [Baikal, 1642 m], como: [Como, 425 m], garda: [Garda, 346 m], geneva: [Geneva, 310 m]}
        questions: {depth: {ask: "How deep is {lake}?", answer: depth}}

Fails:

    tables:
      lakes:
        columns: [lake, depth]
        rows: {baikal: [Baikal, 1642 m], como: [Como, 425], garda: [Garda, 346 m], geneva: [Geneva, 310]}
        questions: {depth: {ask: "How deep is {lake}?", answer: depth}}
"""

from collections.abc import Iterator, Sequence

from quiz.bank.problems import Severity
from quiz.lint.facts.columns import ColumnFacts
from quiz.lint.facts.view import FactRule, Facts, found
from quiz.lint.view import Finding
from quiz.text import quoted
from quiz.values.amounts import Amount, amount
from quiz.values.numerals import Mark
from quiz.values.signs import plain

_FEWEST = 4  # amounts in a column that are compared


def check(facts: Facts) -> Iterator[Finding]:
    """Find columns whose numbers are written in two ways."""
    for table in facts.tables:
        for column in table.columns:
            at, of = _first_of_two_ways(column)
            if at >= 0:
                text, other = column.texts[at], column.texts[of]
                what = f"{quoted(text)} is not written like {quoted(other)} in the same column"
                help_ = "write all numbers the same way, with the same unit and the same decimal mark"
                yield found(what, table.place(column.rows[at], column, text), help_, table.allow())


def _first_of_two_ways(column: ColumnFacts) -> tuple[int, int]:
    """Return the first number that is written in the rarer of two ways, and one of the other; -1 if there is none."""
    if not column.is_text or not any(map(str.isdecimal, "".join(column.texts))):
        return -1, -1
    amounts = [amount(plain(text)) for text in column.texts]
    known = [at for at, one in enumerate(amounts) if one]
    if len(known) < _FEWEST or len(known) * 4 < len(amounts) * 3:
        return -1, -1
    for groups in (_by_unit(amounts), _by_mark(amounts)):
        if all(len(group) > 1 for group in groups):
            rarer, other = sorted(groups, key=len)
            return rarer[0], other[0]
    return -1, -1


def _by_unit(amounts: Sequence[Amount | None]) -> tuple[list[int], list[int]]:
    """Return the positions of numbers without a unit, and of those with the only unit in the column."""
    alone = [at for at, one in enumerate(amounts) if one and one.is_number]
    with_unit = [at for at, one in enumerate(amounts) if one and one.unit.symbol]
    bases = {one.unit.base for one in amounts if one and one.unit.symbol}
    return (alone, with_unit) if len(bases) == 1 else ([], [])


def _by_mark(amounts: Sequence[Amount | None]) -> tuple[list[int], list[int]]:
    """Return the positions of numbers that have a decimal point for certain, and a decimal comma."""
    point, comma = (
        [at for at, one in enumerate(amounts) if one and one.value(mark) is not None and one.value(other) is None]
        for mark, other in ((Mark.POINT, Mark.COMMA), (Mark.COMMA, Mark.POINT))
    )
    return point, comma


RULE = FactRule("F104", Severity.WARNING, "numbers that are written in two ways", __doc__, check)
