"""A player's history as a file: complete, byte for byte the same again, imported once, and refused if damaged."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.game.shown import Shown, ShownOption
from quiz.history.database import HistoryError
from quiz.history.diagnosis import diagnose
from quiz.history.log import History
from quiz.history.player_fields import ADDED_AFTER
from quiz.history.player_files import AnotherPlayer, Imported, exported, take_in
from quiz.history.player_lines import LONGEST_LINE
from quiz.history.players import Player, merge, players
from quiz.history.records import Attempt, Flag, RoundRow
from quiz.json_lines import BadLine
from quiz.text import clean, is_clean

NOW = 1_700_000_000_000
YEAR = 366 * 86_400_000
SETUP = {"seed": "7", "mode": "learn", "questions": 3, "banks": [["colors", "h"]], "topics": [], "facts": [],
         "names": ["colors"], "more": {"later": [1.5, None]}}  # fmt: skip
OPTIONS = [{"id": "green", "text": "Green", "correct": True}, {"id": "gray", "text": "Grey", "correct": False}]
SHOWN = {"bank": "Colors", "stem": '“ʻokina” 🎨 isn\'t \\ "quoted"?', "options": OPTIONS, "why": "", "source": ""}
PLACED = {**SHOWN, "keys": ["gray", "green"], "prompts": []}


def a_round(id_: str, started_at: int = 1000) -> RoundRow:
    """Return a round; its setup is written as the program writes it."""
    return RoundRow(id_, started_at, "learn", "7", 3, json.dumps(SETUP, ensure_ascii=False))


def answer(round_: str, position: int, **changes: Any) -> Attempt:
    """Return an answer of a round."""
    found = Attempt(
        f"{round_}-{position}", round_, position, "first", "colors", "h1", "colors/a.b/green", "colors/a/green",
        "Mixing", "pick", position, Shown.from_json(SHOWN), ("green",),
        hinted=False, right=True, took_ms=5, answered_at=2000,
    )  # fmt: skip
    return found._replace(**changes)


def flag(round_: str, position: int) -> Flag:
    """Return a flag on an answer."""
    return Flag(
        f"flag-{round_}-{position}",
        f"{round_}-{position}",
        "Is it?",
        3000,
        Shown.from_json({**SHOWN, "chosen": ["green"]}),
    )


def opened(path: Path) -> History:
    history = History.open(path, write=True)
    assert history is not None
    return history


def played(history: History, name: str, *rounds: str) -> Player:
    """Let a player play rounds with everything that can be saved; return the player."""
    of = history.of(Player("", name))
    for nth, id_ in enumerate(rounds):
        row = a_round(id_, 9000 - nth)
        of.save(row, answer(id_, 0, certainty="sure"))
        of.save(row, answer(id_, 1, kind="again", chosen=("gray",), right=False, hinted=True))
        of.void(f"{id_}-1", 2500)
        of.save(
            row,
            answer(id_, 2, form="order", shown=Shown.from_json(PLACED), chosen=("gray", "green")),
            finished_at=4000 + nth,
        )
        of.flag(flag(id_, 0))
    assert of.player is not None
    return of.player


@pytest.fixture
def here(tmp_path: Path) -> Iterator[History]:
    with closing(opened(tmp_path / "here" / "history.db")) as history:
        yield history


@pytest.fixture
def there(tmp_path: Path) -> Iterator[History]:
    with closing(opened(tmp_path / "there" / "history.db")) as history:
        yield history


def taken(history: History, lines: list[bytes], name: str = "") -> Imported:
    """Import lines, at a time after all of theirs."""
    return take_in(history, lines, NOW, name)


def everything(history: History) -> list[str]:
    """Return everything in the file."""
    with closing(sqlite3.connect(history.path)) as db:
        return list(db.iterdump())


def test_a_history_is_taken_elsewhere_whole_and_gives_the_same_bytes(here: History, there: History) -> None:
    ada = played(here, "Ada", "r1", "r2")
    lines = exported(here, ada)
    done = taken(there, lines)

    assert (ada, 2, 6, 0, 0, 0, 0, 0) == done
    assert lines == exported(there, ada)
    assert [row._replace(setup="") for row in here.rounds()] == [row._replace(setup="") for row in there.rounds()]
    assert [here.attempts(id_) for id_ in ("r1", "r2")] == [there.attempts(id_) for id_ in ("r1", "r2")]
    assert here.flags() == there.flags()


def test_every_column_of_the_history_is_in_the_file(here: History) -> None:
    """A column that a later version adds must be exported too, or exporting would lose it."""
    ada = played(here, "Ada", "r1")
    records = [json.loads(line) for line in exported(here, ada)]
    called = {"is_right": "right", "attempt": "answer"}
    # The fields of `extra` are among the others, and what is assumed or derived here may differ elsewhere.
    left_out = {"player", "extra", "assumed_offset_s", "digest"}
    for kind, table in (("round", "rounds"), ("answer", "attempts"), ("flag", "flags")):
        columns = {called.get(name, name) for (name,) in here.select(f"SELECT name FROM pragma_table_info('{table}')")}
        fields = next(record for record in records if record["type"] == kind).keys() - {"type"}
        assert columns - left_out == fields


def test_another_players_rounds_do_not_come_along(here: History) -> None:
    ada, ben = played(here, "Ada", "r1"), played(here, "Ben", "r2")

    assert not any(b"r2" in line for line in exported(here, ada))
    assert {"name": "Ben", "rounds": 1, "answers": 3, "flags": 1}.items() <= json.loads(exported(here, ben)[0]).items()


def test_taking_in_twice_doubles_nothing(here: History, there: History) -> None:
    lines = exported(here, played(here, "Ada", "r1", "r2"))
    taken(there, lines)
    before = everything(there)
    done = taken(there, lines)

    assert (0, 0, 2, 0) == done[1:5]
    assert before == everything(there)


def test_taking_in_ones_own_history_changes_nothing(here: History) -> None:
    lines = exported(here, played(here, "Ada", "r1"))
    before = everything(here)
    taken(here, lines)

    def kept(text: list[str]) -> list[str]:
        return [line for line in text if not line.startswith('INSERT INTO "schedule')]  # folded by then

    assert kept(before) == kept(everything(here))


def test_only_what_is_new_since_is_added(here: History, there: History) -> None:
    ada = played(here, "Ada", "r1")
    of = here.of(ada)
    of.save(a_round("r2"), answer("r2", 0))
    taken(there, exported(here, ada))
    of.void("r2-0", 9500)
    of.save(a_round("r2"), answer("r2", 1), finished_at=9900)
    lines = exported(here, ada)
    done = taken(there, lines)

    assert (0, 1, 2, 0) == done[1:5]
    assert ["finished", "finished"] == [row.ending for row in there.rounds()]
    assert 9500 == there.attempts("r2")[0].voided_at


def test_what_is_taken_in_is_counted(here: History, there: History) -> None:
    played(there, "Ben", "b1")
    taken(there, exported(here, played(here, "Ada", "r1", "r2")))
    before = everything(there)
    there.recount()

    assert before == everything(there)
    assert [(4,)] == there.select("SELECT sum(tries) FROM topic_counts JOIN players ON id = player WHERE name = 'Ada'")


def test_a_player_who_is_called_otherwise_here_is_known_by_the_id(here: History, there: History) -> None:
    ada = played(here, "Ada", "r1")
    taken(there, exported(here, ada))
    with there.transaction() as db:
        db.execute("UPDATE players SET name = 'Eve', folded = 'eve'")
    done = taken(there, exported(here, ada))

    assert "Eve" == done.player.name
    assert ["Eve"] == [player.name for player in players(there)]


def test_somebody_else_of_the_name_is_not_mixed_up(here: History, there: History) -> None:
    ada = played(here, "ADA", "r1")
    other = played(there, "Ada", "r2")
    before = everything(there)
    with pytest.raises(AnotherPlayer, match="Ada"):
        taken(there, exported(here, ada))

    assert before == everything(there)
    assert other == taken(there, exported(here, ada), "Ada").player
    assert 2 == len(there.of(other).rounds())


def test_a_history_is_taken_in_as_that_of_a_new_player(here: History, there: History) -> None:
    ada = played(here, "Ada", "r1")
    played(there, "Ada", "r2")
    done = taken(there, exported(here, ada), "Ada L")

    assert "Ada L" == done.player.name
    assert ["r1"] == [row.id for row in there.of(done.player).rounds()]


def test_rounds_that_belong_to_another_player_by_now_stay_theirs(here: History) -> None:
    ada, ben = played(here, "Ada", "r1"), played(here, "Ben", "r2")
    lines = exported(here, ada)
    merge(here, ada, ben)
    done = taken(here, lines)

    assert (0, 0, 1, 0) == done[1:5]
    assert ["r1", "r2"] == sorted(row.id for row in here.of(ben).rounds())


def test_answers_in_a_place_that_is_taken_are_left_out_and_counted(here: History, there: History) -> None:
    ada = played(here, "Ada", "r1")
    of = there.of(Player("", "Ada"))
    of.save(a_round("r1", 9000), answer("r1", 0, id="elsewhere"))
    done = taken(there, exported(here, ada), "Ada")

    assert (0, 2, 1, 1) == done[1:5]
    assert ["elsewhere", "r1-1", "r1-2"] == [one.id for one in there.attempts("r1")]
    assert [] == there.flags()  # it was on the answer that was left out


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@settings(max_examples=25, deadline=None)
@given(
    answers=st.lists(st.tuples(TEXTS.map(clean), TEXTS.map(clean), st.booleans(), st.integers(0, NOW)), max_size=6),
    name=st.sampled_from(["Ada", "李", "O'Neill"]),
)
def test_whatever_was_on_the_screen_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, answers: list[tuple[str, str, bool, int]], name: str
) -> None:
    folder = tmp_path_factory.mktemp("files")
    with closing(opened(folder / "a" / "h.db")) as here, closing(opened(folder / "b" / "h.db")) as there:
        of = here.of(Player("", name))
        of.save(a_round("r"), answer("r", 0))
        for i, (stem, text, right, at) in enumerate(answers, start=1):
            shown = Shown("Colors", stem, (ShownOption("x", text, right), ShownOption("y", text, not right)))
            of.save(a_round("r"), answer("r", i, shown=shown, chosen=("x",), right=right, answered_at=at))
        assert of.player is not None
        lines = exported(here, of.player)
        taken(there, lines)

        assert lines == exported(there, of.player)
        assert here.attempts("r") == there.attempts("r")


# A damaged file is refused with its line, and nothing is changed


def edited(number: int, **changes: Any) -> Callable[[list[bytes]], list[bytes]]:
    """Return a change of fields in a line; a field set to `...` is removed."""

    def change(lines: list[bytes]) -> list[bytes]:
        record = {**json.loads(lines[number - 1]), **changes}
        data = json.dumps({name: value for name, value in record.items() if value is not ...}).encode() + b"\n"
        return [*lines[: number - 1], data, *lines[number:]]

    return change


def replaced(number: int, data: bytes) -> Callable[[list[bytes]], list[bytes]]:
    """Return a change of a whole line."""
    return lambda lines: [*lines[: number - 1], data, *lines[number:]]


def shown_as(**changes: Any) -> Callable[[list[bytes]], list[bytes]]:
    """Return a change of what the first answer showed."""
    return edited(3, shown={**SHOWN, **changes})


NESTED: Any = []
for _ in range(50):
    NESTED = [NESTED]

# Lines: 1 head, 2 round, 3 to 5 answers (the last of them an order), 6 flag, 7 round ...
BROKEN: list[tuple[str, Callable[[list[bytes]], list[bytes]], int, str]] = [
    ("empty", lambda lines: [], 1, "the file is empty"),
    ("no head", lambda lines: lines[1:], 1, "not a player's history"),
    ("not JSON", replaced(1, b"Ada\n"), 1, "not a player's history"),
    ("a list", replaced(1, b"[]\n"), 1, "not a player's history"),
    ("a database", replaced(1, b"SQLite format 3\0\xff\xfe"), 1, "not a player's history"),
    ("newer", edited(1, version=3), 1, "newer version"),
    ("no version", edited(1, version=...), 1, "has no version"),
    ("version a text", edited(1, version="1"), 1, "has no version"),
    ("version true", edited(1, version=True), 1, "has no version"),
    ("version 0", edited(1, version=0), 1, "has no version"),
    ("hostile name", edited(1, name="\u202eadA"), 1, "invisible"),
    ("name a list", edited(1, name=["Ada"]), 1, "`name` is not valid"),
    ("cut short", lambda lines: lines[:-2], 9, "the file ends with 5 of 6 answers"),
    ("cut within a line", lambda lines: [*lines[:-1], lines[-1][:40]], 11, "not JSON"),
    ("too many", lambda lines: [*lines, lines[8].replace(b"-1", b"-9")], 12, "ends with 7 of 6 answers"),
    ("two heads", lambda lines: [lines[0], *lines], 2, "`type` is not one of"),
    ("blank line", lambda lines: [*lines[:3], b"\n", *lines[3:]], 4, "not JSON"),
    ("no UTF-8", replaced(3, b"\xff\n"), 3, "not JSON"),
    ("too deep", replaced(3, b"[" * 100_000 + b"\n"), 3, "not JSON"),
    ("too long", replaced(3, b'"' + b"x" * LONGEST_LINE + b'"'), 3, "longer than"),
    ("not a number", replaced(3, b'{"type": "answer", "took_ms": NaN}\n'), 3, "not JSON"),
    ("infinite", replaced(3, b'{"type": "answer", "took_ms": 1e999}\n'), 3, "not JSON"),
    ("many digits", replaced(3, b'{"type": ' + b"9" * 5000 + b"}\n"), 3, "not JSON"),
    ("half a pair", shown_as(stem="\ud800"), 3, "not JSON"),
    ("unknown type", edited(3, type="answers"), 3, "`type` is not one of"),
    ("type a list", edited(3, type=[]), 3, "`type` is not one of"),
    ("nested too deeply", edited(3, later=NESTED), 3, "nested too deeply"),
    ("in the far future", edited(3, answered_at=NOW + YEAR + 1), 3, "`answered_at` is more than a year ahead"),
    ("begun in the far future", edited(2, started_at=NOW + YEAR + 1), 2, "`started_at` is more than a year ahead"),
    ("ended in the far future", edited(2, ended_at=NOW + YEAR + 1), 2, "`ended_at` is more than a year ahead"),
    ("voided in the far future", edited(4, voided_at=NOW + YEAR + 1), 4, "`voided_at` is more than a year ahead"),
    ("a flag of nothing", edited(6, shown=[]), 6, "`shown` is not valid"),
    ("flagged in the far future", edited(6, flagged_at=NOW + YEAR + 1), 6, "`flagged_at` is more than a year ahead"),
    ("an offset of a day", edited(3, utc_offset_s=86_400), 3, "`utc_offset_s`"),
    ("typed a number", edited(3, response=1), 3, "`response`"),
    ("a sprint of more than a day", edited(2, setup={**SETUP, "time_ms": 86_400_001}), 2, "`setup`"),
    ("asks no pairs", edited(2, setup={**SETUP, "asks": [["a"]]}), 2, "`setup`"),
    ("field missing", edited(3, fact=...), 3, "`fact` is missing"),
    ("bool for a number", edited(3, took_ms=True), 3, "`took_ms`"),
    ("negative", edited(3, position=-1), 3, "`position`"),
    ("too great", edited(3, answered_at=1 << 60), 3, "`answered_at`"),
    ("number for a bool", edited(3, right=1), 3, "`right`"),
    ("unknown kind", edited(3, kind="second"), 3, "`kind`"),
    ("unknown form", edited(3, form="essay"), 3, "`form`"),
    ("unknown certainty", edited(3, certainty="certain"), 3, "`certainty`"),
    ("unknown ending", edited(2, ending="lost"), 2, "`ending`"),
    ("ending without time", edited(2, ended_at=None), 2, "contradict each other"),
    ("setup a text", edited(2, setup="{}"), 2, "`setup`"),
    ("setup with lists of lists", edited(2, setup={**SETUP, "topics": [[]]}), 2, "`setup`"),
    ("empty id", edited(3, id=""), 3, "`id`"),
    ("endless id", edited(3, id="x" * 501), 3, "`id`"),
    ("no options", shown_as(options=[]), 3, "`shown`"),
    ("no right option", shown_as(options=[{**option, "correct": False} for option in OPTIONS]), 3, "`shown`"),
    ("options alike", shown_as(options=[OPTIONS[0], OPTIONS[0]]), 3, "`shown`"),
    ("too many options", shown_as(options=[{**OPTIONS[0], "id": str(i)} for i in range(17)]), 3, "`shown`"),
    ("keys of no order", shown_as(keys=["green", "gray"]), 3, "`keys` do not fit the `form`"),
    ("order without keys", edited(5, shown=SHOWN), 5, "`keys` do not fit the `form`"),
    ("not all in place", edited(5, chosen=["gray"]), 5, "`chosen`"),
    ("nothing chosen", edited(3, chosen=[]), 3, "`chosen`"),
    ("chosen twice", edited(3, chosen=["green", "green"]), 3, "`chosen`"),
    ("chosen what was not shown", edited(3, chosen=["blue"]), 3, "`chosen`"),
    ("answer of another round", edited(3, round="r1"), 3, "does not follow its round"),
    ("answer twice", edited(4, id="r2-0"), 4, "came before"),
    ("flag on nothing", edited(6, answer="x"), 6, "does not follow its answer"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "number", "reason"), [case[1:] for case in BROKEN], ids=[case[0] for case in BROKEN]
)
def test_a_broken_file_is_refused_at_its_line_and_changes_nothing(
    here: History, there: History, change: Callable[[list[bytes]], list[bytes]], number: int, reason: str
) -> None:
    played(there, "Ben", "b1")
    lines = exported(here, played(here, "Ada", "r1", "r2"))
    assert 11 == len(lines)
    before = everything(there)
    with pytest.raises(BadLine, match=reason) as caught:
        taken(there, change(lines))

    assert number == caught.value.number
    assert before == everything(there)


def test_a_round_of_a_known_id_that_is_another_one_is_refused(here: History, there: History) -> None:
    lines = exported(here, played(here, "Ada", "r1"))
    played(there, "Ben", "r9", "r1")  # of another time
    with pytest.raises(BadLine, match="there is already a different") as caught:
        taken(there, lines)

    assert 2 == caught.value.number


def test_an_answer_of_a_known_id_that_is_another_one_is_refused(here: History, there: History) -> None:
    lines = exported(here, played(here, "Ada", "r1"))
    there.of(Player("", "Ben")).save(a_round("r9"), answer("r9", 0, id="r1-0"))
    with pytest.raises(BadLine, match="there is already a different") as caught:
        taken(there, lines)

    assert 3 == caught.value.number


# What is imported in another form than the file has, and is reported


def records(lines: list[bytes]) -> list[dict[str, Any]]:
    """Return the records that lines hold."""
    return [json.loads(one) for one in lines]


def texts(value: Any) -> Iterator[str]:
    """Yield every text in a value, including the names of fields."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, one in value.items():
            yield from (name, *texts(one))
    elif isinstance(value, list):
        for one in value:
            yield from texts(one)


