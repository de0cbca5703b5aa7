"""`quiz review`."""

import time
from typing import TYPE_CHECKING, Annotated

import typer

from quiz.cli.play import Color, PlayerName, entered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quiz.cli.dealing import Dealt
    from quiz.cli.session import Choice
    from quiz.game.due import Known
    from quiz.screen.prompter import Prompter
    from quiz.store.history import History

__all__ = ["REVIEW_LIMIT", "app", "nothing_due_text", "review_of"]

app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)

#: How many facts a review asks at most.
REVIEW_LIMIT = 20


@app.command()
def review(
    limit: Annotated[int, typer.Option(min=1, max=500, help="How many facts at most.")] = REVIEW_LIMIT,
    bank: Annotated[list[str] | None, typer.Option(help="Only this course or bank; may be given again.")] = None,
    player: PlayerName = "",
    plain: Annotated[bool, typer.Option("--plain", help="Numbered lines, for screen readers and pipes.")] = False,
    color: Annotated[Color, typer.Option(help="When to use colour.")] = "auto",
) -> None:
    """Review what is due.

    These are facts of all banks that you are about to forget, most forgotten first, each asked
    in another way than last time. What is more than --limit waits.
    """
    from quiz.cli.session import Choice, Session, make_prompter, open_history
    from quiz.screen.sink import stdout_sink

    prompter = make_prompter(stdout_sink(color), plain=plain)
    with entered(prompter):
        history = open_history(prompter, player)
        if history is None:
            prompter.say("There is nothing to review without a history.")
            return
        Session(prompter, history).play(Choice((), "review", limit, scope=tuple(bank or ())))


def review_of(prompter: "Prompter", history: "History", choice: "Choice") -> "Dealt | None":
    """Return a round of what is due; where nothing is, say so, offer to play instead, and return None.

    Raises `HistoryError`.
    """
    from quiz.cli.dealing import bank_of, find_due
    from quiz.game.due import interleaved
    from quiz.store.schedule import Schedule

    found = find_due(history, choice.scope)
    if not found.due:
        _nothing_due(prompter, history, found.known)
        return None
    chosen = interleaved(found.due[: choice.questions], {fact: found.facts[fact].topic for fact in found.due})
    if len(chosen) < len(found.due):
        prompter.say(f"{len(chosen)} of {len(found.due)} facts that are due. The rest can wait until tomorrow.")
    banks = found.of_facts(chosen)
    facts = [fact for fact in found.facts.values() if bank_of(fact.id) in banks]
    choice = choice._replace(
        names=tuple(address for address, _ in banks.values()), asks=tuple(Schedule(history).last_items(chosen))
    )
    return choice, facts, tuple((id_, content) for id_, (_, content) in banks.items())


def _nothing_due(prompter: "Prompter", history: "History", known: "Sequence[Known]") -> None:
    """Say when something will be due, and offer to play instead."""
    from quiz.screen.prompter import Entry, Stopped

    try:
        chosen = prompter.choose(nothing_due_text(known), [Entry("Play a round ..."), Entry("Quit", key="q")])
    except (Stopped, KeyboardInterrupt):
        return
    if chosen == 0:
        from quiz.cli.home import choose_and_play
        from quiz.cli.session import Choice

        choose_and_play(prompter, Choice(()), history)


def nothing_due_text(known: "Sequence[Known]") -> str:
    """Return what is said where nothing is due."""
    if not known:
        return "Nothing is due. What you play comes back here."
    from quiz.cli.dealing import next_due
    from quiz.screen.words import plural

    days, count = next_due(known)
    at = time.localtime(time.time() + days * 86_400)
    when = "tomorrow" if days == 1 else f"on {time.strftime('%A', at)}, {at.tm_mday} {time.strftime('%B', at)}"
    return f"Nothing is due today. {plural(count, 'fact')} {'is' if count == 1 else 'are'} due {when}."
