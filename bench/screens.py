"""What a player waits for in a terminal, in ms, against bare questionary prompts."""

from collections.abc import Sequence
from pathlib import Path

from bench.measure import Figure, by_turns
from bench.sample import bank_bytes, work_folder
from bench.terminal import Program, environment
from quiz.bank.decode import decode
from quiz.game.modes import LEARN
from quiz.game.round import Ask, Round, Setup, start
from quiz.generate.bank_items import bank_facts
from quiz.store.paths import shipped_banks

__all__ = ["first_question", "steps"]

_FIRST_LIMIT = 0.5
_STEP_LIMIT = 1.2
_FEEDBACK_SHOWN = "any key goes on"  # stands below all of the feedback
_LAST_CHOICE = "Delta"  # of the floors
_SEED = "1"


def first_question(runs: int) -> list[Figure]:
    """Measure from the start of `quiz play eu-nato` until the last option of its first question was received."""
    files = sorted((shipped_banks() / "eu-nato").glob("*.yaml"))
    shown = _last_option(_same_round(files, 10).current)
    with work_folder() as folder:
        env = environment(QUIZ_DATA_DIR=str(folder / "data"))

        def ours() -> float:
            return _until(shown, "quiz", "play", "eu-nato", "--seed", _SEED, env=env)

        def floor() -> float:
            return _until(_LAST_CHOICE, "bench.floors.first_prompt", env=env)

        return [Figure("first question", "ms", *by_turns(ours, floor, runs), _FIRST_LIMIT)]


def steps(runs: int) -> list[Figure]:
    """Measure the steps of a long round: key to feedback (the answer is kept by then), and on to the next question.

    The floor is the step of a loop of prompts: Enter until the last choice of the next
    one. Keys are sent once a program is quiet.
    """
    count = max(2 * runs, 10)
    feedback, onward, floor = [], [], []
    with work_folder() as folder:
        bank = folder / "sample.yaml"
        bank.write_bytes(bank_bytes(count * 3, only_picks=True))
        round_ = _same_round([bank], count)
        env = environment(QUIZ_DATA_DIR=str(folder / "data"))
        args = ("play", str(bank), "--seed", _SEED, "--questions", str(count))
        with Program("quiz", *args, env=env) as ours, Program("bench.floors.prompt_loop", env=env) as loop:
            ours.receive(_last_option(round_.current))
            loop.receive(_LAST_CHOICE)
            while len(round_.queue) > 1:
                assert round_.current is not None
                item = round_.current.item
                ids = [option.id for option in item.options]
                feedback.append(_step(ours, str(ids.index(item.keys[0]) + 1), _FEEDBACK_SHOWN))
                floor.append(_step(loop, "\r", _LAST_CHOICE))
                round_ = round_.answer(item.keys)
                onward.append(_step(ours, " ", _last_option(round_.current)))
                floor.append(_step(loop, "\r", _LAST_CHOICE))
    # The floor's steps took turns with both; each figure keeps those that stood beside it.
    return [
        Figure("key to feedback", "ms", feedback[1:], floor[2::2], _STEP_LIMIT),
        Figure("feedback to next question", "ms", onward[1:], floor[3::2], _STEP_LIMIT),
    ]


def _until(text: str, *args: str, env: dict[str, str]) -> float:
    with Program(*args, env=env) as program:
        return (program.receive(text) - program.began) * 1000


def _step(program: Program, key: str, text: str) -> float:
    program.settle()
    sent = program.send(key)
    return (program.receive(text) - sent) * 1000


def _same_round(files: Sequence[Path], questions: int) -> Round:
    """Return the round that the program will play."""
    banks = [decode(file.read_bytes(), file.stem).bank for file in files]
    facts = [fact for bank in banks if bank for fact in bank_facts(bank)]
    names = tuple((bank.id, bank.hash) for bank in banks if bank)
    return start(Setup(_SEED, LEARN.name, questions, names), facts)


def _last_option(ask: Ask | None) -> str:
    """Return how the line of the last option starts, as far as it is certain to be on one line."""
    assert ask is not None
    options = ask.item.options
    return f"{len(options)}  {options[-1].text}"[:60].rstrip()
