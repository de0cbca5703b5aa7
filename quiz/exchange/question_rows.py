"""Rows of a sheet that are questions: which column is what, by its heading, and the key by number, letter or text."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from quiz.exchange.grid import GridRow
from quiz.exchange.losses import Loss, Skipped
from quiz.exchange.markup import Plain, from_html
from quiz.exchange.question import AnswerType, ForeignOption, ForeignQuestion, Place
from quiz.exchange.source import Refused
from quiz.text import quoted, slug

_STEMS = frozenset(
    ("question", "question-text", "questions", "stem", "prompt", "frage", "fragetext", "pregunta", "câu-hỏi")
)
_STEMS |= {"domanda", "vraag", "pergunta", "pytanie", "quiz-question", "question-stem"}
_KEYS = frozenset(("correct", "correct-answer", "correct-answers", "correct-answer-s", "right", "right-answer", "key"))
_KEYS |= {
    "answer",
    "answer-key",
    "solution",
    "richtig",
    "richtige-antwort",
    "antwort",
    "correcta",
    "respuesta-correcta",
}
_KEYS |= {"bonne-réponse", "réponse", "correct-option", "correct-choice", "answers", "lösung", "right-answers"}
_KEYS |= {"correct-answer-s-choose-at-least-one", "correct-answer-index", "correct-index", "ans"}
_WRONG = ("wrong", "incorrect", "distractor", "falsch", "false", "mauvaise", "incorrecta", "decoy")
_OPTION = ("answer", "option", "choice", "antwort", "réponse", "respuesta", "opción", "alternative", "response")
_OPTIONS = frozenset(("options", "choices", "answers", "alternatives", "antworten", "opciones", "réponses"))
_EACH_OPTION = "option-1"  # what each column below a heading of several options is called
_WHY = frozenset(
    ("explanation", "feedback", "why", "rationale", "answer-explanation", "erklärung", "explication", "comment")
)
_HINT = frozenset(("hint", "hints", "tip", "hinweis"))
_TOPIC = frozenset(("topic", "category", "subject", "chapter", "unit", "thema", "kategorie", "tema"))
_KIND = frozenset(("question-type", "type", "kind"))
_ID = frozenset(("id", "number", "no", "nr", "question-id"))
_POINTS = frozenset(("time", "time-limit", "time-limit-sec", "time-in-seconds", "points", "score", "weight", "zeit"))
_POINTS |= {"time-limit-sec-5-10-20-30-60-90-120-or-240-secs"}
_FORMULA = ("=", "+", "-", "@")
_PICTURE = frozenset(("image-link", "image", "picture", "image-url", "media"))


class Columns(NamedTuple):
    """Where the parts of a question are, by index; -1 and () if there are none. `said`: feedback on each option."""

    stem: int
    key: int = -1
    options: tuple[int, ...] = ()
    wrong: tuple[int, ...] = ()
    why: int = -1
    hint: int = -1
    topic: int = -1
    kind: int = -1
    id: int = -1
    points: int = -1
    picture: int = -1
    said: tuple[int, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether there are answers, and it is known which are right."""
        return self.key >= 0 and bool(self.options or self.wrong)


def question_columns(headings: Sequence[str]) -> Columns | None:
    """Return where the parts of a question are, by their headings; None if these name no question."""
    names = _spread([slug(heading) for heading in headings])
    stem = _first(names, _STEMS)
    if stem < 0:
        return None
    wrong = tuple(i for i, name in enumerate(names) if name.startswith(_WRONG))
    options = tuple(i for i, name in enumerate(names) if _is_option(name) and i not in wrong)
    key = next((i for i, name in enumerate(names) if name in _KEYS and i not in options), -1)
    return Columns(
        stem,
        key,
        options,
        wrong,
        why=_first(names, _WHY),
        hint=_first(names, _HINT),
        topic=_first(names, _TOPIC),
        kind=_first(names, _KIND),
        id=_first(names, _ID),
        points=next((i for i, name in enumerate(names) if name in _POINTS or name.startswith("time-limit")), -1),
        picture=_first(names, _PICTURE),
        said=tuple(i for i, name in enumerate(names) if name.startswith("feedback-")),
    )


