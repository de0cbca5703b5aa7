"""Options do not overlap.

If one option includes another, both may be right, or both must be wrong. The check reports ranges
of numbers that share a number (`10-20` and `20-30`, `206` and `200 to 300`, `at 18` and `over 17`;
but not the years that something lasted, such as `1914–1918` and `1915–1919` for "When ...?"), dates
that share a day (`1969` and `July 1969`), and options whose words are all in another one: at its
end (`the Council`, `the European Council`), before words that say more about them (`the Council of
Europe`), or in a list (`Sweden`, `Norway, Sweden and Finland`).

Opposites do not overlap (`It is used up`, `It is not used up`). Nor do options that only begin
alike (`carbon`, `carbon dioxide`), other forms of a verb (`finished`, `has finished`), `about 40`
and `about 36`, or `Virginia` and `West Virginia`. If other names share words but mean different
things, allow it.

Passes:

    questions:
      age:
        ask: How old do elephants get?
        answer: 50 to 70 years
        wrong: [10 to 20 years, 21 to 49 years, 90 to 120 years]

Fails:

    questions:
      age:
        ask: How old do elephants get?
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
from math import inf

from quiz.bank.problems import Severity
from quiz.bank.readings import Readings
from quiz.items.item import Item
from quiz.lint.rule import Rule, has_distractors
from quiz.lint.view import Finding, View
from quiz.lint.words import Words, number_in, question_in, word_set
from quiz.text import quoted
from quiz.values.codes import are_scores
from quiz.values.numerals import Number
from quiz.values.readings import ColumnKind
from quiz.values.relations import Sense, senses_meet
from quiz.values.signs import plain

_NUMBER = r"[+\-−]?\d[\d.,]*+"
# For texts with single spaces; each part is matched in one piece.
_RANGE = re.compile(
    r"(?:(?P<from>from|between) )?(?:(?:(?P<least>at least|no fewer than|no less than|not less than|a minimum of)"
    r"|(?P<over>over|more than|above|older than|greater than|higher than|longer than|later than)"
    r"|(?P<under>under|below|less than|fewer than|younger than|smaller than|lower than|shorter than)"
    r"|(?P<most>up to|at most|no more than|not more than|a maximum of)|at|aged|exactly) )?"
    rf"[£$€¥]?(?P<low>{_NUMBER})(?: ?[^\d ,.]{{,3}} ?(?:-|–|to|until|and) ?[£$€¥]?(?P<high>{_NUMBER}))?"
    r"(?P<unit>\D*?)(?: (?:or|and) (?:(?P<up>more|over|above|older|up|higher|greater|later|longer)"
    r"|(?P<down>less|under|below|younger|fewer|lower|earlier|shorter)))?\.?",
    re.IGNORECASE,
)
_LONGEST = 60
_DIGIT = re.compile(r"\d")
_YEAR = 4  # digits
_MOST_WORDS = 30  # of an option that may be part of another, or include one
_MOST_LISTS = 50  # that are searched for one option
_HELP = "write options of which only one can be right; allow it if they name different things"

_LISTING = frozenset((",", "and", "or", "&"))  # what makes a text a list
# In English, what a phrase is about comes last: a longer phrase includes a shorter one with the same end, except these.
_ANOTHER = word_set(
    "non anti pre post ex semi half quarter double twice more most less least too almost nearly former pseudo"
    " north south east west new old upper lower great little saint st"
)
_NEGATIONS = word_set("not no never t without cannot neither nor hardly")
# What comes after a phrase and says more about it.
_MORE_OF_IT = word_set(
    ", of in on at to for from by with and or as than that which who whom when where while if because only"
    " under over between during after before near against about into through without"
)
_SUBJECTS = word_set("it they he she there this these we you i")
_AUXILIARIES = word_set(
    "am is are was were be been being have has had having do does did will would shall should"
    " can could may might must to"
)
_ABOUT = re.compile(
    r"\A(?:about|around|approximately|approx\.|roughly|nearly|almost|circa|ca?\.|~|≈) ?\d", re.IGNORECASE
)
_CENTURY = re.compile(r"\bcentur(?:y|ies)\b", re.IGNORECASE)
_FROM_YEAR_TO_YEAR = re.compile(r"\A(?:from |between )?\d{3,4}(?: ?[-–] ?| to | until | and )\d{2,4}\Z", re.IGNORECASE)
_FROM_WHEN = re.compile(r"(?:from )?when\b|during which\b|(?:in|between) which years\b|how long\b", re.IGNORECASE)
_LABEL = re.compile(r"[a-f]|\d|i{1,3}|iv|vi{0,3}")

_Bound = tuple[Number | float, int]
_Range = tuple[_Bound, _Bound, str]  # from, to, unit; -1 and 1 are just below and above a number


def check(view: View) -> Iterator[Finding]:
    """Find items in which an option includes another."""
    ranges = _ranges(view)
    words = _words(view)
    known = _parts(words.values())
    parts = {text for text, found in words.items() if found in known}

    def overlap(item: Item) -> tuple[str, ...]:
        """Return two options of an item that overlap, or nothing."""
        senses = view.senses_of(item)
        for one, other in combinations(view.texts_of(item), 2):
            have_values = bool(ranges or senses) and not _are_apart(one, other, item.stem)
            if have_values and ranges and _meet(ranges.get(one), ranges.get(other)):
                return one, other
            if have_values and senses and _share_values(senses[one], senses[other]):
                return one, other
            if (one in parts and _takes_in(words[other], words[one], view)) or (
                other in parts and _takes_in(words[one], words[other], view)
            ):
                return one, other
        return ()

    likely = view.having(parts.union(ranges)) if view.pattern is not None else view.items
    found = [item for item in likely if overlap(item)]
    yield from view.report(found, "two options overlap", lambda item: " and ".join(map(quoted, overlap(item))), _HELP)


def _share_values(one: Sense, other: Sense) -> bool:
    """Return whether two texts that do not say the same may share a value, such as ranges that share a number."""
    return one.keys.isdisjoint(other.keys) and senses_meet(one, other)


def _are_apart(one: str, other: str, stem: str) -> bool:
    """Return whether two texts are meant to differ although they share values.

    Both begin with `about`, or they are successive centuries, or the years that something lasted.
    """
    kinds = (_ABOUT, _CENTURY, *((_FROM_YEAR_TO_YEAR,) if _FROM_WHEN.match(question_in(stem)) else ()))
    return any(kind.search(one) and kind.search(other) for kind in kinds)


def _ranges(view: View) -> Mapping[str, _Range]:
    is_written = view.pattern is None
    texts = [text for text in view.texts if is_written or not text.isdecimal()] if _DIGIT.search(view.all_texts) else []
    texts = [text for text in texts if len(text) < _LONGEST and _DIGIT.search(text)]
    if is_written and are_scores(list(map(plain, view.texts))):
        return {}
    ranges = {text: found for text, found in zip(texts, map(_range, texts), strict=True) if found}
    if not is_written:  # single numbers of a table are proven apart
        ranges = {text: found for text, found in ranges.items() if found[0] != found[1] and not _is_of_years(found)}
    is_found = len(ranges) > 1 and any(low != high for low, high, _ in ranges.values())
    return ranges if is_found and not _asks_for_dates(view) else {}


def _is_of_years(found: _Range) -> bool:
    return not found[2] and len(str(found[0][0])) == _YEAR


def _range(text: str) -> _Range | None:
    """Read a text as a range of numbers, which one number is too."""
    match = _RANGE.fullmatch(" ".join(text.split()))
    if match is None:
        return None
    ends = [number_in(end.rstrip(".,")) for end in (match["low"], match["high"]) if end]
    if None in ends or (len(ends) == 1 and match["from"]):
        return None
    low, high = ends[0], ends[-1]
    assert low is not None
    assert high is not None
    unit = match["unit"].strip().lower()
    if len(ends) > 1:
        return ((low, 0), (high, 0), unit) if low < high else None
    below: _Bound = (low, 1 if match["over"] else 0)
    above: _Bound = (high, -1 if match["under"] else 0)
    if match["least"] or match["over"] or match["up"]:
        return below, (inf, 0), unit
    return (-inf, 0) if match["most"] or match["under"] or match["down"] else below, above, unit


def _asks_for_dates(view: View) -> bool:
    """Return whether a pattern asks for a column of dates: one reign may begin when the other ends."""
    if view.pattern is None or view.table is None or len(view.pattern.answer.columns) != 1:
        return False
    name, table = view.pattern.answer.columns[0], view.table
    at = table.position(name)
    texts = [value.text for row in table.rows for value in row.cells[at]]
    return Readings(view.bank.language, table.kinds, table.exact).read(name, texts).reading.kind is ColumnKind.DATE


def _meet(one: _Range | None, other: _Range | None) -> bool:
    """Return whether two ranges, one of which is more than a number, share a number in the same unit or in none."""
    if one is None or other is None or (one[2] != other[2] and one[2] and other[2]):
        return False
    if one[0] == one[1] and other[0] == other[1]:
        return False
    return max(one[0], other[0]) <= min(one[1], other[1])


def _words(view: View) -> Mapping[str, Words]:
    """Return the words of each text, if their numbers differ; otherwise no text is part of another."""
    if "," not in view.all_texts and len(set(map(len, map(str.split, view.bare_forms.values())))) == 1:
        return {}
    words = {text: tuple(form.replace(",", " ,").split()) for text, form in view.bare_forms.items()}
    return {text: found if len(found) <= _MOST_WORDS else () for text, found in words.items()}


def _parts(texts: Iterable[Words]) -> set[Words]:
    """Return the texts that are part of another one, as `_is_part` decides, without comparing each with each."""
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
    """Return whether the words of one text all occur in a longer one: at an end of it, or in a list."""
    if not 0 < len(one) < len(other):
        return False
    if other[: len(one)] == one or other[-len(one) :] == one:
        return True
    return not _LISTING.isdisjoint(other) and set(one) <= set(other)


def _takes_in(longer: Words, one: Words, view: View) -> bool:
    """Return whether a text says all that a shorter one says, and not something else about it."""
    if not _is_part(one, longer):
        return False
    if not view.is_english:
        return True
    others = set(longer) - set(one)
    if not _NEGATIONS.isdisjoint(others) or all(map(_LABEL.fullmatch, one)):
        return False
    if others <= _AUXILIARIES:
        return False  # another form of a verb: `finished`, `has finished`
    if longer[-len(one) :] == one and _ANOTHER.isdisjoint(longer[: -len(one)]):
        return True
    if longer[: len(one)] == one:
        rest = longer[len(one)]
        return rest in _MORE_OF_IT or rest.endswith("ly") or one[0] in _SUBJECTS
    return not _LISTING.isdisjoint(longer) and set(one) <= set(longer) and longer[-len(one) :] != one


RULE = Rule(
    "Q103",
    Severity.WARNING,
    "options that overlap",
    __doc__,
    "Haladyna, Downing and Rodriguez (2002), rule 22",
    check,
    has_distractors,
)
