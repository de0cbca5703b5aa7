"""Texts as words: what rules look for in stems and options."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain
from string import punctuation
from typing import NamedTuple
from unicodedata import category

from quiz.bank.model import Table
from quiz.bank.template import Template
from quiz.text import sentences
from quiz.values.numerals import Number
from quiz.values.readings import ColumnKind, ColumnReading, value_of
from quiz.values.relations import canonical_all
from quiz.values.signs import plain
from quiz.values.spans import ValueSpan

_HYPHENS = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")
_ARTICLE = re.compile(r"^(?:the|an?) (?=\S)", re.MULTILINE)
_ARTICLE_NO_A = re.compile(r"^(?:the|an) (?=\S)", re.MULTILINE)
_OTHER_LETTER = re.compile(r"(?:[B-HJ-Z]|AB) ")
# A single quotation mark counts only if it is not an apostrophe.
_QUOTATION = re.compile(
    r"""“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»|"[^"]*"|`[^`]*`|(?<!\w)['‘](?:[^'‘’]|(?<=\w)['’](?=\w))*['’](?!\w)"""
)
_QUOTE = re.compile("[\"“„«`'‘]")
_TAKES_AN = re.compile(
    r"(?!uni[^mn]|use|usu|eu|ewe|one\b|once\b)[aeiou]|hour|honest|hono|heir|8|11\b|18\b|[FHLMNRSX]\b"
)
_LONG = 4  # letters that a word with a capital in a title has at least
_SIGNS = str.maketrans(dict.fromkeys(punctuation, " "))
_OF_WORDS = "LMN"  # letters, marks and numbers, as categories of Unicode
_NUMBERS_ALONE = ColumnReading(ColumnKind.NUMBER)

Words = tuple[str, ...]  # of a text


def word_set(text: str) -> frozenset[str]:
    """Return the words that a text lists, with spaces between them."""
    return frozenset(text.split())


def one_of(text: str) -> str:
    """Return a regular expression for any of the words that a text lists, with spaces between them."""
    return f"(?:{'|'.join(text.split())})"


def split_each(texts: Sequence[str]) -> list[list[str]]:
    """Return the words of each text, normalized and split at every sign."""
    joined = "\n".join(texts).casefold()
    if joined.count("\n") >= len(texts):  # some have lines
        joined = "\n".join(text.replace("\n", " ") for text in texts).casefold()
    if joined.isascii():
        joined = joined.translate(_SIGNS)
    else:  # in this case `translate` is slow, and there are more signs
        for sign in set(joined) - {"\n", " "}:
            if category(sign)[0] not in _OF_WORDS:
                joined = joined.replace(sign, " ")
    return list(map(str.split, joined.split("\n"))) if texts else []


def split_words(texts: Sequence[str]) -> set[str]:
    """Return the distinct words of texts, as `split_each` finds them."""
    return set(chain.from_iterable(split_each(texts)))


def as_typed(word: str, text: str) -> str:
    """Return a word that `split_each` found in a text, as it is typed there."""
    typed = re.search(rf"\b{re.escape(word)}\b", text, re.IGNORECASE)
    return typed.group() if typed else word


def unquoted(text: str) -> str:
    """Return a text without what is in quotation marks, because those are the words of others."""
    return _QUOTATION.sub("…", text) if _QUOTE.search(text) else text


def question_in(stem: str) -> str:
    """Return the sentences of a stem that ask: those with a question mark, or the last one, without the story before.

    What is quoted in them is left out.
    """
    found = sentences(" ".join(unquoted(stem).split()))
    return " ".join([sentence for sentence in found if "?" in sentence] or found[-1:])


def is_title(text: str) -> bool:
    """Return whether a text looks like the title of a work: it has at least two long words, all with capitals."""
    found = text.split()
    capitals = [word[0].isupper() for word in found]
    return sum(capitals) > 1 and all(c for c, word in zip(capitals, found, strict=True) if len(word) >= _LONG)


def takes_an(text: str) -> bool:
    """Return whether an English text is used with `an`: by how it sounds, as in `an hour` and `a university`."""
    return bool(_TAKES_AN.match(text[:1].lower() + text[1:]))


def number_in(text: str) -> Number | None:
    """Return the number that a text is, or None; the decimal mark is a point if both would do."""
    found = None if text[:1].isalpha() else value_of(plain(text), _NUMBERS_ALONE)
    return None if isinstance(found, ValueSpan) else found


def bare_forms(texts: Sequence[str], *, english: bool) -> list[str]:
    """Return the canonical form of each text as words: without hyphens between them, in English without an article.

    An `A` next to other letters, as in `A minor` and `C minor`, is not an article.
    """
    articles = _ARTICLE_NO_A if any(map(_OTHER_LETTER.match, texts)) else _ARTICLE
    joined = "\n".join(form.replace("\n", " ") for form in canonical_all(texts))
    if "-" in joined:
        joined = _HYPHENS.sub(" ", joined)
    if english and any(f"\n{article} " in f"\n{joined}" for article in ("the", "a", "an")):
        joined = articles.sub("", joined)
    return joined.split("\n") if texts else []


