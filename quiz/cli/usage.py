"""What the library of the command line finds wrong with what was typed, said as all else is: cleaned."""

import sys
from collections.abc import Iterable
from typing import Any

from typer._click.exceptions import ClickException, NoArgsIsHelpError, NoSuchOption

from quiz.app.errors import Exit, UserError
from quiz.bank.problems import did_you_mean
from quiz.cli.at_once import program_name
from quiz.term.sink import stderr_sink
from quiz.text import quoted

_ALONE = (["--install-completion"], ["--show-completion"])


def run_app(app: Any) -> int:
    """Run a command of `app`, or say what is wrong with the command; return the exit code. Raises `UserError`."""
    if sys.argv[1:2] in _ALONE and len(sys.argv) > 2:  # the library would pass over a shell that is named
        raise UserError(Exit.USAGE, f"nothing goes after `{sys.argv[1]}`", "run it in the shell that it is for")
    try:
        code = app(prog_name=program_name(), standalone_mode=False)
    except ClickException as error:
        stderr_sink().text(*_lines(error))
        return error.exit_code
    return code if isinstance(code, int) else 0


def _lines(error: Any) -> list[str]:
    """Return what is wrong with a command: how it is used, where its help is, and the mistake."""
    message: str = _no_option(error) if isinstance(error, NoSuchOption) else error.format_message()
    if isinstance(error, NoArgsIsHelpError):  # all there is to say
        return message.split("\n")
    context = getattr(error, "ctx", None)
    usage = [*context.get_usage().split("\n"), f"Try '{context.command_path} -h' for help.", ""] if context else []
    return [*usage, f"Error: {message}"]


def _no_option(error: Any) -> str:
    """Return that there is no such option, and which one may be meant: of the command, or of the program."""
    name, said = error.option_name, f"no option is called {quoted(error.option_name)}"
    if error.ctx is None:
        return said
    if error.ctx.parent is not None and name in _options(error.ctx.find_root()):
        return f"{said} here; write it before the command: `{error.ctx.find_root().info_name} {name} ...`"
    near = did_you_mean(name.lstrip("-"), [option[2:] for option in _options(error.ctx) if option.startswith("--")])
    return f"{said}; {near.replace('`', '`--', 1)}" if near else said


def _options(context: Any) -> list[str]:
    return option_names(context.command.get_params(context))


def option_names(params: Iterable[Any]) -> list[str]:
    """Return how the options among the parameters of a command are written."""
    return [option for one in params for option in (*one.opts, *one.secondary_opts) if option.startswith("-")]
