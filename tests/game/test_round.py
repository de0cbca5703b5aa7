"""A round under every sequence of answers."""

import json
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from quiz.game.outcome import Ask, Kind, Outcome, Setup
from quiz.game.round import Round, start
from quiz.game.scoring import is_right
from quiz.game.statistics import summarize
from quiz.items.decoding import decode
from quiz.items.item import Item
from quiz.items.sources import Fact, bank_facts

SETTINGS = settings(max_examples=200, deadline=None, derandomize=True)

PATTERNS: dict[str, dict[str, str]] = {
    "colour": {"ask": "Which colour has {name}?", "answer": "colour"},
    "size": {"claim": "The size of {name} is {size}.", "swap": "size"},
    "shape": {"ask": "Which shape has {name}?", "answer": "shape"},
}


def table(topic: str, rows: int, patterns: Sequence[str]) -> dict[str, Any]:
    columns = ("name", "colour", "size", "shape")
    return {
        "topic": topic,
        "rows": {f"r{i}": {column: f"{column}{topic}{i}" for column in columns} for i in range(rows)},
        "decoys": {column: [f"{column}{topic}{i}" for i in "xyz"] for column in columns},
        "questions": {name: PATTERNS[name] for name in patterns},
    }


def facts_of(sizes: Sequence[int], patterns: Sequence[str] = ("colour", "size"), written: int = 0) -> list[Fact]:
    bank: dict[str, Any] = {"id": "bank", "title": "Bank"}
    bank["tables"] = {f"t{i}": table(f"T{i}", size, patterns) for i, size in enumerate(sizes)}
    if written:
        bank["questions"] = {
            f"q{i}": {"ask": f"Which {i}?", "answer": f"yes {i}", "wrong": [f"no {i}", f"never {i}", f"nay {i}"]}
            for i in range(written)
        }
    decoded = decode(json.dumps(bank).encode(), "bank")
    assert decoded.bank is not None, decoded.errors
    return bank_facts(decoded.bank)


def setup(mode: str = "learn", questions: int = 6, seed: str = "0", **more: Any) -> Setup:
    return Setup(seed, mode, questions, (("bank", "hash"),), **more)


def right(item: Item) -> tuple[str, ...]:
    return item.keys


def wrong(item: Item) -> tuple[str, ...]:
    return (next(option.id for option in item.options if option.id not in item.keys),)


def current(round_: Round) -> Ask:
    assert round_.current is not None
    return round_.current


def answered(round_: Round, *, well: bool) -> Round:
    item = current(round_).item
    return round_.answer(right(item) if well else wrong(item))


def play(round_: Round, answers: Sequence[bool]) -> Round:
    """Give these answers, then right ones, until the round ends."""
    for well in answers:
        if round_.current is None:
            return round_
        round_ = answered(round_, well=well)
    for _ in range(len(answers) * 4 + round_.planned * 5 + 10):
        if round_.current is None:
            return round_
        round_ = answered(round_, well=True)
    raise AssertionError(f"the round does not end; still asked: {[ask.item.id for ask in round_.queue]}")


def facts_asked(round_: Round) -> list[str]:
    return [outcome.ask.item.fact for outcome in round_.outcomes]


def replayed(setup_: Setup, facts: Sequence[Fact], outcomes: Sequence[Outcome]) -> Round:
    round_ = start(setup_, facts)
    for outcome in outcomes:
        assert outcome.ask == round_.current
        round_ = round_.answer(outcome.chosen)
    return round_


sizes = st.lists(st.integers(1, 5), min_size=1, max_size=3)
patterns = st.sampled_from([("colour",), ("colour", "size"), ("colour", "size", "shape")])
answers = st.lists(st.booleans(), max_size=25)
questions = st.integers(1, 14)
seeds = st.integers(0, 1000).map(str)
modes = st.sampled_from(["learn", "test", "mistakes", "review", "duel", "practice"])


# --- starting -----------------------------------------------------------------------------------


