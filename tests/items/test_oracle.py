"""Every generated item is judged again by an oracle that shares no code with the program.

Random tables are written as banks. The oracle works from the same random data, not from what the program read. It has
its own rules for what says the same and what may, finds all rows that match `where` and what the stem shows (templates
have markers that no value can have), and marks the options. For dates and quantities it has a table with the value of
each text.
"""

import json
import re
import unicodedata
from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from itertools import combinations, product
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from quiz.bank.model import Bank
from quiz.game.scoring import typed_in
from quiz.items.decoding import decode
from quiz.items.item import Item, NotGenerated
from quiz.items.sources import ItemSource, bank_facts, bank_items
from tests.forms import Form

SETTINGS = settings(
    max_examples=32,
    deadline=None,
    derandomize=True,
    # A failing table is shown as it was drawn, because making it smaller takes minutes.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    report_multiple_bugs=False,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)
SEEDS = ("0", "1", "spring")

# --- the random banks ---------------------------------------------------------------------------


class Val(NamedTuple):
    """A value as it is written in a cell."""

    text: str
    also: tuple[str, ...] = ()

    def written(self) -> object:
        return {"value": self.text, "also": list(self.also)} if self.also else self.text


Cell = list[Val]


@dataclass
class Pat:
    """A pattern as it is written."""

    form: Form
    shown: list[str]
    answer: list[str]  # one column, or the two of a phrase
    where: dict[str, list[str]] = field(default_factory=dict)
    measure: str = ""
    greatest: bool = True
    near: str = ""
    decoys: Cell = field(default_factory=list)  # of a phrase
    unit: str = ""  # what follows the only column of a phrase
    prompt: str = ""

    def written(self) -> dict[str, Any]:
        stem = " ".join(["Q", *(f"<{name}={{{name}}}>" for name in self.shown)])
        if self.form == Form.CLAIM:
            found: dict[str, Any] = {"claim": f"{stem} [{{{self.answer[0]}}}].", "swap": self.answer[0]}
        else:
            answer = self.answer[0] if len(self.answer) == 1 else " / ".join(f"{{{name}}}" for name in self.answer)
            answer = f"{{{answer}}}{self.unit}" if self.unit else answer
            found = {"ask": f"{stem}?", "answer": answer}
        if self.where:
            found["where"] = self.where
        if self.form == Form.COMPARE:
            found["most" if self.greatest else "least"] = self.measure
        if self.form == Form.ORDER:
            found |= {"order": self.measure, "descending": str(self.greatest).lower()}
        if self.form == Form.MATCH:
            found["match"] = self.prompt
        if self.form == Form.NOT:
            found["except"] = "true"
        if self.form == Form.CHOOSE_ALL:
            found["choose"] = "all"
        if self.form == Form.TYPED:
            found["typed"] = "true"
        if self.near:
            found["near"] = self.near
        return found


@dataclass
class Tab:
    """A table as it is written."""

    columns: list[str]
    rows: list[dict[str, Cell]]
    patterns: list[Pat]
    decoys: dict[str, Cell] = field(default_factory=dict)
    open: bool = False
    confuse: dict[int, tuple[list[int], dict[str, Cell]]] = field(default_factory=dict)  # row -> rows, values
    kinds: dict[str, str] = field(default_factory=dict)

    def written(self) -> str:
        decoys = {name: [value.written() for value in cell] for name, cell in self.decoys.items() if cell}
        decoys |= {f"p{i}": [v.written() for v in pat.decoys] for i, pat in enumerate(self.patterns) if pat.decoys}
        table: dict[str, Any] = {
            "columns": self.columns,
            "rows": {
                f"r{i}": {name: _written(cell, lists=i % 2 == 0) for name, cell in row.items()}
                for i, row in enumerate(self.rows)
            },
            "questions": {f"p{i}": pat.written() for i, pat in enumerate(self.patterns)},
        }
        for row, (others, values) in self.confuse.items():
            written = {name: [value.written() for value in cell] for name, cell in values.items()}
            table["rows"][f"r{row}"]["confuse"] = [*(f"r{other}" for other in others), written]
        if decoys:
            table["decoys"] = decoys
        if self.open:
            table["open"] = "true"
        declared = {name: DECLARED[kind] for name, kind in self.kinds.items() if kind in DECLARED}
        declared |= {name: kind for name, kind in self.kinds.items() if kind == "date" and self._may_be_numbers(name)}
        exact = [name for name, kind in self.kinds.items() if kind == "exact"]
        table |= {"kinds": declared} if declared else {}
        table |= {"exact": exact} if exact else {}
        bank = {"format": "1", "id": "bank", "title": "Random", "language": "en", "tables": {"t": table}}
        return json.dumps(bank, ensure_ascii=False)

    def _may_be_numbers(self, column: str) -> bool:
        """Return whether no text in a column of dates is certainly a date, so that the column must be declared."""
        return all(re.fullmatch(r"\d+(\u2013\d+)?", value.text) for row in self.rows for value in row[column])


def _written(cell: Cell, *, lists: bool) -> object:
    if len(cell) == 1 and not lists:
        return cell[0].written()
    return [value.written() for value in cell]


WORDS = [
    "Mars",
    "mars",
    "MARS",
    "Venus",
    "Io",
    "IO",
    "Caf\u00e9",
    "Cafe\u0301",
    "Stra\u00dfe",
    "STRASSE",
    "Deep Space",
    "deep  space",
    "Deep\u00a0Space",
    "C",
    "C++",
    "Ceres",
    "Luna",
    "Titan",
    "5 %",
    "100%s",
    "Hawai\u02bbi",
    "Hawai'i",
    "Paris",
    "Paris.",
    "Paris\U000e0101",
    "the Pacific",
    "Pacific",
    "co-op",
    "coop",
    "co\u2011op",
    "yes \u2014 no",
    "yes - no",
    "\u201cyes\u201d",
    '"yes"',
    "\u65e5\u672c",
    "\u65e5\u200d\u672c",
    "U.S.",
    "US",
]
NUMBERS = ["-3", "\u22123", "0", "-0", "1", "2", "3", "4", "5", "5", "5.0", "7", "9", "12", "20", "27", "1.5", "1.50"]
NUMBERS += ["2.25", "100", "1,000", "1000", "1 000", "1'000", "1000.00", "1,500", "12,345", "0.5", "1\u202f000"]
DATES = ["2023-01-10", "10 January 2023", "January 10, 2023", "Jan 2023", "2023", "5 May 2023", "may 2023", "2022"]
DATES += [
    "1 March 2022",
    "2021-12-31",
    "31 December 2021",
    "January 2021",
    "July 4, 1776",
    "1776",
    "20 Jul 1969",
    "1905",
]
YEAR = 366  # days, as good as any that is never shorter than a year


def _years(first: int, last: int) -> tuple[int, int]:
    """Return the days of some years; years before Christ are negative, and there is no year 0."""
    one, other = (year + 1 if year < 0 else year for year in (first, last))
    return one * YEAR, other * YEAR + YEAR - 1


#: Dates that `strptime` cannot read: their first and their last day. The years of a range follow each other.
OLD_DATES = {
    "44 BC": _years(-44, -44),
    "43 bc": _years(-43, -43),
    "15 March 44 BC": (_years(-44, -44)[0] + 75, _years(-44, -44)[0] + 75),
    "753 BC": _years(-753, -753),
    "c. 750 BC": _years(-760, -740),
    "AD 14": _years(14, 14),
    "1905 AD": _years(1905, 1905),
    "1337\u20131453": _years(1337, 1453),
    "1400": _years(1400, 1400),
    "98\u2013117": _years(98, 117),
    "117-138 AD": _years(117, 138),
    "1960s": _years(1960, 1969),
}
RANGES = {"1337\u20131453", "98\u2013117", "117-138 AD", "4\u20136 km", "10 to 20 km"}
FAR = Decimal(10**9)
#: Quantities: the least and the most they may be, in metres, and their unit in metres.
QUANTITIES = {
    "1,230 km": (Decimal(1_230_000), Decimal(1_230_000), 1000),
    "1230 km": (Decimal(1_230_000), Decimal(1_230_000), 1000),
    "1230\u00a0km": (Decimal(1_230_000), Decimal(1_230_000), 1000),
    "5 km": (Decimal(5000), Decimal(5000), 1000),
    "5km": (Decimal(5000), Decimal(5000), 1000),
    "5.0 km": (Decimal(5000), Decimal(5000), 1000),
    "5000 m": (Decimal(5000), Decimal(5000), 1),
    "1/2 km": (Decimal(500), Decimal(500), 1000),
    "\u00bd km": (Decimal(500), Decimal(500), 1000),
    "500 m": (Decimal(500), Decimal(500), 1),
    "\u22125 km": (Decimal(-5000), Decimal(-5000), 1000),
    "-5 km": (Decimal(-5000), Decimal(-5000), 1000),
    "3 km": (Decimal(3000), Decimal(3000), 1000),
    "7.25 km": (Decimal(7250), Decimal(7250), 1000),
    "840 km": (Decimal(840_000), Decimal(840_000), 1000),
    "2 kilometres": (Decimal(2000), Decimal(2000), 1000),
    "4\u20136 km": (Decimal(4000), Decimal(6000), 1000),
    "10 to 20 km": (Decimal(10_000), Decimal(20_000), 1000),
    "15 km": (Decimal(15_000), Decimal(15_000), 1000),
    "over 900 km": (Decimal(900_000), FAR, 1000),
}
EXACT = ["Co", "CO", "co", "CO.", "Caf\u00e9", "Cafe\u0301", "cafe", "NaCl", "nacl", "the sun", "The sun", "sun"]
CODES = ["01067", "1067", "+49", "49", "049", "+43", "3.10", "3.1", "978-3", "20095"]
DATES += OLD_DATES
POOLS = {"word": WORDS, "number": NUMBERS, "mixed": WORDS[:8] + NUMBERS[4:14], "date": DATES, "quantity": [*QUANTITIES]}
POOLS |= {"exact": EXACT, "code": CODES}
#: What a table declares about a column of each kind.
DECLARED = {"number": "number", "quantity": "quantity", "code": "identifier"}
UNIT = " ships"


@st.composite
def cells(draw: st.DrawFn, pool: list[str], *, single: bool = False, aliases: bool = True) -> Cell:
    size = draw(st.sampled_from([1] * 8 + [0]) if single else st.sampled_from([1] * 7 + [0, 2, 2, 3]))
    found = []
    for _ in range(size):
        also = draw(st.lists(st.sampled_from(pool), max_size=2)) if aliases and draw(st.integers(0, 5)) == 0 else []
        found.append(Val(draw(st.sampled_from(pool)), tuple(also)))
    return found


@st.composite
def tables(draw: st.DrawFn, form: Form, *, phrase: bool) -> Tab:
    kinds = {
        "a": draw(st.sampled_from(["word", "word", "mixed", "exact", "code"])),
        "b": draw(st.sampled_from(["word", "mixed", "number"])),
        "c": "word",
        "n": "number",
        "d": "date",
        "q": "quantity",
    }
    pools = {}
    for name, kind in kinds.items():  # a small part of the pool, so that values come again
        size = draw(st.integers(2, len(POOLS[kind])))
        pools[name] = draw(st.permutations(POOLS[kind]))[:size]
    points = [text for text in pools["d"] if text not in RANGES] or ["1905"]
    lengths = [text for text in QUANTITIES if text not in RANGES]
    rows = []
    for _ in range(draw(st.integers(2, 9))):
        row = {name: draw(cells(pools[name], aliases=name not in "dq")) for name in kinds}
        row["m"] = draw(cells(NUMBERS, single=True, aliases=False))
        row["e"] = draw(cells(points, single=True, aliases=False))
        row["w"] = draw(cells(lengths, single=True, aliases=False))
        rows.append(row)
    tab = Tab([*kinds, "m", "e", "w"], rows, [], open=draw(st.integers(0, 4)) == 0)
    tab.kinds = {**kinds, "m": "number", "e": "date", "w": "quantity"}
    others_ = ["C#", "C", "Pluto", "Eris", "Makemake", "31", "2000"]
    for name, kind in kinds.items():
        if draw(st.booleans()):
            pool = [*POOLS[kind], *([] if kind == "quantity" else DATES if name == "d" else others_)]
            found = draw(st.lists(cells(pool, single=True, aliases=name not in "dq"), max_size=6))
            tab.decoys[name] = _apart(found, rows, name, tab)
    for place in draw(st.sets(st.integers(0, len(rows) - 1), max_size=3)) if not tab.open else ():
        others = draw(st.sets(st.sampled_from([i for i in range(len(rows)) if i != place]), max_size=2))
        values: dict[str, Cell] = {}
        for name, kind in kinds.items():
            if draw(st.integers(0, 2)) == 0:
                pool = POOLS[kind] if kind == "quantity" else [*POOLS[kind], *POOLS["date"]][:20]
                found = draw(st.lists(cells(pool, single=True, aliases=name not in "dq")))
                values[name] = _apart(found[:2], [rows[place]], name, tab)
        tab.confuse[place] = (sorted(others), values)
    tab.patterns = draw(st.lists(patterns(tab, form, phrase=phrase), min_size=2, max_size=4))
    return tab


def _apart(found: list[Cell], rows: list[dict[str, Cell]], column: str, tab: Tab) -> Cell:
    """Drop the decoys that are or may be true for a row, or are given twice, as banks with them are refused."""
    notion = Notion(tab, column)
    true = [notion.names(value) for row in rows for value in row[column]]
    kept: list[Val] = []
    taken: set[object] = set()
    units = {QUANTITIES[value.text][2] for row in rows for value in row[column] if value.text in QUANTITIES}
    for decoy in (value for cell in found for value in cell):
        if decoy.text in QUANTITIES and QUANTITIES[decoy.text][2] not in units:
            continue
        own = notion.names(decoy)
        if not taken & own and not any(own & names_ or notion.meet(own, names_) for names_ in true):
            kept.append(decoy)
            taken |= own
    return kept


@st.composite
def patterns(draw: st.DrawFn, tab: Tab, form: Form, *, phrase: bool) -> Pat:
    phrases_ = [["a", "c"], ["b", "n"], ["c", "d"], ["c", "q"], ["n"], ["d"], ["q"]]
    columns = [["a"], ["b"], ["n"], ["n"], ["d"], ["d"], ["q"], ["q"]]
    if form == Form.TYPED:
        phrases_ = [one for one in phrases_ if len(one) == 1]
    answer = draw(st.sampled_from(phrases_ if phrase else columns))
    others = [name for name in tab.columns if name not in answer]
    fewest = draw(st.sampled_from([0, 1, 1, 1, 2]))
    pat = Pat(form, draw(st.permutations(others))[:fewest], answer, unit=UNIT if phrase and len(answer) == 1 else "")
    if draw(st.booleans()) or (form == Form.NOT and not pat.shown):
        column = draw(st.sampled_from(tab.columns))
        there = [text for row in tab.rows for value in row[column] for text in (value.text, *value.also)]
        if there:
            pat.where = {column: draw(st.lists(st.sampled_from(there), min_size=1, max_size=2))}
    if form == Form.NOT and not pat.shown and not pat.where:
        pat.shown = others[:1]
    if form in (Form.COMPARE, Form.ORDER):
        pat.measure, pat.greatest = draw(st.sampled_from("mew")), draw(st.booleans())
        pat.shown = [name for name in pat.shown if name != pat.measure]
    if form == Form.MATCH:
        pat.prompt = draw(st.sampled_from(others))
        pat.shown = [name for name in pat.shown if name != pat.prompt]
    if answer in (["n"], ["q"]) and form in (Form.PICK, Form.CLAIM):
        pat.near = draw(st.sampled_from(["", "1", "2", "5", "0.5", "30", "2000"]))
    if len(answer) == 2:
        phrases = st.tuples(*(st.sampled_from(WORDS + NUMBERS[:9]) for _ in answer)).map(" / ".join)
        pat.decoys = [Val(text) for text in draw(st.lists(phrases, max_size=3, unique_by=norm))]
    elif pat.unit:
        units = {QUANTITIES[value.text][2] for row in tab.rows for value in row["q"]}
        pool = st.sampled_from(
            [text for text in POOLS[tab.kinds[answer[0]]] if answer != ["q"] or QUANTITIES[text][2] in units]
            or ["5 km"]
        )
        notion = Notion(tab, answer[0])
        taken = [cell for row in tab.rows for cell in row[answer[0]]] + tab.decoys.get(answer[0], [])
        known = {name for value in taken for name in notion.names(value)}
        found = draw(st.lists(pool, max_size=3, unique_by=lambda text: min(map(str, notion.names(Val(text))))))
        pat.decoys = [Val(text + UNIT) for text in found if not notion.names(Val(text)) & known]
    return pat


def bank_of(tab: Tab) -> Bank:
    decoded = decode(tab.written().encode(), "bank")
    assert decoded.bank is not None, [problem.line("bank") for problem in decoded.errors]
    return decoded.bank


# --- the oracle ---------------------------------------------------------------------------------

Part = frozenset[object]  # all the names of one and the same value


def value_of(text: str) -> Decimal | None:
    """Read a number: a sign, digits that may be grouped in thousands, decimals."""
    text = " ".join(text.split())
    match = re.fullmatch(r"([-+\u2212]?)(\d+|\d{1,3}(?:,\d{3})+|\d{1,3}(?:'\d{3})+|\d{1,3}(?: \d{3})+)(\.\d+)?", text)
    if not match or not (text.isascii() or text.startswith("\u2212")):
        return None
    digits = re.sub(r"[,' ]", "", match[2]) + (match[3] or "")
    value = Decimal(digits)
    return -value if match[1] in ("-", "\u2212") else value


@cache
def span_of(text: str) -> tuple[int, int] | None:
    """Read a date: its first and its last day, with years of 366 days."""
    if text in OLD_DATES:
        return OLD_DATES[text]
    for form in ("%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%d %b %Y", "%B %Y", "%b %Y", "%Y"):
        try:
            first = datetime.strptime(text, form).date()  # noqa: DTZ007 - a day, wherever it is
        except ValueError:
            continue
        last = date(first.year, 12, 31) if form == "%Y" else first
        if form in ("%B %Y", "%b %Y"):
            last = first.replace(day=monthrange(first.year, first.month)[1])
        if form == "%Y":
            return _years(first.year, first.year)
        return first.year * YEAR + first.timetuple().tm_yday, last.year * YEAR + last.timetuple().tm_yday
    return None


UNSEEN = "\u200d\U000e0101"
TYPED = str.maketrans("\u2011\u2014\u2212\u02bb\u201c\u201d", '---\'""', UNSEEN)


def norm(text: str) -> str:
    """Return the form in which two texts say the same."""
    value = value_of(text)
    if value is not None:
        return f"number {value.normalize() + 0:f}"
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text.translate(TYPED)).casefold())
    return " ".join(folded.split()).removesuffix(".")


