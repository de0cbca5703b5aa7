"""What each form makes of small tables: options, explanations and hints, what is known then, why there is no item."""

import json
from collections.abc import Mapping, Sequence

import pytest

from quiz.items.answer_kind import AnswerKind
from quiz.items.decoding import decode
from quiz.items.forms import FORMS, answer_kind_of
from quiz.items.item import Item, MixedUp, NotGenerated
from quiz.items.known import Answered
from quiz.items.sources import PatternSource, bank_facts
from tests.forms import Form

SEEDS = [str(seed) for seed in range(60)]
Rows = Sequence[Sequence[object]]
Pattern = Mapping[str, object]


def source_of(columns: str, rows: Rows, pattern: Pattern, **table: object) -> PatternSource:
    """Return what makes the items of a pattern; `columns` are names with spaces between them, `rows` their cells."""
    cells = {f"r{i}": cells for i, cells in enumerate(rows)}
    found = {"columns": columns.split(), "rows": cells, "questions": {"q": pattern}, **table}
    decoded = decode(json.dumps({"id": "b", "tables": {"t": found}}).encode(), "b")
    assert decoded.bank is not None, decoded.errors
    (source,) = bank_facts(decoded.bank)[0].item_sources
    assert isinstance(source, PatternSource)
    return source


def items_of(source: PatternSource, row: int = 0, prefer: Sequence[MixedUp] = ()) -> list[Item]:
    """Return the items of a row for each seed."""
    made = [source.item(row, seed, 0, prefer) for seed in SEEDS]
    items = [one for one in made if isinstance(one, Item)]
    assert len(items) == len(made), made
    return items


def texts(item: Item) -> list[str]:
    return [option.text for option in item.options]


def keys(item: Item) -> list[str]:
    return [option.text for option in item.key_options]


@pytest.mark.parametrize("name", sorted(FORMS))
def test_how_a_form_is_answered_goes_by_its_name(name: str) -> None:
    assert FORMS[name].answer_kind is answer_kind_of(name)


def test_a_form_of_a_later_version_is_answered_with_one_option() -> None:
    assert AnswerKind.ONE is answer_kind_of("riddle")
    assert (AnswerKind.MANY, AnswerKind.PAIRS) == (answer_kind_of(Form.CHOOSE_ALL), answer_kind_of(Form.MATCH))


# --- why there is no item -----------------------------------------------------------------------

WHERE: Pattern = {"ask": "Where does {name} live?", "answer": "town"}
CLAIM: Pattern = {"claim": "{name} lives in {town}.", "swap": "town"}
ALL: Pattern = {"ask": "Who lives in {town}?", "answer": "name", "choose": "all"}
NOT: Pattern = {"ask": "Who does NOT live in {town}?", "answer": "name", "except": True}
NOT_ROME: Pattern = {"ask": "Who does NOT live in Rome?", "answer": "name", "except": True, "where": {"town": "Rome"}}
MATCH: Pattern = {"ask": "Match.", "answer": "town", "match": "name"}
MOST: Pattern = {"ask": "Who?", "answer": "name", "most": "size"}
ORDER: Pattern = {"ask": "Order them.", "answer": "name", "order": "size"}
MORE = "add rows, or add `decoys: {%s: [...]}` with values that are wrong for every row"
LEVEL = "add rows with other values of `size`"


