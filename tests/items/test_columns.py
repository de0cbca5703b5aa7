"""The values of a column as classes: their ids, who holds them, and how rows write them."""

from collections.abc import Mapping, Sequence

from quiz.bank.model import Value
from quiz.items.columns import BARE, Column, Frame, phrase_name, prepare_column
from quiz.values.columns import ColumnValues, read_column
from quiz.values.readings import EXACT_READING


def column(
    *cells: Sequence[str],
    decoys: Sequence[str] = (),
    confusions: Sequence[str] = (),
    language: str = "",
    most_pairs: int = 100,
) -> Column:
    """Return a column of cells; what follows `=` in a text are its other names."""
    made = [tuple(Value(text, tuple(also)) for text, *also in (one.split("=") for one in cell)) for cell in cells]
    texts = [value.text for cell in made for value in cell]
    is_plain = all(len(cell) == 1 for cell in cells)
    return prepare_column(
        *(made, [f"r{row}" for row in range(len(cells))], tuple(map(Value, decoys)), tuple(map(Value, confusions))),
        read=read_column(texts, language=language),
        texts=texts,
        distinct=len({*texts}) if is_plain else 0,
        most_pairs=most_pairs,
    )


def fields(found: Column) -> Mapping[str, object]:
    """Return the fields of a column that are not as in most."""
    most = Column(
        [], [], [], [], [], {}, 0, range(0), range(0), single=True, numeric=False, mixed=False, tells_rows_apart=False
    )
    given = {**found._asdict(), "ranks": found.ranks if {*found.ranks} != {None} else []}
    return {
        name: value
        for name, value in given.items()
        if name not in ("reading", "senses") and value != getattr(most, name)
    }


def test_a_column_in_which_each_row_has_a_value_of_its_own() -> None:
    assert {
        "cells": [(0,), (1,), (2,)],
        "texts": ["Oslo", "Bern", "Rome"],
        "ids": ["r0", "r1", "r2"],
        "holders": [0, 1, 2],
        "class_of": {"oslo": 0, "bern": 1, "rome": 2},
        "siblings": 3,
        "used": range(3),
        "tells_rows_apart": True,
    } == fields(column(["Oslo"], ["Bern"], ["Rome"]))


def test_values_that_recur_and_values_that_no_row_has() -> None:
    decoys = ["Rome", "Rome!", "Ulm"]
    found = column(["Oslo"], ["Bern"], ["oslo"], ["Bern"], ["Linz"], decoys=decoys, confusions=["Kiel", "Ulm"])
    assert {
        "cells": [(0,), (1,), (0,), (1,), (2,)],
        "texts": ["Oslo", "Bern", "Linz", "Rome", "Rome!", "Ulm", "Kiel"],
        "ids": ["r0", "r1", "r4", "decoy.rome", "decoy.rome-2", "decoy.ulm", "confuse.kiel"],
        "holders": [-1, -1, 4, -1, -1, -1, -1],
        "class_of": {"oslo": 0, "bern": 1, "linz": 2, "rome": 3, "rome!": 4, "ulm": 5, "kiel": 6},
        "siblings": 3,
        "used": range(3),
        "decoys": range(3, 6),
        "typed": {(0, 0): "Oslo", (1, 1): "Bern", (2, 0): "oslo", (3, 1): "Bern", (4, 2): "Linz"},
    } == fields(found)
    assert ["oslo", "Oslo", "Rome"] == [found.text_of(2, 0), found.text_of(0, 0), found.text_of(0, 3)]


