"""Studying with the whole program: its selection, questions and history, and a clock that moves day by day."""

from io import StringIO
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from bench.learning.deck import deck
from bench.learning.learner import Learner
from bench.learning.study import LEARNERS, MISSED, Plan, Result
from quiz import clock
from quiz.app.banks import facts_of
from quiz.app.play.recorder import AttemptRecorder
from quiz.app.play.setup import fixed
from quiz.app.review import round_input
from quiz.days import DAY_MS
from quiz.game.outcome import Setup
from quiz.game.round import Round, start
from quiz.game.scoring import guess_chance
from quiz.history.log import History
from quiz.history.players import Habits, Player, Typing
from quiz.items.item import Item
from quiz.items.sources import Fact
from quiz.term.sink import Sink
from quiz.ui.plain import PlainPrompter
from quiz.ui.prompter import Answer

__all__ = ["play"]

_START = 1_760_000_000_000  # a morning
_SPENT = 5_000  # milliseconds for an answer


def play(kind: str, seed: int, plan: Plan) -> Result:
    """Let the learner of a kind and seed play one round a day, in a history of their own, and test them again later."""
    cards = deck(plan.courses)
    learner = LEARNERS[kind](seed, len(cards.ids))
    facts, banks = facts_of(plan.courses)
    setup = Setup(questions=plan.budget, names=plan.courses, banks=banks)
    missed = Random(f"days {seed}")
    seen: set[str] = set()
    answers = 0
    now_ms = clock.now_ms
    try:
        with TemporaryDirectory() as folder:
            history = History.open(Path(folder, "history.db"), write=True)
            assert history is not None
            history = history.of(Player("", "me"))
            for day in range(plan.days):
                if missed.random() >= MISSED:
                    learner.begin(day)
                    clock.now_ms = lambda day=day: _START + day * DAY_MS  # type: ignore[misc]
                    asked = _round(history, setup, facts, learner, cards.ids)
                    seen.update(asked)
                    answers += len(asked)
            history.close()
    finally:
        clock.now_ms = now_ms
    every = range(len(cards.ids))
    learner.begin(plan.days)
    last = learner.retention(every)
    learner.begin(plan.days + plan.later)
    return Result(last, learner.retention(every), len(seen) / len(every), answers)


def _round(history: History, setup: Setup, facts: list[Fact], learner: Learner, ids: tuple[str, ...]) -> list[str]:
    """Play one round; return the facts that it asked."""
    chosen = round_input(
        PlainPrompter(Sink(StringIO()), None, echo=False),
        history,
        setup,
        facts,
        Habits(cards=False, typed=Typing.NEVER),
    )
    assert chosen is not None
    round_ = start(fixed(chosen[0]), chosen[1])
    recorder = AttemptRecorder.of_new(history, round_, clock.now_ms())
    asked = []
    while round_.current is not None:
        item = round_.current.item
        chance = guess_chance(item.answer_kind, len(item.options))
        right = learner.answer(ids.index(item.fact), chance)
        round_ = _kept(round_, recorder, item.keys if right else _wrong(item))
        asked.append(item.fact)
    return asked


def _kept(round_: Round, recorder: AttemptRecorder, chosen: tuple[str, ...]) -> Round:
    after = round_.answer(chosen, None, _SPENT)
    recorder.keep(after, Answer(chosen), _SPENT)
    return after


def _wrong(item: Item) -> tuple[str, ...]:
    """Return a wrong answer: another option, or all of them in reverse order."""
    if item.answer_kind.is_placed:
        return tuple(reversed(item.keys))
    return (next(option.id for option in item.options if option.id not in item.keys),)