@pytest.mark.parametrize(
    ("pattern", "cells", "expected"),
    [
        (WHERE, "Ann Rome, Bea Oslo, Cid Oslo", ("only 1 answer can be proven wrong", MORE % "town")),
        (WHERE, "Ann -, Bea Oslo, Cid Rome, Dan Bern", ("it has no `town`", "", True)),
        (WHERE, "- Rome, Bea Oslo, Cid Bern", ("a cell that the question shows is empty", "", True)),
        (CLAIM, "Ann Rome, Bea Rome", ("no answer can be proven wrong", MORE % "town")),
        (CLAIM, "Ann -, Bea Oslo", ("it has no `town`", "", True)),
        (MOST, "Ann 1, Bea 1", ("too few rows have different values of `size`", LEVEL)),
        (MOST, "Ann 1, Bea 2, Cid 2", ("too few rows have different values of `size`", LEVEL)),
        (MOST, "- 1, Bea 2, Cid 3", ("it has no `name`", "", True)),
        (MOST, "Ann -, Bea 2, Cid 3", ("it has no `size`", "", True)),
        (ORDER, "Ann 1, Bea 2, Cid 2, Dan 2", ("fewer than 3 rows have different values of `size`", LEVEL)),
        (ORDER, "- 1, Bea 2, Cid 3, Dan 4", ("it has no `name`", "", True)),
        (ORDER, "Ann -, Bea 2, Cid 3, Dan 4", ("it has no `size`", "", True)),
        (ALL, "Ann Rome, Bea Rome, Cid Rome", ("no answer can be proven wrong", MORE % "name")),
        (ALL, "Ann Rome, Bea Oslo", ("only 1 answer can be proven wrong", MORE % "name")),
        (ALL, "Ann -, Bea Oslo, Cid Oslo", ("a cell that the question shows is empty", "", True)),
        (NOT, "Ann Rome, Bea Rome, Cid Rome", ("no row can be proven not to belong", MORE % "name")),
        (NOT, "Ann Rome, Bea Oslo", ("fewer than 2 rows belong", "ask about a column in which several rows agree")),
        (NOT, "Ann -, Bea Oslo, Cid Oslo", ("a cell that the question shows is empty", "", True)),
        (NOT_ROME, "Ann Oslo, Bea Rome", ("fewer than 2 rows belong", "add rows that match `where`")),
        (NOT_ROME, "Ann Oslo, Bea Rome, Ann Rome", ("it belongs too, or may belong",)),
        (NOT_ROME, "- Oslo, Bea Rome, Ann Rome", ("it has no `name`", "", True)),
        (
            MATCH,
            "Ann Rome, Bea Bern, Cid Bern",
            (
                "fewer than 3 pairs can be shown together",
                "add rows with their own values of `name`",
            ),
        ),
        (MATCH, "- Rome, Bea Bern, Cid Oslo, Dan Riga", ("it has no `name`", "", True)),
        (MATCH, "Ann -, Bea Bern, Cid Oslo, Dan Riga", ("it has no `town`", "", True)),
        ({**WHERE, "typed": True}, "Ann -, Bea Oslo, Cid Rome", ("it has no `town`", "", True)),
    ],
)
def test_why_there_is_no_item_of_the_first_row(pattern: Pattern, cells: str, expected: tuple[str, str, bool]) -> None:
    measured = pattern in (MOST, ORDER)
    rows = [[[] if cell == "-" else cell for cell in row.split()] for row in cells.split(", ")]
    source = source_of("name size" if measured else "name town", rows, pattern)
    assert {NotGenerated(*expected)} == {source.item(0, seed, 0) for seed in SEEDS}


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        (NOT_ROME, "an open table cannot prove that a row does not belong"),
        (MATCH, "an open table cannot prove other pairs wrong"),
    ],
)
def test_an_open_table_cannot_prove_everything(pattern: Pattern, reason: str) -> None:
    rows = [["Ann", "Bern"], ["Bea", "Rome"], ["Cid", "Rome"], ["Dan", "Oslo"], ["Eve", "Riga"]]
    source = source_of("name town", rows, pattern, open=True)
    assert NotGenerated(reason, "delete `open: true`, or the pattern") == source.item(0, "0", 0)


