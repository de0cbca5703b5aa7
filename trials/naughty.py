"""Texts that programs stumble over, by class: what looks like a number, a keyword, markup, or an escape."""

from collections.abc import Callable, Sequence
from random import Random

__all__ = ["CLASSES", "SIGNS", "SPACES", "naughty"]

_WORDS = ("undefined", "null", "None", "NaN", "nil", "true", "False", "no", "Yes", "off", "~", "y", "=", "<<", "id")
_NUMBERS = ("0", "-0", "007", "0x1F", "1e400", "1_000", "1,000", "1.10", "12:30", ".5", "5.", "-1", "\u22121", "+1",
            "1/0", "Infinity", "-inf", "99999999999999999999999999999999999999", "0.00000000000000000000000000000001",
            "1 000", "1'000", "1\u202f000", "1,2,3", "2024-01-01", "29 February 1500", "1 BC", "AD 5", "May 2023",
            "10-20", "20 to 40", "\u0661\u0662\u0663", "\uff11\uff12", "\u00b2", "\u2460", "\u00bd", "\U0001d7d8",
            "1" * 5000, "2024-" + "1" * 4400 + "-01", "9" * 40, "9" * 41)  # fmt: skip
#: White space of every kind, and the punctuation of ASCII.
SPACES = " \n\t\r\x0b\x0c\x85\xa0\u2003\u2028\u3000"
SIGNS = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
_LETTERS = ("caf\u00e9", "stra\u00dfe", "\u0149", "\u0130stanbul", "\u0390", "\ufb03", "\u01c5", "\u65e5\u672c",
            "\ud55c\uad6d", "\u0646\u0647", "\u05e2\u05d1", "\u0939\u093f\u0928", "\u0e44\u0e17", "\u0b95\u0bcb",
            "\u1e9e", "\u2c62", "\U00010400", "\u16a0", "\u1680", "\u3000")  # fmt: skip
_EMOJI = ("\U0001f600", "\U0001f469\u200d\U0001f4bb", "\U0001f1e9\U0001f1ea", "\U0001f44d\U0001f3fd", "\u2764\ufe0f",
          "1\ufe0f\u20e3", "\U0001f3f4\U000e0067\U000e0062\U000e007f")  # fmt: skip
_HIDDEN = ("\u202e", "\u2066", "\u2069", "\u200b", "\u200d", "\u200c", "\u2060", "\ufeff", "\u00ad", "\u061c", "\u180e",
           "\u3164", "\u115f", "\uffa0", "\u034f", "\U000e0041", "\ufffe", "\uffff", "\U0001fffe", "\ue000", "\ufffd",
           "\x85", "\u2028", "\u2029", "\u00a0", "\u0600", "\u070f")  # fmt: skip
_CONTROLS = ("\x00", "\x07", "\x08", "\x0b", "\x1b[31m", "\x1b]0;x\x07", "\x7f", "\x9b31m", "\x9d", "\r", "\n", "\t")
_ESCAPED = ("\\e[2J", "\\x1b]52;c;eA==\\a", "\\0", "\\ud800", "\\uDFFF", "\\U0010FFFF", "\\U00110000", "\\x9b", "\\N",
            "\\_", "\\L", "\\P", "\\u202e", "\\q", "\\\\", "\\/", "\\ ")  # fmt: skip
_MARKUP = ("<script>alert(1)</script>", "<img src=x onerror=x>", "[/nope]", "[bold]", ":skull:", "&amp;", "]]>", "<!--",
           "'; DROP TABLE t; --", '" OR 1=1', "$(id)", "`id`", "{{7*7}}", "%s%n%x", "%(x)s", "${x}", "{0}", "{a.b}",
           "../../etc/passwd", "C:\\x", "CON", "file:///x", "::error::x", "%0A::error::x", "=1+1", "@x", "#x",
           "http://x/?a=b&c", "all of the above", "None of these", "never", "\u201cq", "\u00abq\u00bb")  # fmt: skip


def _signs(random: Random) -> str:
    return "".join(random.choices(SIGNS, k=random.randint(1, 12)))


def _marks(random: Random) -> str:
    marks = random.choices("\u0301\u0308\u0327\u0323\u20dd\u0489\u0e49\u05b0", k=random.choice((1, 3, 7, 60)))
    return random.choice("eao\u0438") + "".join(marks)


def _any(random: Random) -> str:
    top = random.choice((0x80, 0x800, 0x10000, 0x110000))
    return "".join(chr(random.randrange(top)) for _ in range(random.randint(1, 6)))


def _run(random: Random) -> str:
    return random.choice(
        ("a", " ", "-", "{", "}", "{a}", "'", '"', "\u00ab", "a ", "1", "\u00e9", "[")
    ) * random.choice((2, 9, 40, 300, 2000))


def _of(texts: Sequence[str]) -> Callable[[Random], str]:
    return lambda random: random.choice(texts)


#: Class -> the function that makes a text of it.
CLASSES: dict[str, Callable[[Random], str]] = {
    "words": _of(_WORDS),
    "numbers": _of(_NUMBERS),
    "signs": _signs,
    "letters": _of(_LETTERS),
    "emoji": _of(_EMOJI),
    "hidden": _of(_HIDDEN),
    "controls": _of(_CONTROLS),
    "escaped": _of(_ESCAPED),
    "markup": _of(_MARKUP),
    "marks": _marks,
    "any": _any,
    "runs": _run,
}
_MAKERS = tuple(CLASSES.values())


def naughty(random: Random) -> str:
    """Return a naughty text of any class, or a few of them in one."""
    if random.random() < 0.8:
        return random.choice(_MAKERS)(random)
    return random.choice(("", " ")).join(random.choice(_MAKERS)(random) for _ in range(random.randint(2, 4)))