def loose(form: str) -> set[str]:
    """Return the forms that nobody can tell apart from this one."""
    if form.startswith("number "):
        return {form}
    found = {form.removeprefix("the "), form.strip('"')}
    found |= {re.sub(r"(?<=[^\W\d])-(?=[^\W\d])", between, form) for form in found for between in ("", " ")}
    return found | {form.replace(".", "") for form in found}


class Notion:
    """What the texts of a column say."""

    def __init__(self, tab: Tab, column: str) -> None:
        self.kind = tab.kinds.get(column, "word")
        texts = [value.text for row in tab.rows for value in row[column]]
        # A column of dates is declared as such if all of its texts may be numbers.
        may_be_dated = self.kind == "date" or (self.kind == "word" and None in map(value_of, texts))
        self.is_dated = may_be_dated and None not in map(span_of, texts)
        self.has_spans = self.is_dated or self.kind == "quantity"

    def norm(self, text: str) -> str:
        if self.kind == "exact":
            return unicodedata.normalize("NFC", text)
        if self.kind == "code":
            return text.casefold()
        if self.kind == "quantity":
            low, high, _ = QUANTITIES.get(text) or _kilometres(text)
            return f"number {low.normalize() + 0:f} to {high.normalize() + 0:f}"
        return norm(text)

    def span(self, text: str) -> tuple[Any, Any] | None:
        if self.kind == "quantity":
            low, high, _ = QUANTITIES.get(text) or _kilometres(text)
            return low, high
        return span_of(text) if self.is_dated else None

    def names(self, value: Val) -> set[object]:
        """Return the names of a value, with its span, and whether it is a range."""
        found: set[object] = {self.norm(text) for text in (value.text, *value.also)}
        span = self.span(value.text)
        return found | ({(span[0], span[1], value.text in RANGES)} if span else set())

    def meet(self, one: Iterable[object], other: Iterable[object]) -> bool:
        """Return whether two values that do not say the same may be the same, by their names."""
        for name, another in product(one, other):
            if isinstance(name, str) and isinstance(another, str):
                if self.kind == "code" and name.lstrip("0+") == another.lstrip("0+"):
                    return True
                if self.kind not in ("exact", "code", "quantity") and loose(name) & loose(another):
                    return True
            elif isinstance(name, tuple) and isinstance(another, tuple) and len(name) == len(another) == 3:
                first, last = max(name[0], another[0]), min(name[1], another[1])
                are_reigns = self.is_dated and name[2] and another[2] and last - first < YEAR
                if first <= last and not are_reigns:
                    return True
        return False


