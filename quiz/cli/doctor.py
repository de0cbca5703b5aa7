"""`quiz doctor`."""

from typing import Annotated

import typer

from quiz.app.errors import Exit, UserError
from quiz.history.backups import backup_folder, backups
from quiz.history.diagnosis import Diagnosis, diagnose, newest_intact, restore
from quiz.library.files import history_file, reason_of
from quiz.library.network import network_kind
from quiz.term.sink import stdout_sink
from quiz.text import listed, plural


def doctor(
    restored: Annotated[
        bool, typer.Option("--restore", help="Restore the newest intact backup; the damaged file is kept.")
    ] = False,
) -> None:
    """Check your history for damage, or restore a backup.

    It checks every part of the file and every answer in it. It works on a copy, so the file itself
    is never changed. A backup is made on each day you play, and before the program changes the
    file's version.
    """
    found = diagnose(history_file())
    if restored:
        _restore(found)
        return
    stdout_sink().text(*_report(found), *_network(found))
    if found.problem or found.changed.answers or (not found.exists and backups(found.path)):
        raise SystemExit(Exit.STORAGE)


def _report(found: Diagnosis) -> list[str]:
    if found.is_intact:
        verdict = "can be read" if found.changed.answers else "is intact"
        intact = [f"Your history {verdict}: {_content(found)}.", f"It is in `{found.path}`."]
        return [*intact, *_changed(found), *_misjudged(found), *_backups_of(found)]
    if not found.exists and not backups(found.path):
        return ["You have no history yet. It begins with your first answer.", f"It will be in `{found.path}`."]
    missing = f"the history `{found.path}` is missing, but there are backups of it"
    return [_sentence(found.problem or missing), *_changed(found), *_way_out(found)]


def _network(found: Diagnosis) -> list[str]:
    """Say that the history is, or will be, on another computer, and what to do about it."""
    kind = network_kind(found.path.parent)
    if not kind:
        return []
    return [
        f"Its folder is on a network drive ({kind}).",
        "An answer may be lost there when the connection fails, and programs on two computers can damage the file.",
        "Set `QUIZ_DATA_DIR` to a folder on this computer, and move your history there while no quiz is running.",
    ]


def _changed(found: Diagnosis) -> list[str]:
    """Return which answers are not as the program saved them."""
    count, first = found.changed
    if not count:
        return []
    named = [f"answer {one.number} of round `{one.round}`" for one in first]
    if count > len(named):
        named.append(f"{count - len(named)} more")
    named_all = listed(named)
    if count == 1:
        return [f"1 answer is no longer as it was saved: {named_all}.", "A disk or another program has changed it."]
    return [
        f"{count} answers are no longer as they were saved: {named_all}.",
        "A disk or another program has changed them.",
    ]


def _misjudged(found: Diagnosis) -> list[str]:
    """Report answers whose mark contradicts what was chosen: the program never writes such an answer."""
    if not found.misjudged:
        return []
    one = "1 answer has a mark that contradicts what was chosen. Nothing was changed."
    return [
        plural(found.misjudged, one, "{} answers have a mark that contradicts what was chosen. Nothing was changed.")
    ]


def _backups_of(found: Diagnosis) -> list[str]:
    count = len(backups(found.path))
    newest = newest_intact(found.path)
    if newest is None:
        return ["There is no intact backup yet. One is made on each day you play."]
    folder = backup_folder(found.path)
    return [
        f"{plural(count, 'backup')} in `{folder}`; the newest, `{newest.path.name}`, is intact: {_content(newest)}."
    ]


def _way_out(found: Diagnosis) -> list[str]:
    if found.newer:
        return [_sentence(found.help)]
    newest = newest_intact(found.path)
    if newest is None:
        return [
            "There is no intact backup. To start again with an empty history, move the file away.",
            "Do not delete it: `sqlite3 FILE .recover` may still read what is in it.",
        ]
    return [
        f"The newest intact backup is `{newest.path}`: {_content(newest)}.",
        "`quiz doctor --restore` puts it in place of the history, and keeps the damaged file.",
    ]


def _restore(found: Diagnosis) -> None:
    if found.is_intact:
        verdict = "can be read" if found.changed.answers else "is intact"
        stdout_sink().text(f"Your history {verdict}. Nothing was changed.")
        return
    if found.newer:
        raise UserError(Exit.STORAGE, found.problem, found.help)
    try:
        done = restore(found.path)
    except OSError as error:
        raise UserError(
            Exit.STORAGE, f"the backup cannot be restored: {reason_of(error)}", "fix that, then try again"
        ) from None
    if done is None:
        raise UserError(
            Exit.STORAGE, "there is no intact backup to restore", "nothing was changed; `quiz doctor` says more"
        )
    lines = [f"Restored from `{done.backup.path}`: {_content(done.backup)}."]
    if done.aside:
        lines.append(f"The old file is kept as `{done.aside}`.")
    stdout_sink().text(*lines)


def _content(found: Diagnosis) -> str:
    voided = f" ({found.voided} taken back)" if found.voided else ""
    return f"{plural(found.rounds, 'round')}, {plural(found.answers, 'answer')}{voided}"


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."
