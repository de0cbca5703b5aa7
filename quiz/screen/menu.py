"""A block of entries at the foot of the screen: drawn by us at once, then taken over by questionary.

The block is drawn before the prompt library is imported, which takes longer than
everything else on the way to the first question. The prompt then draws the very same
block in the same place, so that nothing moves; keys typed meanwhile wait in the
terminal's buffer.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack, suppress
from typing import Any

from quiz.screen.lines import BLANK, Line, Span, Style, joined
from quiz.screen.sink import Sink
from quiz.store.platform import signals_wake
from quiz.text import clean

__all__ = ["POINTER", "Block", "Pressed", "Resized", "Runner", "draw_block", "prompt_look"]

POINTER = "❯"


class Block:
    """Entries to move through, and lines below them. `boxes` redraws them when some are checked."""

    def __init__(
        self,
        rows: Sequence[Sequence[Line]],
        foot: Sequence[Line],
        pointed: int = 0,
        boxes: Callable[[set[int]], Sequence[Sequence[Line]]] | None = None,
        checked: Iterable[int] = (),
    ) -> None:
        self.rows = rows
        self.foot = foot
        self.pointed = pointed
        self.boxes = boxes
        self.checked = set(checked)

    def lines(self) -> list[Line]:
        """Return the block as the prompt will draw it: a blank line, the entries, the foot."""
        drawn: list[Line] = [BLANK]
        for i, row in enumerate(self.rows):
            head = Span(f" {POINTER} " if i == self.pointed else "   ", Style.POINTED)
            drawn.append((head, *_pointed(row[0], i == self.pointed)))
            drawn += [(Span("   "), *_pointed(rest, i == self.pointed)) for rest in row[1:]]
        return [*drawn, *self.foot]


def _pointed(row: Line, pointed: bool) -> Line:
    return tuple(Span(span.text, Style.POINTED) for span in row) if pointed else row


class Resized(Exception):
    """The terminal has another size now: draw everything anew."""


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

    def _session(self) -> None:
        """Let all prompts share one input, so that keys typed between two of them are kept."""
        if self._ready:
            return
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
        """Let the player choose; return the chosen indices, one unless the block has boxes.

        `keys` choose (or check) an entry at once. Raises `Pressed` for a key of `others`,
        `Resized`, and KeyboardInterrupt for Ctrl-C.
        """
        self._session()
        import questionary
        from prompt_toolkit.key_binding import KeyBindings
        from questionary.prompts.common import InquirerControl

        choices = [questionary.Choice(_title(row), value=i) for i, row in enumerate(block.rows)]
        foot = [questionary.Separator(clean(joined([row]))[3:] or " ") for row in block.foot]
        question = questionary.select(
            "",
            choices=[*choices, *foot],
            default=choices[block.pointed],
            qmark="",
            pointer=POINTER,
            instruction=" ",
            use_jk_keys=False,
            style=prompt_look(self._sink.color),
            erase_when_done=True,
        )
        app = question.application
        control = next(w.content for w in app.layout.find_all_windows() if isinstance(w.content, InquirerControl))
        bindings = KeyBindings()

        def leave(result: object) -> None:
            if app.is_running and not app.is_done:
                self._sink.hold()
                app.exit(result=result)

        def toggle(i: int) -> None:
            assert block.boxes is not None
            block.checked ^= {i}
            control.pointed_at = i
            for choice, row in zip(choices, block.boxes(block.checked), strict=True):
                choice.title = _title(row)

        def on_entry(i: int) -> Callable[[Any], None]:
            return lambda _event: toggle(i) if block.boxes else leave((i,))

        def on_enter(_event: Any) -> None:
            if not block.boxes:
                leave((control.pointed_at,))
            elif block.checked:
                leave(tuple(sorted(block.checked)))

        for key, index in keys.items():
            bindings.add(key, eager=True)(on_entry(index))
        for key in others:
            bindings.add(key, eager=True)(lambda event: leave(Pressed(event.key_sequence[0].key)))
        bindings.add("enter", eager=True)(on_enter)
        if block.boxes:
            bindings.add("space", eager=True)(lambda _event: toggle(control.pointed_at))
        self._run(app, bindings, leave)
        result = self._result
        block.pointed = control.pointed_at
        if isinstance(result, Exception):
            raise result
        assert isinstance(result, tuple)
        return result

    def any_key(self, text: str, others: Sequence[str]) -> None:
        """Wait for any key. Raises `Pressed` for a key of `others`, `Resized`, KeyboardInterrupt."""
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
        for key in others:
            bindings.add(key, eager=True)(lambda event: leave(Pressed(event.key_sequence[0].key)))
        self._run(app, bindings, leave)
        if isinstance(self._result, Exception):
            raise self._result

    def _run(self, app: Any, bindings: Any, leave: Callable[[object], None]) -> None:
        from prompt_toolkit.key_binding import merge_key_bindings

        bindings.add("c-c", eager=True)(lambda _event: leave(_Interrupted()))
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

        app.before_render += look
        with signals_wake(wake):
            # Its own handling of exceptions would print them and wait for Enter.
            self._result = app.run(
                pre_run=lambda: app.loop.set_exception_handler(failed),
                set_exception_handler=False,
                handle_sigint=False,
            )
        if isinstance(self._result, _Interrupted):
            raise KeyboardInterrupt


class _Interrupted(Exception):
    """Ctrl-C, while the prompt reads raw keys."""


def _title(row: Sequence[Line]) -> str:
    """Return an entry as the prompt library takes it: cleaned, its further lines set in like the first."""
    return "\n   ".join(clean(joined([part])) for part in row)


def prompt_look(color: bool) -> Any:
    """Return the look of prompts, for the prompt library: plain, but for what is pointed at."""
    from questionary import Style as Look

    strong = "bold noreverse" if color else "noreverse"
    plain = "nobold noreverse fg:default"
    names = ("qmark", "question", "answer", "text", "selected", "separator", "instruction", "disabled")
    return Look([*((name, plain) for name in names), ("pointer", strong), ("highlighted", strong)])
