"""Written-out questions: the teacher gives key and distractors."""

from collections.abc import Mapping, Sequence
from itertools import count
from typing import NamedTuple

from quiz.bank.model import Question, Wrong
from quiz.bank.readings import read_options
from quiz.items.draw import Draw
from quiz.items.form import Form
from quiz.items.forms import choose_all, pick
from quiz.items.item import MixedUp, NotGenerated, Option
from quiz.items.prepared import FEWEST_WRONG, WANTED_WRONG, ItemParts
from quiz.values.clashes import clashes
from quiz.values.relations import canonical, sense
from quiz.values.spans import Bound, ranks

_MOST_OPTIONS = 6


class Options(NamedTuple):
    """The options of a question that may stand together: no wrong one may be the same as a right or a pinned one.

    keys: the right ones; of those that are pinned, `pinned_keys` holds the ids. clashes: the id of a
    wrong option -> those of other wrong ones that it may be the same as. ranks: the id of an option
    -> where it stands in order, if it is worth something.
    """

    keys: Sequence[Option]
    wrong: Sequence[Option]
    pinned: Sequence[Option]
    pinned_keys: Sequence[str]
    clashes: Mapping[str, frozenset[str]]
    ranks: Mapping[str, Bound]


def form_of(question: Question) -> Form:
    """Return the form of a question."""
    return choose_all.FORM if question.choose_all else pick.FORM


def options_of(question: Question, language: str) -> Options:
    """Return the options of a question in a bank of a language (its code)."""
    answers = [Option(f"answer.{i}" if i > 1 else "answer", text) for i, text in enumerate(question.answers, start=1)]
    wrong = _options("wrong", question.wrong)
    pinned = _options("pinned", question.pinned)
    in_order = [*answers, *wrong]
    read = read_options([option.text for option in in_order], language, exact=question.exact)
    placed = zip(in_order, ranks(read.values), strict=True)
    forms = {canonical(option.text, read.reading): option.id for option in pinned}
    twins = {answer.id: forms.get(canonical(answer.text, read.reading), "") for answer in answers}
    every = [*answers, *(option for option in pinned if option.id not in twins.values()), *wrong]
    found = clashes([sense(option.text, read.reading) for option in every])
    clashing = {every[at].id: frozenset(every[other].id for other in others) for at, others in found.items()}
    shown = {option.id for option in _apart([*answers, *pinned], clashing)}
    return Options(
        keys=[answer for answer in answers if answer.id in shown and not twins[answer.id]],
        wrong=[option for option in wrong if shown.isdisjoint(clashing.get(option.id, ()))],
        pinned=[option for option in pinned if option.id in shown],
        pinned_keys=[twin for twin in twins.values() if twin],
        clashes=clashing,
        ranks={option.id: rank for option, rank in placed if rank is not None},
    )


def make_written(
    question: Question, options: Options, draw: Draw, prefer: Sequence[MixedUp] = ()
) -> ItemParts | NotGenerated:
    """Lay the options out: drawn order, numbers and dates rising, pinned ones last; with those of `prefer`."""
    keys, pinned = options.keys, options.pinned
    others = len(options.wrong) + len(pinned) - len(options.pinned_keys)
    if others < (1 if question.choose_all else FEWEST_WRONG):
        return NotGenerated("too few wrong answers that cannot be the same as another option", "write others")
    if question.choose_all:
        room = _MOST_OPTIONS - len(keys) - len(pinned)
    else:
        room = WANTED_WRONG - len(pinned) + len(options.pinned_keys)
    first = {chosen for _, chosen in prefer}
    wanted = [option for option in options.wrong if option.id in first]
    rest = [option for option in options.wrong if option.id not in first]
    wrong = _apart([*wanted, *draw.shuffled(rest)], options.clashes)[: max(1, room)]
    ordered = [*keys, *wrong]
    places = [options.ranks.get(option.id) for option in ordered]
    if None in places:
        ordered = draw.shuffled(ordered)
    else:
        ordered = [option for _, _, option in sorted(zip(places, count(), ordered, strict=False))]
    ids = (*(key.id for key in keys), *options.pinned_keys)
    ask = choose_all.in_plural(question.ask, len(ids)) if question.choose_all else question.ask
    return ask, (*ordered, *pinned), ids, question.why, (), ()


def as_written(question: Question) -> ItemParts:
    """Return a question with all its options in the order given."""
    answers = [Option(f"answer.{i}" if i > 1 else "answer", text) for i, text in enumerate(question.answers, start=1)]
    options = (*answers, *_options("wrong", question.wrong), *_options("pinned", question.pinned))
    return question.ask, options, tuple(answer.id for answer in answers), question.why, (), ()


def _apart(options: Sequence[Option], clashing: Mapping[str, frozenset[str]]) -> list[Option]:
    """Return those of several options, the first ones first, that clash with none before."""
    if not clashing:
        return list(options)
    kept: dict[str, Option] = {}
    for option in options:
        if kept.keys().isdisjoint(clashing.get(option.id, ())):
            kept[option.id] = option
    return list(kept.values())


def _options(kind: str, texts: tuple[Wrong, ...]) -> list[Option]:
    return [Option(f"{kind}.{i}", text, why) for i, (text, why) in enumerate(texts, start=1)]
