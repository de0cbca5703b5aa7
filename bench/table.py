"""The table of figures, the machine and the versions."""

import os
import platform
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from bench.measure import Figure

__all__ = ["about", "as_markdown", "as_text"]

_HEAD = ("figure", "quiz", "floor", "ratio", "limit", "")


def about() -> list[str]:
    """Return what the figures were measured on: processor, system, Python, libraries."""
    libraries = ", ".join(f"{name} {version(name)}" for name in ("typer", "questionary", "PyYAML", "yamllint"))
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return [
        f"Processor: {_processor()}, {os.cpu_count()} cores",
        f"System: {platform.system()} {platform.release()}, {platform.machine()}",
        f"Python: {python}; {libraries}",
    ]


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or "unknown"
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "unknown")


def as_text(figures: Sequence[Figure]) -> str:
    """Return the table in columns for a terminal."""
    rows = [_HEAD, *(_row(figure) for figure in figures)]
    widths = [max(len(row[i]) for row in rows) for i in range(len(_HEAD))]
    return "\n".join(
        "  ".join(
            cell.ljust(w) if i in (0, 5) else cell.rjust(w) for i, (cell, w) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )


def as_markdown(figures: Sequence[Figure]) -> str:
    """Return the table for docs/benchmarks.md."""
    rows = [_HEAD, ("---", *["---:"] * 4, "---"), *(_row(figure) for figure in figures)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _row(figure: Figure) -> tuple[str, ...]:
    floor = _number(figure.floor_value, figure.unit) if figure.floor_value is not None else ""
    ratio = f"{figure.ratio:.2f}" if figure.ratio is not None else ""
    verdict = "" if figure.limit is None else "over" if figure.is_over else "ok"
    return figure.name, _number(figure.value, figure.unit), floor, ratio, _limit(figure), verdict


def _limit(figure: Figure) -> str:
    if figure.limit is None:
        return ""
    if figure.is_rate:
        return f"≥ {figure.limit:g}"
    return f"≤ {figure.limit:g}" if figure.floor else f"≤ {figure.limit:g} {figure.unit}"


def _number(value: float, unit: str) -> str:
    digits = 0 if value >= 1000 else 1 if value >= 10 else 2
    return f"{value:,.{digits}f} {unit}"
