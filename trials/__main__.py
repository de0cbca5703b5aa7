"""Run a trial: `python -m trials NAME [--count N] [--seed S]`."""

import argparse
import compileall
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from trials.calls import calls, faults, small_disk
from trials.crowd import crowd
from trials.damaging import damaging
from trials.ecosystem import ecosystem
from trials.fuzzing import fuzz_corpus, fuzzing, heaviest
from trials.handed_in import handed_in
from trials.importing import importing
from trials.killing import killing
from trials.power import power
from trials.prover.proving import prover
from trials.replies import replies
from trials.report import Report, as_text
from trials.school_class import school_class
from trials.soaking import fresh, soaking
from trials.windows import windows
from trials.year import year


class Trial(NamedTuple):
    """A trial: what it does, its usual count and what that counts, and the function that takes a count and a seed."""

    help: str
    times: int
    counted: str
    run: Callable[[int, int], Report]
    run_folder: Callable[[Path], Report] | None = None  # what it does with the files of a folder


_OR_ALL = "(all of them if there are no more)"
#: Every trial by its name.
TRIALS: Mapping[str, Trial] = {
    "kill": Trial("kill rounds at random moments; no answer may be lost", 200, "kills", killing),
    "power": Trial("cut the power in the middle of a write; no answer may be lost", 500, "power cuts", power),
    "calls": Trial("kill a round at its system calls", 100_000, f"system calls {_OR_ALL}", calls),
    "faults": Trial("make writes fail, as on a full or a broken disk", 100_000, f"faults {_OR_ALL}", faults),
    "fuzz": Trial(
        "take made-up and changed banks all the way to a round",
        50_000,
        "made-up or changed banks",
        fuzzing,
        fuzz_corpus,
    ),
    "import": Trial("read changed files of every format that can be imported", 20_000, "changed files", importing),
    "handed-in": Trial(
        "read changed packs, results, lists of a class and histories of players", 20_000, "changed files", handed_in
    ),
    "prover": Trial(
        "judge questions by the banks alone, with nothing of the program",
        2_000,
        "made-up banks, in addition to those that ship and those of the manual",
        prover,
    ),
    "heavy": Trial(
        "take banks that make as many questions as they can to a round", 1_000, f"banks {_OR_ALL}", heaviest
    ),
    "soak": Trial("play rounds in one process; only the history may grow", 1_000, "rounds", soaking),
    "fresh": Trial("play rounds, each in its own process", 200, "rounds", fresh),
    "small-disk": Trial(
        "play on a disk where files cannot grow", 1_000, f"sizes that a file may have {_OR_ALL}", small_disk
    ),
    "crowd": Trial("have many processes write to one history at once", 32, "processes", crowd),
    "class": Trial(
        "hand out a test to a class, have it taken and handed in, and check the results",
        30,
        "students, of whom there are always at least nine",
        school_class,
    ),
    "replies": Trial(
        "press keys among replies of a terminal that are cut anywhere", 50_000, "series of keys and replies", replies
    ),
    "damage": Trial(
        "damage a history; that is reported, it is left as it is, and its backup comes back",
        190,
        "damaged histories",
        damaging,
    ),
    "year": Trial("live a student's year, day by day, and keep a ledger of it", 365, "days", year),
    "windows": Trial(
        "play in the Windows console and through its pipes, under Wine", 1, "times each of its parts is tried", windows
    ),
}


def main() -> int:
    """Run the trial that is named, print its report, and return 1 if it failed."""
    parser = argparse.ArgumentParser(prog="python -m trials", description="Try to break the program.")
    trials = parser.add_subparsers(dest="name", required=True, metavar="NAME")
    for name, trial in TRIALS.items():
        one = trials.add_parser(name, help=trial.help, description=f"{trial.help[0].upper()}{trial.help[1:]}.")
        count = f"how many {trial.counted} (default: {trial.times:,})"
        one.add_argument("--count", type=int, default=trial.times, help=count)
        seed = "the number from which everything is drawn (default: 0)"
        one.add_argument("--seed", type=int, default=0, help=seed)
        if trial.run_folder is not None:
            one.add_argument("--corpus", type=Path, metavar="FOLDER", help="take the files of a folder instead")
    finds = "show what the rules find in your banks that they did not find before"
    compare = trials.add_parser("ecosystem", help=finds, description=f"{finds[0].upper()}{finds[1:]}.")
    compare.add_argument("folder", type=Path, metavar="FOLDER", help="a folder of real banks")
    compare.add_argument(
        "--against", default="HEAD", metavar="COMMIT", help="the program as it was in a commit (default: HEAD)"
    )
    wanted = parser.parse_args()
    if wanted.name == "ecosystem":
        if not wanted.folder.is_dir():
            parser.error(f"there is no folder {wanted.folder}")
        print(ecosystem(wanted.folder, wanted.against))
        return 0
    if wanted.count < 1:
        parser.error("--count must be at least 1")
    compileall.compile_dir(Path(__file__).parents[1] / "quiz", quiet=2)  # what the trials start does not do it itself
    trial, corpus = TRIALS[wanted.name], getattr(wanted, "corpus", None)
    if corpus is not None and trial.run_folder is not None:
        if not corpus.is_dir():
            parser.error(f"there is no folder {corpus}")
        report = trial.run_folder(corpus)
    else:
        report = trial.run(wanted.count, wanted.seed)
    print(as_text(report))
    return int(not report.passed)


if __name__ == "__main__":
    raise SystemExit(main())
