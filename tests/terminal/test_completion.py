"""Completion in the shells themselves: what Tab offers in bash, zsh and fish."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from quiz.cli.completing import for_bash
from tests.conftest import COLORS, Program
from tests.terminal.child import Child, started
from tests.terminal.conftest import PATIENCE

if TYPE_CHECKING:
    from pathlib import Path

#: What is typed -> what is offered for the last word.
TYPED = [
    (["pl"], ["play", "players"]),
    (["play", "col"], ["colors"]),
    (["play", "colors", "--topic", "Wa"], ["Warmth"]),
    (["play", "eu-nato", "--topic", "The"], ["The declaration"]),
    (["review", "--bank", "eu-nato/lea"], ["eu-nato/leaders"]),
    (["play", "--player", "A"], ["Ada Byron", "Ann"]),
    (["players", "rename", "An"], ["Ann"]),
    (["bank", "preview", "colors", "--pattern", "w"], ["what", "warm"]),
    (["bank", "check", "--explain", "Q10"], [f"Q10{i}" for i in range(10)]),
    (["help", "wr"], ["writing-banks"]),
    (["help", "bank", "sc"], ["schema"]),
    (["config", "qu"], ["questions"]),
    (["config", "typed", "a"], ["always"]),
    (["config", "player", "An"], ["Ann"]),
    (["play", "--players", "Ann,A"], ["Ann,Ada Byron"]),
    (["players", "import", "file", "--as", "An"], ["Ann"]),
    (["bank", "export", "colors", "--format", "m"], ["moodle-xml", "mkdocs-quiz"]),
    (["bank", "import", "--format", "aik"], ["aiken"]),
    (["bank", "preview", "colors", "--fact", "mixes/gr"], ["mixes/green", "mixes/gray"]),
    (["bank", "preview", "colors", "--fact", "gre"], ["green"]),
    (["aside", "purp"], ["purple"]),
    (["aside", "colors/mixes/g"], ["colors/mixes/green", "colors/mixes/gray"]),
]


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """Return the program after rounds of two players, with a command that starts it. Completion changes nothing."""
    colors = Program(tmp_path_factory.mktemp("played"))
    colors.bank("colors", COLORS)
    for name in ("Ann", "Ada Byron"):
        colors.run("play", "colors", "--questions", "1", "--player", name, typed="1\n")
    launcher = colors.folder / "bin" / "quiz"
    launcher.parent.mkdir()
    launcher.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m quiz "$@"\n', encoding="utf-8")
    launcher.chmod(0o755)
    return colors


def env(program: Program) -> dict[str, str]:
    found = program.env({"TERM": "xterm", "SHELL": ""})
    return {**found, "PATH": f"{program.folder / 'bin'}{os.pathsep}{found['PATH']}"}


def script(program: Program, shell: str) -> Path:
    """Return a file with what `quiz --show-completion` prints for a shell."""
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    path = program.folder / f"quiz.{shell}"
    more = {"_QUIZ_COMPLETE": f"source_{shell}"}
    path.write_text(program.run(env=more).out, encoding="utf-8")
    return path


def run(program: Program, *command: str) -> list[str]:
    """Return the lines that a shell writes."""
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=env(program), cwd=program.folder)
    assert "" == done.stderr
    return done.stdout.splitlines()


@pytest.mark.parametrize(("words", "expected"), TYPED, ids=["-".join(words) for words, _ in TYPED])
def test_bash(played: Program, words: list[str], expected: list[str]) -> None:
    line = "\n".join(
        [
            f"source {script(played, 'bash')}",
            "COMP_WORDS=(quiz " + " ".join(f"'{word}'" for word in words) + f"); COMP_CWORD={len(words)}",
            "_quiz_completion quiz",
            r"""printf '%s\n' "${COMPREPLY[@]}" """,
        ]
    )

    assert [name.replace(" ", "\\ ") for name in expected] == run(played, "bash", "--norc", "--noprofile", "-c", line)


@pytest.mark.parametrize(("words", "expected"), TYPED, ids=["-".join(words) for words, _ in TYPED])
def test_fish(played: Program, words: list[str], expected: list[str]) -> None:
    path = script(played, "fish")
    offered = run(played, "fish", "--no-config", "-c", f"source {path}; complete -C 'quiz {' '.join(words)}'")

    assert sorted(expected) == sorted(line.partition("\t")[0].replace("\\ ", " ") for line in offered)


def test_fish_has_each_name_with_what_it_is_in_one_line(played: Program) -> None:
    words = {"_TYPER_COMPLETE_ARGS": "quiz play --", "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    lines = played.run(env={"_QUIZ_COMPLETE": "complete_fish", **words}).out.splitlines()

    assert [] == [line for line in lines if not re.fullmatch(r"--[a-z-]+\t\S.*", line)]
    (modes,) = (line for line in lines if line.startswith("--mode\t"))
    assert modes.endswith("against the clock.")
    assert len(modes) > 80


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_names_with_hidden_characters_are_not_offered(played: Program, shell: str) -> None:
    files = [played.banks / f"{name}.yaml" for name in ("ca\x1b]0;title\x07", "ca\u202ed", "ca\u3164", "ca\nd", "café")]
    files += [played.folder / f"{name}.quiz" for name in ("ca\u202ed", "calm")]
    for path in files:
        path.write_text(COLORS, encoding="utf-8")
    words = (
        {"COMP_WORDS": "quiz\nplay\nca", "COMP_CWORD": "2"}
        if shell == "bash"
        else {"_TYPER_COMPLETE_ARGS": "quiz play ca"}
    )
    out = played.run(
        env={"_QUIZ_COMPLETE": f"complete_{shell}", "_TYPER_COMPLETE_FISH_ACTION": "get-args", **words}
    ).out
    for path in files:
        path.unlink()

    assert ["café", "calm.quiz"] == re.findall(r"ca[^\s\\)']*", out)


@pytest.mark.parametrize("words", [["play", "colors", "--topic", "Wa"], ["play", "--player", "Ad"]])
def test_zsh(played: Program, words: list[str]) -> None:
    expected = {"Wa": "Warmth", "Ad": "Ada\\ Byron"}[words[-1]]
    path = script(played, "zsh")
    command = ["zsh", "-f", "-i"]
    shell = Child(lambda terminal: started(command, {**env(played), "PS1": "> "}, played.folder, terminal), 100, 30)
    try:
        shell.send(f"autoload -Uz compinit; compinit -u -d {played.folder}/dump; source {path}; echo is''ready\n")
        wait_for(shell, b"isready")
        shell.send(f"quiz {' '.join(words)}\t")
        wait_for(shell, expected.removeprefix(words[-1]).encode())
    finally:
        shell.stop()


#: Names that a shell could take for something else.
STRANGE = ["O'Brien", 'a"b', "c:d", "e f", "g;h", r"i$(touch found)", r"j\$(touch found)", r"k\`touch found`"]


def test_zsh_takes_names_as_they_are(played: Program) -> None:
    script(played, "zsh")
    for name in STRANGE:
        played.bank(name, COLORS)
    words = {"_QUIZ_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": "quiz play "}
    answer = played.folder / "answer"
    answer.write_text(played.run(env=words).out, encoding="utf-8")

    # What `_arguments` does with the names: it evaluates them as the words of an array.
    line = '_arguments() { eval "ws=( ${${1#*: :}[3,-3]} )"; print -rl -- $ws }; eval $(cat answer)'
    offered = run(played, "zsh", "-f", "-c", line)

    told = {name.replace("\\", "\\\\").replace(":", "\\:") for name in STRANGE}
    assert told <= set(offered)
    assert not (played.folder / "found").exists()
    for name in STRANGE:
        (played.banks / f"{name}.yaml").unlink()


def wait_for(child: Child, text: bytes) -> None:
    """Read what a shell writes until a text is there."""
    seen = b""
    while text not in seen:
        seen += child.read(PATIENCE)


def test_to_a_bank_that_is_not_there_belongs_no_pattern(played: Program) -> None:
    words = {"COMP_WORDS": "quiz\nbank\npreview\nnowhere\n--pattern\n", "COMP_CWORD": "5"}

    assert (0, "\n", "") == played.run(env={"_QUIZ_COMPLETE": "complete_bash", **words})


def test_a_name_in_quotation_marks_is_left_as_it_is(played: Program) -> None:
    words = {"COMP_WORDS": 'quiz\nplay\n--player\n"Ad', "COMP_CWORD": "3"}
    done = played.run(env={"_QUIZ_COMPLETE": "complete_bash", **words})

    assert (0, "Ada Byron\n", "") == done


@pytest.mark.parametrize("mark", ["", '"', "'"])
@pytest.mark.parametrize("name", ["O'Brien", 'a"b', r"j\$(touch found)", "k`touch found`", "$HOME", "c d"])
def test_bash_reads_a_completed_word_as_the_name(monkeypatch: pytest.MonkeyPatch, name: str, mark: str) -> None:
    monkeypatch.setenv("COMP_WORDS", f"quiz\nplay\n{mark}{name[0]}")
    monkeypatch.setenv("COMP_CWORD", "2")
    line = f"printf %s {mark}{for_bash(name)}{mark}"
    done = subprocess.run(["bash", "-c", line], check=True, capture_output=True, text=True)

    assert (name, "") == (done.stdout, done.stderr)


def test_a_round_is_completed_with_what_it_was_about(played: Program) -> None:
    first = played.rounds()[0].id[:8]
    env = {"_QUIZ_COMPLETE": "complete_fish", "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    done = played.run(env={**env, "_TYPER_COMPLETE_ARGS": f"quiz history {first[:3]}"})

    assert (0, "") == (done.code, done.err)
    assert any(line.startswith(f"{first}\t") and "Colors" in line for line in done.out.splitlines())


@pytest.mark.parametrize("damage", [b"", b"no history", b"SQLite format 3\x00"])
def test_a_history_that_cannot_be_read_has_no_names(colors: Program, damage: bytes) -> None:
    colors.data.mkdir()
    colors.history_file.write_bytes(damage)
    env = {"_QUIZ_COMPLETE": "complete_bash", "COMP_CWORD": "3"}
    for words in ("quiz play --player A", "quiz history a"):
        done = colors.run(env={**env, "COMP_WORDS": words, "COMP_CWORD": str(len(words.split()) - 1)})
        assert (0, "", "") == (done.code, done.out.strip(), done.err)
    assert damage == colors.history_file.read_bytes()
