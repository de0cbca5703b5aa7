"""A line to type on, in a terminal: a questionary form, below what is drawn already."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any

from quiz.term.keyboard import Keyboard
from quiz.term.keys import KeyParser
from quiz.term.leaving import Stopped, TimeUp
from quiz.term.lines import Line, Span
from quiz.term.prompt import POINTER, Resized
from quiz.term.signals import can_suspend, signals_wake, suspend
from quiz.term.sink import Sink

#: Keys of the library that would draw: searches, a cleared screen, selections, and keys that wait for more.
_UNWANTED = ("c-r", "c-s", "c-l", "c-q", "c-v", "c-x", "c-@", "c-]", "c-\\", "s-left", "s-right", "s-home",
             "s-end", "s-up", "s-down", "c-s-left", "c-s-right", "c-s-home", "c-s-end")  # fmt: skip
#: The keys for a line that are not letters, by their names in the library.
_KNOWN = {"up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D", "home": "\x1b[H", "end": "\x1b[F",
          "delete": "\x1b[3~", "enter": "\r", "space": " ", "backspace": "\x7f", "ctrl-c": "\x03",
          "ctrl-d": "\x04", "ctrl-z": "\x1a"}  # fmt: skip


class LinePrompt:
    """Asks for a line of text, below lines that it draws. `typed` is what was typed by the time it was left."""

    def __init__(self, sink: Sink, keyboard: Keyboard) -> None:
        self.typed = ""
        self._sink = sink
        self._keyboard = keyboard

    def line(self, above: Sequence[Line], text: str, ticks: Callable[[], float] | None = None) -> str:
        """Draw lines, and let the user type below them, starting with `text`.

        `ticks` is called at once, and again whenever as many seconds have passed as it returned. It may draw elsewhere.
        Returns the line, with U+FFFD for what is not UTF-8. Raises `Resized` (what was typed by then is in `typed`),
        `Stopped` at the end of the input, KeyboardInterrupt for Ctrl-C, and `TimeUp` if `ticks` does.
        """
        self._sink.lines([*above, (Span(f" {POINTER}  {text}"),)], end="\r")
        # An import runs finalizers, where the exception of a signal would be printed and lost.
        with signals_wake(lambda: None):
            import questionary
            from prompt_toolkit.application import create_app_session
            from prompt_toolkit.data_structures import Size
            from prompt_toolkit.input.defaults import create_input
            from prompt_toolkit.input.typeahead import get_typeahead, store_typeahead
            from prompt_toolkit.input.vt100_parser import Vt100Parser
            from prompt_toolkit.output.vt100 import Vt100_Output

        def size() -> Size:
            columns, rows = self._sink.size()
            return Size(rows=rows, columns=columns)

        # Without asking for the cursor's position: a slow line would wait for the answer.
        output = Vt100_Output(self._sink, size, enable_cpr=False, enable_bell=False)  # type: ignore[arg-type]
        keys = create_input()
        if hasattr(keys, "vt100_parser"):  # on Windows, there are no replies of a terminal among the keys
            keys.vt100_parser = _KeysAlone(keys.vt100_parser)
        ahead: list[Any] = []
        Vt100Parser(ahead.append).feed(self._keyboard.take_unread())
        store_typeahead(keys, ahead)
        with create_app_session(input=keys, output=output):
            look = _look(questionary.Style, color=self._sink.color)
            form = questionary.text("", default=text, qmark=f" {POINTER}", style=look, erase_when_done=True)
            try:
                result = self._run(form.application, ticks)
            finally:
                self._sink.release()
                self._keyboard.give_back("".join(key.data for key in get_typeahead(keys)))
        if isinstance(result, BaseException):
            raise result
        if isinstance(result, str):  # entered with a key of the library, such as Escape and Enter
            self.typed = result
        # The library keeps bytes that are not UTF-8 as halves of surrogate pairs, which no file can hold.
        return self.typed.encode("utf-8", "surrogateescape").decode("utf-8", "replace")

    def _run(self, app: Any, ticks: Callable[[], float] | None) -> object:
        """Run the form's application. Returns what it was left with: an exception to raise, or a text, or nothing."""
        woken, size = False, self._sink.size()

        def leave(result: object = None) -> None:
            if app.is_running and not app.is_done:
                self.typed = app.current_buffer.text
                self._sink.hold()  # what erases the line goes out with what is drawn next
                app.exit(result=result)

        def wake() -> None:
            """Leave the form."""
            # Called by a signal, at any moment: the form is left in its loop, or before its first drawing.
            nonlocal woken
            woken = True
            if app.loop is not None:
                with suppress(RuntimeError):  # the loop has just been closed
                    app.loop.call_soon_threadsafe(leave)

        def before_render(_app: object) -> None:
            if woken:
                leave()
            elif self._sink.size() != size:
                leave(Resized())

        def failed(_loop: object, context: Mapping[str, Any]) -> None:
            leave(context.get("exception") or RuntimeError(context["message"]))

        def tick() -> None:
            assert ticks is not None
            try:
                app.loop.call_later(ticks(), tick)
            except TimeUp as up:
                leave(up)

        def begin() -> None:
            app.loop.set_exception_handler(failed)
            if ticks:
                app.loop.call_soon(tick)

        app.key_bindings = _bindings(app, leave)
        app.ttimeoutlen = 0.25  # how long what began with an Escape waits for its rest; one alone does nothing
        app.before_render += before_render
        with signals_wake(wake):
            try:
                # Its own handling of exceptions would print them and wait for Enter.
                result: object = app.run(
                    pre_run=begin,
                    set_exception_handler=False,
                    handle_sigint=False,
                )
            except EOFError:
                raise Stopped from None
        return result


