"""Notes of Anki that are whole questions: the fields that `quiz bank export` writes, and what is read of them again."""

from collections.abc import Sequence

from quiz.exchange.losses import Loss, Skipped
from quiz.exchange.markup import Plain, from_html
from quiz.exchange.question import AnswerType, ForeignOption, ForeignQuestion, Place
from quiz.exchange.xml_text import html_lines

#: The fields of such a note; `Form` says how it is answered.
OF_QUESTIONS = ["Question", "Options", "Answer", "Explanation", "Form"]
_ALL = "choose all"
_RIGHT, _WHY = ' class="right"', '<div class="why">'
_WITHIN = " ± "


def note_of_question(question: ForeignQuestion) -> list[str]:
    """Return the fields of a question that is chosen or typed, as HTML."""
    form = _ALL if question.several else str(question.kind)
    options = list(question.options)
    if question.kind is AnswerType.TRUE_FALSE:
        options = [ForeignOption(text, float(text.lower() == options[0].text)) for text in ("True", "False")]
    answer = "<br>".join(_answer(one) for one in options if one.share > 0)
    is_typed = question.kind in (AnswerType.TYPED, AnswerType.NUMBER)
    listed = "" if is_typed else f'<ol type="A">{"".join(map(_item, options))}</ol>'
    return [html_lines(question.stem), listed, answer, html_lines(question.why), form]


def _item(option: ForeignOption) -> str:
    why = f"{_WHY}{html_lines(option.why)}</div>" if option.why else ""
    return f"<li{_RIGHT if option.share > 0 else ''}>{html_lines(option.text)}{why}</li>"


def _answer(option: ForeignOption) -> str:
    within = f"{_WITHIN}{option.within}" if option.within.strip("0.") else ""
    return html_lines(option.text) + within


def question_of_note(texts: Sequence[str], guid: str, topic: tuple[str, ...], place: Place) -> ForeignQuestion | Loss:
    """Return the question of a note, or what was lost of it where somebody has changed its form."""
    stem, listed, answer, explanation, form = [*texts, *[""] * (len(OF_QUESTIONS) - len(texts))][: len(OF_QUESTIONS)]
    asked, why = from_html(stem), from_html(explanation).aside
    name = from_html(form).text
    kind = AnswerType.CHOICE if name == _ALL else next((one for one in AnswerType if one == name), None)
    options = _read_items(listed) if listed else _read_answers(answer, kind)
    right = [option for option, _ in options if option.share > 0]
    if kind not in _KINDS or not right:
        return Skipped("X140", "" if kind else f"its form is {name[:40]!r}").loss(place, asked.text)
    if kind is AnswerType.TRUE_FALSE:
        options = [(ForeignOption(right[0].text.lower(), 1.0), Plain(""))]
    return ForeignQuestion(
        kind=kind,
        place=place,
        stem=asked.text,
        options=tuple(option for option, _ in options),
        several=name == _ALL,
        why=why.text,
        id=guid,
        topic=topic,
        marks=asked.marks.union(why.marks, *(plain.marks for _, plain in options)),
    )


_KINDS = (AnswerType.CHOICE, AnswerType.TRUE_FALSE, AnswerType.TYPED, AnswerType.NUMBER)


def _read_items(listed: str) -> list[tuple[ForeignOption, Plain]]:
    """Return the options of a list, each with what its text has lost."""
    found = []
    for piece in listed.split("<li")[1:]:
        attributes, _, rest = piece.partition(">")
        text, _, why = rest.partition(_WHY)
        plain, said = from_html(text), from_html(why).aside
        share = float(_RIGHT.strip() in attributes)
        found.append((ForeignOption(plain.text, share, said.text), Plain("", plain.marks | said.marks)))
    return found


def _read_answers(answer: str, kind: AnswerType | None) -> list[tuple[ForeignOption, Plain]]:
    """Return the answers that are accepted, a line each."""
    plain = from_html(answer)
    found = []
    for line in filter(None, plain.text.split("\n")):
        text, _, within = line.partition(_WITHIN) if kind is AnswerType.NUMBER else (line, "", "")
        found.append((ForeignOption(text, 1.0, "", within), plain))
    return found
