"""The words of suggested questions, from what columns are called.

The words fit most headings, and the teacher has the last word. A column whose cells are questions is asked as it is.
"""

from typing import NamedTuple


class Noun(NamedTuple):
    """How to refer to a column. `slot` is its placeholder, `label` its name inside a sentence.

    subject: its placeholder as the subject of a sentence, such as `the animal “{animal}”`. language: its name as typed,
    if that is a language. done: `discovered`, if the column says by whom that was done. begins_small: some of its texts
    cannot begin a sentence. is_nameless: no plural can be made of it. is_loose: it names no thing, as in `lives in`.
    """

    slot: str
    label: str
    plural: str
    subject: str
    language: str = ""
    done: str = ""
    begins_small: bool = False
    is_question: bool = False
    is_plural: bool = False
    is_person: bool = False
    is_time: bool = False
    is_date: bool = False
    is_word: bool = False
    is_meaning: bool = False
    is_death: bool = False
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
        """Return the question for a thing's value in this column."""
        if self.is_quoted and not thing.is_question:
            return f"What is {self.label} for {thing.subject}?"
        if thing.is_question:
            return thing.subject
        if self.language:
            return f"What is {thing.subject} in {self.language}?"
        if self.is_meaning and (thing.is_word or thing.language):
            return f"What does {thing.subject} mean?"
        if numeric and self.is_death:
            return f"When did {thing.subject} die?"
        if numeric and self.is_participle:
            return f"When was {thing.subject} {self.label}?"
        if self.done:
            return f"By whom was {thing.subject} {self.done}?"
        if self.is_word and not thing.is_word:
            return f"What is the {self.label} for {thing.subject}?"
        if numeric and self.is_plural:
            return f"How many {self.label} does {thing.subject} have?"
        if self.is_loose:
            return f"For {thing.subject}, what is '{self.label}'?"
        if self.is_plural:
            return f"What are the {self.label} of {thing.subject}?"
        return f"{'Who' if self.is_person else 'What'} is the {self.label} of {thing.subject}?"

    def told_of(self, thing: "Noun", *, numeric: bool = False, at: str = " in") -> str:
        """Return the statement that gives a thing's value in this column. `at` is the word before a time."""
        if self.is_quoted and not thing.is_question:
            return f"{thing.subject} – {self.label}: {self.slot}"
        if thing.is_question:
            return f"{thing.subject} {self.slot}"
        if self.language:
            return f"{thing.subject} is {self.slot} in {self.language}."
        if self.is_meaning and (thing.is_word or thing.language):
            return f"{thing.subject} means “{self.slot}”."
        if numeric and (self.is_participle or self.is_death):
            return self._told_of_time(thing, at)
        if self.done:
            return (
                f"By {self.slot}, {thing.subject} was {self.done}."
                if thing.begins_small
                else (f"{thing.subject} was {self.done} by {self.slot}.")
            )
        if self.is_word and not thing.is_word:
            return f"The {self.label} for {thing.subject} is {self.slot}."
        if numeric and self.is_plural:
            how_many = f"{thing.subject} has {self.slot} {self.label}."
            return f"The number of {self.label} of {thing.subject} is {self.slot}." if thing.begins_small else how_many
        if self.is_loose:
            return f"For {thing.subject}, '{self.label}' is {self.slot}."
        return f"The {self.label} of {thing.subject} {'are' if self.is_plural else 'is'} {self.slot}."

    def _told_of_time(self, thing: "Noun", at: str) -> str:
        """Return the statement that says when something was done to a thing, or when it died."""
        what = f"{thing.subject} died" if self.is_death else f"{thing.subject} was {self.label}"
        if not thing.begins_small:
            return f"{what}{at} {self.slot}."
        return f"When {what}: {self.slot}." if at == ":" else f"{at.strip().capitalize()} {self.slot}, {what}."

    def names(self, thing: "Noun") -> str:
        """Return the question for the thing that has a value."""
        if self.is_quoted:
            return f"For which {thing.label} is {self.label} {self.slot}?"
        if self.is_meaning and thing.is_word:
            return f"Which {thing.label} means “{self.slot}”?"
        if thing.language and (self.language or self.is_word or self.is_meaning):
            return f"What is {self.slot} in {thing.language}?"
        if thing.language:
            return f"Which of these {thing.language} words has the {self.label} {self.slot}?"
        if self.done:
            return f"Which {thing.kind} was {self.done} by {self.slot}?"
        if self.is_word and not thing.is_word:
            return f"For which {thing.kind} is {self.slot} the {self.label}?"
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
        if dated and self.is_date:
            return f"Which {thing.kinds} came {'last' if most else 'first'}?"
        if self.is_death:
            return f"Which {thing.kinds} died {'last' if most else 'first'}?"
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
            return f"Which of these is under {self.label} for {thing.subject}?"
        if thing.is_question or self.language or self.done:
            return self.asked_of(thing)
        return f"Which of these is among the {self.plural} of {thing.subject}?"

    def all_of(self, thing: "Noun") -> str:
        """Return the question for all of a thing's values that are shown."""
        if self.is_quoted and not thing.is_question:
            return f"Which of these are under {self.label} for {thing.subject}? Choose all."
        if thing.is_question or self.language or self.done:
            return f"{self.asked_of(thing)} Choose all."
        return f"Which of these are among the {self.plural} of {thing.subject}? Choose all."

    def includes(self, thing: "Noun") -> str:
        """Return the question for the thing that has a value among others."""
        if self.is_quoted:
            return f"For which {thing.kind} is {self.slot} under {self.label}?"
        if thing.language or self.done:
            return self.names(thing)
        if thing.is_nameless:
            return f"Which of these has {self.slot} among its {self.plural}?"
        mark = "'" if thing.label.endswith("s") else "'s"
        return f"Which {thing.label}{mark} {self.plural} include {self.slot}?"

    def claimed(self, thing: "Noun") -> str:
        """Return the statement that a value is among those of a thing."""
        if self.is_quoted:
            return f"{self.slot} is under {self.label} for {thing.subject}."
        if self.language or self.done:
            return self.told_of(thing)
        if self.begins_small:
            return f"Among the {self.plural} of {thing.subject} is {self.slot}."
        return f"{self.slot} is among the {self.plural} of {thing.subject}."

    def listed(self, thing: "Noun") -> str:
        """Return the statement that gives all values of a thing."""
        if thing.is_question or self.language or self.done or self.is_quoted:
            return self.told_of(thing)
        return f"The {self.plural} of {thing.subject}: {self.slot}."
