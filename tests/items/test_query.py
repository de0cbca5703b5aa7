"""What is right, and what may be, among all rows of a table: by the program's lookup, and row by row."""

from collections.abc import Collection, Sequence
from itertools import product

from hypothesis import example, given, settings
from hypothesis import strategies as st

from quiz.items.columns import Column
from quiz.items.draw import Draw
from quiz.items.query import Query

SETTINGS = settings(max_examples=150, deadline=None, derandomize=True)
CLASSES = 4
Cells = list[tuple[int, ...]]


def column(cells: Cells, clashing: Collection[tuple[int, int]] = ()) -> Column:
    """Make a column of classes, of which some pairs may be the same."""
    holding = [[row for row, cell in enumerate(cells) if class_ in cell] for class_ in range(CLASSES)]
    single = all(len(cell) == 1 for cell in cells)
    either = {pair for one, other in clashing for pair in ((one, other), (other, one)) if one != other}
    return Column(
        cells=cells,
        texts=[str(class_) for class_ in range(CLASSES)],
        ids=[str(class_) for class_ in range(CLASSES)],
        ranks=[None] * CLASSES,
        holders=[rows[0] if len(rows) == 1 else -1 for rows in holding],
        class_of={},
        siblings=CLASSES,
        used=range(CLASSES),
        decoys=(),
        single=single,
        numeric=False,
        mixed=False,
        tells_rows_apart=single and len(set(cells)) == len(cells),
        clashes={one: frozenset(b for a, b in either if a == one) for one, _ in either},
    )


def rows_of(found: Column) -> list[list[int]]:
    return [[row for row, cell in enumerate(found.cells) if class_ in cell] for class_ in range(CLASSES)]


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[Column], Column, list[int], list[int]]:
    """Draw columns that a stem shows, one that is asked for, and the rows that meet or may meet a condition."""
    height = draw(st.integers(1, 5))
    classes = st.integers(0, CLASSES - 1)
    several = st.lists(classes, max_size=2, unique=True).map(tuple)
    cell = draw(st.sampled_from([st.tuples(classes), st.tuples(classes), several]))
    clashing = draw(st.sampled_from([st.just(set()), st.sets(st.tuples(classes, classes), max_size=2)]))
    columns = st.builds(column, st.lists(cell, min_size=height, max_size=height), clashing)
    apart = st.permutations(range(CLASSES)).map(lambda order: column([(c,) for c in order[:height]]))
    bound = draw(st.lists(columns | apart if height <= CLASSES else columns, max_size=2))
    meets = draw(st.lists(st.sampled_from([True, True, True, None, False]), min_size=height, max_size=height))
    rows = [row for row, is_met in enumerate(meets) if is_met]
    return bound, draw(columns), rows, [row for row, is_met in enumerate(meets) if is_met is None]


def one_table(
    bound: Sequence[Cells],
    answers: Cells,
    rows: Sequence[int] = (0, 1, 2),
    perhaps: Sequence[int] = (),
    clashing: Collection[tuple[int, int]] = (),
    clashing_answers: Collection[tuple[int, int]] = (),
) -> tuple[list[Column], Column, list[int], list[int]]:
    return [column(cells, clashing) for cells in bound], column(answers, clashing_answers), list(rows), list(perhaps)


