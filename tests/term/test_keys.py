"""What bytes mean as keys: every form of a key, and bytes that are not one."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.term.keys import KeyParser

ESC = "\x1b"


def keys_of(*pieces: bytes) -> list[str]:
    """Return the keys of bytes that arrive in pieces, with nothing after them."""
    parser, keys = KeyParser(), []
    for piece in pieces:
        rest = piece
        while rest:
            key, is_taken = parser.feed(rest[0])
            rest = rest[1:] if is_taken else rest
            keys += [key] if key else []
    if parser.wait is not None and (key := parser.give_up()):
        keys.append(key)
    assert parser.wait is None
    return keys


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("1q?", ["1", "q", "?"]),
        ("\r\n \x7f\x08\t", ["enter", "enter", "space", "backspace", "backspace", "\t"]),
        ("\x03\x04\x1a\x10\x0e", ["ctrl-c", "ctrl-d", "ctrl-z", "up", "down"]),
        ("é€𝄞", ["é", "€", "𝄞"]),
        # Caps Lock, and digits and letters of other keyboards.
        ("QTÉ", ["q", "t", "é"]),
        ("１ｑＱ３　？", ["1", "q", "q", "3", "space", "?"]),
        ("٣३", ["3", "3"]),
        # Escape, alone and before something that is not a sequence.
        (ESC, ["escape"]),
        (f"{ESC}{ESC}", ["escape", "escape"]),
        (f"{ESC}1", ["escape", "1"]),
        # Arrows and their neighbours.
        (f"{ESC}[A{ESC}[B{ESC}[C{ESC}[D", ["up", "down", "right", "left"]),
        (f"{ESC}OA{ESC}OB{ESC}OC{ESC}OD", ["up", "down", "right", "left"]),
        (f"{ESC}[H{ESC}OF{ESC}[1~{ESC}[4~{ESC}[3~{ESC}[5~", ["home", "end", "home", "end", "delete", "page-up"]),
        (f"{ESC}OP{ESC}[[B{ESC}OR{ESC}[15~{ESC}[24~{ESC}[Z", ["f1", "f2", "f3", "f5", "f12", "shift-tab"]),
        (f"{ESC}[1;1A{ESC}[1;129B{ESC}[1;1:2C", ["up", "down", "right"]),  # Num Lock, and a key that is held down
        (f"{ESC}[1;5A{ESC}[1;2R{ESC}[1;1:3A{ESC}[3;5~", []),  # other modifiers, and a key that is let go
        # The number pad.
        ("".join(f"{ESC}O{char}" for char in "pqrstuvwxyM"), [*"0123456789", "enter"]),
        (f"{ESC}[57400u{ESC}[57408;129u{ESC}[57414u{ESC}[57420u", ["1", "9", "enter", "down"]),
        # The protocols of kitty and xterm.
        (f"{ESC}[49u{ESC}[49;1u{ESC}[49;65u{ESC}[50;1:1u{ESC}[50;1:3u", ["1", "1", "1", "2"]),
        (f"{ESC}[13u{ESC}[27u{ESC}[127u{ESC}[32u", ["enter", "escape", "backspace", "space"]),
        (f"{ESC}[113u{ESC}[113;65u{ESC}[113;2u{ESC}[113:81;2u", ["q", "q", "q", "q"]),
        (f"{ESC}[99;5u{ESC}[100;69u{ESC}[122;5u{ESC}[112;5u", ["ctrl-c", "ctrl-d", "ctrl-z", "up"]),
        (f"{ESC}[47:63;2u{ESC}[38;2;49u{ESC}[49;2u", ["?", "1"]),  # what Shift types, where it is known
        (f"{ESC}[49;5u{ESC}[49;3u{ESC}[57358u{ESC}[113;5u{ESC}[0u{ESC}[9999999999u", []),
        (f"{ESC}[27;5;99~{ESC}[27;2;63~{ESC}[27;2;49~{ESC}[27;2;81~", ["ctrl-c", "?", "1", "q"]),
        (f"{ESC}[27;5;49~", []),
        # What is pasted.
        (f"{ESC}[200~q\x03\r\n{ESC}[31m1{ESC}[201~2", ["paste", "2"]),
        (f"{ESC}[200~{ESC}[201~{ESC}[200~€{ESC}[201~", ["paste", "paste"]),
        (f"{ESC}[200~1\r", ["paste"]),
        # What breaks off, at the end of the input or at a key that is not part of a sequence.
        (f"{ESC}[1", []),
        (f"{ESC}[1\r", ["enter"]),
        (f"{ESC}]11;rgb:1e\x03", ["ctrl-c"]),
        (f"{ESC}]11;rgb{ESC}[A1", ["up", "1"]),
        (f"{ESC}[12€", ["€"]),
        (f"{ESC}[M !\x04", ["ctrl-d"]),
        (f"{ESC}\\1", ["1"]),
    ],
)
def test_what_is_typed_as_keys(typed: str, keys: list[str]) -> None:
    assert keys_of(typed.encode()) == keys


def test_bytes_that_are_no_letter_are_one_key_each() -> None:
    assert keys_of(b"\xff1\xc32\xe2\x82") == ["\ufffd", "1", "\ufffd", "2", "\ufffd"]


@pytest.mark.parametrize("begin", ["[", "[?", "O", "[<", "]", "P", "_", "^", "X"])
def test_a_sequence_without_an_end_is_given_up_after_its_greatest_length(begin: str) -> None:
    keys = keys_of(f"{ESC}{begin}".encode(), b"1" * 100_200)

    assert keys
    assert set(keys) == {"1"}


NUMBERS = st.lists(st.integers(0, 9999), max_size=4).map(lambda numbers: ";".join(map(str, numbers)))
CHARS = st.text(st.characters(min_codepoint=0x20, exclude_characters="\x7f", exclude_categories=["Cs"]), max_size=30)
STRINGS = st.tuples(
    st.sampled_from(["]11;rgb:1e1e/1e1e/2e2e", "]52;c;", "P>|tmux 3.4", "P1$r0m", "P!|00000000", "_Gi=1;OK", "^", "X"]),
    CHARS,
    st.sampled_from(["\x07", f"{ESC}\\"]),
).map(lambda parts: f"{ESC}{''.join(parts)}".encode())
REPLIES = st.one_of(
    STRINGS,
    st.tuples(st.sampled_from("?>="), NUMBERS, st.sampled_from(["c", "u", "n", "$y", "S", "t", "R"])).map(
        lambda parts: f"{ESC}[{''.join(parts)}".encode()
    ),  # DA1 to DA3, kitty, DSR, DECRPM, graphics
    st.sampled_from([f"{ESC}[12;34R", f"{ESC}[1;2R", f"{ESC}[I", f"{ESC}[O", f"{ESC}[8;24;80t", f"{ESC}[0n"]).map(
        str.encode
    ),
    st.tuples(st.sampled_from(["<0;{};{}M", "<35;{};{}m", "32;{};{}M"]), st.integers(1, 999), st.integers(1, 999)).map(
        lambda parts: f"{ESC}[{parts[0].format(*parts[1:])}".encode()
    ),  # mouse: SGR, urxvt
    st.binary(min_size=3, max_size=3).map(lambda data: b"\x1b[M" + bytes(max(byte, 0x20) for byte in data)),
)
#: Some keys, with their bytes, but not a lone Escape: what follows would be taken for the rest of it.
KEYS = {"1": b"1", "q": b"Q", "enter": b"\r", "up": b"\x1b[A", "down": b"\x1bOB", "2": b"\x1bOr", "ctrl-c": b"\x03",
        "€": "€".encode(), "3": b"\x1b[51;1u", "paste": b"\x1b[200~1\x1b]q\r\x1b[201~"}  # fmt: skip


@settings(max_examples=300)
@given(
    st.lists(st.one_of(REPLIES, st.sampled_from(sorted(KEYS))), max_size=8),
    st.lists(st.integers(0, 200), max_size=6),
)
def test_replies_between_keys_leave_the_keys_however_they_are_cut(typed: list[bytes | str], cuts: list[int]) -> None:
    data = b"".join(one if isinstance(one, bytes) else KEYS[one] for one in typed)
    places = [0, *sorted(min(cut, len(data)) for cut in cuts), len(data)]
    pieces = [data[start:end] for start, end in pairwise(places)]

    assert keys_of(*pieces) == [one for one in typed if isinstance(one, str)]


@settings(max_examples=200)
@given(st.binary(max_size=60).filter(lambda data: b"\x1b[200~" not in data))
def test_whatever_was_typed_a_control_key_acts(typed: bytes) -> None:
    assert keys_of(typed, b"\x03")[-1] == "ctrl-c"
