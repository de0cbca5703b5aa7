"""A foreign question -> the lines of a written-out question, a function for each way of answering.

Each returns the lines and the codes of what is written differently, or raises `Skipped` if a bank cannot hold it.
"""

from collections.abc import Callable, Mapping, Sequence

from quiz.author.draft import tidy, yaml_quoted, yaml_text
from quiz.bank.limits import MAX_HINTS, MAX_OPTIONS, MAX_SCALAR
from quiz.exchange.losses import LOSSES, Fate, Skipped
from quiz.exchange.markup import was_code
from quiz.exchange.question import AnswerType, ForeignOption, ForeignQuestion
from quiz.layout import laid_out
from quiz.text import slug
from quiz.values.relations import canonical

_TRUE = frozenset(("true", "t"))
_CLAIMS = (frozenset(("true", "false")), frozenset(("t", "f")))
_FEWEST_PAIRS = 3
_FEWEST_PLACES = 3
_ALMOST = 0.01
_LAST: tuple[str, ...] = (
    "all of the above",
    "none of the above",
    "all of these",
    "none of these",
    "all the above",
    "all of them",
)
_LAST += ("none of them", "both of the above", "alle genannten", "keine der genannten", "none of the options")


def check_sayable(question: ForeignQuestion) -> None:
    """Raise `Skipped` for a question that needs what a bank cannot show, or more than it can hold."""
    for mark in ("X105", "X106"):
        if mark in question.marks and LOSSES[mark].fate is Fate.SKIPPED:
            raise Skipped(mark)
    if not tidy(question.stem):
        raise Skipped("X145")
    if len(question.gaps) > MAX_OPTIONS or len(question.pairs) > MAX_OPTIONS:
        raise Skipped("X118", f"it has more than {MAX_OPTIONS} gaps or pairs")
    texts = [question.stem, question.why, *question.hints, *(text for pair in question.pairs for text in pair)]
    texts += [text for options in (question.options, *question.gaps) for one in options for text in (one.text, one.why)]
    if any(len(text.encode("utf-8", "replace")) > MAX_SCALAR for text in texts):
        raise Skipped("X118", "a text in it is longer than 8 KiB")


def written_out(question: ForeignQuestion) -> tuple[tuple[str, ...], list[str]]:
    """Return the lines of a written-out question, and the codes of what is written differently. Raises `Skipped`."""
    lines, losses = _FORMS[question.kind](question)
    topic = [f"topic: {yaml_text(tidy(question.topic[-1]))}"] if question.topic and tidy(question.topic[-1]) else []
    more: list[str] = []
    if tidy(question.why) and not any(line.startswith("why: ") for line in lines):
        more.append(f"why: {yaml_quoted(_laid(question.why))}")
    hints = [_laid(hint) for hint in question.hints if tidy(hint)][:MAX_HINTS]
    if hints:
        more.append(
            f"hint: [{', '.join(map(yaml_quoted, hints))}]" if len(hints) > 1 else f"hint: {yaml_quoted(hints[0])}"
        )
    return (*topic, *lines, *more), losses


def _laid(text: str) -> str:
    """Return a text as a bank holds it: on one line, or with its lines if there is code in it."""
    if not was_code(text):
        return tidy(text)
    lines = (f"{line[: len(line) - len(line.lstrip())]}{tidy(line)}" for line in text.split("\n"))
    return laid_out("\n".join(lines))


def _after(first: str, then: str) -> str:
    """Return two texts, one after the other: in a line, or as paragraphs if one has code."""
    return ("\n\n" if "\n" in first + then else " ").join(filter(None, (first, then)))


def _ask(question: ForeignQuestion) -> str:
    return f"ask: {yaml_quoted(_laid(question.stem))}"


def _choice(question: ForeignQuestion) -> tuple[list[str], list[str]]:
    options, losses = _different(question)
    if not question.several and len(options) == 2 and frozenset(slug(option.text) for option in options) in _CLAIMS:
        key = next((option for option in options if option.is_right), None)
        if key is None:
            raise Skipped("X140")
        value = "true" if slug(key.text) in _TRUE else "false"
        return _claim_lines(question, value), losses
    right = [option for option in options if (option.share > 0 if question.several else option.is_right)]
    wrong = [option for option in options if option not in right]
    if not right:
        raise Skipped("X140")
    if not question.several:
        if len(right) > 1:
            losses.append("X115")
        if any(option.share > 0 for option in wrong):
            losses.append("X110")
        right = right[:1]
    elif question.is_weighted and _weighs_differently(right, wrong):
        losses.append("X111")
    said = _laid(right[0].why) if len(right) == 1 else ""
    if any(option.why for option in right) and len(right) > 1:
        losses.append("X116")
    return _choice_lines(question, right, wrong, "" if said in _laid(question.why) else said), losses


