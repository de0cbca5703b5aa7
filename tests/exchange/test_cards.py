"""Cards as text, and Anki packages made as each generation of Anki makes them."""

import json
import sqlite3
import sys
from collections.abc import Sequence
from types import ModuleType, SimpleNamespace

import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.exchange.question import AnswerType, ForeignQuestion
from tests.exchange.reading import found, lost, packed, questions, reads_quickly, refused, sides, sniffed, table


def test_what_quizlet_copies() -> None:
    text = 'der Hund\tthe dog\ndie Katze\tthe cat,\nalso a tomcat\nein "Wort\tone word\n'

    assert sniffed(text) == "cards"
    assert [sides(one) for one in questions("cards", text)] == [
        ("der Hund", "the dog"),
        ("die Katze", "the cat,\nalso a tomcat"),
        ('ein "Wort', "one word"),
    ]


@pytest.mark.parametrize(
    ("headings", "name", "format_"),
    [
        ("Term\tDefinition", "a.txt", "sheet"),
        ("Question\tAnswer", "a.tsv", "sheet"),
        ("country\tcapital", "a.tsv", "sheet"),
        ("word\tmot", "a.txt", "cards"),
    ],
)
def test_headings_are_no_card(headings: str, name: str, format_: str) -> None:
    text = f"{headings}\nFrance\tParis\nPeru\tLima\nKenya\tNairobi\n"

    assert sniffed(text, name) == format_
    assert table("sheet", text).rows == (("France", "Paris"), ("Peru", "Lima"), ("Kenya", "Nairobi"))


def test_what_anki_exports_as_text() -> None:
    text = (
        "#separator:semicolon\n#html:true\n#guid column:1\n#deck column:2\n#tags column:5\n"
        'g1;Verbs::Strong;gehen;"<b>to go</b>;&nbsp;walk";a b\n'
        "g2;Verbs;;to see;\n"
        'g3;Verbs;[sound:x.mp3];<img src="a">;\n'
    )
    one, *_ = found("cards", text)

    assert sniffed(text) == "cards"
    assert isinstance(one, ForeignQuestion)
    assert (sides(one), one.id, one.topic, one.tags) == (
        ("gehen", "to go; walk"),
        "g1",
        ("Verbs", "Strong"),
        ("a", "b"),
    )
    assert lost("cards", text) == [("X143", 7, "to see"), ("X105", 8, "[sound:x.mp3]")]


def test_notes_with_more_fields_are_a_table() -> None:
    text = "#separator:tab\n#columns:Country\tCapital\tRiver\nFrance\tParis\tSeine\nAustria\tVienna\tDanube\n"
    one = table("cards", text)

    assert one.headings == ("Country", "Capital", "River")
    assert one.rows == (("France", "Paris", "Seine"), ("Austria", "Vienna", "Danube"))


@pytest.mark.parametrize("text", ["no tab here\n", "#separator:tab\nonly one field\n", '#separator:"\na"b\n'])
def test_what_are_no_cards_is_refused(text: str) -> None:
    assert refused("cards", text)


NOTES = [
    (1, "Symbol of gold?", "Au"),
    (1, "<b>iron</b>", "Fe [sound:fe.mp3]"),
    (2, "{{c1::Tin::metal}} is {{c2::Sn}}.", "ha"),
]


def collection(notes: Sequence[tuple[int, str, str]], *, new: bool = False) -> bytes:
    """Return a collection with a deck of cards (type 1) and texts with gaps (type 2)."""
    database = sqlite3.connect(":memory:")
    database.executescript(
        "CREATE TABLE col (models, decks); CREATE TABLE cards (id INTEGER PRIMARY KEY, nid, did, ord);"
        "CREATE TABLE notes (id INTEGER PRIMARY KEY, guid, mid, tags, flds);"
    )
    fields = [{"name": "Front"}, {"name": "Back"}]
    models = {"1": {"name": "Basic", "type": 0, "flds": fields}, "2": {"name": "Cloze", "type": 1, "flds": fields}}
    if new:
        database.executescript(
            "CREATE TABLE notetypes (id, name, config); CREATE TABLE fields (ntid, ord, name);"
            "CREATE TABLE decks (id, name);"
            "INSERT INTO decks VALUES (7, 'Chemistry' || char(31) || 'Metals');"
        )
        for id_, kind in models.items():
            database.execute(
                "INSERT INTO notetypes VALUES (?, ?, ?)", (int(id_), kind["name"], b"\x08\x01" if id_ == "2" else b"")
            )
        database.execute("INSERT INTO col VALUES ('', '')")
    else:
        database.execute(
            "INSERT INTO col VALUES (?, ?)", (json.dumps(models), json.dumps({"7": {"name": "Chemistry::Metals"}}))
        )
    for nth, (kind_id, front, back) in enumerate(notes, start=1):
        database.execute(
            "INSERT INTO notes VALUES (?, ?, ?, ' tag ', ?)", (nth, f"guid{nth}", kind_id, f"{front}\x1f{back}")
        )
        database.execute("INSERT INTO cards VALUES (?, ?, 7, 0)", (nth, nth))
    database.commit()
    return bytes(database.serialize())


def package(generation: str, notes: Sequence[tuple[int, str, str]] = NOTES) -> bytes:
    """Return a package of one generation, with the stub that new ones have."""
    data = collection(notes, new=generation == "anki21b")
    parts: dict[str, bytes | str] = {"media": "{}"}
    if generation != "anki2":
        parts["collection.anki2"] = collection([(1, "Please update to the latest Anki version", "")])
    parts[f"collection.{generation}"] = zstandard.compress(data) if generation == "anki21b" else data
    return packed(parts)


