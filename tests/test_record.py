"""Records: what they are made of, against the standard library's named tuples."""

import copy
import pickle
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest

from quiz.record import Record


class Plain(NamedTuple):
    name: str
    number: int = 0
    also: tuple[str, ...] = ()


class Kept(Record):
    """Has a method."""

    name: str
    number: int = 0
    also: tuple[str, ...] = ()

    @property
    def twice(self) -> int:
        return 2 * self.number


MADE: list[Callable[[Any], Any]] = [
    lambda make: make("a", 1, ("b",)),
    lambda make: make("a"),
    lambda make: make("a", 1),
    lambda make: make("a", also=("b",)),
    lambda make: make(also=("b",), name="a"),
    lambda make: make._make(["a", 1, ("b",)]),
    lambda make: make("a", 1)._replace(number=2),
]


@pytest.mark.parametrize("made", MADE)
def test_a_record_is_made_as_a_named_tuple_is(made: Callable[[Any], Any]) -> None:
    plain, kept = made(Plain), made(Kept)

    assert tuple(plain) == kept
    assert (plain.name, plain.number, plain.also) == (kept.name, kept.number, kept.also)
    assert plain._asdict() == kept._asdict()
    assert repr(plain).removeprefix("Plain") == repr(kept).removeprefix("Kept")
    assert hash(plain) == hash(kept)
    assert kept == pickle.loads(pickle.dumps(kept)) == copy.copy(kept)
    assert 2 * kept.number == kept.twice


@pytest.mark.parametrize(
    "made",
    [
        lambda make: make(),
        lambda make: make(number=1),
        lambda make: make("a", 1, (), 4),
        lambda make: make("a", name="b"),
        lambda make: make("a", 1, (), also=()),
        lambda make: make("a", other=1),
        lambda make: make._make(["a", 1, (), 4]),
    ],
)
def test_what_does_not_fit_is_refused(made: Callable[[Any], Any]) -> None:
    for make in (Plain, Kept):
        with pytest.raises(TypeError):
            made(make)


def test_a_part_that_is_not_there_cannot_be_replaced() -> None:
    with pytest.raises((TypeError, ValueError)):
        Kept("a")._replace(other=1)  # type: ignore[call-arg]


def test_nothing_can_be_set() -> None:
    with pytest.raises(AttributeError):
        Kept("a").name = "b"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        Kept("a").other = "b"  # type: ignore[attr-defined]


def test_parts_with_defaults_come_last() -> None:
    with pytest.raises(TypeError):
        type("Bad", (Record,), {"__annotations__": {"a": int, "b": int}, "a": 1, "__module__": __name__})


def test_records_are_told_apart_by_their_parts() -> None:
    match Kept("a", 3):
        case Kept("a", number):
            assert 3 == number