def _spread(names: Sequence[str]) -> list[str]:
    """Return the headings; one that stands for several columns, like a merged cell, names all of them."""
    found: list[str] = []
    for i, name in enumerate(names):
        before = found[-1] if found else ""
        if not name and (before == _EACH_OPTION or before.startswith(_WRONG)):
            found.append(before)
        elif name in _OPTIONS and names[i + 1 : i + 2] == [""]:
            found.append(_EACH_OPTION)
        else:
            found.append(name)
    return found


def _first(names: Sequence[str], known: frozenset[str]) -> int:
    return next((i for i, name in enumerate(names) if name in known), -1)


def _is_option(name: str) -> bool:
    """Return whether a heading is that of an option: `answer-1`, `option-b`, `answer-1-max-75-characters`, `b`."""
    if len(name) == 1:
        return name in "abcdefgh"
    for word in _OPTION:
        rest = name.removeprefix(word)
        if rest != name:
            first = rest.strip("-").split("-")[0]
            return first.isdecimal() or (len(first) == 1 and first in "abcdefgh")
    return False


def questions_of(
    rows: Sequence[GridRow], columns: Columns, file: str, *, by_number: bool = False
) -> Iterator[ForeignQuestion | Loss]:
    """Yield the questions of rows below the headings.

    by_number: the key is the number of an option, whatever the options say. Raises `Refused` if
    a key can be read in two ways.
    """
    if not by_number:
        rows = list(map(_unguarded, rows))
    reading = "number" if by_number else key_reading(rows, columns)
    for row in rows:
        place = Place(file, row.number)
        stem = from_html(row.cell(columns.stem))
        try:
            if not stem.text:
                if not any(row.cell(i) for i in (columns.key, *columns.options, *columns.wrong)):
                    continue
                raise Skipped("X145")
            yield _question(row, columns, reading, place)
        except Skipped as skipped:
            yield skipped.loss(place, stem.text)


def cards_of(rows: Sequence[GridRow], columns: Columns, file: str) -> Iterator[ForeignQuestion | Loss]:
    """Yield a card for each row with a question and its only answer."""
    for row in rows:
        stem, key = from_html(row.cell(columns.stem)), from_html(row.cell(columns.key))
        place = Place(file, row.number)
        if not stem.text or not key.text:
            if stem.text or key.text:
                yield Skipped("X140" if stem.text else "X145").loss(place, stem.text)
            continue
        topic = row.cell(columns.topic) if columns.topic >= 0 else ""
        said = columns.why >= 0 and row.cell(columns.why)
        yield ForeignQuestion(
            kind=AnswerType.CARD,
            place=place,
            stem=stem.text,
            options=(ForeignOption(key.text, 1.0),),
            id=row.cell(columns.id) if columns.id >= 0 else "",
            topic=(topic,) if topic else (),
            marks=stem.marks | key.marks | ({"X116"} if said else set()),
        )


def typed_of(row: GridRow, columns: Columns, file: str) -> ForeignQuestion | Loss:
    """Return the question of a row whose options are typed answers that are accepted."""
    place = Place(file, row.number)
    stem, texts = from_html(row.cell(columns.stem)), [from_html(row.cell(i)) for i in columns.options if row.cell(i)]
    why = from_html(row.cell(columns.why) if columns.why >= 0 else "")
    if not stem.text or not texts:
        return Skipped("X140" if stem.text else "X145").loss(place, stem.text)
    return ForeignQuestion(
        kind=AnswerType.TYPED,
        place=place,
        stem=stem.text,
        options=tuple(ForeignOption(text.text, 1.0) for text in texts),
        why=why.text,
        marks=stem.marks.union(why.marks, *(text.marks for text in texts), {"X112"} if columns.points >= 0 else set()),
    )


