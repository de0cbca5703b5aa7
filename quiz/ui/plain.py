"""The plain prompter: numbered lines in, numbered lines out. No redraw, no boxes.

For screen readers, pipes, scripts and simple terminals.
"""

import sys
import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING, BinaryIO

from quiz.game.mode import Feedback
from quiz.game.outcome import Ask, Outcome
from quiz.game.round import Round
from quiz.items.answer_kind import AnswerKind
from quiz.items.item import Item
from quiz.term.leaving import Stopped, TimeUp
from quiz.term.sink import Sink, is_terminal
from quiz.text import clean, listed
from quiz.ui import words
from quiz.ui.prompter import FLAG_QUESTION, INSIST, SET_ASIDE, UNDO, Action, Answer, AskContext, Entry

if TYPE_CHECKING:
    from quiz.game.statistics import Summary
    from quiz.items.cards import Card
    from quiz.ui.document import Document
    from quiz.ui.home_page import HomePage
    from quiz.ui.round_pages import EndNotes

_LONGEST_LINE = 4096
_PAIR = 2  # of entries: nobody says "1 to 2"


class PlainPrompter:
    """Asks by writing lines to `sink` and reading lines from `source`.

    `echo` writes what was read, for transcripts of a pipe.
    """

    #: Feedback does not wait: actions are asked for at the next question.
    waits = False

    def __init__(self, sink: Sink, source: BinaryIO | None, *, echo: bool) -> None:
        self._sink = sink
        self._source = source
        self._echo = echo
        self._as_typed = ""  # the last line, as it was typed

    def _announce(self, round_: Round, context: AskContext, ask: Ask) -> None:
        """Write a question: where the round stands, the stem and the numbered options."""
        item = ask.item
        score = f" {round_.right} right so far." if round_.feedback == Feedback.AT_ONCE else ""
        if context.turn:
            score = f" It is {context.turn[0]}'s turn."
        if context.left_ms:
            score += f" {words.duration(context.left_ms())} left."
        scoring = [words.SCORING] if words.takes_many(ask) else []
        as_of = f" As of {item.origin.as_of}." if item.origin.as_of else ""
        self._sink.text(f"{words.plain_progress(round_)}. {item.topic}.{as_of}{score}")
        self._sink.laid_out(*_passage(item), item.stem, *scoring)
        if item.answer_kind is AnswerKind.PAIRS:
            self._sink.laid_out(*_place_prompts(item))
        if not item.blanks:
            self._sink.laid_out(*(words.in_one(f"{i}. ", one.text) for i, one in enumerate(item.options, start=1)))

    def card(self, card: "Card", number: str, to_come: int) -> bool:
        """Say what a card shows. It does not wait, so that no answer is taken for a key."""
        from quiz.ui.round_pages import card_page  # most rounds have none

        self.show(card_page(card, number, to_come))
        return True

    def ask(self, round_: Round, context: AskContext) -> Answer | Action:
        """Ask the current question until an answer can be understood."""
        ask = round_.current
        assert ask is not None
        item = ask.item
        self._announce(round_, context, ask)
        if item.blanks:
            return self._ask_to_type(round_, context, ask)
        hints = 0
        while True:
            line = self._read(_question_prompt(ask))
            if line in ("q", "quit"):
                raise Stopped
            if context.left_ms and context.left_ms() < 0:
                raise TimeUp
            if line in (UNDO, INSIST, SET_ASIDE):
                return Action(line)
            if line.startswith(FLAG_QUESTION):
                flag = self._flag(round_, context)
                if flag is None:
                    continue
                return flag
            if line == "h":
                self._sink.laid_out(words.hint_text(item, hints))
                hints = min(hints + 1, len(item.hints))
                continue
            last = words.last_feedback(round_)
            if line == words.LAST and last:
                self._sink.laid_out(*_passage(last.ask.item), last.ask.item.stem)
                self.feedback(round_, last, ())
                continue
            numbers = _answered(ask, line)
            if numbers:
                certainty = self._certainty() if context.asks_certainty else None
                if certainty != "":
                    return Answer(tuple(item.options[n - 1].id for n in numbers), bool(hints), certainty)
                continue
            more = words.after_answer_help(round_, saves=context.saves) if line == "?" else []
            self._sink.text(_question_help(ask, saves=context.saves), *more)

    def _ask_to_type(self, round_: Round, context: AskContext, ask: Ask) -> Answer | Action:
        """Ask for lines until every blank has its text. A line that says the same as an answer is never a command."""
        from quiz.ui.typed_answer import HELP, HINT, QUIT, TypedAnswer  # most rounds do not need it

        last = words.last_feedback(round_)
        typing = TypedAnswer(ask.item, [UNDO, INSIST, FLAG_QUESTION, SET_ASIDE, *([words.LAST] if last else [])])
        while True:
            if typing.choices():
                label = f"{typing.blank.label}. " if typing.blank.label else ""
                self._sink.laid_out(words.in_one(label, typing.choices(), "."))
            self._read(typing.prompt)
            line, command = self._as_typed, typing.command(self._as_typed)
            if command == QUIT:
                raise Stopped
            if context.left_ms and context.left_ms() < 0:
                raise TimeUp
            if command in (UNDO, INSIST, SET_ASIDE):
                return Action(command)
            if command == FLAG_QUESTION:
                flag = self._flag(round_, context)
                if flag is None:
                    continue
                return flag
            if command == HELP:
                more = words.after_answer_help(round_, saves=context.saves)
                self._sink.laid_out(*typing.help(saves=context.saves), *more)
                continue
            if command == HINT:
                self._sink.laid_out(typing.hint())
                continue
            if last and command == words.LAST:
                self._sink.laid_out(*_passage(last.ask.item), last.ask.item.stem)
                self.feedback(round_, last, ())
                continue
            typing.take(line)
            if typing.said:
                self._sink.text(*typing.said)
            if typing.is_done:
                certainty = self._certainty() if context.asks_certainty else None
                if certainty != "":
                    return Answer((), bool(typing.hints), certainty, typing.response)
                typing.again()

    def _flag(self, round_: Round, context: AskContext) -> Action | None:
        """Return the wish to flag a question, with the note behind the sign; without one, ask for it.

        If nothing can be flagged, no note is asked for: it would be typed for nothing. Returns None if the player goes
        back instead.
        """
        note: str | None = self._as_typed.strip()[len(FLAG_QUESTION) :].strip()
        if not note and context.saves and round_.outcomes:
            note = self.note()
        return None if note is None else Action(FLAG_QUESTION, note)

    def _certainty(self) -> str:
        """Ask how sure the player is. Returns nothing if another answer is wanted."""
        from quiz.ui.pages import CERTAIN, PLAIN_CERTAINTY, PLAIN_HELP, PLAIN_QUESTION  # most rounds do not need it

        while True:
            line = self._read(PLAIN_QUESTION)
            if line in ("q", "quit"):
                raise Stopped
            if line == UNDO:
                return ""
            if line in PLAIN_CERTAINTY:
                return CERTAIN[PLAIN_CERTAINTY[line]]
            self._sink.text(PLAIN_HELP)

    def feedback(self, round_: Round, outcome: Outcome, actions: Sequence[str], note: str = "") -> None:
        """Say right or wrong, what was chosen, the answer, why, and the source. It does not wait.

        Of the actions, only the one for a typed answer that is right after all is mentioned: nobody would look for it.
        """
        from quiz.ui.round_pages import feedback  # the first question does not need it

        self.show(feedback(outcome, note))
        if INSIST in actions:
            self._sink.text(words.MAY_INSIST, "")

    def below(self, text: str, actions: Sequence[str], *, is_aside: bool) -> None:
        """Say something more."""
        self._sink.text(text)

    def note(self) -> str | None:
        """Ask for a line; return it as it was typed, or None if it is only `q` or `quit`."""
        if self._read(f"{words.PLAIN_NOTE} ") in ("q", "quit"):
            self._sink.text(words.NOT_FLAGGED)
            return None
        return self._as_typed

    def noted(self, round_: Round) -> None:
        """Confirm an answer that gets no feedback."""
        self._sink.text("Noted.", "")

    def end(self, round_: Round, summary: "Summary", took_ms: int, beside: "EndNotes") -> None:
        """Write the end page of a round, after all answers if the round shows them at its end."""
        from quiz.ui.round_pages import all_answers, end_page  # most rounds are not over yet

        if round_.feedback == Feedback.AT_END:
            self.show(all_answers(round_))
        head, body = end_page(round_, summary, took_ms, beside)
        self.show((*head, *body))

    def choose(self, title: str, entries: Sequence[Entry], *, plain_title: str = "") -> int:
        """Offer numbered entries; an entry's own key or its number chooses it."""
        self._sink.text("", plain_title or title)
        for i, entry in enumerate(entries, start=1):
            self._sink.text(f"{i}. {entry.text}{f' ({entry.beside})' if entry.beside else ''}")
        keys = {entry.key: i for i, entry in enumerate(entries) if entry.key}
        while True:
            line = self._read(f"Your answer, {_numbers(len(entries))}: ")
            if line in keys:
                return keys[line]
            if line in ("q", "quit"):
                raise Stopped
            numbers = _chosen(line, [entry.text for entry in entries], many=False)
            if numbers:
                return numbers[0] - 1
            self._sink.text(f"Type {_a_number(len(entries))}, or q to quit.")

    def home(self, page: "HomePage") -> int:
        """Write the home page, one entry on each line, and let one be chosen."""
        from quiz.ui.home_page import plain_entries  # a round does not need it

        head = f"{page.title}. {page.beside}." if page.beside else f"{page.title}."
        self._sink.text("", head, *([page.note] if page.note else []))
        return self.choose("What now?", plain_entries(page))

    def shows(self, text: str) -> bool:
        """Return whether every letter of a text can be shown."""
        return self._sink.shows(text)

    def say(self, *texts: str) -> None:
        """Say something in passing."""
        self._sink.text(*texts)

    def show(self, document: "Document") -> None:
        """Say the words of a document."""
        from quiz.ui.render.plain import texts

        self._sink.laid_out(*texts(document))

    def stopped(self, text: str) -> None:
        """Say what happened to a stopped round."""
        self._sink.text("", text)

    def _read(self, prompt: str) -> str:
        """Return the next line, in the form in which answers are compared. Raises `Stopped` at the end."""
        self._as_typed = self._line(prompt, _LONGEST_LINE)
        return _folded(self._as_typed)

    def _line(self, prompt: str, longest: int, stripped: str | None = None) -> str:
        """Return the next line, cut if it is too long, without white space or signs around it.

        Raises `Stopped` at the end.
        """
        self._sink.ask(prompt)
        try:
            data = rest = self._source.readline(longest) if self._source else b""
            while self._source and len(rest) == longest and not rest.endswith(b"\n"):
                rest = self._source.readline(longest)
        except (OSError, ValueError):
            data = b""
        if not data:
            self._sink.text("")
            raise Stopped
        text = data.decode("utf-8", errors="replace").strip(stripped)
        if self._echo:
            self._sink.text(clean(text)[:80])
        return text


