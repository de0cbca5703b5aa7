# tables are whole lines
"""What each rule about facts finds and leaves alone, beyond the examples of the manual pages."""

import pytest

from quiz.items.decoding import decode
from quiz.lint.check import check_bank


def codes(text: str) -> list[str]:
    """Return `line code` of each finding about the facts of a bank."""
    data = f"id: x\n{text}\n".encode()
    decoded = decode(data, "x")
    assert decoded.bank is not None, decoded.problems
    return [f"{one.span.line} {one.code}" for one in check_bank(decoded.bank, data=data).problems if one.code[0] == "F"]


def table(*rows: str, ask: str = "What is said of {name}?", answer: str = "value", columns: str = "name, value") -> str:
    """Return a bank with one table, whose first row is line 6."""
    lines = "\n".join(f"      r{at}: [{row}]" for at, row in enumerate(rows))
    question = f'    questions: {{q: {{ask: "{ask}", answer: {answer}}}}}'
    return f"tables:\n  t:\n    columns: [{columns}]\n    rows:\n{lines}\n{question}"


def of_values(*values: str) -> str:
    """Return a bank of one table whose second column has these values."""
    names = ["Ann", "Bea", "Cid", "Dot", "Eve", "Fay", "Gus", "Hal", "Ida", "Jon", "Kim", "Leo"]
    return table(*(f"{name}, {value}" for name, value in zip(names, values, strict=False)))


SLIPS = {
    "a letter is missing at the end": ("Europe", "Europ", "Europe", "Europe", "Asia", "Africa"),
    "a letter is missing": ("copper", "coper", "copper", "copper", "tin", "tin"),
    "a letter too many": ("mammal", "mammmal", "mammal", "mammal", "bird", "bird"),
    "two letters are exchanged": ("Germany", "Gemrany", "Germany", "Germany", "Peru", "Peru"),
    "another letter": ("Shakespeare", "Shakispeare", "Shakespeare", "Shakespeare", "Goethe", "Goethe"),
    "an accent": ("Perú", "Peru", "Perú", "Perú", "Chile", "Chile"),
    "a space": ("New York", "NewYork", "New York", "New York", "Ohio", "Ohio"),
    "a hyphen": ("north-west", "northwest", "north-west", "north-west", "south", "south"),
    "in one of several words": ("South America", "Sout America", "South America", "South America", "Asia", "Asia"),
    "beside names of a series": ("Apollo 11", "Apolo 11", "Apollo 11", "Apollo 12", "Apollo 11", "Apollo 12"),
    "of another script": ("Москва", "Мосва", "Москва", "Москва", "Киев", "Киев"),
    "a letter that is there already": ("brass", "brasss", "brass", "brass", "steel", "steel"),
    "a digit for the first letter": ("Oslo", "0slo", "Oslo", "Oslo", "Rome", "Rome"),
    "a digit for a letter": ("Mali", "Ma1i", "Mali", "Mali", "Chad", "Chad"),
    "in the plural": ("volcano", "volcan", "volcano", "volcano", "glacier", "glacier"),
}
WORDS = {
    "countries": ("Iran", "Iraq", "Iran", "Iran", "Turkey", "Turkey"),
    "more countries": ("Nigeria", "Niger", "Nigeria", "Nigeria", "Ghana", "Ghana"),
    "Austria and Australia": ("Austria", "Australia", "Austria", "Austria", "Peru", "Peru"),
    "Gambia and Zambia": ("Zambia", "Gambia", "Zambia", "Zambia", "Kenya", "Kenya"),
    "Ireland and Iceland": ("Ireland", "Iceland", "Ireland", "Ireland", "Spain", "Spain"),
    "Slovakia and Slovenia": ("Slovakia", "Slovenia", "Slovakia", "Slovakia", "Spain", "Spain"),
    "Spanish forms": ("habla", "hablo", "habla", "habla", "hablan", "hablan"),
    "English forms": ("speak", "speak", "speaks", "speak", "speak"),
    "English forms of two verbs": ("speak", "speak", "speaks", "speak", "walk", "walk", "walks", "walk"),
    "German forms": ("sprechen", "spreche", "sprechen", "sprechen", "sprecht"),
    "French forms": ("parle", "parles", "parle", "parlent", "parle"),
    "endings of adjectives": ("grand", "grande", "grand", "grand", "petit", "petite", "petit"),
    "numbers": ("27", "28", "27", "27", "30", "30"),
    "years": ("1914", "1915", "1914", "1914", "1939", "1939"),
    "painters": ("Monet", "Manet", "Monet", "Monet", "Degas", "Degas"),
    "movements": ("adduction", "abduction", "adduction", "adduction", "flexion", "flexion"),
    "names of a series": ("Apollo 11", "Apollo 12", "Apollo 11", "Apollo 11", "Gemini 4", "Gemini 4"),
    "kings": ("Henry VII", "Henry VIII", "Henry VII", "Henry VII", "John", "John"),
    "popes": ("Pius XII", "Pius XI", "Pius XII", "Pius XII", "Paul VI", "Paul VI"),
    "vitamins": ("vitamin A", "vitamin B", "vitamin A", "vitamin A", "iron", "iron"),
    "salts": ("chlorate", "chlorite", "chlorate", "chlorate", "bromide", "bromine"),
    "hydrocarbons": ("propane", "propene", "propane", "propane", "ethane", "ethane"),
    "sugars and enzymes": ("lactose", "lactase", "lactose", "lactose", "maltose", "maltose"),
    "opposites": ("sexual", "asexual", "sexual", "sexual", "none at all", "none at all"),
    "symbols": ("Co", "Cu", "Co", "Co", "Fe", "Fe"),
    "short words": ("der", "den", "der", "der", "das", "das"),
    "first names": ("Maria", "Marie", "Maria", "Maria", "Anna", "Anne"),
    "man and men": ("woman", "women", "woman", "woman", "child", "child"),
    "angles": ("angle", "angel", "angle", "angle", "side", "side"),
}  # fmt: skip


