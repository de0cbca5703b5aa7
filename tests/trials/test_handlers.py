"""`python -m trials.handlers`: a block leaves its mark when it is reached, and otherwise does what it did before."""

import sys
from types import ModuleType

import pytest

from trials.handlers import handlers, marked

CODE = """\
def share(part, whole):
    try:
        try:
            return part / whole
        except ZeroDivisionError:
            if part == 0:
                raise ValueError("nothing of nothing") from None
            return None
    except (ValueError, TypeError):  # two of them
        return "none"
"""


def test_each_block_that_is_reached_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    reached: list[str] = []
    module = ModuleType("quiz.reached")
    module.reached = reached.append  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "quiz.reached", module)
    monkeypatch.setattr("quiz.reached", module, raising=False)
    names: dict[str, object] = {}
    exec(marked(CODE, "share"), names)  # the marks are there to be run
    share = names["share"]
    assert callable(share)

    assert [5, 9] == [block.lineno for block in handlers(CODE)]
    assert (0.5, []) == (share(1, 2), reached)
    assert (None, ["share:5"]) == (share(1, 0), reached)
    assert ("none", ["share:5", "share:5", "share:9"]) == (share(0, 0), reached)
