"""Handing in: the answers to some banks, or to a test that was handed out, as a file or as a text to paste."""

import sys
from collections.abc import Sequence
from typing import NamedTuple

import quiz
from quiz import clock
from quiz.app.bank_export import new_file, save
from quiz.app.banks import find_banks
from quiz.app.errors import Exit, UserError
from quiz.app.history import open_to_read
from quiz.app.play.handed_out import handed_out, is_late
from quiz.app.play.setup import setup_in
from quiz.app.prompting import entered, make_wizard
from quiz.classroom.codes import checked_code, random_code, results_id
from quiz.classroom.result_file import ResultsBank, StudentAnswer, StudentResults, results_block, results_file
from quiz.game.mode import Ending, Mode, Selection
from quiz.game.modes import mode_of
from quiz.game.outcome import Setup
from quiz.history.log import History
from quiz.history.records import Attempt, RoundRow
from quiz.library.banks import outline
from quiz.library.files import cache_folder
from quiz.term.leaving import Stopped
from quiz.term.sink import Sink, is_terminal
from quiz.text import is_clean, quoted
from quiz.ui.prompter import Entry
from quiz.ui.render.plain import texts
from quiz.ui.results_page import results_page
from quiz.ui.wizard import Step
from quiz.ui.words import day_name

_LONGEST_NAME = 60  # characters
_WEEK = 7  # days that are called by their names
_TITLE = "What you hand in"


class ResultsWanted(NamedTuple):
    """What is asked for: the file (nothing: a text to paste), the names of banks or packs, the code, and who it is."""

    output: str
    banks: Sequence[str] = ()
    code: str = ""
    player: str = ""


def hand_in(wanted: ResultsWanted, out: Sink, err: Sink) -> None:
    """Show what leaves this machine, ask in a terminal whether it may, and write it.

    Raises `UserError` and `HistoryError`: then nothing is written.
    """
    path = new_file(wanted.output) if wanted.output else None
    code = _code(wanted.code) if wanted.code else ""
    history = open_to_read(wanted.player)
    if history is None:
        raise _nothing()
    results = collected(history, wanted.banks, code)
    if is_terminal(sys.stdin) and out.isatty():
        agreed = _asked(results, out, is_random=not code)
        if agreed is None:
            return
        results = agreed
    else:
        (out if path else err).laid_out(*texts(results_page(results, _days(results), is_random=not code)))
    if path is None:
        out.text(*results_block(results).split("\n"))
        return
    save(path, results_file(results), private=True)
    out.text(f"Written: {path}")


def collected(history: History, banks: Sequence[str], code: str) -> StudentResults:
    """Return a player's answers to these banks; if none is named, to those of the latest round, or to its test.

    They are under a code: the player's random one if none is given. Raises `UserError` if nothing was answered there.
    """
    rounds = [(row, setup) for row in history.rounds() if (setup := setup_in(row.setup)) is not None]
    scope = _named(banks) if banks else _latest([setup for _, setup in rounds])
    answers: list[StudentAnswer] = []
    titles: dict[tuple[str, str], str] = {}
    for row, setup in reversed(rounds):  # the oldest first
        for attempt in history.attempts(row.id) if scope.has_some(setup) else ():
            if attempt.voided_at is None and scope.has(setup, attempt.bank):
                answers.append(student_answer(row, setup, attempt))
                titles[attempt.bank, attempt.bank_hash] = attempt.shown.bank
    if not answers or history.player is None:
        raise _nothing()
    id_ = history.player.id
    found = tuple(ResultsBank(*bank, title) for bank, title in titles.items())
    return StudentResults(results_id(id_), code or random_code(id_), None, quiz.__version__, found, tuple(answers))


class _Scope(NamedTuple):
    """What is handed in: the answers to some tests, and to some banks, by their ids."""

    tests: frozenset[str]
    banks: frozenset[str]

    def has_some(self, setup: Setup) -> bool:
        """Return whether answers of a round of this setup may be handed in."""
        return setup.test in self.tests or any(bank in self.banks for bank, _ in setup.banks)

    def has(self, setup: Setup, bank: str) -> bool:
        """Return whether the answers to a bank in a round of this setup are handed in."""
        return setup.test in self.tests or bank in self.banks


