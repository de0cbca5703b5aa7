"""Options that several commands share."""

from typing import Annotated, Literal

import typer

#: Whose history it is. Where nobody is named it is that of the only player, or is asked.
PlayerName = Annotated[
    str, typer.Option("--player", metavar="NAME", envvar="QUIZ_PLAYER", help="Who plays.", show_default=False)
]
#: Whether to ask how sure each answer is. Where nothing is said it is as the player did last.
Certainty = Annotated[
    bool | None,
    typer.Option(
        "--certainty/--no-certainty", help="Say how sure each answer is, until turned off.", show_default=False
    ),
]
#: When to use colour.
Color = Literal["auto", "always", "never"]
