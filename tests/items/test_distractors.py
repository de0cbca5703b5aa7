"""What is offered next to a text: what to prefer, rows and texts that are alike; numbers next to numbers only."""

import pytest

from quiz.items.distractors import grouped
from tests.items.offered import asker, every, offered, offered_by

TOWNS = ["Oslo", "Lima", "Bern", "Rome", "Paris", "Cairo"]


@pytest.mark.parametrize("prefer", [["e1", "e2", "e3"], ["e5", "e2", "decoy.bonn"], ["e9", "decoy.bonn", "e3", "e1"]])
def test_all_that_a_player_mixes_up_comes_first(prefer: list[str]) -> None:
    wanted = {"Bonn" if id_[0] == "d" else TOWNS[int(id_[1:])] for id_ in prefer if id_ != "e9"}
    found = offered(TOWNS, "\n    decoys: {worth: [Bonn]}\n", prefer=prefer)
    assert all(wanted == set(texts) for texts in found)


@pytest.mark.parametrize("id_", ["e0", "e99", "near.Lima", "decoy.bonn", "confuse.kiel"])
def test_what_cannot_be_a_wrong_answer_is_no_wish(id_: str) -> None:
    rows = [*TOWNS[:-1], "Cairo, confuse: {worth: Kiel}"]
    assert offered(rows) == offered(rows, prefer=[id_])


def test_in_an_open_table_only_decoys_are_offered_whatever_is_wished_for() -> None:
    more = "\n    open: true\n    decoys: {worth: [Bonn, Kiel, Jena, Gera]}\n"
    assert {"Bonn", "Kiel", "Jena", "Gera"} == every(offered(TOWNS, more, prefer=["e1"]))
    assert all("Gera" in texts for texts in offered(TOWNS, more, prefer=["e1", "decoy.gera"]))


def test_numbers_are_offered_next_to_a_number_and_other_texts_next_to_one() -> None:
    rows = ["12", "Monday", "30", "Friday", "45", "Sunday", "7", "Easter", "90"]
    more = "\n    decoys: {worth: [Whitsun, 60]}\n"
    assert {"30", "45", "7", "90"} == every(offered(rows, more))
    assert {"Friday", "Sunday", "Easter"} == every(offered(rows, more, row=1))
    assert {"Friday", "Sunday", "Easter"} == every(offered(rows, more, row=1, prefer=["e2", "decoy.60"]))
    assert all("Whitsun" in texts for texts in offered(rows, more, row=1, prefer=["decoy.whitsun"]))


def test_of_texts_that_may_be_the_same_one_is_offered() -> None:
    names = [*("Alps", "the Alps", "Andes", "the Andes", "Urals", "the Urals", "Jura", "the Jura", "Vosges", "Harz")]
    for rows in (names, [*names, "Tatra", "the Tatra", "Rhodope", "Taurus"]):
        found = [offered(rows, row=row) for row in (0, 9)]
        for texts in (*found[0], *found[1]):
            assert len({text.removeprefix("the ") for text in texts}) == 3
        assert {"Alps", "the Alps"}.isdisjoint(every(found[0]))
        assert {*rows} - {"Alps", "the Alps"} == every(found[0])
        assert {*rows} - {"Harz"} == every(found[1])


def test_what_is_right_for_many_rows_is_wrong_for_the_others() -> None:
    rows = [f"{group}{row}, group: {group}" for group in "AB" for row in range(14)]
    item_source = asker([*rows, "7, group: C"], ask="group")
    assert {f"B{row}" for row in range(14)} == every(offered_by(item_source, 0))
    assert {f"A{row}" for row in range(14)} == every(offered_by(item_source, 14))


def test_rows_that_share_a_cell_come_first_and_others_fill_up() -> None:
    rows = [f"{text}, group: {group}" for text, group in zip("QWERTYUIOPAS", "xyzwxyzwxyzv", strict=True)]
    for texts in offered(rows):
        assert {"T", "O"} < set(texts)
        assert len(texts) == 3
    assert {*"TOWERYUIPAS"} == every(offered(rows))
    assert all("Z" not in texts for texts in offered(rows, "\n    decoys: {worth: [Z]}\n"))


