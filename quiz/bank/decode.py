"""The bytes of a bank file -> a `Bank` and every problem in it."""

from typing import NamedTuple

from quiz.bank.column_check import check_doubts
from quiz.bank.entries import Entries
from quiz.bank.format import BankFormat
from quiz.bank.kinds import read_kinds
from quiz.bank.model import Bank, Table
from quiz.bank.node_reader import NodeReader
from quiz.bank.nodes import Map, Node, Scalar, SourceSpan
from quiz.bank.passages import Passages
from quiz.bank.patterns import read_cards, read_pattern
from quiz.bank.problems import Diagnostics, Problem, TextEdit, TooManyProblems, errors_in
from quiz.bank.questions import read_questions
from quiz.bank.reader import read
from quiz.bank.rows import TableFrame, read_columns, read_rows
from quiz.bank.size import check_size
from quiz.bank.wrong_values import read_confusions, read_decoys
from quiz.interpreter import collector_off, content_hash
from quiz.text import quoted, slug

_START = SourceSpan(1, 1)


class Decoded(NamedTuple):
    """What was read from the bytes of a file: the bank, or None if an error stops it, and its problems by place."""

    bank: Bank | None
    problems: tuple[Problem, ...] = ()

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stop the bank from being played."""
        return errors_in(self.problems)


def decode_bank(data: bytes, name: str, format: BankFormat, *, pure: bool = False) -> Decoded:
    """Decode a bank by its format. Never raises on any input.

    `name` is the file's name without folder and ending; it replaces a missing
    id and title. `pure` chooses PyYAML's Python parser.
    """
    with collector_off():
        return _decode(data, name, format, pure)


def _decode(data: bytes, name: str, format: BankFormat, pure: bool) -> Decoded:
    reading = read(data, pure=pure)
    if reading.problems and reading.problems[0].is_fatal:
        return Decoded(None, reading.problems)
    reader = NodeReader(data, format.value, Diagnostics(list(reading.problems)))
    try:
        bank = _bank(reading.root, name, content_hash(data), format, reader)
    except TooManyProblems:
        bank = None
    problems = tuple(sorted(dict.fromkeys(reader.problems.found), key=lambda problem: problem.span))
    return Decoded(None if errors_in(problems) else bank, problems)


def _bank(root: Node | None, name: str, content: str, format: BankFormat, reader: NodeReader) -> Bank | None:
    if root is None or (isinstance(root, Scalar) and not root.text):
        reader.problems.add("B006", "the file is empty", _START, "write `title:` and `tables:`")
        return None
    keys = [key.text for key in root.keys] if isinstance(root, Map) else []
    if not {*format.bank.any_of, "title"} & set(keys):
        known = [key.name for key in format.bank.keys]
        if not set(keys) & set(known):
            from quiz.bank.syntax import foreign, is_list_of_questions  # only after a mistake

            other = foreign(reader.data)
            if other is not None:
                reader.problems.add(other.code, other.message, other.span, other.help)
                return None
            help_ = "a bank has `title:` and `tables:` or `questions:`"
            if is_list_of_questions(reader.data):
                help_ = f"{help_}; `quiz bank import FILE` reads lists of questions"
            reader.problems.add("B006", "this is not a bank", root.span, help_)
            return None
    entries = reader.entries(root, format.bank)
    assert entries is not None
    version = reader.scalar(entries, "format")
    if version is not None and version.text != "1":
        message = f"format {quoted(version.text)} is not known"
        reader.problems.add("B103", message, version.span, "this program reads `format: 1`")
    topic = reader.line(entries, "topic")
    title = reader.line(entries, "title") or name
    language = _language(entries, reader)
    passages = Passages(entries, reader)
    tables = _tables(entries, topic, language, format, passages, reader)
    questions = read_questions(entries, topic or title, language, format, passages, reader)
    passages.check_used()
    if not reader.problems.has_errors:
        check_size(tables, questions, root.span, reader.problems)
    return Bank(
        id=_bank_id(entries, name, reader),
        title=title,
        tables=tables,
        questions=questions,
        hash=content,
        language=language,
        as_of=_as_of(entries, reader),
        source=reader.line(entries, "source"),
        allow=reader.allowed(entries),
        cards=not entries.has("cards") or reader.flag(entries, "cards"),
        passages=passages.texts,
    )


def _as_of(entries: Entries, reader: NodeReader) -> str:
    """Return when the facts were true; a text without any number in it, such as `today`, is a problem."""
    as_of = reader.line(entries, "as_of")
    if as_of and not any(char.isnumeric() for char in as_of):
        message = f"{quoted(as_of)} does not say in which year the facts were true"
        help_ = "write a date, such as `as_of: January 2024`; players may read it years later"
        reader.problems.add("B112", message, entries.nodes["as_of"].span, help_)
    return as_of


def _language(entries: Entries, reader: NodeReader) -> str:
    """Return the code of the bank's language; a name in its place is a problem."""
    language = reader.line(entries, "language")
    if language and not language[2:].strip():  # as most are
        return language
    from quiz.bank.language_names import code_of, is_code  # only if it may be a name

    if language and not is_code(language):
        help_ = f"write `language: {code_of(language) or 'en'}`" + ("" if code_of(language) else ", for example")
        message = f"{quoted(language)} is not the code of a language"
        reader.problems.add("B111", message, entries.nodes["language"].span, help_)
    return language


