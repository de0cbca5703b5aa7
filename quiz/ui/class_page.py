"""How a class did, as a page: first what to teach again, in words, and then each figure with its sentence."""

import shlex
from collections import defaultdict
from collections.abc import Iterator

from quiz.classroom.look_at import LookAt, QuestionDoubt
from quiz.classroom.replay import Replay
from quiz.classroom.report import ClassReport
from quiz.classroom.reteach import MOST_TAUGHT, TeachAgain
from quiz.classroom.thresholds import SHARED_FROM
from quiz.text import listed
from quiz.ui.class_figures import called, class_figures, section
from quiz.ui.document import Document, Element, Paragraph, Subheading, Title
from quiz.ui.words import ended, in_one, plural

CLASS_TITLE = "How the class did"
_MOST_LISTED = 20  # lines of one kind
_LONGEST_NAME = 3  # words: what is longer is quoted


def class_page(report: ClassReport) -> Document:
    """Return the page, with what a teacher has to know first."""
    elements: list[Element] = [Title(CLASS_TITLE, f"{len(report.students)} handed in"), Subheading("Handed in")]
    elements += map(Paragraph, _handed_in(report))
    elements += [*section("To teach again"), *_teach_again(report)]
    if report.look_at:
        elements += [
            *section("Questions to look at"),
            *(Paragraph(_doubt_text(report, one), 3) for one in report.look_at),
        ]
    if not report.is_shared:
        elements += [*section("Checked answers"), *map(Paragraph, _checks(report))]
    return (*elements, *class_figures(report))


# Who handed in


def _handed_in(report: ClassReport) -> Iterator[str]:
    """Yield who handed in what, who did not, and what became of the files."""
    students, counts = report.students, report.counts
    of = f" of {len(report.on_list)}" if report.on_list else ""
    listed_here = sum(one.key in report.on_list for one in students) if report.on_list else len(students)
    tries = plural(sum(one.tries for one in counts.items), "first try", "first tries")
    tests = f" of {plural(len(report.checked.tests), 'test')}" if report.checked.tests else ""
    yield f"{listed_here}{of} handed in: {plural(len(counts.items), 'question')}{tests}, {tries}."
    yield f"{'Bank' if len(report.titles) == 1 else 'Banks'}: {listed(report.titles)}."
    if report.missing:
        yield f"Nothing yet from {listed([called(one.code, one.name) for one in report.missing])}."
    unknown = [one.code for one in students if report.on_list and one.key not in report.on_list]
    if unknown:
        yield f"Not on the list: {listed(unknown)}."
    if report.on_list and not listed_here:
        yield "Nobody who handed in is on the list. It needs the code of each student, with the name next to it."
    if report.is_shared:
        yield (
            f"So that nobody can be singled out, no number is shown of fewer than {SHARED_FROM} students, and none "
            "from which it could be worked out. Questions of which that leaves nothing are left out."
        )
    else:
        yield from _file_texts(report)
    if report.checked.left_out:
        yield f"Not counted: {plural(report.checked.left_out, 'answer')} given outside the test."
    late = [one.code for one in students if (score := report.checked.scores.get(one.code)) and score.is_late]
    if late:
        yield f"Late: {listed([called(code, report.name(code)) for code in late])}."
    yield from _unfinished(report)
    again = [called(code, report.name(code)) for code, score in report.checked.scores.items() if score.is_retaken]
    if again:
        yield f"Took the test more than once, and only the first answer to each question counts: {listed(again)}."


def _unfinished(report: ClassReport) -> Iterator[str]:
    """Yield who answered only some questions of the one test that was taken, where it is known how many there are."""
    asked = next(iter(report.checked.tests.values()), 0) if len(report.checked.tests) == 1 else 0
    answered = {code: one.tries + one.hinted + one.differing for code, one in report.checked.scores.items()}
    some = [f"{called(code, report.name(code))}: {count}" for code, count in answered.items() if 0 < count < asked]
    if some:
        yield f"Answered only some of the {asked} questions of the test: {listed(some)}."


def _file_texts(report: ClassReport) -> Iterator[str]:
    several = [called(one.code, report.name(one.code)) for one in report.students if len(one.ids) > 1]
    if several:
        yield f"Handed in from several computers, and combined by code: {listed(several)}."
    repeated = report.handed_in.repeated
    if repeated:
        yield f"Nothing new in {plural(len(repeated), 'file')}: {listed(repeated[:_MOST_LISTED])}."
    for one in report.unread[:_MOST_LISTED]:
        yield f"Not read: {one.path}: {one.reason}."
    if len(report.unread) > _MOST_LISTED:
        yield f"Not read: {len(report.unread) - _MOST_LISTED} more."


# What to teach again


