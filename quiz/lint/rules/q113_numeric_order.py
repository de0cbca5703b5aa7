"""Numbers are shown in order.

If options are numbers, quantities in one unit, or whole numbers of one thing, such as `30 moons`,
the program puts them in order, so that they can be read at a glance. Other numbers with words, such
as `7.5 points`, are texts, and texts are shuffled. So name what is counted in the question instead,
or in the answer of a pattern, as in `answer: "{points} points"`, which remains a number.

Passes:

    questions:
      moons:
        ask: How many moons does Neptune have?
        answer: 16 moons
        wrong: [2 moons, 28 moons, 1 moon]

Passes:

    tables:
      planets:
        columns: [name, moons]
        rows: {mars: [Mars, 2], neptune: [Neptune, 16], uranus: [Uranus, 28], jupiter: [Jupiter, 95]}
        questions:
          moons: {ask: "What did they count around {name}?", answer: "{moons} moons"}

Fails:

    questions:
      score:
        ask: What did the judges give the first dancer?
        answer: 7.5 points
        wrong: [8.5 points, 5.5 points, 9.5 points]
"""

import re
from collections.abc import Iterator

from quiz.bank.problems import Severity
from quiz.items.item import Item
from quiz.lint.rule import Rule, has_distractors
from quiz.lint.view import Finding, View
from quiz.lint.words import number_in
from quiz.text import quoted
from quiz.values.numerals import Number

_LONGEST = 40
_QUANTITY = re.compile(rf"([+\-−]?\d[\d,.'’]{{0,{_LONGEST}}})\s*([^\d\s][^\d]*)")
_SIGNS = ("+", "-", "−")


def check(view: View) -> Iterator[Finding]:
    """Find items whose options are all numbers with one and the same unit."""
    units = {}
    sizes: dict[str, Number] = {}
    for text in view.texts:
        if (text[:1].isdigit() or text[:1] in _SIGNS) and len(text) < _LONGEST:
            match = _QUANTITY.fullmatch(text)
            size = number_in(match[1]) if match else None
            if match and size is not None:
                units[text], sizes[text] = match[2], size
    likely = view.having(units)
    found = [item for item in likely if len({units.get(text, "") for text in view.texts_of(item)} | {""}) == 2]
    found = [item for item in found if all(text in units for text in view.texts_of(item))]
    shown = [[sizes[text] for text in view.texts_of(item)] for item in found]
    if view.pattern is not None and all(row == sorted(row) for row in shown):
        return  # the unit stands in the pattern or is a known one
    found = [item for item in found if not view.has_places(item)]

    def example(item: Item) -> str:
        return ", ".join(quoted(option.text) for option in item.options)

    if not found:
        return
    unit = units[found[0].options[0].text].strip()
    what = f"numbers followed by a word that is not a known unit, such as {quoted(unit)}, are shuffled"
    help_ = "write only the numbers, and put the word in the question"
    if view.pattern is not None:
        columns = view.pattern.answer.columns
        answer = f"{{{columns[0]}}} {unit}" if len(columns) == 1 else ""
        so = f': `answer: "{answer}"`' if answer else " of the pattern"
        help_ = f"write only the numbers in the cells, and put the word in the question, or in the answer{so}"
    yield from view.report(found, what, example, help_)


RULE = Rule(
    "Q113",
    Severity.WARNING,
    "numbers that are not in order",
    __doc__,
    "Haladyna, Downing and Rodriguez (2002), rule 21",
    check,
    has_distractors,
)
