"""What a player waits for in a terminal, in ms, compared with bare questionary prompts."""

from collections.abc import Sequence
from pathlib import Path
from shutil import rmtree

from bench.measure import Figure, by_turns
from bench.sample import PICKS, bank_bytes, work_folder
from bench.terminal import Program, environment
from quiz.game.outcome import Ask, Setup
from quiz.game.round import Round, start
from quiz.items.decoding import decode
from quiz.items.sources import bank_facts
from quiz.library.files import cache_folder, shipped_banks

__all__ = ["first_question", "steps"]

_FIRST_LIMIT = 0.5
_FEEDBACK_LIMIT, _ONWARD_LIMIT = 0.28, 0.12
_FEEDBACK_SHOWN = "any key continues"  # is below all of the feedback
_LAST_CHOICE = "Delta"  # in the floors
_SEED = "2"  # a round of eu-nato that begins with one key among distractors, as most do


def first_question(runs: int) -> list[Figure]:
    """Measure the time from the start of `quiz play eu-nato` until the last option of its first question is received.

    Once with banks that were played before, and once with an empty cache.
    """
    files = sorted((shipped_banks() / "eu-nato").glob("*.yaml"))
    shown = _last_option(_same_round(files, 10).current)
    with work_folder():

        def ours() -> float:
            return _until(shown, "quiz", "play", "eu-nato", "--seed", _SEED)

        def anew() -> float:
            rmtree(cache_folder(), ignore_errors=True)
            return ours()

        def floor() -> float:
            return _until(_LAST_CHOICE, "bench.floors.first_prompt")

        fresh, again, least = by_turns(runs, anew, ours, floor)
    return [
        Figure("first question", "ms", again, least, _FIRST_LIMIT),
        Figure("first question, banks never read", "ms", fresh, least),
    ]


def steps(runs: int) -> list[Figure]:
    """Measure the steps of a long round: from key to feedback (the answer is saved by then), and to the next question.

    The floor is the step of a loop of prompts: Enter until the last choice of the next
    one. Keys are sent once a program is quiet.
    """
    count = max(2 * runs, 10)
    feedback, onward, floor = [], [], []
    with work_folder() as folder:
        bank = folder / "sample.yaml"
        bank.write_bytes(bank_bytes(count * 3, tuple(PICKS)))
        round_ = _same_round([bank], count)
        env = environment()
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
    # The floor's steps took turns with both; each figure is compared with those that were measured next to it.
    return [
        Figure("key to feedback", "ms", feedback[1:], floor[2::2], _FEEDBACK_LIMIT),
        Figure("feedback to next question", "ms", onward[1:], floor[3::2], _ONWARD_LIMIT),
    ]


def _until(text: str, *args: str) -> float:
    with Program(*args, env=environment()) as program:
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
    return start(Setup(_SEED, "learn", questions, names), facts)


def _last_option(ask: Ask | None) -> str:
    """Return the start of the line of the last option, short enough to be certainly on one line."""
    assert ask is not None
    options = ask.item.options
    return f"{len(options)}  {options[-1].text}"[:60].rstrip()
