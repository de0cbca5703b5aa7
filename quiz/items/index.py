"""A table prepared for generation. Everything is built once, and only when asked for."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, product
from operator import itemgetter

from quiz.bank.model import Cell, Pattern, Row, Table, Value
from quiz.bank.readings import Readings
from quiz.bank.template import Template
from quiz.items.columns import UNREAD, Column, Frame, phrase_name, prepare_column
from quiz.text import CODE, has_lines, is_english, listed
from quiz.values.clashes import MOST_PAIRS
from quiz.values.columns import ColumnValues
from quiz.values.readings import EXACT_READING

# The parts of a row and of a value; quicker than access by name.
_row_id, _row_cells = itemgetter(Row._fields.index("id")), itemgetter(Row._fields.index("cells"))
_text = itemgetter(Value._fields.index("text"))


class TableIndex:
    """A table: its columns, in which values that say the same are one class, and the rows that share cells.

    `language` is that of the bank. A column is vague, so that it proves nothing, if finding out which of its values may
    be the same would take more than `most_pairs` comparisons.
    """

    def __init__(self, table: Table, language: str = "", most_pairs: int = MOST_PAIRS) -> None:
        self.table = table
        self._language = language
        self._most_pairs = most_pairs
        self._readings = Readings(language, table.kinds, table.exact)
        self.row_ids = list(map(_row_id, table.rows))
        self._columns: dict[str, Column] = {}
        self._texts: dict[str, list[str]] = {}
        self._texts_of: dict[tuple[str, ...], Sequence[tuple[str, ...]]] = {}
        self._one_value: dict[str, bool] = {}
        self._with_lines: dict[str, bool] = {}
        self._counts: dict[str, int] = {}
        self._alike: tuple[Column, ...] | None = None
        self._rows_of: dict[int, list[list[int]]] = {}

    @cached_property
    def _cells(self) -> list[Sequence[Cell]]:
        """The cells column by column."""
        return list(zip(*map(_row_cells, self.table.rows), strict=True)) or [()] * len(self.table.columns)

    def cells(self, name: str) -> Sequence[Cell]:
        """Return the cells of a column, row by row."""
        return self._cells[self.table.position(name)]

    def column(self, name: str, *, exact: bool = False) -> Column:
        """Return a column of the table, with its decoys.

        It is exact, so that every character matters, if `exact` is set or the table says so.
        """
        key = f"exact {name}" if exact and name not in self.table.exact else name
        if key not in self._columns:
            self._columns[key] = self._prepared(name, self.table.decoys.get(name, ()), exact=exact)
        return self._columns[key]

    def _prepared(self, name: str, decoys: Cell, confusions: Cell = (), *, exact: bool) -> Column:
        read, texts = self.read(name, exact=exact), self._flat(name)
        return prepare_column(
            *(self.cells(name), self.row_ids, decoys, (*self._confusions(name), *confusions)),
            read=read,
            texts=texts,
            distinct=self._distinct(name) if self.has_one_value(name) else 0,
            most_pairs=self._most_pairs,
        )

    def read(self, name: str, *, exact: bool = False) -> ColumnValues:
        """Read all values of a column, one after the other."""
        return self._readings.read(name, self._flat(name), exact=exact)

    def _flat(self, name: str) -> Sequence[str]:
        if self.has_one_value(name):
            return self.texts(name)
        return [value.text for cell in self.cells(name) for value in cell]

    def _confusions(self, column: str) -> Cell:
        """Return the values of a column that rows are confused with."""
        return tuple(self._all_confusions.get(column, ()))

    @cached_property
    def _all_confusions(self) -> Mapping[str, Sequence[Value]]:
        found: dict[str, list[Value]] = {}
        for confusion in self.table.confuse.values():
            for name, cell in confusion.values:
                found.setdefault(name, []).extend(cell)
        return found

    def confused(self, pattern: Pattern, answers: Column) -> Mapping[int, Sequence[int]]:
        """Return row -> the answers to a pattern that the row is confused with."""
        template = pattern.answer
        found = {}
        places = {id_: row for row, id_ in enumerate(self.row_ids)} if self.table.confuse else {}
        column = template.slots[0].column if len(template.slots) == 1 else ""
        for id_, confusion in self.table.confuse.items():
            cells = [answers.cells[places[other]] for other in confusion.rows]
            own = {pattern.id} - {*self.table.columns} | {column}
            texts = [value.text for name, cell in confusion.values if name in own for value in cell]
            classes = [class_ for cell in cells for class_ in cell]
            named = (answers.class_named(answers.frame.bare(text)) for text in texts)
            classes += [class_ for class_ in named if class_ is not None]
            found[places[id_]] = [*dict.fromkeys(classes)]
        return found

    def answers(self, pattern: Pattern) -> Column:
        """Return the column that the answers to a pattern are drawn from: a column, or a phrase of several."""
        template, decoys, exact = pattern.answer, pattern.decoys, pattern.exact
        confusions = self._confusions(pattern.id) if pattern.id not in self.table.columns else ()
        if len(template.slots) == 1 and template.texts == ("", "") and not (decoys or confusions):
            return self.column(template.slots[0].column, exact=exact)
        others = "\n".join(value.text for value in confusions)
        key = "\n".join(("exact" if exact else "", template.raw, *(value.text for value in decoys), "", others))
        if key not in self._columns:
            if len(template.slots) == 1:
                self._columns[key] = self._framed(template, decoys, confusions, exact=exact)
            else:
                self._columns[key] = self._phrases(template, decoys, confusions, exact=exact)
        return self._columns[key]

    def whys(self, pattern: Pattern) -> Mapping[str, str]:
        """Return the text of a decoy or a confusion -> its feedback, if it has any."""
        column = pattern.answer.slots[0].column if len(pattern.answer.slots) == 1 else ""
        own = [
            self.table.decoys.get(column, ()),
            pattern.decoys,
            self._confusions(column),
            self._confusions(pattern.id),
        ]
        explained = [value for value in chain.from_iterable(own) if value.why]
        frame = Frame(*pattern.answer.texts) if column else Frame()
        return {text: value.why for value in explained for text in (value.text, frame.filled(frame.bare(value.text)))}

    def _framed(self, template: Template, decoys: Cell, confusions: Cell, *, exact: bool) -> Column:
        """Return a column with words around its texts, so that `{count} members` still counts as a number.

        Its decoys are those of the phrase and those of the column.
        """
        name, frame = template.slots[0].column, Frame(*template.texts)
        bare = [Value(frame.bare(decoy.text), tuple(map(frame.bare, decoy.also))) for decoy in decoys]
        as_typed = {value.text: decoy.text for value, decoy in zip(bare, decoys, strict=True)}
        every = (*self.table.decoys.get(name, ()), *bare)
        others = tuple(Value(frame.bare(one.text), tuple(map(frame.bare, one.also))) for one in confusions)
        return self._prepared(name, every, others, exact=exact).framed(frame, as_typed)

    def _phrases(self, template: Template, decoys: Cell, confusions: Cell, *, exact: bool) -> Column:
        """Return the phrases of several columns, each also named by the classes of its parts.

        So two phrases are the same if their parts are the same, however these are written, and clash if their parts
        clash.
        """
        parts_of = {value.text: tuple(_parts(template, value.text)) for value in (*decoys, *confusions)}
        columns = [self._with_parts(name, parts_of.values(), exact=exact) for name in template.columns]
        cells = [self._readings_of(template, columns, row.cells) for row in self.table.rows]
        decoys, confusions = (
            tuple(
                one._replace(also=(*one.also, *(_phrase(columns, parts) for parts in parts_of[one.text])))
                for one in others
            )
            for others in (decoys, confusions)
        )
        are_exact = any(column.reading.exact for column in columns)  # the others are compared part by part
        read = ColumnValues(EXACT_READING, ()) if are_exact else UNREAD
        clashes = [column.clashes for column in columns]
        found = prepare_column(
            *(cells, self.row_ids, decoys, confusions), read=read, parts=clashes, most_pairs=self._most_pairs
        )
        return found._replace(vague=True) if any(column.vague for column in columns) else found

    def _with_parts(self, name: str, phrases: Iterable[Sequence[Mapping[str, str]]], *, exact: bool) -> Column:
        """Return a column of a phrase, with the values of other phrases in its place."""
        others = dict.fromkeys(parts[name] for found in phrases for parts in found)
        if not others:
            return self.column(name, exact=exact)
        return self._prepared(name, self.table.decoys.get(name, ()), tuple(map(Value, others)), exact=exact)

    def _readings_of(self, template: Template, columns: Sequence[Column], cells: tuple[Cell, ...]) -> Cell:
        """Return every reading of a phrase of a row."""
        names = template.columns
        values = [[value.text for value in cells[self.table.position(name)]] for name in names]
        found = []
        for texts in product(*values):
            parts = dict(zip(names, texts, strict=True))
            found.append(Value(template.fill(parts), (_phrase(columns, parts),)))
        return tuple(found)

    def texts(self, name: str) -> list[str]:
        """Return the texts of a column's cells, row by row; the values of a list are joined as in a sentence."""
        if name not in self._texts:
            cells = self.cells(name)
            if self.has_one_value(name):
                self._texts[name] = list(map(_text, map(itemgetter(0), cells)))
            else:
                self._texts[name] = [listed_values([value.text for value in cell], self._language) for cell in cells]
        return self._texts[name]

    def has_lines(self, name: str) -> bool:
        """Return whether a cell of a column has paragraphs or code."""
        if name not in self._with_lines:
            joined = "\t".join(self.texts(name))
            self._with_lines[name] = ("\n" in joined or CODE in joined) and any(map(has_lines, self.texts(name)))
        return self._with_lines[name]

    def _distinct(self, name: str) -> int:
        """Return how many different texts the cells of a column have."""
        if name not in self._counts:
            self._counts[name] = len(set(self.texts(name)))
        return self._counts[name]

    def texts_of(self, names: tuple[str, ...]) -> Sequence[str | tuple[str, ...]]:
        """Return what fills a template with `%`, row by row: the text of one column, or the texts of several."""
        if len(names) == 1:
            return self.texts(names[0])
        if names not in self._texts_of:
            columns = map(self.texts, names)
            self._texts_of[names] = list(zip(*columns, strict=True)) if names else [()] * len(self.row_ids)
        return self._texts_of[names]

    def has_one_value(self, name: str) -> bool:
        """Return whether every cell of a column has exactly one value."""
        if name not in self._one_value:
            self._one_value[name] = set(map(len, self.cells(name))) <= {1}
        return self._one_value[name]

    def matching(self, where: Sequence[tuple[str, tuple[str, ...]]], *, exact: bool = False) -> Sequence[int]:
        """Return the rows that match `where`: one of the wanted values in every column."""
        rows: Sequence[int] = range(len(self.table.rows))
        for name, wanted in where:
            column = self.column(name, exact=exact)
            classes = set(map(column.class_named, wanted))
            rows = [row for row in rows if not classes.isdisjoint(column.cells[row])]
        return rows

    def perhaps(self, where: Sequence[tuple[str, tuple[str, ...]]], *, exact: bool = False) -> Sequence[int]:
        """Return the rows for which it is not certain whether they match `where`."""
        columns = [(self.column(name, exact=exact), wanted) for name, wanted in where]
        if not any(column.clashes for column, _ in columns):
            return ()
        possible: Sequence[int] = range(len(self.table.rows))
        for column, wanted in columns:
            named = {class_ for text in wanted if (class_ := column.class_named(text)) is not None}
            classes = set(column.with_clashing(named))
            possible = [row for row in possible if not classes.isdisjoint(column.cells[row])]
        return sorted(set(possible).difference(self.matching(where, exact=exact)))

    def alike(self, answers: Column) -> tuple[Column, ...]:
        """Return the columns in which several rows share a cell, those with the fewest rows to a cell first.

        Rows that share a cell with the key's row give the most plausible distractors.
        """
        if self._alike is None:
            names = [name for name in self.table.columns if self._distinct(name) * 2 <= len(self.table.rows)]
            self._alike = tuple(sorted(map(self.column, names), key=lambda column: -column.siblings))
        return tuple(column for column in self._alike if column is not answers)

    def rows_of(self, column: Column) -> list[list[int]]:
        """Return class -> the rows of the table that hold it."""
        found = self._rows_of.get(id(column))
        if found is None:
            found = self._rows_of[id(column)] = [[] for _ in column.texts]
            if column.single:
                for row, class_ in enumerate(map(itemgetter(0), column.cells)):
                    found[class_].append(row)
            else:
                for row, classes in enumerate(column.cells):
                    for class_ in classes:
                        found[class_].append(row)
        return found


