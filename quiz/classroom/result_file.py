"""A results file: the answers that a student hands in, as JSON Lines or as a block of text to paste, version 1.

docs/formats.md describes it. The file comes from a student, so it may have been changed: every value is checked, and
none is believed. Only making each question again shows what its answers prove.
"""

from operator import call, itemgetter
from typing import Any, NamedTuple

from quiz.classroom.result_block import block_of, blocks_in
from quiz.exchange.source import Refused, decoded
from quiz.json_lines import (
    BadLine,
    Checks,
    check_field,
    cleaned_object,
    is_count,
    is_flag,
    is_id,
    is_offset,
    is_text,
    list_of,
    list_of_texts,
    or_none,
)
from quiz.serialize import json_line

RESULTS_VERSION = 1  # what is written
LONGEST_RESULTS_LINE = 256 * 1024  # bytes
MOST_RESULTS = 64 * 1024 * 1024  # bytes of a file
_MOST_ANSWERS = 200_000
_MOST_BANKS = 500
_MOST_CHOSEN = 200
_MOST_PAIRS = 1_000
_LONGEST_NAME = 100  # characters
_LONGEST_RESPONSE = 2_000  # characters; this program keeps fewer
_A_DAY_MS = 86_400_000
_LATEST_MS = 253_402_300_799_999  # the last moment of the year 9999, after which no date can be written


class ResultsBank(NamedTuple):
    """A bank that answers are about: its id, the hash of its content, and its title. A fixed bank is there twice."""

    id: str
    hash: str
    title: str


class StudentAnswer(NamedTuple):
    """One answer, and all that it takes to make its question again.

    The bank of that hash, the version of the drawing rules, the item, the seed and the slot give the question as it
    was shown; `pairs` are what the student had mixed up in its fact: (right, chosen) ids of options that were
    offered before others. `form` says whether the answer was typed. `chosen` are ids of options, in the order of the
    answer if that matters; `response` is what was typed, or None. `test` is the id of the test that was handed out, or
    None, and `is_late` whether it came after the last day of that. Times are in milliseconds since 1970, UTC.
    """

    bank: str
    bank_hash: str
    draws: int
    item: str
    fact: str
    form: str
    seed: str
    slot: int
    pairs: tuple[tuple[str, str], ...]
    round: str
    position: int
    kind: str
    mode: str
    test: str | None
    is_late: bool
    chosen: tuple[str, ...]
    response: str | None
    right: bool
    hinted: bool
    took_ms: int
    answered_at: int
    utc_offset_s: int | None

    @property
    def asked_at(self) -> int:
        """When the question was shown, by the student's clock."""
        return self.answered_at - self.took_ms


class StudentResults(NamedTuple):
    """What one student hands in: under a code, with a name if one was typed, and with the program's version.

    `id` is random and stays with the player, whatever the code is.
    """

    id: str
    code: str
    name: str | None
    program: str
    banks: tuple[ResultsBank, ...]
    answers: tuple[StudentAnswer, ...]


class ResultsHead(NamedTuple):
    """What the first line says: everything except the answers, and how many there are."""

    id: str
    code: str
    name: str | None
    program: str
    banks: tuple[ResultsBank, ...]
    answers: int


def results_file(results: StudentResults) -> bytes:
    """Return results as JSON Lines: the head, then a line for each answer. The same results give the same bytes."""
    head: dict[str, Any] = {"type": _HEAD, "version": RESULTS_VERSION, **results._asdict()}
    head |= {"banks": [bank._asdict() for bank in results.banks], "answers": len(results.answers)}
    lines = [json_line(head), *(json_line({"type": _ANSWER, **one._asdict()}) for one in results.answers)]
    return b"".join(lines)


def results_block(results: StudentResults) -> str:
    """Return results as lines of plain letters between two marks, for a mail or a form; `read_results` reads it."""
    return block_of(results_file(results), results.code)


def read_heads(data: bytes) -> tuple[ResultsHead, ...]:
    """Return the heads of what a file holds, without reading its answers. Raises `BadLine` as `read_results` does."""
    plain = _plain_lines(data)
    if plain is not None:
        try:
            return (_read_head(plain.partition(b"\n")[0]),)
        except BadLine as bad:
            raise BadLine(bad.reason, 1) from None
    return tuple(ResultsHead(*one[:-1], len(one.answers)) for one in read_results(data))


def read_results(data: bytes) -> tuple[StudentResults, ...]:
    """Return what a file holds: the results of its lines, or those of each block of text in it.

    Whatever is above, between and below blocks is skipped, as are the marks of a mail that was quoted. Raises
    `BadLine` with the number of the line where something is wrong.
    """
    plain = _plain_lines(data)
    if plain is not None:
        return (_read_lines(plain),)
    try:
        text, _ = decoded(data)  # a shell may have written UTF-16
    except Refused:
        raise BadLine(_NOTHING, 1) from None
    found = []
    for number, lines in blocks_in(text, MOST_RESULTS):
        try:
            found.append(_read_lines(lines))
        except BadLine as bad:
            raise BadLine(f"in the block that begins here, {bad.reason}", number) from None
    if not found:
        raise BadLine(_NOTHING, 1)
    return tuple(found)


