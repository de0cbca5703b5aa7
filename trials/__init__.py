"""Trials: attempts to make the program lose an answer, crash, or take too much. See docs/reliability.md."""
