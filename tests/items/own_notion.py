"""What texts say and how typed ones are marked, by rules that share no code with the program.

Words are looked up in a table of texts that say the same; numbers are read by a pattern of a few lines.
"""

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import chain, product
from typing import NamedTuple

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

#: `ORACLE_BANKS=500` in the environment makes that many banks of each form; in the suite there are fewer.
SETTINGS = settings(
    max_examples=int(os.environ.get("ORACLE_BANKS", "60")),
    deadline=None,
    derandomize=True,
    # A failing bank is shown as it was drawn, because making it smaller takes minutes.
    phases=[Phase.explicit, Phase.generate],
    report_multiple_bugs=False,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)

# --- words --------------------------------------------------------------------------------------

#: Each word can be written in one or more ways. Texts of one way say the same, those of different ways may.
WORDS = (
    (("Lisbon", "LISBON", "lisbon.", "\uff2cisbon"),),
    (("the Pacific", "The  Pacific"), ("Pacific", "pacific")),
    (("co-op", "Co\u2011op"), ("coop",)),
    (("Stra\u00dfe", "STRASSE"),),
    (("Caf\u00e9", "Cafe\u0301"),),
    (("Cafe",),),
    (("r\u00e9sum\u00e9",),),
    (("resumes",),),
    (("U.S.",), ("US",)),
    (("St. Louis",), ("Saint Louis",)),
    (("seven days",), ("7 days",)),
    (("Iran",),),
    (("Iraq",),),
    (("Austria", "austria"),),
    (("Australia",),),
    (("meiosis",),),
    (("mitosis",),),
    (("affect",),),
    (("effect", "Effect."),),
    (("N\u00eemes",),),
    (("M\u00fcnchen", "M\u00dcNCHEN"),),
    (("der Hund",),),
    (("Hunde",),),
    (("l'eau", "l\u2019eau"),),
    (("\u201cyes\u201d", '"yes"'), ("yes",)),
    (("C",),),
    (("C++",),),
    (("C#",),),
    (("Los Angeles",),),
    (("New York",),),
    (("\u0152uvre", "oeuvre"),),
)
_WAYS = {text: (word, way) for word, ways in enumerate(WORDS) for way, texts in enumerate(ways) for text in texts}
TEXTS = st.sampled_from([*_WAYS])
_ARTICLES = ("the ", "a ", "an ", "der ", "die ", "das ", "l'")
_SIGNS = str.maketrans("\u2011\u2019\u201c\u201d", '-\'""')


def norm(text: str) -> str:
    """Return the form in which two words say the same."""
    folded = unicodedata.normalize("NFKC", text.translate(_SIGNS)).casefold().replace("\u0153", "oe")
    return " ".join(folded.split()).removesuffix(".")


def bare(text: str) -> set[str]:
    """Return a word without what costs nothing (such as an article), in each way to leave it out."""
    forms = {norm(text)}
    for _ in range(2):
        forms |= {form.removeprefix(article) for form in forms for article in _ARTICLES if form != article.strip()}
        forms |= {form.strip('"') for form in forms}
        forms |= {re.sub(r"(?<=[^\W\d])-(?=[^\W\d])", between, form) for form in forms for between in ("", " ")}
        forms |= {re.sub(r"(?<![^\W_])([^\W\d])\.", r"\1", form) for form in forms}
        forms |= {re.sub(r"^st\.? ", "saint ", form) for form in forms} | {
            form.replace("st. ", "st ") for form in forms
        }
        forms |= {re.sub(r"^seven ", "7 ", form) for form in forms}
        forms |= {unaccented(form) for form in forms} | {unaccented(form.replace("\u00fc", "ue")) for form in forms}
    return {re.sub(rf"^({'|'.join(_ARTICLES)})(?=.)", "", form) for form in forms}


def unaccented(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))


def slips(name: str, letters: str) -> Iterator[str]:
    """Yield the slips of a name: a letter more, less, changed, or two exchanged, in a word of five or more."""
    for word in re.finditer(r"[^\W\d_]{5,}", name):
        start, end = word.span()
        for i in range(start, end + 1):
            yield from (name[:i] + letter + name[i:] for letter in letters)
            if i < end:
                yield name[:i] + name[i + 1 :]
                yield from (name[:i] + letter + name[i + 1 :] for letter in letters)
            if i + 1 < end:
                yield name[:i] + name[i + 1] + name[i] + name[i + 2 :]


def is_edit(one: str, other: str) -> bool:
    """Return whether two texts differ by one letter, or by two that are exchanged."""
    while one and other and one[0] == other[0]:
        one, other = one[1:], other[1:]
    while one and other and one[-1] == other[-1]:
        one, other = one[:-1], other[:-1]
    return max(len(one), len(other)) < 2 or (len(one) == 2 and one == other[::-1])


# --- numbers ------------------------------------------------------------------------------------

#: Language code -> its decimal mark, and the thousands separators. Without a code only one reading may be left.
MARKS = {"en": (".", ","), "de": (",", "."), "fr": (",", " "), "": (".", "")}
_RAISED = str.maketrans("\u207b\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079", "-0123456789")


