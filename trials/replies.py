"""Replies and reports of a terminal between keys, cut anywhere: only the keys that somebody pressed are left."""

import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from random import Random

from quiz.term.keys import KeyParser
from trials.report import Report

__all__ = ["keys_of", "replies"]

_ESC = b"\x1b"
#: Keys, with the bytes that they come as. A lone Escape is not among them: what follows it would be taken for its rest.
_KEYS: Mapping[str, Sequence[bytes]] = {
    **{digit: (digit.encode(), f"\x1b[{ord(digit)};1u".encode(), b"\x1bO" + b"pqrs"[int(digit) : int(digit) + 1])
       for digit in "0123"},
    "q": (b"q", b"Q", b"\x1b[113u"),
    "enter": (b"\r", b"\n", b"\x1bOM", b"\x1b[13u"),
    "up": (b"\x1b[A", b"\x1bOA", b"\x1b[1;1A", b"\x10"),
    "down": (b"\x1b[B", b"\x1bOB", b"\x0e"),
    "ctrl-c": (b"\x03", b"\x1b[99;5u"),
    "€": ("€".encode(),),
    "paste": (b"\x1b[200~1\x1b]q\r\x1b[31m\x03\x1b[201~", b"\x1b[200~\x1b[201~"),
}  # fmt: skip


def _numbers(random: Random) -> bytes:
    return ";".join(str(random.randrange(10_000)) for _ in range(random.randrange(5))).encode()


def _text(random: Random) -> bytes:
    size = random.choice((0, 5, 30, 300))
    return "".join(
        chr(random.choice((random.randrange(0x20, 0x7F), 0xE9, 0x20AC, 0x1F600))) for _ in range(size)
    ).encode()


def _string(random: Random) -> bytes:
    kind = random.choice(
        (b"]11;rgb:1e/1e/1e", b"]52;c;", b"]4;1;", b"P>|tmux", b"P1$r0m", b"P!|00", b"_Gi=1;", b"^", b"X")
    )
    return _ESC + kind + _text(random) + random.choice((b"\x07", b"\x1b\\"))


def _report(random: Random) -> bytes:
    end = random.choice((b"c", b"u", b"n", b"$y", b"S", b"t", b"R"))
    return b"\x1b[" + random.choice((b"?", b">", b"=")) + _numbers(random) + end


def _mouse(random: Random) -> bytes:
    x, y = random.randrange(1, 1000), random.randrange(1, 1000)
    coded = b"\x1b[M" + bytes(random.randrange(0x20, 0x100) for _ in range(3))
    return random.choice(
        (f"\x1b[<0;{x};{y}M".encode(), f"\x1b[<35;{x};{y}m".encode(), f"\x1b[32;{x};{y}M".encode(), coded)
    )


def _plain(random: Random) -> bytes:
    return random.choice(
        (b"\x1b[12;34R", b"\x1b[1;2R", b"\x1b[I", b"\x1b[O", b"\x1b[8;24;80t", b"\x1b[0n", b"\x1b[57358u")
    )


_REPLIES: Sequence[Callable[[Random], bytes]] = (_string, _report, _mouse, _plain)


def keys_of(pieces: Sequence[bytes]) -> list[str]:
    """Return the keys of bytes that arrive in pieces, and after which nothing comes."""
    parser = KeyParser()
    keys: list[str] = []
    for piece in pieces:
        at = 0
        while at < len(piece):
            key, is_taken = parser.feed(piece[at])
            at += is_taken
            keys += [key] if key else []
    last = parser.give_up() if parser.wait is not None else ""
    return [*keys, last] if last else keys


def replies(count: int, seed: int) -> Report:
    """Press some keys `count` times, with replies between them and everything cut up, both drawn from a seed."""
    began = time.monotonic()
    failures: list[str] = []
    tried: Counter[str] = Counter()
    for number in range(count):
        random = Random(f"{seed} {number}")
        pressed: list[str] = []
        data = b""
        for _ in range(random.randrange(1, 12)):
            if random.random() < 0.5:
                pressed.append(random.choice(sorted(_KEYS)))
                data += random.choice(_KEYS[pressed[-1]])
            else:
                data += random.choice(_REPLIES)(random)
        places = sorted(random.randrange(len(data) + 1) for _ in range(random.choice((0, 1, 3, len(data)))))
        found = keys_of([data[start:end] for start, end in pairwise([0, *places, len(data)])])
        tried["keys"] += len(pressed)
        if found != pressed:
            failures.append(f"{number}: {data!r} cut at {places}: {found}, not {pressed}")
    figures = [("keys pressed", f"{tried['keys']:,}")]
    return Report("replies", count, "runs of keys and replies", time.monotonic() - began, failures, figures)
