"""Help, version and completion: whole processes, in ms, compared with an argparse program with as many commands."""

import subprocess
import sys
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from bench.measure import Figure, by_turns, timed
from bench.terminal import environment

__all__ = ["whole_processes"]

_LIMIT = 1.2
_ROOT = Path(__file__).resolve().parent.parent
_FLOOR = "bench.floors.argparse_app"


def whole_processes(runs: int) -> list[Figure]:
    """Measure `--help`, `--version` and the completion of a first word, from start to exit.

    The floor has no completion, so its help is used for that.
    """
    ours_env = environment(_QUIZ_COMPLETE="complete_bash", COMP_WORDS="quiz\npl", COMP_CWORD="1")
    plain = environment()
    cases = [
        ("`quiz --help`", ("--help",), "--help", "Commands:", plain),
        ("`quiz --version`", ("--version",), "--version", "quiz", plain),
        ("completion", (), "--help", "play", ours_env),
    ]
    figures = []
    for name, args, of_floor, ours_says, env in cases:
        _check(_run("quiz", args, env), ours_says)
        _check(_run(_FLOOR, (of_floor,), plain), "floor")
        ours = partial(timed, partial(_run, "quiz", args, env))
        floor = partial(timed, partial(_run, _FLOOR, (of_floor,), plain))
        times = by_turns(runs, ours, floor)
        figures.append(Figure(name, "ms", times[0], times[1], _LIMIT))
    return figures


def _run(module: str, args: tuple[str, ...], env: Mapping[str, str]) -> str:
    command = [sys.executable, "-m", module, *args]
    return subprocess.run(command, env=env, cwd=_ROOT, check=True, capture_output=True, text=True).stdout


def _check(output: str, text: str) -> None:
    if text not in output:
        raise RuntimeError(f"{text!r} was not printed, but {output[:500]!r}")
