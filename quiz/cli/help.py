"""`quiz help`."""

from typing import Annotated, Any

import typer

from quiz.app.manual import manual_page, topics
from quiz.cli.at_once import shown_page
from quiz.cli.completing import complete_help
from quiz.cli.options import PlainPage
from quiz.term.sink import stdout_sink


def help_(
    ctx: typer.Context,
    about: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[COMMAND|TOPIC]", help="What to explain.", show_default=False, autocompletion=complete_help
        ),
    ] = None,
    plain: PlainPage = None,
    man: Annotated[bool, typer.Option("--man", help="Print the page for man(1), which has all commands.")] = False,
) -> None:
    """Explain a command, or show a page of the manual.

    Without a name, lists the commands and the topics.
    """
    if man:
        from quiz.cli.man_page import man_page

        stdout_sink().data(man_page(ctx))
        return
    if not about:
        stdout_sink().data(f"{shown_page()}\n\nTopics:\n{_topics()}")
        return
    text = _help_of(ctx, about)
    if text is not None:
        stdout_sink().data(text)
    else:
        from quiz.app.reports import show_document

        show_document(manual_page(" ".join(about)), plain=plain)


def _topics() -> str:
    found = topics()
    column = max(map(len, found), default=0) + 2
    return "\n".join(f"  {name.ljust(column)}{title}" for name, title in found.items())


def _help_of(ctx: typer.Context, names: list[str]) -> str | None:
    """Return the help of a command, named as it is typed; None where there is no such command."""
    at: Any = ctx.find_root()
    for name in names:
        get = getattr(at.command, "get_command", None)
        command = get(at, name) if get else None
        if command is None:
            return None
        at = type(at)(command, info_name=name, parent=at)
    return str(at.get_help())