#: Line, field, and the number of texts in it that are not clean.
FOREIGN: list[tuple[int, dict[str, Any], int]] = [
    (3, {"topic": "Mix\x1b[2Jing"}, 1),
    (3, {"shown": {**SHOWN, "stem": "a\nb", "why": "\u202ec", "source": "d\x9be"}}, 3),
    (3, {"shown": {**SHOWN, "later": {"\x07": ["\u200b", "fine"]}}}, 2),
    (3, {"response": "\x1b]0;pwned\x07"}, 1),
    (2, {"setup": {**SETUP, "names": ["\u2066x"]}, "seed": "\x00"}, 2),
    (6, {"note": "Is it?\r"}, 1),
    (6, {"later": "\U000e0041"}, 1),
    (1, {"later": "\x1b[31m"}, 1),
]


@pytest.mark.parametrize(("number", "changes", "count"), FOREIGN)
def test_texts_are_cleaned_and_counted(
    here: History, there: History, number: int, changes: dict[str, Any], count: int
) -> None:
    lines = edited(number, **changes)(exported(here, played(here, "Ada", "r1")))
    done = taken(there, lines)

    assert count == done.cleaned
    assert all(is_clean(text) for record in records(exported(there, done.player)) for text in texts(record))
    assert all(is_clean(text.replace("\n", " ")) for text in everything(there))


