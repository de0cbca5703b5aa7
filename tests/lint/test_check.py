# ruff: noqa: E501 # banks are whole lines
"""A problem of a bank is reported once, at its place, unless it is allowed."""

from quiz.bank.problems import Problem, Severity
from quiz.items.decoding import decode
from quiz.lint.check import CheckedBank, check_bank

HEAD = "id: x\nsource: s\nas_of: 2024\n"


def checked(text: str, attempts: dict[str, int] | None = None) -> CheckedBank:
    decoded = decode(f"{HEAD}{text}".encode(), "x")
    assert [problem for problem in decoded.problems if problem.severity != "note"] == []
    assert decoded.bank is not None
    return check_bank(decoded.bank, attempts)


def found(text: str) -> list[str]:
    """Return `line code` of each problem."""
    return [f"{problem.span.line} {problem.code}" for problem in checked(text).problems]


PETS = """\
tables:
  pets:
    rows:
      rex: {name: Rex, kind: dog, sound: it always barks}
      tom: {name: Tom, kind: cat, sound: it purrs}
      joe: {name: Joe, kind: parrot, sound: it talks}
      kim: {name: Kim, kind: horse, sound: it neighs}
    questions:
      what: {ask: "What does {name} do?", answer: sound, why: "{name}: {sound}."}
      pet: {ask: "What does the {kind} do?", answer: sound, why: "{name}: {sound}."}
"""


def test_the_questions_of_all_rows_and_patterns_are_made() -> None:
    assert checked(PETS).items == 8


def test_a_text_of_a_row_is_reported_once_at_the_row_with_all_questions_that_show_it() -> None:
    (problem,) = checked(PETS).problems

    assert ("Q109", 7) == (problem.code, problem.span.line)
    assert problem.message.startswith("an absolute term gives an option away in ")
    assert problem.message.endswith(" of 8 questions, such as `always` in `it always barks`")


def test_texts_of_several_rows_are_reported_once_at_the_pattern() -> None:
    text = PETS.replace("it purrs", "it never barks").partition("      pet:")[0]

    assert found(text) == ["8 Q108", "12 Q109"]


def test_a_pattern_is_counted_with_an_example() -> None:
    text = PETS.replace("it always barks", "it barks").replace("What does {name} do?", "What does {name} not do?")

    assert [
        Problem(
            "Q107",
            "4 of 4 questions are negative, such as `not` in `What does Rex not do?`",
            checked(text).problems[0].span,
            "ask for what is true, or write the word in capitals, as in NOT or EXCEPT",
            Severity.WARNING,
        )
    ] == list(checked(text).problems)


WRITTEN = """\
questions:
  one: {ask: Which of these is not blue, answer: red, wrong: [navy, azure], why: w}
  two: {ask: Which one is always red?, answer: always blood, wrong: [sea, sky], why: w}
  three: {ask: Which is far?, answer: a star, wrong: [the Moon, a plane, a cloud, it never comes near], why: w}
"""


def test_written_questions_are_reported_each_at_its_place() -> None:
    assert [code for code in found(WRITTEN) if "Q111" not in code] == ["5 Q107", "5 Q116", "6 Q109", "7 Q108", "7 Q109"]


def test_wrong_answers_that_are_not_drawn_are_judged_too() -> None:
    for seed in "abcdef":  # another id is another draw
        text = f"questions:\n  {seed}: {{ask: Which?, answer: a, wrong: [b, c, d, e, f, it is never g], why: w}}\n"
        assert found(text) == ["5 Q108", "5 Q109"]


def test_english_words_are_looked_for_in_english_only() -> None:
    text = PETS.replace("tables:", "language: {}\ntables:")

    assert found(text.replace("{}", "en-GB")) == ["8 Q109"]
    assert found(text.replace("{}", "nl")) == ["1 Q127"]


# allow


def test_a_code_is_allowed_in_a_bank_a_table_a_pattern_and_a_question() -> None:
    pattern = PETS.replace("sound, why", "sound, allow: Q109, why")
    table = PETS.replace("    questions:", "    allow: [Q109]\n    questions:")
    question = WRITTEN.replace("why: w}", "why: w, allow: [Q107, Q116]}", 1)

    assert found(f"allow: [Q109]\n{PETS}") == []
    assert found(table) == []
    assert found(pattern) == []
    assert [code for code in found(question) if "Q111" not in code] == ["6 Q109", "7 Q108", "7 Q109"]


