"""Choosing what `quiz bank preview` shows, trying it out, and giving it to other programs."""

from collections.abc import Mapping, Sequence
from typing import Any

from quiz.app.errors import Exit, UserError
from quiz.bank.model import Bank
from quiz.bank.problems import did_you_mean
from quiz.items.item import Item
from quiz.items.selection import Selected, asked_for, is_fact, is_pattern, make, only
from quiz.items.sources import Fact, ItemSource, bank_facts
from quiz.text import quoted
from quiz.ui.prompter import Prompter

Chosen = list[tuple[Bank, Mapping[ItemSource, list[Fact]]]]  # for each bank: what is asked about which facts


def chosen_in(banks: Sequence[Bank], pattern: str, fact: str) -> Chosen:
    """Return what is asked in banks about the pattern and the fact that are named. An empty name means all.

    Raises `UserError` if there is nothing of these names.
    """
    facts = {bank.id: bank_facts(bank) for bank in banks}
    chosen: Chosen = [(bank, asked_for(facts[bank.id], pattern, fact)) for bank in banks]
    if (pattern or fact) and not any(asked for _, asked in chosen):
        raise _nothing_of([one for found in facts.values() for one in found], pattern, fact)
    return chosen


def _nothing_of(facts: Sequence[Fact], pattern: str, fact: str) -> UserError:
    """Return why nothing is asked about the pattern and the fact."""
    item_sources = list(dict.fromkeys(item_source for one in facts for item_source in one.item_sources))
    if pattern and not any(is_pattern(item_source, pattern) for item_source in item_sources):
        names = [
            name for item_source in item_sources for name in (item_source.name.rpartition(".")[2], item_source.name)
        ]
        return _unknown("pattern", pattern, names)
    if fact and not any(is_fact(one, fact) for one in facts):
        names = [name for one in facts for name in (one.id.rpartition("/")[2], one.id.partition("/")[2])]
        return _unknown("fact", fact, names)
    what = quoted(pattern) if pattern else "no pattern"
    verb = "does not ask" if pattern else "asks"
    help_ = "leave out `--pattern` or `--fact`" if pattern else ""
    return UserError(Exit.USAGE, f"{what} {verb} about {quoted(fact)}", help_)


def _unknown(what: str, name: str, names: Sequence[str]) -> UserError:
    help_ = did_you_mean(name, dict.fromkeys(names)) or f"leave out `--{what}` to see all questions"
    return UserError(Exit.USAGE, f"there is no {what} {quoted(name)}", help_)


def selected(chosen: Chosen, seed: str, limit: int | None) -> list[Selected]:
    """Make what was chosen: only the first items of each pattern, if there is a limit."""
    return [make(item_source, facts, seed, limit) for _, asked in chosen for item_source, facts in asked.items()]


def try_out(prompter: Prompter, chosen: Chosen, seed: str, limit: int | None) -> None:
    """Play a round of what was chosen, without the history. Raises `UserError` if nothing can be asked."""
    from quiz.app.play.session import Session
    from quiz.game.outcome import Setup

    made = selected(chosen, seed, limit)
    count = sum(len(one.items) for one in made)
    if not count:
        raise UserError(Exit.BAD_DATA, "there is nothing to ask", "`quiz bank check` says why")
    banks = [bank for bank, _ in chosen]
    setup = Setup(seed, questions=count, names=tuple(bank.id for bank in banks))
    Session(prompter, None).try_out(setup, only(made), banks)


def item_record(item: Item) -> dict[str, Any]:
    """Return an item as the JSON that is promised to other programs (version 1)."""
    return {
        "version": 1,
        "id": item.id,
        "fact": item.fact,
        "bank": item.origin.bank,
        "topic": item.topic,
        "form": item.form,
        **({"passage": item.origin.passage.text} if item.origin.passage.text else {}),
        "stem": item.stem,
        "options": [{"id": o.id, "text": o.text, "correct": o.id in item.keys, "why": o.why} for o in item.options],
        "keys": item.keys,
        "prompts": item.prompts,
        "why": item.why,
        "hint": item.hints[0] if item.hints else "",
        "hints": item.hints,
        "source": item.origin.source,
    }