def test_ids_that_are_cleaned_still_belong_together(here: History, there: History) -> None:
    lines = [one.replace(b"r1", b"r\\u202e1") for one in exported(here, played(here, "Ada", "r1"))]
    done = taken(there, lines)

    assert (1, 3) == done[1:3]
    assert ["r<U+202E>1-0", "r<U+202E>1-1", "r<U+202E>1-2"] == [one.id for one in there.attempts("r<U+202E>1")]
    assert ["r<U+202E>1-0"] == [flag.attempt for flag, _ in there.flags()]
    assert (0, 0, 1, 0) == taken(there, lines)[1:5]


@pytest.mark.parametrize(
    ("took_ms", "kept"), [(86_400_000, 86_400_000), (86_400_001, 86_400_000), (2**53 - 1, 86_400_000)]
)
def test_no_answer_takes_longer_than_a_day(here: History, there: History, took_ms: int, kept: int) -> None:
    lines = exported(here, played(here, "Ada", "r1"))
    for number in (3, 4, 5):
        lines = edited(number, took_ms=took_ms)(lines)
    done = taken(there, lines)

    assert (3 if took_ms > kept else 0) == done.shortened
    assert [kept] * 3 == [one.took_ms for one in there.attempts("r1")]
    assert [2 * kept] == [row.took_ms for row in there.rounds()]  # one of them was taken back