def _phrase(columns: Iterable[Column], parts: Mapping[str, str]) -> str:
    """Return the name of a phrase, given what stands for each of its columns."""
    classes = [column.class_named(text) for column, text in zip(columns, parts.values(), strict=True)]
    return phrase_name(class_ for class_ in classes if class_ is not None)


def _parts(template: Template, text: str) -> Iterator[Mapping[str, str]]:
    """Yield what may stand for each column of a template in a text, by the first or the last places of its words."""
    first, *between, last = template.texts
    if not all(between) or not text.startswith(first) or not text.endswith(last):
        return
    within = text[len(first) : len(text) - len(last)]
    names = [slot.column for slot in template.slots]
    backwards = _cut(within[::-1], [word[::-1] for word in reversed(between)])
    for found in (_cut(within, between), [part[::-1] for part in reversed(backwards)]):
        parts = dict(zip(names, found, strict=True))
        if all(found) and [parts[name] for name in names] == list(found):
            yield parts


def _cut(text: str, words: Sequence[str]) -> Sequence[str]:
    """Return what is between words that follow one another, at their first occurrences; nothing if one is missing."""
    parts = [text]
    for word in words:
        parts += parts.pop().partition(word)[::2]  # missing words leave an empty part
    return parts


def listed_values(texts: Sequence[str], language: str) -> str:
    """Return the values of a cell as in a sentence, in a bank of a language (its code).

    They are joined by commas, and in English by "and". Those that have lines are below one another.
    """
    if not any(map(has_lines, texts)):
        return listed(texts) if is_english(language) else ", ".join(texts)
    from quiz.layout import composed  # few cells have lines

    return composed(*(part for text in texts for part in (text, ", ")))
