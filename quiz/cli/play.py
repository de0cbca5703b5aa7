"""`quiz play` and `quiz review`."""

from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from quiz.cli.completing import complete_bank
from quiz.cli.options import Cards, Certainty, Color, OnlyBanks, OnlyTopics, PlainLines, PlayerName, TypedAnswers
from quiz.game.modes import MODES, REVIEW_LIMIT, mode_of

_OFFERED = {name: brief for name, brief in MODES.items() if brief}
if TYPE_CHECKING:
    from quiz.game.outcome import Setup
    from quiz.ui.prompter import Prompter

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
    time: Annotated[str, typer.Option(help="The length of a sprint, such as 90s or 2m.", show_default="60s")] = "",
    seed: Annotated[str, typer.Option(help="Play exactly the same round again.", show_default=False)] = "",
    certainty: Certainty = None,
    cards: Cards = None,
    typed: TypedAnswers = None,
    player: PlayerName = "",
    players: Annotated[
        str, typer.Option(metavar="NAME,NAME", help="A duel: take turns on the same questions.", show_default=False)
    ] = "",
    plain: PlainLines = None,
    color: Annotated[Color, typer.Option(help="When to use colour.")] = "auto",
) -> None:
    """Play a round.

    BANK is a course (eu-nato), a bank (leaders, eu-nato/leaders), or the path of a file or folder.
    For a pack (unit-3.quiz), it plays its banks or its test. Without BANK it opens a menu. If you
    stopped a round of BANK, it offers to resume it, unless an option says what to play. In a
    learning round, questions are chosen by what you know: what is due, and a few new facts. With
    --seed the round is the same for everybody. In a sprint the clock runs while a question is open,
    and stops while you read its answer. --players is for two or more at one keyboard; a duel that
    is stopped cannot be resumed.
    """
    from quiz.app.play.setup import round_length, with_settings
    from quiz.app.prompting import entered, make_prompter
    from quiz.game.mode import Selection
    from quiz.game.outcome import Setup
    from quiz.library.banks import is_pack
    from quiz.term.sink import stdout_sink

    names, facts = tuple(banks or ()), tuple[str, ...]()
    if any(map(is_pack, names)):
        from quiz.app.play.handed_out import packed_facts

        if _takes_test(ctx, names, player, plain=plain, color=color):
            return
        facts = packed_facts(names)
    duelists = _duelists(ctx, players)
    time_ms = _time_of(ctx, mode, time)
    wanted = {"certainty": certainty, "cards": cards, "typed": typed}
    if not seed and not duelists and mode_of(mode).selection != Selection.SEED:
        wanted, questions = with_settings(wanted), questions or round_length()
    length = questions or Setup().questions
    setup = Setup(seed, mode, length, topics=tuple(topic or ()), facts=facts, names=names, time_ms=time_ms)
    prompter = make_prompter(stdout_sink(color), plain=plain)
    _check_knowledge(setup, cards, typed)
    with entered(prompter):
        _play(ctx, prompter, setup, duelists, player, wanted)


def _takes_test(ctx: typer.Context, names: tuple[str, ...], player: str, *, plain: bool | None, color: Color) -> bool:
    """Take the test that a pack has, exactly as it was handed out. Returns False where there is none."""
    from quiz.app.history import open_history
    from quiz.app.play.handed_out import handed_out, introduce
    from quiz.app.play.session import Session
    from quiz.app.prompting import entered, make_prompter
    from quiz.term.sink import stdout_sink

    found = handed_out(names)
    if found is None:
        return False
    setup, test = found
    for name in ("topic", "mode", "questions", "time", "seed", "certainty", "cards", "typed", "players"):
        if _given(ctx, name):
            from quiz.app.errors import Exit, UserError

            raise UserError(
                Exit.USAGE, f"`--{name}` cannot be combined with the test of a pack", "it is the same for everybody"
            )
    prompter = make_prompter(stdout_sink(color), plain=plain)
    with entered(prompter):
        history = open_history(prompter, player)
        introduce(prompter, history, setup, test)
        Session(prompter, history, certainty=False).play(setup)
    return True


