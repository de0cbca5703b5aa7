"""`quiz banks`, `quiz history`, `quiz stats` and `quiz flags`: the commands that show a report."""

from pathlib import Path
from typing import Annotated

import typer

from quiz.app.banks import warn_of_shared_ids
from quiz.app.errors import Exit, UserError
from quiz.app.history import open_to_read, open_upgraded
from quiz.app.players import opened
from quiz.app.reports import Output, csv, report, show_report
from quiz.cli.completing import complete_round
from quiz.cli.options import OnlyBanks, PlainPage, PlayerName
from quiz.history.log import History
from quiz.library.files import Taken, Unwritable, bank_folder, history_file, write_new
from quiz.term.sink import stdout_sink
from quiz.text import plural
from quiz.ui.words import NOTHING_PLAYED


def banks(
    player: PlayerName = "",
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
    path: Annotated[bool, typer.Option("--path", help="Print only the folder of your own banks.")] = False,
) -> None:
    """List courses and banks.

    It shows their topics, how many facts and questions they have, how many of the facts you know,
    and your best score.
    """
    if path:
        stdout_sink().text(str(bank_folder().absolute()))
        return
    warn_of_shared_ids()
    show_report("banks", Output(json=as_json), player)


def history(
    round_id: Annotated[
        str,
        typer.Argument(metavar="[ROUND]", help="A round's id, or the beginning of it.", autocompletion=complete_round),
    ] = "",
    player: PlayerName = "",
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
) -> None:
    """List the rounds you played, or show one.

    With ROUND, every question is shown with its options and what you chose.
    """
    output = Output(json=as_json)
    opened = open_to_read(player, asks=not as_json)
    if round_id:
        show_report("round", output, opened, round_id)
    else:
        show_report("history", output, opened)


def find_facts(
    words: Annotated[
        list[str], typer.Argument(metavar="WORD...", help="Words or parts of words; a fact must contain all of them.")
    ],
    bank: OnlyBanks = None,
    player: PlayerName = "",
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
) -> None:
    """Find facts by their words.

    Case and accents make no difference. Each fact is shown with its bank, its topic and how well
    you know it.
    """
    show_report("find", Output(json=as_json), open_to_read(player, asks=not as_json), words, tuple(bank or ()))


def stats(
    player: PlayerName = "",
    plain: PlainPage = None,
    as_json: Annotated[bool, typer.Option("--json", help="For programs; see `quiz help formats`.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Topics, or facts, as a sheet.")] = False,
    facts: Annotated[bool, typer.Option("--facts", help="How well each fact is known, and when it is due.")] = False,
    html: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write a page to look at and print.", show_default=False)
    ] = None,
    svg: Annotated[Path | None, typer.Option(metavar="FILE", help="Write a picture.", show_default=False)] = None,
    confusions: Annotated[bool, typer.Option("--confusions", help="What you mix up, and how often.")] = False,
    calibration: Annotated[bool, typer.Option("--calibration", help="How well your memory was predicted.")] = False,
    regrade: Annotated[
        bool, typer.Option("--regrade", help="Mark your answers again by the banks as they are today.")
    ] = False,
    recount: Annotated[bool, typer.Option("--recount", help="Count all answers of all players again.")] = False,
) -> None:
    """Show your progress, by bank and topic.

    It shows how well you know the facts, your last rounds and the days you played. Only the first
    try at each question of a round counts.
    """
    output = Output(plain, as_json, as_csv, html, svg)
    chosen = [*output.options(), *(["--recount"] if recount else [])]
    pages = {"facts": facts, "confusions": confusions, "calibration": calibration, "regrade": regrade}
    about = [name for name, wanted in pages.items() if wanted]
    if about and (recount or len(about) > 1):
        chosen = [*(f"--{name}" for name in about), *chosen]
    if len(chosen) > 1:
        raise UserError(Exit.USAGE, f"`{chosen[0]}` cannot be combined with `{chosen[1]}`", "leave one of them out")
    if recount:
        _recount()
        return
    history = open_to_read(player, asks=not (as_json or as_csv))
    show_report(about[0] if about else "statistics", output, history)


def _recount() -> None:
    with opened(write=True) as history:
        if history is not None:
            history.recount()
        stdout_sink().text("All answers were counted again." if history else NOTHING_PLAYED)


def flags(
    export: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write them to a new file, as a sheet (CSV).")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
) -> None:
    """List the questions that were flagged, for the author of the bank.

    Each is shown as it was on the screen, with its note and the answer that was chosen.
    """
    history = open_upgraded(history_file(), write=False)
    if export is None:
        show_report("flags", Output(plain=not as_json, json=as_json), history)
    else:
        _export(export, history)


def _export(path: Path, history: History | None) -> None:
    flags = report("flags")
    found = flags.collect(history)
    try:
        write_new(path, csv(flags, found).encode())
    except Taken:
        raise UserError(
            Exit.USAGE, f"`{path}` already exists", "choose another name; existing files are never replaced"
        ) from None
    except Unwritable as error:
        raise UserError(
            Exit.STORAGE, f"`{path}` cannot be written: {error.reason}", "choose another place with `--export`"
        ) from None
    stdout_sink().text(f"Written: {path}, {plural(len(found), 'flag')}.")
