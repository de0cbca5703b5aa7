"""A table as a pattern asks about it: which rows match for certain, which may, and what they answer."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import product
from typing import NamedTuple

from trials.prover.bank import Row, Table, Value, as_list
from trials.prover.columns import Column
from trials.prover.filling import filled, names_in, pieces, plain

__all__ = ["Answer", "Facts", "Query"]

#: Column -> the text that the stem shows of it.
Query = Mapping[str, str]


class Answer(NamedTuple):
    """An answer as it is shown, and the cells that it is made of."""

    text: str
    cells: Query


class Facts:
    """A table, asked by one of its patterns."""

    def __init__(self, table: Table, name: str, language: str) -> None:
        self.table, self.keys = table, table.patterns[name]
        is_exact = self.keys.get("exact") == "true"
        self.columns = {
            column: Column(
                (value.text for row in table.rows for value in row[column]),
                is_exact=is_exact or column in table.exact,
                kind=table.kinds.get(column, ""),
                language=language,
            )
            for column in table.rows[0]
        }
        self.names = cache(self._all_names)
        self._groups = cache(self._all_groups)
        self._reach = cache(self._all_that_it_may_be)
        self._read: dict[str, Sequence[Answer]] = {}
        self._answers: dict[int, Sequence[Answer]] = {}
        self.may = cache(self._may_be_the_same)
        self._is = cache(self._is_surely)
        said = self.keys.get("answer", self.keys.get("swap", ""))
        self.answer = said if "{" in said else f"{{{said}}}"
        self.answer_columns = names_in(self.answer)
        self._phrases_of = name
        is_exact = is_exact or any(column in table.exact for column in self.answer_columns)
        self._phrases = Column((), is_exact=is_exact, kind="text")  # compared as texts, and then cell by cell

    def texts(self, column: str) -> list[str]:
        """Return what is in a column."""
        return [value.text for row in self.table.rows for value in row[column]]

    def queries(self, template: str, stem: str, swap: str = "") -> list[Query]:
        """Return what a stem may show, each once: the cells of one row, but any cell of the column `swap`."""
        found = (query for row in self.table.rows for query in filled(template, stem, partial(_cells_of, row, swap)))
        return _distinct(found)

    def _all_names(self, column: str, text: str) -> frozenset[str]:
        """Return a text of a column, and all other names that the table has for it."""
        known: frozenset[str] = frozenset()
        found = frozenset((text,))
        while found != known:  # another name may have other names in another row
            known = found
            values = [value.names for value in self._values(column) if self._is_one_of(column, value.names, known)]
            found = known.union(*values)
        return found

    def _values(self, column: str) -> list[Value]:
        return [value for row in self.table.rows for value in row[column]] + [*self.table.others.get(column, ())]

    def _is_one_of(self, column: str, names: Iterable[str], known: Iterable[str]) -> bool:
        return any(self.columns[column].same(one, other) for one in names for other in known)

    def _all_that_it_may_be(self, column: str, text: str) -> Sequence[str]:
        """Return all names that a text may have: if it may be a value by one name, the others of that, too."""
        found = [*self.names(column, text)]
        for name, group in ((name, group) for name in found for group in self._groups(column)):
            for one in (one for one in group if self._only_may(column, name, one)):
                found += group.difference(found, (one,))
        return found

    def _only_may(self, column: str, one: str, other: str) -> bool:
        """Return whether two texts may be the same, but not certainly."""
        return self.columns[column].may(one, other) and not self.columns[column].same(one, other)

    def _all_groups(self, column: str) -> Iterable[frozenset[str]]:
        """Return the names of each value that has several."""
        return {self.names(column, value.text) for value in self._values(column) if len(value.names) > 1}

    def _may_be_the_same(self, column: str, one: str, other: str) -> bool:
        """Return whether two texts of a column may be the same, by any of their names."""
        pairs = product(self._reach(column, one), self.names(column, other))
        return any(self.columns[column].may(a, b) for a, b in pairs)

    def _is_surely(self, column: str, one: str, other: str) -> bool:
        return any(self.columns[column].same(one, name) for name in self.names(column, other))

    def has(self, row: Row, column: str, text: str) -> bool:
        """Return whether a row certainly has a value."""
        return any(self._is(column, own.text, text) for own in row[column])

    def may_have(self, row: Row, column: str, text: str) -> bool:
        """Return whether a row may have a value."""
        return any(self.may(column, value.text, text) for value in row[column])

    def matches(self, row: Row, query: Query, test: Callable[[Row, str, str], bool]) -> bool:
        """Return whether a row has what the stem shows and what `where` says, by `has` or `may_have`."""
        where = self.keys.get("where", {})
        return all(test(row, column, text) for column, text in query.items()) and all(
            any(test(row, column, text) for text in as_list(texts)) for column, texts in where.items()
        )

    def surely(self, query: Query) -> list[Row]:
        """Return the rows that match a query."""
        return [row for row in self.table.rows if self.matches(row, query, self.has)]

    def perhaps(self, query: Query) -> list[Row]:
        """Return the rows that may match a query."""
        return [row for row in self.table.rows if self.matches(row, query, self.may_have)]

    def answers(self, row: Row) -> Sequence[Answer]:
        """Return the answers of a row."""
        if id(row) not in self._answers:
            self._answers[id(row)] = list(self._answers_of(row))
        return self._answers[id(row)]

    def _answers_of(self, row: Row) -> Iterator[Answer]:
        parts = pieces(self.answer)
        columns = list(dict.fromkeys(parts[1::2]))
        for values in product(*(row[column] for column in columns)):
            cells = {column: value.text for column, value in zip(columns, values, strict=True)}
            yield Answer("".join(cells[p] if i % 2 else p for i, p in enumerate(parts)), cells)

    def read(self, text: str) -> Sequence[Answer]:
        """Return every way to read an option: as the answer of a row, or as texts between the phrase's words."""
        if text not in self._read:
            cells = list(filled(self.answer, text, self.texts))
            if not cells and len(set(self.answer_columns)) == 1:
                cells = list(filled(self.answer, text, lambda _: None))
            self._read[text] = [Answer(text, one) for one in _distinct(cells)] or [Answer(text, {})]
        return self._read[text]

    def may_be(self, text: str, answer: Answer) -> bool:
        """Return whether an option may be the same as an answer."""
        if self._phrases.may(text, answer.text):
            return True
        return any(
            one.cells.keys() == answer.cells.keys() and one.cells != {}
            and all(self.may(column, cell, answer.cells[column]) for column, cell in one.cells.items())
            for one in self.read(text)
        )  # fmt: skip

    def is_answer(self, text: str, rows: Iterable[Row]) -> bool:
        """Return whether an option is certainly an answer of one of the rows."""
        return any(
            all(self.has(row, column, cell) for column, cell in one.cells.items())
            for row in rows
            for one in self.read(text)
            if one.cells
        )

    def may_answer(self, text: str, rows: Iterable[Row]) -> bool:
        """Return whether an option may be an answer of one of the rows."""
        return any(self.may_be(text, answer) for row in rows for answer in self.answers(row))

    def is_known(self, text: str, key: str) -> bool:
        """Return whether an option comes from an allowed place: not from the rows if the table is open."""
        if self._is_among(text, self.table.decoys) or self._is_near(text, key):
            return True
        if self.table.is_open:
            return False
        return self._is_among(text, self.table.others) or any(self._is_of_rows(one.cells) for one in self.read(text))

    def _is_among(self, text: str, values: Mapping[str, Sequence[Value]]) -> bool:
        if any(text == plain(value.text) for value in values.get(self._phrases_of, ())):
            return True
        column = self.answer_columns[0]  # a phrase of one column has its decoys, too
        offered = [value.text for value in values.get(column, ())]
        return len(set(self.answer_columns)) == 1 and any(filled(self.answer, text, lambda _: offered))

    def _is_of_rows(self, cells: Query) -> bool:
        return bool(cells) and all(cell in self.texts(column) for column, cell in cells.items())

    def _is_near(self, text: str, key: str) -> bool:
        near = self.keys.get("near")
        return near is not None and any(
            self.columns[column].is_near(cell, other.cells[column], near)
            for one, other in product(self.read(text), self.read(key))
            for column, cell in one.cells.items()
            if column in other.cells
        )


def _distinct(queries: Iterable[Query]) -> list[Query]:
    return [dict(pairs) for pairs in dict.fromkeys(tuple(query.items()) for query in queries)]


def _cells_of(row: Row, swap: str, column: str) -> list[str] | None:
    return None if column == swap else [value.text for value in row[column]]
