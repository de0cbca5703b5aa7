"""Every page of the program meets the keys that leave a page: none crashes, and each does what it promises.

Give each new page a line in `PAGES`. Nothing tests a menu, a notice or a question that is not listed here.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

import pytest
from prompt_toolkit.input.ansi_escape_sequences import ANSI_SEQUENCES

from quiz.items.draw import DRAWS
from tests.cli.test_drawing_rules import drawn_by
from tests.cli.test_review import days_pass
from tests.conftest import COLORS, PLACES
from tests.terminal.test_bank_new import STEPS, go
from tests.terminal.test_every_prompt import ECHO_AND_LINES, PROMPTS, is_as_before

if TYPE_CHECKING:
    from tests.conftest import Program
    from tests.terminal.conftest import Start, Terminal

#: The menu of `quiz` alone, recognized by the entry that is always there.
HOME = "Choose one bank"
CLEARED = b"\x1b[H\x1b[J"  # a new screen begins


class Stays(NamedTuple):
    """A key does not leave the page."""


STAYS = Stays()
Outcome = int | tuple[int, ...] | str | Stays  # an exit code (or several), the text of the next page, or the same page


class Page(NamedTuple):
    """A page: how to get to it, what is on it, and what each key does."""

    arrive: Callable[[Program, Start], Terminal]
    shows: str
    q: Outcome = 0
    ctrl_d: Outcome = 0
    ctrl_c: Outcome = 130
    escape: Outcome = STAYS
    draws: bool = True  # reads single keys; else lines


def prompt(name: str, **keys: Outcome) -> Page:
    """Return a page that is tested with signals as well."""

    def arrive(program: Program, start: Start) -> Terminal:
        terminal, text, _ = PROMPTS[name](program, start)
        terminal.see(text)
        return terminal

    return Page(arrive, "", **keys)  # type: ignore[arg-type]


def run(*args: str, env: Mapping[str, str] | None = None) -> Callable[[Program, Start], Terminal]:
    """Return a function that starts a command."""
    return lambda _program, start: start(*args, env=env)


def after(make: Callable[[Program], object], *args: str) -> Callable[[Program, Start], Terminal]:
    """Return a function that prepares the history and then starts a command."""

    def arrive(program: Program, start: Start) -> Terminal:
        make(program)
        return start(*args)

    return arrive


def then(before: Callable[[Program, Start], Terminal], *steps: tuple[str, str]) -> Callable[[Program, Start], Terminal]:
    """Return a function that continues from a page: each step waits for a text and presses keys."""

    def arrive(program: Program, start: Start) -> Terminal:
        terminal = before(program, start)
        for text, key in steps:
            terminal.see(text)
            terminal.listening_anew()
            terminal.press(key)
        return terminal

    return arrive


def from_home(
    entry: str, make: Callable[[Program], object] = lambda _program: None, player: str = ""
) -> Callable[[Program, Start], Terminal]:
    """Return a function that chooses an entry of the menu."""

    def arrive(program: Program, start: Start) -> Terminal:
        make(program)
        terminal = start(size=(80, 40), env={"QUIZ_PLAYER": player} if player else {})
        terminal.see(HOME)
        terminal.listening()
        rows = terminal.rows()
        pointed = next(i for i, row in enumerate(rows) if "❯" in row)
        wanted = next(i for i, row in enumerate(rows) if entry in row)
        terminal.press(*["down"] * (wanted - pointed), "enter")
        return terminal

    return arrive


# What was played before


def shown_on_cards(program: Program) -> None:
    """Let new facts be shown on cards."""
    program.bank("colors", COLORS.replace("cards: false\n", ""))


def played(program: Program) -> None:
    """Let six facts be known and due."""
    program.run("play", "colors", "--questions", "6", "--seed", "7", "--mode", "test", typed="1\n" * 6 + "q\n")
    days_pass(program, 4)


def all_right(program: Program) -> None:
    program.play("colors", "--questions", "1", "--topic", "Mixing", "--seed", "7")


def damaged(program: Program) -> None:
    program.data.mkdir()
    program.history_file.write_bytes(b"no database " * 100)


def two_players(program: Program) -> None:
    for name in ("Ada", "Ben"):
        program.run("play", "colors", "--questions", "3", "--seed", "1", "--player", name, typed="1\n")


def changed_bank(program: Program) -> None:
    program.run("play", "colors", "--topic", "Mixing", "--questions", "3", typed="1\n")
    program.bank("colors", COLORS.replace("Think of", "It is like"))


def other_version(program: Program) -> None:
    program.run("play", "colors", "--topic", "Mixing", "--questions", "3", typed="1\n")
    drawn_by(program, DRAWS + 1)


def an_exam(program: Program) -> None:
    day = (datetime.now().astimezone().date() + timedelta(10)).isoformat()
    program.run("review", "--exam", day, "--bank", "colors", "--limit", "4", "--json")


def exam(program: Program, start: Start) -> Terminal:
    day = (datetime.now().astimezone().date() + timedelta(10)).isoformat()
    return start("review", "--exam", day, "--bank", "colors", "--limit", "4")


def time_up(program: Program, start: Start) -> Terminal:
    program.clock(0)
    terminal = start("play", "colors", "--mode", "sprint", "--topic", "Mixing", "--seed", "7")
    terminal.see("1:00 left")
    terminal.listening()
    terminal.press("1")
    terminal.feedback()
    terminal.press(" ")
    terminal.see("question 2")
    terminal.listening()
    program.clock(61)
    return terminal


def at_step(steps: int) -> Callable[[Program, Start], Terminal]:
    """Return a function that answers the first steps of the wizard."""

    def arrive(program: Program, start: Start) -> Terminal:
        terminal = start("bank", "new")
        go(terminal, steps)
        return terminal

    return arrive


def typing(arrive: Callable[[Program, Start], Terminal], shows: str, **keys: Outcome) -> Page:
    """Return a page with a line to type on, where `q` is a letter."""
    return Page(arrive, shows, q=STAYS, **keys)  # type: ignore[arg-type]


DUEL = then(
    run("play", "colors", "--topic", "Mixing", "--seed", "7", "--questions", "1", "--players", "Ada,Ben"),
    ("Play as guests", "2"),
)
MIXING = ("play", "colors", "--topic", "Mixing", "--seed", "7", "--questions", "1")
TURN = "it is your turn"
TOLD = then(DUEL, (f"Ada, {TURN}", " "), ("give?", "1"), (f"Ben, {TURN}", " "), ("give?", "1"))
THREE_COLUMNS = [
    *STEPS[:3],
    ("Which columns does your table have?", "country, capital, river"),
    *(
        (asked, f"{asked.split()[0][0]}{row}")
        for row in (1, 2, 3)
        for asked in (f"What goes in row {row} under `country`", "capital?", "river?")
    ),
    ("Another country?", ""),
    ("Write a question", "Which one has {country}?"),
]
NOTHING = "Nothing was written."

#: Each page -> how to get to it and what its keys do. On a notice Escape continues, as any key does.
PAGES: Mapping[str, Page] = {
    # A round
    "card": Page(after(shown_on_cards, "play", "colors", "--topic", "Mixing"), "new: 1 of 5", escape="new: 2 of 5"),
    "pick": prompt("pick"),
    "choose all": prompt("choose all"),
    "order": prompt("order"),
    "match": prompt("match"),
    "the keys of a question": Page(then(run(*MIXING), ("? keys", "?")), "or arrows and Enter"),
    "how sure": Page(then(run(*MIXING, "--certainty"), ("? keys", "1")), "a guess"),
    "feedback": prompt("feedback", escape="practise what you missed"),
    "note": prompt("note", q=STAYS),
    "end": prompt("end"),
    "forgetting": Page(after(played, "forget", "colors"), "Forget what you know about colors?"),
    "sprint": Page(run("play", "colors", "--mode", "sprint", "--topic", "Mixing"), "1:00 left"),
    "time is up": Page(time_up, "Time is up.", escape="another round"),
    "duel: guests": Page(
        run("play", "colors", "--questions", "1", "--players", "Ada,Ben"), "have not played here before"
    ),
    "duel: hand-over": Page(DUEL, TURN, escape="give?"),
    "duel: question": Page(then(DUEL, (TURN, " ")), "give?"),
    "duel: answers": Page(TOLD, "✗", escape="A draw"),
    "duel: end": Page(then(TOLD, ("✗", " "), ("any key continues", " ")), "another duel"),
    # Before a round
    "resuming": prompt("resuming"),
    "who plays": prompt("players"),
    "a new player": Page(after(two_players, "play", "colors", "--player", "Cleo"), "Cleo has not played yet"),
    "banks to play": Page(run("play"), "What to play"),
    "the bank has changed": Page(
        then(after(changed_bank, "play", "colors"), ("Resume: 1 of 3 answered", "1")),
        "The bank has changed",
        escape="1 of ",
    ),
    "another version": Page(after(other_version, "play", "colors"), "another version of the program", escape="1 of "),
    "letters are missing": Page(
        run("play", "greek", "--seed", "1", env={"PYTHONIOENCODING": "latin-1"}),
        "Some letters of these questions cannot be shown",
        escape="1 of 10",
    ),
    "trying out": Page(run("bank", "preview", "colors", "--play"), "Nothing is saved.", escape="1 of 6"),
    "no mistakes": Page(
        after(all_right, "play", "colors", "--mode", "mistakes"), "You have no mistakes here", escape=0
    ),
    "review: some of it": Page(
        after(played, "review", "--limit", "1"), "1 of the 6 facts that are due", escape="1 of 1"
    ),
    "review: an exam": Page(after(an_exam, "review"), "part of the plan is 4 facts.", escape="1 of 4"),
    "review: nothing due": Page(run("review"), "Nothing is due yet."),
    "review: another round": Page(then(run("review"), ("Nothing is due yet.", "1")), "What to play"),
    "exam: the plan": Page(exam, "Exam on", escape="Begin with today's"),
    "exam: begin": Page(then(exam, ("any key continues", " ")), "Begin with today's"),
    "damaged history": Page(
        after(damaged, "play", "colors"), "any key continues", q=74, ctrl_d=74, escape="Play without saving"
    ),
    "damaged history: unsaved": Page(
        then(after(damaged, "play", "colors"), ("any key continues", " ")), "Play without saving", q=74, ctrl_d=74
    ),
    "damaged history: home": Page(after(damaged), "any key continues", q=74, ctrl_d=74, escape="Play without saving"),
    # From the menu: what leaves a page leads back to it
    "home": prompt("home"),
    "home: another version": Page(
        after(other_version), "another version of the program", q=HOME, ctrl_d=HOME, escape=HOME
    ),
    "home: statistics": Page(from_home("Statistics"), "any key continues", q=HOME, ctrl_d=HOME, escape=HOME),
    "home: history": Page(from_home("History"), "Nothing has been played yet", q=HOME, ctrl_d=HOME, escape=HOME),
    "home: rounds": Page(from_home("History", played), "Colors: basics, test", q=HOME, ctrl_d=HOME),
    "home: a round": Page(
        then(from_home("History", played), ("Colors: basics, test", "1")),
        "1 of 6 right",
        q="Colors: basics, test",
        ctrl_d="Colors: basics, test",
        escape="any key continues",
    ),
    "home: banks": Page(from_home(HOME), "What to play", q=HOME, ctrl_d=HOME),
    "home: players": Page(from_home("Change player", two_players, "Ada"), "Who is playing?", q=HOME, ctrl_d=HOME),
    "home: resuming": Page(
        from_home("6  Colors", lambda program: program.run("play", "colors", "--questions", "3", typed="1\n")),
        "Unfinished round",
        q=HOME,
        ctrl_d=HOME,
    ),
    "home: an exam": Page(
        from_home("Today: 4 facts for the", an_exam),
        "part of the plan is 4 facts.",
        q=HOME,
        ctrl_d=HOME,
        escape="1 of 4",
    ),
    "home: nothing written": Page(
        then(from_home("Write a bank"), ("What is the bank called?", "ctrl-c")),
        NOTHING,
        q=HOME,
        ctrl_d=HOME,
        escape=HOME,
    ),
    "home: wizard": typing(from_home("Write a bank"), "What is the bank called?", ctrl_d=NOTHING, ctrl_c=NOTHING),
    # A bank of one's own, and other commands
    **{f"wizard: step {i}": typing(at_step(i), asked) for i, (asked, _) in enumerate(STEPS)},
    "wizard: which column": Page(
        then(run("bank", "new"), *((asked, f"{typed}\r") for asked, typed in THREE_COLUMNS)), "Which column answers it?"
    ),
    "wizard: review": Page(at_step(len(STEPS)), "Write this file?"),
    "removing": prompt("removing"),
    "doctor": Page(
        run("doctor"), "You have no history yet.", ctrl_c=(0, 130), escape=0, draws=False
    ),  # it waits for nothing
    "watching": Page(
        run("bank", "check", "--watch", "colors"), "Ctrl-C ends.", q=STAYS, ctrl_d=STAYS, ctrl_c=0, draws=False
    ),
    # In numbered lines
    "plain: question": Page(run("play", "colors", "--plain"), "Your answer", draws=False),
    "plain: home": Page(run(env={"ACCESSIBLE": "1"}), "Your answer", draws=False),
    "plain: banks": Page(run("play", "--plain"), "Your answer", draws=False),
    "plain: damaged history": Page(
        after(damaged, "play", "colors", "--plain"), "Your answer", q=74, ctrl_d=74, draws=False
    ),
    "plain: wizard": typing(run("bank", "new", "--plain"), "Title:")._replace(draws=False),
    "plain: exam": Page(
        lambda _program, start: exam(_program, functools.partial(start, env={"ACCESSIBLE": "1"})),
        "Begin with",
        draws=False,
    ),
}
KEYS = {"q": "q", "ctrl_d": "\x04", "ctrl_c": "\x03", "escape": "\x1b"}


def arrived(program: Program, start: Start, name: str) -> Terminal:
    """Get to a page, and wait until it listens to keys."""
    program.bank("places", PLACES)
    page = PAGES[name]
    terminal = page.arrive(program, start)
    terminal.see(page.shows)
    if page.draws:
        terminal.listening_anew()
    return terminal


def is_restored(terminal: Terminal, *, draws: bool) -> bool:
    return is_as_before(terminal) if draws else terminal.modes() == ECHO_AND_LINES


def cases() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each page with each key that leaves it; keys that stay on it are pressed before Ctrl-C, in one run."""
    for name, page in PAGES.items():
        staying = tuple(key for key in KEYS if getattr(page, key) is STAYS)
        yield name, (*staying, "ctrl_c")
        yield from ((name, (key,)) for key in KEYS if key not in (*staying, "ctrl_c"))


