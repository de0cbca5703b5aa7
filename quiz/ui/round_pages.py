"""The pages of a round: what follows an answer, its end, and what a duel says."""

from typing import TYPE_CHECKING, NamedTuple

from quiz.game.mode import Feedback
from quiz.game.outcome import Outcome
from quiz.game.round import Duel, Round
from quiz.items.answer_kind import AnswerKind
from quiz.items.item import Item
from quiz.term.lines import Span, Style
from quiz.text import listed
from quiz.ui import words
from quiz.ui.document import (
    Alternative,
    Bars,
    Document,
    Element,
    Gap,
    Noted,
    NotedList,
    Paragraph,
    Picture,
    Title,
    Verdict,
    passage_above,
    said,
)
from quiz.ui.pages import course_name

if TYPE_CHECKING:
    from quiz.game.statistics import Summary, Week
    from quiz.items.cards import Card

_PAIR_GAP = 4  # cells between prompts and what belongs to them


def card_page(card: "Card", number: str, to_come: int) -> Document:
    """Return the card of a new fact, by its number such as `2 of 3`; `to_come` questions follow."""
    origin = card.origin
    title = words.place(course_name(origin.title), origin.topic, origin.as_of)
    as_of = f" As of {origin.as_of}." if origin.as_of else ""
    elements: list[Element] = [Title(title, f"new: {number}    {to_come} to go"), Gap()]
    elements.append(said(f"New fact {number}. {origin.topic}.{as_of}"))
    if card.name:
        elements.append(Paragraph(card.name, style=Style.STRONG))
    elements += [Paragraph(text) for text in card.texts]
    if origin.source:
        source = (Gap(), Paragraph(origin.source, style=Style.FAINT))
        elements.append(Alternative(source, (f"Source: {origin.source}.",)))
    return (*elements, Gap(), said(""))


def feedback(outcome: Outcome, note: str = "") -> Document:
    """Return the feedback on an answer, with a note on its fact, if there is one."""
    item, verdict = outcome.ask.item, words.verdict(outcome)
    texts = words.feedback_text(outcome)
    shown = (_options(outcome), Gap(), Verdict(outcome.right, verdict, words.run_on(texts)))
    first, *more = _answers(outcome)
    elements: list[Element] = [Alternative(shown, (words.run_on([verdict, first]), *more, *texts))]
    if item.origin.source:
        source = Paragraph(item.origin.source, 3, Style.FAINT)
        elements.append(Alternative((source,), (f"Source: {item.origin.source}.",)))
    if note:
        elements.append(Alternative((Gap(), Paragraph(note, 3)), (note,)))
    return (*elements, said(""))


def _options(outcome: Outcome) -> NotedList:
    """Return the options with what was chosen and what is right next to them."""
    item = outcome.ask.item
    if item.answer_kind.is_placed:
        return _places(outcome)
    if outcome.typed:
        return _typed_rows(outcome)
    rows = []
    for i, option in enumerate(item.options, start=1):
        is_key, is_chosen = option.id in item.keys, option.id in outcome.chosen
        note = "your answer" if is_chosen else "the answer" if is_key else ""
        note = f"{'✓' if is_key else '✗'} {note}" if note else ""
        rows.append(Noted(Span(f"{i}  "), option.text, Span(note, Style.RIGHT if is_key else Style.WRONG)))
    return NotedList(tuple(rows))


def _typed_rows(outcome: Outcome) -> NotedList:
    """Return what was typed and what is right, with several gaps, each with its number."""
    item, rows = outcome.ask.item, []
    for number, (one, key) in enumerate(zip(outcome.typed, item.options, strict=True), start=1):
        label = Span(f"{number}  " if len(item.blanks) > 1 else "")
        if one.marked.is_right:
            rows.append(Noted(label, one.option.text, Span("✓ right", Style.RIGHT)))
            continue
        rows.append(Noted(label, one.option.text or "nothing", Span("✗ your answer", Style.WRONG)))
        rows.append(Noted(label, key.text, Span("✓ the answer", Style.RIGHT)))
    return NotedList(tuple(rows))


