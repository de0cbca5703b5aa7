"""Running the command line: every way out of it goes through here."""

import sys


def run() -> None:
    """Run the command line; every way out of it goes through here."""
    from quiz.cli.at_once import answered_at_once, completion_wanted, program_name
    from quiz.term.signals import exit_on_signals
    from quiz.term.streams import flush_streams

    exit_on_signals()
    code: int | str | None = 0
    try:
        if not answered_at_once(sys.argv[1:]):
            from quiz.cli.app import app

            if completion_wanted() == "complete_bash":
                from quiz.cli.completing import quote_for_bash

                quote_for_bash()
            app(prog_name=program_name())
    except SystemExit as leaving:
        code = leaving.code
    except KeyboardInterrupt:
        raise SystemExit(130) from None
    except Exception as error:
        code = report_error(error)
        if code is None:
            raise
    broken = flush_streams()
    if broken is not None:
        code = report_error(broken)
    raise SystemExit(code)


def report_error(error: Exception) -> int | None:
    """Report why a command ended before its time; return the exit code, or None for a fault of the program."""
    from quiz.app.errors import Exit, UserError
    from quiz.history.database import HistoryError
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
    is_read = not isinstance(error, BrokenPipeError)
    reason = error.reason if isinstance(error, OutputFailed) else is_read and error.strerror
    give_up_output(reason or "")
    return Exit.STORAGE if reason else Exit.FINE
