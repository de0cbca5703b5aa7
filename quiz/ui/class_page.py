"""How a class did, as a page: in words what to teach again first, and behind it each figure with its sentence."""

import shlex
from collections import defaultdict
from collections.abc import Iterator, Sequence

from quiz.classroom.counts import ItemCounts, OptionCounts, Reliability, TypedCounts
from quiz.classroom.item_statistics import standard_error
from quiz.classroom.look_at import LookAt, QuestionDoubt, is_unused
from quiz.classroom.near_miss import FEWEST_TYPED, is_near_miss
from quiz.classroom.replay import Replay
from quiz.classroom.report import ClassReport, Total
from quiz.classroom.reteach import MOST_TAUGHT, TeachAgain
from quiz.classroom.thresholds import DISCRIMINATION_FROM, OPTION_FROM, REST_FROM, SHARE_FROM
from quiz.game.statistics import interval
from quiz.term.lines import Style
from quiz.ui.document import Bars, Document, Element, Gap, Paragraph, Picture, Subheading, Title, indented, said
from quiz.ui.words import ended, in_one, listed, plural

CLASS_TITLE = "How the class did"
_MOST_LISTED = 20  # lines of one kind
_LONGEST_NAME = 5  # words: what is longer is a sentence, and is quoted


def class_page(report: ClassReport) -> Document:
    """Return the page, with what a teacher has to know first."""
    elements: list[Element] = [Title(CLASS_TITLE, f"{len(report.students)} handed in"), Subheading("Handed in")]
    elements += map(Paragraph, _handed_in(report))
    elements += [*_section("To teach again"), *_teach_again(report)]
    if report.look_at:
        elements += [
            *_section("Questions to look at"),
            *(Paragraph(_doubt_text(report, one), 3) for one in report.look_at),
        ]
    elements += [*_section("Checked answers"), *map(Paragraph, _checks(report))]
    if report.counts.students:
        elements += [*_section("Students"), _bars(_student_rows(report))]
    elements += _questions(report)
    elements += [*_totals("Patterns", report.patterns), *_totals("Facts", report.facts)]
    if report.counts.typed:
        elements += [*_section("Typed answers that were wrong"), *map(indented, _typed_texts(report))]
    if report.counts.reliability:
        elements += [*_section("How accurate the scores are"), *map(Paragraph, _exactness(report.counts.reliability))]
    return (*elements, *_section("What the figures mean"), *map(Paragraph, _MEANINGS))


def _section(title: str) -> tuple[Element, ...]:
    """Return the head of a section; plain lines, which have no heads, say it."""
    return Subheading(title), said(f"{title}:")


# Who handed in


def _handed_in(report: ClassReport) -> Iterator[str]:
    """Yield who handed in what, who did not, and what became of the files."""
    students, counts = report.students, report.counts
    of = f" of {len(report.on_list)}" if report.on_list else ""
    listed_here = sum(one.key in report.on_list for one in students) if report.on_list else len(students)
    tries = plural(sum(one.tries for one in counts.items), "first try", "first tries")
    tests = f" of {plural(len(report.checked.tests), 'test')}" if report.checked.tests else ""
    yield f"{listed_here}{of} handed in: {plural(len(counts.items), 'question')}{tests}, {tries}."
    yield f"{plural(len(report.titles), 'bank').split()[1].capitalize()}: {listed(report.titles)}."
    if report.missing:
        yield f"Nothing yet from {listed([_who(one.code, one.name) for one in report.missing])}."
    unknown = [one.code for one in students if report.on_list and one.key not in report.on_list]
    if unknown:
        yield f"Not on the list: {listed(unknown)}."
    if not report.is_shared:
        yield from _file_texts(report)
    if report.checked.left_out:
        yield f"Not counted: {plural(report.checked.left_out, 'answer')} given outside the test."
    late = [one.code for one in students if (score := report.checked.scores.get(one.code)) and score.is_late]
    if late:
        yield f"Late: {listed([_who(code, report.name(code)) for code in late])}."


def _file_texts(report: ClassReport) -> Iterator[str]:
    several = [_who(one.code, report.name(one.code)) for one in report.students if len(one.ids) > 1]
    if several:
        yield f"Handed in from several computers, and put together by code: {listed(several)}."
    repeated = report.handed_in.repeated
    if repeated:
        yield f"Nothing new in {plural(len(repeated), 'file')}: {listed(repeated[:_MOST_LISTED])}."
    for one in report.unread[:_MOST_LISTED]:
        yield f"Not read: {one.path}: {one.reason}."
    if len(report.unread) > _MOST_LISTED:
        yield f"Not read: {len(report.unread) - _MOST_LISTED} more."


def _who(code: str, name: str) -> str:
    return f"{code} ({name})" if name else code


# What to teach again