def test_as_few_options_as_there_may_be() -> None:
    (two,) = {frozenset(texts(item)) for item in items_of(source_of("name size", [["Ann", 1], ["Bea", 2]], MOST))}
    assert {"Ann", "Bea"} == two
    rows = [["Ann", 1], ["Bea", 2], ["Cid", 3]]
    assert [["Ann", "Bea", "Cid"]] * len(SEEDS) == [
        sorted(texts(item)) for item in items_of(source_of("name size", rows, ORDER))
    ]
    towns = [["Ann", "Rome"], ["Bea", "Rome"], ["Cid", "Oslo"]]
    for item in items_of(source_of("name town", towns, ALL)):
        assert (["Ann", "Bea", "Cid"], {"Ann", "Bea"}) == (sorted(texts(item)), {*keys(item)})
    for item in items_of(source_of("name town", towns, NOT)):
        assert (["Ann", "Bea", "Cid"], ["Cid"]) == (sorted(texts(item)), keys(item))
    for item in items_of(source_of("name town", [*towns, ["Dan", "Bern"]], WHERE), 2):
        assert (["Bern", "Oslo", "Rome"], ["Oslo"]) == (sorted(texts(item)), keys(item))


# --- what is shown ------------------------------------------------------------------------------

LIVES: Rows = [
    ["Ann", ["Rome", "Oslo"], "cook"],
    ["Bea", "ROME", "smith"],
    ["Cid", "Bern", "baker"],
    ["Dan", "Bonn", "pilot"],
    ["ANN", "Lima", "judge"],
    ["Eve", "Riga", "nurse"],
]
TOLD: Pattern = {"why": "{name} is a {job}.", "hint": "Ask the {job}."}
WHO: Pattern = {"ask": "Who lives in {town}?", "answer": "name", **TOLD}
ONE = " Only one is right."


@pytest.mark.parametrize(
    ("form", "row", "stem", "answer", "why"),
    [
        ({}, 1, "Who lives in ROME?", "Bea", "smith"),
        ({}, 4, "Who lives in Lima?", "ANN", "judge"),
        ({"typed": True}, 2, "Who lives in Bern?", "Cid", "baker"),
        ({"typed": True}, 4, "Who lives in Lima?", "ANN", "judge"),
        ({"choose": "all"}, 2, f"Who lives in Bern?{ONE}", "Cid", "baker"),
        ({"choose": "all"}, 4, f"Who lives in Lima?{ONE}", "ANN", "judge"),
        ({"except": True, "ask": "Who?", "where": {"town": "Rome"}}, 2, "Who?", "Cid", "baker"),
        ({"except": True, "ask": "Who?", "where": {"town": ["Bern", "Bonn"]}}, 4, "Who?", "ANN", "judge"),
    ],
)
def test_a_question_about_a_row_shows_its_cells_as_they_are_written_there(
    form: dict[str, object], row: int, stem: str, answer: str, why: str
) -> None:
    for item in items_of(source_of("name town job", LIVES, {**WHO, **form}), row):
        assert (stem, [answer], f"{answer} is a {why}.") == (item.stem, keys(item), item.why)
        assert (f"Ask the {why}.",) == item.hints


@pytest.mark.parametrize("swap", ["name", "town"])
def test_a_claim_is_that_of_its_row_or_has_another_value_in_it(swap: str) -> None:
    source = source_of("name town job", LIVES, {**CLAIM, **TOLD, "swap": swap})
    others = {
        "name": [f"{name} lives in Lima." for name in ("Bea", "Cid", "Dan", "Eve")],
        "town": [f"ANN lives in {town}." for town in ("Bern", "Bonn", "Riga")],
    }
    found = {(item.stem, *keys(item)) for item in items_of(source, 4)}
    assert {("ANN lives in Lima.", "True"), *((stem, "False") for stem in others[swap])} == found
    for item in items_of(source, 4):
        assert (["True", "False"], "ANN is a judge.", ("Ask the judge.",)) == (texts(item), item.why, item.hints)


def test_what_several_rows_answer_is_explained_by_the_row_that_is_asked_about() -> None:
    rows = [["Ann", "Rome", "cook"], ["Bea", "Rome", "smith"], ["Cid", "Bern", "cook"], ["Dan", "Oslo", "pilot"]]
    where = {"ask": "Where does {name} live?", "answer": "town", **TOLD}
    for row, why in enumerate(["Ann is a cook.", "Bea is a smith.", "Cid is a cook.", "Dan is a pilot."]):
        for form in ({}, {"typed": True}):
            assert {why} == {item.why for item in items_of(source_of("name town job", rows, {**where, **form}), row)}


