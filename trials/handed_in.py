"""Files that teachers, students and players hand to each other, changed: packs, results, lists of a class, histories.

Values are changed within records whose checksums are then made to fit, so that a change gets as far as it can; and
bytes are changed anywhere. Each file is given to every reader, and what is read goes all the way to the teacher's page.
"""

import io
import json
import tempfile
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from functools import cache, partial
from itertools import repeat
from pathlib import Path
from random import Random
from typing import Any

from quiz.classroom.checked import check_class
from quiz.classroom.drawn import drawn_questions
from quiz.classroom.handed_in import gathered
from quiz.classroom.look_at import to_look_at
from quiz.classroom.pack import Pack, PackedBank, PackedTest, pack_file, read_pack
from quiz.classroom.replay import Replayer
from quiz.classroom.report import totals
from quiz.classroom.result_block import block_of
from quiz.classroom.result_file import (
    ResultsBank,
    StudentAnswer,
    StudentResults,
    read_heads,
    read_results,
    results_file,
)
from quiz.classroom.reteach import to_teach_again
from quiz.classroom.roster import roster_of
from quiz.exchange.grids import grids_of
from quiz.exchange.packing import packed
from quiz.exchange.source import Refused, Source
from quiz.game.outcome import Setup
from quiz.game.round import Round, start
from quiz.game.shown import Shown
from quiz.history.database import HistoryError
from quiz.history.diagnosis import diagnose
from quiz.history.log import History
from quiz.history.player_files import AnotherPlayer, exported, take_in
from quiz.history.players import Player, only_player
from quiz.history.records import Attempt, RoundRow
from quiz.interpreter import content_hash
from quiz.items.decoding import decode
from quiz.items.sources import bank_facts
from quiz.json_lines import BadLine
from quiz.serialize import json_line
from quiz.text import is_clean
from trials.driving import BANK
from trials.fuzzing import Limits, fuzz
from trials.importing import mutated
from trials.naughty import naughty
from trials.report import Report

__all__ = ["handed_in", "judge_handed_in", "made_handed_in", "samples"]

_NOW = 1_796_029_200_000  # 2026-11-30, 9 o'clock UTC
_ODD: tuple[Any, ...] = (
    *(
        None,
        True,
        False,
        0,
        1,
        -1,
        5,
        6,
        1.5,
        1 << 53,
        1 << 70,
        10**400,
        float("1e308"),
        "",
        "x",
        "\x1b]0;x\x07",
        "\u202e",
    ),
    *(
        [],
        {},
        [[]],
        [None],
        ["a"] * 300,
        [["a", "b"]] * 1100,
        {"a": {}},
        "x" * 3000,
        "../x",
        "con",
        "typed:1",
        "0" * 64,
    ),
)


@cache
def samples() -> Mapping[str, bytes]:
    """Return kind of file -> one that is valid."""
    text = BANK.encode()
    bank = decode(text, "words").bank
    assert bank is not None
    setup = Setup(seed="7", mode="test", questions=8, banks=((bank.id, bank.hash),))
    round_ = start(setup, bank_facts(bank))
    while round_.current is not None:
        options = round_.current.item.options
        round_ = round_.answer((options[len(round_.outcomes) % len(options)].id,), took_ms=3000, response=None)
    listed = PackedBank("unit", "words", bank.id, bank.title, content_hash(text))
    pack = Pack("2026-11-30", (listed,), PackedTest(8, "7", setup.draws, "2026-12-18", 30), ("words/words/name1",))
    answers = tuple(_answers(round_))
    results = StudentResults("ef" * 16, "7", "Ada", "1", (ResultsBank(bank.id, bank.hash, bank.title),), answers)
    return {
        "results": results_file(results),
        "block": results_file(results._replace(code="8")),
        "pack": pack_file(pack, [text]),
        "list": "Code;Name\n7;Ada\n8;Zoë\n".encode(),
        "roster": b"sourcedId,givenName,familyName,identifier\na,Ada,L,7\nb,Bob,M,8\n",
        "history": _history_file(round_),
    }


