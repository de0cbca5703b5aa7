"""`quiz config`: showing and changing the player's settings."""

import os

from quiz.app.errors import Exit, UserError
from quiz.library.files import (
    Taken,
    Unreadable,
    Unwritable,
    make_private_folder,
    read_regular,
    reason_of,
    write_new,
    write_over,
)
from quiz.library.setting_lines import MOST_BYTES_OF_SETTINGS, SETTINGS, read_settings, unknown, with_setting
from quiz.library.settings import has_settings, settings_file
from quiz.text import quoted


def settings_page() -> tuple[list[str], list[str]]:
    """Return the lines that list every setting, and those on what is wrong with the file."""
    path = settings_file()
    values, problems = read_settings(path) if has_settings(path) else ({}, ())
    names, shown = max(map(len, SETTINGS)), {name: values.get(name, "not set") for name in SETTINGS}
    width = max(map(len, shown.values()))
    rows = [
        f"{name.ljust(names)}  {shown[name].ljust(width)}  {one.about} ({one.takes}){_overridden(name)}"
        for name, one in SETTINGS.items()
    ]
    where = "Your settings are in" if has_settings(path) else "Your settings will be in"
    return [*rows, f"{where} `{path}`."], list(problems)


def _overridden(name: str) -> str:
    """Return the variable that overrides the file, if there is one."""
    found = next((variable for variable in SETTINGS[name].variables if os.environ.get(variable)), "")
    return f" {found} overrides it." if found else ""


def shown_setting(name: str) -> str:
    """Return the value of a setting, nothing if it has none. Raises `UserError` if there is no such setting."""
    _known(name)
    path = settings_file()
    return read_settings(path).values.get(name, "") if has_settings(path) else ""


def change_setting(name: str, value: str | None) -> str:
    """Give a setting a value, or remove its value; return what to say. Raises `UserError`.

    Nothing else in the file changes.
    """
    _known(name)
    if value is not None:
        try:
            value = SETTINGS[name].read(value)
        except ValueError as error:
            raise UserError(Exit.USAGE, f"`{name}` cannot be {quoted(value)}", str(error)) from None
    text = _text()
    changed = with_setting(text, name, value)
    if changed != text:
        _write(changed)
    if value is None:
        return f"`{name}` is not set."
    return f"`{name}` is {value}." + _overridden(name)


def _known(name: str) -> None:
    if name not in SETTINGS:
        raise UserError(Exit.USAGE, *unknown(name))


def _text() -> str:
    """Return the text of the file; nothing if there is none. Raises `UserError` if it must not be changed."""
    path = settings_file()
    if not has_settings(path):
        return ""
    try:
        data = read_regular(path, MOST_BYTES_OF_SETTINGS)
        if len(data) <= MOST_BYTES_OF_SETTINGS:
            return data.decode("utf-8")
        reason = "it is too large"
    except Unreadable as error:
        reason = error.reason
    except UnicodeDecodeError:
        reason = "it is not UTF-8"
    raise UserError(Exit.BAD_DATA, f"`{path}` cannot be changed: {reason}", "fix it, or move it away")


def _write(text: str) -> None:
    path = settings_file()
    try:
        make_private_folder(path.parent)
        if has_settings(path):
            write_over(path, text.encode())
        else:
            write_new(path, text.encode())
    except (OSError, Taken, Unwritable) as error:
        reason = error.reason if isinstance(error, Unwritable) else reason_of(error)
        help_ = "set QUIZ_CONFIG_DIR to a folder that you can write to"
        raise UserError(Exit.STORAGE, f"`{path}` cannot be written: {reason}", help_) from None
