"""A mapping of the bank format: which keys it has, and which of them go together."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from quiz.bank.keys import Key


class Record(NamedTuple):
    """A mapping with a known set of keys. `name` is what messages call it.

    At least one key of `any_of` must be there. A key that is there needs those that
    `needs` gives for it, and does not go together with those of `excludes`.
    """

    name: str
    keys: tuple[Key, ...]
    any_of: tuple[str, ...] = ()
    needs: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    excludes: Mapping[str, tuple[str, ...]] = MappingProxyType({})
