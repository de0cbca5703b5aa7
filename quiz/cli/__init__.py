"""The command line. Each command lives in a module of its own, imported when it is run."""

import os
import sys
from typing import Annotated

import typer

import quiz
from quiz.cli.lazy import lazy_group

#: Every command: its module (which has `app`), and the line in the help. Kept here so
#: that help and completion need not import the commands; a test compares both.
COMMANDS = {
    "play": ("quiz.cli.play", "Play a round."),
    "review": ("quiz.cli.review", "Review what is due."),
    "banks": ("quiz.cli.banks", "List courses and banks."),
    "history": ("quiz.cli.history", "List the rounds you played, or show one."),
    "stats": ("quiz.cli.stats", "Show how you do, by bank and topic."),
    "flags": ("quiz.cli.flags", "List the questions that were flagged, for whoever writes the bank."),
    "doctor": ("quiz.cli.doctor", "Look whether your history is sound; bring back a backup."),
    "players": ("quiz.cli.players", "List or change who plays here."),
    "bank": ("quiz.cli.bank", "Write, check and preview banks, for teachers."),
}


app = typer.Typer(
    cls=lazy_group(COMMANDS),
    help="A quiz and learning game for the terminal.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=False,
    # The options that install it are of no use to a command, which would wait for them to be made.
    add_completion=sys.argv[1:2] == [] or sys.argv[1] not in COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"quiz {quiz.__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def root(
    ctx: typer.Context,
    _version: Annotated[
        bool, typer.Option("--version", help="Show the version and exit.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """A quiz and learning game for the terminal. Without a command: the menu."""
    if ctx.invoked_subcommand is None:
        from quiz.app.home import home

        home(ctx.get_help)


def main() -> None:
    """Run the command line; every way out of it goes through here."""
    from quiz.term.signals import exit_on_signals

    exit_on_signals()
    try:
        app(prog_name="quiz")
        _flush()
    except SystemExit as leaving:
        _flush()
        raise leaving from None
    except KeyboardInterrupt:
        raise SystemExit(130) from None
    except Exception as error:  # noqa: BLE001 # it is raised again unless `_failed` knows it
        raise SystemExit(_failed(error)) from None


def _flush() -> None:
    """Write out what help or version printed, so that a full disk is not met at exit."""
    try:
        if sys.stderr is not None:
            sys.stderr.flush()
    except (OSError, ValueError):
        _drop(2)  # nobody can be told; the exit code must do
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError as error:
        raise SystemExit(_failed(error)) from None


def _failed(error: Exception) -> int:
    """Turn leaving a page, and what went wrong with the output or the history, into an exit code; else raise it."""
    from quiz.history.database import HistoryError
    from quiz.term.leaving import Stopped
    from quiz.term.sink import OutputFailed

    if isinstance(error, Stopped):
        return 0
    if isinstance(error, HistoryError):
        from quiz.app.errors import Exit, fail

        fail(Exit.STORAGE, error.message, error.help)
    if not isinstance(error, OSError | OutputFailed):
        raise error
    reason = error.reason if isinstance(error, OutputFailed) else "" if _is_pipe(error) else error.strerror or ""
    # What could not be written must not be tried again when Python exits.
    _drop(1)
    if not reason:
        return 0
    try:
        print(f"quiz: the output cannot be written: {reason}", file=sys.stderr)  # noqa: T201 # our own words only
    except (OSError, ValueError):
        _drop(2)
    return 74


def _drop(fd: int) -> None:
    """Let what is still waiting for a broken stream go nowhere, or Python would stumble over it at exit."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, fd)
    os.close(null)


def _is_pipe(error: OSError) -> bool:
    return isinstance(error, BrokenPipeError)
