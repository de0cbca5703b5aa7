"""The figures of a class: of its students, questions, options, patterns and facts, each with its sentence."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from quiz.bank.problems import typed_in_list
from quiz.classroom.counts import ItemCounts, OptionCounts, Reliability, TypedCounts
from quiz.classroom.item_statistics import standard_error
from quiz.classroom.look_at import is_unused
from quiz.classroom.near_miss import FEWEST_TYPED, is_near_miss, near_in_gaps
from quiz.classroom.report import ClassReport, Total
from quiz.classroom.thresholds import DISCRIMINATION_FROM, OPTION_FROM, REST_FROM, SHARE_FROM
from quiz.game.statistics import interval
from quiz.term.lines import Style
from quiz.text import plural
from quiz.ui.document import Bars, Element, Gap, Paragraph, Picture, Subheading, indented, said
from quiz.ui.words import ended, in_one

_MOST = 1_000  # questions, patterns or facts
_MOST_TYPED = 20  # texts of a question


def class_figures(report: ClassReport) -> Iterator[Element]:
    """Yield everything after the first page, with what the figures mean at its end."""
    if report.checked.scores:
        yield from section("Students")
        yield _bars(_student_rows(report))
    yield from _questions(report)
    yield from _totals("Patterns", report.patterns)
    yield from _totals("Facts", report.facts)
    typed = [*_typed_texts(report)]
    if typed:
        yield from section("Typed answers that were wrong")
        yield from map(indented, typed)
    if report.counts.reliability:
        yield from section("How accurate the scores are")
        yield from map(Paragraph, _exactness(report.counts.reliability))
    yield from section("What the figures mean")
    yield from map(Paragraph, _MEANINGS)


def section(title: str) -> tuple[Element, ...]:
    """Return the heading of a section; plain lines have no headings, so there it is a text."""
    return Subheading(title), said(f"{title}:")


def called(code: str, name: str) -> str:
    """Return what a student is called on the page."""
    return f"{code} ({name})" if name else code


def _student_rows(report: ClassReport) -> Iterator[tuple[str, float, str]]:
    times = {one.student: one.took_ms for one in report.counts.students}
    for code, score in report.checked.scores.items():
        then = f", {score.right_then} when asked" if score.right_then != score.right else ""
        asked = score.tries + score.differing  # editing a file must not improve a score
        edited = f", {plural(score.differing, 'answer does', 'answers do')} not agree" if score.differing else ""
        hinted = f", {score.hinted} more with a hint" if score.hinted else ""
        took = f", {times[code] / 1000:.0f} s" if code in times else ""
        text = f"{_score(score.right, asked)}{then}{edited}{hinted}{took}"
        yield called(code, report.name(code)), score.right / max(asked, 1), text


def _bars(rows: Iterator[tuple[str, float, str]]) -> Picture:
    found = tuple(rows)
    return Picture(Bars(found), tuple(f"{_labelled(name.strip())} {text}" for name, _, text in found), says_all=True)


def _labelled(name: str) -> str:
    """Return a name as a label: with a colon, unless it ends with another mark."""
    return name if name.endswith((".", "!", "?", "…", ":")) else f"{name}:"


def _totals(title: str, found: Sequence[Total]) -> list[Element]:
    if not found:
        return []
    rows = ((" ".join(one.name.split()), one.right / one.tries, _score(one.right, one.tries)) for one in found[:_MOST])
    return [*section(title), _bars(rows), *_more(len(found))]


def _more(count: int) -> list[Paragraph]:
    """Return where to find the rest of a list that is too long to read."""
    return [Paragraph(f"{count - _MOST} more are in `--csv` and `--json`.")] if count > _MOST else []


def _score(right: int, tries: int) -> str:
    """Return a score, with its percentage and interval if there are enough tries."""
    if tries < SHARE_FROM:
        return f"{right} of {tries}"
    low, high = interval(right, tries)
    return f"{right} of {tries} ({right / tries:.0%}, likely {100 * low:.0f} to {high:.0%})"


def _questions(report: ClassReport) -> Iterator[Element]:
    """Yield each question with its figures and its options, the hardest first."""
    options: dict[str, list[OptionCounts]] = defaultdict(list)
    for option in report.counts.options:
        options[option.item].append(option)
    yield from section("Questions")
    items = sorted(report.counts.items, key=lambda one: (one.right / one.tries, one.item))
    for one in items[:_MOST]:
        question = report.checked.shown.get(one.item)
        yield Paragraph(question.stem if question else one.item, 1, Style.STRONG)
        yield Paragraph(f"{_figures(one)} {report.places.get(one.item, '')}".strip(), 3)
        if one.item in report.checked.changed:
            yield Paragraph(
                "The score is by the bank as it is today; ✓ and ✗ show what was right when it was asked.", 3
            )
        if options[one.item] and question:
            ordered = sorted(options[one.item], key=lambda option: (not option.is_key, -option.chosen, option.option))
            yield _bars(
                (_option_name(option, question.texts), option.chosen / option.offered, _chosen(option))
                for option in ordered
            )
        yield Gap()
    yield from _more(len(items))


def _figures(one: ItemCounts) -> str:
    text = f"{_score(one.right, one.tries)} right, {one.took_ms / 1000:.0f} s."
    if one.agreement is not None:
        text += f" With the other questions: {one.agreement:.2f}."
    if one.difference is not None:
        text += f" Best minus weakest students: {one.difference:+.2f}."
    return text


def _option_name(option: OptionCounts, texts: Mapping[str, str]) -> str:
    return f"{'✓' if option.is_key else '✗'} {' '.join(texts.get(option.option, option.option).split())}"


def _chosen(option: OptionCounts) -> str:
    text = f"{option.chosen} of {option.offered}"
    if option.offered < OPTION_FROM:
        return text
    above = f", {option.chosen_above} of {option.offered_above} above the mean" if option.offered_above else ""
    return f"{text} ({option.chosen / option.offered:.0%}){above}{', hardly used' if is_unused(option) else ''}"


def _typed_texts(report: ClassReport) -> Iterator[str]:
    """Yield the wrong texts of each question that several typed; those near the answer may be right as well."""
    by_item: dict[str, list[TypedCounts]] = defaultdict(list)
    for one in report.counts.typed:
        by_item[one.item].append(one)
    for item, typed in by_item.items():
        question = report.checked.shown.get(item)
        if not question:
            continue
        several = [one for one in typed if one.students >= FEWEST_TYPED]
        rare = len(typed) - len(several)
        yield in_one(question.stem, " The right answer is ", ended(question.key))
        place = f"at {report.places[item]}" if item in report.places else "in the bank"
        gaps = report.gaps.get(item, ())
        whole = [one for one in several if "|" not in one.text] if not gaps else []  # a bar is between two gaps
        near = [one for one in whole if is_near_miss(one.text, question.key)]
        if near:
            yield f"  Close to it: {_typed_list(near)}. If one of these is right as well, add it to `also:` {place}."
        for name, blank, found in near_in_gaps(gaps, typed):
            right = ", ".join(typed_in_list(answer.text) for answer in blank.expected.right)
            yield (
                f"  Close to “{blank.expected.right[0].text}”: {_typed_list(found)}. If one of these is right as well, "
                f"write it in the list of that gap {place}: `{name}: [{right}, …]`."
            )
        others = [one for one in several if one not in near]
        if others:
            yield f"  {'In all gaps' if len(gaps) > 1 else 'Others'}: {_typed_list(others)}."
        if rare:
            yield f"  {plural(rare, 'more text was', 'more texts were')} typed once."


def _typed_list(found: Sequence[TypedCounts]) -> str:
    return ", ".join(f"“{one.text}” ({one.students})" for one in found[:_MOST_TYPED])


def _exactness(found: Reliability) -> Iterator[str]:
    """Yield the reliability of a test in words."""
    who = f"{plural(found.students, 'student')} who answered all {found.questions} questions"
    if found.alpha is None:
        yield f"It is not known how well the questions agree, because the {who} all have the same score."
        return
    yield f"How well the questions agree (alpha, KR-20): {found.alpha:.2f}, for {who}."
    error = standard_error(found.deviation, found.alpha)
    if error is not None:
        yield (
            f"A score is accurate to about {error:.1f} questions: with other questions of the same kind, two students "
            "in three would get a score that close to theirs."
        )


_MEANINGS = (
    "Only first tries without a hint count, each marked by the bank as it is today.",
    (
        f"A percentage is shown from {SHARE_FROM} answers on. If many more students like these were asked, their "
        "percentage would be within the likely range in 19 of 20 cases."
    ),
    (
        f"“With the other questions” is shown from {DISCRIMINATION_FROM} students on. It is a number from -1 to 1 that "
        "says whether the students who were right here were also right elsewhere. If it is near 0 or below, look at "
        f"the question. If students were asked different questions, only those who answered {REST_FROM} other "
        "questions or more count."
    ),
    (
        f"“Best minus weakest students” is shown from {DISCRIMINATION_FROM} students on. It is the share of the best "
        "27% who were right, minus that of the weakest 27%. A value of 0.40 or more is often called good, and one "
        "below 0.20 is often called poor."
    ),
    (
        "Not every student is offered every option. So for each option you see how often it was chosen, of how many "
        f"times it was offered. From {OPTION_FROM} offers on, you also see this for the students above the mean of the "
        "class. A wrong answer is hardly used if fewer than 1 in 20 choose it."
    ),
)
