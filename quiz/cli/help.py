"""`quiz help`."""

import re
from typing import Annotated, Any

import typer

from quiz.app.errors import Exit, UserError
from quiz.app.manual import manual_page, topic_names, topics
from quiz.cli.at_once import shown_page
from quiz.cli.completing import complete_help
from quiz.cli.groups import command_meant
from quiz.cli.options import PlainPage
from quiz.term.sink import stdout_sink
from quiz.text import quoted


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

    Without a name, it lists the commands and the topics.
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
    elif len(about) > 1 or about[0] not in topic_names():
        raise _unknown(ctx, about)
    else:
        from quiz.app.reports import show_document

        show_document(manual_page(about[0]), plain=plain)


def _unknown(ctx: typer.Context, names: list[str]) -> UserError:
    """Return what to say about names that are neither a command nor a topic: which ones may be meant."""
    what, topics_ = ("command", ()) if len(names) > 1 else ("command or topic", topic_names())
    word = " ".join(names)
    if re.fullmatch(r"[BFGHQ]\d{3}", word.upper()):
        return UserError(
            Exit.USAGE, f"there is no {what} {quoted(word)}", f"`quiz bank check --explain {word.upper()}` explains it"
        )
    help_ = command_meant(ctx.find_root(), word, topics_) or "`quiz help` lists the commands and topics"
    return UserError(Exit.USAGE, f"there is no {what} {quoted(word)}", help_)


def _topics() -> str:
    found = topics()
    column = max(map(len, found), default=0) + 2
    return "\n".join(f"  {name.ljust(column)}{title}" for name, title in found.items())


def _help_of(ctx: typer.Context, names: list[str]) -> str | None:
    """Return the help of a command, named as it is typed; None if there is no such command."""
    at: Any = ctx.find_root()
    for name in names:
        get = getattr(at.command, "get_command", None)
        command = get(at, name) if get else None
        if command is None:
            return None
        at = type(at)(command, info_name=name, parent=at)
    return str(at.get_help())
