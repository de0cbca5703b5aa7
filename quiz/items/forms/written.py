"""Written-out questions: the teacher gives key and distractors."""

from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import count
from typing import NamedTuple

from quiz.bank.model import Question, TextGap, Wrong
from quiz.bank.readings import WordsAround, read_computed, read_options, read_typed
from quiz.items.draw import Draw
from quiz.items.form import Form
from quiz.items.forms import choose_all, claim, match, order, pick, typed
from quiz.items.forms.typed import how_given
from quiz.items.item import Blank, MixedUp, NotGenerated, Option
from quiz.items.prepared import WANTED_WRONG, ItemParts, item_parts
from quiz.values.clashes import clashes
from quiz.values.columns import counted
from quiz.values.readings import ColumnReading, single_number
from quiz.values.relations import canonical, sense, senses_meet
from quiz.values.spans import Bound, ranks

__all__ = ["Options", "as_written", "form_of", "how_given", "make_written", "options_of"]

_MOST_OPTIONS = 6
_MOST_PLACES = 8  # in an order, or pairs; one spare right side may be added
_FEWEST_PLACES, _FEWEST_PAIRS = 3, 2


class Options(NamedTuple):
    """The options of a question that can be offered together: no wrong one may be the same as a right or pinned one.

    keys: the right ones; `pinned_keys` has the ids of those that are pinned. clashes: the id of a wrong option -> the
    ids of other wrong ones that it may be the same as. ranks: the id of an option -> its position in order, if it has
    one. language: that of the bank.
    """

    keys: Sequence[Option]
    wrong: Sequence[Option]
    pinned: Sequence[Option]
    pinned_keys: Sequence[str]
    clashes: Mapping[str, frozenset[str]]
    ranks: Mapping[str, Bound]
    language: str = ""


def form_of(question: Question) -> Form:
    """Return the form of a question."""
    return _FORMS[question.form]


def options_of(question: Question, language: str) -> Options:
    """Return the options of a question in a bank of a language (its code)."""
    answers = _answers(question)
    wrong = _options("wrong", question.wrong)
    pinned = _options("pinned", question.pinned)
    in_order = [*answers, *wrong]
    texts = [option.text for option in in_order]
    if question.values:
        read, around = read_computed(texts, language, exact=question.exact)
    else:
        read, around = read_options(texts, language, exact=question.exact), WordsAround()
    counts = counted(texts) if None in read.values and not read.reading.literal else None
    placed = zip(in_order, counts or ranks(read.values), strict=True)
    forms = {canonical(option.text, read.reading): option.id for option in pinned}
    twins = {answer.id: forms.get(canonical(answer.text, read.reading), "") for answer in answers}
    every = [*answers, *(option for option in pinned if option.id not in twins.values()), *wrong]
    found = clashes([sense(around.bare(option.text), read.reading) for option in every])
    clashing = {every[at].id: frozenset(every[other].id for other in others) for at, others in found.items()}
    shown = {option.id for option in _apart([*answers, *pinned], clashing)}
    right = {answer.id for answer in answers}  # even if an answer is not shown next to another one
    return Options(
        keys=[answer for answer in answers if answer.id in shown and not twins[answer.id]],
        wrong=[option for option in wrong if (shown | right).isdisjoint(clashing.get(option.id, ()))],
        pinned=[option for option in pinned if option.id in shown and right.isdisjoint(clashing.get(option.id, ()))],
        pinned_keys=[twin for twin in twins.values() if twin],
        clashes=clashing,
        ranks={option.id: rank for option, rank in placed if rank is not None},
        language=language,
    )


def make_written(
    question: Question, options: Options, draw: Draw, prefer: Sequence[MixedUp] = ()
) -> ItemParts | NotGenerated:
    """Make the item of a question, first with the wrong options that `prefer` names."""
    return _MAKERS[question.form](question, options, draw, prefer)


def as_written(question: Question) -> ItemParts:
    """Return a question with all its options in the order given."""
    if question.form == claim.FORM.name:
        return _statement(question)
    if question.form == typed.FORM.name:
        return _with_gaps(question, "") if question.gaps else _one_blank(question, "")
    answers = _answers(question)
    options = (*answers, *_options("wrong", question.wrong), *_options("pinned", question.pinned))
    prompts = tuple(left for left, _ in question.pairs)
    return item_parts(question.ask, options, tuple(answer.id for answer in answers), question.why, prompts)