def stdin_source() -> tuple[BinaryIO | None, bool]:
    """Return standard input as bytes, and whether what is read should be echoed."""
    if sys.stdin is None:
        return None, True
    return sys.stdin.buffer, not is_terminal(sys.stdin)


def _passage(item: Item) -> tuple[str, ...]:
    """Return the passage that an item is about, and a blank line; nothing if there is none."""
    text = item.origin.passage.text
    return (text, "") if text else ()


def _place_prompts(item: Item) -> list[str]:
    """Return the prompts of a match, each by its letter."""
    names = words.place_names(item.answer_kind, len(item.prompts))
    return [words.in_one(f"{name}. ", prompt) for name, prompt in zip(names, item.prompts, strict=True)]


def _place_prompt(item: Item) -> str:
    """Return what is asked for, before the line is typed."""
    count = len(item.keys)
    if item.answer_kind is AnswerKind.PAIRS:
        return f"Your numbers for {listed(words.place_names(item.answer_kind, count))}: "
    return f"Your order of the numbers {_numbers(count, 'and')}: "


def _place_help(item: Item) -> str:
    """Return what to type."""
    count = len(item.keys)
    example = [2, 1, *range(3, count + 1)]
    typed = " ".join(map(str, example))
    if item.answer_kind is AnswerKind.PAIRS:
        names = listed(words.place_names(item.answer_kind, count))
        once = "" if len(item.options) > count else ", each number once"
        return f"Type a number for each of {names} in this order{once}, such as {typed}"
    letters = " ".join(words.letters(count)[number - 1] for number in example)
    numbers = _numbers(count, "and") if count == _PAIR else f"from {_numbers(count)}"
    return f"Type the numbers {numbers} in your order, such as {typed} (or {letters})"


