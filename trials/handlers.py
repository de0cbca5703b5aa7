"""Which `except` blocks no test reaches: `python -m trials.handlers [ARGUMENTS OF PYTEST]`.

The tests run in a copy of the project in which each block begins with a line that makes a file with the block's name.
So processes that a test starts, forks or kills count too. Tests that read the program's code fail there.
"""

import argparse
import ast
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

__all__ = ["handlers", "marked"]

ROOT = Path(__file__).resolve().parents[1]
_LEFT_OUT = shutil.ignore_patterns(".git", ".venv", ".*_cache", "__pycache__", "mutants", "dist")
#: A module of the copy. A full disk still has room for an empty file.
_REACHED = '''\
"""Leaves a file for each block that was reached."""

import os


def reached(block: str) -> None:
    """Leave the file of a block."""
    try:
        os.close(os.open(os.path.join({folder!r}, block), os.O_CREAT | os.O_WRONLY))
    except OSError:
        pass
'''


def handlers(code: str) -> list[ast.ExceptHandler]:
    """Return the `except` blocks of a module in the order of their lines."""
    found = [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.ExceptHandler)]
    return sorted(found, key=lambda block: block.lineno)


def marked(code: str, module: str) -> str:
    """Return a module's code with a line at the beginning of each `except` block that leaves the block's file."""
    lines = code.splitlines(keepends=True)
    for block in reversed(handlers(code)):
        first = block.body[0]
        mark = f'__import__("quiz.reached").reached.reached("{module}:{block.lineno}")\n'
        lines.insert(first.lineno - 1, " " * first.col_offset + mark)
    return "".join(lines)


def main() -> int:
    """Run the tests, print each block that they do not reach, and return 1 if there is one."""
    parser = argparse.ArgumentParser(
        prog="python -m trials.handlers",
        usage="%(prog)s [-h] [ARGUMENTS OF PYTEST]",
        description="Run the tests in a copy of the project, and print each `except` block that none of them reaches."
        " The exit code is 1 if there is one. All arguments are passed to pytest.",
        allow_abbrev=False,
    )
    _, arguments = parser.parse_known_args()
    with tempfile.TemporaryDirectory() as name:
        copy, left = Path(name, "quiz"), Path(name, "reached")
        shutil.copytree(ROOT, copy, ignore=_LEFT_OUT)
        left.mkdir()
        blocks: dict[str, str] = {}
        for path in sorted((copy / "quiz").rglob("*.py")):
            code = path.read_text(encoding="utf-8")
            module = ".".join(path.relative_to(copy).with_suffix("").parts)
            where = path.relative_to(copy).as_posix()
            lines = code.splitlines()
            for block in handlers(code):
                blocks[f"{module}:{block.lineno}"] = f"{where}:{block.lineno}: {lines[block.lineno - 1].strip()}"
            path.write_text(marked(code, module), encoding="utf-8")
        (copy / "quiz" / "reached.py").write_text(_REACHED.format(folder=str(left)), encoding="utf-8")
        subprocess.run(
            [sys.executable, "-m", "pytest", *arguments],
            check=False,
            cwd=copy,
            env={**os.environ, "PYTHONPATH": str(copy)},
        )
        reached = {path.name for path in left.iterdir()}
    missing = [shown for block, shown in blocks.items() if block not in reached]
    print(*missing, sep="\n")
    print(f"{len(blocks)} `except` blocks; {len(missing)} of them are reached by no test")
    return int(bool(missing))


if __name__ == "__main__":
    sys.exit(main())
