r"""GIFT, as Moodle reads it: `// [id:...]`, then `stem{=right ~wrong#feedback ####feedback to all}`.

Texts are `[plain]`, those with code `[html]`. A character with a meaning in GIFT gets a backslash, and a line break
is `\n`. Two things cannot be protected like this: a weight, `%50%`, and the arrow of a pair. A text with one of them is
HTML.
"""

from collections.abc import Iterable, Iterator

from quiz.exchange.losses import Skipped
from quiz.exchange.question import AnswerType, ForeignOption, ForeignQuestion
from quiz.exchange.writer import FileHead, Holds, Writer
from quiz.exchange.xml_text import html_text, shows_code
from quiz.text import has_lines

_KINDS = frozenset((AnswerType.CHOICE, AnswerType.TRUE_FALSE, AnswerType.TYPED, AnswerType.NUMBER, AnswerType.MATCHING))
_PLAIN, _HTML = "plain", "html"
_ESCAPES = str.maketrans({sign: f"\\{sign}" for sign in "\\~=#{}:"} | {"\n": "\\n"})
_LONGEST_ID = 100  # characters of an id number of Moodle
#: 1/n in percent, as far as Moodle has it among its grades.
GRADES = {
    1: "100", 2: "50", 3: "33.33333", 4: "25", 5: "20", 6: "16.66667", 7: "14.28571", 8: "12.5", 9: "11.11111",
    10: "10", 20: "5",
}  # fmt: skip


def _check(question: ForeignQuestion) -> None:
    check_for_moodle(question)
    if question.kind is AnswerType.TYPED and any("->" in option.text for option in question.options):
        raise Skipped("X121", "GIFT would take `->` in an answer for a pair")


def check_for_moodle(question: ForeignQuestion) -> None:
    """Raise `Skipped` for a question that Moodle would mark differently."""
    if question.several and sum(one.share > 0 for one in question.options) not in GRADES:
        raise Skipped("X121", "Moodle has no grade for one of so many right answers")
    if question.kind is AnswerType.TYPED and any("*" in one.text for one in question.options):
        raise Skipped("X121", "Moodle would take `*` in an answer to mean any text")


def category(topic: Iterable[str]) -> str:
    """Return the path of a category of Moodle: a slash in a name is written twice."""
    return "/".join(part.replace("/", "//") for part in topic)


def moodle_id(question: ForeignQuestion) -> str:
    """Return the id of a question as an id number of Moodle, which has at most 100 characters."""
    from quiz.interpreter import content_hash

    if len(question.id) <= _LONGEST_ID:
        return question.id
    return f"{question.id[: _LONGEST_ID - 17]}~{content_hash(question.id.encode())[:16]}"


def _write(questions: Iterable[ForeignQuestion], about: FileHead) -> bytes:
    del about  # the bank's title is the top of each category
    return "".join(_pieces(questions)).encode()


def _pieces(questions: Iterable[ForeignQuestion]) -> Iterator[str]:
    topic: tuple[str, ...] = ()
    for question in questions:
        if question.topic != topic:
            topic = question.topic
            yield f"$CATEGORY: {category(topic)}\n\n"
        id_ = moodle_id(question).replace("]", "\\]")
        # Right sides of pairs are plain, and are read in the format of the question.
        form = _HTML if shows_code(question.stem) and question.kind is not AnswerType.MATCHING else _PLAIN
        stem = f"[{form}]{_escaped(html_text(question.stem) if form == _HTML else question.stem)}"
        why = f"\n####{_part(question.why, form)}" if question.why else ""
        yield f"// [id:{id_}]\n{stem} {{{_answers(question, form)}{why}}}\n\n"


def _answers(question: ForeignQuestion, form: str) -> str:
    options = question.options
    if question.kind is AnswerType.TRUE_FALSE:
        return options[0].text.upper()
    if question.kind is AnswerType.NUMBER:
        several = "=" if len(options) > 1 else ""
        return "#" + "".join(f"{several}{one.text}:{one.within or '0'} " for one in options).rstrip()
    if question.kind is AnswerType.TYPED:
        return "".join(f"\n={_weighed(one, form)}" for one in options)
    if question.kind is AnswerType.MATCHING:
        return "".join(f"\n={_left(left)} -> {_escaped(right)}" for left, right in question.pairs)
    if question.several:
        part = GRADES[sum(one.share > 0 for one in options)]
        return "".join(f"\n~%{'' if one.share > 0 else '-'}{part}%{_option(one, form)}" for one in options)
    return "".join(f"\n{'=' if one.share > 0 else '~'}{_option(one, form)}" for one in options)


def _weighed(option: ForeignOption, form: str) -> str:
    """Return an accepted answer, with its weight if otherwise its text would be read as one."""
    return f"{'%100%' if option.text.startswith('%') else ''}{_part(option.text, form, may_be_html=False)}"


def _option(option: ForeignOption, form: str) -> str:
    """Return an option and its feedback, which names its format if question and option have another one."""
    is_weight = option.text.startswith("%")
    own = _HTML if is_weight or shows_code(option.text) else _PLAIN
    why = f"#{_part(option.why, form if own == form else '')}" if option.why else ""
    if is_weight and not has_lines(option.text):
        return f"[{_HTML}]&\\#37;{_escaped(html_text(option.text[1:]))}{why}"
    if is_weight:  # a text with lines, which begins with a tag in HTML
        return f"[{_HTML}]{_escaped(html_text(option.text))}{why}"
    return f"{_part(option.text, form)}{why}"


def _part(text: str, form: str, *, may_be_html: bool = True) -> str:
    """Return a text of a question with its own format if that differs, or if the text looks as if it named one."""
    own = _HTML if may_be_html and shows_code(text) else _PLAIN
    prefix = f"[{own}]" if own != form or text.startswith("[") else ""
    return f"{prefix}{_escaped(html_text(text) if own == _HTML else text)}"


def _left(text: str) -> str:
    is_taken = "->" in text or text.startswith("[")
    return f"[{_HTML}]{_escaped(html_text(text))}" if is_taken else _escaped(text)


def _escaped(text: str) -> str:
    return text.translate(_ESCAPES)


WRITER = Writer(
    "gift",
    "GIFT",
    ".gift",
    Holds(_KINDS, fixed_order=False),
    _write,
    _check,
    "Moodle adds copies if you import again: delete the category first.",
)
