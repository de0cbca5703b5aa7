"""Help, version, completion, and the message about a command that is not understood."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, get_args

import pytest
import typer

import quiz
from quiz.app.errors import Exit
from quiz.cli import COMMANDS
from quiz.cli.app import app
from quiz.cli.bank import BANK_COMMANDS
from quiz.cli.play import ModeName
from quiz.cli.players import PLAYER_COMMANDS
from quiz.game.modes import MODES
from quiz.text import is_clean
from tests.conftest import COLORS

if TYPE_CHECKING:
    from tests.conftest import Program


def commands() -> Iterator[tuple[str, Any]]:
    """Yield every command and group with its full name."""
    root: Any = typer.main.get_command(app)
    waiting = [(name, root.get_command(None, name)) for name in COMMANDS]
    while waiting:
        name, command = waiting.pop(0)
        yield name, command
        if hasattr(command, "list_commands"):
            waiting += [(f"{name} {sub}", command.get_command(None, sub)) for sub in command.list_commands(None)]


NAMES = [name for name, _ in commands()]


def test_there_are_commands_below_commands() -> None:
    assert {*COMMANDS, "bank check", "bank preview"} <= set(NAMES)


LISTED = [(name, line) for name, (_, line) in COMMANDS.items()]
LISTED += [(f"bank {name}", line) for name, (_, line) in BANK_COMMANDS.items()]
LISTED += [(f"players {name}", line) for name, (_, line) in PLAYER_COMMANDS.items()]


@pytest.mark.parametrize(("name", "line"), LISTED)
def test_the_listed_line_is_the_first_line_of_the_help(name: str, line: str) -> None:
    command = dict(commands())[name]

    assert line == command.help.strip().splitlines()[0]


@pytest.mark.parametrize("name", NAMES)
def test_every_command_has_help_and_so_have_its_options(name: str) -> None:
    command = dict(commands())[name]

    assert command.help
    assert [] == [param.name for param in command.params if not param.help]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_is_shown_for_every_command(program: Program, name: str, option: str) -> None:
    done = program.run(*name.split(), option)

    assert (0, "") == (done.code, done.err)
    assert done.out.startswith(f"Usage: quiz {name}")
    assert dict(commands())[name].help.strip().splitlines()[0] in done.out


def test_help_lists_the_commands(program: Program) -> None:
    done = program.run("--help")

    assert (0, "") == (done.code, done.err)
    listed = done.out.partition("Commands:\n")[2].partition("\n\n")[0].splitlines()
    assert [(name, line) for name, (_, line) in COMMANDS.items()] == [
        tuple(row.strip().split(maxsplit=1)) for row in listed
    ]


def test_without_a_terminal_the_menu_is_the_help(program: Program) -> None:
    assert program.run("--help") == program.run()
    assert not program.history_file.exists()


@pytest.mark.parametrize("option", ["--version", "-V"])
def test_version(program: Program, option: str) -> None:
    assert (0, f"quiz {quiz.__version__}\n", "") == program.run(option)
    assert (0, f"quiz {quiz.__version__}\n", "") == program.run(option, "play")


def test_every_mode_without_a_command_of_its_own_is_offered_and_explained(program: Program) -> None:
    offered = {name: brief for name, brief in MODES.items() if name not in ("review", "practice", "duel")}
    assert list(offered) == list(get_args(ModeName))
    shown = " ".join(program.run("play", "--help").out.split())
    assert "; ".join(f"{name}: {brief}" for name, brief in offered.items()) in shown


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("quiz pl", ["play", "players"]),
        ("quiz b", ["banks", "bank"]),
        ("quiz play eu-nato/lea", ["eu-nato/leaders"]),
        ("quiz play col", ["colors"]),
        ("quiz play --mo", ["--mode"]),
        ("quiz play --mode t", ["test"]),
        ("quiz zzz", []),
        ("quiz zzz --pla", []),
        ("quiz zzz ", []),
        ("quiz bank zzz ", []),
        ("quiz bank - --pla", []),
        ("quiz play --topic= --mode t", ["test"]),
    ],
)
def test_completion(colors: Program, words: str, expected: list[str]) -> None:
    lines = words.replace(" ", "\n")  # as bash gives them
    env = {"_QUIZ_COMPLETE": "complete_bash", "COMP_WORDS": lines, "COMP_CWORD": str(words.count(" "))}
    done = colors.run(env=env)

    assert (0, "") == (done.code, done.err)
    assert expected == done.out.split()


SHELLS = {
    "bash": lambda words: {"COMP_WORDS": words.replace(" ", "\n"), "COMP_CWORD": "1"},
    "zsh": lambda words: {"_TYPER_COMPLETE_ARGS": words},
    "fish": lambda words: {"_TYPER_COMPLETE_ARGS": words, "_TYPER_COMPLETE_FISH_ACTION": "get-args"},
}


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("words", ["quiz ", "quiz p", "quiz forg"])
def test_names_of_commands_are_completed_at_once_as_the_library_would(
    program: Program, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], shell: str, words: str
) -> None:
    env = {"_QUIZ_COMPLETE": f"complete_{shell}", **SHELLS[shell](words)}
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SystemExit):
        app(prog_name="quiz")

    assert (0, capsys.readouterr().out, "") == program.run(env=env)


def test_names_of_commands_are_completed_without_the_library_in_bash_too(program: Program) -> None:
    script = "import sys; from quiz.cli.at_once import answered_at_once as a; print(a([]), 'typer' in sys.modules)"
    env = program.env({"_QUIZ_COMPLETE": "complete_bash", "COMP_WORDS": "quiz\npl", "COMP_CWORD": "1"})
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True, env=env)

    assert done.stdout == "play\nplayers\nTrue False\n"


@pytest.mark.parametrize("args", [["--version"], ["--help"], []])
def test_what_is_answered_at_once_does_without_the_library(program: Program, args: list[str]) -> None:
    script = (
        "import sys; from quiz.cli.at_once import answered_at_once as a; a(sys.argv[1:]); print('typer' in sys.modules)"
    )
    program.start, program.forks = ["-c", script], False

    assert program.run(*args).out.endswith("\nFalse\n")


def test_completion_makes_no_history(colors: Program) -> None:
    colors.run(env={"_QUIZ_COMPLETE": "complete_bash", "COMP_WORDS": "quiz\nplay\nc", "COMP_CWORD": "2"})

    assert not colors.history_file.exists()


WRONG = [
    (["plya"], "no command is called `plya`"),
    (["bank", "chekc"], "chekc"),
    (["bank", "check"], "PATH"),
    (["play", "--mdoe", "learn"], "--mdoe"),
    (["--unknown"], "--unknown"),
    (["\x1b]0;title\x07"], "<U+001B>"),
    (["history", "no-such-round"], "no round"),
    (["play", "no-such-bank"], "no-such-bank"),
    (["bank", "check", "no-such-bank"], "no-such-bank"),
    (["bank", "preview", "../x"], "../x"),
]


@pytest.mark.parametrize(("args", "reason"), WRONG, ids=[" ".join(args).encode().hex()[:24] for args, _ in WRONG])
def test_what_is_not_understood_is_said_and_exits_with_2(program: Program, args: list[str], reason: str) -> None:
    done = program.run(*args)

    assert (Exit.USAGE, "") == (done.code, done.out)
    assert reason in done.err
    assert "Traceback" not in done.err
    assert "\x1b" not in done.err


IN_BANK = "the commands are new, import, export, paper, pack, add, check, preview, schema"
MEANT = [
    (["check", "capitals.yaml"], "no command is called `check`", "did you mean `bank check`?"),
    (["renam"], "no command is called `renam`", "did you mean `players rename`?"),
    (["export"], "no command is called `export`", "did you mean `players export` or `bank export`?"),
    (["bank", "chekc"], "no command is called `chekc`", "did you mean `check`?"),
    (["version"], "no command is called `version`", "did you mean `quiz --version`?"),
    (["help", "plya"], "there is no command or topic `plya`", "did you mean `play`?"),
    (["help", "accesibility"], "there is no command or topic `accesibility`", "did you mean `accessibility`?"),
    (["help", "check"], "there is no command or topic `check`", "did you mean `bank check`?"),
    (["help", "bank", "chek"], "there is no command `bank chek`", "did you mean `bank check`?"),
    (["help", "player", "renam"], "there is no command `player renam`", "did you mean `players rename`?"),
    (["help", "q104"], "there is no command or topic `q104`", "`quiz bank check --explain Q104` explains it"),
    (["help", "qqqq"], "there is no command or topic `qqqq`", "`quiz help` lists the commands and topics"),
    (["play", "--mdoe", "learn"], "no option is called `--mdoe`", "did you mean `--mode`?"),
    (["play", "--no-crads"], "no option is called `--no-crads`", "did you mean `--no-cards`?"),
    (["--dbug"], "no option is called `--dbug`", "did you mean `--debug`?"),
    (
        ["stats", "--bank", "eu-nato"],
        "`quiz stats` has no option `--bank`",
        "it goes after `quiz review`, `quiz find`, `quiz results`, `quiz class`",
    ),
    (["--players", "Ada"], "`quiz` has no option `--players`", "it goes after `quiz play`"),
    (["stats", "--debug"], "no option is called `--debug`", "write it before the command: `quiz --debug ...`"),
    (["--show-completion", "zsh"], "nothing goes after `--show-completion`", "run it in the shell that it is for"),
    (["bank", "new", "x.yaml"], "`quiz bank new` does not take `x.yaml`", "`quiz bank new -h` shows how to use it"),
    (["history", "1", "2", "3"], "`quiz history` does not take `2 3`", "`quiz history -h` shows how to use it"),
    (
        ["players", "rename", "Ann"],
        "`NEW` is missing",
        "write it after `quiz players rename`, such as `quiz players rename me Ada`",
    ),
    (
        ["bank", "preview"],
        "`PATH` is missing",
        "write it after `quiz bank preview`, such as `quiz bank preview rivers.yaml --limit 2`",
    ),
    (
        ["bank", "export", "x"],
        "`--format` is missing",
        "write it after `quiz bank export`, such as `quiz bank export greek --format anki --output greek.apkg`",
    ),
    (["play", "--questions"], "`--questions` needs a value", "`quiz play -h` shows how to use it"),
    (["play", "--plain=3"], "`--plain` takes no value", "`quiz play -h` shows how to use it"),
    (["play", "--topic", ""], "`--topic` needs a value", "`quiz play -h` shows how to use it"),
    (["play", "x", "--players="], "`--players` needs a value", "`quiz play -h` shows how to use it"),
    (["review", "--exam", ""], "`--exam` needs a value", "`quiz review -h` shows how to use it"),
    (["review", "--bank", "x", "--bank", ""], "`--bank` needs a value", "`quiz review -h` shows how to use it"),
    (
        ["bank", "pack", "x", "y.quiz", "--test", "3", "--until="],
        "`--until` needs a value",
        "`quiz bank pack -h` shows how to use it",
    ),
    (["stats", "--html", ""], "`--html` needs a value", "`quiz stats -h` shows how to use it"),
    (["history", ""], "`ROUND` cannot be used: it is empty", "`quiz history -h` shows how to use it"),
    (["bank", "check", "x", ""], "`PATH` cannot be used: it is empty", "`quiz bank check -h` shows how to use it"),
    (["bank", "import", ""], "`FILE` cannot be used: it is empty", "`quiz bank import -h` shows how to use it"),
    (["bank", "add", ""], "`FILE|FOLDER` cannot be used: it is empty", "`quiz bank add -h` shows how to use it"),
    (["players", "import", ""], "`FILE` cannot be used: it is empty", "`quiz players import -h` shows how to use it"),
    (
        ["players", "rename", "Ann", ""],
        "`NEW` cannot be used: it is empty",
        "`quiz players rename -h` shows how to use it",
    ),
    (["bank", "new", "--sheet", ""], "`--sheet` needs a value", "`quiz bank new -h` shows how to use it"),
    (["players", "-"], "no command is called `-`", "the commands are rename, merge, remove, export, import"),
    (["bank", "--", "--"], "no command is called `--`", IN_BANK),
    (["--debug=3"], "`--debug` takes no value", "`quiz -h` shows how to use it"),
    (
        ["play", "--questions", "0"],
        "`--questions` must be a whole number from 1 to 500",
        "`quiz play -h` shows how to use it",
    ),
    (
        ["bank", "preview", "--limit", "x", "eu-nato"],
        "`--limit` must be a whole number of at least 1",
        "`quiz bank preview -h` shows how to use it",
    ),
    (
        ["play", "--mode", "xx"],
        "`--mode` must be `learn`, `test`, `mistakes` or `sprint`",
        "`quiz play -h` shows how to use it",
    ),
]


@pytest.mark.parametrize(("args", "wrong", "help_"), MEANT, ids=[" ".join(args) for args, *_ in MEANT])
def test_a_mistake_in_a_command_is_said_and_what_to_do(
    program: Program, args: list[str], wrong: str, help_: str
) -> None:
    assert program.run(*args) == (Exit.USAGE, "", f"quiz: {wrong}\n  {help_}\n")


def test_nothing_but_two_hyphens_is_the_same_as_nothing(program: Program) -> None:
    assert program.run("bank", "--") == program.run("bank")
    assert program.run("players", "--") == program.run("players")


HIDDEN = "\x1b]0;title\x07\u202e\u200b\u3164\u2800\u2028\ufe0f"


@pytest.mark.parametrize(
    "args",
    [
        [HIDDEN],
        ["help", HIDDEN],
        ["bank", HIDDEN],
        [f"--{HIDDEN}"],
        ["play", f"--{HIDDEN}"],
        ["stats", HIDDEN],
        ["bank", "new", HIDDEN],
        ["config", HIDDEN],
        ["config", "questions", HIDDEN],
        ["stats", "--player", HIDDEN],
    ],
)
def test_hidden_characters_of_a_command_are_said_by_name(program: Program, args: list[str]) -> None:
    done = program.run(*args)

    assert (Exit.USAGE, "") == (done.code, done.out)
    assert all(is_clean(line) for line in done.err.split("\n"))
    assert "<U+202E>" in done.err


def test_a_bank_that_is_nearly_right_is_proposed(colors: Program) -> None:
    done = colors.run("play", "colours")

    assert (2, "", "quiz: there is no bank or course `colours`\n  did you mean `colors`?\n") == done


def test_a_file_that_is_nearly_right_is_proposed(program: Program) -> None:
    for name in ("capitals.yaml", "rivers.quiz", "captials.txt"):
        program.folder.joinpath(name).write_text(COLORS, encoding="utf-8")
    said = {
        name: program.run("play", name).err.splitlines()[-1]
        for name in ("captials.yaml", "./captials.yaml", "river.quiz", "zzzz.yaml", "none/captials.yaml")
    }

    assert said == {
        "captials.yaml": "  did you mean `capitals.yaml`?",
        "./captials.yaml": "  did you mean `capitals.yaml`?",
        "river.quiz": "  did you mean `rivers.quiz`?",
        "zzzz.yaml": "  `quiz banks` lists all banks and courses",
        "none/captials.yaml": "  `quiz banks` lists all banks and courses",
    }


@pytest.mark.parametrize("imported", ["quiz.cli", "quiz.cli.app"])
def test_ctrl_c_before_the_program_has_begun_ends_it_quietly(imported: str) -> None:
    interrupted = """\
