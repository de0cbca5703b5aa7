"""Reading a player's first tries as the schedule folds them: the first at each fact in each round, in order of time."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from operator import itemgetter, lt
from typing import Any, NamedTuple

from quiz.game.memory import grade
from quiz.game.scoring import GUESS, SURE, THINK, guess_chance
from quiz.history.records import COUNTS, KEPT_OFFSET_S
from quiz.items.forms import answer_kind_of

#: A first try: its time in milliseconds since 1970; how many seconds local time was ahead of UTC, None if that is
#: not kept; and what `graded_try` takes.
GivenTry = tuple[int, int | None, int, str]

#: Selects rows by a statement and its values.
Select = Callable[..., Iterable[Sequence[Any]]]

_MOST_OPTIONS = 20  # that are counted: no question has more
_CERTAINTIES = (None, GUESS, THINK, SURE)
#: How many options were shown; 0 if a text was typed, or if that cannot be read.
_OPTIONS = (
    "CASE WHEN a.response IS NULL AND json_valid(a.shown) "
    f"THEN min(coalesce(json_array_length(a.shown, '$.options'), 0), {_MOST_OPTIONS}) ELSE 0 END"
)
#: The number that `graded_try` reads: one number takes less time to read than five columns.
_WORTH = (
    f"a.is_right + 2 * a.hinted + 16 * {_OPTIONS} "
    f"+ CASE a.certainty WHEN '{GUESS}' THEN 4 WHEN '{THINK}' THEN 8 WHEN '{SURE}' THEN 12 ELSE 0 END"
)
_FROM = f"FROM attempts a JOIN rounds r ON r.id = a.round WHERE r.player = ? AND a.kind = 'first' AND {COUNTS}"
#: Selects a player's first tries, each after its fact, its round and its position.
TRIES = f"SELECT a.fact, a.round, a.position, a.answered_at, {KEPT_OFFSET_S}, {_WORTH}, a.form {_FROM}"
TRIES_OF_FACT = f"{TRIES} AND a.fact = ?"
#: Selects those of a fact since a time.
TRIES_SINCE = (
    f"{TRIES_OF_FACT} AND a.answered_at >= ? AND NOT EXISTS (SELECT 1 FROM attempts e WHERE e.round = a.round "
    "AND e.position < a.position AND e.fact = a.fact AND e.kind = 'first' AND e.voided_at IS NULL "
    "AND e.forgotten_at IS NULL)"
)

_BETWEEN = "\x1f"  # no text of a history holds it: all are cleaned
_NO_OFFSET = "-"
#: Selects all tries of a player fact by fact, each column as one text: a row for each try takes far longer to read. `+`
#: keeps SQLite from using the index of facts, which would read all over the file.
_TEXTS = (
    "SELECT a.fact, group_concat(a.answered_at, ' '), "
    f"group_concat(coalesce({KEPT_OFFSET_S}, '{_NO_OFFSET}'), ' '), group_concat({_WORTH}, ' '), "
    f"group_concat(a.form, char(31)), group_concat(a.round, char(31)) {_FROM} GROUP BY +a.fact"
)


class GradedTry(NamedTuple):
    """What a first try is worth, its grade, and how likely a blind guess was to be right."""

    right: bool
    hinted: bool
    surely_wrong: bool
    grade: int
    chance: float


@lru_cache(maxsize=2_000)
def graded_try(number: int, form: str) -> GradedTry:
    """Return what the number of a first try means, for a question of a form.

    An answer that cannot be read, or is not chosen from options, is not a guess.
    """
    right, hinted, certainty = bool(number & 1), bool(number & 2), _CERTAINTIES[number >> 2 & 3]
    chance = guess_chance(answer_kind_of(form), number >> 4)
    return GradedTry(right, hinted, certainty == SURE and not right, grade(right, hinted, certainty), chance)


def of_fact(rows: Iterable[Sequence[Any]]) -> list[GivenTry]:
    """Return the first try of each round, in order of time, of the rows of one fact that `TRIES` selects."""
    first: dict[str, Sequence[Any]] = {}
    for row in rows:
        other = first.setdefault(row[1], row)
        if row[2] < other[2]:
            first[row[1]] = row
    in_order = sorted(first.values(), key=itemgetter(3, 1, 2))
    return [(at, offset_s, worth, form) for _, _, _, at, offset_s, worth, form in in_order]


def by_fact(select: Select, player: str) -> Iterator[tuple[str, list[GivenTry]]]:
    """Yield each fact that a player was asked, with its first tries as `of_fact` returns them."""
    for fact, *texts in select(_TEXTS, player):
        found = _in_order(*texts)
        yield fact, of_fact(select(TRIES_OF_FACT, player, fact)) if found is None else found


def _in_order(times: str, offsets: str, worths: str, forms: str, rounds: str) -> list[GivenTry] | None:
    """Return first tries from their columns, in order of time.

    Returns None if the columns do not say which comes first: two are of one round, or of one time.
    """
    try:
        at, offset_s, worth = (list(map(int, text.split())) for text in (times, offsets, worths))
        found: list[GivenTry] = list(zip(at, offset_s, worth, forms.split(_BETWEEN), strict=True))
    except ValueError:  # a local time is not known, or a text was not cleaned
        return None
    if len(set(rounds.split(_BETWEEN))) != len(at):
        return None
    if not _rises(at):
        found.sort()
        at.sort()
    return found if _rises(at) else None


def _rises(times: Sequence[int]) -> bool:
    """Return whether each time is later than the one before."""
    return all(map(lt, times, times[1:]))
