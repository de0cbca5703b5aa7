"""Ids of the history that a bank no longer has."""

from quiz.bank.model import Bank
from quiz.items.decoding import decode
from quiz.lint.orphans import orphans

BANK = """\
id: x
tables:
  leaders:
    rows: {stoltenberg: {name: S}, von-der-leyen: {name: L}, charles-michel: {name: M}}
  bodies:
    rows: {eu: {name: EU}, nato: {name: NATO}}
questions:
  delay: {ask: Why?, answer: a, wrong: [b, c]}
"""


def bank() -> Bank:
    found = decode(BANK.encode(), "x").bank
    assert found is not None
    return found


def told(attempts: dict[str, int]) -> list[tuple[str, str, int, str, str]]:
    return [(t, p.code, p.span.line, p.message, p.help) for t, p in orphans(bank(), attempts)]


def test_a_bank_that_still_has_all_ids_is_in_order() -> None:
    assert told({"x/leaders/stoltenberg": 3, "x/bodies/eu": 1, "x/delay": 2}) == []
    assert told({}) == []


def test_an_id_that_is_near_to_a_new_one_was_renamed_and_is_told_there() -> None:
    message = "`michel` is no longer in `leaders`; 12 recorded answers refer to it"
    help_ = "if this is the same row, name it `michel` again"

    assert told({"x/leaders/stoltenberg": 3, "x/leaders/michel": 12}) == [("leaders", "H102", 4, message, help_)]


def test_an_id_that_is_near_to_one_with_a_history_of_its_own_was_deleted() -> None:
    (problem,) = told({"x/leaders/charles-michel": 1, "x/leaders/michel": 1})

    assert problem[:3] == ("leaders", "H101", 3)
    assert "1 recorded answer refers to it" in problem[3]


def test_ids_that_are_gone_are_told_together() -> None:
    attempts = {f"x/bodies/{row}": 2 for row in ("osce", "un", "g7", "brics")}
    message = "`osce`, `un`, `g7` and 1 more are no longer in `bodies`; 8 recorded answers refer to them"

    assert [problem[:4] for problem in told(attempts)] == [("bodies", "H101", 5, message)]


def test_a_written_question_is_told_at_the_new_one() -> None:
    message = "`delays` is no longer in the bank; 4 recorded answers refer to it"

    help_ = "if this is the same question, name it `delays` again"

    assert told({"x/delays": 4}) == [("", "H102", 8, message, help_)]


def test_a_table_that_was_renamed_is_told_once() -> None:
    message = "there is no table `body` any more; 5 recorded answers refer to it"
    help_ = "if this is the same table, name it `body` again"

    assert told({"x/body/eu": 2, "x/body/nato": 3}) == [("body", "H102", 5, message, help_)]


def test_a_table_that_is_gone_is_told_once() -> None:
    attempts = {"x/treaties/rome": 2, "x/treaties/lisbon": 3}

    assert [problem[:3] for problem in told(attempts)] == [("treaties", "H101", 1)]


def test_several_rows_that_were_renamed_are_each_told_at_the_nearest_new_one() -> None:
    attempts = {"x/leaders/charles": 2, "x/leaders/der-leyen": 3}

    found = told(attempts)

    assert [problem[:2] for problem in found] == [("leaders", "H102"), ("leaders", "H102")]
    assert [problem[4] for problem in found] == [
        "if this is the same row, name it `charles` again",
        "if this is the same row, name it `der-leyen` again",
    ]


def test_no_new_id_is_taken_for_two_old_ones() -> None:
    helps = [problem[4] for problem in told({"x/delayed": 1, "x/delays": 1})]

    assert helps == [
        "if this is the same question, name it `delays` again",
        "if a question has another name now, give it the old one again",
    ]


def test_the_only_new_row_is_taken_for_the_only_one_that_is_gone() -> None:
    helps = [problem[4] for problem in told({"x/bodies/eu": 1, "x/bodies/alliance": 12})]

    assert helps == ["if this is the same row, name it `alliance` again"]


def test_a_table_with_another_name_is_known_by_its_rows() -> None:
    helps = [problem[4] for problem in told({"x/people/stoltenberg": 2, "x/people/charles-michel": 3})]

    assert helps == ["if this is the same table, name it `people` again"]


def test_a_bank_that_was_renamed_is_told_once() -> None:
    message = "the bank seems to have been `y` before; 5 recorded answers refer to that id"

    assert told({"y/bodies/eu": 2, "y/bodies/nato": 3}) == [("", "H102", 1, message, "write `id: y`, as before")]