def _choice_lines(
    question: ForeignQuestion, right: Sequence[ForeignOption], wrong: Sequence[ForeignOption], why: str
) -> list[str]:
    if not wrong:
        raise Skipped("X144")
    if len(right) > MAX_OPTIONS or len(wrong) > MAX_OPTIONS:
        raise Skipped("X118", f"it has more than {MAX_OPTIONS} options")
    texts = [_laid(option.text) for option in right]
    lines = [_ask(question)]
    if question.several:
        lines += [f"answer: [{', '.join(map(yaml_text, texts))}]", "choose: all"]
    else:
        lines.append(f"answer: {yaml_text(texts[0])}")
    last = [option for option in (*right, *wrong) if tidy(option.text).lower().strip(" .") in _LAST]
    pinned = last if len(last) == 1 and len(wrong) - (last[0] in wrong) >= (0 if question.several else 2) else []
    lines.append("wrong:")
    lines += [f"  - {_wrong(option)}" for option in wrong if option not in pinned]
    if pinned:
        lines.append(f"pinned: [{_wrong(pinned[0])}]")
    if why:
        lines.append(f"why: {yaml_quoted(_after(why, _laid(question.why)))}")
    return lines


def _wrong(option: ForeignOption) -> str:
    text, why = yaml_text(_laid(option.text)), _laid(option.why)
    return f"{{text: {text}, why: {yaml_quoted(why)}}}" if why else text


def _different(question: ForeignQuestion) -> tuple[list[ForeignOption], list[str]]:
    """Return the options that say different things; of two wrong ones that say the same, one is left out."""
    kept: dict[str, ForeignOption] = {}
    losses: list[str] = []
    for option in question.options:
        text = tidy(option.text)
        if not text:
            raise Skipped("X145", "one of its options has no text")
        form = canonical(text)
        before = kept.get(form)
        if before is None:
            kept[form] = option
        elif before.share > 0 and option.share > 0:
            losses.append("X119")
        elif before.share > 0 or option.share > 0:
            raise Skipped("X142", f"a right option and a wrong one say the same: `{text[:60]}`")
        else:
            losses.append("X119")
    return list(kept.values()), losses[:1]


def _weighs_differently(right: Sequence[ForeignOption], wrong: Sequence[ForeignOption]) -> bool:
    """Return whether the weights of options differ from those of the program, +1/n and -1/n each."""
    each = 1 / len(right)
    return any(abs(one.share - each) > _ALMOST for one in right) or any(
        abs(one.share + each) > _ALMOST for one in wrong
    )


def _claim(question: ForeignQuestion) -> tuple[list[str], list[str]]:
    if not question.options:
        raise Skipped("X140")
    return _claim_lines(question, "true" if slug(question.options[0].text) in _TRUE else "false"), []


def _claim_lines(question: ForeignQuestion, value: str) -> list[str]:
    return [f"claim: {yaml_quoted(_laid(question.stem))}", f"is: {value}"]


def _typed(question: ForeignQuestion) -> tuple[list[str], list[str]]:
    right = [option for option in question.options if option.is_right]
    texts = list(dict.fromkeys(tidy(option.text) for option in right if tidy(option.text).strip("*")))
    if not texts:
        raise Skipped("X140")
    if any("*" in text for text in texts):
        raise Skipped("X102", "a `*` in its answer means any text")
    losses = ["X110"] if any(option.share > 0 and not option.is_right for option in question.options) else []
    losses += ["X116"] if any(option.why for option in question.options) else []
    lines = [_ask(question), f"answer: {yaml_text(texts[0])}"]
    if len(texts) > 1:
        lines.append(f"also: [{', '.join(map(yaml_text, texts[1:]))}]")
    lines += ["typed: true", *(["exact: true"] if question.exact else [])]
    return lines, losses


