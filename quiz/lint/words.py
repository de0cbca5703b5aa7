"""Texts as words: what rules look for in stems and options."""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from quiz.bank.model import Table
from quiz.bank.template import Template

__all__ = ["Terms", "Vocabulary", "is_english", "is_title", "plain_forms", "split_words", "terms", "unquoted", "words"]

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_HYPHENS = re.compile(r"(?<=[^\W\d_])[-‐‑](?=[^\W\d_])")
_LAST_POINT = re.compile(r"(?<=[^\W\d_]{2})\.$", re.MULTILINE)
_ARTICLE = re.compile(r"^(?:the|an?) (?=\S)", re.MULTILINE)
# A single quotation mark is one only where it is no apostrophe.
_QUOTATION = re.compile(r"""“[^”]*”|„[^“”]*[“”]|«[^»]*»|"[^"]*"|`[^`]*`|(?<!\w)['‘][^'’]*['’](?!\w)""")
_LONG = 4  # letters of a word that is written with a capital in a title
_SIGNS = str.maketrans(dict.fromkeys("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~‘’“”«»–—…¿¡", " "))
_NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_DIGITS = {word: str(i) for i, word in enumerate(_NUMBERS)}


def words(text: str) -> list[str]:
    """Return the words of a text, folded."""
    return _WORD.findall(text.casefold())


def split_words(text: str) -> set[str]:
    """Return the distinct words of a text, folded and cut at every sign. For long texts: fast rather than fine."""
    return set(text.casefold().translate(_SIGNS).split())


def unquoted(text: str) -> str:
    """Return a text without what stands in quotation marks: those are the words of others."""
    return _QUOTATION.sub("…", text)


def is_title(text: str) -> bool:
    """Tell whether a text looks like the title of a work: its long words, and two at least, have capitals."""
    found = text.split()
    capitals = [word[0].isupper() for word in found]
    return sum(capitals) > 1 and all(c for c, word in zip(capitals, found, strict=True) if len(word) >= _LONG)


def is_english(language: str) -> bool:
    """Tell whether a bank is in English: it says so, or does not say."""
    return language.casefold().startswith("en") or not language


def plain_forms(texts: Sequence[str], *, english: bool) -> list[str]:
    """Return the form of each text in which two that say the same are equal.

    That is without case, hyphens between letters, a full stop at the end, and in English
    without an article at the start and with the number for `zero` to `twelve`.
    """
    joined = "\n".join(texts).casefold().replace("’", "'")
    if not (joined.isascii() and "-" not in joined):
        joined = _HYPHENS.sub(" ", joined)
    if ".\n" in joined or joined.endswith("."):
        joined = _LAST_POINT.sub("", joined)
    if not english:
        return joined.split("\n")
    return [_DIGITS.get(form, form) for form in _ARTICLE.sub("", joined).split("\n")]


class Terms(NamedTuple):
    """Words or phrases to find in many texts at once."""

    parts: tuple[str, ...]
    pattern: "re.Pattern[str]"

    def among(self, texts: Sequence[str], joined: str) -> dict[str, str]:
        """Return each of `texts` that has one of the terms -> that term. `joined` is all of them in lower case.

        What is quoted in a text does not count.
        """
        if not any(part in joined for part in self.parts):  # a quick look that most often is enough
            return {}
        found = ((text, self.pattern.search(unquoted(text))) for text in texts)
        return {text: match.group() for text, match in found if match}


def terms(*listed: str) -> Terms:
    """Return terms that are found as whole words, in any case."""
    return Terms(listed, re.compile(rf"\b(?:{'|'.join(map(re.escape, listed))})\b", re.IGNORECASE))


class Vocabulary:
    """The words that the texts of a table's patterns may show, gathered once for each column."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self._columns: dict[str, AbstractSet[str]] = {}

    def of(self, template: Template) -> AbstractSet[str] | None:
        """Return all words that a template may show; None where values are glued to other letters.

        Numbers near a key, which no cell holds, are not among them.
        """
        before, after = template.texts[:-1], template.texts[1:]
        if any(text[-1:].isalnum() for text in before) or any(text[:1].isalnum() for text in after):
            return None
        if "" in template.texts[1:-1]:
            return None
        found = split_words(" ".join(template.texts))
        return found.union(*map(self._column, template.columns))

    def _column(self, name: str) -> AbstractSet[str]:
        if name not in self._columns:
            at = self.table.position(name)
            cells = dict.fromkeys([row.cells[at] for row in self.table.rows])
            texts = [value.text for cell in (*cells, self.table.decoys.get(name, ())) for value in cell]
            self._columns[name] = split_words("\n".join(texts))
        return self._columns[name]
