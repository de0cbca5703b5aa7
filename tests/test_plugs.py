"""Forms and modes are plugged in: no other module names one, and no modules import each other in a circle."""

import ast
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from quiz.game.modes import MODES, mode_of
from quiz.game.modes.definitions import DEFINITIONS
from quiz.items.forms import FORMS
from tests.forms import Form

ROOT = Path(__file__).parents[1]
SOURCES = sorted((ROOT / "quiz").rglob("*.py"))
#: Package -> the names of what is plugged in there.
PLUGS = {"quiz/items/forms": set(FORMS), "quiz/game/modes": set(MODES)}
#: These modules write the keys of banks, and some keys have the name of their form.
KEYS_OF_BANKS = ("quiz/author", "quiz/exchange")
CORE = ["text", "dates", "bank", "items", "lint", "author", "game"]


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def decided_by(node: ast.AST) -> Iterator[str]:
    """Yield the constants that decide or look up something: compared, matched, or in square brackets."""
    if isinstance(node, ast.Compare | ast.MatchValue | ast.Subscript):
        parts = [node.left, *node.comparators] if isinstance(node, ast.Compare) else [node]
        for part in parts:
            for inner in ast.walk(part):
                if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
                    yield inner.value


def imported(path: Path) -> Iterator[str]:
    """Yield the modules that a module imports, at its start, later, or only for the type checker."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)


def module(path: Path) -> str:
    return relative(path).removesuffix(".py").removesuffix("/__init__").replace("/", ".")


@pytest.mark.parametrize("package", PLUGS)
def test_no_module_outside_names_what_is_plugged_in(package: str) -> None:
    outside = [path for path in SOURCES if not relative(path).startswith((package, *KEYS_OF_BANKS))]
    named = [
        (relative(path), ast.unparse(node))
        for path in outside
        for node in ast.walk(tree(path))
        for constant in decided_by(node)
        if constant in PLUGS[package]
    ]
    assert [] == named


@pytest.mark.parametrize(
    "source",
    [
        "if item.form == 'pick': pass",
        "if form in ('order', 'match'): pass",
        "make = FORMS['claim'].make",
        "match form:\n    case 'not': pass",
        "sql = a if kind != 'compare' else b",
    ],
)
def test_a_form_that_is_named_would_be_found(source: str) -> None:
    found = {constant for node in ast.walk(ast.parse(source)) for constant in decided_by(node)}
    assert found & PLUGS["quiz/items/forms"]


def test_no_module_outside_imports_a_form() -> None:
    own = {module(path) for path in SOURCES if relative(path).startswith("quiz/items/forms/")}
    single = own - {"quiz.items.forms", "quiz.items.forms.written"}  # a written-out question has one of the forms
    assert len(single) == len(FORMS)
    outside = [path for path in SOURCES if not relative(path).startswith("quiz/items/forms/")]
    assert [] == [(relative(path), name) for path in outside for name in imported(path) if name in single]


def test_the_names_of_forms_stay_as_histories_have_them() -> None:
    assert set(Form) == set(FORMS)


def test_every_mode_is_listed_and_defined_once_in_the_same_order() -> None:
    assert [mode.name for mode in DEFINITIONS] == list(MODES)


@pytest.mark.parametrize("name", MODES)
def test_every_mode_is_called_as_it_is_listed(name: str) -> None:
    assert mode_of(name).name == name


def test_a_mode_that_is_not_listed_is_refused() -> None:
    with pytest.raises(KeyError):
        mode_of("__init__")


def test_every_form_can_be_told_by_its_keys() -> None:
    selecting = [key for form in FORMS.values() for key in form.selected_by]
    assert len(set(selecting)) == len(selecting)
    assert ["pick"] == [name for name, form in FORMS.items() if not form.selected_by]
    for form in FORMS.values():
        assert set(form.selected_by) <= {key.name for key in form.keys}


def edges() -> dict[str, set[str]]:
    """Return module of the pure core -> the modules it imports; a package means its `__init__`."""
    known = {module(path): path for path in SOURCES}
    core = {name: path for name, path in known.items() if name.split(".")[1:2] and name.split(".")[1] in CORE}
    return {name: {other for other in imported(path) if other in known} - {name} for name, path in core.items()}


def test_no_modules_of_the_core_form_a_circle() -> None:
    try:
        TopologicalSorter(edges()).prepare()
    except CycleError as error:
        pytest.fail(f"a circle: {' -> '.join(error.args[1])}")
