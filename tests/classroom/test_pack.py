"""Packs: the same bytes twice, read back as they were made, and refused if anything in them has changed."""

from __future__ import annotations

import io
import json
import random
import zipfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.classroom.pack import MOST_PACKED, Pack, PackedBank, PackedTest, pack_file, read_pack
from quiz.exchange.source import Refused
from quiz.interpreter import content_hash

TEXTS = (b"title: One\n", "title: Größe\n".encode())
BANKS = (
    PackedBank("unit-3", "one", "one", "One", content_hash(TEXTS[0])),
    PackedBank("", "two", "two", "Größe", content_hash(TEXTS[1])),
)
PACK = Pack("2026-11-30", BANKS, PackedTest(20, "s", 5, "2026-12-18", 30, "none"))
DATA = pack_file(PACK, TEXTS)


def zipped(parts: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return out.getvalue()


def parts() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(DATA)) as file:
        return {name: file.read(name) for name in file.namelist()}


def with_list(change: Callable[[dict[str, Any]], object]) -> bytes:
    """Return the pack with another list, whose own hash has not changed."""
    found = parts()
    listed = json.loads(found["pack.json"])
    change(listed)
    return zipped(found | {"pack.json": json.dumps(listed).encode()})


@pytest.mark.parametrize("test", [None, PACK.test])
def test_what_is_packed_is_read_back_and_packed_to_the_same_bytes(test: PackedTest | None) -> None:
    pack = PACK._replace(test=test)
    data = pack_file(pack, TEXTS)

    assert (pack, TEXTS) == read_pack(data)
    assert data == pack_file(*read_pack(data))


def test_the_id_follows_from_all_that_a_pack_holds() -> None:
    assert PACK.test
    others = [
        PACK._replace(date="2026-12-01"),
        PACK._replace(banks=BANKS[:1]),
        PACK._replace(banks=(BANKS[0]._replace(hash="0" * 64), BANKS[1])),
        PACK._replace(test=None),
        PACK._replace(test=PACK.test._replace(seed="t")),
    ]

    assert len({one.id for one in [PACK, *others]}) == 6


@pytest.mark.parametrize(
    "name", ["", "a/b", "..", "a\\b", "con", "LPT1", "nul.x", "a:", "a ", ".a", "a.", "a\x1b", "x" * 101]
)
def test_a_name_that_is_no_file_everywhere_is_not_packed(name: str) -> None:
    with pytest.raises(Refused, match="is not a valid file name"):
        pack_file(PACK._replace(banks=(BANKS[0]._replace(name=name), BANKS[1])), TEXTS)


def test_two_banks_of_one_name_are_not_packed_whatever_their_case() -> None:
    with pytest.raises(Refused, match="two banks are called `Two"):
        pack_file(PACK._replace(banks=(BANKS[1], BANKS[1]._replace(name="Two"))), TEXTS)


def test_what_is_no_pack_says_what_makes_one() -> None:
    for data in (b"", b"hello", b"PK\x03\x04", zipped({"a": b""}), zipped({"pack.json": b'{"type": "other"}'})):
        with pytest.raises(Refused) as caught:
            read_pack(data)
        assert caught.value.help


HOSTILE = {
    "a bank that is not listed": lambda: zipped(parts() | {"banks/more.yaml": b""}),
    "a bank that is missing": lambda: zipped({name: parts()[name] for name in ("pack.json", "banks/unit-3/one.yaml")}),
    "a bank that was changed": lambda: zipped(parts() | {"banks/two.yaml": b"title: Two\n"}),
    "a path that leads out": lambda: zipped(parts() | {"../evil.yaml": b""}),
    "a path from the root": lambda: zipped(parts() | {"/evil.yaml": b""}),
    "far too many parts": lambda: zipped(parts() | {f"banks/{i}.yaml": b"" for i in range(MOST_PACKED + 1)}),
    "a bomb": lambda: zipped(parts() | {"banks/two.yaml": b" " * (40 << 20)}),
    "an unusual compression": lambda: zipped(parts(), zipfile.ZIP_BZIP2),
    "no list": lambda: zipped(parts() | {"pack.json": b"{"}),
    "a list of lists": lambda: zipped(parts() | {"pack.json": b"[" * 5000}),
    "a later version": lambda: with_list(lambda listed: listed.update(version=2)),
    "no version": lambda: with_list(lambda listed: listed.update(version=0)),
    "another date": lambda: with_list(lambda listed: listed.update(date="2026-12-01")),
    "no date": lambda: with_list(lambda listed: listed.update(date="yesterday")),
    "banks of no kind": lambda: with_list(lambda listed: listed.update(banks=[1])),
    "too many banks": lambda: with_list(lambda listed: listed.update(banks=listed["banks"] * MOST_PACKED)),
    "a bank twice": lambda: with_list(lambda listed: listed.update(banks=listed["banks"] * 2)),
    "a name that leads out": lambda: with_list(lambda listed: listed["banks"][0].update(name="../../x")),
    "a title with hidden signs": lambda: with_list(lambda listed: listed["banks"][0].update(title="a\x1b[2J")),
    "a test of no questions": lambda: with_list(lambda listed: listed["test"].update(questions=0)),
    "a test without end": lambda: with_list(lambda listed: listed["test"].update(minutes=10**9)),
    "an unknown feedback": lambda: with_list(lambda listed: listed["test"].update(feedback="maybe")),
    "a test of no kind": lambda: with_list(lambda listed: listed.update(test=[])),
}  # fmt: skip


@pytest.mark.parametrize("what", HOSTILE)
def test_a_pack_that_is_not_as_it_was_made_is_refused_with_what_to_do(what: str) -> None:
    with pytest.raises(Refused) as caught:
        read_pack(HOSTILE[what]())
    assert caught.value.message
    assert caught.value.help


def test_a_part_that_is_there_twice_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, data in parts().items():
            file.writestr(name, data)
        with pytest.warns(UserWarning, match="Duplicate name"):
            file.writestr("pack.json", parts()["pack.json"])

    with pytest.raises(Refused, match="twice"):
        read_pack(out.getvalue())


@given(st.randoms(use_true_random=False))
def test_changed_bytes_are_refused_or_give_the_same_pack(rng: random.Random) -> None:
    data = bytearray(DATA)
    for _ in range(rng.randrange(1, 4)):
        data[rng.randrange(len(data))] = rng.randrange(256)
    if rng.randrange(4) == 0:
        del data[rng.randrange(len(data)) :]
    with suppress(Refused):
        assert (PACK, TEXTS) == read_pack(bytes(data))
