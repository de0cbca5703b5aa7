"""`allow`: what the check should not report, in a bank, a table, a pattern or a question."""

from pathlib import Path

from quiz.bank.model import Allowed, Bank
from quiz.bank.nodes import SourceSpan
from quiz.bank.problems import is_allowable
from quiz.items.decoding import decode
from quiz.library.cache import cached_bank, keep_bank

BANK = """\
id: x
allow: Q124
tables:
  t:
    rows: {a: {name: Ann, born: 1950}}
    questions:
      q: {ask: "Who was born in {born}?", answer: name, allow: [Q125, G302]}
    allow: [Q123]
questions:
  w:
    ask: Who?
    answer: Ann
    wrong: [Bea, Cid]
    allow:
      - Q118
"""


def bank() -> Bank:
    decoded = decode(BANK.encode(), "x")
    assert decoded.problems == ()
    assert decoded.bank is not None
    return decoded.bank


def test_codes_are_read_with_their_places() -> None:
    found = bank()

    assert (Allowed("Q124", SourceSpan(2, 8, 4)),) == found.allow
    assert (Allowed("Q123", SourceSpan(8, 13, 4)),) == found.tables[0].allow
    expected = (Allowed("Q125", SourceSpan(7, 65, 4)), Allowed("G302", SourceSpan(7, 71, 4)))
    assert found.tables[0].patterns[0].allow == expected
    assert (Allowed("Q118", SourceSpan(15, 9, 4)),) == found.questions[0].allow


def test_codes_are_kept_in_the_cache(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    keep_bank(tmp_path / "cache", path, bank())

    assert bank() == cached_bank(tmp_path / "cache", path, bank().hash)


def test_an_allow_cannot_hide_that_it_is_not_needed() -> None:
    assert not is_allowable("Q100")
