"""`quiz aside` and `quiz forget`: facts that should not be asked again, and banks to learn from the beginning."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager

from quiz import clock
from quiz.app.banks import all_banks, are_found, find_banks
from quiz.app.errors import Exit, UserError
from quiz.app.history import open_upgraded, to_read
from quiz.bank.problems import did_you_mean, few
from quiz.history.asides import aside_facts
from quiz.history.log import History
from quiz.history.players import bring_back, set_aside
from quiz.library.banks import outline
from quiz.library.files import cache_folder, history_file
from quiz.term.leaving import Stopped
from quiz.term.shell import as_argument
from quiz.term.sink import is_terminal, stdout_sink
from quiz.text import is_clean, listed, plural, quoted
from quiz.ui.prompter import Entry


@contextmanager
def _opened(player: str) -> Iterator[History]:
    """Open the history to write, as that of a player, and close it afterwards. Raises `HistoryError`, `UserError`."""
    history = open_upgraded(history_file(), write=True)
    assert history is not None  # to write, it is made
    with closing(history):
        yield to_read(history, player)


def put_aside(names: Sequence[str], player: str) -> list[str]:
    """Set the facts of these names aside; return what to say. Raises `HistoryError`, `UserError`."""
    banks = [(file, one) for file in all_banks() if (one := outline(file, cache_folder()))]
    there = {fact: file.address for file, one in banks for fact in one.facts}
    facts = _named(names, there, "there is no fact {}", "`quiz find WORD` shows the names of facts")
    with _opened(player) as history:
        set_aside(history, facts, clock.now_ms())
    again = plural(
        len(facts),
        "Until you bring it back, only tests, sprints, duels and rounds with `--seed` ask about it.",
        "Until you bring them back, only tests, sprints, duels and rounds with `--seed` ask about these {} facts.",
    )
    back = f"`quiz aside --back {as_argument(names[0])}`"
    return [
        f"Set aside: {listed(facts)}. {again}",
        plural(len(facts), f"{back} brings it back.", f"{back} brings back the first of the {{}}."),
    ]


def bring_facts_back(names: Sequence[str], player: str) -> list[str]:
    """Bring the facts of these names back; return what to say. Raises `HistoryError`, `UserError`."""
    with _opened(player) as history:
        called = {one.id: file.address for file in all_banks() if (one := outline(file, cache_folder()))}
        there = {fact: called.get(bank, bank) for fact in aside_facts(history) for bank in [fact.partition("/")[0]]}
        facts = _named(names, there, "{} is not set aside", "`quiz aside` lists what is set aside")
        bring_back(history, facts, clock.now_ms())
    return [f"Brought back: {listed(facts)}."]


def _named(names: Sequence[str], facts: Mapping[str, str], missing: str, where: str) -> list[str]:
    """Return the facts that the names refer to: `michel`, `leaders/michel`, or the same with the bank.

    `facts` are their ids, each with what its bank is called. A bank may be named by that or by its id; after what it is
    called, the table may be left out. `missing` is the message for a name that fits none of `facts`, and `where` says
    how to see their names.

    Raises `UserError`.
    """
    found = []
    for name in dict.fromkeys(names):
        meant = [fact for fact, bank in facts.items() if _is_called(name, fact, f"{bank}/{fact.partition('/')[2]}")]
        if not meant:
            meant = [fact for fact, bank in facts.items() if name == f"{bank}/{fact.rpartition('/')[2]}"]
        if not meant:
            parts = (fact.split("/") for fact in facts)
            known = ["/".join(ids[at:]) for ids in parts for at in reversed(range(len(ids)))]
            raise UserError(Exit.USAGE, missing.format(quoted(name)), did_you_mean(name, known) or where)
        if len(meant) > 1:
            what = f"{quoted(name)} fits several facts: {few(meant)}"
            raise UserError(Exit.USAGE, what, "write the whole name of the one that you mean")
        found += meant
    return list(dict.fromkeys(found))


def _is_called(name: str, *called: str) -> bool:
    """Return whether a name is one of those that something is called, or the end of one."""
    return any(f"/{one}".endswith(f"/{name}") for one in called)


def forget_banks(names: Sequence[str], player: str, *, is_agreed: bool) -> list[str]:
    """Forget what the player knows of these banks; return what to say. Raises `HistoryError`, `UserError`.

    Asks first, unless that is agreed already. The answers stay in the history.
    """
    with _opened(player) as history:
        called = _banks(names, history)
        answers = {bank: history.count_known(bank) for bank in called}
        if not any(answers.values()):
            return ["You have not answered anything in these banks, so there is nothing to forget."]
        total = sum(answers.values())
        if not (is_agreed or _agrees(list(called.values()), total)):
            return ["Nothing was forgotten."]
        history.forget(answers, clock.now_ms())
    return [
        f"What you knew about {listed(list(called.values()))} is forgotten: all facts there are new again.",
        "Your answers and your scores stay in the history.",
    ]


def _banks(names: Sequence[str], history: History) -> dict[str, str]:
    """Return id -> what it is called, of banks by their names, or of those that are gone by their ids.

    Raises `UserError`.
    """
    # A name that is not UTF-8 is not an id, and SQLite would not take it.
    gone = [name for name in names if is_clean(name) and not are_found([name]) and history.count_known(name)]
    files = find_banks([name for name in names if name not in gone])
    return {one.id: file.address for file in files if (one := outline(file, cache_folder()))} | dict(
        zip(gone, gone, strict=True)
    )


def _agrees(banks: Sequence[str], answers: int) -> bool:
    """Ask whether to forget what is known of banks."""
    if not is_terminal(sys.stdin):
        message = f"nothing was forgotten yet: this would forget what you know about {listed(banks)}"
        raise UserError(Exit.USAGE, message, "add `--yes` if you want that")
    from quiz.app.prompting import entered, make_prompter

    prompter = make_prompter(stdout_sink())
    entries = [Entry("Keep it"), Entry("Forget it", f"{plural(answers, 'answer')}, kept in the history")]
    try:
        with entered(prompter):
            return prompter.choose(f"Forget what you know about {listed(banks)}?", entries) == 1
    except Stopped:
        return False
