"""The number of the drawing rules: it says which golden files hold, and the changelog names it.

`golden_rounds.txt` has whole rounds, as `golden_items.txt` has items. If you change the way of drawing on purpose,
raise `DRAWS`, run the tests once with `REWRITE_GOLDEN=1` in the environment, add the new digest to `RULES`, and add a
line to the changelog. Never change a line of `RULES`: rounds drawn by those rules may have been stopped and be waiting
to be resumed.
"""

import os
from hashlib import sha256
from pathlib import Path

from quiz.game.modes import MODES
from quiz.game.outcome import Setup
from quiz.game.round import Round, start
from quiz.game.scoring import response_of
from quiz.items.decoding import decode
from quiz.items.draw import DRAWS, Draw
from quiz.items.sources import bank_facts
from tests.items.test_determinism import BANK

HERE = Path(__file__).parent
ROUNDS = HERE / "golden_rounds.txt"
GOLDEN = (HERE.parent / "items" / "golden_draws.txt", HERE.parent / "items" / "golden_items.txt", ROUNDS)

#: The number of the rules -> the digest of their golden files.
RULES = {
    1: "235ef510e345c10f6382d3faf282d677a38a40ff7d1dcd27a8514cff3032ec3c",
    2: "346ab540ebe40c11dc1497bdc48c6d54a2ba8fa612ed4d3b041e3524e786335d",
    3: "034aac60ed246d9d28f331b457e1fc0ba425c49a9ddf50dc50a0751911f5962e",
    4: "1e835f8df37cc423f9fbec9bf1062c92ced8ea44ec662be7b351ad42250e96ff",
    5: "c47b5339fbb1bccc71802a8ac7c083e1044d8c1da94c7029f77fe919eab4088f",
    6: "36b3e3033301f6bb66f50ed41c29e8d931f4e8aeba5a0b82e1a914551241c21f",
    7: "6d01e9d6f44987b945cd01c7a8401436432f3dbe792fcdfd634bd00611a8066c",
    8: "6bad44ffb8ba8043f76b34730e74de09fe8b06dd7190159b8219692aa4361b46",
}

SETUPS = {
    "learn": {"questions": 12},
    "test": {"questions": 40},
    "mistakes": {"questions": 5, "facts": ("small/members/eu", "small/members/nato", "small/areas/space")},
    "sprint": {"questions": 10, "time_ms": 60_000},
    "review": {"questions": 4, "asks": (("small/members/eu", "small/members.larger/eu"), ("small/leaders/leyen", ""))},
    "practice": {"questions": 3, "facts": ("small/members/eu", "small/members/nato", "small/areas/space")},
    "duel": {"questions": 6, "mixed_up": (("small/leaders/michel", "michel", "leyen"),)},
}


def played(setup: Setup) -> Round:
    """Return a finished round in which every third answer is wrong."""
    bank = decode(BANK.encode(), "small").bank
    assert bank is not None
    round_ = start(setup, bank_facts(bank))
    while round_.current is not None and len(round_.outcomes) < 60:
        item = round_.current.item
        wrong = Draw(f"{len(round_.outcomes)}").shuffled([option.id for option in item.options])
        misses = len(round_.outcomes) % 3 == 2
        if item.blanks:
            typed = response_of(["nobody"] * len(item.blanks) if misses else [option.text for option in item.options])
            round_ = round_.answer((), None, 2000, typed)
            continue
        round_ = round_.answer(
            wrong[: len(item.keys)] if misses and item.answer_kind.is_placed else wrong[:1] if misses else item.keys,
            None,
            2000,
        )
    return round_


def transcript() -> str:
    lines = []
    for mode, parts in SETUPS.items():
        for seed in ("0", "2023-01-10"):
            round_ = played(Setup(seed, mode, banks=(("small", "h"),), **parts))  # type: ignore[arg-type]
            lines.append(f"# {mode}, seed {seed}, {round_.planned} planned")
            for ask, chosen, right, *_ in round_.outcomes:
                options = " ".join(option.id for option in ask.item.options)
                lines.append(f"{ask.kind} {ask.item.id} slot {ask.slot}: {options}; chose {' '.join(chosen)}, {right}")
    return "\n".join(lines) + "\n"


def test_rounds_are_the_golden_ones() -> None:
    assert MODES.keys() == SETUPS.keys()
    if os.environ.get("REWRITE_GOLDEN"):
        ROUNDS.write_text(transcript(), encoding="utf-8")
    assert ROUNDS.read_text(encoding="utf-8") == transcript()


def test_the_golden_files_change_only_together_with_the_number() -> None:
    digest = sha256("".join(path.read_text(encoding="utf-8") for path in GOLDEN).encode()).hexdigest()

    assert (DRAWS, digest) == max(RULES.items())
    assert list(range(1, DRAWS + 1)) == list(RULES)
    assert len(RULES) == len(set(RULES.values()))


def test_the_changelog_names_the_number() -> None:
    changelog = (HERE.parents[1] / "CHANGELOG.md").read_text(encoding="utf-8")

    assert f"drawing rules {DRAWS}" in " ".join(changelog.split())
