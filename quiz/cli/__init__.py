"""The command line. Each command lives in a module of its own, imported when it is run."""

import sys
from typing import Annotated

import typer

import quiz
from quiz.cli.lazy import group

#: Every command: where its function or group is, and its line in the help. The lines are kept
#: here so that help and completion need not import the commands; a test compares both.
COMMANDS = {
    "play": ("quiz.cli.play:play", "Play a round."),
    "review": ("quiz.cli.review:review", "Review what is due."),
    "banks": ("quiz.cli.banks:banks", "List courses and banks."),
    "history": ("quiz.cli.history:history", "List the rounds you played, or show one."),
    "stats": ("quiz.cli.stats:stats", "Show how you do, by bank and topic."),
    "flags": ("quiz.cli.flags:flags", "List the questions that were flagged, for whoever writes the bank."),
    "doctor": ("quiz.cli.doctor:doctor", "Look whether your history is sound; bring back a backup."),
    "players": ("quiz.cli.players:players_group", "List or change who plays here."),
    "bank": ("quiz.cli.bank:bank_group", "Write, check and preview banks, for teachers."),
}


app = group(
    COMMANDS,
    help="A quiz and learning game for the terminal.",
    # The options that install it are of no use to a command, which would wait for them to be made.
    add_completion=sys.argv[1:2] == [] or sys.argv[1] not in COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        from quiz.term.sink import stdout_sink

        stdout_sink().text(f"quiz {quiz.__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def _root(
    ctx: typer.Context,
    _version: Annotated[
        bool, typer.Option("--version", help="Show the version and exit.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """A quiz and learning game for the terminal. Without a command: the menu."""
    if ctx.invoked_subcommand is None:
        from quiz.app.home import home

        home(ctx.get_help)


def run() -> None:
    """Run the command line; every way out of it goes through here."""
    from quiz.term.signals import exit_on_signals
    from quiz.term.streams import flush_streams

    exit_on_signals()
    code: int | str | None = 0
    try:
        app(prog_name="quiz")
    except SystemExit as leaving:
        code = leaving.code
    except KeyboardInterrupt:
        raise SystemExit(130) from None
    except Exception as error:
        code = report_error(error)
        if code is None:
            raise
    broken = flush_streams()
    if broken is not None:
        code = report_error(broken)
    raise SystemExit(code)


def report_error(error: Exception) -> int | None:
    """Report why a command ended before its time; return the exit code, or None for a fault of the program."""
    from quiz.app.errors import Exit, UserError
    from quiz.history.database import HistoryError
    from quiz.term.leaving import Stopped
    from quiz.term.sink import OutputFailed, stderr_sink
    from quiz.term.streams import give_up_output

    if isinstance(error, Stopped):
        return Exit.FINE
    if isinstance(error, HistoryError):
        error = UserError(Exit.STORAGE, error.message, error.help)
    if isinstance(error, UserError):
        stderr_sink().text(*error.lines)
        return error.exit_code
    if not isinstance(error, OSError | OutputFailed):
        return None
    is_read = not isinstance(error, BrokenPipeError)
    reason = error.reason if isinstance(error, OutputFailed) else is_read and error.strerror
    give_up_output(reason or "")
    return Exit.STORAGE if reason else Exit.FINE
