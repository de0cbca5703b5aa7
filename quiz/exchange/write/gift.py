r"""GIFT, as Moodle reads it: `// [id:...]`, then `stem{=right ~wrong#feedback ####feedback to all}`.

Texts are `[plain]`. A sign that GIFT takes for its own has a backslash, and a line break is `\n`. Two things cannot be
protected so: a weight, `%50%`, and the arrow of a pair. Where a text has one there, it is HTML.
"""

from collections.abc import Iterable, Iterator
from html import escape as html_escape

from quiz.exchange.losses import Skipped
from quiz.exchange.question import AnswerType, ForeignOption, ForeignQuestion
from quiz.exchange.writer import FileHead, Holds, Writer

_KINDS = frozenset((AnswerType.CHOICE, AnswerType.TRUE_FALSE, AnswerType.TYPED, AnswerType.NUMBER, AnswerType.MATCHING))
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
        raise Skipped("X121", "GIFT takes `->` in an answer for a pair")


def check_for_moodle(question: ForeignQuestion) -> None:
    """Raise `Skipped` for a question that Moodle would mark in another way."""
    if question.several and sum(one.share > 0 for one in question.options) not in GRADES:
        raise Skipped("X121", "Moodle has no grade for one of so many right answers")
    if question.kind is AnswerType.TYPED and any("*" in one.text for one in question.options):
        raise Skipped("X121", "Moodle takes `*` in an answer for any text")


def category(topic: Iterable[str]) -> str:
    """Return the path of a category of Moodle: a slash in a name is doubled."""
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
        why = f"\n####{_plain(question.why)}" if question.why else ""
        yield f"// [id:{id_}]\n[plain]{_escaped(question.stem)} {{{_answers(question)}{why}}}\n\n"


def _answers(question: ForeignQuestion) -> str:
    options = question.options
    if question.kind is AnswerType.TRUE_FALSE:
        return options[0].text.upper()
    if question.kind is AnswerType.NUMBER:
        several = "=" if len(options) > 1 else ""
        return "#" + "".join(f"{several}{one.text}:{one.within or '0'} " for one in options).rstrip()
    if question.kind is AnswerType.TYPED:
        return "".join(f"\n={_weighed(one)}" for one in options)
    if question.kind is AnswerType.MATCHING:
        return "".join(f"\n={_left(left)} -> {_escaped(right)}" for left, right in question.pairs)
    if question.several:
        part = GRADES[sum(one.share > 0 for one in options)]
        return "".join(f"\n~%{'' if one.share > 0 else '-'}{part}%{_option(one)}" for one in options)
    return "".join(f"\n{'=' if one.share > 0 else '~'}{_option(one)}" for one in options)


def _weighed(option: ForeignOption) -> str:
    """Return an answer that is accepted, with its weight where it would be taken to have one."""
    return f"{'%100%' if option.text.startswith('%') else ''}{_plain(option.text)}"


def _option(option: ForeignOption) -> str:
    why = f"#{_plain(option.why)}" if option.why else ""
    if option.text.startswith("%"):
        return f"[html]&\\#37;{_html(option.text[1:])}{why}"
    return f"{_plain(option.text)}{why}"


def _plain(text: str) -> str:
    """Return a text; what looks like the name of its format is none."""
    return f"{'[plain]' if text.startswith('[') else ''}{_escaped(text)}"


def _left(text: str) -> str:
    return f"[html]{_html(text)}" if "->" in text or text.startswith("[") else _escaped(text)


def _html(text: str) -> str:
    return _escaped(html_escape(text, quote=False).replace("\n", "<br>"))


def _escaped(text: str) -> str:
    return text.translate(_ESCAPES)


WRITER = Writer(
    "gift",
    "GIFT",
    ".gift",
    Holds(_KINDS, fixed_order=False),
    _write,
    _check,
    "Moodle adds what you import again as copies: delete the category before.",
)
