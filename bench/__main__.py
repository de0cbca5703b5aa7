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
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure figures next to their floors.")
    parser.add_argument("--only", action="append", choices=list(_FIGURES), metavar="NAME", help=", ".join(_FIGURES))
    parser.add_argument("--runs", type=int, default=21, help="runs of each (default: 21; the long ones take a quarter)")
    parser.add_argument("--markdown", action="store_true", help="print the table for docs/benchmarks.md")
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
