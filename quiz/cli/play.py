"""`quiz play`."""

from typing import Annotated, Literal

import typer

from quiz.cli.options import Certainty, Color, PlayerName

__all__ = ["app"]

app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)


#: The names of the modes but for that of `quiz review`; a test compares them with `MODES`.
ModeName = Literal["learn", "test", "mistakes"]


def complete_bank(incomplete: str) -> list[str]:
    """Complete the name of a course or bank."""
    from quiz.cli.open_banks import all_banks

    banks = all_banks()
    names = dict.fromkeys([b.course for b in banks if b.course] + [b.name for b in banks] + [b.address for b in banks])
    return [name for name in names if name.startswith(incomplete)]


@app.command()
def play(
    ctx: typer.Context,
    banks: Annotated[
        list[str] | None,
        typer.Argument(metavar="[BANK]...", help="Courses, banks or paths.", autocompletion=complete_bank),
    ] = None,
    topic: Annotated[list[str] | None, typer.Option(help="Only this topic; may be given again.")] = None,
    mode: Annotated[
        ModeName, typer.Option(help="learn: feedback at once; test: at the end; mistakes: what was wrong last time.")
    ] = "learn",
    questions: Annotated[int, typer.Option(min=1, max=500, help="How many questions.")] = 10,
    seed: Annotated[str, typer.Option(help="Play the very same round again.", show_default=False)] = "",
    certainty: Certainty = None,
    player: PlayerName = "",
    players: Annotated[
        str, typer.Option(metavar="NAME,NAME", help="A duel: take turns on the same questions.", show_default=False)
    ] = "",
    plain: Annotated[bool, typer.Option("--plain", help="Numbered lines, for screen readers and pipes.")] = False,
    color: Annotated[Color, typer.Option(help="When to use colour.")] = "auto",
) -> None:
    """Play a round.

    BANK is a course (eu-nato), a bank (leaders, eu-nato/leaders) or the path of a file or
    folder. Without one, a menu. A round that was stopped is offered to be resumed. To learn,
    questions are chosen by what you know: what is due, and a few new facts. --seed always
    starts a new round, and one that is the same for everybody. --players is for two or more at
    one keyboard; a duel that is stopped is not resumed.
    """
    from quiz.cli.choice import Choice
    from quiz.cli.opening import open_history
    from quiz.cli.prompting import entered, make_prompter
    from quiz.cli.session import Session
    from quiz.screen.sink import stdout_sink

    duelists: tuple[str, ...] = ()
    if players:
        from quiz.cli.dueling import named, play_duel  # most play alone

        _goes_alone(ctx, "player", "mode", "certainty")
        duelists = named(players)
    prompter = make_prompter(stdout_sink(color), plain=plain)
    with entered(prompter):
        names = tuple(banks or ())
        if not names:
            from quiz.cli.choosing import choose_bank

            names = choose_bank(prompter)
        if names:
            choice = Choice(names, mode, questions, tuple(topic or ()), seed)
            if duelists:
                play_duel(prompter, choice._replace(mode="duel"), duelists)
                return
            Session(prompter, open_history(prompter, player), certainty=certainty).play(choice)


def _goes_alone(ctx: typer.Context, *others: str) -> None:
    """End the command where an option is given that has no sense in a duel."""
    from quiz.cli.exits import Exit, fail

    for name in others:
        source = ctx.get_parameter_source(name)
        if source is not None and source.name == "COMMANDLINE":
            fail(Exit.USAGE, f"`--players` does not go with `--{name}`", "leave one of them out")