def _play(
    ctx: typer.Context,
    prompter: "Prompter",
    setup: "Setup",
    duelists: tuple[str, ...],
    player: str,
    wanted: dict[str, Any],
) -> None:
    """Play what was chosen, or is chosen now, in a duel where there are duelists; `wanted` is for the session."""
    from quiz.app.banks import choose_bank
    from quiz.app.history import open_history
    from quiz.app.play.session import Session

    setup = setup._replace(names=setup.names or choose_bank(prompter))
    if not setup.names:
        return
    if duelists:
        from quiz.app.play.duel import play_duel  # most play alone

        play_duel(prompter, setup._replace(mode="duel"), duelists)
        return
    is_new = any(_given(ctx, name) for name in ("topic", "mode", "questions", "time", "seed"))
    Session(prompter, open_history(prompter, player), **wanted).play(setup, is_new=is_new)


def _check_knowledge(setup: "Setup", cards: bool | None, typed: str | None) -> None:
    """Raise `UserError` where an option goes by what the player knows, and the round does not."""
    from quiz.app.errors import Exit, UserError
    from quiz.game.mode import Selection

    asked = "--cards" if cards else "--typed known" if typed == "known" else ""
    if asked and (setup.seed or mode_of(setup.mode).selection == Selection.SEED):
        round_ = "--seed" if setup.seed else f"--mode {setup.mode}"
        help_ = "leave one of them out; such a round is the same whatever you know"
        raise UserError(Exit.USAGE, f"`{asked}` cannot be combined with `{round_}`", help_)


def _duelists(ctx: typer.Context, players: str) -> tuple[str, ...]:
    """Return the names of those who play a duel; nobody where it is none. Raises `UserError`."""
    if not players:
        return ()
    from quiz.app.play.duel import named

    _goes_alone(ctx, "players", "player", "mode", "time", "certainty", "cards", "typed")
    return named(players)


def _time_of(ctx: typer.Context, mode: str, time: str) -> int:
    """Return the time of a round that a clock ends, 0 for others. Raises `UserError` where it cannot be."""
    from quiz.app.errors import Exit, UserError
    from quiz.game.mode import Ending

    if mode_of(mode).ending != Ending.CLOCK:
        if time:
            timed = [name for name in MODES if mode_of(name).ending == Ending.CLOCK]
            names = " and ".join(f"{name}s" for name in timed)
            raise UserError(Exit.USAGE, f"`--time` is for {names}", f"add `--mode {timed[0]}`")
        return 0
    from quiz.game.modes.definitions import STANDARD_MS, read_time
    from quiz.text import quoted

    _goes_alone(ctx, f"mode {mode}", "questions", *([] if mode_of(mode).asks_certainty else ["certainty"]))
    try:
        return read_time(time) if time else STANDARD_MS
    except ValueError as error:
        raise UserError(
            Exit.USAGE, f"`--time` cannot be {quoted(time)}: {error}", "write seconds or minutes, such as 90s or 2m"
        ) from None


def _goes_alone(ctx: typer.Context, what: str, *others: str) -> None:
    """Raise `UserError` where an option is given that makes no sense with another."""
    from quiz.app.errors import Exit, UserError

    for name in others:
        if _given(ctx, name):
            raise UserError(Exit.USAGE, f"`--{what}` cannot be combined with `--{name}`", "leave one of them out")


def _given(ctx: typer.Context, name: str) -> bool:
    """Return whether an option is given on the command line."""
    source = ctx.get_parameter_source(name)
    return source is not None and source.name == "COMMANDLINE"


def review(
    ctx: typer.Context,
    limit: Annotated[int, typer.Option(min=1, max=500, help="At most this many facts.")] = REVIEW_LIMIT,
    bank: OnlyBanks = None,
    exam: Annotated[
        str,
        typer.Option(
            metavar="DATE",
            help="Plan the days until an exam, and follow the plan; `none` forgets it.",
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

    It asks the facts of all banks that you are about to forget, the most forgotten first, each in
    a different form from last time, if it has one. Anything beyond --limit waits. With --exam all
    facts of the banks are spread over the days that are left, with --limit facts a day, so that you
    know them on the day. Until then `quiz review` first asks what the plan has for today.
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
        is_new = any(_given(ctx, name) for name in ("limit", "bank", "exam"))
        setup = Setup(mode="review", questions=limit, scope=scope)
        wanted = with_settings({"certainty": certainty, "cards": cards, "typed": typed})
        Session(prompter, history, **wanted).play(setup, is_new=is_new)