def _bindings(app: Any, leave: Callable[..., None]) -> Any:
    """Return the keys of a form for a line, with ours."""
    from prompt_toolkit.application.run_in_terminal import run_in_terminal
    from prompt_toolkit.key_binding import KeyBindings, merge_key_bindings
    from prompt_toolkit.keys import Keys

    def stopped() -> None:
        suspend()
        # Brought back, the shell's lines are below the page, so it is drawn again. The form is left before it draws
        # itself once more: a key that answered such a drawing would be lost with it.
        leave(Resized())

    ours = KeyBindings()
    ours.add("enter", eager=True)(lambda _event: leave())
    ours.add("c-c", eager=True)(lambda _event: leave(KeyboardInterrupt()))
    for key in _UNWANTED:
        ours.add(key, eager=True)(lambda _event: None)
    # Alt with a letter, such as with a number for the next command; with Enter it takes the line.
    ours.add("escape", Keys.Any, eager=True)(lambda _event: None)
    ours.add("escape", "enter", eager=True)(lambda _event: leave())
    ours.add("escape", "c-c", eager=True)(lambda _event: leave(KeyboardInterrupt()))
    if can_suspend():
        ours.add("c-z", eager=True)(lambda _event: run_in_terminal(stopped))
    return merge_key_bindings([app.key_bindings, ours])


def _look(style: Callable[[list[tuple[str, str]]], Any], *, color: bool) -> Any:
    """Return the look of a form: plain, except for the pointer."""
    plain = "nobold noreverse fg:default"
    names = ("qmark", "question", "answer", "text", "instruction")
    return style([*((name, plain) for name in names), ("pointer", "bold noreverse" if color else "noreverse")])


class _KeysAlone:
    """A parser in front of the library's: it passes on keys, as the library has them, and drops replies."""

    def __init__(self, parser: Any) -> None:
        self._parser = parser
        self._ours = KeyParser()
        self._begun = bytearray()  # the wait for what is not complete
        self._escaped = False  # a letter that follows at once was pressed with Alt

    def feed(self, data: str) -> None:
        """Take what was typed."""
        kept, rest, at = bytearray(), data.encode("utf-8", "surrogateescape"), 0
        while at < len(rest):
            key, is_taken = self._ours.feed(rest[at])
            if is_taken:
                self._begun.append(rest[at])
                at += 1
            if key and not (self._escaped and len(key) == 1):
                is_as_typed = key == "paste" or not self._begun.startswith(b"\x1b")
                kept += self._begun if is_as_typed else _KNOWN.get(key, key if len(key) == 1 else "").encode()
            self._escaped = key == "escape" or (self._escaped and not key)
            if key or self._ours.wait is None:
                self._begun.clear()
        self._parser.feed(kept.decode("utf-8", "surrogateescape"))

    def flush(self) -> None:
        """End what has begun, because nothing more came in time."""
        begun, self._begun, self._escaped = self._begun, bytearray(), False
        if self._ours.give_up() == "paste":
            self._parser.feed(begun.decode("utf-8", "surrogateescape") + "\x1b[201~")
        self._parser.flush()
