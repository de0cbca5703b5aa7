"""Draws are uniform and the same everywhere.

The golden values are in `golden_draws.txt`. `tests/game/test_drawing_rules.py` says what to do if you change the way of
drawing on purpose.
"""

import os
from collections import Counter
from collections.abc import Callable, Iterable
from math import sqrt
from pathlib import Path

import pytest

from quiz.items.draw import Draw

GOLDEN = Path(__file__).parent / "golden_draws.txt"
SEEDS = ("", "0", "seed", "a\nb/c.d/e\n3", "\u00e9\u20ac\U0001f680")


def chi_square(found: Iterable[int], outcomes: int) -> float:
    """Return how far counts are from uniform ones: about `outcomes` - 1 if they are uniform."""
    count = Counter(found)
    assert set(count) <= set(range(outcomes))
    mean = count.total() / outcomes
    return sum((count[i] - mean) * (count[i] - mean) / mean for i in range(outcomes))


def bound(outcomes: int) -> float:
    """Return a chi-square that a uniform draw exceeds only once in a hundred million times."""
    free = outcomes - 1
    return free + 6 * sqrt(2 * free) + 24


def transcript() -> str:
    lines = []
    for seed in SEEDS:
        draw = Draw(seed)
        lines.append(f"seed {seed!a}")
        lines.append("below " + " ".join(str(draw.below(n)) for n in (1, 2, 3, 4, 6, 10, 52, 1000, 2**31, 10**12)))
        lines.append(f"pick {draw.pick('abcdefghij')}")
        lines.append("sample " + " ".join(str(i) for i in draw.sample(range(100), 8)))
        lines.append("shuffled " + "".join(draw.shuffled("abcdefghijklmnopqrstuvwxyz")))
        lines.append("after " + " ".join(str(draw.below(7)) for _ in range(400))[-40:])
    return "\n".join(lines) + "\n"


def test_draws_are_the_golden_ones() -> None:
    if os.environ.get("REWRITE_GOLDEN"):
        GOLDEN.write_text(transcript(), encoding="utf-8")
    assert GOLDEN.read_text(encoding="utf-8") == transcript()


def test_the_same_seed_draws_the_same_and_another_seed_differs() -> None:
    one, same, other = Draw("spring"), Draw("spring"), Draw("spring ")
    drawn = [one.below(1000) for _ in range(50)]
    assert drawn == [same.below(1000) for _ in range(50)]
    assert drawn != [other.below(1000) for _ in range(50)]


@pytest.mark.parametrize("outcomes", [2, 3, 4, 5, 7, 10, 33, 100])
def test_below_is_uniform_within_a_seed(outcomes: int) -> None:
    draw = Draw("within")
    assert chi_square((draw.below(outcomes) for _ in range(20_000)), outcomes) < bound(outcomes)


@pytest.mark.parametrize("outcomes", [2, 3, 4, 5, 10])
def test_the_first_draw_is_uniform_over_seeds(outcomes: int) -> None:
    found = (Draw(f"0\nbank/t.p/r{i}\n0").below(outcomes) for i in range(20_000))
    assert chi_square(found, outcomes) < bound(outcomes)


def test_neighbouring_draws_do_not_depend_on_each_other() -> None:
    pairs = []
    for i in range(20_000):
        draw = Draw(f"pair {i}")
        pairs.append(4 * draw.below(4) + draw.below(4))
    assert chi_square(pairs, 16) < bound(16)


def test_neighbouring_slots_do_not_depend_on_each_other() -> None:
    pairs = (4 * Draw(f"0\nb/t.p/r\n{i}").below(4) + Draw(f"0\nb/t.p/r\n{i + 1}").below(4) for i in range(20_000))
    assert chi_square(pairs, 16) < bound(16)


def test_every_order_is_as_likely() -> None:
    orders = {"".join(order): i for i, order in enumerate(_orders("abcd"))}
    found = (orders["".join(Draw(f"order {i}").shuffled("abcd"))] for i in range(20_000))
    assert chi_square(found, 24) < bound(24)


def _orders(letters: str) -> list[str]:
    if not letters:
        return [""]
    return [letters[i] + rest for i in range(len(letters)) for rest in _orders(letters[:i] + letters[i + 1 :])]


def test_every_pair_is_as_likely_in_a_sample() -> None:
    def pair(i: int) -> int:
        one, other = Draw(f"sample {i}").sample(range(6), 2)
        assert one != other
        return 5 * one + other - (other > one)

    assert chi_square((pair(i) for i in range(20_000)), 30) < bound(30)


@pytest.mark.parametrize(("k", "expected"), [(0, 0), (1, 1), (5, 5), (9, 5)])
def test_a_sample_has_different_places_and_leaves_the_original(k: int, expected: int) -> None:
    items = list("abcde")
    found = Draw("x").sample(items, k)
    assert expected == len(found) == len(set(found))
    assert set(found) <= set(items)
    assert list("abcde") == items


