"""Multiple choice -> tables, if the questions themselves show that they are one.

In a table, everything that no row says is false, and a quiz need not mean that. So a table is made only if four or more
questions differ in one place, with a different value in each, and if in half of them the author offered the answer of
another one as a wrong answer.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from quiz.author.draft import rows_of, tidy, yaml_quoted, yaml_text
from quiz.exchange.fact_tables import RowEntry, TableEntry
from quiz.exchange.question import AnswerType, ForeignQuestion
from quiz.text import quoted, slug
from quiz.values.relations import canonical

_FEWEST = 4
_LONGEST_SLOT = 4  # words
_FEWEST_AROUND = 2  # words that all stems have in common
_MOST_DECOYS = 200

_Template = tuple[tuple[str, ...], tuple[str, ...]]  # the words before and after the place


class Recovered(NamedTuple):
    """A table that was made from questions: which ones, and what the table claims, in words."""

    table: TableEntry
    questions: tuple[ForeignQuestion, ...]
    claim: str


def recover(questions: Sequence[ForeignQuestion], keys: Mapping[int, str]) -> Iterator[Recovered]:
    """Yield the tables that questions make, the largest first, with as many words in common as possible.

    `keys`: id of a question -> its key.
    """
    usable = [question for question in questions if _answer(question)]
    groups = _groups(usable)
    taken: set[int] = set()
    for template in sorted(groups, key=lambda one: (-len(groups[one]), -len(one[0]) - len(one[1]), one)):
        members = [question for question in groups[template] if id(question) not in taken]
        rows = _rows(members, template)
        if rows is not None and _is_confirmed(rows):
            taken |= {id(question) for question in members}
            yield _made(template, rows, keys)


def _answer(question: ForeignQuestion) -> str:
    """Return the right answer of a choice; nothing if there is not exactly one."""
    right = [option.text for option in question.options if option.share > 0]
    is_plain = question.kind is AnswerType.CHOICE and not question.several and not question.marks & {"X105", "X106"}
    return tidy(right[0]) if is_plain and len(right) == 1 and len(question.options) > 1 else ""


def _groups(questions: Sequence[ForeignQuestion]) -> dict[_Template, list[ForeignQuestion]]:
    """Return template -> the questions that have it, for the templates that enough questions have."""
    counts: dict[int, int] = {}
    for question in questions:
        for template in _templates(question):
            counts[hash(template)] = counts.get(hash(template), 0) + 1
    groups: dict[_Template, list[ForeignQuestion]] = {}
    for question in questions:
        for template in _templates(question):
            if counts[hash(template)] >= _FEWEST:
                groups.setdefault(template, []).append(question)
    return {template: members for template, members in groups.items() if len(members) >= _FEWEST}


def _templates(question: ForeignQuestion) -> Iterator[_Template]:
    words = tuple(tidy(question.stem).split(" "))
    for size in range(1, _LONGEST_SLOT + 1):
        for at in range(len(words) - size + 1):
            if len(words) - size >= _FEWEST_AROUND:
                yield words[:at], words[at + size :]


def _rows(members: Sequence[ForeignQuestion], template: _Template) -> dict[str, ForeignQuestion] | None:
    """Return value of the place -> question; None if there are too few, or a value comes twice."""
    before, behind = template
    rows: dict[str, ForeignQuestion] = {}
    for question in members:
        words = tidy(question.stem).split(" ")
        value = " ".join(words[len(before) : len(words) - len(behind)]).rstrip("?.!,;:")
        if not value or rows.setdefault(value, question) is not question:
            return None
    return rows if len({canonical(value) for value in rows}) >= _FEWEST else None


def _is_confirmed(rows: Mapping[str, ForeignQuestion]) -> bool:
    """Return whether half of the questions have another one's answer among their wrong options."""
    answers = {canonical(_answer(question)) for question in rows.values()}
    offered = 0
    for question in rows.values():
        wrong = {canonical(tidy(option.text)) for option in question.options if option.share <= 0}
        offered += bool(wrong & (answers - {canonical(_answer(question))}))
    return offered * 2 >= len(rows)


def _made(template: _Template, rows: Mapping[str, ForeignQuestion], keys: Mapping[int, str]) -> Recovered:
    first = next(iter(rows.values()))
    stem = tidy(first.stem)
    value = next(iter(rows))
    before, behind = " ".join(template[0]), " ".join(template[1])
    mark = stem[len(stem.rstrip("?.!,;:")) :] if not behind else ""
    ask = " ".join(filter(None, (_escaped(before), "{item}" + mark, _escaped(behind))))
    named = rows_of([((one,), (_answer(question),)) for one, question in rows.items()])
    entries = tuple(
        RowEntry(keys[id(question)], row.id, f"[{yaml_text(one)}, {yaml_text(_answer(question))}]", question.place, one)
        for row, (one, question) in zip(named, rows.items(), strict=True)
    )
    answers = {canonical(_answer(question)) for question in rows.values()}
    wrong = {canonical(tidy(one.text)): tidy(one.text) for question in rows.values() for one in question.options}
    decoys = [text for form, text in wrong.items() if form not in answers and text][:_MOST_DECOYS]
    topic = tidy(first.topic[-1]) if first.topic else ""
    head = [*([f"topic: {yaml_text(topic)}"] if topic else []), "columns: [item, answer]"]
    foot = [f"decoys: {{answer: [{', '.join(map(yaml_text, decoys))}]}}"] if decoys else []
    foot += ["questions:", "  which:", f"    ask: {yaml_quoted(ask)}", "    answer: answer"]
    wish = slug(f"{before} {behind}"[:60]) or "facts"
    table = TableEntry(f"table:{ask}", wish, tuple(head), entries, tuple(foot), first.place, ask)
    claim = (
        f"{len(rows)} questions became the table `{wish}`, {quoted(ask)}. "
        f"The table says that only `{_answer(first)}` is right for `{value}`, and so on for each row."
    )
    return Recovered(table, tuple(rows.values()), claim)


def _escaped(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")
