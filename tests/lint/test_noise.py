# ruff: noqa: E501 # questions are whole lines
"""What the rules leave alone, and what they find beyond the examples of their manual pages."""

import pytest

from quiz.bank.decode import decode
from quiz.lint.check import check_bank

HEAD = "id: x\nsource: s\nas_of: January 2023\n"


def codes(text: str) -> list[str]:
    decoded = decode(f"{HEAD}{text}\n".encode(), "x")
    assert decoded.bank is not None, decoded.problems
    return [problem.code for problem in check_bank(decoded.bank).problems]


def asked(typed: str) -> list[str]:
    """Return what is found in a written-out question."""
    return codes(f"questions:\n  q: {{{typed}, why: w}}")


FINE = {
    "a range beside another that begins after it": "ask: How many?, answer: 10-20, wrong: [21-30, 31-40]",
    "ranges of different units": "ask: How long?, answer: 10-20 days, wrong: [10-20 weeks, 3-4 years]",
    "a word in the middle of another option": "ask: Where?, answer: the Moon, wrong: [Saturn's moon Titan, Mars, Venus]",
    "decimals that share digits": "ask: How far?, answer: 3.5 km off, wrong: [3 km down, 5 km up]",
    "languages named by signs": "ask: Which?, answer: C, wrong: [C++, C#, c*]",
    "a negation that adds": "ask: Who is not only king?, answer: Ann, wrong: [Bea, Cid]",
    "a question of whether or not": "ask: Who may join or not?, answer: Ann, wrong: [Bea, Cid]",
    "another word with the letters of a negation": "ask: Which notary knew another?, answer: Ann, wrong: [Bea, Cid]",
    "yes and no": "ask: Is it so?, answer: Yes, wrong: [No, Never]",
    "a number that is abbreviated": "ask: Which road?, answer: No. 5, wrong: [No. 6, No. 7]",
    "an article that fits all": "ask: 'It is a ...', answer: hawk, wrong: [crow, dove]",
    "a blank of one sign": "ask: Which name holds an _ sign?, answer: a_b, wrong: [ab, ba]",
    "an end in quotation marks": "ask: 'Who said \"Why?\"', answer: Ann, wrong: [Bea, Cid]",
    "an end of another script": "ask: これは何ですか？, answer: Ann, wrong: [Bea, Cid]",
    "a number that others have too": "ask: What came in 1969?, answer: Apollo 11, wrong: [Luna 9, Mars]",
    "the date of the bank": "ask: Who led in January 2023?, answer: Ann, wrong: [Team 7, Cid]",
    "a name with a digit": "ask: Which had 7 members?, answer: the Board, wrong: [G7, the Court]",
    "vitamins": "ask: Which vitamins?, answer: vitamins A and D, wrong: [vitamins C and K, vitamins B and E]",
    "a pinned option of another kind": "ask: How many?, answer: 7, wrong: [5, 9], pinned: [None of these]",
    "a long answer among others": "ask: Why?, answer: because of the long delay, wrong: [because of the vote, because of the cold]",
    "a word that other options share": "ask: Which council meets?, answer: the Town Council, wrong: [the City Council, the Court]",
    "a small word": "ask: Which one came from there?, answer: from Rome, wrong: [to Rome, of Rome]",
    "units of several kinds": "ask: How long?, answer: 88 days, wrong: [12 years, 3 weeks]",
}  # fmt: skip

