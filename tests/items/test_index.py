"""The columns of a table: what they are made of, which rows match, and what is said about a wrong answer."""

import pytest

from quiz.items.decoding import decode
from quiz.items.index import TableIndex, listed_values

TABLE = """
language: en
tables:
  t:
    rows:
      a: {name: Ann, pets: [cat, dog], town: Rome, area: Alps, size: 27, half: 1, third: x, note: "One.\\n\\nTwo."}
      b:
        {name: Bea, pets: dog, town: rome, area: the Alps, size: 30, half: 1, third: y, note: one,
         confuse: [a, {town: {value: Bonn, why: No.}, of: Bea of Ulm, in: {value: town of Kiel, also: town of Kyl}}, c]}
      c: {name: Cid, pets: [], town: Oslo, area: Andes, size: 40, half: 2, third: z, note: two}
      d: {name: Dot, pets: [fish, cat, dog], town: Oslo, area: Andes, size: 50, half: 2, third: x, note: three}
      e: {name: Eve, pets: cat, town: Nice, area: Jura, size: 60, half: 1, third: y, note: four}
      f: {name: Fay, pets: cow, town: York, area: Harz, size: 70, half: 2, third: z, note: five}
    decoys:
      town: [{value: Lima, why: It is far.}, Linz]
      of: [{value: Ann of Lima, why: No Ann.}]
      in: [{value: town of Graz, also: town of Gratz, why: In Styria.}, Wien]
      exact-of: [Ann from Oz]
    questions:
      of: {ask: "Who is {size}?", answer: "{name} of {town}"}
      in: {ask: "Where is {name}?", answer: "town of {town}"}
      plain: {ask: "Where is {name}?", answer: town}
      exact: {ask: "Where is {name}?", answer: town, exact: true}
      exact-in: {ask: "Where is {name}?", answer: "town {town}", exact: true}
      mild-in: {ask: "Where is {name}?", answer: "town {town}"}
      range: {ask: "Where is {name}?", answer: "{area} range"}
      exact-of: {ask: "Who is {size}?", answer: "{name} from {town}", exact: true}
"""
BANK = decode(TABLE.encode(), "x").bank
assert BANK is not None
PATTERNS = {pattern.id: pattern for pattern in BANK.tables[0].patterns}


@pytest.fixture
def index() -> TableIndex:
    assert BANK is not None
    return TableIndex(BANK.tables[0], "en")


ROWS = ["Rome", "Oslo", "Nice", "York"]


@pytest.mark.parametrize(
    ("pattern", "rows", "others", "confused"),
    [
        ("plain", ROWS, {"decoy.lima": "Lima", "decoy.linz": "Linz", "confuse.bonn": "Bonn"}, [0, 6, 1]),
        (
            "in",
            [f"town of {town}" for town in ROWS],
            {
                "decoy.lima": "town of Lima",
                "decoy.linz": "town of Linz",
                "decoy.graz": "town of Graz",
                "decoy.wien": "Wien",
                "confuse.bonn": "town of Bonn",
                "confuse.kiel": "town of Kiel",
            },
            [0, 1, 8, 9],
        ),
        (
            "of",
            ["Ann of Rome", "Bea of rome", "Cid of Oslo", "Dot of Oslo", "Eve of Nice", "Fay of York"],
            {"decoy.ann-of-lima": "Ann of Lima", "confuse.bea-of-ulm": "Bea of Ulm"},
            [0, 2, 7],
        ),
        (
            "exact",
            ["Rome", "rome", *ROWS[1:]],
            {"decoy.lima": "Lima", "decoy.linz": "Linz", "confuse.bonn": "Bonn"},
            [0, 2, 7],
        ),
    ],
)
def test_answers_are_those_of_rows_then_decoys_then_confusions(
    index: TableIndex, pattern: str, rows: list[str], others: dict[str, str], confused: list[int]
) -> None:
    answers = index.answers(PATTERNS[pattern])
    assert [*rows, *others.values()] == answers.texts
    assert [*others] == answers.ids[len(rows) :]
    assert [id_ for id_ in others if id_.startswith("decoy.")] == [answers.ids[class_] for class_ in answers.decoys]
    assert {1: sorted(confused)} == {
        row: sorted(found) for row, found in index.confused(PATTERNS[pattern], answers).items()
    }
    assert answers is index.answers(PATTERNS[pattern])


def test_letters_matter_where_that_is_asked_for(index: TableIndex) -> None:
    assert ["town Rome", "town rome"] == index.answers(PATTERNS["exact-in"]).texts[:2]
    assert ["town Rome", "town Oslo"] == index.answers(PATTERNS["mild-in"]).texts[:2]
    assert index.answers(PATTERNS["exact-of"]).class_named("Bea from Rome") is None
    assert 1 == index.answers(PATTERNS["of"]).class_named("bea of Rome")
    assert index.column("town") is index.column("town")
    assert index.column("town", exact=True) is index.column("town", exact=True) is not index.column("town")
    assert (False, True) == (index.read("town").reading.exact, index.read("town", exact=True).reading.exact)