import sys
class Interrupted:
    def find_spec(self, name, *_):
        if name == sys.argv[1]:
            raise KeyboardInterrupt
sys.meta_path.insert(0, Interrupted())
from quiz.__main__ import main
main()
"""
    done = subprocess.run([sys.executable, "-c", interrupted, imported], check=False, capture_output=True)

    assert (130, b"", b"") == (done.returncode, done.stdout, done.stderr)


def test_a_python_without_its_own_blake2_reads_the_same_banks(colors: Program) -> None:
    usual = colors.run("play", "colors", "--seed", "1", typed="1\n")
    other = "import hashlib, sys; sys.modules['_blake2'] = None; from quiz.__main__ import main; main()"
    colors.start, colors.forks = ["-c", other], False
    colors.data.rename(colors.folder / "before")

    assert usual == colors.run("play", "colors", "--seed", "1", typed="1\n")


NOTING = """\
import sqlite3
from quiz.__main__ import main
from quiz.history.log import History

opened, opening = [], History.open.__func__

def noted(*args, **options):
    opened.append(opening(*args, **options))
    return opened[-1]

History.open = classmethod(noted)
try:
    main()
except SystemExit:
    pass
for history in opened:
    try:
        history._db.execute("SELECT 1")
        print("still open")
    except sqlite3.ProgrammingError:
        print("closed")
"""


@pytest.mark.parametrize("args", [["history"], ["history", "none"], ["play", "colors"]], ids=" ".join)
def test_the_history_is_closed_when_a_command_ends(colors: Program, args: list[str]) -> None:
    colors.play("colors", "--questions", "1")
    colors.start, colors.forks = ["-c", NOTING], False
    said = colors.run(*args).out

    assert said.endswith("\nclosed\n") or said == "closed\n"
    assert "still open" not in said