def _make_choice(
    question: Question, options: Options, draw: Draw, prefer: Sequence[MixedUp]
) -> ItemParts | NotGenerated:
    """Arrange the options: in drawn order, numbers and dates in rising order, pinned ones last."""
    keys, pinned = options.keys, options.pinned
    if not len(options.wrong) + len(pinned) - len(options.pinned_keys):
        return NotGenerated("every wrong answer may be the same as another option", "write others")
    is_for_all = form_of(question) is choose_all.FORM
    if is_for_all:
        room = _MOST_OPTIONS - len(keys) - len(pinned)
    else:
        room = WANTED_WRONG - len(pinned) + len(options.pinned_keys)
    first = {chosen for _, chosen in prefer}
    wanted = [option for option in options.wrong if option.id in first]
    rest = [option for option in options.wrong if option.id not in first]
    wrong = _apart([*wanted, *draw.shuffled(rest)], options.clashes)
    want = max(1, room)
    wrong = _on_both_sides(draw, keys[0], wrong, want, options.ranks, first) if len(keys) == 1 else wrong[:want]
    ordered = _in_order(draw, [*keys, *wrong], options.ranks)
    ids = (*(key.id for key in keys), *options.pinned_keys)
    ask = choose_all.in_plural(question.ask, len(ids)) if is_for_all else question.ask
    return item_parts(ask, (*ordered, *pinned), ids, question.why)


def _on_both_sides(
    draw: Draw, key: Option, wrong: list[Option], want: int, ranks: Mapping[str, Bound], first: Collection[str]
) -> list[Option]:
    """Return as many of the wrong options as are wanted, so that the position of the key gives nothing away.

    If all are numbers or dates, how many lie below the key is drawn first. Those that must come `first` make room for
    themselves, and earlier ones are preferred.
    """
    own, places = ranks.get(key.id), [ranks.get(option.id) for option in wrong]
    if own is None or None in places or len(wrong) <= want:
        return wrong[:want]
    below = [option for option in wrong if ranks[option.id] < own]
    above = [option for option in wrong if ranks[option.id] >= own]
    low, high = max(0, want - len(above)), min(want, len(below))
    low = max(low, min(high, sum(option.id in first for option in below)))
    high = max(low, min(high, want - sum(option.id in first for option in above)))
    under = low + draw.below(high - low + 1)
    return below[:under] + above[: want - under]


def _make_claim(question: Question, options: Options, draw: Draw, prefer: Sequence[MixedUp]) -> ItemParts:
    """Show the statement as it is written; the bank says whether it is true."""
    del options, draw, prefer
    return _statement(question)


def _statement(question: Question) -> ItemParts:
    return item_parts(question.ask, claim.OPTIONS, ("true" if question.is_true else "false",), question.why)


def _make_order(
    question: Question, options: Options, draw: Draw, prefer: Sequence[MixedUp]
) -> ItemParts | NotGenerated:
    """Show the texts to put in order, or some of them if there are many, never in the right order already."""
    del prefer  # no option is wrong
    right = list(options.keys)
    if len(right) > _MOST_PLACES:
        right = [right[i] for i in sorted(draw.sample(range(len(right)), _MOST_PLACES))]
    if len(right) < _FEWEST_PLACES:
        return NotGenerated("fewer than 3 texts are certainly different from each other", "write others")
    shown = right
    while shown == right:
        shown = draw.shuffled(right)
    return item_parts(question.ask, tuple(shown), tuple([option.id for option in right]), question.why)


def _make_match(
    question: Question, options: Options, draw: Draw, prefer: Sequence[MixedUp]
) -> ItemParts | NotGenerated:
    """Show pairs, or some of them if there are many, with extra right sides.

    No two prompts or right sides may be the same.
    """
    del prefer  # what belongs to nothing is wrong everywhere
    drawn = draw.shuffled([*enumerate(question.pairs)])
    prompts = clashes([sense(left) for _, (left, _) in drawn])
    answers = _answers(question)
    pairs: list[tuple[int, str, Option]] = []
    for at, (number, (left, _)) in enumerate(drawn):
        option = answers[number]
        is_apart = not any(one in prompts.get(at, ()) for one, _, _ in pairs)
        if is_apart and all(other.id not in options.clashes.get(option.id, ()) for _, _, other in pairs):
            pairs.append((at, left, option))
    pairs = pairs[:_MOST_PLACES]
    right = [option for _, _, option in pairs]
    shown = _apart([*right, *draw.shuffled(options.wrong)], options.clashes)[: _MOST_PLACES + 1]
    if len(pairs) < _FEWEST_PAIRS or len(shown) < _FEWEST_PLACES:
        return NotGenerated("too few pairs are certainly different from each other", "write others")
    laid_out = _in_order(draw, shown, options.ranks)
    keys = tuple([option.id for option in right])
    return item_parts(question.ask, tuple(laid_out), keys, question.why, tuple([left for _, left, _ in pairs]))


def _make_typed(
    question: Question, options: Options, draw: Draw, prefer: Sequence[MixedUp]
) -> ItemParts | NotGenerated:
    """Ask for an answer to type: any of those that are right, or, in a text with gaps, one for each gap."""
    del draw, prefer  # nothing is offered
    if not question.gaps:
        return _one_blank(question, options.language)
    made = _with_gaps(question, options.language)
    _, _, keys, *_, blanks = made
    for key, blank in zip(keys, blanks, strict=True):
        if len(blank.choices) == 1:
            return NotGenerated(f"every wrong answer of `{key}` may be the same as the right one", "write others")
    return made


