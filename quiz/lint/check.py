"""A bank -> everything to report about its questions: what cannot be generated, and what the rules find."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from quiz.bank.computed import worked_out
from quiz.bank.model import Allowed, Bank, Pattern, Question, Table
from quiz.bank.problems import Problem, did_you_mean
from quiz.interpreter import collector_off
from quiz.items.check import Batch, batches, gap
from quiz.items.item import Item
from quiz.items.sources import QuestionSource
from quiz.lint.codes import ALL_CODES, ALLOWABLE, AnyRule, allowed_in
from quiz.lint.facts import FACT_RULES
from quiz.lint.facts.view import Facts
from quiz.lint.orphans import orphans
from quiz.lint.rule import has_one_key
from quiz.lint.rules import BANK_RULES, RULES
from quiz.lint.view import BankView, Finding, View
from quiz.lint.words import Vocabulary
from quiz.text import is_english, listed

#: Called with how many patterns were checked so far, and how many there are.
PatternProgress = Callable[[int, int], None]


class CheckedBank(NamedTuple):
    """How many items a bank generates, and its problems, by place."""

    items: int
    problems: tuple[Problem, ...]


def check_bank(
    bank: Bank,
    attempts: Mapping[str, int] | None = None,
    report: PatternProgress | None = None,
    data: bytes = b"",
) -> CheckedBank:
    """Generate every item of a bank and judge it.

    `attempts` are the fact ids of the bank's history with how often each was answered. `data` are the
    bytes that the bank was read from; without them, what is found in a cell is reported at its row.
    """
    with collector_off():
        check = _Check(bank)
        check.run(report)
        check.facts(data)
        if attempts:
            check.history(attempts)
        return CheckedBank(check.items, check.problems())


class _Check:
    """One run over a bank. The items of a pattern are dropped when its rules are done."""

    def __init__(self, bank: Bank) -> None:
        self.items = 0
        self._bank = bank
        self._found: dict[object, tuple[AnyRule, Finding]] = {}
        self._problems: list[Problem] = []
        self._needed: set[Allowed] = set()
        self._keys_at: Counter[int] = Counter()
        self._vocabulary: Vocabulary | None = None  # of the table whose patterns are judged
        self._asked: dict[str, set[int]] = {}  # table -> its rows that have a question, or a problem that says why not

    def run(self, report: PatternProgress | None) -> None:
        """Judge the patterns one by one, then the written-out questions, then the bank as a whole."""
        total = sum(len(table.patterns) for table in self._bank.tables) + 1
        written: list[Item] = []
        done = 0
        for batch in batches(self._bank):
            self.items += len(batch.items)
            if isinstance(batch.source, Question):
                written += batch.items[:1] or self._unplayed(batch, batch.source)
            elif batch.table is not None:
                self._pattern(batch, batch.table, batch.source)
                done += 1
                if report is not None:
                    report(done, total)
        self._written(written)
        for table in self._bank.tables:
            self._unasked(table)
        unread = () if is_english(self._bank.language) else [rule.code for rule in RULES if rule.english]
        whole = BankView(self._bank, self._keys_at, unread)
        for rule in BANK_RULES:
            for finding in rule.check(whole):
                self._add(rule, finding, finding.allow)

    def _unplayed(self, batch: Batch, question: Question) -> list[Item]:
        """Report that a written-out question cannot be asked; return it with all its options, to be judged."""
        problem = gap(batch)
        if problem and not self._is_allowed(problem.code, question.allow):
            self._problems.append(problem)
        return [QuestionSource(self._bank, question).whole()]

    def _pattern(self, batch: Batch, table: Table, pattern: Pattern) -> None:
        problem = gap(batch)
        if problem and not self._is_allowed(problem.code, pattern.allow, table.allow):
            self._problems.append(problem)
        self._asked.setdefault(table.id, set()).update(batch.rows)
        if self._vocabulary is None or self._vocabulary.table is not table:
            self._vocabulary = Vocabulary(table)
        if batch.items:
            view = View(self._bank, batch.items, table=table, pattern=pattern, vocabulary=self._vocabulary)
            self._judge(view, pattern.allow, table.allow)

    def _written(self, items: Sequence[Item]) -> None:
        first = [worked_out(one, 0, self._bank.language) if one.values else one for one in self._bank.questions]
        questions = {f"{self._bank.id}/{question.id}": question for question in first}
        for form in dict.fromkeys(item.form for item in items):
            self._judge(View(self._bank, [item for item in items if item.form == form], questions=questions))

    def _judge(self, view: View, *allow: tuple[Allowed, ...]) -> None:
        for rule in RULES:
            if rule.applies(view.form) and (view.is_english or not rule.english):
                for finding in rule.check(view):
                    self._add(rule, finding, finding.allow, *allow, table=view.table)
        if has_one_key(view.form):
            self._keys_at.update(view.keys_at)

    def _unasked(self, table: Table) -> None:
        """Report the rows of a table that no question asks about."""
        asked = self._asked.get(table.id, set())
        rows = [table.rows[at] for at in sorted(set(range(len(table.rows))) - asked)]
        if not rows or self._is_allowed("G303", table.allow):
            return
        if not table.patterns:
            problem = Problem("G303", f"no question asks about `{table.id}`", table.span, "give it `questions:`")
        else:
            more = f" and {len(rows) - 1} more" if len(rows) > 1 else ""
            message = f"no question asks about `{rows[0].id}`{more}"
            problem = Problem("G303", message, rows[0].span, "write a pattern that does, or make them decoys")
        self._problems.append(problem)

    def facts(self, data: bytes) -> None:
        """Judge the facts themselves."""
        facts = Facts(self._bank, data)
        for rule in FACT_RULES:
            for finding in rule.check(facts):
                self._add(rule, finding, finding.allow)

    def history(self, attempts: Mapping[str, int]) -> None:
        """Report the ids of the history that the bank no longer has."""
        allow = {table.id: table.allow for table in self._bank.tables}
        for table, problem in orphans(self._bank, attempts):
            if not self._is_allowed(problem.code, allow.get(table, ())):
                self._problems.append(problem)

    def _add(self, rule: AnyRule, finding: Finding, *allow: tuple[Allowed, ...], table: Table | None = None) -> None:
        """Add a finding, unless it is allowed; findings of several patterns about one subject become one."""
        if self._is_allowed(rule.code, *allow):
            return
        subject = (rule.code, table.id, finding.subject) if table and finding.subject else len(self._found)
        known = self._found.get(subject)
        if known is not None:
            first = known[1]
            finding = first._replace(hits=first.hits + finding.hits, total=first.total + finding.total)
        self._found[subject] = (rule, finding)

    def _is_allowed(self, code: str, *allow: tuple[Allowed, ...]) -> bool:
        for entries in (*allow, self._bank.allow):
            for entry in entries:
                if entry.code == code:
                    self._needed.add(entry)
                    return True
        return False

    def problems(self) -> tuple[Problem, ...]:
        """Return everything that was found, by place."""
        found = [Problem(rule.code, f.message, f.span, f.help, rule.severity) for rule, f in self._found.values()]
        found += self._problems
        for where, allowed in _allowed(self._bank):
            if allowed not in self._needed and (problem := _needless(where, allowed)) is not None:
                found.append(problem)
        return tuple(sorted(found, key=lambda problem: (problem.span, problem.code)))


def _needless(where: str, allowed: Allowed) -> Problem | None:
    """Return the problem with an `allow` that hides nothing; `where` says where it is, as `allowed_in` does."""
    code, span = allowed.code, allowed.span
    if code in ALL_CODES:
        places = allowed_in(code)
        if where not in places:
            message = f"`{code}` can be allowed only in {listed(places, 'or')}"
            return Problem("Q100", message, span, "move it there" if len(places) == 1 else "move it to one of these")
        if code.startswith("H"):
            return None  # only the player's own machine knows the history
        return Problem("Q100", f"`{code}` is allowed here, but nothing reports it", span, "delete it")
    help_ = did_you_mean(code, ALLOWABLE) or "delete it"
    return Problem("Q100", f"there is no code `{code}`", span, help_)


def _allowed(bank: Bank) -> Iterator[tuple[str, Allowed]]:
    """Yield every code that is allowed somewhere, with where that is, as `allowed_in` says it."""
    yield from (("the bank", one) for one in bank.allow)
    for table in bank.tables:
        yield from (("a table", one) for one in table.allow)
        for pattern in table.patterns:
            yield from (("a pattern", one) for one in pattern.allow)
    for question in bank.questions:
        yield from (("a question", one) for one in question.allow)