def _numbers(count: int, between: str = "or") -> str:
    """Return the numbers of a list in short: `1 to 4`; two of them as `1 or 2`, or with another word between them."""
    return f"1 {between} 2" if count == _PAIR else f"1 to {count}"


def _a_number(count: int) -> str:
    """Return what to type to choose one of a list: `a number from 1 to 4`, or `1 or 2`."""
    return _numbers(count) if count == _PAIR else f"a number from {_numbers(count)}"


def _question_prompt(ask: Ask) -> str:
    if ask.item.answer_kind.is_placed:
        return _place_prompt(ask.item)
    return f"Your {'answers' if words.takes_many(ask) else 'answer'}, {_numbers(len(ask.item.options))}: "


def _question_help(ask: Ask, *, saves: bool) -> str:
    count = len(ask.item.options)
    letters = words.letters(count)
    if ask.item.answer_kind.is_placed:
        what = _place_help(ask.item)
    elif words.takes_many(ask):
        what = "Type the numbers of all right answers, such as 1 3 (or a c)"
    else:
        letter = "a or b" if count == _PAIR else f"a letter from {letters[0]} to {letters[-1]}"
        what = f"Type {_a_number(count)} (or {letter}, or the answer itself)"
    more = ", h for a hint" if ask.item.hints else ""
    rule = words.ALL_IN_PLACE if ask.item.answer_kind.is_placed else words.SCORING if words.takes_many(ask) else ""
    return f"{what}{more}, or q to stop{' and save' if saves else ''}. {rule}".rstrip()


