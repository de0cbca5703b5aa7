"""What columns are called: the noun in a heading, with its plural and its kind, if they are known.

Headings are mostly nouns (`capital`, `length in km`), plurals (`members`), participles
(`born`), languages (`German`), or loose ends (`discovered by`). Any other heading is quoted, in sentences whose grammar
fits any heading.
"""

import re
from collections.abc import Sequence

from quiz.author.draft import Heading
from quiz.author.stems import Noun


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
_PARTICIPLES = _words("begun born built drawn found given led made sung told won written")
_DEATHS = _words("died death")
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
_MEANINGS = _words("meaning definition explanation translation")
#: Nouns that head columns in the sheets of schools: sentences can be made with these. Others are quoted.
_NOUNS = _words(
    "abbreviation age album altitude amount angle animal answer antonym area atom battle bird bone book border brand "
    "bridge "
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
_UNIT = re.compile(r" \(([^()]{1,40})\)$")  # `Lifespan (years)`
_ARTICLES = ("the ", "a ", "an ")
_MOST = 2  # one in this many texts decides how all of them are referred to


def is_known(label: str) -> bool:
    """Return whether sentences can be made with a heading: `Length (km)` and `Born`, but not `Dichte` or `name:de`."""
    label = _UNIT.sub("", label)
    words = [_lowered(word).strip("()") for word in label.replace("_", " ").split()]
    if not words or not label.isascii() or not all(char.isalpha() or char in _IN_A_NOUN for char in label):
        return False
    known = _NOUNS | _PEOPLE | _PARTICIPLES | _LOOSE_ENDS | _NAMELESS | _CITED | _DATES | _TIMES
    first, last = words[0].lower(), words[-1].lower()
    return (
        label.lower() in _LANGUAGES
        or _is_participle([last])
        or any(form in known for word in (first, last) for form in _singulars(word))
    )


def _singulars(word: str) -> tuple[str, ...]:
    """Return a word, and the words that it may be the plural of."""
    return word, word.removesuffix("s"), word.removesuffix("es"), f"{word.removesuffix('ies')}y"


def noun(heading: Heading, texts: Sequence[str] = (), *, quoted: bool = False) -> Noun:
    """Return how to refer to a column, from its label and the texts in its cells.

    quoted: its label is quoted, in sentences whose grammar fits any.
    """
    if quoted:
        label = f"“{_literal(heading.label or heading.name)}”"
        are_questions = bool(texts) and all(text.endswith("?") for text in texts)
        slot = f"{{{heading.name}}}"
        return Noun(slot, label, label, slot, is_question=are_questions, is_quoted=True)
    words = [_lowered(word) for word in _UNIT.sub(r" in \1", heading.label).replace("_", " ").split()]
    words = words or [heading.name]
    counted = words[:2] == ["number", "of"] and len(words) > 2
    label = " ".join(words[2:] if counted else words)
    head = words.index("in") - 1 if "in" in words[1:-1] else len(words) - 1  # of `length in km` the length
    last = words[head]
    is_plural = counted or (len(last) > 3 and last.endswith("s") and not last.endswith(("ss", "us", "is")))
    is_participle = _is_participle([last])
    is_language = label.lower() in _LANGUAGES
    slot = f"“{{{heading.name}}}”" if is_language or last in _CITED else f"{{{heading.name}}}"
    is_nameless = last in _NAMELESS or not label.isascii()  # no English plural to be made of it
    is_common = not (is_plural or is_nameless or slot[0] == "“") and _lack_articles(texts)
    return Noun(
        slot=slot,
        subject=f"the {_literal(label)} “{slot}”" if is_common else slot,
        begins_small=is_common or (slot[0] == "{" and any(text[:1].islower() for text in texts)),
        done=" ".join(words[:-1]) if last == "by" and _is_participle(words[-2:-1]) else "",
        is_date=label in _DATES,
        is_word=last in _CITED,
        is_meaning=last in _MEANINGS,
        is_death=label in _DEATHS,
        label=_literal(label),
        plural=_literal(label if is_plural else " ".join([*words[:head], _plural(last), *words[head + 1 :]])),
        language=_literal(heading.label.strip()) if is_language else "",
        is_question=bool(texts) and all(text.endswith("?") for text in texts),
        is_plural=is_plural,
        is_person=last in _PEOPLE,
        is_time=last in _TIMES or words[0] in _TIMES,
        is_nameless=is_nameless,
        is_participle=is_participle,
        is_loose=is_participle or last in _LOOSE_ENDS,
    )


def _is_participle(words: Sequence[str]) -> bool:
    return any(word in _PARTICIPLES or (word.endswith("ed") and len(word) > 4) for word in words)


def _lack_articles(texts: Sequence[str]) -> bool:
    """Return whether most texts lack an article that a sentence needs, such as `camel` and `Moon landing`."""
    lacking = [text for text in texts if not text.lower().startswith(_ARTICLES) and _is_common(text)]
    return len(lacking) * _MOST >= len(texts) > 0


def _is_common(text: str) -> bool:
    words = text.split()
    return text[0].islower() or " of " in text or (len(words) > 1 and words[-1].isalpha() and words[-1].islower())


def _lowered(word: str) -> str:
    """Return a capitalized word in lower case; `GDP` and `pH` stay."""
    return word.lower() if word[1:] == word[1:].lower() else word


def _literal(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def _plural(word: str) -> str:
    if word.endswith("y") and word[-2:-1] not in tuple("aeiou"):
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "ch", "sh")) else "s")