CASES = list(cases())


@pytest.mark.parametrize(("name", "keys"), CASES, ids=[f"{name} {'+'.join(keys)}" for name, keys in CASES])
def test_a_key_does_what_it_promises(colors: Program, start: Start, name: str, keys: tuple[str, ...]) -> None:
    page = PAGES[name]
    terminal = arrived(colors, start, name)
    before = len(terminal.raw)
    for key in keys:
        terminal.press(KEYS[key] if page.draws or key != "q" else "q\r")
    outcome: Outcome = getattr(page, keys[-1])
    if isinstance(outcome, str):
        terminal.see(outcome)
        terminal.listening_anew()
        assert 1 == terminal.raw.count(CLEARED, before)
        terminal.press("ctrl-c")
        outcome = 130

    assert terminal.end() in (outcome if isinstance(outcome, tuple) else (outcome,))
    assert b"Traceback" not in terminal.raw
    assert is_restored(terminal, draws=page.draws)
    if not isinstance(getattr(page, keys[-1]), str):
        assert CLEARED not in terminal.raw[before:], "a key led to another page"


#: What a terminal sends for keys, a paste, and bytes that are not text, except what ends or stops the program.
ANY_KEYS = b"".join(
    [
        *(sequence.encode("latin-1") for sequence in ANSI_SEQUENCES if sequence not in "\x03\x04\x11\x1a\x1c"),
        b"\x1b[200~pasted\x1b[31m\r\nq\x03\x1b[201~",
        b"\x1b[<0;5;5M\x1b[5;5R\x1bOw\x1b[?1;2c",
        "\u00e9\u03b3\u202e\U0001f469".encode(),
        b"\xff\xfe\xc3\x00\x11",  # the last is Ctrl-Q
    ]
)