@pytest.mark.parametrize("right", [True, False])
@pytest.mark.parametrize(
    ("number", "chosen"), [(3, ["green"]), (3, ["gray"]), (5, ["gray", "green"]), (5, ["green", "gray"])]
)
def test_an_answer_counts_as_what_was_chosen_whatever_the_file_says(
    here: History, there: History, number: int, chosen: list[str], right: bool
) -> None:
    lines = edited(number, chosen=chosen, right=right)(exported(here, played(here, "Ada", "r1")))
    done = taken(there, lines)
    truth = chosen[0] == ("green" if number == 3 else "gray")

    assert (truth != right) == done.remarked
    assert truth == there.attempts("r1")[number - 3].right
    assert truth == records(exported(there, done.player))[number - 1]["right"]


@pytest.mark.parametrize("right", [True, False])
@pytest.mark.parametrize("chosen", [["green"], ["gray"]])
def test_an_answer_that_was_typed_counts_as_the_file_says(
    here: History, there: History, chosen: list[str], right: bool
) -> None:
    lines = edited(3, response="verd", chosen=chosen, right=right)(exported(here, played(here, "Ada", "r1")))
    done = taken(there, lines)

    assert 0 == done.remarked
    assert right == there.attempts("r1")[0].right
    assert records(lines) == records(exported(there, done.player))
    assert 0 == diagnose(there.path).misjudged