def test_of_several_right_answers_a_hint_is_shown_if_it_is_true_of_all_that_are_there() -> None:
    jobs = {"Ann": "cook", "Bea": "cook", "Cid": "smith", "Dan": "nurse", "Eve": "pilot", "Fay": "judge"}
    rows = [[name, "Rome" if name < "Dan" else "Oslo", job] for name, job in jobs.items()]
    items = items_of(source_of("name town job", rows, {**WHO, "choose": "all"}))
    for item in items:
        assert (("Ask the cook.",) if "Cid" not in keys(item) else ()) == item.hints
        assert ("Who lives in Rome?", "Ann is a cook.") == (item.stem, item.why)
    assert {("Ann", "Bea"), ("Ann", "Cid"), ("Ann", "Bea", "Cid")} == {tuple(sorted(keys(item))) for item in items}


def test_right_answers_that_may_be_the_same_are_not_shown_together() -> None:
    rows: Rows = [[["the Pacific", "Pacific", "Arctic"], "A"], *([sea, "B"] for sea in ("Baltic", "Aegean", "Caspian"))]
    source = source_of("sea side", rows, {"ask": "What is on {side}?", "answer": "sea", "choose": "all"})
    found = {tuple(sorted(keys(item))) for item in items_of(source)}
    assert {("Arctic", "the Pacific"), ("Arctic", "Pacific")} == found


def test_the_outsider_of_a_set_is_explained_first_and_no_hint_tells_of_the_row() -> None:
    items = items_of(source_of("name town job", LIVES, {**NOT, **TOLD}), 1)
    for item in items:
        (outsider,) = keys(item)
        job = {"Cid": "baker", "Dan": "pilot", "Eve": "nurse"}[outsider]
        assert ("Who does NOT live in ROME?", f"{outsider} is a {job}. Bea is a smith.") == (item.stem, item.why)
        assert ((), {"Ann", "Bea", outsider}) == (item.hints, {*texts(item)})


def test_rows_that_differ_in_letters_are_outsiders_if_letters_matter() -> None:
    rows = [["Co", "metal"], ["Fe", "metal"], ["CO", "METAL"], ["He", "gas"]]
    pattern = {"ask": "Which is no metal?", "answer": "name", "where": {"kind": "metal"}, "except": True}
    assert [2, 3] == [*source_of("name kind", rows, {**pattern, "exact": True}).rows]
    assert [3] == [*source_of("name kind", rows, pattern).rows]


SIZES: Rows = [
    ["Ann", ["x", "z"], 3, "cook"],
    ["ANN", "y", 1, "smith"],
    ["Bea", "y", 2, "baker"],
    ["Cid", "y", 3, "pilot"],
]


@pytest.mark.parametrize(
    ("form", "answers", "why", "hints"),
    [
        ({"most": "size"}, ["Cid"], "Cid is a pilot.", ("Ask the pilot.",)),
        ({"least": "size"}, ["ANN"], "ANN is a smith.", ("Ask the smith.",)),
        ({"order": "size"}, ["ANN", "Bea", "Cid"], "ANN is a smith. Bea is a baker. Cid is a pilot.", ()),
        (
            {"order": "size", "descending": True},
            ["Cid", "Bea", "ANN"],
            "Cid is a pilot. Bea is a baker. ANN is a smith.",
            (),
        ),
    ],
)
def test_rows_are_ranked_among_those_that_the_question_is_about(
    form: dict[str, object], answers: list[str], why: str, hints: tuple[str, ...]
) -> None:
    asked = {"ask": "Of {group}?", "answer": "name", **TOLD, **form}
    for item in items_of(source_of("name group size job", SIZES, asked), 2):
        assert ("Of y?", answers, why, hints) == (item.stem, keys(item), item.why, item.hints)
        assert ["ANN", "Bea", "Cid"] == sorted(texts(item))
    same = {"ask": "Of {group}?", "answer": "name", "hint": "Of {group} and {job}.", **form}
    rows = [[name, group, size, "cook"] for name, group, size, _ in SIZES]
    assert {("Of y and cook.",)} == {item.hints for item in items_of(source_of("name group size job", rows, same), 2)}


