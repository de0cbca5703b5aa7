"""Groups of commands whose modules are imported only when they run."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup

#: Name -> (the module that has the command's `app`, its line in the help).
Commands = Mapping[str, tuple[str, str]]


def lazy_group(commands: Commands) -> type[TyperGroup]:
    """Return a group of `commands`. Help and completion need none of their modules."""

    class Lazy(TyperGroup):
        """A group whose commands are imported only when they run."""

        def list_commands(self, ctx: Any) -> list[str]:
            return list(commands)

        def get_command(self, ctx: Any, cmd_name: str) -> Any:
            if cmd_name not in commands:
                return None
            command = typer.main.get_command(import_module(commands[cmd_name][0]).app)
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