def _typed_answers(outcome: Outcome) -> list[str]:
    """Return what was typed, and what is right if that differs; with several gaps, one line for each."""
    item, lines = outcome.ask.item, []
    for one, key, blank in zip(outcome.typed, item.options, item.blanks, strict=True):
        said = one.option.text if not one.marked.is_right else ""
        label = f"{blank.label}: " if blank.label else ""
        if one.marked.is_right:
            right = words.in_one(f"{label}Right, ", one.option.text) if label else f"You typed {outcome.response}"
            lines.append(words.ended(right))
        else:
            typed = words.ended(f"{label}You typed {said or 'nothing'}")
            lines.append(words.run_on([typed, words.ended(words.in_one("The answer is ", key.text))]))
    return lines if len(lines) == 1 else ["Your answers:", *lines]


def _answers(outcome: Outcome) -> list[str]:
    """Return what was chosen and, if that is wrong, what is right."""
    item = outcome.ask.item
    if item.answer_kind.is_placed:
        return [_placed(outcome), *([] if outcome.right else _right_places(outcome))]
    if outcome.typed:
        return _typed_answers(outcome)
    texts = [words.ended(words.in_one("You chose ", words.numbered(item, item.chosen_options(outcome.chosen))))]
    if not outcome.right:
        verb = "The answer is" if len(item.keys) == 1 else "The answers are"
        texts.append(words.ended(words.in_one(f"{verb} ", words.numbered(item, item.key_options))))
    return texts


def _places(outcome: Outcome) -> NotedList:
    """Return the right order, or the right pairs, each with a note on what was answered."""
    item, pairs = outcome.ask.item, outcome.ask.item.answer_kind is AnswerKind.PAIRS
    names = words.place_names(item.answer_kind, len(item.keys))
    labels = [prompt + " " * _PAIR_GAP for prompt in item.prompts] if pairs else [f"{name}  " for name in names]
    rows = []
    for place, key in enumerate(item.key_options):
        if outcome.chosen[place] == key.id:
            note = Span("✓ right", Style.RIGHT)
        elif pairs:
            note = Span(words.in_one("✗ you chose ", item.chosen_options(outcome.chosen)[place].text), Style.WRONG)
        else:
            note = Span(f"✗ you put it {names[outcome.chosen.index(key.id)]}", Style.WRONG)
        rows.append(Noted(Span(labels[place]), key.text, note))
    return NotedList(tuple(rows), pairs=pairs)


def _placed(outcome: Outcome) -> str:
    """Return what was answered, with the numbers of the options."""
    item = outcome.ask.item
    if item.answer_kind is not AnswerKind.PAIRS:
        return words.ended(words.in_one("Your order: ", words.answer_text(item, outcome.chosen)))
    names = words.place_names(item.answer_kind, len(item.keys))
    numbers = [words.number_of(item, id_) for id_ in outcome.chosen]
    pairs = [f"{number} for {name}" for number, name in zip(numbers, names, strict=True)]
    return f"You chose {listed(pairs)}."


def _right_places(outcome: Outcome) -> list[str]:
    """Return the right order, or the right pairs, one on each line, with what was answered."""
    item, pairs = outcome.ask.item, outcome.ask.item.answer_kind is AnswerKind.PAIRS
    names = words.place_names(item.answer_kind, len(item.keys))
    chosen = item.chosen_options(outcome.chosen)
    lines = ["The right pairs:" if pairs else "The right order:"]
    for place, key in enumerate(item.key_options):
        what = words.in_one(f"{names[place]}. ", item.prompts[place]) if pairs else names[place]
        if chosen[place] == key:
            note = "Right."
        elif pairs:
            note = words.ended(words.in_one("You chose ", words.numbered(item, [chosen[place]])))
        else:
            note = f"You put it {names[outcome.chosen.index(key.id)]}."
        lines.append(words.run_on([words.ended(words.in_one(what, ": ", words.numbered(item, [key]))), note]))
    return lines


_STAR = Span("★ ", Style.RIGHT)


class Change(NamedTuple):
    """The score of the last round on the same banks."""

    right: int
    total: int