def _number(question: ForeignQuestion) -> tuple[list[str], list[str]]:
    right = [option for option in question.options if option.is_right]
    if not right:
        raise Skipped("X140")
    losses = ["X115"] if len(right) > 1 else []
    losses += ["X110"] if any(option.share > 0 and not option.is_right for option in question.options) else []
    losses += ["X116"] if any(option.why for option in question.options) else []
    lines = [_ask(question), f'answer: "{_not_in_thousands(tidy(right[0].text))}"']
    within = right[0].within.replace("%", " %").replace("  ", " ").strip()
    if within and within.strip("0.% "):
        lines.append(f"within: {within}")
    return [*lines, "typed: true"], losses


def _not_in_thousands(number: str) -> str:
    """Return a number with a decimal point so that it cannot be taken for thousands: `3.142` as `3.1420`."""
    whole, point, part = number.lstrip("+-").partition(".")
    return f"{number}0" if point and len(part) == 3 and len(whole) < 4 and (whole + part).isdecimal() else number


def _matching(question: ForeignQuestion) -> tuple[list[str], list[str]]:
    pairs = {tidy(pair.left): tidy(pair.right) for pair in question.pairs if tidy(pair.left)}
    if not pairs:
        raise Skipped("X140")
    spare = [tidy(pair.right) for pair in question.pairs if not tidy(pair.left) and tidy(pair.right)]
    if len(pairs) < _FEWEST_PAIRS and not spare:
        raise Skipped("X102", "it has only two pairs, so the second follows from the first")
    lines = [_ask(question), "match:", *(f"  {yaml_quoted(left)}: {yaml_text(right)}" for left, right in pairs.items())]
    return [*lines, *([f"wrong: [{', '.join(map(yaml_text, spare))}]"] if spare else [])], []


def _ordering(question: ForeignQuestion) -> tuple[list[str], list[str]]:
    if len(question.options) < _FEWEST_PLACES:
        raise Skipped("X102", "it has only two texts to put in order")
    texts = [tidy(option.text) for option in question.options]
    if len({canonical(text) for text in texts}) < len(texts):
        raise Skipped("X142")
    return [_ask(question), "order:", *(f"  - {yaml_text(text)}" for text in texts)], []


def _gaps(question: ForeignQuestion) -> tuple[list[str], list[str]]:
    if len(question.gaps) == 1:
        return _one_gap(question)
    return _gap_lines(question), []


def _one_gap(question: ForeignQuestion) -> tuple[list[str], list[str]]:
    """Return a text with one gap as a choice if it has options, else as a typed answer."""
    stem = question.stem.replace("{1}", "_____").replace("{{", "{").replace("}}", "}")
    has_wrong = any(not option.share for option in question.gaps[0])
    kind = AnswerType.CHOICE if has_wrong else AnswerType.TYPED
    made = ForeignQuestion(kind=kind, place=question.place, stem=stem, options=question.gaps[0], why=question.why)
    return _choice(made) if has_wrong else _typed(made)


def _gap_lines(question: ForeignQuestion) -> list[str]:
    """Return the lines of a text with several gaps."""
    text = question.stem
    lines = []
    for nth, options in enumerate(question.gaps, start=1):
        text = text.replace(f"{{{nth}}}", f"{{gap{nth}}}", 1)
        right = [tidy(option.text) for option in options if option.is_right]
        wrong = [tidy(option.text) for option in options if not option.share]
        if not right:
            raise Skipped("X140", "one of its gaps has no answer")
        answer = yaml_text(right[0]) if len(right) == 1 else f"[{', '.join(map(yaml_text, right))}]"
        lines.append(
            f"gap{nth}: {{answer: {answer}, wrong: [{', '.join(map(yaml_text, wrong))}]}}"
            if wrong
            else f"gap{nth}: {answer}"
        )
    return [f"gaps: {yaml_quoted(tidy(text))}", "answers:", *(f"  {line}" for line in lines)]


_FORMS: Mapping[AnswerType, Callable[[ForeignQuestion], tuple[list[str], list[str]]]] = {
    AnswerType.CHOICE: _choice,
    AnswerType.TRUE_FALSE: _claim,
    AnswerType.TYPED: _typed,
    AnswerType.NUMBER: _number,
    AnswerType.MATCHING: _matching,
    AnswerType.ORDERING: _ordering,
    AnswerType.GAPS: _gaps,
}
