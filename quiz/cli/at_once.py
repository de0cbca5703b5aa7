"""What the command line does without its library: version, help, completion, the menu, and `quiz play BANK`.

Importing the library takes longer than answering the first three of these, and would be almost a third of the time to a
first question.
"""

import os
import sys
from collections.abc import Callable, Mapping, Sequence

import quiz
from quiz.cli import COMMANDS
from quiz.term.sink import is_terminal, stdout_sink

_NAMES = ("quiz", "quizround")
_EXPANDED = frozenset("*?[~$%")
#: Names and help of commands, as a shell takes them.
_Found = Sequence[tuple[str, str]]


_ZSH_COLON = r"\\:"  # where a space must not end a name


def _for_zsh(found: _Found) -> str:
    rows = "\n".join(f'"{name}":"{help_.replace(":", _ZSH_COLON)}"' for name, help_ in found)
    return f"_arguments '*: :(({rows}))'"


#: What a shell asks for -> how the names are written for it.
_SHELLS: Mapping[str, Callable[[_Found], str]] = {
    "complete_bash": lambda found: "\n".join(name for name, _ in found),
    "complete_zsh": _for_zsh,
    "complete_fish": lambda found: "\n".join(f"{name}\t{help_}" for name, help_ in found),
}


def program_name() -> str:
    """Return the name by which the program was called."""
    called = sys.argv[0].replace("\\", "/").rpartition("/")[2].removesuffix(".exe")
    return called if called in _NAMES else _NAMES[0]


def answered_at_once(arguments: Sequence[str]) -> bool:
    """Do what needs no library of the command line. Returns whether that was all there is to do.

    Raises `OutputFailed`, and whatever a round or the menu does.
    """
    instruction = completion_wanted()
    if instruction:
        return _completed(instruction)
    if arguments in (["--version"], ["-V"]):
        show_version()
        return True
    is_help = arguments in (["--help"], ["-h"])
    if is_help or (not arguments and not (is_terminal(sys.stdin) and is_terminal(sys.stdout))):
        stdout_sink("never").data(shown_page())
        return True
    if not arguments:
        warn_of_settings()
        open_menu()
        return True
    if arguments[:1] == ["play"] and not any(map(_is_for_the_library, arguments)):
        _play(arguments[1:])
        return True
    return False


def _is_for_the_library(argument: str) -> bool:
    """Return whether an argument is empty, or may be an option, or a pattern of file names (expanded on Windows)."""
    return not argument or argument.startswith("-") or (os.name == "nt" and not _EXPANDED.isdisjoint(argument))


def _play(names: Sequence[str]) -> None:
    """Play banks as `quiz play` does if no option is given."""
    from quiz.app.play.start import PlayOptions, start_playing
    from quiz.library.settings import setting

    warn_of_settings()
    start_playing(PlayOptions(tuple(names), player=os.environ.get("QUIZ_PLAYER") or setting("player")))


def open_menu() -> None:
    """Open the menu of the program, as `quiz` alone does. Raises `UserError` and `HistoryError`."""
    from quiz.app.home import home

    home(shown_page)


def warn_of_settings() -> None:
    """Say on standard error what is wrong with the file of settings, if anything is."""
    from quiz.library.settings import settings

    if settings()[1]:
        from quiz.term.sink import stderr_sink

        stderr_sink().text(*(f"quiz: {problem}" for problem in settings()[1]))


def completion_wanted() -> str:
    """Return what a shell asks to be completed for it, such as `complete_bash`; nothing if no shell asks."""
    return os.environ.get(f"_{program_name().upper()}_COMPLETE", "")


def show_version() -> None:
    """Write the version on standard output. Raises `OutputFailed`."""
    stdout_sink("never").text(f"quiz {quiz.__version__}")


def shown_page() -> str:
    """Return the help of the program, as wide as the terminal."""
    from quiz.cli.front_page import WIDEST, front_page

    return front_page(program_name(), min(stdout_sink("never").size()[0] - 2, WIDEST))


def _completed(instruction: str) -> bool:
    """Complete the name of a command, as the library would; returns False if something else should be completed."""
    if instruction not in _SHELLS:
        return False
    place, mark = ("COMP_WORDS", "\n") if instruction == "complete_bash" else ("_TYPER_COMPLETE_ARGS", " ")
    words = os.environ.get(place, "").split(mark)
    if len(words) != 2 or not (words[1].isalpha() or not words[1]):
        return False
    found = [(name, help_) for name, (_, help_) in COMMANDS.items() if name.startswith(words[1])]
    if not found:
        return False
    if os.environ.get("_TYPER_COMPLETE_FISH_ACTION") != "is-args":
        stdout_sink("never").data(_SHELLS[instruction](found))
    return True