class EndNotes(NamedTuple):
    """The score of the last round, the good news, and what else there is to say."""

    last: Change | None = None
    cheers: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class EndPage(NamedTuple):
    """The end of a round: the score, which always stays in sight, and what else there is to say about the round."""

    head: Document
    body: Document


def end_page(round_: Round, summary: "Summary", took_ms: int, notes: EndNotes) -> EndPage:
    """Return the end of a round that took a time in milliseconds."""
    if round_.feedback == Feedback.NEVER:
        return _end_without_feedback(round_, took_ms, notes)
    score, change = words.score_text(round_, summary), compared(round_, summary, notes.last)
    head: list[Element] = [Title(score, change)]
    head.append(said("The round is over.", f"{score}, {change}." if change else f"{score}."))
    if notes.cheers:
        head += [*(Paragraph(cheer, style=Style.STRONG, mark=_STAR) for cheer in notes.cheers), Gap()]
    elements: list[Element] = []
    points, took, best = words.points_text(summary), words.duration(took_ms), summary.best_streak
    figures = [f"Longest streak: {best}", f"Time: {took}"] if best else [f"Time: {took}"]
    shown = Paragraph("    ".join([*figures, points] if points else figures))
    spoken = " ".join(f"{text}." for text in figures)
    elements.append(Alternative((shown,), (f"{points}.", spoken) if points else (spoken,)))
    elements += [*map(Paragraph, words.marks_texts(summary)), Gap(), _topics(summary), Gap()]
    if summary.weakest:
        elements.append(Paragraph(f"Weakest topic: {summary.weakest.name}."))
    elements += map(Paragraph, notes.notes)
    if summary.misses and round_.feedback == Feedback.AT_ONCE:
        elements.append(Alternative((Gap(), Paragraph("To look at again", style=Style.STRONG)), ("To look at again:",)))
        elements += map(_miss, summary.misses)
    return EndPage(tuple(head), tuple(elements))


def _end_without_feedback(round_: Round, took_ms: int, notes: EndNotes) -> EndPage:
    """Return the end of a test that does not say what was right."""
    answered = f"{len(round_.first_tries)} of {round_.total} answered"
    head = (Title(answered, ""), said("The round is over.", f"{answered}."))
    return EndPage(head, (Paragraph(f"Time: {words.duration(took_ms)}."), Gap(), *map(Paragraph, notes.notes)))


def _topics(summary: "Summary") -> Picture:
    scores = [(topic.name, topic.share, f"{topic.right} of {topic.total}") for topic in summary.topics]
    return Picture(Bars(tuple(scores), 1, 3), tuple(f"{name}: {score}." for name, _, score in scores), says_all=True)


#: Between a right answer and what was answered: one space more would make it a line of code.
_SAID = "   you said "


def _miss(outcome: Outcome) -> Alternative:
    item = outcome.ask.item
    answer, key = words.given_text(outcome), words.answer_text(item, item.keys)
    shown = (Paragraph(item.stem, 3), Paragraph(words.in_one(key, _SAID, answer), 5, Style.FAINT))
    right = " The answers: " if words.takes_many(outcome.ask) and len(item.keys) > 1 else " The answer: "
    told = [words.ended(words.in_one(item.stem, right, key)), words.ended(words.in_one("You said: ", answer))]
    return Alternative(shown, (words.run_on(told),))


def all_answers(round_: Round) -> Document:
    """Return the feedback on all answers of a round, question by question."""
    elements: list[Element] = []
    passages = ["", *(outcome.ask.item.origin.passage.text for outcome in round_.first_tries)]
    for nth, outcome in enumerate(round_.first_tries, start=1):
        stem = outcome.ask.item.stem
        if passages[nth] != passages[nth - 1]:
            elements += passage_above(passages[nth])
        head = Paragraph(stem, style=Style.STRONG, mark=Span(f"{nth}. "))
        elements += [Alternative((head,), (words.in_one(f"Question {nth}. ", stem),)), *feedback(outcome), Gap()]
    return tuple(elements)


