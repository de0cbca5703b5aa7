"""New files: whole or not at all, and never over another."""

import os
from pathlib import Path

import pytest

from quiz.library.files import Taken, Unwritable, write_new


def no_links(*_args: object) -> None:
    raise PermissionError(1, "Operation not permitted")


@pytest.fixture(params=["links", "no links"])
def folder(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder, also one on a file system without links, as memory cards have."""
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


def test_where_there_is_no_folder_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(Unwritable) as caught:
        write_new(tmp_path / "nowhere" / "a.yaml", b"text")

    assert "no such file or directory" == caught.value.reason
