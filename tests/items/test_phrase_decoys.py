"""Phrases that no row gives: the text for each of their columns is compared, and not only the whole."""

import pytest

from quiz.items.decoding import decode
from quiz.items.item import Item
from quiz.items.sources import bank_items

TABLE = """\
id: x
tables:
  t:
    columns: [name, when, office]
    rows:
      ann: [Ann, {value: 20 July 1969, also: Moon day}, mayor of Rome]
      bea: [Bea, 1 May 1970, {value: judge, also: justice}]
      cid: [Cid, 2 June 1971, clerk]
      dot: [Dot, 3 March 1972, mayor]
    open: true
    decoys: {q: [DECOY, king of 1800, duke of 1801]}
    questions:
      q: {ask: "What was {name}?", answer: "{office} of {when}"}
"""


def options(bank: str, row: str) -> list[set[str]]:
    """Return the options of a row's question, for many seeds."""
    decoded = decode(bank.encode(), "x")
    assert decoded.bank is not None, decoded.errors
    made = [item for seed in range(30) for _, id_, item in bank_items(decoded.bank, str(seed)) if id_ == row]
    return [{option.text for option in item.options} for item in made if isinstance(item, Item)]


@pytest.mark.parametrize(
    "decoy",
    [
        "judge of May 1970",
        "justice of 1970-05-01",
        "the judge of 1 May 1970",
        "Justice of 1 May 1970",
    ],
)
def test_a_phrase_that_may_be_that_of_a_row_part_by_part_is_no_wrong_answer_there(decoy: str) -> None:
    bank = TABLE.replace("DECOY", decoy)

    assert options(bank, "bea")
    assert not any(decoy in texts for texts in options(bank, "bea"))


def test_what_stands_for_a_column_may_have_the_words_between_them_in_it() -> None:
    bank = TABLE.replace("DECOY", "Mayor of Rome of July 1969")

    assert options(bank, "ann")
    assert not any("Mayor of Rome of July 1969" in texts for texts in options(bank, "ann"))


def test_a_phrase_that_differs_in_a_part_is_a_wrong_answer() -> None:
    bank = TABLE.replace("DECOY", "judge of 4 May 1970, judge in May 1970, judge of")

    for decoy in ("judge of 4 May 1970", "judge in May 1970", "judge of"):
        assert any(decoy in texts for texts in options(bank, "bea"))


def test_two_such_phrases_that_may_be_the_same_are_never_together() -> None:
    bank = TABLE.replace("DECOY", "clerk of 1980, clerk of May 1980")

    assert {1} == {len(texts & {"clerk of 1980", "clerk of May 1980"}) for texts in options(bank, "ann")}


@pytest.mark.parametrize(
    ("answer", "decoy"), [("{office}{when}", "judge4 May 1970"), ("{office} {office}", "judge clerk")]
)
def test_a_phrase_that_cannot_be_taken_apart_is_compared_as_a_whole(answer: str, decoy: str) -> None:
    bank = TABLE.replace("{office} of {when}", answer).replace("DECOY", decoy)

    assert any(decoy in texts for texts in options(bank, "dot"))


def test_words_around_a_phrase_belong_to_none_of_its_columns() -> None:
    bank = TABLE.replace('"{office} of {when}"', '"as {office} of {when}!"')
    bank = bank.replace(
        "DECOY, king of 1800, duke of 1801", "as judge of May 1970!, as king of 1800!, as duke of 1801!"
    )

    assert options(bank, "bea")
    assert not any("as judge of May 1970!" in texts for texts in options(bank, "bea"))
    assert any("as judge of May 1970!" in texts for texts in options(bank, "ann"))
