"""The words of suggested questions, from what columns are called.

Headings are nouns mostly (`capital`, `length in km`), plurals (`members`), participles
(`born`), languages (`German`), or loose ends (`discovered by`). The words fit most of them; the
teacher has the last one. A column whose cells are questions is asked as it stands. What is not known to
be a word of these kinds is quoted in sentences whose grammar fits any heading.
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
#: Nouns that head the columns of school's sheets: with these a sentence can be made. Others are quoted.
_NOUNS = _words(
    "abbreviation age album altitude amount angle animal answer antonym area atom bird bone book border brand bridge "
    "building capacity capital castle category cause cell century chapter charge city class climate club code colony "
    "colour color compound condition consequence constellation continent cost count country county course currency "
    "date day death decade definition density depth diameter diet dinosaur disease distance district dynasty effect "
    "element enzyme epoch era event example family feature festival field film fish flag flower food formula fruit "
    "function game gas gender genre genus gland god goddess group growth habitat height hero holiday hormone idea "
    "industry ingredient instrument invention island isotope job kingdom lake land language law length level lifespan "
    "location loss mass material meaning medal medium member metal method mineral mission month monument moon mountain "
    "movement muscle museum name nationality nickname novel number object occupation ocean orbit order organ origin "
    "painting part party people percentage period person phase phrase phylum place planet plant play plural poem point "
    "population position power prefix presenter price process product profession property province purpose quantity "
    "radius rank rate region reign religion result river river role room rule salt satellite scene school score sea "
    "season shape ship singular size software song sound source species speed sport stage star start state station "
    "status stone structure style suffix surface symbol synonym system team temperature tense theorem theory time "
    "tool topic town tree type unit use value variable vehicle velocity verb version village vitamin volcano voltage "
    "volume war wavelength weapon weight width wingspan word work year"
)
_IN_A_NOUN = " _-'()"


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
    is_quoted: bool = False

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
        if self.is_quoted and not thing.is_question:
            return f"What is {self.label} for {thing.slot}?"
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
        if self.is_quoted and not thing.is_question:
            return f"{thing.slot} – {self.label}: {self.slot}"
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
        if self.is_quoted:
            return f"For which {thing.label} is {self.label} {self.slot}?"
        if thing.language:
            return f"What is {self.slot} in {thing.language}?"
        if thing.is_nameless or self.is_loose:
            label = f"'{self.label}'" if self.is_loose else self.label
            return f"Which {thing.kind} has {self.slot} as {label}?"
        mark = "'" if thing.label.endswith("s") else "'s"
        return f"Which {thing.label}{mark} {self.label} {'are' if self.is_plural else 'is'} {self.slot}?"

    def ranks(self, thing: "Noun", *, most: bool, dated: bool = False) -> str:
        """Return the question for the thing with the greatest or the smallest number, the latest or earliest date."""
        if self.is_quoted:
            word = ("latest" if most else "earliest") if dated else ("greatest" if most else "smallest")
            return f"Which {thing.label} has the {word} {self.label}?"
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
        if self.is_quoted and not thing.is_question:
            return f"Which of these is under {self.label} for {thing.slot}?"
        if thing.is_question or self.language:
            return self.asked_of(thing)
        return f"Which of these is among the {self.plural} of {thing.slot}?"

    def all_of(self, thing: "Noun") -> str:
        """Return the question for all of a thing's values that are shown."""
        if self.is_quoted and not thing.is_question:
            return f"Which of these are under {self.label} for {thing.slot}? Choose all."
        if thing.is_question or self.language:
            return f"{self.asked_of(thing)} Choose all."
        return f"Which of these are among the {self.plural} of {thing.slot}? Choose all."

    def includes(self, thing: "Noun") -> str:
        """Return the question for the thing that has a value among others."""
        if self.is_quoted:
            return f"For which {thing.label} is {self.slot} under {self.label}?"
        if thing.language:
            return self.names(thing)
        if thing.is_nameless:
            return f"Which of these has {self.slot} among its {self.plural}?"
        mark = "'" if thing.label.endswith("s") else "'s"
        return f"Which {thing.label}{mark} {self.plural} include {self.slot}?"

    def claimed(self, thing: "Noun") -> str:
        """Return the statement that a value is among those of a thing."""
        if self.is_quoted:
            return f"{self.slot} is under {self.label} for {thing.slot}."
        if self.language:
            return self.told_of(thing)
        return f"{self.slot} is among the {self.plural} of {thing.slot}."

    def listed(self, thing: "Noun") -> str:
        """Return the statement of all values of a thing."""
        if thing.is_question or self.language:
            return self.told_of(thing)
        return f"The {self.plural} of {thing.slot}: {self.slot}."


def is_known(label: str) -> bool:
    """Return whether sentences can be made with a heading: `Length (km)` and `Born`, but not `Dichte` or `name:de`."""
    words = [_lowered(word).strip("()") for word in label.replace("_", " ").split()]
    if not words or not label.isascii() or not all(char.isalpha() or char in _IN_A_NOUN for char in label):
        return False
    known = _NOUNS | _PEOPLE | _PARTICIPLES | _LOOSE_ENDS | _NAMELESS | _CITED | _DATES | _TIMES
    first, last = words[0].lower(), words[-1].lower()
    return label.lower() in _LANGUAGES or any(form in known for word in (first, last) for form in _singulars(word))


def _singulars(word: str) -> tuple[str, ...]:
    """Return a word, and what it may be the plural of."""
    return word, word.removesuffix("s"), word.removesuffix("es"), f"{word.removesuffix('ies')}y"


def noun(heading: Heading, texts: Sequence[str] = (), *, quoted: bool = False) -> Noun:
    """Return how a column is spoken of, from its label and the texts in its cells.

    quoted: its label is quoted, in sentences whose grammar fits any.
    """
    if quoted:
        label = f"“{_literal(heading.label or heading.name)}”"
        are_questions = bool(texts) and all(text.endswith("?") for text in texts)
        slot = f"{{{heading.name}}}"
        return Noun(slot=slot, label=label, plural=label, is_question=are_questions, is_quoted=True)
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
