"""Playing rounds: the loop that joins round, prompter, history and clock."""

import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from quiz.bank.model import Bank
from quiz.cli.backing_up import back_up_today
from quiz.cli.exits import Exit, fail
from quiz.cli.open_banks import find_or_fail, load_or_fail
from quiz.game.modes import MODES
from quiz.game.round import Outcome, Round, Setup, start
from quiz.generate.bank_items import Fact, bank_facts
from quiz.generate.item import Item
from quiz.screen import words
from quiz.screen.prompter import Answer, Change, Entry, Prompter, Stopped
from quiz.screen.sink import Sink, is_terminal
from quiz.store.database import HistoryError
from quiz.store.history import Attempt, History, RoundRow
from quiz.store.paths import history_file
from quiz.store.platform import has_terminal_keys

__all__ = ["Choice", "Session", "make_prompter", "open_history", "replayed", "wants_plain"]


class Choice(NamedTuple):
    """What is to be played. No seed means a new one."""

    names: tuple[str, ...]
    mode: str = "learn"
    questions: int = 10
    topics: tuple[str, ...] = ()
    seed: str = ""
    facts: tuple[str, ...] = ()


def wants_plain(plain: bool) -> bool:
    """Decide about plain mode: asked for, or the terminal cannot do more, or there is none."""
    if plain or os.environ.get("ACCESSIBLE", "") not in ("", "0") or os.environ.get("TERM", "dumb") == "dumb":
        return True
    return not (is_terminal(sys.stdin) and is_terminal(sys.stdout) and has_terminal_keys())


def make_prompter(sink: Sink, *, plain: bool) -> Prompter:
    """Return the prompter that fits."""
    if not wants_plain(plain):
        from quiz.screen.terminal import SMALLEST, TerminalPrompter

        size = sink.size()
        if size[0] >= SMALLEST[0] and size[1] >= SMALLEST[1]:
            return TerminalPrompter(sink)
    from quiz.screen.plain import PlainPrompter, stdin_source

    source, echo = stdin_source()
    return PlainPrompter(sink, source, echo=echo)


def open_history(prompter: Prompter) -> History | None:
    """Open the history to write; where that cannot be, offer to play unsaved (None)."""
    try:
        return History.open(history_file(), write=True)
    except HistoryError as error:
        if not is_terminal(sys.stdin):
            fail(Exit.STORAGE, error.message, error.help)
        prompter.say(f"{error.message}.", f"{error.help}.")
        entries = [Entry("Play without saving"), Entry("Quit", key="q")]
        if prompter.choose("Your answers cannot be saved", entries) == 1:
            raise SystemExit(Exit.STORAGE) from None
        return None