def _kilometres(text: str) -> tuple[Decimal, Decimal, int]:
    """Read a number near a quantity, in kilometres."""
    number, _, unit = text.replace("\u00a0", " ").replace("km", " km").replace("5000 m", "5000  m").rpartition(" ")
    factor = 1000 if unit in ("km", "kilometres") else 1
    value = number_of(number.strip()) * factor
    return value, value, factor


class Space:
    """Values sorted into groups: two that share a name, or are linked by others, are the same."""

    def __init__(self, named: Iterable[Iterable[object]]) -> None:
        self.parts: list[Part] = []
        for one in named:
            whole = frozenset(one)
            for part in [part for part in self.parts if part & whole]:
                self.parts.remove(part)
                whole |= part
            self.parts.append(whole)

    def of(self, name: object) -> Part:
        return next((part for part in self.parts if name in part), frozenset((name,)))


class Oracle:
    """Knows, for one table and pattern, what is right and what may be, by looking at every row."""

    def __init__(self, tab: Tab, pat: Pat) -> None:
        self.tab, self.pat = tab, pat
        self.judged: set[Item] = set()
        self.notions = {name: Notion(tab, name) for name in tab.columns}
        self.is_exact = any(self.notions[name].kind == "exact" for name in pat.answer)
        more = [Val(decoy.text.removesuffix(pat.unit)) for decoy in pat.decoys] if pat.unit else []
        self.spaces = {
            name: Space(
                self.notions[name].names(v)
                for v in [
                    *self._values(name),
                    *tab.decoys.get(name, []),
                    *(more if [name] == pat.answer else []),
                    *(v for _, values in tab.confuse.values() for v in values.get(name, [])),
                ]
            )
            for name in tab.columns
        }
        self.linked = {name: self._linked(name) for name in tab.columns if self.notions[name].has_spans}
        self.space = self.spaces[pat.answer[0]]
        if len(pat.answer) == 2:
            named: list[set[object]] = [one for row in tab.rows for one in self._phrases(row)]
            self.space = Space([*named, *({self.answer_norm(decoy.text)} for decoy in pat.decoys)])
        self.answers = [self._answers(row) for row in tab.rows]
        self.siblings = {part for parts in self.answers for part in parts}
        decoys = pat.decoys if len(pat.answer) == 2 else [*tab.decoys.get(pat.answer[0], []), *more]
        self.decoys = {self.space.of(self.answer_norm(decoy.text)) for decoy in decoys} - self.siblings
        # The decoys of a phrase are complete phrases: the table says what is asked for.

    def answer_norm(self, text: str) -> str:
        if len(self.pat.answer) == 1:
            return self.notions[self.pat.answer[0]].norm(text)
        return unicodedata.normalize("NFC", text) if self.is_exact else norm(text)

    def value(self, column: str, text: str) -> Part:
        return self.spaces[column].of(self.notions[column].norm(text))

    def _values(self, column: str) -> Cell:
        return [value for row in self.tab.rows for value in row[column]]

    def _linked(self, column: str) -> Space:
        """Group values that share a day or a number, or are linked by others that do."""
        spans = [span for part in self.spaces[column].parts for span in part if isinstance(span, tuple)]
        return Space({one, other} for one in spans for other in spans if one[0] <= other[1] and other[0] <= one[1])

    def level(self, column: str, part: Part) -> object:
        """Return the group of values that cannot be put in order with this one: itself if it has no span."""
        span = next((name for name in part if isinstance(name, tuple)), None)
        return self.linked[column].of(span) if column in self.linked and span else part

    def meet(self, column: str, one: Part, other: Part) -> bool:
        """Return whether two values of a column are the same, or may be."""
        return one == other or self.notions[column].meet(one, other)

    def answers_meet(self, one: Part, other: Part) -> bool:
        """Return whether two answers are the same, or may be; phrases are if all their parts are."""
        if len(self.pat.answer) == 1:
            return self.meet(self.pat.answer[0], one, other)
        if one == other:
            return True
        for name, another in product(one, other):
            if (
                isinstance(name, str)
                and isinstance(another, str)
                and not self.is_exact
                and loose(name) & loose(another)
            ):
                return True
            if isinstance(name, str) or isinstance(another, str):
                continue
            if all(self.meet(c, a, b) for c, a, b in zip(self.pat.answer, name, another, strict=True)):  # type: ignore[call-overload]
                return True
        return False

    def _phrases(self, row: dict[str, Cell]) -> list[set[object]]:
        """Return each phrase of a row: its text and the values it is made of."""
        found: list[set[object]] = []
        for values in product(*(row[name] for name in self.pat.answer)):
            parts = tuple(self.value(n, v.text) for n, v in zip(self.pat.answer, values, strict=True))
            found.append({self.answer_norm(" / ".join(value.text for value in values)), parts})
        return found

    def _answers(self, row: dict[str, Cell]) -> set[Part]:
        if len(self.pat.answer) == 2:
            return {self.space.of(name) for one in self._phrases(row) for name in one}
        return {self.space.of(self.answer_norm(value.text)) for value in row[self.pat.answer[0]]}

    def part(self, text: str) -> Part:
        return self.space.of(self.answer_norm(self.bare(text)))

    def bare(self, text: str) -> str:
        """Return an option without the words that every option has."""
        assert text.endswith(self.pat.unit)
        return text.removesuffix(self.pat.unit)

    def rank(self, text: str) -> object:
        """Return the rank of an option, if it has a value."""
        notion = self.notions[self.pat.answer[0]]
        if len(self.pat.answer) == 2 or notion.kind in ("exact", "code"):
            return None
        span = notion.span(self.bare(text)) if notion.has_spans else None
        return span[0] if span else None if notion.has_spans else value_of(self.bare(text))

    def has(self, row: int, column: str, text: str) -> bool:
        found = self.value(column, text)
        return found in [self.value(column, value.text) for value in self.tab.rows[row][column]]

    def may_have(self, row: int, column: str, text: str) -> bool:
        found = self.value(column, text)
        return any(self.meet(column, found, self.value(column, value.text)) for value in self.tab.rows[row][column])

    def meets_where(self, row: int) -> bool:
        return all(any(self.has(row, name, text) for text in texts) for name, texts in self.pat.where.items())

    def may_meet_where(self, row: int) -> bool:
        return all(any(self.may_have(row, name, text) for text in texts) for name, texts in self.pat.where.items())

    def matching(self, shown: dict[str, str]) -> list[int]:
        rows = range(len(self.tab.rows))
        return [r for r in rows if self.meets_where(r) and all(self.has(r, name, t) for name, t in shown.items())]

    def possible(self, shown: dict[str, str]) -> list[int]:
        """Return the rows that match what is shown, or may match."""
        rows = [row for row in range(len(self.tab.rows)) if self.may_meet_where(row)]
        return [row for row in rows if all(self.may_have(row, name, text) for name, text in shown.items())]

    def right(self, shown: dict[str, str]) -> set[Part]:
        return {part for row in self.matching(shown) for part in self.answers[row]}

    def perhaps_right(self, shown: dict[str, str]) -> set[Part]:
        """Return everything that is right, or may be."""
        return {part for row in self.possible(shown) for part in self.answers[row]}

    @property
    def asked_rows(self) -> list[int]:
        rows = range(len(self.tab.rows))
        outsiders = self.pat.form == Form.NOT and not self.pat.shown
        return [row for row in rows if self.meets_where(row) is not outsiders]

    def confused(self, row: int) -> list[Part]:
        """Return what a row is confused with: answers of other rows, and values of the column that is asked for."""
        others, values = self.tab.confuse.get(row, ([], {}))
        of_column = values.get(self.pat.answer[0], []) if len(self.pat.answer) == 1 else []
        found = [part for other in others for part in self.answers[other]]
        return found + [self.space.of(self.answer_norm(value.text)) for value in of_column]

    def wrong(self, shown: dict[str, str], row: int) -> set[Part]:
        """Return all values that are proven wrong; in an open table only decoys are."""
        shut = self.perhaps_right(shown)
        found = self.decoys if self.tab.open else self.decoys | self.siblings | {*self.confused(row)}
        return {part for part in found if not any(self.answers_meet(part, one) for one in shut)}

    def certainly_apart(self, shown: dict[str, str], wrong: Iterable[Part], key: Part) -> list[Part]:
        """Return wrong values that can certainly be shown together beside a key."""
        shut = {self.level(self.pat.answer[0], part) for part in self.perhaps_right(shown)}
        if len(self.pat.answer) == 2:
            shut = set()
        kept: list[Part] = []
        for part in sorted(of_kind(wrong, key, self), key=lambda one: sorted(map(str, one))):
            others = [other for other in wrong if other != part and self.answers_meet(part, other)]
            is_level = len(self.pat.answer) == 1 and self.level(self.pat.answer[0], part) in shut
            if not is_level and (not others or not kept or not any(self.answers_meet(part, one) for one in kept)):
                kept += [part] if not others or all(other not in kept for other in others) else []
        alone = [p for p in kept if not any(p != o and self.answers_meet(p, o) for o in wrong)]
        return kept if len(alone) == len(kept) else [*alone, kept[0]]

    def comparable(self, shown: dict[str, str]) -> dict[Part, object]:
        """Return the options of a comparison with their measure; options that two rows give are left out."""
        holders: dict[Part, list[int]] = {}
        for row in self.matching(shown):
            for part in self.answers[row]:
                holders.setdefault(part, []).append(row)
        alone = {r: next(iter(self.answers[r])) for r in self.matching(shown) if len(self.answers[r]) == 1}
        alone = {row: part for row, part in alone.items() if len(holders[part]) == 1}
        found = {}
        for row, part in alone.items():
            cell = self.tab.rows[row][self.pat.measure]
            if cell and not any(other != part and self.answers_meet(part, other) for other in alone.values()):
                found[part] = self.measure(cell[0].text)
        return found

    def measure(self, text: str) -> Any:
        """Return the number that a comparison ranks by; for a span, the first of all that cannot be told from it."""
        column = self.pat.measure
        if column not in self.linked:
            return number_of(text)
        level = self.level(column, self.value(column, text))
        assert isinstance(level, frozenset)
        return min(level)

    def groups(self, shown: dict[str, str]) -> list[set[int]]:
        """Return the rows of a match in groups, linked by prompts or answers that they share or may share."""
        found: list[set[int]] = []
        for row in self.possible(shown):
            if self.tab.rows[row][self.pat.prompt] and self.answers[row]:
                mine = [group for group in found if any(self.share(row, other) for other in group)]
                found = [group for group in found if group not in mine]
                found.append({row}.union(*mine))
        certain = set(self.matching(shown))
        return [rows & certain for rows in found if rows & certain]

    def share(self, one: int, other: int) -> bool:
        """Return whether two rows have, or may have, a prompt or an answer in common."""
        column = self.pat.prompt
        prompts = [[self.value(column, v.text) for v in self.tab.rows[row][column]] for row in (one, other)]
        if any(self.meet(column, a, b) for a, b in product(*prompts)):
            return True
        return any(self.answers_meet(a, b) for a, b in product(self.answers[one], self.answers[other]))

    def can_be_shown(self, row: int) -> list[tuple[dict[str, str], Part]]:
        """Return everything that a question about a row may show, with each answer of the row."""
        cells_ = [[value.text for value in self.tab.rows[row][name]] for name in self.pat.shown]
        shown = [dict(zip(self.pat.shown, texts, strict=True)) for texts in product(*cells_)]
        return [(one, part) for one in shown for part in self.answers[row]]


