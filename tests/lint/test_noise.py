# ruff: noqa: E501 # questions are whole lines
"""What the rules leave alone, and what they find beyond the examples of their manual pages."""

import pytest

from quiz.bank.problems import Problem
from quiz.items.decoding import decode
from quiz.lint.check import check_bank

HEAD = "id: x\nsource: s\nas_of: January 2023\n"


def problems(text: str) -> tuple[Problem, ...]:
    decoded = decode(f"{HEAD}{text}\n".encode(), "x")
    assert decoded.bank is not None, decoded.problems
    return check_bank(decoded.bank).problems


def codes(text: str) -> list[str]:
    return [problem.code for problem in problems(text)]


def asked(typed: str) -> list[str]:
    """Return the findings for a written-out question."""
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
    "a name that is an article": "ask: Where is A?, answer: Lofoten, wrong: [Orust, Bornholm]",
    "a name before a gap": "ask: 'Vitamin A ... is found here.', answer: egg, wrong: [tea, ice]",
    "a blank of one sign": "ask: Which name holds an _ sign?, answer: a_b, wrong: [ab, ba]",
    "an end in quotation marks": "ask: 'Who said \"Why?\"', answer: Ann, wrong: [Bea, Cid]",
    "an end of another script": "ask: これは何ですか？, answer: Ann, wrong: [Bea, Cid]",
    "a number that others have too": "ask: What came in 1969?, answer: Apollo 11, wrong: [Luna 9, Mars]",
    "the date of the bank": "ask: Who led in January 2023?, answer: Ann, wrong: [Team 7, Cid]",
    "values of a program": """ask: Which is a list?, answer: '[1, 2]', wrong: ['(1, 2)', '{1, 2}', '"12"']""",
    "a blank in words that are no sentence": "ask: ___ Hund, answer: der, wrong: [die, das]",
    "points of a plane": "ask: Which point is on the line?, answer: '(1, 2)', wrong: ['(2, 1)', '(3, 3)']",
    "places named after others": "ask: Which state is west of Virginia?, answer: West Virginia, wrong: [Ohio, Maryland]",
    "a name with a digit": "ask: Which had 7 members?, answer: the Board, wrong: [G7, the Court]",
    "vitamins": "ask: Which vitamins?, answer: vitamins A and D, wrong: [vitamins C and K, vitamins B and E]",
    "a pinned option of another kind": "ask: How many?, answer: 7, wrong: [5, 9], pinned: [None of these]",
    "a long answer among others": "ask: Why?, answer: because of the long delay, wrong: [because of the vote, because of the cold]",
    "a word that other options share": "ask: Which council meets?, answer: the Town Council, wrong: [the City Council, the Court]",
    "a small word": "ask: Which one came from there?, answer: from Rome, wrong: [to Rome, of Rome]",
    "a negation that is quoted": "ask: 'Who said: “I am not here”?', answer: Ann, wrong: [Bea, Cid]",
    "options that are quotations": "ask: Who said what?, answer: '“Do not go!”', wrong: ['“Never ever!”', '“I sometimes do”']",
    "a negation in code": "ask: 'What gives `not True`?', answer: 'False', wrong: ['True', an error]",
    "a title with a negation": "ask: Who wrote Never Let Me Go?, answer: Ann, wrong: [Bea, Cid]",
    "titles among options": "ask: Which book?, answer: Never Let Me Go, wrong: [No Country for Old Men, War and Peace]",
    "none as a value": "ask: Which party?, answer: None, wrong: [Whigs, Tories]",
    "none as a number": "ask: How many moons?, answer: none, wrong: [one, two]",
    "a sum": "ask: 7 × 8 =, answer: a, wrong: [b, c]",
    "a question before lines of code": 'ask: "What is printed? print(x)", answer: a, wrong: [b, c]',
    "points below zero": "ask: How much?, answer: -5 points, wrong: [10 points, −20 points]",
    "members": "ask: How many?, answer: 25 members, wrong: [3 members, 1 member]",
    "units of several kinds": "ask: How long?, answer: 88 days, wrong: [12 years, 3 weeks]",
    "scores": "ask: What was the score?, answer: 0–2, wrong: [1–3, 2–0, 3–3]",
    "a year beside a day": "ask: When did it end?, answer: 476, wrong: [c. 509 BC, 28 October 312]",
    "opposites": "ask: What becomes of energy?, answer: It is used up, wrong: [It is not used up, It is made]",
    "a substance in the name of another": "ask: Which gas?, answer: carbon dioxide, wrong: [carbon, argon]",
    "parts of the compass in names": "ask: Which state?, answer: West Virginia, wrong: [Virginia, Ohio]",
    "how many of them": "ask: How many of the kings died?, answer: none of them, wrong: [all of them, two of them]",
    "each other": "ask: Whom did they love?, answer: each other, wrong: [their cat, their dog]",
    "a negation in the story": "ask: Ann did not eat. What does she need?, answer: bread, wrong: [tea, ink]",
    "a negation in a clause": "ask: What happens if ice is not cooled?, answer: It melts, wrong: [It grows, It burns]",
    "a negation in a definition": "ask: What is a man called who cannot see?, answer: blind, wrong: [deaf, mute]",
    "a noun without something": "ask: Which law holds for a body without a force?, answer: inertia, wrong: [gravity, lift]",
    "a reason": "ask: Why is the sky not green?, answer: by scattering, wrong: [by chance, by heat]",
    "what is measured": "ask: Which metal is the least dense?, answer: lithium, wrong: [iron, lead]",
    "what is wrong": "ask: What is wrong with Ann?, answer: a cold, wrong: [a cough, a sprain]",
    "no sign": "ask: What is seen?, answer: no sign of it, wrong: [a little of it, a lot of it]",
    "a change and none": "ask: What does it do?, answer: It grows, wrong: [It does not grow, It breaks]",
    "absolute terms in all options": "ask: What is it?, answer: always even, wrong: [always odd, always prime]",
    "a story": "ask: 'The fox saw the grapes. What did he want?', answer: the grapes, wrong: [the hen, the egg]",
    "words that begin alike": "ask: Which country?, answer: the counter, wrong: [the desk, the lamp]",
    "a gap in language": "ask: She ___ home., answer: goes, wrong: [go, going]",
    "a sentence to finish": "ask: The capital is ..., answer: Oslo, wrong: [Rome, Bern]",
    "numbers of names": "ask: Which craft flew in 1969?, answer: Concorde, wrong: [the Airbus A380, Apollo 4]",
    "vitamins in pairs": "ask: Which vitamins?, answer: A and D, wrong: [B and C, B1 and B6]",
    "the correct sentence": "ask: Which sentence is correct?, answer: I am, wrong: [I is, I be]",
    "what others have judged": "ask: Who won the prize for the best film?, answer: Ann, wrong: [Bea, Cid]",
    "the best of a measure": "ask: Which is the best conductor of heat?, answer: silver, wrong: [wood, glass]",
    "roots and fractions": "ask: Which?, answer: √2, wrong: [0.5, x/2, '2π']",
    "signs": "ask: Which sign?, answer: '=', wrong: ['~', '#']",
    "an hour": "ask: 'It takes an ___.', answer: hour, wrong: [age, instant]",
    "numbers by a decimal comma": "ask: How many?, answer: '980', wrong: ['1.285.216,0', '330.224,5']",
}  # fmt: skip

