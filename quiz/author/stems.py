"""The words of suggested questions, from what columns are called.

Headings are nouns mostly (`capital`, `length in km`), plurals (`members`), participles
(`born`), languages (`German`), or loose ends (`discovered by`). The words fit most of them; the
teacher has the last one. A column whose cells are questions is asked as it stands.
"""

from collections.abc import Sequence
from typing import NamedTuple

from quiz.author.draft import Heading


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Headings that name no kind of thing: "Which name has ...?" would be odd.
_NAMELESS = _words("entry example id item name object subject term title what word")
_PEOPLE = _words(
    "actor architect artist author builder captain champion chancellor coach commander composer conductor designer "
    "director discoverer editor emperor engineer explorer father founder governor head inventor judge king leader "
    "manager mayor minister monarch mother owner painter philosopher poet president producer queen ruler scientist "
    "sculptor singer successor teacher translator winner writer"
)
_PARTICIPLES = _words("born built begun made won written")
_LOOSE_ENDS = _words("at by did died does for from has in is lives of on to was were with")
_TIMES = _words("year date century")
_DATES = _words("date day when")
# Columns of words, not of what they stand for: a question puts those into quotation marks.
_CITED = _words("expression idiom line phrase proverb quotation quote saying sentence term verb vocabulary word")
_LANGUAGES = _words(
    "arabic chinese czech danish deutsch dutch english español finnish français french german greek hebrew hindi "
    "hungarian italian italiano japanese korean latin norwegian polish portuguese romanian russian spanish swedish "
    "turkish ukrainian"
)


class Noun(NamedTuple):
    """How a column is spoken of. `slot` is its placeholder, `label` its name inside a sentence.

    `language` is its name as typed, where that is a language.
    """

    slot: str
    label: str
    plural: str
    language: str = ""
    is_question: bool = False
    is_plural: bool = False
    is_person: bool = False
    is_time: bool = False
    is_nameless: bool = False
    is_participle: bool = False
    is_loose: bool = False

    @property
    def kind(self) -> str:
        """What one of several is called, as in `Which country`."""
        return "of these" if self.is_nameless else self.label

    @property
    def kinds(self) -> str:
        """What several are called, as in `Which of these countries`."""
        return "of these" if self.is_nameless else f"of these {self.plural}"

    def asked_of(self, thing: "Noun", *, numeric: bool = False) -> str:
        """Return the question for this column's value of a thing."""
        if thing.is_question:
            return thing.slot
        if self.language:
            return f"What is {thing.slot} in {self.language}?"
        if numeric and self.is_participle:
            return f"When was {thing.slot} {self.label}?"
        if numeric and self.is_plural:
            return f"How many {self.label} does {thing.slot} have?"
        if self.is_loose:
            return f"For {thing.slot}, what is '{self.label}'?"
        if self.is_plural:
            return f"What are the {self.label} of {thing.slot}?"
        return f"{'Who' if self.is_person else 'What'} is the {self.label} of {thing.slot}?"

    def told_of(self, thing: "Noun", *, numeric: bool = False, at: str = " in") -> str:
        """Return the statement of this column's value of a thing. `at` leads to a time."""
        if thing.is_question:
            return f"{thing.slot} {self.slot}"
        if self.language:
            return f"{thing.slot} is {self.slot} in {self.language}."
        if numeric and self.is_participle:
            return f"{thing.slot} was {self.label}{at} {self.slot}."
        if numeric and self.is_plural:
            return f"{thing.slot} has {self.slot} {self.label}."
        if self.is_loose:
            return f"For {thing.slot}, '{self.label}' is {self.slot}."
        return f"The {self.label} of {thing.slot} {'are' if self.is_plural else 'is'} {self.slot}."

    def names(self, thing: "Noun") -> str:
        """Return the question for the thing that has a value."""
        if thing.language:
            return f"What is {self.slot} in {thing.language}?"
        if thing.is_nameless or self.is_loose:
            label = f"'{self.label}'" if self.is_loose else self.label
            return f"Which {thing.kind} has {self.slot} as {label}?"
        mark = "'" if thing.label.endswith("s") else "'s"
        return f"Which {thing.label}{mark} {self.label} {'are' if self.is_plural else 'is'} {self.slot}?"

    def ranks(self, thing: "Noun", *, most: bool, dated: bool = False) -> str:
        """Return the question for the thing with the greatest or the smallest number, the latest or earliest date."""
        if dated and self.label in _DATES:
            return f"Which {thing.kinds} came {'last' if most else 'first'}?"
        if self.is_participle:
            return f"Which {thing.kinds} was {self.label} {'last' if most else 'first'}?"
        if self.is_plural:
            return f"Which {thing.kinds} has the {'most' if most else 'fewest'} {self.label}?"
        if self.is_time or dated:
            return f"Which {thing.kinds} has the {'latest' if most else 'earliest'} {self.label}?"
        return f"Which {thing.kinds} has the {'greatest' if most else 'smallest'} {self.label}?"

    # Columns whose cells hold several values.

    def one_of(self, thing: "Noun") -> str:
        """Return the question for one of a thing's values."""
        if thing.is_question or self.language:
            return self.asked_of(thing)
        return f"Which of these is among the {self.plural} of {thing.slot}?"

    def all_of(self, thing: "Noun") -> str:
        """Return the question for all of a thing's values that are shown."""
        if thing.is_question or self.language:
            return f"{self.asked_of(thing)} Choose all."
        return f"Which of these are among the {self.plural} of {thing.slot}? Choose all."

    def includes(self, thing: "Noun") -> str:
        """Return the question for the thing that has a value among others."""
        if thing.language:
            return self.names(thing)
        if thing.is_nameless:
            return f"Which of these has {self.slot} among its {self.plural}?"
        mark = "'" if thing.label.endswith("s") else "'s"
        return f"Which {thing.label}{mark} {self.plural} include {self.slot}?"

    def claimed(self, thing: "Noun") -> str:
        """Return the statement that a value is among those of a thing."""
        if self.language:
            return self.told_of(thing)
        return f"{self.slot} is among the {self.plural} of {thing.slot}."

    def listed(self, thing: "Noun") -> str:
        """Return the statement of all values of a thing."""
        if thing.is_question or self.language:
            return self.told_of(thing)
        return f"The {self.plural} of {thing.slot}: {self.slot}."


