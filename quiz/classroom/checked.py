"""The answers of a class, each replayed: what counts as a first try, and what is to be said of the rest."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from quiz.classroom.counts import FirstTry
from quiz.classroom.handed_in import Student
from quiz.classroom.irregular import Irregular, impossible_times, shared_rounds
from quiz.classroom.replay import Replay, Replayed, Replayer
from quiz.classroom.result_file import StudentAnswer
from quiz.game.outcome import Kind
from quiz.items.answer_kind import AnswerKind
from quiz.items.item import Item

_CHOSEN = (AnswerKind.ONE, AnswerKind.MANY)


class Differing(NamedTuple):
    """An answer that does not agree with what is made again of it, and how."""

    student: str
    item: str
    why: str


class QuestionShown(NamedTuple):
    """What was shown of a question, to whoever was asked first, and the texts of all options that anybody saw by ids.

    key: the right answer.
    """

    stem: str
    texts: dict[str, str]
    key: str
    form: str


class Scored(NamedTuple):
    """How a student did: first tries, right ones by the banks as they are today, and as they were when asked."""

    tries: int = 0
    right: int = 0
    right_then: int = 0
    left_out: int = 0  # first tries with a hint, and answers that do not agree
    is_late: bool = False


class CheckedClass(NamedTuple):
    """What came of replaying all answers.

    verdicts: how many answers have which verdict. changed: item -> how many are marked in another way today. facts:
    item -> the fact that it is about. left_out: answers that are not of a test, where there are tests.
    """

    tries: tuple[FirstTry, ...]
    scores: Mapping[str, Scored]
    shown: Mapping[str, QuestionShown]
    facts: Mapping[str, str]
    verdicts: Mapping[str, int]
    differing: tuple[Differing, ...]
    changed: Mapping[str, int]
    irregular: tuple[Irregular, ...]
    tests: tuple[str, ...]
    left_out: int


class _Checking:
    """What is gathered, student by student."""

    def __init__(self, replayer: Replayer) -> None:
        self.replayer = replayer
        self.tries: list[FirstTry] = []
        self.scores: dict[str, Scored] = {}
        self.shown: dict[str, QuestionShown] = {}
        self.facts: dict[str, str] = {}
        self.verdicts: Counter[str] = Counter()
        self.differing: list[Differing] = []
        self.changed: Counter[str] = Counter()

    def add(self, student: str, answers: Iterable[StudentAnswer]) -> None:
        """Replay the answers of a student, in the order in which they were given."""
        seen: set[str] = set()
        tries, left_out, then, late = [], 0, 0, False
        for answer in answers:
            found = self.replayer.replay(answer)
            self.verdicts[found.verdict] += 1
            late = late or answer.is_late
            if found.verdict == Replay.DIFFERS:
                self.differing.append(Differing(student, answer.item, found.why))
                left_out += 1
                seen.add(answer.item)
                continue
            if answer.kind != Kind.FIRST or answer.item in seen:
                continue
            seen.add(answer.item)
            if answer.hinted:
                left_out += 1
                continue
            tries.append(self._first_try(student, answer, found))
            then += found.right
        self.tries += tries
        self.scores[student] = Scored(len(tries), sum(one.right for one in tries), then, left_out, late)

    def _first_try(self, student: str, answer: StudentAnswer, found: Replayed) -> FirstTry:
        item = found.item
        self.facts[answer.item] = answer.fact
        right = found.right if found.today is None else found.today
        if right != found.right:
            self.changed[answer.item] += 1
        if item is None:
            return FirstTry(student, answer.item, right, answer.took_ms, typed=answer.response or "")
        self._keep_shown(item)
        if item.answer_kind not in _CHOSEN:
            return FirstTry(student, answer.item, right, answer.took_ms, typed=answer.response or "")
        offered = tuple([option.id for option in item.options])
        return FirstTry(student, answer.item, right, answer.took_ms, offered, item.keys, answer.chosen)

    def _keep_shown(self, item: Item) -> None:
        shown = self.shown.get(item.id)
        if shown is None:
            key = ", ".join(option.text for option in item.key_options)
            shown = self.shown[item.id] = QuestionShown(item.stem, {}, key, item.form)
        texts = shown.texts
        for option in item.options:
            if option.id not in texts:
                texts[option.id] = option.text


def check_class(students: Sequence[Student], replayer: Replayer) -> CheckedClass:
    """Replay what a class handed in. Where there are answers of tests, only these count."""
    rounds = defaultdict(list)
    tests: dict[str, None] = {}
    for student in students:
        for id_, answers in student.rounds.items():
            rounds[id_].append(student.code)
            tests.update(dict.fromkeys(answer.test for answer in answers if answer.test is not None))
    checking = _Checking(replayer)
    irregular: list[Irregular] = []
    left_out = 0
    for student in students:
        every = [answer for answers in student.rounds.values() for answer in answers]
        counting = [answer for answer in every if answer.test is not None] if tests else every
        left_out += len(every) - len(counting)
        checking.add(student.code, sorted(counting, key=_when))
        for id_, answers in student.rounds.items():
            irregular += impossible_times(student.code, id_, [answer.answered_at for answer in answers])
    return CheckedClass(
        tries=tuple(checking.tries),
        scores=checking.scores,
        shown=checking.shown,
        facts=checking.facts,
        verdicts=checking.verdicts,
        differing=tuple(checking.differing),
        changed=checking.changed,
        irregular=(*shared_rounds(rounds), *irregular),
        tests=tuple(tests),
        left_out=left_out,
    )


def _when(answer: StudentAnswer) -> tuple[int, str, int]:
    return answer.answered_at, answer.round, answer.position
