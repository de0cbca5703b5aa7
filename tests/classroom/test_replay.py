"""An answer is replayed: its question is made again and marked again, and nothing else counts against a student."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.classroom.drawn import drawn_questions
from quiz.classroom.pack import PackedTest
from quiz.classroom.replay import Replay, Replayer
from quiz.game.outcome import Setup
from quiz.game.round import start
from quiz.items.draw import DRAWS
from quiz.items.sources import bank_facts
from tests.classroom.handing import BANK, TEST, answers_of, bank_of, played, right, wrong

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from quiz.bank.model import Bank
    from quiz.classroom.result_file import StudentAnswer
    from quiz.game.outcome import Ask

    Choosing = Callable[[Ask], tuple[Sequence[str], str | None]]

BANK_NOW = bank_of()
#: A question with two gaps.
GAPS = """\
id: europe
title: Europe
questions:
  sides: {gaps: "{a} and {b}", answers: {a: one, b: two}}
"""


def verdicts(answers: list[StudentAnswer], *texts: str) -> list[str]:
    replayer = Replayer([bank_of(text) for text in texts or (BANK,)])
    return [replayer.replay(answer).verdict for answer in answers]


@pytest.mark.parametrize("choose", [right, wrong])
@pytest.mark.parametrize("seed", ["1", "2", "3"])
@pytest.mark.parametrize("mode", ["test", "learn", "practice"])
def test_every_answer_of_the_program_agrees(choose: Choosing, seed: str, mode: str) -> None:
    setup = Setup(seed=seed, mode=mode, questions=16)
    calls = iter(range(1000))

    def choosing(ask: Ask) -> tuple[Sequence[str], str | None]:  # practice ends when all is right
        return right(ask) if choose is right or next(calls) > 8 else wrong(ask)

    answers = answers_of(played(BANK_NOW, choosing, setup))
    assert set(verdicts(answers)) == {Replay.AGREES}
    assert len(answers) >= 10


def test_what_was_typed_and_what_was_mixed_up_agrees_too() -> None:
    mixed = (("europe/bodies/council", "council", "nato"), ("europe/bodies/europe", "europe", "council"))
    setup = Setup(seed="4", mode="learn", questions=12, mixed_up=mixed, types_all=True)
    answers = answers_of(played(BANK_NOW, right, setup))

    assert {answer.form for answer in answers} >= {"typed"}
    assert any(answer.pairs for answer in answers)
    assert set(verdicts(answers)) == {Replay.AGREES}


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"right": True}, "the file says that it was right, but it was not"),
        ({"chosen": ("nowhere",)}, "what was chosen was not on offer"),
        ({"chosen": ()}, "what was chosen was not on offer"),
        ({"response": "x"}, "what was chosen was not on offer"),
        ({"item": "europe/bodies.seat/atlantis"}, "its bank has no such question"),
        ({"item": "europe/nothing"}, "its bank has no such question"),
        ({"item": "nonsense"}, "its bank has no such question"),
        ({"form": "order"}, "its bank does not ask that question in this way"),
        ({"form": "of a later version"}, "its bank does not ask that question in this way"),
        ({"fact": "europe/bodies/other"}, "that question is about another fact"),
    ],
)
def test_an_answer_that_was_changed_differs(changes: dict[str, Any], why: str) -> None:
    answer = next(one for one in answers_of(played(BANK_NOW, wrong)) if one.response is None)
    found = Replayer([BANK_NOW]).replay(answer._replace(**changes))

    assert (Replay.DIFFERS, why) == (found.verdict, found.why)
    assert not found.right


def test_another_version_of_the_program_or_of_the_bank_is_not_checked() -> None:
    answers = answers_of(played(BANK_NOW, wrong))
    older = [answer._replace(draws=4) for answer in answers]

    assert set(verdicts(older)) == {Replay.OTHER_RULES}
    assert set(verdicts(answers, BANK + "# a comment\n")) == {Replay.NO_BANK}
    assert set(verdicts([one._replace(bank="other") for one in answers])) == {Replay.NO_BANK}


# The questions of a test that was handed out

PACKED = PackedTest(questions=8, seed="may", draws=DRAWS)
OTHER_BANK = bank_of(BANK.replace("id: europe", "id: more").replace("Strasbourg", "Geneva"))


def of_test(seed: str = "may", bank: Bank = BANK_NOW) -> list[StudentAnswer]:
    return answers_of(played(bank, right, Setup(seed, "test", 8)))


def replayed_of_test(answers: Sequence[StudentAnswer], *banks: Bank) -> list[tuple[str, str]]:
    replayer = Replayer([BANK_NOW, OTHER_BANK], {TEST: drawn_questions(PACKED, banks or (BANK_NOW,))})
    return [(found.verdict, found.why) for found in map(replayer.replay, answers)]


def test_the_questions_of_a_test_are_those_that_its_pack_draws() -> None:
    assert replayed_of_test(of_test()) == [(Replay.AGREES, "")] * 8
    two = Setup("may", "test", 8, banks=((BANK_NOW.id, BANK_NOW.hash), (OTHER_BANK.id, OTHER_BANK.hash)))
    round_ = start(two, [fact for bank in (BANK_NOW, OTHER_BANK) for fact in bank_facts(bank)])
    while round_.current is not None:
        chosen, response = right(round_.current)
        round_ = round_.answer(chosen, response=response)
    assert {answer.bank for answer in answers_of(round_)} == {"europe", "more"}
    assert replayed_of_test(answers_of(round_), BANK_NOW, OTHER_BANK) == [(Replay.AGREES, "")] * 8


@pytest.mark.parametrize(
    "change",
    [
        lambda one: one._replace(slot=one.slot + 1),
        lambda one: one._replace(seed="june"),
        lambda one: one._replace(pairs=(("council", "nato"),)),
        lambda one: one._replace(bank_hash="0" * 64),
        lambda one: one._replace(item="europe/nothing"),
    ],
)
def test_another_question_is_none_of_the_test(change: Callable[[StudentAnswer], StudentAnswer]) -> None:
    found = replayed_of_test([change(answer) for answer in of_test()])
    assert found == [(Replay.DIFFERS, "that is not a question of the test")] * 8


def test_questions_of_an_easier_draw_or_of_another_bank_are_none_of_the_test() -> None:
    for answers in (of_test("june"), of_test(bank=OTHER_BANK)):
        assert {verdict for verdict, _ in replayed_of_test(answers)} == {Replay.DIFFERS}


def test_an_honest_reason_is_no_difference() -> None:
    """These are a part of a test, a late test, one of another version, and a round of another test or of none."""
    answers = of_test()
    assert replayed_of_test(answers[3:5]) == [(Replay.AGREES, "")] * 2
    assert replayed_of_test([answer._replace(is_late=True) for answer in answers]) == [(Replay.AGREES, "")] * 8
    older = [answer._replace(draws=DRAWS - 1, seed="june") for answer in answers]
    assert {verdict for verdict, _ in replayed_of_test(older)} == {Replay.OTHER_RULES}
    for test in (None, "another"):
        others = [answer._replace(test=test) for answer in of_test("june")]
        assert {verdict for verdict, _ in replayed_of_test(others)} == {Replay.AGREES}


# A bank that was fixed in between


def by_today(changed: str, item: str, choose: Choosing = right) -> list[bool | None]:
    """Return how the changed bank marks answers to an item of the original."""
    answers = [one for one in answers_of(played(BANK_NOW, choose, Setup("7", "test", 40))) if one.item == item]
    assert answers
    replayer = Replayer([BANK_NOW, bank_of(changed)])
    found = [replayer.replay(answer) for answer in answers]
    assert {one.verdict for one in found} == {Replay.AGREES}
    return [one.today for one in found]


def test_a_key_that_was_fixed_marks_the_old_key_wrong() -> None:
    changed = BANK.replace("seat: Mons,", "seat: Rome,")
    assert by_today(changed, "europe/bodies.seat/nato") == [False]
    assert by_today(changed, "europe/bodies.seat/court") == [True]


def test_a_written_key_that_was_fixed_marks_by_the_text() -> None:
    changed = BANK.replace("answer: blue", "answer: red").replace("wrong: [red,", "wrong: [blue,")

    assert by_today(changed, "europe/flag") == [False]

    def red(ask: Ask) -> tuple[Sequence[str], str | None]:
        options = {option.text: option.id for option in ask.item.options}
        return ((options["red"],), None) if "red" in options else right(ask)

    assert by_today(changed, "europe/flag", red) == [True]


def test_a_slip_in_a_text_that_was_fixed_changes_no_mark() -> None:
    changed = BANK.replace("Strasbourg", "Strassbourg")
    assert by_today(changed, "europe/bodies.seat/europe") == [True]
    assert by_today(changed, "europe/bodies.seat/europe", wrong) == [False]


def test_what_was_typed_is_marked_by_todays_answers_though_the_old_bank_is_gone() -> None:
    def handel(ask: Ask) -> tuple[Sequence[str], str | None]:
        return ((), "Händel") if ask.item.blanks else right(ask)

    changed = BANK.replace("also: [", "also: [Handel, ")
    answers = [one for one in answers_of(played(BANK_NOW, handel, Setup("7", "test", 40))) if one.response]
    found = Replayer([bank_of(changed)]).replay(answers[0])

    assert (Replay.NO_BANK, False, True) == (found.verdict, found.right, found.today)


@pytest.mark.parametrize(("bank", "verdict"), [(GAPS, Replay.DIFFERS), (GAPS + "# later\n", Replay.NO_BANK)])
@pytest.mark.parametrize("response", ["one", "one | two | three"])
def test_what_was_typed_without_one_text_for_each_gap_cannot_be_marked(bank: str, verdict: str, response: str) -> None:
    (answer,) = answers_of(played(bank_of(GAPS), right, Setup("7", "test", 1)))
    found = Replayer([bank_of(bank)]).replay(answer._replace(response=response))

    assert (verdict, None) == (found.verdict, found.today)


def test_a_question_that_is_gone_cannot_be_marked_by_today() -> None:
    changed = BANK.partition("questions:\n  flag")[0]
    assert by_today(changed, "europe/flag") == [None]


def test_what_was_typed_is_another_fact_whatever_was_asked_before() -> None:
    def brussels(ask: Ask) -> tuple[Sequence[str], str | None]:
        return ((), "Brussels") if ask.item.blanks else right(ask)

    setup = Setup("4", "test", 40, types_all=True)
    answers = answers_of(played(BANK_NOW, brussels, setup))
    typed = [answer for answer in answers if answer.response and "bodies.seat" in answer.item]
    assert {("council",)} == {answer.chosen for answer in typed}
    for answer in typed:  # each by a program that has asked nothing else
        fresh = Replayer([bank_of()])
        assert Replay.AGREES == fresh.replay(answer).verdict


TEXTS = ["", "x", "council", "wrong.1", "typed:1", "europe/flag", "europe/bodies.seat/nato", "pick", "typed", "9" * 300]
ODD = st.sampled_from([*TEXTS, "\u202e"])
WRONG = answers_of(played(BANK_NOW, wrong, Setup("7", "test", 16)))
EDITED = bank_of(BANK.replace("Mons", "Rome"))


@settings(max_examples=100, deadline=None)
@given(
    st.integers(0, 15),
    st.fixed_dictionaries(
        {},
        optional={
            **dict.fromkeys(("bank", "bank_hash", "item", "fact", "form", "seed", "kind", "mode"), ODD),
            "draws": st.integers(0, 9),
            "slot": st.integers(0, 2**53),
            "pairs": st.lists(st.tuples(ODD, ODD), max_size=4).map(tuple),
            "chosen": st.lists(ODD, max_size=6).map(tuple),
            "response": st.none() | ODD | st.just("a | b | c"),
            "right": st.booleans(),
        },
    ),
)
def test_whatever_a_file_holds_it_is_judged(number: int, changes: dict[str, Any]) -> None:
    found = Replayer([BANK_NOW, EDITED]).replay(WRONG[number]._replace(**changes))

    assert found.verdict in (Replay.AGREES, Replay.DIFFERS, Replay.OTHER_RULES, Replay.NO_BANK)
    assert bool(found.why) is (found.verdict == Replay.DIFFERS)