def test_each_prompt_has_the_answer_of_its_row_as_they_are_written_there() -> None:
    rows = [["Ann", "Rome", "cook"], ["Bea", "Bern", "smith"], ["ANN", "Lima", "baker"], ["Dan", "rome", "pilot"]]
    rows += [["Eve", "Riga", "nurse"], ["Fay", "Oslo", "judge"]]
    for asked, shown in (("name", "town"), ("town", "name")):
        for row in (2, 3):
            items = items_of(source_of("name town job", rows, {**MATCH, **TOLD, "answer": asked, "match": shown}), row)
            for item in items:
                pairs = list(zip(item.prompts, keys(item), strict=True))
                assert 4 == len(pairs) == len(item.options)
                told = [f"{cells[0]} is a {cells[2]}." for pair in pairs for cells in rows if {*pair} == {*cells[:2]}]
                assert (" ".join(told), "Match.", ()) == (item.why, item.stem, item.hints)
                assert {*rows[row][:2]} in [{*pair} for pair in pairs]


def test_pairs_are_those_that_the_question_is_about_and_a_hint_is_true_of_all_of_them() -> None:
    rows: Rows = [
        ["Ann", "Rome", "cook", ["x", "y"]],
        ["Bea", "Bern", "cook", "y"],
        ["Cid", "Oslo", "cook", "y"],
        ["Dan", "Riga", "cook", "x"],
        ["Eve", "Lima", "smith", ["x", "z"]],
    ]
    pattern = {**MATCH, "ask": "Of {group}?", "hint": ["A {job}.", "Of {group}."]}
    source = source_of("name town job group", rows, pattern)
    for item in items_of(source, 1):
        assert ("Of y?", {"Ann", "Bea", "Cid"}, ("A cook.", "Of y.")) == (item.stem, {*item.prompts}, item.hints)
    for item in items_of(source, 3):
        assert ("Of x?", {"Ann", "Dan", "Eve"}, ("Of x.",)) == (item.stem, {*item.prompts}, item.hints)


LETTERS: Rows = [[f"Name {name}", "Rome" if name < "C" else f"Town {name}"] for name in "ABCDEFGHIJKL"]


@pytest.mark.parametrize(
    ("pattern", "row", "prefer"),
    [
        ({"ask": "Who lives in {town}?", "answer": "name"}, 2, ("r2", "r3")),
        (ALL, 2, ("r2", "r3")),
        (NOT, 0, ("r0", "r3")),
    ],
)
def test_what_a_player_mixes_up_with_the_answer_is_offered_first(pattern: Pattern, row: int, prefer: MixedUp) -> None:
    source = source_of("name town", LETTERS, pattern)
    assert all("Name D" in texts(item) for item in items_of(source, row, [prefer]))
    assert not all("Name D" in texts(item) for item in items_of(source, row))


def test_what_a_player_mixes_up_with_the_answer_is_claimed_first() -> None:
    source = source_of("name town", LETTERS, {**CLAIM, "swap": "name"})
    stems = {item.stem for item in items_of(source, 2, [("r2", "r3")])}
    assert {"Name C lives in Town C.", "Name D lives in Town C."} == stems


def test_a_false_claim_names_a_value_of_a_row_that_is_like_it() -> None:
    rows = [[f"Name {name}", f"Town {name}", "north" if name < "D" else "south"] for name in "ABCDEF"]
    source = source_of("name town side", rows, CLAIM)
    assert {f"Name A lives in Town {name}." for name in "ABC"} == {item.stem for item in items_of(source)}


