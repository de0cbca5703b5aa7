"""`quiz bank preview`."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, NoReturn

import typer

from quiz.app.banks import find_or_fail, load_or_fail
from quiz.app.errors import Exit, fail
from quiz.bank.model import Bank
from quiz.bank.problems import did_you_mean
from quiz.items.item import Item
from quiz.items.selection import asked_for, is_fact, is_pattern, make, only
from quiz.items.sources import Fact, ItemSource, bank_facts
from quiz.serialize import json_text
from quiz.term.lines import BLANK, Line
from quiz.term.sink import Sink, stdout_sink
from quiz.text import quoted

app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)

Chosen = list[tuple[Bank, Mapping[ItemSource, list[Fact]]]]  # for each bank what is asked about which facts


@app.command()
def preview(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", help="Banks, courses, files or folders.")],
    pattern: Annotated[
        str, typer.Option(metavar="NAME", help="Only this pattern: its name, or table.name.", show_default=False)
    ] = "",
    fact: Annotated[
        str, typer.Option(metavar="ROW", help="Only this fact: a row's name, or table/row.", show_default=False)
    ] = "",
    limit: Annotated[
        int | None, typer.Option(min=1, help="At most so many questions of a pattern.", show_default=False)
    ] = None,
    seed: Annotated[str, typer.Option(help="Another seed draws other options.")] = "0",
    play: Annotated[bool, typer.Option("--play", help="Play these questions; nothing is saved.")] = False,
    plain: Annotated[bool, typer.Option("--plain", help="Plain lines: no pager, no redrawing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="For programs; see docs/formats.md.")] = False,
) -> None:
    """List every question of a bank.

    The key is marked, and beside the other options stands why they are wrong. The options
    are those of one seed; a round draws others.
    """
    if play and as_json:
        fail(Exit.USAGE, "`--play` does not go with `--json`", "leave one of them out")
    banks = [one.bank for one in load_or_fail(find_or_fail(paths)) if one.bank]
    facts = {bank.id: bank_facts(bank) for bank in banks}
    chosen = [(bank, asked_for(facts[bank.id], pattern, fact)) for bank in banks]
    if (pattern or fact) and not any(asked for _, asked in chosen):
        _nothing_of([one for found in facts.values() for one in found], pattern, fact)
    if play:
        _play(chosen, seed, limit, plain=plain)
    elif as_json:
        items = [
            item for _, asked in chosen for a, rows in asked.items() for _, item in make(a, rows, seed, limit).items
        ]
        stdout_sink().data(json_text([item_record(item) for item in items]))
    else:
        _show(chosen, seed, limit, plain=plain)


def _nothing_of(facts: Sequence[Fact], pattern: str, fact: str) -> NoReturn:
    """End the command: what is to be shown alone is not there."""
    item_sources = list(dict.fromkeys(item_source for one in facts for item_source in one.item_sources))
    if pattern and not any(is_pattern(item_source, pattern) for item_source in item_sources):
        names = [
            name for item_source in item_sources for name in (item_source.name.rpartition(".")[2], item_source.name)
        ]
        _unknown("pattern", pattern, names)
    if fact and not any(is_fact(one, fact) for one in facts):
        names = [name for one in facts for name in (one.id.rpartition("/")[2], one.id.partition("/")[2])]
        _unknown("fact", fact, names)
    what = quoted(pattern) if pattern else "no pattern"
    verb = "does not ask" if pattern else "asks"
    fail(Exit.USAGE, f"{what} {verb} about {quoted(fact)}", "leave out `--pattern` or `--fact`" if pattern else "")


def _unknown(what: str, name: str, names: Sequence[str]) -> NoReturn:
    help_ = did_you_mean(name, dict.fromkeys(names)) or "without it, `quiz bank preview` lists all"
    fail(Exit.USAGE, f"there is no {what} {quoted(name)}", help_)


def _show(chosen: Chosen, seed: str, limit: int | None, *, plain: bool) -> None:
    from quiz.app.prompting import wants_plain
    from quiz.term.pager import show

    sink = stdout_sink()
    show(sink, _parts(chosen, seed, limit, sink), paged=not wants_plain(plain))


def _parts(chosen: Chosen, seed: str, limit: int | None, sink: Sink) -> Iterator[list[Line]]:
    """Yield the banks' heads and patterns, each made when it is wanted."""
    from quiz.ui.preview import UNWRAPPED, heading, selected_lines

    width = sink.size()[0] if sink.isatty() else UNWRAPPED
    above: list[Line] = []
    for bank, asked in chosen:
        if asked:
            yield [*above, *heading(bank.title, bank.id, width)]
            above = [BLANK]
        for item_source, facts in asked.items():
            yield selected_lines(make(item_source, facts, seed, limit), width)


def _play(chosen: Chosen, seed: str, limit: int | None, *, plain: bool) -> None:
    """Play a round of what was chosen, without the history."""
    from quiz.app.play.choice import Choice
    from quiz.app.play.session import Session
    from quiz.app.prompting import entered, make_prompter

    selected = [make(item_source, facts, seed, limit) for _, asked in chosen for item_source, facts in asked.items()]
    count = sum(len(one.items) for one in selected)
    if not count:
        fail(Exit.BAD_DATA, "nothing can be asked", "`quiz bank check` says why")
    banks = [bank for bank, _ in chosen]
    prompter = make_prompter(stdout_sink(), plain=plain)
    with entered(prompter):
        choice = Choice(tuple(bank.id for bank in banks), questions=count, seed=seed)
        Session(prompter, None).try_out(choice, only(selected), banks)


def item_record(item: Item) -> dict[str, Any]:
    """Return an item as the JSON that is promised to other programs (version 1)."""
    return {
        "version": 1,
        "id": item.id,
        "fact": item.fact,
        "bank": item.origin.bank,
        "topic": item.topic,
        "form": item.form,
        "stem": item.stem,
        "options": [{"id": o.id, "text": o.text, "correct": o.id in item.keys, "why": o.why} for o in item.options],
        "keys": item.keys,
        "prompts": item.prompts,
        "why": item.why,
        "hint": item.hints[0] if item.hints else "",
        "hints": item.hints,
        "source": item.origin.source,
    }