def _answered(ask: Ask, line: str) -> list[int]:
    """Read a line as option numbers; nothing if it is not an answer."""
    item, count = ask.item, len(ask.item.options)
    if item.answer_kind.is_placed:
        # The letters are those of the prompts if there are some.
        numbers = _typed(line, count, "" if item.answer_kind is AnswerKind.PAIRS else words.letters(count))
        return numbers if len(set(numbers)) == len(numbers) == len(item.keys) else []
    return _chosen(line, [option.text for option in item.options], many=words.takes_many(ask))


def _chosen(line: str, texts: Sequence[str], *, many: bool) -> list[int]:
    """Read `2`, `2.`, `(b)`, `1 3`, `1,3` or `ac` as numbers, each once, or a line that is one of the texts.

    Returns nothing if it is neither, or if it is a letter for one option and the text of another.
    """
    numbers = sorted(set(_typed(line, len(texts), words.letters(len(texts)))))
    same = [i for i, text in enumerate(texts, start=1) if _folded(clean(text)) == line]
    if not numbers or (len(numbers) > 1 and not many):
        return same if len(same) == 1 else []
    return [] if same and same != numbers and line.isalpha() else numbers


def _folded(text: str) -> str:
    """Return a text in the form in which answers are compared: without case, wide letters and other digits.

    A raised or lowered character, such as ², is a different one: some keyboards have a key for it.
    """
    plain = unicodedata.normalize("NFC", text)
    if not plain.isascii():
        plain = "".join(map(_narrow, plain))
    return " ".join(plain.casefold().split())


def _narrow(char: str) -> str:
    wide = unicodedata.east_asian_width(char) == "F"
    return unicodedata.normalize("NFKC", char) if wide else str(unicodedata.decimal(char, char))


def _typed(line: str, count: int, letters: str) -> list[int]:
    """Read option numbers, and the letters that stand for them, in the order typed."""
    known = {str(i): i for i in range(1, count + 1)}
    known |= {letter: i for i, letter in enumerate(letters, start=1)}
    tokens = [token.lstrip("(").rstrip(".):") for token in line.replace(",", " ").split()]
    if len(tokens) == 1 and len(tokens[0]) > 1 and count < 10:
        tokens = list(tokens[0])
    if any(token not in known for token in tokens):
        return []
    return [known[token] for token in tokens]