def _named(names: Sequence[str]) -> _Scope:
    """Return the scope of the banks named; for a pack with a test, that test alone. Raises `UserError`."""
    tests, banks = set[str](), set[str]()
    for name in names:
        found = handed_out([name])
        if found:
            tests.add(found[0].test)
        else:
            banks |= {one.id for file in find_banks([name]) if (one := outline(file, cache_folder()))}
    return _Scope(frozenset(tests), frozenset(banks))


def _latest(setups: Sequence[Setup]) -> _Scope:
    """Return the scope of the latest round that is neither a review nor practice after another round.

    Raises `UserError` if there is none.
    """
    latest = next((setup for setup in setups if _is_of_its_own(mode_of(setup.mode))), None)
    if latest is None:
        raise _nothing()
    if latest.test:
        return _Scope(frozenset((latest.test,)), frozenset())
    return _Scope(frozenset(), frozenset(bank for bank, _ in latest.banks))


def _is_of_its_own(mode: Mode) -> bool:
    return mode.selection != Selection.DUE and mode.ending != Ending.EACH_RIGHT


def student_answer(row: RoundRow, setup: Setup, attempt: Attempt) -> StudentAnswer:
    """Return an answer of a round as it is handed in."""
    given_at = clock.moment(attempt.answered_at, attempt.utc_offset_s)
    return StudentAnswer(
        bank=attempt.bank,
        bank_hash=attempt.bank_hash,
        draws=setup.draws,
        item=attempt.item,
        fact=attempt.fact,
        form=attempt.form,
        seed=row.seed,
        slot=attempt.slot,
        pairs=tuple((right, chosen) for fact, right, chosen in setup.mixed_up if fact == attempt.fact),
        round=row.id,
        position=attempt.position,
        kind=attempt.kind,
        mode=row.mode,
        test=setup.test or None,
        is_late=is_late(setup.until, given_at),
        chosen=attempt.chosen,
        response=attempt.response,
        right=attempt.right,
        hinted=attempt.hinted,
        took_ms=attempt.took_ms,
        answered_at=attempt.answered_at,
        utc_offset_s=attempt.utc_offset_s,
    )


def _code(text: str) -> str:
    try:
        return checked_code(text)
    except ValueError as error:
        raise UserError(Exit.USAGE, f"{quoted(text)} cannot be a code: {error}", "ask your teacher for one") from None


def _nothing() -> UserError:
    return UserError(Exit.USAGE, "there are no answers to hand in", "use `--bank` to name what you played")


def _asked(results: StudentResults, sink: Sink, *, is_random: bool) -> StudentResults | None:
    """Show results and ask whether they may be written, with a name or without; None if they may not."""
    wizard = make_wizard(sink)
    entries = [Entry("Write it without a name"), Entry("Write it with a name"), Entry("Write nothing", key="q")]
    with entered(wizard):
        try:
            page = results_page(results, _days(results), is_random=is_random)
            chosen = wizard.review((_TITLE, results.code), page, "Write this file?", entries)
            if chosen == 1:
                name = wizard.enter(
                    Step("Your name", "The name that your teacher knows you by.", check=_name_fault, title=_TITLE)
                )
                return results._replace(name=name or None)
            if chosen == 0:
                return results
        except Stopped:
            pass
        wizard.told("Nothing was written.")
        return None


def _name_fault(name: str) -> str:
    """Return what is wrong with a name; an empty text if nothing is. An empty name means that there is none."""
    if len(name) > _LONGEST_NAME:
        return f"That is too long. Use at most {_LONGEST_NAME} characters."
    return "" if is_clean(name) else "That contains hidden characters."


def _days(results: StudentResults) -> str:
    """Return when answers were given, in words."""
    dates = sorted(clock.date_of(answer.answered_at) for answer in results.answers)
    first, last = dates[0], dates[-1]
    if (clock.today() - first).days < _WEEK:
        names = dict.fromkeys(day_name(day, clock.today()) for day in (first, last))
        return " to ".join(names)
    return " to ".join(dict.fromkeys(day.isoformat() for day in (first, last)))