@SETTINGS
@given(tables(), st.booleans())
@example(one_table([[(0,), (0,), (1,)]], [(0,), (1,), (0,)]), True)
@example(one_table([[(0,), (0,), (1,)], [(0,), (1,), (1,)]], [(0,), (1,), (0,)]), True)
@example(one_table([[(0,), (0,), (0,)]], [(0,), (0,), (1,)]), True)
@example(one_table([[(0,), (0,), (1,)], [(0,), (1,), (1,)]], [(0,), (1,), (0,)]), False)
@example(one_table([[(0,), (0,), (1,)], [(2,), (1,), (2,)]], [(0,), (1,), (2,)], rows=[0, 2]), False)
@example(one_table([[(0,), (1,), (2,)], [(0,), (1,), (1,)]], [(0,), (1,), (2,)], rows=[1, 2]), False)
@example(one_table([[(0,), (0,), (1,)]], [(0,), (1,), (2,)], rows=[1, 2]), True)
@example(one_table([[(0,), (1,), (1,)]], [(0,), (1,), (2,)], rows=[1, 2]), True)
@example(one_table([[(0,), (0,), (1,)]], [(0,), (1,), (2,)], rows=[0, 2], perhaps=[1]), False)
@example(one_table([[(0,), (0,), (1,)]], [(0,), (1,), (2,)], clashing_answers=[(1, 2)]), False)
@example(one_table([[(0,), (0,), (1,)]], [(0,), (1,), (2,)], clashing=[(0, 1)]), False)
@example(one_table([[(0, 1), (0,), (1,)], [(0,), (0,), (0,)]], [(0,), (1,), (2,)]), False)
def test_right_is_what_any_row_that_matches_gives(
    table: tuple[list[Column], Column, list[int], list[int]], is_gathered: bool
) -> None:
    bound, answers, rows, perhaps = table
    query = Query(bound, answers, rows, perhaps, rows_of)
    if is_gathered:
        query.gather()
    every = range(len(answers.cells))

    def may_be(one: Column, class_: int) -> set[int]:
        return {class_, *one.clashes.get(class_, ())}

    assert query.is_certain == (not perhaps and not any(one.clashes for one in (answers, *bound)))
    for row in every:
        shown = query.shown(row, Draw("1"))
        if shown is None:
            assert not all(one.cells[row] for one in bound)
            continue
        assert shown in set(product(*(one.cells[row] for one in bound)))
        members = [r for r in rows if all(c in one.cells[r] for one, c in zip(bound, shown, strict=True))]
        possible = [
            r
            for r in every
            if (r in rows or r in perhaps)
            and all(not may_be(one, c).isdisjoint(one.cells[r]) for one, c in zip(bound, shown, strict=True))
        ]
        right = {class_ for r in members for class_ in answers.cells[r]}
        shut = {other for r in possible for class_ in answers.cells[r] for other in may_be(answers, class_)}

        assert members == sorted(query.members(shown))
        assert possible == sorted(query.possible(shown))
        assert right == set(query.right(shown))
        assert shut == set(query.shut(shown))
        if query.right_of is not None:
            assert right == set(query.right_of[row])
        if query.single is not None:
            assert shown == query.single[row]
    if is_gathered and bound and all(one.single for one in bound):
        assert query.single is not None
        assert query.right_of is not None


def test_of_several_values_of_a_cell_any_one_is_shown() -> None:
    query = Query([column([(0, 1), (2, 3)])], column([(0,), (1,)]), [0, 1], [], rows_of)

    assert {(0,), (1,)} == {query.shown(0, Draw(str(seed))) for seed in range(20)}


def test_what_was_asked_before_is_not_looked_up_again() -> None:
    looked_up: list[Column] = []

    def counted(found: Column) -> list[list[int]]:
        looked_up.append(found)
        return rows_of(found)

    bound = column([(0,), (0,), (1,), (1,)])
    query = Query([bound], column([(0,), (1,), (0,), (2,)], [(0, 1)]), [0, 1, 2], [3], counted)
    for class_, right, shut in ((0, {0, 1}, {0, 1}), (1, {0}, {0, 1, 2})):
        for times in range(2):
            before = len(looked_up)
            assert (right, shut) == (query.right((class_,)), query.shut((class_,)))
            assert (len(looked_up) > before) is (times == 0)


def test_a_row_that_alone_has_what_is_shown_is_found_without_the_rows_of_a_whole_column() -> None:
    def refused(found: Column) -> list[list[int]]:
        raise AssertionError(found)

    bound = [column([(0,), (1,), (0,)]), column([(0,), (0,), (1,)])]
    query = Query(bound, column([(0,), (1,), (2,)]), [0, 1, 2], [], refused)
    assert [1] == query.members((1, 0))
    assert [2] == query.members((0, 1))
    assert [] == query.members((1, 1))
    assert [0] == Query([column([(0,), (1,), (1,)])], column([(0,), (1,), (2,)]), [0, 1], [], refused).members((0,))
