"""What CI installs is pinned by hashes, and fits what `pyproject.toml` asks for."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / ".ci" / "requirements.txt"

pytestmark = pytest.mark.skipif(not LOCK.exists(), reason="a release has no folder .ci")


def locked() -> dict[str, tuple[set[str], list[str]]]:
    """Return the locked packages: name -> versions (they may differ between systems) and hashes."""
    found: dict[str, tuple[set[str], list[str]]] = {}
    for part in re.split(r"\n(?=[^\s#])", LOCK.read_text(encoding="utf-8"))[1:]:
        requirement = Requirement(part.partition("\\")[0].strip())
        (version,) = requirement.specifier
        assert version.operator == "=="
        versions, hashes = found.setdefault(canonicalize_name(requirement.name), (set(), []))
        versions.add(version.version)
        hashes += re.findall(r"--hash=sha256:[0-9a-f]{64}\b", part)
    return found


def asked_for() -> list[Requirement]:
    """Return the requirements of the program, its tests, checks, benchmarks and build."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    project = settings["project"]
    extras = [project["optional-dependencies"][name] for name in ("test", "check", "bench")]
    lists = [project["dependencies"], *extras, settings["build-system"]["requires"]]
    return [Requirement(text) for texts in lists for text in texts]


def test_everything_is_held_by_hashes() -> None:
    assert {name: hashes for name, (_, hashes) in locked().items() if not hashes} == {}


def test_what_is_asked_for_is_locked_in_a_version_that_does() -> None:
    found = locked()
    missing = []
    for wanted in asked_for():
        versions, _ = found.get(canonicalize_name(wanted.name), (set(), []))
        if not versions or not all(wanted.specifier.contains(version) for version in versions):
            missing.append((str(wanted), sorted(versions)))

    assert missing == [], "run `bash .ci/lock`"


def test_ci_installs_what_is_locked() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")

    assert "--require-hashes -r .ci/requirements.txt" in script
    assert "bash .ci/lock" in script
