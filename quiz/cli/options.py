"""The options that several commands share."""

from typing import Annotated, Literal

import typer

from quiz.cli.completing import complete_bank, complete_pattern, complete_player, complete_topic
from quiz.library.settings import setting

#: Whose history it is. If nobody is named, it is that of the only player, or the program asks.
PlayerName = Annotated[
    str,
    typer.Option(
        "--player",
        metavar="NAME",
        envvar="QUIZ_PLAYER",
        help="Who is playing.",
        show_default=False,
        callback=lambda name: name or setting("player"),
        autocompletion=complete_player,
    ),
]
#: Banks, by their paths or their names.
Paths = Annotated[
    list[str],
    typer.Argument(metavar="PATH...", help="Banks, courses, files or folders.", autocompletion=complete_bank),
]
#: Any number of banks; all if none is named.
OnlyBanks = Annotated[
    list[str] | None,
    typer.Option("--bank", help="Only this course or bank; can be repeated.", autocompletion=complete_bank),
]
#: Any number of topics; all if none is named.
OnlyTopics = Annotated[
    list[str] | None,
    typer.Option("--topic", help="Only this topic; can be repeated.", autocompletion=complete_topic),
]
#: One topic; all if none is named.
OnlyTopic = Annotated[
    str, typer.Option("--topic", help="Only this topic.", show_default=False, autocompletion=complete_topic)
]
#: One pattern; all if none is named.
OnlyPattern = Annotated[
    str,
    typer.Option(
        "--pattern",
        metavar="NAME",
        help="Only this pattern: its name, or table.name.",
        show_default=False,
        autocompletion=complete_pattern,
    ),
]
#: Whether a page is plain lines. If nothing is said, the environment and the settings do.
PlainLines = Annotated[
    bool | None,
    typer.Option(
        "--plain/--no-plain",
        help="Numbered lines, for screen readers and for other programs to read.",
        show_default=False,
    ),
]
#: The same for a page that is only shown.
PlainPage = Annotated[
    bool | None,
    typer.Option("--plain/--no-plain", help="Plain lines, all at once, without pictures.", show_default=False),
]
#: Whether to ask how sure the player is of each answer. If nothing is said, it is as the player wanted it last.
Certainty = Annotated[
    bool | None,
    typer.Option(
        "--certainty/--no-certainty",
        help="Say how sure you are of each answer; it stays on until you turn it off.",
        show_default=False,
    ),
]
#: Whether new facts are shown on cards. If nothing is said it is as the player wanted it last.
Cards = Annotated[
    bool | None,
    typer.Option(
        "--cards/--no-cards",
        help="Show new facts before they are asked; it stays so until you change it.",
        show_default=False,
    ),
]
#: When answers are typed. If nothing is said it is as the player wanted it last.
TypedAnswers = Annotated[
    Literal["never", "known", "always"] | None,
    typer.Option(
        help="When to type an answer that could be chosen: never, for facts that you know well (known), or always; "
        "it stays so until you change it.",
        show_default="known, until you change it",
    ),
]
#: When to use colour.
Color = Literal["auto", "always", "never"]
