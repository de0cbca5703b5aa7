"""A pytest plugin for mutations: tests see the mutated code, not what was cached before, and end soon."""

import functools
import gc
import os
from collections.abc import Callable, Iterator

import pytest
from hypothesis import settings

__all__ = ["pytest_collection_modifyitems", "pytest_runtest_setup", "pytest_sessionstart"]

_Kept = type(functools.cache(lambda: None))
_EXAMPLES = 10  # examples of a property, in place of hundreds: the first ones notice most mutations


def pytest_sessionstart() -> None:
    """Clear what was cached before the mutation."""
    for clear in _clearing():
        clear()


def pytest_runtest_setup() -> None:
    """Clear all caches before each test while mutmut finds out what it reaches: else only the first reaches it."""
    if os.environ.get("MUTANT_UNDER_TEST") == "stats":
        for clear in _clearing_of_all():
            clear()


@functools.cache
def _clearing_of_all() -> list[Callable[[], None]]:
    """Return the functions that clear all caches; all tests have been imported by now."""
    return [clear for clear in _clearing() if clear != _clearing_of_all.cache_clear]


def _clearing() -> Iterator[Callable[[], None]]:
    """Yield a function that clears the cache of each function with one, and each table that fills itself."""
    for kept in gc.get_objects():
        if isinstance(kept, _Kept):
            yield kept.cache_clear
        elif isinstance(kept, dict) and type(kept).__module__.startswith("quiz.") and hasattr(kept, "__missing__"):
            yield kept.clear


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Test each property with few examples. A mutation that is not noticed then may be noticed with more."""
    name = "_hypothesis_internal_use_settings"
    for item in items:
        test = getattr(item, "obj", None)
        found = getattr(test, name, None)
        if found is not None:
            setattr(test, name, settings(found, max_examples=min(found.max_examples, _EXAMPLES)))
