"""Groups of commands that are imported only when they run, with examples in the help of each."""

from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from typing import Any

import typer
from typer._click.exceptions import UsageError
from typer.core import TyperCommand, TyperGroup

from quiz.app.errors import Exit, UserError

#: Name -> ("module:name" of the command's function or of a group, its line in the help).
Commands = Mapping[str, tuple[str, str]]


def group(
    commands: Commands, *, page: Callable[[], str] | None = None, add_completion: bool = False, **more: Any
) -> typer.Typer:
    """Return a group of `commands`, which are imported only when they run. If there is a page, that is its help."""
    more["cls"] = _lazy(commands, page)
    return typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=add_completion, **more)


def _command(place: str) -> Any:
    """Import a command or group."""
    module, _, name = place.partition(":")
    found = getattr(import_module(module), name)
    if not isinstance(found, typer.Typer):
        app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)
        app.command(cls=_Command)(found)
        found = app
    command = typer.main.get_command(found)
    for option in command.params:
        _make_readable(option)
    return command


def _make_readable(option: Any) -> None:
    """Make the help of an option show what it takes: its own name, or a number, rather than a type of Python.

    A required argument has the same name in the usage as in the list below it, without braces.
    """
    kind, name = getattr(getattr(option, "type", None), "name", ""), option.metavar
    if option.param_type_name == "argument":
        option.make_metavar = lambda *_, **__: name
    elif option.metavar is None and not getattr(option, "is_flag", True) and kind in _TAKES:
        option.metavar = _TAKES[kind] or max(option.opts, key=len).lstrip("-").upper()
    if _TAKES.get(kind) == _NUMBER:
        _name_range(option.type)
    if isinstance(option.show_default, str):
        said = option.show_default
        option._get_default_string = lambda **_: said  # noqa: SLF001 # the library would put it in brackets


def _name_range(kind: Any) -> None:
    """Make the help name the range of a number in words."""
    if hasattr(kind, "_describe_range"):
        said = f"{kind.min} and up" if kind.max is None else f"{kind.min} to {kind.max}"
        kind._describe_range = lambda: said  # noqa: SLF001 # the library has no other place for it


#: What `quiz bank new` asks for unless it is given; a bank may have no source, for example.
_MAY_BE_EMPTY = frozenset(("title", "topic", "source", "as_of"))
_NUMBER = "NUMBER"
#: Type -> what an option takes, as the help shows it; empty if the option's name says it.
_TAKES = {"str": "", "text": "", "int range": _NUMBER, "int": _NUMBER, "integer range": _NUMBER, "integer": _NUMBER}


class _Command(TyperCommand):
    """A command whose help ends with examples, and that knows of each mistake in what was typed after it."""

    allow_extra_args = True  # they are refused here, in our own words

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read arguments into the context; return those that are left, which are none. Raises `UserError` if any are.

        It also raises that for an empty value where it would count as none: a script that names no day would lose the
        last day of a test. A `UsageError` gets the context of its command, which the library does not always give it.
        """
        from quiz.cli.usage import is_empty_text, where_help_is
        from quiz.text import quoted

        try:
            if "" in args or any(arg.endswith("=") for arg in args):
                typed, _, order = self.make_parser(ctx).parse_args(list(args))
                empty = next((param for param in order if _is_empty(param, typed.get(param.name or ""))), None)
                if empty and not ctx.resilient_parsing:
                    raise UserError(Exit.USAGE, is_empty_text(empty), where_help_is(ctx.command_path))
            left = super().parse_args(ctx, args)
        except UsageError as error:
            error.ctx = error.ctx or ctx
            raise
        if left and not ctx.resilient_parsing:
            wrong = f"`{ctx.command_path}` does not take {quoted(' '.join(left))}"
            raise UserError(Exit.USAGE, wrong, where_help_is(ctx.command_path))
        return left

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        _write_examples(ctx, formatter)


def _is_empty(param: Any, value: Any) -> bool:
    """Return whether a value, or one of several, is empty as it was typed."""
    if isinstance(value, list | tuple):
        return "" in value
    return value == "" and not (param.name in _MAY_BE_EMPTY and param.default is None)


def _write_examples(ctx: Any, formatter: Any) -> None:
    from quiz.cli.examples import EXAMPLES

    found = EXAMPLES.get(ctx.command_path.partition(" ")[2])
    if found:
        with formatter.section("Examples"):
            formatter.write_dl([(f"quiz {line}", what) for line, what in found], col_max=44)


def command_meant(context: Any, word: str, others: Iterable[str] = ()) -> str:
    """Return `did you mean ...?` for the command nearest to a word, or nothing.

    It may be a command of the context, one of its groups (with or without the name of the group), or one of `others`.
    """
    from quiz.bank.problems import nearest

    said: dict[str, list[str]] = {}
    for name in context.command.list_commands(context):
        said[name] = [f"`{name}`"]
        below = context.command.get_command(context, name)
        for lower in below.list_commands(context) if hasattr(below, "list_commands") else ():
            said[f"{name} {lower}"] = [f"`{name} {lower}`"]
            said.setdefault(lower, []).append(f"`{name} {lower}`")
    said |= {name: [f"`{name}`"] for name in others if name not in said}
    near = nearest(word, said)
    return f"did you mean {' or '.join(said[near])}?" if near else ""


def _lazy(commands: Commands, page: Callable[[], str] | None) -> type[TyperGroup]:
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

        def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
            """Read the options of the group, and the name of a command, into the context; return what follows it."""
            return super().parse_args(ctx, [] if args == ["--"] else args)

        def format_commands(self, ctx: Any, formatter: Any) -> None:
            with formatter.section("Commands"):
                formatter.write_dl([(name, help_) for name, (_, help_) in commands.items()])

        def format_help(self, ctx: Any, formatter: Any) -> None:
            if page:
                formatter.write(page())
            else:
                super().format_help(ctx, formatter)

        def format_epilog(self, ctx: Any, formatter: Any) -> None:
            _write_examples(ctx, formatter)

        def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
            """Complete the name of a command or an option, or nothing after a command that does not exist."""
            from typer._click.shell_completion import CompletionItem

            if ctx._protected_args:  # noqa: SLF001 # typer keeps the rest of the line there
                return []
            found = [CompletionItem(n, help=h) for n, (_, h) in commands.items() if n.startswith(incomplete)]
            return found or [*super(TyperGroup, self).shell_complete(ctx, incomplete)]

        def resolve_command(self, ctx: Any, args: list[str]) -> Any:
            """Return the command that is called and its arguments. For an unknown name, the error names the nearest."""
            if args and args[0] not in commands and not ctx.resilient_parsing:
                from quiz.cli.usage import option_names
                from quiz.text import quoted

                help_ = command_meant(ctx, args[0]) or f"the commands are {', '.join(commands)}"
                if f"--{args[0]}" in option_names(ctx.command.params):
                    help_ = f"did you mean `{ctx.command_path} --{args[0]}`?"
                raise UserError(Exit.USAGE, f"no command is called {quoted(args[0])}", help_)
            return super().resolve_command(ctx, args)

    return Lazy