@pytest.mark.parametrize("values", SLIPS.values(), ids=list(SLIPS))
def test_a_value_with_a_slip_is_found_where_it_is_written(values: tuple[str, ...]) -> None:
    assert "7 F101" in codes(of_values(*values)) or "8 F101" in codes(of_values(*values))


@pytest.mark.parametrize("values", WORDS.values(), ids=list(WORDS))
def test_words_that_are_alike_are_left_alone(values: tuple[str, ...]) -> None:
    assert not [code for code in codes(of_values(*values)) if code.endswith("F101")]


NOTHING = [
    "n/a",
    "N/A",
    "n.a.",
    "'-'",
    "'--'",
    "–",
    "—",
    "'?'",
    "'???'",
    "'...'",
    "…",
    "'null'",
    "'NULL'",
    "'#REF!'",
    "'#N/A'",
]
NOTHING += [
    "'#VALUE!'",
    "'#DIV/0!'",
    "TODO",
    "'TODO: look up'",
    "tbd",
    "TBA",
    "xxx",
    "XXXX",
    "=A1",
    "'=SUM(A1:A4)'",
    "=B$2",
    "'####'",
    "k.A.",
    "'_'",
    "'.'",
    "'[]'",
    "'( )'",
    "'*'",
    "'#WERT!'",
    "'#NV'",
    "NaN",
    "'\\N'",
    "0000-00-00",
    "(blank)",
    "not available",
    "no data",
    "ditto",
    "s.o.",
    "〃",
]


@pytest.mark.parametrize("typed", NOTHING)
@pytest.mark.parametrize("others", [("Oslo", "Rome", "Bern"), ("12", "14", "15")], ids=["words", "numbers"])
def test_a_sign_for_nothing_is_found(typed: str, others: tuple[str, ...]) -> None:
    assert "7 F102" in codes(of_values(others[0], typed, *others[1:]))


@pytest.mark.parametrize(
    "values",
    [
        ("'.'", "'-'", "'...'", "'.-'"),
        ("'?'", "'!'", "','", "';'"),
        ("'+'", "'-'", "'*'", "'/'"),
        ("'null'", "None", "nil", "undef"),
        ("'null'", "eins", "zwei", "drei"),
        ("XXX", "XL", "III", "V"),
        ("todo", "nada", "algo", "mucho"),
        ("Na", "Ne", "N", "Ni"),
        ("none", "unknown", "empty", "zero"),
        ("'= or equal'", "less", "more", "other"),
        ("'#hashtag'", "'@name'", "word", "line"),
    ],
)
def test_what_stands_for_nothing_elsewhere_may_be_an_answer(values: tuple[str, ...]) -> None:
    assert not [code for code in codes(of_values(*values)) if code.endswith("F102")]


