"""Importing again: what changed in the source is carried over, what was changed here is kept.

A record next to the bank says for each entry what was written. An entry whose text has not changed may be replaced,
line by line; comments stay. One that was edited here is left alone, and if the source changed it too, both are
reported. What was deleted here is not added again.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from quiz.bank.nodes import Map, Scalar
from quiz.bank.problems import errors_in
from quiz.bank.reader import read
from quiz.exchange.bank_text import Record, file_of, free_name, hash_around, hash_of, loss_of, table_lines
from quiz.exchange.fact_tables import RowEntry, TableEntry
from quiz.exchange.losses import Loss
from quiz.exchange.mapper import Mapped, QuestionEntry
from quiz.exchange.question import Place
from quiz.exchange.source import Refused
from quiz.items.decoding import decode
from quiz.text import quoted

_VERSION = 1
_STEP = "  "
_AnyEntry = QuestionEntry | RowEntry | TableEntry


class Counts(NamedTuple):
    """How many facts of the source are new, changed or as before, and how many were kept as they are here."""

    new: int = 0
    changed: int = 0
    same: int = 0
    kept: int = 0


class Merged(NamedTuple):
    """The text of the bank, a record of each entry, what was lost or kept, and how many of each there were."""

    text: str
    records: tuple[Record, ...]
    losses: tuple[Loss, ...]
    counts: Counts


class _Block(NamedTuple):
    """The lines of an entry, from 1. They are its own only if `is_apart`."""

    first: int
    last: int
    column: int
    is_apart: bool


def merge_again(old: str, records: Sequence[Record], mapped: Mapped, bank: str) -> Merged:
    """Return a bank with what is new or changed in the source. Raises `Refused` if it cannot be read.

    `bank` is what the file is called in messages.
    """
    if errors_in(decode(old.encode(), "bank").problems):
        raise Refused(
            "the bank has mistakes", "correct those that `quiz bank check` shows, then import again", part=bank
        )
    losses: list[Loss] = []
    dropped: set[int] = set()
    while True:
        merger = _Merger(old, records, mapped, bank, dropped)
        text, owners = merger.merged()
        faults: dict[int, Loss] = {}
        for error in errors_in(decode(text.encode(), "bank").problems):
            entry = owners.get(error.span.line)
            if entry is None:
                raise Refused(f"the bank would have a mistake: {error.message}", "import into a new bank", part=bank)
            faults.setdefault(id(entry), loss_of(entry, error))
        if not faults:
            return Merged(text, merger.records, (*losses, *merger.losses), merger.counts)
        dropped |= faults.keys()
        losses += faults.values()


def written_records(records: Iterable[Record]) -> str:
    """Return records as JSON."""
    return json.dumps({"version": _VERSION, "entries": [record._asdict() for record in records]}, indent=1) + "\n"


def read_records(text: str, file: str) -> tuple[Record, ...]:
    """Return the records of a file. Raises `Refused` if it holds something else."""
    try:
        data = json.loads(text)
        if data["version"] != _VERSION:
            raise Refused(
                "the record of the import was made by another version of quiz", "import into a new bank", part=file
            )
        found = [Record(**{name: str(entry[name]) for name in Record._fields}) for entry in data["entries"]]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise Refused("the record of the import is damaged", "import into a new bank", part=file) from None
    return tuple(found)


class _Merger:
    """Goes through the entries of a source and collects edits of a bank's lines."""

    def __init__(self, old: str, records: Sequence[Record], mapped: Mapped, bank: str, dropped: set[int]) -> None:
        self.losses: list[Loss] = []
        self._end = "\r\n" if "\r\n" in old else "\n"
        self._lines = old.replace("\r\n", "\n").split("\n")
        self._mapped, self._bank, self._dropped = mapped, bank, dropped
        self._records = {record.name: record for record in records}
        self._new = self._changed = self._same = self._kept = 0
        self._edits: dict[int, tuple[int, list[str], _AnyEntry]] = {}  # first line -> last line, lines, whose they are
        self._added: dict[int, list[tuple[list[str], _AnyEntry | None]]] = {}  # line -> what comes after it
        self._seen: set[str] = set()
        self._before = frozenset(self._records)
        self._files = {file_of(one.place) for one in mapped.questions} | {file_of(one.place) for one in mapped.tables}
        root = read(old.encode()).root
        self._root = root if isinstance(root, Map) else Map((), (), 1, 1)
        self._top = self._blocks(self._root, len(self._lines))
        self._questions = self._inner(self._root, "questions", self._top)
        self._tables = self._inner(self._root, "tables", self._top)

    @property
    def records(self) -> tuple[Record, ...]:
        return tuple(self._records.values())

    @property
    def counts(self) -> Counts:
        return Counts(self._new, self._changed, self._same, self._kept)

    def merged(self) -> tuple[str, Mapping[int, _AnyEntry]]:
        """Return the text, and which entry each line that was written belongs to."""
        taken = set(self._questions) | set(self._tables)
        for table in self._mapped.tables:
            if id(table) not in self._dropped:
                self._table(table, taken)
        known = self._known("questions/")
        for entry in self._mapped.questions:
            if id(entry) not in self._dropped:
                self._question(entry, known, taken)
        self._gone()
        return self._applied()

    # What there is.

    def _blocks(self, node: Map, end: int) -> dict[str, _Block]:
        """Return the lines of each entry of a mapping that ends at a line."""
        found: dict[str, _Block] = {}
        for i, key in enumerate(node.keys):
            following = node.keys[i + 1].line if i + 1 < len(node.keys) else end + 1
            last = following - 1
            while last > key.line and self._is_apart(self._lines[last - 1]):
                last -= 1
            before = self._lines[key.line - 1][: key.column - 1]
            apart = not before.strip() and following > key.line and last >= key.line
            found[key.text] = _Block(key.line, max(last, key.line), key.column - 1, apart)
        return found

    def _is_apart(self, line: str) -> bool:
        return not line.strip() or line.lstrip().startswith("#")

    def _inner(self, node: Map, name: str, blocks: Mapping[str, _Block]) -> dict[str, _Block]:
        """Return the blocks of the entries inside an entry of a mapping."""
        value = _value(node, name)
        return self._blocks(value, blocks[name].last) if isinstance(value, Map) else {}

    def _known(self, prefix: str) -> dict[str, Record]:
        """Return key -> record for the entries right below a place in the bank."""
        records = self._records.values()
        return {one.key: one for one in records if one.name.startswith(prefix) and "/" not in one.name[len(prefix) :]}

    # What to do with each entry.

    def _question(self, entry: QuestionEntry, known: Mapping[str, Record], taken: set[str]) -> None:
        record = known.get(entry.key) or self._same_text(known, entry)
        if record is None:
            name = free_name(entry.wish, taken | {one.name.partition("/")[2] for one in known.values()})
            taken.add(name)
            self._add_question(name, entry)
            return
        name = record.name.partition("/")[2]
        self._seen.add(record.name)
        block = self._questions.get(name)
        if block is not None:
            self._update(record, entry, entry.lines, block, self._body(block))

    def _same_text(self, known: Mapping[str, Record], entry: QuestionEntry) -> Record | None:
        """Return the record of an entry with the same text that has another name in its source now."""
        keys = {one.key for one in self._mapped.questions}
        hash_ = hash_of(entry.lines)
        return next(
            (one for key, one in known.items() if one.hash == hash_ and key not in keys and one.name not in self._seen),
            None,
        )

    def _update(
        self, record: Record, entry: QuestionEntry | RowEntry, lines: Sequence[str], block: _Block, body: Sequence[str]
    ) -> None:
        """Update an entry that already exists."""
        new, here = hash_of(lines), hash_of(body)
        if new in (record.hash, here):
            self._same += 1
            if new == here:
                self._records[record.name] = record._replace(key=entry.key, hash=new, file=file_of(entry.place))
        elif here == record.hash and block.is_apart:
            self._changed += 1
            self._edits[block.first] = (block.last, self._replaced(block, record, entry, lines), entry)
            self._records[record.name] = record._replace(key=entry.key, hash=new, file=file_of(entry.place))
        else:
            self._kept += 1
            theirs = quoted(" ".join(lines), 300)
            detail = f"it was changed both here and in the source; yours is kept. The source has {theirs}"
            self.losses.append(Loss("X130", Place(self._bank, block.first), entry.label, detail))

    def _replaced(self, block: _Block, record: Record, entry: _AnyEntry, lines: Sequence[str]) -> list[str]:
        """Return the new lines of a block; its comments stay at its head."""
        indent = " " * block.column
        if isinstance(entry, RowEntry):
            return [f"{indent}{record.name.rpartition('/')[2]}: {lines[0]}"]
        old = self._lines[block.first - 1 : block.last]
        comments = [line for line in old[1:] if line.lstrip().startswith("#")]
        return [old[0], *comments, *(f"{indent}{_STEP}{line}" for line in lines)]

    def _body(self, block: _Block) -> list[str]:
        """Return the lines of a question as they were written: without indentation, comments and empty lines."""
        lines = [line for line in self._lines[block.first : block.last] if not self._is_apart(line)]
        indent = block.column + len(_STEP)
        return [line.rstrip()[indent:] if not line[:indent].strip() else line for line in lines]

    def _add_question(self, name: str, entry: QuestionEntry) -> None:
        self._new += 1
        column = next(iter(self._questions.values())).column if self._questions else len(_STEP)
        indent = " " * column
        lines = [f"{indent}{name}:", *(f"{indent}{_STEP}{line}" for line in entry.lines)]
        self._add(self._place_of("questions", self._questions), lines, entry)
        self._records[f"questions/{name}"] = Record(
            entry.key, f"questions/{name}", hash_of(entry.lines), file_of(entry.place)
        )
        self._seen.add(f"questions/{name}")

    def _place_of(self, key: str, blocks: Mapping[str, _Block]) -> int:
        """Return the line after which a new entry of a top key goes; the key is written if it is missing."""
        if blocks:
            return max(block.last for block in blocks.values())
        if key in self._top:
            return self._top[key].first
        end = len(self._lines)
        while end and not self._lines[end - 1].strip():
            end -= 1
        if not any(lines == ["", f"{key}:"] for lines, _ in self._added.get(end, [])):
            self._add(end, ["", f"{key}:"], None)
        return end

    def _add(self, line: int, lines: list[str], entry: _AnyEntry | None) -> None:
        self._added.setdefault(line, []).append((lines, entry))

    def _table(self, table: TableEntry, taken: set[str]) -> None:
        record = self._known("tables/").get(table.key)
        rows = [row for row in table.rows if id(row) not in self._dropped]
        if record is None:
            self._add_table(table, free_name(table.wish, taken), rows)
            return
        self._seen.add(record.name)
        name = record.name.partition("/")[2]
        self._around(record, table)
        value = _value(_value(self._root, "tables"), name)
        blocks = self._blocks(value, self._tables[name].last) if isinstance(value, Map) else {}
        there = self._inner(value, "rows", blocks) if isinstance(value, Map) else {}
        known = self._known(f"{record.name}/")
        taken_rows = set(there) | {one.name.rpartition("/")[2] for one in known.values()}
        if not there:
            if name in self._tables:  # else it was deleted here
                self.losses.append(Loss("X132", Place(self._bank, self._tables[name].first), name))
            return
        for row in rows:
            old = known.get(row.key)
            if old is None:
                self._add_row(record.name, row, free_name(row.name, taken_rows), there)
                continue
            self._seen.add(old.name)
            block = there.get(old.name.rpartition("/")[2])
            if block is not None:
                here = [line.strip() for line in self._lines[block.first - 1 : block.last]]
                here[0] = here[0].partition(":")[2].strip()
                self._update(old, row, (row.text,), block, here)

    def _around(self, record: Record, table: TableEntry) -> None:
        """Report once that what is above and below the rows would be different now: only rows are carried over."""
        new = hash_around(table)
        block = self._tables.get(record.name.partition("/")[2])
        if block is not None and record.hash not in ("", new):  # earlier versions kept none
            self.losses.append(Loss("X133", Place(self._bank, block.first), table.label))
            self._records[record.name] = record._replace(hash=new)

    def _add_row(self, table: str, row: RowEntry, name: str, there: Mapping[str, _Block]) -> None:
        self._new += 1
        last = max(there.values(), key=lambda block: block.last)
        self._add(last.last, [f"{' ' * last.column}{name}: {row.text}"], row)
        self._records[f"{table}/{name}"] = Record(row.key, f"{table}/{name}", hash_of((row.text,)), file_of(row.place))
        self._seen.add(f"{table}/{name}")

    def _add_table(self, table: TableEntry, name: str, rows: Sequence[RowEntry]) -> None:
        self._new += len(rows)
        column = next(iter(self._tables.values())).column if self._tables else len(_STEP)
        lines, _ = table_lines(table, name, rows)
        self._add(self._place_of("tables", self._tables), [f"{' ' * column}{line}" for line in lines], table)
        place = f"tables/{name}"
        for record in [
            Record(table.key, place, hash_around(table), file_of(table.place)),
            *(Record(row.key, f"{place}/{row.name}", hash_of((row.text,)), file_of(row.place)) for row in rows),
        ]:
            self._records[record.name] = record
            self._seen.add(record.name)

    def _gone(self) -> None:
        """Report what the source no longer has: in the files of this import, or in one with another name."""
        files = {record.file for record in self._records.values()}
        is_same = len(files) == 1 and bool(self._seen & self._before)
        for record in self._records.values():
            if record.name in self._seen or not (record.file in self._files or is_same):
                continue
            block = self._block_of(record.name)
            if block is not None:
                self.losses.append(Loss("X131", Place(self._bank, block.first), record.name.rpartition("/")[2]))

    def _block_of(self, place: str) -> _Block | None:
        kind, _, rest = place.partition("/")
        if kind == "questions":
            return self._questions.get(rest)
        table, _, row = rest.partition("/")
        value = _value(_value(self._root, "tables"), table)
        if not row or not isinstance(value, Map):
            return self._tables.get(table)
        return self._inner(value, "rows", self._blocks(value, self._tables[table].last)).get(row)

    def _applied(self) -> tuple[str, Mapping[int, _AnyEntry]]:
        out: list[str] = []
        owners: dict[int, _AnyEntry] = {}

        def put(lines: Iterable[str], entry: _AnyEntry | None) -> None:
            for line in lines:
                out.append(line)
                if entry is not None:
                    owners[len(out)] = entry

        at = 1
        while at <= len(self._lines):
            last, lines, entry = self._edits.get(at, (at, [self._lines[at - 1]], None))
            put(lines, entry)
            for line in range(at, last + 1):
                for added, owner in self._added.get(line, ()):
                    put(added, owner)
            at = last + 1
        return self._end.join(out), owners


def _value(node: object, name: str) -> Map | Scalar | object | None:
    """Return the value of a key of a mapping."""
    if not isinstance(node, Map):
        return None
    return next((value for key, value in zip(node.keys, node.values, strict=True) if key.text == name), None)
