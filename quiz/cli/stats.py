"""`quiz stats`."""

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from quiz import clock
from quiz.app.errors import Exit, fail
from quiz.app.history import open_upgraded
from quiz.app.players import open_to_read
from quiz.app.reports.statistics import figures_of, played_banks
from quiz.cli.options import PlayerName
from quiz.game.statistics import Statistics
from quiz.history.database import HistoryError
from quiz.history.log import History
from quiz.term.sink import stdout_sink
from quiz.ui import stats_words as words


def stats(
    player: PlayerName = "",
    plain: Annotated[bool, typer.Option("--plain", help="Sentences: no pictures.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="For programs; see docs/formats.md.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Topics, or facts, as a sheet.")] = False,
    facts: Annotated[bool, typer.Option("--facts", help="How well each fact is known, and when it is due.")] = False,
    html: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write a page to look at and print.", show_default=False)
    ] = None,
    svg: Annotated[Path | None, typer.Option(metavar="FILE", help="Write a picture.", show_default=False)] = None,
    confusions: Annotated[bool, typer.Option("--confusions", help="What you mix up, and how often.")] = False,
    recount: Annotated[bool, typer.Option("--recount", help="Count all answers anew, of all players.")] = False,
) -> None:
    """Show how you do, by bank and topic.

    With how well you know the facts, your last rounds and the days you played.
    Only the first try at each question of a round counts.
    """
    chosen = [name for name, wanted in _shapes(plain, as_json, as_csv, html, svg, recount).items() if wanted]
    if (facts or confusions) and (html or svg or recount or (facts and confusions)):
        chosen = [*(["--facts"] if facts else []), *(["--confusions"] if confusions else []), *chosen]
    if len(chosen) > 1:
        fail(Exit.USAGE, f"`{chosen[0]}` does not go with `{chosen[1]}`", "leave one of them out")
    try:
        if recount:
            _recount()
            return
        history = open_to_read(player, asks=not (as_json or as_csv))
        if facts:
            _show_facts(history, as_json=as_json, as_csv=as_csv, plain=plain)
            return
        if confusions:
            from quiz.app.reports.confusions import show_confusions  # few ask for them

            show_confusions(history, as_json=as_json, as_csv=as_csv, plain=plain)
            return
        found = figures_of(history)
    except HistoryError as error:
        fail(Exit.STORAGE, error.message, error.help)
    if as_json or as_csv:
        from quiz.app.reports.statistics import as_record, as_sheet

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
    from quiz.library.paths import history_file

    path = history_file()
    history = open_upgraded(path, write=True) if path.exists() else None
    if history is not None:
        history.recount()
        stdout_sink().text("All answers were counted anew.")
    else:
        stdout_sink().text(words.NOTHING)


def _show_facts(history: History | None, *, as_json: bool, as_csv: bool, plain: bool) -> None:
    from quiz.app.prompting import wants_plain
    from quiz.app.reports import facts as stats_facts
    from quiz.history.derived.counts import fact_counts
    from quiz.term.pager import show

    played = {fact.partition("/")[0] for fact in fact_counts(history)} if history else set()
    facts = stats_facts.fact_states(history, played_banks(played)) if history else []
    sink = stdout_sink()
    if as_json or as_csv:
        sink.data(stats_facts.as_record(facts) if as_json else stats_facts.as_sheet(facts))
    elif wants_plain(plain):
        sink.text(*(stats_facts.as_text(facts, clock.today()) or [words.NOTHING]))
    else:
        show(sink, iter([stats_facts.as_lines(facts, clock.today(), sink.size()[0])]), paged=True)


def _show(found: Statistics, *, plain: bool) -> None:
    from quiz.app.prompting import wants_plain
    from quiz.term.pager import show

    sink = stdout_sink()
    if wants_plain(plain):
        sink.text(*words.sentences(found))
        return
    from quiz.ui.charts import fitting
    from quiz.ui.stats_page import stats_lines

    signs = fitting(sink.encoding, os.environ.get("TERM", ""))
    show(sink, iter([stats_lines(found, clock.today(), sink.size()[0], signs)]), paged=True)


def _write(found: Statistics, html: Path | None, svg: Path | None) -> None:
    from quiz.library.files import Taken, Unwritable, replace_own
    from quiz.ui.stats_picture import MARK, as_html, as_svg

    path = html or svg
    assert path is not None
    make: Callable[[Statistics, date], str] = as_html if html else as_svg
    try:
        replace_own(path, make(found, clock.today()).encode(), MARK.encode())
    except Taken:
        fail(Exit.STORAGE, f"`{path}` is there already and is not a page of `quiz stats`", "take another name")
    except Unwritable as error:
        fail(Exit.STORAGE, f"`{path}` cannot be written: {error.reason}", "take another name or folder")
    stdout_sink().text(f"Written: {path}")