def noun(heading: Heading, texts: Sequence[str] = ()) -> Noun:
    """Return how a column is spoken of, from its label and the texts in its cells."""
    words = [_lowered(word) for word in heading.label.replace("_", " ").split()] or [heading.name]
    counted = words[:2] == ["number", "of"] and len(words) > 2
    label = " ".join(words[2:] if counted else words)
    last = words[-1]
    is_plural = counted or (len(last) > 3 and last.endswith("s") and not last.endswith(("ss", "us", "is")))
    is_participle = last in _PARTICIPLES or (last.endswith("ed") and len(last) > 4)
    is_language = label.lower() in _LANGUAGES
    slot = f"{{{heading.name}}}"
    return Noun(
        slot=f"“{slot}”" if is_language or last in _CITED else slot,
        label=_literal(label),
        plural=_literal(label if is_plural else _plural(label)),
        language=_literal(heading.label.strip()) if is_language else "",
        is_question=bool(texts) and all(text.endswith("?") for text in texts),
        is_plural=is_plural,
        is_person=last in _PEOPLE,
        is_time=last in _TIMES or words[0] in _TIMES,
        is_nameless=last in _NAMELESS or not label.isascii(),  # no English plural to be made of it
        is_participle=is_participle,
        is_loose=is_participle or last in _LOOSE_ENDS,
    )


def _lowered(word: str) -> str:
    """Return a capitalised word in lower case; `GDP` and `pH` stay."""
    return word.lower() if word[1:] == word[1:].lower() else word


def _literal(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def _plural(word: str) -> str:
    if word.endswith("y") and word[-2:-1] not in tuple("aeiou"):
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "ch", "sh")) else "s")
