"""Results files are read back as they were written, as lines and as blocks of text, and any change is named."""

from __future__ import annotations

import json
import random
import zlib
from base64 import b64encode
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.classroom.result_block import block_of
from quiz.classroom.result_file import (
    LONGEST_RESULTS_LINE,
    ResultsBank,
    StudentAnswer,
    StudentResults,
    read_heads,
    read_results,
    results_block,
    results_file,
)
from quiz.interpreter import content_hash
from quiz.json_lines import BadLine

ANSWER = StudentAnswer(
    bank="colors",
    bank_hash="ab" * 32,
    draws=5,
    item="colors/mixes.what/green",
    fact="colors/mixes/green",
    form="pick",
    seed="7",
    slot=0,
    pairs=(("green", "brown"),),
    round="6f0c",
    position=0,
    kind="first",
    mode="test",
    test="cd" * 16,
    is_late=False,
    chosen=("green",),
    response=None,
    right=True,
    hinted=False,
    took_ms=4_000,
    answered_at=1_796_000_000_000,
    utc_offset_s=3600,
)
ANSWERS = (
    ANSWER,
    ANSWER._replace(position=1, slot=1, chosen=("typed:1",), response="größe | λ", right=False, test=None, pairs=()),
    ANSWER._replace(position=2, slot=2, chosen=("a", "b"), is_late=True, utc_offset_s=None),
)
RESULTS = StudentResults(
    "ef" * 16, "k7m-2qx", None, "1.2", (ResultsBank("colors", "ab" * 32, "Colors: basics"),), ANSWERS
)


def lines(results: StudentResults = RESULTS) -> list[dict[str, Any]]:
    return [json.loads(line) for line in results_file(results).splitlines()]


def as_bytes(records: list[dict[str, Any]]) -> bytes:
    return b"".join(json.dumps(record).encode() + b"\n" for record in records)


def test_what_is_written_is_read_back_and_written_the_same_again() -> None:
    data = results_file(RESULTS)

    assert (RESULTS,) == read_results(data)
    assert data == results_file(read_results(data)[0])


def test_a_block_of_text_holds_the_same_and_is_fit_for_a_mail() -> None:
    block = results_block(RESULTS._replace(name="Ada"))

    assert (RESULTS._replace(name="Ada"),) == read_results(block.encode())
    assert "BEGIN QUIZ RESULTS k7m-2qx" == block.splitlines()[0]
    assert block.isascii()
    assert max(map(len, block.splitlines())) <= 72


def quoted_in_a_mail(block: str, before: str) -> str:
    return "Dear teacher,\nhere it is:\n" + "".join(f"{before}{line}\n" for line in block.split("\n")) + "\nYours, Ada"


