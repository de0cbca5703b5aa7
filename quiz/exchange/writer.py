"""What a writer of a foreign format is, and how a question is made to fit what the format can hold."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from quiz.exchange.losses import Loss, Skipped
from quiz.exchange.question import AnswerType, ForeignOption, ForeignQuestion, Pair
from quiz.text import has_lines

#: The mark of a question whose options stay in their order.
FIXED_ORDER = "X114"
_LINES, _SAID, _ANY_RIGHT = "X109", "X116", "X115"
_IN_WORDS = {
    AnswerType.CHOICE: "multiple-choice questions",
    AnswerType.TRUE_FALSE: "true-or-false questions",
    AnswerType.TYPED: "questions with typed answers",
    AnswerType.NUMBER: "typed numbers with a tolerance",
    AnswerType.MATCHING: "questions with pairs to match",
    AnswerType.ORDERING: "questions with things to put in order",
    AnswerType.GAPS: "texts with gaps",
    AnswerType.CARD: "cards",
}
_TOO_LONG, _NO_FORM, _HINTS, _WHY, _TOPIC, _CAPITALS, _PLACES, _FEWER = (f"X12{nth}" for nth in range(8))


class FileHead(NamedTuple):
    """What all questions of a file belong to: the title and the id of their bank, or of the first of several."""

    title: str
    id: str


class Holds(NamedTuple):
    """What a format can hold. Texts are counted in characters, and 0 means no limit.

    several: several options of one choice may be right. feedback, why, hints, topics: there is a place for them.
    fixed_order: options are shown as they are in the file. capitals: they may matter in what is typed. lines: questions
    may have several lines. option_lines: so may answers and their feedback. names: several typed answers may be right.
    """

    kinds: frozenset[AnswerType]
    several: bool = True
    feedback: bool = True
    why: bool = True
    hints: bool = False
    topics: bool = True
    fixed_order: bool = True
    capitals: bool = False
    lines: bool = True
    option_lines: bool = True
    names: bool = True
    longest_stem: int = 0
    longest_option: int = 0
    most_options: int = 0


class Writer(NamedTuple):
    """A foreign format.

    name: what `--format` calls it. title: what it is, for people. ending: of its files.
    write: returns a file with questions that fit; the same ones give the same bytes. check: raises `Skipped` for a
    question that the format cannot hold although it holds its kind. advice: what to know before importing it.
    """

    name: str
    title: str
    ending: str
    holds: Holds
    write: Callable[[Iterable[ForeignQuestion], FileHead], bytes]
    check: Callable[[ForeignQuestion], object] | None = None
    advice: str = ""


def write_questions(
    questions: Iterable[ForeignQuestion], writer: Writer, about: FileHead
) -> tuple[bytes, int, Sequence[Loss]]:
    """Return a file with all questions that its format can hold, how many there are, and what was lost.

    The file is empty if no question fits.
    """
    losses: list[Loss] = []
    count = 0

    def fitting() -> Iterator[ForeignQuestion]:
        """Yield the questions that fit."""
        nonlocal count
        for question in questions:
            try:
                fitted, codes = fit(question, writer)
                if writer.check is not None:
                    writer.check(fitted)
            except Skipped as skipped:
                losses.append(skipped.loss(question.place, question.id))
                continue
            losses.extend(Loss(code, question.place, question.id) for code in codes)
            count += 1
            yield fitted

    return writer.write(fitting(), about), count, losses


def fit(question: ForeignQuestion, writer: Writer) -> tuple[ForeignQuestion, Sequence[str]]:
    """Return a question as the format can hold it, and the codes of what it loses. Raises `Skipped`."""
    holds = writer.holds
    codes = [mark for mark in sorted(question.marks) if mark != FIXED_ORDER]
    question = _in_kind(question, writer, codes)
    if question.several and not holds.several:
        raise Skipped(_NO_FORM, f"several of its options are right, and {writer.title} takes only one")
    if holds.most_options and len(question.options) > holds.most_options:
        question = replace(question, options=_fewer(question.options, writer))
        codes.append(_FEWER)
    if FIXED_ORDER in question.marks and not holds.fixed_order:
        codes.append(FIXED_ORDER)
    if question.exact and not holds.capitals:
        question = replace(question, exact=False)
        codes.append(_CAPITALS)
    question = _without_words(question, holds, codes)
    question = _unbroken(question, holds, codes)
    _check_length(question, writer)
    return question, codes


def _in_kind(question: ForeignQuestion, writer: Writer, codes: list[str]) -> ForeignQuestion:
    """Return a question of a kind that the format holds, perhaps as another kind that asks the same."""
    kinds, kind = writer.holds.kinds, question.kind
    if kind is AnswerType.TYPED and len(question.options) > 1 and not writer.holds.names:
        question = replace(question, options=question.options[:1])
        codes.append(_ANY_RIGHT)
    if kind in kinds:
        return question
    if kind is AnswerType.TRUE_FALSE and AnswerType.CHOICE in kinds:
        is_true = question.options[0].text == "true"
        options = (ForeignOption("True", float(is_true)), ForeignOption("False", float(not is_true)))
        return replace(question, kind=AnswerType.CHOICE, options=options)
    if kind is AnswerType.ORDERING and AnswerType.MATCHING in kinds:
        codes.append(_PLACES)
        pairs = tuple(Pair(f"{nth}.", one.text) for nth, one in enumerate(question.options, start=1))
        return replace(question, kind=AnswerType.MATCHING, pairs=pairs, options=())
    if kind is AnswerType.NUMBER and AnswerType.TYPED in kinds and not any(one.within for one in question.options):
        return _in_kind(replace(question, kind=AnswerType.TYPED), writer, codes)
    if kind is AnswerType.NUMBER and AnswerType.TYPED not in kinds:
        kind = AnswerType.TYPED
    raise Skipped(_NO_FORM, f"{writer.title} has no {_IN_WORDS[kind]}")


def _fewer(options: Sequence[ForeignOption], writer: Writer) -> tuple[ForeignOption, ...]:
    """Return the right options and the first wrong ones, as many as a format takes."""
    spare = writer.holds.most_options - sum(one.share > 0 for one in options)
    if spare < 1:
        raise Skipped(_NO_FORM, f"{writer.title} takes at most {writer.holds.most_options} answers")
    wrong = [one for one in options if one.share <= 0][:spare]
    return tuple(one for one in options if one.share > 0 or one in wrong)


def _without_words(question: ForeignQuestion, holds: Holds, codes: list[str]) -> ForeignQuestion:
    """Return a question without the feedback, explanation, hints and topic that the format has no place for."""
    if not holds.feedback and any(one.why for one in question.options):
        question = replace(question, options=tuple(one._replace(why="") for one in question.options))
        codes.append(_SAID)
    if question.why and not holds.why:
        question = replace(question, why="")
        codes.append(_WHY)
    if question.hints and not holds.hints:
        question = replace(question, hints=())
        codes.append(_HINTS)
    if question.topic and not holds.topics:
        question = replace(question, topic=())
        codes.append(_TOPIC)
    return question


def _unbroken(question: ForeignQuestion, holds: Holds, codes: list[str]) -> ForeignQuestion:
    """Return a question without lines if there may be none."""
    stem = question.stem if holds.lines else on_one_line(question.stem)
    options = question.options
    if not holds.option_lines:
        options = tuple(
            one._replace(text=on_one_line(one.text), why=on_one_line(one.why)) if has_lines(one.text + one.why) else one
            for one in options
        )
    if stem == question.stem and options == question.options:
        return question
    codes.append(_LINES)
    return replace(question, stem=stem, options=options)


def on_one_line(text: str) -> str:
    """Return a text of several lines as one."""
    return " ".join(text.split()) if has_lines(text) else text


def _check_length(question: ForeignQuestion, writer: Writer) -> None:
    longest = writer.holds.longest_stem
    if longest and len(question.stem) > longest:
        raise Skipped(_TOO_LONG, f"{writer.title} takes at most {longest} characters in a question")
    longest = writer.holds.longest_option
    if longest and any(len(one.text) > longest for one in question.options):
        raise Skipped(_TOO_LONG, f"{writer.title} takes at most {longest} characters in an answer")
