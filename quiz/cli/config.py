"""`quiz config`."""

from typing import Annotated

import typer

from quiz.app.errors import Exit, UserError
from quiz.app.settings import change_setting, settings_page, shown_setting
from quiz.cli.completing import complete_setting, complete_value
from quiz.library.settings import settings_file
from quiz.term.sink import stderr_sink, stdout_sink


def config(
    name: Annotated[
        str, typer.Argument(metavar="[NAME]", help="The setting.", show_default=False, autocompletion=complete_setting)
    ] = "",
    value: Annotated[
        str | None,
        typer.Argument(metavar="[VALUE]", help="Its new value.", show_default=False, autocompletion=complete_value),
    ] = None,
    unset: Annotated[bool, typer.Option("--unset", help="Remove its value.")] = False,
    path: Annotated[bool, typer.Option("--path", help="Print only the path of the settings file.")] = False,
) -> None:
    """List or change your settings.

    A setting is what you would otherwise type every time: `quiz config questions 5` means
    `--questions 5` from now on. An environment variable overrides a setting, and an option overrides both.
    Rounds with a --seed, tests in packs and duels are the same for everybody, so settings change
    only how they look.
    """
    sink = stdout_sink()
    if path:
        sink.text(str(settings_file().absolute()))
    elif not name and not unset:
        lines, problems = settings_page()
        sink.text(*lines)
        if problems:
            stderr_sink().text(*problems)
            raise typer.Exit(Exit.BAD_DATA)
    elif not name or (unset and value is not None):
        raise UserError(
            Exit.USAGE, "`--unset` takes the name of one setting", "for example: `quiz config --unset questions`"
        )
    elif unset or value is not None:
        sink.text(change_setting(name, value))
    else:
        sink.text(shown_setting(name))
