"""How a class did, as a page: first what to teach again, in words, and then each figure with its sentence."""

from collections import defaultdict
from collections.abc import Iterator

from quiz.classroom.look_at import LookAt, QuestionDoubt
from quiz.classroom.replay import Replay
from quiz.classroom.report import ClassReport
from quiz.classroom.reteach import MOST_TAUGHT, TeachAgain
from quiz.classroom.thresholds import SHARED_FROM
from quiz.term.shell import as_argument
from quiz.text import listed, plural
from quiz.ui.class_figures import called, class_figures, section
from quiz.ui.document import Document, Element, Paragraph, Subheading, Title
from quiz.ui.words import ended, in_one, run_on

CLASS_TITLE = "How the class did"
_MOST_LISTED = 20  # the most lines of one kind
_LONGEST_NAME = 3  # words: what is longer is quoted
_BOTH = 2
_MAY_BE_WRONG = "Check the right answer in the bank: it may be wrong."


def class_page(report: ClassReport) -> Document:
    """Return the page, which begins with what a teacher has to know."""
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
    """Yield who handed in what, who did not, and what was done with the files."""
    students, counts = report.students, report.counts
    listed_here = sum(one.key in report.on_list for one in students)
    unknown = [one.code for one in students if report.on_list and one.key not in report.on_list]
    if report.on_list:
        on_list = plural(len(report.on_list), "of the {} student on the list", "of the {} students on the list")
        others = plural(len(unknown), "student who is not on it", "students who are not on it")
        too = f", {'and' if listed_here else 'but'} {others} did{' too' if listed_here else ''}" if unknown else ""
        yield f"{listed_here or 'None'} {on_list} handed in answers{too}."
    else:
        yield plural(len(students), "student handed in answers.", "students handed in answers.")
    tries = plural(sum(one.tries for one in counts.items), "first try", "first tries")
    tests = f" of {plural(len(report.checked.tests), 'test')}" if report.checked.tests else ""
    yield f"In all, that is {tries} at {plural(len(counts.items), 'question')}{tests}."
    yield f"{'Bank' if len(report.titles) == 1 else 'Banks'}: {listed(report.titles)}."
    if report.missing:
        yield f"Nothing yet from {listed([called(one.code, one.name) for one in report.missing])}."
    if unknown:
        yield f"Not on the list: {listed(unknown)}."
    if report.on_list and not listed_here:
        yield (
            "Nobody who handed in answers is on the list. The list needs the code of each student, with the name next "
            "to it."
        )
    if report.is_shared:
        yield (
            f"So that nobody can be singled out, this page shows no number that stands for fewer than {SHARED_FROM} "
            "students, and none from which such a number could be worked out. A question that has no other numbers is "
            "left out."
        )
    else:
        yield from _file_texts(report)
    if report.checked.left_out:
        yield plural(
            report.checked.left_out,
            "1 answer was given outside the test and is not counted.",
            "{} answers were given outside the test and are not counted.",
        )
    late = [one.code for one in students if (score := report.checked.scores.get(one.code)) and score.is_late]
    if late:
        yield f"Late: {listed([called(code, report.name(code)) for code in late])}."
    yield from _unfinished(report)
    again = [called(code, report.name(code)) for code, score in report.checked.scores.items() if score.is_retaken]
    if again:
        yield f"Took the test more than once: {listed(again)}. Only the first answer to each question counts."


def _unfinished(report: ClassReport) -> Iterator[str]:
    """Yield who answered only some questions of the test, if only one was taken and its length is known."""
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
    """Yield at most four facts, each with its question, and the command that packs these facts."""
    if not report.teach and report.is_shared:
        yield Paragraph("No fact to teach again can be shown without singling somebody out.")
        return
    if not report.teach:
        yield Paragraph(
            "Nothing stands out: no fact was missed by two or more students and in a third of its answers or more."
        )
        return
    for number, one in enumerate(report.teach[:MOST_TAUGHT], start=1):
        yield Paragraph(in_one(f"{number}. ", _taught(one)), 3)
    if len(report.teach) > MOST_TAUGHT:
        more = plural(
            len(report.teach) - MOST_TAUGHT,
            "1 more fact was missed in a third of the answers or more. It is listed below.",
            "{} more facts were missed in a third of the answers or more. They are listed below.",
        )
        yield Paragraph(more)
    if report.paths:
        banks = [part for bank in report.banks for part in ("--bank", bank)]
        command = " ".join(map(as_argument, ["quiz", "class", *report.paths, *banks, "--drill", "again.quiz"]))
        yield Paragraph(f"To play these facts with the class: {command}")


def _taught(one: TeachAgain) -> str:
    """Return how many students missed a fact, and what they mixed up, in the worst of several questions."""
    missed, tries = one.here
    asked = ended(one.stem)
    if one.questions > 1:
        about = in_one(f"{one.students_missed} of {one.students} missed at least one question about ", ended(one.name))
        if not one.stem:
            return about
        return run_on([about, in_one(f"{missed} of {tries} missed this one: ", asked), *_took(one)])
    if not one.stem:
        return run_on([in_one(f"{missed} of {tries} missed a question about ", ended(one.name)), *_took(one)])
    return run_on([in_one(f"{missed} of {tries} missed: ", asked), *_took(one)])