def test_what_may_be_a_little_ahead_is_taken_in(here: History, there: History) -> None:
    """Clocks differ, and a player may come back from another time zone."""
    lines = edited(3, answered_at=NOW + YEAR)(exported(here, played(here, "Ada", "r1")))
    taken(there, lines)

    assert NOW + YEAR == there.attempts("r1")[0].answered_at


# Files of earlier and later versions


def version_1(lines: list[bytes]) -> list[bytes]:
    """Return lines as version 1 had them."""
    found = [{**one, "version": 1} if one["type"] == "player" else one for one in records(lines)]
    for one in found:
        for name in ADDED_AFTER[1]:
            one.pop(name, None)
    return [json.dumps(one, ensure_ascii=False, separators=(",", ":")).encode() + b"\n" for one in found]


def test_version_1_is_still_read(here: History, there: History) -> None:
    lines = exported(here, played(here, "Ada", "r1", "r2"))
    done = taken(there, version_1(lines))

    assert (2, 6, 0, 0, 0, 0, 0) == done[1:]
    assert lines == exported(there, done.player)


@pytest.mark.parametrize("name", ["score", "response", "utc_offset_s", "version"])
@pytest.mark.parametrize("number", [2, 3, 6])
def test_version_1_has_no_other_fields(here: History, there: History, number: int, name: str) -> None:
    lines = edited(number, **{name: None})(version_1(exported(here, played(here, "Ada", "r1"))))
    with pytest.raises(BadLine, match=f"`{name}` is not known") as caught:
        taken(there, lines)

    assert number == caught.value.number


