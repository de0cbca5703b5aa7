"""Banks that are made up from a seed: tables whose cells are hard to tell apart, asked in every form."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import Any

__all__ = ["made_up"]

#: What a column may be about -> cells: some say the same, some may be the same, and some only look the same.
_POOLS: Mapping[str, Sequence[str]] = {
    "names": (
        "the Pacific", "Pacific", "Pacific.", "PACIFIC", "U.S.", "US", "St. Louis", "Saint Louis", "co-op", "coop",
        "Co", "CO", "résumé", "resume", "Straße", "STRASSE", "œuvre", "oeuvre", "C", "C++", "C#", "a dog", "dogs",
        "the dog", "rock ’n’ roll", "rock 'n' roll", "one–two", "one-two", "Ångström", "A\u030angstro\u0308m",
        "ｆｕｌｌ", "full",
    ),
    "texts": (
        "x²", "x^2", "x2", "2x + 3", "2x+3", "7 days", "seven days", "8 days", "33 million", "33,000,000", "34 million",
        "09:00", "9 am", "9 pm", "21:00", "H₂O", "H2O", "5 %", "0.05", "yes", "no", "true", "null", "12:30", "3–1",
        "3:1", "twenty-one", "21", "first", "1st", "a first",
    ),
    "few": ("x", "y", "z"),
    "numbers": (
        "1000", "1,000", "1000.0", "1 000", "999", "1001", "1.5", "1½", "3/2", "1.50", "−5", "-5", "5", "0.5", "½", "2",
        "2.0", "1e3", "6.6 × 10⁻³⁴", "1,230.5", "12", "13", "14", "15",
    ),
    "either mark": ("1.233", "1233", "840", "1.094", "1094", "527", "2.000", "2000", "2"),
    "whole": ("1233", "840", "1094", "527", "2000", "2", "5"),
    "full days": ("3 April 2020", "4 March 2020", "12 November 2020", "11 December 2020", "1 May 2021", "2 June 2021"),
    "counts": ("1", "2", "3", "5", "8", "13", "21", "27", "28", "30", "32", "100"),
    "quantities": (
        "1 km", "1000 m", "999 m", "1.5 km", "1,500 m", "10 cm", "0.1 m", "2 km", "2–3 km", "2500 m", "3 km",
    ),
    "degrees": ("-5 °C", "−5 °C", "-5°C", "0 °C", "5 °C", "100 °C", "37.5 °C", "36–38 °C", "37 °C"),
    "prices": ("$5", "$5.00", "$4.99", "$1,000", "$999.50", "$10"),
    "dates": (
        "1969", "July 1969", "20 July 1969", "1969-07-20", "21 July 1969", "July 20, 1969", "August 1969", "1970",
        "c. 1970", "1966", "1960s", "1959", "1968?", "20. Juli 1969", "Sunday, 20 July 1969", "1975", "1980",
        "20th century", "1914",
    ),
    "old dates": (
        "44 BC", "43 BC", "AD 14", "14", "c. 753 BC", "750 BC", "5th century BC", "490 BC", "500 BC", "501 BC", "1 BC",
        "AD 1",
    ),
    "reigns": (
        "1914–1918", "1914-18", "1918–1939", "1901–1910", "1910–1936", "1936", "2022–present", "1952–2022", "1936–1952",
    ),
    "seasons": ("1905-06", "1906-07", "1910-11", "June 1905", "1906", "1905", "1910–1911", "1914-18", "1911", "1912"),
    "days": ("03/04/2020", "04/03/2020", "3 April 2020", "25/12/2020", "4 March 2020", "12/11/2020", "April 2020"),
    "codes": ("01067", "1067", "01069", "+49", "3.10", "3.9", "3.11", "3.1", "3.10.1"),
}  # fmt: skip
#: Other names for such cells; nothing says which of two values they name.
_EITHER: Mapping[str, Sequence[str]] = {
    "whole": ("2.000", "1.233", "1.094"),
    "full days": ("03/04/2020", "12/11/2020"),
}
_MEASURED = (
    "numbers",
    "counts",
    "counts",
    "quantities",
    "degrees",
    "prices",
    "dates",
    "old dates",
    "reigns",
    "seasons",
    "days",
    "either mark",
    "whole",
    "full days",
)  # in one line
_KINDS: Mapping[str, Sequence[str]] = {
    "either mark": ("decimal comma", "decimal point", "identifier", "text"),
    "counts": ("number", "identifier"),
    "days": ("day first", "month first", "text"),
    "dates": ("date", "text"),
    "seasons": ("two years", "year and month", "date", "text"),
    "reigns": ("two years", "date", "identifier"),
    "codes": ("identifier", "text"),
}
_FORMULAS = ("v*t", "v+t", "v-t", "v/t:2", "v^2", "sqrt(v*t):1", "v", "t", "2*v+t", "max(v,t)", "round(v/t,1)")
_COLUMNS = ("a", "b", "c", "d")


def made_up(name: str, random: Random) -> str:
    """Return the text of a bank with this id: a table with one pattern, or one question."""
    bank: dict[str, Any] = {"id": name, "title": name}
    if random.random() < 0.6:
        bank["language"] = random.choice(("en", "en", "de", "fr", "en-GB"))
    if random.random() < 0.85:
        bank["tables"] = {"t": _table(random)}
    else:
        bank["questions"] = {"q": random.choice(_WRITTEN)(random)}
    return json.dumps(bank, ensure_ascii=False, indent=1)


def _table(random: Random) -> dict[str, Any]:
    columns = _COLUMNS[: random.choice((2, 3, 3, 4))]
    about = {column: random.choice((*_POOLS, *_MEASURED)) for column in columns}
    pools = {column: _pool(name, random) for column, name in about.items()}
    asked = random.sample(columns, len(columns))
    measures = [column for column in columns if about[column] in _MEASURED] or columns
    pattern = _pattern(asked, random.choice(measures), random)
    single = [pattern.get(key) for key in ("most", "least", "order")]
    rows = [
        {
            column: _text(pool, random) if column in single else _cell(pool, _EITHER.get(about[column], pool), random)
            for column, pool in pools.items()
        }
        for _ in range(random.randint(4, 9))
    ]
    table: dict[str, Any] = {"columns": columns, "rows": _written_rows(rows, random), "questions": {"q": pattern}}
    if random.random() < 0.25:
        pattern["where"] = {column: _where(pools[column], random) for column in asked[-random.choice((1, 1, 2)) :]}
    if random.random() < 0.4:
        table["decoys"] = _decoys(columns, about, rows, pattern, random)
        if random.random() < 0.3:
            table["open"] = "true"
    if random.random() < 0.12:
        table["exact"] = [random.choice(columns)]
    if random.random() < 0.1:
        column = random.choice(columns)
        table["kinds"] = {column: random.choice(_KINDS.get(about[column], ("text",)))}
    return table


def _written_rows(rows: Sequence[Mapping[str, Any]], random: Random) -> Any:
    """Return rows with their names or in a list, each with its columns or as a list; one may be confused."""
    way = random.random()
    if way < 0.1:
        return [{f"r{i}": [*row.values()]} for i, row in enumerate(rows)]
    if way < 0.2:
        return {f"r{i}": [*row.values()] for i, row in enumerate(rows)}
    named: dict[str, dict[str, Any]] = {f"r{i}": {**row} for i, row in enumerate(rows)}
    if way < 0.4:
        column = random.choice([*rows[0]])
        named["r1"]["confuse"] = random.choice(("r0", {column: _text(_POOLS[random.choice(_MEASURED)], random)}))
    return named


def _where(pool: Sequence[str], random: Random) -> Any:
    return _text(pool, random) if random.random() < 0.7 else random.sample(pool, 2)


def _decoys(
    columns: Sequence[str],
    about: Mapping[str, str],
    rows: Sequence[Mapping[str, Any]],
    pattern: Mapping[str, Any],
    random: Random,
) -> dict[str, Any]:
    """Return some decoys of a column or of the pattern's phrase. Some that no row has may be true."""
    column = random.choice(columns)
    said = json.dumps([row[column] for row in rows])
    texts = [text for text in _POOLS[about[column]] if json.dumps(text) not in said]
    some = random.sample(texts, min(len(texts), random.choice((1, 2, 3))))
    answer = pattern.get("answer", "")
    if "{" in answer and random.random() < 0.5:
        return {"q": [re.sub(r"\{.*?\}", text, answer) for text in some]}
    return {column: [{"value": text, "also": [f"not {text}"]} if random.random() < 0.1 else text for text in some]}


