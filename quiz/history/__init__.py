"""The history: the log of answers, and what is derived from it."""