@pytest.mark.parametrize("generation", ["anki2", "anki21", "anki21b"])
def test_packages_of_anki_of_each_generation(generation: str) -> None:
    data = package(generation)
    first, second, cloze = questions("anki", data)

    assert sniffed(data) == "anki"
    assert (sides(first), first.id, first.topic, first.tags) == (
        ("Symbol of gold?", "Au"), "guid1", ("Chemistry", "Metals"), ("tag",),
    )  # fmt: skip
    assert (sides(second), second.marks) == (("iron", "Fe"), frozenset(["X105", "X107"]))
    assert (cloze.kind, cloze.stem, cloze.hints, cloze.why) == (AnswerType.GAPS, "{1} is {2}.", ("metal",), "ha")
    assert [gap[0].text for gap in cloze.gaps] == ["Tin", "Sn"]


def test_what_is_lost_of_a_package_is_named() -> None:
    notes = [(1, '<img src="a.png">', "x"), (1, "front", ""), (2, "no gap", "")]

    assert lost("anki", package("anki21", notes)) == [("X105", 1, "x"), ("X143", 2, "front"), ("X143", 3, "no gap")]


def test_the_zstd_of_later_pythons_reads_packages_too(monkeypatch: pytest.MonkeyPatch) -> None:
    class ZstdDecompressor:
        def decompress(self, data: bytes, most: int) -> bytes:
            return zstandard.ZstdDecompressor().stream_reader(data).read(most)

    later = ModuleType("compression")
    later.zstd = SimpleNamespace(ZstdDecompressor=ZstdDecompressor)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "compression", later)

    assert 3 == len(questions("anki", package("anki21b")))
    broken = packed({"collection.anki21b": b"no zstd"})
    assert "the collection in the package is damaged" == refused("anki", broken)


def test_without_a_library_for_zstd_it_is_said_how_to_install_one(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("compression", "zstandard"):
        monkeypatch.setitem(sys.modules, name, None)

    needed = "packages from newer versions of Anki need the `zstandard` library"
    assert needed == refused("anki", packed({"collection.anki21b": b""}))
    assert 3 == len(questions("anki", package("anki2")))


def test_broken_packages_are_refused() -> None:
    good = collection(NOTES)
    bomb = zstandard.compress(b"SQLite format 3\x00" + bytes(200 * 1024 * 1024))

    assert refused("anki", packed({"collection.anki2": good[:3000]})) == "the collection in the package is damaged"
    assert refused("anki", packed({"collection.anki2": "text"})) == "the collection in the package is damaged"
    assert refused("anki", packed({"collection.anki21b": b"text"})) == "the collection in the package is damaged"
    assert refused("anki", packed({"collection.anki21b": bomb})) == "the collection in the package is too large"
    assert refused("anki", packed({"x": "y"})) == "it is not an Anki package"


def test_a_collection_that_counts_for_ever_is_stopped() -> None:
    database = sqlite3.connect(":memory:")
    database.executescript(
        "CREATE TABLE col (models, decks); INSERT INTO col VALUES ('{}', '{}');"
        "CREATE TABLE cards (id, nid, did, ord);"
        "CREATE VIEW notes AS WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n)"
        " SELECT id, 'g' guid, 1 mid, '' tags, '' flds FROM n WHERE id < 0;"
    )

    assert (
        refused("anki", packed({"collection.anki2": bytes(database.serialize())}))
        == "the collection in the package is damaged"
    )


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(st.tuples(st.integers(0, 12_000), st.integers(0, 255)), max_size=6))
def test_a_damaged_collection_is_read_or_refused(changes: list[tuple[int, int]]) -> None:
    data = bytearray(collection(NOTES))
    for at, value in changes:
        data[at % len(data)] = value
    assert reads_quickly("anki", packed({"collection.anki21": bytes(data)}))


@settings(max_examples=80, deadline=None, derandomize=True)
@given(
    st.lists(
        st.sampled_from(
            ["a", "\t", "\n", '"', ";", "#separator:", "tab", "#html:true\n", "#columns:", "#tags column:2\n", "<b>"]
        )
    )
)
def test_any_text_is_read_or_refused(pieces: list[str]) -> None:
    assert reads_quickly("cards", "".join(pieces))


@pytest.mark.parametrize("piece", ["a\tb\n", "a\n", "\t", '"', "#a:b\n", "a\tb<"])
def test_time_is_in_line_with_the_length(piece: str) -> None:
    assert reads_quickly("cards", piece * 20_000)
    assert reads_quickly("cards", "a\tb\n" + piece * 20_000)


def test_clozes_in_a_text_of_anki_have_gaps() -> None:
    text = (
        "#separator:tab\n#html:true\n#guid column:1\ng1\tWater is {{c1::H<sub>2</sub>O::a formula}}.\tSo.\ng2\ta\tb\n"
    )
    gap, card = questions("cards", text)

    assert (gap.kind, gap.stem, gap.hints, gap.why, gap.id) == (
        AnswerType.GAPS,
        "Water is {1}.",
        ("a formula",),
        "So.",
        "g1",
    )
    assert gap.gaps[0][0].text == "H₂O"
    assert sides(card) == ("a", "b")