def test_every_sign_for_nothing_and_every_stray_mark_of_a_column_is_found_at_once() -> None:
    values = ("Oslo", "n/a", "'-'", "ditto", "n/a", "a) Rome", "“Bern”", "Lima", "Bonn")

    found = codes(of_values(*values))

    assert ["7 F102", "8 F102", "9 F102"] == [code for code in found if code.endswith("F102")]
    assert ["11 F113", "12 F113"] == [code for code in found if code.endswith("F113")]


ODD = [
    ("'67000000'", "33 million", "'59000000'", "'54000000'"),
    ("1066", "in the summer", "1415", "1815"),
    ("8849 m", "Nepal", "4806 m", "3776 m"),
    ("20 July 1969", "the Moon", "5 February 1971", "21 April 1972"),
    ("100 °C", "240 K", "78 °C", "56 °C"),
    ("5 %", "half", "7 %", "12 %"),
]


@pytest.mark.parametrize("values", ODD)
def test_a_cell_of_another_kind_is_found(values: tuple[str, ...]) -> None:
    assert "7 F103" in codes(of_values(*values))


MIXED = {
    "units": ("12 m", "'14'", "15 m", "'16'"),
    "units of another kind": ("5 %", "'7'", "12 %", "'3'"),
    "decimal marks": ("'1,5'", "'2.5'", "'3,7'", "'4.1'"),
}


@pytest.mark.parametrize("values", MIXED.values(), ids=list(MIXED))
def test_numbers_that_are_written_in_two_ways_are_found(values: tuple[str, ...]) -> None:
    assert "7 F104" in codes(of_values(*values))


QUESTIONS = {
    "a letter": "answer: b, wrong: [Lyon, Paris, Nice]",
    "a letter in brackets": "answer: (c), wrong: [Lyon, Paris, Nice]",
    "a letter with a full stop": "answer: a., wrong: [Lyon, Paris, Nice]",
    "a number": "answer: 2, wrong: [Lyon, Paris, Nice]",
}
ANSWERS = {
    "a note": "answer: A, wrong: [C, D, G]",
    "a count": "answer: 2, wrong: [1, 3, 4]",
    "a count beside words": "answer: 2, wrong: [none, three, several]",
    "a number that is no option": "answer: 6, wrong: [half a dozen less, Rome]",
    "a language": "answer: C, wrong: [C++, D, Rust]",
}


@pytest.mark.parametrize("typed", QUESTIONS.values(), ids=list(QUESTIONS))
def test_a_label_for_an_answer_is_found(typed: str) -> None:
    assert ["3 F112"] == codes(f"questions:\n  q: {{ask: Which is it?, {typed}}}")


@pytest.mark.parametrize("typed", ANSWERS.values(), ids=list(ANSWERS))
def test_a_short_answer_is_no_label(typed: str) -> None:
    assert [] == codes(f"questions:\n  q: {{ask: Which is it?, {typed}}}")


MARKED = [
    "a) the Loire",
    "(b) the Loire",
    "1) the Loire",
    "• the Loire",
    "'- the Loire'",
    "“the Loire”",
    "«the Loire»",
    "the <b>Loire</b>",
]
MARKED += ["'the Loire,'", "the Loire;", "the Loire\ufffd", "the LoÃ¼re"]
MARKED += ["iv) the Loire", "the Loire (correct)", "the Loire ✓", "'✔ the Loire'", "'**the Loire**'"]
MARKED += ["the Loire<br>", "the Loire // too easy", "the&nbsp;Loire", "'H<sub>2</sub>O'", "the Loire <!-- check -->"]


