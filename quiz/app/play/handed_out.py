"""Taking a test that was handed out in a pack: exactly that one, whatever the player knows."""

from collections.abc import Iterator, Sequence
from datetime import date

from quiz import clock
from quiz.app.errors import Exit, UserError
from quiz.app.play.setup import setup_in
from quiz.classroom.pack import FeedbackOfTest, Pack, PackedTest
from quiz.days import Moment
from quiz.game.mode import Feedback
from quiz.game.outcome import Setup
from quiz.history.log import History
from quiz.items.draw import DRAWS
from quiz.library.banks import UnusablePack, is_pack, open_pack
from quiz.library.files import expanded
from quiz.text import quoted
from quiz.ui import words
from quiz.ui.prompter import Prompter

_FEEDBACK = {FeedbackOfTest.END: "", FeedbackOfTest.NONE: Feedback.NEVER}


def handed_out(names: Sequence[str]) -> tuple[Setup, PackedTest] | None:
    """Return the setup that starts the test in a pack that is named, and the test itself; None if there is no test.

    Raises `UserError` if such a file cannot be read, or if a test is played together with something else.
    """
    for name, pack in _packs(names):
        if pack.test is None:
            continue
        if len(names) > 1:
            what = f"{quoted(name, 200)} contains a test, which must be played on its own"
            raise UserError(Exit.USAGE, what, "name only this file")
        test = pack.test
        return Setup(
            seed=test.seed,
            mode="test",
            questions=test.questions,
            names=(name,),
            time_ms=test.minutes * 60_000,
            test=pack.id,
            until=test.until,
            feedback=_FEEDBACK[test.feedback],
        ), test
    return None


def packed_facts(names: Sequence[str]) -> tuple[str, ...]:
    """Return the facts that the packs among the names ask about; packs that ask about all of their banks add none.

    Raises `UserError` if such a file cannot be read.
    """
    return tuple(fact for _, pack in _packs(names) for fact in pack.facts)


def _packs(names: Sequence[str]) -> Iterator[tuple[str, Pack]]:
    """Yield the packs that are named. Raises `UserError` if one cannot be read."""
    for name in names:
        path = expanded(name)
        if is_pack(name) and path.is_file():
            try:
                yield name, open_pack(path)[0]
            except UnusablePack as error:
                raise UserError(Exit.BAD_DATA, error.message, error.help) from None


def introduce(prompter: Prompter, history: History | None, setup: Setup, test: PackedTest) -> None:
    """Say what a test is like, and whether it is late, was taken before, or may have other questions here."""
    said = [words.handed_out_text(setup)]
    if is_late(setup.until, clock.now()):
        said.append("That day has passed. You can still take the test, but your answers will be marked as late.")
    before = _taken(history, setup.test) if history else None
    if before is not None:
        day = words.day_name(clock.date_of(before), clock.today())
        said.append(
            f"You have taken it before ({day}). All your rounds are saved, and your teacher can see which came first."
        )
    if test.draws != DRAWS:
        said.append(
            "It was made with another version of the program, so your questions may differ from everybody else's."
        )
    prompter.say(*said)


def is_late(until: str, at: Moment) -> bool:
    """Return whether a moment comes after the last day of a test, if it has one."""
    return bool(until) and date.fromordinal(at.day).isoformat() > until


def _taken(history: History, test: str) -> int | None:
    """Return when the player last finished a test, None if they did not."""
    for row in history.rounds():
        setup = setup_in(row.setup)
        if setup is not None and setup.test == test and row.ended_at is not None:
            return row.ended_at
    return None