#: A page of each kind.
FUZZED = ["pick", "choose all", "order", "match", "how sure", "feedback", "note", "end", "sprint", "no mistakes"]
FUZZED += ["home", "home: statistics", "home: nothing written", "wizard: step 0", "wizard: step 5", "wizard: review"]


@pytest.mark.parametrize("name", FUZZED)
def test_whatever_keys_come_nothing_crashes(colors: Program, start: Start, name: str) -> None:
    terminal = arrived(colors, start, name)
    terminal.child.send(ANY_KEYS + b"\r\r")
    terminal.child.send("\x03\x03\x03")

    assert terminal.end() in (0, 130)
    assert b"Traceback" not in terminal.raw
    assert is_as_before(terminal)


#: What can be typed on a line but is not text, or not a letter.
ODD_TEXTS = {"no UTF-8": b"a\xff\xfe\xc3", "NUL": b"a\x16\x00b", "a pasted line": b"\x1b[200~a\r\nb\x1b[31mc\x1b[201~"}


@pytest.mark.parametrize("text", ODD_TEXTS)
@pytest.mark.parametrize("name", ["note", *(f"wizard: step {i}" for i in range(5))])
def test_whatever_is_typed_nothing_crashes(colors: Program, start: Start, name: str, text: str) -> None:
    terminal = arrived(colors, start, name)
    terminal.child.send(ODD_TEXTS[text] + b"\r")
    terminal.child.send("\x03\x03\x03")

    assert terminal.end() == 130
    assert b"Traceback" not in terminal.raw
    assert is_as_before(terminal)
