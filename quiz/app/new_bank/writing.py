"""Asking for what a new bank needs, and writing it."""

from pathlib import Path

from quiz.app.errors import Exit, fail
from quiz.app.new_bank.dialogue import About, ask_about, ask_table, dated, review
from quiz.app.new_bank.sheet import SheetDraft
from quiz.app.new_bank.target import Target, bank_ids, next_lines, read_target, write
from quiz.app.prompting import entered, wants_plain
from quiz.author.compose import compose
from quiz.author.draft import Draft
from quiz.library.paths import bank_folder
from quiz.term.leaving import Stopped
from quiz.term.sink import Sink, stdout_sink
from quiz.ui.wizard import Step, Wizard

NOTHING = "Nothing was written."


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


def write_unasked(sheet: SheetDraft, about: About, target: Target) -> list[str]:
    """Write the bank of a sheet without a question. Returns what to say."""
    draft = about.of(sheet.draft)
    path = target.path(draft.title)
    if fault := write(compose(draft), path):
        fail(Exit.STORAGE, fault)
    return [*sheet.summary, *sheet.notes, *next_lines(path)]
