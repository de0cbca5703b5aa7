"""Moodle XML, as Moodle 4 writes it: a `<question>` for each category and each question. Texts are plain."""

from collections.abc import Iterable, Iterator

from quiz.exchange.losses import Skipped
from quiz.exchange.question import AnswerType, ForeignOption, ForeignQuestion
from quiz.exchange.write.gift import GRADES, category, check_for_moodle, moodle_id
from quiz.exchange.writer import FIXED_ORDER, FileHead, Holds, Writer
from quiz.exchange.xml_text import html_text, shows_code, xml_text
from quiz.layout import prose

_KINDS = frozenset(set(AnswerType) - {AnswerType.ORDERING, AnswerType.CARD})
_LONGEST_NAME = 255  # characters of a name in Moodle
_TYPES = {
    AnswerType.CHOICE: "multichoice",
    AnswerType.TRUE_FALSE: "truefalse",
    AnswerType.TYPED: "shortanswer",
    AnswerType.NUMBER: "numerical",
    AnswerType.MATCHING: "matching",
    AnswerType.GAPS: "cloze",
}
_PLAIN, _HTML = 'format="plain_text"', 'format="html"'
_NOT_IN_GAPS = frozenset("~*\\&<\n")
_OF_CLOZE = str.maketrans({"}": "\\}", "#": "\\#"})


def _check(question: ForeignQuestion) -> None:
    check_for_moodle(question)
    texts = [option.text for gap in question.gaps for option in gap]
    if any(text[:1] in "=%" or not _NOT_IN_GAPS.isdisjoint(text) for text in texts):
        raise Skipped("X121", "a gap in Moodle cannot contain one of `~*&<` or a backslash, nor begin with `=` or `%`")
    braced = question.stem.split("{{")[1:]
    if question.gaps and any(piece.lstrip("0123456789").startswith(":") for piece in braced):
        raise Skipped("X121", "Moodle would take the text in its braces for a gap")


def _write(questions: Iterable[ForeignQuestion], about: FileHead) -> bytes:
    del about  # the bank's title is the top of each category
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n{"".join(_pieces(questions))}</quiz>\n'.encode()


def _pieces(questions: Iterable[ForeignQuestion]) -> Iterator[str]:
    topic: tuple[str, ...] = ()
    for question in questions:
        if question.topic != topic:
            topic = question.topic
            path = xml_text(f"$course$/top/{category(topic)}")
            text = f"      <text>{path}</text>\n"
            yield f'  <question type="category">\n    <category>\n{text}    </category>\n  </question>\n'
        yield "".join(_question(question))


def _question(question: ForeignQuestion) -> Iterator[str]:
    kind = question.kind
    stem = _cloze(question) if kind is AnswerType.GAPS else question.stem
    name = prose(_without_gaps(question))
    text = f"      <text>{xml_text(name[:_LONGEST_NAME])}</text>\n"
    yield f'  <question type="{_TYPES[kind]}">\n    <name>\n{text}    </name>\n'
    yield _text_element("questiontext", stem)
    yield _text_element("generalfeedback", question.why)
    penalty = "1.0000000" if kind is AnswerType.TRUE_FALSE else "0.3333333"
    if kind is not AnswerType.GAPS:  # each gap says what it is worth
        yield "    <defaultgrade>1.0000000</defaultgrade>\n"
    yield f"    <penalty>{penalty}</penalty>\n    <hidden>0</hidden>\n"
    yield f"    <idnumber>{xml_text(moodle_id(question))}</idnumber>\n"
    yield from _answers(question)
    for hint in question.hints:
        yield _text_element("hint", hint)
    yield "  </question>\n"