# --- pairs --------------------------------------------------------------------------------------


def matched(*rows: tuple[object, object], row: int = 0) -> set[frozenset[str]]:
    """Return which pairs are asked for together with that of a row, each as `prompt=answer`."""
    items = items_of(source_of("name town", [list(cells) for cells in rows], MATCH), row)
    return {
        frozenset(f"{prompt}={key}" for prompt, key in zip(item.prompts, keys(item), strict=True)) for item in items
    }


def test_rows_that_share_a_prompt_or_an_answer_are_never_together() -> None:
    others = [("X", ["x", "w"]), ("Y", "y"), ("Z", "z")]
    for rows in (
        [("A", "a"), ("B", "a")],
        [("A", "a"), ("A", "b")],
        [("A", ["a", "b"]), ("B", "b")],
        [(["A", "B"], "a"), ("B", "b")],
        [("A", ["a", "b"]), ("C", ["b", "c"]), ("D", ["c", "d"]), ("E", "d")],
        [(["A", "B"], "a"), (["B", "C"], "b"), (["C", "D"], "c"), ("D", "d")],
        [("E", "d"), ("A", ["a", "b"]), ("D", ["c", "d"]), ("C", ["b", "c"])],
        [("the Pacific", "a"), ("Pacific", "b")],
        [("A", "the Pacific"), ("B", "Pacific")],
    ):
        found = matched(*others, *rows)
        assert {"X=x", "X=w", "Y=y", "Z=z"} == {pair for pairs in found for pair in pairs if pair[0] in "XYZ"}
        assert {4} == {len(pairs) for pairs in found}
        asked = {pair for pairs in found for pair in pairs if pair[0] not in "XYZ"}
        assert len(rows) <= len(asked)
        assert all(len(pairs & asked) <= 1 for pairs in found)


def test_rows_that_share_nothing_are_together_though_others_do() -> None:
    chains = [("A", ["a", "b"]), ("B", ["b", "c"]), ("C", "c"), ("D", ["d", "e"]), ("E", ["e", "f"]), ("F", "f")]
    groups = ["ABC", "DEF", "GH"]
    for pairs in matched(*chains, ("G", ["g", "h"]), ("H", "h")):
        assert groups == sorted(group for pair in pairs for group in groups if pair[0] in group)
    seas = [("the Pacific", "a"), ("Pacific", "b"), ("the Baltic", "c"), ("Baltic", "d"), ("Arctic", "e")]
    for pairs in matched(*seas) | matched(*((answer, prompt) for prompt, answer in seas)):
        assert ["Arctic", "Baltic", "Pacific"] == sorted(
            sea for pair in pairs for sea in ("Arctic", "Baltic", "Pacific") if sea in pair
        )


def test_a_pair_of_a_row_with_an_empty_cell_is_not_asked_for() -> None:
    rows = [("A", "a"), ("B", []), ([], "c"), ("D", "d"), ("E", "e"), ("F", "f"), ("G", "g")]
    assert {"A=a", "D=d", "E=e", "F=f", "G=g"} == {pair for pairs in matched(*rows) for pair in pairs}


def test_numbers_are_matched_among_numbers_and_texts_among_texts() -> None:
    rows = [("A", "1"), ("B", "2"), ("C", ["3", "w"]), ("D", "x"), ("E", "y")]
    assert {frozenset(["A=1", "B=2", "C=3"])} == matched(*rows)
    assert {frozenset(["C=w", "D=x", "E=y"])} == matched(*rows, row=3)


def test_a_pair_that_may_be_asked_about_is_not_shown_but_keeps_others_apart() -> None:
    rows = [["A", "a", "May 1999"], ["B", "b", "May 1999"], ["A", "b", "5 May 1999"]]
    rows += [[name, name.lower(), "May 1999"] for name in "CDEF"]
    source = source_of("name town date", rows, {**MATCH, "ask": "What of {date}?"})
    for item in items_of(source):
        assert ("A", "a") in zip(item.prompts, keys(item), strict=True)
        assert ("What of May 1999?", {"b"}) == (item.stem, {"b"} - {*keys(item)})
    source = source_of("name town date", rows, {**MATCH, "where": {"date": "May 1999"}})
    assert all({"B", "b"}.isdisjoint({*item.prompts, *keys(item)}) for item in items_of(source))


