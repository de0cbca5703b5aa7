"""A plugin of pytest for mutations: what a test finds out comes from the mutated code, and soon."""

import functools
import gc

import pytest
from hypothesis import settings

__all__ = ["pytest_collection_modifyitems", "pytest_sessionstart"]

_Kept = type(functools.cache(lambda: None))
_EXAMPLES = 10  # of a property, in place of hundreds: most mutations are noticed by the first


def pytest_sessionstart() -> None:
    """Clear the cache of each function that has one: it may have been filled before the mutation."""
    for kept in gc.get_objects():
        if isinstance(kept, _Kept):
            kept.cache_clear()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let each property be tested with few examples. What is not noticed then may be noticed with more."""
    name = "_hypothesis_internal_use_settings"
    for item in items:
        test = getattr(item, "obj", None)
        found = getattr(test, name, None)
        if found is not None:
            setattr(test, name, settings(found, max_examples=min(found.max_examples, _EXAMPLES)))
