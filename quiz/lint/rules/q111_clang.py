"""No word of the question is in the right answer alone.

A word that the question shares with one option draws the eye to that option, and the answer can be
found without knowing it. The check reports a word that is in the question and in the right answer,
but in no wrong one, unless a wrong answer shares another word with the question. The word must have
four letters or more, or six in languages other than English. Small words such as `with` and `from`
do not count, nor do words of the question in quotation marks, as in “la table”.

In written-out questions, only the sentence that asks counts, and not the story before it. Words
with the same root count as one there, such as `insect` and `insectivore`, and places that are named
after others, such as West Virginia, do not count.

Passes:

    questions:
      seat:
        ask: In which city does the European Central Bank sit?
        answer: Frankfurt
        wrong: [Brussels, Strasbourg, Luxembourg]

Fails:

    questions:
      seat:
        ask: Which body sets the interest rates of European banks?
        answer: the European Central Bank
        wrong: [the World Trade Organization, the United Nations, the G7]
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from quiz.bank.problems import Severity
from quiz.items.item import Item
from quiz.lint.rule import Rule, has_one_key
from quiz.lint.view import Finding, View
from quiz.lint.words import as_typed, question_in, split_each, split_words, unquoted, word_set
from quiz.text import quoted

_FEWEST_LETTERS = {True: 4, False: 6}  # is it English?
_SMALL = frozenset(
    (
        *("a", "about", "above", "after", "also", "among", "an", "and", "are", "as", "at", "be", "because", "been"),
        *("before", "being", "below", "between", "both", "but", "by", "came", "can", "come", "did", "do", "does"),
        *("down", "during", "each", "for", "from", "had", "has", "have", "he", "her", "here", "his", "how", "in"),
        *("into", "is", "it", "its", "just", "like", "made", "make", "many", "more", "most", "much", "no", "not"),
        *("of", "on", "only", "or", "other", "over", "s", "same", "she", "some", "such", "than", "that", "the"),
        *("their", "them", "then", "there", "these", "they", "this", "those", "through", "to", "under", "upon"),
        *("very", "was", "were", "what", "when", "where", "which", "while", "who", "whom", "whose", "why", "will"),
        *("with", "without", "would"),
    )
)
_SHORTEST_STEM = 5
_VOWELS = ("", "a", "e", "i", "o", "u", "y")
_ENDINGS = tuple(
    word_set(
        "s es ed ing ly al ial ic ical y er or ist ists ian ive ous ment ness less ful able ible ation ition ion"
        " ism ity ary ate ize ise e"
    )
)
# A name that begins with another one's direction: `West Virginia`, `New Mexico`.
_OF_A_PLACE = re.compile(r"\A(?:North|South|East|West|New) [A-Z]\w+\Z")
_HELP = "use another word in the question, or the same word in the wrong answers"


def check(view: View) -> Iterator[Finding]:
    """Find items whose stem shares a word with the key and none with a distractor."""
    found = _in_pattern(view) if view.pattern is not None else _in_questions(view)
    items = [item for item in view.items if found.get(item.id)]

    def example(item: Item) -> str:
        return f"{quoted(as_typed(found[item.id], item.stem))} in {quoted(item.stem)}"

    yield from view.report(items, "only the right answer repeats a word of the question", example, _HELP)


def _in_pattern(view: View) -> Mapping[str, str]:
    """Return the ids of items of a pattern, each with the word of the stem that is only in the key."""
    fewest = _FEWEST_LETTERS[view.is_english]
    stem_words = view.stem_words - _SMALL
    shared = split_words(view.texts).intersection(stem_words)
    telling = {word for word in shared if len(word) >= fewest and word.isalpha()}
    if not telling:
        return {}
    words = {text: shared.intersection(found) for text, found in zip(view.texts, split_each(view.texts), strict=True)}
    likely = view.having({text for text, found in words.items() if not found.isdisjoint(telling)})
    found = {}
    for item, stem in zip(likely, split_each([unquoted(item.stem) for item in likely]), strict=True):
        key = words[view.key_of(item)].intersection(stem)
        if not key.isdisjoint(telling):
            others = [words[option.text].intersection(stem) for option in item.options if option.id not in item.keys]
            found[item.id] = min(_drawing(key, others) & telling, default="")
    return found


def _drawing(key: AbstractSet[str], others: Sequence[AbstractSet[str]]) -> AbstractSet[str]:
    """Return the words of the stem that only the key has; none if a distractor has a word of its own from there."""
    return frozenset() if any(other - key for other in others) else key - frozenset().union(*others)


def _in_questions(view: View) -> Mapping[str, str]:
    """Return the ids of written-out questions, each with the word of its stem that only the key has, in any form."""
    fewest = _FEWEST_LETTERS[view.is_english]
    found = {}
    for item in view.items:
        (asked,) = split_each([question_in(item.stem)])
        words = {word for word in asked if len(word) >= fewest and word.isalpha() and word not in _SMALL}
        texts = [_OF_A_PLACE.sub("", text) for text in [view.key_of(item), *_wrong(item)]] if words else [""]
        key, *others = (_kin(words, text, view) for text in texts)
        found[item.id] = min(_drawing(key, others), default="")
    return found


def _wrong(item: Item) -> list[str]:
    return [option.text for option in item.options if option.id not in item.keys]


def _kin(words: AbstractSet[str], text: str, view: View) -> AbstractSet[str]:
    """Return the words that a text has too, or of which it has one with the same stem."""
    others = split_words([text]) - _SMALL
    return {word for word in words if any(_is_kin(word, other, view) for other in others)}


def _is_kin(one: str, other: str, view: View) -> bool:
    """Return whether two words are the same or have the same stem, like `thermal` and `thermometer`."""
    if one == other:
        return True
    if one[:_SHORTEST_STEM] != other[:_SHORTEST_STEM]:
        return False
    short, long = sorted([_stem(one), _stem(other)] if view.is_english else [one, other], key=len)
    if len(short) < (_SHORTEST_STEM if view.is_english else _FEWEST_LETTERS[False]) or not long.startswith(short):
        return False
    return len(short) > _SHORTEST_STEM or long[len(short) : len(short) + 1] in _VOWELS


def _stem(word: str) -> str:
    ends = [len(end) for end in _ENDINGS if word.endswith(end)]
    return word[: len(word) - max((length for length in ends if len(word) - length >= _SHORTEST_STEM), default=0)]


RULE = Rule(
    "Q111",
    Severity.WARNING,
    "a word of the question in the right answer alone",
    __doc__,
    "Haladyna, Downing and Rodriguez (2002), rule 28b; Moore, Costello, Nguyen and Stamper (2024)",
    check,
    has_one_key,
)
