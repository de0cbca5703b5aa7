"""What to teach again, what to look at, and which wrong texts may be other names, from made-up counts."""

from __future__ import annotations

import pytest

from quiz.classroom.checked import AskedAbout, QuestionShown
from quiz.classroom.counts import ClassCounts, ItemCounts, OptionCounts
from quiz.classroom.look_at import QuestionDoubt, is_unused, to_look_at
from quiz.classroom.near_miss import is_near_miss
from quiz.classroom.reteach import TakenFor, TeachAgain, to_teach_again

SHOWN = {
    "q": QuestionShown("Which body?", {"a": "the Council", "b": "the Court", "c": "NATO"}, "the Council", "pick"),
    "c": QuestionShown("It is so.", {"true": "True", "false": "False"}, "True", "claim"),
}

ASKED = {"f": AskedAbout(9, 6)}


def options(key: tuple[int, int], other: tuple[int, int], above: int = 10, below: int = 10) -> tuple[OptionCounts, ...]:
    """Return the options of `q`: how many chose the key and another option, above the mean and in all."""
    counts = [("a", True, *key), ("b", False, *other), ("c", False, 0, 0)]
    return tuple(
        OptionCounts("q", id_, is_key, above + below, chosen, above, chosen_above)
        for id_, is_key, chosen_above, chosen in counts
    )


def test_a_mix_up_is_named_with_its_counts() -> None:
    counts = ClassCounts((ItemCounts("q", 20, 8, 0),), options((6, 8), (4, 12)))
    found = to_teach_again(counts, {"q": "b/t/r"}, {"b/t/r": "Strasbourg"}, SHOWN, {"b/t/r": AskedAbout(20, 12)})

    taken = TakenFor("the Court", "the Council", 12, 20)
    (one,) = found
    assert ("b/t/r", "Strasbourg", 12, 20, "Which body?", taken) == one[:6]
    assert (1, (12, 20), 20, 12) == (one.questions, one.here, one.students, one.students_missed)


@pytest.mark.parametrize(
    ("tries", "right", "is_taught"), [(20, 14, False), (21, 14, True), (3, 2, False), (2, 0, True), (1, 0, False)]
)
def test_a_fact_is_taught_again_from_a_third_on_but_not_for_one(tries: int, right: int, is_taught: bool) -> None:
    counts = ClassCounts((ItemCounts("q", tries, right, 0),))
    assert is_taught is bool(to_teach_again(counts, {"q": "f"}, {}, {}, {"f": AskedAbout(tries, tries - right)}))


@pytest.mark.parametrize(("right", "times", "is_taken"), [(10, 8, True), (8, 6, True), (8, 5, False), (12, 4, True)])
def test_what_at_least_half_of_those_chose_who_missed_it_is_a_mix_up(right: int, times: int, is_taken: bool) -> None:
    counts = ClassCounts((ItemCounts("q", 20, right, 0),), options((0, right), (0, times)))
    (found,) = to_teach_again(counts, {"q": "f"}, {}, SHOWN, {"f": AskedAbout(20, 20 - right)})

    assert (TakenFor("the Court", "the Council", times, 20) if is_taken else None) == found.taken


def test_the_question_that_most_missed_stands_for_its_fact_and_others_do_not_hide_it() -> None:
    known, hard = ItemCounts("k", 20, 20, 0), ItemCounts("q", 9, 3, 0)
    facts, asked = {"k": "known", "z": "f", "q": "f"}, {"known": AskedAbout(20, 0), "f": AskedAbout(20, 8)}
    for easy, here in ((ItemCounts("z", 20, 18, 0), ()), (ItemCounts("z", 12, 10, 0), (6, 9))):
        for items in ((known, easy, hard), (known, hard, easy)):
            found = to_teach_again(ClassCounts(items), facts, {}, SHOWN, asked)
            assert [("f", "f", 8, 21, "Which body?")] * bool(here) == [one[:5] for one in found]  # 8 of 29 are few
            assert [here] * bool(here) == [one.here for one in found]


def test_a_question_that_is_not_there_any_more_has_no_text() -> None:
    counts = ClassCounts((ItemCounts("gone", 9, 3, 0),))
    (found,) = to_teach_again(counts, {"gone": "f"}, {}, SHOWN, {"f": AskedAbout(9, 6)})
    assert TeachAgain("f", "f", 6, 9, "", here=(6, 9), students=9, students_missed=6) == found