def _teach_again(report: ClassReport) -> Iterator[Element]:
    """Yield at most five sentences, each with its question, and the command that packs these facts."""
    if not report.teach:
        yield Paragraph("Nothing stands out: no fact was missed by a third of the students who were asked about it.")
        return
    for number, one in enumerate(report.teach[:MOST_TAUGHT], start=1):
        yield Paragraph(in_one(f"{number}. ", _taught(one)), 3)
    if len(report.teach) > MOST_TAUGHT:
        more = plural(len(report.teach) - MOST_TAUGHT, "more fact was", "more facts were")
        yield Paragraph(f"{more} missed by a third of the students or more. They are listed below.")
    if report.paths:
        banks = [part for bank in report.banks for part in ("--bank", bank)]
        command = shlex.join(["quiz", "class", *report.paths, *banks, "--drill", "again.quiz"])
        yield Paragraph(f"A round of these facts, to play with the class: {command}")


def _taught(one: TeachAgain) -> str:
    asked = ("", "") if one.stem in ("", one.name) else (" Asked: ", one.stem)
    if one.taken and one.is_statement:
        return in_one(f"{one.taken.times} of {one.taken.tries} took this for {one.taken.text.lower()}: ", one.stem)
    if one.taken:
        taken = one.taken
        quotes = ("“", "”") if max(len(taken.text.split()), len(taken.key.split())) > _LONGEST_NAME else ("", "")
        text, key = (in_one(quotes[0], each, quotes[1]) for each in (taken.text, taken.key))
        return in_one(f"{taken.times} of {taken.tries} took ", text, " for ", key, ".", *asked)
    if one.stem == one.name:
        return in_one(f"{one.missed} of {one.tries} missed: ", one.stem)
    return in_one(f"{one.missed} of {one.tries} missed ", ended(one.name), *asked)


def _doubt_text(report: ClassReport, one: LookAt) -> str:
    """Return why a question is to be looked at, with its place in the bank."""
    question = report.checked.shown.get(one.item)
    stem = question.stem if question else one.item
    head = (f"{report.places[one.item]}: " if one.item in report.places else "", stem, " ")
    of = f"of {one.above} who did better than the class in the other questions, "
    match one.doubt:
        case QuestionDoubt.KEY:
            return in_one(
                *head,
                f"{of.capitalize()}{one.for_other} chose ",
                one.other,
                f" and {one.for_key} the right answer. Is the key wrong?",
            )
        case QuestionDoubt.TWO:
            return in_one(
                *head,
                f"{of.capitalize()}{one.for_other} chose ",
                one.other,
                ", which is as often as the others did. Is it right as well?",
            )
    return in_one(
        *head, f"Students who did better elsewhere were right less often here ({one.agreement:.2f}). Is the key right?"
    )


# Whether it can have been so


def _checks(report: ClassReport) -> Iterator[str]:
    """Yield how many answers agree with what their question was, and what does not."""
    verdicts = report.checked.verdicts
    total = sum(verdicts.values())
    yield f"Checked against the bank: {verdicts.get(Replay.AGREES, 0)} of {plural(total, 'answer')} agree."
    if verdicts.get(Replay.OTHER_RULES):
        yield f"Not checked: {verdicts[Replay.OTHER_RULES]} that were drawn by another version of the program."
    if verdicts.get(Replay.NO_BANK):
        yield (
            f"Not checked: {verdicts[Replay.NO_BANK]} about a bank, or a version of a bank, that is not here. Name the "
            "pack that you handed out with `--bank`."
        )
    for item, count in report.checked.changed.items():
        place = report.places.get(item, item)
        are = plural(count, "answer is", "answers are")
        yield f"{place}: the bank has changed since, and {are} marked differently today."
    if verdicts.get(Replay.DIFFERS):
        yield f"{plural(verdicts[Replay.DIFFERS], 'answer does', 'answers do')} not agree. Such answers count nowhere."
    by_student: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for one in report.checked.differing:
        by_student[one.student].append((one.item, one.why))
    for code, found in by_student.items():
        item, why = found[0]
        yield f"{_who(code, report.name(code))}: {plural(len(found), 'answer')}, the first to {item}: {why}."
    by_fault: dict[str, dict[str, None]] = defaultdict(dict)
    for irregular in report.checked.irregular:
        by_fault[irregular.what][_who(irregular.student, report.name(irregular.student))] = None
    for what, students in by_fault.items():
        yield f"{listed(list(students))}: {what}."


# Students, questions, patterns, facts


def _student_rows(report: ClassReport) -> Iterator[tuple[str, float, str]]:
    for one in report.counts.students:
        score = report.checked.scores[one.student]
        then = f", {score.right_then} when asked" if score.right_then != score.right else ""
        left_out = f", {score.left_out} not counted" if score.left_out else ""
        text = f"{_score(one.right, one.tries)}{then}{left_out}, {one.took_ms / 1000:.0f} s"
        yield _who(one.student, report.name(one.student)), one.right / one.tries, text


def _bars(rows: Iterator[tuple[str, float, str]]) -> Picture:
    found = tuple(rows)
    return Picture(Bars(found), tuple(f"{name.strip()}: {text}" for name, _, text in found), says_all=True)