def number_of(text: str) -> Decimal:
    value = value_of(text)
    assert value is not None, text
    return value


def kinds(part: Part) -> set[bool]:
    """Return the set of whether each name of a value is a number."""
    return {str(name).startswith("number ") for name in part if isinstance(name, str)}


def of_kind(parts: Iterable[Part], key: Part, oracle: Oracle) -> list[Part]:
    """Return the values that are certainly of the key's kind; one of those that cannot be put in order."""
    if len(oracle.pat.answer) == 1 and oracle.pat.answer[0] in oracle.linked:
        found = {oracle.level(oracle.pat.answer[0], part): part for part in parts}
        own = oracle.level(oracle.pat.answer[0], key)
        return [part for level, part in found.items() if level != own]
    if len(oracle.pat.answer) == 1 and oracle.notions[oracle.pat.answer[0]].kind in ("exact", "code"):
        return [*parts]
    return [part for part in parts if kinds(part) == kinds(key) and len(kinds(key)) == 1]


# --- judging an item ----------------------------------------------------------------------------


def stem_of(item: Item) -> dict[str, str]:
    return dict(re.findall(r"<(\w+)=([^<>]*)>", item.stem))


def as_written(item: Item) -> Item:
    """Return an item with its invisible characters, which a player sees as their names."""

    def read(text: str) -> str:
        return re.sub(r"<U\+([0-9A-F]{4,6})>", lambda name: chr(int(name[1], 16)), text)

    return item._replace(
        stem=read(item.stem),
        options=tuple(option._replace(text=read(option.text)) for option in item.options),
        prompts=tuple(map(read, item.prompts)),
    )