def test_a_round_starts_with_its_plan() -> None:
    round_ = start(setup(questions=5), facts_of([4, 4]))
    assert 5 == round_.planned == len(round_.queue)
    assert list(range(5)) == [ask.slot for ask in round_.queue]
    assert {Kind.FIRST} == {ask.kind for ask in round_.queue}
    assert () == round_.outcomes
    assert (0, 0, 0, 1) == (round_.right, round_.streak, round_.best_streak, round_.number)


def test_a_round_asks_only_the_topics_wanted() -> None:
    round_ = start(setup(questions=50, topics=("T1",)), facts_of([3, 2, 3]))
    assert {"T1"} == {ask.item.topic for ask in round_.queue}
    assert 4 == round_.planned


def test_a_round_asks_only_the_facts_wanted() -> None:
    only = ("bank/t0/r1", "bank/t1/r0", "bank/t9/unknown")
    round_ = start(setup(questions=50, facts=only), facts_of([3, 2]))
    assert {"bank/t0/r1", "bank/t1/r0"} == {ask.item.fact for ask in round_.queue}


def test_a_round_without_facts_is_over_at_once() -> None:
    round_ = start(setup(topics=("Nothing",)), facts_of([3]))
    assert round_.current is None
    assert 0 == round_.planned
    with pytest.raises(ValueError, match=r"^the round is over$"):
        round_.answer(("a",))


# --- answering ----------------------------------------------------------------------------------


@pytest.mark.parametrize("chosen", [(), ("unknown",), ("",), ("0",), ("r0", "unknown")])
def test_an_answer_that_was_not_shown_is_refused(chosen: tuple[str, ...]) -> None:
    round_ = start(setup(questions=1), facts_of([1], ("colour",)))
    with pytest.raises(ValueError, match=r"^an option that was not shown$"):
        round_.answer(chosen)
    assert () == round_.outcomes


def test_an_answer_makes_another_round_and_leaves_the_first() -> None:
    before = start(setup(), facts_of([4, 4]))
    after = answered(before, well=True)
    assert () == before.outcomes
    assert (Outcome(current(before), current(before).item.keys, right=True),) == after.outcomes
    assert before.queue[1:] == after.queue


def test_an_answer_after_the_end_is_refused() -> None:
    round_ = play(start(setup(), facts_of([4])), [])
    with pytest.raises(ValueError, match="over"):
        round_.answer(("r0",))


def test_an_answer_is_right_if_exactly_the_keys_were_chosen() -> None:
    bank = {"id": "b", "title": "B", "questions": {"q": {"ask": "Which?", "choose": "all"}}}
    bank["questions"]["q"] |= {"answer": ["a", "b"], "wrong": ["c", "d"]}  # type: ignore[index]
    decoded = decode(json.dumps(bank).encode(), "b")
    assert decoded.bank is not None
    item = current(start(setup(questions=1), bank_facts(decoded.bank))).item
    first, second = item.keys
    bad = wrong(item)[0]
    assert is_right(item, [first, second])
    assert is_right(item, [second, first])
    assert not is_right(item, [first])
    assert not is_right(item, [first, second, bad])
    assert not is_right(item, [first, bad])
    assert not is_right(item, [])


def test_choosing_the_key_and_another_option_is_wrong() -> None:
    round_ = start(setup("test", questions=1), facts_of([1], ("colour",)))
    item = current(round_).item
    assert 0 == round_.answer((*right(item), *wrong(item))).right


def written(**question: Any) -> Round:
    """Return a round with one written-out question."""
    bank = {"id": "b", "title": "B", "questions": {"q": {"ask": "Which?", **question}}}
    decoded = decode(json.dumps(bank).encode(), "b")
    assert decoded.bank is not None, decoded.errors
    return start(setup(questions=1), bank_facts(decoded.bank))


