"""Notes of Anki that are whole questions: the fields that `quiz bank export` writes, and how they are read again."""

from collections.abc import Sequence

from quiz.exchange.losses import Loss, Skipped
from quiz.exchange.markup import Plain, from_html
from quiz.exchange.question import AnswerType, ForeignOption, ForeignQuestion, Pair, Place
from quiz.exchange.xml_text import html_text

#: The fields of such a note; `Form` says how it is answered.
OF_QUESTIONS = ["Question", "Options", "Answer", "Explanation", "Form"]
_ALL = "choose all"
_RIGHT, _WHY = ' class="right"', '<div class="why">'
_WITHIN = " ± "
_ARROW = " <b>→</b> "


def note_of_question(question: ForeignQuestion) -> list[str]:
    """Return the fields of a question, as HTML. One with gaps has no such note."""
    form = _ALL if question.several else str(question.kind)
    listed, answers = _PARTS[question.kind](question)
    return [html_text(question.stem), listed, "<br>".join(answers), html_text(question.why), form]


def _chosen(question: ForeignQuestion) -> tuple[str, list[str]]:
    options = list(question.options)
    if question.kind is AnswerType.TRUE_FALSE:
        options = [ForeignOption(text, float(text.lower() == options[0].text)) for text in ("True", "False")]
    right = [html_text(one.text) for one in options if one.share > 0]
    return f'<ol type="A">{"".join(map(_item, options))}</ol>', right


def _typed(question: ForeignQuestion) -> tuple[str, list[str]]:
    return "", list(map(_answer, question.options))


def _in_order(question: ForeignQuestion) -> tuple[str, list[str]]:
    """Return what has to be put in order, from A to Z, and its order."""
    right = [html_text(one.text) for one in question.options]
    return _list(sorted(right)), right


def _paired(question: ForeignQuestion) -> tuple[str, list[str]]:
    """Return what has to be matched, the right sides from A to Z, and the pairs."""
    pairs = [(html_text(left), html_text(right)) for left, right in question.pairs]
    listed = _list([left for left, _ in pairs if left]) + _list(sorted({right for _, right in pairs}))
    return listed, [f"{left}{_ARROW}{right}" for left, right in pairs if left]


def _list(texts: Sequence[str]) -> str:
    return f"<ul>{''.join(f'<li>{text}</li>' for text in texts)}</ul>"


_PARTS = {
    AnswerType.CHOICE: _chosen,
    AnswerType.TRUE_FALSE: _chosen,
    AnswerType.TYPED: _typed,
    AnswerType.NUMBER: _typed,
    AnswerType.ORDERING: _in_order,
    AnswerType.MATCHING: _paired,
}
#: The kinds of questions that have such a note.
NOTE_KINDS = frozenset(_PARTS)


def _item(option: ForeignOption) -> str:
    why = f"{_WHY}{html_text(option.why)}</div>" if option.why else ""
    return f"<li{_RIGHT if option.share > 0 else ''}>{html_text(option.text)}{why}</li>"


def _answer(option: ForeignOption) -> str:
    within = f"{_WITHIN}{option.within}" if option.within.strip("0.") else ""
    return html_text(option.text) + within


def question_of_note(texts: Sequence[str], guid: str, topic: tuple[str, ...], place: Place) -> ForeignQuestion | Loss:
    """Return the question of a note, or the loss if somebody has changed its form."""
    stem, listed, answer, explanation, form = [*texts, *[""] * (len(OF_QUESTIONS) - len(texts))][: len(OF_QUESTIONS)]
    asked, why = from_html(stem), from_html(explanation).aside
    name = from_html(form).text
    kind = AnswerType.CHOICE if name == _ALL else next((one for one in NOTE_KINDS if one == name), None)
    pairs = _read_pairs(listed, answer) if kind is AnswerType.MATCHING else ()
    is_listed = kind in (AnswerType.CHOICE, AnswerType.TRUE_FALSE)
    options = [] if pairs else _read_items(listed) if is_listed else _read_answers(answer, kind)
    right = [option for option, _ in options if option.share > 0]
    if kind is None or not (right or pairs):
        return Skipped("X140", "" if kind else f"its form is {name[:40]!r}").loss(place, asked.text)
    if kind is AnswerType.TRUE_FALSE:
        options = [(ForeignOption(right[0].text.lower(), 1.0), Plain(""))]
    return ForeignQuestion(
        kind=kind,
        place=place,
        stem=asked.text,
        options=tuple(option for option, _ in options),
        several=name == _ALL,
        pairs=pairs,
        why=why.text,
        id=guid,
        topic=topic,
        marks=asked.marks.union(why.marks, *(plain.marks for _, plain in options)),
    )


def _read_pairs(listed: str, answer: str) -> tuple[Pair, ...]:
    """Return the pairs, one on each line, and the right sides in the list that belong to nothing."""
    pairs = []
    for line in answer.split("<br>"):
        left, _, right = line.partition(_ARROW)
        pairs.append(Pair(from_html(left).text, from_html(right).text))
    sides = listed.rpartition("<ul>")[2].replace("</ul>", "").replace("</li>", "").split("<li>")[1:]
    used = {pair.right for pair in pairs}
    spare = [Pair("", text) for side in sides if (text := from_html(side).text) not in used]
    return tuple(pair for pair in (*pairs, *spare) if pair.right)


def _read_items(listed: str) -> list[tuple[ForeignOption, Plain]]:
    """Return the options of a list, each with what its text has lost."""
    found = []
    for piece in listed.split("<li")[1:]:
        attributes, _, rest = piece.partition(">")
        text, _, why = rest.partition("</li>")[0].partition(_WHY)
        plain, said = from_html(text), from_html(why).aside
        share = float(_RIGHT.strip() in attributes)
        found.append((ForeignOption(plain.text, share, said.text), Plain("", plain.marks | said.marks)))
    return found


def _read_answers(answer: str, kind: AnswerType | None) -> list[tuple[ForeignOption, Plain]]:
    """Return the answers that are accepted, with a `<br>` between any two of them."""
    found = []
    for plain in map(from_html, answer.split("<br>")):
        text, _, within = plain.text.partition(_WITHIN) if kind is AnswerType.NUMBER else (plain.text, "", "")
        found += [(ForeignOption(text, 1.0, "", within), plain)] if text else []
    return found
