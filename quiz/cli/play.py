"""`quiz play` and `quiz review`."""

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from quiz.cli.completing import complete_bank, complete_players
from quiz.cli.options import Cards, Certainty, Color, OnlyBanks, OnlyTopics, PlainLines, PlayerName, TypedAnswers
from quiz.game.modes import MODES, REVIEW_LIMIT

_OFFERED = {name: brief for name, brief in MODES.items() if brief}
if TYPE_CHECKING:
    ModeName = str
else:
    ModeName = Literal[tuple(_OFFERED)]


def play(
    ctx: typer.Context,
    banks: Annotated[
        list[str] | None,
        typer.Argument(metavar="[BANK]...", help="Courses, banks or paths.", autocompletion=complete_bank),
    ] = None,
    topic: OnlyTopics = None,
    mode: Annotated[
        ModeName,
        typer.Option(help="; ".join(f"{name}: {brief}" for name, brief in _OFFERED.items()) + "."),
    ] = "learn",
    questions: Annotated[
        int | None, typer.Option(min=1, max=500, help="How many questions.", show_default="10")
    ] = None,
    time: Annotated[
        str, typer.Option(help="The length of a sprint, such as 90s or 2m; 1h at most.", show_default="60s")
    ] = "",
    seed: Annotated[
        str,
        typer.Option(
            help="Any word or number. The same seed gives the same round, if the banks and options are the same too.",
            show_default=False,
        ),
    ] = "",
    certainty: Certainty = None,
    cards: Cards = None,
    typed: TypedAnswers = None,
    player: PlayerName = "",
    players: Annotated[
        str,
        typer.Option(
            metavar="NAME,NAME",
            help="A duel: take turns on the same questions.",
            show_default=False,
            autocompletion=complete_players,
        ),
    ] = "",
    plain: PlainLines = None,
    color: Annotated[Color, typer.Option(help="When to use colour.")] = "auto",
) -> None:
    """Play a round.

    BANK is a course (eu-nato), a bank (leaders, eu-nato/leaders), or the path of a file or folder.
    If it is a pack (unit-3.quiz), you play the banks or the test in it. Without BANK, a menu opens.
    If you stopped a round of BANK, you can resume it, unless an option says what to play. In a
    learning round, questions are chosen by what you know: first what you have begun to forget, then
    new facts, then the rest. With --seed, the round is the same for everybody. In a sprint, the
    clock runs while a question is open, and stops while you read its answer. --players is for two
    or more players at one keyboard; a duel that is stopped cannot be resumed.
    """
    from quiz.app.play.start import PlayOptions, start_playing

    options = PlayOptions(
        names=tuple(banks or ()),
        topics=tuple(topic or ()),
        mode=mode,
        questions=questions,
        time=time,
        seed=seed,
        certainty=certainty,
        cards=cards,
        typed=typed,
        player=player,
        players=players,
        plain=plain,
        color=color,
        given=_given(ctx),
    )
    start_playing(options)


def _given(ctx: typer.Context) -> frozenset[str]:
    """Return the names of the options and arguments that are given on the command line."""
    sources = {name: ctx.get_parameter_source(name) for name in ctx.params}
    return frozenset(name for name, source in sources.items() if source is not None and source.name == "COMMANDLINE")


def review(
    ctx: typer.Context,
    limit: Annotated[int, typer.Option(min=1, max=500, help="At most this many facts.")] = REVIEW_LIMIT,
    bank: OnlyBanks = None,
    exam: Annotated[
        str,
        typer.Option(
            metavar="DATE",
            help="Plan the days until an exam, and follow the plan; `none` removes the plan.",
            show_default=False,
        ),
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="The plan of --exam, for programs.")] = False,
    certainty: Certainty = None,
    cards: Cards = None,
    typed: TypedAnswers = None,
    player: PlayerName = "",
    plain: PlainLines = None,
    color: Annotated[Color, typer.Option(help="When to use colour.")] = "auto",
) -> None:
    """Review what is due.

    It asks about the facts that you are about to forget, from all your banks, and ends with a few
    new ones. Each is asked in a different form from last time, if there is one. Anything beyond
    --limit waits. With --exam, it plans the days that are left, with --limit facts a day, so that
    you remember as many facts as possible at the exam. It says how many will not have been asked by
    then. Until the exam, `quiz review` begins with what is planned for today.
    """
    from quiz.app.banks import warn_of_shared_ids
    from quiz.app.errors import Exit, UserError
    from quiz.app.history import open_history
    from quiz.app.play.session import Session
    from quiz.app.play.setup import with_settings
    from quiz.app.prompting import entered, make_prompter
    from quiz.game.outcome import Setup
    from quiz.term.sink import stdout_sink

    if as_json and not exam:
        raise UserError(Exit.USAGE, "`--json` needs `--exam`", "`quiz stats --json` shows what is due")
    warn_of_shared_ids()
    prompter = make_prompter(stdout_sink(color), plain=as_json or plain)
    with entered(prompter):
        history = open_history(prompter, player)
        if history is None:
            prompter.say("There is nothing to review without a history.")
            return
        if exam:
            from quiz.app.review import prepare_exam

            if not prepare_exam(prompter, history, exam, tuple(bank or ()), limit, as_json=as_json):
                return
        scope = () if exam else tuple(bank or ())
        is_new = not _given(ctx).isdisjoint(("limit", "bank", "exam"))
        setup = Setup(mode="review", questions=limit, scope=scope)
        wanted = with_settings({"certainty": certainty, "cards": cards, "typed": typed})
        Session(prompter, history, **wanted).play(setup, is_new=is_new)