def test_what_is_typed_is_kept_with_the_option_that_it_means() -> None:
    round_ = written(answer=["Mercury", "Hermes"], typed=True)
    for chosen in ((), ("answer",)):
        (outcome,) = round_.answer(chosen, response="mercury").outcomes
        assert (("answer",), True, "mercury") == (outcome.chosen, outcome.right, outcome.response)
        assert ["Mercury"] == [option.text for option in outcome.options]
    (missed,) = round_.answer((), response="Mars").outcomes
    assert (False, "Mars", ["Mars"]) == (missed.right, missed.response, [option.text for option in missed.options])
    assert not set(missed.chosen) & set(missed.ask.item.keys)


def test_an_answer_of_another_kind_than_the_question_is_refused() -> None:
    typed, chosen = written(answer="Mercury", typed=True), written(answer="Mercury", wrong=["Mars"])
    reason = r"^typed where options are chosen, or chosen where a text is typed$"
    with pytest.raises(ValueError, match=reason):
        typed.answer(("answer",))
    with pytest.raises(ValueError, match=reason):
        chosen.answer(("answer",), response="Mercury")
    with pytest.raises(ValueError, match=r"^what was typed stands for other options$"):
        typed.answer(("answer",), response="Mars")


def test_what_is_put_in_order_has_one_option_in_every_place() -> None:
    round_ = written(order=["one", "two", "three"])
    keys = current(round_).item.keys
    for chosen in (keys[:2], (*keys[:2], keys[1]), (*keys, keys[0])):
        with pytest.raises(ValueError, match=r"^not one option in every place$"):
            round_.answer(chosen)
    assert (1, 0) == (round_.answer(keys).right, round_.answer(keys[::-1]).right)


# --- every sequence of answers ------------------------------------------------------------------