def _pool(name: str, random: Random) -> Sequence[str]:
    """Return some texts of a pool; they are more likely to make a column of one kind than all of them together."""
    return random.sample(_POOLS[name], min(len(_POOLS[name]), random.choice((3, 5, 7, 9, 40))))


def _text(pool: Sequence[str], random: Random) -> str:
    return random.choice(pool)


def _cell(pool: Sequence[str], names: Sequence[str], random: Random) -> Any:
    way = random.random()
    if way < 0.03:
        return []
    if way < 0.1:
        return [_text(pool, random) for _ in range(2)]
    if way < 0.18:
        return {"value": _text(pool, random), "also": [_text(names, random)]}
    return _text(pool, random)


def _pattern(asked: Sequence[str], measure: str, random: Random) -> dict[str, Any]:
    answer, shown, *_ = asked
    if measure == answer and random.random() < 0.9:
        answer, shown = shown, answer
    form: dict[str, str] = random.choice(
        (
            {}, {}, {}, {"except": "true"}, {"choose": "all"}, {"choose": "all"}, {"most": measure}, {"least": measure},
            {"order": measure}, {"order": measure, "descending": "true"}, {"match": shown}, {"typed": "true"},
            {"near": random.choice(("1", "5", "0.5", "400"))}, {"swap": answer},
        )
    )  # fmt: skip
    exact = {"exact": "true"} if random.random() < 0.05 else {}
    if "swap" in form:
        return {"claim": f"{{{answer}}} goes with {{{shown}}}.", **form, **exact}
    is_of_many = any(key in form for key in ("most", "least", "order", "match")) and random.random() < 0.9
    ask = "Which of these?" if is_of_many or random.random() < 0.1 else f"What about {{{shown}}}?"
    if len(asked) > 3 and not is_of_many and random.random() < 0.5:
        ask += f" And {{{asked[2]}}}?"
    said = random.choice((answer, answer, answer, f"{{{answer}}} of {{{asked[-1]}}}", f"the {{{answer}}} here"))
    return {"ask": ask, "answer": said, **form, **exact}