# --- what is known once it is answered ----------------------------------------------------------

Known = set[tuple[tuple[object, ...], str, bool]]


def known(source: PatternSource, row: int = 0) -> list[Known]:
    """Return what is known after the item of a row, for each seed."""
    return [{*source.form.known(Answered(item, source.pattern, source.table, row))} for item in items_of(source, row)]


def test_a_statement_says_no_more_than_it_says() -> None:
    assert all(found == set() for found in known(source_of("name town job", LIVES, CLAIM), 2))


def test_options_are_known_to_belong_or_not() -> None:
    rows: Rows = [["Ann", "Rome"], ["Bea", "Rome"], ["Cid", "Oslo"], ["Dan", []]]
    in_rome, in_oslo = (("name",), frozenset([("town", "rome")])), (("name",), frozenset([("town", "oslo")]))
    belongs: Known = {(in_rome, "Ann", True), (in_rome, "Bea", True), (in_rome, "Cid", False)}
    assert all(belongs - {(in_rome, "Cid", False)} <= found for found in known(source_of("name town", rows, ALL)))
    assert all(found == belongs for found in known(source_of("name town", rows[:3], NOT)))
    who = {"ask": "Who lives in {town}?", "answer": "name"}
    told: Known = {(in_oslo, "Cid", True), (in_oslo, "Ann", False), (in_oslo, "Bea", False)}
    assert all(found == told for found in known(source_of("name town", rows[:3], who), 2))
    assert [{(in_oslo, "Cid", True)}] * len(SEEDS) == known(source_of("name town", rows, {**who, "typed": True}), 2)


def test_after_ranking_it_is_known_which_things_have_that_rank() -> None:
    rows = [["Ann", 1], ["Bea", 2], ["Cid", 3]]
    ranked: Known = {(("size",), name, True) for name in ("Ann", "Bea", "Cid")}
    assert all(found == ranked for found in known(source_of("name size", rows, ORDER)))
    assert all(found == {(("size",), "Cid", True)} for found in known(source_of("name size", rows, MOST)))


def test_after_matching_pairs_are_known_in_both_directions_unless_the_answer_is_a_phrase() -> None:
    rows = [["Ann", "Rome"], ["Bea", "Bern"], ["Cid", "Oslo"]]
    lives: Known = {((("town",), frozenset([("name", name.lower())])), town, True) for name, town in rows}
    holds: Known = {((("name",), frozenset([("town", town.lower())])), name, True) for name, town in rows}
    assert all(found == lives | holds for found in known(source_of("name town", rows, MATCH)))
    more = [[name, town, "north"] for name, town in rows]
    phrase = {**MATCH, "answer": "{town} in the {side}"}
    told: Known = {
        ((("town", "side"), frozenset([("name", name.lower())])), f"{town} in the north", True) for name, town in rows
    }
    assert all(found == told for found in known(source_of("name town side", more, phrase)))


# --- why an option is right or wrong ------------------------------------------------------------

CODES: Rows = [["one", "```\na = 1\n```"], ["two", "a = 2"], ["three", "a = 3"]]
GIVES: Pattern = {"claim": "{name} is {code}.", "swap": "code"}


def false_claims(columns: str, rows: Rows, pattern: Pattern, row: int = 0) -> dict[str, str]:
    """Return the false claims about a row, each with the reason of its right answer, "False"."""
    source = source_of(columns, rows, pattern)
    items = [item for item in items_of(source, row) if item.keys == ("false",)]
    assert {""} == {source.reasons(item)[0] for item in items}
    return {item.stem: source.reasons(item)[1] for item in items}


