"""What is to be played: how a round's start is fixed, and how the history keeps it."""

import json
import os
from collections.abc import Sequence
from pathlib import Path

from quiz.game.mode import Selection
from quiz.game.modes import mode_of
from quiz.game.outcome import Setup
from quiz.items.sources import Fact

#: What is to be played, and the facts that may be asked.
RoundInput = tuple[Setup, Sequence[Fact]]


def fixed(setup: Setup) -> Setup:
    """Return the setup that a round starts with: one without a seed gets a new one, names find their banks anywhere."""
    only = len(setup.facts) or (len(setup.asks) if mode_of(setup.mode).selection in Selection.EXACT else 0)
    return setup._replace(
        seed=setup.seed or str(int.from_bytes(os.urandom(3), "big")),
        questions=min(setup.questions, only or setup.questions),  # no more than these, if any
        names=tuple(_lasting(name) for name in setup.names),
        scope=(),
    )


def _lasting(name: str) -> str:
    """Return a name that finds the same bank from any folder."""
    path = Path(name)
    return str(path.absolute()) if os.path.lexists(path) else name


def setup_json(setup: Setup) -> str:
    """Return a round's setup as the history keeps it."""
    kept = setup._asdict()
    del kept["scope"]  # the facts are chosen by then
    return json.dumps(kept, ensure_ascii=False)


def setup_in(kept: str) -> Setup | None:
    """Return what a round was started with, from what is kept of it; None where this program cannot read it."""
    try:
        found = json.loads(kept)
        return Setup(
            seed=str(found["seed"]),
            mode=mode_of(str(found["mode"])).name,
            questions=int(found["questions"]),
            banks=tuple((str(bank), str(content)) for bank, content in found["banks"]),
            topics=tuple(found["topics"]),
            facts=tuple(found["facts"]),
            names=tuple(found["names"]),
            asks=tuple((str(fact), str(last)) for fact, last in found.get("asks", ())),  # older rounds have none
            mixed_up=tuple((str(fact), str(a), str(chosen)) for fact, a, chosen in found.get("mixed_up", ())),
            time_ms=int(found.get("time_ms", 0)),
            draws=int(found.get("draws", 1)),
        )
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
