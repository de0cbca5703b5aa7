"""Which patterns are suggested, in which words, and that each of them makes items from every row."""

import csv

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.author.draft import Draft, DraftPattern, columns_of, rows_of, tidy, try_draft
from quiz.author.suggest import suggest
from quiz.items.check import try_all
from quiz.items.decoding import decode

SETTINGS = settings(max_examples=80, deadline=None, derandomize=True)


def draft(sheet: str) -> Draft:
    """Return a draft from lines whose cells are separated by semicolons or tabs, or else by commas."""
    separator = next(sign for sign in "\t;," if sign in sheet.partition("\n")[0])
    first, *rows = [[tidy(cell) for cell in row] for row in csv.reader(sheet.splitlines(), delimiter=separator)]
    headings = columns_of(first)
    cells = [[tuple(map(str.strip, cell.split("|"))) if cell else () for cell in row] for row in rows]
    return Draft("Title", "Topic", headings, rows_of(cells))


def suggested(sheet: str) -> dict[str, DraftPattern]:
    return {pattern.id: pattern for pattern in suggest(draft(sheet)).patterns}


def asked(sheet: str) -> dict[str, str]:
    """Return pattern -> its question or claim."""
    return {id_: pattern.ask or pattern.claim for id_, pattern in suggested(sheet).items()}


CAPITALS = "Country,Capital\nFrance,Paris\nKenya,Nairobi\nNorway,Oslo\nPeru,Lima\n"


def test_two_columns_of_texts_are_asked_both_ways() -> None:
    assert {
        "what-capital": DraftPattern(
            "what-capital",
            ask="What is the capital of {country}?",
            answer="capital",
            why="The capital of {country} is {capital}.",
        ),
        "which-by-capital": DraftPattern(
            "which-by-capital",
            ask="Which country's capital is {capital}?",
            answer="country",
            why="The capital of {country} is {capital}.",
        ),
    } == suggested(CAPITALS)


def test_numbers_get_near_misses_and_are_compared() -> None:
    found = suggested("River,Length in km\nRhine,1230\nElbe,1094\nDanube,2850\nOder,840\n")

    assert list(found) == ["what-length-in-km", "most-length-in-km", "least-length-in-km"]
    what, most, least = found.values()
    assert ("What is the length in km of {river}?", "length_in_km", "200") == (what.ask, what.answer, what.near)
    assert ("river", "length_in_km", "") == (most.answer, most.most, most.least)
    assert ("river", "", "length_in_km") == (least.answer, least.most, least.least)
    assert most.ask == "Which of these rivers has the greatest length in km?"
    assert least.ask == "Which of these rivers has the smallest length in km?"


@pytest.mark.parametrize(
    ("numbers", "near"),
    [("1,2,3,4", "3"), ("10,20,95,130", "10"), ("1500,99000,7,12", "9000"), ("0.5,1.5,2.5,3.0", "0.3"),
     ("0.25,1.5,2.5,3.0", "0.03"), ("10.5,1200.5,7,8", "100"), ("-50,50,1,2", "10"), ("5,5,5,9", "3")],
)  # fmt: skip
def test_how_far_a_near_miss_lies_follows_from_the_range(numbers: str, near: str) -> None:
    rows = "\n".join(f"{name};{number}" for name, number in zip("abcd", numbers.split(","), strict=True))

    assert near == suggested(f"Thing;Size\n{rows}\n")["what-size"].near


def test_what_several_rows_share_makes_claims_too() -> None:
    found = suggested("Animal,Class\nEagle,bird\nOwl,bird\nFrog,amphibian\nBat,mammal\nWhale,mammal\n")

    assert list(found) == ["what-class", "which-by-class", "claim-class"]
    assert ("The class of {animal} is {class}.", "class") == (found["claim-class"].claim, found["claim-class"].swap)


