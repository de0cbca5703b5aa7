"""Distractors for numbers and dates: from other rows, decoys, and numbers near the key, written as the key is.

The numbers of rows make groups of neighbours, and the members of a group are distractors for each other. So whichever
of its members are shown, each of them is the key as often as any other, and no position gives it away. Where a group
has too few, and where there are near numbers, decoys or confusions, how many lie below the key is drawn first.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property

from quiz.items.columns import BARE, Column
from quiz.items.draw import Draw
from quiz.items.item import Option
from quiz.values.near import near_values, reach, thousands_separator
from quiz.values.numerals import Number
from quiz.values.relations import sense, senses_meet
from quiz.values.spans import INFINITE, Bound, span

NEAR_ID = "near."  # the beginning of the ids of near numbers
_FAR = 10  # with `near`, a value of another row counts as near within ten times that distance
_SCAN = 64  # how far from the key sorted values are searched
_FEW = 20  # members of a group that are all looked at
_TRIES = 12  # how often is drawn from more before all are looked at
_MOST_SHUT = 100  # answers that may be right, if candidates are kept: larger sets for all keys may need gigabytes
_SPARE = 2  # candidates looked at beyond those wanted, for variety
_FEWEST_NEAR = 8  # members of a group: enough for 35 different sets of three distractors

#: What may become a distractor: its rank and its class; for a near number, -1 and its text.
_Candidate = tuple[Bound, int, str]
_Sides = tuple[list[_Candidate], list[_Candidate]]  # below and above the key
_Ranked = tuple[Bound, int]  # the rank of a value and its class


class Numbers:
    """Draws distractors for the answers of a numeric column, so that the position of the key gives nothing away."""

    def __init__(
        self, answers: Column, siblings: Sequence[int], near: Number | None, options: Mapping[int, Option]
    ) -> None:
        self._answers = answers
        self._near = near
        self._options = options
        self._siblings = siblings
        self._is_filled_up = near is not None or bool(answers.decoys)  # where there are too few values on one side
        self._wrong: tuple[Collection[int], Sequence[_Ranked]] | None = None
        self._groups: dict[int, Sequence[_Ranked]] = {}
        self._kept: dict[int, tuple[tuple[Collection[int], int, str], _Sides]] = {}
        texts = map(answers.frame.bare, answers.texts)
        self._thousands = thousands_separator(texts, answers.reading) if near is not None else ""

    def draw(
        self,
        draw: Draw,
        key: int,
        typed: str,
        shut: Collection[int],
        want: int,
        confused: Collection[int],
        first: Collection[int | str] = (),
        *,
        anywhere: bool,
    ) -> list[Option]:
        """Return up to `want` options that are certainly wrong.

        What must come `first` (classes, and the texts of near numbers) comes before what the key is confused with, and
        that before everything else. Near numbers are written as the key is `typed`. With `anywhere`, the values of all
        rows are as good as those near the key: the question has other right answers, which are not near it either.
        """
        if anywhere or not (self._is_filled_up or confused or first):
            wanted = [*(one for one in first if isinstance(one, int)), *confused]
            members = self._sorted if anywhere else self._group(key)
            if chosen := self._of_group(draw, members, key, shut, want, wanted):
                return [self._options[class_] for class_ in chosen]
        return self._on_both_sides(draw, key, typed, shut, want, confused, first)

    def _of_group(
        self,
        draw: Draw,
        members: Sequence[_Ranked],
        key: int,
        shut: Collection[int],
        want: int,
        wanted: Sequence[int],
    ) -> list[int]:
        """Return classes that are certainly wrong, first those wanted, then members; none if there are too few."""
        ranks, taken = self._answers.ranks, {self._answers.ranks[key]}
        first = [(rank, class_) for class_ in dict.fromkeys(wanted) if (rank := ranks[class_]) is not None]
        found = self._free(first, shut, taken, want)
        # Of values with one rank, only one is offered; which of them, is drawn.
        more = (len(members) if self._answers.clashes else want) - len(found)
        if len(members) <= _FEW:
            found += self._free(draw.shuffled(members), shut, taken, more)
        else:
            found += self._free((draw.pick(members) for _ in range(_TRIES)), shut, taken, more)
        found = self._answers.apart(found)[:want]
        if len(found) < want and len(members) > _FEW:  # nearly all answers are right
            rest = self._free(draw.shuffled(self._outside(shut)), shut, taken, len(members))
            found = self._answers.apart([*found, *rest])[:want]
        return found if len(found) == want else []

    def _free(self, ranked: Iterable[_Ranked], shut: Collection[int], taken: set[Bound | None], most: int) -> list[int]:
        """Return up to `most` classes whose rank is not taken, nor that of a class that is shut.

        Their ranks are taken from then on.
        """
        of_rank = self._of_rank
        found: list[int] = []
        for rank, class_ in ranked:
            if len(found) == most:
                break
            if rank not in taken and not any(one in shut for one in of_rank[rank]):
                found.append(class_)
                taken.add(rank)
        return found

    def _on_both_sides(
        self,
        draw: Draw,
        key: int,
        typed: str,
        shut: Collection[int],
        want: int,
        confused: Collection[int],
        first: Collection[int | str],
    ) -> list[Option]:
        """Return what `draw` does; how many lie below the key is drawn first, and nearer ones come first."""
        bare = typed if self._answers.frame is BARE else self._answers.frame.bare(typed)
        kept = self._kept.get(key)  # rows that share a number usually share the right answer, too
        if kept and kept[0] == (shut, want, bare):
            sides = kept[1]
        else:
            sides = self._sides(key, bare, shut, want)
            if len(shut) <= _MOST_SHUT:
                self._kept[key] = ((shut, want, bare), sides)
        if first:
            confused = [*confused, *(one for one in first if isinstance(one, int))]
        below, above = self._with_confused(key, shut, confused, sides) if confused else sides
        low, high = max(0, want - len(above)), min(want, len(below))
        if low > high:  # fewer than wanted in all
            chosen = below + above
        else:
            if first:
                low = max(low, min(high, sum(_is_among(candidate, first) for candidate in below)))
                high = max(low, min(high, want - sum(_is_among(candidate, first) for candidate in above)))
            wanted = [*confused, *first]
            under = low + draw.below(high - low + 1)
            chosen = _choose(draw, below, under, wanted) + _choose(draw, above, want - under, wanted)
            chosen = sorted(draw.shuffled(chosen), key=lambda candidate: not _is_among(candidate, wanted))
        return [self._options[class_] if class_ >= 0 else self._near_option(text) for _, class_, text in chosen]

    @cached_property
    def _sorted(self) -> Sequence[_Ranked]:
        """The values of the rows, rising."""
        ranks = self._answers.ranks
        return sorted((rank, class_) for class_ in self._siblings if (rank := ranks[class_]) is not None)

    def _group(self, key: int) -> Sequence[_Ranked]:
        """Return the values of rows that are offered with a class; none if it is not a row's."""
        if not self._groups:
            size = len(self._sorted)
            count = max(1, size // _FEWEST_NEAR)
            for nth in range(count):
                group = self._sorted[nth * size // count : (nth + 1) * size // count]
                self._groups.update({class_: group for _, class_ in group})
        return self._groups.get(key, ())

    @cached_property
    def _of_rank(self) -> Mapping[Bound, Sequence[int]]:
        """The classes of each rank: with that of a right answer, a value may lie between two names of it."""
        found: dict[Bound, list[int]] = {}
        for class_, rank in enumerate(self._answers.ranks):
            if rank is not None:
                found.setdefault(rank, []).append(class_)
        return found

    def _outside(self, shut: Collection[int]) -> Sequence[_Ranked]:
        """Return the values of rows that are not shut. They are kept, as the next item often has the same answers."""
        if self._wrong is None or self._wrong[0] is not shut:
            self._wrong = shut, [(rank, class_) for rank, class_ in self._sorted if class_ not in shut]
        return self._wrong[1]

    def _with_confused(self, key: int, shut: Collection[int], confused: Collection[int], sides: _Sides) -> _Sides:
        """Return the candidates with those that the key is confused with, if they are wrong."""
        ranks = self._answers.ranks
        taken = {ranks[class_] for class_ in shut}
        found: dict[Bound, int] = {}
        for class_ in self._answers.apart(confused):
            rank = ranks[class_]
            if rank is not None and rank not in taken and class_ not in shut:
                found.setdefault(rank, class_)
        own = ranks[key]
        assert own is not None
        first = [(rank, class_, "") for rank, class_ in found.items()]
        rest = (self._apart_from(found.values(), side) for side in sides)
        below, above = ([candidate for candidate in side if candidate[0] not in found] for side in rest)
        return [c for c in first if c[0] < own] + below, [c for c in first if c[0] > own] + above

    def _apart_from(self, classes: Collection[int], side: list[_Candidate]) -> list[_Candidate]:
        """Return the candidates that clash with none of the classes; near numbers clash with none at all."""
        clashes = self._answers.clashes
        if not clashes:
            return side
        return [one for one in side if one[1] < 0 or clashes.get(one[1], frozenset()).isdisjoint(classes)]

    def _near_option(self, text: str) -> Option:
        return Option(NEAR_ID + text, self._answers.frame.filled(text))

    def _sides(self, key: int, text: str, shut: Collection[int], want: int) -> _Sides:
        """Return the candidates below and above the key, the best first. None may be the same as another."""
        ranks, clashes = self._answers.ranks, self._answers.clashes
        own = ranks[key]
        assert own is not None
        taken: set[Bound | None] = {own}
        if self._answers.senses:  # a value with the rank of a right answer may lie between two names of it
            taken.update(ranks[class_] for class_ in shut)
        near_ones, far = self._of_rows(text, own, shut, taken, want)
        if min(len(near_ones[0]), len(near_ones[1])) < want:
            for class_ in self._answers.decoys:
                rank = ranks[class_]
                if rank is not None and rank not in taken and class_ not in shut:
                    near_ones[rank > own].append((rank, class_, ""))
                    taken.add(rank)
            self._add_near_numbers(own, text, shut, near_ones)
        below, above = near_ones[0] + far[0], near_ones[1] + far[1]
        if clashes:
            kept = set(self._answers.apart(class_ for _, class_, _ in below + above if class_ >= 0))
            below, above = ([one for one in side if one[1] < 0 or one[1] in kept] for side in (below, above))
        return below, above

    def _of_rows(
        self, text: str, own: Bound, shut: Collection[int], taken: set[Bound | None], want: int
    ) -> tuple[_Sides, _Sides]:
        """Return the values of other rows below and above the key's: those near, and those far."""
        at = bisect_left(self._sorted, (own, -1))
        low, high = self._around(text, own)
        near_ones: _Sides = ([], [])
        far: _Sides = ([], [])
        last = len(self._sorted)
        for side, steps in enumerate((range(at - 1, max(-1, at - 1 - _SCAN), -1), range(at, min(last, at + _SCAN)))):
            is_near = True
            for i in steps:  # away from the key, so behind one that is far all are
                found, class_ = self._sorted[i]
                if class_ in shut or found in taken:
                    continue
                taken.add(found)
                is_near = is_near and (found <= high if side else low <= found)
                (near_ones if is_near else far)[side].append((found, class_, ""))
                if len(near_ones[side]) + len(far[side]) >= want + _SPARE:
                    break
        return near_ones, far

    def _around(self, text: str, own: Bound) -> tuple[Bound, Bound]:
        """Return the range of ranks in which the value of another row is near."""
        if self._near is None:
            return -INFINITE, INFINITE
        most = reach(text, self._near, self._answers.reading)
        if isinstance(own, int) and isinstance(most, int):
            return own - most * _FAR, own + most * _FAR
        from fractions import Fraction  # fractions, which can be added to all numbers, and take a while to import

        return Fraction(own) - Fraction(most) * _FAR, Fraction(own) + Fraction(most) * _FAR

    def _add_near_numbers(self, own: Bound, text: str, shut: Collection[int], sides: _Sides) -> None:
        if self._near is None:
            return
        for worth, written in near_values(text, self._near, self._answers.reading, self._thousands):
            rank = span(worth).start[0]
            if rank != own and self._is_free(rank, written, shut):
                sides[rank > own].append((rank, -1, written))

    def _is_free(self, rank: Bound, written: str, shut: Collection[int]) -> bool:
        """Return whether no value of a row and no decoy is, or may be, a number: these were candidates already."""
        answers = self._answers
        if answers.senses:
            may_say = sense(written, answers.reading)
            classes = {class_ for class_, known in answers.senses if senses_meet(may_say, known)}
        else:
            named = answers.class_named(written)
            classes = set() if named is None else {named}
        return all(
            class_ >= answers.siblings
            and class_ not in answers.decoys
            and answers.ranks[class_] == rank
            and class_ not in shut
            for class_ in classes
        )


def _is_among(candidate: _Candidate, wanted: Collection[int | str]) -> bool:
    """Return whether a candidate is wanted, by its class, or by its text if it is a near number."""
    return candidate[1] in wanted if candidate[1] >= 0 else candidate[2] in wanted


def _choose(draw: Draw, side: list[_Candidate], count: int, confused: Collection[int | str]) -> list[_Candidate]:
    """Choose among the best of a side: first what is confused, then the values of other rows, then near numbers."""
    if not count:
        return []
    first = draw.sample([one for one in side if _is_among(one, confused)], count) if confused else []
    rest = [one for one in side if not _is_among(one, confused)] if confused else side
    return first + draw.sample(rest[: count - len(first) + _SPARE], count - len(first))
