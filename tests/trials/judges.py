"""Judges that fail, each in its own way, at files that contain `boom`. A fuzzer's worker imports them by name."""

import os
import signal
import time


def raises(data: bytes, *, both: bool) -> str:
    if b"boom" in data:
        raise KeyError("lost")
    return "refused"


def crashes(data: bytes, *, both: bool) -> str:
    if b"boom" in data:
        os.kill(os.getpid(), signal.SIGKILL)
    return "refused"


def never_ends(data: bytes, *, both: bool) -> str:
    while b"boom" in data:
        pass
    return "refused"


def takes_long(data: bytes, *, both: bool) -> str:
    began = time.process_time()
    while b"boom" in data and time.process_time() < began + 0.03:
        pass
    return "refused"


def takes_memory(data: bytes, *, both: bool) -> str:
    if b"boom" in data:
        b"x" * (40 << 20)
    return "refused"