def test_one_outcome_is_the_only_outcome() -> None:
    draw = Draw("one")
    assert [0] * 1000 == [draw.below(1) for _ in range(1000)]
    assert "a" == draw.pick("a")


def test_what_is_taken_is_any_set_of_the_members_and_each_once() -> None:
    found: Counter[tuple[int, ...]] = Counter()
    draw = Draw("taken")
    for _ in range(6000):
        members = [0, 1, 2, 3]
        taken = draw.take(members, 2)
        assert sorted(members + taken) == [0, 1, 2, 3]
        found[tuple(taken)] += 1
    assert len(found) == 12
    assert chi_square((sorted(found).index(pair) for pair in found.elements()), 12) < bound(12)


@pytest.mark.parametrize("want", [1, 2, 3, 4])
def test_members_are_taken_as_if_they_were_drawn_one_after_the_other(want: int) -> None:
    one_by_one, at_once = Draw("members"), Draw("members")
    rest, members = list(range(9)), list(range(9))

    expected = [rest.pop(one_by_one.below(len(rest))) for _ in range(want)]

    assert expected == at_once.take(members, want)
    assert rest == members
    assert one_by_one.below(1000) == at_once.below(1000)


def test_taking_goes_on_when_a_digest_is_used_up() -> None:
    draw = Draw("long")
    for _ in range(500):
        assert len(set(draw.take(list(range(15)), 3))) == 3


def test_what_is_drawn_outside_is_any_of_the_others_and_each_once() -> None:
    draw, pool = Draw("outside"), list(range(10, 20))
    firsts, seconds = [], []
    for _ in range(5000):
        found = [3]
        draw.outside(pool, {12, 15}, 3, found, 40)
        assert 3 == len(set(found))
        firsts.append(found[1])
        seconds.append(found[2])
    others = sorted({*pool} - {12, 15})

    assert set(firsts) == set(seconds) == set(others)
    for drawn in (firsts, seconds):
        assert chi_square(map(others.index, drawn), 8) < bound(8)


def test_drawing_outside_gives_up_after_so_many_tries() -> None:
    for tries in (1, 2, 5):
        found: list[int] = []
        Draw("few").outside(range(1000), (), 9, found, tries)
        assert tries == len(found)
    nothing: list[int] = []
    Draw("none").outside([7], {7}, 1, nothing, 30)
    assert nothing == []


def _taken(draw: Draw, want: int) -> list[int]:
    return draw.take(list(range(40)), want)


def _outside(draw: Draw, tries: int) -> list[int]:
    found: list[int] = []
    draw.outside(range(8), (), tries, found, tries)
    return found


#: A way to draw, and how many bits it takes.
TO_THE_EDGE: dict[str, tuple[Callable[[Draw], object], int]] = {
    "below": (lambda draw: draw.below(2**63), 64),
    "take": (lambda draw: _taken(draw, 1), 6),
    "outside": (lambda draw: _outside(draw, 4), 16),
}


@pytest.mark.parametrize("name", TO_THE_EDGE)
def test_a_digest_is_used_as_far_as_it_goes(name: str) -> None:
    take, bits = TO_THE_EDGE[name]
    for is_over in (False, True):
        draw = Draw("edge")
        draw.below(1 << (512 - 64 - bits + is_over - 1))  # a number of all bits but these
        before = draw._digest
        take(draw)

        assert is_over == (draw._digest != before)


#: Two that are taken, up to three that are drawn outside, and a number, thirty times.
GOLDEN_OF_ALL = [
    34, 24, 7, 0, 5, 758, 11, 4, 3, 846, 7, 34, 4, 0, 2, 699, 25, 31, 7, 3, 0, 211, 9, 38, 4, 2, 7, 640, 25,
    12, 4, 2, 139, 21, 20, 7, 6, 4, 502, 25, 20, 5, 0, 3, 798, 17, 16, 4, 1, 5, 533, 36, 32, 5, 3, 389, 28, 7,
    6, 3, 182, 17, 28, 4, 5, 389, 2, 9, 2, 7, 3, 77, 33, 0, 3, 1, 7, 802, 2, 11, 0, 1, 6, 327, 8, 19, 0, 2,
    337, 16, 37, 3, 1, 163, 22, 0, 3, 5, 1, 951, 22, 10, 2, 6, 3, 388, 39, 35, 2, 371, 33, 34, 3, 0, 4, 219,
    23, 21, 7, 3, 824, 27, 9, 1, 2, 3, 278, 21, 37, 0, 3, 6, 640, 5, 16, 2, 0, 214, 0, 33, 7, 5, 381, 15, 12,
    1, 7, 2, 758, 5, 12, 5, 6, 3, 472, 18, 37, 6, 0, 496, 25, 38, 6, 2, 3, 477,
]  # fmt: skip


def test_what_is_drawn_in_all_ways_is_the_same_everywhere() -> None:
    draw, found = Draw("all ways"), []
    for _ in range(30):
        found += [*_taken(draw, 2), *_outside(draw, 3), draw.below(1000)]

    assert GOLDEN_OF_ALL == found