def test_a_row_that_shares_no_rare_cell_takes_those_that_share_a_common_one() -> None:
    cells = zip("QWERTYUIOPAS", "aabbccddeeef", "ppqqqqqqqqqp", strict=True)
    rows = [f"{text}, rare: {rare}, common: {common}" for text, rare, common in cells]
    assert all({"Q", "W"} < set(texts) for texts in offered(rows, row=11))
    assert all("R" in texts for texts in offered(rows, row=2))


def test_a_value_of_a_list_that_no_other_row_has_is_skipped() -> None:
    rows = ["Q, group: [z, x]", *(f"{text}, group: x" for text in "WER"), *(f"{text}, group: y" for text in "TYUIOPAS")]
    assert all({*"WER"} == {*texts} for texts in offered(rows))


def test_of_rows_that_share_a_cell_those_that_are_right_are_not_offered() -> None:
    cells = zip("QWERTYUIOPAS", "aabcdefghijk", "ppppppqqqqqq", strict=True)
    item_source = asker([f"{text}, group: {group}, area: {area}" for text, group, area in cells], ask="group")
    assert {*"ERTY"} == every(offered_by(item_source, 0)) == every(offered_by(item_source, 1))


def test_of_many_rows_that_share_a_cell_some_are_drawn() -> None:
    rows = [f"{text}, group: {group}" for text, group in zip("QWERTYUIOPAS", "xxxxxyyyzzzz", strict=True)]
    assert {*"WERT"} == every(offered(rows))
    assert {*"OPA"} == every(offered(rows, row=11))
    rows[0] += ", confuse: e11"
    assert {*"WERTS"} == every(offered(rows))
    assert all("S" in texts for texts in offered(rows))


def test_rows_that_share_a_cell_are_no_reason_to_mix_kinds_or_what_may_be_the_same() -> None:
    rows = [f"{text}, group: {group}" for group in "xy" for text in ("1", "2", "3", "4", "A", "B", "C", "D")]
    rows = [row.replace(",", "0,") if row[0] in "1234" and row[-1] == "y" else row for row in rows]
    rows = [row.replace(",", "s,") if row[0] in "ABCD" and row[-1] == "y" else row for row in rows]
    assert {"2", "3", "4"} == every(offered(rows))
    assert {"As", "Bs", "Cs"} == every(offered(rows, row=15))
    texts = ["Jura", "Alps", "the Alps", "Andes", "Urals", "Harz", "Vosges", "Tatra", "Taurus"]
    found = offered([f"{text}, group: {'xy'[row > 4]}" for row, text in enumerate(texts)])
    assert {"Alps", "the Alps", "Andes", "Urals"} == every(found)
    assert all({"Andes", "Urals"} < set(texts) for texts in found)


def test_texts_that_look_alike_are_offered_next_to_each_other() -> None:
    rows = [f"{vowel}{family}" for vowel in ("a", "e", "i", "o", "u", "ae", "ei", "ou") for family in "bcd"]
    assert {row for row in rows if row[-1] == "b"} - {"ab"} == every(offered(rows))
    assert {row for row in rows if row[-1] == "d"} - {"oud"} == every(offered(rows, row=23))


def test_texts_with_the_same_consonants_make_a_group() -> None:
    texts = ["a b", "UC", "UB", "ac", "Eb", "IC", "uba", "oca", "Io", "Ocu", "obb", "ucc", "bobo", "Coco", "eba", "ecu"]
    odd, even = set(range(1, 16, 2)), set(range(0, 16, 2))
    for some in (texts, [text.replace(" ", "\n") for text in texts]):
        groups = grouped(range(16), some)
        assert [even if one % 2 == 0 else odd for one in range(16)] == [set(groups[one]) for one in range(16)]
    assert set(range(16)) == set(grouped(range(1, 16), texts)[1]) | {0}
    assert {8, 9} == {len(group) for group in grouped(range(17), [*texts, "zz"]).values()}