def _by(text: str, mark: str, between: str) -> Fraction | None:
    groups = rf"\d{{1,3}}(?:{re.escape(between)}\d{{3}})+|" if between else ""
    power = r"(?: \u00d7 10([\u207b\u2070\u00b9\u00b2\u00b3\u2074-\u2079]+))?"
    match = re.fullmatch(rf"([-\u2212]?)({groups}\d+)(?:{re.escape(mark)}(\d+))?{power}", text)
    if not match:
        return None
    decimals = match[3] or ""
    value = Fraction(int(re.sub(r"\D", "", match[2]) + decimals), 10 ** len(decimals))
    return (-value if match[1] else value) * Fraction(10) ** int((match[4] or "0").translate(_RAISED))


def number(text: str, language: str) -> Fraction | None:
    """Read a number as a language writes it, or by the other mark if there is no other way to read it."""
    text = " ".join(text.split()).removesuffix(".")
    if half := re.fullmatch(r"(-?\d{1,3})/(\d{1,3})", text):
        return Fraction(int(half[1]), int(half[2]))
    mark, between = MARKS[language]
    found = _by(text, mark, between or " ")
    other = _by(text, ",.".replace(mark, ""), mark) if found is None or not language else None
    return found if other is None or found == other else other if found is None else None


def decimal(value: Fraction, language: str, places: int = 0) -> str:
    """Write a number whose decimals end, with at least `places` of them and nothing between thousands."""
    while (value * 10**places).denominator > 1:
        places += 1
    whole, rest = divmod(abs(int(value * 10**places)), 10**places)
    sign = "-" if value < 0 else ""
    return f"{sign}{whole}{MARKS[language][0]}{rest:0{places}}" if places else f"{sign}{whole}"


def writings(value: Fraction, language: str) -> set[str]:
    """Return some ways to write a number that nobody could take for another one."""
    text = decimal(value, language)
    found = {text, f" {text} ", text.replace("-", "\u2212")}
    mark, between = MARKS[language]
    if mark in text and language:
        found |= {f"{text}0", text.replace(*MARKS["en" if mark == "," else "de"][0:1] * 2)}
    whole, point, decimals = text.partition(mark)
    if between and len(whole.removeprefix("-")) in (4, 5, 6):
        found.add(f"{whole[:-3]}{between}{whole[-3:]}{point}{decimals}")
    if value.denominator in (2, 4) and 0 < value < 1:
        found.add(f"{value}")
    return {text for text in found if number(text, language) == value}


# --- what is right ------------------------------------------------------------------------------


class Notion(NamedTuple):
    """How the texts of a question are compared."""

    language: str = "en"
    exact: bool = False

    def says(self, text: str) -> object:
        """Return a value that is equal for texts that say the same."""
        if self.exact:
            return unicodedata.normalize("NFC", text)
        value = number(text, self.language)
        return _WAYS[text] if value is None else value

    def thing(self, text: str) -> object:
        """Return a value that is equal for texts that may be the same."""
        found = self.says(text)
        return found[0] if isinstance(found, tuple) else found

    def things(self, texts: Iterable[str]) -> list[object]:
        return [self.thing(text) for text in texts]

    def repeats(self, texts: Sequence[str]) -> bool:
        """Return whether two of these texts say the same, which makes them an error as options."""
        return len({self.says(text) for text in texts}) < len(texts)


class Within(NamedTuple):
    """A tolerance: how far a number may be off, or by how many percent of the right one."""

    amount: Fraction
    is_share: bool = False

    def holds(self, typed: Fraction, right: Fraction) -> bool:
        return abs(typed - right) <= self.amount * (abs(right) / 100 if self.is_share else 1)

    def edges(self, right: Fraction) -> list[Fraction]:
        """Return numbers that are off by exactly what is allowed, by a little less and by a little more."""
        reach = self.amount * (abs(right) / 100 if self.is_share else 1)
        little = Fraction(1, 10**4)
        return [right + sign * (reach + more) for sign in (1, -1) for more in (-little, 0, little)]


def marked(typed: str, right: Sequence[str], wrong: Sequence[str], notion: Notion, within: Within | None = None) -> str:
    """Return `same`, `spelt`, `slip` or `wrong` for what was typed, as docs/bank-format.md says."""
    if notion.exact:
        return "same" if notion.says(typed.strip()) in map(notion.says, right) else "wrong"
    value = number(typed, notion.language)
    rights = [(number(text, notion.language), norm(text)) for text in right]
    if any(value == found if value is not None else norm(typed) == form for found, form in rights):
        return "same"
    if within and value is not None and any(found is not None and within.holds(value, found) for found, _ in rights):
        return "same"
    others = [text for text in wrong if norm(text) not in {form for _, form in rights}]
    if value is not None or norm(typed) in map(norm, others):
        return "wrong"
    return _nearly(typed, right, others)


def _nearly(typed: str, right: Iterable[str], others: Iterable[str]) -> str:
    """Mark a word that does not say the same as any value."""
    forms, rights, wrongs = bare(typed), set(chain(*map(bare, right))), set(chain(*map(bare, others)))
    if forms & rights:
        return "wrong" if forms & wrongs else "spelt"
    letters = "".join({char for char in "".join(forms) if char.isalpha()})
    if forms.isdisjoint(slip for one in rights for slip in slips(one, letters)):
        return "wrong"
    return "wrong" if any(is_edit(one, other) for one, other in product(forms, wrongs)) else "slip"
