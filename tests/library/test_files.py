"""Reading and writing files."""

import fcntl
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from quiz.library.files import (
    Taken,
    Unreadable,
    Unwritable,
    read_regular,
    regular_lines,
    replace_own,
    write_new,
    write_over,
)


def nothing(path: Path) -> None:
    """Do nothing, so that the place stays empty."""


def linked_to_itself(path: Path) -> None:
    path.symlink_to(path)


def linked_to_zero(path: Path) -> None:
    path.symlink_to("/dev/zero")


REFUSED: list[tuple[Callable[[Path], None], str]] = [
    (nothing, "there is no such file"),
    (Path.mkdir, "it is a folder"),
    (os.mkfifo, "it is not a regular file"),
    (linked_to_zero, "it is not a regular file"),
    (linked_to_itself, "too many levels of symbolic links"),
]


@pytest.mark.parametrize(("make", "reason"), REFUSED, ids=["missing", "folder", "pipe", "device", "link loop"])
def test_what_is_not_a_regular_file_is_refused_at_once(
    tmp_path: Path, make: Callable[[Path], None], reason: str
) -> None:
    path = tmp_path / "bank.yaml"
    make(path)

    with pytest.raises(Unreadable) as caught:
        read_regular(path, 100)

    assert reason == caught.value.reason


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null", "/dev/tty"])
def test_a_device_is_refused(device: str) -> None:
    with pytest.raises(Unreadable):
        read_regular(Path(device), 100)


@pytest.mark.parametrize("name", ["a\0b.yaml", "x" * 5000])
def test_an_impossible_name_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(Unreadable):
        read_regular(tmp_path / name, 100)


def test_a_file_below_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bank.yaml").touch()

    with pytest.raises(Unreadable, match="not a directory"):
        read_regular(tmp_path / "bank.yaml" / "bank.yaml", 100)


@pytest.mark.parametrize("data", [b"", b"a\r\nb\x1a\x00\xff", b"x" * 100])
def test_bytes_come_as_they_are(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "bank.yaml"
    path.write_bytes(data)

    assert data == read_regular(path, 100)


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="only Linux has a regular file whose start is no data")
@pytest.mark.parametrize("read", [lambda path: read_regular(path, 100), lambda path: list(regular_lines(path, 100))])
def test_a_file_on_a_broken_disk_is_refused(read: Callable[[Path], object]) -> None:
    with pytest.raises(Unreadable, match="input/output error"):
        read(Path("/proc/self/mem"))


def test_no_more_than_one_byte_over_the_cap_is_read(tmp_path: Path) -> None:
    path = tmp_path / "sparse.yaml"
    with path.open("wb") as file:
        file.truncate(10 * 2**30)

    assert 101 == len(read_regular(path, 100))


def test_a_link_to_a_file_is_followed(tmp_path: Path) -> None:
    (tmp_path / "bank.yaml").write_bytes(b"a")
    (tmp_path / "link.yaml").symlink_to(tmp_path / "bank.yaml")

    assert b"a" == read_regular(tmp_path / "link.yaml", 100)


def test_reading_leaves_no_file_open(tmp_path: Path) -> None:
    path = tmp_path / "bank.yaml"
    path.write_bytes(b"a")
    before = len(list(Path("/dev/fd").iterdir()))
    for cap in range(10):
        read_regular(path, cap)
        with pytest.raises(Unreadable):
            read_regular(tmp_path, cap)

    assert before == len(list(Path("/dev/fd").iterdir()))


def no_links(*_args: object) -> None:
    raise PermissionError(1, "Operation not permitted")


@pytest.fixture(params=["links", "no links"])
def folder(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder, in turn on a file system without links, as on memory cards."""
    if request.param == "no links":
        monkeypatch.setattr(os, "link", no_links)
    return tmp_path


def test_a_file_is_written_and_nothing_else_left(folder: Path) -> None:
    write_new(folder / "a.yaml", b"text")

    assert {"a.yaml": b"text"} == {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("there", ["file", "folder", "broken link"])
def test_what_is_there_stays(folder: Path, there: str) -> None:
    path = folder / "a.yaml"
    if there == "file":
        path.write_bytes(b"mine")
    elif there == "folder":
        path.mkdir()
    else:
        path.symlink_to("nowhere")
    before = os.lstat(path)
    with pytest.raises(Taken):
        write_new(path, b"text")

    assert before == os.lstat(path)
    assert [path] == list(folder.iterdir())


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_where_it_fails_half_way_nothing_is_left(folder: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "link", no_links)
    if call == "fsync":
        monkeypatch.setattr(os, "fsync", full)
    else:
        monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(Unwritable) as caught:
        write_new(folder / "a.yaml", b"text")

    assert "no space left on device" == caught.value.reason
    assert [] == list(folder.iterdir())


def test_a_page_of_ours_that_cannot_be_replaced_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_args: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "page.html"
    path.write_bytes(b"<!-- ours --> old")
    monkeypatch.setattr(Path, "replace", busy)
    with pytest.raises(Unwritable, match="permission denied"):
        replace_own(path, b"<!-- ours --> new", b"ours")

    assert {"page.html": b"<!-- ours --> old"} == {one.name: one.read_bytes() for one in tmp_path.iterdir()}


def test_what_was_deleted_is_not_written_over(tmp_path: Path) -> None:
    with pytest.raises(Unwritable, match="no such file"):
        write_over(tmp_path / "a.yaml", b"text")

    assert [] == list(tmp_path.iterdir())


def test_where_there_is_no_folder_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(Unwritable) as caught:
        write_new(tmp_path / "nowhere" / "a.yaml", b"text")

    assert "no such file or directory" == caught.value.reason


@pytest.mark.parametrize("can", [True, False])
def test_on_macos_file_and_folder_reach_the_disk_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, can: bool
) -> None:
    calls: list[object] = []

    def full_sync(_fd: int, call: int) -> None:
        calls.append(call)
        if not can:
            raise OSError(45, "Operation not supported")

    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(fcntl, "F_FULLFSYNC", 51, raising=False)
    monkeypatch.setattr(fcntl, "fcntl", full_sync)
    monkeypatch.setattr(os, "fsync", lambda _fd: calls.append("fsync"))
    write_new(tmp_path / "a.yaml", b"text")

    assert calls == ([51, 51] if can else [51, "fsync", 51, "fsync"])
