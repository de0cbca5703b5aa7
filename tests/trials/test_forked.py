"""The processes of the trials are small and have imported what they need, whatever the requesting process holds."""

import resource
import sys

from trials.forked import pool

MEGABYTE = 1 << 20
RSS = 1 if sys.platform == "darwin" else 1024  # bytes in the unit of memory figures


def test_a_process_of_the_trials_is_small_however_large_the_one_is_that_asks_for_it() -> None:
    ballast = bytearray(200 * MEGABYTE)
    ballast[::4096] = b"x" * len(ballast[::4096])  # every page is there
    with pool() as processes:
        usage = processes.submit(resource.getrusage, resource.RUSAGE_SELF).result()
        modules = processes.submit(eval, "set(__import__('sys').modules)").result()

    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * RSS > len(ballast)
    assert usage.ru_maxrss * RSS < 100 * MEGABYTE
    assert {"quiz.cli.doctor", "quiz.cli.reports", "quiz.term.prompt", "trials.fuzzing"} <= modules
    assert not {"pytest", "hypothesis", "_pytest"} & modules