FOUND = {
    "hyphens and case": ("ask: Which?, answer: E-mail list, wrong: [e mail list, post]", "Q101"),
    "a number and its word": ("ask: How many?, answer: 7, wrong: [seven, 9]", "Q101"),
    "an article": ("ask: Which?, answer: a cat, wrong: [a dog, the dog]", "Q102"),
    "a full stop": ("ask: Which?, answer: a cat, wrong: [the big dog., the big dog]", "Q102"),
    "ranges that meet": ("ask: Which?, answer: 1990 to 1995, wrong: [1995 to 1999, 1980 to 1985]", "Q103"),
    "the end of another": ("ask: Which?, answer: the Council, wrong: [the European Council, the Court]", "Q103"),
    "a part of a list": ("ask: Which?, answer: red and blue, wrong: ['red, green and blue', black]", "Q103"),
    "all of these options": ("ask: Which?, answer: a, wrong: [b, all of these options]", "Q105"),
    "neither": ("ask: Which?, answer: a, wrong: [b, Neither of the two]", "Q106"),
    "a contraction": ("ask: Who wasn’t there?, answer: a, wrong: [b, c]", "Q107"),
    "a negation in capitals and a small one": ("ask: Who did NOT come without it?, answer: a, wrong: [b, c]", "Q107"),
    "a noun that is denied": ("ask: What?, answer: it has no moon, wrong: [one moon, many moons]", "Q108"),
    "an article before a colon": ("ask: 'It is an:', answer: owl, wrong: [crow, dove]", "Q112"),
    "distances": ("ask: How far?, answer: 25 km, wrong: [3 km, 10 km]", "Q113"),
    "options by number": ("ask: Which?, answer: Answers 1 and 2, wrong: [b, c]", "Q115"),
    "letters in a row": ("ask: Which?, answer: 'A, B and C', wrong: [b, c]", "Q115"),
    "a quantity among numbers": ("ask: Which?, answer: 7, wrong: [5, 9 pairs]", "Q122"),
}


@pytest.mark.parametrize("typed", FINE.values(), ids=FINE)
def test_it_is_left_alone(typed: str) -> None:
    assert [] == asked(typed)


@pytest.mark.parametrize(("typed", "code"), FOUND.values(), ids=FOUND)
def test_it_is_found(typed: str, code: str) -> None:
    assert code in asked(typed)


TABLE = """\
tables:
  t:
    columns: [name, born, said]
    rows:
      a: [Ann, 1950, not yet]
      b: [Bea, 1960, never]
      c: [Cid, 1970, all of these]
      d: [Dot, 1980, none]
    questions:
      q: {%s, why: "{name}."}
"""


@pytest.mark.parametrize(
    "typed",
    [
        'claim: "{name} was born in {born}.", swap: born',
        'claim: "{name} was born in {born}", swap: name',
        'ask: "Who is the oldest of the four?", answer: name, least: born',
        'ask: "Which of these said the most, by a long way, if one counts?", answer: said, most: born',
    ],
)
def test_claims_and_compares_are_judged_by_their_stems_only(typed: str) -> None:
    assert [] == codes(TABLE % typed)


def test_a_claim_is_not_to_be_negative() -> None:
    assert ["Q107"] == codes(TABLE % 'claim: "{name} was not born before {born}.", swap: born')


def test_two_rows_that_are_compared_are_options_enough() -> None:
    text = TABLE.replace("      c: [Cid, 1970, all of these]\n      d: [Dot, 1980, none]\n", "")

    assert [] == codes(text % 'ask: "Who is older?", answer: name, least: born')


def test_cells_in_a_stem_are_judged_with_it() -> None:
    assert ["Q107"] == codes(TABLE % 'ask: "Who said: {said}?", answer: name')


def test_values_glued_to_other_letters_are_judged_as_they_read() -> None:
    assert ["Q107"] == codes(
        TABLE.replace("said: x", "").replace("not yet", "no") % 'ask: "Who said {said}t?", answer: name'
    )


def test_a_long_value_is_no_cue_where_it_is_a_distractor_as_often() -> None:
    rows = "".join(
        f"      r{i}: [N{i}, 19{i}0, {said}]\n" for i, said in enumerate(["a", "b", "c", "the one that is much longer"])
    )
    text = TABLE[: TABLE.index("      a:")] + rows + TABLE[TABLE.index("    questions") :]

    assert [] == codes(text % 'ask: "What did {name} say?", answer: said')


def test_plain_numbers_are_in_order_already() -> None:
    assert [] == codes(TABLE % 'ask: "When was {name} born?", answer: born')