def judge(oracle: Oracle, row: int, item: Item) -> None:
    """Prove one item by brute force."""
    item = as_written(item)
    pat, shown = oracle.pat, stem_of(item)
    assert set(pat.shown) == set(shown)
    assert all(oracle.has(row, name, text) for name, text in shown.items())
    ids = [option.id for option in item.options]
    assert len(ids) == len(set(ids)), ids
    assert set(item.keys) <= set(ids)
    assert len(item.keys) == len(set(item.keys)) >= 1
    assert f"bank/t/r{row}" == item.fact
    if pat.form == Form.CLAIM:
        judge_claim(oracle, row, item, shown)
        return
    if pat.form == Form.TYPED:
        judge_typed(oracle, row, item, shown)
        return
    judge_options(oracle, item)
    if pat.form == Form.COMPARE:
        judge_compare(oracle, row, item, shown)
        return
    if pat.form == Form.ORDER:
        judge_order(oracle, row, item, shown)
        return
    if pat.form == Form.MATCH:
        judge_match(oracle, row, item, shown)
        return
    right = oracle.right(shown)
    inside = {option.id for option in item.options if oracle.part(option.text) in right}
    if pat.form == Form.NOT:
        assert set(ids) - inside == set(item.keys)
        assert 1 == len(item.keys)
        outside = oracle.part(item.key_options[0].text)
        assert outside in oracle.wrong(shown, row) or (not pat.shown and not oracle.tab.open)
        assert not any(oracle.answers_meet(outside, one) for one in oracle.perhaps_right(shown))
        assert min(3, len(right)) >= len(inside) >= 2
        assert len(inside) >= min(3, fewest_apart(right, oracle))
        if not pat.shown:
            assert outside in oracle.answers[row]
        return
    assert inside == set(item.keys)
    own = [option for option in item.key_options if oracle.part(option.text) in oracle.answers[row]]
    assert own, "the row's own answer is a key"
    proven = oracle.wrong(shown, row)
    shut = oracle.perhaps_right(shown)
    for option in item.options:
        if option.id not in item.keys and oracle.part(option.text) not in proven:
            judge_near(oracle, oracle.bare(option.text), oracle.bare(own[0].text), shut)
    fewest_wrong = min(len(oracle.certainly_apart(shown, proven, oracle.part(option.text))) for option in own)
    if pat.form == Form.PICK:
        assert 1 == len(item.keys)
        assert 3 <= len(item.options) <= 4
        assert len(item.options) >= min(4, fewest_wrong + 1)
        if oracle.rank(own[0].text) is None:
            first = {*oracle.certainly_apart(shown, proven & {*oracle.confused(row)}, oracle.part(own[0].text))}
            given = {oracle.part(option.text) for option in item.options}
            assert len({*oracle.confused(row)} & given) >= min(3, len(first))
    else:
        assert 1 <= len(item.keys) <= 3
        assert item.stem.endswith("? Only one is right.") == (len(item.keys) == 1)
        assert len(item.keys) > 1 or any(fewest_apart({*right, oracle.part(o.text)}, oracle) < 2 for o in own)
        assert 3 <= len(item.options) <= 4
        assert len(item.options) > len(item.keys)
        if all(len(kinds(part)) == 1 for part in right) and fewest_apart(right, oracle) + fewest_wrong >= 4:
            assert len(item.options) == 4


def fewest_apart(parts: set[Part], oracle: Oracle) -> int:
    """Return how many of several answers can certainly be shown together."""
    alone = [part for part in parts if not any(part != o and oracle.answers_meet(part, o) for o in parts)]
    return len(alone) + (len(alone) < len(parts))


def judge_options(oracle: Oracle, item: Item) -> None:
    """Check that no two options are the same, all are of one kind, and numbers rise."""
    parts = [oracle.part(option.text) for option in item.options]
    assert len(parts) == len(set(parts)), item.options
    clashing = [(one, other) for one, other in combinations(parts, 2) if oracle.answers_meet(one, other)]
    assert not clashing, item.options
    ranks: list[Any] = [oracle.rank(option.text) for option in item.options]
    if oracle.pat.form in (Form.PICK, Form.MATCH):
        assert 1 == len({rank is None for rank in ranks}), item.options
    if None not in ranks and oracle.pat.form != Form.ORDER:
        assert sorted(ranks) == ranks, item.options


