"""Running the command line: every way out of it goes through here."""

import os
import sys
from collections.abc import Iterator
from itertools import takewhile
from typing import Any


def run() -> None:
    """Run the command line; every way out of it goes through here."""
    from quiz.app.at_end import AT_END
    from quiz.cli.at_once import answered_at_once, completion_wanted
    from quiz.term.signals import exit_on_signals
    from quiz.term.streams import flush_streams

    exit_on_signals()
    code: int | str | None = 0
    fault: Exception | None = None
    try:
        if not answered_at_once(sys.argv[1:]):
            from quiz.cli.app import app
            from quiz.cli.usage import run_app

            if completion_wanted():
                from quiz.cli.shells import answer_as_shells_expect

                answer_as_shells_expect(completion_wanted())
            code = run_app(app)
    except SystemExit as leaving:
        code = leaving.code
    except KeyboardInterrupt:
        raise SystemExit(130) from None
    except Exception as error:  # noqa: BLE001 # a fault of the program is reported without what it was working on
        code = report_error(error)
        if code is None:
            fault, code = error, report_damage() or report_fault(error)
    finally:
        AT_END.close()
    broken = flush_streams()
    if broken is not None:
        code = report_error(broken)
    if _is_debugged():
        _write_report(code, fault)
    raise SystemExit(code)


def _is_debugged() -> bool:
    """Return whether `--debug` is given, before any command."""
    return "--debug" in takewhile(lambda argument: argument.startswith("-"), sys.argv[1:])


def report_damage() -> int | None:
    """Report a history that is damaged, as a command may fail because of it; return the exit code.

    Returns None if it is intact, or cannot be looked at.
    """
    from quiz.history.database import HistoryError
    from quiz.history.diagnosis import diagnose
    from quiz.library.files import history_file

    try:
        found = diagnose(history_file())
    except Exception:  # noqa: BLE001 # what went wrong before is reported
        return None
    if not found.exists or found.is_intact or found.newer:
        return None
    return report_error(HistoryError(found.problem, "`quiz doctor` says what can be done"))


def report_fault(error: Exception) -> int:
    """Report that the program is at fault, in one line and without what it was working on; return the exit code."""
    from quiz.app.bug_report import places_of
    from quiz.app.errors import Exit
    from quiz.term.sink import stderr_sink

    *_, place, kind = places_of(error)
    help_ = "every answer is saved; start the same command with `quiz --debug` to see what to put into a bug report"
    stderr_sink().text(f"quiz: this is a bug in the program: {kind.strip()} at {place.strip()}", f"  {help_}")
    return Exit.FAULT


def _write_report(code: int | str | None, fault: Exception | None) -> None:
    """Write the report on a fault to standard error."""
    import typer

    from quiz.app.bug_report import Ended, bug_report
    from quiz.cli.app import app
    from quiz.cli.environment import VARIABLES
    from quiz.term.sink import stderr_sink

    words = {"-h", "--help", *_words(typer.main.get_command(app))}
    stderr_sink().text(*bug_report(Ended(sys.argv[1:], code, fault), words, list(VARIABLES)))


def _words(command: Any) -> Iterator[str]:
    """Yield the options of a command; those of the commands below it as well, and their names."""
    from quiz.cli.usage import option_names

    yield from option_names(command.params)
    for name in command.list_commands(None) if hasattr(command, "list_commands") else ():
        yield name
        yield from _words(command.get_command(None, name))


def report_error(error: Exception) -> int | None:
    """Report why a command ended before its time; return the exit code, or None for a fault of the program."""
    from quiz.app.errors import Exit, UserError
    from quiz.history.database import HistoryError
    from quiz.library.files import reason_of
    from quiz.term.leaving import Stopped
    from quiz.term.sink import OutputFailed, stderr_sink
    from quiz.term.streams import give_up_output

    if isinstance(error, Stopped):
        return Exit.FINE
    if isinstance(error, HistoryError):
        error = UserError(Exit.STORAGE, error.message, error.help)
    if isinstance(error, UserError):
        stderr_sink().text(*error.lines)
        return error.exit_code
    if not isinstance(error, OSError | OutputFailed):
        return None
    if isinstance(error, OSError) and (error.filename is not None or isinstance(error, FileNotFoundError)):
        # Output never fails like this: it is a file, or the folder that the program was started in is gone.
        named = "the current folder" if error.filename is None else f"`{os.fsdecode(error.filename)}`"
        stderr_sink().text(f"quiz: {named} cannot be used: {reason_of(error)}")
        return Exit.STORAGE
    is_read = not isinstance(error, BrokenPipeError)
    reason = error.reason if isinstance(error, OutputFailed) else is_read and error.strerror
    give_up_output(reason or "")
    return Exit.STORAGE if reason else Exit.FINE
