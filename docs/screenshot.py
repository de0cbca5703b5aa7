"""Draws the picture of the README: `python docs/screenshot.py` plays a round in a terminal and writes screenshot.svg.

With `--print` it prints the picture instead. The same program always draws the same picture.
"""

import sys
from collections.abc import Iterator
from html import escape
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyte

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.terminal import Program, environment  # noqa: E402 # this is a script

PICTURE = ROOT / "docs" / "screenshot.svg"
ROUND = ("quiz", "play", "eu-nato/leaders", "--seed", "1", "--questions", "5")
KEYS = "2 2 3"  # right, on, right, on, and then what is wrong
COLUMNS, ROWS = 80, 24
WIDTH, HEIGHT = 8.4, 18  # of a cell, in pixels
MARGIN = 16
#: What a terminal with a dark background makes of the names of colours.
COLORS = {
    "default": "#d8dee9",
    "black": "#4c566a",
    "red": "#ee6d77",
    "green": "#8fd17a",
    "brown": "#e8c26a",
    "blue": "#7fb2f0",
    "magenta": "#c792ea",
    "cyan": "#79d4de",
    "white": "#d8dee9",
}
BACKGROUND = "#1d2129"


def main() -> None:
    """Play as far as the explanation of a wrong answer, and draw the screen."""
    screen = pyte.Screen(COLUMNS, ROWS)
    with TemporaryDirectory() as folder:
        env = environment(QUIZ_DATA_DIR=folder, QUIZ_BANK_DIR=folder, COLUMNS=str(COLUMNS), LINES=str(ROWS))
        with Program(*ROUND, env=env) as program:
            program.receive("1-2 answer")
            program.settle()
            written = program.seen
            for key in KEYS:
                program.send(key)
                program.receive("any key" if key != " " else "answer")
                program.settle()
                written += program.seen
    pyte.ByteStream(screen).feed(written)
    picture = "\n".join(drawn(screen)) + "\n"
    if sys.argv[1:] == ["--print"]:
        sys.stdout.write(picture)
    else:
        PICTURE.write_text(picture, encoding="utf-8")


def drawn(screen: pyte.Screen) -> Iterator[str]:
    """Yield the lines of an SVG of a screen, without the empty rows at its end."""
    last = max(row for row in range(ROWS) if screen.display[row].strip())
    width, height = COLUMNS * WIDTH + 2 * MARGIN, (last + 1) * HEIGHT + 2 * MARGIN
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}"'
        f' viewBox="0 0 {width:g} {height:g}"'
        f' font-family="ui-monospace, Menlo, Consolas, \'DejaVu Sans Mono\', monospace" font-size="14">'
    )
    yield "<title>A round of quiz: a question, the answer that was chosen, and why it is wrong</title>"
    yield f'<rect width="{width:g}" height="{height:g}" rx="8" fill="{BACKGROUND}"/>'
    for row in range(last + 1):
        yield from _row(screen.buffer[row], MARGIN + row * HEIGHT + 13)
    yield "</svg>"


def _row(cells: Any, y: int) -> Iterator[str]:
    """Yield each run of cells that look alike as a text of its own, which is as wide as its cells."""
    for look, group in groupby(range(COLUMNS), key=lambda x: (cells[x].fg, cells[x].bold, cells[x].reverse)):
        run = list(group)
        text = "".join(cells[x].data for x in run)
        left = len(text) - len(text.lstrip())
        text = text.strip()
        if not text:
            continue
        color, bold, _ = look
        fill = COLORS.get(color) or f"#{color}"
        weight = ' font-weight="bold"' if bold else ""
        x, width = MARGIN + (run[0] + left) * WIDTH, len(text) * WIDTH
        yield (
            f'<text x="{x:g}" y="{y}" fill="{fill}"{weight} textLength="{width:g}" xml:space="preserve">'
            f"{escape(text)}</text>"
        )


if __name__ == "__main__":
    main()