@pytest.mark.parametrize("typed", [one for one in MARKED if one != "the Loire<br>"])
@pytest.mark.parametrize("where", ["cell", "wrong answer"])
def test_a_stray_mark_is_found(typed: str, where: str) -> None:
    if where == "cell":
        assert "7 F113" in codes(of_values("the Elbe", typed, "the Po", "the Ebro"))
    else:
        lines = ["questions:", "  q:", "    ask: Which?", "    answer: the Elbe", "    wrong:"]
        text = "\n".join([*lines, f"      - {typed}", "      - the Po", "      - the Ebro"])
        assert "7 F113" in codes(text)


@pytest.mark.parametrize(
    "values",
    [
        ("<p>", "<b>", "<br>", "<a>"),
        ("<b>x</b>", "<i>x</i>", "<u>x</u>", "<p>x</p>"),
        ("“I came.”", "“Here I stand.”", "“I have a dream.”", "“Eureka!”"),
        ("7 // 3", "7 % 3", "total // count", "a // b"),
        ("'**kwargs'", "'*args'", "'2 ** 3'", "'*p'"),
        ("✓", "✗", "→", "←"),
        ("(right)", "right (of way)", "left", "straight on"),
        ("http://a.org", "ftp://a.org", "file:///etc", "mailto:x"),
        ("'-5'", "'- 5'", "– 7", "+3"),
        ("1. Mai", "3. Oktober", "1. Januar", "25. Dezember"),
        ("f(x)", "(a + b)", "a < b", "a & b"),
        ("the “Iron Lady”", "Ann", "Bea", "Cid"),
        ("AT&T", "R&D", "Q&A;", "B&B"),
        ("x = 5;", "y = 6", "z = 7;", "w"),
        ("São", "Âme", "pâté", "SÃO PAULO"),
    ],
)
def test_marks_that_belong_to_a_text_are_left_alone(values: tuple[str, ...]) -> None:
    assert not [code for code in codes(of_values(*values)) if code.endswith("F113")]


LISTS = {
    "beside lists": ('"Paris, Versailles"', "[Madrid, Aranjuez]", "Oslo", "Bern"),
    "with slashes beside lists": ("Paris / Versailles", "[Madrid, Aranjuez]", "Oslo", "Bern"),
    "with semicolons": ("Germany; Austria; Hungary", "France", "Italy", "Spain"),
    "of which each stands alone elsewhere": ('"Oslo, Bern"', "Rome", "Oslo", "Bern"),
    "of three with one in common": ('"Oslo, Bern, Rome"', '"Kyiv, Oslo, Riga"', "Paris", "Prague"),
}
NO_LISTS = {
    "towns and countries": ('"London, England"', '"Leeds, England"', '"Paris, France"', '"Lyon, France"'),
    "a town and its district": ('"Washington, D.C."', "[Madrid, Aranjuez]", "Oslo", "Bern"),
    "a title": ('"The Good, the Bad and the Ugly"', "[Psycho, Vertigo]", "Alien", "Heat"),
    "names": ('"Smith, John"', '"Moss, Bea"', '"Lee, Cid"', '"Roy, Dan"'),
    "numbers": ('"1,200"', "[150, 160]", '"2,400"', '"3,600"'),
    "dates": ('"July 4, 1776"', '["July 14, 1789", "May 8, 1945"]', '"May 1, 1890"', '"June 6, 1944"'),
}


@pytest.mark.parametrize("values", LISTS.values(), ids=list(LISTS))
def test_a_list_typed_as_one_text_is_found(values: tuple[str, ...]) -> None:
    assert "6 F108" in codes(of_values(*values))


@pytest.mark.parametrize("values", NO_LISTS.values(), ids=list(NO_LISTS))
def test_a_text_with_a_comma_is_no_list(values: tuple[str, ...]) -> None:
    assert not [code for code in codes(f"language: en\n{of_values(*values)}") if code.endswith("F108")]


ONE_VALUE = [
    "What is the capital of {name}?",
    "When was {name} born?",
    "How high is {name}?",
    "In which town is {name}?",
]
ONE_VALUE += [
    "Which town is the value of {name}?",
    "Wann war {name}?",
    "Was ist die Hauptstadt von {name}?",
    "Where is {name}?",
]
SEVERAL = ["Which of these did {name} write?", "Which novel did {name} write?", "What is one of the works of {name}?"]