def _plain_lines(data: bytes) -> bytes | None:
    """Return the lines of a file, or None if it is a text with blocks. Raises `BadLine`."""
    if len(data) > MOST_RESULTS:
        raise BadLine(f"the file is larger than {MOST_RESULTS >> 20} MiB", 1)
    lines = data.removeprefix(b"\xef\xbb\xbf")
    if not lines.strip():
        raise BadLine("the file is empty; ask for it again", 1)
    return lines if lines.lstrip()[:1] == b"{" else None


_HEAD, _ANSWER = "results", "answer"
_NOTHING = "these are not the results of a student"


def _list_of_pairs(value: object) -> bool:
    return list_of(list_of_texts(2), _MOST_PAIRS)(value)


def _is_moment(value: object) -> bool:
    return is_count(value) and isinstance(value, int) and value <= _LATEST_MS


def _is_share_of_day(value: object) -> bool:
    return is_count(value) and isinstance(value, int) and value <= _A_DAY_MS


_HEAD_FIELDS: Checks = {
    "id": is_id,
    "code": is_id,
    "name": or_none(lambda value: is_text(value) and len(value) <= _LONGEST_NAME),
    "program": is_id,
    "answers": is_count,
    "banks": list_of(lambda value: isinstance(value, dict), _MOST_BANKS),
}
_BANK_FIELDS: Checks = {"id": is_id, "hash": is_id, "title": is_text}
_ANSWER_FIELDS: Checks = {
    "bank": is_id,
    "bank_hash": is_id,
    "draws": is_count,
    "item": is_id,
    "fact": is_id,
    "form": is_id,  # of a later version, perhaps
    "seed": is_text,
    "slot": is_count,
    "pairs": _list_of_pairs,
    "round": is_id,
    "position": is_count,
    "kind": is_id,
    "mode": is_id,
    "test": or_none(is_id),
    "is_late": is_flag,
    "chosen": list_of(is_id, _MOST_CHOSEN),
    "response": or_none(lambda value: is_text(value) and len(value) <= _LONGEST_RESPONSE),
    "right": is_flag,
    "hinted": is_flag,
    "took_ms": _is_share_of_day,
    "answered_at": _is_moment,
    "utc_offset_s": or_none(is_offset),
}


_VALUES = itemgetter(*StudentAnswer._fields)
_ANSWER_CHECKS = [_ANSWER_FIELDS[name] for name in StudentAnswer._fields]
_PAIRS, _CHOSEN = StudentAnswer._fields.index("pairs"), StudentAnswer._fields.index("chosen")


def _read_lines(data: bytes) -> StudentResults:
    lines = data.split(b"\n")
    while lines and not lines[-1].strip():
        lines.pop()
    at = 0
    answers: list[StudentAnswer] = []
    try:
        head = _read_head(lines[at])
        for at in range(1, len(lines)):
            answers.append(_read_answer(lines[at]))
        if len(answers) != head.answers:
            raise BadLine(f"the file ends with {len(answers)} of {head.answers} answers; ask for it again")
    except BadLine as bad:
        raise BadLine(bad.reason, at + 1) from None
    return StudentResults(*head[:-1], tuple(answers))


def _read_head(line: bytes) -> ResultsHead:
    """Return the head. Raises `BadLine`."""
    found, _ = cleaned_object(line, LONGEST_RESULTS_LINE, _NOTHING)
    if found.get("type") != _HEAD:
        raise BadLine(_NOTHING)
    version = found.get("version")
    if not is_count(version) or not version:
        raise BadLine("it has no version")
    if version > RESULTS_VERSION:
        raise BadLine("it was made by a newer version; update the program")
    _check_fields(found, _HEAD_FIELDS)
    if found["answers"] > _MOST_ANSWERS:
        raise BadLine(f"it has more than {_MOST_ANSWERS} answers")
    banks = []
    for bank in found["banks"]:
        _check_fields(bank, _BANK_FIELDS)
        banks.append(ResultsBank(bank["id"], bank["hash"], bank["title"]))
    texts = (found["id"], found["code"], found["name"], found["program"])
    return ResultsHead(*texts, tuple(banks), found["answers"])


def _read_answer(line: bytes) -> StudentAnswer:
    found, _ = cleaned_object(line, LONGEST_RESULTS_LINE, "it is not JSON")
    if found.get("type") != _ANSWER:
        raise BadLine("it is not an answer")
    try:
        values = list(_VALUES(found))
    except KeyError:
        values = []
    if not values or not all(map(call, _ANSWER_CHECKS, values)):
        _check_fields(found, _ANSWER_FIELDS)  # which says what is wrong
    values[_PAIRS] = tuple([tuple(pair) for pair in values[_PAIRS]])
    values[_CHOSEN] = tuple(values[_CHOSEN])
    return StudentAnswer(*values)


def _check_fields(found: dict[str, Any], fields: Checks) -> None:
    """Raise `BadLine` if a field is missing or wrong. Fields of later programs are skipped."""
    for name, check in fields.items():
        check_field(found, name, check)
