"""The settings there are, and the lines of the file that holds them.

A line is `name: value`, as YAML has it; what follows a `#` is a comment. A faulty line is reported with its place, and
the rest of the file counts.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from quiz.bank.problems import did_you_mean
from quiz.game.player_name import player_name
from quiz.library.files import Unreadable, read_regular
from quiz.text import quoted

MOST_BYTES_OF_SETTINGS = 16 * 1024
_MOST_QUESTIONS = 500
_SWITCHES = {"true": "yes", "on": "yes", "1": "yes", "false": "no", "off": "no", "0": "no"}


class Setting(NamedTuple):
    """A setting: what it is about, what may be written, and the variables that override the file.

    `read` returns the value of a text. It raises ValueError, with what is expected, if the text is not allowed.
    `words` are the values if there are only a few.
    """

    about: str
    takes: str
    read: Callable[[str], str]
    variables: Sequence[str] = ()
    words: Sequence[str] = ()


class SettingLines(NamedTuple):
    """What a file of settings says: the values by their names, and a line for each problem."""

    values: Mapping[str, str]
    problems: Sequence[str]


def _one_of(*allowed: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        """Return one of the words that are allowed."""
        value = text.casefold()
        value = value if value in allowed else _SWITCHES.get(value, value)
        if value not in allowed:
            raise ValueError(f"write {_either(allowed)}")
        return value

    return read


def _either(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}"


def _number(text: str) -> str:
    if not (text.isascii() and text.isdecimal() and len(text) <= 9 and 1 <= int(text) <= _MOST_QUESTIONS):
        raise ValueError(f"write a number from 1 to {_MOST_QUESTIONS}")
    return str(int(text))


def _name(text: str) -> str:
    name = player_name(text)
    if "#" in name or name.startswith(("'", '"')):  # the line of a file could not hold it as it is
        raise ValueError("write a name without `#` and quotation marks")
    return name


def _choice(about: str, *allowed: str, variables: Sequence[str] = ()) -> Setting:
    return Setting(about, _either(allowed), _one_of(*allowed), variables, allowed)


def _switch(about: str, *variables: str) -> Setting:
    return _choice(about, "yes", "no", variables=variables)


#: Every setting, in the order in which `quiz config` lists them.
SETTINGS: Mapping[str, Setting] = {
    "questions": Setting("How many questions a round of `quiz play` has.", f"1 to {_MOST_QUESTIONS}", _number),
    "plain": _switch("Write numbered lines, for screen readers and pipes.", "ACCESSIBLE"),
    "typed": _choice(
        "When to type answers: for facts that you know well, never, or always.", "known", "never", "always"
    ),
    "cards": _switch("Show new facts before they are asked."),
    "certainty": _switch("Say how sure you are of each answer."),
    "color": _choice(
        "When to use colour.", "auto", "always", "never", variables=("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE")
    ),
    "motion": _switch("Let parts of the screen move by themselves.", "QUIZ_REDUCED_MOTION", "ACCESSIBLE"),
    "player": Setting("Who is playing.", "a name", _name, ("QUIZ_PLAYER",)),
}


class _Line(NamedTuple):
    """A line of a file: its number, the name and the value on it, and the columns where they begin."""

    number: int
    name: str
    value: str
    at: int
    value_at: int


def read_settings(path: Path) -> SettingLines:
    """Read a file of settings, whatever it holds."""
    try:
        data = read_regular(path, MOST_BYTES_OF_SETTINGS)
        if len(data) > MOST_BYTES_OF_SETTINGS:
            raise Unreadable(f"it is larger than {MOST_BYTES_OF_SETTINGS // 1024} KB")
        text = data.decode("utf-8-sig")
    except Unreadable as error:
        return SettingLines({}, [f"{path}: the settings cannot be read: {error.reason}"])
    except UnicodeDecodeError as error:
        number = data[: error.start].count(b"\n") + 1
        return SettingLines({}, [f"{path}:{number}: the settings cannot be read: this line is not UTF-8"])
    values: dict[str, str] = {}
    problems: list[str] = []
    for line in _lines(text):
        try:
            if line.name in values:
                raise _Bad(line.at, f"`{line.name}` is set twice", "delete one of the lines; the first counts")
            values[line.name] = _checked(line)
        except _Bad as bad:
            problems.append(f"{path}:{line.number}:{bad.column}: {bad.message} ({bad.help})")
    return SettingLines(values, problems)


class _Bad(Exception):
    """A line is faulty and does not count."""

    def __init__(self, column: int, message: str, help: str) -> None:
        super().__init__(message)
        self.column = column
        self.message = message
        self.help = help


def _checked(line: _Line) -> str:
    """Return the value of a line. Raises `_Bad`."""
    if not line.value_at:
        raise _Bad(line.at, f"{quoted(line.name)} has no value", "write `name: value`, such as `plain: yes`")
    if line.name not in SETTINGS:
        raise _Bad(line.at, *unknown(line.name))
    try:
        return SETTINGS[line.name].read(line.value)
    except ValueError as error:
        raise _Bad(line.value_at, f"`{line.name}` cannot be {quoted(line.value)}", str(error)) from None


def unknown(name: str) -> tuple[str, str]:
    """Return what to say about an unknown setting, and what to do."""
    return f"no setting is called {quoted(name)}", did_you_mean(
        name, SETTINGS
    ) or f"the settings are {', '.join(SETTINGS)}"


def _lines(text: str) -> Iterator[_Line]:
    """Yield the lines that are not empty or comments. A line without a value has no column for it."""
    for number, line in enumerate(text.split("\n"), start=1):
        said = f" {line}".partition(" #")[0][1:].rstrip()
        if not said.strip():
            continue
        name, colon, value = said.partition(":")
        at = len(said) - len(said.lstrip()) + 1
        value_at = len(name) + 2 + len(value) - len(value.lstrip())
        yield _Line(number, name.strip(), _unquoted(value.strip()), at, value_at if colon and value.strip() else 0)


def _unquoted(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value


def with_setting(text: str, name: str, value: str | None) -> str:
    """Return the text of a file with a setting given a value, or removed. Nothing else changes."""
    lines = text.split("\n")
    places = [line.number - 1 for line in _lines(text) if line.name == name]
    if value is not None and places:
        lines[places[0]] = f"{name}: {value}"
        places = places[1:]
    elif value is not None:
        lines[-1:] = [*filter(None, lines[-1:]), f"{name}: {value}", ""]
    kept = [line for at, line in enumerate(lines) if at not in places]
    return "\n".join(kept)
