"""Computed questions of a bank: their values are read, and their formulas checked and worked out."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from quiz.bank.computed import combinations, value_number
from quiz.bank.entries import Entries
from quiz.bank.limits import MAX_COMBINATIONS, MAX_COMPUTED
from quiz.bank.model import Question
from quiz.bank.node_reader import NodeReader
from quiz.bank.nodes import Map, Scalar, Seq, SourceSpan, first_scalar
from quiz.bank.readings import shown_mark
from quiz.bank.template import parse_template
from quiz.text import quoted
from quiz.values.arithmetic import FUNCTIONS, PI, Formula, FormulaError, formula, written_number
from quiz.values.numerals import Mark
from quiz.values.signs import plain

_LONGEST_END = 16  # digits of either end of a range


def read_values(entries: Entries, mark: Mark, reader: NodeReader) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Read the values of a computed question: each name has a list of numbers, or a range of whole numbers."""
    node = entries.nodes.get("values")
    if not isinstance(node, Map):
        if node is not None:
            help_ = "write `values: {v: 2..20, t: [3, 5, 9]}`"
            reader.problems.add("B103", "`values` should be names with their numbers", node.span, help_)
        return ()
    found = []
    before = len(reader.problems.found)
    for at, (key, value) in enumerate(zip(node.keys, node.values, strict=True)):
        name = key.text
        if at and name.isdecimal() and not first_scalar(value):
            list_ = f"{node.keys[at - 1].text}: [{first_scalar(node.values[at - 1])}, {name}]"
            reader.problems.add("B103", "several numbers must be written as a list", key.span, f"write `{list_}`")
            continue
        if not name.isidentifier() or name in FUNCTIONS or name == PI:
            help_ = "use letters, digits and `_`, but not the name of a function"
            reader.problems.add("B106", f"{quoted(name)} cannot be a name in a formula", key.span, help_)
        texts: list[str] = []
        scalars = reader.scalars(value, f"`{name}`")
        for scalar in scalars:
            text = reader.cleaned(scalar)
            numbers = _range(text) if isinstance(value, Scalar) else None
            if numbers is None and value_number(text, mark) is None:
                from quiz.bank.key_lines import range_line  # only after a mistake

                message = f"{quoted(text)} is not a number or a range"
                reader.problems.add("B301", message, scalar.span, range_line(text))
            texts += [text] if numbers is None else map(str, numbers)
        if texts:
            found.append((name, tuple(texts)))
    if len(reader.problems.found) > before:
        return ()
    if not found:
        reader.problems.add("B105", "`values` is empty", entries.key_spans["values"], "give a name its numbers")
    return tuple(found)


def _range(text: str) -> range | None:
    """Read `2..20`, which includes both ends; of a longer range, only enough to show that it is too long."""
    first, dots, last = text.partition("..")
    ends = [plain(end.strip()) for end in (first, last)]
    if not dots or not all(end.removeprefix("-").isdecimal() and len(end) < _LONGEST_END for end in ends):
        return None
    low, high = map(int, ends)
    return range(low, min(high, low + MAX_COMBINATIONS) + 1) if low <= high else None


class FormulaCheck:
    """Checks the formulas of computed questions and works all of them out, within the limits of a bank."""

    def __init__(self, reader: NodeReader) -> None:
        self._reader = reader
        self._room = MAX_COMPUTED

    def have_results(self, question: Question, entries: Entries, language: str) -> bool:
        """Return whether a question has a result, and an answer, for each combination of its values.

        Each mistake in a formula is reported at its place, and so is the first combination without a result.
        """
        problems, place = self._reader.problems, entries.key_spans["values"]
        before = len(problems.found)
        names = dict(question.values)
        formulas = [found for node in _text_nodes(entries) for found in self._formulas(node, names)]
        if len(problems.found) == before and not any(one.names for _, _, one in formulas):
            help_ = f"write a formula in braces, such as `{{{next(iter(names), 'v')}}}`"
            problems.add("B309", "no text of the question uses `values`", place, help_)
        count = combinations(question)
        if problems.is_over(count, MAX_COMBINATIONS, "combinations of `values`", place, "use fewer numbers"):
            return False
        self._room -= count * max(1, len(formulas))
        if self._room < 0:
            help_ = "use fewer numbers, or split the bank"
            problems.add("B005", f"more than {MAX_COMPUTED} results to work out", place, help_)
            return False
        are_known = len(problems.found) == before and len(question.values) == len(names) and bool(question.answers)
        return are_known and self._are_worked_out(question, formulas, shown_mark(language))

    def _formulas(self, node: Scalar, names: Mapping[str, object]) -> list[tuple[Scalar, str, Formula]]:
        """Return the formulas of a text; what is wrong with them is a problem."""
        problems, found = self._reader.problems, []
        template, broken = parse_template(self._reader.cleaned(node))
        for offset, message in broken:
            problems.add("B205", message, self._reader.locate(node, node.text[offset : offset + 20]))
        for slot in template.slots:
            try:
                one = formula(slot.column)
            except FormulaError as error:
                span = self._place(node, slot.column, error.at, error.width)
                problems.add("B205", error.message, span, error.help)
                continue
            unknown = [(name, at) for name, at in one.names if name not in names]
            for name, at in unknown:
                help_ = problems.did_you_mean(name, names) or f"the names are {', '.join(names)}"
                message = f"`{name}` is not a name of `values`"
                problems.add("B204", message, self._place(node, slot.column, at, len(name)), help_)
            found += [(node, slot.column, one)] if not unknown else []
        return found

    def _place(self, node: Scalar, expression: str, at: int, width: int) -> SourceSpan:
        """Return where a part of a formula is in the file."""
        start = self._reader.locate(node, expression)
        return SourceSpan(start.line, start.column + at, width) if start != node.span else start

    def _are_worked_out(self, question: Question, formulas: Sequence[tuple[Scalar, str, Formula]], mark: Mark) -> bool:
        """Work every formula out for every combination; the first of each that has no result is a problem."""
        values = {name: [value_number(text, mark) or 0 for text in texts] for name, texts in question.values}
        is_good = True
        for node, expression, one in dict.fromkeys(formulas):
            used = {name: values[name] for name, _ in one.names}
            for numbers in product(*used.values()):
                combination = dict(zip(used, numbers, strict=True))
                try:
                    one.value(combination)
                except FormulaError as error:
                    where = ", ".join(
                        f"{name} = {written_number(number, mark=mark)}" for name, number in combination.items()
                    )
                    message = f"{error.message} if {where}" if where else error.message
                    span = self._place(node, expression, error.at, error.width)
                    self._reader.problems.add("B308", message, span, error.help or "change the formula, or `values`")
                    is_good = False
                    break
        return is_good


def _text_nodes(entries: Entries) -> Iterator[Scalar]:
    """Yield the texts of a question in which there may be formulas."""
    for name in ("ask", "answer", "also", "wrong", "pinned", "why", "hint"):
        node = entries.nodes.get(name)
        for item in node.items if isinstance(node, Seq) else (node,):
            if isinstance(item, Scalar):
                yield item
            elif isinstance(item, Map):
                yield from (value for value in item.values if isinstance(value, Scalar))