def _pick(random: Random) -> dict[str, Any]:
    pool = random.choice(tuple(_POOLS))
    texts = random.sample(_POOLS[pool], min(len(_POOLS[pool]), 6))
    many = random.random() < 0.3
    keys = {"ask": "Which?", "answer": texts[:2] if many else texts[0], "wrong": texts[2:5]}
    if random.random() < 0.3:
        keys["pinned"] = texts[5:]
    return keys | ({"choose": "all"} if many else {}) | ({"exact": "true"} if random.random() < 0.2 else {})


def _typed(random: Random) -> dict[str, Any]:
    texts = random.sample(_POOLS[random.choice(tuple(_POOLS))], 3)
    return {"ask": "Which?", "answer": texts[:2], "also": texts[2:], "typed": "true"}


def _ordered(random: Random) -> dict[str, Any]:
    return {"ask": "In order?", "order": random.sample(_POOLS["names"], random.randint(3, 10))}


def _matched(random: Random) -> dict[str, Any]:
    one, other = random.sample(tuple(_POOLS), 2)
    pairs = {_text(_POOLS[one], random): _text(_POOLS[other], random) for _ in range(random.randint(3, 10))}
    return {"ask": "Match?", "match": pairs, "wrong": [_text(_POOLS[other], random)]}


def _gaps(random: Random) -> dict[str, Any]:
    pool = random.choice(tuple(_POOLS))
    texts = random.sample(_POOLS[pool], 3)
    return {"gaps": "One {b}, two {d}.", "answers": {"b": texts[0], "d": {"answer": texts[0], "wrong": texts[1:]}}}


def _computed(random: Random) -> dict[str, Any]:
    some = random.sample(_FORMULAS, 4)
    words = random.choice((" m", "", " apples"))
    answer, *wrong = (f"{{{formula}}}{words}" for formula in some)
    values = {"v": f"{random.randint(1, 4)}..{random.randint(6, 20)}", "t": random.sample(range(2, 9), 3)}
    ask = random.choice(("How much is {v} with {t}?", "With {t}: how much is {v}, or {v+t}?"))
    return {"ask": ask, "answer": answer, "wrong": wrong, "values": values}


def _claimed(random: Random) -> dict[str, Any]:
    return {"claim": "It is so.", "is": random.choice(("true", "false"))}


#: Ways to write a question out, the usual one more often.
_WRITTEN: Sequence[Callable[[Random], dict[str, Any]]] = [_pick] * 3 + [
    _typed,
    _ordered,
    _matched,
    _gaps,
    _computed,
    _claimed,
]
