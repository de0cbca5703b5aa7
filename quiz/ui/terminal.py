"""The terminal prompter: one screen for each question, one key for each answer."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Self

from quiz import clock
from quiz.game.mode import Ending
from quiz.game.outcome import Outcome
from quiz.game.round import Round
from quiz.items.answer_kind import AnswerKind
from quiz.term.keyboard import Keyboard, standard_input
from quiz.term.leaving import Stopped, TimeUp
from quiz.term.lines import BLANK, Line, Span, Style, hanging, usable
from quiz.term.prompt import Block, Drawn, Pressed, Prompt, Resized
from quiz.term.sink import OutputFailed, Sink
from quiz.ui import pages, words
from quiz.ui.asking import Asking, compacted, foot_lines, read_first, set_above
from quiz.ui.menu import TURN, Menu, Page, part_end, row_after
from quiz.ui.prompter import FLAG_QUESTION, SKIP, Action, Answer, AskContext, Entry

if TYPE_CHECKING:
    from quiz.game.statistics import Summary
    from quiz.items.cards import Card
    from quiz.term.typed import LinePrompt
    from quiz.ui.document import Document
    from quiz.ui.home_page import HomePage
    from quiz.ui.round_pages import EndNotes
    from quiz.ui.typed_answer import TypedAnswer


SMALLEST = (20, 8)  # columns and rows; a smaller terminal gets the plain prompter
_BACK = ("u", "backspace")
_LINE_ROWS = 4  # below a question whose answer is typed: the keys and the line, with a blank one above each
_CLEAR = "\x1b[H\x1b[J"
# Plain letters, lines that wrap, no bracketed paste, a visible cursor: a signal may have kept a prompt from restoring
# these.
_AS_FOUND = "\x1b[0m\x1b[?7h\x1b[?2004l\x1b[?25h"


class TerminalPrompter:
    """Draws on a terminal and reads single keys. Use it as a context manager: within it, keys are not echoed."""

    #: Feedback waits for a key.
    waits = True

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self._keyboard = Keyboard(standard_input())
        self._prompt = Prompt(sink, self._keyboard, clock.ticked_s)
        self._fresh = False
        self._end: tuple[Page, Page] | None = None  # head and body of the end page
        self._over: tuple[Page, ...] = ()  # the question that was asked last, and its feedback

    def __enter__(self) -> Self:
        self._keyboard.__enter__()
        return self

    def __exit__(self, *_exc: object) -> None:
        try:
            self._sink.raw(_AS_FOUND)
            self._sink.flush()
        except OutputFailed:
            pass  # the terminal is gone
        finally:
            self._keyboard.__exit__()

    def _clear(self) -> None:
        """Start a new screen. What was there before the program scrolls away unharmed."""
        if not self._fresh:
            self._fresh = True
            self._sink.raw("\n" * self._sink.size()[1])
        self._sink.raw(_CLEAR)

    def card(self, card: "Card", number: str, to_come: int) -> bool:
        """Show a card on a screen of its own until a key is pressed; one of them skips the others."""
        from quiz.ui.round_pages import card_page  # most rounds have none

        return self._read(self._drawn(card_page(card, number, to_come)), [SKIP], unseen=True) != SKIP

    def ask(self, round_: Round, context: AskContext) -> Answer | Action:
        """Ask the current question on a screen of its own, and below it how sure the player is, if that is asked."""
        assert round_.current is not None
        asking = Asking(round_, context)
        self._over = (partial(_question, asking),)
        while True:
            if asking.item.blanks:
                answer = self._typed(asking)
                shown = hanging((Span(" " * pages.INDENT),), answer.response or "nothing", usable(self._sink.size()[0]))
            else:
                chosen = self._chosen(asking)
                answer = Answer(tuple(asking.item.options[i].id for i in chosen), bool(asking.hints))
            if not context.asks_certainty:
                return answer
            certainty = self._certainty(asking, shown if asking.item.blanks else chosen)
            if certainty:
                return answer._replace(certainty=certainty)

    def _typed(self, asking: Asking) -> Answer:
        """Let a text be typed for every blank. A line that says the same as an answer is never a command."""
        from quiz.term.typed import LinePrompt  # most rounds do not need it
        from quiz.ui.typed_answer import HELP, HINT, QUIT, TypedAnswer

        last = words.last_feedback(asking.round)
        width, height = self._sink.size()
        whole = partial(_question, asking)
        is_high = len(pages.question_stem(asking.round, width)) + _LINE_ROWS > height
        if is_high and not asking.has_read:
            self._read(whole)
        typing = TypedAnswer(asking.item, [*([words.LAST] if last else []), *([words.WHOLE] if is_high else [])])
        prompt, unseen = LinePrompt(self._sink, self._keyboard), True
        while not typing.is_done:
            line, unseen = self._line(prompt, asking, typing, unseen=unseen), False
            if line is None:
                continue
            command = typing.command(line)
            if command == QUIT:
                raise Stopped
            if asking.context.left_ms and asking.context.left_ms() < 0:
                raise TimeUp
            if last and command == words.LAST:
                self._explain(last)
            elif command == words.WHOLE:
                self._read(whole)
            elif command == HELP:
                more = words.after_answer_help(asking.round, saves=asking.context.saves)
                typing.said = (*typing.help(saves=asking.context.saves), *more)
            elif command == HINT:
                typing.said = (typing.hint(),)
            else:
                typing.take(line)
        return Answer((), bool(typing.hints), None, typing.response)

    def _line(self, prompt: "LinePrompt", asking: Asking, typing: "TypedAnswer", *, unseen: bool) -> str | None:
        """Let a line be typed below a question; return None if it has to be drawn again.

        Raises `Stopped`, `TimeUp`, and KeyboardInterrupt.
        """
        if len(_texts(typing.said, self._sink.size()[0])) + _LINE_ROWS > self._sink.size()[1]:
            self._read(partial(_texts, typing.said), unseen=True)
            typing.said = ()
        above = self._above_line(asking, typing)
        ticks = self._clock_of(asking, len(above) + 1) if asking.context.left_ms else None
        self._clear()
        try:
            if unseen:
                self._prompt.drop_early(["q"] if "q" in typing.usable else ())
            line = prompt.line(above, prompt.typed, ticks)
        except Resized:
            return None
        except Pressed:
            raise Stopped from None
        prompt.typed = ""
        if not line.strip() and self._prompt.is_enter_held():
            return None
        self._prompt.line_taken()
        return line

    def _above_line(self, asking: Asking, typing: "TypedAnswer") -> list[Line]:
        """Return what is above the line on which an answer is typed."""
        width = self._sink.size()[0]
        left = asking.context.left_ms() if asking.context.left_ms else None
        rows = [*pages.question_head(asking.round, width, asking.context.turn, left), BLANK]
        rows += [*pages.question_stem(asking.round, width), BLANK]
        margin = (Span(" " * pages.INDENT),)
        texts = _texts([*typing.filled(), *filter(None, (typing.choices(), *typing.said))], width)
        rows += [*texts, BLANK] if texts else []
        keys = words.typed_keys(asking.item, typing.usable, full=False, saves=asking.context.saves)
        if typing.blank.label:
            keys = f"{typing.blank.label} of {len(asking.item.blanks)}   {keys}"
        return [*rows, *hanging(margin, keys, usable(width), Style.FAINT)]

    def _chosen(self, asking: Asking) -> tuple[int, ...]:
        """Let an answer be chosen."""
        item = asking.item
        keys = {str(i + 1): i for i in range(len(item.options))}
        if item.answer_kind is not AnswerKind.PAIRS:  # they have letters themselves
            keys |= {letter: i for i, letter in enumerate(words.letters(len(item.options)))}
        last = words.last_feedback(asking.round)
        others = ["?", "q", *(["h"] if item.hints else []), *([words.LAST] if last else [])]
        unseen = True
        while True:
            width = self._sink.size()[0]

            def redraw(width: int = width) -> Drawn:
                return asking.heads(width, live=True), asking.rows(width)

            lines, rows = redraw()
            block = Block(rows, asking.foot(width), asking.pointed, lines, asking.checked, redraw)
            low = pages.option_rows(item, width)
            heads, brief = asking.heads(width, live=False), asking.is_brief
            reads_first = brief or bool(item.origin.passage.text)
            above, block = self._laid_out(asking, block, heads, low, brief=brief, reads_first=reads_first)
            ticks = self._clock_of(asking, len(above) + len(block.lines())) if asking.context.left_ms else None
            self._clear()
            try:
                meanwhile = asking.context.meanwhile
                return self._prompt.choose(above, block, keys, others, ticks=ticks, meanwhile=meanwhile, unseen=unseen)
            except Resized:
                pass
            except Pressed as pressed:
                if pressed.key == "q":
                    raise Stopped from None
                if last and pressed.key == words.LAST:
                    self._explain(last)
                asking.hints += pressed.key == "h" and asking.hints < len(item.hints)
                asking.shows_keys = asking.shows_keys != (pressed.key == "?")
            finally:
                asking.pointed, unseen = block.pointed, False

    def _clock_of(self, asking: Asking, rows: int) -> Callable[[], float]:
        """Return the clock in the head of a sprint's question of a height; the clock also ends it in time."""
        from quiz.term.ticking import Clock  # most rounds do not need it

        assert asking.context.left_ms is not None
        return Clock(
            self._sink,
            asking.context.left_ms,
            lambda left, width: pages.question_head(asking.round, width, None, left),
            in_sight=rows <= self._sink.size()[1],
        )

    def _certainty(self, asking: Asking, chosen: tuple[int, ...] | list[Line]) -> str:
        """Ask how sure the player is, below the options or the typed text. Returns nothing to change the answer."""
        shows_keys, pointed, unseen = False, pages.THINKING, True
        while True:
            width, height = self._sink.size()
            if isinstance(chosen, list):
                options = chosen
            else:
                options = pages.with_chosen(asking.rows(width), () if asking.checked else chosen)
            options = [*asking.heads(width, live=False), *options]
            foot = foot_lines(pages.certainty_keys(full=shows_keys, saves=asking.context.saves), (), width)
            question = pages.certainty_question(width)
            block = Block(pages.certainty_rows(width), foot, pointed, [*options, BLANK, *question])
            if len(block.lines()) < height:
                options = []
            else:  # the options may scroll away
                block.heads = question
            above, block = self._laid_out(asking, block, question, block.rows, options, brief=not shows_keys)
            self._clear()
            try:
                others = ["?", "q", *_BACK]
                chosen_one = self._prompt.choose(above, block, pages.CERTAINTY_KEYS, others, unseen=unseen)[0]
                return pages.CERTAIN[chosen_one]
            except Resized:
                pass
            except Pressed as pressed:
                if pressed.key == "q":
                    raise Stopped from None
                if pressed.key in _BACK:
                    return ""
                shows_keys = not shows_keys
            pointed, unseen = block.pointed, False

    def _laid_out(
        self,
        asking: Asking,
        block: Block,
        heads: Sequence[Line],
        rows: Sequence[Sequence[Line]],
        over: Sequence[Line] = (),
        *,
        brief: bool,
        reads_first: bool = False,
    ) -> tuple[list[Line], Block]:
        """Return what is above a block on its screen, with `over` at its end, and the block as it fits there.

        If it is too tall, `heads` and `rows` are above it, or it shows the question first. A `brief` block may lose its
        foot.
        """
        width, height = self._sink.size()
        left = asking.context.left_ms() if asking.context.left_ms else None
        head = pages.question_head(asking.round, width, asking.context.turn, left)
        stem = pages.question_stem(asking.round, width)
        above = set_above(head, stem, block, foot_lines("? keys", (), width) if brief else list(block.foot), height)
        above += [BLANK, *over] if over else []
        if reads_first and len(stem) + len(block.lines()) > height:
            passage = len(pages.passage_lines(asking.item, width))
            start = 0 if brief and not asking.has_read else passage if brief else len(stem) + len(block.lines())
            return read_first(above, stem, block, width, start)
        if len(block.lines()) >= height:
            block.rows = rows
            above, block = compacted([*above, BLANK, *heads], block)
        return above, block

    def feedback(self, round_: Round, outcome: Outcome, actions: Sequence[str], note: str = "") -> Action | None:
        """Mark the options in their place, say why, and wait for any key. Returns what it asks for, if anything."""
        from quiz.ui.round_pages import feedback  # the first question does not need it

        drawn = self._drawn(feedback(outcome, note))
        is_hasty = round_.mode.ending == Ending.CLOCK

        def page(width: int) -> list[Line]:
            return [BLANK, *drawn(width), BLANK]

        action = self._action(page, actions, unseen=not is_hasty)
        self._over += (page,)
        return action

    def _explain(self, outcome: Outcome) -> None:
        """Show a question that was answered, and its feedback, on a screen of their own."""
        from quiz.ui.round_pages import feedback

        page, item = self._drawn(feedback(outcome)), outcome.ask.item

        def whole(width: int) -> list[Line]:
            stem = hanging((Span(" "),), item.stem, usable(width), Style.STRONG)
            return [*pages.passage_lines(item, width), *stem, BLANK, *page(width), BLANK]

        self._read(whole)

    def _action(
        self, page: Page, actions: Sequence[str], *, unseen: bool = False, is_aside: bool = False
    ) -> Action | None:
        """Wait for a key below a page, which is below the question. Returns what it asks for, if anything."""
        while True:
            key = self._wait(page, actions, self._over, unseen=unseen, is_aside=is_aside)
            note = self.note() if key == FLAG_QUESTION else ""
            if note is not None:
                return Action(key, note) if key else None
            self._again(self._over)
            unseen = False

    def below(self, text: str, actions: Sequence[str], *, is_aside: bool) -> Action | None:
        """Say something below the feedback, where the last such text was, and wait again."""
        self._again(self._over)
        return self._action(
            lambda width: [*hanging((Span(" "),), text, usable(width)), BLANK], actions, is_aside=is_aside
        )

    def _again(self, over: Sequence[Page]) -> None:
        """Draw what is above a page on a screen of its own."""
        self._clear()
        if over:
            width = self._sink.size()[0]
            self._sink.lines([row for drawn in over for row in drawn(width)])

    def note(self) -> str | None:
        """Let a line be typed where the line of keys was. Returns None if it is only the key that goes back."""
        from quiz.term.typed import LinePrompt  # few questions are flagged

        prompt = LinePrompt(self._sink, self._keyboard)
        while True:
            asked = hanging((Span(" "),), words.NOTE, usable(self._sink.size()[0]))
            try:
                note = prompt.line(asked, prompt.typed).strip()
            except Resized:
                self._clear()
                continue
            return None if note.casefold() in ("q", "quit") else note

    def _wait(
        self,
        page: Page,
        actions: Sequence[str] = (),
        over: Sequence[Page] = (),
        *,
        unseen: bool = False,
        is_aside: bool = False,
    ) -> str:
        """Wait for any key below a page. Returns it if it is one of the actions, else nothing.

        `over` is what is on the screen above the page: it is drawn again if the size changes. A page that is too tall
        for the screen comes a screen at a time, each below the one before, which scrolls away.
        """
        start = 0
        while True:
            width, height = self._sink.size()
            rows = page(width)
            end = part_end(rows, start, height - 1)
            is_last = not any(rows[end:])
            text = words.after_text(actions, width, is_aside=is_aside) if is_last else words.MORE
            try:
                key = self._key_below(rows[start:end], text, actions if is_last else (), unseen=unseen)
            except Resized:
                self._again(over)
                start, unseen = 0, False
                continue
            if is_last:
                return key
            start = end

    def _key_below(self, rows: Sequence[Line], text: str, actions: Sequence[str], *, unseen: bool) -> str:
        """Draw lines and a text, and wait for any key. Returns it if it is one of the actions, else nothing."""
        key = self._prompt.any_key(rows, text, ["q", *actions], unseen=unseen)
        if key == "q":
            raise Stopped
        return key

    def noted(self, round_: Round) -> None:
        """Take an answer of a test: the next question follows at once."""

    def end(self, round_: Round, summary: "Summary", took_ms: int, beside: "EndNotes") -> None:
        """Keep the end page for the menu that follows below it."""
        from quiz.ui.round_pages import end_page  # most rounds are not over yet

        head, body = end_page(round_, summary, took_ms, beside)
        self._end = self._drawn(head), self._drawn(body)

    def _drawn(self, document: "Document") -> Page:
        """Return a function that draws a document for a width."""
        from quiz.ui.render.terminal import lines, signs_of

        signs = signs_of(self._sink)
        return lambda width: lines(document, usable(width), signs)

    def choose(self, title: str, entries: Sequence[Entry], *, plain_title: str = "") -> int:
        """Offer entries on a screen of their own, or below the end page, which is turned if it is too long."""
        del plain_title  # for those who cannot see what the page shows
        (head, body), self._end = self._end or (None, None), None
        menu = Menu(entries, head or partial(pages.title_lines, *_halves(title)), body)
        # Below the end of a round, nothing that was typed before was meant for it.
        return self._offer(menu, unseen=head is not None)

    def _offer(self, menu: Menu, *, unseen: bool = False) -> int:
        """Show a menu until an entry is chosen; return its index."""
        while True:
            above, block, keys = menu.laid_out(*self._sink.size())
            self._clear()
            try:
                chosen = menu.chosen(self._prompt.choose(above, block, keys, menu.own_keys, unseen=unseen)[0])
            except Resized:
                menu.resized()
                continue
            except Pressed as pressed:
                if pressed.key == TURN:
                    if not menu.turn():
                        self._read(menu.whole)
                    continue
                if pressed.key not in menu.by_key:
                    raise Stopped from None
                return menu.by_key[pressed.key]
            finally:
                unseen = False
            if chosen is not None:
                return chosen

    def home(self, page: "HomePage") -> int:
        """Show the home page; if it has several screens, the one with the entry that is pointed at."""
        from quiz.ui.home_page import NEXT_KEY, home_screen  # a round does not need it
        from quiz.ui.render.terminal import signs_of

        by_key = {entry.key: i for i, entry in enumerate(page.entries) if entry.key}
        pointed = 0
        while True:
            width, height = self._sink.size()
            above, rows, foot, start, end = home_screen(page, width, height, pointed, signs_of(self._sink))
            block = Block(rows, foot, pointed - start)
            self._clear()
            try:
                return start + self._prompt.choose(above, block, {}, [*by_key, NEXT_KEY, "q"])[0]
            except Resized:
                pointed = start + block.pointed
            except Pressed as pressed:
                if pressed.key in by_key:
                    return by_key[pressed.key]
                if pressed.key != NEXT_KEY:
                    raise Stopped from None
                pointed = end % len(page.entries)

    def shows(self, text: str) -> bool:
        """Return whether every letter of a text can be shown."""
        return self._sink.shows(text)

    def say(self, *texts: str) -> None:
        """Say something in passing, and wait until it is read."""
        self._clear()

        def page(width: int) -> list[Line]:
            return [row for text in texts for row in hanging((Span(" "),), text, usable(width))]

        self._wait(page, unseen=True)

    def show(self, document: "Document") -> None:
        """Show a document, a screen at a time."""
        self._read(self._drawn(document), unseen=True)

    def _read(self, page: Page, actions: Sequence[str] = (), *, unseen: bool = False) -> str:
        """Show a page, a screen at a time; a screen ends with a paragraph if it can.

        Returns the key that left it, if that is one of the actions, else nothing. In another size it goes on with
        what was being read.
        """
        rows, start = page(self._sink.size()[0]), 0
        while any(rows[start:]):
            start = next(i for i in range(start, len(rows)) if rows[i])
            width, height = self._sink.size()
            end = part_end(rows, start, height - 3)
            self._clear()
            try:
                key = self._key_below(rows[start:end], words.after_text(actions, width), actions, unseen=unseen)
            except Resized:
                before, rows = rows[:start], page(self._sink.size()[0])
                start = row_after(before, rows)
                continue
            if key:
                return key
            start = end
        return ""

    def stopped(self, text: str) -> None:
        """Say what happened to a stopped round, below what is on the screen."""
        end, self._end = self._end, None
        width, _ = self._sink.size()
        if end:
            self._clear()
        page = [*end[0](width), *end[1](width)] if end else []
        self._sink.lines([*page, BLANK, *hanging((Span(" "),), text, usable(width))])


def _texts(texts: Sequence[str], width: int) -> list[Line]:
    """Return the lines of texts below a question."""
    return [line for text in texts for line in hanging((Span(" " * pages.INDENT),), text, usable(width))]


def _question(asking: Asking, width: int) -> list[Line]:
    """Return the head and stem of a question, as they are above its feedback."""
    head = pages.question_head(asking.round, width, asking.context.turn)
    return [*head, BLANK, *pages.question_stem(asking.round, width)]


def _halves(title: str) -> tuple[str, str]:
    left, _, right = title.partition("\t")
    return left, right