def test_a_mark_in_a_cell_is_allowed_in_its_table_and_not_in_a_pattern() -> None:
    text = PETS.replace("it purrs", "• it purrs")

    def codes(changed: str) -> set[str]:
        return {problem.code for problem in checked(changed).problems} & {"F113", "Q100"}

    assert codes(text) == {"F113"}
    assert codes(text.replace("sound, why", "sound, allow: F113, why")) == {"F113", "Q100"}
    assert codes(text.replace("    questions:", "    allow: F113\n    questions:")) == set()


def test_numbers_with_a_word_that_is_no_unit_say_which_word_and_where_it_goes() -> None:
    rows = "".join(f"      r{i}: [C{i}, {i}.5 million]\n" for i in range(1, 6))
    head = f"tables:\n  t:\n    columns: [country, people]\n    rows:\n{rows}"
    table = f'{head}    questions:\n      q: {{ask: "How many live in {{country}}?", answer: people}}\n'
    what, help_ = message(table, "Q113")

    assert what.startswith("numbers followed by a word that is not a known unit, such as `million`, are shuffled in ")
    assert help_ == (
        "write only the numbers in the cells, and put the word in the question, "
        'or in the answer: `answer: "{people} million"`'
    )
    question = "questions:\n  q: {ask: How many?, answer: 5.5 points, wrong: [10.5 points, 2.5 points]}\n"
    assert message(question, "Q113")[1] == "write only the numbers, and put the word in the question"


def test_what_one_pattern_allows_another_is_told() -> None:
    (problem,) = checked(PETS.replace("sound, why", "sound, allow: Q109, why", 1)).problems

    assert "of 4 questions" in problem.message


def test_an_allow_that_nothing_needs_is_reported_at_its_place() -> None:
    text = PETS.replace("sound, why", "sound, allow: [Q109, Q117], why")

    problems = checked(f"allow: [G301]\n{text}").problems

    expected = [
        ("Q100", 4, 9, "`G301` is allowed here, but nothing reports it"),
        ("Q100", 13, 72, "`Q117` is allowed here, but nothing reports it"),
        ("Q100", 14, 75, "`Q117` is allowed here, but nothing reports it"),
    ]
    assert [(p.code, p.span.line, p.span.column, p.message) for p in problems] == expected


def test_an_allow_for_the_history_is_not_called_needless() -> None:
    """Another machine has another history, or none."""
    assert found(f"allow: [H101, H102]\n{PETS.replace('always ', '')}") == []


def test_an_allow_where_a_code_cannot_be_allowed_says_where_it_can() -> None:
    """Q120 is about the whole bank, and G303 about a table."""
    text = PETS.replace("sound, why", "sound, allow: [Q109, G303], why")
    problems = checked(text.replace("    questions:", "    allow: [Q120]\n    questions:")).problems

    assert [(p.code, p.message, p.help) for p in problems] == [
        ("Q100", "`Q120` can be allowed only in the bank", "move it there"),
        ("Q100", "`G303` can be allowed only in the bank or a table", "move it to one of these"),
        ("Q100", "`G303` can be allowed only in the bank or a table", "move it to one of these"),
    ]


def test_the_innermost_allow_is_the_one_that_is_needed() -> None:
    text = PETS.replace("sound, why", "sound, allow: Q109, why")

    assert found(f"allow: [Q109]\n{text}") == ["4 Q100"]


# what cannot be made, and what nobody asks


GAPS = """\
tables:
  t:
    rows:
      a: {name: Ann, born: 1950, town: Rome}
      b: {name: Bea, born: 1960, town: []}
      c: {name: Cid, born: 1970, town: Oslo}
      d: {name: Dot, born: 1980, town: Bern}
      e: {name: Eve, born: 1990, town: Bonn}
    questions:
      where: {ask: "Where is {name}?", answer: town, why: "In {town}."}
"""


