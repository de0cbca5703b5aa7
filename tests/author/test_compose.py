"""A composed bank reads back as exactly the facts of the draft, whatever they contain."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from quiz.author.draft import Draft, DraftPattern, DraftRow, column_heading, columns_of, compose, rows_of, tidy
from quiz.bank.model import Value
from quiz.items.decoding import decode
from quiz.text import clean

SETTINGS = settings(max_examples=150, deadline=None, derandomize=True)
PARSERS = pytest.mark.parametrize("pure", [False, True], ids=["fast parser", "pure parser"])

HOSTILE = [
    "a: b", "a:b", "a:", ":", "12:30", "a # b", "#a", "a#", "'", '"', 'say "so"', "it's", "'a'", "\\", "\\n", "a\\",
    "yes", "no", "null", "~", "true", "1.10", "0777", "1e3", "12,800", "2024-01-01", "-", "- a", "-1", "--- a", "...",
    "{name}", "{", "}", "a {b}", "[a]", "[", "a]", "a, b", ",", "&a", "*a", "!a", "|", ">", "%a", "@a", "`a`", "? a",
    "a ? b", "a?", "=", "<<", "\u00a0a", "a\u3000b", "é", "日本", "Ελλάδα", "हिन्दी", "می\u200cخواهم", "👩\u200d🚀",
    "😀", "a\u0301\u0301", "<U+202E>", "½", "²", "a  b", "\ue000", "\U0001fffd", "a\u0085b", "x" * 8000, "ß" * 4000,
    "a\U0003ffff",
]  # fmt: skip

raw = st.one_of(
    st.text(max_size=12), st.sampled_from(HOSTILE), st.text("ab:#'\"{}[],&*!|>%@`?-\\ \t\n\r\u200d", max_size=8)
)
texts = raw.map(tidy).filter(bool)
cells = st.lists(texts, max_size=3).map(tuple)


def table(width: int) -> st.SearchStrategy[list[tuple[tuple[str, ...], ...]]]:
    return st.lists(st.tuples(*[cells] * width), min_size=1, max_size=4)


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    width = draw(st.integers(2, 4))
    headings = columns_of(draw(st.lists(raw, min_size=width, max_size=width)))
    optional = st.one_of(st.just(""), texts)
    return Draft(draw(texts), draw(texts), headings, rows_of(draw(table(width))), (), draw(optional), draw(optional))


@SETTINGS
@given(draft=drafts(), pure=st.booleans())
def test_every_draft_reads_back_without_a_problem(draft: Draft, pure: bool) -> None:
    decoded = decode(compose(draft).encode(), "file", pure=pure)

    # Only the author can say which of two numbers is meant, and from which year the facts are.
    assert {problem.code for problem in decoded.problems} <= {"B112", "B307"}
    bank = decoded.bank
    assert bank is not None
    assert (draft.id, draft.title, draft.source, draft.as_of) == (bank.id, bank.title, bank.source, bank.as_of)
    (found,) = bank.tables
    assert (draft.table, draft.topic) == (found.id, found.topic)
    assert tuple(column.name for column in draft.headings) == found.columns
    assert draft.rows == tuple(
        DraftRow(row.id, tuple(tuple(value.text for value in cell) for cell in row.cells)) for row in found.rows
    )


@PARSERS
@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_reads_back_wherever_it_stands(text: str, pure: bool) -> None:
    held = tidy(text)
    headings = (column_heading("a", 1), column_heading("b", 2))
    rows = rows_of([((held,), (held, "x")), (("y",), ())])
    literal = held[:100].replace("{", "{{").replace("}", "}}")
    pattern = DraftPattern("what", ask=f"{literal} {{a}}?", answer="b", why=literal)
    draft = Draft(held, held, headings, rows, (pattern,), held, held)

    decoded = decode(compose(draft).encode(), "file", pure=pure)

    assert {problem.code for problem in decoded.problems} <= {"B112"}  # a date without a year
    assert decoded.bank is not None
    (found,) = decoded.bank.tables
    assert ((Value(held),), (Value(held), Value("x"))) == found.rows[0].cells
    assert {held} == {decoded.bank.title, decoded.bank.source, decoded.bank.as_of, found.topic}
    (made,) = found.patterns
    assert made.stem.fill({"a": "France"}) == f"{held[:100]} France?"


@SETTINGS
@given(raw)
@example("می\u200cخواهم")
@example("\u3000\u200dक")
@example("Paris\u200b")
def test_a_tidy_text_is_as_banks_hold_texts_and_stays_so(text: str) -> None:
    once = tidy(text)

    assert once == tidy(once) == clean(once) == once.strip()
    assert once.count("<U+") <= text.count("<U+")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  Paris\t\n", "Paris"),
        ("two\nlines", "two lines"),
        ("Par\u00adis\u200b", "Paris"),
        ("\u202eabc", "abc"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d🚀", "👩\u200d🚀"),
        ("a\u200db", "ab"),
        ("<U+202E>", "<U+202E>"),
        ("\ufeffname", "name"),
    ],
)
def test_tidying(text: str, expected: str) -> None:
    assert tidy(text) == expected


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Confuse", "confused"),
        ("Country", "country"),
        ("Birth year", "birth_year"),
        ("Length (in km)", "length_in_km"),
        ("% of GDP", "of_gdp"),
        ("%", "column_3"),
        ("2020", "column_2020"),
        ("10²", "column_10"),
        ("Länge", "länge"),
        ("Столица", "столица"),
        ("首都", "首都"),
        ("class", "class"),
    ],
)
def test_a_label_becomes_the_name_of_a_column(label: str, name: str) -> None:
    assert name == column_heading(label, 3).name
    assert label == column_heading(label, 3).label


def test_rows_are_named_after_their_first_value_and_no_two_alike() -> None:
    firsts = ["New York", "new york", "", "New-York", "?", "new york 2"]
    rows = rows_of([((text,) if text else (), ("x",)) for text in firsts], taken=["row"])

    assert [row.id for row in rows] == ["new-york", "new-york-2", "row-2", "new-york-3", "row-3", "new-york-2-2"]


def test_texts_are_quoted_only_where_they_must_be() -> None:
    draft = Draft(
        "The solar system: planets",
        "Planets",
        (column_heading("Name", 1), column_heading("Diameter", 2), column_heading("Moons", 3)),
        rows_of(
            [
                (("Earth",), ("12,800",), ("the Moon",)),
                (("Mars",), ("6800",), ("Phobos", "Deimos")),
                (("Venus",), ("yes",), ()),
            ]
        ),
        (DraftPattern("what", ask="How wide is {name}?", answer="diameter", near="100", why="It is {diameter} km."),),
        source="NASA's fact sheets",
        as_of="2024",
    )

    written = [line for line in compose(draft).splitlines() if line.strip() and not line.strip().startswith("#")]
    assert written == [
        "format: 1",
        "id: the-solar-system-planets",
        'title: "The solar system: planets"',
        "as_of: 2024",
        "source: NASA's fact sheets",
        "tables:",
        "  planets:",
        "    topic: Planets",
        "    columns: [name, diameter, moons]",
        "    rows:",
        '      earth: [Earth, "12,800", the Moon]',
        "      mars: [Mars, 6800, [Phobos, Deimos]]",
        "      venus: [Venus, yes, []]",
        "    questions:",
        "      what:",
        '        ask: "How wide is {name}?"',
        "        answer: diameter",
        "        near: 100",
        '        why: "It is {diameter} km."',
    ]  # fmt: skip


def test_the_comments_teach_rows_patterns_and_the_commands() -> None:
    headings = (column_heading("a", 1), column_heading("b", 2))
    pattern = DraftPattern("what", ask="{a}?", answer="b", why="{b}")
    draft = Draft("T", "T", headings, rows_of([(("x",), ("y",))]), (pattern,))
    comments = "\n".join(line.strip() for line in compose(draft).splitlines() if line.strip().startswith("#"))

    for told in (
        "quiz bank check FILE",
        "quiz bank preview FILE",
        "quiz play FILE",
        "copy a row",
        "{a}",
        "decoys: {b:",
    ):
        assert told in comments
    assert "answer  the column that answers it" in comments
    assert "near" not in comments, "only the keys that are used are explained"


def test_columns_get_names_that_differ() -> None:
    long = "word " * 20

    assert [heading.name for heading in columns_of(["a_3", "A", "a", "?", "?", "column 4"])] == [
        *("a_3", "a", "a_4"),
        *("column_4", "column_5", "column_4_6"),
    ]
    assert len({heading.name for heading in columns_of([long, long, f"{long} x"])}) == 3
