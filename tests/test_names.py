"""A public name means one thing: it is defined in one module."""

import ast
import re
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).parents[1]

#: The name that every plug of a kind has, so that a registry finds it in its module -> where those plugs are.
PLUGS = {
    "FORM": "quiz/items/forms/",
    "REPORT": "quiz/app/reports/",
    "READER": "quiz/exchange/read/",
    "RULE": "quiz/lint/",
    "WRITER": "quiz/exchange/write/",
    "TABLES": "quiz/history/derived/",
    "added": "quiz/history/derived/",
    "check": "quiz/lint/",
    "rebuild": "quiz/history/derived/",
    "voided": "quiz/history/derived/",
}


def public_names(module: ast.Module) -> set[str]:
    """Return the names of the functions, classes and values that a module defines for others."""
    names: set[str] = set()
    for node in module.body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            names.add(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names |= {one.id for target in targets for one in ast.walk(target) if isinstance(one, ast.Name)}
    return {name for name in names if not name.startswith("_")}


def defined_twice(root: Path) -> dict[str, list[str]]:
    """Return the public names that several modules define, plugs left out, with those modules."""
    modules = defaultdict(list)
    for path in sorted((root / "quiz").rglob("*.py")):
        name = path.relative_to(root).as_posix()
        for public in public_names(ast.parse(path.read_text(encoding="utf-8"))):
            if not (public in PLUGS and name.startswith(PLUGS[public])):
                modules[public].append(name)
    return {name: found for name, found in modules.items() if len(found) > 1}


def test_no_public_name_has_two_meanings() -> None:
    assert defined_twice(ROOT) == {}


def test_definitions_of_every_kind_are_found(tmp_path: Path) -> None:
    one = "def f(): ...\nclass C: ...\nV = 1\nT: int = 2\nA, B = 3, 4\n_P = 5\nRULE = 6\n"
    (tmp_path / "quiz" / "lint" / "rules").mkdir(parents=True)
    for name in ("quiz/a.py", "quiz/b.py", "quiz/lint/rules/r.py", "quiz/lint/rules/s.py"):
        (tmp_path / name).write_text(one)

    assert set(defined_twice(tmp_path)) == {"f", "C", "V", "T", "A", "B", "RULE"}
    assert defined_twice(tmp_path)["RULE"] == ["quiz/a.py", "quiz/b.py"]


# The glossary


GLOSSARY = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
#: The rows of its tables of words and of phrases.
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in GLOSSARY.splitlines()
    if line.startswith("| ") and not line.startswith(("| word |", "| not |"))
]
WORDS = [row for row in ROWS if len(row) == 4]
PHRASES = [row for row in ROWS if len(row) == 2]
KNOWN = re.compile(r"[^\W\d]\w*")


def names_in_code() -> set[str]:
    """Return every word of the program's sources."""
    return {name for path in (ROOT / "quiz").rglob("*.py") for name in KNOWN.findall(path.read_text(encoding="utf-8"))}


def test_every_word_of_the_glossary_has_one_line_in_its_order() -> None:
    assert len(WORDS) + len(PHRASES) == len(ROWS)
    assert len({word for word, *_ in WORDS}) == len(WORDS) > 50
    for section in GLOSSARY.split("\n## ")[1:]:
        words = [row[0] for row in ROWS if f"\n| {row[0]} |" in section]
        assert words == sorted(words, key=str.lower)


def test_every_name_that_the_glossary_gives_is_in_the_code() -> None:
    names = [name for row in WORDS for name in re.findall("`(.+?)`", row[1])]

    assert len(names) > 50
    assert set(names) - names_in_code() == set()


def test_no_word_of_the_glossary_is_one_that_another_replaces() -> None:
    words = {word for word, *_ in WORDS}
    replaced = {one.strip() for *_, instead in WORDS for one in instead.split(",")} - {""}

    assert replaced & words == set()
