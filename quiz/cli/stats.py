"""`quiz stats`."""

import os
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from quiz.cli.exits import Exit, fail
from quiz.cli.options import PlayerName
from quiz.cli.who import open_to_read
from quiz.game.statistics import Statistics
from quiz.screen import stats_words as words
from quiz.screen.prompter import Prompter
from quiz.screen.sink import stdout_sink
from quiz.store.database import HistoryError
from quiz.store.history import History

__all__ = ["app", "figures_of", "show_in"]

app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)

_YEAR = timedelta(weeks=53)


@app.command()
def stats(
    player: PlayerName = "",
    plain: Annotated[bool, typer.Option("--plain", help="Sentences: no pictures.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="For programs; see docs/formats.md.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Topics as a sheet.")] = False,
    html: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write a page to look at and print.", show_default=False)
    ] = None,
    svg: Annotated[Path | None, typer.Option(metavar="FILE", help="Write a picture.", show_default=False)] = None,
    recount: Annotated[bool, typer.Option("--recount", help="Count all answers anew, of all players.")] = False,
) -> None:
    """Show how you do, by bank and topic.

    With how well you know the facts, your last rounds and the days you played.
    Only the first try at each question of a round counts.
    """
    chosen = [name for name, wanted in _shapes(plain, as_json, as_csv, html, svg, recount).items() if wanted]
    if len(chosen) > 1:
        fail(Exit.USAGE, f"`{chosen[0]}` does not go with `{chosen[1]}`", "leave one of them out")
    try:
        if recount:
            _recount()
            return
        found = figures_of(open_to_read(player, asks=not (as_json or as_csv)))
    except HistoryError as error:
        fail(Exit.STORAGE, error.message, error.help)
    if as_json or as_csv:
        from quiz.cli.stats_data import as_record, as_sheet

        stdout_sink().data(as_record(found) if as_json else as_sheet(found))
    elif html or svg:
        _write(found, html, svg)
    else:
        _show(found, plain=plain)


def _shapes(
    plain: bool, as_json: bool, as_csv: bool, html: Path | None, svg: Path | None, recount: bool
) -> dict[str, object]:
    return {"--plain": plain, "--json": as_json, "--csv": as_csv, "--html": html, "--svg": svg, "--recount": recount}


def _recount() -> None:
    from quiz.store.paths import history_file

    path = history_file()
    history = History.open(path, write=True) if path.exists() else None
    if history is not None:
        history.recount()
        stdout_sink().text("All answers were counted anew.")
    else:
        stdout_sink().text(words.NOTHING)


def figures_of(history: History | None) -> Statistics:
    """Return the statistics of who plays, with what the banks are called and hold. Raises `HistoryError`."""
    if history is None:
        return Statistics()
    from quiz.cli.open_banks import all_banks
    from quiz.store.library import load_to_play
    from quiz.store.paths import cache_folder
    from quiz.store.statistics import statistics

    since = datetime.now().astimezone() - _YEAR
    found = statistics(history, int(since.timestamp() * 1000))
    played = {figures.bank for figures in found.banks}
    loaded = (load_to_play(file, cache_folder()).bank for file in all_banks()) if played else ()
    banks = {bank.id: bank for bank in loaded if bank and bank.id in played}
    sizes = {id_: bank.facts for id_, bank in banks.items()}
    return found._replace(sizes=sizes, titles={id_: bank.title for id_, bank in banks.items()})


def _show(found: Statistics, *, plain: bool) -> None:
    from quiz.cli.prompting import wants_plain
    from quiz.screen.pager import show

    sink = stdout_sink()
    if wants_plain(plain):
        sink.text(*words.sentences(found))
        return
    from quiz.screen.charts import fitting
    from quiz.screen.stats_page import stats_lines

    signs = fitting(sink.encoding, os.environ.get("TERM", ""))
    show(sink, iter([stats_lines(found, _today(), sink.size()[0], signs)]), paged=True)


def _today() -> date:
    return datetime.now().astimezone().date()


def _write(found: Statistics, html: Path | None, svg: Path | None) -> None:
    from quiz.screen.stats_picture import MARK, as_html, as_svg
    from quiz.store.files import Taken, Unwritable, write_own

    path = html or svg
    assert path is not None
    make: Callable[[Statistics, date], str] = as_html if html else as_svg
    try:
        write_own(path, make(found, _today()).encode(), MARK.encode())
    except Taken:
        fail(Exit.STORAGE, f"`{path}` is there already and is not a page of `quiz stats`", "take another name")
    except Unwritable as error:
        fail(Exit.STORAGE, f"`{path}` cannot be written: {error.reason}", "take another name or folder")
    stdout_sink().text(f"Written: {path}")


def show_in(prompter: Prompter, history: History | None) -> None:
    """Show the statistics of who plays, from the menu."""
    from quiz.screen.charts import fitting
    from quiz.screen.stats_page import stats_lines

    try:
        found = figures_of(history)
    except HistoryError as error:
        prompter.say(error.message)
        return
    signs = fitting(stdout_sink().encoding, os.environ.get("TERM", ""))
    prompter.show(lambda width: stats_lines(found, _today(), width, signs), words.sentences(found))