def test_lists_and_empty_cells() -> None:
    assert {
        "cells": [(0, 1), (), (2,), (1, 3), (4, 3), (2,)],
        "texts": ["Oslo", "Bern", "Kiel", "Ulm", "Prague"],
        "ids": ["r0", "r0.2", "r2", "r3.2", "r4"],
        "holders": [0, -1, -1, -1, 4],
        "class_of": {"oslo": 0, "bern": 1, "kiel": 2, "ulm": 3, "prague": 4, "praha": 4},
        "siblings": 5,
        "used": range(5),
        "single": False,
        "typed": {
            (0, 0): "Oslo",
            (0, 1): "Bern",
            (2, 2): "Kiel",
            (3, 1): "Bern",
            (3, 3): "Ulm",
            (4, 3): "Ulm",
            (4, 4): "Prague",
            (5, 2): "Kiel",
        },
    } == fields(column(["Oslo", "Bern", "oslo"], [], ["Kiel"], ["Bern", "Ulm"], ["Prague=Praha", "Ulm"], ["Kiel"]))


def test_another_name_joins_values() -> None:
    found = column(["US"], ["United States"], ["USA=US=United States"], ["Cuba"], ["Peru=Perú"], decoys=["America"])
    assert {
        "cells": [(0,), (0,), (0,), (3,), (4,)],
        "texts": ["US", "United States", "USA", "Cuba", "Peru", "America"],
        "ids": ["r0", "r1", "r2", "r3", "r4", "decoy.america"],
        "holders": [-1, -1, -1, 3, 4, -1],
        "class_of": {"us": 0, "united states": 0, "usa": 0, "cuba": 3, "peru": 4, "perú": 4, "america": 5},
        "siblings": 5,
        "used": [0, 3, 4],
        "decoys": [5],
        "typed": {(0, 0): "US", (1, 0): "United States", (2, 0): "USA", (3, 3): "Cuba", (4, 4): "Peru"},
    } == fields(found)


def test_a_decoy_that_a_value_has_as_another_name_joins_what_is_there() -> None:
    made = prepare_column([(Value("US"),), (Value("Cuba"),)], ["a", "b"], (Value("Oz"), Value("USA", ("US",))))
    assert ([(0,), (1,)], [2], [0, 1]) == (made.cells, made.decoys, made.used)
    assert 0 == made.class_named("USA") == made.class_named(" usa")


def test_other_names_count_though_the_value_was_there_before() -> None:
    found = column(["Cuba"], ["Peru"], ["Cuba=Kuba"])
    assert ([(0,), (1,), (0,)], [-1, 1]) == (found.cells, found.holders)
    assert 0 == found.class_named("Kuba")


def test_numbers_have_ranks_and_what_is_none_has_no_place() -> None:
    found = column(["7"], ["8"], ["7.0"], ["10"], decoys=["x", "9"], confusions=["11"])
    assert [7, 8, 10, None, 9, 11] == found.ranks
    assert (True, True) == (found.numeric, found.mixed)
    found = column(["7"], ["8"], ["10"], decoys=["9"])
    assert (True, False, [7, 8, 10, 9]) == (found.numeric, found.mixed, found.ranks)
    found = column(["7"], ["Monday"], ["9"])
    assert (False, True, [7, None, 9]) == (found.numeric, found.mixed, found.ranks)
    assert (7, None) == (found.place("7"), found.place("Friday"))
    assert 36 == column(["36–38"], ["40"], ["50"]).place("36–38")
    assert [0, 1, 2, 3] == [class_ for class_, _ in column(["36–38"], ["40"], ["50"], decoys=["9"]).senses]
    assert () == column(["Alps"], ["the Alps"]).senses
    assert [None, None, None] == column(["Monday"], ["Friday"], ["Sunday"]).ranks


def test_a_date_with_another_name_has_the_place_of_both() -> None:
    found = column(["25 October 1917=7 November 1917"], ["1 November 1917"], ["March 1918"], ["1 May 1917"])
    both, between, later, earlier = found.ranks
    assert earlier is not None
    assert both is not None
    assert later is not None
    assert both == between
    assert earlier < both < later
    assert [0, 0, 1, 2, 3] == sorted(class_ for class_, _ in found.senses)
    assert 7000 == column(["7 km"], ["8000 m"]).place("7 km")
    assert [True, True] == [isinstance(found.place(text), int) for text in ("1998", "May 1999")]


