"""The whole program as one file, quiz.pyz, with all it depends on, in pure Python, for any Python 3.11 or newer.

It is made from what is installed, so nothing is downloaded. Compiled parts are left out; each package works without
them.
"""

import tomllib
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

import quiz
from quiz.exchange.packing import packed
from quiz.interpreter import content_hash

_ROOT = Path(__file__).resolve().parents[1]
_SHEBANG = b"#!/usr/bin/env python3\n"
_COMPILED = (".so", ".pyd", ".dll", ".pyc")
_OF_THIS_MACHINE = ("RECORD", "INSTALLER", "REQUESTED", "direct_url.json")
_PROJECT = "quizround"
#: The values that decide whether a package is needed, for each system that the file is for.
_SYSTEMS = (
    {"platform_system": "Linux", "sys_platform": "linux", "os_name": "posix", "extra": ""},
    {"platform_system": "Darwin", "sys_platform": "darwin", "os_name": "posix", "extra": ""},
    {"platform_system": "Windows", "sys_platform": "win32", "os_name": "nt", "extra": ""},
)


class Missing(Exception):
    """Packages that are needed on one of the systems and are not installed here."""


def archive(*, allow_missing: bool = False) -> bytes:
    """Return the file. The same packages give the same bytes. Raises `Missing`, unless that is allowed."""
    found, missing = needed(_PROJECT)
    if missing and not allow_missing:
        raise Missing(", ".join(missing))
    parts = dict(_program())
    for one in found:
        parts |= dict(_files_of(one))
    content = b"\n".join(f"{name} {content_hash(data)}".encode() for name, data in sorted(parts.items()))
    parts["name"] = f"{quiz.__version__}-{content_hash(content)[:12]}".encode()
    parts["__main__.py"] = Path(__file__).with_name("start.py").read_bytes()
    return _SHEBANG + packed((name, [data]) for name, data in sorted(parts.items()))


def needed(project: str) -> tuple[list[Distribution], list[str]]:
    """Return the packages that a project depends on, without itself, and the names of those that are not installed."""
    found: dict[str, Distribution] = {}
    missing: list[str] = []
    waiting = [project]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        try:
            found[name] = distribution(name)
        except PackageNotFoundError:
            missing.append(name)
            continue
        wanted = map(Requirement, found[name].requires or ())
        waiting += [one.name.lower().replace("_", "-") for one in wanted if _is_needed(one)]
    del found[project]
    return list(found.values()), sorted(set(missing))


def _is_needed(wanted: Requirement) -> bool:
    return wanted.marker is None or any(wanted.marker.evaluate(dict(system)) for system in _SYSTEMS)


def _program() -> Iterator[tuple[str, bytes]]:
    """Yield the files of the program, and the others of the project where a wheel has them."""
    project = tomllib.loads((_ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    more = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    for folder, name in ((_ROOT / "quiz", "quiz"), *((_ROOT / place, name) for place, name in more.items())):
        for path in folder.rglob("*"):
            if path.is_file() and path.suffix not in _COMPILED:
                yield f"{name}/{path.relative_to(folder).as_posix()}", path.read_bytes()
    for page in (_ROOT / "docs").glob("*.md"):  # as hatch_build.py has them
        yield f"quiz/docs/{page.name}", page.read_bytes()


def _files_of(package: Distribution) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a package that are the same on every machine."""
    for file in package.files or ():
        path = Path(str(package.locate_file(file)))
        if ".." not in file.parts and path.suffix not in _COMPILED and path.name not in _OF_THIS_MACHINE:
            yield file.as_posix(), path.read_bytes()
