"""New facts on cards: which, in groups, in the author's order; and a resumed round shows those that are left."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.game.cards import card_groups
from quiz.game.due import introduced
from quiz.game.round import Round, start
from tests.game.test_round import SETTINGS, answered, current, facts_of, setup


@given(st.integers(0, 500))
def test_groups_are_of_three_to_five_where_there_are_so_many(count: int) -> None:
    facts = [str(i) for i in range(count)]
    groups = card_groups(facts)

    assert [fact for group in groups for fact in group] == facts
    assert all(len(group) <= 5 for group in groups)
    assert all(len(group) >= 3 for group in groups) or count < 3
    assert len({len(group) for group in groups}) <= 2


def shown_in(round_: Round, answers: list[bool]) -> tuple[list[tuple[str, ...]], Round]:
    """Play a round; return which cards come before each question, as nothing was shown before, and the round."""
    seen: set[str] = set()
    shown = []
    for well in answers:
        if round_.current is None:
            break
        cards = () if current(round_).item.fact in seen else round_.cards
        seen.update(cards)
        shown.append(cards)
        round_ = answered(round_, well=well)
    return shown, round_


FEW = settings(SETTINGS, max_examples=40)
ROUNDS: dict[str, Any] = {
    "sizes": st.lists(st.integers(1, 7), min_size=1, max_size=3),
    "questions": st.integers(1, 14),
    "chosen": st.lists(st.booleans(), min_size=21, max_size=21),
    "seed": st.integers(0, 99).map(str),
    "answers": st.lists(st.booleans(), min_size=14, max_size=14),
}


@FEW
@given(**ROUNDS)
def test_every_card_comes_once_before_its_question_in_the_authors_order(
    sizes: list[int], questions: int, chosen: list[bool], seed: str, answers: list[bool]
) -> None:
    facts = facts_of(sizes)
    new = tuple(fact.id for fact, is_new in zip(facts, chosen, strict=False) if is_new)
    asks = tuple((fact, "") for fact in introduced(facts, questions, seed))
    round_ = start(setup(questions=questions, seed=seed, asks=asks, cards=new), facts)
    planned = [ask.item.fact for ask in round_.queue]
    without = start(setup(questions=questions, seed=seed, asks=asks), facts)
    shown, ended = shown_in(round_, answers)

    cards = [fact for group in shown for fact in group]
    assert cards == [fact for fact in new if fact in planned]  # all of them, once, in the order of the bank
    for i, fact in enumerate(planned):
        if fact in cards:
            assert any(fact in group for group in shown[: i + 1])
    assert sorted(planned) == sorted(ask.item.fact for ask in without.queue)  # a card is no question
    assert ended.total == without.total
    old = [(i, ask) for i, ask in enumerate(without.queue) if ask.item.fact not in new]
    assert [(i, ask) for i, ask in enumerate(round_.queue) if ask.item.fact not in new] == old


@FEW
@given(**ROUNDS, stopped=st.integers(0, 13))
def test_a_round_that_goes_on_shows_the_cards_of_what_is_not_asked_yet(
    sizes: list[int], questions: int, chosen: list[bool], seed: str, answers: list[bool], stopped: int
) -> None:
    facts = facts_of(sizes)
    new = tuple(fact.id for fact, is_new in zip(facts, chosen, strict=False) if is_new)
    setup_ = setup(questions=questions, seed=seed, cards=new)
    whole, ended = shown_in(start(setup_, facts), answers)
    before, at_stop = shown_in(start(setup_, facts), answers[:stopped])
    # Only the setup and the answers are replayed.
    again = start(setup_, facts)
    for outcome in at_stop.outcomes:
        again = again.answer(outcome.chosen)
    after, resumed = shown_in(again, answers[stopped:])

    assert resumed == ended
    assert before == whole[: len(before)]
    asked = {outcome.ask.item.fact for outcome in at_stop.outcomes}
    shown_again = [fact for group in after for fact in group]
    assert not asked & set(shown_again)
    later = {ask.item.fact for ask in at_stop.queue} - asked
    assert shown_again == [fact for fact in new if fact in later]


def test_who_knows_nothing_begins_with_the_authors_first_facts() -> None:
    facts = facts_of([4, 9])
    first = introduced(facts, 8, "1")

    assert sorted(first[:4]) == [fact.id for fact in facts[:4]]
    assert sorted(first[4:]) == [fact.id for fact in facts[4:8]]
    assert len({tuple(introduced(facts, 8, str(seed))) for seed in range(20)}) > 10
