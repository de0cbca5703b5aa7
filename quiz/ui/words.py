"""The wording that both prompters share: the words of a round, so that terminal and plain mode agree."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from quiz.game.mode import AfterAnswer, Ending, Feedback
from quiz.game.outcome import Ask, Outcome, Setup
from quiz.game.round import Round
from quiz.game.scoring import GUESS, SURE, THINK, certainty_mark
from quiz.items.answer_kind import AnswerKind
from quiz.items.item import Item, Option
from quiz.text import has_lines, listed, plural, sentences

if TYPE_CHECKING:
    from datetime import date

    from quiz.game.scoring import Calibration, Marks
    from quiz.game.statistics import Summary


_WEEK = 7  # days, within which a day is called by its name

#: Shown if there is no answer yet.
NOTHING_PLAYED = "Nothing has been played yet. `quiz play` starts a round."
NOTHING_LISTED = "No bank that `quiz banks` lists has been played yet. `quiz play` starts a round."

#: How an answer is marked if every option has its position.
ALL_IN_PLACE = "The answer is right only if every part of it is."


def place(course: str, topic: str, as_of: str, *, brief: bool = False) -> str:
    """Return where a question belongs: its course, its topic, and when its facts were true, if that is known."""
    when = f"as of {as_of}" if as_of and not brief else as_of
    return " · ".join(filter(None, dict.fromkeys((course, topic, when))))


def left(exam: "date", today: "date") -> str:
    """Return when an exam is, `in 9 days`."""
    days = (exam - today).days
    return "tomorrow" if days == 1 else f"in {plural(days, 'day')}"


def day_name(day: "date", today: "date") -> str:
    """Return a day in words: `today`, `tomorrow`, or its weekday and date."""
    days = (day - today).days
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}
    return near.get(days, f"{day:%A}, {day.day} {day:%B}")


def begun(day: "date", today: "date") -> str:
    """Return when a round began, in words: `begun today`, `begun on Wednesday`, or with its date."""
    days = (today - day).days
    if days in (0, 1):
        return f"begun {day_name(day, today)}"
    return f"begun on {day:%A}" if 1 < days < _WEEK else f"begun on {day.day} {day:%B}"


def letters(count: int) -> str:
    """Return the letters that can be typed instead of numbers."""
    return "abcdefghi"[:count]


def duration(ms: int) -> str:
    """Return a time as `42 s` or `1 min 42 s`."""
    minutes, seconds = divmod(round(ms / 1000), 60)
    return f"{minutes} min {seconds} s" if minutes else f"{seconds} s"


def hint_text(item: Item, shown: int) -> str:
    """Return the hint that comes next, or that there is none."""
    if not item.hints:
        return "There is no hint for this question."
    if shown == len(item.hints):
        return "There are no more hints."
    return in_one("Hint: ", item.hints[shown])


def in_one(*parts: str) -> str:
    """Return parts of a text as one text; parts that have lines keep them."""
    if not any(map(has_lines, parts)):
        return "".join(parts)
    from quiz import layout  # few texts have lines

    return layout.composed(*parts)


def run_on(texts: Sequence[str]) -> str:
    """Return texts one after the other; one that has lines begins a paragraph."""
    return in_one(*[part for text in texts for part in (" ", text)][1:])


#: Shown before a round if the output cannot show some of its letters.
LETTERS = (
    "Some letters of these questions cannot be shown here; a `?` stands for each. A terminal set to UTF-8 shows them."
)

#: Shown when the time of a sprint is up; the second one if a line was typed after that.
TIME_UP = "Time is up."
TOO_LATE = "Time is up. What you typed last came too late and does not count."

#: Shown at the end of a test that was handed out.
HAND_IN = "`quiz results FILE` writes a file to hand in, and `quiz results --text` a text to paste."


def handed_out_text(setup: Setup) -> str:
    """Return what a test that was handed out is like: how long, until when, and when the answers are shown."""
    time = f" in {plural(setup.time_ms // 60_000, 'minute')}" if setup.time_ms else ""
    until = f" Its last day is {setup.until}." if setup.until else ""
    shown = "The right answers are not shown." if setup.feedback else "The right answers are shown at the end."
    return f"A test: {plural(setup.questions, 'question')}{time}, the same for everybody.{until} {shown}"


#: What is asked of a player who flags a question, and what is said if they would rather not.
_GOES_BACK = "Type only q and press Enter to go back."
NOTE = f"What is wrong with this question? Just press Enter to flag it without a note. {_GOES_BACK}"
PLAIN_NOTE = f"What is wrong with the question that you answered last? Type a line, or just press Enter. {_GOES_BACK}"
NOT_FLAGGED = "Nothing was flagged."


#: The sign that flags a question; a note may follow it.
FLAG_SIGN = "!"

#: The note on a question whose player says that what was typed is right.
INSISTED = "I was right: {} (if so, add it to `also:`)"

#: Shown after a typed answer that the bank does not know, if single keys are not shown.
MAY_INSIST = "Type y if you think that your answer is right."

#: The key that shows the feedback on the last answer again.
LAST = "w"


#: The key that shows a question from its beginning, if it is too tall for the screen and its answer is typed.
WHOLE = "p"


def last_feedback(round_: Round) -> Outcome | None:
    """Return the answer whose feedback can be shown again while the next question is open, if there is one."""
    return round_.outcomes[-1] if round_.outcomes and round_.feedback == Feedback.AT_ONCE else None


def after_answer_text(round_: Round, *, saves: bool) -> str:
    """Return what may be done about answers: once one is given, and about the last one while a question is open."""
    parts = []
    if saves and round_.feedback == Feedback.AT_ONCE:
        does = {
            AfterAnswer.UNDO: "u takes it back",
            AfterAnswer.FLAG: f"{FLAG_SIGN} flags its question",
            AfterAnswer.ASIDE: "- sets its fact aside",
        }
        offered = [text for name, text in does.items() if name in round_.mode.after_answer]
        parts.append(f"after an answer, {listed(offered)}")
    if last_feedback(round_):
        parts.append(f"{LAST} explains the last answer again")
    return "; ".join(parts)


def after_answer_help(round_: Round, *, saves: bool) -> list[str]:
    """Return the same as a whole sentence; none if nothing may be done."""
    text = after_answer_text(round_, saves=saves)
    return [f"{text[0].upper()}{text[1:]}."] if text else []


#: Below a part of a page that is too tall for the screen.
MORE = "any key shows more"


def after_text(actions: Sequence[str], width: int, *, is_aside: bool = False) -> str:
    """Return the line of keys after an answer, or below a card: the first ones, as many as fit on one line."""
    names = {"y": "y I was right", "u": "u undo", "!": "! flag", "s": "s skip the cards"}
    names["-"] = "- bring back" if is_aside else "- set aside"
    if list(actions) == ["s"]:  # there may be many cards, so the key that skips them is never left out
        lines = ("any key continues   s skip the cards", "any key continues   s skip", "any key   s skip")
        return next((line for line in lines if len(line) + 2 < width), lines[-1])
    text = "any key continues"
    for action in actions:
        longer = f"{text}   {names[action]}"
        if len(longer) + 2 >= width:
            break
        text = longer
    return text


def clock(left_ms: int) -> str:
    """Return the time that is left as `1:05 left`; a second that has begun counts."""
    minutes, seconds = divmod(-(-max(0, left_ms) // 1000), 60)
    return f"{minutes}:{seconds:02} left"


def leech_text(missed: int, days: int, taken_for: Sequence[str], rests_until: str) -> str:
    """Return the sentences about a fact that is missed again and again; `rests_until` names a day, if it rests."""
    mixed = f" Asked about it, you chose {listed([f'“{text}”' for text in taken_for])}." if taken_for else ""
    rests = f" It rests until {rests_until}." if rests_until else ""
    return f"You missed this on {missed} of the last {days} days it was asked.{mixed}{rests}"


def score_text(round_: Round, summary: "Summary") -> str:
    """Return the score of a round that is over."""
    if round_.total is None:
        return f"{summary.right} of {summary.total} right in {duration(round_.setup.time_ms)}"
    if not round_.is_timed:
        return f"{summary.right} of {summary.total} right at the first try"
    lacking = round_.total - summary.total
    return f"{summary.right} of {round_.total} right" + (f", {lacking} not answered" if lacking else "")


def verdict(outcome: Outcome) -> str:
    """Return the verdict on an answer, in words."""
    if not outcome.right:
        return "Not this time."
    return "Nearly." if any(one.marked.is_slip for one in outcome.typed) else "Right."


def progress(round_: Round) -> str:
    """Return how far a round is, for the head of a question: `3 of 10`, `question 3`, or `2 to go`."""
    if round_.mode.ending == Ending.EACH_RIGHT:
        return f"{round_.to_come} to go"
    return f"question {round_.number}" if round_.total is None else f"{round_.number} of {round_.total}"


def plain_progress(round_: Round) -> str:
    """Return how far a round is, as plain lines say it: `Question 3 of 10`, `Question 3`, or `2 to go`."""
    where = progress(round_)
    return f"Question {where}" if round_.mode.ending == Ending.COUNT else where.capitalize()


def left_text(round_: Round) -> str:
    """Return what to say when a round is stopped."""
    if round_.total is None:
        return f"Saved. This {round_.mode.name} has {duration(round_.left_ms)} left."
    if round_.mode.ending == Ending.EACH_RIGHT:
        return "Saved. What you have not practised comes back in later rounds."
    text = f"Saved. {plural(round_.to_come, 'question is', 'questions are')} left in this round."
    return f"{text} The time left is {duration(round_.left_ms)}." if round_.is_timed else text


def number_of(item: Item, option_id: str) -> int:
    """Return the number that an option was shown with, from 1."""
    return next(i for i, option in enumerate(item.options, start=1) if option.id == option_id)


def numbered(item: Item, options: Sequence[Option]) -> str:
    """Return options as `2, Charles Michel`, `1, A; and 3, B`, or `1, A; 2, B; and 3, C`.

    If some of the item's options begin with a digit, `2, 27` would read as two answers: it is `number 2: 27`.
    """
    has_digits = any(one.text.lstrip("+-−$€£")[:1].isdigit() and not has_lines(one.text) for one in item.options)
    parts: list[str] = []
    for i, one in enumerate(options):
        between = "" if i == 0 else "; and " if i == len(options) - 1 else "; "
        number = number_of(item, one.id)
        parts += [f"{between}number {number}: " if has_digits else f"{between}{number}, ", one.text]
    return in_one(*parts)


def feedback_text(outcome: Outcome) -> list[str]:
    """Return the feedback on an answer: the explanation, then that of each wrong option that was chosen.

    If an answer can be partly right, it starts with how much of it is right.
    """
    item = outcome.ask.item
    texts = [text for text in (score_note(outcome), item.why) if text]
    if item.answer_kind.is_placed and not outcome.right:
        texts.insert(0, _in_place(outcome))
    texts[:0] = typed_notes(outcome)
    if len(item.blanks) > 1 and not outcome.right:
        count = sum(one.marked.is_right for one in outcome.typed)
        of = f"of {len(item.blanks)} gaps"
        texts.insert(0, f"{plural(count, f'{of} is right.', f'{of} are right.')} {ALL_IN_PLACE}")
    for option in outcome.options:
        if option.id not in item.keys:
            told = {sentence for text in texts for sentence in sentences(text)}
            more = [option.why] if has_lines(option.why) else sentences(option.why)
            texts.append(" ".join(sentence for sentence in more if sentence not in told and sentence not in texts))
    if outcome.certainty is not None:
        texts.append(stake_text(outcome.certainty, right=outcome.right))
    return [text for text in texts if text]


def _in_place(outcome: Outcome) -> str:
    item = outcome.ask.item
    count = sum(key == chosen for key, chosen in zip(item.keys, outcome.chosen, strict=True))
    if item.answer_kind is AnswerKind.PAIRS:
        of = f"of {len(item.keys)} pairs"
        return f"{plural(count, f'{of} is right.', f'{of} are right.')} {ALL_IN_PLACE}"
    of = f"of {len(item.keys)}"
    return f"{plural(count, f'{of} is in place.', f'{of} are in place.')} {ALL_IN_PLACE}"


def place_names(kind: AnswerKind, count: int) -> list[str]:
    """Return the names of places: `A`, `B` ... for prompts, `1st`, `2nd` ... for an order."""
    if kind is AnswerKind.PAIRS:
        return list("ABCDEFGHI"[:count])
    return ["1st", "2nd", "3rd", *(f"{i}th" for i in range(4, count + 1))][:count]


def given_text(outcome: Outcome) -> str:
    """Return what was answered, in short: what was typed, or the options that were chosen."""
    if outcome.response is None:
        return answer_text(outcome.ask.item, outcome.chosen)
    return outcome.response or "nothing"


def typed_keys(item: Item, commands: Sequence[str], *, full: bool, saves: bool) -> str:
    """Return the line of keys below a question whose answer is typed, short or in full."""
    hint = " and a hint" if len(item.hints) == 1 else " and the next hint"
    has_key = "h" in commands
    stop = f"stop{' and save' if saves else ''}"
    if not full:
        parts = [
            *(["h hint"] if item.hints and has_key else []),
            *(["? keys" + (hint if item.hints and not has_key else "")] if "?" in commands else []),
            *([f"{WHOLE} whole question"] if WHOLE in commands else []),
            *([f"q {stop}"] if "q" in commands else []),
        ]
        alone = [f"or type only: {parts[0]}", *parts[1:]] if parts else []  # within a line, they are letters
        return "   ".join(["Enter answers", *alone])
    hints = "h and Enter for a hint; " if item.hints and has_key else ""
    quits = "q and Enter, or Ctrl-C," if "q" in commands else "Ctrl-C"
    return f"Type the answer and press Enter; {hints}{quits} to {stop}."


def typed_notes(outcome: Outcome) -> list[str]:
    """Return the correct form of each text that was typed slightly differently and still counts as right."""
    close = [one.option.text for one in outcome.typed if one.marked.is_close]
    return [ended(in_one("The correct form is ", text)) for text in close]


def ended(text: str) -> str:
    """Return a text with a full stop at its end, unless it ends with a mark, perhaps within quotation marks."""
    return text if has_lines(text) or text.rstrip('”’"»').endswith((".", "!", "?", "…", ":")) else f"{text}."


def answer_text(item: Item, chosen: Sequence[str]) -> str:
    """Return an answer in short: `a and b`; for a sequence `a, b, c`; for pairs `A: a; B: b`."""
    texts = [option.text for option in item.chosen_options(chosen)]
    if item.answer_kind is AnswerKind.PAIRS:
        pairs = zip(item.prompts, texts, strict=True)
        return in_one(*[part for prompt, text in pairs for part in ("; ", prompt, ": ", text)][1:])
    if any(map(has_lines, texts)):
        return in_one(*[part for text in texts for part in (", ", text)][1:])
    return ", ".join(texts) if item.answer_kind is AnswerKind.SEQUENCE else listed(texts)


#: How a question with several right answers is scored.
SCORING = "A wrong choice cancels a right one."


def score_note(outcome: Outcome) -> str:
    """Return what an answer counts for if it may be partly right; nothing if the verdict says it."""
    keys = set(outcome.ask.item.keys)
    if outcome.right or not takes_many(outcome.ask):
        return ""
    found = len(keys & set(outcome.chosen))
    wrong = len(outcome.chosen) - found
    less = f", {wrong} wrong" if wrong else ""
    return f"{found} of {len(keys)} found{less}: {points(outcome.score)}."


def points(score: float) -> str:
    """Return `1 point`, `0.33 points`."""
    shown = f"{score:.2f}".rstrip("0").rstrip(".")
    return f"{shown} {'point' if shown == '1' else 'points'}"


def points_text(summary: "Summary") -> str:
    """Return the points of a round, if answers were partly right."""
    return f"{points(summary.points)}, counting partly right answers" if summary.points > summary.right else ""


def marks_texts(summary: "Summary") -> list[str]:
    """Return the certainty marks of a round; nothing if the player was not asked how sure they were."""
    return [] if summary.marks is None else [marks_text(summary.marks)]


def takes_many(ask: Ask) -> bool:
    """Return whether several options may be chosen."""
    return ask.item.answer_kind is AnswerKind.MANY


#: What an answer's certainty was, in words.
SAID = {SURE: "You were sure", THINK: "You thought so", GUESS: "You guessed"}
_SURE = {"sure": "when you were sure", "think": "when you thought so", "guess": "when you guessed"}


def signed(mark: int) -> str:
    """Return a mark with its sign; 0 has none."""
    return f"{mark:+}" if mark else "0"


def calibration_text(found: "tuple[Calibration, ...]") -> str:
    """Return how often answers were right when the player was sure, thought so or guessed; nothing if not asked."""
    told = "; ".join(f"{_SURE[one.certainty]}, {one.right} of {one.total} right" for one in found)
    return f"{told[:1].upper()}{told[1:]}." if told else ""


def stake_text(certainty: str, *, right: bool) -> str:
    """Return what an answer counts for by how sure the player was."""
    return f"{SAID[certainty]}: {signed(certainty_mark(certainty, right=right))}."


def marks_text(marks: "Marks") -> str:
    """Return the certainty marks of a round as a text."""
    told = calibration_text(marks.calibration)
    return f"Marks for certainty: {signed(marks.total)} out of a possible {signed(marks.most)}. {told}"
