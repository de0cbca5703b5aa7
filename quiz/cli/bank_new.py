"""`quiz bank new`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from quiz.app.errors import Exit, fail
from quiz.app.new_bank.dialogue import About, ask_about, ask_table, dated, review
from quiz.app.new_bank.sheet import SheetDraft, open_sheet
from quiz.app.new_bank.target import Target, bank_ids, next_lines, read_target, write
from quiz.app.prompting import entered, wants_plain
from quiz.author.compose import compose
from quiz.author.draft import Draft, tidy
from quiz.library.paths import bank_folder
from quiz.term.leaving import Stopped
from quiz.term.sink import Sink, is_terminal, stdout_sink
from quiz.ui.wizard import LONGEST, Step, Wizard

app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)

NOTHING = "Nothing was written."


@app.command()
def new(
    from_csv: Annotated[
        str, typer.Option(metavar="FILE", help="Take columns and rows from a sheet saved as CSV.", show_default=False)
    ] = "",
    title: Annotated[str | None, typer.Option(help="What the bank is called.", show_default=False)] = None,
    topic: Annotated[str | None, typer.Option(help="The topic of its questions.", show_default="the title")] = None,
    source: Annotated[str | None, typer.Option(help="Where the facts come from.", show_default=False)] = None,
    as_of: Annotated[
        str | None, typer.Option(help="When the numbers were true: January 2024.", show_default=False)
    ] = None,
    to: Annotated[
        str, typer.Option(metavar="PATH", help="The file or folder to write to.", show_default="your bank folder")
    ] = "",
    plain: Annotated[bool, typer.Option("--plain", help="Numbered lines, for screen readers and pipes.")] = False,
) -> None:
    """Write a bank of your own, step by step.

    Asks for a title, a table and a question, shows what can be asked, and writes a file
    with comments that explain it. With --from-csv the table comes from a sheet (commas,
    semicolons or tabs; UTF-8), and with --title as well nothing is asked. Never writes
    over a file.
    """
    target, fault = read_target(to)
    if fault:
        fail(Exit.USAGE, fault, "name another place with --to")
    about = _given({"--title": title, "--topic": topic, "--source": source, "--as-of": as_of}, target)
    sheet = open_sheet(from_csv) if from_csv else None
    sink = stdout_sink()
    if sheet is not None and about.title is not None:
        sink.text(*_unasked(sheet, about, target))
        return
    wizard = make_wizard(sink, plain=plain)
    with entered(wizard):
        try:
            wizard.told(*write_bank(wizard, about, target, sheet, proposed=_named_after(from_csv)))
        except Stopped:
            wizard.told(NOTHING)
            raise SystemExit(Exit.FINE if is_terminal(sys.stdin) else Exit.BAD_DATA) from None
        except KeyboardInterrupt:
            wizard.told(NOTHING)
            raise SystemExit(Exit.INTERRUPTED) from None


def _given(options: dict[str, str | None], target: Target) -> About:
    """Return what the options say of the bank; end the command where it will not do."""
    for name, text in options.items():
        if text is not None and len(text.encode("utf-8", "replace")) > LONGEST:
            fail(Exit.USAGE, f"{name} is too long", f"use {LONGEST} letters at most")
    title, topic, source, as_of = (None if text is None else tidy(text) for text in options.values())
    if title is not None and (fault := target.fault(title, bank_ids())):
        fail(Exit.USAGE, f"--title: {fault}")
    return About(title, topic or None, source, as_of)


def make_wizard(sink: Sink, *, plain: bool) -> Wizard:
    """Return the wizard that fits the terminal, or the lack of one."""
    if not wants_plain(plain):
        from quiz.ui.terminal import SMALLEST
        from quiz.ui.wizard_terminal import TerminalWizard

        size = sink.size()
        if size[0] >= SMALLEST[0] and size[1] >= SMALLEST[1]:
            return TerminalWizard(sink)
    from quiz.ui.plain import stdin_source
    from quiz.ui.wizard_plain import PlainWizard

    source, echo = stdin_source()
    return PlainWizard(sink, source, echo=echo)


def write_own() -> list[str]:
    """Run the wizard for a bank of the player's own, whatever comes of it. Returns what to say."""
    wizard = make_wizard(stdout_sink(), plain=False)
    with entered(wizard):
        try:
            return write_bank(wizard, About(), Target(bank_folder()))
        except (Stopped, KeyboardInterrupt):
            return [NOTHING]


def write_bank(
    wizard: Wizard, about: About, target: Target, sheet: SheetDraft | None = None, *, proposed: str = ""
) -> list[str]:
    """Ask for what is not known, show the questions, and write the bank. Returns what to say at the end.

    `proposed` is a title to take for an empty answer. Raises `Stopped`.
    """
    ids = bank_ids()
    about = ask_about(wizard, about, lambda title: target.fault(title, ids), proposed)
    draft: Draft | None
    if sheet is None:
        draft = review(wizard, ask_table(wizard, about))
    else:
        draft = review(wizard, dated(wizard, about.of(sheet.draft), about), sheet.notes, from_sheet=True)
    if draft is None:
        return [NOTHING]
    path = target.path(draft.title)
    while fault := write(compose(draft), path):
        path = _elsewhere(wizard, fault, draft.title)
    return next_lines(path)


def _elsewhere(wizard: Wizard, fault: str, title: str) -> Path:
    """Ask for another place, so that nothing that was typed is lost."""

    def expected(to: str) -> str:
        return read_target(to)[1] if to else "Type the path of a file or folder."

    step = Step("Path", f"{fault}. Where else shall it go?", "~/capitals.yaml", "", expected)
    return read_target(wizard.enter(step))[0].path(title)


def _unasked(sheet: SheetDraft, about: About, target: Target) -> list[str]:
    """Write the bank of a sheet without a question. Returns what to say."""
    draft = about.of(sheet.draft)
    path = target.path(draft.title)
    if fault := write(compose(draft), path):
        fail(Exit.STORAGE, fault)
    return [*sheet.summary, *sheet.notes, *next_lines(path)]


def _named_after(file: str) -> str:
    """Return the title that the name of a sheet proposes."""
    words = " ".join(tidy(Path(file).stem).replace("_", " ").replace("-", " ").split())
    return words[:1].upper() + words[1:]
