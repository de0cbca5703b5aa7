"""Files for the fuzzer, each from its number alone: mutated banks, made-up banks, and YAML of every kind."""

import re
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from random import Random

from quiz.bank.format import QUESTION, TABLE
from quiz.items.decoding import FORMAT
from trials.naughty import SIGNS, SPACES, naughty

__all__ = ["KINDS", "made"]

_ROW = re.compile(r" {4,}[\w-]+: \{.*\}$")  # a row, or a short pattern, in a line of its own
_BANKS = Path(__file__).resolve().parent.parent / "question_banks"


def made(seed: int, number: int) -> tuple[str, bytes]:
    """Return the kind and the bytes of an input: the same for the same seed and number."""
    random = Random(f"{seed}/{number}")  # for trials
    kind = random.choices(_KINDS, _WEIGHTS)[0]
    data = KINDS[kind][1](random).encode("utf-8", "surrogatepass")
    if random.random() < 0.02:
        data = _broken_bytes(data, random)
    return kind, data


# Banks that ship, cut small and changed


@cache
def _shipped() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(path.read_text("utf-8").split("\n")) for path in sorted(_BANKS.glob("*/*.yaml")))


def _mutated(random: Random) -> str:
    lines = list(random.choice(_shipped()))
    for at in sorted(random.sample(range(len(lines)), len(lines) * 3 // 4), reverse=True):
        if _ROW.match(lines[at]) and "ask" not in lines[at]:
            del lines[at]
    for _ in range(random.choice((0, 1, 1, 1, 2, 8))):
        random.choice(_CHANGES)(lines, random)
    return "\n".join(lines)


def _delete(lines: list[str], random: Random) -> None:
    if len(lines) > 1:
        del lines[random.randrange(len(lines))]


def _double(lines: list[str], random: Random) -> None:
    at = random.randrange(len(lines))
    lines[at:at] = [lines[at]] * random.choice((1, 1, 1, 20))


def _swap(lines: list[str], random: Random) -> None:
    one, other = random.randrange(len(lines)), random.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]


def _indent(lines: list[str], random: Random) -> None:
    at = random.randrange(len(lines))
    lines[at] = random.choice((" ", "  ", "\t", "- ", "? ", "# ", "  - ")) + lines[at]


def _dedent(lines: list[str], random: Random) -> None:
    at = random.randrange(len(lines))
    lines[at] = lines[at].lstrip()


def _insert(lines: list[str], random: Random) -> None:
    at = random.randrange(len(lines))
    line = lines[at]
    to = random.randint(0, len(line))
    lines[at] = line[:to] + naughty(random) + line[random.choice((to, to, to + 1, len(line))) :]


def _cut(lines: list[str], random: Random) -> None:
    at = random.randrange(len(lines))
    lines[at] = lines[at][: random.randint(0, len(lines[at]))]


def _value(lines: list[str], random: Random) -> None:
    at = random.randrange(len(lines))
    key, colon, _ = lines[at].partition(": ")
    if colon:
        lines[at] = f"{key}: {_typed(naughty(random), random)}"


def _key(lines: list[str], random: Random) -> None:
    at = random.randrange(len(lines))
    indent = lines[at][: len(lines[at]) - len(lines[at].lstrip())]
    key = random.choice(random.choice((FORMAT.pattern, QUESTION, TABLE)).keys)
    lines.insert(at, f"{indent}{key.name}: {key.example}")


def _splice(lines: list[str], random: Random) -> None:
    other = random.choice(_shipped())
    at, start = random.randrange(len(lines)), random.randrange(len(other))
    lines[at:at] = other[start : start + random.randint(1, 6)]


_CHANGES: Sequence[Callable[[list[str], Random], None]] = (
    _delete, _double, _swap, _indent, _dedent, _insert, _insert, _cut, _value, _value, _key, _splice,
)  # fmt: skip


def _broken_bytes(data: bytes, random: Random) -> bytes:
    broken = bytearray(data)
    for _ in range(random.choice((1, 1, 3))):
        at = random.randint(0, len(broken))
        broken[at : at + random.choice((0, 1))] = random.choice(
            (b"\xff", b"\xc0\x80", b"\xed\xa0\x80", b"\x00", b"\xe2")
        )
    return random.choice((b"", b"", b"\xef\xbb\xbf", b"\xff\xfe")) + bytes(broken)


# Banks that are made up: every key and form, with ordinary and naughty cells


_COLUMNS = ("a", "b", "c", "d")


def _bank(random: Random) -> str:
    lines = [f"id: {_typed(naughty(random), random) if random.random() < 0.02 else 'x'}"]
    for name in ("title", "language", "as_of", "topic", "source", "allow", "format"):
        if random.random() < 0.15:
            value = {"allow": "[Q104, G301]", "format": "1", "language": "en"}.get(
                name, _typed(naughty(random), random)
            )
            lines.append(f"{name}: {value}")
    if random.random() < 0.9:
        lines += ["tables:", *(line for nth in range(random.choice((1, 1, 2))) for line in _table(nth, random))]
    if random.random() < 0.4:
        lines += ["questions:", *(_written(nth, random) for nth in range(random.randint(1, 3)))]
    return "\n".join(lines) + "\n"


def _table(nth: int, random: Random) -> list[str]:
    columns = _COLUMNS[: random.choice((1, 2, 2, 3, 3, 4))]
    kinds = [random.choice(("name", "name", "number", "number", "date", "few", "list", "naughty")) for _ in columns]
    lines = [f"  t{nth}:"]
    if random.random() < 0.05:
        lines.append(f"    open: {random.choice(('true', 'no', 'x'))}")
    lines.append("    rows:")
    for row in range(random.choice((1, 2, 3, 4, 5, 6, 8))):
        cells = [f"{name}: {_cell(kind, row, random)}" for name, kind in zip(columns, kinds, strict=True)]
        if random.random() < 0.03:
            cells.append(f"confuse: {random.choice(('r1', 'r0', '{a: z}', '{b: [z, zz]}'))}")
        lines.append(f"      r{row}: {{{', '.join(cells)}}}")
    if random.random() < 0.2:
        decoys = ", ".join(_cell(random.choice(kinds), 90 + i, random) for i in range(random.randint(1, 3)))
        lines.append(f"    decoys: {{{random.choice(columns)}: [{decoys}]}}")
    lines.append("    questions:")
    return lines + [f"      q{i}: {{{_pattern(columns, kinds, random)}}}" for i in range(random.choice((1, 1, 2, 3)))]


def _cell(kind: str, row: int, random: Random) -> str:
    if random.random() < 0.03:
        kind = random.choice(("naughty", "naughty", "none", "also", "list"))
    if kind == "number":
        return random.choice((str(row), str(row * 7 % 5), f"{row}.5", f"'{row},000'", f"-{row}", str(10**row)))
    if kind == "date":
        return random.choice(
            (f"19{row:02}", f"{row + 1} May 1969", f"2020-01-{row + 1:02}", f"{row + 3} BC", f"May 19{row:02}")
        )
    if kind == "few":
        return random.choice(("x", "y"))
    if kind == "list":
        return f"[{', '.join(_cell('few', row, random) for _ in range(random.randint(0, 3)))}]"
    if kind == "also":
        return f"{{value: v{row}, also: [{random.choice(('w', f'v{row - 1}', 'x'))}]}}"
    if kind == "none":
        return "[]"
    return _typed(naughty(random), random) if kind == "naughty" else f"{random.choice(('the ', 'an ', '', ''))}v{row}"


def _pattern(columns: Sequence[str], kinds: Sequence[str], random: Random) -> str:
    answer = random.choice(columns)
    careful = random.random() < 0.9
    others = [name for name in columns if name != answer] if careful and len(columns) > 1 else columns
    ranked = [name for name, kind in zip(columns, kinds, strict=True) if kind in ("number", "date")]

    def column() -> str:
        return random.choice(others) if random.random() < 0.995 else random.choice(("z", "", "confuse"))

    def text() -> str:
        words = ("Which", "of", "not", "is", "the", "never", "{" + column() + "}", "{" + column() + "}", _said(random))
        return _quoted(" ".join(random.choices(words, k=random.randint(2, 6))))

    shown = random.choice((answer, answer, answer, f'"{{{answer}}} of {{{column()}}}"', f'"the {{{answer}}}"'))
    near = random.choice(("1", "5", "0.1", "0.00000000000000000000000000001", "99999999999999999999", "1e3"))
    measure = random.choice(ranked if ranked and careful else columns)
    where = f"where: {{{column()}: {random.choice(('x', '[x, y]', 'v1', '1'))}}}"
    forms = ("", "", f"near: {near}", f"most: {measure}", f"least: {measure}", f"order: {measure}", f"match: {column()}",  # noqa: E501 # one input, in one piece
             "except: true", "choose: all", f"order: {measure}, descending: true", "typed: true",
             f"typed: true, within: {near}", "typed: true, within: 5 %")  # fmt: skip
    keys = [f"ask: {text()}", f"answer: {shown}", random.choice(forms)]
    if random.random() < 0.15:
        keys = [f'claim: "{{{answer}}} is {{{column()}}}"', f"swap: {answer}"]
    if not careful:
        keys.append(random.choice(forms))
    if random.random() < 0.1:
        keys.append(where)
    for name in ("why", "hint"):
        if random.random() < 0.2:
            keys.append(f"{name}: {text()}")
    return ", ".join(filter(None, keys))


def _written(nth: int, random: Random) -> str:
    def option(i: int) -> str:
        return _cell(random.choice(("name", "number", "naughty", "date")), i, random)

    keys = [f"ask: {_typed(naughty(random), random)}", f"answer: {option(0)}"]
    keys.append(f"wrong: [{', '.join(option(i + 1) for i in range(random.choice((1, 2, 2, 3, 3, 4, 5))))}]")
    if random.random() < 0.25:
        keys = _in_another_form(keys[0], option, random)
    elif random.random() < 0.2:
        keys.append(f"pinned: [{option(9)}]")
    if random.random() < 0.1:
        keys.append("choose: all")
    return f"  w{nth}: {{{', '.join(keys)}}}"


def _in_another_form(ask: str, option: Callable[[int], str], random: Random) -> list[str]:
    """Return the keys of a written-out question in which nothing is picked, or which is computed."""
    some = [option(i) for i in range(random.choice((1, 3, 3, 4, 4, 12)))]
    pieces = ("v", "t", "w", "1", "0.5", "+", "-", "*", "/", "^", "(", ")", "sqrt(", "pi", ":2", " ", "__class__", ".")
    sums = ["{" + "".join(random.choices(pieces, k=random.choice((1, 3, 3, 5, 9)))) + "}" for _ in range(4)]
    sums = [one if random.random() < 0.1 else random.choice(("{v*t}", "{v+t:1}", "{v/t} m", "{v}")) for one in sums]
    texts = [_quoted(one) for one in sums]
    good = ("{v: 1..5, t: [2, 3]}", "{v: [0.5, 2, 7], t: 1..20}")
    values = random.choice((*good, *good, *good, "{v: -3..3, t: 1..2}", "{v: 1..99999}", "{t: [x]}"))
    return random.choice(
        (
            [ask.replace("ask", "claim", 1), f"is: {random.choice(('true', 'true', 'false', 'no', 'perhaps'))}"],
            [ask, f"order: [{', '.join(some)}]"],
            [ask, f"match: {{{', '.join(f'{one}: {option(i + 20)}' for i, one in enumerate(some))}}}", "wrong: [x]"],
            [ask, f"answer: {some[0]}", "typed: true", f"also: [{', '.join(some[1:])}]"],
            [ask, f"answer: {some[0]}", "typed: true", f"within: {random.choice(('5', '5 %', '0', 'x'))}"],
            [_quoted("gaps") + ": " + _quoted("a {b} c {d}"), f"answers: {{b: {some[0]}, d: [{', '.join(some)}]}}"],
            [ask, f"answer: {texts[0]}", f"wrong: [{', '.join(texts[1:])}]", f"values: {values}"],
        )
    )


def _said(random: Random) -> str:
    """Return a naughty text for a question, mostly without braces."""
    text = naughty(random)
    return text if random.random() < 0.1 else text.replace("{", "(").replace("}", ")")


def _quoted(text: str) -> str:
    text = text.replace("\\", "\\\\").replace('"', '\\"')
    return (
        '"'
        + "".join(char if char.isprintable() or ord(char) > 0xFFFF else f"\\u{ord(char):04x}" for char in text)
        + '"'
    )


def _typed(text: str, random: Random) -> str:
    """Return how a text may be typed: in one of the quotes or in none, with or without care."""
    way = random.random()
    if way < 0.95 or not text.isprintable():
        return _quoted(text)
    if way < 0.97:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"' if way < 0.985 else text


# YAML of every kind, for the classes that test suites of YAML have


_PIECES: Sequence[str] = (
    "key: value", "- item", "? complex\n: value", "? [a, b]\n: {c: d}", "&anchor a", "*anchor", "!tag a", "!!str a",
    "!<tag:x,2000:y> a", "%YAML 1.2\n---", "%TAG ! x:", "---", "...", "--- |\n text", "<<: *a", "# comment",
    "|\n  literal\n   more", ">\n  folded\n\n  text", "|+2\n  kept\n\n", ">-\n  stripped", "|0\n x", "|-#c\n x",
    "'single ''quoted'''", '"double \\"quoted\\""', '"\\x41\\u263A\\U0001F600\\n"', '"folded\n  over\n\n  lines"',
    "'a\n  b'", "[a, b, c]", "[a, [b, [c]], {d: e}]", "{a: b, c: }", "{a, b: c}", "[a: b, ? c : d]", "{? a}", "[,]",
    "[a,,b]", "{:a}", "{a:b}", "{'a':b}", '{"a":b}', "[?]", "[-]", "- - - a", "-\n  - a\n  -\n    b", "a:\n- b\n- c",
    "a: b: c", "a:b", "a :b", " a: b", "\ta: b", "a:\tb", "a: 'b", 'a: "b', "a: [b", "a: {b", "a: b]", "@a", "`a",
    "%a", ": a", "? a", "-", "?", ":", "''", '""', "[]", "{}", "|", ">", "a: |\n b\nc: >\n d", "a: # c\n  b",
    "a: b #c", "a#b: c", "a: b\r\nc: d\r", "\ufeffa: b", "a: b\u2028c: d", "a: b\x85c: d", "\u65e5\u672c: \u8a9e",
    "plain\n  over\n  lines: a", "1: 2", "~: ~", "null: null", "? |\n  block key\n: a", "? - a\n: - b", "!!map {a: b}",
    "a: &x\n  b: *x", "- &a !t b", "a: - b", "- a\n b", "a:\n    b: c\n  d: e", "a: b\na: c", "[\na,\nb\n]", "[\na\n,b]",  # noqa: E501 # one input, in one piece
    "a: 'x' y", 'a: "x" "y"', "a: [x] y", "- [a]: b", "{a: [b, {c: d}]}: e", "=: a", "a: >#x\n b", "a: b ? c", "[a? b]",
)  # fmt: skip


def _yaml(random: Random) -> str:
    parts = []
    for _ in range(random.choice((1, 1, 2, 3, 6))):
        piece = random.choice(_PIECES)
        if random.random() < 0.2:
            at = random.randint(0, len(piece))
            piece = piece[:at] + naughty(random) + piece[at:]
        if random.random() < 0.3:
            indent = " " * random.choice((1, 2, 4))
            piece = random.choice(("a:\n", "- ", "")) + indent + piece.replace("\n", "\n" + indent)
        parts.append(piece)
    return random.choice(("\n", "\n", "\n", " ", "", "\r\n")).join(parts) + random.choice(("\n", ""))


def _nested(random: Random) -> str:
    opening = random.choice(("[", "{", "{a: ", "[[", "- ", "? ", "a: [", "[{"))
    deep = opening * random.choice((3, 15, 16, 17, 40, 1100))
    return deep + naughty(random) + random.choice(("", "]", "]" * 40))


def _in_bank(random: Random) -> str:
    piece = random.choice(_PIECES).replace("\n", "\n    ")
    return random.choice(
        (
            f"id: x\nquestions:\n  q:\n    ask: {piece}\n    answer: a\n    wrong: [b, c, d]\n",
            f"id: x\nquestions:\n  q: {{ask: Which?, answer: a, wrong: [b, {piece}, c]}}\n",
            f"id: x\ntables:\n  t:\n    rows: {piece}\n    questions: {{q: {{ask: '{{a}}?', answer: b}}}}\n",
            f"id: x\ntables:\n  t: {{rows: {{r: {{a: b, c: {piece}}}, s: {{a: d, c: e}}}}}}\n",
        )
    )


#: Where a run may be: in each kind of text that YAML has, and between them.
_AROUND: Sequence[str] = (
    "RUN", "a: RUNb", "a: bRUN: c", "a: [bRUNc]", "a: [bRUN? c]", "a: {b: c,RUNd: e}", "a: {? bRUN}", "- RUNa",
    "# RUN\na: b",
    "a: 'bRUN'", 'a: "bRUN', "a: |\n  bRUN", "a: >\n  RUNb", "a: b\nRUNc: d: e",
    "id: x\nquestions:\n  q: {ask: bRUN?, answer: a, wrong: [b, c, d]}\n",
    "id: x\nquestions:\n  q: {ask: 'bRUN', answer: '1RUN', wrong: ['2RUN', c, d]}\n",
)  # fmt: skip


def _runs(random: Random) -> str:
    """A long run of one kind of white space or punctuation, or of a few mixed, which is slow to go through twice."""
    unit = "".join(random.choice(random.choice((SPACES, SIGNS))) for _ in range(random.choice((1, 1, 2, 3))))
    size = random.choice((500, 7_900, 20_000))  # the second is as long as a text may be
    return random.choice(_AROUND).replace("RUN", (unit * size)[:size])


#: Kind -> how many of a hundred inputs are of that kind, and what makes one.
KINDS: dict[str, tuple[int, Callable[[Random], str]]] = {
    "mutated": (30, _mutated),
    "bank": (45, _bank),
    "yaml": (14, _yaml),
    "yaml in a bank": (8, _in_bank),
    "nested": (1, _nested),
    "runs": (1, _runs),
    "naughty": (2, naughty),
}
_KINDS = tuple(KINDS)
_WEIGHTS = tuple(weight for weight, _ in KINDS.values())
