"""A plugin of pytest for mutations: what a test finds out comes from the mutated code, and soon."""

import functools
import gc
import os
from collections.abc import Callable, Iterator

import pytest
from hypothesis import settings

__all__ = ["pytest_collection_modifyitems", "pytest_runtest_setup", "pytest_sessionstart"]

_Kept = type(functools.cache(lambda: None))
_EXAMPLES = 10  # of a property, in place of hundreds: most mutations are noticed by the first


def pytest_sessionstart() -> None:
    """Clear what was kept before the mutation."""
    for clear in _clearing():
        clear()


def pytest_runtest_setup() -> None:
    """Clear what is kept before each test while mutmut finds out what they reach: not only the first one does."""
    if os.environ.get("MUTANT_UNDER_TEST") == "stats":
        for clear in _clearing_of_all():
            clear()


@functools.cache
def _clearing_of_all() -> list[Callable[[], None]]:
    """Return what clears all that is kept; all tests have been imported by now."""
    return [clear for clear in _clearing() if clear != _clearing_of_all.cache_clear]


def _clearing() -> Iterator[Callable[[], None]]:
    """Yield what clears the cache of each function that has one, and each table that fills itself."""
    for kept in gc.get_objects():
        if isinstance(kept, _Kept):
            yield kept.cache_clear
        elif isinstance(kept, dict) and type(kept).__module__.startswith("quiz.") and hasattr(kept, "__missing__"):
            yield kept.clear


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let each property be tested with few examples. What is not noticed then may be noticed with more."""
    name = "_hypothesis_internal_use_settings"
    for item in items:
        test = getattr(item, "obj", None)
        found = getattr(test, name, None)
        if found is not None:
            setattr(test, name, settings(found, max_examples=min(found.max_examples, _EXAMPLES)))