def test_letters_matter_in_the_columns_that_the_table_names() -> None:
    bank = decode(TABLE.replace("    rows:", "    exact: [town]\n    rows:").encode(), "x").bank
    assert bank is not None
    index = TableIndex(bank.tables[0], "en")
    assert (True, False) == (index.read("town").reading.exact, index.read("name").reading.exact)
    assert index.column("town") is index.column("town", exact=True)
    assert ["Rome", "rome"] == index.answers(PATTERNS["plain"]).texts[:2]


def test_what_is_said_about_decoys(index: TableIndex) -> None:
    assert {"Lima": "It is far.", "Bonn": "No."} == index.whys(PATTERNS["plain"])
    assert {"Ann of Lima": "No Ann."} == index.whys(PATTERNS["of"])
    assert {
        "Lima": "It is far.",
        "town of Lima": "It is far.",
        "town of Graz": "In Styria.",
        "Bonn": "No.",
        "town of Bonn": "No.",
    } == index.whys(PATTERNS["in"])


def test_other_names_have_words_around_them_as_well(index: TableIndex) -> None:
    answers = index.answers(PATTERNS["in"])
    named = [answers.class_named(text) for text in ("Gratz", "Kyl")]
    assert ["town of Graz", "town of Kiel"] == [answers.texts[class_] for class_ in named if class_ is not None]
    assert ["Alps range", "the Alps range"] == index.answers(PATTERNS["range"]).texts[:2]


def test_texts_of_rows(index: TableIndex) -> None:
    assert ["cat and dog", "dog", "", "fish, cat and dog", "cat", "cow"] == index.texts("pets")
    assert (False, True) == (index.has_one_value("pets"), index.has_one_value("town"))
    assert [(), (), (), (), (), ()] == index.texts_of(())
    assert ["Ann", "Bea", "Cid", "Dot", "Eve", "Fay"] == index.texts_of(("name",))
    assert ("Ann", "cat and dog", "27") == index.texts_of(("name", "pets", "size"))[0]
    assert ("", "Cid") == index.texts_of(("pets", "name"))[2]
    assert [False, True] == [index.has_lines("name"), index.has_lines("note")]
    assert 8 == len(index.read("pets").values)


def test_rows_that_meet_conditions(index: TableIndex) -> None:
    assert [0, 1, 3] == index.matching([("town", ("Rome", "Oslo")), ("pets", ("dog",))])
    assert [1] == index.matching([("town", ("rome",))], exact=True)
    assert [0, 1] == index.matching([("town", ("rome",))])
    assert list(range(6)) == list(index.matching([]))


def test_rows_that_may_meet_conditions(index: TableIndex) -> None:
    assert [1] == index.perhaps([("area", ("Alps",))])
    assert [1] == index.perhaps([("town", ("Rome", "Oslo")), ("area", ("Alps",))])
    assert [0] == index.perhaps([("area", ("the Alps", "Mars")), ("pets", ("cat",))])
    assert [] == index.perhaps([("area", ("Alps",)), ("town", ("Oslo",))])
    assert [1] == index.perhaps([("area", ("Alps",)), ("town", ("Rome",))])
    assert not index.perhaps([("area", ("Alps",)), ("town", ("Rome",))], exact=True)
    assert [] == [*index.perhaps([("town", ("Oslo",))]), *index.perhaps([("area", ("Mars",))])]


def test_rows_are_alike_in_cells_that_recur_the_rarest_first(index: TableIndex) -> None:
    third, half = index.column("third"), index.column("half")
    assert (third, half) == index.alike(index.column("town"))
    assert (third,) == index.alike(half)
    assert [[0, 3], [1, 4], [2, 5]] == index.rows_of(third)
    assert [[0, 3, 4], [0, 1, 3], [3], [5]] == index.rows_of(index.column("pets"))
    assert [[0], [1], [2], [3], [4], [5]] == index.rows_of(index.column("name"))
    assert [[0, 1], [2, 3], [4], [5], [], [], []] == index.rows_of(index.column("town"))


@pytest.mark.parametrize(
    ("texts", "language", "joined"),
    [(["a", "b", "c"], "en", "a, b and c"), (["a", "b", "c"], "de", "a, b, c"), (["a"], "en", "a"), ([], "de", "")],
)
def test_the_values_of_a_cell_are_listed_as_in_a_sentence(texts: list[str], language: str, joined: str) -> None:
    assert joined == listed_values(texts, language)


def test_values_with_lines_are_below_one_another() -> None:
    assert ["a", "", "b", "", "c"] == [line.rstrip(",") for line in listed_values(["a\n\nb", "c"], "en").split("\n")]