class Session:
    """Plays one round after another for one player at one screen."""

    def __init__(self, prompter: Prompter, history: History | None) -> None:
        self._prompter = prompter
        self._history = history
        self._round: Round | None = None
        prompter.saves = history is not None

    def play(self, choice: Choice, *, resume: RoundRow | None = None) -> None:
        """Play what was chosen until the player quits.

        Without a seed of its own a round that was stopped is offered to be resumed.
        """
        facts, banks = _load(choice)
        round_, row = None, None
        if resume is None and not choice.seed and not choice.facts:
            resume = self._offer(choice, banks)
        if resume is not None:
            round_ = self._resumed(resume, facts, banks)
            row = resume if round_ else None
        self._rounds(choice, facts, banks, round_, row)

    def try_out(self, choice: Choice, facts: Sequence[Fact], banks: Sequence[Bank]) -> None:
        """Play rounds of these facts alone. For a session without a history, and says so."""
        try:
            self._prompter.say("You are trying these questions out. Nothing is saved.")
        except (Stopped, KeyboardInterrupt):
            raise SystemExit(0) from None
        self._rounds(choice, facts, tuple((bank.id, bank.hash) for bank in banks))

    def _rounds(
        self,
        choice: Choice,
        facts: Sequence[Fact],
        banks: tuple[tuple[str, str], ...],
        round_: Round | None = None,
        row: RoundRow | None = None,
    ) -> None:
        """Play one round after another, the first from where it was stopped, until the player quits."""
        while True:
            if round_ is None:
                round_ = start(_setup(choice, banks), facts)
                row = None
                if round_.current is None:
                    fail(Exit.BAD_DATA, "nothing can be asked", "`quiz bank check` says why")
            next_ = self._one(round_, row)
            if next_ is None:
                return
            choice, round_ = choice._replace(facts=next_, seed=""), None

    def _one(self, round_: Round, row: RoundRow | None) -> tuple[str, ...] | None:
        """Play a round to its end. Returns the facts of the next one (none: all), or None to quit."""
        took = row.took_ms if row else 0
        started_at = _now()
        try:
            while round_.current is not None:
                began = time.monotonic()
                answer = self._prompter.ask(round_)
                spent = int((time.monotonic() - began) * 1000)
                round_ = round_.answer(answer.chosen)
                outcome = round_.outcomes[-1]
                took += spent
                row = row or _new_row(round_, started_at)  # not before the first question is on the screen
                self._keep(row, round_, outcome, answer, spent)
                if round_.mode.feedback_at_once:
                    self._prompter.feedback(round_, outcome)
                else:
                    self._prompter.noted(round_)
        except (Stopped, KeyboardInterrupt) as stop:
            self._stopped(round_, stop)
        assert row is not None  # a round without questions is not started
        return self._ended(round_, row, took)

    def _stopped(self, round_: Round, stop: BaseException) -> None:
        saved = words.left_text(round_) if self._history else "Stopped. Nothing was saved."
        if round_.current is None:
            saved = "Saved. The round is over." if self._history else "The round is over. Nothing was saved."
        elif not round_.outcomes:
            saved = "Stopped before the first answer."
        self._prompter.stopped(saved)
        back_up_today(self._history)
        raise SystemExit(Exit.INTERRUPTED if isinstance(stop, KeyboardInterrupt) else Exit.FINE)

    def _keep(self, row: RoundRow, round_: Round, outcome: Outcome, answer: Answer, spent: int) -> None:
        """Keep an answer before its feedback is shown."""
        if self._history is None:
            return
        item = outcome.ask.item
        attempt = Attempt(
            id=_new_id(),
            round=row.id,
            position=len(round_.outcomes) - 1,
            kind=outcome.ask.kind,
            bank=item.origin.bank,
            bank_hash=dict(round_.setup.banks)[item.origin.bank],
            item=item.id,
            fact=item.fact,
            topic=item.topic,
            form=item.form,
            slot=outcome.ask.slot,
            shown=_shown(item),
            chosen=outcome.chosen,
            hinted=answer.hinted,
            right=outcome.right,
            took_ms=spent,
            answered_at=_now(),
        )
        try:
            self._history.save(row, attempt, finished_at=_now() if round_.current is None else None)
        except HistoryError as error:
            self._prompter.stopped("This answer was not saved. The answers before it are.")
            fail(Exit.STORAGE, error.message, error.help)

    def _ended(self, round_: Round, row: RoundRow, took: int) -> tuple[str, ...] | None:
        from quiz.game.summary import summarise  # not needed before the end

        summary = summarise(round_)
        self._prompter.end(round_, summary, took, self._last(round_, row))
        entries = [Entry("another round", key="r"), Entry("quit", key="q")]
        misses = tuple(dict.fromkeys(outcome.ask.item.fact for outcome in summary.misses))
        if misses:
            entries.insert(0, Entry("practise these", key="m"))
        try:
            back_up_today(self._history)  # while the page is read
            key = entries[self._prompter.choose("", entries, plain_title="What now?")].key
        except (Stopped, KeyboardInterrupt):
            key = "q"
        if key == "q":
            self._prompter.stopped("Saved." if self._history else "Nothing was saved.")
            return None
        return misses if key == "m" else ()

    def _last(self, round_: Round, row: RoundRow) -> Change | None:
        """Return the score of the last finished round on the same banks."""
        if self._history is None:
            return None
        mine = _what(round_.setup)
        for other in self._history.rounds():
            if other.id != row.id and other.ending == "finished" and other.started_at <= row.started_at:
                setup = setup_of(other)
                if setup is not None and _what(setup) == mine:
                    return Change(other.right, other.answered)
        return None

    def _offer(self, choice: Choice, banks: Sequence[tuple[str, str]]) -> RoundRow | None:
        """Offer to resume the latest stopped round on the same banks; another answer leaves it."""
        if self._history is None:
            return None
        ids = {bank for bank, _ in banks}
        for row in self._history.open_rounds():
            setup = setup_of(row)
            if setup is None or {bank for bank, _ in setup.banks} != ids or set(setup.topics) != set(choice.topics):
                continue
            entries = [Entry(f"Resume {row.answered} of {row.planned}"), Entry("Start a new round")]
            try:
                chosen = self._prompter.choose("A round is not finished", entries)
            except (Stopped, KeyboardInterrupt):
                raise SystemExit(0) from None
            if chosen == 0:
                return row
            self._history.end(row.id, "left", _now())
            return None
        return None

    def _resumed(self, row: RoundRow, facts: Sequence[Fact], banks: Sequence[tuple[str, str]]) -> Round | None:
        """Replay a stopped round; None, with a word on why, where its bank is another now."""
        assert self._history is not None
        setup = setup_of(row)
        attempts = self._history.attempts(row.id)
        round_ = None
        if setup is not None and dict(setup.banks) == dict(banks):
            round_ = replayed(setup, facts, attempts)
        if round_ is not None and round_.current is not None:
            return round_
        kept = words.plural(len(attempts), "answer")
        self._history.end(row.id, "changed", _now())
        self._prompter.say(
            f"The bank has changed since. Your {kept} {'is' if len(attempts) == 1 else 'are'} kept; a new round starts."
        )
        return None


