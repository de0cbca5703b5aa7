"""Records: named tuples whose classes are made in a fifth of the time.

`typing.NamedTuple` checks every annotation and compiles a constructor for every class. Some
forty classes stand between a start and its first question, and made that way they took a
twentieth of the time until it. A record does what such a class does, with one constructor
for all. To the type checker it is `NamedTuple` itself.
"""

import sys
from typing import TYPE_CHECKING

__all__ = ["Record"]

if TYPE_CHECKING or sys.version_info >= (3, 14):  # there annotations are not known before they are asked for
    from typing import NamedTuple as Record
else:
    from collections import _tuplegetter as _field  # quicker to read than a property

    class _RecordType(type):
        """Makes the class of a record: a tuple whose parts go by the names of its annotations."""

        def __new__(mcs, name, bases, namespace):
            fields = tuple(namespace.get("__annotations__", ()))
            defaults = {field: namespace[field] for field in fields if field in namespace}
            if tuple(defaults) != fields[len(fields) - len(defaults) :]:
                raise TypeError(f"in {name} a part without a default follows one that has one")
            made = {field: _field(i, "") for i, field in enumerate(fields)}
            own = {"__slots__": (), "__match_args__": fields, "_fields": fields, "_field_defaults": defaults}
            own["_last"] = tuple(defaults.values())
            return super().__new__(mcs, name, bases, {**namespace, **made, **own})

    class Record(tuple, metaclass=_RecordType):
        """The base of records."""

        __slots__ = ()

        def __new__(cls, /, *args, **named):
            """Make a record of parts in order, by name, or left to their defaults. Raises TypeError."""
            left = len(cls._fields) - len(args)
            if left or named:
                args = (*args, *(cls._completed(left, named) if named else cls._last[-left:]))
                if len(args) != len(cls._fields):
                    raise TypeError(f"{cls.__name__} has the parts {', '.join(cls._fields)}")
            return tuple.__new__(cls, args)

        @classmethod
        def _completed(cls, left, named):
            """Return the last `left` parts, by name or by default."""
            rest = cls._fields[-left:] if left > 0 else ()
            given = {**cls._field_defaults, **named}
            if not named.keys() <= set(rest) or not given.keys() >= set(rest):
                raise TypeError(f"{cls.__name__} has the parts {', '.join(cls._fields)}")
            return [given[field] for field in rest]

        @classmethod
        def _make(cls, parts):
            return cls(*parts)

        def _replace(self, /, **named):
            if not named.keys() <= set(self._fields):
                raise TypeError(f"{type(self).__name__} has the parts {', '.join(self._fields)}")
            return tuple.__new__(
                type(self), [named.get(field, part) for field, part in zip(self._fields, self, strict=True)]
            )

        def _asdict(self):
            return dict(zip(self._fields, self, strict=True))

        def __repr__(self):
            parts = ", ".join(f"{field}={part!r}" for field, part in zip(self._fields, self, strict=True))
            return f"{type(self).__name__}({parts})"

        def __getnewargs__(self):
            return tuple(self)