def test_the_surest_come_first_and_questions_about_one_fact_count_together() -> None:
    counted = (("q1", 2, 0), ("q2", 20, 8), ("q3", 15, 7), ("q4", 15, 5))
    items = tuple(ItemCounts(*one, took_ms=0) for one in counted)
    facts = {"q1": "a two", "q2": "of twelve", "q3": "two of both", "q4": "two of both"}
    asked = {"a two": AskedAbout(2, 2), "of twelve": AskedAbout(20, 12), "two of both": AskedAbout(20, 13)}
    found = to_teach_again(ClassCounts(items), facts, {}, {}, asked)
    assert [(2, 20, 13), (1, 20, 12), (1, 2, 2)] == [
        (one.questions, one.students, one.students_missed) for one in found
    ]
    assert [("two of both", 18, 30), ("of twelve", 12, 20), ("a two", 2, 2)] == [
        (one.fact, one.missed, one.tries) for one in found
    ]


def test_one_student_who_misses_many_questions_about_a_fact_is_no_class() -> None:
    items = tuple(ItemCounts(item, 1, 0, 0) for item in ("q1", "q2", "q3"))
    facts = dict.fromkeys(("q1", "q2", "q3"), "f")
    assert [] == [*to_teach_again(ClassCounts(items), facts, {}, {}, {"f": AskedAbout(1, 1)})]
    assert 1 == len(to_teach_again(ClassCounts(items), facts, {}, {}, {"f": AskedAbout(3, 3)}))


@pytest.mark.parametrize(
    ("form", "name"), [("pick", "Strasbourg"), ("not", "Which body?"), ("choose-all", "Which body?")]
)
def test_a_question_about_several_facts_does_not_say_that_one_of_them_was_missed(form: str, name: str) -> None:
    shown = {"q": SHOWN["q"]._replace(form=form)}
    found = to_teach_again(ClassCounts((ItemCounts("q", 9, 3, 0),)), {"q": "f"}, {"f": "Strasbourg"}, shown, ASKED)
    assert [name] == [one.name for one in found]


def test_a_statement_is_taken_for_false_unless_it_was_drawn_for_each_student() -> None:
    false = OptionCounts("c", "false", False, 9, 9, 4, 4)
    for more, taken in (((), TakenFor("False", "True", 9, 9)), ((false._replace(is_key=True),), None)):
        found = ClassCounts((ItemCounts("c", 9, 0, 0),), (false, *more))
        assert [(taken, True)] == [
            (one.taken, one.is_statement) for one in to_teach_again(found, {"c": "f"}, {}, SHOWN, ASKED)
        ]


@pytest.mark.parametrize(
    ("key", "other", "doubt"),
    [
        ((1, 3), (9, 15), [QuestionDoubt.KEY]),
        ((4, 8), (6, 12), [QuestionDoubt.TWO]),  # the excess may be chance, but not that many of the better students
        ((5, 12), (2, 8), []),  # those who know less take it for right
        ((5, 5), (5, 14), []),  # and so here
        ((9, 15), (1, 5), []),
    ],
)
def test_a_question_is_looked_at_where_those_who_know_more_choose_otherwise(
    key: tuple[int, int], other: tuple[int, int], doubt: list[str]
) -> None:
    counts = ClassCounts((ItemCounts("q", 20, key[1], 0),), options(key, other))
    assert doubt == [one.doubt for one in to_look_at(counts, SHOWN)]


def test_a_question_that_goes_against_the_others_is_looked_at() -> None:
    for agreement, expected in ((-0.3, [QuestionDoubt.AGAINST]), (-0.05, []), (None, [])):
        found = to_look_at(ClassCounts((ItemCounts("q", 40, 20, 0, agreement),)), SHOWN)
        assert expected == [one.doubt for one in found]


def test_few_answers_are_no_doubt() -> None:
    counts = ClassCounts((ItemCounts("q", 9, 0, 0, -0.9),), options((0, 0), (9, 9), 9, 0))
    assert () == to_look_at(counts, SHOWN)


def test_an_option_is_unused_from_forty_offers_on() -> None:
    assert [True, False, False, False] == [
        is_unused(OptionCounts("q", "b", is_key, offered, chosen, 0, 0))
        for is_key, offered, chosen in ((False, 40, 1), (False, 39, 0), (False, 40, 2), (True, 40, 0))
    ]


@pytest.mark.parametrize(
    ("text", "key", "is_near"),
    [
        ("L. v. Beethoven", "Beethoven", True),
        ("beethofen", "Beethoven", True),
        ("Mozart", "Beethoven", False),
        ("EU", "European Union", False),
        ("the Union", "European Union", True),
        ("", "Beethoven", False),
    ],
)
def test_a_near_miss_shares_a_word_or_most_letters(text: str, key: str, is_near: bool) -> None:
    assert is_near is is_near_miss(text, key)
