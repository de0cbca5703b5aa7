"""A plugin of pytest, for mutations: clears what functions keep, which they may have worked out before the mutation."""

import functools
import gc

__all__ = ["pytest_sessionstart"]

_Kept = type(functools.cache(lambda: None))


def pytest_sessionstart() -> None:
    """Clear the cache of each function that has one."""
    for kept in gc.get_objects():
        if isinstance(kept, _Kept):
            kept.cache_clear()
