"""Marking typed answers, compared with a table of cases, and with a second definition of a slip."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.values.columns import read_column
from quiz.values.marking import Closeness, Expected, Marked, RightAnswer, mark, says_known
from quiz.values.numerals import Tolerance
from quiz.values.readings import EXACT_READING, OPEN, ColumnReading
from quiz.values.relations import canonical

SAME, SPELT, SLIP, WRONG = Closeness.SAME, Closeness.SPELT, Closeness.SLIP, Closeness.WRONG


def expected(
    *right: str, others: tuple[str, ...] = (), reading: ColumnReading | None = None, within: Tolerance | None = None
) -> Expected:
    """Return what is expected in a column of these values, the first of which are names of one right answer."""
    how = reading or read_column([*right, *others]).reading
    known = {canonical(text, how): number for number, text in enumerate([right[0], *others])}
    return Expected(how, (RightAnswer(right[0], right),), known, within)


def closeness(typed: str, what: Expected) -> str:
    return mark(typed, what).closeness


@pytest.mark.parametrize(
    ("typed", "right", "how"),
    [
        ("Lisbon", "Lisbon", SAME),
        ("  lisbon.  ", "Lisbon", SAME),
        ("ＬＩＳＢＯＮ", "Lisbon", SAME),
        ("Lisbn", "Lisbon", SLIP),
        ("Lisboon", "Lisbon", SLIP),
        ("Lispon", "Lisbon", SLIP),
        ("Libson", "Lisbon", SLIP),
        ("Lisbo", "Lisbon", SLIP),
        ("isbon", "Lisbon", SLIP),
        ("Lisbno!", "Lisbon", WRONG),
        ("Lsbn", "Lisbon", WRONG),
        ("Madrid", "Lisbon", WRONG),
        ("", "Lisbon", WRONG),
        ("   ", "Lisbon", WRONG),
        ("Rom", "Rome", WRONG),  # four letters
        ("Iran", "Iraq", WRONG),
        ("28", "27", WRONG),
        ("1970", "1969", WRONG),
        ("H20", "H2O", WRONG),
        ("A1000", "A1001", WRONG),
        ("Apollo 12", "Apollo 11", WRONG),
        ("Appollo 11", "Apollo 11", SLIP),
        ("Nimes", "Nîmes", SPELT),
        ("Munchen", "München", SPELT),
        ("Muenchen", "München", SPELT),
        ("Malmoe", "Malmö", SPELT),
        ("Tromso", "Tromsø", SPELT),
        ("résume", "résumé", SPELT),
        ("λογος", "λόγος", SPELT),
        ("Pacific", "the Pacific", SPELT),
        ("the Pacific", "Pacific", SPELT),
        ("Hund", "der Hund", SPELT),
        ("eau", "l'eau", SPELT),
        ("die Hund", "der Hund", SPELT),
        ("coop", "co-op", SPELT),
        ("US", "U.S.", SPELT),
        ("St Louis", "St. Louis", SPELT),
        ("seven", "7", SPELT),
        ("the 7 days", "seven days", SPELT),
        ("the seven days", "7 days", SPELT),
        ("Pacifc", "the Pacific", SLIP),
        ("New Yrok", "New York", WRONG),  # a word of four letters
        ("Nwe York", "New York", WRONG),
        ("Los Angelse", "Los Angeles", SLIP),
        ("1,230", "1230", SAME),
        ("1230.0", "1230", SAME),
        ("0.5", "1/2", SAME),
        ("1969-07-20", "20 July 1969", SAME),
        ("July 1969", "20 July 1969", WRONG),
        ("東京市", "東京都", WRONG),
        ("東京都千代田区丸", "東京都千代田区九", WRONG),
    ],
)
def test_a_text_is_marked(typed: str, right: str, how: str) -> None:
    assert closeness(typed, expected(right)) == how


def test_every_name_is_right() -> None:
    assert mark("turkey", expected("Türkiye", "Turkey")) == Marked(SAME, RightAnswer("Türkiye", ("Türkiye", "Turkey")))


def test_of_answers_that_say_the_same_the_first_is_meant() -> None:
    water = (RightAnswer("H2O", ("H2O",)), RightAnswer("H₂O", ("H₂O",)))

    assert Marked(SAME, water[0]) == mark("h2o", Expected(read_column(["H2O", "H₂O"]).reading, water))


def test_another_value_of_the_column_is_wrong_and_said_to_be_it() -> None:
    countries = expected("Austria", others=("Australia", "Iran"))
    assert mark("AUSTRALIA", countries) == Marked(WRONG, other=1)


@pytest.mark.parametrize(
    ("typed", "right", "others"),
    [
        ("Austrlia", "Australia", ("Austria",)),  # equally near to both
        ("resume", "résumé", ("resume",)),
        ("rèsume", "résumé", ("resume",)),
        ("die See", "der See", ("die See",)),
        ("Hunds", "Hunde", ("der Hund",)),
        ("resume", "resumes", ("résumé",)),
        ("Pacific", "the Pacific", ("Pacific",)),
        ("27", "28", ("27",)),
        ("mitosis", "meiosis", ("mitosis",)),
        ("effect", "affect", ("effect",)),
    ],
)
def test_what_may_be_another_value_is_wrong(typed: str, right: str, others: tuple[str, ...]) -> None:
    assert closeness(typed, expected(right, others=others)) == WRONG


@pytest.mark.parametrize(
    ("typed", "right", "others", "how"),
    [
        ("1,000", "1000", ("5",), SAME),
        ("1.000", "1000", ("5",), SAME),
        ("1.000", "1", ("5",), SAME),
        ("1.000", "1000", ("1",), WRONG),
        ("1,000", "1", ("1000",), WRONG),
        ("1.000", "999", ("1000",), WRONG),
    ],
)
def test_where_nothing_says_which_mark_is_for_decimals_either_is_unless_it_gives_another_value(
    typed: str, right: str, others: tuple[str, ...], how: str
) -> None:
    assert closeness(typed, expected(right, others=others)) == how


@pytest.mark.parametrize("typed", ["co", "CO", "C o", "Со"])
def test_where_letters_matter_nothing_but_they_are_right(typed: str) -> None:
    exact = expected("Co", others=("CO",), reading=EXACT_READING)
    assert closeness(typed, exact) == WRONG
    assert closeness(" Co ", exact) == SAME


@pytest.mark.parametrize(
    ("typed", "how"), [("95", SAME), ("105", SAME), ("105.0", SAME), ("94.9", WRONG), ("105.1", WRONG), ("x", WRONG)]
)
def test_a_number_may_be_off_by_so_much(typed: str, how: str) -> None:
    assert closeness(typed, expected("100", within=Tolerance(5))) == how
    assert closeness(typed, expected("100", within=Tolerance(5, is_share=True))) == how


def test_a_share_is_of_the_right_number() -> None:
    tenth = expected("-20", within=Tolerance(10, is_share=True))
    assert [closeness(text, tenth) for text in ("-18", "-22", "−22.0", "-17.9", "20")] == [SAME] * 3 + [WRONG] * 2


def test_a_tolerance_goes_before_another_value() -> None:
    assert closeness("28", expected("27", others=("28",), within=Tolerance(1))) == SAME


def test_the_words_around_a_value_need_not_be_typed() -> None:
    members = expected("27", others=("30",))._replace(before="about ", after=" members")
    for typed in ("27", "about 27 members", "27 MEMBERS", "About 27"):
        assert closeness(typed, members) == SAME
    assert mark("30 members", members).other == 1


def test_a_text_that_a_column_knows_is_no_command() -> None:
    symbols = expected("Q", others=("?",))
    assert says_known("q", symbols)
    assert says_known("?", symbols)
    assert not says_known("h", symbols)


WORDS = st.text("abcd ", min_size=1, max_size=9).map(str.strip).filter(lambda text: text and "  " not in text)


def slips(word: str) -> set[str]:
    """Return every text that one slip makes from a text."""
    found = set()
    letters = "abcdexyz"
    for i in range(len(word) + 1):
        found |= {word[:i] + letter + word[i:] for letter in letters}
        if i < len(word):
            found.add(word[:i] + word[i + 1 :])
            found |= {word[:i] + letter + word[i + 1 :] for letter in letters}
        if i + 1 < len(word):
            found.add(word[:i] + word[i + 1] + word[i] + word[i + 2 :])
    return found - {word}


@given(WORDS, WORDS, st.lists(WORDS, max_size=3))
def test_what_is_right_or_nearly_right_is_never_nearer_to_another_value(
    typed: str, right: str, others: list[str]
) -> None:
    how = mark(typed, expected(right, others=tuple(others)))
    if how.is_right:
        assert how.closeness != WRONG
        assert typed == right or typed not in others
    if how.closeness == SLIP:
        bare = {text.removeprefix("a ") for text in (typed, right)}
        assert any(typed.removeprefix("a ") in slips(one) for one in bare)
        assert max(map(len, right.split())) >= 5
        assert not any(typed in slips(other) for other in others if other != right)
    if typed == right:
        assert how.closeness == SAME


def marked(typed: str, right: str, others: Sequence[str] = (), reading: ColumnReading = OPEN) -> tuple[str, str]:
    """Return how close a text is to the right one, given others, and which answer it counts as."""
    known = {canonical(other, reading): number for number, other in enumerate((right, *others))}
    found = mark(typed, Expected(reading, (RightAnswer(right, (right,)),), known))
    return found.closeness, found.right.text if found.right else ""


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("Strasbuorg", "Strasbourg"),  # two letters exchanged
        ("Strasbourgx", "Strasbourg"),  # one too many, at the end
        ("Strasbour", "Strasbourg"),  # one missing at the end
        ("xStrasbourg", "Strasbourg"),
        ("trasbourg", "Strasbourg"),
        ("Parus", "Paris"),  # five letters are enough
        ("Nortx Sea", "North Sea"),  # the last letter of a word
        ("New Ztrasbourg", "New Strasbourg"),  # the first
        ("Zaris x", "Paris x"),
    ],
)
def test_one_slip_in_a_long_word_is_nearly_right(typed: str, right: str) -> None:
    assert (Closeness.SLIP, right) == marked(typed, right, ["Brussels", "Luxembourg"])


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("Strasbxxrg", "Strasbourg"),  # two wrong letters
        ("Strasbuorx", "Strasbourg"),  # two exchanged and one wrong
        ("Strasbourgxx", "Strasbourg"),
        ("Stras1bourg", "Strasbourg"),  # a digit too many
        ("Stras1ourg", "Strasbourg"),  # a digit in place of a letter
        ("Rame", "Rome"),  # a short word
        ("Now Strasbourg", "New Strasbourg"),
        ("Strasbourg1", "Strasbourg"),
    ],
)
def test_two_slips_a_digit_or_a_slip_in_a_short_word_are_wrong(typed: str, right: str) -> None:
    assert (Closeness.WRONG, "") == marked(typed, right, ["Brussels", "Luxembourg"])


@pytest.mark.parametrize(
    ("typed", "right"),
    [("cafe", "café"), ("Rhine", "the Rhine"), ("eau", "l'eau"), ("or", "l'or"), ("Muenchen", "München")],
)
def test_accents_and_articles_are_no_slip_and_stand_for_the_answer(typed: str, right: str) -> None:
    assert (Closeness.SPELT, right) == marked(typed, right, ["tea"])
    assert (Closeness.SPELT, typed) == marked(right, typed, ["tea"])


def test_a_single_letter_is_not_left_over_of_an_article() -> None:
    assert (Closeness.WRONG, "") == marked("a", "l'a")


def test_case_tells_known_texts_apart_where_it_matters() -> None:
    expected = Expected(EXACT_READING, (RightAnswer("Co", ("Co",)),), {"CO": 1})

    assert [True, True, False] == [says_known(text, expected) for text in ("Co", "CO", "co")]
