"""Near before far: rows that share cells with the key come first, and among them texts that look alike."""

from collections import Counter
from collections.abc import Mapping, Sequence

from hypothesis import given
from hypothesis import strategies as st

from quiz.items.decoding import decode
from quiz.items.distractors import grouped
from quiz.items.item import Item
from quiz.items.sources import bank_items

SEEDS = range(60)
WORDS = [
    *("Slovakia", "Slovenia", "Sweden", "Switzerland", "Austria", "Australia", "Argentina", "Armenia", "Albania"),
    *("Algeria", "Angola", "Andorra", "Belgium", "Bulgaria", "Bolivia", "Brazil", "Botswana", "Belarus", "Niger"),
    *("Nigeria", "Norway", "Nepal", "Namibia", "Mali", "Malawi", "Malaysia", "Malta", "Mexico", "Monaco", "Iran"),
    *("Iraq", "Italy", "Iceland", "India", "Indonesia", "Ireland", "Kenya", "Kuwait", "Togo", "Tonga"),
]


def items(rows: Mapping[str, Sequence[str]], columns: str, pattern: str) -> list[Item]:
    """Return the items of a pattern for many seeds; `rows` has names and cells."""
    lines = "".join(f"      {id_}: [{', '.join(cells)}]\n" for id_, cells in rows.items())
    text = f"tables:\n  t:\n    columns: [{columns}]\n    rows:\n{lines}    questions:\n      q: {{{pattern}}}\n"
    bank = decode(text.encode(), "x").bank
    assert bank is not None
    made = [item for seed in SEEDS for _, _, item in bank_items(bank, str(seed))]
    return [item for item in made if isinstance(item, Item)]


def wrong(item: Item) -> list[str]:
    return [option.text for option in item.options if option.id not in item.keys]


def test_rows_that_share_a_cell_come_before_all_others() -> None:
    rows = {f"r{i}": [f"name{i}", f"group{i % 6}", f"title{i}"] for i in range(30)}
    for item in items(rows, "name, group, title", 'ask: "Who is {title}?", answer: name'):
        groups = Counter(int(option.id[1:]) % 6 for option in item.options)
        assert [4] == list(groups.values())


def test_the_rarer_the_cell_that_is_shared_the_nearer_the_row() -> None:
    # A body has three rows, an office ten: the body's two others always come, and the third is of the office.
    rows = {f"r{i}": [f"name{i}", f"office{i % 3}", f"body{i // 3}", f"title{i}"] for i in range(30)}
    for item in items(rows, "name, office, body, title", 'ask: "Who is {title}?", answer: name'):
        key = int(item.keys[0][1:])
        others = {int(option.id[1:]) for option in item.options} - {key}
        beside = {other for other in others if other // 3 == key // 3}
        assert 2 == len(beside)
        assert all(other % 3 == key % 3 for other in others - beside)


def test_too_few_rows_that_share_a_cell_are_filled_up_with_others() -> None:
    rows = {f"r{i}": [f"name{i}", f"group{i // 2}", f"title{i}"] for i in range(12)}
    for item in items(rows, "name, group, title", 'ask: "Who is {title}?", answer: name'):
        key = int(item.keys[0][1:])
        assert f"name{key ^ 1}" in wrong(item)
        assert 3 == len(wrong(item))


def test_texts_that_look_alike_are_preferred_with_variety() -> None:
    rows = {f"r{i}": [word, f"capital{i}"] for i, word in enumerate(WORDS)}
    found = items(rows, "country, capital", 'ask: "Which country has the capital {capital}?", answer: country')
    same = sum(text[0] == item.key_options[0].text[0] for item in found for text in wrong(item))
    at_random = sum(WORDS[i][0] == word[0] for word in WORDS for i in range(len(WORDS)) if WORDS[i] != word)
    assert same / (3 * len(found)) > 2 * at_random / (len(WORDS) * (len(WORDS) - 1)), "twice as often as by chance"
    for word in WORDS:
        sets = {frozenset(wrong(item)) for item in found if item.key_options[0].text == word}
        assert len(sets) > 15


def test_what_is_alike_does_not_tell_the_key() -> None:
    """If the key were between its neighbours in the alphabet more often than others, that would give it away."""
    rows = {f"r{i}": [word, f"capital{i}"] for i, word in enumerate(WORDS)}
    found = items(rows, "country, capital", 'ask: "Which country has the capital {capital}?", answer: country')
    ranks = Counter(sorted([*wrong(item), key]).index(key) for item in found for key in [item.key_options[0].text])
    mean = len(found) / 4
    assert all(0.85 * mean < ranks[rank] < 1.15 * mean for rank in range(4)), ranks


@given(st.lists(st.text(max_size=6), unique=True))
def test_groups_part_all_texts(texts: list[str]) -> None:
    groups = grouped(range(len(texts)), texts)
    assert set(groups) == set(range(len(texts)))
    for class_, group in groups.items():
        assert class_ in group
        assert len(set(group)) == len(group)
        assert all(list(groups[other]) == list(group) for other in group)
        assert len(group) >= min(8, len(texts))
        assert len(group) < 16
