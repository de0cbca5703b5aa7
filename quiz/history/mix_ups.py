"""Reading what a player mixes up, as `quiz.history.derived.confusions` keeps it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from quiz.history.records import InvalidRecord, shown_of

if TYPE_CHECKING:
    from quiz.game.mastery import MixUp
    from quiz.history.log import History


def mixed_up(history: "History", facts: Sequence[str]) -> list[tuple[str, str, str]]:
    """Return the mix-ups of some facts: the fact, what is right, what was chosen. Raises `HistoryError`."""
    sql = "SELECT fact, answer, chosen FROM confusions WHERE player = ? AND fact = ? AND apart < 2 AND NOT is_guess"
    player = history.player.id if history.player else ""
    return [(fact, answer, chosen) for one in facts for fact, answer, chosen in history.select(sql, player, one)]


def mix_ups(history: "History") -> "list[MixUp]":
    """Return all mix-ups of the player, the most frequent first, the resolved ones last. Raises `HistoryError`."""
    from quiz.game.mastery import MixUp  # the first question does not need it

    sql = (
        "SELECT a.bank, c.fact, a.shown, c.answer, c.chosen, c.times, c.apart, c.mixed_at FROM confusions c "
        "JOIN attempts a ON a.id = c.attempt WHERE c.player = ? AND NOT c.is_guess "
        "ORDER BY c.apart >= 2, c.times DESC, c.mixed_at DESC, c.fact, c.answer, c.chosen"
    )
    player = history.player.id if history.player else ""
    found = []
    for bank, fact, shown, answer, chosen, *rest in history.select(sql, player):
        try:
            screen = shown_of(shown)
            texts = screen.texts
            found.append(MixUp(bank, fact, screen.stem, (answer, texts[answer]), (chosen, texts[chosen]), *rest))
        except (InvalidRecord, KeyError):
            raise history.damaged("an answer") from None
    return found


def taken_for(history: "History", fact: str) -> list[str]:
    """Return what the player takes a fact for, as it was shown, the most frequent first; two at most.

    Something that was chosen once counts here too, because the fact is missed again and again.

    Raises `HistoryError`.
    """
    sql = (
        "SELECT a.shown, c.chosen FROM confusions c JOIN attempts a ON a.id = c.attempt "
        "WHERE c.player = ? AND c.fact = ? AND c.apart < 2 "
        "ORDER BY c.times DESC, c.mixed_at DESC LIMIT 2"
    )
    player = history.player.id if history.player else ""
    try:
        found = [shown_of(shown).texts.get(chosen, "") for shown, chosen in history.select(sql, player, fact)]
    except InvalidRecord:
        raise history.damaged("an answer") from None
    return [text for text in dict.fromkeys(found) if text]
