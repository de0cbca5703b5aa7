"""Match: the values of one column, each to be matched with its answer."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from quiz.bank.keys import COLUMN, Key
from quiz.bank.model import Pattern
from quiz.items.answer_kind import AnswerKind
from quiz.items.columns import Column
from quiz.items.draw import Draw
from quiz.items.form import Form
from quiz.items.item import MixedUp, NotGenerated
from quiz.items.known import Answered, Known
from quiz.items.prepared import WANTED_WRONG, ItemParts, Prepared, item_parts, too_vague
from quiz.items.query import ShownClasses
from quiz.values.relations import canonical

if TYPE_CHECKING:
    from quiz.bank.entries import Entries
    from quiz.bank.node_reader import NodeReader
    from quiz.bank.rows import TableFrame
    from quiz.items.reasons import Judged, Reasons

_FEWEST_OTHERS = 2  # with only two pairs, the second follows from the first


def _make(prepared: Prepared, row: int, draw: Draw, prefer: Sequence[MixedUp]) -> ItemParts | NotGenerated:
    """Show a prompt of a row and of a few others next to their answers; the keys are in the order of the prompts.

    The rows come from groups that share neither a prompt nor an answer. So only its own answer is right for a prompt
    among those shown, whatever else is true of it.
    """
    del prefer  # no option is wrong
    asked = prepared.asked(row, draw)
    if isinstance(asked, NotGenerated):
        return asked
    shown, own, *_ = asked
    if prepared.index.table.open:
        return NotGenerated("an open table cannot prove other pairs wrong", "delete `open: true`, or the pattern")
    name = prepared.pattern.columns["match"]
    prompts = prepared.column(name)
    if prompts.vague:
        return too_vague(f"`{name}`")
    if not prompts.cells[row]:
        return NotGenerated(f"it has no `{name}`", left_empty=True)
    groups = _groups(prepared, prompts, shown, own)
    mine = groups.of_row[row]
    others = [group for group in draw.sample(groups.pairs, WANTED_WRONG + 1) if group is not mine]
    if len(others) < _FEWEST_OTHERS:
        return NotGenerated("fewer than 3 pairs can be shown together", f"add rows with their own values of `{name}`")
    pairs = [(row, draw.pick(prompts.cells[row]), own)]
    for group in others[:WANTED_WRONG]:
        other, answers = draw.pick(group)
        pairs.append((other, draw.pick(prompts.cells[other]), draw.pick(answers)))
    pairs = draw.shuffled(pairs)
    right = [prepared.own(r, answer) for r, _, answer in pairs]
    options, keys = prepared.arranged(draw, right), tuple([option.id for option in right])
    rows = [r for r, _, _ in pairs]
    why = prepared.explanations(rows)
    shown_prompts = tuple([prompts.text_of(r, prompt) for r, prompt, _ in pairs])
    return item_parts(prepared.stem(row, shown), options, keys, why, shown_prompts, rows)


_Group = list[tuple[int, Sequence[int]]]  # rows, each with its answers


class _Groups(NamedTuple):
    """The groups, and row -> its group."""

    pairs: Sequence[_Group]
    of_row: Mapping[int, _Group]


def _groups(prepared: Prepared, prompts: Column, shown: ShownClasses, own: int) -> _Groups:
    """Sort the rows that match into groups. Answers that are not of the same kind as a row's own are left out."""
    ranks = prepared.answers.ranks
    is_number = ranks[own] is not None
    kept = prepared.memo.get((shown, is_number))
    if isinstance(kept, _Groups):
        return kept
    answers = prepared.answers.cells
    members = set(prepared.query.members(shown))
    rows = [row for row in prepared.query.possible(shown) if prompts.cells[row] and answers[row]]
    by_root: dict[int, _Group] = {}
    of_row: dict[int, _Group] = {}
    for row, root in _roots(rows, prompts, prepared.answers).items():
        of_kind = [class_ for class_ in answers[row] if (ranks[class_] is not None) is is_number]
        if of_kind and row in members:
            of_row[row] = by_root.setdefault(root, [])
            of_row[row].append((row, of_kind))
    found = prepared.memo[shown, is_number] = _Groups(list(by_root.values()), of_row)
    return found


def _roots(rows: Sequence[int], prompts: Column, answers: Column) -> dict[int, int]:
    """Return row -> a number, by its prompts and answers: rows that share some have the same number.

    The same holds for rows with some that may be the same. A union-find: prompts are the even nodes, answers the odd
    ones.
    """
    above: dict[int, int] = {}

    def root(node: int) -> int:
        while (parent := above.setdefault(node, node)) != node:
            above[node] = node = above[parent]
        return node

    for row in rows:
        first = root(2 * prompts.cells[row][0])
        for node in (
            *(2 * prompt for prompt in prompts.cells[row]),
            *(2 * answer + 1 for answer in answers.cells[row]),
        ):
            above[root(node)] = first
    for column, odd in ((prompts, 0), (answers, 1)):
        for class_, others in column.clashes.items():
            for other in others:
                above[root(2 * class_ + odd)] = root(2 * other + odd)
    return {row: root(2 * prompts.cells[row][0]) for row in rows}


def _check(pattern: Pattern, entries: "Entries", table: "TableFrame", reader: "NodeReader") -> None:
    """Check that the column to match with an answer is neither the answer itself nor fixed by the question."""
    del table
    prompt = pattern.columns.get("match")
    if prompt is None:
        return
    name = f"`{{{prompt}}}`"
    if prompt in pattern.answer.columns:
        span = entries.key_spans["match"]
        reader.problems.add(
            "B206", f"`match` and `answer` both show {name}", span, "match another column with the answer"
        )
    ask = reader.scalar(entries, "ask")
    if ask is not None and prompt in pattern.stem.columns:
        help_ = "delete it there: the question is about several rows"
        span = reader.locate(ask, f"{{{prompt}}}")
        reader.problems.add("B206", f"the question shows {name}, which must be matched", span, help_)


def _reason(reasons: "Reasons", judged: "Judged") -> str:
    item = judged.item
    from quiz.layout import composed  # for people who look through a bank

    return composed(f"{reasons.pattern.columns['match']}: ", item.prompts[item.keys.index(judged.option.id)])


def _known(answered: Answered) -> Iterator[Known]:
    """Yield which prompts and answers belong together, in both directions if the answer is one column."""
    item, name, columns = answered.item, answered.pattern.columns["match"], answered.pattern.answer.columns
    for prompt, option in zip(item.prompts, item.key_options, strict=True):
        yield (columns, frozenset([(name, canonical(prompt))])), option.text, True
        if len(columns) == 1:
            yield ((name,), frozenset([(columns[0], canonical(option.text))])), prompt, True


FORM = Form(
    name="match",
    answer_kind=AnswerKind.PAIRS,
    make=_make,
    reason=_reason,
    known=_known,
    keys=(
        Key(
            "match",
            COLUMN,
            "A column: players match its values in a few rows with the answers that belong to them.",
            "country",
        ),
    ),
    selected_by=("match",),
    check=_check,
)
