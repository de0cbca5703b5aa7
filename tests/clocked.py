"""Run the program with a stopped clock.

The clock shows what a test sets: a file has the milliseconds that measure answers, and the environment has the time, in
milliseconds since 1970.
"""

import os
from pathlib import Path

from quiz import clock
from quiz.__main__ import main

_ticks = Path(os.environ["TEST_CLOCK"])
if _ticks.exists():
    clock.ticked_ms = lambda: int(_ticks.read_text(encoding="ascii"))
if "TEST_NOW" in os.environ:
    clock.now_ms = lambda: int(os.environ["TEST_NOW"])
main()
