"""The cache of decoded banks: it is fast or absent, but never wrong."""

from __future__ import annotations

import os
import socket
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import quiz
from quiz.bank.model import Bank
from quiz.interpreter import content_hash
from quiz.items.check import try_all
from quiz.library import cache
from quiz.library.banks import BankFile, counted_outline, load, load_to_play, outline, shared_ids
from quiz.library.cache import cached_bank, outline_of
from tests.conftest import COLORS


@pytest.fixture
def file(tmp_path: Path) -> BankFile:
    """Return a bank that was played once, so that it is in the cache."""
    path = tmp_path / "colors.yaml"
    path.write_text(COLORS, encoding="utf-8")
    found = BankFile(path, "", "colors")
    assert load_to_play(found, tmp_path / "cache").bank
    return found


@pytest.fixture
def entry(file: BankFile) -> Path:
    (found,) = (file.path.parent / "cache").iterdir()
    return found


def kept(file: BankFile) -> Bank | None:
    """Return the cached bank, if there is one."""
    bank = load(file).bank
    assert bank is not None
    return cached_bank(file.path.parent / "cache", file.path, bank.hash)


def test_the_outline_of_a_bank_is_kept_and_read_without_the_bank(
    file: BankFile, entry: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bank = load(file).bank
    assert bank is not None
    expected = ("colors", "Colors: basics", bank.hash, tuple(bank.fact_ids()), ("Mixing", "Warmth"), None)
    assert expected == tuple(outline_of(bank))

    monkeypatch.setattr("quiz.library.cache.unpack", None)
    assert outline_of(bank) == outline(file, entry.parent)


def test_items_are_counted_once_for_a_bank_and_a_program(
    file: BankFile, entry: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bank = load(file).bank
    assert bank is not None
    counted = counted_outline(file, entry.parent)
    assert counted is not None
    assert try_all(bank).items == counted.items == 6

    monkeypatch.setattr("quiz.items.check.try_all", None)
    assert counted == counted_outline(file, entry.parent) == outline(file, entry.parent)
    assert kept(file) == bank

    monkeypatch.setattr("quiz.library.cache._counter", lambda: "another state of the program")
    assert outline_of(bank) == outline(file, entry.parent)


def test_what_cannot_be_played_has_no_count(file: BankFile, entry: Path) -> None:
    file.path.write_text("questions: [{ask: Which?}]", encoding="utf-8")

    assert counted_outline(file, entry.parent) is None


def test_where_nothing_is_kept_the_outline_is_that_of_the_file(file: BankFile, entry: Path) -> None:
    expected = outline(file, entry.parent)
    entry.unlink()
    assert expected == outline(file, entry.parent)
    assert entry.exists()

    file.path.write_text(COLORS.replace("Colors: basics", "Colours"), encoding="utf-8")
    found = outline(file, entry.parent)
    assert found is not None
    assert "Colours" == found.title
    file.path.write_text("questions: [{ask: Which?}]", encoding="utf-8")
    assert outline(file, entry.parent) is None
    file.path.unlink()
    assert outline(file, entry.parent) is None


def test_a_bank_is_kept_as_it_was_decoded(file: BankFile, entry: Path) -> None:
    assert load(file).bank == kept(file) is not None
    assert entry.suffix == ".json"


@pytest.mark.skipif(os.name != "posix", reason="modes are of POSIX")
def test_only_the_owner_can_read_an_entry(entry: Path) -> None:
    assert 0o600 == stat.S_IMODE(entry.stat().st_mode)
    assert 0o700 == stat.S_IMODE(entry.parent.stat().st_mode)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.data())
def test_a_changed_entry_is_noticed(file: BankFile, entry: Path, data: st.DataObject) -> None:
    whole = entry.read_bytes()
    start = data.draw(st.integers(0, len(whole) - 1))
    end = data.draw(st.integers(start, len(whole)))
    changed = whole[:start] + data.draw(st.binary(max_size=3)) + whole[end:]
    try:
        entry.write_bytes(changed)

        assert changed == whole or kept(file) is None
    finally:
        entry.write_bytes(whole)


def test_another_right_answer_in_an_entry_does_not_count(file: BankFile, entry: Path) -> None:
    entry.write_bytes(entry.read_bytes().replace(b'"green"', b'"black"'))

    assert load(file).bank == load_to_play(file, entry.parent).bank
    assert load(file).bank == kept(file)


def a_pipe(path: Path) -> None:
    os.mkfifo(path)


def a_link_to_a_pipe(path: Path) -> None:
    a_pipe(path.with_suffix(".pipe"))
    path.symlink_to(path.with_suffix(".pipe"))


def a_socket(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # the name of a socket must be short
    try:
        with socket.socket(socket.AF_UNIX) as one:
            one.bind(path.name)
    finally:
        os.chdir(here)


#: What can be in the place of an entry.
KINDS: dict[str, Callable[[Path], object]] = {
    "nothing": lambda _: None,
    "a pipe": a_pipe,
    "a link to a pipe": a_link_to_a_pipe,
    "a socket": a_socket,
    "a folder": lambda path: path.mkdir(),
    "a link to nowhere": lambda path: path.symlink_to("nowhere"),
    "a device that never ends": lambda path: path.symlink_to("/dev/zero"),
    "an empty file": lambda path: path.touch(),
}


@pytest.mark.skipif(os.name != "posix", reason="pipes and devices are of POSIX")
@pytest.mark.parametrize("make", KINDS.values(), ids=KINDS)
def test_what_is_no_file_is_not_waited_for(file: BankFile, entry: Path, make: Callable[[Path], object]) -> None:
    entry.unlink()
    make(entry)

    assert kept(file) is None
    assert load(file).bank == load_to_play(file, entry.parent).bank
    assert [] == [path.name for path in entry.parent.iterdir() if path.suffix == ".tmp"]
    assert entry.is_dir() or kept(file) == load(file).bank


@pytest.fixture
def _again() -> Iterator[None]:
    cache._program.cache_clear()
    yield
    cache._program.cache_clear()


@pytest.mark.usefixtures("_again")
@pytest.mark.parametrize("module", ["bank/decode.py", "bank/rows.py", "text.py"])
def test_another_decoder_does_not_read_old_entries(
    file: BankFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: str
) -> None:
    """The key of the program is computed for a copy of the package in which one module was edited."""
    package = tmp_path / "quiz"
    (package / "bank").mkdir(parents=True)
    for one in ("__init__.py", "bank/decode.py", "bank/rows.py", "text.py"):
        (package / one).write_text("pass\n", encoding="utf-8")
    monkeypatch.setattr(quiz, "__file__", str(package / "__init__.py"))
    load_to_play(file, tmp_path / "cache")
    assert kept(file) is not None

    (package / module).write_text("pass  # edited\n", encoding="utf-8")
    cache._program.cache_clear()

    assert kept(file) is None


def test_a_bank_that_is_gone_shares_no_id(file: BankFile) -> None:
    gone = BankFile(file.path.with_name("gone.yaml"), "", "gone")
    other = BankFile(file.path.with_name("other.yaml"), "", "other")
    other.path.write_text(COLORS + "# another\n", encoding="utf-8")

    assert {"colors": (file, other)} == shared_ids([gone, file, other])


@pytest.mark.usefixtures("_again")
def test_another_version_does_not_read_old_entries(file: BankFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quiz, "__version__", "9.9.9")
    cache._program.cache_clear()

    assert kept(file) is None


@pytest.mark.usefixtures("_again")
def test_a_program_whose_modules_are_not_to_be_seen_plays_all_the_same(
    file: BankFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quiz, "__file__", str(tmp_path / "quiz.zip" / "quiz" / "__init__.py"))
    cache._program.cache_clear()

    assert load_to_play(file, tmp_path / "cache").bank == load(file).bank


@pytest.mark.parametrize(
    "lines", [b"{\n{", b"7\n7", b"[1]\n[0]", b"[]\n[99]", b"{}\n{}", b"[" * 20_000 + b"\n" + b"[" * 20_000]
)
def test_what_another_state_of_the_program_kept_does_not_count(file: BankFile, entry: Path, lines: bytes) -> None:
    content = content_hash(file.path.read_bytes())
    entry.write_bytes(cache._hash(content, lines) + b"\n" + lines)

    assert cached_bank(entry.parent, file.path, content) is None
    assert cache.cached_outline(entry.parent, file.path, content) is None
