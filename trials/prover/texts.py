"""The forms in which texts are compared: one for what says the same, and looser ones for what may be the same."""

import re
import unicodedata
from functools import cache

__all__ = ["canonical", "loose"]

_SHAPES = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−⁃﹣－", "-"),
        **dict.fromkeys("‘’‚‛′ʼ`´", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict(zip("₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎", "0123456789+-=()", strict=True)),
        **{chr(0xFF01 + i): chr(0x21 + i) for i in range(94)},
        "…": "...",
        "œ": "oe",
        "Œ": "oe",
        "æ": "ae",
        "Æ": "ae",
        "ĳ": "ij",
        "Ĳ": "ij",
        "ﬀ": "ff",
        "ﬁ": "fi",
        "ﬂ": "fl",
        "ﬃ": "ffi",
        "ﬄ": "ffl",
    }
)
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ONES = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen"""
_NUMBERS = {word: number for number, word in enumerate(_ONES.split())}
_NUMBERS |= {ten: 10 * number for number, ten in enumerate(_TENS.split(), start=2)}
_NUMBERS |= {f"{t}-{o}": _NUMBERS[t] + _NUMBERS[o] for t in _TENS.split() for o in _ONES.split()[1:10]}
_LARGE = {"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}


@cache
def canonical(text: str) -> str:
    """Return the form that two texts share if they differ in nothing that matters."""
    seen = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cf", "Cc"))
    text = unicodedata.normalize("NFC", seen).translate(_SHAPES).casefold()
    text = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)
    return " ".join(text.split()).removesuffix(".").rstrip()


@cache
def loose(text: str, is_literal: bool) -> tuple[str, str]:
    """Return forms that texts share if they may be the same: with the article, and without it.

    In a column of texts or identifiers digits are letters like any others.
    """
    text = canonical(text)
    text = re.sub(r"[⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺]+", lambda found: "^" + found[0].translate(_RAISED), text)
    text = re.sub(r"\b(\d{1,2})(?::(\d\d))?\s*([ap])\.?m\b", _time, text)
    text = re.sub(r"\bst\b\.?(?=\s)", "saint", text)
    if not is_literal:
        text = re.sub(r"(?<=\d)[, ](?=\d{3}\b)", "", text)
        text = re.sub(r"[a-z]+(?:-[a-z]+)?", lambda found: str(_NUMBERS.get(found[0], found[0])), text)
        text = re.sub(rf"(\d+(?:\.\d+)?) ({'|'.join(_LARGE)})\b", lambda f: f"{float(f[1]) * _LARGE[f[2]]:.0f}", text)
        text = re.sub(r"\s*([-+=<>/*×÷·])\s*", r"\1", text)
    return _tight(text), _tight(re.sub(r"^(?:the|an?)\s+", "", text))


def _time(found: re.Match[str]) -> str:
    hour = int(found[1]) % 12 + 12 * (found[3] == "p")
    return f"{hour:02}:{found[2] or '00'}"


def _tight(text: str) -> str:
    """Return a text without hyphens between letters, and without full stops except between digits."""
    return re.sub(r"(?<!\d)\.\s*|\.(?!\d)\s*|(?<=[^\W\d])-(?=[^\W\d])", "", text)