def judge_near(oracle: Oracle, text: str, key_text: str, shut: set[Part]) -> None:
    assert oracle.pat.near, f"{text} is neither another row's value nor a decoy"
    assert not any(oracle.answers_meet(oracle.part(text + oracle.pat.unit), one) for one in shut)
    number, key, factor = number_of_near(oracle, text), number_of_near(oracle, key_text), 1
    if oracle.notions[oracle.pat.answer[0]].kind == "quantity":
        factor = (QUANTITIES.get(key_text) or _kilometres(key_text))[2]
        assert re.sub(r"[\d.,\u22125-]", "", text) == re.sub(r"[\d.,\u22125-]", "", key_text), (text, key_text)
        assert ("-" in text, "\u2212" in text) in ((False, False), ("-" in key_text, "\u2212" in key_text))
    assert abs(number - key) <= number_of(oracle.pat.near) * factor
    assert number >= 0 or key < 0


def number_of_near(oracle: Oracle, text: str) -> Decimal:
    span = oracle.notions[oracle.pat.answer[0]].span(text)
    return Decimal(span[0]) if span else number_of(text)


def judge_claim(oracle: Oracle, row: int, item: Item, shown: dict[str, str]) -> None:
    assert ["True", "False"] == [option.text for option in item.options]
    assert 1 == len(item.keys)
    match = re.search(r"\[([^\[\]]*)\]", item.stem)
    assert match is not None
    right = oracle.right(shown)
    stated = oracle.part(match[1])
    is_true = item.key_options[0].text == "True"
    assert is_true == (stated in right)
    if not is_true:
        assert not any(oracle.answers_meet(stated, one) for one in oracle.perhaps_right(shown))
    if not is_true and stated not in oracle.wrong(shown, row):
        assert oracle.pat.near
        notion, number = oracle.notions[oracle.pat.answer[0]], number_of_near(oracle, match[1])
        own = [value.text for value in oracle.tab.rows[row][oracle.pat.answer[0]]]
        reach = {text: number_of(oracle.pat.near) for text in own}
        if notion.kind == "quantity":
            reach = {text: reach[text] * QUANTITIES[text][2] for text in own}
        near = [text for text in own if abs(number - number_of_near(oracle, text)) <= reach[text]]
        assert near, f"{match[1]} is neither another row's value nor a decoy nor near the key"
        assert number >= 0 or any(number_of_near(oracle, text) < 0 for text in near)


def judge_typed(oracle: Oracle, row: int, item: Item, shown: dict[str, str]) -> None:
    """Check that what a cell or decoy says is marked right if the table says so, and otherwise wrong."""
    (key,) = item.key_options
    right, column = oracle.right(shown), oracle.pat.answer[0]
    assert not oracle.tab.open
    assert oracle.part(key.text) in right & oracle.answers[row]
    assert len(item.options) == len(item.blanks) == 1
    if item in oracle.judged:  # no seed changes what may be typed
        return
    oracle.judged.add(item)
    values = [*oracle.tab.decoys.get(column, []), *(value for cells in oracle.tab.rows for value in cells[column])]
    for text in {name for value in values for name in (value.text, *value.also)}:
        for typed in {text, text + oracle.pat.unit}:
            (found,) = typed_in(item, typed)
            assert found.marked.is_right == (oracle.part(text + oracle.pat.unit) in right), (typed, item.stem)
            assert found.marked.is_right == (found.option.id in item.keys)
    confused = [value for _, cells in oracle.tab.confuse.values() for value in cells.get(column, [])]
    for text in (WORDS + NUMBERS)[row % 11 :: 11]:
        slips = {text[:-1], text + "s", text[:1] + text} if not re.search(r"\d", text) else set()
        for typed in {text, *slips}:
            (found,) = typed_in(item, typed)
            if found.marked.right is None:
                continue
            of_right = [value for value in [*values, *confused] if oracle.part(value.text + oracle.pat.unit) in right]
            near = {name for value in of_right for name in (value.text, *value.also)}
            assert any(may_be_typed_for(typed, name) for name in near), (typed, near)


def may_be_typed_for(typed: str, name: str) -> bool:
    """Return whether a text may count as right for a name: the same, spelt otherwise, or one letter off."""
    one, other = ({*loose(norm(text)), norm(text)} for text in (typed.removesuffix("."), name))
    if one & other:
        return True
    bare = [{unaccented(form.removeprefix("a ")) for form in forms} for forms in (one, other)]
    return any(edits(a, b) < 2 and (a == b or max(map(len, b.split())) > 4) for a, b in product(*bare))


def unaccented(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))


@cache
def edits(one: str, other: str) -> int:
    """Return by how many letters two texts differ (Levenshtein); two letters exchanged count as one."""
    if not one or not other:
        return len(one) + len(other)
    if one[-1] == other[-1]:
        return edits(one[:-1], other[:-1])
    ways = [edits(one[:-1], other), edits(one, other[:-1]), edits(one[:-1], other[:-1])]
    if one[-2:] == other[-2:][::-1]:
        ways.append(edits(one[:-2], other[:-2]))
    return 1 + min(ways)


def judge_compare(oracle: Oracle, row: int, item: Item, shown: dict[str, str]) -> None:
    measures = oracle.comparable(shown)
    found = [measures.get(oracle.part(option.text)) for option in item.options]
    assert None not in found, "every option stands for exactly one row that is measured"
    values: list[Any] = [value for value in found if value is not None]
    assert len(values) == len(set(values)), "no two are level"
    best = (max if oracle.pat.greatest else min)(values)
    assert [option.id for option, value in zip(item.options, values, strict=True) if value == best] == [*item.keys]
    assert oracle.answers[row] & {oracle.part(option.text) for option in item.options}
    different = len(set(measures.values()))
    assert min(4, different) == len(item.options)
    assert len(item.options) >= 3 or len(measures) == 2


def judge_order(oracle: Oracle, row: int, item: Item, shown: dict[str, str]) -> None:
    measures = oracle.comparable(shown)
    text_of = {option.id: option.text for option in item.options}
    assert sorted(text_of) == sorted(item.keys), "every option has its place"
    values: list[Any] = [measures[oracle.part(text_of[key])] for key in item.keys]
    assert sorted(set(values), reverse=oracle.pat.greatest) == values
    assert [*text_of] != [*item.keys], "it is not in order already"
    assert oracle.answers[row] & {oracle.part(text) for text in text_of.values()}
    assert min(4, len(set(measures.values()))) == len(values) >= 3


def judge_match(oracle: Oracle, row: int, item: Item, shown: dict[str, str]) -> None:
    pat = oracle.pat
    text_of = {option.id: option.text for option in item.options}
    prompts = [oracle.value(pat.prompt, prompt) for prompt in item.prompts]
    assert not any(oracle.meet(pat.prompt, one, other) for one, other in combinations(prompts, 2))
    assert sorted(text_of) == sorted(item.keys)
    own = False
    for prompt, key in zip(item.prompts, item.keys, strict=True):
        right, perhaps = ({**shown, pat.prompt: prompt} for _ in range(2))
        rights, may_be = oracle.right(right), oracle.perhaps_right(perhaps)
        assert [key] == [id_ for id_, text in text_of.items() if oracle.part(text) in rights], (prompt, item.options)
        others = [oracle.part(text) for id_, text in text_of.items() if id_ != key]
        assert not any(oracle.answers_meet(other, one) for other in others for one in may_be)
        own = own or (oracle.has(row, pat.prompt, prompt) and oracle.part(text_of[key]) in oracle.answers[row])
    assert own, "the row's own pair is shown"
    assert min(4, certain_groups(oracle, row, shown, oracle.part(item.options[0].text))) <= len(prompts) <= 4
    assert len(prompts) >= 3


