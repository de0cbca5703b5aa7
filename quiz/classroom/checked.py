"""The answers of a class, each replayed: what counts as a first try, and what to report about the rest."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from quiz.classroom.counts import FirstTry, Tries, TrySink
from quiz.classroom.handed_in import Student
from quiz.classroom.irregular import Irregular, impossible_times, shared_rounds
from quiz.classroom.replay import Replay, Replayed, Replayer
from quiz.classroom.result_file import StudentAnswer
from quiz.days import day_of
from quiz.game.outcome import Kind
from quiz.items.answer_kind import AnswerKind
from quiz.items.item import Item

_CHOSEN = (AnswerKind.ONE, AnswerKind.MANY)


class Differing(NamedTuple):
    """An answer that does not agree with its replay, and how it differs."""

    student: str
    item: str
    why: str


class QuestionShown(NamedTuple):
    """A question as the first student saw it, and the texts of all options that anybody saw, by their ids.

    key: the right answer.
    """

    stem: str
    texts: dict[str, str]
    key: str
    form: str


class Scored(NamedTuple):
    """How a student did: first tries, right ones by the banks as they are today, and as they were when asked.

    Those with a hint are not among them, nor are answers that do not agree. is_retaken: a test was taken in
    more than one round.
    """

    tries: int = 0
    right: int = 0
    right_then: int = 0
    hinted: int = 0
    differing: int = 0
    is_late: bool = False
    is_retaken: bool = False


class AskedAbout(NamedTuple):
    """How many students were asked about a fact, in one question or in several, and how many missed one or more."""

    students: int
    missed: int


class CheckedClass(NamedTuple):
    """The outcome of replaying all answers.

    verdicts: verdict -> how many answers have it. changed: item -> how many answers are marked differently today.
    facts: item -> the fact that it is about. asked: fact -> how many students were asked about it. tests: the ids of
    the tests that were taken -> how many questions each has, 0 if its pack is not known. left_out: answers that are not
    of a test, if there are tests.
    """

    scores: Mapping[str, Scored]
    shown: Mapping[str, QuestionShown]
    facts: Mapping[str, str]
    asked: Mapping[str, AskedAbout]
    verdicts: Mapping[str, int]
    differing: tuple[Differing, ...]
    changed: Mapping[str, int]
    irregular: tuple[Irregular, ...]
    tests: Mapping[str, int]
    left_out: int


class _Checking:
    """What the check collects, student by student."""

    def __init__(self, replayer: Replayer, sink: TrySink, last_days: Mapping[str, int]) -> None:
        self.replayer = replayer
        self.last_days = last_days
        self.sink = sink
        self.given = 0  # answers
        self.scores: dict[str, Scored] = {}
        self.shown: dict[str, QuestionShown] = {}
        self._latest: dict[str, Item] = {}
        self.facts: dict[str, str] = {}
        self.asked: Counter[str] = Counter()  # students, by facts
        self.missed: Counter[str] = Counter()
        self.verdicts: Counter[str] = Counter()
        self.differing: list[Differing] = []
        self.changed: Counter[str] = Counter()

    def add(self, student: str, answers: Sequence[StudentAnswer], *, counts: bool = True) -> None:
        """Replay the answers of a student, in the order in which they were given, unless they no longer count."""
        self.given += len(answers)
        if not counts:
            return
        seen: set[str] = set()
        tries, hinted, differing, then, late = [], 0, 0, 0, False
        for answer in answers:
            found = self.replayer.replay(answer)
            self.verdicts[found.verdict] += 1
            late = late or answer.is_late or self._is_late(answer)
            if found.verdict == Replay.DIFFERS:
                self.differing.append(Differing(student, answer.item, found.why))
                differing += 1
                seen.add(answer.item)
                continue
            if answer.kind != Kind.FIRST or answer.item in seen:
                continue
            seen.add(answer.item)
            if answer.hinted:
                hinted += 1
                continue
            tries.append(self._first_try(student, answer, found))
            then += found.right
        self.sink.add(tries)
        self.asked.update({self.facts[one.item] for one in tries})
        self.missed.update({self.facts[one.item] for one in tries if not one.right})
        right = sum(one.right for one in tries)
        self.scores[student] = Scored(len(tries), right, then, hinted, differing, late, _is_retaken(answers))

    def _is_late(self, answer: StudentAnswer) -> bool:
        """Return whether an answer came after the last day of its test, by its own time."""
        last = self.last_days.get(answer.test or "")
        return last is not None and day_of(answer.answered_at, answer.utc_offset_s or 0) > last

    def _first_try(self, student: str, answer: StudentAnswer, found: Replayed) -> FirstTry:
        item = found.item
        self.facts[answer.item] = answer.fact
        right = found.right if found.today is None else found.today
        if right != found.right:
            self.changed[answer.item] += 1
        if item is None:
            typed = answer.response or ""
            return FirstTry(student, answer.item, right, answer.took_ms, typed=typed, is_checked=False)
        if self._latest.get(item.id) is not item:  # everybody who takes a test is shown the very same
            self._latest[item.id] = item
            self._keep_shown(item)
        if item.answer_kind not in _CHOSEN:
            return FirstTry(student, answer.item, right, answer.took_ms, typed=answer.response or "")
        offered = tuple([option.id for option in item.options])
        shown = (offered, item.keys, answer.chosen)
        return FirstTry(student, answer.item, right, answer.took_ms, *shown)

    def _keep_shown(self, item: Item) -> None:
        shown = self.shown.get(item.id)
        if shown is None:
            key = ", ".join(option.text for option in item.key_options)
            shown = self.shown[item.id] = QuestionShown(item.stem, {}, key, item.form)
        texts = shown.texts
        for option in item.options:
            if option.id not in texts:
                texts[option.id] = option.text


def check_class(
    students: Iterable[Student],
    replayer: Replayer,
    new_sink: Callable[[], TrySink] = Tries,
    last_days: Mapping[str, int] = MappingProxyType({}),
) -> tuple[CheckedClass, TrySink]:
    """Replay what a class handed in, student by student. If there are answers of tests, only these count.

    `last_days` maps the ids of tests to their last days, if known: later answers are late, whatever a file says.
    Returns the outcome, and the first tries in a sink.
    """
    rounds: dict[str, list[str]] = defaultdict(list)
    tests: dict[str, None] = {}
    irregular: list[Irregular] = []
    of_tests, others = (_Checking(replayer, new_sink(), last_days) for _ in range(2))
    for student in students:
        for id_, answers in student.rounds.items():
            rounds[id_].append(student.code)
            tests.update(dict.fromkeys(answer.test for answer in answers if answer.test is not None))
            irregular += impossible_times(student.code, id_, [answer.answered_at for answer in answers])
        every = sorted((answer for answers in student.rounds.values() for answer in answers), key=_when)
        of_tests.add(student.code, [answer for answer in every if answer.test is not None])
        others.add(student.code, [answer for answer in every if answer.test is None], counts=not tests)
    found = of_tests if tests else others
    checked = CheckedClass(
        scores=found.scores,
        shown=found.shown,
        facts=found.facts,
        asked={fact: AskedAbout(count, found.missed[fact]) for fact, count in found.asked.items()},
        verdicts=found.verdicts,
        differing=tuple(found.differing),
        changed=found.changed,
        irregular=(*shared_rounds(rounds), *irregular),
        tests={id_: len(replayer.tests.get(id_, ())) for id_ in tests},
        left_out=others.given if tests else 0,
    )
    return checked, found.sink


def _is_retaken(answers: Sequence[StudentAnswer]) -> bool:
    """Return whether a test was taken in more than one round."""
    firsts = (answer for answer in answers if answer.test is not None and answer.kind == Kind.FIRST)
    rounds = {(answer.test, answer.round) for answer in firsts}
    return len(rounds) > len({test for test, _ in rounds})


def _when(answer: StudentAnswer) -> tuple[int, str, int]:
    return answer.answered_at, answer.round, answer.position
