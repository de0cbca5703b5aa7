"""Options do not overlap.

If one option takes in another, both may be right, or both must be wrong. Reported are
ranges of numbers that share a number (`10-20` and `20-30`; but not the years of the facts
of a table, such as when somebody lived), dates that share a day (`1969` and `July 1969`), and options
whose words all stand in another one: at its start, at its end (`the Council`, `the European Council`), or
in a list (`Sweden`, `Norway, Sweden and Finland`). Names may do that and mean different
things, as `Virginia` and `West Virginia` do: then allow it.

Passes:

    questions:
      age:
        ask: How old do elephants become?
        answer: 50 to 70 years
        wrong: [10 to 20 years, 21 to 49 years, 90 to 120 years]

Fails:

    questions:
      age:
        ask: How old do elephants become?
        answer: 50 to 70 years
        wrong: [10 to 20 years, 20 to 40 years, 90 to 120 years]

Fails:

    questions:
      joined:
        ask: Who joined NATO in 2023?
        answer: Finland
        wrong: [Sweden, Sweden and Austria, Ireland]
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, islice

from quiz.bank.readings import Readings
from quiz.items.item import Item
from quiz.lint.rule import Rule, has_distractors
from quiz.lint.view import Finding, View
from quiz.lint.words import Words
from quiz.text import quoted
from quiz.values.codes import are_scores
from quiz.values.readings import ColumnKind
from quiz.values.relations import Sense, senses_meet
from quiz.values.signs import plain

_RANGE = re.compile(r"(\d+)\s*(?:-|–|to|until)\s*(\d+)(\D*)")
_LONGEST = 60
_YEAR = 4  # digits
_MOST_WORDS = 30  # of an option that may be part of another, or take one in
_MOST_LISTS = 50  # that are looked through for one option
_HELP = "write options of which only one can be right; allow it if they name different things"

_LISTING = frozenset((",", "and", "or", "&"))  # what makes a text a list

Range = tuple[int, int, str]


def check(view: View) -> Iterator[Finding]:
    """Find items in which an option takes in another."""
    ranges = _ranges(view)
    words = _words(view)
    known = _parts(words.values())
    parts = {text for text, found in words.items() if found in known}

    def overlap(item: Item) -> tuple[str, ...]:
        senses = view.senses_of(item)
        for one, other in combinations(view.texts_of(item), 2):
            if ranges and _meet(ranges.get(one), ranges.get(other)):
                return one, other
            if senses and _share_values(senses[one], senses[other]):
                return one, other
            if (one in parts and _is_part(words[one], words[other])) or (
                other in parts and _is_part(words[other], words[one])
            ):
                return one, other
        return ()

    likely = view.having(parts.union(ranges)) if view.pattern is not None else view.items
    found = [item for item in likely if overlap(item)]
    yield from view.report(found, "two options overlap", lambda item: " and ".join(map(quoted, overlap(item))), _HELP)


def _share_values(one: Sense, other: Sense) -> bool:
    """Tell whether two texts that do not say the same may be the same: ranges that share a number, a year and a day."""
    return one.keys.isdisjoint(other.keys) and senses_meet(one, other)


def _ranges(view: View) -> Mapping[str, Range]:
    texts = [text for text in view.texts if text[:1].isdigit() and not text.isdigit() and len(text) < _LONGEST]
    if view.pattern is None and are_scores(list(map(plain, view.texts))):
        return {}
    found = ((text, _RANGE.fullmatch(text)) for text in texts)
    ranges = {text: (int(m[1]), int(m[2]), m[3].strip()) for text, m in found if m}
    if view.pattern is not None:
        ranges = {text: range_ for text, range_ in ranges.items() if range_[2] or len(str(range_[0])) != _YEAR}
    return ranges if len(ranges) > 1 and not _asks_for_dates(view) else {}


def _asks_for_dates(view: View) -> bool:
    """Tell whether a pattern asks for a column of dates: of two reigns one may begin as the other ends."""
    if view.pattern is None or view.table is None or len(view.pattern.answer.columns) != 1:
        return False
    name, table = view.pattern.answer.columns[0], view.table
    at = table.position(name)
    texts = [value.text for row in table.rows for value in row.cells[at]]
    return Readings(view.bank.language, table.kinds, table.exact).read(name, texts).reading.kind is ColumnKind.DATE


def _meet(one: Range | None, other: Range | None) -> bool:
    if one is None or other is None or one[2] != other[2]:
        return False
    return max(one[0], other[0]) <= min(one[1], other[1])


def _words(view: View) -> Mapping[str, Words]:
    """Return the words of each text, if they differ in number; where they do not, none is part of another."""
    if "," not in view.all_texts and len(set(map(len, map(str.split, view.bare_forms.values())))) == 1:
        return {}
    words = {text: tuple(form.replace(",", " ,").split()) for text, form in view.bare_forms.items()}
    return {text: found if len(found) <= _MOST_WORDS else () for text, found in words.items()}


def _parts(texts: Iterable[Words]) -> set[Words]:
    """Return those that are part of another one, as `_is_part` tells; without comparing each with each."""
    known = set(texts)
    sizes = sorted(set(map(len, known)) - {0})
    parts: set[Words] = set()
    listing: dict[str, list[Words]] = {}
    for words in known:
        for size in sizes[: bisect_left(sizes, len(words))]:
            parts |= {words[:size], words[-size:]} & known
        if not _LISTING.isdisjoint(words):
            for word in set(words):
                listing.setdefault(word, []).append(words)
    for words in known if listing else ():
        lists = min((listing.get(word, ()) for word in words), key=len, default=())
        if any(_is_part(words, other) for other in islice(lists, _MOST_LISTS)):
            parts.add(words)
    return parts


def _is_part(one: Words, other: Words) -> bool:
    """Return whether the words of one text all stand in a longer one: at an end of it, or in a list."""
    if not 0 < len(one) < len(other):
        return False
    if other[: len(one)] == one or other[-len(one) :] == one:
        return True
    return not _LISTING.isdisjoint(other) and set(one) <= set(other)


RULE = Rule("Q103", __doc__, "Haladyna, Downing and Rodriguez (2002), rule 22", check, has_distractors)