def test_rows_without_a_question_are_reported_where_they_are_asked_for() -> None:
    text = (
        GAPS.replace("town: []", "town: Rome")
        .replace("answer: town", "answer: name, except: true")
        .replace("Where is {name}", "Who is NOT in {town}")
    )

    assert found(text) == ["13 G301"]
    assert found(text.replace("except: true", "except: true, allow: G301")) == []


def test_a_row_whose_cell_was_left_empty_is_reported_only_if_nothing_else_asks_about_it() -> None:
    more = '      born: {ask: "When was {name} born?", answer: born, why: "In {born}."}\n'

    assert found(GAPS) == ["8 G303"]
    assert found(GAPS + more) == []


def test_a_row_that_no_pattern_asks_about_is_reported_at_its_place() -> None:
    only = GAPS.replace("answer: town", "answer: name, where: {town: [Rome, Oslo]}").replace(
        "Where is {name}?", "Who was born in {born}?"
    )
    (problem,) = checked(only).problems

    assert ("G303", 8, "no question asks about `b` and 2 more") == (problem.code, problem.span.line, problem.message)


def test_a_table_without_patterns_is_reported_at_its_name() -> None:
    text = GAPS.partition("    questions:")[0]

    assert found(text) == ["5 G303"]
    assert found(text.replace("    rows:", "    allow: G303\n    rows:")) == []


def test_a_pattern_that_makes_nothing_is_reported() -> None:
    text = GAPS.replace("answer: town", "answer: name, where: {town: Rome, name: Eve}").replace("{name}?", "x?")

    assert found(text) == ["7 G303", "13 G302"]


# the whole bank


def test_a_source_is_missed_once_or_where_others_have_one() -> None:
    text = "id: x\nquestions:\n  a: {ask: Which?, answer: a, wrong: [b, c], why: w}\n  b: {ask: Who?, answer: a, wrong: [b, c], why: w}\n"

    def spans(text: str) -> list[tuple[int, str]]:
        bank = decode(text.encode(), "x").bank
        assert bank is not None
        return [(problem.span.line, problem.code) for problem in check_bank(bank).problems]

    assert spans(text) == [(1, "Q124")]
    assert spans(text.replace("why: w}", "why: w, source: s}", 1)) == [(4, "Q124")]
    assert spans(text.replace("why: w}", "why: w, source: s}", 1).replace("why: w}", "why: w, allow: Q124}", 1)) == []


def test_problems_come_by_place() -> None:
    spans = [problem.span for problem in checked(WRITTEN).problems]

    assert sorted(spans) == spans


def test_the_history_is_looked_at() -> None:
    problems = checked(PETS, {"x/pets/rex": 3, "x/pets/jim": 2}).problems

    assert [f"{problem.span.line} {problem.code}" for problem in problems] == ["7 Q109", "10 H102"]


def test_progress_is_told_after_each_pattern() -> None:
    bank = decode(f"{HEAD}{PETS}".encode(), "x").bank
    assert bank is not None
    told: list[tuple[int, int]] = []

    check_bank(bank, report=lambda done, of: told.append((done, of)))

    assert told == [(1, 3), (2, 3)]


TWICE = """\
tables:
  lakes:
    columns: [name, country, kind]
    rows: {a: [Ladoga, Russia, old], b: [Vänern, Sweden, old], c: [Saimaa, Finland, new], d: [Garda, Italy, new]}
    questions:
      one: {ask: "Where is {name}?", answer: country, where: {kind: old}, why: w}
      two: {ask: "Where is {name}?", answer: country, where: {kind: new}, why: w}
      three: {ask: "where is  {name}?", answer: country, where: {kind: new}, why: w}
questions:
  first: {ask: Which one is red?, answer: blood, wrong: [sea, sky], why: w}
  other: {ask: Which one is red?, answer: wine, wrong: [sea, sky], why: w}
  again: {ask: which one is red?, answer: Blood, wrong: [sea, ice], why: w}
"""


def test_what_is_asked_twice_is_told_at_the_later_one() -> None:
    doubles = [problem for problem in checked(TWICE).problems if problem.code == "Q126"]

    assert [(problem.span.line, problem.message) for problem in doubles] == [
        (11, "`three` asks the same as `two`"),
        (15, "`again` asks the same as `first`"),
    ]