def certain_groups(oracle: Oracle, row: int, shown: dict[str, str], key: Part) -> int:
    """Return how many groups have an answer that is certainly of the key's kind."""
    groups = [{part for r in group for part in oracle.answers[r]} for group in oracle.groups(shown)]
    return sum(bool(of_kind(group, key, oracle)) for group in groups)


def judge_short(oracle: Oracle, row: int) -> None:
    """Check that a row lacks an item only if, for something it can show, none can be proven."""
    pat, tab = oracle.pat, oracle.tab
    choices = oracle.can_be_shown(row)
    if not choices or (pat.form == Form.NOT and not pat.shown and tab.open):
        return
    if pat.form == Form.MATCH and (tab.open or not tab.rows[row][pat.prompt]):
        return
    assert any(not can_be_asked(oracle, row, shown, key) for shown, key in choices)


def can_be_asked(oracle: Oracle, row: int, shown: dict[str, str], key: Part) -> bool:
    right = oracle.right(shown)
    wrong = oracle.certainly_apart(shown, oracle.wrong(shown, row), key)
    match oracle.pat.form:
        case Form.PICK:
            return len(wrong) >= 2
        case Form.CLAIM:
            return len(wrong) >= 1
        case Form.CHOOSE_ALL:
            return len(wrong) >= 1 and fewest_apart({*right, key}, oracle) + len(wrong) >= 3
        case Form.NOT:
            shut = oracle.perhaps_right(shown)
            outside = bool(wrong) if oracle.pat.shown else not any(oracle.answers_meet(key, one) for one in shut)
            return fewest_apart(right, oracle) >= 2 and outside
        case Form.COMPARE:
            measures = oracle.comparable(shown)
            different = len(set(measures.values()))
            return key in measures and (different >= 3 or different == len(measures) == 2)
        case Form.ORDER:
            measures = oracle.comparable(shown)
            return key in measures and len(set(measures.values())) >= 3
        case Form.TYPED:
            known = [
                *oracle.siblings,
                *oracle.decoys,
                *(part for r in oracle.tab.confuse for part in oracle.confused(r)),
            ]
            perhaps = [part for part in known if any(oracle.answers_meet(part, one) for one in right)]
            return not oracle.tab.open and {*perhaps, *oracle.perhaps_right(shown)} <= right
        case Form.MATCH:
            return len(kinds(key)) == 1 and certain_groups(oracle, row, shown, key) >= 3


def judge_all(tab: Tab) -> int:
    """Judge every item of a table for some seeds; return how many items there were."""
    bank = bank_of(tab)
    oracles = {f"t.p{i}": Oracle(tab, pat) for i, pat in enumerate(tab.patterns)}
    judged = 0
    for seed in SEEDS:
        tried: dict[str, list[int]] = {name: [] for name in oracles}
        for item_source, row_id, item in bank_items(bank, seed):
            row = int(row_id[1:])
            tried[item_source.name].append(row)
            judged += judge_one(oracles[item_source.name], item_source, row, item)
        assert {name: oracle.asked_rows for name, oracle in oracles.items()} == tried
    return judged


def judge_one(oracle: Oracle, item_source: ItemSource, row: int, item: Item | NotGenerated) -> int:
    if isinstance(item, NotGenerated):
        judge_short(oracle, row)
        return 0
    assert f"bank/{item_source.name}/r{row}" == item.id
    assert oracle.pat.form == item.form
    judge(oracle, row, item)
    return 1


@pytest.mark.parametrize("form", list(Form))
@given(st.data())
@SETTINGS
def test_every_item_of_random_banks_is_proven(form: Form, data: st.DataObject) -> None:
    judge_all(data.draw(tables(form, phrase=False)))


@pytest.mark.parametrize("form", [form for form in Form if form != Form.CLAIM])
@given(st.data())
@SETTINGS
def test_every_item_with_phrases_as_answers_is_proven(form: Form, data: st.DataObject) -> None:
    judge_all(data.draw(tables(form, phrase=True)))


# --- what the oracle found, small ---------------------------------------------------------------


def cell(*texts: str) -> Cell:
    return [Val(text) for text in texts]


def row(**columns: str | Val | Cell) -> dict[str, Cell]:
    """Write a row with texts, values with aliases, or lists of them."""
    return {
        name: cell(found) if isinstance(found, str) else [found] if isinstance(found, Val) else found
        for name, found in columns.items()
    }


def table(rows: Sequence[dict[str, Cell]], *pats: Pat, **decoys: Cell) -> Tab:
    return Tab([*rows[0]], [*rows], [*pats], {**decoys})


def items_of(tab: Tab, seeds: int = 20) -> list[Item]:
    bank = bank_of(tab)
    return [item for seed in range(seeds) for _, _, item in bank_items(bank, str(seed)) if isinstance(item, Item)]


def judge_seeds(tab: Tab, seeds: int = 20) -> None:
    bank = bank_of(tab)
    oracles = {f"t.p{i}": Oracle(tab, pat) for i, pat in enumerate(tab.patterns)}
    for seed in range(seeds):
        for item_source, row_id, item in bank_items(bank, str(seed)):
            judge_one(oracles[item_source.name], item_source, int(row_id[1:]), item)


def test_aliases_are_the_same_value_in_a_phrase() -> None:
    rows = [
        row(a=Val("Turkey", ("T\u00fcrkiye",)), b="Ankara", c="x"),
        row(a="T\u00fcrkiye", b="Ankara", c="y"),
        row(a="France", b="Paris", c="z"),
        row(a="Spain", b="Madrid", c="z"),
    ]
    tab = table(rows, Pat(Form.PICK, ["c"], ["a", "b"]))
    judge_seeds(tab)


def test_numbers_are_the_same_value_in_a_phrase() -> None:
    rows = [
        row(a="1,000", b="ships", c="x"),
        row(a="1000", b="ships", c="y"),
        row(a="20", b="tanks", c="z"),
        row(a="30", b="boats", c="z"),
    ]
    judge_seeds(table(rows, Pat(Form.PICK, ["c"], ["a", "b"])))


def test_every_reading_of_a_phrase_with_long_lists_is_right() -> None:
    firsts, seconds = [f"a{i}" for i in range(6)], [f"b{i}" for i in range(5)]
    rows = [row(a=cell(*firsts), b=cell(*seconds), c="x")]
    rows += [row(a=f"a{i}", b="b4", c="y") for i in range(3, 6)]
    rows += [row(a="other", b=f"b{i}", c="y") for i in range(2)]
    judge_seeds(table(rows, Pat(Form.PICK, ["c"], ["a", "b"])))


def test_an_option_of_a_compare_stands_for_one_row() -> None:
    rows = [
        row(a="EU", m="27"),
        row(a=cell("EU", "NATO"), m="50"),
        row(a="ASEAN", m="10"),
        row(a="OPEC", m="12"),
        row(a="Mercosur", m="5"),
    ]
    judge_seeds(table(rows, Pat(Form.COMPARE, [], ["a"], measure="m")))


def test_of_rows_that_are_level_an_order_shows_one() -> None:
    levels = {"Io": "1", "Europa": "2", "Titan": "2", "Luna": "3", "Rhea": "3", "Dione": "4"}
    tab = table([row(a=name, m=level) for name, level in levels.items()], Pat(Form.ORDER, [], ["a"], measure="m"))
    judge_seeds(tab)
    items = items_of(tab)
    assert 6 * 20 == len(items)
    assert {4} == {len({levels[option.text] for option in item.options}) for item in items}