def _totals(title: str, found: Sequence[Total]) -> list[Element]:
    if not found:
        return []
    return [*_section(title), _bars((one.name, one.right / one.tries, _score(one.right, one.tries)) for one in found)]


def _score(right: int, tries: int) -> str:
    """Return a score, with its percentage and interval where there are enough tries."""
    if tries < SHARE_FROM:
        return f"{right} of {tries}"
    low, high = interval(right, tries)
    return f"{right} of {tries} ({right / tries:.0%}, likely {100 * low:.0f} to {high:.0%})"


def _questions(report: ClassReport) -> Iterator[Element]:
    """Yield each question with its figures and its options, those that fewest had right first."""
    options: dict[str, list[OptionCounts]] = defaultdict(list)
    for option in report.counts.options:
        options[option.item].append(option)
    yield from _section("Questions")
    for one in sorted(report.counts.items, key=lambda one: (one.right / one.tries, one.item)):
        question = report.checked.shown.get(one.item)
        yield Paragraph(question.stem if question else one.item, 1, Style.STRONG)
        yield Paragraph(f"{_figures(one)} {report.places.get(one.item, '')}".strip(), 3)
        if options[one.item] and question:
            ordered = sorted(options[one.item], key=lambda option: (not option.is_key, -option.chosen, option.option))
            yield _bars(
                (_option_name(option, question.texts), option.chosen / option.offered, _chosen(option))
                for option in ordered
            )
        yield Gap()


def _figures(one: ItemCounts) -> str:
    text = f"{_score(one.right, one.tries)} right, {one.took_ms / 1000:.0f} s."
    if one.agreement is not None:
        text += f" With the other questions: {one.agreement:.2f}."
    if one.difference is not None:
        text += f" Best less weakest students: {one.difference:+.2f}."
    return text


def _option_name(option: OptionCounts, texts: "dict[str, str]") -> str:
    return f"{'✓' if option.is_key else '✗'} {' '.join(texts.get(option.option, option.option).split())}"


def _chosen(option: OptionCounts) -> str:
    text = f"{option.chosen} of {option.offered}"
    if option.offered < OPTION_FROM:
        return text
    above = f", {option.chosen_above} of {option.offered_above} above the mean"
    return f"{text} ({option.chosen / option.offered:.0%}){above}{', hardly used' if is_unused(option) else ''}"


def _typed_texts(report: ClassReport) -> Iterator[str]:
    """Yield the wrong texts of each question that several typed, those near the answer as candidates for `also:`."""
    by_item: dict[str, list[TypedCounts]] = defaultdict(list)
    for one in report.counts.typed:
        by_item[one.item].append(one)
    for item, typed in by_item.items():
        question = report.checked.shown.get(item)
        several = [one for one in typed if one.students >= FEWEST_TYPED] if question else []
        rare = len(typed) - len(several)
        if not question:
            continue
        yield in_one(question.stem, " The right answer is ", ended(question.key))
        near = [one for one in several if is_near_miss(one.text, question.key)]
        if near:
            place = report.places.get(item, "the bank")
            yield f"  Close to it: {_typed_list(near)}. If one of these is right as well, add it to `also:`, {place}."
        others = [one for one in several if one not in near]
        if others:
            yield f"  Others: {_typed_list(others)}."
        if rare:
            yield f"  {plural(rare, 'more text was', 'more texts were')} typed once."


def _typed_list(found: Sequence[TypedCounts]) -> str:
    return ", ".join(f"“{one.text}” ({one.students})" for one in found[:_MOST_LISTED])


def _exactness(found: Reliability) -> Iterator[str]:
    """Yield the reliability of a test in words."""
    who = f"{plural(found.students, 'student')} who answered all {found.questions} questions"
    if found.alpha is None:
        yield f"Not defined: {who} all have the same score."
        return
    yield f"How well the questions agree (alpha, KR-20): {found.alpha:.2f}, by {who}."
    error = standard_error(found.deviation, found.alpha)
    if error is not None:
        yield (
            f"A score is accurate to about {error:.1f} questions: with other questions of the same kind, two students "
            "in three would get a score that close to theirs."
        )


_MEANINGS = (
    "Only first tries without a hint count, each marked by the bank as it is today.",
    (
        f"A percentage is shown from {SHARE_FROM} answers on. The likely range is where it would be for many more "
        "students like these, in 19 of 20 classes (Wilson 1927)."
    ),
    (
        f"With the other questions, from {DISCRIMINATION_FROM} students on: from -1 to 1, whether those who were right "
        "here were right elsewhere too. Near 0 or below, look at the question. Where students were asked different "
        f"questions, each needs {REST_FROM} others."
    ),
    (
        f"Best less weakest students, from {DISCRIMINATION_FROM} students on: the share of the best 27 % who were "
        "right less that of the weakest 27 % (Kelley 1939). From .40 on it is good, below .20 poor (Ebel)."
    ),
    (
        f"Options are drawn, so each is counted by how often it was offered, and from {OPTION_FROM} offers on by those "
        "above the mean of the class as well. A wrong answer that fewer than 1 in 20 choose is hardly used."
    ),
)
