"""No word of the question stands in the right answer only.

A word that the question and one option share draws the eye to that option, and the
answer is found without knowing it. Reported are words of four letters or more (six in
other languages than English) of the right answer that are in the question, where no other
option has a word of the question. Small words such as `with` and `from` do not count.

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

from collections.abc import Iterator

from quiz.items.item import Item
from quiz.lint.rule import Rule, has_one_key
from quiz.lint.view import Finding, View
from quiz.lint.words import split_each, split_words
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
_HELP = "use another word in the question, or the same word in the wrong answers"


def check(view: View) -> Iterator[Finding]:
    """Find items whose stem shares a word with the key and none with a distractor."""
    fewest = _FEWEST_LETTERS[view.is_english]
    stem_words = view.stem_words - _SMALL
    shared = split_words(view.texts).intersection(stem_words)
    telling = {word for word in shared if len(word) >= fewest and word.isalpha()}
    if not telling:
        return
    words = {text: shared.intersection(found) for text, found in zip(view.texts, split_each(view.texts), strict=True)}
    likely = view.having({text for text, found in words.items() if not found.isdisjoint(telling)})
    stems = dict(zip((item.id for item in likely), split_each([item.stem for item in likely]), strict=True))

    def clang(item: Item) -> str:
        key = words[view.key_of(item)]
        if key.isdisjoint(telling):
            return ""
        stem = shared.intersection(stems[item.id])
        if any(words[option.text] & stem for option in item.options if option.id not in item.keys):
            return ""
        return min(key & telling & stem, default="")

    clangs = {item.id: clang(item) for item in likely}

    def example(item: Item) -> str:
        return f"`{clangs[item.id]}` in {quoted(item.stem)}"

    found = [item for item in likely if clangs[item.id]]
    yield from view.report(found, "a word of the question stands in the right answer only", example, _HELP)


RULE = Rule("Q111", __doc__, "Haladyna, Downing and Rodriguez (2002), rule 28b; SAQUET", check, has_one_key)
