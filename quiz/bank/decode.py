"""The bytes of a bank file -> a `Bank` and every problem in it."""

from collections.abc import Sequence
from typing import NamedTuple

from quiz.bank.form import PatternForm
from quiz.bank.format import BANK, QUESTION, TABLE, WRONG, pattern_record
from quiz.bank.frame import TableFrame
from quiz.bank.limits import MAX_OPTIONS
from quiz.bank.model import Bank, Question, Table, Wrong
from quiz.bank.nodes import Map, Node, Scalar, Seq
from quiz.bank.patterns import hint_nodes, read_pattern
from quiz.bank.place import Place
from quiz.bank.problems import Problem, errors_in
from quiz.bank.reader import read
from quiz.bank.record import Record
from quiz.bank.rows import read_columns, read_rows
from quiz.bank.shape import Fields, Shape, TooManyProblems
from quiz.bank.syntax import foreign
from quiz.bank.weight import check_weight
from quiz.bank.wrong_values import read_confusions, read_decoys
from quiz.collector import collector_off
from quiz.digest import content_hash
from quiz.text import fold, quoted, slug

_START = Place(1, 1)


class Decoded(NamedTuple):
    """What the bytes of a file came to: the bank, or None where an error stops it, and its problems by place."""

    bank: Bank | None
    problems: tuple[Problem, ...] = ()

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stop the bank from being played."""
        return errors_in(self.problems)


def decode_bank(data: bytes, name: str, forms: Sequence[PatternForm], *, pure: bool = False) -> Decoded:
    """Decode a bank whose patterns may have these question forms. Never raises on any input.

    `name` is the file's name without folder and ending; it stands in for a missing
    id and title. `pure` chooses PyYAML's Python parser.
    """
    with collector_off():
        return _decode(data, name, forms, pure)


def _decode(data: bytes, name: str, forms: Sequence[PatternForm], pure: bool) -> Decoded:
    reading = read(data, pure=pure)
    if reading.problems and reading.problems[0].is_fatal:
        return Decoded(None, reading.problems)
    shape = Shape(data, list(reading.problems))
    try:
        bank = _bank(reading.root, name, content_hash(data), shape, forms)
    except TooManyProblems:
        bank = None
    problems = tuple(sorted(dict.fromkeys(shape.problems), key=lambda problem: problem.place))
    return Decoded(None if errors_in(problems) else bank, problems)


def _bank(root: Node | None, name: str, content: str, shape: Shape, forms: Sequence[PatternForm]) -> Bank | None:
    if root is None or (isinstance(root, Scalar) and not root.text):
        shape.add("B006", "the file is empty", _START, "write `title:` and `tables:`")
        return None
    keys = [key.text for key in root.keys] if isinstance(root, Map) else []
    if not {"tables", "questions", "title"} & set(keys):
        known = [key.name for key in BANK.keys]
        if not set(keys) & set(known):
            other = foreign(shape.data)
            if other is not None:
                shape.add(*other)
                return None
            shape.add("B006", "this is not a bank", root.place, "a bank has `title:` and `tables:` or `questions:`")
            return None
    fields = shape.fields(root, BANK)
    assert fields is not None
    version = shape.scalar(fields, "format")
    if version is not None and version.text != "1":
        message = f"format {quoted(version.text)} is not known"
        shape.add("B103", message, version.place, "this program reads `format: 1`")
    topic = shape.text(fields, "topic")
    title = shape.text(fields, "title") or name
    tables = _tables(fields, topic, shape, forms)
    questions = _questions(fields, topic or title, shape)
    if not fields.has("tables") and not fields.has("questions"):
        shape.add("B102", "the bank holds no facts", root.place, "add `tables:` or `questions:`")
    if not shape.has_errors:
        check_weight(tables, questions, root.place, shape)
    return Bank(
        id=_bank_id(fields, name, shape),
        title=title,
        tables=tables,
        questions=questions,
        hash=content,
        language=shape.text(fields, "language"),
        as_of=shape.text(fields, "as_of"),
        source=shape.text(fields, "source"),
        allow=shape.allowed(fields),
    )


def _bank_id(fields: Fields, name: str, shape: Shape) -> str:
    node = shape.scalar(fields, "id")
    if node is None:
        if not fields.has("id"):
            message = f"the bank has no id; its file name gives `{slug(name) or 'bank'}`"
            shape.add("B107", message, _START, "add `id:` to keep the history when the file is renamed")
        return slug(name) or "bank"
    shape.good_id(node, "a bank")
    return node.text


def _tables(fields: Fields, topic: str, shape: Shape, forms: Sequence[PatternForm]) -> tuple[Table, ...]:
    node = fields.nodes.get("tables")
    if node is None:
        return ()
    if not isinstance(node, Map):
        shape.add("B103", "`tables` should be tables by name", node.place, "write `tables:`, then `name:` for each")
        return ()
    record = pattern_record(forms)
    tables = []
    for key, value in zip(node.keys, node.values, strict=True):
        if shape.good_id(key, "a table"):
            table = _table(key, value, topic, shape, forms, record)
            if table is not None:
                tables.append(table)
    return tuple(tables)


def _table(
    key: Scalar, node: Node, topic: str, shape: Shape, forms: Sequence[PatternForm], record: Record
) -> Table | None:
    fields = shape.fields(node, TABLE)
    if fields is None or not fields.has("rows"):
        return None
    columns = read_columns(fields.nodes.get("columns"), shape)
    data = read_rows(fields.nodes["rows"], columns, shape)
    if not data.columns:
        return None
    pattern_nodes = fields.nodes.get("questions")
    named = shape.named(pattern_nodes, "the questions", record.any_of) if pattern_nodes is not None else []
    frame = TableFrame(key.text, data, {})
    decoys, phrase_decoys = read_decoys(fields, frame, {id_ for id_, _, _ in named}, shape)
    frame = TableFrame(key.text, data, phrase_decoys)
    patterns = [
        read_pattern(id_, place, value, frame, shape, forms=forms, record=record) for id_, place, value in named
    ]
    return Table(
        id=key.text,
        topic=shape.text(fields, "topic") or topic or key.text.replace("-", " ").replace("_", " ").capitalize(),
        columns=data.columns,
        rows=data.rows,
        patterns=tuple(pattern for pattern in patterns if pattern is not None),
        place=key.place,
        decoys=decoys,
        open=shape.flag(fields, "open"),
        source=shape.text(fields, "source"),
        allow=shape.allowed(fields),
        confuse=read_confusions(fields, frame, shape),
    )


def _questions(fields: Fields, topic: str, shape: Shape) -> tuple[Question, ...]:
    node = fields.nodes.get("questions")
    if node is None:
        return ()
    questions = [
        _question(id_, place, value, topic, shape) for id_, place, value in shape.named(node, "the questions", ("ask",))
    ]
    return tuple(question for question in questions if question is not None)


def _question(id_: str, place: Place, node: Node, topic: str, shape: Shape) -> Question | None:
    fields = shape.fields(node, QUESTION)
    if fields is None:
        return None
    given = fields.nodes.get("answer")
    for name in ("answer", "wrong", "pinned"):
        listed = fields.nodes.get(name)
        count = len(listed.items) if isinstance(listed, Seq) else 0
        if shape.is_over(
            count, MAX_OPTIONS, f"answers in `{name}`", fields.key_places.get(name, place), "keep the best"
        ):
            return None
    answers = shape.scalars(given, "`answer`") if given is not None else ()
    if isinstance(given, Seq) and not given.items:
        shape.add("B105", "`answer` is empty", fields.key_places["answer"], "give the right answer")
    wrong = _wrongs(fields, "wrong", shape)
    pinned = _wrongs(fields, "pinned", shape)
    choose_all = shape.chooses_all(fields)
    if len(answers) > 1 and not choose_all:
        help_ = "add `choose: all`, or keep one answer"
        shape.add("B206", "several answers, but one is to be chosen", answers[1].place, help_)
    keys = {fold(shape.cleaned(answer)) for answer in answers}
    _check_options(answers, wrong, [p for p in pinned if fold(p[1].text) not in keys], shape)
    others = len(wrong) + sum(1 for _, p in pinned if fold(p.text) not in keys)
    if fields.has("wrong") and others < 2 and not (choose_all and others):
        help_ = "give at least two wrong answers; three are best"
        shape.add("B304", "too few wrong answers", fields.key_places["wrong"], help_)
    return Question(
        id=id_,
        topic=shape.text(fields, "topic") or topic,
        ask=shape.text(fields, "ask"),
        answers=tuple(shape.cleaned(answer) for answer in answers),
        wrong=tuple(value for _, value in wrong),
        place=place,
        pinned=tuple(value for _, value in pinned),
        choose_all=choose_all,
        why=shape.text(fields, "why"),
        hints=tuple(shape.cleaned(node) for node in hint_nodes(fields, shape)),
        source=shape.text(fields, "source"),
        allow=shape.allowed(fields),
    )


def _wrongs(fields: Fields, key: str, shape: Shape) -> list[tuple[Place, Wrong]]:
    node = fields.nodes.get(key)
    if node is None:
        return []
    found = []
    for item in node.items if isinstance(node, Seq) else (node,):
        if isinstance(item, Scalar) and item.text.strip():
            found.append((item.place, Wrong(shape.cleaned(item))))
        elif isinstance(item, Map):
            parts = shape.fields(item, WRONG)
            if parts is not None and parts.has("text"):
                found.append((item.place, Wrong(shape.text(parts, "text"), shape.text(parts, "why"))))
        else:
            shape.add("B103", "a wrong answer is a text or `{text: ..., why: ...}`", item.place)
    return found


def _check_options(
    answers: tuple[Scalar, ...],
    wrong: list[tuple[Place, Wrong]],
    pinned: list[tuple[Place, Wrong]],
    shape: Shape,
) -> None:
    options = [(answer.place, shape.cleaned(answer)) for answer in answers]
    options += [(place, value.text) for place, value in wrong + pinned]
    seen: dict[str, Place] = {}
    for place, text in options:
        if fold(text) in seen:
            message = f"{quoted(text)} reads the same as the option in line {seen[fold(text)].line}"
            shape.add("B303", message, place, "change or delete one")
        seen.setdefault(fold(text), place)
