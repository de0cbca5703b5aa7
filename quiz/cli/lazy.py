"""Commands and groups of them as the command line's library has them; a command's module is imported when it runs."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup

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
