"""The program makes questions of banks that ship, of those in its manual, and of made-up ones; the prover judges."""

import json
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from trials.driving import environment
from trials.prover import Prover
from trials.prover.bank import read
from trials.prover.making import made_up
from trials.report import Report

__all__ = ["failures", "items_of", "prover"]

_ROOT = Path(__file__).resolve().parents[2]
_AT_ONCE = 2_000  # banks in a folder, whose questions are all printed at once


def prover(count: int, seed: int) -> Report:
    """Judge every question of the existing banks, and of a number of made-up ones, drawn from a seed."""
    began = time.monotonic()
    found: list[str] = []
    forms: Counter[str] = Counter()
    banks = 0
    with TemporaryDirectory(prefix="quiz-prover-") as home:
        for number, some in enumerate(_batches(count, seed)):
            folder = Path(home) / str(number)
            folder.mkdir()
            for name, text in some:
                (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
            items = items_of(folder, Path(home), seed)
            forms.update(item["form"] for item in items)
            banks += len({item["bank"] for item in items})
            found += failures(items, {path.stem: path.read_text(encoding="utf-8") for path in folder.iterdir()})
    figures = [("banks with questions", f"{banks:,}"), *((form, f"{n:,}") for form, n in forms.most_common())]
    return Report("prover", forms.total(), "questions", time.monotonic() - began, found, figures)


def failures(items: Iterable[Mapping[str, Any]], texts: Mapping[str, str]) -> list[str]:
    """Return what is not proven, a line for each question. `texts` are the banks by their ids."""
    provers: dict[str, Prover] = {}
    found = []
    for item in items:
        if item["bank"] not in provers:
            provers[item["bank"]] = Prover(read(texts[item["bank"]]))
        wrong = provers[item["bank"]].prove(item)
        if wrong:
            shown = ["*" * option["correct"] + option["text"] for option in item["options"]]
            found.append(f"{item['id']}: {item['stem'][:80]} {shown}: {'; '.join(wrong)[:300]}")
    return found


def _batches(count: int, seed: int) -> Iterator[list[tuple[str, str]]]:
    """Yield the banks, each with its id, in so many parts that no list of questions is too long."""
    yield [*_shipped(), *_of_the_manual()]
    for start in range(0, count, _AT_ONCE):
        numbers = range(start, min(count, start + _AT_ONCE))
        yield [(f"made-{number}", made_up(f"made-{number}", Random(f"{seed} {number}"))) for number in numbers]


def _shipped() -> Iterator[tuple[str, str]]:
    for path in sorted((_ROOT / "question_banks").rglob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        named = re.search(r"^id: *(\S+)", text, re.MULTILINE)
        yield named[1] if named else path.stem, text


def _of_the_manual() -> Iterator[tuple[str, str]]:
    """Yield the banks that are examples in the pages of the manual, under ids of their own."""
    for path in sorted((_ROOT / "docs").glob("*.md")):
        blocks = re.findall(r"^```yaml\n(.*?)^```$", path.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
        for number, block in enumerate(blocks):
            if re.search(r"^(tables|questions):", block, re.MULTILINE):
                name = f"{path.stem}-{number}"
                yield name, f"id: {name}\n" + re.sub(r"^id:.*\n", "", block, flags=re.MULTILINE)


def items_of(folder: Path, home: Path, seed: int) -> list[dict[str, Any]]:
    """Return all questions of a folder, as the program prints them. Banks with errors are deleted."""
    problems = json.loads(_run(home, "check", str(folder)))
    for file in {problem["file"] for problem in problems if problem["severity"] == "error"}:
        Path(file).unlink()
    if not any(folder.iterdir()):
        return []
    items: list[dict[str, Any]] = json.loads(_run(home, "preview", str(folder), "--seed", str(seed)))
    return items


def _run(home: Path, *args: str) -> str:
    command = [sys.executable, "-m", "quiz", "bank", *args, "--json"]
    return subprocess.run(command, cwd=home, env=environment(home), capture_output=True, text=True, check=False).stdout
