"""Seeded drawing that gives the same values on every platform and with every Python.

The digits of one large number, taken from a BLAKE2b digest of the parts of the seed,
serve as the draws (a mixed radix expansion). That is several times cheaper than seeding a Mersenne Twister for every
item, and does not depend on the algorithms of the `random` module, which may change between versions. The bias of a
draw is below 2**-64.
"""

from collections.abc import Collection, Sequence
from typing import TypeVar

from quiz.interpreter import blake2b

#: The version of the rules by which items and rounds are drawn. It rises whenever the same bank, seed and
#: slot give another item, or other options or another order, or the same setup and answers another round:
#: a round that was stopped under another number would continue with other questions than it began with. The
#: golden files of the tests change only together with it, and the changelog names the new number.
DRAWS = 8

T = TypeVar("T")
_BITS = 512
_SPARE = 64
_BITS_OF_FEW = 6


class Draw:
    """A generator of draws derived from the parts of a seed."""

    __slots__ = ("_bits", "_digest", "_pool")

    def __init__(self, seed: str) -> None:
        self._digest = blake2b(seed.encode(errors="surrogatepass")).digest()
        self._pool = int.from_bytes(self._digest, "big")
        self._bits = _BITS

    def below(self, n: int) -> int:
        """Return a uniform whole number from 0 up to, not including, `n` (n >= 1)."""
        bits = n.bit_length()
        self._bits -= bits
        if self._bits < _SPARE:
            self._refill(bits)
        self._pool, drawn = divmod(self._pool, n)
        return drawn

    def _refill(self, bits: int) -> None:
        self._digest = blake2b(self._digest).digest()
        self._pool = int.from_bytes(self._digest, "big")
        self._bits = _BITS - bits

    def outside(self, pool: Sequence[int], shut: Collection[int], want: int, found: list[int], tries: int) -> None:
        """Add different members of `pool` that are not in `shut` to `found`, until it holds `want`.

        Gives up after `tries` draws. It is for pools that are far larger than `want` and `shut`.
        """
        n = len(pool)
        bits = n.bit_length() * tries  # counted for all tries at once, which is faster
        self._bits -= bits
        if self._bits < _SPARE:
            self._refill(bits)
        rest = self._pool
        for _ in range(tries):
            rest, drawn = divmod(rest, n)
            member = pool[drawn]
            if member not in shut and member not in found:
                found.append(member)
                if len(found) == want:
                    break
        self._pool = rest

    def take(self, members: list[int], want: int) -> list[int]:
        """Remove `want` of up to 63 members, and return them in drawn order. There must be enough of them."""
        bits = _BITS_OF_FEW * want
        self._bits -= bits
        if self._bits < _SPARE:
            self._refill(bits)
        left = len(members)
        if want == 3:  # nearly always; quicker without a loop, and with one division of the large number
            self._pool, rest = divmod(self._pool, left * (left - 1) * (left - 2))
            first = members.pop(rest % left)
            rest //= left
            return [first, members.pop(rest % (left - 1)), members.pop(rest // (left - 1))]
        found: list[int] = []
        for size in range(left, left - want, -1):
            self._pool, drawn = divmod(self._pool, size)
            found.append(members.pop(drawn))
        return found

    def pick(self, items: Sequence[T]) -> T:
        """Return one of `items`."""
        return items[self.below(len(items))]

    def sample(self, items: Sequence[T], k: int) -> list[T]:
        """Return up to `k` of `items`, each from a different place, in drawn order."""
        pool = list(items)
        for i in range(min(k, len(pool))):
            j = i + self.below(len(pool) - i)
            pool[i], pool[j] = pool[j], pool[i]
        return pool[:k]

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """Return `items` in drawn order."""
        return self.sample(items, len(items))