def test_a_claim_says_what_is_right_in_place_of_code() -> None:
    has_code = "swapped: code is\n\n    a = 1"
    assert {"one is a = 2.": has_code, "one is a = 3.": has_code} == false_claims("name code", CODES, GIVES)
    shows_code = {"two is\n\n    a = 1": "swapped: code is a = 2", "two is a = 3.": "a = 3 instead of a = 2"}
    assert shows_code == false_claims("name code", CODES, GIVES, 1)


@pytest.mark.parametrize("claim", ["In {town} on the {river}.", "On the {river} in {town}."])
def test_a_claim_that_shows_another_value_of_a_list_says_what_is_right(claim: str) -> None:
    rows: Rows = [["Rome", ["Tiber", "Aniene"]], ["Oslo", "Aker"], ["Bern", "Aare"]]
    found = false_claims("town river", rows, {"claim": claim, "swap": "town"})
    stated = {(town, river) for town in ("Oslo", "Bern") for river in ("Tiber", "Aniene")}
    assert found == {
        claim.format(town=town, river=river): f"{town} instead of Rome" if river == "Tiber" else "swapped: town is Rome"
        for town, river in stated
    }


def test_that_only_one_is_right_stands_below_code() -> None:
    source = source_of("name code", CODES, {"ask": "What gives {code}?", "answer": "name", "choose": "all"})
    assert {"What gives\n\n    a = 1\n\nOnly one is right."} == {item.stem for item in items_of(source)}
    assert {"What gives a = 2? Only one is right."} == {item.stem for item in items_of(source, 1)}


def test_an_answer_that_is_matched_with_code_is_told_with_it() -> None:
    source = source_of("name code", CODES, {"ask": "Match.", "answer": "name", "match": "code"})
    for item in items_of(source):
        found = dict(zip(texts(item), source.reasons(item), strict=True))
        assert {"one": "code:\n\n    a = 1", "two": "code: a = 2", "three": "code: a = 3"} == found


@pytest.mark.parametrize(
    ("exact", "also", "expected"),
    [
        ([], "seven", "typed, also seven"),
        (["name"], [], "typed"),
        (["name"], "ph", "typed, also ph"),
        ([], [], "typed"),
    ],
)
def test_a_typed_answer_is_told_with_its_other_names(exact: list[str], also: object, expected: str) -> None:
    rows: Rows = [["acidity", {"value": "pH", "also": also}], ["energy", "J"], ["work", "W"]]
    pattern = {"ask": "What stands for {what}?", "answer": "name", "typed": True}
    source = source_of("what name", rows, pattern, exact=exact)
    assert {(expected,)} == {source.reasons(item) for item in items_of(source)}


@pytest.mark.parametrize(
    ("of_pattern", "of_table"),
    [({"exact": True}, {}), ({}, {"exact": ["size"]}), ({"exact": True}, {"exact": ["size"]})],
)
def test_a_number_in_which_every_character_matters_has_no_tolerance(
    of_pattern: dict[str, object], of_table: dict[str, object]
) -> None:
    pattern = {"ask": "How large is {name}?", "answer": "size", "typed": True, "within": 5, **of_pattern}
    table = {"columns": ["name", "size"], "rows": [["Ann", 1], ["Bea", 2]], "questions": {"q": pattern}, **of_table}
    text = json.dumps({"id": "b", "tables": {"t": table}})
    (error,) = decode(text.encode(), "b").errors
    assert ("B206", "`within` cannot be combined with `exact`") == (error.code, error.message)
    assert "delete one of the two" == error.help
    assert text.startswith('"within"', error.span.column - 1)


def test_a_typed_number_of_a_question_has_no_tolerance_if_every_character_matters() -> None:
    text = "questions: {q: {ask: How many?, answer: 20, typed: true, within: 2, exact: true}}"
    (error,) = decode(text.encode(), "b").errors
    assert ("B206", "`within` cannot be combined with `exact`") == (error.code, error.message)