def _answers(round_: Round) -> list[StudentAnswer]:
    ((bank, hash_),) = round_.setup.banks
    return [
        StudentAnswer(
            bank=bank,
            bank_hash=hash_,
            draws=round_.setup.draws,
            item=one.ask.item.id,
            fact=one.ask.item.fact,
            form=one.ask.item.form,
            seed=round_.setup.seed,
            slot=one.ask.slot,
            pairs=(),
            round="r1",
            position=nth,
            kind=one.ask.kind,
            mode=round_.setup.mode,
            test="cd" * 16,
            is_late=False,
            chosen=one.chosen,
            response=None,
            right=one.right,
            hinted=False,
            took_ms=3000,
            answered_at=_NOW + nth * 4000,
            utc_offset_s=0,
        )
        for nth, one in enumerate(round_.outcomes)
    ]


def _history_file(round_: Round) -> bytes:
    """Return a player's history with a round in it, as it is exported."""
    setup = {"seed": "7", "mode": "test", "questions": 8, "banks": [], "topics": [], "facts": [], "names": []}
    row = RoundRow("r1", _NOW, "test", "7", 8, json.dumps(setup))
    with tempfile.TemporaryDirectory() as folder:
        history = History.open(Path(folder, "history.db"), write=True)
        assert history is not None
        with closing(history.of(Player("", "Ada"))) as history:
            for answer, one in zip(_answers(round_), round_.outcomes, strict=True):
                same = {name: getattr(answer, name) for name in Attempt._fields if hasattr(answer, name)}
                shown = {"id": f"a{answer.position}", "topic": one.ask.item.topic, "shown": Shown.of(one.ask.item)}
                history.save(row, Attempt(**same | shown))
            player = only_player(history)
            assert player is not None
            return b"".join(exported(history, player))


def made_handed_in(seed: int, number: int) -> tuple[str, bytes]:
    """Return the kind and the bytes of a file: the same for the same seed and number."""
    random = Random(f"{seed}/{number}")  # for trials
    kind = random.choice(sorted(samples()))
    data = samples()[kind]
    if random.random() < 0.3 or kind in ("list", "roster"):
        return kind, mutated(block_of(data, "8").encode() if kind == "block" else data, random)
    if kind == "pack":
        return kind, _changed_pack(random)
    lines = _changed_lines(data, random)
    return kind, block_of(lines, "8").encode() if kind == "block" else lines


def _changed_lines(data: bytes, random: Random) -> bytes:
    """Return JSON Lines with values changed, and now and then a line lost, repeated or moved."""
    records = [json.loads(line) for line in data.splitlines()]
    for _ in range(random.choice((1, 1, 2, 5))):
        _change(random.choice(records), random)
    at, to = random.randrange(len(records)), random.randrange(len(records))
    match random.choice(("", "", "", "lost", "doubled", "moved")):
        case "lost":
            del records[at]
        case "doubled":
            records.insert(to, records[at])
        case "moved":
            records.insert(to, records.pop(at))
    return b"".join(json.dumps(record).encode() + b"\n" for record in records)


def _change(record: dict[str, Any], random: Random) -> None:
    """Put something else in place of a value somewhere in a record."""
    place: Any = record
    while True:
        keys = list(place) if isinstance(place, dict) else range(len(place))
        if not keys:
            return
        key = random.choice(list(keys))
        if isinstance(place[key], dict | list) and place[key] and random.random() < 0.7:
            place = place[key]
            continue
        new = random.choice(_ODD) if random.random() < 0.6 else naughty(random)
        place[key] = (
            place[key] + random.choice((-1, 1, 10**9)) if type(place[key]) is int and random.random() < 0.4 else new
        )
        return