def compared(round_: Round, summary: "Summary", last: Change | None) -> str:
    """Return the change since the last round, or nothing."""
    if last is None or not last.total or not summary.total:
        return ""
    if last.total != summary.total and round_.mode.comparison.of_total:
        return f"last time {last.right} of {last.total}"
    more = summary.right - last.right
    if more == 0:
        return "as many as last time"
    return f"{abs(more)} {'more' if more > 0 else 'fewer'} than last time"


def week_text(found: "Week") -> str:
    """Return how a week is going."""
    from quiz.game.statistics import GOAL  # the first question does not need it

    text = f"This week: {found.days} of {GOAL} days."
    if found.days >= GOAL:
        text = f"This week: {found.days} days. The goal of {GOAL} is met."
    return f"{text} {found.in_a_row} weeks in a row." if found.in_a_row > 1 else text


_LEAST = 2  # players who share the first place


def score(duel: Duel) -> str:
    """Return how the duel stands, `Ada 2, Ben 1`."""
    return ", ".join(f"{name} {points}" for name, points in zip(duel.names, duel.scores, strict=True))


def handing_over(duel: Duel) -> str:
    """Return what to say before a turn, so that nobody sees another's answer."""
    assert duel.turn is not None
    name = duel.names[duel.turn]
    others = [other for other in duel.names if other != name]
    if not others:
        return name
    away = f"{others[0]}, look away." if len(others) == 1 else "Everybody else, look away."
    return f"{name}, it is your turn. {away}"


def result(duel: Duel) -> str:
    """Return who won."""
    best = max(duel.scores)
    winners = duel.winners
    if len(winners) == 1:
        return f"{winners[0]} wins with {best} of {duel.number}."
    who = "all" if len(winners) == len(duel.names) and len(winners) > _LEAST else listed(winners)
    return f"A draw: {who} have {best} of {duel.number}."


def question_page(duel: Duel) -> Document:
    """Return how the players answered the last question."""
    item = duel.latest[0].ask.item
    key = words.in_one("The answer: ", words.answer_text(item, item.keys))
    elements: list[Element] = [Title(f"Question {duel.number} of {duel.rounds[0].planned}", score(duel)), Gap()]
    elements += passage_above(item.origin.passage.text)
    elements += [
        Paragraph(item.stem, style=Style.STRONG),
        Gap(),
        Alternative((Paragraph(key, 3), Gap()), (words.ended(key),)),
    ]
    for name, outcome in zip(duel.names, duel.latest, strict=True):
        sign, style = ("✓", Style.RIGHT) if outcome.right else ("✗", Style.WRONG)
        answer = words.given_text(outcome)
        wrong = words.ended(words.in_one(f"{name}: not this time. {name} said: ", answer))
        shown = Paragraph(words.in_one(f"{sign} {name}: ", answer), 3, style)
        elements.append(Alternative((shown,), (f"{name}: right." if outcome.right else wrong,)))
    for text in _explained(item):
        elements += [Gap(), Paragraph(text)]
    return (*elements, Gap(), said(f"{score(duel)}.", ""))


def _explained(item: Item) -> list[str]:
    source = [f"Source: {item.origin.source}."] if item.origin.source else []
    return [*([item.why] if item.why else []), *source]


def result_page(duel: Duel) -> Document:
    """Return the end of a duel; a page also shows the questions that nobody knew."""
    ranking = sorted(zip(duel.names, duel.scores, strict=True), key=lambda one: -one[1])
    shown = [Paragraph(f"{name}: {points} of {duel.number}") for name, points in ranking]
    by_question = zip(*(round_.outcomes for round_ in duel.rounds), strict=False)
    missed = [outcomes[0].ask.item for outcomes in by_question if not any(outcome.right for outcome in outcomes)]
    unknown: list[Paragraph | Gap] = [Gap(), Paragraph("What nobody knew", style=Style.STRONG)] if missed else []
    for item in missed:
        unknown += [Paragraph(item.stem, 3), Paragraph(words.answer_text(item, item.keys), 5, Style.FAINT)]
    texts = ("The duel is over.", result(duel), f"{score(duel)}.")
    return (Title(result(duel)), Gap(), Alternative((*shown, *unknown, Gap()), texts))