@SETTINGS
@given(sizes, patterns, st.integers(0, 3), questions, seeds, answers, modes)
def test_every_round_ends_and_can_be_replayed(
    sizes: list[int],
    patterns: tuple[str, ...],
    written: int,
    questions: int,
    seed: str,
    answers: list[bool],
    mode: str,
) -> None:
    facts = facts_of(sizes, patterns, written)
    setup_ = setup(mode, questions, seed)
    done = play(start(setup_, facts), answers)
    assert done == replayed(setup_, facts, done.outcomes)
    half = done.outcomes[: len(done.outcomes) // 2]
    again = replayed(setup_, facts_of(sizes, patterns, written), half)  # another run of the program
    for outcome in done.outcomes[len(half) :]:
        assert outcome.ask == again.current
        again = again.answer(outcome.chosen)
    assert (done.outcomes, done.queue) == (again.outcomes, again.queue)


@SETTINGS
@given(sizes, patterns, st.integers(0, 3), questions, seeds, answers, modes.filter(lambda mode: mode != "practice"))
def test_slots_are_unique_and_all_that_was_planned_is_asked_once(
    sizes: list[int],
    patterns: tuple[str, ...],
    written: int,
    questions: int,
    seed: str,
    answers: list[bool],
    mode: str,
) -> None:
    first = start(setup(mode, questions, seed), facts_of(sizes, patterns, written))
    done = play(first, answers)
    slots = [outcome.ask.slot for outcome in done.outcomes]
    assert len(slots) == len(set(slots))
    assert {ask.slot for ask in first.queue} == {outcome.ask.slot for outcome in done.first_tries}
    assert first.planned == len(done.first_tries)


@SETTINGS
@given(sizes, patterns, st.integers(0, 3), questions, seeds, answers)
def test_only_first_tries_score(
    sizes: list[int], patterns: tuple[str, ...], written: int, questions: int, seed: str, answers: list[bool]
) -> None:
    round_ = start(setup("learn", questions, seed), facts_of(sizes, patterns, written))
    scored, run, best = 0, 0, 0
    for well in [*answers, *[True] * 200]:
        if round_.current is None:
            break
        if round_.current.kind == Kind.FIRST:
            scored += well
            run = run + 1 if well else 0
            best = max(best, run)
        round_ = answered(round_, well=well)
        assert (scored, run, best) == (round_.right, round_.streak, round_.best_streak)
    assert round_.current is None


@SETTINGS
@given(sizes.filter(lambda sizes: sum(sizes) > 1), patterns, questions, seeds, answers)
@example([5], ("colour", "size", "shape"), 8, "0", [True, False, True, False, False])
def test_no_fact_comes_twice_in_a_row(
    sizes: list[int], patterns: tuple[str, ...], questions: int, seed: str, answers: list[bool]
) -> None:
    first = start(setup("learn", questions, seed), facts_of(sizes, patterns))
    done = play(first, answers)
    assert all(one != other for one, other in pairwise(facts_asked(done))), facts_asked(done)


@SETTINGS
@given(sizes, patterns, st.integers(0, 3), questions, seeds, answers, modes.filter(lambda mode: mode != "practice"))
def test_so_many_questions_are_asked_as_were_planned_and_none_returns(
    sizes: list[int], patterns: tuple[str, ...], written: int, questions: int, seed: str, answers: list[bool], mode: str
) -> None:
    first = start(setup(mode, questions, seed), facts_of(sizes, patterns, written))
    round_, to_come = first, []
    for well in [*answers, *[False] * questions]:
        if round_.current is None:
            break
        to_come.append((round_.number, round_.to_come))
        round_ = answered(round_, well=well)
    asked = [outcome.ask.item.id for outcome in round_.outcomes]

    assert round_.current is None
    assert [(i + 1, first.planned - i) for i in range(first.planned)] == to_come
    assert len(asked) == len(set(asked)) == first.planned
    assert {Kind.FIRST} == {outcome.ask.kind for outcome in round_.outcomes}


@SETTINGS
@given(sizes, patterns, st.integers(0, 3), seeds, answers)
def test_in_practice_a_missed_fact_comes_again_in_another_way_until_it_is_right(
    sizes: list[int], patterns: tuple[str, ...], written: int, seed: str, answers: list[bool]
) -> None:
    facts = facts_of(sizes, patterns, written)
    round_, latest = start(setup("practice", len(facts), seed), facts), dict[str, Outcome]()
    for well in [*answers, *[True] * (len(facts) + 1)]:
        if round_.current is None:
            break
        wrong_now = {fact for fact, outcome in latest.items() if not outcome.right}
        assert round_.to_come == len(facts) - len(latest) + len(wrong_now)
        fact = round_.current.item.fact
        if fact in latest:
            assert Kind.AGAIN == round_.current.kind
            assert not latest[fact].right
            ways = len(patterns) if fact.startswith("bank/t") else 1
            assert (latest[fact].ask.item.id != round_.current.item.id) == (ways > 1)
        round_ = answered(round_, well=well)
        latest[fact] = round_.outcomes[-1]

    assert round_.current is None
    assert {fact.id for fact in facts} == {fact for fact, outcome in latest.items() if outcome.right}


# --- examples -----------------------------------------------------------------------------------


def test_in_practice_what_was_missed_comes_after_all_others() -> None:
    round_ = start(setup("practice", questions=3), facts_of([3]))
    first = current(round_).item.fact
    done = play(round_, [False, True, True, False])

    assert [0, 3, 4] == [i for i, fact in enumerate(facts_asked(done)) if fact == first]
    assert (2, 3) == (done.right, len(done.first_tries))


def test_in_practice_the_same_question_is_drawn_again() -> None:
    """If there is no other question, it comes back with other options or in another order."""
    seen = set()
    for seed in range(20):
        round_ = start(setup("practice", questions=6, seed=str(seed)), facts_of([6], ("colour",)))
        done = play(round_, [False])
        first, again = done.outcomes[0].ask, done.outcomes[6].ask
        assert first.item.id == again.item.id
        seen.add(first.item.options == again.item.options)
    assert False in seen


def test_in_practice_a_missed_fact_is_asked_in_a_way_that_is_neither_shown_nor_planned() -> None:
    round_ = start(setup("practice", questions=2), facts_of([1], ("colour", "size", "shape")))
    assert 3 == len({outcome.ask.item.id for outcome in play(round_, [False]).outcomes})


@pytest.mark.parametrize("mode", ["learn", "practice"])
def test_the_fact_that_was_just_asked_does_not_come_next_if_there_is_another(mode: str) -> None:
    """Setting facts aside may bring two questions about one fact together."""
    round_ = start(setup(mode, questions=5), facts_of([2], ("colour", "size", "shape")))
    fact = current(round_).item.fact
    same = [ask for ask in round_.queue if ask.item.fact == fact]
    (other, *_) = [ask for ask in round_.queue if ask.item.fact != fact]
    assert [other, *same[1:]] == [*answered(round_._replace(queue=(*same, other)), well=True).queue]
    assert same[1:] == [*answered(round_._replace(queue=tuple(same)), well=True).queue]


def test_a_fact_that_is_set_aside_is_not_asked_and_does_not_count() -> None:
    round_ = answered(start(setup(questions=6), facts_of([3], ("colour", "size"))), well=True)
    done, later = round_.outcomes[0].ask.item.fact, round_.queue[0].item.fact
    rest = round_.without([done, later])

    assert [ask for ask in round_.queue if ask.item.fact not in {done, later}] == [*rest.queue]
    assert (6, 3, round_.outcomes) == (round_.planned, rest.planned, rest.outcomes)


def test_the_facts_named_have_their_answer_typed() -> None:
    facts = facts_of([3], ("colour",))
    for types_all, typed in ((False, ("bank/t0/r1",)), (True, ()), (False, ())):
        round_ = start(setup(questions=3, typed=typed, types_all=types_all), facts)
        expected = {fact.id for fact in facts} if types_all else set(typed)
        assert expected == {ask.item.fact for ask in round_.queue if ask.item.blanks}


def test_streaks() -> None:
    round_ = start(setup("test", questions=8), facts_of([8]))
    streaks = []
    for well in (True, True, False, True, True, True, False, True):
        round_ = answered(round_, well=well)
        streaks.append((round_.streak, round_.best_streak))
    assert [(1, 1), (2, 2), (0, 2), (1, 2), (2, 2), (3, 3), (0, 3), (1, 3)] == streaks


def test_other_seeds_give_other_rounds() -> None:
    facts = facts_of([5, 5])
    rounds = {tuple(ask.item for ask in start(setup(seed=str(seed)), facts).queue) for seed in range(10)}
    assert 10 == len(rounds)


# --- how sure an answer is -----------------------------------------------------------------------


def surely(round_: Round, certainty: str, *, well: bool = False) -> Round:
    item = current(round_).item
    return round_.answer(right(item) if well else wrong(item), certainty)


def test_the_summary_has_the_marks_of_first_tries() -> None:
    round_ = start(setup(questions=2), facts_of([6], ("colour",)))
    round_ = surely(surely(round_, "sure"), "think", well=True)
    while round_.current:
        round_ = surely(round_, "sure", well=True)
    marks = summarize(round_).marks

    assert marks is not None
    assert (-6 + 2, 6) == (marks.total, marks.most)


@given(
    sizes, patterns, questions, st.lists(st.tuples(st.booleans(), st.sampled_from(["sure", "think", "guess", None])))
)
@SETTINGS
def test_a_round_with_certainties_ends_and_is_replayed(
    sizes_: list[int], patterns_: tuple[str, ...], count: int, told: list[tuple[bool, str | None]]
) -> None:
    facts = facts_of(sizes_, patterns_)
    round_ = start(setup(questions=count), facts)
    for well, certainty in told:
        if round_.current is None:
            break
        item = current(round_).item
        round_ = round_.answer(right(item) if well else wrong(item), certainty)
    end = play(round_, [])
    again = start(setup(questions=count), facts)
    for outcome in end.outcomes:
        assert outcome.ask == again.current
        again = again.answer(outcome.chosen, outcome.certainty)

    assert end == again
    assert end.planned == len(end.first_tries)
    for one, other in pairwise(end.outcomes):
        if len(set(facts_asked(end))) > 1 and one.ask.kind == other.ask.kind == Kind.AGAIN:
            assert one.ask.item.fact != other.ask.item.fact
