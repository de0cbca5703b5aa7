"""`quiz bank`: the commands for people who write banks. Each imports what it needs when it runs."""

import sys
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from quiz.cli.completing import complete_row
from quiz.cli.groups import group
from quiz.cli.options import OnlyPattern, Paths, PlainLines, PlainPage

if TYPE_CHECKING:
    from quiz.app.preview import Chosen
    from quiz.term.lines import Line
    from quiz.term.sink import Sink

#: The commands of the group, as `quiz.cli.COMMANDS` has those of the program.
BANK_COMMANDS = {
    "new": ("quiz.cli.bank:new", "Write a bank of your own, step by step."),
    "import": ("quiz.cli.bank_import:import_bank", "Import questions from other programs."),
    "export": ("quiz.cli.bank_export:export", "Write questions for other programs."),
    "paper": ("quiz.cli.bank_paper:paper", "Print a test, in several versions, with its key."),
    "pack": ("quiz.cli.bank_pack:pack_banks", "Put banks into one file to hand out."),
    "add": ("quiz.cli.bank_pack:add", "Add a bank, a pack or a folder of banks to your own."),
    "check": ("quiz.cli.bank_check:check_banks", "Look for mistakes in banks."),
    "preview": ("quiz.cli.bank:preview", "List every question of a bank."),
    "schema": ("quiz.cli.bank:schema", "Print the JSON Schema of banks, for editors."),
}

bank_group = group(BANK_COMMANDS, no_args_is_help=True)


@bank_group.callback()
def bank() -> None:
    """Write, check and preview banks, for teachers."""


def new(
    sheet_file: Annotated[
        str,
        typer.Option(
            "--sheet", "--from-csv", metavar="FILE", help="Take facts or questions from a sheet.", show_default=False
        ),
    ] = "",
    title: Annotated[str | None, typer.Option(help="The title of the bank.", show_default=False)] = None,
    topic: Annotated[str | None, typer.Option(help="The topic of its questions.", show_default="the title")] = None,
    source: Annotated[str | None, typer.Option(help="Where the facts come from.", show_default=False)] = None,
    as_of: Annotated[
        str | None,
        typer.Option(metavar="WHEN", help="When the facts were true, such as January 2024.", show_default=False),
    ] = None,
    to: Annotated[
        str, typer.Option(metavar="PATH", help="The file or folder to write to.", show_default="your bank folder")
    ] = "",
    plain: PlainLines = None,
) -> None:
    """Write a bank of your own, step by step.

    It asks you for a title, a table and a question, shows what can be asked, and writes a file with
    comments that explain it. With --sheet the facts, cards or questions come from a sheet (.csv,
    .tsv, .xlsx, .ods). It then shows what it found there, and you can leave questions out. With
    --title as well, it asks nothing. It never replaces a file.
    """
    from quiz.app.errors import Exit, UserError
    from quiz.app.new_bank import NOTHING_WRITTEN, given, read_target, write_bank
    from quiz.app.prompting import entered, make_wizard
    from quiz.term.leaving import Stopped
    from quiz.term.sink import is_terminal, stdout_sink

    target, fault = read_target(to)
    if fault:
        raise UserError(Exit.USAGE, fault, "choose another place with --to")
    about = given({"--title": title, "--topic": topic, "--source": source, "--as-of": as_of}, target)
    sink = stdout_sink()
    dialogue = write_bank
    if sheet_file:
        from quiz.app.sheet_bank import open_sheet, write_sheet, write_unasked

        sheet = open_sheet(sheet_file)
        if about.title is not None:
            sink.text(*write_unasked(sheet, about, target))
            return
        dialogue = partial(write_sheet, sheet_=sheet)
    wizard = make_wizard(sink, plain=plain)
    with entered(wizard):
        try:
            wizard.told(*dialogue(wizard, about, target))
        except Stopped:
            wizard.told(NOTHING_WRITTEN)
            raise SystemExit(Exit.FINE if is_terminal(sys.stdin) else Exit.BAD_DATA) from None
        except KeyboardInterrupt:
            wizard.told(NOTHING_WRITTEN)
            raise SystemExit(Exit.INTERRUPTED) from None


def preview(
    paths: Paths,
    pattern: OnlyPattern = "",
    fact: Annotated[
        str,
        typer.Option(
            metavar="ROW",
            help="Only this fact: a row's name, or table/row.",
            show_default=False,
            autocompletion=complete_row,
        ),
    ] = "",
    limit: Annotated[
        int | None, typer.Option(min=1, help="At most this many questions of each pattern.", show_default=False)
    ] = None,
    seed: Annotated[str, typer.Option(help="A different seed draws different options.")] = "0",
    play: Annotated[bool, typer.Option("--play", help="Play these questions; nothing is saved.")] = False,
    plain: PlainPage = None,
    as_json: Annotated[bool, typer.Option("--json", help="For programs; see `quiz help formats`.")] = False,
) -> None:
    """List every question of a bank.

    The right answer is marked, and next to every other option you see why it is wrong. The options
    are those of one seed; a round draws different ones.
    """
    from quiz.app.banks import find_banks, load_banks
    from quiz.app.errors import Exit, UserError
    from quiz.app.preview import chosen_in, item_record, selected, try_out
    from quiz.term.sink import stdout_sink

    if play and as_json:
        raise UserError(Exit.USAGE, "`--play` cannot be combined with `--json`", "leave one of them out")
    banks = [one.bank for one in load_banks(find_banks(paths)) if one.bank]
    chosen = chosen_in(banks, pattern, fact)
    sink = stdout_sink()
    if play:
        from quiz.app.prompting import entered, make_prompter

        prompter = make_prompter(sink, plain=plain)
        with entered(prompter):
            try_out(prompter, chosen, seed, limit)
    elif as_json:
        from quiz.serialize import json_text

        items = [item for one in selected(chosen, seed, limit) for _, item in one.items]
        sink.data(json_text([item_record(item) for item in items]))
    else:
        from quiz.app.prompting import wants_plain
        from quiz.term.pager import show

        show(sink, _parts(chosen, seed, limit, sink), paged=not wants_plain(plain))


def _parts(chosen: "Chosen", seed: str, limit: int | None, sink: "Sink") -> "Iterator[list[Line]]":
    """Yield the banks' heads and patterns, each made when it is wanted."""
    from quiz.items.selection import make
    from quiz.term.lines import BLANK
    from quiz.ui.bank_pages import preview_page
    from quiz.ui.pages import title_lines
    from quiz.ui.render.terminal import UNWRAPPED, lines

    width = sink.size()[0] if sink.isatty() else UNWRAPPED
    above: list[Line] = []
    for bank, asked in chosen:
        if asked:
            yield [*above, *title_lines(bank.title, bank.id, width)]
            above = [BLANK]
        before = None
        for item_source, facts in asked.items():
            yield lines(preview_page(make(item_source, facts, seed, limit), before), width)
            before = item_source


def schema() -> None:
    """Print the JSON Schema of banks, for editors.

    An editor with a YAML language server completes, explains and checks a bank while you write it,
    if the first line of the bank names the schema: see `quiz help bank-format`.
    """
    from quiz.bank.schema import bank_schema
    from quiz.items.decoding import FORMAT
    from quiz.lint.codes import ALLOWABLE
    from quiz.serialize import json_text
    from quiz.term.sink import stdout_sink

    stdout_sink().data(json_text(bank_schema(FORMAT, ALLOWABLE)))
