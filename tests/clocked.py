"""Runs the program with a clock that stands: it shows the milliseconds in a file that a test writes."""

import os
from pathlib import Path

from quiz.__main__ import main
from quiz.cli import clock

clock.ticked_ms = lambda: int(Path(os.environ["TEST_CLOCK"]).read_text(encoding="ascii"))
main()