def test_columns_with_several_values_ask_for_one_or_for_all() -> None:
    one = suggested("Country,Language\nKenya,English|Swahili\nPeru,Spanish|Quechua\nCuba,Spanish\nIran,Persian\n")
    all_ = suggested("Color,Parts\ngreen,blue|yellow\norange,red|yellow\npurple,red|blue\ngray,black|white\n")

    assert {id_: pattern.ask or pattern.claim for id_, pattern in one.items()} == {
        "one-language": "Which of these is among the languages of {country}?",
        "which-by-language": "Which country's languages include {language}?",
        "claim-language": "{language} is among the languages of {country}.",
    }
    assert ("Which of these are among the parts of the color “{color}”? Choose all.", "all") == (
        all_["all-parts"].ask,
        all_["all-parts"].choose,
    )


def test_the_column_that_tells_rows_apart_is_what_the_others_are_about() -> None:
    found = asked("No.,Group,Name\n1,a,Ada\n2,a,Bob\n3,b,Cy\n4,c,Di\n")

    assert found["what-group"] == "What is the group of {name}?"
    assert found["which-by-group"] == "Which of these has {group} as group?"
    assert found["most-no"] == "Which of these has the greatest no.?"


@pytest.mark.parametrize(
    ("label", "cells", "questions"),
    [
        ("Author", "Poe Mann Kafka Woolf", ["Who is the author of {book}?", "Which book's author is {author}?"]),
        ("Members", "3 5 8 9", ["How many members does {book} have?", "Which of these books has the most members?",
                                "Which of these books has the fewest members?"]),
        ("Number of pages", "120 300 450 90", ["How many pages does {book} have?"]),
        ("Published", "1839 1901 1925 1927", ["When was {book} published?", "Which of these books was published last?",
                                              "Which of these books was published first?"]),
        ("Year of birth", "1809 1875 1883 1882", ["Which of these books has the latest year of birth?"]),
        ("GDP_rank", "one two three four", ["What is the GDP rank of {book}?"]),
        ("Written by", "Poe Mann Kafka Woolf", ["By whom was {book} written?",
                                                "Which book was written by {written_by}?"]),
        ("Filmed in", "Rome Oslo Kyiv Bern", ["For {book}, what is 'filmed in'?",
                                              "Which book has {filmed_in} as 'filmed in'?"]),
        ("Length (pages)", "120 300 450 90", ["What is the length in pages of {book}?",
                                              "Which of these books has the greatest length in pages?"]),
        ("Set {x}", "a b c d", ["What is the set {{x}} of {book}?"]),
        ("Heroes", "a b c d", ["What are the heroes of {book}?", "Which book's heroes are {heroes}?"]),
    ],
)  # fmt: skip
def test_the_words_follow_from_the_heading(label: str, cells: str, questions: list[str]) -> None:
    rows = "\n".join(f"{book},{cell}" for book, cell in zip(("I", "It", "Emma", "Ulysses"), cells.split(), strict=True))

    assert set(questions) <= set(asked(f"Book,{label}\n{rows}\n").values())


def test_words_of_a_language_are_asked_in_the_other_one() -> None:
    sheet = "English,Deutsch\nthe house,das Haus\nthe tree,der Baum\nnot yet,noch nicht\nnever,nie\n"
    found = suggested(sheet)

    assert {
        "what-deutsch": "What is “{english}” in Deutsch?",
        "which-by-deutsch": "What is “{deutsch}” in English?",
    } == (asked(sheet))
    assert found["what-deutsch"].why == "“{english}” is “{deutsch}” in Deutsch."


def test_several_words_of_a_language_are_asked_for_one() -> None:
    found = asked("Latin,English\nurbs,city\nvir,man|husband\nequus,horse\npuer,boy\n")

    assert found == {
        "one-english": "What is “{latin}” in English?",
        "which-by-english": "What is “{english}” in Latin?",
        "claim-english": "“{latin}” is “{english}” in English.",
    }