def test_what_may_be_the_same_is_kept_apart() -> None:
    found = column(["Alps"], ["Cuba"], ["the Alps"], ["the Andes"], ["Andes"], ["Peru"])
    assert {0: {2}, 2: {0}, 3: {4}, 4: {3}} == found.clashes
    assert [0, 1, 3, 5] == found.apart(range(6))
    assert [1, 4] == found.apart([0, 1, 4, 3], [2])
    assert {0, 2, 5} == set(found.with_clashing([2, 5]))
    assert [1, 5] == list(found.with_clashing([1, 5]))
    assert [2, 2, 1] == column(["Oslo"], ["Bern"], ["Rome"]).apart([2, 2, 1])


def test_a_frame_goes_around_texts_and_off_them() -> None:
    frame = Frame("about ", " km")
    found = column(["7"], ["8"], ["7.0"], decoys=["9", "10"]).framed(frame, {"10": "ten km"})
    assert ["about 7 km", "about 8 km", "about 9 km", "ten km"] == found.texts
    assert "about 7.0 km" == found.text_of(2, 0)
    assert [7, 7, None] == [found.place("about 7 km"), found.place("7"), found.place("about 7")]
    assert ["7", "about 7", "7 km", ""] == list(map(frame.bare, ("about 7 km", "about 7", "7 km", "about  km")))


def test_paragraphs_stand_on_lines_of_their_own_in_a_frame() -> None:
    assert "a\n\nb" == BARE.filled("a\n\nb")
    assert ["Say", "a", "b"] == Frame("Say ", ".").filled("a\n\nb").split()
    assert "a\n\nb" in Frame("Say ", ".").filled("a\n\nb")


def test_too_many_values_that_may_be_the_same() -> None:
    """Three texts are three pairs, looked at from both sides."""
    alps = (["Alps"], ["the Alps"], ["an Alps"])
    found = [column(*alps, most_pairs=most) for most in (2, 3)]
    assert [True, False] == [one.vague for one in found]
    assert ({}, ()) == (found[0].clashes, found[0].senses)
    assert {0: {1, 2}, 1: {0, 2}, 2: {0, 1}} == found[1].clashes
    named = (["Oz=Ozz"], ["the Oz"], ["the Ozz"])  # each may be both others, by one name or by another
    assert [True, False] == [column(*named, most_pairs=most).vague for most in (2, 3)]


def test_a_number_may_have_been_written_with_another_mark() -> None:
    """All that is in the rows are whole numbers, so a decoy may mean either."""
    whole = (["7"], ["8"], ["10"])
    assert {3: {4}, 4: {3}} == column(*whole, decoys=["8.500", "8500"]).clashes
    assert {3: {4}, 4: {3}} == column(*whole, decoys=["8,500", "8.5"]).clashes
    assert {} == column(*whole, decoys=["85", "8500"]).clashes
    assert {} == column(["7"], ["8.5"], ["10.25"], decoys=["8.500"]).clashes


def test_another_name_may_be_a_range() -> None:
    found = column(["7"], ["40=36–38"], ["37"])
    assert {1: {2}, 2: {1}} == found.clashes
    german = column(["1,5 km"], ["7,25 km=2,5 km"], ["3 km"], language="de")
    assert [1500, 7250, 2500, 3000] == [span for _, one in german.senses for _, span in one.spans]


