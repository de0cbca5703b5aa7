"""The bytes of a bank file -> a `Bank` and every problem in it."""

from typing import NamedTuple

from quiz.bank.column_check import check_doubts, check_options
from quiz.bank.entries import Entries
from quiz.bank.format import BankFormat
from quiz.bank.keys import EXACT
from quiz.bank.kinds import read_kinds
from quiz.bank.model import Bank, Question, Table, Wrong
from quiz.bank.node_reader import NodeReader
from quiz.bank.nodes import Map, Node, Scalar, Seq, SourceSpan
from quiz.bank.patterns import hint_nodes, read_pattern
from quiz.bank.problems import Diagnostics, Problem, TooManyProblems, errors_in
from quiz.bank.reader import read
from quiz.bank.readings import read_options, what_may_matter
from quiz.bank.rows import TableFrame, read_columns, read_rows
from quiz.bank.size import check_size
from quiz.bank.syntax import foreign
from quiz.bank.wrong_values import read_confusions, read_decoys
from quiz.interpreter import collector_off, content_hash
from quiz.text import quoted, slug
from quiz.values.readings import ColumnReading
from quiz.values.relations import canonical

_START = SourceSpan(1, 1)


class Decoded(NamedTuple):
    """What the bytes of a file came to: the bank, or None where an error stops it, and its problems by place."""

    bank: Bank | None
    problems: tuple[Problem, ...] = ()

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stop the bank from being played."""
        return errors_in(self.problems)


def decode_bank(data: bytes, name: str, format: BankFormat, *, pure: bool = False) -> Decoded:
    """Decode a bank by its format. Never raises on any input.

    `name` is the file's name without folder and ending; it stands in for a missing
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
            other = foreign(reader.data)
            if other is not None:
                reader.problems.add(*other)
                return None
            reader.problems.add(
                "B006", "this is not a bank", root.span, "a bank has `title:` and `tables:` or `questions:`"
            )
            return None
    entries = reader.entries(root, format.bank)
    assert entries is not None
    version = reader.scalar(entries, "format")
    if version is not None and version.text != "1":
        message = f"format {quoted(version.text)} is not known"
        reader.problems.add("B103", message, version.span, "this program reads `format: 1`")
    topic = reader.text(entries, "topic")
    title = reader.text(entries, "title") or name
    language = reader.text(entries, "language")
    tables = _tables(entries, topic, language, format, reader)
    questions = _questions(entries, topic or title, language, format, reader)
    if not reader.problems.has_errors:
        check_size(tables, questions, root.span, reader.problems)
    return Bank(
        id=_bank_id(entries, name, reader),
        title=title,
        tables=tables,
        questions=questions,
        hash=content,
        language=language,
        as_of=reader.text(entries, "as_of"),
        source=reader.text(entries, "source"),
        allow=reader.allowed(entries),
    )


def _bank_id(entries: Entries, name: str, reader: NodeReader) -> str:
    node = reader.scalar(entries, "id")
    if node is None:
        if not entries.has("id"):
            message = f"the bank has no id; its file name gives `{slug(name) or 'bank'}`"
            reader.problems.add("B107", message, _START, "add `id:` to keep the history when the file is renamed")
        return slug(name) or "bank"
    reader.good_id(node, "a bank")
    return node.text


def _tables(entries: Entries, topic: str, language: str, format: BankFormat, reader: NodeReader) -> tuple[Table, ...]:
    node = entries.nodes.get("tables")
    if node is None:
        return ()
    if not isinstance(node, Map):
        reader.problems.add(
            "B103", "`tables` should be tables by name", node.span, "write `tables:`, then `name:` for each"
        )
        return ()
    tables = []
    for key, value in zip(node.keys, node.values, strict=True):
        if reader.good_id(key, "a table"):
            table = _table(key, value, topic, language, format, reader)
            if table is not None:
                tables.append(table)
    return tuple(tables)


def _table(key: Scalar, node: Node, topic: str, language: str, format: BankFormat, reader: NodeReader) -> Table | None:
    entries = reader.entries(node, format.table)
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
    patterns = [read_pattern(id_, span, value, frame, format, reader) for id_, span, value in named]
    check_doubts(frame, reader.problems)
    return Table(
        id=key.text,
        topic=reader.text(entries, "topic") or topic or key.text.replace("-", " ").replace("_", " ").capitalize(),
        columns=data.columns,
        rows=data.rows,
        patterns=tuple(pattern for pattern in patterns if pattern is not None),
        span=key.span,
        decoys=decoys,
        open=reader.flag(entries, "open"),
        source=reader.text(entries, "source"),
        allow=reader.allowed(entries),
        confuse=read_confusions(entries, frame, reader),
        kinds=readings.kinds,
        exact=tuple(readings.exact),
    )