def test_questions_of_a_sheet_are_asked_as_they_stand() -> None:
    sheet = "Answer,Question\nPoe,Who wrote The Raven?\nMann,Who wrote Tonio?\nWoolf,Who wrote Orlando?\n"
    found = suggested(sheet)

    assert asked(sheet) == {"what-answer": "{question}"}
    assert found["what-answer"].why == "{question} {answer}"


def test_numbers_and_several_values_answer_questions_too() -> None:
    numbers = asked("Question,Answer\nHow many are two?,2\nHow many are six?,6\nHow many are nine?,9\n")
    several = asked("Question,Answer\nWho is A?,Ann|Amy\nWho is B?,Bea|Bo\nWho is C?,Cid|Con\n")
    dates = asked("Question,Answer\nWhen was A?,1 May 1900\nWhen was B?,2 May 1901\nWhen was C?,3 May 1902\n")

    assert {"what-answer": "{question}"} == numbers == dates
    assert several == {"all-answer": "{question} Choose all."}


def test_what_is_cited_stands_in_quotation_marks() -> None:
    found = asked("Quote,Author\nCall me Ishmael,Melville\nNever say die,Dickens\nNot I,Beckett\nAh,Poe\n")

    assert found["what-author"] == "Who is the author of “{quote}”?"


@pytest.mark.parametrize(
    ("word", "several"),
    [("Country", "countries"), ("Day", "days"), ("Box", "boxes"), ("Church", "churches"), ("Species", "species")],
)
def test_several_of_a_kind(word: str, several: str) -> None:
    found = asked(f"{word},Size\na,1\nb,2\nc,3\nd,4\n")

    assert found["most-size"] == f"Which of these {several} has the greatest size?"


def test_of_headings_in_other_scripts_no_english_plural_is_made() -> None:
    found = asked("Река,Длина\nРейн,1230\nЭльба,1094\nДунай,2850\nОдер,840\n")

    assert found["most-длина"] == "Which of these has the greatest длина?"


def test_a_pattern_that_leaves_a_row_out_is_not_suggested() -> None:
    gap = CAPITALS.replace("Kenya,Nairobi", "Kenya,")

    assert suggested(gap) == {}
    assert suggested("Country,Capital\nFrance,Paris\nKenya,Nairobi\n") == {}, "two rows leave one wrong answer"
    assert "what-status" not in suggested("Name,Status\na,yes\nb,no\nc,yes\nd,no\n")
    assert "claim-status" in suggested("Name,Status\na,yes\nb,no\nc,yes\nd,no\n")
    assert suggested("Name,Same\na,x\nb,x\nc,x\nd,x\n") == {}


def test_long_texts_are_no_options() -> None:
    rows = "".join(f"{name},{name * 101}\n" for name in "abcd")

    assert suggested(f"Name,Story\n{rows}") == {}


def test_questions_are_made_of_the_first_columns_only() -> None:
    labels = [f"c{nth}" for nth in range(20)]
    rows = "".join(f"{name},{','.join(name + label for label in labels)}\n" for name in "abcd")
    found = asked(f"Thing,{','.join(labels)}\n{rows}")

    assert [f"what-c{nth}" for nth in range(12)] == [id_ for id_ in found if id_.startswith("what-")]


words = st.text("aB1 .,;'{}é日-", max_size=6)


@st.composite
def sheets(draw: st.DrawFn) -> Draft:
    width = draw(st.integers(2, 4))
    headings = columns_of(draw(st.lists(words, min_size=width, max_size=width)))
    value = st.one_of(words, st.integers(-20, 3000).map(str), st.sampled_from(["a", "b", "c"])).map(tidy).filter(bool)
    cell = st.lists(value, min_size=1, max_size=2, unique=True).map(tuple)
    kinds = [draw(st.sampled_from([cell, value.map(lambda text: (text,))])) for _ in headings]
    rows = draw(st.lists(st.tuples(*kinds), min_size=1, max_size=8))
    return Draft("T", "T", headings, rows_of(rows))


