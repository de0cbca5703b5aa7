"""Whether a folder is on another computer, where locks and syncs may not work as SQLite needs them."""

import os
import re
from collections.abc import Mapping
from pathlib import Path, PurePath, PurePosixPath

_MOUNTS = Path("/proc/self/mountinfo")  # of Linux
#: Names of file systems, as Linux has them -> what people call them.
_KINDS: Mapping[str, str] = {
    **dict.fromkeys(("nfs", "nfs4"), "NFS"),
    **dict.fromkeys(("cifs", "smb3", "smbfs", "fuse.smbnetfs"), "SMB"),
    **dict.fromkeys(("9p", "virtiofs", "vboxsf", "prl_fs", "fuse.vmhgfs-fuse"), "a folder of the host computer"),
    **dict.fromkeys(("fuse.sshfs", "sshfs"), "SSHFS"),
    **dict.fromkeys(("afs", "fuse.afs"), "AFS"),
    **dict.fromkeys(("ceph", "fuse.ceph", "fuse.ceph-fuse"), "Ceph"),
    **dict.fromkeys(("glusterfs", "fuse.glusterfs"), "GlusterFS"),
    **dict.fromkeys(("davfs", "fuse.davfs", "fuse.davfs2"), "WebDAV"),
    **dict.fromkeys(("fuse.rclone", "fuse.s3fs", "fuse.gcsfuse", "fuse.goofys", "fuse.juicefs"), "cloud storage"),
    **dict.fromkeys(("fuse.google-drive-ocamlfuse", "fuse.onedriver"), "cloud storage"),
    "fuse.gvfsd-fuse": "a network folder of the desktop",
    "fuse.curlftpfs": "FTP",
    "lustre": "Lustre",
    "beegfs": "BeeGFS",
    "gpfs": "GPFS",
    "coda": "Coda",
    "ncpfs": "NetWare",
    "ocfs2": "OCFS2",
}
_ESCAPED = re.compile(r"\\([0-7]{3})")


def network_kind(folder: Path) -> str:
    """Return the kind of network drive that a folder is, or would be, on; nothing if there is none or it is not known.

    Linux lists what is mounted, and Windows has the other computer in the full name. On macOS, Python cannot find out.
    """
    try:
        whole = folder.resolve()
        if os.name == "nt":
            return windows_kind(whole)
        return mounted_kind(whole, _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape"))
    except (OSError, RuntimeError):  # no such list here; a loop of links
        return ""


def windows_kind(whole: PurePath) -> str:
    r"""Return `SMB` if a folder's full name begins with that of a computer, as in `\\school\home`; else nothing."""
    name = str(whole)
    if name[:4] in ("\\\\?\\", "\\\\.\\"):  # the long form of a name, which may still have a computer in it
        return "SMB" if name[4:8].upper() == "UNC\\" else ""
    return "SMB" if name.startswith("\\\\") else ""


def mounted_kind(whole: PurePath, mounts: str) -> str:
    """Return the kind of network drive that a folder's full name is on, by what is mounted; nothing if it is on none.

    `mounts` is as proc_pid_mountinfo(5) describes it; other lines are skipped. If several things are
    mounted on one folder, the last one counts.
    """
    nearest, found = -1, ""
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        fields, kinds = before.split(" "), after.split(" ")
        if len(fields) < 6 or not kinds[0]:
            continue
        point = PurePosixPath(_ESCAPED.sub(lambda octal: chr(int(octal[1], 8)), fields[4]))
        if len(point.parts) >= nearest and whole.is_relative_to(point):
            nearest, found = len(point.parts), _KINDS.get(kinds[0], "")
    return found
