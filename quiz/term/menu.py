"""A block of entries at the foot of the screen: drawn by us at once, then taken over by questionary.

The block is drawn before the prompt library is imported, which takes longer than
everything else on the way to the first question. The prompt then draws the very same
block in the same place, so that nothing moves; keys typed meanwhile wait in the
terminal's buffer.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, suppress
from typing import Any

from quiz.term.leaving import Stopped
from quiz.term.lines import BLANK, Line, Span, Style, joined
from quiz.term.signals import can_suspend, signals_wake, suspend
from quiz.term.sink import Sink
from quiz.text import clean

POINTER = "❯"


class Checked:
    """Which entries of a block are checked, where any number of them may be, and how that is drawn."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._entries: set[int] = set()

    def toggle(self, entry: int) -> None:
        """Check an entry, or no longer."""
        self._entries ^= {entry}

    def enter(self, entry: int) -> None:
        """Take note of Enter at an entry while nothing can be answered yet."""

    def back(self) -> None:
        """Take back what was done last, where that can be."""

    @property
    def chosen(self) -> tuple[int, ...]:
        """What Enter answers with; nothing while it cannot."""
        return tuple(sorted(self._entries))

    def boxes(self) -> list[str]:
        """Return what stands before each entry."""
        return ["[x] " if i in self._entries else "[ ] " for i in range(self._count)]

    def heads(self, width: int, *, live: bool) -> list[Line]:
        """Return the lines above the entries. Those that are `live` are drawn anew when something is checked."""
        del width, live
        return []


class Block:
    """Entries to move through, with lines above (`heads`) and below them.

    Where entries are checked, `redraw` returns heads and rows anew, as high as they were.
    """

    def __init__(
        self,
        rows: Sequence[Sequence[Line]],
        foot: Sequence[Line],
        pointed: int = 0,
        heads: Sequence[Line] = (),
        checked: Checked | None = None,
        redraw: "Callable[[], Drawn] | None" = None,
    ) -> None:
        self.rows = rows
        self.foot = foot
        self.pointed = pointed
        self.heads = heads
        self.checked = checked
        self.redraw = redraw

    def lines(self) -> list[Line]:
        """Return the block as the prompt will draw it: a blank line, the heads, the entries, the foot."""
        drawn: list[Line] = [BLANK, *self.heads]
        for i, row in enumerate(self.rows):
            head = Span(f" {POINTER} " if i == self.pointed else "   ", Style.POINTED)
            drawn.append((head, *_pointed(row[0], i == self.pointed)))
            drawn += [(Span("   "), *_pointed(rest, i == self.pointed)) for rest in row[1:]]
        return [*drawn, *self.foot]


def _pointed(row: Line, pointed: bool) -> Line:
    return tuple(Span(span.text, Style.POINTED) for span in row) if pointed else row


Drawn = tuple[Sequence[Line], Sequence[Sequence[Line]]]  # heads and rows


class Resized(Exception):
    """The terminal has another size now, or was used by others: draw everything anew."""