@SETTINGS
@given(sheets())
def test_with_its_suggestions_every_table_is_a_bank_without_problems(table: Draft) -> None:
    found = suggest(table)

    trial = try_draft(table._replace(patterns=found.patterns))
    decoded = decode(trial.text.encode(), "t")
    assert () == found.problems == trial.problems == decoded.problems
    assert decoded.bank is not None
    checked = try_all(decoded.bank)
    assert checked.problems == ()
    assert checked.items == trial.total
    assert dict(found.made) == dict(trial.made)


FLIGHTS = "Event,{}\nSputnik 1,4 October 1957\nVostok 1,12 April 1961\nApollo 11,{}\nVoyager 1,1977-09-05\n"


def test_dates_are_asked_for_and_compared() -> None:
    assert asked(FLIGHTS.format("Date", "20 July 1969")) == {
        "what-date": "What is the date of {event}?",
        "first-date": "Which of these events came first?",
        "last-date": "Which of these events came last?",
    }


def test_dates_of_what_was_done_are_asked_with_when() -> None:
    found = suggested(FLIGHTS.format("Launched", "16 July 1969"))
    assert found["what-launched"].ask == "When was {event} launched?"
    assert found["what-launched"].why == "{event} was launched on {launched}."
    assert found["first-launched"].ask == "Which of these events was launched first?"
    assert ("launched", "") == (found["first-launched"].least, found["what-launched"].near)


def test_days_and_months_together_are_told_without_a_word_that_fits_only_one_of_them() -> None:
    found = suggested(FLIGHTS.format("Launched", "July 1969"))
    assert found["what-launched"].why == "{event} was launched: {launched}."


def test_a_column_of_dates_is_not_what_the_others_are_about() -> None:
    found = asked("Date,Event\n4 October 1957,Sputnik 1\n12 April 1961,Vostok 1\n1965,Luna 9\n1969,Apollo 11\n")
    assert "Which of these events came first?" in found.values()


def test_what_needs_an_article_is_named_with_what_it_is() -> None:
    found = suggested(
        "Animal,Diet,Discovered by\ncamel,grass,Ann\npolar bear,meat,Bea\ntapir,fruit,Cid\nowl,mice,Dot\n"
    )

    assert found["what-diet"].ask == "What is the diet of the animal “{animal}”?"
    assert found["which-by-diet"].ask == "Which animal's diet is {diet}?"
    assert found["what-discovered-by"].why == "By {discovered_by}, the animal “{animal}” was discovered."
    assert asked("Event,Date\nMoon landing,1969\nFall of Rome,476\nFirst flight,1903\nD-Day,1944\n")["what-date"] == (
        "What is the date of the event “{event}”?"
    )


def test_what_is_said_of_things_that_are_written_small_begins_with_a_capital() -> None:
    found = suggested("Battle,Year,Won\nthe Battle of Hastings,1066,1066\nthe Somme,1916,1917\nthe Marne,1914,1915\n")

    assert found["what-won"].why == "In {won}, {battle} was won."
    assert found["what-year"].why == "The year of {battle} is {year}."


def test_deaths_meanings_and_words_have_questions_of_their_own() -> None:
    people = asked("Writer,Died\nPoe,1849\nMann,1955\nKafka,1924\nWoolf,1941\n")
    words = asked("Term,Meaning\narid,very dry\nhumid,wet\nfrigid,very cold\n")
    french = asked("French,Gender\nle chien,masculine\nla table,feminine\nle livre,masculine\nla rue,feminine\n")

    assert people["what-died"] == "When did {writer} die?"
    assert people["least-died"] == "Which of these writers died first?"
    assert words == {"what-meaning": "What does “{term}” mean?", "which-by-meaning": "Which term means “{meaning}”?"}
    assert french["claim-gender"] == "The gender of “{french}” is {gender}."


def test_other_columns_of_words_are_not_taken_for_translations() -> None:
    found = asked("French,Plural\nle cheval,chevaux\nle jeu,jeux\nle bal,bals\nl’œil,yeux\n")

    assert found["which-by-plural"] == "Which of these French words has the plural {plural}?"
