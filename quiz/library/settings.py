"""The player's settings: what they would otherwise type with every command, kept in one small file.

Most players have none, so a start only checks whether the file exists; `setting_lines` reads it.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from quiz.library.files import config_folder, is_there


def settings_file() -> Path:
    """Return the file of the settings."""
    return config_folder() / "config.yaml"


def has_settings(path: Path) -> bool:
    """Return whether there is a file of settings, or something that keeps it from being read."""
    try:
        return is_there(path)
    except OSError:
        return True


def setting(name: str) -> str:
    """Return the value of a setting of `SETTINGS` in the file; nothing if it has none."""
    return settings()[0].get(name, "")


def settings() -> tuple[Mapping[str, str], Sequence[str]]:
    """Return what the file says, by name, and a line for each problem with it. It is read once."""
    return _read(settings_file())


@cache
def _read(path: Path) -> tuple[Mapping[str, str], Sequence[str]]:
    if not has_settings(path):
        return {}, ()
    from quiz.library.setting_lines import read_settings

    found = read_settings(path)
    return found.values, found.problems
