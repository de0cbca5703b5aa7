"""Power cuts, kills at system calls, and full or broken disks."""

from random import Random

import pytest

from trials.calls import calls, faults, small_disk
from trials.disk import Disk
from trials.power import power
from trials.report import as_text
from trials.tracing import Event, why_not

traced = pytest.mark.skipif(bool(why_not()), reason=why_not() or "system calls can be traced")
FILE = "/data/file"


@traced
def test_no_answer_that_was_shown_is_lost_in_a_power_cut() -> None:
    report = power(500, seed=1)
    assert report.passed, as_text(report)


@traced
def test_no_answer_that_was_shown_is_lost_by_a_kill_at_a_system_call() -> None:
    report = calls(8, seed=1)
    assert report.passed, as_text(report)


@traced
def test_no_answer_that_was_shown_is_lost_where_writes_fail() -> None:
    report = faults(8, seed=1)
    assert report.passed, as_text(report)


def test_no_answer_that_was_shown_is_lost_where_files_may_not_grow() -> None:
    report = small_disk(6, seed=1)
    assert report.passed, as_text(report)


def after_cuts(*events: Event) -> set[tuple[tuple[str, bytes], ...]]:
    """Return every state that a few hundred power cuts leave behind after some steps."""
    disk = Disk()
    for event in events:
        disk.apply(event)
    return {tuple(sorted(disk.after_a_cut(Random(seed)).items())) for seed in range(300)}


def test_what_was_synced_lasts() -> None:
    steps = [Event("create", FILE), Event("write", FILE, b"one"), Event("sync", FILE), Event("sync", "/data")]
    assert {((FILE, b"one"),)} == after_cuts(*steps)


def test_what_was_not_synced_may_be_lost() -> None:
    steps = [Event("create", FILE), Event("sync", "/data"), Event("write", FILE, b"one")]
    assert {((FILE, b""),), ((FILE, b"one"),)} == after_cuts(*steps)


def test_writes_may_come_to_the_disk_in_any_order() -> None:
    steps = [Event("create", FILE), Event("sync", "/data"), Event("write", FILE, b"1"), Event("write", FILE, b"2", 1)]
    assert {b"", b"1", b"12", b"\0002"} == {content for ((_, content),) in after_cuts(*steps)}


def test_a_write_may_be_torn_between_sectors() -> None:
    old, new = b"o" * 1024, b"n" * 1024
    steps = [Event("create", FILE), Event("write", FILE, old), Event("sync", FILE), Event("sync", "/data")]
    found = {content for ((_, content),) in after_cuts(*steps, Event("write", FILE, new))}
    assert {old, new, old[:512] + new[512:], new[:512] + old[512:]} == found


def test_a_name_lasts_only_with_its_folder() -> None:
    steps = [Event("create", FILE), Event("write", FILE, b"one"), Event("sync", FILE)]
    assert {(), ((FILE, b"one"),)} == after_cuts(*steps)
    moved = after_cuts(*steps, Event("sync", "/data"), Event("rename", FILE, to="/data/new"))
    assert {((FILE, b"one"),), (("/data/new", b"one"),)} == moved


def test_a_file_is_cut_off_and_grows_with_zeros() -> None:
    steps = [Event("create", FILE), Event("write", FILE, b"long"), Event("truncate", FILE, at=1)]
    steps += [Event("write", FILE, b"x", 3), Event("sync", FILE), Event("sync", "/data")]
    assert {((FILE, b"l\0\0x"),)} == after_cuts(*steps)