def key_reading(rows: Sequence[GridRow], columns: Columns) -> str:
    """Return how to read the keys of a sheet: as `text`, `number` or `letter`.

    Raises `Refused` if that is not clear.
    """
    if not columns.options:
        return "text"
    fits = {"text": 0, "number": 0, "letter": 0}
    differ: GridRow | None = None
    for row in rows:
        key = row.cell(columns.key)
        if not key or not row.cell(columns.stem):
            continue
        found = {reading: _right(row, columns, reading) for reading in fits}
        for reading, right in found.items():
            fits[reading] += bool(right)
        if found["text"] and found["number"] and found["text"] != found["number"]:
            differ = differ or row
    if differ is not None and fits["text"] == fits["number"]:  # no other row decides it
        key = quoted(differ.cell(columns.key))
        raise Refused(
            f"the right answer {key} can be the text of an option, or its number",
            "write right answers as letters, A to D, or as texts that are not numbers",
            differ.number,
        )
    return max(fits, key=lambda reading: fits[reading])


def _right(row: GridRow, columns: Columns, reading: str) -> frozenset[int]:
    """Return which options a key names if it is read in one way; none if it does not fit."""
    key = row.cell(columns.key)
    if reading == "text":
        wanted = slug(key) or key.strip()
        found = [nth for nth, i in enumerate(columns.options) if (slug(row.cell(i)) or row.cell(i)) == wanted]
        exact = [nth for nth, i in enumerate(columns.options) if row.cell(i).split() == key.split()]
        return frozenset(exact[:1] or found[:1]) if wanted else frozenset()
    words = key.replace(";", ",").replace(" ", ",").replace("&", ",").split(",")
    parts = [word.strip("().").removesuffix(".0") for word in words if word]
    numbers = []
    for part in parts:
        if reading == "number" and part.isdecimal() and part.isascii() and len(part) < 4:
            numbers.append(int(part) - 1)
        elif reading == "letter" and len(part) == 1 and "A" <= part.upper() <= "Z":
            numbers.append(ord(part.upper()) - 65)
        else:
            return frozenset()
    has_all = all(0 <= nth < len(columns.options) and row.cell(columns.options[nth]) for nth in numbers)
    return frozenset(numbers) if has_all else frozenset()


def _question(row: GridRow, columns: Columns, reading: str, place: Place) -> ForeignQuestion:
    key = row.cell(columns.key)
    if columns.picture >= 0 and row.cell(columns.picture):
        raise Skipped("X105", "it has a picture")
    if not key:
        raise Skipped("X140")
    if columns.options:
        right = _right(row, columns, reading) or _right(row, columns, "text")
        if not right:
            raise Skipped("X141", f"the right answer {quoted(key)} is not among the options")
        texts = [(_text(row, i), nth in right, nth) for nth, i in enumerate(columns.options) if row.cell(i)]
    else:
        texts = [(_text(row, columns.key), True, 0)]
        texts += [(_text(row, i), False, nth) for nth, i in enumerate(columns.wrong, start=1) if row.cell(i)]
    count = sum(is_right for _, is_right, _ in texts)
    stem, why = _text(row, columns.stem), _text(row, columns.why)
    hint = _text(row, columns.hint).text
    said = {nth: _text(row, i).aside for nth, i in enumerate(columns.said) if row.cell(i)}
    marks = stem.marks.union(why.marks, *(text.marks for text, _, _ in texts), *(one.marks for one in said.values()))
    topic = _text(row, columns.topic).text
    nothing = from_html("")
    return ForeignQuestion(
        kind=AnswerType.CHOICE,
        place=place,
        stem=stem.text,
        options=tuple(
            ForeignOption(text.text, 1 / count if is_right else 0.0, said.get(nth, nothing).text)
            for text, is_right, nth in texts
        ),
        several=count > 1,
        why=why.text,
        hints=(hint,) if hint else (),
        id=row.cell(columns.id) if columns.id >= 0 else "",
        topic=(topic,) if topic else (),
        marks=marks | ({"X112"} if columns.points >= 0 else set()),
    )


def _text(row: GridRow, i: int) -> Plain:
    return from_html(row.cell(i) if i >= 0 else "")


def _unguarded(row: GridRow) -> GridRow:
    """Return a row without the apostrophes that keep spreadsheets from taking a text for a formula."""
    if not any(cell.startswith("'") for cell in row.cells):
        return row
    cells = [cell[1:] if cell[:1] == "'" and cell.lstrip("' ").startswith(_FORMULA) else cell for cell in row.cells]
    return row._replace(cells=cells)
