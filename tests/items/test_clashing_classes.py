"""Which values of a column may be the same, by all their names, compared with a look at every pair."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from quiz.bank.model import Value
from quiz.items.columns import prepare_column
from quiz.values.columns import read_column
from quiz.values.relations import canonical, maybe_same
from tests.values.made_up import dates, ranges, texts, values

#: Texts, many of which may be the same as another one.
NEAR = (
    "5",
    "5.0",
    "1,000",
    "1.000",
    "1000",
    "36–38",
    "37",
    "1960s",
    "1969",
    "July 1969",
    "20 July 1969",
    "the US",
    "US",
)
names = st.sampled_from(NEAR) | st.sampled_from(("14", "AD 14", "03/04/2020", "3 April 2020", "7 km", "7000 m")) | texts
names |= values | dates | ranges


@settings(max_examples=120, deadline=None)
@given(st.lists(st.tuples(names, st.lists(names, max_size=2)), min_size=1, max_size=7))
@example([("5", ["36–38"]), ("37", []), ("90", [])])
@example([("1980", ["1960s"]), ("1969", []), ("1990", [])])
@example([("39000", ["38.000"]), ("38", []), ("38000", [])])
@example([("US", []), ("United States", ["U.S."]), ("the United States", [])])
@example([("20 July 1969", []), ("x", ["July 1969"]), ("21 July 1969", [])])
def test_classes_clash_if_their_names_may_be_the_same(rows: list[tuple[str, list[str]]]) -> None:
    flat = [text for text, _ in rows]
    read = read_column(flat)
    ids = [f"r{number}" for number in range(len(rows))]
    cells = [(Value(text, tuple(also)),) for text, also in rows]
    column = prepare_column(cells, ids, (), read=read, texts=flat, distinct=len({*flat}))

    named: dict[int, dict[str, str]] = {}  # class -> form -> name
    for (class_,), (text, also) in zip(column.cells, rows, strict=True):
        for name in (text, *also):
            named.setdefault(class_, {}).setdefault(canonical(name, read.reading), name)
    expected: dict[int, set[int]] = {}
    for own, own_names in named.items():
        known = [*own_names.values()]
        for name in known:
            for other, forms in named.items():
                for one in forms.values() if other != own else ():
                    if name != one and maybe_same(name, one, read.reading):
                        expected.setdefault(own, set()).add(other)
                        known += [another for another in forms.values() if another not in (one, *known)]

    assert expected == {own: {*others} for own, others in column.clashes.items()}
