"""Options that several commands share."""

from typing import Annotated, Literal

import typer

__all__ = ["Color", "PlayerName"]

#: Whose history it is. Where nobody is named it is that of the only player, or is asked.
PlayerName = Annotated[
    str, typer.Option("--player", metavar="NAME", envvar="QUIZ_PLAYER", help="Who plays.", show_default=False)
]
#: When to use colour.
Color = Literal["auto", "always", "never"]
