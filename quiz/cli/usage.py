"""What is wrong with a command as it was typed, in the words of the program."""

import sys
from collections.abc import Iterable, Sequence
from typing import Any

from typer._click.exceptions import (
    BadOptionUsage,
    BadParameter,
    ClickException,
    MissingParameter,
    NoArgsIsHelpError,
    NoSuchOption,
)
from typer._click.types import IntRange
from typer._types import TyperChoice

from quiz.app.errors import Exit, UserError
from quiz.bank.problems import did_you_mean, few
from quiz.cli.at_once import program_name
from quiz.term.sink import stderr_sink
from quiz.text import listed, quoted

_ALONE = (["--install-completion"], ["--show-completion"])


def run_app(app: Any) -> int:
    """Run a command of `app`; return the exit code. Raises `UserError`."""
    if sys.argv[1:2] in _ALONE:
        if len(sys.argv) > 2:  # the library would ignore the name of a shell
            raise UserError(Exit.USAGE, f"nothing goes after `{sys.argv[1]}`", "run it in the shell that it is for")
        from quiz.cli.shells import use_our_scripts

        use_our_scripts()
    try:
        code = app(prog_name=program_name(), standalone_mode=False)
    except NoArgsIsHelpError as error:
        stderr_sink().text(*error.format_message().split("\n"))
        return error.exit_code
    except ClickException as error:
        raise UserError(Exit.USAGE, *_explained(error)) from None
    return code if isinstance(code, int) else 0


def _explained(error: Any) -> tuple[str, str]:
    """Return what is wrong with a command, and what to do about it."""
    context, param = getattr(error, "ctx", None), getattr(error, "param", None)
    help_ = where_help_is(context.command_path if context else program_name())
    match error:
        case NoSuchOption():
            meant = _option_meant(error)
            if not meant and context and (others := _commands_with(context.find_root(), error.option_name)):
                return f"`{context.command_path}` has no option {quoted(error.option_name)}", f"it goes after {others}"
            return f"no option is called {quoted(error.option_name)}", meant or help_
        case BadOptionUsage():
            wrong = "needs a value" if "requires" in error.message else "takes no value"
            return f"`{error.option_name}` {wrong}", help_
        case MissingParameter() if context and param:
            from quiz.cli.examples import EXAMPLES  # most commands need none

            name = context.command_path.partition(" ")[2]
            example = next((f", such as `{program_name()} {line}`" for line, _ in EXAMPLES.get(name, ())), "")
            return f"`{_name(param).strip('[].')}` is missing", f"write it after `{context.command_path}`{example}"
        case BadParameter() if param and isinstance(param.type, TyperChoice | IntRange):
            return f"`{_name(param)}` must be {_wanted(param.type)}", help_
    return error.format_message().rstrip("."), help_


def where_help_is(command: str) -> str:
    """Return how to see the help of a command."""
    return f"`{command} -h` shows how to use it"


def _name(param: Any) -> str:
    """Return an option as it is written, or what the help calls an argument."""
    return str(_long_name(param.opts) if param.param_type_name == "option" else param.metavar)


def _long_name(names: Sequence[str]) -> str:
    """Return the first long name of an option: the others are those of earlier versions."""
    return next((name for name in names if name.startswith("--")), names[0])


def is_empty_text(param: Any) -> str:
    """Return that the value of an option or argument is empty."""
    name = _name(param)
    return (
        f"`{name}` needs a value"
        if param.param_type_name == "option"
        else f"`{name.strip('[].')}` cannot be used: it is empty"
    )


def _wanted(kind: Any) -> str:
    """Return what a value of a type has to be: one of its choices, or a number within its limits."""
    if isinstance(kind, TyperChoice):
        return listed([f"`{choice}`" for choice in kind.choices], "or")
    return f"a whole number from {kind.min} to {kind.max}" if kind.max else f"a whole number of at least {kind.min}"


def _option_meant(error: Any) -> str:
    """Return which option may be meant: of the command, or of the program; nothing if none is near."""
    name = error.option_name
    if error.ctx is None:
        return ""
    if error.ctx.parent is not None and name in _options(error.ctx.find_root()):
        return f"write it before the command: `{error.ctx.find_root().info_name} {name} ...`"
    near = did_you_mean(name.lstrip("-"), [option[2:] for option in _options(error.ctx) if option.startswith("--")])
    return near.replace("`", "`--", 1)


def _commands_with(root: Any, option: str) -> str:
    """Return which commands have an option, each as it is typed, as a list in words; nothing if none has it."""
    found = []
    for name in root.command.list_commands(root):
        command = root.command.get_command(root, name)
        lower = command.list_commands(root) if hasattr(command, "list_commands") else ()
        every = {name: command} | {f"{name} {one}": command.get_command(root, one) for one in lower}
        found += [f"`{root.info_name} {path}`" for path, one in every.items() if option in option_names(one.params)]
    return few(found)


def _options(context: Any) -> list[str]:
    return option_names(context.command.get_params(context))


def option_names(params: Iterable[Any]) -> list[str]:
    """Return how the options among the parameters of a command are written."""
    return [option for one in params for option in (*one.opts, *one.secondary_opts) if option.startswith("-")]