def test_texts_among_numbers_have_no_place_and_numbers_among_texts_have_one() -> None:
    found = column(["Montag"], ["1,5"], ["7"], ["12.500"], language="de")
    assert ([None, 1.5, 7, 12500], True) == (found.ranks, found.mixed)
    assert (1.5, None) == (found.place("1,5"), found.place("Montag"))
    assert [None, 1.5, None, 12.5, None] == column(["Monday"], ["1.5"], ["Friday"], ["12.5"], ["Sunday"]).ranks
    assert [0.5, None, None] == column(["½"], ["x"], ["y"]).ranks
    german = column(["Montag"], ["1,5"], ["Freitag"], ["12.500"], ["Samstag"], ["2.25"], ["Sonntag"], language="de")
    assert [None, 1.5, None, 12500, None, 2.25, None] == german.ranks
    assert (1.5, 2.25, None) == (german.place("1,5"), german.place("2.25"), german.place("Montag"))
    assert ([None] * 4, False) == (column(["1.233"], ["1.094"], ["840"], ["527"]).ranks, found.numeric)
    assert 36 == column(["36–38"], ["40"], ["50"]).place("36–38")


def test_a_column_of_one_number_or_of_nothing() -> None:
    assert [True, False, False] == [one.numeric for one in (column(["7"], ["7"]), column(), column([]))]


def test_a_value_that_recurs_in_the_same_writing_needs_no_other_texts() -> None:
    assert {
        "cells": [(0,), (1,), (0,)],
        "texts": ["Oslo", "Bern"],
        "ids": ["r0", "r1"],
        "holders": [-1, 1],
        "class_of": {"oslo": 0, "bern": 1},
        "siblings": 2,
        "used": range(2),
    } == fields(column(["Oslo"], ["Bern"], ["Oslo"]))


def test_in_an_exact_column_each_writing_is_a_value() -> None:
    texts = ["Rome", "rome"]
    read = ColumnValues(EXACT_READING, (None, None))
    cells = [(Value(text),) for text in texts]
    made = prepare_column(cells, ["a", "b"], (), read=read, texts=texts, distinct=2)
    assert ([(0,), (1,)], {"Rome": 0, "rome": 1}) == (made.cells, made.class_of)


def test_the_id_of_a_decoy_is_not_that_of_a_value_in_a_list() -> None:
    cells = [(Value("Oslo"), Value("Bern")), (Value("Rome"),)]
    made = prepare_column(cells, ["decoy", "a"], (Value("2"), Value("3")))
    assert ["decoy", "decoy.2", "a", "decoy.2-1", "decoy.3"] == made.ids


def test_phrases_clash_if_all_their_parts_may_be_the_same() -> None:
    def phrases(parts: Sequence[tuple[int, int]], most_pairs: int = 100) -> Column:
        cells = [(Value(f"text {row}", (phrase_name(one),)),) for row, one in enumerate(parts)]
        clashing = [{0: frozenset({1}), 1: frozenset({0})}, {5: frozenset({6}), 6: frozenset({5})}]
        return prepare_column(cells, [*"abcd"[: len(cells)]], (), parts=clashing, most_pairs=most_pairs)

    assert {0: {1}, 1: {0}} == phrases([(0, 5), (1, 6), (2, 5)]).clashes
    assert {} == phrases([(0, 5), (2, 6), (2, 7)]).clashes
    every = [(0, 5), (1, 6), (0, 6), (1, 5)]
    assert [True, False] == [phrases(every, most).vague for most in (7, 8)]


def test_phrases_may_be_the_same_as_texts_though_their_parts_are_not() -> None:
    cells = [(Value(text, (phrase_name(parts),)),) for text, parts in (("the Big Top", (0, 0)), ("Big Top", (1, 1)))]
    assert {0: {1}, 1: {0}} == prepare_column(cells, ["a", "b"], (), parts=[{}, {}]).clashes


def test_words_around_a_value() -> None:
    assert "a 7 b" == Frame("a ", " b").filled("7")
    assert "So: x\n\ny\n\nWhy?" == Frame("So: ", " Why?").filled("x\n\ny")
    framed = column(["7"], ["8"], decoys=["9"]).framed(Frame("", " members"), {"7": "7", "9": "9"})
    assert (["7 members", "8 members", "9"], 8) == (framed.texts, framed.place("8 members"))