def _changed_pack(random: Random) -> bytes:
    """Return a pack with a changed list or bank, and hashes that fit."""
    pack, (text,) = read_pack(samples()["pack"])
    if random.random() < 0.3:
        text = mutated(text, random)
    listed = json.loads(
        json_line({"type": "pack", "version": 1, "date": pack.date, "banks": [], "facts": [*pack.facts]})
    )
    assert pack.test is not None
    listed |= {"banks": [pack.banks[0]._replace(hash=content_hash(text))._asdict()], "test": pack.test._asdict()}
    for _ in range(random.choice((0, 1, 2))):
        _change(listed, random)
    ordered = {name: listed[name] for name in ("type", "version", "date", "banks", "test", "facts") if name in listed}
    with suppress(ValueError):  # half a pair of surrogates has no hash
        listed["id"] = content_hash(json_line(ordered))[:32]
    return packed(
        [("pack.json", [json.dumps(listed)]), ("banks/unit/words.yaml", [text])], is_stored=random.random() < 0.5
    )


def judge_handed_in(data: bytes, *, both: bool = False) -> str:
    """Give a file to every reader, and take what they read all the way. Raises if a promise is broken."""
    del both
    read = [_said(reader, data) for reader in (_read_results, _read_pack, _read_list, _read_history)]
    return "played" if any(read) else "refused"


def _said(reader: Callable[[bytes], None], data: bytes) -> bool:
    """Read a file; return whether it is accepted. Raises `AssertionError` if it is refused without a clear message."""
    try:
        reader(data)
    except BadLine as bad:
        message = bad.reason
    except (Refused, HistoryError) as refused:
        message = refused.message
    except AnotherPlayer as other:
        message = other.name
    except ValueError as error:
        if reader is not _read_list:  # only these may refuse like that
            raise
        message = str(error)
    else:
        return True
    assert message, "refused without a word"
    assert is_clean(message), f"a message is not clean: {message!r}"
    return False


def _read_results(data: bytes) -> None:
    found = read_results(data)
    heads = read_heads(data)
    assert [one[:-1] for one in heads] == [one[:-1] for one in found], "the heads say something else"
    for one in found:
        assert read_results(results_file(one)) == (one,), "it is not read back as it was"
    replayer = Replayer(filter(None, [decode(BANK.encode(), "words").bank]))
    students = gathered(zip(repeat("file"), (*found, *read_results(samples()["results"])))).students
    checked, sink = check_class(students, replayer)
    counts = sink.counts()
    for one_of in checked.differing:
        assert is_clean(one_of.why), f"a message is not clean: {one_of.why!r}"
    to_teach_again(counts, checked.facts, {}, checked.shown, checked.asked)
    to_look_at(counts, checked.shown)
    totals(counts, {}, checked.facts)


def _read_pack(data: bytes) -> None:
    pack, texts = read_pack(data)
    assert read_pack(pack_file(pack, texts)) == (pack, texts), "it is not read back as it was"
    decoded = [decode(text, bank.name).bank for bank, text in zip(pack.banks, texts, strict=True)]
    if pack.test:
        drawn_questions(pack.test, [bank for bank in decoded if bank])


def _read_list(data: bytes) -> None:
    grids = grids_of(Source("list.csv", io.BytesIO(data)))
    for student in roster_of(grids[0].rows if grids else (), ["7", "8"]).values():
        assert is_clean(student.code + student.name), f"not clean: {student}"


def _read_history(data: bytes) -> None:
    if not data.lstrip().startswith(b'{"type": "player"') and not data.startswith(b'{"type":"player"'):
        raise BadLine("it is no history")
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as folder:
        path = Path(folder, "history.db")
        history = History.open(path, write=True)
        assert history is not None
        with closing(history):
            take_in(history, data.splitlines(keepends=True), _NOW)
        found = diagnose(path)
        assert found.is_intact, f"what was taken in is not intact: {found.problem}"
        assert not found.changed.answers, "a digest does not fit"


def handed_in(count: int, seed: int) -> Report:
    """Judge a number of changed files, with a worker for each processor."""
    return fuzz("handed-in", partial(made_handed_in, seed), count, Limits(judge=judge_handed_in))
