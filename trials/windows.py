"""Rounds in a real Python for Windows, under Wine: in its console with single keys, and through pipes.

Keys, modes of the console, exit codes, what is saved, and bytes in pipes are judged, but not what is drawn: the console
of Wine 8 does not know escape sequences, and passes them to a terminal without moving its own cursor. The program is
played as it is installed, and from quiz.pyz.
"""

import json
import shutil
import time
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

from release.pyz import archive
from trials.driving import make_home
from trials.report import Report
from trials.wine import VERSION, WindowsProgram, local_data, output_of, python_of_windows, stop_wine, wine_version

__all__ = ["windows"]


def windows(count: int, seed: int) -> Report:
    """Play `count` rounds in the console, each in a different way, and try what else is particular to Windows."""
    began = time.monotonic()
    failures: list[str] = []
    tried = 0
    python = python_of_windows(Path(gettempdir()) / f"quiz-windows-{VERSION}")
    version = output_of(python, ["-c", "import sys; print(sys.version.split()[0], sys.platform)"])
    for number in range(seed, seed + count):
        for trial in _TRIALS:
            tried += 1
            with TemporaryDirectory() as folder:
                try:
                    trial(WindowsProgram(python, make_home(Path(folder))), number)
                except AssertionError as error:
                    failures.append(f"{trial.__name__.strip('_')}, seed {number}: {error}")
    stop_wine(python)
    figures = [("ran on", f"Python {version.decode().strip()}, {wine_version()}")]
    return Report("windows", tried, "rounds and commands", time.monotonic() - began, failures, figures)


def _one_key(program: WindowsProgram, seed: int) -> None:
    """Play a round with single keys: a digit, a letter in upper case, arrows and Enter."""
    with program.console("play", "words", "--seed", str(seed), "--questions", "4") as console:
        for number, keys in enumerate((["1"], ["B"], ["down", "down", "enter"]), start=1):
            console.see(f"{number} of 4")
            console.see("q stop and save")
            for key in keys:
                console.press(key)
            console.see("any key continues")
            console.press("x")
        console.see("4 of 4")
        console.press("q")
        console.ended(0)
    assert program.answers() == 3, f"{program.answers()} answers are in the history"


def _ctrl_c(program: WindowsProgram, seed: int) -> None:
    """Press Ctrl-C at a question."""
    with program.console("play", "words", "--seed", str(seed)) as console:
        console.see("q stop and save")
        console.press("1")
        console.see("any key continues")
        console.press("ctrl-c")
        console.ended(130)
    assert program.answers() == 1, f"{program.answers()} answers are in the history"


def _closed(program: WindowsProgram, seed: int) -> None:
    """Close the terminal while the program waits for a key: it ends, and the answers are saved."""
    with program.console("play", "words", "--seed", str(seed)) as console:
        console.see("q stop and save")
        console.press("1")
        console.see("any key continues")
        console.close()
    assert program.answers() == 1, f"{program.answers()} answers are in the history"


def _plain_lines(program: WindowsProgram, seed: int) -> None:
    """Play with plain lines in the console."""
    with program.console("play", "words", "--seed", str(seed), "--plain") as console:
        console.see("Your answer, 1 to 4:")
        console.press("2.\r")
        console.see("You chose 2")
        console.press("q\r")
        console.ended(0)
    assert program.answers() == 1, f"{program.answers()} answers are in the history"


def _line(program: WindowsProgram, seed: int) -> None:
    """Type a line: a note on a question."""
    with program.console("play", "words", "--seed", str(seed)) as console:
        console.see("q stop and save")
        console.press("1")
        console.see("any key continues")
        console.press("!")
        console.see("Enter")
        console.press("Too large")
        console.see("Too large")
        console.press("enter")
        console.see("flagged, with your note")
        console.press("q")
        console.ended(0)
    flagged = program.run("flags")
    assert b"Too large" in flagged, flagged


def _pipes(program: WindowsProgram, seed: int) -> None:
    """Play a round through a pipe, and write a sheet of it: UTF-8 with one CR on each line."""
    words = (program.home / "banks" / "words.yaml").read_text(encoding="utf-8").replace("name", "όνομα")
    (program.home / "banks" / "words.yaml").write_text(words, encoding="utf-8")
    said = program.run("play", "words", "--seed", str(seed), "--questions", "2", typed=b"1\r\n2.\r\n")
    assert b"\r\r" not in said
    assert program.answers() == 2, f"{program.answers()} answers are in the history"
    sheet = program.run("stats", "--facts", "--csv")
    assert "όνομα" in sheet.decode(), sheet[:300]
    assert sheet.count(b"\r") == sheet.count(b"\r\n") == sheet.count(b"\n"), sheet[:300]


def _new_bank(program: WindowsProgram, seed: int) -> None:
    """Write a bank with a name that Windows reserves, in a folder that has to be quoted."""
    del seed
    folder = program.home / "my banks"
    folder.mkdir()
    sheet = program.home / "r.csv"
    sheet.write_text("River,Length\nRhine,1230\nElbe,1094\nOder,840\n", encoding="ascii")
    args = ["bank", "new", "--from-csv", f"Z:{sheet}", "--title", "Con", "--to", f"Z:{folder}"]
    said = program.run(*args).decode()
    assert (folder / "con-bank.yaml").exists(), said
    shown = str(folder / "con-bank.yaml").replace("/", "\\")
    assert f'quiz play "Z:{shown}"' in said, said


def _one_file(program: WindowsProgram, seed: int) -> None:
    """Run quiz.pyz with a Python that has nothing installed: a round, a test that is handed in, and the help."""
    unpacked = local_data(program.python) / "quiz" / "program"
    shutil.rmtree(unpacked, ignore_errors=True)  # from an earlier trial
    drive = program.home / "on the drive"
    drive.mkdir()
    (drive / "quiz.pyz").write_bytes(archive())
    program = WindowsProgram(program.python, program.home, ("-I", "-S", f"Z:{drive / 'quiz.pyz'}"))
    _one_key(program, seed)
    assert len(list(unpacked.iterdir())) == 1, "it did not unpack itself"
    program.run("bank", "pack", "words", "test.quiz", "--test", "4", "--seed", "may")
    with program.console("play", "test.quiz") as console:
        console.see("any key continues")
        console.press("x")
        for number in range(1, 5):
            console.see(f"{number} of 4")
            console.press("1")
        console.see("of 4 right")
        console.press("q")
        console.ended(0)
    program.run("results", "handed in.jsonl", "--as", "7b-12")
    found = json.loads(program.run("class", "handed in.jsonl", "--bank", "test.quiz", "--json"))
    assert found["checked"] == {"agrees": 4}, found["checked"]
    assert program.run("results", "--text").startswith(b"BEGIN QUIZ RESULTS "), "no text to paste"
    assert b"quiz play" in program.run("help")
    assert b"Working with a class" in program.run("help", "classes")  # in the code page of Windows


_TRIALS = (_one_key, _plain_lines, _ctrl_c, _closed, _line, _pipes, _new_bank, _one_file)