def _bank_id(entries: Entries, name: str, reader: NodeReader) -> str:
    node = reader.scalar(entries, "id")
    if node is None:
        if not entries.has("id"):
            message = f"the bank has no id; its file name gives `{slug(name) or 'bank'}`"
            help_ = "add `id:` to keep the history when the file is renamed"
            place = entries.span
            is_line = place.column == 1 and reader.source()[place.line - 1][:1] not in ("{", "?", "-")
            fix = [TextEdit(place._replace(width=0), f"id: {slug(name) or 'bank'}\n")] if is_line else []
            reader.problems.add("B107", message, _START, help_, fix)
        return slug(name) or "bank"
    reader.good_id(node, "the id of a bank")
    return node.text


def _tables(
    entries: Entries, topic: str, language: str, format: BankFormat, passages: Passages, reader: NodeReader
) -> tuple[Table, ...]:
    node = entries.nodes.get("tables")
    if node is None:
        return ()
    if not isinstance(node, Map):
        reader.problems.add(
            "B103", "`tables` should have a name for each table", node.span, "write `tables:`, then `name:` for each"
        )
        return ()
    if reader.lacks_names(node, "the table", ("rows",)):
        return ()
    tables, before = [], ""
    its_keys = {key.name for key in format.table.keys}
    for key, value in zip(node.keys, node.values, strict=True):
        if before and key.text in its_keys and not _has_rows(value):
            help_ = f"if it belongs to `{before}`, put two more spaces before it and its lines"
            reader.problems.add("B101", f"`{key.text}` is read as a table", key.span, help_)
            continue
        before = key.text
        if reader.good_id(key, "the name of a table"):
            table = _table(key, value, topic, language, format, passages, reader)
            if table is not None:
                tables.append(table)
    return tuple(tables)


def _has_rows(node: Node) -> bool:
    return isinstance(node, Map) and any(key.text == "rows" for key in node.keys)


def _table(
    key: Scalar,
    node: Node,
    topic: str,
    language: str,
    format: BankFormat,
    passages: Passages,
    reader: NodeReader,
) -> Table | None:
    entries = reader.entries(node, format.table)
    passage = passages.named(entries) if entries is not None else ""
    if entries is None or not entries.has("rows"):
        return None
    columns = read_columns(entries, reader)
    data = read_rows(entries, columns, reader)
    if not data.columns:
        return None
    pattern_nodes = entries.nodes.get("questions")
    named = reader.named(pattern_nodes, "the questions", format.pattern.any_of) if pattern_nodes is not None else []
    readings = read_kinds(entries, language, data.columns, reader)
    frame = TableFrame(key.text, data, readings, {})
    decoys, phrase_decoys = read_decoys(entries, frame, {id_ for id_, _, _ in named}, reader)
    frame = frame.with_phrase_decoys(phrase_decoys)
    read = (read_pattern(id_, span, value, frame, format, reader) for id_, span, value in named)
    patterns = tuple(pattern for pattern in read if pattern is not None)
    check_doubts(frame, reader.problems)
    return Table(
        id=key.text,
        topic=reader.line(entries, "topic") or topic or key.text.replace("-", " ").replace("_", " ").capitalize(),
        columns=data.columns,
        rows=data.rows,
        patterns=patterns,
        span=key.span,
        decoys=decoys,
        open=reader.flag(entries, "open"),
        source=reader.line(entries, "source"),
        allow=reader.allowed(entries),
        confuse=read_confusions(entries, frame, patterns, reader),
        kinds=readings.kinds,
        exact=tuple(readings.exact),
        cards=read_cards(frame, reader),
        passage=passage,
    )
