"""docs/bank-format.md has every key as it is declared, and every example is a bank without problems."""

import re
from pathlib import Path

import pytest

from quiz.bank.keys import MappingSpec
from quiz.bank.limits import (
    MAX_ALLOWED,
    MAX_BYTES,
    MAX_COLUMNS,
    MAX_COMPUTED,
    MAX_DECOYS,
    MAX_DEPTH,
    MAX_HINTS,
    MAX_ITEMS,
    MAX_NAMES,
    MAX_NODES,
    MAX_OPTIONS,
    MAX_READINGS,
    MAX_SCALAR,
    MAX_SLOTS,
    MAX_TEXT,
    MAX_VALUES,
)
from quiz.bank.problems import Severity
from quiz.items.check import try_all
from quiz.items.decoding import FORMAT, decode

MAPPINGS = FORMAT.mappings
TEXT = (Path(__file__).parents[2] / "docs" / "bank-format.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL)


def table_of(spec: MappingSpec) -> str:
    """Return a spec's keys as the table that the page should hold."""
    lines = ["| key | holds | what it is for | for example |", "|---|---|---|---|"]
    for key in spec.keys:
        needed = " (needed)" if key.required else ""
        lines.append(f"| `{key.name}`{needed} | {key.kind.expects} | {key.help} | `{key.name}: {key.example}` |")
    return "\n".join(lines)


@pytest.mark.parametrize("spec", MAPPINGS, ids=lambda spec: spec.name)
def test_the_page_has_every_key_as_it_is_declared(spec: MappingSpec) -> None:
    """If this fails, put the expected table below the heading."""
    sections = re.split(r"^## ", TEXT, flags=re.MULTILINE)
    (section,) = [text for text in sections if text.partition("\n")[0].lower() == spec.name]
    shown = "\n".join(line for line in section.splitlines() if line.startswith("|"))

    assert table_of(spec) == shown


def test_the_page_has_examples() -> None:
    assert len(EXAMPLES) >= 5


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_is_a_bank_without_problems(example: str) -> None:
    decoded = decode(example.encode(), "example")

    assert decoded.bank is not None
    assert [p.line("example") for p in decoded.problems if p.severity is not Severity.NOTE] == []
    assert [p.line("example") for p in try_all(decoded.bank).problems] == []


def test_the_examples_use_nearly_every_key() -> None:
    keys = {key.name for spec in MAPPINGS for key in spec.keys}
    used = {key for key in keys if re.search(rf"\b{key}:", " ".join(EXAMPLES))}

    assert keys - used <= {"format", "id", "language", "as_of", "topic", "source", "allow", "open", "most", "hint"}


def test_the_limits_are_those_of_the_program() -> None:
    said = f"A file may have up to {MAX_BYTES >> 20} MiB, {MAX_NODES:,} values, {MAX_SCALAR >> 10} KiB in one text, "
    said += f"{MAX_DEPTH} levels of indentation, and {MAX_SLOTS} columns in braces in one text. "
    said += f"A table may have {MAX_COLUMNS} columns, {MAX_VALUES} values in a cell, {MAX_NAMES} other names for a "
    said += f"value, and {MAX_DECOYS:,} values in a list of decoys or confusions. "
    said += f"A question may have {MAX_OPTIONS} right, {MAX_OPTIONS} wrong and {MAX_OPTIONS} pinned answers, "
    said += f"{MAX_OPTIONS} texts in `order`, {MAX_OPTIONS} pairs in `match`, and {MAX_HINTS} hints. "
    said += f"An answer that is a phrase of several columns may have {MAX_READINGS} combinations of their "
    said += "values in one row, "
    said += f"a list in `allow` {MAX_ALLOWED} codes, and all formulas of a bank together {MAX_COMPUTED:,} results."
    follows = f"It may make at most {MAX_ITEMS:,} questions, "
    follows += f"and all their texts together may have {MAX_TEXT:,} characters."

    assert said in " ".join(TEXT.split())
    assert follows in " ".join(TEXT.split())
