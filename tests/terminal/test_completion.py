"""Completion in the shells themselves: what Tab offers in bash, zsh and fish."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from quiz.cli.shells import for_bash
from tests.conftest import COLORS, Program
from tests.terminal.child import Child, started
from tests.terminal.conftest import PATIENCE

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
    (["play", "--player", "Eve:"], ["Eve:2"]),
]
#: The end of a line -> the word that a single Tab makes of it.
ONE_TAB = [
    ("play colors --topic=Wa", "--topic=Warmth"),
    ("play --mode=te", "--mode=test"),
    ("play --player=Ad", "--player=Ada Byron"),
    ("play --player Ada\\ ", "Ada Byron"),
    ('play --player "Ada ', "Ada Byron"),
    ("play --player Ev", "Eve:2"),
    ("play --player Eve:", "Eve:2"),
    ("play --players=Ann,Eve:", "--players=Ann,Eve:2"),
    ("play --player W", "Who?"),
    ('play --player "W', "Who?"),
]


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """Return the program after rounds of two players, with a command that starts it. Completion changes nothing."""
    colors = Program(tmp_path_factory.mktemp("played"))
    colors.bank("colors", COLORS)
    for name in ("Who?", "Eve:2", "Ann", "Ada Byron"):
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
    split = [part for word in words for part in re.findall(r"[=:]+|[^=:]+", word) or [""]]  # as bash does
    expected = [name.removeprefix("Eve:") if words[-1] == "Eve:" else name for name in expected]
    line = "\n".join(
        [
            f"source {script(played, 'bash')}",
            "COMP_WORDS=(quiz " + " ".join(f"'{word}'" for word in split) + f"); COMP_CWORD={len(split)}",
            "_quiz_completion quiz",
            r"""[ ${#COMPREPLY[@]} = 0 ] || printf '%s\n' "${COMPREPLY[@]}" """,
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


#: Shell -> what an interactive one runs first. With `failglob`, bash refuses a pattern that is the name of no file.
SETUP = {
    "bash": "shopt -s failglob; source {path}",
    "zsh": "bindkey -e; autoload -Uz compinit; compinit -u -d {folder}/dump; source {path}",
}


def words_after_tab(program: Program, shell: str, setup: str, line: str) -> list[str]:
    """Return the words that a shell reads in a line after one Tab."""
    command = {"bash": ["bash", "--norc", "--noprofile", "-i"], "zsh": ["zsh", "-f", "-i"]}[shell]
    more = {**env(program), "PS1": "> ", "HOME": str(program.folder)}
    child = Child(lambda terminal: started(command, more, program.folder, terminal), 200, 30)
    try:
        child.send(f"{setup}; words() {{ printf '<%s>' \"$@\"; echo e''nd; }}; echo is''ready\n")
        wait_for(child, b"isready")
        child.send(f"quiz {line}\t\x01words \x05\n")  # at the beginning of the line, in front of the command
        shown = wait_for(child, b">end").decode()
    finally:
        child.stop()
    return re.findall("<(.*?)>", shown[shown.rindex("<quiz>") :])[1:]


@pytest.mark.parametrize(("line", "word"), ONE_TAB)
@pytest.mark.parametrize("shell", SETUP)
def test_one_tab_in_a_shell(played: Program, shell: str, line: str, word: str) -> None:
    setup = SETUP[shell].format(path=script(played, shell), folder=played.folder)

    assert word == words_after_tab(played, shell, setup, line)[-1]


def test_the_first_tab_in_zsh_completes_as_well(played: Program) -> None:
    folder = played.folder / "functions"
    folder.mkdir()
    (folder / "_quiz").write_text(script(played, "zsh").read_text(encoding="utf-8").strip(), encoding="utf-8")
    setup = f"bindkey -e; fpath+=({folder}); autoload -Uz compinit; compinit -u -d {folder}/dump"

    assert ["play", "colors"] == words_after_tab(played, "zsh", setup, "play col")


@pytest.mark.parametrize(("line", "word"), ONE_TAB)
def test_fish_has_one_word_for_the_end_of_a_line(played: Program, line: str, word: str) -> None:
    path = script(played, "fish")
    offered = run(played, "fish", "--no-config", "-c", f"source {path}; complete -C {shlex.quote(f'quiz {line}')}")

    assert [word] == [re.sub(r"\\\\(.)", r"\1", one) for one in offered]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_program_that_is_gone_writes_nothing_on_the_line(played: Program, shell: str) -> None:
    text = script(played, shell).read_text(encoding="utf-8")
    gone = played.folder / f"gone.{shell}"
    gone.write_text(re.sub(r"\bquiz 2>|\$1 2>", "no-such-program 2>", text), encoding="utf-8")
    ask = {
        "bash": "COMP_WORDS=(quiz pl); COMP_CWORD=1; _quiz_completion quiz",
        "zsh": "words=(quiz pl); CURRENT=2; _quiz_completion",
        "fish": "complete -C 'quiz qqq'",
    }
    before = "compdef() { :; };" if shell == "zsh" else ""

    assert [] == run(played, shell, "-c", f"{before} source {gone}; {ask[shell]}")


@pytest.mark.parametrize("patterns", ["set -f", "set +f"])
def test_bash_expands_patterns_after_a_completion_as_it_did_before(played: Program, patterns: str) -> None:
    path = script(played, "bash")
    line = "COMP_WORDS=(quiz pl); COMP_CWORD=1; shopt -po noglob; _quiz_completion quiz; shopt -po noglob || :"
    before, after = run(played, "bash", "-c", f"source {path}; {patterns}; {line}")

    assert patterns.replace("f", "o noglob") == before == after


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_what_is_shown_for_a_shell_is_what_is_installed(played: Program, shell: str) -> None:
    command = (
        f"{played.folder / 'bin' / 'quiz'} --install-completion; {played.folder / 'bin' / 'quiz'} --show-completion"
    )
    more = {**env(played), "HOME": str(played.folder / shell)}
    done = subprocess.run([shell, "-c", f"{command}; true"], check=True, capture_output=True, text=True, env=more)
    installed = re.search("installed in (.*)", done.stdout)

    assert installed
    assert (
        Path(installed[1]).read_text(encoding="utf-8").strip()
        == script(played, shell).read_text(encoding="utf-8").strip()
    )
    assert done.stdout.strip().endswith(script(played, shell).read_text(encoding="utf-8").strip())


#: Names that a shell could take for something else.
STRANGE = ["O'Brien", 'a"b', "c:d", "e f", "g;h", r"i$(touch found)", r"j\$(touch found)", r"k\`touch found`"]


def test_zsh_takes_names_as_they_are(played: Program) -> None:
    script(played, "zsh")
    for name in STRANGE:
        played.bank(name, COLORS)
    words = {"_QUIZ_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": "quiz play "}
    answer = played.folder / "answer"
    answer.write_text(played.run(env=words).out, encoding="utf-8")

    # What `_arguments` does with the names: it removes a backslash before each colon, then evaluates them as words.
    line = '_arguments() { eval "ws=( ${${${1#*: :}[3,-3]}//\\\\:/:} )"; print -rl -- $ws }; eval "$(cat answer)"'
    offered = run(played, "zsh", "-f", "-c", line)

    told = {name.replace("\\", "\\\\").replace(":", "\\:") for name in STRANGE}
    assert told <= set(offered)
    assert not (played.folder / "found").exists()
    for name in STRANGE:
        (played.banks / f"{name}.yaml").unlink()


def wait_for(child: Child, text: bytes) -> bytes:
    """Read what a shell writes until a text is there; return all of it."""
    seen = b""
    while text not in seen:
        seen += child.read(PATIENCE)
    return seen


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
