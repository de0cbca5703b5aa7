"""Importing this imports the whole program and all trials, so that processes forked afterwards need not do so."""

import gc
import importlib
import pkgutil

import quiz

for _module in pkgutil.walk_packages(quiz.__path__, "quiz."):
    if not _module.name.endswith("__main__"):
        importlib.import_module(_module.name)
importlib.import_module("trials.__main__")

# A collection would write to everything that was imported, and each forked process would copy it.
gc.collect()
gc.freeze()
