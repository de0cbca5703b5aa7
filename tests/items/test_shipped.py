"""The questions of the banks that ship."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from quiz.items.decoding import decode
from quiz.items.item import Item
from quiz.items.sources import bank_items

BANKS = sorted((Path(__file__).parent.parent.parent / "question_banks").rglob("*.yaml"))


def items(path: Path, seeds: str = "01") -> Iterator[Item]:
    bank = decode(path.read_bytes(), path.stem).bank
    assert bank is not None
    for seed in seeds:
        yield from (item for _, _, item in bank_items(bank, seed) if isinstance(item, Item))


@pytest.mark.parametrize("path", BANKS, ids=lambda path: path.stem)
def test_every_question_and_explanation_begins_a_sentence(path: Path) -> None:
    assert not [text for item in items(path) for text in (item.stem, item.why) if text[:1].islower()]


def test_the_right_number_of_a_calculation_is_not_always_in_the_same_place() -> None:
    path = next(path for path in BANKS if path.stem == "sums")
    places: dict[str, set[int]] = {}
    for item in items(path, "0123456789abcdefghijklmnopqrst"):
        if len(item.options) > 1:
            at = [option.id for option in item.options].index(item.keys[0])
            places.setdefault(item.id, set()).add(at)

    assert 4 == len(places)
    assert all(len(found) > 1 for found in places.values()), places


def test_existing_cooperation_is_never_denied_to_be_future_cooperation() -> None:
    # The declaration also says that existing areas continue, so no answer may depend on their not being named.
    path = next(path for path in BANKS if path.stem == "cooperation-areas")
    existing = ("counterterrorism", "cyber threats")
    for item in items(path, "0123456789"):
        right = {option.text for option in item.key_options}
        texts = {option.text for option in item.options}
        if "future cooperation" in item.stem or "NOT" in item.stem:
            assert texts.isdisjoint(existing), item.stem
            assert not any(area in item.stem for area in existing), item.stem
        if any(area in item.stem for area in existing):
            assert "as an area of future cooperation" not in texts - right, item.stem
