"""Keys among the replies of a terminal, and the trial would notice a reply that is taken for a key."""

from __future__ import annotations

import pytest

from quiz.term.keys import KeyParser
from trials import replies as module
from trials.replies import replies
from trials.report import as_text


def test_no_reply_is_taken_for_a_key_however_it_is_cut() -> None:
    report = replies(500, seed=1)  # more by command

    assert report.passed, as_text(report)


def test_a_reply_that_is_taken_for_a_key_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    class Naive(KeyParser):
        """Takes the end of a cursor report for a key."""

        def feed(self, byte: int) -> tuple[str, bool]:
            return ("r", True) if byte == ord("R") else super().feed(byte)

    monkeypatch.setattr(module, "KeyParser", Naive)

    assert not replies(200, seed=1).passed