# Options that stand for others are made only of these words, in all the forms that people give them.
_ALL = word_set("all any both each either every everything more")
_NONE = word_set("neither no none not nothing")
_OTHERS = word_set(
    "above alternatives answer answers below choice choices following here listed mentioned option options"
    " others preceding previous response responses rest statement statements suggestions them these they those"
)
_RIGHT = word_set("accurate apply applies correct possible right true valid")
_WRONG = word_set("false incorrect untrue wrong")
_BETWEEN = word_set(
    "among are as at be can could four given is least may of one ones or other than the there three two"
)
_OF_OTHERS = _ALL | _NONE | _OTHERS | _RIGHT | _WRONG | _BETWEEN
_REPLIES = (["all", "right"], ["all", "correct"], ["no", "right"])  # the first one is also something that people say


_SIGNS_OF_OTHERS = tuple(_OTHERS | _RIGHT | _WRONG | {"none of", "neither of"})  # each of those has one; quick to find
_LIKELY = re.compile(rf"^(?:{'|'.join(sorted(_OF_OTHERS))}) ", re.MULTILINE)


def stand_for_others(texts: Sequence[str], joined: str) -> Mapping[str, str]:
    """Return the English options that stand for "all" others, or for "none" of them.

    `joined` has all texts in lower case.
    """
    if not any(map(joined.__contains__, _SIGNS_OF_OTHERS)) or not _LIKELY.search(joined):
        return {}
    return {text: found for text in texts if (found := _stands_for(text))}


def _stands_for(text: str) -> str:
    (words,) = split_each([text])
    if words[1:3] in (["of", "these"], ["of", "those"]):
        del words[3:4]  # what is chosen from, as in "none of these people"
    if len(words) < 2 or not _OF_OTHERS.issuperset(words):
        return ""
    has_others = not _OTHERS.isdisjoint(words) or words[:2] in (["none", "of"], ["neither", "of"])
    is_judged = not (_RIGHT | _WRONG).isdisjoint(words)
    if not (has_others or (is_judged and words not in _REPLIES[::2])):
        return ""
    if not _NONE.isdisjoint(words):
        return "none"
    if _ALL.isdisjoint(words):
        return ""
    return "all" if _WRONG.isdisjoint(words) else "none"


class Terms(NamedTuple):
    """Words or phrases to find in many texts at once."""

    parts: tuple[str, ...]
    pattern: "re.Pattern[str]"

    def among(self, texts: Sequence[str], joined: str) -> dict[str, str]:
        """Return each of `texts` that has one of the terms -> that term.

        `joined` has all texts in lower case, each on a line. What is quoted in a text does not count.
        """
        parts = [part for part in self.parts if part in joined]  # a quick look, which is usually enough
        if not parts:
            return {}
        lines = joined.split("\n")
        likely = {at for part in parts for at, line in enumerate(lines) if part in line}
        found = ((texts[at], self.pattern.search(unquoted(texts[at]))) for at in sorted(likely))
        return {text: match.group() for text, match in found if match}


def terms(*listed: str) -> Terms:
    """Return terms that are found as whole words, in any case."""
    return Terms(listed, re.compile(rf"\b(?:{'|'.join(map(re.escape, listed))})\b", re.IGNORECASE))


class Vocabulary:
    """The words that the texts of a table's patterns may show, gathered once for each column."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self._columns: dict[str, Counter[str]] = {}

    def of(self, template: Template) -> AbstractSet[str] | None:
        """Return all words that a template may show; None if values are joined to other letters.

        Numbers near a key, which no cell holds, are not among them.
        """
        if _is_glued(template):
            return None
        return split_words(template.texts).union(*map(self._column, template.columns))

    def rows_with(self, templates: Iterable[Template]) -> Counter[str] | None:
        """Return word -> the most rows for which the templates show it; None if values are joined to letters."""
        found: Counter[str] = Counter()
        for template in templates:
            if _is_glued(template):
                return None
            for name in template.columns:
                found.update(self._column(name))
            found.update(dict.fromkeys(split_words(template.texts), len(self.table.rows)))
        return found

    def _column(self, name: str) -> Counter[str]:
        """Return the words of a column and its decoys, and how often they occur there."""
        if name not in self._columns:
            at = self.table.position(name)
            cells = [row.cells[at] for row in self.table.rows]
            texts = [value.text for cell in (*cells, self.table.decoys.get(name, ())) for value in cell]
            self._columns[name] = Counter(chain.from_iterable(split_each(texts)))
        return self._columns[name]


def _is_glued(template: Template) -> bool:
    """Return whether words may run across the edges of a template's values."""
    edges = [*(text[-1:] for text in template.texts[:-1]), *(text[:1] for text in template.texts[1:])]
    return "" in template.texts[1:-1] or any(edge and category(edge)[0] in _OF_WORDS for edge in edges)