def test_rows_that_share_a_prompt_or_an_answer_are_never_matched_together() -> None:
    rows = [row(a="Paris", b="France"), row(a="Lyon", b="France"), row(a="Lyon", b="Gaul"), row(a="Rome", b="Italy")]
    rows.append(row(a="Bern", b="Switzerland"))
    tab = table(rows, Pat(Form.MATCH, [], ["b"], prompt="a"))
    judge_seeds(tab)
    items = items_of(tab)
    assert 5 * 20 == len(items)
    assert {3} == {len(item.prompts) for item in items}
    assert {1} == {len({"Paris", "Lyon"} & {*item.prompts}) for item in items}


def test_of_a_list_one_value_is_matched() -> None:
    moons = {"Mars": ["Phobos", "Deimos"], "Jupiter": ["Io", "Europa"], "Saturn": ["Titan"], "Uranus": ["Oberon"]}
    rows = [row(a=planet, b=cell(*found)) for planet, found in moons.items()]
    for pat in (Pat(Form.MATCH, [], ["a"], prompt="b"), Pat(Form.MATCH, [], ["b"], prompt="a")):
        tab = table(rows, pat)
        judge_seeds(tab)
        assert {4} == {len(item.prompts) for item in items_of(tab)}


def test_an_open_table_matches_nothing_but_puts_in_order() -> None:
    rows = [row(a=name, b=name.upper(), m=str(i)) for i, name in enumerate(("Io", "Europa", "Titan", "Luna"))]
    tab = table(rows, Pat(Form.MATCH, [], ["m"], prompt="a"), Pat(Form.ORDER, [], ["a"], measure="m"))
    tab.open = True
    judge_seeds(tab)
    assert {Form.ORDER: 4 * 20} == Counter(item.form for item in items_of(tab))


def test_numeric_options_of_a_compare_rise() -> None:
    rows = [row(a=year, m=count) for year, count in [("1991", "12"), ("1995", "15"), ("2004", "25"), ("2007", "27")]]
    judge_seeds(table(rows, Pat(Form.COMPARE, [], ["a"], measure="m")))


@pytest.mark.parametrize("form", [Form.PICK, Form.NOT, Form.CHOOSE_ALL])
def test_numeric_options_rise_where_the_column_holds_words_too(form: Form) -> None:
    rows = [row(a=number, b=group) for number, group in zip("123456", "xxxyyy", strict=True)]
    rows.append(row(a="unknown", b="z"))
    judge_seeds(table(rows, Pat(form, ["b"], ["a"])))


def test_options_of_decoys_that_differ_in_signs_have_their_own_ids() -> None:
    rows = [row(a="Python", b="snake"), row(a="Java", b="island")]
    tab = table(rows, Pat(Form.PICK, ["b"], ["a"]), a=cell("C", "C++", "C#"))
    judge_seeds(tab)
    for item in items_of(tab):
        assert len(item.options) == len({option.id for option in item.options})


def test_a_stem_shows_one_of_several_names_of_a_value() -> None:
    rows = [row(a="Mars", b=[Val("red"), Val("RED"), Val("rusty", ("red",))])]
    rows += [row(a=name, b=colour) for name, colour in [("Venus", "white"), ("Neptune", "blue"), ("Uranus", "cyan")]]
    judge_seeds(table(rows, Pat(Form.PICK, ["b"], ["a"])))


def test_duplicated_answers_are_not_distractors() -> None:
    """If two rows have the same stem, the other row's answer is right too, so it is never shown as wrong."""
    rows = [row(a=name, b="Council") for name in ("Michel", "Borrell")]
    rows += [row(a=name, b="Other") for name in ("Stoltenberg", "Rutte", "Kallas")]
    tab = table(rows, Pat(Form.PICK, ["b"], ["a"]))
    for item in items_of(tab):
        texts = {option.text for option in item.options}
        assert 1 == len(texts & {"Michel", "Borrell"}) or item.stem == "Q <b=Other>?"
    assert {"bank/t/r0", "bank/t/r1", "bank/t/r2", "bank/t/r3", "bank/t/r4"} == {item.fact for item in items_of(tab)}


@pytest.mark.parametrize("other", ["MICHEL", "  Michel", "Mi\u0063hel", "Michel "])
def test_a_variant_of_the_key_is_not_a_distractor(other: str) -> None:
    rows = [row(a="Michel", b="x"), row(a=other, b="y"), *(row(a=name, b=name) for name in ("Rutte", "Kallas", "Tusk"))]
    for item in items_of(table(rows, Pat(Form.PICK, ["b"], ["a"]))):
        assert 1 >= sum(option.text.strip().casefold() == "michel" for option in item.options)
        assert 4 == len(item.options)


def test_an_open_table_without_decoys_asks_nothing() -> None:
    rows = [row(a=name, b=name) for name in ("Io", "Europa", "Titan", "Luna", "Charon")]
    tab = table(rows, Pat(Form.PICK, ["b"], ["a"]), Pat(Form.CLAIM, ["b"], ["a"]), Pat(Form.CHOOSE_ALL, [], ["a"]))
    tab.open = True
    assert [] == items_of(tab)


def test_an_open_table_asks_with_decoys_only() -> None:
    rows = [row(a=name, b=name) for name in ("Io", "Europa", "Titan", "Luna", "Charon")]
    tab = table(rows, Pat(Form.PICK, ["b"], ["a"]), a=cell("Minerva", "Vulcan", "Theia", "Themis"))
    tab.open = True
    items = items_of(tab)
    assert 5 * 20 == len(items)
    assert {"Minerva", "Vulcan", "Theia", "Themis"} == {
        option.text for item in items for option in item.options if option.id not in item.keys
    }


@pytest.mark.parametrize(
    ("key", "near", "fewest"), [("0", "5", 0), ("2", "5", 0), ("-2", "5", None), ("1,000", "50", 0)]
)
def test_near_numbers_stay_near_and_are_not_negative_for_a_key_that_is_not(
    key: str, near: str, fewest: int | None
) -> None:
    tab = table([row(n=key, b="x")], Pat(Form.PICK, ["b"], ["n"], near=near))
    items = items_of(tab, seeds=60)
    assert 60 == len(items)
    values = {number_of(option.text) for item in items for option in item.options}
    assert max(abs(value - number_of(key)) for value in values) <= number_of(near)
    if fewest is None:
        assert min(values) < number_of(key)
    else:
        assert min(values) >= fewest
    assert len(values) > 4, "not the same numbers each time"


@pytest.mark.parametrize("sibling", [True, False])
def test_a_near_number_is_not_another_name_of_an_option(*, sibling: bool) -> None:
    other = Val("7", ("3", "4"))
    rows = [row(n="5", b="x"), row(n=[other] if sibling else "100", b="y")]
    judge_seeds(table(rows, Pat(Form.PICK, ["b"], ["n"], near="5"), n=[Val("8") if sibling else other]), seeds=60)


def test_near_numbers_are_written_as_the_key_is() -> None:
    items = items_of(table([row(n="1,500", b="x"), row(n="2.50", b="y")], Pat(Form.PICK, ["b"], ["n"], near="1")))
    texts = {option.text for item in items for option in item.options if item.fact == "bank/t/r1"}
    assert all(re.fullmatch(r"\d\.\d\d|1,500", text) for text in texts), texts


def test_facts_ask_the_same_items_as_the_whole_bank() -> None:
    rows = [row(a=name, b=name.upper(), m=str(i)) for i, name in enumerate(("Io", "Europa", "Titan", "Luna", "Charon"))]
    bank = bank_of(
        table(rows, Pat(Form.PICK, ["m"], ["a"]), Pat(Form.CLAIM, ["m"], ["a"]), Pat(Form.COMPARE, [], ["a"], {}, "m"))
    )
    whole = {item.id: item for _, _, item in bank_items(bank, "7") if isinstance(item, Item)}
    found = {}
    for fact in bank_facts(bank):
        for item_source in fact.item_sources:
            item = item_source.item(fact.row, "7", 0)
            assert isinstance(item, Item)
            assert fact.id == item.fact
            found[item.id] = item
    assert whole == found
