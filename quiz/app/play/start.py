"""Starting what `quiz play` asks for: a round, the test of a pack, or a duel."""

from typing import TYPE_CHECKING, Any, NamedTuple

from quiz.app.play.setup import round_length, with_settings
from quiz.app.prompting import entered, make_prompter
from quiz.game.mode import Selection
from quiz.game.modes import MODES, mode_of
from quiz.game.outcome import Setup
from quiz.library.banks import is_pack
from quiz.term.sink import stdout_sink

if TYPE_CHECKING:
    from quiz.ui.prompter import Prompter


class PlayOptions(NamedTuple):
    """What to play, as the options of `quiz play` say; `given` are those that were written."""

    names: tuple[str, ...] = ()  # of banks and courses, or paths
    topics: tuple[str, ...] = ()
    mode: str = "learn"
    questions: int | None = None
    time: str = ""
    seed: str = ""
    certainty: bool | None = None
    cards: bool | None = None
    typed: str | None = None
    player: str = ""
    players: str = ""
    plain: bool | None = None
    color: str = "auto"
    given: frozenset[str] = frozenset()


def start_playing(options: PlayOptions) -> None:
    """Play what is asked for, until it ends. Raises `UserError` and `HistoryError`."""
    facts = tuple[str, ...]()
    if any(map(is_pack, options.names)):
        from quiz.app.play.handed_out import packed_facts

        if _takes_test(options):
            return
        facts = packed_facts(options.names)
    duelists = _duelists(options)
    time_ms = _time_of(options)
    wanted: dict[str, Any] = {"certainty": options.certainty, "cards": options.cards, "typed": options.typed}
    questions = options.questions
    if not options.seed and not duelists and mode_of(options.mode).selection != Selection.SEED:
        wanted, questions = with_settings(wanted), questions or round_length()
    length = questions or Setup().questions
    setup = Setup(
        options.seed, options.mode, length, topics=options.topics, facts=facts, names=options.names, time_ms=time_ms
    )
    prompter = make_prompter(stdout_sink(options.color), plain=options.plain)
    _check_knowledge(setup, options)
    with entered(prompter):
        _play(prompter, setup, options, duelists, wanted)


def _takes_test(options: PlayOptions) -> bool:
    """Take the test that a pack has, exactly as it was handed out. Returns False if there is none."""
    from quiz.app.history import open_history
    from quiz.app.play.handed_out import handed_out, introduce
    from quiz.app.play.session import Session

    found = handed_out(options.names)
    if found is None:
        return False
    setup, test = found
    for name in ("topic", "mode", "questions", "time", "seed", "certainty", "cards", "typed", "players"):
        if name in options.given:
            from quiz.app.errors import Exit, UserError

            raise UserError(
                Exit.USAGE,
                f"`{_written(options, name)}` cannot be combined with the test in a pack",
                "it is the same for everybody",
            )
    prompter = make_prompter(stdout_sink(options.color), plain=options.plain)
    with entered(prompter):
        history = open_history(prompter, options.player)
        introduce(prompter, history, setup, test)
        Session(prompter, history).play(setup)
    return True


def _play(
    prompter: "Prompter", setup: Setup, options: PlayOptions, duelists: tuple[str, ...], wanted: dict[str, Any]
) -> None:
    """Play what was chosen, or is chosen now, in a duel if there are duelists; `wanted` is for the session."""
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
    is_new = not options.given.isdisjoint(("topic", "mode", "questions", "time", "seed"))
    Session(prompter, open_history(prompter, options.player), **wanted).play(setup, is_new=is_new)


def _check_knowledge(setup: Setup, options: PlayOptions) -> None:
    """Raise `UserError` if an option depends on what the player knows, and the round does not."""
    from quiz.app.errors import Exit, UserError

    option = "--cards" if options.cards else "--typed known" if options.typed == "known" else ""
    if option and (setup.seed or mode_of(setup.mode).selection == Selection.SEED):
        round_ = "--seed" if setup.seed else f"--mode {setup.mode}"
        help_ = f"leave out one of them: a round with `{round_}` is the same for everybody, whatever they know"
        raise UserError(Exit.USAGE, f"`{option}` cannot be combined with `{round_}`", help_)


def _duelists(options: PlayOptions) -> tuple[str, ...]:
    """Return the names of those who play a duel; none if it is not a duel. Raises `UserError`."""
    if not options.players:
        return ()
    from quiz.app.play.duel import named

    _goes_alone(options, "players", "player", "mode", "time", "certainty", "cards", "typed")
    return named(options.players)


def _time_of(options: PlayOptions) -> int:
    """Return the time of a round that a clock ends, 0 for other rounds. Raises `UserError` if it is not valid."""
    from quiz.app.errors import Exit, UserError
    from quiz.game.mode import Ending

    mode, time = options.mode, options.time
    if mode_of(mode).ending != Ending.CLOCK:
        if time:
            timed = [name for name in MODES if mode_of(name).ending == Ending.CLOCK]
            names = " and ".join(f"{name}s" for name in timed)
            raise UserError(Exit.USAGE, f"`--time` is for {names}", f"add `--mode {timed[0]}`")
        return 0
    from quiz.game.modes.definitions import STANDARD_MS, read_time
    from quiz.text import quoted

    _goes_alone(options, f"mode {mode}", "questions", *([] if mode_of(mode).asks_certainty else ["certainty"]))
    try:
        return read_time(time) if time else STANDARD_MS
    except ValueError as error:
        raise UserError(
            Exit.USAGE, f"`--time` cannot be {quoted(time)}: {error}", "write seconds, minutes or hours: 90s, 2m, 1h"
        ) from None


def _goes_alone(options: PlayOptions, what: str, *others: str) -> None:
    """Raise `UserError` if two options are given that cannot be combined."""
    from quiz.app.errors import Exit, UserError

    for name in others:
        if name in options.given:
            other = _written(options, name)
            raise UserError(Exit.USAGE, f"`--{what}` cannot be combined with `{other}`", "leave one of them out")


def _written(options: PlayOptions, name: str) -> str:
    """Return an option that was given as it was written: `--cards` or `--no-cards`."""
    return f"--no-{name}" if getattr(options, name, None) is False else f"--{name}"
