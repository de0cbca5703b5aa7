"""`quiz bank preview`."""

from collections.abc import Iterator
from typing import Annotated

import typer

from quiz.app.banks import find_banks, load_banks
from quiz.app.errors import Exit, UserError
from quiz.app.preview import Chosen, chosen_in, item_record, selected, try_out
from quiz.items.selection import make
from quiz.serialize import json_text
from quiz.term.lines import BLANK, Line
from quiz.term.sink import Sink, stdout_sink


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
        raise UserError(Exit.USAGE, "`--play` does not go with `--json`", "leave one of them out")
    banks = [one.bank for one in load_banks(find_banks(paths)) if one.bank]
    chosen = chosen_in(banks, pattern, fact)
    sink = stdout_sink()
    if play:
        from quiz.app.prompting import entered, make_prompter

        prompter = make_prompter(sink, plain=plain)
        with entered(prompter):
            try_out(prompter, chosen, seed, limit)
    elif as_json:
        items = [item for one in selected(chosen, seed, limit) for _, item in one.items]
        sink.data(json_text([item_record(item) for item in items]))
    else:
        from quiz.app.prompting import wants_plain
        from quiz.term.pager import show

        show(sink, _parts(chosen, seed, limit, sink), paged=not wants_plain(plain))


def _parts(chosen: Chosen, seed: str, limit: int | None, sink: Sink) -> Iterator[list[Line]]:
    """Yield the banks' heads and patterns, each made when it is wanted."""
    from quiz.ui.bank_pages import preview_page
    from quiz.ui.pages import title_lines
    from quiz.ui.render.terminal import UNWRAPPED, lines

    width = sink.size()[0] if sink.isatty() else UNWRAPPED
    above: list[Line] = []
    for bank, asked in chosen:
        if asked:
            yield [*above, *title_lines(bank.title, bank.id, width)]
            above = [BLANK]
        for item_source, facts in asked.items():
            yield lines(preview_page(make(item_source, facts, seed, limit)), width)
