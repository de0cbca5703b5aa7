"""`quiz review`."""

from typing import Annotated

import typer

from quiz.app.errors import Exit, UserError
from quiz.app.play.setup import REVIEW_LIMIT
from quiz.cli.options import Certainty, Color, PlayerName
from quiz.game.outcome import Setup


def review(
    limit: Annotated[int, typer.Option(min=1, max=500, help="How many facts at most.")] = REVIEW_LIMIT,
    bank: Annotated[list[str] | None, typer.Option(help="Only this course or bank; may be given again.")] = None,
    exam: Annotated[
        str,
        typer.Option(
            metavar="DATE", help="Plan the days until an exam, and follow it; `none` forgets.", show_default=False
        ),
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="The plan of --exam, for programs.")] = False,
    certainty: Certainty = None,
    player: PlayerName = "",
    plain: Annotated[bool, typer.Option("--plain", help="Numbered lines, for screen readers and pipes.")] = False,
    color: Annotated[Color, typer.Option(help="When to use colour.")] = "auto",
) -> None:
    """Review what is due.

    These are facts of all banks that you are about to forget, most forgotten first, each asked
    in another way than last time. What is more than --limit waits. With --exam all facts of
    the banks are planned for the days that are left, so that they are fresh on the day, with
    --limit facts a day; until then `quiz review` asks what the plan has for today first.
    """
    from quiz.app.banks import warn_of_shared_ids
    from quiz.app.play.session import Session
    from quiz.app.players import open_history
    from quiz.app.prompting import entered, make_prompter
    from quiz.term.sink import stdout_sink

    if as_json and not exam:
        raise UserError(Exit.USAGE, "`--json` goes with `--exam`", "`quiz stats --json` tells what is due")
    warn_of_shared_ids()
    prompter = make_prompter(stdout_sink(color), plain=plain or as_json)
    with entered(prompter):
        history = open_history(prompter, player)
        if history is None:
            prompter.say("There is nothing to review without a history.")
            return
        if exam:
            from quiz.app.exam import prepare_exam

            if not prepare_exam(prompter, history, exam, tuple(bank or ()), limit, as_json=as_json):
                return
        scope = () if exam else tuple(bank or ())
        Session(prompter, history, certainty=certainty).play(Setup(mode="review", questions=limit, scope=scope))
