"""Where things lie: the shipped banks, the player's data, the player's own banks."""

import os
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def shipped_banks() -> Path:
    """Return the folder of the banks that ship: inside an installed package, beside it in a checkout."""
    inside = _PACKAGE / "question_banks"
    return inside if inside.is_dir() else _PACKAGE.parent / "question_banks"


def data_folder() -> Path:
    """Return the folder of the player's data: `QUIZ_DATA_DIR`, or where the platform keeps such."""
    own = os.environ.get("QUIZ_DATA_DIR")
    if own:
        return _expanded(own)
    from platformdirs import user_data_path  # not needed with QUIZ_DATA_DIR, and slow to import

    return user_data_path("quiz", appauthor=False)


def _expanded(name: str) -> Path:
    try:
        return Path(name).expanduser()
    except RuntimeError:  # `~nobody` stands for itself
        return Path(name)


def bank_folder() -> Path:
    """Return the folder of the player's own banks: `QUIZ_BANK_DIR`, or `banks` beside the history."""
    own = os.environ.get("QUIZ_BANK_DIR")
    return _expanded(own) if own else data_folder() / "banks"


def cache_folder() -> Path:
    """Return the folder of what can be made again."""
    return data_folder() / "cache"


def history_file() -> Path:
    """Return the file of the history."""
    return data_folder() / "history.db"