FOUND = {
    "hyphens and case": ("ask: Which?, answer: E-mail list, wrong: [e mail list, post]", "Q101"),
    "a number and its word": ("ask: How many?, answer: 7, wrong: [seven, 9]", "Q101"),
    "an article": ("ask: Which?, answer: a cat, wrong: [a dog, the dog]", "Q102"),
    "an article before the right one": ("ask: Which?, answer: the big dog, wrong: [big dog, the cat]", "Q101"),
    "ranges that meet": ("ask: Which?, answer: 1990 to 1995, wrong: [1995 to 1999, 1980 to 1985]", "Q103"),
    "the end of another": ("ask: Which?, answer: the Council, wrong: [the European Council, the Court]", "Q103"),
    "the end of another of as many words": (
        "ask: Which?, answer: the Council, wrong: [European Council, Big Court]",
        "Q103",
    ),
    "a number in a range": ("ask: How many?, answer: '206', wrong: [100 to 150, 200 to 300]", "Q103"),
    "ages that meet": ("ask: When?, answer: at 18, wrong: [over 17, under 10]", "Q103"),
    "or more": ("ask: How many?, answer: 21 or more, wrong: [at least 30, 2]", "Q103"),
    "what says more of it": ("ask: Which?, answer: the Council of Europe, wrong: [the Council, the Court]", "Q103"),
    "a sentence and more": ("ask: What?, answer: It rises, wrong: [It rises when cold, It falls]", "Q103"),
    "all are right": ("ask: Which?, answer: a, wrong: [b, All the answers are correct]", "Q105"),
    "they all are": ("ask: Which?, answer: a, wrong: [b, They are all true]", "Q105"),
    "more than one": ("ask: Which?, answer: a, wrong: [b, More than one of the above]", "Q105"),
    "all are wrong": ("ask: Which?, answer: a, wrong: [b, All of these are wrong]", "Q106"),
    "no answer": ("ask: Which?, answer: a, wrong: [b, There is no correct answer]", "Q106"),
    "least likely": ("ask: Which is least likely?, answer: a, wrong: [b, c]", "Q107"),
    "a false statement": ("ask: Which statement is false?, answer: a, wrong: [b, c]", "Q107"),
    "the wrong one": ("ask: Choose the incorrect statement., answer: a, wrong: [b, c]", "Q107"),
    "the animal that is not": ("ask: Which is the animal that is not a cat?, answer: a, wrong: [b, c]", "Q107"),
    "a contraction in an option": ("ask: What?, answer: it flies, wrong: [it doesn’t swim, it runs]", "Q108"),
    "one stem": ("ask: What eats insects?, answer: an insectivore, wrong: [a herbivore, a carnivore]", "Q111"),
    "a stem and a class word": (
        "ask: Which war was in the Crimea?, answer: the Crimean War, wrong: [the Boer War, the Cold War]",
        "Q111",
    ),
    "an article before a gap": ("ask: 'An ___ sings.', answer: owl, wrong: [crow, dove]", "Q112"),
    "statements by number": (
        "ask: 'I. It is so. II. It is not. Which are right?', answer: I only, wrong: [II only, I and II]",
        "Q115",
    ),
    "which is true": ("ask: Which of the following is true?, answer: a, wrong: [b, c]", "Q116"),
    "a correct statement": ("ask: Choose the correct statement about cats., answer: a, wrong: [b, c]", "Q116"),
    "taste": ("ask: What is the nicest color?, answer: a, wrong: [b, c]", "Q116"),
    "an opinion": ("ask: 'In your opinion, who was first?', answer: a, wrong: [b, c]", "Q116"),
    "a part of a list": ("ask: Which?, answer: red and blue, wrong: ['red, green and blue', black]", "Q103"),
    "ranges of several words of unit": (
        "ask: How fast?, answer: 60-100 beats a minute, wrong: [100-160 beats a minute, 20-40 beats a minute]",
        "Q103",
    ),
    "none of these, alone": ("ask: Which of these?, answer: None, wrong: [b, c]", "Q106"),
    "a negation that begins a sentence": ("ask: Look. Not which?, answer: a, wrong: [b, c]", "Q107"),
    "a negation beside an apostrophe": ("ask: What isn't Ann's and not Bea's?, answer: a, wrong: [b, c]", "Q107"),
    "a negation in a short name": ("ask: Who?, answer: Not Ann herself, wrong: [b, c]", "Q108"),
    "no end behind a quoted question": ("ask: The book “Who?” says, answer: a, wrong: [b, c]", "Q116"),
    "all of these options": ("ask: Which?, answer: a, wrong: [b, all of these options]", "Q105"),
    "neither": ("ask: Which?, answer: a, wrong: [b, Neither of the two]", "Q106"),
    "a contraction": ("ask: Who wasn’t there?, answer: a, wrong: [b, c]", "Q107"),
    "a negation in capitals and a small one": ("ask: Who did NOT come without it?, answer: a, wrong: [b, c]", "Q107"),
    "a word before a sign of print": ("ask: Which is not‑yet done?, answer: a, wrong: [b, c]", "Q107"),
    "a noun that is denied": ("ask: What?, answer: it has no moon, wrong: [one moon, many moons]", "Q108"),
    "an article in capitals": ("ask: 'THIS IS AN', answer: owl, wrong: [crow, dove]", "Q112"),
    "an article that begins a sentence": ("ask: 'Look up. A ... sings.', answer: owl, wrong: [crow, dove]", "Q112"),
    "an article that begins a quotation": ("ask: 'He said “A ___ sings”.', answer: owl, wrong: [crow, dove]", "Q112"),
    "an article before a colon": ("ask: 'It is an:', answer: owl, wrong: [crow, dove]", "Q112"),
    "parts of what is no unit": ("ask: How much?, answer: 5.5 points, wrong: [10.5 points, 2.5 points]", "Q113"),
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


def test_decoys_in_a_claim_are_judged_with_it() -> None:
    text = TABLE.replace("not yet", "soon").replace("never", "late")
    text = text.replace("    columns", "    open: true\n    decoys: {said: [not at all]}\n    columns")

    assert ["Q107"] == codes(text % 'claim: "{name} said: {said}.", swap: said')


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


def test_years_of_the_facts_of_a_table_are_no_ranges() -> None:
    def found(*cells: str) -> list[str]:
        text = TABLE
        for before, after in zip(("1950", "1960", "1970", "1980"), cells, strict=True):
            text = text.replace(before, after)
        return codes(text % 'ask: "When did {name} live?", answer: born')

    assert [] == found("1950-1960", "1960-1970", "1970-1980", "1980-2020")
    assert ["Q103"] == found("50-60 beats", "60-99 beats", "70-90 beats", "80-95 beats")
    assert ["G302"] == found("50-60", "60-99", "70-90", "80-95")  # no two of them can be shown together


def test_sums_need_no_date() -> None:
    def found(ask: str) -> list[str]:
        text = f"id: x\nsource: s\nquestions:\n  q: {{ask: {ask}, answer: 56, wrong: [49, 54], why: w}}\n"
        bank = decode(text.encode(), "x").bank
        assert bank is not None
        return [problem.code for problem in check_bank(bank).problems]

    for ask in ("What is 7 × 8?", "What is 7 times 8?", "60 - 4 =", "What are 20 % of 280?", "How much is 112/2?"):
        assert [] == found(f"'{ask}'")
    assert [] == found("'How many bones has a hand?'")
    assert [] == found("'How many members did it have?'")
    assert ["Q125"] == found("'How many members has it?'")


def test_plain_numbers_are_in_order_already() -> None:
    assert [] == codes(TABLE % 'ask: "When was {name} born?", answer: born')


def alternating(why: str) -> str:
    rows = "".join(f"      r{i}: [N{i}, {kind}]\n" for i, kind in enumerate(["a cat", "a dog"] * 20))
    columns = (
        "tables:\n  t:\n    columns: [name, kind]\n    open: true\n    decoys: {kind: [a cow, an ox]}\n    rows:\n"
    )
    return f'{columns}{rows}    questions:\n      q: {{ask: "What is {{name}}?", answer: kind, why: "{why}"}}'


def test_questions_that_answer_one_another_are_found_wherever_they_stand() -> None:
    assert ["Q121"] == codes(alternating("{name} is no cow. A cat, a dog: all like fish."))


def test_questions_that_tell_their_own_answers_do_not_answer_one_another() -> None:
    assert [] == codes(alternating("{name} is {kind}."))


def numbers(name: str, count: int, decoys: str, patterns: int) -> str:
    rows = "".join(f"      r{i}: [N{i}, {i}]\n" for i in range(1000, 1000 + count))
    asked = "".join(
        f'      q{i}: {{ask: "Which number has {{name}}{"?" * (i + 1)}", answer: nr, why: "{i}."}}\n'
        for i in range(patterns)
    )
    head = f"  {name}:\n    columns: [name, nr]\n    open: true\n    decoys: {{nr: {decoys}}}\n    rows:\n"
    return f"{head}{rows}    questions:\n{asked}"


def test_every_key_is_counted_where_one_pattern_has_most_of_the_questions() -> None:
    first, last = numbers("low", 1200, "[5000, 6000, 7000]", 1), numbers("high", 499, "[5, 6, 7]", 2)

    (problem,) = problems(f"tables:\n{first}{last}")

    assert problem.message == "the right answer is the first option in 55% of the questions"