def replayed(setup: Setup, facts: Sequence[Fact], attempts: Sequence[Attempt]) -> Round | None:
    """Return the round after its answers, or None where it would not ask the same again."""
    round_ = start(setup, facts)
    for attempt in attempts:
        ask = round_.current
        if ask is None or ask.item.id != attempt.item or ask.item.stem != attempt.shown["stem"]:
            return None
        item = ask.item
        if [option.id for option in item.options] != [option["id"] for option in attempt.shown["options"]]:
            return None
        if list(item.prompts) != attempt.shown.get("prompts", []):
            return None
        try:
            round_ = round_.answer(attempt.chosen)
        except ValueError:  # not as this program would have kept it
            return None
    return round_


def _shown(item: Item) -> dict[str, Any]:
    """Return what was on the screen, to be shown again; with the keys in their order where it counts."""
    shown: dict[str, Any] = {
        "bank": item.origin.title,
        "stem": item.stem,
        "options": [{"id": o.id, "text": o.text, "correct": o.id in item.keys} for o in item.options],
        "why": item.why,
        "source": item.origin.source,
    }
    if item.form.keeps_order:
        shown |= {"keys": item.keys, "prompts": item.prompts}
    return shown


def setup_of(row: RoundRow) -> Setup | None:
    """Return what a round was started with; None where this program cannot read it."""
    import json

    try:
        found = json.loads(row.setup)
        banks = tuple((str(bank), str(content)) for bank, content in found.pop("banks"))
        return Setup(
            seed=str(found["seed"]),
            mode=MODES[found["mode"]].name,
            questions=int(found["questions"]),
            banks=banks,
            topics=tuple(found["topics"]),
            facts=tuple(found["facts"]),
            names=tuple(found["names"]),
        )
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def _new_row(round_: Round, started_at: int) -> RoundRow:
    import json

    return RoundRow(
        id=_new_id(),
        started_at=started_at,
        mode=round_.setup.mode,
        seed=round_.setup.seed,
        planned=round_.planned,
        setup=json.dumps(round_.setup._asdict(), ensure_ascii=False),
    )


def _what(setup: Setup) -> tuple[frozenset[str], frozenset[str], bool, str]:
    """Return what makes the scores of two rounds comparable."""
    return frozenset(bank for bank, _ in setup.banks), frozenset(setup.topics), bool(setup.facts), setup.mode


def _load(choice: Choice) -> tuple[list[Fact], tuple[tuple[str, str], ...]]:
    loaded = load_or_fail(find_or_fail(choice.names))
    banks = [one.bank for one in loaded if one.bank]
    topics = dict.fromkeys(topic for bank in banks for topic in bank.topics)
    for topic in choice.topics:
        if topic not in topics:
            fail(Exit.USAGE, f"there is no topic `{topic}`", f"the topics are {words.listed(list(topics))}")
    facts = [fact for bank in banks for fact in bank_facts(bank)]
    return facts, tuple((bank.id, bank.hash) for bank in banks)


def _setup(choice: Choice, banks: tuple[tuple[str, str], ...]) -> Setup:
    return Setup(
        seed=choice.seed or str(int.from_bytes(os.urandom(3), "big")),
        mode=choice.mode,
        questions=min(choice.questions, len(choice.facts)) if choice.facts else choice.questions,
        banks=banks,
        topics=choice.topics,
        facts=choice.facts,
        names=tuple(_lasting(name) for name in choice.names),
    )


def _lasting(name: str) -> str:
    """Return a name that finds the same bank from any folder."""
    path = Path(name)
    return str(path.absolute()) if os.path.lexists(path) else name


def _now() -> int:
    return time.time_ns() // 1_000_000


def _new_id() -> str:
    from uuid import uuid4  # not needed before the first answer

    return str(uuid4())
