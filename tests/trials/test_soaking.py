"""Endless rounds: nothing grows but the history, and the trial would notice."""

from trials.report import as_text
from trials.soaking import Sample, fresh, grown, soaking


def test_rounds_in_one_process_leave_nothing_behind() -> None:
    report = soaking(60, seed=1)

    assert report.passed, as_text(report)
    assert 60 == report.tried


def test_rounds_in_fresh_processes_leave_nothing_behind() -> None:
    report = fresh(6, seed=1)

    assert report.passed, as_text(report)
    assert 6 == report.tried


def samples(count: int = 100, **changes: float) -> list[Sample]:
    """Return samples that grow by given amounts with each round."""
    by = {"memory": 0.0, "descriptors": 0.0, "work": 0.02, "size": 6000.0} | changes
    return [
        Sample(
            int(20_000 + i * by["memory"]), int(4 + i * by["descriptors"]), i * by["work"], int(80_000 + i * by["size"])
        )
        for i in range(count)
    ]


def test_even_rounds_are_well() -> None:
    assert [] == grown(samples())


def test_growing_memory_is_noticed() -> None:
    assert ["memory has grown from 20375 to 27425 KiB"] == grown(samples(memory=75))


def test_memory_that_still_grows_when_the_history_is_large_is_noticed() -> None:
    assert [] == grown(samples(count=1000, memory=1.5))
    assert ["memory was still growing in the second half, from 21250 to 22497 KiB"] == grown(
        samples(count=1000, memory=2.5)
    )


def test_files_that_stay_open_are_noticed() -> None:
    assert ["of 4 open files 13 were left"] == grown(samples(descriptors=0.1))


def test_rounds_that_take_ever_longer_are_noticed() -> None:
    slower = [sample._replace(work=0.0001 * i**3) for i, sample in enumerate(samples())]

    assert ["rounds take ever more time"] == grown(slower)


def test_a_history_that_grows_ever_faster_is_noticed() -> None:
    faster = [sample._replace(size=100 * i**2) for i, sample in enumerate(samples())]

    assert ["rounds take ever more bytes of the history"] == grown(faster)