def _questions(
    entries: Entries, topic: str, language: str, format: BankFormat, reader: NodeReader
) -> tuple[Question, ...]:
    node = entries.nodes.get("questions")
    if node is None:
        return ()
    questions = [
        _question(id_, span, value, topic, language, format, reader)
        for id_, span, value in reader.named(node, "the questions", ("ask",))
    ]
    return tuple(question for question in questions if question is not None)


def _question(
    id_: str, span: SourceSpan, node: Node, topic: str, language: str, format: BankFormat, reader: NodeReader
) -> Question | None:
    entries = reader.entries(node, format.question)
    if entries is None:
        return None
    given = entries.nodes.get("answer")
    for name in ("answer", "wrong", "pinned"):
        listed = entries.nodes.get(name)
        count = len(listed.items) if isinstance(listed, Seq) else 0
        if reader.is_over_limit(count, entries.spec.key(name), entries.key_spans.get(name, span)):
            return None
    answers = reader.scalars(given, "`answer`") if given is not None else ()
    reader.check_least(entries, "answer", entries.key_spans.get("answer", span), "give the right answer")
    wrong = _wrongs(entries, "wrong", format, reader)
    pinned = _wrongs(entries, "pinned", format, reader)
    choose_all = reader.chooses_all(entries)
    choose = entries.spec.key("answer").several_need
    if len(answers) > 1 and choose and not entries.has(choose):
        help_ = "add `choose: all`, or keep one answer"
        reader.problems.add("B206", "several answers, but one is to be chosen", answers[1].span, help_)
    is_exact = reader.flag(entries, EXACT.name)
    texts = [*map(reader.cleaned, answers), *(value.text for _, value in wrong)]
    read = read_options(texts, language, exact=is_exact)
    reading = read.reading
    check_options(read, [*(answer.span for answer in answers), *(span for span, _ in wrong)], reader.problems)
    keys = {canonical(reader.cleaned(answer), reading) for answer in answers}
    others_pinned = [one for one in pinned if canonical(one[1].text, reading) not in keys]
    _check_options(answers, wrong, others_pinned, reading, reader)
    others = len(wrong) + len(others_pinned)
    if entries.has("wrong") and others < 2 and not (choose_all and others):
        help_ = "give at least two wrong answers; three are best"
        reader.problems.add("B304", "too few wrong answers", entries.key_spans["wrong"], help_)
    return Question(
        id=id_,
        topic=reader.text(entries, "topic") or topic,
        ask=reader.text(entries, "ask"),
        answers=tuple(reader.cleaned(answer) for answer in answers),
        wrong=tuple(value for _, value in wrong),
        span=span,
        pinned=tuple(value for _, value in pinned),
        choose_all=choose_all,
        why=reader.text(entries, "why"),
        hints=tuple(reader.cleaned(node) for node in hint_nodes(entries, reader)),
        source=reader.text(entries, "source"),
        allow=reader.allowed(entries),
        exact=is_exact,
    )


def _wrongs(entries: Entries, key: str, format: BankFormat, reader: NodeReader) -> list[tuple[SourceSpan, Wrong]]:
    node = entries.nodes.get(key)
    if node is None:
        return []
    found = []
    for item in node.items if isinstance(node, Seq) else (node,):
        if isinstance(item, Scalar) and item.text.strip():
            found.append((item.span, Wrong(reader.cleaned(item))))
        elif isinstance(item, Map):
            parts = reader.entries(item, format.wrong)
            if parts is not None and parts.has("text"):
                found.append((item.span, Wrong(reader.text(parts, "text"), reader.text(parts, "why"))))
        else:
            reader.problems.add("B103", "a wrong answer is a text or `{text: ..., why: ...}`", item.span)
    return found


def _check_options(
    answers: tuple[Scalar, ...],
    wrong: list[tuple[SourceSpan, Wrong]],
    pinned: list[tuple[SourceSpan, Wrong]],
    reading: ColumnReading,
    reader: NodeReader,
) -> None:
    options = [(answer.span, reader.cleaned(answer)) for answer in answers]
    options += [(span, value.text) for span, value in wrong + pinned]
    seen: dict[str, tuple[SourceSpan, str]] = {}
    for span, text in options:
        first, other = seen.setdefault(canonical(text, reading), (span, text))
        if first is not span:
            message = f"{quoted(text)} says the same as the option in line {first.line}"
            matters = what_may_matter(text, other)
            help_ = "change or delete one" + (f"; if {matters}, write `exact: true`" if matters else "")
            reader.problems.add("B303", message, span, help_)
