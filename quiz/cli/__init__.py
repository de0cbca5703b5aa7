"""The command line: its commands, which are imported when they are run, and the options that several share."""

import sys
from collections.abc import Mapping
from importlib import import_module
from typing import Annotated, Any, Literal

import typer
from typer.core import TyperGroup

import quiz

#: Whose history it is. Where nobody is named it is that of the only player, or is asked.
PlayerName = Annotated[
    str, typer.Option("--player", metavar="NAME", envvar="QUIZ_PLAYER", help="Who plays.", show_default=False)
]
#: Whether to ask how sure each answer is. Where nothing is said it is as the player did last.
Certainty = Annotated[
    bool | None,
    typer.Option(
        "--certainty/--no-certainty", help="Say how sure each answer is, until turned off.", show_default=False
    ),
]
#: Whether new facts are shown on cards. Where nothing is said it is as the player wanted it last.
Cards = Annotated[
    bool | None,
    typer.Option("--cards/--no-cards", help="Show new facts before they are asked.", show_default=False),
]
#: When answers are typed. Where nothing is said it is as the player wanted it last.
TypedAnswers = Annotated[
    Literal["never", "known", "always"] | None,
    typer.Option(help="Type the answers of facts that you know well, of none, or of all.", show_default="known"),
]
#: When to use colour.
Color = Literal["auto", "always", "never"]


#: Name -> ("module:name" of the command's function or of a group, its line in the help).
Commands = Mapping[str, tuple[str, str]]


def group(commands: Commands | None = None, *, add_completion: bool = False, **more: Any) -> typer.Typer:
    """Return a group: of `commands`, which are imported only when they run, or of those that are added to it."""
    if commands is not None:
        more["cls"] = _lazy(commands)
    return typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=add_completion, **more)


def _command(place: str) -> Any:
    """Import a command or group."""
    module, _, name = place.partition(":")
    found = getattr(import_module(module), name)
    if not isinstance(found, typer.Typer):
        app = group()
        app.command()(found)
        found = app
    return typer.main.get_command(found)


def _lazy(commands: Commands) -> type[TyperGroup]:
    """Return a group of `commands`. Help and completion need none of their modules."""

    class Lazy(TyperGroup):
        """A group whose commands are imported only when they run."""

        def list_commands(self, ctx: Any) -> list[str]:
            return list(commands)

        def get_command(self, ctx: Any, cmd_name: str) -> Any:
            if cmd_name not in commands:
                return None
            command = _command(commands[cmd_name][0])
            command.name = cmd_name
            return command

        def format_commands(self, ctx: Any, formatter: Any) -> None:
            with formatter.section("Commands"):
                formatter.write_dl([(name, help_) for name, (_, help_) in commands.items()])

        def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
            from typer._click.shell_completion import CompletionItem

            found = [CompletionItem(n, help=h) for n, (_, h) in commands.items() if n.startswith(incomplete)]
            return found or [*super(TyperGroup, self).shell_complete(ctx, incomplete)]

        def resolve_command(self, ctx: Any, args: list[str]) -> Any:
            if args and args[0] not in commands and not args[0].startswith("-"):
                from quiz.text import quoted

                ctx.fail(f"no command is called {quoted(args[0])}. The commands are {', '.join(commands)}.")
            return super().resolve_command(ctx, args)

    return Lazy


#: Every command: where its function or group is, and its line in the help. The lines are kept
#: here so that help and completion need not import the commands; a test compares both.
COMMANDS = {
    "play": ("quiz.cli.play:play", "Play a round."),
    "review": ("quiz.cli.play:review", "Review what is due."),
    "banks": ("quiz.cli.reports:banks", "List courses and banks."),
    "history": ("quiz.cli.reports:history", "List the rounds you played, or show one."),
    "stats": ("quiz.cli.reports:stats", "Show your progress, by bank and topic."),
    "find": ("quiz.cli.reports:find_facts", "Find facts by the words that they have."),
    "aside": ("quiz.cli.aside:aside", "Set facts aside, or list those that are."),
    "forget": ("quiz.cli.aside:forget", "Learn a bank from the beginning: forget what you know of it."),
    "flags": ("quiz.cli.reports:flags", "List the questions that were flagged, for whoever writes the bank."),
    "results": ("quiz.cli.results:results", "Write a file of your answers, to hand it in."),
    "doctor": ("quiz.cli.doctor:doctor", "Look whether your history is sound; bring back a backup."),
    "players": ("quiz.cli.players:players_group", "List or change who plays here."),
    "class": ("quiz.cli.class_results:class_results", "Show how a class did, and what to teach it again."),
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
