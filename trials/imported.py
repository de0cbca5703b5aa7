"""Importing this imports all of the program and all trials, so that no process that is forked afterwards has to."""

import gc
import importlib
import pkgutil

import quiz

for _module in pkgutil.walk_packages(quiz.__path__, "quiz."):
    if not _module.name.endswith("__main__"):
        importlib.import_module(_module.name)
importlib.import_module("trials.__main__")

# A collection would write to all that was imported, and each process that is forked would copy it.
gc.collect()
gc.freeze()
