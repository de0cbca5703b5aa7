"""What is completed in a shell: the names of everything that a command can be asked about.

What cannot be read offers no names: a completion never says what is wrong. Each function takes the beginning of a name,
some also the words before it, and returns names, perhaps with descriptions. The name of a file with hidden characters
is not offered: the shell would write it as it is.
"""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any

import typer

from quiz.text import is_clean

if TYPE_CHECKING:
    from quiz.history.log import History
    from quiz.library.banks import BankFile

_ROUNDS = 50  # that are offered, the latest first
_SHORT_ID = 8  # characters of a round's id, as `quiz history` shows it

Names = list[str]
Described = list[tuple[str, str]]


def complete_bank(incomplete: str) -> Names:
    """Complete the name of a course or bank, or the path of a pack."""
    from quiz.app.banks import all_banks

    banks = all_banks()
    names = dict.fromkeys([b.course for b in banks if b.course] + [b.name for b in banks] + [b.address for b in banks])
    return [*(name for name in names if name.startswith(incomplete) and is_clean(name)), *packs_at(incomplete)]


def packs_at(incomplete: str) -> Names:
    """Complete the path of a pack."""
    from glob import escape, iglob

    found = iglob(f"{escape(incomplete)}*.quiz")  # noqa: PTH207 # what was typed stays as it is
    return sorted(filter(is_clean, found))


def complete_topic(ctx: typer.Context, incomplete: str) -> Names:
    """Complete a topic of the banks that are named, or of all."""
    from quiz.library.banks import outline
    from quiz.library.files import cache_folder

    outlines = (outline(file, cache_folder()) for file in _named_banks(ctx))
    topics = dict.fromkeys(topic for one in outlines if one for topic in one.topics)
    return [topic for topic in topics if topic.startswith(incomplete)]


def complete_pattern(ctx: typer.Context, incomplete: str) -> Names:
    """Complete a pattern or a written-out question of the banks that are named."""
    from quiz.library.banks import load_to_play
    from quiz.library.files import cache_folder

    banks = [bank for file in _named_banks(ctx) if (bank := load_to_play(file, cache_folder()).bank)]
    full = [f"{table.id}.{pattern.id}" for bank in banks for table in bank.tables for pattern in table.patterns]
    questions = [question.id for bank in banks for question in bank.questions]
    names = dict.fromkeys([*(name.rpartition(".")[2] for name in full), *full, *questions])
    return [name for name in names if name.startswith(incomplete)]


def _named_banks(ctx: typer.Context) -> "Sequence[BankFile]":
    """Return the banks that the words before name, or all if there are none, without those that cannot be found."""
    from quiz.app.banks import all_banks, find_banks
    from quiz.app.errors import UserError

    found: list[BankFile] = []
    # If an option still lacks its value, the words before it are not assigned to anything.
    named = ctx.params.get("banks") or ctx.params.get("paths") or ctx.args
    for name in named:
        try:
            found += find_banks([name])
        except UserError:
            continue
    return found if named else all_banks()


def complete_fact(incomplete: str) -> Names:
    """Complete the name of a fact, its table and name, or its whole id."""
    from quiz.app.banks import all_banks
    from quiz.library.banks import outline
    from quiz.library.files import cache_folder

    outlines = [one for file in all_banks() if (one := outline(file, cache_folder()))]
    parts = (fact.split("/") for one in outlines for fact in one.facts)
    names = dict.fromkeys("/".join(ids[at:]) for ids in parts for at in reversed(range(len(ids))))
    return [name for name in names if name.startswith(incomplete)]


def complete_row(ctx: typer.Context, incomplete: str) -> Names:
    """Complete the name of a row, with or without its table, in the banks that are named or, if none is, in all."""
    from quiz.library.banks import outline
    from quiz.library.files import cache_folder

    outlines = (outline(file, cache_folder()) for file in _named_banks(ctx))
    parts = [fact.split("/")[1:] for one in outlines if one for fact in one.facts]
    names = dict.fromkeys("/".join(ids[at:]) for ids in parts for at in reversed(range(len(ids))))
    return [name for name in names if name.startswith(incomplete)]


def complete_player(incomplete: str) -> Names:
    """Complete the name of a player."""
    from quiz.history.players import latest_first

    with _history() as history:
        return [one.name for one in latest_first(history) if one.name.startswith(incomplete)] if history else []


def complete_players(incomplete: str) -> Names:
    """Complete the last of several names of players, with a comma between them."""
    before, comma, name = incomplete.rpartition(",")
    named = before.split(",")
    return [f"{before}{comma}{one}" for one in complete_player(name) if one not in named]


def complete_round(incomplete: str) -> Described:
    """Complete the id of a round, with what it was about."""
    from quiz.app.reports.history import round_entry, titled_rounds

    with _history() as history:
        rounds = titled_rounds(history, _ROUNDS)
        found = [(one.row.id[: max(_SHORT_ID, len(incomplete))], " ".join(round_entry(one))) for one in rounds]
    return [one for one in found if one[0].startswith(incomplete)]


@contextmanager
def _history() -> "Iterator[History | None]":
    """Open the history to read it; None if there is none, or if it has to be updated or fixed first."""
    from quiz.app.history import open_current
    from quiz.history.database import DATABASE_ERRORS, HistoryError

    try:
        history = open_current()
    except (HistoryError, OSError, *DATABASE_ERRORS):
        history = None
    if history is None:
        yield None
        return
    with closing(history):
        yield history


def complete_code(incomplete: str) -> Described:
    """Complete a code of the check, with its meaning."""
    from quiz.lint.codes import ALL_CODES

    return [(code, title) for code, (_, title) in ALL_CODES.items() if code.startswith(incomplete)]


def complete_help(ctx: typer.Context, incomplete: str) -> "Described | Names":
    """Complete a command, a command of a group, or a page of the manual."""
    from quiz.app.manual import topics
    from quiz.cli import COMMANDS

    named = ctx.params.get("about")
    if named:
        root: Any = ctx.find_root().command
        command = root.get_command(ctx, named[0])
        names = command.list_commands(ctx) if hasattr(command, "list_commands") else ()
        return [name for name in names if name.startswith(incomplete)]
    commands = [(name, line) for name, (_, line) in COMMANDS.items()]
    return [one for one in [*commands, *topics().items()] if one[0].startswith(incomplete)]


def complete_import(incomplete: str) -> Described:
    """Complete a format that can be imported, with its title."""
    from quiz.exchange.read import READERS

    return [(one.name, one.title) for one in READERS if one.name.startswith(incomplete)]


def complete_export(incomplete: str) -> Described:
    """Complete a format that can be written, with its title."""
    from quiz.exchange.write import WRITERS

    return [(one.name, one.title) for one in WRITERS if one.name.startswith(incomplete)]


def complete_setting(incomplete: str) -> Described:
    """Complete the name of a setting."""
    from quiz.library.setting_lines import SETTINGS

    return [(name, one.about) for name, one in SETTINGS.items() if name.startswith(incomplete)]


def complete_value(ctx: typer.Context, incomplete: str) -> Names:
    """Complete the value of the setting that is named: a player, or one of a few words."""
    from quiz.library.setting_lines import SETTINGS

    name = ctx.params.get("name", "")
    if name == "player":
        return complete_player(incomplete)
    words = SETTINGS[name].words if name in SETTINGS else ()
    return [word for word in words if word.startswith(incomplete)]
