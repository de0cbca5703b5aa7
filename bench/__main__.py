"""Run the benchmarks: `python -m bench [--only NAME] [--runs N] [--markdown]`."""

import argparse
import sys
from collections.abc import Callable, Mapping

from bench.checking import checking, watching
from bench.classes import classes
from bench.decoding import decoding, drawing
from bench.exporting import exporting_files
from bench.generation import generating
from bench.importing import importing_files
from bench.measure import Figure
from bench.own_part import own_part
from bench.processes import whole_processes
from bench.reviewing import reviewing
from bench.screens import first_question, steps
from bench.statistics import statistics
from bench.table import about, as_markdown, as_text
from quiz.text import listed

_FIGURES: Mapping[str, Callable[[int], list[Figure]]] = {
    "processes": whole_processes,
    "first-question": first_question,
    "steps": steps,
    "own-part": own_part,
    "decode": decoding,
    "draw": drawing,
    "items": generating,
    "check": checking,
    "watch": watching,
    "import": importing_files,
    "export": exporting_files,
    "review": reviewing,
    "stats": statistics,
    "class": classes,
}


def main() -> int:
    """Measure, print the table, and return 1 if a figure is over its limit."""
    parser = argparse.ArgumentParser(
        prog="python -m bench",
        description="Measure how fast the program is, next to the least that the same libraries allow."
        " The exit code is 1 if a figure is over its limit.",
    )
    only = f"measure only this; it can be given several times. NAME is one of {listed(list(_FIGURES), 'or')}"
    parser.add_argument("--only", action="append", choices=list(_FIGURES), metavar="NAME", help=only)
    parser.add_argument(
        "--runs",
        type=int,
        default=21,
        help="how often to measure each figure (default: 21); long ones are measured a quarter as often",
    )
    parser.add_argument("--markdown", action="store_true", help="print the table in Markdown, as in docs/benchmarks.md")
    wanted = parser.parse_args()
    if wanted.runs < 1:
        parser.error("--runs must be at least 1")
    figures: list[Figure] = []
    for name in wanted.only or _FIGURES:
        print(f"measuring {name} ...", file=sys.stderr)
        figures += _FIGURES[name](wanted.runs)
    if wanted.markdown:
        print("\n".join([as_markdown(figures), "", *(f"- {line}" for line in about())]))
    else:
        print("\n".join([as_text(figures), "", *about()]))
    return int(any(figure.is_over for figure in figures))


if __name__ == "__main__":
    raise SystemExit(main())
