"""What the import contracts cannot check: modules form no circles, only the command line ends the process, and only
`quiz/term` writes to a terminal."""

import ast
from collections.abc import Callable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCES = {path: path.read_text(encoding="utf-8") for path in sorted((ROOT / "quiz").rglob("*.py"))}


def module_of(path: Path) -> str:
    """Return the dotted name of a module's file."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(node: ast.AST) -> Iterator[tuple[str, str]]:
    """Yield the imported modules, including late imports, and the name taken from each ("" for none).

    Imports for the type checker alone are left out, as they make no circle.
    """
    for child in ast.iter_child_nodes(node):
        match child:
            case ast.If(test=ast.Name(id="TYPE_CHECKING"), orelse=orelse):
                yield from imported(ast.Module(orelse, []))
            case ast.Import(names=names):
                yield from ((name.name, "") for name in names)
            case ast.ImportFrom(module=str(module), level=0, names=names):
                yield from ((module, name.name) for name in names)
            case _:
                yield from imported(child)


def graph_of(sources: Mapping[str, str]) -> dict[str, set[str]]:
    """Return module -> those of these modules that it imports, read from their sources."""
    graph: dict[str, set[str]] = {}
    for module, source in sources.items():
        found = imported(ast.parse(source))
        wanted = {f"{of}.{name}" if f"{of}.{name}" in sources else of for of, name in found}
        graph[module] = {other for other in wanted if other in sources}
    return graph


def circle_in(graph: Mapping[str, set[str]]) -> list[str]:
    """Return the modules of one circle, where the first is also the last, or nothing if there is none."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def test_no_modules_import_each_other_in_a_circle() -> None:
    assert circle_in(graph_of({module_of(path): source for path, source in SOURCES.items()})) == []


@pytest.mark.parametrize(
    "source",
    [
        "import a.c",
        "from a.c import thing",
        "from a import c",
        "def f():\n    if f:\n        from a.c import thing",
        "class C:\n    import a.c",
        "if TYPE_CHECKING:\n    import x\nelse:\n    import a.c",
        "try:\n    import a.c\nexcept ImportError:\n    pass",
    ],
)
def test_each_way_to_import_closes_a_circle(source: str) -> None:
    found = circle_in(graph_of({"a": "", "a.b": source, "a.c": "from a.d import x", "a.d": "import a.b"}))

    assert sorted(set(found)) == ["a.b", "a.c", "a.d"]


@pytest.mark.parametrize("source", ["if TYPE_CHECKING:\n    import a.c", "import a.d", "from a import other", "a.c"])
def test_nothing_else_closes_a_circle(source: str) -> None:
    assert circle_in(graph_of({"a": "", "a.b": source, "a.c": "import a.b", "a.d": ""})) == []


def exits(source: str) -> Iterator[str]:
    """Yield the places in a source that end the process."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Name(id="SystemExit" | "exit" | "quit" as name):
                yield name
            case ast.Attribute(value=ast.Name(id="sys" | "os" | "typer" as of), attr="exit" | "_exit" | "Exit" as name):
                yield f"{of}.{name}"
            case ast.ImportFrom(module="sys" | "os" | "typer" as of, names=names):
                yield from (f"{of}.{name.name}" for name in names if name.name in ("exit", "_exit", "Exit"))


#: Those that may: the start of the program, its commands, and signals.
MAY_EXIT = ("__main__.py", "cli", "term/signals.py")


def found_outside(places: tuple[str, ...], search: Callable[[str], Iterator[str]]) -> dict[str, list[str]]:
    """Return module -> what a search finds in it, for modules outside these files and folders."""
    allowed = [ROOT / "quiz" / place for place in places]
    outside = [path for path in SOURCES if not any(path.is_relative_to(place) for place in allowed)]
    found = {module_of(path): list(search(SOURCES[path])) for path in outside}
    return {module: what for module, what in found.items() if what}


def test_nothing_but_the_command_line_ends_the_process() -> None:
    assert found_outside(MAY_EXIT, exits) == {}


@pytest.mark.parametrize(
    "source",
    [
        "raise SystemExit(1)",
        "import sys\nsys.exit()",
        "exit()",
        "os._exit(1)",
        "raise typer.Exit",
        "from sys import exit",
    ],
)
def test_each_way_to_end_the_process_is_found(source: str) -> None:
    assert len(list(exits(source))) == 1


def writings(source: str) -> Iterator[str]:
    """Yield the places in a source that write to a standard stream, or give access to one."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(func=ast.Name(id="print" | "Sink" as name)):
                yield name
            case ast.Attribute(value=ast.Attribute(value=ast.Name(id="sys"), attr="stdout" | "stderr" as name)):
                yield f"sys.{name}"
            case ast.Attribute(value=ast.Name(id="sys"), attr="__stdout__" | "__stderr__" as name):
                yield f"sys.{name}"
            case ast.ImportFrom(module="sys", names=names):
                yield from (f"sys.{name.name}" for name in names if name.name.strip("_") in ("stdout", "stderr"))
            case ast.Attribute(value=ast.Name(id="os" | "typer"), attr="write" | "echo" | "secho" as name):
                yield name


def test_nothing_but_the_terminal_writes_to_it() -> None:
    assert found_outside(("term",), writings) == {}


@pytest.mark.parametrize(
    "source",
    [
        "print('a')",
        "Sink(stream)",
        "sys.stdout.write('a')",
        "sys.stderr.buffer",
        "sys.__stdout__",
        "from sys import stdout",
        "os.write(1, b'a')",
        "typer.echo('a')",
    ],
)
def test_each_way_to_write_is_found(source: str) -> None:
    assert len(list(writings(source))) == 1