@pytest.mark.parametrize("name", ["certainty", "response", "utc_offset_s"])
def test_a_file_of_before_a_field_was_added_lacks_it(
    here: History, there: History, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = exported(here, played(here, "Ada", "r1"))
    older = edited(3, **{name: ...})(lines)
    with pytest.raises(BadLine, match=f"`{name}` is missing"):
        taken(there, older)
    monkeypatch.setitem(ADDED_AFTER, 2, ADDED_AFTER[2] | {name})
    done = taken(there, older)

    assert records(exported(there, done.player))[2] == {**records(lines)[2], name: None}


def test_what_was_typed_and_where_it_was_come_along(here: History, there: History) -> None:
    of = here.of(Player("", "Ada"))
    of.save(a_round("r1"), answer("r1", 0, response="vert", utc_offset_s=-12_600))
    assert of.player is not None
    taken(there, exported(here, of.player))

    assert [("vert", -12_600)] == [(one.response, one.utc_offset_s) for one in there.attempts("r1")]


@pytest.mark.parametrize("known", [None, {"response": "gris", "utc_offset_s": 0, "right": False}])
@pytest.mark.parametrize(
    "values", [{"response": "vert"}, {"utc_offset_s": 3600}, {"response": "", "utc_offset_s": -1, "right": False}]
)
def test_what_version_1_lacked_is_filled_in_by_a_later_file(
    here: History, there: History, values: dict[str, Any], known: dict[str, Any] | None
) -> None:
    lines = exported(here, played(here, "Ada", "r1"))
    taken(there, version_1(lines) if known is None else edited(3, **known)(lines))
    done = taken(there, edited(3, **values)(lines))
    found = records(exported(there, done.player))[2]
    counted = there.select("SELECT sum(is_right) FROM fact_counts")

    assert {**records(lines)[2], **(known or values)} == found
    there.recount()
    assert counted == there.select("SELECT sum(is_right) FROM fact_counts")
    assert 0 == diagnose(there.path).misjudged


def test_every_field_that_version_1_lacked_is_filled_in(here: History, there: History) -> None:
    values: dict[str, Any] = {"response": "vert", "utc_offset_s": 3600, "forgotten_at": 5}
    assert values.keys() == ADDED_AFTER[1] - {"asides"}
    lines = exported(here, played(here, "Ada", "r1"))
    taken(there, version_1(lines))
    full = edited(5, **values)(edited(3, **values)(lines))

    assert records(full) == records(exported(there, taken(there, full).player))


LATER = {"later": {"deep": [1.5, None, "x"]}, "version": 7, "extra": "a word"}


@pytest.mark.parametrize("number", [1, 2, 3, 6])
def test_fields_of_later_programs_are_passed_on(here: History, there: History, number: int) -> None:
    own = LATER if number > 1 else {name: value for name, value in LATER.items() if name != "version"}
    lines = edited(number, **own)(exported(here, played(here, "Ada", "r1")))
    done = taken(there, lines)
    again = exported(there, done.player)

    assert records(lines) == records(again)
    assert [list(one) for one in records(lines)] == [list(one) for one in records(again)]
    taken(here, again)  # where everything was already, except these
    assert again == exported(here, done.player)


@pytest.mark.parametrize("text", ["[]", "{", "1", "x", '"s"', "null", '{"a":"\\ud800"}', '{"a":NaN}', '{"a":1e999}'])
@pytest.mark.parametrize("table", ["players", "rounds", "attempts", "flags"])
def test_fields_of_later_programs_that_are_damaged_are_told(here: History, table: str, text: str) -> None:
    ada = played(here, "Ada", "r1")
    assert diagnose(here.path).is_intact
    with here.transaction() as db:
        db.execute(f"UPDATE {table} SET extra = ?", (text,))
    with pytest.raises(HistoryError, match="cannot be read"):
        exported(here, ada)
    assert "cannot be read" in diagnose(here.path).problem