def test_a_double_that_is_meant_is_allowed_where_it_stands() -> None:
    text = TWICE.replace("{kind: new}, why: w}\nq", "{kind: new}, why: w, allow: Q126}\nq")

    assert [line for line in found(text) if line.endswith(("Q126", "Q100"))] == ["15 Q126"]


def test_a_code_that_no_rule_has_is_a_warning() -> None:
    problems = [problem for problem in checked(PETS + "allow: [G911]\n").problems if problem.code == "Q100"]

    assert ["there is no code `G911`"] == [problem.message for problem in problems]
    assert all(problem.help for problem in problems)


# what messages say


def message(text: str, code: str) -> tuple[str, str]:
    """Return the message and the help of the only problem with a code."""
    (problem,) = [problem for problem in checked(text).problems if problem.code == code]
    return problem.message, problem.help


def test_a_word_is_shown_as_the_teacher_typed_it() -> None:
    text = "questions: {a: {ask: Which European body is it?, answer: the European Court, wrong: [NATO, the G7]}}"

    assert message(text, "Q111")[0].endswith(": `European` in `Which European body is it?`")


FOODS = """\
tables:
  foods:
    columns: [food, plant, part]
    rows:
      ketchup: [ketchup, the tomato, the fruit]
      puree: [purée, the tomato, the fruit]
      fries: [fries, the potato, the tuber]
      sugar: [sugar, the beet, the root]
    questions:
      part: {ask: "Which part of {plant} is eaten?", answer: part}
"""


def test_a_question_asked_for_several_rows_names_the_columns_to_move() -> None:
    assert message(FOODS, "F111")[1] == (
        "move `plant` and `part` to a table of their own with one row for each, or name more columns in `ask`"
    )


GIVEN_AWAY = FOODS.replace("answer: part", "answer: food").replace(
    "the tomato, the fruit]\n      fries", "figs, x]\n      fries"
)


def test_explanations_that_give_answers_away_show_which_answer_is_where() -> None:
    asks = 'Which food is from {plant}?", why: "Not fries, ketchup or sugar.'

    given, help_ = message(GIVEN_AWAY.replace("Which part of {plant} is eaten?", asks), "Q121")

    start = "the questions give one another's answers away: "
    foods = ("fries", "ketchup", "sugar")
    assert any(given.startswith(f"{start}`{food}` is in the explanation of `Which food") for food in foods)
    assert help_ == "let each explanation give only the answer to its own question"


def test_questions_that_give_answers_away_show_which_answer_is_where() -> None:
    text = GIVEN_AWAY.replace("Which part of {plant} is eaten?", "Which food is not {plant}?")
    for plant, others in (
        ("the tomato", "fries or sugar"),
        ("figs", "'fries, ketchup or sugar'"),
        ("the potato", "ketchup or sugar"),
        ("the beet", "fries or ketchup"),
    ):
        text = text.replace(plant, others)

    given, help_ = message(text, "Q121")

    assert given.startswith("the questions give one another's answers away: `")
    assert "` is in `Which food is not " in given
    assert help_ == "leave the answers out of the question"


def test_a_question_that_names_its_choices_gives_nothing_away() -> None:
    text = GIVEN_AWAY.replace(
        "Which part of {plant} is eaten?", "Which is made of {plant}: fries, ketchup, purée or sugar?"
    )

    assert "Q121" not in [problem.code for problem in checked(text).problems]


def test_a_source_that_is_missing_everywhere_can_be_allowed_in_each_part() -> None:
    questions = "questions:\n  a: {ask: Q?, answer: a, wrong: [b, c]}\n  b: {ask: R?, answer: a, wrong: [b, c]}\n"

    def told(text: str) -> list[str]:
        bank = decode(f"id: x\n{text}".encode(), "x").bank
        assert bank is not None
        return [problem.message for problem in check_bank(bank).problems if problem.code in ("Q124", "Q100")]

    assert told(questions) == ["nothing says where the facts come from"]
    assert told(questions.replace("c]}", "c], allow: Q124}", 1)) == ["nothing says where `b` comes from"]
