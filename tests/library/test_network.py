"""Network drives are recognized by the system's list of mounts."""

from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from quiz.library import network
from quiz.library.network import mounted_kind, network_kind, windows_kind

MOUNTS = r"""22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 22 0:40 / /home rw,relatime shared:2 - nfs4 server:/home rw,vers=4.2
31 30 8:2 / /home/ada/local rw,relatime - xfs /dev/sdb1 rw
32 22 0:41 / /mnt/my\040school rw,relatime shared:3 master:4 - cifs //school/home rw
33 22 0:42 / /mnt/old rw - nfs server:/old rw
34 33 8:3 / /mnt/old rw - ext4 /dev/sdc1 rw
35 22 0:43 / /mnt/ssh rw,nosuid - fuse.sshfs ada@server: rw
36 22 0:44 / /mnt/host rw - 9p host rw
37 22 0:45 / /mnt/disk rw - fuseblk /dev/sdd1 rw
38 22 0:46 / /net rw - autofs systemd-1 rw
39 38 0:47 / /net rw - nfs server:/net rw

a line that is none
40 22 0:48 /
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/ada/.local/share/quiz", "NFS"),
        ("/home", "NFS"),
        ("/home/ada/local/quiz", ""),
        ("/homes/ada", ""),
        ("/mnt/my school/quiz", "SMB"),
        ("/mnt/old/quiz", ""),
        ("/mnt/ssh/quiz", "SSHFS"),
        ("/mnt/host/quiz", "a folder of the host computer"),
        ("/mnt/disk/quiz", ""),
        ("/net/quiz", "NFS"),
        ("/", ""),
        ("/var/lib/quiz", ""),
    ],
)
def test_the_nearest_thing_that_is_mounted_says_it(folder: str, kind: str) -> None:
    assert kind == mounted_kind(PurePosixPath(folder), MOUNTS)


@pytest.mark.parametrize("mounts", ["", "\n", " - \n", "- nfs", "1 2 3 4 /home - nfs a b", "1 2 3 4 \\9 5 - nfs a b"])
def test_what_is_no_such_list_says_nothing(mounts: str) -> None:
    assert "" == mounted_kind(PurePosixPath("/home/ada"), mounts)


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        (r"\\school\home\ada\quiz", "SMB"),
        (r"C:\Users\ada\quiz", ""),
        (r"\\?\C:\quiz", ""),
        (r"\\?\UNC\school\home\ada\quiz", "SMB"),
        (r"\\.\unc\school\home", "SMB"),
        (r"\\?\Volume{1}\quiz", ""),
    ],
)
def test_windows_names_the_other_computer(folder: str, kind: str) -> None:
    assert kind == windows_kind(PureWindowsPath(folder))


def test_a_link_is_followed_to_where_the_folder_lies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mounts = tmp_path / "mountinfo"
    mounts.write_text(f"1 0 8:1 / / rw - ext4 a rw\n2 1 0:9 / {tmp_path}/far rw - nfs s:/ rw\n", encoding="utf-8")
    monkeypatch.setattr(network, "_MOUNTS", mounts)
    (tmp_path / "far").mkdir()
    (tmp_path / "near").symlink_to(tmp_path / "far")

    assert "NFS" == network_kind(tmp_path / "near" / "not" / "made" / "yet")
    assert "" == network_kind(tmp_path / "elsewhere")
    (tmp_path / "round").symlink_to(tmp_path / "round")
    assert "" == network_kind(tmp_path / "round")
    mounts.unlink()
    assert "" == network_kind(tmp_path / "near")
