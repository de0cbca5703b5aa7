"""The pages and the picture of `quiz stats` and `quiz class` in a real browser, whose network requests are trapped."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import threading
import zlib
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.classroom.handing import BANK, class_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.conftest import Program

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(BROWSER is None, reason="no chromium is installed")

#: Without the sandbox, which root may not use.
OPTIONS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update", "--window-size=800,800"),
)
PLACE = "trap.invalid"  # where hostile names lead
HOSTILE = (
    f'"><img src="http://{PLACE}/img"><script>document.title="ran";fetch("http://{PLACE}/js")</script>'
    f"<style>@import url(http://{PLACE}/css);</style></li></svg><b onmouseover=x>"
)
GREEN = (0x1F, 0x6F, 0x54)  # a bar


class Seen(NamedTuple):
    """What a browser made of a page: its final elements, a picture, a print, and its network requests."""

    dom: str
    picture: bytes
    printed: bytes
    requests: list[str]


class Trap:
    """A proxy that answers every request with 404, and records it."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self.requests: list[str] = []
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                client, _ = self._socket.accept()
            except OSError:  # closed
                return
            with client:
                client.settimeout(5)
                try:
                    self.requests.append(client.recv(65536).partition(b"\r\n")[0].decode("ascii", "replace"))
                    client.sendall(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                except OSError:
                    pass  # the browser has gone

    def close(self) -> None:
        # A thread that waits in `accept` keeps the socket open until it is shut down.
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()


@pytest.fixture
def trap() -> Iterator[Trap]:
    trap = Trap()
    yield trap
    trap.close()


def look(path: Path, trap: Trap, *options: str) -> Seen:
    """Show a file in the browser; all its requests end in the trap."""
    assert BROWSER is not None
    work = path.parent / f"browser-{path.name}"
    work.mkdir()
    profile, proxy = f"--user-data-dir={work / 'profile'}", f"--proxy-server=http://127.0.0.1:{trap.port}"
    files = (f"--screenshot={work / 'seen.png'}", f"--print-to-pdf={work / 'seen.pdf'}")
    command = [BROWSER, *OPTIONS, profile, proxy, "--proxy-bypass-list=<-loopback>", *files, *options, path.as_uri()]
    with subprocess.Popen(
        command, start_new_session=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as browser:
        try:
            dom, _ = browser.communicate(timeout=60)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(browser.pid, signal.SIGKILL)  # and what it started
    assert 0 == browser.returncode
    found = [work / "seen.png", work / "seen.pdf"]
    made = [one.read_bytes() if one.exists() else b"" for one in found]
    # The browser asks its maker for updates whatever its options; the page's own requests would be here too.
    return Seen(dom.decode(), made[0], made[1], [line for line in trap.requests if PLACE in line])


def pixels(png: bytes) -> Iterator[tuple[int, ...]]:
    """Yield the pixels of a PNG of 8 bits a channel."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, depth, color = int.from_bytes(png[16:20]), png[24], png[25]
    size = {2: 3, 6: 4}[color]
    assert depth == 8
    data, at = b"", 8
    while at < len(png):
        length = int.from_bytes(png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            data += png[at + 8 : at + 8 + length]
        at += 12 + length
    raw, above = zlib.decompress(data), bytes(width * size)
    for start in range(0, len(raw), width * size + 1):
        above = unfiltered(raw[start], bytearray(raw[start + 1 : start + 1 + width * size]), above, size)
        yield from zip(*(above[channel::size] for channel in range(3)), strict=True)


def unfiltered(kind: int, row: bytearray, above: bytes, size: int) -> bytes:
    """Return a row of a PNG as it was before it was filtered."""
    if not kind:
        return bytes(row)
    for i, value in enumerate(row):
        left, up, corner = (row[i - size], above[i], above[i - size]) if i >= size else (0, above[i], 0)
        nearest = min((left, up, corner), key=lambda one: abs(left + up - corner - one))
        row[i] = (value + (0, left, up, (left + up) // 2, nearest)[kind]) & 255
    return bytes(row)


@pytest.fixture
def played(colors: Program) -> Program:
    """Return the program after a round of a bank with a hostile title and topic."""
    bank = colors.banks / "colors.yaml"
    text = bank.read_text(encoding="utf-8")
    changed = re.sub(r"(?m)^title: .*$", lambda _: f"title: '{HOSTILE}'", text, count=1)
    assert changed != text
    bank.write_text(changed, encoding="utf-8")
    assert 0 == colors.run("play", "colors", "--questions", "6", "--seed", "7", "--mode", "test", typed="1\n" * 6).code
    return colors


def written(program: Program, option: str) -> Path:
    name = f"seen.{option.strip('-')}"
    assert 0 == program.run("stats", option, name).code
    return program.folder / name


def test_a_page_draws_prints_and_asks_the_network_for_nothing(played: Program, trap: Trap) -> None:
    seen = look(written(played, "--html"), trap, "--dump-dom")

    assert [] == seen.requests
    assert "<title>Your progress: " in seen.dom
    assert not re.search(r"<(script|img|b|a|link|iframe)\b", seen.dom)
    assert 1 == seen.dom.count("<style")
    assert "&lt;script&gt;document.title=" in seen.dom  # the title is there, as text
    assert GREEN in pixels(seen.picture)
    assert seen.printed.startswith(b"%PDF")


def test_the_page_of_a_class_draws_prints_and_asks_the_network_for_nothing(program: Program, trap: Trap) -> None:
    hostile = BANK.replace("What colour is the flag?", f"'{HOSTILE}'").replace("answer: blue", f"answer: '{HOSTILE}!'")
    program.bank("europe", hostile)
    class_folder(program.folder, students=12, text=hostile)
    assert 0 == program.run("class", "handed-in", "--html", "seen.html").code
    seen = look(program.folder / "seen.html", trap, "--dump-dom", "--window-size=800,2000")

    assert [] == seen.requests
    assert "<title>How the class did: " in seen.dom
    assert not re.search(r"<(script|img|b|a|link|iframe)\b", seen.dom)
    assert "&lt;script&gt;document.title=" in seen.dom
    assert GREEN in pixels(seen.picture)
    assert seen.printed.startswith(b"%PDF")


def test_a_picture_draws_and_asks_the_network_for_nothing(played: Program, trap: Trap) -> None:
    seen = look(written(played, "--svg"), trap, "--dump-dom")

    assert [] == seen.requests
    assert not re.search(r"<(script|img|image|b|a|foreignObject)\b", seen.dom)
    assert GREEN in pixels(seen.picture)


def test_a_page_lets_no_script_run_whoever_puts_it_there(played: Program, trap: Trap) -> None:
    path = written(played, "--html")
    page = path.read_text(encoding="utf-8")
    path.write_text(page.replace("<main>", f'<main><p title="{HOSTILE}'), encoding="utf-8")

    seen = look(path, trap, "--dump-dom")
    assert "<script>" in seen.dom
    assert "<title>Your progress: " in seen.dom  # as it was
    assert [] == seen.requests
    assert GREEN in pixels(seen.picture)  # drawn without scripts


def test_what_is_not_escaped_would_be_seen(tmp_path: Path, trap: Trap) -> None:
    path = tmp_path / "open.html"
    path.write_text(f"<!DOCTYPE html><title>quiet</title><p>{HOSTILE}", encoding="utf-8")

    seen = look(path, trap, "--dump-dom")
    assert "<title>ran</title>" in seen.dom
    assert any("/img" in line for line in seen.requests)
    assert GREEN not in pixels(seen.picture)