@pytest.mark.parametrize("before", ["", "> > ", "   ", "\xa0\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_a_mail_program_puts_around_a_block_does_no_harm(before: str, encoding: str) -> None:
    text = quoted_in_a_mail(results_block(RESULTS), before)

    assert (RESULTS,) == read_results(text.encode(encoding))
    assert (RESULTS,) == read_results(text.replace("\n", "\r\n").encode(encoding))


def test_a_form_that_puts_all_on_one_line_does_no_harm() -> None:
    block = results_block(RESULTS)

    assert (RESULTS, RESULTS) == read_results(f"Here: {block} {block} bye".replace("\n", " ").encode())


def test_several_blocks_in_one_text_are_several_results() -> None:
    other = RESULTS._replace(code="other", id="99")

    assert (RESULTS, other) == read_results(f"{results_block(RESULTS)}\nand\n{results_block(other)}\n".encode())


@pytest.mark.parametrize("kept", [1, 2, -1])
def test_a_block_that_was_cut_off_is_named_at_its_first_line(kept: int) -> None:
    text = "Hello\n" + "\n".join(results_block(RESULTS).split("\n")[:kept])

    with pytest.raises(BadLine, match="cut off") as caught:
        read_results(text.encode())
    assert 2 == caught.value.number


def test_heads_are_those_of_what_is_read_and_a_broken_one_is_named_at_its_line() -> None:
    (head,) = read_heads(results_file(RESULTS))
    assert (RESULTS.id, RESULTS.code, len(RESULTS.answers)) == (head.id, head.code, head.answers)
    assert (head,) == read_heads(results_block(RESULTS).encode())

    with pytest.raises(BadLine, match="it has no version") as caught:
        read_heads(as_bytes([lines()[0] | {"version": 0}]))
    assert 1 == caught.value.number


def test_a_whole_block_of_broken_lines_is_named_at_its_first_line() -> None:
    text = "Hello\n" + block_of(as_bytes([lines()[0] | {"version": 99}]), "k7m-2qx")

    with pytest.raises(BadLine, match=r"^in the block that begins here, .*newer version") as caught:
        read_results(text.encode())
    assert 2 == caught.value.number


def test_a_block_that_lacks_a_line_or_has_a_changed_letter_is_named() -> None:
    begin, first, *rest = results_block(RESULTS).split("\n")
    swapped = first[:10] + ("A" if first[10] != "A" else "B") + first[11:]

    for changed in ([begin, *rest], [begin, swapped, *rest], [begin, first, first, *rest], [begin, "ä", first, *rest]):
        with pytest.raises(BadLine, match="is incomplete or was changed"):
            read_results("\n".join(changed).encode())


def test_a_block_that_unpacks_to_far_too_much_is_refused() -> None:
    bomb = zlib.compress(b" " * (70 << 20), 9)
    text = f"BEGIN QUIZ RESULTS x\n{b64encode(bomb).decode()}\nEND QUIZ RESULTS {content_hash(bomb)[:12]}"

    with pytest.raises(BadLine, match="64 MiB"):
        read_results(text.encode())


def test_fields_of_later_programs_are_passed_over() -> None:
    records = [record | {"later": {"a": [1]}} for record in lines()]

    assert (RESULTS,) == read_results(as_bytes(records))


@pytest.mark.parametrize(
    ("record", "field", "value"),
    [
        (0, "version", 0),
        (0, "version", True),
        (0, "version", 2),
        (0, "id", ""),
        (0, "code", 5),
        (0, "name", ["Ada"]),
        (0, "answers", -1),
        (0, "answers", 10**9),
        (0, "banks", None),
        (0, "banks", [5]),
        (0, "banks", [{"id": "colors"}]),
        (0, "banks", [{"id": "a", "hash": "b", "title": "c"}] * 501),
        (1, "type", "head"),
        (1, "bank", "x" * 501),
        (1, "draws", -1),
        (1, "slot", 1.5),
        (1, "pairs", [["green"]]),
        (1, "pairs", [["green", "brown"]] * 1001),
        (1, "chosen", "green"),
        (1, "chosen", ["a"] * 201),
        (1, "response", 7),
        (1, "response", "x" * 2001),
        (1, "right", 1),
        (1, "took_ms", 86_400_001),
        (1, "answered_at", 10**15),
        (1, "utc_offset_s", 86_400),
    ],
)
def test_a_value_that_cannot_be_is_named_with_its_line(record: int, field: str, value: object) -> None:
    records = lines()
    records[record][field] = value

    with pytest.raises(BadLine) as caught:
        read_results(as_bytes(records))
    assert record + 1 == caught.value.number


def test_a_field_that_is_missing_is_named() -> None:
    records = lines()
    del records[2]["seed"]

    with pytest.raises(BadLine, match="`seed` is missing") as caught:
        read_results(as_bytes(records))
    assert 3 == caught.value.number


def test_a_file_that_ends_early_or_goes_on_is_named() -> None:
    for records in (lines()[:-1], [*lines(), lines()[-1]]):
        with pytest.raises(BadLine, match="of 3 answers"):
            read_results(as_bytes(records))


def test_a_line_that_is_too_long_is_refused() -> None:
    records = lines()
    records[1]["later"] = "x" * LONGEST_RESULTS_LINE

    with pytest.raises(BadLine, match="longer than"):
        read_results(as_bytes(records))


def test_texts_are_cleaned() -> None:
    (found,) = read_results(results_file(RESULTS._replace(name="A\x1b[31mda\u202e")))

    assert "A<U+001B>[31mda<U+202E>" == found.name


@pytest.mark.parametrize(
    "data", [b"", b"\n\n", b"{", b"[]", b"Hello", b"\x00\x01", b"\xff\xfe\x00", b"PK\x03\x04", b"{}"]
)
def test_what_is_no_results_file_is_refused(data: bytes) -> None:
    with pytest.raises(BadLine):
        read_results(data)


@given(st.binary(max_size=200))
def test_whatever_bytes_are_read_nothing_but_a_bad_line_is_raised(data: bytes) -> None:
    for one in (data, b'{"type":"results"' + data, b"BEGIN QUIZ RESULTS\n" + data + b"\nEND QUIZ RESULTS"):
        with suppress(BadLine):
            read_results(one)


@given(st.randoms(use_true_random=False), st.booleans())
def test_changed_bytes_give_results_or_a_bad_line(rng: random.Random, as_block: bool) -> None:
    data = bytearray(results_block(RESULTS).encode() if as_block else results_file(RESULTS))
    for _ in range(rng.randrange(1, 4)):
        data[rng.randrange(len(data))] = rng.randrange(256)
    with suppress(BadLine):
        assert all(one.code for one in read_results(bytes(data)))