def _took(one: TeachAgain) -> list[str]:
    """Return, as a sentence, the wrong answer that most of those who missed a question gave, if there is one."""
    taken = one.taken
    if taken is None:
        return []
    if taken.times < one.here[0]:
        who = f"{taken.times} of them"
    else:
        who = "Both of them" if taken.times == _BOTH else "All of them"
    if one.is_statement:
        return [f"{who} judged it {taken.text.lower()}, but it is {taken.key.lower()}."]
    quotes = ("“", "”") if max(len(taken.text.split()), len(taken.key.split())) > _LONGEST_NAME else ("", "")
    text, key = (in_one(quotes[0], each, quotes[1]) for each in (taken.text, taken.key))
    return [in_one(f"{who} answered ", text, ", not ", ended(key))]


def _doubt_text(report: ClassReport, one: LookAt) -> str:
    """Return why a teacher should look at a question, with its place in the bank."""
    question = report.checked.shown.get(one.item)
    stem = question.stem if question else one.item
    head = (f"{report.places[one.item]}: " if one.item in report.places else "", stem, " ")
    of = f"Of {one.above} who did better than average on the other questions, {one.for_other} chose "
    match one.doubt:
        case QuestionDoubt.KEY:
            return in_one(*head, of, one.other, f" and {one.for_key} chose the right answer. {_MAY_BE_WRONG}")
        case QuestionDoubt.TWO:
            return in_one(*head, of, ended(one.other), " The others did not choose it more often. Is it right as well?")
    less = f"Students who did better on the other questions were right less often here ({one.agreement:.2f})."
    return in_one(*head, f"{less} {_MAY_BE_WRONG}")


# Whether the answers are plausible


def _of_the_test(report: ClassReport) -> Iterator[str]:
    """Yield whether the questions are those of the tests, if there are tests."""
    tests = report.checked.tests
    unknown = sum(not questions for questions in tests.values())
    if tests and not unknown:
        yield plural(
            len(tests),
            "The program also checked that these are the questions of the test.",
            "The program also checked that these are the questions of the {} tests.",
        )
    elif tests:
        yield plural(
            len(tests),
            "The program could not check that these are the questions of the test. Name its pack with `--bank`.",
            f"The program could not check the questions of {unknown} of {{}} tests. Name their packs with `--bank`.",
        )


def _checks(report: ClassReport) -> Iterator[str]:
    """Yield how many answers agree with their questions, and what does not agree."""
    verdicts = report.checked.verdicts
    total = sum(verdicts.values())
    if total > verdicts.get(Replay.NO_BANK, 0) + verdicts.get(Replay.OTHER_RULES, 0):  # any was checked
        yield f"{verdicts.get(Replay.AGREES, 0)} of {plural(total, 'answer')} agree with the bank."
    yield from _of_the_test(report)
    if verdicts.get(Replay.OTHER_RULES):
        yield plural(
            verdicts[Replay.OTHER_RULES],
            "1 answer was not checked, because another version of the program drew its question.",
            "{} answers were not checked, because another version of the program drew their questions.",
        )
    if verdicts.get(Replay.NO_BANK):
        yield plural(
            verdicts[Replay.NO_BANK],
            "1 answer was not checked, because its bank, or that version of it, is not here. Name the pack that you "
            "handed out with `--bank`.",
            "{} answers were not checked, because their banks, or those versions of them, are not here. Name the pack "
            "that you handed out with `--bank`.",
        )
    for item, count in report.checked.changed.items():
        place = report.places.get(item, item)
        differently = plural(
            count,
            "the bank has changed since, and 1 answer is marked differently today.",
            "the bank has changed since, and {} answers are marked differently today.",
        )
        yield f"{place}: {differently}"
    if verdicts.get(Replay.DIFFERS):
        yield plural(
            verdicts[Replay.DIFFERS],
            "1 answer does not agree, and is not counted.",
            "{} answers do not agree, and are not counted.",
        )
    by_student: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for one in report.checked.differing:
        by_student[one.student].append((one.item, one.why))
    for code, found in by_student.items():
        item, why = found[0]
        shown = report.checked.shown.get(item)
        asked = in_one("“", shown.stem, "”") if shown else item
        first = plural(
            len(found),
            "1 answer does not agree. It is the answer to",
            "{} answers do not agree. The first is the answer to",
        )
        yield f"{called(code, report.name(code))}: {first} {asked}: {why}."
    by_fault: dict[str, dict[str, None]] = defaultdict(dict)
    for irregular in report.checked.irregular:
        by_fault[irregular.what][called(irregular.student, report.name(irregular.student))] = None
    for what, students in by_fault.items():
        yield f"{listed(list(students))}: {what}."
