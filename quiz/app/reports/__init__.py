"""What a report is, and the outputs that every report has: as a page, plain lines, JSON, CSV, HTML and SVG."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from quiz import clock
from quiz.app.errors import Exit, UserError, as_sentences
from quiz.app.prompting import wants_plain
from quiz.history.database import HistoryError
from quiz.history.log import History
from quiz.history.players import UNNAMED
from quiz.serialize import csv_text, json_text
from quiz.term.sink import stdout_sink
from quiz.ui.document import Document
from quiz.ui.render.plain import texts

if TYPE_CHECKING:
    from quiz.ui.prompter import Prompter

#: Every report: its module, which is imported when the report is wanted.
REPORTS = {
    "statistics": "quiz.app.reports.statistics",
    "facts": "quiz.app.reports.facts",
    "confusions": "quiz.app.reports.confusions",
    "calibration": "quiz.app.reports.calibration",
    "regrade": "quiz.app.reports.regrade",
    "history": "quiz.app.reports.history",
    "round": "quiz.app.reports.one_round",
    "flags": "quiz.app.reports.flags",
    "banks": "quiz.app.reports.banks",
    "exam": "quiz.app.reports.exam",
    "players": "quiz.app.reports.players",
    "find": "quiz.app.reports.find",
    "aside": "quiz.app.reports.aside",
    "class": "quiz.app.reports.class_results",
}


_T = TypeVar("_T")


class Report(NamedTuple, Generic[_T]):
    """A report: how its data is collected, and what is made of the data, once for all outputs.

    `collect` takes what the report is about, a history first of all, and may raise `HistoryError`. `document` takes
    the data and the player's day. `rows` are below `columns` in CSV; `record` is what JSON holds.
    """

    title: str
    collect: Callable[..., _T]
    document: Callable[[_T, date], Document]
    record: Callable[[_T], object]
    columns: Sequence[str]
    rows: Callable[[_T], Iterable[Sequence[object]]]


class Output(NamedTuple):
    """The output that is asked for, by the options of a command; without one it is a page in a terminal."""

    plain: bool | None = None
    json: bool = False
    csv: bool = False
    html: Path | None = None
    svg: Path | None = None

    def options(self) -> list[str]:
        """Return the options that were given; a command can follow only one of them."""
        return [f"--{name}" for name, value in self._asdict().items() if value]


def report(name: str) -> Report[Any]:
    """Return a report by its name in `REPORTS`."""
    found: Report[Any] = import_module(REPORTS[name]).REPORT
    return found


def show_report(name: str, output: Output, *about: object) -> None:
    """Collect the data of a report, with the arguments of its `collect`, and put it out. Raises `HistoryError`."""
    one = report(name)
    put_out(one, one.collect(*about), output, _whose(about))


def _whose(about: Sequence[object]) -> str:
    """Return the name of the player whom a report is about, if that player has one."""
    history = next((one for one in about if isinstance(one, History)), None)
    player = history.player if history else None
    return player.name if player and player.name != UNNAMED else ""


def put_out(one: Report[_T], data: _T, output: Output, player: str = "") -> None:
    """Put a report out on standard output, or into the file that is asked for, which names the player."""
    sink = stdout_sink()
    if output.json:
        sink.data(json_text(one.record(data)))
    elif output.csv:
        sink.data(csv(one, data))
    elif output.html or output.svg:
        _write(one, data, output, player)
    else:
        show_document(one.document(data, clock.today()), plain=output.plain)


def show_document(document: Document, *, plain: bool | None) -> None:
    """Show a document on standard output: in a terminal by its pager, unless plain lines are wanted."""
    sink = stdout_sink()
    if wants_plain(plain):
        sink.laid_out(*texts(document))
        return
    from quiz.term.lines import usable
    from quiz.term.pager import show
    from quiz.ui.render.terminal import lines, signs_of

    show(sink, iter([lines(document, usable(sink.size()[0]), signs_of(sink))]), paged=True)


def show_in(prompter: "Prompter", name: str, *about: object) -> None:
    """Collect the data of a report and show it on a page of a menu, or what is wrong with the history."""
    one = report(name)
    try:
        data = one.collect(*about)
    except HistoryError as error:
        prompter.say(*as_sentences(error.message, error.help))
        return
    prompter.show(one.document(data, clock.today()))


def csv(one: Report[_T], data: _T) -> str:
    """Return the rows of a report as CSV."""
    return csv_text(one.columns, one.rows(data))


def _write(one: Report[_T], data: _T, output: Output, player: str) -> None:
    """Write a page of HTML, or a picture."""
    from quiz.library.files import Taken, Unwritable, replace_own
    from quiz.ui.render.html import html
    from quiz.ui.render.svg import MADE_BY, svg

    path = output.html or output.svg
    assert path is not None
    today = clock.today()
    text = (html if output.html else svg)(one.document(data, today), one.title, today, player)
    try:
        replace_own(path, text.encode(), MADE_BY.encode())
    except Taken:
        message = f"`{path}` already exists and is not a page of this program"
        raise UserError(Exit.USAGE, message, "choose another name") from None
    except Unwritable as error:
        message = f"`{path}` cannot be written: {error.reason}"
        raise UserError(Exit.STORAGE, message, "choose another name or folder") from None
    stdout_sink().text(f"Written: {path}")
