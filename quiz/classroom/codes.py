"""The code under which a student hands in: from the teacher's list, or a random one that stays with the player.

Both the random code and the id in a results file follow from the id of the player, which is random itself. So they
stay the same without being saved, even on another machine with the player's history, and say nothing about the player.
"""

from quiz.interpreter import content_hash
from quiz.text import is_clean

LONGEST_CODE = 40  # characters
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # without those that look like another one
_PARTS = (3, 3)


def results_id(player: str) -> str:
    """Return the id of a player's results, made from the player's own id, which it does not reveal."""
    return content_hash(f"results\n{player}".encode())[:32]


def random_code(player: str) -> str:
    """Return the code of a player without one, such as `k7m-2qx`, from the player's id."""
    rest = int(content_hash(f"code\n{player}".encode()), 16)
    parts = []
    for length in _PARTS:
        letters = ""
        for _ in range(length):
            rest, drawn = divmod(rest, len(_LETTERS))
            letters += _LETTERS[drawn]
        parts.append(letters)
    return "-".join(parts)


def checked_code(text: str) -> str:
    """Return a code from a teacher's list, without white space around it.

    Raises ValueError with a readable reason if it cannot be a code: codes are written in lines and sheets.
    """
    code = text.strip()
    if not code:
        raise ValueError("it is empty")
    if len(code) > LONGEST_CODE:
        raise ValueError(f"it is longer than {LONGEST_CODE} characters")
    if not is_clean(code):
        raise ValueError("it contains hidden characters")
    if not code[0].isalnum() or any(char.isspace() or char in ",;\"'" for char in code):
        raise ValueError("a code begins with a letter or digit and has no blanks, commas or quotes")
    return code
