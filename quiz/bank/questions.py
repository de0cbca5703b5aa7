"""Written-out questions: each read by the keys of the form in which it is written."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from quiz.bank.column_check import check_options, check_typed
from quiz.bank.computed import worked_out
from quiz.bank.entries import Entries
from quiz.bank.format import BankFormat
from quiz.bank.formula_check import FormulaCheck, read_values
from quiz.bank.keys import EXACT
from quiz.bank.model import Question, TextGap, Wrong
from quiz.bank.node_reader import NodeReader
from quiz.bank.nodes import Map, Node, Scalar, Seq, SourceSpan, first_scalar, is_list_in_braces
from quiz.bank.passages import Passages
from quiz.bank.patterns import hint_nodes
from quiz.bank.readings import read_options, read_typed, shown_mark, what_may_matter
from quiz.bank.template import parse_template
from quiz.text import quoted
from quiz.values.marking import Closeness, Expected, RightAnswer, mark
from quiz.values.numerals import Tolerance
from quiz.values.readings import EXACT_READING, OPEN, ColumnKind, ColumnReading
from quiz.values.relations import canonical
from quiz.values.spans import ValueSpan, Worth

#: A text of a question, and where it is written.
_Placed = tuple[SourceSpan, str]
_BLANK = "____"
_LONGEST_SHOWN = 60  # characters of a text in a line to write


def read_questions(
    entries: Entries, topic: str, language: str, format: BankFormat, passages: Passages, reader: NodeReader
) -> tuple[Question, ...]:
    """Read the written-out questions of a bank; those without a topic of their own get this one."""
    node = entries.nodes.get("questions")
    if node is None:
        return ()
    stems, formulas = ("ask", "claim", "gaps"), FormulaCheck(reader)
    questions = [
        _question(id_, span, value, topic, language, format, passages, reader, formulas)
        for id_, span, value in reader.named(node, "the questions", stems)
    ]
    return tuple(question for question in questions if question is not None)


def _question(
    id_: str,
    span: SourceSpan,
    node: Node,
    topic: str,
    language: str,
    format: BankFormat,
    passages: Passages,
    reader: NodeReader,
    formulas: FormulaCheck,
) -> Question | None:
    entries = reader.entries(node, format.question)
    passage = passages.named(entries) if entries is not None else ""
    if entries is None or entries.variant is None:
        return None
    for name, listed in entries.nodes.items():
        key = entries.spec.key(name)
        count = len(listed.items) if isinstance(listed, Seq) else len(listed.keys) if isinstance(listed, Map) else 0
        if key.limit is not None and name != "hint" and reader.is_over_limit(count, key, entries.key_spans[name]):
            return None
    question = Question(
        id=id_,
        topic=reader.line(entries, "topic") or topic,
        ask=reader.text(entries, "ask"),
        answers=(),
        wrong=(),
        span=span,
        form=entries.variant.name,
        why=reader.text(entries, "why"),
        hints=tuple(reader.cleaned(node) for node in hint_nodes(entries, reader)),
        source=reader.line(entries, "source"),
        allow=reader.allowed(entries),
        exact=reader.flag(entries, EXACT.name),
        passage=passage,
    )
    values = read_values(entries, shown_mark(language), reader)
    reading = _Reading(entries, span, language, format, reader)
    question = question._replace(**_READERS[entries.variant.name](reading), values=values)
    if values and formulas.have_results(question, entries, language) and reading.within is not None:
        first, place = worked_out(question, 0, language), reading.place("within")
        reading.check_answers([(place, text) for text in (*first.answers, *first.also)], (), reading.within)
    return question


class _Reading:
    """A question that is being read: its keys, and what was read from them."""

    def __init__(
        self, entries: Entries, span: SourceSpan, language: str, format: BankFormat, reader: NodeReader
    ) -> None:
        self.entries = entries
        self.span = span
        self.language = language
        self.reader = reader
        self.is_exact = reader.flag(entries, EXACT.name)
        self.is_computed = entries.has("values")
        self.gap_format = format.gap
        self._format = format

    @property
    def within(self) -> Tolerance | None:
        """How far a typed number may be off."""
        return self.reader.tolerance(self.entries, "within", self.language)

    def place(self, key: str) -> SourceSpan:
        """Return the span of a key, or else that of the question."""
        return self.entries.key_spans.get(key, self.span)

    def texts(self, key: str, help: str) -> list[_Placed]:
        """Return the texts of a key; fewer than the format asks for are a problem."""
        node = self.entries.nodes.get(key)
        found = self.reader.scalars(node, f"`{key}`") if node is not None else ()
        self.reader.check_least(self.entries, key, self.place(key), help)
        return [(scalar.span, self.reader.cleaned(scalar)) for scalar in found]

    def wrongs(self, key: str) -> list[tuple[SourceSpan, Wrong]]:
        """Return the wrong answers of a key, with their feedback."""
        node = self.entries.nodes.get(key)
        if node is None:
            return []
        found = []
        for item in node.items if isinstance(node, Seq) else (node,):
            if isinstance(item, Scalar) and item.text.strip():
                found.append((item.span, Wrong(self.reader.cleaned(item))))
            elif isinstance(item, Map):
                if is_list_in_braces(item):
                    help_ = f"write it in square brackets: `[{', '.join(key.text for key in item.keys)}]`"
                    self.reader.problems.add("B103", f"`{key}` is a list in braces", item.span, help_)
                    continue
                parts = self.reader.entries(item, self._format.wrong)
                if parts is not None and parts.has("text"):
                    wrong = Wrong(self.reader.text(parts, "text"), self.reader.text(parts, "why"))
                    found.append((item.span, wrong))
            else:
                inner, is_typed = first_scalar(item), isinstance(item, Seq) and self.reader.typed(item)
                help_ = f"write `{inner}` without brackets" if is_typed else f"write `- {inner}`"
                help_ = help_ if inner.strip() and len(inner) <= _LONGEST_SHOWN else "write one text, or delete it"
                message = "a wrong answer is a text or `{text: ..., why: ...}`"
                self.reader.problems.add("B103", message, item.span, help_)
        return found

    def check_distinct(self, options: Sequence[_Placed], reading: ColumnReading) -> None:
        """Report options that say the same as one before."""
        seen: dict[str, _Placed] = {}
        for span, text in options:
            first, other = seen.setdefault(canonical(text, reading), (span, text))
            if first is not span:
                message = f"{quoted(text)} says the same as the option in line {first.line}"
                matters = what_may_matter(text, other)
                help_ = "change or delete one" + (f"; if {matters}, write `exact: true`" if matters else "")
                self.reader.problems.add("B303", message, span, self._uncut(span) or help_)

    def _uncut(self, span: SourceSpan) -> str:
        """Return what to write if a text is part of one that was cut at a comma, such as the `000` of `1,000`."""
        line = self.reader.source()[span.line - 1]
        is_part = line[span.column - 2] == "," or re.match(r"\d{1,3},\d{3}(?!\d)", line[span.column - 1 :])
        start = max(line.rfind(sign, 0, span.column - 1) for sign in " [")
        whole = re.match(r"[^\s,\[\]]+(?:,\d{3})+(?!\d)", line[start + 1 :])
        return f'a number with commas needs quotes: `"{whole[0]}"`' if whole and is_part else ""

    def options(self, placed: Sequence[_Placed]) -> ColumnReading:
        """Return how options are read, and report it if there are two ways to read them.

        Formulas are compared as they are written: `v` and `V` are two names.
        """
        if self.is_computed:
            return EXACT_READING
        read = read_options([text for _, text in placed], self.language, exact=self.is_exact)
        check_options(read, [span for span, _ in placed], self.reader.problems)
        return read.reading

    def check_answers(
        self,
        answers: Sequence[_Placed],
        wrong: Sequence[_Placed],
        within: Tolerance | None,
        place: SourceSpan | None = None,
    ) -> None:
        """Report wrong answers that are right or within the tolerance, and answers that are not numbers."""
        problems, texts = self.reader.problems, [text for _, text in answers]
        have_formulas = self.is_computed and any("{" in text for text in texts)
        read = read_typed(
            texts,
            [text for _, text in wrong],
            self.language,
            exact=self.is_exact or have_formulas,
            computed=self.is_computed,
            is_within=within is not None,
        )
        check_typed(read, [span for span, _ in (*answers, *wrong)], is_within=within is not None, problems=problems)
        is_number = read.reading.kind is not ColumnKind.DATE and any(map(_is_number, read.values))
        if within is not None and self.is_exact:
            span = place or self.place("within")
            problems.add("B206", "`within` cannot be combined with `exact`", span, "delete one of the two")
        elif within is not None and not (have_formulas or is_number or read.doubt):
            help_ = "write a number as `answer`, or delete `within`"
            problems.add("B301", "`within` needs a number as its answer", place or self.place("within"), help_)
        right = tuple(RightAnswer(text, (text,)) for text in texts)
        for span, text in wrong:
            if mark(text, Expected(read.reading, right, within=within)).closeness == Closeness.SAME:
                problems.add("B303", f"{quoted(text)} counts as right", span, "change or delete it")
        self.check_distinct(wrong, read.reading)


def _is_number(worth: Worth | None) -> bool:
    return worth is not None and not isinstance(worth, ValueSpan)


def _read_choice(reading: _Reading) -> Mapping[str, Any]:
    """Read right and wrong answers to choose from, one or all of them."""
    answers = reading.texts("answer", "give the right answer")
    reader, entries = reading.reader, reading.entries
    before = len(reader.problems.found)
    wrong, pinned = reading.wrongs("wrong"), reading.wrongs("pinned")
    are_good = len(reader.problems.found) == before
    reader.chooses_all(entries)
    if len(answers) > 1 and not any(map(entries.has, entries.spec.key("answer").several_need)):
        help_ = "add `choose: all`, or keep one answer"
        if not any(text[:1].isalpha() for _, text in answers):
            help_ += "; if the brackets belong to the answer, put it in quotes"
        reader.problems.add("B206", "several answers, but only one can be chosen", answers[1][0], help_)
    options = [*answers, *((span, value.text) for span, value in wrong)]
    how = reading.options(options)
    keys = {canonical(text, how) for _, text in answers}
    others = [(span, one.text) for span, one in pinned if canonical(one.text, how) not in keys]
    reading.check_distinct([*options, *others], how)
    if entries.has("wrong") and not wrong and are_good:
        help_ = "give at least one wrong answer; three are best"
        reader.problems.add("B304", "too few wrong answers", entries.key_spans["wrong"], help_)
    return {
        "answers": tuple(text for _, text in answers),
        "wrong": tuple(value for _, value in wrong),
        "pinned": tuple(value for _, value in pinned),
    }


def _read_claim(reading: _Reading) -> Mapping[str, Any]:
    """Read a statement, and whether it is true."""
    reader, entries = reading.reader, reading.entries
    return {"ask": reader.text(entries, "claim"), "is_true": reader.flag(entries, "is")}


def _read_order(reading: _Reading) -> Mapping[str, Any]:
    """Read the texts to put in order."""
    few = "give three texts or more, in the right order"
    node = reading.entries.nodes.get("order")
    if isinstance(node, Scalar):
        reading.reader.problems.add("B103", "`order` should be a list of texts", node.span, few)
        return {}
    placed = reading.texts("order", few)
    read = read_options([text for _, text in placed], reading.language, exact=reading.is_exact)
    reading.check_distinct(placed, read.reading)
    return {"answers": tuple(text for _, text in placed)}


def _read_match(reading: _Reading) -> Mapping[str, Any]:
    """Read pairs, and extra right sides."""
    reader, node = reading.reader, reading.entries.nodes.get("match")
    if node is None:
        return {}
    if not isinstance(node, Map) or (node.keys and not any(map(first_scalar, node.values))):
        from quiz.bank.key_lines import match_line  # only after a mistake

        reader.problems.add("B103", "`match` should be pairs of texts", node.span, match_line(node))
        return {}
    lefts = [(key.span, reader.cleaned(key)) for key in node.keys]
    rights: list[_Placed] = []
    for value in node.values:
        rights += [(scalar.span, reader.cleaned(scalar)) for scalar in _one_text(value, "`match`", reader)]
    reader.check_least(
        reading.entries,
        "match",
        reading.place("match"),
        "give three pairs, or two pairs and `wrong:` with extra answers",
    )
    spare = reading.wrongs("wrong")
    options = [*rights, *((span, wrong.text) for span, wrong in spare)]
    if len(rights) == len(lefts) and len(lefts) > 1 and len(options) < _FEWEST_RIGHT_SIDES:
        help_ = "add a pair, or `wrong:` with extra answers: of two pairs, the second follows from the first"
        reader.problems.add("B304", "too few answers to match", reading.place("match"), help_)
    read = read_options([text for _, text in options], reading.language, exact=reading.is_exact)
    reading.check_distinct(options, read.reading)
    reading.check_distinct(lefts, OPEN)
    return {
        "pairs": tuple((left, right) for (_, left), (_, right) in zip(lefts, rights, strict=False)),
        "wrong": tuple(wrong for _, wrong in spare),
    }


def _read_typed(reading: _Reading) -> Mapping[str, Any]:
    """Read the right answers to be typed, their other names, and wrong answers with feedback of their own."""
    reader, entries = reading.reader, reading.entries
    reader.is_chosen(entries, "typed")
    if entries.has("gaps"):
        return _read_gaps(reading)
    answers = reading.texts("answer", "give the right answer")
    also = reading.texts("also", "")
    wrong = reading.wrongs("wrong")
    within = reading.within
    reading.check_answers([*answers, *also], [(span, one.text) for span, one in wrong], within)
    return {
        "answers": tuple(text for _, text in answers),
        "also": tuple(text for _, text in also),
        "wrong": tuple(one for _, one in wrong),
        "within": within,
    }


def _read_gaps(reading: _Reading) -> Mapping[str, Any]:
    """Read a text with gaps, and what belongs in each."""
    reader, entries = reading.reader, reading.entries
    text, node = reader.scalar(entries, "gaps"), entries.nodes.get("answers")
    if text is None:
        return {}
    template, broken = parse_template(reader.cleaned(text))
    for offset, message in broken:
        reader.problems.add("B205", message, reader.locate(text, text.text[offset : offset + 20]))
    names = [slot.column for slot in template.slots]
    gaps = [_gap(name, span, value, reading) for name, span, value in _by_name(node, names, reader)]
    known = {key.text for key in node.keys} if isinstance(node, Map) else set(names)
    if not names:
        help_ = "put a name in braces where something is left out, as in `boils at {boiling} °C`"
        reader.problems.add("B206", "the text has no gap", text.span, help_)
    for name in dict.fromkeys(names):
        span = reader.locate(text, f"{{{name}}}")
        if name not in known:
            help_ = reader.problems.did_you_mean(name, known) or f"add `{name}:` to `answers`"
            reader.problems.add("B204", f"`{{{name}}}` has no answer", span, help_)
        elif names.count(name) > 1:
            reader.problems.add("B206", f"`{{{name}}}` is in the text twice", span, "give each gap a name of its own")
    if isinstance(node, Map):
        for key in node.keys:
            if key.text not in names:
                help_ = reader.problems.did_you_mean(key.text, names) or "delete it, or put it into the text in braces"
                reader.problems.add("B203", f"the text has no gap `{{{key.text}}}`", key.span, help_)
        reader.check_least(entries, "answers", reading.place("answers"), "give each gap its answer")
    numbers = {slot.column: number for number, slot in enumerate(template.slots, start=1)}
    blanks = {name: f"({number}) {_BLANK}" if len(names) > 1 else _BLANK for name, number in numbers.items()}
    return {
        "ask": template.fill(blanks),
        "template": template,
        "gaps": tuple(gap for gap in gaps if gap is not None),
    }


def _by_name(node: Node | None, names: Sequence[str], reader: NodeReader) -> Sequence[tuple[str, SourceSpan, Node]]:
    if isinstance(node, Map):
        return reader.named(node, "the gaps", ())
    if node is not None:
        from quiz.bank.key_lines import answers_line  # only after a mistake

        reader.problems.add("B103", "`answers` should name each gap", node.span, answers_line(node, names))
    return ()


def _gap(name: str, span: SourceSpan, node: Node, reading: _Reading) -> TextGap | None:
    """Read what belongs in a gap: a text, a list, or the keys of a gap."""
    reader = reading.reader
    if not isinstance(node, Map):
        answers = reader.scalars(node, f"`{name}`")
        if isinstance(node, Seq) and not node.items:
            reader.problems.add("B105", f"`{name}` is empty", span, "give its answer")
        placed = [(scalar.span, reader.cleaned(scalar)) for scalar in answers]
        reading.check_answers(placed, (), None)
        return TextGap(name, tuple(text for _, text in placed))
    entries = reader.entries(node, reading.gap_format)
    if entries is None or not entries.fit:
        return None
    found: dict[str, list[_Placed]] = {}
    for key in ("answer", "wrong"):
        nodes = reader.several(entries, key)
        if reader.is_over_limit(len(nodes), entries.spec.key(key), entries.key_spans.get(key, span)):
            return None
        reader.check_least(entries, key, entries.key_spans.get(key, span), "give one, or delete the key")
        found[key] = [(scalar.span, reader.cleaned(scalar)) for scalar in nodes]
    within = reader.tolerance(entries, "within", reading.language)
    reading.check_answers(found["answer"], found["wrong"], within, entries.key_spans.get("within", span))
    return TextGap(name, tuple(text for _, text in found["answer"]), tuple(text for _, text in found["wrong"]), within)


def _one_text(node: Node, what: str, reader: NodeReader) -> Sequence[Scalar]:
    """Return the one text of a node; a list is a problem."""
    if isinstance(node, Scalar):
        return reader.scalars(node, what)
    reader.problems.add("B103", f"{what} contains something that is not a text", node.span, "write one text")
    return ()


_FEWEST_RIGHT_SIDES = 3

#: The function that reads the keys of each variant of a question, by the name of its form.
_READERS: Mapping[str, Callable[[_Reading], Mapping[str, Any]]] = {
    "claim": _read_claim,
    "order": _read_order,
    "match": _read_match,
    "choose-all": _read_choice,
    "typed": _read_typed,
    "pick": _read_choice,
}
