"""Questions as lines: a number, a stem, lettered options, a key. What each line is, and what the lines make.

Shared by the readers of Aiken, of numbered lists, and of Word documents.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from quiz.bank.limits import MAX_SCALAR
from quiz.exchange.losses import Loss, Skipped
from quiz.exchange.markup import TABULAR, Plain, from_plain
from quiz.exchange.question import AnswerType, ForeignOption, ForeignQuestion, Place
from quiz.text import slug

_KEY_WORDS = frozenset(
    (
        *(
            "answer",
            "answers",
            "ans",
            "correct",
            "correct answer",
            "correct answers",
            "right answer",
            "key",
            "solution",
        ),
        *("antwort", "richtige antwort", "richtig", "lösung", "réponse", "bonne réponse", "respuesta"),
        *("respuesta correcta", "risposta", "resposta", "antwoord", "svar", "odpowiedź", "đáp án"),
    )
)
_LIST_WORDS = frozenset(
    (
        "answer key",
        "answers",
        "key",
        "keys",
        "solutions",
        "answer sheet",
        "lösungen",
        "antworten",
        "corrigé",
        "respuestas",
    )
)
_WHY_WORDS = frozenset(
    ("explanation", "feedback", "rationale", "reason", "erklärung", "explication", "explicación", "why")
)
_HINT_WORDS = frozenset(("hint", "tip", "hinweis", "indice", "pista"))
_TRUE = frozenset(("true", "t", "wahr", "richtig", "vrai", "verdadero", "vero"))
_FALSE = frozenset(("false", "f", "falsch", "faux", "falso"))
_LEVELS = frozenset(("easy", "medium", "hard", "difficult", "leicht", "mittel", "schwer"))
_STARS = ("*", "✓", "✔", "✅", "(correct)", "[correct]", "(right)", "(richtig)")
_LONGEST_WORD = 24


class TextLine(NamedTuple):
    """A line: its number and its text; in a Word list also what is in front of it, and whether it is marked.

    label: `1.` or `b)`, which is not part of the text. is_marked: it is all bold, underlined or coloured.
    """

    number: int
    text: str
    label: str = ""
    is_marked: bool = False
    marks: frozenset[str] = frozenset()


class _Option(NamedTuple):
    letter: str
    text: str
    is_starred: bool


class _Draft:
    """A question whose lines are still coming."""

    def __init__(self, place: Place, number: str = "", text: str = "") -> None:
        self.place = place
        self.number = number
        self.stem = [text] if text else []
        self.options: list[_Option] = []
        self.key = ""
        self.why: list[str] = []
        self.hints: list[str] = []
        self.tags: list[str] = []
        self.marks: set[str] = set()


def read_choices(lines: Iterable[TextLine], file: str) -> Iterator[ForeignQuestion | Loss]:
    """Yield the questions that lines hold, and what cannot be read. A list of keys at the end counts too."""
    drafts, keys, losses = _drafts(lines, file)
    yield from losses
    for draft in drafts:
        if draft.number in keys and not draft.key:
            draft.key = keys[draft.number]
        label = " ".join(draft.stem)
        try:
            if not draft.stem:
                raise Skipped("X145")
            yield _question(draft)
        except Skipped as skipped:
            yield skipped.loss(draft.place, label)


def _drafts(lines: Iterable[TextLine], file: str) -> tuple[list[_Draft], dict[str, str], list[Loss]]:
    """Sort lines into questions; return them, the list of keys by number, and the tables that no question contains."""
    found: list[_Draft] = []
    losses: list[Loss] = []
    keys: dict[str, str] = {}
    draft: _Draft | None = None
    in_keys = gap = False
    for line in lines:
        text = line.text.strip()
        place = Place(file, line.number)
        if not text and not line.label:
            gap = True
            if TABULAR in line.marks and (draft is None or in_keys):
                losses.append(Loss("X101", place, "", "a table outside the questions"))
            elif draft is not None:
                draft.marks |= line.marks
            continue
        if in_keys or (not line.label and _word_of(text)[0] in _LIST_WORDS and not _word_of(text)[1]):
            keys.update(_keys_of(text))
            in_keys = True
            continue
        number, rest = _numbered(line)
        if number:
            draft = _Draft(place, number, rest)
            found.append(draft)
            _take_level(draft)
        elif draft is None or _is_next(draft, line, gap=gap):
            draft = _Draft(place, "", text)
            found.append(draft)
        else:
            _add(draft, line, text)
        draft.marks |= line.marks
        gap = False
    return found, keys, losses


def _is_next(draft: _Draft, line: TextLine, *, gap: bool) -> bool:
    """Return whether a line without a number begins another question."""
    if _goes_on(line):
        return False
    return bool(draft.key and not draft.why) or (gap and bool(draft.options or draft.key))


def _goes_on(line: TextLine) -> bool:
    """Return whether a line belongs to the question above, even after a gap: an option, a key, feedback."""
    word, _ = _word_of(line.text.strip())
    return bool(_lettered(line)) or word in _KEY_WORDS | _WHY_WORDS | _HINT_WORDS


def _add(draft: _Draft, line: TextLine, text: str) -> None:
    """Add a line to a question: an option, its key, what is said, or more of what is there."""
    option = _lettered(line)
    word, rest = _word_of(text)
    if option and (draft.stem or draft.options or draft.number):
        draft.options += _split(option)
    elif word in _KEY_WORDS and rest:
        draft.key = rest
    elif word in _WHY_WORDS and rest:
        draft.why.append(rest)
    elif word in _HINT_WORDS and rest:
        draft.hints.append(rest)
    elif draft.why:
        draft.why.append(text)
    elif draft.options and not draft.key:
        last = draft.options[-1]
        if len(last.text) <= MAX_SCALAR:  # what is longer does not fit into a bank anyway
            draft.options[-1] = last._replace(text=f"{last.text} {text}")
    elif not draft.options:
        draft.stem.append(text)


def _take_level(draft: _Draft) -> None:
    """Take `[medium]` off the beginning of a stem."""
    if draft.stem and draft.stem[0].startswith("["):
        level, closed, rest = draft.stem[0][1:].partition("]")
        if closed and level.strip().lower() in _LEVELS:
            draft.tags.append(level.strip())
            draft.stem = [rest.strip()] if rest.strip() else []


def _numbered(line: TextLine) -> tuple[str, str]:
    """Return the number that a question begins with, and the rest; nothing if there is none."""
    if line.label:
        number = line.label.strip(".) ")
        return (number, line.text.strip()) if number.isdecimal() else ("", "")
    text = line.text.strip().lstrip("#").strip() if line.text.startswith("#") else line.text.strip()
    head = text[:_LONGEST_WORD].lower()
    for word in ("question", "frage", "q", "câu"):
        if head.startswith(word):
            digits, behind = _digits(text[len(word) :].lstrip())
            if digits:
                behind = behind.lstrip()
                if behind[:1] in (".", ")", ":", "-", "") or behind.startswith("["):
                    return digits, behind.lstrip(".):- ").strip()
    digits, behind = _digits(text.removeprefix("("))
    if digits and behind[:1] in (".", ")") and (behind[1:2].isspace() or not behind[1:]):
        return digits, behind[1:].strip()
    return "", ""


def _digits(text: str) -> tuple[str, str]:
    end = 0
    while end < min(len(text), 6) and text[end].isdecimal():
        end += 1
    return text[:end], text[end:]


def _lettered(line: TextLine) -> _Option | None:
    """Return the option that a line is: `a) text`, `B. text`, `(c) text`, `*d) text`."""
    text, starred = _unstarred(line.text.strip())
    starred = starred or line.is_marked
    if line.label:
        letter = line.label.strip("() .").upper()
        return _Option(letter, text, starred) if len(letter) == 1 and letter.isalpha() else None
    opened = text.startswith("(")
    body = text[1:] if opened else text
    if (
        body[:1].isalpha()
        and body[:1].upper() <= "Z"
        and body[1:2] in (")", ".", ":")
        and (body[2:3].isspace() or not body[2:])
    ):
        rest, more = _unstarred(body[2:].strip())
        return _Option(body[0].upper(), rest, starred or more)
    return None


def _unstarred(text: str) -> tuple[str, bool]:
    """Return a text without the sign that marks the right answer, and whether it had one."""
    if text.startswith("**") and text.endswith("**") and len(text) > 4:
        return text[2:-2].strip(), True
    for star in _STARS:
        if text.startswith(star) and not text.startswith("**"):
            return text[len(star) :].strip(), True
        if text.lower().endswith(star) and not text.endswith("**") and len(text) > len(star):
            return text[: -len(star)].strip(), True
    return text, False


def _split(option: _Option) -> list[_Option]:
    """Return the options of one line, `a) one   b) two   c) three`."""
    found = [option]
    for _ in range(8):
        last = found[-1]
        following = chr(ord(last.letter) + 1)
        at = _inner(last.text, following)
        if at < 0:
            break
        found[-1] = last._replace(text=last.text[:at].strip())
        text, starred = _unstarred(last.text[at:].strip())
        found.append(_Option(following, _unstarred(text[2:].strip())[0], starred))
    return [_Option(letter, *_merged(text, is_starred)) for letter, text, is_starred in found]


def _merged(text: str, is_starred: bool) -> tuple[str, bool]:
    bare, starred = _unstarred(text)
    return bare, is_starred or starred


def _inner(text: str, letter: str) -> int:
    """Return where the next option begins inside a line, or -1: after a tab or spaces, with a bracket."""
    for label in (f"{letter})", f"{letter.lower()})"):
        at = text.find(label)
        if at > 1 and text[at - 1] in " \t*" and (text[at + 2 : at + 3].isspace()):
            return at - 1 if text[at - 1] == "*" else at
    at = text.find(f"{letter}.")
    return at if at > 1 and (text[at - 1] == "\t" or text[at - 2 : at] == "  ") else -1


def _word_of(text: str) -> tuple[str, str]:
    """Return the word before a colon that a line begins with, in lower case, and the rest."""
    head, colon, _ = text[: _LONGEST_WORD + 1].partition(":")
    if not colon:
        return (text.strip(" *_#.").lower(), "") if len(text) <= _LONGEST_WORD else ("", "")
    word = head.strip(" *_#[(").lower().rstrip("s()") if head.lower().endswith("(s)") else head.strip(" *_#[(").lower()
    return word, text[len(head) + 1 :].strip(" *_")


def _keys_of(text: str) -> dict[str, str]:
    """Return number -> key from `1. B 2. C`, `1-B, 2-C` or `1 B`."""
    words = text.replace(",", " ").replace(";", " ").replace("\t", " ").split()
    found: dict[str, str] = {}
    number = ""
    for word in words:
        digits, behind = _digits(word)
        rest = behind.strip(".):-=–")
        if digits:
            number = digits
            if rest:
                found[number], number = rest, ""
        elif number and word.strip(".):-=–"):
            found[number], number = word.strip(".)"), ""
    return found


def _question(draft: _Draft) -> ForeignQuestion:
    stem, texts = from_plain(" ".join(draft.stem)), [from_plain(option.text) for option in draft.options]
    lead, claim = _claim_of(stem.text)
    marks = frozenset(draft.marks).union(stem.marks, *(plain.marks for plain in texts))
    if not draft.options:
        return _without_options(draft, claim, marks, is_claim=lead)
    keys = _keyed(draft, texts)
    if not keys:
        raise Skipped("X140")
    options = tuple(
        ForeignOption(plain.text, 1.0 / len(keys) if nth in keys else 0.0) for nth, plain in enumerate(texts)
    )
    return ForeignQuestion(
        kind=AnswerType.CHOICE,
        place=draft.place,
        stem=stem.text,
        options=options,
        several=len(keys) > 1,
        why=" ".join(draft.why),
        hints=tuple(draft.hints),
        tags=tuple(draft.tags),
        marks=marks,
    )


def _claim_of(stem: str) -> tuple[bool, str]:
    """Return whether a stem asks for a judgement, `True or False: ...`, and what it claims."""
    head = stem[:20].lower()
    for lead in ("true or false:", "true or false?", "true/false:", "t/f:", "(t/f)", "(true/false)"):
        if head.startswith(lead):
            return True, stem[len(lead) :].strip()
    return False, stem


def _without_options(draft: _Draft, claim: str, marks: frozenset[str], *, is_claim: bool) -> ForeignQuestion:
    if not draft.key:
        raise Skipped("X140" if is_claim else "X101", "" if is_claim else "it has neither options nor a right answer")
    said = draft.key.strip(" .").lower()
    if said in _TRUE | _FALSE:
        kind, answer = AnswerType.TRUE_FALSE, "true" if said in _TRUE else "false"
    else:
        kind, answer, claim = AnswerType.TYPED, draft.key, " ".join(draft.stem)
    why = " ".join(draft.why)
    options = (ForeignOption(answer, 1.0),)
    return ForeignQuestion(kind=kind, place=draft.place, stem=claim, options=options, why=why, marks=marks)


def _keyed(draft: _Draft, texts: list[Plain]) -> frozenset[int]:
    """Return which options are right: by the key's letters or text, or by their stars."""
    starred = frozenset(nth for nth, option in enumerate(draft.options) if option.is_starred)
    if not draft.key:
        return frozenset() if len(starred) == len(draft.options) else starred
    letters = {option.letter: nth for nth, option in enumerate(draft.options)}
    named = draft.key.strip()
    by_text = {slug(plain.text): nth for nth, plain in enumerate(texts)}
    if slug(named) and slug(named) in by_text and named.upper() not in letters:
        return frozenset((by_text[slug(named)],))
    first = named.lstrip("(").split(")")[0].split(".")[0].split(":")[0].strip().upper()
    parts = [
        part
        for part in first.replace("&", ",").replace(" AND ", ",").replace("/", ",").replace(" ", ",").split(",")
        if part
    ]
    if parts and all(part in letters for part in parts):
        return frozenset(letters[part] for part in parts)
    if len(parts) == 1 and 1 < len(parts[0]) <= len(letters) and all(char in letters for char in parts[0]):
        return frozenset(letters[char] for char in parts[0])  # `ACD`
    raise Skipped("X141", f"the right answer `{named[:40]}` is not among the options")