def _teach_again(report: ClassReport) -> Iterator[Element]:
    """Yield at most five sentences, each with its question, and the command that packs these facts."""
    if not report.teach and report.is_shared:
        yield Paragraph("There is no fact of which that can be shown.")
        return
    if not report.teach:
        yield Paragraph(
            "Nothing stands out: there is no fact that several students missed in a third of the answers or more."
        )
        return
    for number, one in enumerate(report.teach[:MOST_TAUGHT], start=1):
        yield Paragraph(in_one(f"{number}. ", _taught(one)), 3)
    if len(report.teach) > MOST_TAUGHT:
        count = len(report.teach) - MOST_TAUGHT
        more, listed_too = plural(count, "more fact was", "more facts were"), "It is" if count == 1 else "They are"
        yield Paragraph(f"{more} missed in a third of the answers or more. {listed_too} listed below.")
    if report.paths:
        banks = [part for bank in report.banks for part in ("--bank", bank)]
        command = shlex.join(["quiz", "class", *report.paths, *banks, "--drill", "again.quiz"])
        yield Paragraph(f"A round of these facts, to play with the class: {command}")


def _taught(one: TeachAgain) -> str:
    """Return how many students missed a fact, and what they took for what: of several questions in the worst one."""
    missed, tries = one.here
    count, took = f"{missed} of {tries}", _took(one)
    if one.questions > 1:
        about = (f"{one.students_missed} of {one.students} missed at least one question about ", one.name)
        if not one.stem:
            return in_one(*about, ".")
        where = (f"where {count} ", *took) if took else (f"which {count} missed",)
        return in_one(*about, ", most often this one, ", *where, ": ", one.stem)
    if took and one.is_statement:
        return in_one(f"{count} ", *took, ": ", one.stem)
    asked = (" Asked: ", one.stem) if one.stem else ()
    if took:
        return in_one(f"{count} ", *took, ".", *asked)
    if one.stem == one.name:
        return in_one(f"{count} missed: ", one.stem)
    return in_one(f"{count} missed ", ended(one.name), *asked)


def _took(one: TeachAgain) -> tuple[str, ...]:
    """Return what those who missed a question took for what, where it is one mix-up, to follow how many they are."""
    taken = one.taken
    if taken is None:
        return ()
    many = "" if taken.times == one.here[0] else f"missed this, and {taken.times} of them "
    if one.is_statement:
        return (f"{many}judged {'it' if many else 'this'} {taken.text.lower()}, but it is {taken.key.lower()}",)
    quotes = ("“", "”") if max(len(taken.text.split()), len(taken.key.split())) > _LONGEST_NAME else ("", "")
    text, key = (in_one(quotes[0], each, quotes[1]) for each in (taken.text, taken.key))
    return (f"{many}took ", text, " for ", key)


def _doubt_text(report: ClassReport, one: LookAt) -> str:
    """Return why a question is to be looked at, with its place in the bank."""
    question = report.checked.shown.get(one.item)
    stem = question.stem if question else one.item
    head = (f"{report.places[one.item]}: " if one.item in report.places else "", stem, " ")
    of = f"of {one.above} who did better than the class on the other questions, "
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


def _of_the_test(report: ClassReport) -> Iterator[str]:
    """Yield whether the questions are those of the tests, where there are tests."""
    tests = report.checked.tests
    unknown = sum(not questions for questions in tests.values())
    if tests and not unknown:
        yield f"Whether the questions are those of the {'test' if len(tests) == 1 else 'tests'} was checked as well."
    elif tests:
        what = "the test" if len(tests) == 1 else f"{unknown} of {len(tests)} tests"
        yield f"Not checked: whether the questions are those of {what}. Name the pack with `--bank`."


def _checks(report: ClassReport) -> Iterator[str]:
    """Yield how many answers agree with what their question was, and what does not."""
    verdicts = report.checked.verdicts
    total = sum(verdicts.values())
    yield f"Checked against the bank: {verdicts.get(Replay.AGREES, 0)} of {plural(total, 'answer')} agree."
    yield from _of_the_test(report)
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
        answers = plural(verdicts[Replay.DIFFERS], "answer does", "answers do")
        yield f"{answers} not agree. Such answers are not counted."
    by_student: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for one in report.checked.differing:
        by_student[one.student].append((one.item, one.why))
    for code, found in by_student.items():
        item, why = found[0]
        shown = report.checked.shown.get(item)
        asked = in_one("“", shown.stem, "”") if shown else item
        yield f"{called(code, report.name(code))}: {plural(len(found), 'answer')}, the first to {asked}: {why}."
    by_fault: dict[str, dict[str, None]] = defaultdict(dict)
    for irregular in report.checked.irregular:
        by_fault[irregular.what][called(irregular.student, report.name(irregular.student))] = None
    for what, students in by_fault.items():
        yield f"{listed(list(students))}: {what}."