def _one_blank(question: Question, language: str) -> ItemParts:
    from quiz.values.marking import Expected, RightAnswer  # few questions are typed

    answers, wrong = _answers(question), _options("wrong", question.wrong)
    names, others = [*question.answers, *question.also], [option.text for option in wrong]
    reading = read_typed(
        names,
        others,
        language,
        exact=question.exact,
        computed=bool(question.values),
        is_within=question.within is not None,
    ).reading
    first, *more = question.answers
    right = (RightAnswer(first, (first, *question.also)), *(RightAnswer(text, (text,)) for text in more))
    known = {canonical(option.text, reading): number for number, option in enumerate(wrong)}
    blank = Blank(Expected(reading, right, known, question.within), dict(enumerate(wrong)))
    return item_parts(question.ask, (answers[0],), (answers[0].id,), question.why, blanks=(blank,))


def _with_gaps(question: Question, language: str) -> ItemParts:
    """Return a text with its gaps in their order in the text."""
    from quiz.values.marking import Expected, RightAnswer  # few questions are typed

    gaps, blanks, keys = _gaps(question), [], []
    for number, gap in enumerate(gaps, start=1):
        is_within = gap.within is not None
        reading = read_typed(gap.answers, gap.wrong, language, exact=question.exact, is_within=is_within).reading
        right = tuple(RightAnswer(text, (text,)) for text in gap.answers)
        wrong = [Option(f"{gap.name}.wrong.{i}", text) for i, text in enumerate(gap.wrong, start=1)]
        known = {canonical(option.text, reading): i for i, option in enumerate(wrong)}
        choices = _choices(gap, reading) if gap.wrong else ()
        label = f"Gap {number}" if len(gaps) > 1 else ""
        blanks.append(Blank(Expected(reading, right, known, gap.within), dict(enumerate(wrong)), choices, label))
        keys.append(Option(gap.name, gap.answers[0]))
    return item_parts(question.ask, tuple(keys), tuple(key.id for key in keys), question.why, blanks=tuple(blanks))


def _gaps(question: Question) -> list[TextGap]:
    """Return the gaps of a text in their order in the text."""
    by_name = {gap.name: gap for gap in question.gaps}
    return [by_name[slot.column] for slot in question.template.slots]


def _choices(gap: TextGap, reading: ColumnReading) -> tuple[str, ...]:
    """Return what can be chosen for a gap: numbers in rising order, other texts in alphabetical order.

    No wrong choice may be the same as a right one, or as an earlier wrong one.
    """
    taken = [sense(text, reading) for text in gap.answers]
    found = [gap.answers[0]]
    for text in gap.wrong:
        own = sense(text, reading)
        if not any(senses_meet(own, one) for one in taken):
            found.append(text)
            taken.append(own)
    numbers = [(number, text) for text in found if (number := single_number(text, reading)) is not None]
    are_numbers = len(numbers) == len(found)
    return tuple([text for _, text in sorted(numbers)] if are_numbers else sorted(found, key=str.casefold))


def _in_order(draw: Draw, options: Sequence[Option], ranks: Mapping[str, Bound]) -> list[Option]:
    """Return options in drawn order; if all are numbers or dates, rising."""
    places = [ranks.get(option.id) for option in options]
    if None in places:
        return draw.shuffled(options)
    return [option for _, _, option in sorted(zip(places, count(), options, strict=False))]


def _apart(options: Sequence[Option], clashing: Mapping[str, frozenset[str]]) -> list[Option]:
    """Return the options that clash with none before them."""
    if not clashing:
        return list(options)
    kept: dict[str, Option] = {}
    for option in options:
        if kept.keys().isdisjoint(clashing.get(option.id, ())):
            kept[option.id] = option
    return list(kept.values())


def _answers(question: Question) -> list[Option]:
    """Return the right options: the answers, or what belongs to each of the pairs."""
    return [Option(f"answer.{i}" if i > 1 else "answer", text) for i, text in enumerate(question.right, start=1)]


def _options(kind: str, texts: Sequence[Wrong]) -> list[Option]:
    return [Option(f"{kind}.{i}", text, why) for i, (text, why) in enumerate(texts, start=1)]


_FORMS: Mapping[str, Form] = {
    form.name: form for form in (claim.FORM, order.FORM, match.FORM, choose_all.FORM, typed.FORM, pick.FORM)
}
#: The function that makes the item of a question, by the name of its form.
_MAKERS: Mapping[str, Callable[[Question, Options, Draw, Sequence[MixedUp]], ItemParts | NotGenerated]] = {
    claim.FORM.name: _make_claim,
    order.FORM.name: _make_order,
    match.FORM.name: _make_match,
    choose_all.FORM.name: _make_choice,
    typed.FORM.name: _make_typed,
    pick.FORM.name: _make_choice,
}