def _answers(question: ForeignQuestion) -> Iterator[str]:
    kind, options = question.kind, question.options
    shuffles = "false" if FIXED_ORDER in question.marks else "true"
    if kind is AnswerType.CHOICE:
        single = "false" if question.several else "true"
        yield f"    <single>{single}</single>\n    <shuffleanswers>{shuffles}</shuffleanswers>\n"
        yield "    <answernumbering>abc</answernumbering>\n    <showstandardinstruction>0</showstandardinstruction>\n"
        yield from _feedback_to_all()
        part = GRADES[sum(one.share > 0 for one in options)] if question.several else "100"
        wrong = f"-{part}" if question.several else "0"
        for one in options:
            yield _answer(one, part if one.share > 0 else wrong)
    elif kind is AnswerType.TRUE_FALSE:
        for value in ("true", "false"):
            right = "100" if options[0].text == value else "0"
            yield _answer(ForeignOption(value), right, "moodle_auto_format")
    elif kind is AnswerType.TYPED:
        yield f"    <usecase>{int(question.exact)}</usecase>\n"
        for one in options:
            yield _answer(one, "100", "plain_text")
    elif kind is AnswerType.NUMBER:
        for one in options:
            yield _answer(one, "100", "moodle_auto_format", f"      <tolerance>{one.within or '0'}</tolerance>\n")
        yield "    <unitgradingtype>0</unitgradingtype>\n    <unitpenalty>0.1000000</unitpenalty>\n"
        yield "    <showunits>3</showunits>\n    <unitsleft>0</unitsleft>\n"
    elif kind is AnswerType.MATCHING:
        yield "    <shuffleanswers>true</shuffleanswers>\n"
        yield from _feedback_to_all()
        for left, right in question.pairs:
            form, text = _formatted(left)
            yield f"    <subquestion {form}>\n      <text>{text}</text>\n"
            yield f"      <answer>\n        <text>{xml_text(right)}</text>\n      </answer>\n    </subquestion>\n"


def _feedback_to_all() -> Iterator[str]:
    """Yield the feedback that Moodle gives by the points reached, which is empty."""
    for name in ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"):
        yield _text_element(name, "")


def _text_element(name: str, text: str) -> str:
    form, shown = _formatted(text)
    return f"    <{name} {form}>\n      <text>{shown}</text>\n    </{name}>\n"


def _formatted(text: str) -> tuple[str, str]:
    """Return the attribute with the format of a text, and the text for XML: HTML if it has code, else plain."""
    return (_HTML, xml_text(html_text(text))) if shows_code(text) else (_PLAIN, xml_text(text))


def _answer(option: ForeignOption, fraction: str, form: str = "", more: str = "") -> str:
    own, text = (f'format="{form}"', xml_text(option.text)) if form else _formatted(option.text)
    why_form, why = _formatted(option.why)
    return (
        f'    <answer fraction="{fraction}" {own}>\n      <text>{text}</text>\n'
        f"      <feedback {why_form}>\n        <text>{why}</text>\n      </feedback>\n{more}    </answer>\n"
    )


def _cloze(question: ForeignQuestion) -> str:
    """Return a text with gaps as Moodle has it, `{1:SHORTANSWER:=Paris}`."""
    text = question.stem
    for nth, options in enumerate(question.gaps, start=1):
        is_chosen = any(one.share <= 0 for one in options)
        kind = "MULTICHOICE" if is_chosen else "SHORTANSWER"
        answers = "~".join(f"{'=' if one.share > 0 else ''}{one.text.translate(_OF_CLOZE)}" for one in options)
        text = text.replace(f"{{{nth}}}", f"{{1:{kind}:{answers}}}", 1)
    return text.replace("{{", "{").replace("}}", "}")


def _without_gaps(question: ForeignQuestion) -> str:
    return question.label.replace("{{", "{").replace("}}", "}") if question.gaps else question.stem


WRITER = Writer(
    "moodle-xml",
    "Moodle XML",
    ".xml",
    Holds(_KINDS, hints=True, capitals=True),
    _write,
    _check,
    "Moodle adds copies if you import again: delete the category first.",
)
