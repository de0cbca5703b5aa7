"""Importing again: the same source changes nothing, and a changed one only what nobody edited here."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.exchange.bank_text import Composed, compose_bank
from quiz.exchange.losses import Loss
from quiz.exchange.mapper import Mapped, QuestionEntry, map_foreign
from quiz.exchange.merge import Merged, merge_again, read_records, written_records
from quiz.exchange.question import Place
from quiz.exchange.read import read_foreign, reader_named
from quiz.exchange.source import Refused, Source
from quiz.items.decoding import decode

GOLD = "::Gold::Symbol of gold?{=Au ~Ag ~Fe ~Pb}"
IRON = "// [id:iron]\nSymbol of iron?{=Fe ~Ir ~In}"
PAIRS = "::Pairs::Match.{=gold->Au =iron->Fe =tin->Sn}"
CARDS = "der Hund\tthe dog\ndie Katze\tthe cat\ndas Pferd\tthe horse\n"


def mapped(text: str, format_: str = "gift", name: str = "source") -> Mapped:
    reader = reader_named(format_)
    assert reader is not None
    return map_foreign(read_foreign(Source(name, io.BytesIO(text.encode())), reader))


def imported(*questions: str, format_: str = "gift") -> Composed:
    return compose_bank(mapped("\n\n".join(questions), format_), "bank", "Bank")


def again(first: Composed | Merged, *questions: str, text: str | None = None, format_: str = "gift") -> Merged:
    """Import a source once more, into the bank as it was written or as it was edited."""
    return merge_again(
        first.text if text is None else text, first.records, mapped("\n\n".join(questions), format_), "bank.yaml"
    )


def codes(losses: tuple[Loss, ...]) -> list[tuple[str, str]]:
    return [(loss.code, loss.name) for loss in losses]


def test_a_new_bank() -> None:
    first = imported(GOLD, IRON, PAIRS)

    rows = ["tables/pairs", "tables/pairs/gold", "tables/pairs/iron", "tables/pairs/tin"]
    assert [record.name for record in first.records] == [*rows, "questions/gold", "questions/iron"]
    bank = decode(first.text.encode(), "bank").bank
    assert bank is not None
    assert (bank.id, bank.title, bank.facts) == ("bank", "Bank", 5)
    assert read_records(written_records(first.records), "x") == first.records


def test_the_same_source_changes_no_byte() -> None:
    first = imported(GOLD, IRON, PAIRS)
    second = again(first, GOLD, IRON, PAIRS)

    assert (second.text, second.records, second.losses) == (first.text, first.records, ())
    assert second.counts == (0, 0, 5, 0)


def test_what_changed_in_the_source_is_taken_and_comments_stay() -> None:
    first = imported(GOLD, IRON)
    edited = first.text.replace("  gold:\n", "  # about gold\n  gold:\n    # keep me\n") + "# the end\n"
    second = again(first, GOLD.replace("~Pb", "~Sn"), IRON, "New?{=a ~b ~c}", text=edited)

    assert second.counts == (1, 1, 1, 0)
    assert second.losses == ()
    expected = edited.replace("      - Pb\n", "      - Sn\n").replace(
        "# the end\n", '  new:\n    ask: "New?"\n    answer: a\n    wrong:\n      - b\n      - c\n# the end\n'
    )
    assert second.text == expected
    assert again(second, GOLD.replace("~Pb", "~Sn"), IRON, "New?{=a ~b ~c}").text == second.text


def test_what_was_changed_here_is_kept() -> None:
    first = imported(GOLD, IRON)
    edited = first.text.replace('"Symbol of gold?"', '"What is the symbol of gold?"')
    same = again(first, GOLD, IRON, text=edited)
    conflict = again(first, GOLD.replace("~Pb", "~Sn"), IRON, text=edited)
    agreed = again(first, GOLD.replace("Symbol of", "What is the symbol of"), IRON, text=edited)

    assert (same.text, same.losses) == (edited, ())
    assert (conflict.text, codes(conflict.losses)) == (edited, [("X130", "Gold")])
    assert "- Sn" in conflict.losses[0].detail
    assert (agreed.text, agreed.losses, agreed.counts.kept) == (edited, (), 0)
    assert conflict.losses[0].place == ("bank.yaml", 1 + edited[: edited.index("  gold:")].count("\n"))


def test_what_is_gone_there_is_kept_and_what_is_gone_here_stays_away() -> None:
    first = imported(GOLD, IRON)
    deleted = first.text[: first.text.index("  iron:")]
    without = again(first, GOLD)
    away = again(first, GOLD, IRON, text=deleted)

    assert (without.text, codes(without.losses)) == (first.text, [("X131", "iron")])
    assert (away.text, away.losses) == (deleted, ())


def test_another_source_adds_to_a_bank_and_nothing_is_called_gone() -> None:
    first = imported(GOLD)
    second = merge_again(first.text, first.records, mapped(IRON, name="folder/another.gift"), "bank.yaml")

    assert (second.counts.new, second.losses) == (1, ())
    assert [record.file for record in second.records] == ["source", "another.gift"]


def test_a_table_that_is_written_in_another_way_is_left_alone() -> None:
    first = imported(PAIRS)
    text = first.text
    for name in ("gold", "iron", "tin"):
        text = text.replace(f"      {name}: [", "      - [")
    second = again(first, PAIRS.replace("Au", "Gold"), text=text)

    assert (second.text, codes(second.losses)) == (text, [("X132", "pairs")])


SHEET = "country,capital\nFrance,Paris\nItaly,Rome\nPeru,Lima\nKenya,Nairobi\n"


def test_a_heading_that_changed_is_named_once_and_the_table_stays_as_it_is() -> None:
    first = imported(SHEET, format_="sheet")
    other = SHEET.replace("capital", "main city")
    second = again(first, other, format_="sheet")
    third = again(second, other.replace("Lima", "Cusco"), format_="sheet")

    assert (second.text, [code for code, _ in codes(second.losses)]) == (first.text, ["X133"])
    assert (third.text, third.losses) == (first.text.replace("Lima", "Cusco"), ())


def test_a_record_of_an_earlier_version_does_not_know_the_headings() -> None:
    first = imported(SHEET, format_="sheet")
    records = tuple(one._replace(hash="") if one.name.count("/") == 1 else one for one in first.records)
    second = again(first._replace(records=records), SHEET.replace("capital", "main city"), format_="sheet")

    assert (second.text, second.losses) == (first.text, ())


def test_a_question_that_is_called_otherwise_is_the_same() -> None:
    first = imported(GOLD, IRON)
    second = again(first, GOLD.replace("::Gold::", "::Aurum::"), IRON)

    assert (second.text, second.losses) == (first.text, ())
    assert again(second, GOLD.replace("::Gold::", "::Aurum::"), IRON).records == second.records


def test_rows_of_a_deck() -> None:
    first = imported(CARDS, format_="cards")
    changed = CARDS.replace("the cat", "the tomcat") + "die Maus\tthe mouse\n"
    second = again(first, changed, format_="cards")

    assert second.counts == (1, 1, 2, 0)
    assert (
        "      die-katze: [die Katze, the tomcat]\n      das-pferd: [das Pferd, the horse]\n      die-maus: "
        in second.text
    )
    assert decode(second.text.encode(), "bank").bank is not None


def test_a_bank_in_lines_of_windows_keeps_them() -> None:
    first = imported(GOLD)
    second = again(first, GOLD, "New?{=a ~b ~c}", text=first.text.replace("\n", "\r\n"))

    assert second.text.replace("\r\n", "").count("\n") == 0
    assert second.counts.new == 1


def test_a_bank_of_tables_gets_questions_and_the_other_way_round() -> None:
    tables, questions = imported(PAIRS), imported(GOLD)

    for first in (tables, questions):
        bank = decode(again(first, GOLD, PAIRS).text.encode(), "bank").bank
        assert bank is not None
        assert (len(bank.tables), len(bank.questions)) == (1, 1)


def test_what_the_format_refuses_is_left_out_alone() -> None:
    place = Place("source", 7)
    bad = QuestionEntry("text:bad", "bad", ("ask: Bad?", "answer: a", "wrong: [A, b, c]"), place, "Bad")
    both = Mapped((*mapped(GOLD).questions, bad), (), ())
    first = compose_bank(both, "bank", "Bank")
    second = merge_again(imported(IRON).text, imported(IRON).records, both, "bank.yaml")

    for text, losses, names in [(first.text, first.losses, ["gold"]), (second.text, second.losses, ["iron", "gold"])]:
        bank = decode(text.encode(), "bank").bank
        assert bank is not None
        assert [question.id for question in bank.questions] == names
        found = [(loss.code, loss.place.line, loss.name) for loss in losses if loss.code != "X131"]
        assert found == [("X143", 7, "Bad")]


def test_a_bank_with_mistakes_and_a_damaged_record_are_refused() -> None:
    first = imported(GOLD)
    with pytest.raises(Refused, match="the bank has mistakes"):
        again(first, GOLD, text=first.text + "more: x\n")
    for text in ("", "[]", '{"version": 1}', '{"version": 1, "entries": [{}]}', '{"version": 2, "entries": []}'):
        with pytest.raises(Refused):
            read_records(text, "x")


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("xyz")), min_size=1, max_size=6),
    st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("xyz")), max_size=6),
)
def test_importing_twice_is_importing_once(before: list[tuple[str, str]], after: list[tuple[str, str]]) -> None:
    def source(entries: list[tuple[str, str]]) -> list[str]:
        return [f"::{name}::{name}?{{={answer} ~1 ~2}}" for name, answer in dict(entries).items()]

    first = imported(*source(before))
    once = again(first, *source(after))
    twice = again(once, *source(after))
    bank = decode(once.text.encode(), "bank").bank

    assert (twice.text, twice.records) == (once.text, once.records)
    assert bank is not None
    assert {question.id: question.answers[0] for question in bank.questions} == {**dict(before), **dict(after)}


sides = st.sampled_from(["a", "b", "c", "d", "e; f", "g"])
notes = st.tuples(st.sampled_from(["", "X", "Y::X"]), sides, sides, st.sampled_from(["", "1", "2"]))
decks = st.lists(notes, min_size=4)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    *[
        st.lists(
            st.tuples(st.sampled_from(["", "X", "Y::X"]), sides, sides, st.sampled_from(["", "1", "2"])), min_size=4
        )
    ]
    * 2
)
def test_importing_decks_twice_is_importing_them_once(
    before: list[tuple[str, str, str, str]], after: list[tuple[str, str, str, str]]
) -> None:
    head = "#separator:tab\n#deck column:1\n#guid column:4\n"
    first = imported(head + "\n".join("\t".join(one) for one in before), format_="cards")
    if not any(record.hash for record in first.records):
        return
    once = again(first, head + "\n".join("\t".join(one) for one in after), format_="cards")
    twice = again(once, head + "\n".join("\t".join(one) for one in after), format_="cards")

    assert (twice.text, twice.records) == (once.text, once.records)
    assert decode(once.text.encode(), "bank").bank is not None