class Pressed(Exception):
    """A key with a meaning of its own was pressed."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def draw_block(sink: Sink, above: Sequence[Line], lines: Sequence[Line]) -> None:
    """Draw lines and a block below them, and leave the cursor where the block starts."""
    if above:
        sink.raw(sink.styled(above) + "\n")
    up = f"\x1b[{len(lines) - 1}A" if len(lines) > 1 else ""
    sink.raw(f"{sink.styled(lines)}\r{up}")
    sink.flush()


class Runner:
    """Runs questionary prompts over blocks that are drawn already."""

    def __init__(self, sink: Sink, stack: ExitStack) -> None:
        self._sink = sink
        self._stack = stack
        self._ready = False
        #: Called while a prompt for entries runs: returns in how many seconds it is to be called again, or raises
        #: what the prompt is to be left with.
        self.ticks: Callable[[], float] | None = None

    def _session(self) -> None:
        """Let all prompts share one input, so that keys typed between two of them are kept."""
        if self._ready:
            return
        # An import runs finalizers, and there the exception of a signal would be printed and lost.
        with signals_wake(lambda: None):
            import questionary  # noqa: F401 # every prompt needs it
            from prompt_toolkit.application import create_app_session
            from prompt_toolkit.data_structures import Size
            from prompt_toolkit.input.defaults import create_input
            from prompt_toolkit.output.vt100 import Vt100_Output

        def size() -> Size:
            columns, rows = self._sink.size()
            return Size(rows=rows, columns=columns)

        # Without asking for the cursor's position: a slow line would wait for the answer,
        # and the block is drawn in its full height in any case.
        output = Vt100_Output(self._sink, size, enable_cpr=False, enable_bell=False)  # type: ignore[arg-type]
        self._stack.enter_context(create_app_session(input=create_input(), output=output))
        self._ready = True

    def choose(self, block: Block, keys: Mapping[str, int], others: Sequence[str]) -> tuple[int, ...]:
        """Let the player choose; return the chosen indices, one unless entries are checked.

        `keys` choose (or check) an entry at once. Raises `Pressed` for a key of `others`
        (Ctrl-D counts as `q`), `Resized`, and KeyboardInterrupt for Ctrl-C.
        """
        self._session()
        from prompt_toolkit.key_binding import KeyBindings
        from prompt_toolkit.keys import Keys

        entries = _Entries(block, color=self._sink.color)
        app = entries.question.application
        bindings = KeyBindings()

        def leave(result: object) -> None:
            if app.is_running and not app.is_done:
                self._sink.hold()
                app.exit(result=result)

        def answer(chosen: tuple[int, ...]) -> None:
            if chosen:
                leave(chosen)

        # The library's keys for editing a line would act on a line that is not there; Ctrl-O even ends the prompt.
        bindings.add(Keys.Any, eager=True)(lambda _event: None)
        for key, index in keys.items():
            bindings.add(key, eager=True)(lambda _event, index=index: answer(entries.press(index)))
        _bind_others(bindings, others, leave)
        for key in ("enter", "c-j"):  # the latter is an Enter that came before the prompt
            bindings.add(key, eager=True)(lambda _event: answer(entries.enter()))
        if block.checked is not None:
            bindings.add("space", eager=True)(lambda _event: answer(entries.press(entries.pointed)))
            for key in ("backspace", "left", "u"):
                bindings.add(key, eager=True)(lambda _event: entries.back())
        self._run(app, bindings, leave, self.ticks)
        result = self._result
        block.pointed = entries.pointed
        if isinstance(result, Exception):
            raise result
        assert isinstance(result, tuple)
        return result

    def any_key(self, text: str, others: Sequence[str]) -> None:
        """Wait for any key. Raises as `choose` does."""
        self._session()
        import questionary
        from prompt_toolkit.key_binding import KeyBindings
        from prompt_toolkit.keys import Keys

        look = prompt_look(self._sink.color)
        question = questionary.press_any_key_to_continue(text, style=look, erase_when_done=True)
        app = question.application
        bindings = KeyBindings()

        def leave(result: object) -> None:
            if app.is_running and not app.is_done:
                self._sink.hold()
                app.exit(result=result)

        bindings.add(Keys.Any, eager=True)(lambda _event: leave(None))
        _bind_others(bindings, others, leave)
        self._run(app, bindings, leave)
        if isinstance(self._result, Exception):
            raise self._result

    def _run(
        self,
        app: Any,
        bindings: Any,
        leave: Callable[[object], None],
        ticks: Callable[[], float] | None = None,
    ) -> None:
        from prompt_toolkit.application.run_in_terminal import run_in_terminal
        from prompt_toolkit.key_binding import merge_key_bindings

        async def stopped() -> None:
            await run_in_terminal(suspend)
            leave(Resized())  # brought back, the shell's lines stand below the page: it is drawn anew

        bindings.add("c-c", eager=True)(lambda _event: leave(_Interrupted()))
        if can_suspend():
            bindings.add("c-z", eager=True)(lambda _event: app.create_background_task(stopped()))
        app.key_bindings = merge_key_bindings([app.key_bindings, bindings])
        app.ttimeoutlen = 0.05  # how long an Escape waits for the rest of an arrow key
        size = self._sink.size()
        woken = False

        def look(_app: object) -> None:
            if woken:
                leave(None)
            elif self._sink.size() != size:
                leave(Resized())

        def wake() -> None:
            # Called by a signal, at any moment: the prompt ends when its loop comes to it, or before its first drawing.
            nonlocal woken
            woken = True
            if app.loop is not None:
                with suppress(RuntimeError):  # the loop has just been closed
                    app.loop.call_soon_threadsafe(leave, None)

        def failed(_loop: object, context: Mapping[str, Any]) -> None:
            leave(context.get("exception") or RuntimeError(context["message"]))

        def tick() -> None:
            if ticks is None or not app.is_running or app.is_done:
                return
            try:
                app.loop.call_later(ticks(), tick)
            except Exception as error:  # noqa: BLE001 # it is raised again where the prompt is left
                leave(error)

        def begin() -> None:
            app.loop.set_exception_handler(failed)
            app.loop.call_soon(tick)

        app.before_render += look
        with signals_wake(wake):
            self._result = _result_of(app, begin)
        if isinstance(self._result, _Interrupted):
            raise KeyboardInterrupt


def _result_of(app: Any, begin: Callable[[], None]) -> object:
    """Run a prompt and return its result. Raises `Stopped` at the end of the input."""
    try:
        # Its own handling of exceptions would print them and wait for Enter.
        return app.run(pre_run=begin, set_exception_handler=False, handle_sigint=False)
    except EOFError:
        raise Stopped from None


def _bind_others(bindings: Any, others: Sequence[str], leave: Callable[[object], None]) -> None:
    """Let a prompt be left with each of some keys. Ctrl-D, the end of the input, leaves as `q` does."""
    for key in others:
        bindings.add(key, eager=True)(lambda event: leave(Pressed(event.key_sequence[0].key)))
    if "q" in others:
        bindings.add("c-d", eager=True)(lambda _event: leave(Pressed("q")))


class _Entries:
    """The entries of a block as a prompt of questionary has them, and what keys do to them."""

    def __init__(self, block: Block, *, color: bool) -> None:
        import questionary
        from questionary.prompts.common import InquirerControl

        choices = [questionary.Choice(_title(row), value=i) for i, row in enumerate(block.rows)]
        heads = [questionary.Separator(_beside(row)) for row in block.heads]
        foot = [questionary.Separator(_beside(row)) for row in block.foot]
        self.question = questionary.select(
            "",
            choices=[*heads, *choices, *foot],
            default=choices[block.pointed],
            qmark="",
            pointer=POINTER,
            instruction=" ",
            use_jk_keys=False,
            style=prompt_look(color),
            erase_when_done=True,
        )
        windows = self.question.application.layout.find_all_windows()
        self._control = next(w.content for w in windows if isinstance(w.content, InquirerControl))
        self._block = block
        self._first = len(heads)  # entries come after the heads
        self._drawn = [*heads, *choices]

    @property
    def pointed(self) -> int:
        """The entry that is pointed at."""
        return int(self._control.pointed_at) - self._first

    def press(self, entry: int) -> tuple[int, ...]:
        """Choose an entry by its key; return the answer, or nothing where it was only checked."""
        if self._block.checked is None:
            return (entry,)
        self._block.checked.toggle(entry)
        self._control.pointed_at = self._first + entry
        return self._redrawn()

    def enter(self) -> tuple[int, ...]:
        """Return the answer, or nothing where there is none yet."""
        checked = self._block.checked
        if checked is None:
            return (self.pointed,)
        if not checked.chosen:
            checked.enter(self.pointed)
            return self._redrawn()
        return checked.chosen

    def back(self) -> None:
        """Take back what was checked last."""
        if self._block.checked is not None:
            self._block.checked.back()
            self._redrawn()

    def _redrawn(self) -> tuple[()]:
        assert self._block.redraw is not None
        heads, rows = self._block.redraw()
        for entry, title in zip(self._drawn, [*map(_beside, heads), *map(_title, rows)], strict=True):
            entry.title = title
        return ()


class _Interrupted(Exception):
    """Ctrl-C, while the prompt reads raw keys."""


def _title(row: Sequence[Line]) -> str:
    """Return an entry as the prompt library takes it: cleaned, its further lines set in like the first."""
    return "\n   ".join(clean(joined([part])) for part in row)


def _beside(row: Line) -> str:
    """Return a line above or below the entries as the prompt library takes it: without the indent that it adds."""
    return clean(joined([row]))[3:] or " "


def prompt_look(color: bool) -> Any:
    """Return the look of prompts, for the prompt library: plain, but for what is pointed at."""
    from questionary import Style as Look

    strong = "bold noreverse" if color else "noreverse"
    plain = "nobold noreverse fg:default"
    names = ("qmark", "question", "answer", "text", "selected", "separator", "instruction", "disabled")
    return Look([*((name, plain) for name in names), ("pointer", strong), ("highlighted", strong)])