@pytest.mark.parametrize("ask", ONE_VALUE)
def test_two_values_for_what_is_asked_as_one_are_found_at_the_later_row(ask: str) -> None:
    assert "8 F106" in codes(table("Ann, red", "Bea, blue", "Ann, green", "Cid, grey", ask=ask))


@pytest.mark.parametrize("ask", SEVERAL)
def test_several_values_may_be_asked_for(ask: str) -> None:
    assert not codes(table("Ann, red", "Bea, blue", "Ann, green", "Cid, grey", ask=ask))


@pytest.mark.parametrize("sign", ["$name", "<name>", "[name]", "%name%", "it"])
def test_a_question_that_shows_nothing_of_its_row_is_found(sign: str) -> None:
    assert "10 F110" in codes(table("Ann, red", "Bea, blue", "Cid, green", "Dot, grey", ask=f"What is said of {sign}?"))


@pytest.mark.parametrize("rest", ["where: {value: red}, ", "most: age, ", "match: value, "])
def test_questions_that_need_nothing_of_a_row_are_left_alone(rest: str) -> None:
    rows = table(
        "Ann, red, 3",
        "Bea, blue, 4",
        "Cid, green, 5",
        "Dot, grey, 6",
        columns="name, value, age",
        ask="Which?",
        answer="name",
    )
    assert not codes(rows.replace("answer:", f"{rest}answer:"))


def test_nearly_the_same_row_is_found() -> None:
    assert "7 F101" in codes(table("Kenya, Nairobi", "Kenia, Nairobi", "Mali, Bamako", "Peru, Lima"))


def test_rows_that_share_a_common_value_are_left_alone() -> None:
    assert not codes(
        table("Mauritius, Africa", "Mauritanus, Africa", "Peru, America", "Chile, America", "Mali, Africa")
    )


def test_a_value_is_pointed_at_where_it_is_written_in_every_shape_of_a_row() -> None:
    rows = """\
tables:
  t:
    rows:
      a:
        name: Ann
        value:
          - Oslo
          - n/a
      b: {name: Bea, value: Rome}
      c: {name: n/a, value: Bern}
    questions: {q: {ask: "What of {name}?", answer: value}}"""
    data = f"id: x\n{rows}\n".encode()
    bank = decode(data, "x").bank
    if bank is None:
        pytest.fail("the bank cannot be read")
    places = [tuple(one.span) for one in check_bank(bank, data=data).problems if one.code == "F102"]

    assert [(9, 13, 3), (11, 17, 3)] == places


def test_without_the_text_of_the_bank_a_value_is_reported_at_its_row() -> None:
    bank = decode(f"id: x\n{of_values('Oslo', 'n/a', 'Rome', 'Bern')}\n".encode(), "x").bank
    assert bank is not None

    assert [(7, 7)] == [tuple(one.span)[:2] for one in check_bank(bank).problems if one.code == "F102"]


DISTANCES = ("100 m, Bolt", "200 m, Johnson", "400 m, Warholm", "800 m, Rudisha", "marathon, Kiptum")


def test_a_name_among_numbers_that_questions_only_show_is_left_alone() -> None:
    asked = table(*DISTANCES, columns="name, value", ask="Who ran {name}?", answer="value")
    assert not codes(asked)
    assert ["10 F103"] == codes(asked.replace("{name}", "with {value}").replace("answer: value", "answer: name"))


def test_values_that_differ_only_in_case_are_one_note_a_column() -> None:
    symbols = of_values("Co", "CO", "Cu", "co")
    assert ["7 F114"] == codes(symbols)
    assert not codes(symbols.replace("    rows:", "    exact: [value]\n    rows:"))
    assert not codes(of_values("5 km", "5 KM", "7 km", "9 km")), "they are numbers"
    assert ["9 F114"] == codes(of_values("Straße", "Weg", "Allee", "STRASSE"))


def test_a_kind_that_fits_no_cell_is_reported_at_each() -> None:
    declared = of_values("red", "5x", "blue", "7y").replace("    rows:", "    kinds: {value: number}\n    rows:")
    assert ["7 F103", "8 F103", "9 F103", "10 F103"] == codes(declared)
